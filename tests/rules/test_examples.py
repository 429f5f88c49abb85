from intake.rules import failing_examples
from tests.rules.catalogue import CANDIDATE, EXAMPLES, RULE, rule, rule_set

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
