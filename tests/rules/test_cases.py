"""A library of cases is read whole or refused, and judged as patients are."""

from typing import Any

import pytest

from intake.rules import (
    FLAGS,
    InvalidCases,
    Judged,
    flags_of,
    judge_cases,
    read_cases,
    shortfalls,
    tally,
)
from intake.rules.cases import Case
from intake.workflow import screenings
from tests.rules import handbook
from tests.shipped import shipped

CATALOGUE = screenings.catalogue()
FILE = """\
otherwise:
  patient: { age: 40, conditions: none }
  area: { part: outer, symptoms: [none] }
cases:
  - name: a knee
    why: from the criteria
    facts:
      age: 62
      pain_areas:
        - { site: knee, duration_weeks: 104, symptoms: [swelling, grinding] }
        - { site: hip, duration_weeks: 5 }
    unanswered: [part]
    must: [joint]
    open: [pregnancy]
    may: [too_early]
  - name: nobody is asked anything
    facts: {}
    must: []
"""


def cases_of(text: str) -> tuple[Case, ...]:
    return read_cases({"cases.yaml": text}, CATALOGUE)


def case(**given: Any) -> Case:
    empty: frozenset[str] = frozenset()
    otherwise: dict[str, Any] = {"name": "x", "why": "", "facts": {}}
    expected = {key: frozenset(given.get(key, ())) for key in ("must", "open", "may")}
    return Case(**{**otherwise, "must": empty, **given, **expected})


def test_a_case_has_its_own_answers_in_front_of_those_of_the_file() -> None:
    knee, nobody = cases_of(FILE)

    assert knee.facts == {
        "age": 62,
        "conditions": ["none"],
        "pain_areas": [
            {
                "site": "knee",
                "duration_weeks": 104,
                "symptoms": ["swelling", "grinding"],
            },
            {"site": "hip", "duration_weeks": 5, "symptoms": ["none"]},
        ],
    }
    expected = [set(each) for each in (knee.must, knee.open, knee.may)]
    assert expected == [{"joint"}, {"pregnancy"}, {"too_early"}]
    assert (knee.mark.path, knee.mark.line) == ("cases.yaml", 5)
    assert nobody.facts == {"age": 40, "conditions": ["none"], "pain_areas": []}


@pytest.mark.parametrize(
    ("written", "instead", "code", "words"),
    [
        ("age: 62", "agee: 62", "unknown-fact", "did you mean “age”"),
        ("age: 62", "age: old", "no-number", "a number"),
        ("site: hip", "site: hipp", "unknown-value", "did you mean “hip”"),
        ("age: 62", "site: hip", "per-area", "put it under “pain_areas”"),
        ("site: hip", "age: 3", "per-area", "put it outside “pain_areas”"),
        ("[joint]", "[joints]", "unknown-flag", "did you mean “joint”"),
        ("[joint]", "[pregnancy]", "unknown-word", "and under “open”"),
        ("[pregnancy]", "[smoking]", "unknown-word", "cannot be left open"),
        ("[part]", "[parts]", "unknown-fact", "did you mean “part”"),
        ("    must: [joint]\n", "", "missing-key", "needs “must”"),
        ("why:", "because:", "unknown-key", "has no “because”"),
        ("nobody is asked anything", "a knee", "rule-twice", "given twice"),
        ("area: {", "place: {", "unknown-key", "has no “place”"),
        ("facts: {}", "facts: [a]", "no-mapping", "needs a mapping"),
        ("facts: {}", "facts: { pain_areas: knee }", "no-mapping", "is a list"),
        ("facts: {}", "facts: { pain_areas: [knee] }", "no-mapping", "is a list"),
        (FILE, "- a", "no-mapping", "not a file of cases"),
        (FILE, "cases: [a]", "no-mapping", "a case is a mapping"),
        (FILE, "cases: []", "no-list", "with something in it"),
        (FILE, "otherwise: a\n" + FILE[FILE.index("cases") :], "no-mapping", "other"),
        (FILE, "", "empty-file", "empty"),
    ],
)
def test_a_mistake_is_named_where_it_stands(
    written: str, instead: str, code: str, words: str
) -> None:
    assert written in FILE

    with pytest.raises(InvalidCases) as invalid:
        cases_of(FILE.replace(written, instead))

    (problem,) = (each for each in invalid.value.problems if each.code == code)
    assert words in str(problem)
    assert problem.path == "cases.yaml"
    assert problem.line >= 1


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ("[joint]", "joint", "“must” needs a list; write [a, b], or []"),
        ("[joint]", "[[joint]]", "“must” needs text; put text that starts"),
        ("[joint]", "[joint, '']", "“must” has nothing in it"),
        ("[part]", "{ part: x }", "“unanswered” needs a list"),
        ("[too_early]", "[joint]", "“joint” stands under “must” and under “may”"),
        ("age: 40", "site: hip", "put it under “pain_areas” or “area”"),
    ],
)
def test_one_mistake_is_one_problem(written: str, instead: str, told: str) -> None:
    with pytest.raises(InvalidCases) as invalid:
        cases_of(FILE.replace(written, instead))

    (problem,) = invalid.value.problems
    assert told in str(problem)


def test_cases_without_a_name_do_not_share_one() -> None:
    nameless = "cases:" + "\n  - { name: [], facts: {}, must: [] }" * 2

    with pytest.raises(InvalidCases) as invalid:
        cases_of(nameless)

    assert [each.code for each in invalid.value.problems] == ["no-text", "no-text"]


def test_the_mistakes_of_every_file_are_told_at_once() -> None:
    wrong = FILE.replace("age: 62", "agee: 62")
    unseen = FILE.replace("a knee", "a\u200bknee")

    with pytest.raises(InvalidCases) as invalid:
        read_cases({"a.yaml": unseen, "b.yaml": wrong, "c.yaml": "- a"}, CATALOGUE)

    assert {(each.path, each.code) for each in invalid.value.problems} == {
        ("a.yaml", "unprintable"),
        ("b.yaml", "unknown-fact"),
        ("c.yaml", "no-mapping"),
    }


def test_the_handbook_shows_a_case_that_comes_out_as_it_says() -> None:
    (shown,) = handbook.cases(handbook.page())
    (judged,) = judge_cases(shipped(), screenings.read_cases({"cases.yaml": shown}))

    assert judged.missed | judged.false == set()
    assert judged.case.must <= judged.raised
    assert judged.case.open <= judged.not_ruled_out


def test_what_follows_from_the_answers_of_a_case_is_filled_in() -> None:
    knee, _ = screenings.read_cases({"cases.yaml": FILE})

    assert set(knee.facts["sites"]) == {"knee", "hip"}


def test_cases_stand_in_the_order_of_their_files() -> None:
    one, other = (FILE.replace("name: ", f"name: {letter} ") for letter in "ab")

    both = read_cases({"b.yaml": other, "a.yaml": one}, CATALOGUE)

    assert [each.mark.path for each in both] == [*["a.yaml"] * 2, *["b.yaml"] * 2]


def test_no_file_at_all_is_no_library() -> None:
    with pytest.raises(InvalidCases, match="there is no case"):
        read_cases({}, CATALOGUE)


def test_what_is_raised_is_right_or_false_and_what_is_not_is_missed_or_left_open() -> (
    None
):
    judged = Judged(
        case(
            must=["joint", "minor", "aortic"], open=["gca", "cardiac"], may=["dvt_pe"]
        ),
        raised=frozenset({"joint", "dvt_pe", "smoking"}),
        not_ruled_out=frozenset({"aortic", "gca", "pregnancy"}),
    )

    assert judged.right == {"joint"}
    assert judged.missed == {"minor", "cardiac"}
    assert judged.false == {"smoking"}
    assert vars(tally([judged], FLAGS)) == {
        "right": 1,
        "missed": 2,
        "false": 1,
        "not_ruled_out": 3,
    }


def test_what_is_left_open_is_neither_found_nor_missed() -> None:
    judged = Judged(case(must=["gca"]), frozenset(), frozenset({"gca"}))

    assert tally([judged], ["gca"]).recall is None


@pytest.mark.parametrize(
    ("must", "raised", "words"),
    [
        (["gca"], [], "Emergency: 0.0% found, at least 100% wanted"),
        (["gca"], ["gca"], None),
        (["tendon_rupture"], [], "Urgent: 0.0% found, at least 100% wanted"),
        (["pregnancy"], [], "Contraindication: 0.0% found, at least 100% wanted"),
        (["joint"], [], "Candidate: 0.0% found, at least 95% wanted"),
        (["smoking"], [], None),
        ([], ["smoking"], "1.00 false flags per case, at most 0.3 wanted"),
    ],
)
def test_rules_fall_short_of_what_is_wanted(
    must: list[str], raised: list[str], words: str | None
) -> None:
    judged = Judged(case(must=must), frozenset(raised), frozenset())

    assert shortfalls([judged]) == ([words] if words else [])


def test_rules_that_do_just_as_well_as_is_wanted_do_well_enough() -> None:
    """19 of 20 candidates found, and 3 false flags in 10 cases."""
    found = Judged(case(must=["joint"]), frozenset({"joint"}), frozenset())
    false = Judged(case(), frozenset({"smoking"}), frozenset())
    missed = Judged(case(must=["joint"]), frozenset(), frozenset())

    assert shortfalls([*[found] * 19, missed]) == []
    assert shortfalls([*[found] * 7, *[false] * 3]) == []
    assert len(shortfalls([*[found] * 18, missed, *[false] * 9])) == 2


def test_every_flag_belongs_to_one_kind() -> None:
    kinds = ("emergency", "urgent", "contraindication", "candidate", "caution")

    assert [flag for kind in kinds for flag in flags_of(kind)] == list(FLAGS)


def test_a_case_is_screened_as_a_patient_is() -> None:
    patient = case(facts={"age": 17}, must=["minor"])

    (judged,) = judge_cases(shipped(), [patient])

    assert "minor" in judged.raised
    assert "anticoagulant" in judged.not_ruled_out


def test_what_one_rule_raises_is_not_left_open_by_another() -> None:
    patient = case(facts={"saddle_numbness": "yes"}, must=["cauda_equina"])

    (judged,) = judge_cases(shipped(), [patient])

    assert judged.raised == {"cauda_equina"}
    assert "spinal_infection" in judged.not_ruled_out
    assert "cauda_equina" not in judged.not_ruled_out
