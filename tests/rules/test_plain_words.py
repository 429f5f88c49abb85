"""A rule is told in words that say what it does, and nothing that it does not."""

from random import Random

import pytest

from intake.rules import rule_sentence, sentence
from intake.rules.conditions import AllOf, AnyOf, Condition, CountOf, Holds, Not, Test
from intake.rules.plain_words import definition_sentence
from tests.rules.catalogue import CANDIDATE, CATALOGUE, rule, rule_set
from tests.rules.test_compiler import condition as random_condition
from tests.shipped import shipped

AGE = Test("age", "at_least", 50)
KNEE = Test("site", "one_of", ("knee",))
STAIRS = Test("worse_with", "one_of", ("stairs", "walking"))
LONG = AllOf(
    (Test("duration_weeks", "at_least", 6), Test("duration_weeks", "less_than", 12)),
    in_braces=True,
)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        (AGE, "“How old are you?” is at least 50"),
        (STAIRS, "“What makes it worse?” includes one of Stairs, Walking"),
        (LONG, "“For how long?” is at least 6 weeks and is less than 12 weeks"),
        (
            AllOf((AGE, KNEE)),
            "“How old are you?” is at least 50, and “Where does it hurt?” is Knee",
        ),
        (
            AllOf((AGE, AnyOf((KNEE, LONG)))),
            "“How old are you?” is at least 50, and (“Where does it hurt?” is Knee, or "
            "“For how long?” is at least 6 weeks and is less than 12 weeks)",
        ),
        (AnyOf((AGE,)), "“How old are you?” is at least 50"),
        (AllOf((AGE,)), "“How old are you?” is at least 50"),
        (Not(KNEE), "it is not so that “Where does it hurt?” is Knee"),
        (
            AllOf((Not(AnyOf((AGE, KNEE))), AGE)),
            "(it is not so that (“How old are you?” is at least 50, or “Where does it "
            "hurt?” is Knee)), and “How old are you?” is at least 50",
        ),
        (
            CountOf(2, (AGE, KNEE, AllOf((AGE, KNEE)))),
            "at least 2 of these 3: “How old are you?” is at least 50; “Where does it "
            "hurt?” is Knee; (“How old are you?” is at least 50, and “Where does it "
            "hurt?” is Knee)",
        ),
        (
            AllOf((Holds("a-worn-joint", AGE), Not(Holds("young", KNEE)))),
            "“a-worn-joint” holds, and “young” does not hold",
        ),
    ],
)
def test_a_condition_is_a_sentence(condition: Condition, words: str) -> None:
    assert sentence(condition, CATALOGUE) == words


def test_a_rule_says_what_it_raises_when_and_what_while_nothing_is_known() -> None:
    said = [
        rule_sentence(each, CATALOGUE)
        for each in rule_set(
            rule(),
            rule(id="careful", if_unknown="raise"),
            rule(id="young", kind="caution", flag="minor"),
            CANDIDATE,
        ).rules
    ]

    emergency = (
        "Raises “Cauda equina: nerves to bladder, bowel and saddle at risk” "
        "(emergency) when “Is the saddle numb?” is Yes. While too little is "
        "known, it is "
    )
    assert said == [
        f"{emergency}unknown.",
        f"{emergency}raised all the same, as not ruled out.",
        "Raises “Under 18” (caution) when “Is the saddle numb?” is Yes. While too "
        "little is known, it is not raised.",
        "For each painful area, raises “Joint pain” (candidate, likely) when “Where "
        "does it hurt?” is Knee, and “For how long?” is at least 12 weeks. While too "
        "little is known, it is unknown.",
    ]


def test_a_definition_says_what_it_stands_for() -> None:
    assert (
        definition_sentence("a-knee", KNEE, CATALOGUE)
        == "“a-knee” holds when “Where does it hurt?” is Knee."
    )


@pytest.mark.parametrize("seed", range(40))
def test_no_bracket_is_left_open(seed: int) -> None:
    words = sentence(random_condition(Random(seed)), CATALOGUE)

    assert words.count("(") == words.count(")")


def test_every_shipped_rule_can_be_read_aloud() -> None:
    rules = shipped()

    for each in rules.rules:
        words = rule_sentence(each, rules.catalogue)
        assert " when " in words
        assert "{" not in words
