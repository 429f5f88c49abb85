"""flask rules cases: what was missed, what was wrong, and how each flag did."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import update

from intake.cli.rules import cases as command
from intake.records.models import RuleSetVersion
from intake.web import database
from tests.cli.rules.own import OWN

CASES = """\
cases:
  - name: a girl who is seen as one
    facts: { age: 17 }
    must: [minor]
  - name: a man who is taken for a boy
    facts: { age: 17 }
    must: []
    open: [gca]
"""


def run(shell: FlaskCliRunner, tmp_path: Path, text: str, *options: str) -> Result:
    library, own = tmp_path / "cases.yaml", tmp_path / "own.yaml"
    library.write_text(text, encoding="utf-8")
    own.write_text(OWN, encoding="utf-8")
    arguments = ["cases", str(library), "--rules", str(own), *options]
    return shell.invoke(args=["rules", *arguments])


def test_what_is_missed_and_what_is_false_is_told_with_its_line(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    result = run(shell, tmp_path, CASES)

    assert result.stdout.splitlines()[:3] == [
        f"{tmp_path}/cases.yaml:5: a man who is taken for a boy",
        "    missed: gca",
        "    false: minor",
    ]
    assert result.exit_code == 1


def test_each_flag_and_each_kind_has_its_numbers(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    lines = run(shell, tmp_path, CASES).stdout.splitlines()

    numbers = {line[:30].strip(): line[30:].split() for line in lines}
    assert numbers["minor"] == ["1", "0", "1", "0", "100.0%"]
    assert numbers["Emergency, all"] == ["0", "1", "0", "0", "0.0%"]
    assert numbers["gca"] == ["0", "1", "0", "0", "0.0%"]
    assert numbers["smoking"] == ["0", "0", "0", "0", "–"]
    assert lines[-3:] == [
        "2 cases: 0.50 false flags per case, 0.00 left open",
        "not good enough: Emergency: 0.0% found, at least 100% wanted",
        "not good enough: 0.50 false flags per case, at most 0.3 wanted",
    ]


def test_programs_read_the_same_as_json(shell: FlaskCliRunner, tmp_path: Path) -> None:
    said = json.loads(run(shell, tmp_path, CASES, "--json").stdout)

    assert said["cases"][1] == {
        "name": "a man who is taken for a boy",
        "path": f"{tmp_path}/cases.yaml",
        "line": 5,
        "missed": ["gca"],
        "false": ["minor"],
        "not_ruled_out": [],
    }
    assert said["flags"]["minor"]["recall"] == 1
    assert said["kinds"]["emergency"]["missed"] == 1
    assert said["false_per_case"] == 0.5
    assert len(said["not_good_enough"]) == 2


def test_rules_that_do_well_end_well(shell: FlaskCliRunner, tmp_path: Path) -> None:
    result = run(shell, tmp_path, CASES[: CASES.index("  - name: a man")])

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == (
        "1 case: 0.00 false flags per case, 0.00 left open"
    )


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_mistake_in_a_case_is_named_where_it_stands(
    shell: FlaskCliRunner, tmp_path: Path, options: tuple[str, ...]
) -> None:
    result = run(shell, tmp_path, CASES.replace("[gca]", "[gcaa]"), *options)

    assert "did you mean “gca”" in result.output
    assert result.exit_code == 1


def test_a_name_moves_no_terminal(shell: FlaskCliRunner, tmp_path: Path) -> None:
    text = CASES.replace("a man who is taken for a boy", '"a man\\tand a \\n boy"')

    line = run(shell, tmp_path, text).stdout.splitlines()[0]

    assert line.endswith(":5: a man\ufffdand a \ufffd boy")


def test_published_rules_are_looked_for_in_the_database(
    app: Flask, tmp_path: Path
) -> None:
    library = tmp_path / "cases.yaml"
    library.write_text(CASES, encoding="utf-8")
    with app.app_context(), database.writing() as own:
        own.execute(update(RuleSetVersion).values(number=None))

    arguments = ["rules", "cases", str(library), "--published"]
    result = app.test_cli_runner().invoke(args=arguments)

    assert "No rules are published" in result.stderr
    assert result.exit_code == 2


def test_a_program_that_came_without_a_library_says_so(
    shell: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "LIBRARY", tmp_path / "none")

    result = shell.invoke(args=["rules", "cases"])

    assert "Name a file or folder of cases" in result.stderr
    assert result.exit_code == 2
