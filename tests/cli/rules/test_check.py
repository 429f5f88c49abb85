"""flask rules check: every mistake in words and where it stands, exit codes for CI."""

import json
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from tests.cli.rules.own import OWN


def test_the_shipped_rules_have_no_problem(shell: FlaskCliRunner) -> None:
    result = shell.invoke(args=["rules", "check"])

    assert result.exit_code == 0
    assert "no problem" in result.output


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "own.yaml"


def test_a_problem_is_shown_with_its_code_its_line_and_a_caret(
    shell: FlaskCliRunner, file: Path
) -> None:
    file.write_text(OWN.replace("{ age: {", "{ agee: {"), encoding="utf-8")

    result = shell.invoke(args=["rules", "check", str(file)])

    assert result.exit_code == 1
    assert result.stderr.splitlines() == [
        f"{file}:7:13: rule “under-18”: no question is named “agee”;"
        " did you mean “age”? [unknown-fact]",
        "    7 |     when: { agee: { less_than: 18 } }",
        "      |             ^",
        "1 problem",
    ]


def test_a_condition_that_never_holds_is_a_problem_and_a_due_review_is_not(
    shell: FlaskCliRunner, file: Path
) -> None:
    file.write_text(OWN.replace("2027-11", "2020-01"), encoding="utf-8")
    due = shell.invoke(args=["rules", "check", str(file)])
    never = "all: [ { age: { less_than: 18 } }, { age: { at_least: 18 } } ]"
    file.write_text(OWN.replace("age: { less_than: 18 }", never), encoding="utf-8")
    wrong = shell.invoke(args=["rules", "check", str(file)])

    assert (due.exit_code, wrong.exit_code) == (0, 1)
    assert "reviewed by 2020-01" in due.stderr
    assert "[warning: review-due]" in due.stderr
    assert "1 rule in 1 file: no problem found, 1 warning." in due.output
    assert "no patient can fulfil this condition" in wrong.stderr
    assert "2 problems." in wrong.output  # an example cannot come out as it says


def test_programs_get_the_same_problems_as_json(
    shell: FlaskCliRunner, file: Path
) -> None:
    file.write_text(OWN.replace("2027-11", "2020-01"), encoding="utf-8")
    due = shell.invoke(args=["rules", "check", "--json", str(file)])
    file.write_text(OWN.replace("kind: caution", "kind: cautious"), encoding="utf-8")
    wrong = shell.invoke(args=["rules", "check", "--json", str(file)])

    assert (due.exit_code, wrong.exit_code) == (0, 1)
    assert (due.stderr, wrong.stderr) == ("", "")
    assert json.loads(due.stdout)["problems"][0]["severity"] == "warning"
    (problem,) = json.loads(wrong.stdout)["problems"]
    assert problem["message"] == "“kind” cannot be “cautious”"
    assert problem == {
        "code": "unknown-word",
        "severity": "error",
        "path": str(file),
        "line": 5,
        "column": 11,
        "rule": "under-18",
        "message": problem["message"],
        "hint": problem["hint"],
    }


def test_the_place_in_a_long_line_is_shown_without_the_rest(
    shell: FlaskCliRunner, file: Path
) -> None:
    long = OWN.replace("{ age: { less_than: 18 } }", "{ any: [" + "{ age: 1 }, " * 40)
    file.write_text(long.replace("age: 1 }, \n", "agee: 1 } ] }\n"), "utf-8")

    result = shell.invoke(args=["rules", "check", str(file)])

    shown, caret = result.stderr.splitlines()[1:3]
    assert len(shown) <= 110
    assert shown[caret.index("^") :].startswith("agee")


def test_nothing_in_a_file_steers_the_terminal(
    shell: FlaskCliRunner, file: Path
) -> None:
    steering = 'language: 1\nrules: []\n"\\e[2J\\u202edrow": 1\n'
    file.write_text(steering, encoding="utf-8")

    result = shell.invoke(args=["rules", "check", str(file)])

    assert result.exit_code == 1
    assert "an invisible character" in result.stderr
    assert not {"\x1b", "\u202e"} & set(result.stderr)


def test_with_publish_every_danger_needs_its_rule(
    shell: FlaskCliRunner, file: Path
) -> None:
    file.write_text(OWN, encoding="utf-8")

    alone = shell.invoke(args=["rules", "check", str(file)])
    whole = shell.invoke(args=["rules", "check", "--publish", str(file)])

    assert (alone.exit_code, whole.exit_code) == (0, 1)
    assert "no rule raises septic_joint any more" in whole.stderr
