"""flask rules diff: what rule files say otherwise than others."""

from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from intake.workflow import screenings
from tests.cli.rules.own import OWN


def write(folder: Path, **files: str) -> str:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return str(folder)


def test_two_folders_are_compared_in_plain_words(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    one = write(tmp_path / "one", own=OWN)
    other = write(tmp_path / "other", own=OWN.replace("than: 18", "than: 16"))

    result = shell.invoke(args=["rules", "diff", other, "--against", one])

    assert (result.exit_code, result.output) == (
        0,
        "Rule under-18 (own.yaml:3)\n  “Age”, less than: from 18 to 16 years.\n",
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [(OWN, "The same text.\n"), (f"# note\n{OWN}", "No rule says anything else.\n")],
)
def test_what_says_the_same_is_told_so(
    shell: FlaskCliRunner, tmp_path: Path, text: str, says: str
) -> None:
    one, other = write(tmp_path / "one", own=OWN), write(tmp_path / "two", own=text)

    result = shell.invoke(args=["rules", "diff", other, "--against", one])

    assert (result.exit_code, result.output) == (0, says)


def test_without_others_the_shipped_rules_are_meant(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    files = screenings.shipped_files()
    text = files["joint.yaml"].replace("age: { at_least: 50 }", "age: { at_least: 45 }")
    own = {**files, "joint.yaml": text}
    folder = write(tmp_path / "own", **{Path(n).stem: t for n, t in own.items()})

    result = shell.invoke(args=["rules", "diff", folder])

    assert "Definition an-osteoarthritis-pattern, used by " in result.output
    assert "“Age”, at least: from 50 to 45 years." in result.output


def test_files_with_mistakes_are_refused(shell: FlaskCliRunner, tmp_path: Path) -> None:
    folder = write(tmp_path / "own", own=OWN.replace("minor", "minro"))

    result = shell.invoke(args=["rules", "diff", folder])

    assert result.exit_code == 1
    assert "minro" in result.output
    both = ["rules", "diff", folder, "--against", folder, "--published"]
    assert shell.invoke(args=both).exit_code == 2
