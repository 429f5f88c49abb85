"""flask rules pull: a version of the database as files."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from intake.cli.rules.folder import MARKER, SCHEMA
from intake.config import ROOT
from intake.records.accounts import User
from intake.workflow import screenings
from tests.cli.rules.git import FILE, another_version, reword, rules


def test_the_files_come_with_a_schema_and_a_marker(folder: Path) -> None:
    written = {path.name for path in folder.iterdir()}

    assert written == {*screenings.shipped_files(), SCHEMA, MARKER}
    for name, text in screenings.shipped_files().items():
        assert (folder / name).read_text(encoding="utf-8") == text
    assert json.loads((folder / SCHEMA).read_text())["$schema"]
    assert json.loads((folder / MARKER).read_text())["version"] == 1


def test_an_earlier_version_is_pulled_by_its_number(
    clinic: FlaskCliRunner, session: Session, sam: User, tmp_path: Path
) -> None:
    another_version(session, sam)

    newest = rules(clinic, "pull", tmp_path / "newest")
    first = rules(clinic, "pull", tmp_path / "first", "--version", "1")

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
    clinic: FlaskCliRunner, tmp_path: Path, number: str, code: int, words: str
) -> None:
    result = rules(clinic, "pull", tmp_path / "rules", "--version", number)

    assert result.exit_code == code
    assert words in result.stderr
    assert not (tmp_path / "rules").exists()


def test_what_was_changed_is_not_overwritten_unless_that_is_said(
    clinic: FlaskCliRunner, folder: Path
) -> None:
    again = rules(clinic, "pull", folder)
    assert again.exit_code == 0
    mine = reword(folder)
    (folder / "own.yaml").write_text("language: 1\n")

    refused = rules(clinic, "pull", folder)
    assert refused.exit_code == 1
    assert f"{folder}: {FILE}, own.yaml would be lost" in refused.stderr
    assert (folder / FILE).read_text(encoding="utf-8") == mine

    forced = rules(clinic, "pull", folder, "--force")
    assert forced.exit_code == 0
    assert (folder / FILE).read_text("utf-8") == screenings.shipped_files()[FILE]
    assert (folder / "own.yaml").exists()


def test_where_no_folder_can_be_nothing_is_written(
    clinic: FlaskCliRunner, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("x")

    for each in (tmp_path / "file", tmp_path / "file" / "below"):
        result = rules(clinic, "pull", each)
        assert result.exit_code == 2
        assert "file" in result.stderr
        assert "Traceback" not in result.output


@pytest.mark.parametrize("command", ["pull", "push", "publish"])
def test_each_command_has_its_help(clinic: FlaskCliRunner, command: str) -> None:
    result = rules(clinic, command, "--help")

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
