"""flask rules screen: facts in, flags out, and a word for what cannot be read."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import update

from intake import config
from intake.records.models import RuleSetVersion
from intake.web import database
from tests.cli.rules.own import OWN
from tests.cli.rules.patients import KNEE
from tests.conftest import MakeApp


def screen(shell: FlaskCliRunner, document: object, *options: str) -> Result:
    typed = document if isinstance(document, str) else json.dumps(document)
    return shell.invoke(args=["rules", "screen", "-", *options], input=typed)


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


def test_published_and_own_rules_exclude_each_other(shell: FlaskCliRunner) -> None:
    result = screen(shell, {}, "--published", "--rules", ".")

    assert result.exit_code == 2


def test_the_published_rules_are_those_of_the_database(app: Flask) -> None:
    result = screen(app.test_cli_runner(), KNEE, "--published")

    assert json.loads(result.stdout)["priority"]


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


def test_a_folder_of_patients_gets_a_line_for_each(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    (tmp_path / "a.json").write_text(json.dumps(KNEE), "utf-8")
    (tmp_path / "b.json").write_text("{", "utf-8")
    (tmp_path / "c.json").write_text('{"agee": 1}', "utf-8")

    result = shell.invoke(args=["rules", "screen", str(tmp_path)])

    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert [each["id"] for each in said] == ["a.json", "b.json", "c.json"]
    assert ["error" in each for each in said] == [False, True, True]
    assert result.exit_code == 2


def test_a_line_without_an_end_spoils_no_other(shell: FlaskCliRunner) -> None:
    lines = [b"[" * 3_000_000, b'{"id": 7, "facts": {}}', b" " * 2_000_000]

    result = shell.invoke(
        args=["rules", "screen", "-", "--jsonl"], input=b"\n".join(lines)
    )

    said = [json.loads(line) for line in result.stdout.splitlines()]
    assert said[0] == {"id": None, "error": "A line has at most 1048576 bytes."}
    assert said[1]["id"] == 7
    assert result.exit_code == 2


def test_rules_with_problems_are_told_as_json_too(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    (tmp_path / "own.yaml").write_text(OWN.replace("{ age:", "{ agee:"), "utf-8")

    result = screen(shell, {}, "--rules", str(tmp_path))

    assert result.exit_code == 1
    assert len(json.loads(result.stdout)["problems"]) == 3


@pytest.mark.parametrize("options", [(), ("--jsonl",)], ids=["one", "lines"])
def test_an_answer_given_twice_is_not_guessed(
    shell: FlaskCliRunner, options: tuple[str, ...]
) -> None:
    facts = '{"age": 40, "age": 12}'
    typed = f'{{"id": 1, "facts": {facts}}}' if options else facts

    result = screen(shell, typed, *options)

    assert result.exit_code == 2
    assert "“age” is given twice" in result.output
