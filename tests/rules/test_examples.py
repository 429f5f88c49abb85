from intake.rules import OUTCOMES, failing_examples, findings_of
from intake.rules.examples import as_patient, example_of, finding_of
from tests.rules.catalogue import (
    CANDIDATE,
    CATALOGUE,
    EXAMPLES,
    RULE,
    rule,
    rule_set,
)

AREA = {"site": "knee", "duration_weeks": 12}
GOOD = [
    {"facts": AREA, "expect": "raised"},
    {"facts": {"site": "hip"}, "expect": "not_raised"},
    {"facts": {"site": "knee"}, "expect": "unknown"},
]


def test_examples_that_come_out_as_they_say_are_no_problem() -> None:
    rules = rule_set(RULE, {**CANDIDATE, "examples": GOOD})

    assert failing_examples(rules) == []


def test_an_example_that_fails_says_what_decided_it() -> None:
    wrong = {"name": "numb", "facts": {"saddle_numbness": "yes"}, "expect": "unknown"}
    rules = rule_set(rule(examples=[wrong, *EXAMPLES]))

    (problem,) = failing_examples(rules)

    assert problem.code == "example-fails"
    assert str(problem).split(": ", 1)[1] == (
        "rule “numb-saddle”: numb: expected unknown, comes out raised;"
        " decided by: saddle_numbness (Yes)"
    )


def test_an_undecided_example_names_what_is_missing() -> None:
    examples = [*GOOD, {"facts": {"duration_weeks": 20}, "expect": "raised"}]

    (problem,) = failing_examples(rule_set({**CANDIDATE, "examples": examples}))

    assert "example 4: expected raised, comes out unknown" in problem.message
    assert problem.hint == "decided by: site (not answered)"


def test_an_example_is_judged_as_a_patient_with_one_painful_area() -> None:
    facts = {"site": "knee", "duration_weeks": 12, "age": 62}
    rules = rule_set(
        {**CANDIDATE, "examples": [{"facts": facts, "expect": "raised"}, *GOOD[1:]]}
    )
    (only,) = rules.rules

    finding = finding_of(rules, only, only.examples[0])

    assert finding.facts["pain_areas"] == [{"site": "knee", "duration_weeks": 12}]
    assert (finding.outcome, finding.area) == (True, "knee")
    assert finding.because == "Knee pain for 12 weeks."


def test_facts_of_an_area_beside_a_rule_of_the_patient_make_an_area_too() -> None:
    facts = {"saddle_numbness": "yes", "site": "knee"}

    patient = as_patient(rule_set(RULE).rules[0], facts, CATALOGUE)

    assert patient == {"saddle_numbness": "yes", "pain_areas": [{"site": "knee"}]}


def test_of_several_rules_an_example_speaks_of_its_own() -> None:
    rules = rule_set(RULE, rule(id="again"), {**CANDIDATE, "examples": GOOD})

    names = [
        finding_of(rules, each, example).rule.id
        for each in rules.rules
        for example in each.examples
    ]

    assert names == ["numb-saddle"] * 2 + ["again"] * 2 + ["old-knee"] * 3


def test_what_was_judged_is_an_example_of_its_rule_that_comes_out_the_same() -> None:
    patient = {"age": 40, "pain_areas": [{**AREA, "side": "left"}, {"site": "hip"}]}
    rules = rule_set(RULE, {**CANDIDATE, "examples": GOOD})

    found = [
        (rule, example_of(each))
        for rule in rules.rules
        for each in findings_of(rules, rule, patient)
    ]

    assert [(dict(each.facts), each.expect) for _rule, each in found] == [
        ({}, "unknown"),
        (AREA, "raised"),
        ({"site": "hip"}, "not_raised"),
    ]
    for judged, each in found:
        assert OUTCOMES[finding_of(rules, judged, each).outcome] == each.expect
