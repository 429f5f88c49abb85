"""flask rules …: no configuration, every mistake in words, exit codes for CI."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import update

from intake import config, create_app
from intake.records.models import RuleSetVersion
from intake.web import database
from tests.conftest import MakeApp

KNEE: dict[str, Any] = {
    "age": 62,
    "saddle_numbness": "no",
    "pain_areas": [
        {
            "site": "knee",
            "side": "right",
            "duration_weeks": 104,
            "told_diagnosis": ["osteoarthritis"],
            "worse_with": ["stairs", "walking"],
            "morning_stiffness": "under_30_min",
            "joint_replaced_here": "no",
        }
    ],
}


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FlaskCliRunner:
    """A shell on a fresh clone: nothing is configured."""
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    app: Flask = create_app(config.from_environment({}, tmp_path))
    return app.test_cli_runner()


def screen(shell: FlaskCliRunner, document: object, *options: str) -> Result:
    typed = document if isinstance(document, str) else json.dumps(document)
    return shell.invoke(args=["rules", "screen", "-", *options], input=typed)


def test_the_shipped_rules_have_no_problem(shell: FlaskCliRunner) -> None:
    result = shell.invoke(args=["rules", "check"])

    assert result.exit_code == 0
    assert "no problem" in result.output


def test_every_shipped_example_comes_out_as_it_says(shell: FlaskCliRunner) -> None:
    result = shell.invoke(args=["rules", "test"])

    assert result.exit_code == 0
    assert result.output.strip().endswith(" passed, 0 failed")


def test_a_knee_on_stairs_is_a_likely_joint_with_its_reasons(
    shell: FlaskCliRunner,
) -> None:
    result = screen(shell, KNEE)

    said = json.loads(result.stdout)
    assert set(said) == {"priority", "flags", "unknown"}
    (joint,) = [flag for flag in said["flags"] if flag["flag"] == "joint"]
    assert joint["strength"] == "likely"
    assert joint["area"] == "knee:right"
    assert joint["kind"] == "candidate"
    assert joint["not_ruled_out"] is False
    assert {"rule", "because", "evidence"} <= set(joint)
    assert any(each["fact"] == "duration_weeks" for each in joint["evidence"])


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"agee": 62}, "did you mean “age”"),
        ({"age": "old"}, "age"),
        ({"pain_areas": [{"site": "kneee"}]}, "knee"),
        ("[1]", "one JSON object"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
    ],
    ids=["a name", "a value", "a site", "a list", "broken", "bottomless"],
)
def test_what_cannot_be_read_is_named_and_exits_2(
    shell: FlaskCliRunner, document: object, words: str
) -> None:
    result = screen(shell, document)

    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_lines_are_screened_one_by_one_and_a_bad_one_spoils_no_other(
    shell: FlaskCliRunner,
) -> None:
    lines = [
        json.dumps({"id": 1, "facts": KNEE}),
        json.dumps({"id": "b", "facts": {"agee": 1}}),
        "{",
        json.dumps({"facts": {}}),
        json.dumps({"id": 4, "facts": {"saddle_numbness": "yes"}}),
    ]

    result = screen(shell, "\n".join(lines) + "\n\n", "--jsonl")

    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["id"] for each in said] == [1, "b", None, None, 4]
    assert ["error" in each for each in said] == [False, True, True, True, False]
    assert said[4]["priority"] == "emergency"
    assert result.exit_code == 2


def test_rules_of_ones_own_are_screened(shell: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(OWN, encoding="utf-8")

    result = screen(shell, {"age": 17}, "--rules", str(tmp_path))

    assert [flag["flag"] for flag in json.loads(result.stdout)["flags"]] == ["minor"]


def test_problems_are_listed_with_their_lines_and_exit_1(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN.replace("{ age: {", "{ agee: {"), encoding="utf-8")

    result = shell.invoke(args=["rules", "check", str(file)])

    assert result.exit_code == 1
    assert f"{file}:7:" in result.stderr


def test_a_condition_that_never_holds_is_a_problem_and_a_due_review_is_not(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN.replace("2027-11", "2020-01"), encoding="utf-8")
    due = shell.invoke(args=["rules", "check", str(file)])
    never = "all: [ { age: { less_than: 18 } }, { age: { at_least: 18 } } ]"
    file.write_text(OWN.replace("age: { less_than: 18 }", never), encoding="utf-8")
    wrong = shell.invoke(args=["rules", "check", str(file)])

    assert (due.exit_code, wrong.exit_code) == (0, 1)
    assert "warning: " in due.stderr
    assert "it was to be reviewed by 2020-01" in due.stderr
    assert "no problem found, 1 warning." in due.output
    assert "error: " in wrong.stderr
    assert "no patient can fulfil this condition" in wrong.stderr


def test_a_failing_example_is_named_and_exits_1(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN.replace("{ age: 18 }", "{ age: 17 }"), "utf-8")

    result = shell.invoke(args=["rules", "test", str(file)])

    assert result.exit_code == 1
    assert "1 failed" in result.output


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("missing.yaml", None, "No such file"),
        ("latin.yaml", b"\xff\xfe", "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_exits_2(
    shell: FlaskCliRunner, tmp_path: Path, name: str, content: bytes | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)

    result = shell.invoke(args=["rules", "check", str(tmp_path / name)])

    assert result.exit_code == 2
    assert words in result.stderr


def test_a_folder_without_rules_exits_2(shell: FlaskCliRunner, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    result = shell.invoke(args=["rules", "check", str(tmp_path / "empty")])

    assert (result.exit_code, "no .yaml file" in result.stderr) == (2, True)


def test_published_and_own_rules_exclude_each_other(shell: FlaskCliRunner) -> None:
    result = screen(shell, {}, "--published", "--rules", ".")

    assert result.exit_code == 2


def test_the_published_rules_are_those_of_the_database(app: Flask) -> None:
    result = screen(app.test_cli_runner(), KNEE, "--published")

    assert json.loads(result.stdout)["priority"]


@pytest.mark.parametrize("command", ["check", "test", "screen"])
def test_help_names_the_exit_codes(shell: FlaskCliRunner, command: str) -> None:
    result = shell.invoke(args=["rules", command, "--help"])

    assert result.exit_code == 0
    assert "Exit status" in result.output


@pytest.mark.parametrize(
    "odd",
    [b"\xff\xfe{", b'{"facts": {"age": ' + b"9" * 5_000 + b"}}", b"[" * 100_000],
    ids=["not UTF-8", "too long a number", "bottomless"],
)
def test_an_unreadable_line_spoils_no_other(shell: FlaskCliRunner, odd: bytes) -> None:
    good = json.dumps({"id": "after", "facts": {}}).encode()

    result = shell.invoke(
        args=["rules", "screen", "-", "--jsonl"], input=odd + b"\n" + good
    )

    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert ["error" in each for each in said] == [True, False]
    assert said[1]["id"] == "after"
    assert result.exit_code == 2


def test_an_id_of_half_a_character_comes_back_as_it_was(shell: FlaskCliRunner) -> None:
    line = '{"id": "\\ud800", "facts": {}}'

    result = screen(shell, line, "--jsonl")

    assert json.loads(result.stdout)["id"] == json.loads(line)["id"]
    assert result.exit_code == 0


def test_a_value_of_half_a_character_is_refused_in_words(
    shell: FlaskCliRunner,
) -> None:
    result = screen(shell, '{"saddle_numbness": "\\ud800"}')

    assert result.exit_code == 2
    assert "saddle_numbness" in result.stderr


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"\xff\xfe\xff", "not JSON"), (b"9" * 5_000, "not JSON")],
    ids=["not UTF-8", "too long a number"],
)
def test_an_unreadable_file_is_named(
    shell: FlaskCliRunner, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "facts.json"
    file.write_bytes(content)

    result = shell.invoke(args=["rules", "screen", str(file)])

    assert result.exit_code == 2
    assert f"{file}: this is {words}" in result.stderr


def test_a_database_that_is_not_there_is_said_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, make_app: MakeApp
) -> None:
    monkeypatch.setenv("FLASK_RUN_FROM_CLI", "true")
    nowhere = {"INTAKE_DATABASE_URL": f"sqlite:///{tmp_path}/no/such/intake.db"}
    app = make_app(config.from_environment(nowhere, tmp_path))

    result = screen(app.test_cli_runner(), {}, "--published")

    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_a_database_without_published_rules_is_said_in_words(app: Flask) -> None:
    with app.app_context(), database.writing() as own:
        own.execute(update(RuleSetVersion).values(number=None))

    result = screen(app.test_cli_runner(), {}, "--published")

    assert result.exit_code == 2
    assert "No rules are published" in result.stderr


OWN = """\
language: 1
rules:
  - id: under-18
    title: Under 18
    kind: caution
    flag: minor
    when: { age: { less_than: 18 } }
    because: "Age {age}."
    source: ["Clinic policy"]
    owner: clinical lead
    review_by: 2027-11
    examples:
      - { facts: { age: 17 }, expect: raised }
      - { facts: { age: 18 }, expect: not_raised }
"""
