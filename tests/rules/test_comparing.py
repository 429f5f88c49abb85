"""Two wordings are compared on what is stored as if each had screened it by itself."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pytest

from intake.rules import RuleSet, screen
from intake.rules.comparing import (
    NEWLY_RAISED,
    NEWLY_UNKNOWN,
    NO_LONGER_RAISED,
    PRIORITY_CHANGED,
    Change,
    changes,
    comparer,
)
from intake.rules.conditions import facts_named
from intake.rules.rule_set import Rule
from intake.workflow import screenings
from tests.rules.catalogue import CANDIDATE, rule, rule_set
from tests.rules.test_compiler import OF_AREAS, condition, document
from tests.test_case_library import WORSE, cases

KINDS = (
    ("emergency", "cauda_equina", None, "raise"),
    ("emergency", "gca", None, None),
    ("contraindication", "anticoagulant", None, None),
    ("candidate", "joint", "likely", None),
    ("candidate", "joint", "possible", None),
    ("caution", "minor", None, None),
)
MODEL = rule_set(rule()).rules[0]


def found(before: RuleSet, after: RuleSet, facts: Any) -> set[Change]:
    return set(comparer(before, after)(json.dumps(facts)))


def oracle(before: RuleSet, after: RuleSet, facts: Any) -> set[Change]:
    """What two separate screenings say, written down anew."""
    was, now = screen(before, facts), screen(after, facts)
    flags = [{(f.rule.flag, f.area) for f in each.flags} for each in (was, now)]
    unknown = []
    for each in (was, now):
        raised = {(f.rule.flag, f.area) for f in each.findings if f.outcome is True}
        open_ = {(f.rule.flag, f.area) for f in each.findings if f.outcome is None}
        unknown.append(open_ - raised)
    said = {(NO_LONGER_RAISED, flag) for flag, _ in flags[0] - flags[1]}
    said |= {(NEWLY_RAISED, flag) for flag, _ in flags[1] - flags[0]}
    said |= {(NEWLY_UNKNOWN, flag) for flag, _ in unknown[1] - unknown[0]}
    if was.priority != now.priority:
        said.add((PRIORITY_CHANGED, f"{was.priority}>{now.priority}"))
    return said


def any_rule(chance: Random, number: int) -> Rule:
    kind, flag, strength, if_unknown = chance.choice(KINDS)
    when = condition(chance)
    return replace(
        MODEL,
        id=f"rule-{number}",
        kind=kind,
        flag=flag,
        strength=strength,
        if_unknown=if_unknown,
        when=when,
        per_area=bool(OF_AREAS & facts_named(when)),
    )


def any_other(chance: Random, rules: Sequence[Rule]) -> list[Rule]:
    """Some are gone, some are others, some are new, and they stand elsewhere."""
    kept = [
        any_rule(chance, number) if chance.random() < 0.2 else each
        for number, each in enumerate(rules)
        if chance.random() < 0.9
    ]
    more = [any_rule(chance, 100 + number) for number in range(chance.randint(0, 2))]
    return chance.sample([*kept, *more], len(kept) + len(more))


@pytest.mark.parametrize("seed", range(12))
def test_any_two_rule_sets_on_any_patient(seed: int) -> None:
    chance = Random(seed)
    rules = [any_rule(chance, number) for number in range(12)]
    before = replace(rule_set(rule()), rules=tuple(rules), definitions={})
    after = replace(before, rules=tuple(any_other(chance, rules)))
    compare = comparer(before, after)
    seen: Counter[str] = Counter()

    for _ in range(150):
        areas = [document(chance, per_area=True) for _ in range(chance.randint(0, 3))]
        facts = {**document(chance, per_area=False), "pain_areas": areas}
        said = compare(json.dumps(facts))

        assert len(said) == len(set(said))
        assert set(said) == oracle(before, after, facts)
        assert set(said) == set(changes(screen(before, facts), screen(after, facts)))
        seen.update(change for change, _ in said)

    assert seen, "nothing ever changed"


@pytest.mark.parametrize("slip", WORSE)
def test_the_shipped_rules_with_a_slip_on_the_library_of_cases(slip: str) -> None:
    name, text, slipped, flag = WORSE[slip]
    files = screenings.shipped_files()
    before = screenings.read(files)
    after = screenings.read({**files, name: files[name].replace(text, slipped)})
    compare = comparer(before, after)
    flags = set()

    for case in cases():
        said = set(compare(json.dumps(case.facts, default=sorted)))
        assert said == oracle(before, after, case.facts), case.name
        flags |= {flag for _, flag in said}

    assert flag in flags


SADDLE = {"saddle_numbness": "yes"}
KNEE, HIP = ({"site": each, "duration_weeks": 30} for each in ("knee", "hip"))
LONG = {"duration_weeks": {"at_least": 12}}


@pytest.mark.parametrize(
    ("before", "after", "facts", "said"),
    [
        (
            rule(),
            rule(when={"saddle_numbness": "no"}),
            SADDLE,
            {
                (NO_LONGER_RAISED, "cauda_equina"),
                (PRIORITY_CHANGED, "emergency>none"),
            },
        ),
        (
            rule(),
            rule(when={"age": 30}),
            SADDLE,
            {
                (NO_LONGER_RAISED, "cauda_equina"),
                (NEWLY_UNKNOWN, "cauda_equina"),
                (PRIORITY_CHANGED, "emergency>unknown"),
            },
        ),
        (
            rule(),
            rule(when={"age": 30}, if_unknown="raise"),
            SADDLE,
            {
                (NEWLY_UNKNOWN, "cauda_equina"),
                (PRIORITY_CHANGED, "emergency>urgent"),
            },
        ),
        (
            rule(**CANDIDATE | {"when": {"all": [{"site": "knee"}, LONG]}}),
            rule(**CANDIDATE | {"when": {"all": [{"site": "hip"}, LONG]}}),
            {"pain_areas": [KNEE, HIP]},
            {(NO_LONGER_RAISED, "joint"), (NEWLY_RAISED, "joint")},
        ),
        (
            rule(),
            rule(id="another-name", title="Said anew", because="Numb."),
            SADDLE,
            set(),
        ),
    ],
    ids=["gone", "undecided", "not ruled out", "elsewhere", "other words"],
)
def test_what_counts_as_a_change(
    before: Any, after: Any, facts: Any, said: set[Change]
) -> None:
    assert found(rule_set(before), rule_set(after), facts) == said


def test_what_is_no_document_is_refused() -> None:
    with pytest.raises(ValueError, match="not JSON"):
        comparer(rule_set(rule()), rule_set(rule()))(b"{")
