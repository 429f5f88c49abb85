"""One rule from its mapping, with every reason why it cannot be one."""

import re
from collections.abc import Mapping
from dataclasses import replace

from intake.rules.conditions import (
    AnyOf,
    Condition,
    Holds,
    Test,
    facts_named,
    parts,
)
from intake.rules.problems import Mark
from intake.rules.reading.condition_reader import is_too_large, read_condition
from intake.rules.reading.entry import Entry, check_keys, name, one_of, text, texts
from intake.rules.reading.example_reader import read_examples
from intake.rules.reading.scope import Scope
from intake.rules.reading.yaml_nodes import MapNode, Node, Scalar
from intake.rules.rule_set import Rule
from intake.rules.vocabulary import FLAGS, KINDS, STRENGTHS, Fact
from intake.rules.words import PLACEHOLDER

REQUIRED = (
    "id",
    "title",
    "kind",
    "flag",
    "when",
    "because",
    "source",
    "owner",
    "review_by",
    "examples",
)
OPTIONAL = ("strength", "per", "if_unknown")
MONTH = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")
PER_AREA = "pain_area"
# Stands in for a condition that could not be read; such a rule is never handed out.
NEVER = AnyOf(())
PER_AREA_HINT = f"say per: {PER_AREA}, so that the rule is judged for each painful area"


def read_rule(scope: Scope, node: Node) -> Rule | None:
    """The rule, or None with the reasons noted."""
    before = len(scope.problems)
    if not isinstance(node, MapNode):
        scope.note("no-rule", node.mark, "a rule is a mapping that starts with “- id:”")
        return None
    scope = replace(scope, rule=_label(node))
    entry = Entry(scope, node, "a rule")
    check_keys(entry, required=REQUIRED, optional=OPTIONAL)
    kind = one_of(entry, "kind", KINDS)
    per_area = one_of(entry, "per", [PER_AREA]) is not None
    # Where something else stands, it was meant.
    area_facts = "per" in node.keys
    when = _when(entry, area_facts=area_facts)
    # Told once, where the rule decides.
    told = when is not None and _area_fact(when, scope.catalogue) is not None
    rule = Rule(
        id=name(entry, "id"),
        title=text(entry, "title"),
        kind=kind or "",
        flag=_flag(entry, kind),
        strength=_strength(entry, kind),
        per_area=per_area,
        when=when or NEVER,
        because=_because(entry, area_facts=area_facts or told),
        source=texts(entry, "source"),
        owner=text(entry, "owner"),
        review_by=_review_by(entry),
        if_unknown=_if_unknown(entry, kind),
        examples=read_examples(entry),
        places={key: scalar.mark for key, scalar in node.keys.items()},
    )
    return rule if len(scope.problems) == before else None


def _label(node: MapNode) -> str:
    """What the rule is called in its problems, however wrong its name may be."""
    written = node.values.get("id")
    return written.text[:60] if isinstance(written, Scalar) else ""


def _flag(entry: Entry, kind: str | None) -> str:
    written = text(entry, "flag")
    of_kind = [flag.name for flag in FLAGS.values() if kind in (None, flag.kind)]
    if not written or written in of_kind:
        return written
    message = f"“{written[:60]}” is no flag"
    if written in FLAGS:
        message = f"“{written}” is a flag of kind {FLAGS[written].kind}, not {kind}"
    hint = f"flags of this kind: {', '.join(of_kind)}" if kind else ""
    mark = entry.node.values["flag"].mark
    entry.scope.note("unknown-flag", mark, message, hint, meant=(written, of_kind))
    return ""


def _strength(entry: Entry, kind: str | None) -> str | None:
    strength = one_of(entry, "strength", STRENGTHS)
    written = "strength" in entry.node.values
    allowed = " or ".join(STRENGTHS)
    if kind == "candidate" and not written:
        message = "a rule of kind candidate needs “strength”"
        entry.note("missing-key", "strength", message, f"write {allowed}")
    if kind not in (None, "candidate") and written:
        message = f"only a candidate has a strength, not a rule of kind {kind}"
        entry.note("strength", "strength", message, "leave it out")
    return strength


def _if_unknown(entry: Entry, kind: str | None) -> str | None:
    written = one_of(entry, "if_unknown", ["raise"])
    if written and kind and not KINDS[kind].may_raise_unknown:
        kinds = [name for name, each in KINDS.items() if each.may_raise_unknown]
        message = f"if_unknown: raise is not for rules of kind {kind}"
        hint = f"it is for: {', '.join(kinds)}"
        entry.note("if-unknown", "if_unknown", message, hint)
    return written


def _review_by(entry: Entry) -> str:
    written = text(entry, "review_by")
    if written and not MONTH.fullmatch(written):
        message = f"“{written[:60]}” is no month"
        hint = "write year and month: 2027-11"
        mark = entry.node.values["review_by"].mark
        entry.scope.note("month", mark, message, hint)
    return written


def _when(entry: Entry, *, area_facts: bool) -> Condition | None:
    node = entry.node.values.get("when")
    condition = None if node is None else read_condition(entry.scope, node)
    if condition is None or node is None:
        return None
    if is_too_large(entry.scope, condition, node.mark):
        return None
    catalogue = entry.scope.catalogue
    if not area_facts and (found := _area_fact(condition, catalogue)):
        mark, fact = found
        message = f"“{fact}” is a fact of a painful area"
        entry.scope.note("per-area", mark, message, PER_AREA_HINT)
    return condition


def _area_fact(
    condition: Condition, catalogue: Mapping[str, Fact]
) -> tuple[Mark, str] | None:
    """The first place in the rule itself that asks, or has a definition ask, of it."""
    if isinstance(condition, Test | Holds):
        named = sorted(n for n in facts_named(condition) if catalogue[n].per_area)
        return (condition.mark, named[0]) if named else None
    found = (_area_fact(part, catalogue) for part in parts(condition))
    return next(filter(None, found), None)


def _because(entry: Entry, *, area_facts: bool) -> str:
    because = text(entry, "because")
    catalogue = entry.scope.catalogue
    named = dict.fromkeys(PLACEHOLDER.findall(because))
    for fact in named:
        if fact not in catalogue:
            _note_because(entry, f"no question is named “{fact[:60]}”", fact)
    of_area = [n for n in named if n in catalogue and catalogue[n].per_area]
    if of_area and not area_facts:
        message = f"“{of_area[0]}” is a fact of a painful area"
        mark = entry.node.values["because"].mark
        entry.scope.note("per-area", mark, message, PER_AREA_HINT)
    if set("{}") & set(PLACEHOLDER.sub("", because)):
        _note_because(entry, "a brace stands alone")
    return because


def _note_because(entry: Entry, message: str, fact: str = "") -> None:
    entry.scope.note(
        "because",
        entry.node.values["because"].mark,
        message,
        "only the name of a fact stands in braces",
        meant=(fact, entry.scope.catalogue),
    )
