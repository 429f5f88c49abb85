from typing import Any

import pytest

from intake.questionnaire.applies import (
    aged,
    anywhere,
    both,
    chosen,
    either,
    filled,
    here,
    in_some_area,
    something,
    unless,
)
from intake.questionnaire.step import Applies, always

YES, NO = chosen("a", "yes"), chosen("b", "yes")


@pytest.mark.parametrize(
    ("condition", "known", "expected"),
    [
        (always, {}, True),
        (chosen("a", "x", "y"), {"a": "y"}, True),
        (chosen("a", "x"), {"a": ["z", "x"]}, True),
        (chosen("a", "x"), {"a": "z"}, False),
        (chosen("a", "x"), {}, None),
        (chosen("a", "x"), {"a": None}, None),
        (chosen("a", "x"), {"a": "not_sure"}, None),
        (chosen("a", "x"), {"a": ["prefer_not_to_say"]}, None),
        (something("a"), {"a": ["x"]}, True),
        (something("a"), {"a": ["none"]}, False),
        (something("a"), {"a": ["not_sure"]}, None),
        (something("a"), {}, None),
        (unless("a", "x"), {"a": "x"}, False),
        (unless("a", "x"), {"a": "not_sure"}, True),
        (unless("a", "x"), {}, None),
        (filled("a"), {"a": "some"}, True),
        (filled("a"), {"a": None}, False),
        (filled("a"), {}, None),
        (aged(low=18), {"age": 18}, True),
        (aged(low=18), {"age": 17}, False),
        (aged(high=17), {"age": 18}, False),
        (aged(low=18), {"age": "not_sure"}, None),
        (aged(low=18), {}, None),
        (anywhere({"knee"}), {"places": ("hip", "knee")}, True),
        (anywhere({"knee"}), {"places": ("hip",)}, False),
        (anywhere({"knee"}), {"places": ("hip", None)}, None),
        (anywhere({"knee"}), {"places": ("not_sure", "knee")}, True),
        (anywhere({"knee"}), {"places": ()}, None),
        (here({"knee"}), {"site": "knee"}, True),
        (here({"knee"}), {"site": "hip"}, False),
        (here({"knee"}), {}, None),
        (in_some_area(YES), {"pain_areas": [{"a": "no"}, {"a": "yes"}]}, True),
        (in_some_area(YES), {"pain_areas": [{"a": "no"}, {}]}, None),
        (in_some_area(YES), {"pain_areas": [{"a": "no"}]}, False),
        (in_some_area(YES), {"pain_areas": []}, None),
        (both(YES, NO), {"a": "yes", "b": "yes"}, True),
        (both(YES, NO), {"b": "no"}, False),
        (both(YES, NO), {"a": "yes"}, None),
        (either(YES, NO), {"a": "yes"}, True),
        (either(YES, NO), {"a": "no"}, None),
        (either(YES, NO), {"a": "no", "b": "no"}, False),
    ],
)
def test_a_condition_holds_fails_or_cannot_be_told(
    condition: Applies, known: dict[str, Any], expected: bool | None
) -> None:
    assert condition(known) is expected
