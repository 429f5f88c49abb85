import json
import math
from typing import Any

import pytest

from intake.rules import InvalidFacts, read_facts
from tests.rules.catalogue import CATALOGUE


def facts(**document: Any) -> dict[str, Any]:
    return read_facts(document, CATALOGUE)


def test_a_patient_with_two_areas_is_read_as_given() -> None:
    document = {
        "age": 62,
        "pregnancy": "no",
        "conditions": ["gout"],
        "implied": ["pregnancy"],
        "pain_areas": [
            {"site": "knee", "side": "right", "duration_weeks": 104.5},
            {"site": "hip", "side": "left", "worse_with": ["none"], "implied": []},
        ],
    }

    assert read_facts(document, CATALOGUE) == document


def test_nothing_at_all_is_a_patient_who_has_not_answered_yet() -> None:
    assert facts() == {}


@pytest.mark.parametrize("unknown", ["not_sure", "prefer_not_to_say"])
def test_every_choice_and_every_list_may_be_unknown(unknown: str) -> None:
    given = {"pregnancy": unknown, "conditions": [unknown]}

    assert read_facts(given, CATALOGUE) == given


def test_null_and_an_empty_list_are_not_answered() -> None:
    assert facts(age=None, conditions=[], implied=None, pain_areas=None) == {}


def test_a_whole_number_may_be_written_with_a_point() -> None:
    assert facts(age=62.0) == {"age": 62}


def test_an_answer_given_twice_counts_once() -> None:
    assert facts(conditions=["gout", "gout"]) == {"conditions": ["gout"]}


REFUSED: list[tuple[str, Any, str]] = [
    ("no object", [], "one JSON object"),
    ("misspelt fact", {"saddle_numbnes": "yes"}, "did you mean “saddle_numbness”?"),
    ("odd fact", {"qqq": 1}, "no fact is named “qqq”"),
    ("misspelt value", {"bladder_change": "leakin"}, "did you mean “leaking”?"),
    ("misspelt list value", {"conditions": ["gowt"]}, "did you mean “gout”?"),
    ("true for yes", {"pregnancy": True}, "true or false is not an answer"),
    ("list for a choice", {"pregnancy": ["yes"]}, "a list is not an answer"),
    ("object for a choice", {"pregnancy": {}}, "an object is not an answer"),
    ("word for a list", {"conditions": "gout"}, "takes a list"),
    ("none beside others", {"conditions": ["none", "gout"]}, "cannot stand beside"),
    ("not sure beside", {"conditions": ["gout", "not_sure"]}, "cannot stand beside"),
    ("word for a number", {"age": "62"}, "“age” is a number, not “62”"),
    ("true for a number", {"age": True}, "is a number, not true or false"),
    ("not a number", {"bmi": math.nan}, "is a number, not nan"),
    ("endless", {"bmi": math.inf}, "is a number, not inf"),
    ("part of a year", {"age": 62.5}, "whole number"),
    ("too low", {"age": -1}, "at least 0 and at most 120"),
    ("too high", {"bmi": 151}, "at least 5 and at most 150 kg/m²"),
    ("enormous", {"age": 10**5000}, "a number of that size"),
    ("area fact at the top", {"site": "knee"}, "put it under “pain_areas”"),
    ("areas no list", {"pain_areas": {"site": "knee"}}, "list of objects"),
    ("area no object", {"pain_areas": ["knee:right"]}, "list of objects"),
    ("patient fact in an area", {"pain_areas": [{"age": 1}]}, "pain area 1: “age” is"),
    (
        "misspelt in the second area",
        {"pain_areas": [{}, {"sight": "knee"}]},
        "pain area 2: no fact is named “sight”; did you mean “site”?",
    ),
    ("areas in areas", {"pain_areas": [{"pain_areas": []}]}, "no fact is named"),
    ("implied no list", {"implied": "pregnancy"}, "list of names"),
    ("implied unknown", {"implied": ["pregnanzy"]}, "did you mean “pregnancy”?"),
    ("implied no name", {"implied": [1]}, "no fact is named “1”"),
    ("long value", {"pregnancy": "x" * 99}, f"“{'x' * 60}…” is not an answer"),
]


@pytest.mark.parametrize(
    ("document", "words"),
    [case[1:] for case in REFUSED],
    ids=[case[0] for case in REFUSED],
)
def test_facts_are_refused_with_the_reason(document: Any, words: str) -> None:
    with pytest.raises(InvalidFacts) as caught:
        read_facts(document, CATALOGUE)

    (message,) = caught.value.messages
    assert words in message


def test_every_reason_is_given_at_once() -> None:
    with pytest.raises(InvalidFacts) as caught:
        facts(age="old", bmi=1000, pain_areas=[{"site": "moon"}])

    assert len(caught.value.messages) == 3
    assert "\n" in str(caught.value)


def test_no_more_reasons_are_given_than_anyone_reads() -> None:
    with pytest.raises(InvalidFacts) as caught:
        read_facts({f"made_up_{n}": 1 for n in range(10_000)}, CATALOGUE)

    assert len(caught.value.messages) == 200


def test_what_was_read_can_be_read_again() -> None:
    once = facts(age=62.0, conditions=["none"], pain_areas=[{"site": "knee"}])

    assert read_facts(json.loads(json.dumps(once)), CATALOGUE) == once
