"""flask rules pull, push, publish: a folder in git and the database, by the same checks
and the same approval."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from intake.cli.rules.folder import MARKER, SCHEMA
from intake.config import ROOT
from intake.records import approval_queries, queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.workflow import approvals, rule_sets, screenings
from tests import make
from tests.cli.rules.test_hostile import HOSTILE

FILE = "joint.yaml"


@pytest.fixture
def shell(app: Flask, monkeypatch: pytest.MonkeyPatch) -> FlaskCliRunner:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    return app.test_cli_runner()


@pytest.fixture
def folder(shell: FlaskCliRunner, tmp_path: Path) -> Path:
    """Version 1, pulled."""
    result = rules(shell, "pull", tmp_path / "rules")
    assert result.exit_code == 0, result.output
    return tmp_path / "rules"


def rules(shell: FlaskCliRunner, *args: str | Path) -> Result:
    return shell.invoke(args=["rules", *map(str, args)])


def reword(folder: Path, words: str = "Sam's ") -> str:
    text = (folder / FILE).read_text(encoding="utf-8")
    text = text.replace("title: ", f"title: {words}", 1)
    (folder / FILE).write_text(text, encoding="utf-8")
    return text


def drafts(session: Session) -> list[RuleSetVersion]:
    session.rollback()
    session.expire_all()
    found = [e for e in queries.rule_set_versions(session) if e.number is None]
    session.commit()
    return found


def another_version(session: Session, sam: User) -> RuleSetVersion:
    version = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)
    text = version.files[FILE].replace("title: ", "title: Other ", 1)
    version.files = {**version.files, FILE: text}
    session.flush()
    make.published(session, version, sam)
    return version


# Out


def test_the_files_come_with_a_schema_and_a_marker(folder: Path) -> None:
    written = {path.name for path in folder.iterdir()}

    assert written == {*screenings.shipped_files(), SCHEMA, MARKER}
    for name, text in screenings.shipped_files().items():
        assert (folder / name).read_text(encoding="utf-8") == text
    assert json.loads((folder / SCHEMA).read_text())["$schema"]
    assert json.loads((folder / MARKER).read_text())["version"] == 1


def test_an_earlier_version_is_pulled_by_its_number(
    shell: FlaskCliRunner, session: Session, sam: User, tmp_path: Path
) -> None:
    another_version(session, sam)

    newest = rules(shell, "pull", tmp_path / "newest")
    first = rules(shell, "pull", tmp_path / "first", "--version", "1")

    assert "Version 2: 12 files" in newest.output
    assert "title: Other " in (tmp_path / "newest" / FILE).read_text()
    assert "Version 1: 12 files" in first.output
    assert "title: Other " not in (tmp_path / "first" / FILE).read_text()


@pytest.mark.parametrize(
    ("number", "code", "words"),
    [
        ("99", 1, "There is no version 99 in the database."),
        ("0", 2, "0 is not in the range"),
        ("9" * 12, 2, "is not in the range"),
    ],
)
def test_a_version_that_there_is_not_is_not_pulled(
    shell: FlaskCliRunner, tmp_path: Path, number: str, code: int, words: str
) -> None:
    result = rules(shell, "pull", tmp_path / "rules", "--version", number)

    assert result.exit_code == code
    assert words in result.stderr
    assert not (tmp_path / "rules").exists()


def test_what_was_changed_is_not_overwritten_unless_that_is_said(
    shell: FlaskCliRunner, folder: Path
) -> None:
    again = rules(shell, "pull", folder)
    assert again.exit_code == 0
    mine = reword(folder)
    (folder / "own.yaml").write_text("language: 1\n")

    refused = rules(shell, "pull", folder)
    assert refused.exit_code == 1
    assert f"{folder}: {FILE}, own.yaml would be lost" in refused.stderr
    assert (folder / FILE).read_text(encoding="utf-8") == mine

    forced = rules(shell, "pull", folder, "--force")
    assert forced.exit_code == 0
    assert (folder / FILE).read_text("utf-8") == screenings.shipped_files()[FILE]
    assert (folder / "own.yaml").exists()


def test_where_no_folder_can_be_nothing_is_written(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")

    for each in (tmp_path / "file", tmp_path / "file" / "below"):
        result = rules(shell, "pull", each)
        assert result.exit_code == 2
        assert "file" in result.stderr
        assert "Traceback" not in result.output


# In


def test_pulled_and_pushed_without_a_change_nothing_changes(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    result = rules(shell, "push", folder, "--as", sam.email)

    assert result.exit_code == 0, result.stderr
    assert "Nothing changed: these are the files of version 1." in result.output
    assert drafts(session) == []


def test_what_git_made_of_the_ends_of_lines_is_no_change(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    for path in folder.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert "Nothing changed" in rules(shell, "push", folder, "--as", sam.email).output


def test_a_change_is_pushed_as_a_draft_of_that_account(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    text = reword(folder)
    (folder / "chronic_back.yaml").rename(folder / "back.yaml")

    result = rules(shell, "push", folder, "--as", sam.email)

    assert result.exit_code == 0, result.stderr
    (draft,) = drafts(session)
    assert f"Draft {draft.id}: 12 files, not in force." in result.output
    assert draft.files[FILE] == text
    assert {*draft.files} == {path.name for path in folder.glob("*.yaml")}
    assert (draft.written_by_id, draft.based_on_id) == (sam.id, 1)
    assert approval_queries.has_written(session, draft, sam)
    assert screenings.in_force(session).number == 1


def test_pushed_again_it_is_the_same_draft(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    reword(folder)
    first = rules(shell, "push", folder, "--as", sam.email)

    again = rules(shell, "push", folder, "--as", sam.email)

    assert again.output == first.output
    assert len(drafts(session)) == 1


def test_with_problems_each_is_named_and_nothing_is_pushed(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text.replace("kind: ", "kind: very ", 1), "utf-8")

    result = rules(shell, "push", folder, "--as", sam.email)

    assert result.exit_code == 1
    assert f"{FILE}:" in result.stderr
    assert "[unknown-word]" in result.stderr
    assert "Nothing was pushed: " in result.stderr
    assert drafts(session) == []


def test_a_failing_example_and_a_lost_danger_are_named_too(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    wrong = text.replace("expect: raised", "expect: not_raised", 1)
    (folder / FILE).write_text(wrong, encoding="utf-8")
    (folder / "emergency_vessels.yaml").unlink()

    result = rules(shell, "push", folder, "--as", sam.email)

    assert result.exit_code == 1
    assert "[example-fails]" in result.stderr
    assert "[danger-without-rule]" in result.stderr
    assert drafts(session) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_words(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User, text: str
) -> None:
    (folder / "own.yaml").write_text(text, encoding="utf-8")

    result = rules(shell, "push", folder, "--as", sam.email)

    assert result.exit_code == 1
    assert "own.yaml:" in result.stderr
    assert "\u202e" not in result.stderr
    assert drafts(session) == []


def test_what_was_published_since_is_not_undone(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    reword(folder)
    another_version(session, sam)

    result = rules(shell, "push", folder, "--as", sam.email)

    assert result.exit_code == 1
    assert "Version 2 is in force, and you pulled version 1." in result.stderr
    assert drafts(session) == []


OF_ANOTHER = json.dumps({"version": 1, "digest": "of another"})
MARKERS = {
    "none": (None, 1, "it was not pulled"),
    "of another database": (OF_ANOTHER, 1, "Was it another database?"),
    "broken": ("{", 2, "Pull again"),
    "of another shape": ("[]", 2, "Pull again"),
}


@pytest.mark.parametrize("name", MARKERS)
def test_without_its_marker_nothing_is_pushed(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User, name: str
) -> None:
    text, code, words = MARKERS[name]
    reword(folder)
    (folder / MARKER).unlink()
    if text is not None:
        (folder / MARKER).write_text(text)

    result = rules(shell, "push", folder, "--as", sam.email)

    assert result.exit_code == code
    assert words in result.stderr
    assert drafts(session) == []


@pytest.mark.parametrize("email", ["nobody@clinic.test", "carol@clinic.test"])
def test_whoever_is_no_staff_pushes_nothing(
    shell: FlaskCliRunner, session: Session, folder: Path, carol: User, email: str
) -> None:
    reword(folder)

    result = rules(shell, "push", folder, "--as", email)

    assert result.exit_code == 1
    assert f"{email}: no account of staff" in result.stderr
    assert drafts(session) == []


@pytest.mark.parametrize("name", ["a b.yaml", "ü.yaml", "a;b.yml"])
def test_a_name_that_cannot_be_in_an_address_is_refused(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User, name: str
) -> None:
    (folder / FILE).rename(folder / name)

    result = rules(shell, "push", folder, "--as", sam.email)

    assert result.exit_code == 2
    assert "name it with letters, digits" in result.stderr
    assert drafts(session) == []


def test_an_empty_folder_and_none_are_told_apart(
    shell: FlaskCliRunner, folder: Path, sam: User, tmp_path: Path
) -> None:
    for path in folder.glob("*.yaml"):
        path.unlink()

    empty = rules(shell, "push", folder, "--as", sam.email)
    none = rules(shell, "push", tmp_path / "none", "--as", sam.email)

    assert (empty.exit_code, none.exit_code) == (1, 2)
    assert "no rule file is there" in empty.stderr
    assert "not a folder" in none.stderr


# On to approval and into force


def test_pushed_asked_approved_and_published_from_the_shell(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User, tess: User
) -> None:
    reword(folder)
    ask = ("push", folder, "--as", sam.email, "--ask", "--why", "Clearer.")
    early = rules(shell, *ask)
    assert early.exit_code == 1
    assert "Nobody was asked: No replay of this text" in early.stderr
    (draft,) = drafts(session)
    make.replayed(session, draft, sam)
    session.commit()

    asked = rules(shell, *ask)
    assert asked.exit_code == 0, asked.stderr
    publish = ("publish", str(draft.id), "--as", sam.email)
    missing = rules(shell, *publish)
    assert missing.exit_code == 1
    assert "Not published: Nobody has approved it yet." in missing.stderr
    request = approval_queries.newest(session, draft)
    assert request is not None
    assert request.why == "Clearer."
    approvals.answer(session, request, tess, approved=True, words="", at=make.NOON)
    session.commit()

    published = rules(shell, *publish)

    assert published.exit_code == 0, published.stderr
    assert "Version 2 is in force." in published.output
    assert drafts(session) == []


def test_a_danger_that_would_be_lost_needs_a_reason_in_the_shell_too(
    shell: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    reword(folder)
    ask = ("push", folder, "--as", sam.email, "--ask", "--why", "Clearer.")
    rules(shell, *ask[:4])
    (draft,) = drafts(session)
    make.replayed(session, draft, sam, septic_joint=2)
    session.commit()

    refused = rules(shell, *ask)
    assert refused.exit_code == 1
    assert "Say why it is right that they lose these flags." in refused.stderr
    assert rules(shell, *ask, "--why-lost", "Old ones.").exit_code == 0


def test_a_draft_that_there_is_not_is_not_published(
    shell: FlaskCliRunner, sam: User
) -> None:
    result = rules(shell, "publish", "99", "--as", sam.email)

    assert result.exit_code == 1
    assert "There is no draft 99." in result.stderr


@pytest.mark.parametrize("command", ["pull", "push", "publish"])
def test_each_command_has_its_help(shell: FlaskCliRunner, command: str) -> None:
    result = rules(shell, command, "--help")

    assert result.exit_code == 0
    assert "Exit status" in result.output


def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    """In a process of its own: a fresh clone, where nothing is configured."""
    flask = Path(sys.executable).with_name("flask")
    environ: Mapping[str, str] = {
        "PATH": "/usr/bin",
        "INTAKE_DATABASE_URL": f"sqlite:///{tmp_path}/none/intake.db",
    }
    result = subprocess.run(  # noqa: S603
        [flask, "--app", "wsgi", "rules", "pull", tmp_path / "rules"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 2
    assert "The database cannot be read" in result.stderr
