"""The whole tree of a rule: its root is what the rule came out as, and every part is
what its own parts make it."""

from collections.abc import Iterator
from functools import cache
from random import Random
from typing import Any

from intake.demo.patients import patients
from intake.questionnaire.facts import facts
from intake.rules import Part, screen, tree
from intake.rules.conditions import Truth, all_true, any_true, count_true, negate
from intake.rules.facts import AREAS
from intake.rules.screen import area_key
from tests import make
from tests.shipped import shipped

# How much of what is known is forgotten, so that much cannot be decided.
FORGOTTEN = (0, 0.05, 0.3)


@cache
def documents() -> tuple[dict[str, Any], ...]:
    """Synthetic patients, all of the demo's kinds, some of whom leave much open."""
    chance = Random(3)
    return tuple(
        forgotten(
            facts(patient.answers, make.TODAY),
            FORGOTTEN[number % len(FORGOTTEN)],
            chance,
        )
        for number, patient in enumerate(patients(120, 7, make.TODAY))
    )


def forgotten(known: dict[str, Any], share: float, chance: Random) -> dict[str, Any]:
    kept = {k: v for k, v in known.items() if k == AREAS or chance.random() >= share}
    areas = [
        {
            k: v
            for k, v in each.items()
            if k in ("site", "side") or chance.random() >= share
        }
        for each in known.get(AREAS, ())
    ]
    return {**kept, AREAS: areas}


def follows(part: Part) -> Truth:
    """What the parts of a part make of it, by its words alone."""
    below = [each.outcome for each in part.parts]
    if part.says == "all of these":
        return all_true(below)
    if part.says == "at least one of these":
        return any_true(below)
    if part.says == "not":
        return negate(below[0])
    if part.says.startswith("at least "):
        return count_true(int(part.says.split()[2]), below)
    return below[0]


def every_part(part: Part) -> Iterator[Part]:
    yield part
    for each in part.parts:
        yield from every_part(each)


def test_the_root_is_the_outcome_for_every_shipped_rule_and_many_patients() -> None:
    """The screening is of the compiled rules, the tree of their meaning."""
    rule_set = shipped()
    seen: dict[Truth, int] = {True: 0, False: 0, None: 0}
    for known in documents():
        came_out = {
            (each.rule.id, each.area): each.outcome
            for each in screen(rule_set, known).findings
        }
        here = [area_key(area, n) for n, area in enumerate(known[AREAS], start=1)]
        for rule in rule_set.rules:
            for area in here if rule.per_area else [None]:
                part = tree(rule_set, rule, known, area)
                assert part is not None
                assert part.outcome is came_out.get((rule.id, area), False), rule.id
                seen[part.outcome] += 1

    assert min(seen.values()) > 300, seen


def test_every_part_is_what_its_parts_make_it() -> None:
    rule_set = shipped()
    for known in documents()[::4]:
        for rule in rule_set.rules:
            area = area_key(known[AREAS][0], 1) if rule.per_area else None
            root = tree(rule_set, rule, known, area)
            assert root is not None
            for part in every_part(root):
                assert bool(part.parts) is not bool(part.fact)
                if part.parts:
                    assert part.outcome is follows(part), (rule.id, part.says)


def test_there_is_no_tree_for_a_place_that_does_not_hurt() -> None:
    rule_set = shipped()
    known = documents()[0]
    per_area = next(rule for rule in rule_set.rules if rule.per_area)
    of_patient = next(rule for rule in rule_set.rules if not rule.per_area)

    assert tree(rule_set, per_area, known, "elbow:nowhere") is None
    assert tree(rule_set, per_area, known, None) is None
    assert tree(rule_set, of_patient, known, "knee:right") is None


def test_what_was_not_asked_is_told_apart() -> None:
    rule_set = shipped()
    rule = next(each for each in rule_set.rules if each.flag == "pregnancy")

    for implied in ([], ["pregnancy"]):
        known = {"pregnancy": "no", "implied": implied}
        root = tree(rule_set, rule, known, None)
        assert root is not None
        [leaf] = [each for each in every_part(root) if each.fact == "pregnancy"]
        assert leaf.implied is bool(implied)
