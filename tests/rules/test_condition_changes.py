"""Two wordings of a condition are told apart in plain words, whatever changed."""

import pytest

from intake.rules.condition_changes import condition_changes
from intake.rules.conditions import AllOf, AnyOf, Condition, CountOf, Holds, Not, Test
from intake.rules.examining.changes import changes, replaced
from tests.rules.catalogue import CATALOGUE
from tests.shipped import shipped

TWELVE = Test("duration_weeks", "at_least", 12)
SIX = Test("duration_weeks", "at_least", 6)
KNEE = Test("site", "one_of", ("knee",))
KNEE_OR_HIP = Test("site", "one_of", ("knee", "hip"))
LEFT = Test("side", "one_of", ("left",))
OLD = Test("age", "at_least", 50)
NUMB = Test("saddle_numbness", "one_of", ("yes",))

TOLD: list[tuple[str, Condition, Condition, tuple[str, ...]]] = [
    ("a bound", TWELVE, SIX, ("“For how long?”, at least: from 12 to 6 weeks.",)),
    (
        "an operator",
        OLD,
        Test("age", "more_than", 50),
        ("“How old are you?”: “is at least 50” became “is more than 50”.",),
    ),
    (
        "a range",
        Test("age", "between", (40, 64)),
        Test("age", "between", (40, 59)),
        ("“How old are you?”, between: from 40 and 64 to 40 and 59.",),
    ),
    (
        "an answer added",
        KNEE,
        KNEE_OR_HIP,
        ("“Hip” added to “Where does it hurt?”.",),
    ),
    (
        "an answer removed",
        Test("site", "none_of", ("knee", "hip")),
        Test("site", "none_of", ("knee",)),
        ("“Hip” removed from “Where does it hurt?” (is none of).",),
    ),
    (
        "another answer",
        KNEE,
        Test("site", "one_of", ("hip",)),
        ("“Where does it hurt?”: from “Knee” to “Hip”.",),
    ),
    (
        "answers in another order",
        KNEE_OR_HIP,
        Test("site", "one_of", ("hip", "knee")),
        ("“Where does it hurt?”: the same answers, written otherwise.",),
    ),
    (
        "a condition added",
        AllOf((KNEE, TWELVE)),
        AllOf((KNEE, LEFT, TWELVE)),
        ("Condition added to “all of these”: “Which side?” is Left.",),
    ),
    (
        "a condition removed",
        AnyOf((KNEE, LEFT)),
        AnyOf((KNEE,)),
        ("Condition removed from “any of these”: “Which side?” is Left.",),
    ),
    (
        "a list around it",
        KNEE,
        AllOf((KNEE, LEFT)),
        ("Condition added to “all of these”: “Which side?” is Left.",),
    ),
    (
        "one of a list left",
        AllOf((KNEE, LEFT)),
        KNEE,
        ("Condition removed from “all of these”: “Which side?” is Left.",),
    ),
    (
        "all for any",
        AllOf((KNEE, LEFT)),
        AnyOf((KNEE, LEFT)),
        (
            "“all of these” became “any of these”, of those that begin with: "
            "“Where does it hurt?” is Knee.",
        ),
    ),
    (
        "a count",
        CountOf(1, (KNEE, LEFT)),
        CountOf(2, (KNEE, LEFT)),
        (
            "“at least 1 of these” became “at least 2 of these”, of those that begin "
            "with: “Where does it hurt?” is Knee.",
        ),
    ),
    (
        "another order",
        AllOf((KNEE, LEFT)),
        AllOf((LEFT, KNEE)),
        ("The conditions of “all of these” stand in another order.",),
    ),
    (
        "not put before",
        KNEE,
        Not(KNEE),
        ("“not” was put before: “Where does it hurt?” is Knee.",),
    ),
    (
        "not taken away",
        Not(KNEE),
        KNEE,
        ("“not” was taken away before: “Where does it hurt?” is Knee.",),
    ),
    (
        "a bound under not",
        Not(TWELVE),
        Not(SIX),
        ("Under “not”: “For how long?”, at least: from 12 to 6 weeks.",),
    ),
    (
        "deep inside, and beside it",
        AllOf((KNEE, AnyOf((TWELVE, LEFT)), NUMB)),
        AllOf((KNEE, AnyOf((SIX, LEFT)), OLD)),
        (
            "“For how long?”, at least: from 12 to 6 weeks.",
            "Condition added to “all of these”: “How old are you?” is at least 50.",
            "Condition removed from “all of these”: “Is the saddle numb?” is Yes.",
        ),
    ),
    (
        "a list put into another",
        AnyOf((KNEE, LEFT)),
        AllOf((AnyOf((KNEE, LEFT)), TWELVE)),
        ("Condition added to “all of these”: “For how long?” is at least 12 weeks.",),
    ),
    (
        "a condition put into another, beside a new one of the same question",
        AnyOf((TWELVE, NUMB)),
        AnyOf((SIX, AllOf((TWELVE, OLD)), NUMB)),
        (
            "Condition added to “any of these”: “For how long?” is at least 6 weeks.",
            "Condition added to “all of these”: “How old are you?” is at least 50.",
        ),
    ),
    (
        "two bounds of one question",
        AnyOf((TWELVE, Test("duration_weeks", "less_than", 2))),
        AnyOf((SIX, Test("duration_weeks", "less_than", 3))),
        (
            "“For how long?”, at least: from 12 to 6 weeks.",
            "“For how long?”, less than: from 2 to 3 weeks.",
        ),
    ),
    (
        "a definition for another",
        Holds("one", KNEE),
        Holds("other", KNEE),
        ("It was: “one” holds. It is now: “other” holds.",),
    ),
    (
        "nothing in common",
        KNEE,
        OLD,
        (
            "It was: “Where does it hurt?” is Knee. It is now: “How old are you?” is "
            "at least 50.",
        ),
    ),
    (
        "the same words written otherwise",
        KNEE,
        AllOf((AllOf((KNEE,)),)),
        ("It was: site: knee. It is now: all: [ all: [ site: knee ] ].",),
    ),
]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [each[1:] for each in TOLD],
    ids=[each[0] for each in TOLD],
)
def test_a_change_is_told_in_plain_words(
    before: Condition, after: Condition, words: tuple[str, ...]
) -> None:
    assert condition_changes(before, after, CATALOGUE) == words
    assert condition_changes(before, before, CATALOGUE) == ()


def test_a_definition_is_known_by_its_name() -> None:
    """What it stands for is compared where it is written."""
    assert condition_changes(Holds("one", KNEE), Holds("one", OLD), CATALOGUE) == ()


def test_no_small_change_of_a_shipped_rule_or_definition_goes_unsaid() -> None:
    """And the other way round it is told too, in other words."""
    rule_set = shipped()
    conditions = [rule.when for rule in rule_set.rules]
    tried = 0
    for condition in (*conditions, *rule_set.definitions.values()):
        for change in changes(condition, rule_set.catalogue):
            tried += 1
            other = replaced(condition, change.before, change.after)
            there = condition_changes(condition, other, rule_set.catalogue)
            back = condition_changes(other, condition, rule_set.catalogue)
            assert there, change.words
            assert back, change.words
            assert there != back, change.words
    assert tried > 2_000
