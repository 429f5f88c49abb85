"""flask rules push: files become a draft, by the same checks."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from intake.cli.rules.folder import MARKER
from intake.records import approval_queries
from intake.records.accounts import User
from intake.workflow import screenings
from tests.cli.rules.git import FILE, another_version, drafts, reword, rules
from tests.cli.rules.test_hostile import HOSTILE


def test_pulled_and_pushed_without_a_change_nothing_changes(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    result = rules(clinic, "push", folder, "--as", sam.email)

    assert result.exit_code == 0, result.stderr
    assert "Nothing changed: these are the files of version 1." in result.output
    assert drafts(session) == []


def test_what_git_made_of_the_ends_of_lines_is_no_change(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    for path in folder.glob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))

    assert "Nothing changed" in rules(clinic, "push", folder, "--as", sam.email).output


def test_a_change_is_pushed_as_a_draft_of_that_account(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    text = reword(folder)
    (folder / "chronic_back.yaml").rename(folder / "back.yaml")

    result = rules(clinic, "push", folder, "--as", sam.email)

    assert result.exit_code == 0, result.stderr
    (draft,) = drafts(session)
    assert f"Draft {draft.id}: 12 files, not in force." in result.output
    assert draft.files[FILE] == text
    assert {*draft.files} == {path.name for path in folder.glob("*.yaml")}
    assert (draft.written_by_id, draft.based_on_id) == (sam.id, 1)
    assert approval_queries.has_written(session, draft, sam)
    assert screenings.in_force(session).number == 1


def test_pushed_again_it_is_the_same_draft(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    reword(folder)
    first = rules(clinic, "push", folder, "--as", sam.email)

    again = rules(clinic, "push", folder, "--as", sam.email)

    assert again.output == first.output
    assert len(drafts(session)) == 1


def test_with_problems_each_is_named_and_nothing_is_pushed(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    (folder / FILE).write_text(text.replace("kind: ", "kind: very ", 1), "utf-8")

    result = rules(clinic, "push", folder, "--as", sam.email)

    assert result.exit_code == 1
    assert f"{FILE}:" in result.stderr
    assert "[unknown-word]" in result.stderr
    assert "Nothing was pushed: " in result.stderr
    assert drafts(session) == []


def test_a_failing_example_and_a_lost_danger_are_named_too(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    text = (folder / FILE).read_text(encoding="utf-8")
    wrong = text.replace("expect: raised", "expect: not_raised", 1)
    (folder / FILE).write_text(wrong, encoding="utf-8")
    (folder / "emergency_vessels.yaml").unlink()

    result = rules(clinic, "push", folder, "--as", sam.email)

    assert result.exit_code == 1
    assert "[example-fails]" in result.stderr
    assert "[danger-without-rule]" in result.stderr
    assert drafts(session) == []


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_is_refused_with_words(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User, text: str
) -> None:
    (folder / "own.yaml").write_text(text, encoding="utf-8")

    result = rules(clinic, "push", folder, "--as", sam.email)

    assert result.exit_code == 1
    assert "own.yaml:" in result.stderr
    assert "\u202e" not in result.stderr
    assert drafts(session) == []


def test_what_was_published_since_is_not_undone(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    reword(folder)
    another_version(session, sam)

    result = rules(clinic, "push", folder, "--as", sam.email)

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
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User, name: str
) -> None:
    text, code, words = MARKERS[name]
    reword(folder)
    (folder / MARKER).unlink()
    if text is not None:
        (folder / MARKER).write_text(text)

    result = rules(clinic, "push", folder, "--as", sam.email)

    assert result.exit_code == code
    assert words in result.stderr
    assert drafts(session) == []


@pytest.mark.parametrize("email", ["nobody@clinic.test", "carol@clinic.test"])
def test_whoever_is_no_staff_pushes_nothing(
    clinic: FlaskCliRunner, session: Session, folder: Path, carol: User, email: str
) -> None:
    reword(folder)

    result = rules(clinic, "push", folder, "--as", email)

    assert result.exit_code == 1
    assert f"{email}: no account of staff" in result.stderr
    assert drafts(session) == []


@pytest.mark.parametrize("name", ["a b.yaml", "ü.yaml", "a;b.yml"])
def test_a_name_that_cannot_be_in_an_address_is_refused(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User, name: str
) -> None:
    (folder / FILE).rename(folder / name)

    result = rules(clinic, "push", folder, "--as", sam.email)

    assert result.exit_code == 2
    assert "name it with letters, digits" in result.stderr
    assert drafts(session) == []


def test_an_empty_folder_and_none_are_told_apart(
    clinic: FlaskCliRunner, folder: Path, sam: User, tmp_path: Path
) -> None:
    for path in folder.glob("*.yaml"):
        path.unlink()

    empty = rules(clinic, "push", folder, "--as", sam.email)
    none = rules(clinic, "push", tmp_path / "none", "--as", sam.email)

    assert (empty.exit_code, none.exit_code) == (1, 2)
    assert "no rule file is there" in empty.stderr
    assert "not a folder" in none.stderr
