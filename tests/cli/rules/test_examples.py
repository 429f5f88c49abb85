"""flask rules test: each example that fails, and why."""

import json
from pathlib import Path

from flask.testing import FlaskCliRunner

from tests.cli.rules.own import OWN


def test_every_shipped_example_comes_out_as_it_says(shell: FlaskCliRunner) -> None:
    result = shell.invoke(args=["rules", "test"])

    assert result.exit_code == 0
    assert result.output.strip().endswith(" passed, 0 failed")


def test_a_failing_example_is_named_and_exits_1(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN.replace("{ age: 18 }", "{ age: 17 }"), "utf-8")

    result = shell.invoke(args=["rules", "test", str(file)])

    assert result.exit_code == 1
    assert "1 failed" in result.output


def test_a_failing_example_says_what_decided_it(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN.replace("{ age: 18 }", "{ age: 17 }"), "utf-8")

    plain = shell.invoke(args=["rules", "test", str(file)])
    result = shell.invoke(args=["rules", "test", "--json", str(file)])

    said = json.loads(result.stdout)
    assert (said["passed"], result.exit_code, result.stderr) == (1, 1, "")
    problem, missing = said["problems"]
    assert missing["code"] == "missing-boundary"
    assert (problem["code"], problem["line"]) == ("example-fails", 14)
    assert problem["hint"] == "decided by: age (17 years)"
    assert "   14 |       - { facts: { age: 17 }, expect: not_raised }" in plain.stderr


def test_missing_examples_are_printed_to_be_pasted(
    shell: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text(OWN.replace("{ age: 18 }", "{ age: 40 }"), "utf-8")

    first = shell.invoke(args=["rules", "test", str(file)])
    said = json.loads(shell.invoke(args=["rules", "test", "--json", str(file)]).stdout)

    line = "{ name: 18 years, facts: { age: 18 }, expect: not_raised }"
    assert first.exit_code == 1
    assert first.stdout.splitlines() == [
        f"missing under the examples of under-18 ({file}):",
        f"      - {line}",
        "",
        "2 passed, 0 failed, 1 example missing",
    ]
    assert "[missing-boundary]" in first.stderr
    assert said["missing"] == [{"rule": "under-18", "example": line}]

    with file.open("a", encoding="utf-8") as text:
        text.write(f"      - {line}\n")
    assert shell.invoke(args=["rules", "test", str(file)]).exit_code == 0
