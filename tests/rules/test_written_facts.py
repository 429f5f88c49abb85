"""Facts as they are written in an example, read for a patient who is made up."""

import pytest

from intake.rules import InvalidFacts, read_written_facts
from tests.rules.catalogue import CATALOGUE

READ = {"age": 62, "worse_with": ["stairs"], "site": "knee"}


@pytest.mark.parametrize(
    "text",
    [
        "age: 62\nworse_with: [stairs]\nsite: knee\n",
        "{ age: 62, worse_with: stairs, site: knee }",
        "facts: { age: 62, worse_with: stairs, site: knee }\nexpect: raised",
        "      - { facts: { age: 62, worse_with: stairs, site: knee } }",
        "- age: 62\n  worse_with: stairs\n  site: knee",
    ],
)
def test_facts_are_read_alone_and_within_an_example(text: str) -> None:
    assert read_written_facts(text, CATALOGUE) == READ


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("age: old", "line 1: “age” is a number, not “old”"),
        ("age: 62\nsitee: knee", "line 2: no question is named “sitee”; did you mean"),
        ("age", "line 1: these are no facts; write them as in an example"),
        ("[]", "line 1: these are no facts"),
        ("[{age: 1}, {age: 2}]", "line 1: these are no facts"),
        ("facts: 3", "line 1: these are no facts"),
        ("age: 62\nage: 63", "line 2: "),
        ("[" * 2_000, "line 1: "),
        ("a: &a [x]\nb: *a", "line 1: "),
        ("{ age: 62", "line "),
    ],
)
def test_what_cannot_be_read_is_said_with_its_line(text: str, says: str) -> None:
    with pytest.raises(InvalidFacts) as invalid:
        read_written_facts(text, CATALOGUE)

    assert invalid.value.messages[0].startswith(says)


def test_every_mistake_is_told_at_once() -> None:
    with pytest.raises(InvalidFacts) as invalid:
        read_written_facts("age: old\nsitee: knee\nsite: tail", CATALOGUE)

    assert [each[:7] for each in invalid.value.messages] == [
        "line 1:",
        "line 2:",
        "line 3:",
    ]
