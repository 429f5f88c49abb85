"""Files, folders and standard input, and what is none of them."""

import json
import os
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from intake.cli.rules import reading
from tests.cli.rules.own import OWN

COMMANDS = ["check", "test", "mutate", "screen", "explain", "schema"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_the_exit_codes(shell: FlaskCliRunner, command: str) -> None:
    result = shell.invoke(args=["rules", command, "--help"])

    assert result.exit_code == 0
    assert "Exit status" in result.output
    assert "--json" in result.output


@pytest.mark.parametrize("command", ["check", "test"])
def test_rules_are_read_from_standard_input(
    shell: FlaskCliRunner, command: str
) -> None:
    good = shell.invoke(args=["rules", command, "-"], input=OWN)
    wrong = shell.invoke(
        args=["rules", command, "-"], input=OWN.replace("{ age: {", "{ aeg: {")
    )

    assert (good.exit_code, good.stderr) == (0, "")
    assert wrong.exit_code == 1
    assert wrong.stderr.startswith("-:7:13: rule “under-18”: ")


def test_a_folder_is_read_with_both_endings_and_nothing_else(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(OWN, "utf-8")
    (tmp_path / "b.yml").write_text(OWN.replace("under-18", "minor"), "utf-8")
    (tmp_path / "notes.txt").write_text("not: [a rule", "utf-8")

    result = shell.invoke(args=["rules", "check", str(tmp_path)])

    assert "2 rules in 2 files" in result.output


def missing(path: Path) -> None:
    """Nothing is there."""


def latin(path: Path) -> None:
    path.write_bytes(b"language: 1\n# caf\xe9\n")


def large(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def folder(path: Path) -> None:
    path.mkdir()


def too_many(path: Path) -> None:
    path.mkdir()
    for number in range(201):
        (path / f"{number}.yaml").touch()


UNREADABLE = [
    (missing, "No such file or directory."),
    (latin, "not UTF-8 text, see line 2; save it as UTF-8."),
    (large, "larger than 256 KiB, the most read here."),
    (device, "not a file; for standard input write “-”."),
    (pipe, "not a file; for standard input write “-”."),
    (loop, "Too many levels of symbolic links."),
    (folder, "no .yaml or .yml file in this folder."),
    (too_many, "201 files; at most 200 are read."),
]


@pytest.mark.parametrize(
    ("make", "words"), UNREADABLE, ids=[make.__name__ for make, _ in UNREADABLE]
)
@pytest.mark.parametrize("arguments", [["check"], ["test"], ["screen", "-", "--rules"]])
def test_what_cannot_be_read_gets_one_clear_line_and_exits_2(
    shell: FlaskCliRunner,
    tmp_path: Path,
    arguments: list[str],
    make: object,
    words: str,
) -> None:
    path = tmp_path / "own.yaml"
    assert callable(make)
    make(path)

    result = shell.invoke(args=["rules", *arguments, str(path)], input="{}")

    assert result.exit_code == 2
    assert result.stderr == f"{path}: {words}\n"
    assert result.stdout == ""


@pytest.mark.parametrize(
    "make", [missing, device, pipe, loop], ids=lambda make: make.__name__
)
@pytest.mark.parametrize("options", [[], ["--jsonl"]], ids=["one", "lines"])
def test_so_do_facts_that_cannot_be_read(
    shell: FlaskCliRunner, tmp_path: Path, options: list[str], make: object
) -> None:
    path = tmp_path / "facts.json"
    assert callable(make)
    make(path)

    result = shell.invoke(args=["rules", "screen", str(path), *options])

    assert result.exit_code == 2
    assert result.stderr.startswith(f"{path}: ")
    assert (result.stderr.count("\n"), result.stdout) == (1, "")


def test_facts_of_fifty_megabytes_are_refused_unread(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "facts.json"
    large(path)

    result = shell.invoke(args=["rules", "screen", str(path)])

    assert result.stderr == f"{path}: larger than 1024 KiB, the most read here.\n"


def test_every_unreadable_file_of_a_folder_is_named(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    loop(tmp_path / "a.yaml")
    latin(tmp_path / "b.yaml")
    folder(tmp_path / "c.yaml")

    result = shell.invoke(args=["rules", "check", str(tmp_path)])

    assert [line.split(":")[0][-6:] for line in result.stderr.splitlines()] == [
        "a.yaml",
        "b.yaml",
        "c.yaml",
    ]


def test_a_folder_that_contains_itself_is_read_once(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    (tmp_path / "own.yaml").write_text(OWN, "utf-8")
    (tmp_path / "again").symlink_to(tmp_path)

    result = shell.invoke(args=["rules", "check", str(tmp_path)])

    assert "1 rule in 1 file" in result.output


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to root")
def test_a_forbidden_folder_is_named(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:  # pragma: no cover
    tmp_path.chmod(0)

    result = shell.invoke(args=["rules", "check", str(tmp_path)])

    assert result.stderr == f"{tmp_path}: Permission denied.\n"


def test_what_editors_leave_behind_is_passed_over(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    (tmp_path / "OWN.YAML").write_text(OWN, "utf-8")
    (tmp_path / ".#own.yaml").symlink_to("nowhere")
    (tmp_path / "._own.yaml").write_bytes(b"\xff")

    result = shell.invoke(args=["rules", "check", str(tmp_path)])

    assert "1 rule in 1 file" in result.output


@pytest.mark.parametrize("path", ["/proc/self/mem", "x" * 5_000])
def test_paths_of_all_kinds_get_their_line(shell: FlaskCliRunner, path: str) -> None:
    result = shell.invoke(args=["rules", "check", path])

    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_a_closed_standard_input_is_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)

    with pytest.raises(reading.Unreadable, match="standard input is closed"):
        reading.read_bytes(Path("-"), 10)


def test_programs_are_told_in_json_what_cannot_be_read(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    result = shell.invoke(args=["rules", "check", "--json", str(tmp_path / "a.yaml")])

    assert result.exit_code == 2
    assert "No such file" in json.loads(result.stdout)["error"]
