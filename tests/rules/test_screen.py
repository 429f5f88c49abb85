import json
from typing import Any

import pytest

from intake.rules import Screening, area_key, as_json, findings_of, read_facts, screen
from tests.rules.catalogue import CANDIDATE, CATALOGUE, RULE, rule, rule_set

KNEE = {"site": "knee", "side": "right", "duration_weeks": 104}
NEW_HIP = {"site": "hip", "side": "left", "duration_weeks": 2}
DANGER = rule(if_unknown="raise")
URGENT = rule(
    id="leaking",
    kind="urgent",
    flag="fracture_suspected",
    when={"bladder_change": "leaking"},
    because="{bladder_change}",
)
PREGNANT = rule(
    id="pregnant",
    kind="contraindication",
    flag="pregnancy",
    when={"pregnancy": "yes"},
    because="Pregnant: {pregnancy}.",
)
DIABETES = rule(
    id="diabetes",
    kind="caution",
    flag="diabetes",
    when={"conditions": "diabetes"},
    because="{conditions}",
)
WEAK_KNEE = {**CANDIDATE, "id": "weak-knee", "strength": "possible"}


def screened(*rules: Any, while_draft: bool = False, **facts: Any) -> Screening:
    given = read_facts(facts, CATALOGUE)
    return screen(rule_set(*rules), given, while_draft=while_draft)


def test_a_screening_is_one_json_object() -> None:
    screening = screened(
        DANGER, CANDIDATE, DIABETES, conditions=["none"], pain_areas=[NEW_HIP, KNEE]
    )

    assert json.loads(json.dumps(as_json(screening))) == {
        "priority": "urgent",
        "flags": [
            {
                "flag": "cauda_equina",
                "kind": "emergency",
                "strength": None,
                "area": None,
                "rule": "numb-saddle",
                "because": "Saddle numbness: not answered.",
                "not_ruled_out": True,
                "evidence": [
                    {
                        "fact": "saddle_numbness",
                        "question": "Is the saddle numb?",
                        "answer": "not answered",
                        "says": "is Yes",
                        "holds": None,
                        "implied": False,
                    }
                ],
            },
            {
                "flag": "joint",
                "kind": "candidate",
                "strength": "likely",
                "area": "knee:right",
                "rule": "old-knee",
                "because": "Knee pain for 104 weeks.",
                "not_ruled_out": False,
                "evidence": [
                    {
                        "fact": "site",
                        "question": "Where does it hurt?",
                        "answer": "Knee",
                        "says": "is Knee",
                        "holds": True,
                        "implied": False,
                    },
                    {
                        "fact": "duration_weeks",
                        "question": "For how long?",
                        "answer": "104 weeks",
                        "says": "is at least 12 weeks",
                        "holds": True,
                        "implied": False,
                    },
                ],
            },
        ],
        "unknown": [
            {
                "rule": "numb-saddle",
                "flag": "cauda_equina",
                "area": None,
                "missing": ["saddle_numbness"],
            }
        ],
    }


NUMB, NOT_NUMB = {"saddle_numbness": "yes"}, {"saddle_numbness": "no"}
PRIORITIES: list[tuple[str, list[Any], dict[str, Any], str]] = [
    ("emergency", [RULE, URGENT], {**NUMB, "bladder_change": "leaking"}, "emergency"),
    ("urgent", [RULE, URGENT], {"bladder_change": "leaking"}, "urgent"),
    ("emergency not ruled out", [DANGER, PREGNANT], {"pregnancy": "yes"}, "urgent"),
    ("urgent not ruled out", [{**URGENT, "if_unknown": "raise"}], {}, "urgent"),
    (
        "contraindication not ruled out",
        [{**PREGNANT, "if_unknown": "raise"}, CANDIDATE],
        {"pain_areas": [KNEE]},
        "contraindication",
    ),
    ("contraindication", [RULE, PREGNANT], {"pregnancy": "yes"}, "contraindication"),
    ("likely", [RULE, WEAK_KNEE, CANDIDATE], {"pain_areas": [KNEE]}, "likely"),
    ("possible", [RULE, WEAK_KNEE], {"pain_areas": [KNEE]}, "possible"),
    ("undecided", [RULE, DIABETES], {"conditions": ["diabetes"]}, "unknown"),
    ("undecided candidate", [CANDIDATE], {"pain_areas": [{"site": "knee"}]}, "unknown"),
    ("a caution", [RULE, DIABETES], {**NOT_NUMB, "conditions": ["diabetes"]}, "none"),
    ("an undecided caution", [RULE, DIABETES], NOT_NUMB, "none"),
    ("no area to judge", [CANDIDATE], {}, "none"),
    ("nothing", [RULE], NOT_NUMB, "none"),
]


@pytest.mark.parametrize(
    ("rules", "facts", "priority"),
    [case[1:] for case in PRIORITIES],
    ids=[case[0] for case in PRIORITIES],
)
def test_the_gravest_kind_gives_the_priority(
    rules: list[Any], facts: dict[str, Any], priority: str
) -> None:
    assert screened(*rules, **facts).priority == priority


def test_flags_stand_gravest_first_and_none_is_suppressed() -> None:
    weak = {**WEAK_KNEE, "flag": "tendon_ligament"}
    rules = [DIABETES, weak, CANDIDATE, PREGNANT, DANGER, URGENT]
    facts: dict[str, Any] = {"conditions": ["diabetes"], "bladder_change": "leaking"}

    screening = screened(*rules, pregnancy="yes", pain_areas=[KNEE], **facts)

    assert [finding.rule.id for finding in screening.flags] == [
        "numb-saddle",
        "leaking",
        "pregnant",
        "old-knee",
        "weak-knee",
        "diabetes",
    ]


def test_where_a_candidate_is_likely_it_is_not_said_again_that_it_is_possible() -> None:
    possible = {**WEAK_KNEE, "when": {"site": "knee"}}
    fresh = {**KNEE, "duration_weeks": 2}

    both = screened(possible, CANDIDATE, pain_areas=[KNEE])
    one = screened(possible, CANDIDATE, pain_areas=[fresh])
    elsewhere = screened(
        possible, CANDIDATE, pain_areas=[KNEE, {**fresh, "side": "left"}]
    )

    assert [finding.rule.id for finding in both.flags] == ["old-knee"]
    assert {finding.rule.id for finding in both.findings} == {"old-knee", "weak-knee"}
    assert [finding.rule.id for finding in one.flags] == ["weak-knee"]
    assert [(finding.rule.id, finding.area) for finding in elsewhere.flags] == [
        ("old-knee", "knee:right"),
        ("weak-knee", "knee:left"),
    ]


def test_while_a_draft_is_filled_in_nothing_is_not_ruled_out() -> None:
    screening = screened(DANGER, while_draft=True)

    assert screening.flags == ()
    assert screening.priority == "unknown"
    assert [finding.missing for finding in screening.unknown] == [("saddle_numbness",)]


def test_an_undecided_caution_is_told_though_it_counts_for_nothing() -> None:
    (finding,) = screened(DIABETES).unknown

    assert finding.missing == ("conditions",)


def test_what_was_not_raised_says_why_not() -> None:
    rules = rule_set(CANDIDATE)
    facts = read_facts({"pain_areas": [NEW_HIP]}, CATALOGUE)

    (finding,) = findings_of(rules, rules.rules[0], facts)

    assert screen(rules, facts).findings == ()
    assert finding.outcome is False
    assert finding.area == "hip:left"
    assert [each.answer for each in finding.evidence] == ["Hip", "2 weeks"]
    assert finding.missing == ()


def test_an_areas_answers_stand_in_front_of_the_patients() -> None:
    old = {**CANDIDATE, "when": {"all": [{"age": {"at_least": 50}}, {"site": "knee"}]}}

    screening = screened(old, age=62, pain_areas=[NEW_HIP, KNEE])

    assert [finding.area for finding in screening.findings] == ["knee:right"]


def test_implied_answers_of_patient_and_area_are_marked() -> None:
    both = {**CANDIDATE, "when": {"all": [{"pregnancy": "no"}, {"side": "middle"}]}}
    neck = {"site": "neck", "side": "middle", "implied": ["side"]}

    screening = screened(both, pregnancy="no", implied=["pregnancy"], pain_areas=[neck])

    assert [each.implied for each in screening.flags[0].evidence] == [True, True]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("not_sure", "not sure"),
        ("prefer_not_to_say", "prefer not to say"),
        (None, "not answered"),
    ],
)
def test_a_clinician_sees_why_it_is_not_known(answer: str | None, words: str) -> None:
    (finding,) = screened(PREGNANT, pregnancy=answer).unknown

    assert finding.because == f"Pregnant: {words}."
    assert finding.evidence[0].answer == words


@pytest.mark.parametrize(
    ("area", "key"),
    [
        ({"site": "knee", "side": "right"}, "knee:right"),
        ({"site": "knee"}, "knee"),
        ({"site": "not_sure", "side": "right"}, "area 2"),
        ({}, "area 2"),
    ],
)
def test_an_area_goes_by_its_site_and_side(area: dict[str, str], key: str) -> None:
    assert area_key(area, 2) == key
