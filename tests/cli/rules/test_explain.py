"""flask rules explain: the tree with its signs, and what would change the outcome."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask.testing import FlaskCliRunner

RULES = """\
language: 1
definitions:
  a-knee: { site: knee }
rules:
  - id: long-knee
    title: Long-standing knee pain
    kind: candidate
    flag: joint
    strength: likely
    per: pain_area
    when:
      all:
        - holds: a-knee
        - duration_weeks: { at_least: 12 }
        - not: { joint_replaced_here: yes }
    because: "{site} pain for {duration_weeks} weeks."
    source: [ "Clinic policy" ]
    owner: clinical lead
    review_by: 2027-11
    examples:
      - facts: { site: knee, duration_weeks: 12, joint_replaced_here: no }
        expect: raised
      - { facts: { site: hip }, expect: not_raised }
"""
OLD_KNEE = {"site": "knee", "side": "right", "duration_weeks": 104}


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    file = tmp_path / "rules.yaml"
    file.write_text(RULES, encoding="utf-8")
    return file


def explain(
    shell: FlaskCliRunner,
    rules: Path,
    *areas: dict[str, Any],
    options: tuple[str, ...] = (),
) -> Result:
    typed = json.dumps({"pain_areas": areas})
    arguments = ["explain", "-", "--rule", "long-knee", "--rules", str(rules)]
    return shell.invoke(args=["rules", *arguments, *options], input=typed)


def test_the_tree_says_what_held_and_what_decided_in_the_words_of_the_answers(
    shell: FlaskCliRunner, rules: Path
) -> None:
    result = explain(shell, rules, {**OLD_KNEE, "joint_replaced_here": "no"})

    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "long-knee: Long-standing knee pain",
        "✓ holds  ✗ fails  ? cannot be told  ← decided",
        "",
        "knee:right: raised",
        "  ✓ all of these",
        "      ✓ a-knee",
        "          ✓ site is knee; answer: knee  ←",
        "      ✓ duration_weeks is at least 12 weeks; answer: 104 weeks  ←",
        "      ✓ not",
        "          ✗ joint_replaced_here is Yes; answer: No  ←",
        "Reason: knee pain for 104 weeks.",
    ]


def test_an_undecided_rule_says_what_would_decide_it(
    shell: FlaskCliRunner, rules: Path
) -> None:
    result = explain(shell, rules, OLD_KNEE)

    said = result.stdout.splitlines()
    assert "knee:right: undecided" in said
    assert "      ? not" in said
    assert "It would be raised if joint_replaced_here were: “No”" in said
    assert "It would be ruled out if joint_replaced_here were: “Yes”" in said


def test_a_rule_that_is_not_raised_says_why_not_for_each_area(
    shell: FlaskCliRunner, rules: Path
) -> None:
    early = {**OLD_KNEE, "duration_weeks": 3, "joint_replaced_here": "no"}
    both = {"site": "hip", "side": "left", "duration_weeks": 3}

    result = explain(shell, rules, early, both)

    said = result.stdout.splitlines()
    assert "      ✗ duration_weeks is at least 12 weeks; answer: 3 weeks  ←" in said
    raised = "It would be raised if duration_weeks were: “12 weeks” or “12.5 weeks”"
    assert any(line.startswith(raised) for line in said)
    assert said[-1] == (
        "All else as it is, no other answer to one question would change that."
    )


def test_a_patient_without_areas_is_told_so(shell: FlaskCliRunner, rules: Path) -> None:
    result = explain(shell, rules)

    assert "these facts have none" in result.stdout


def test_programs_get_the_tree_as_json(shell: FlaskCliRunner, rules: Path) -> None:
    result = explain(shell, rules, OLD_KNEE, options=("--json",))

    (said,) = json.loads(result.stdout)
    assert (said["rule"], said["area"], said["outcome"]) == (
        "long-knee",
        "knee:right",
        "unknown",
    )
    assert said["tree"]["parts"][1] == {
        "outcome": True,
        "decides": False,
        "says": "is at least 12 weeks",
        "fact": "duration_weeks",
        "question": said["tree"]["parts"][1]["question"],
        "answer": "104 weeks",
        "parts": [],
    }
    assert {each["outcome"] for each in said["would_change"]} == {
        "raised",
        "not_raised",
    }


def test_a_rule_that_is_not_there_is_said_with_the_one_that_was_meant(
    shell: FlaskCliRunner,
) -> None:
    arguments = ["explain", "-", "--rule", "high-hba1"]

    result = shell.invoke(args=["rules", *arguments], input="{}")

    assert result.exit_code == 2
    assert result.stderr == (
        "no rule has the id “high-hba1”; did you mean “high-hba1c”?\n"
    )


def test_a_terminal_without_a_tick_gets_it_spelt_out(rules: Path) -> None:
    command = [
        "-m",
        "flask",
        "--app",
        "wsgi",
        "rules",
        "explain",
        "-",
        "--rule",
        "long-knee",
        "--rules",
    ]

    done = subprocess.run(  # noqa: S603  # our own
        [sys.executable, *command, str(rules)],
        input=json.dumps({"pain_areas": [OLD_KNEE]}).encode(),
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=True,
    )

    assert b"\\u2713 holds" in done.stdout
    assert b"Traceback" not in done.stderr
