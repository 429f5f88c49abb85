"""flask rules mutate: what no example notices, with one that would."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from intake.cli.rules import mutate
from intake.rules.examining import mutations
from tests.cli.rules.own import OWN

LINE = "{ name: 17 years, facts: { age: 17 }, expect: raised }"


@pytest.fixture
def weak(tmp_path: Path) -> Path:
    """A file whose example does not stand at the number."""
    file = tmp_path / "own.yaml"
    file.write_text(OWN.replace("{ age: 17 }", "{ age: 3 }"), "utf-8")
    return file


def test_rules_whose_examples_notice_everything_exit_0(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN, "utf-8")

    result = shell.invoke(args=["rules", "mutate", str(file)])

    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == (
        "2 changes: 2 noticed, 0 not, 0 that say the same; score 100.0 %\n"
    )


def test_what_survives_is_printed_with_its_place_and_an_example(
    shell: FlaskCliRunner, weak: Path
) -> None:
    result = shell.invoke(args=["rules", "mutate", str(weak)])

    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "rule under-18:",
        f"  {weak}:7:20: age less_than: 18 became 17",
        "  to be pasted under the examples of under-18:",
        f"      - {LINE}",
        "",
        "2 changes: 1 noticed, 1 not, 0 that say the same; score 50.0 %",
    ]


def test_the_same_as_json(shell: FlaskCliRunner, weak: Path) -> None:
    result = shell.invoke(args=["rules", "mutate", "--json", str(weak)])

    said = json.loads(result.stdout)
    assert (result.exit_code, said["score"]) == (1, 0.5)
    assert said["counts"] == {"noticed": 1, "survived": 1}
    assert said["changes"] == [
        {
            "rule": "under-18",
            "path": str(weak),
            "line": 7,
            "column": 20,
            "change": "age less_than: 18 became 17",
            "fate": "survived",
            "example_for": "under-18",
            "example": LINE,
        }
    ]


def test_one_rule_alone(shell: FlaskCliRunner) -> None:
    result = shell.invoke(args=["rules", "mutate", "--rule", "hot-swollen-joint"])

    assert result.exit_code == 0
    assert "score 100.0 %" in result.stdout


def test_a_rule_that_is_not_there_exits_2(shell: FlaskCliRunner, weak: Path) -> None:
    result = shell.invoke(args=["rules", "mutate", "--rule", "under-81", str(weak)])

    assert result.exit_code == 2
    assert result.stderr == (
        "no rule has the id “under-81”; did you mean “under-18”?\n"
    )


def test_a_change_that_says_the_same_is_printed_with_that_reason(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    twice = "{ any: [ age: { less_than: 18 }, age: { less_than: 9 } ] }"
    file.write_text(OWN.replace("{ age: { less_than: 18 } }", twice), "utf-8")

    result = shell.invoke(args=["rules", "mutate", str(file)])

    assert result.exit_code == 0
    assert "9 became 10 (says the same for every patient)" in result.stdout


@pytest.mark.parametrize(("is_terminal", "shown"), [(True, True), (False, False)])
def test_a_person_who_waits_sees_how_far_it_is(
    weak: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    is_terminal: bool,
    shown: bool,
) -> None:
    monkeypatch.setattr(mutate, "SOON", -1.0)
    monkeypatch.setattr("sys.stderr.isatty", lambda: is_terminal)

    with pytest.raises(SystemExit):
        mutate.mutate.callback((weak,), None, False)  # type: ignore[misc]

    assert ("tried under-18" in capsys.readouterr().err) is shown


def test_what_was_not_examined_has_no_score_and_is_not_well(
    shell: FlaskCliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutations, "FOR_ALL", 0)
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")

    plain = shell.invoke(args=["rules", "mutate", str(tmp_path)])
    as_json = shell.invoke(args=["rules", "mutate", "--json", str(tmp_path)])

    assert (plain.exit_code, as_json.exit_code) == (1, 1)
    assert "not examined; score unknown" in plain.output
    assert json.loads(as_json.stdout)["score"] is None
