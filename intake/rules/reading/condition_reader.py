"""Nodes to conditions: each checked against the facts there are, as it is read."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from intake.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    CountOf,
    Holds,
    Not,
    parts,
)
from intake.rules.problems import Mark
from intake.rules.reading.comparison_reader import read_comparison
from intake.rules.reading.scope import Scope, Size
from intake.rules.reading.yaml_nodes import ListNode, MapNode, Node, Scalar
from intake.rules.values import number_from

# With definitions written out; nobody can read a rule of more.
MOST_CONDITIONS = 500
MOST_NESTED_DEFINITIONS = 5


def read_condition(scope: Scope, node: Node) -> Condition | None:
    """The condition, or None with the reasons noted in the scope's problems."""
    if isinstance(node, ListNode):
        hint = "write all: or any: in front of the list"
        scope.note("list", node.mark, "a list where one condition is meant", hint)
        return None
    if isinstance(node, Scalar) or not node.values:
        hint = "write fact: value, or all, any, not, count or holds"
        message = "a condition is missing here"
        if isinstance(node, Scalar) and node.text:
            message = f"“{node.text[:60]}” is no condition"
        scope.note("no-condition", node.mark, message, hint)
        return None
    names = list(node.values)
    if len(names) > 1:
        message = f"“{names[0]}” and “{names[1]}” stand in one condition"
        hint = "write all: or any:, and each condition after a “- ” of its own"
        scope.note("two-conditions", node.keys[names[1]].mark, message, hint)
    found = [_read_one(scope, node.keys[name], node.values[name]) for name in names]
    return found[0] if len(found) == 1 else None


def read_definition(scope: Scope, name: str, mark: Mark) -> Condition | None:
    """The condition that goes by this name; `mark` is where it is asked for."""
    known = scope.definitions
    if name in known.read:
        return known.read[name]
    if name not in known.nodes:
        message = f"nothing is defined as “{name[:60]}”"
        meant = (name, known.nodes)
        if known.all_seen:
            scope.note("unknown-definition", mark, message, meant=meant)
        return None
    if name in scope.within:
        circle = " → ".join((*scope.within[scope.within.index(name) :], name))
        scope.note("circle", mark, f"definitions go round in a circle: {circle}")
        return None
    inner = replace(scope, rule="", within=(*scope.within, name))
    condition = None
    if len(scope.within) < MOST_NESTED_DEFINITIONS:
        condition = read_condition(inner, known.nodes[name])
        known.read[name] = condition
    else:
        _note_nesting(scope, mark)
    if condition and is_too_large(inner, condition, known.nodes[name].mark):
        known.read[name] = condition = None
    if condition:
        known.sizes[name] = _size(condition, known.sizes)
    return condition


def is_too_large(scope: Scope, condition: Condition, mark: Mark) -> bool:
    """Notes it too."""
    size = _size(condition, scope.definitions.sizes)
    if size.conditions > MOST_CONDITIONS:
        message = f"more than {MOST_CONDITIONS} conditions, definitions written out"
        scope.note("too-many-conditions", mark, message, "split it")
        return True
    if size.nested + len(scope.within) > MOST_NESTED_DEFINITIONS:
        _note_nesting(scope, mark)
        return True
    return False


def _note_nesting(scope: Scope, mark: Mark) -> None:
    message = f"definitions of definitions, more than {MOST_NESTED_DEFINITIONS} deep"
    scope.note("nested-definitions", mark, message, "write some of them out")


def _size(condition: Condition, sizes: Mapping[str, Size]) -> Size:
    """Definitions have been measured when they were read: they may double with each
    name, and nobody could count to their end."""
    if isinstance(condition, Holds):
        inner = sizes[condition.name]
        return Size(inner.conditions + 1, inner.nested + 1)
    inside = [_size(part, sizes) for part in parts(condition)]
    return Size(
        sum(each.conditions for each in inside) + 1,
        max((each.nested for each in inside), default=0),
    )


def _read_one(scope: Scope, key: Scalar, value: Node) -> Condition | None:
    read = FORMS.get(key.text, _read_test)
    return read(scope, key, value)


def _read_all(scope: Scope, key: Scalar, value: Node) -> Condition | None:
    conditions = _read_list(scope, key, value)
    return AllOf(conditions, key.mark) if conditions else None


def _read_any(scope: Scope, key: Scalar, value: Node) -> Condition | None:
    conditions = _read_list(scope, key, value)
    return AnyOf(conditions, key.mark) if conditions else None


def _read_not(scope: Scope, key: Scalar, value: Node) -> Condition | None:
    condition = read_condition(scope, value)
    return Not(condition, key.mark) if condition else None


def _read_count(scope: Scope, key: Scalar, value: Node) -> Condition | None:
    if not isinstance(value, MapNode) or set(value.values) != {"at_least", "of"}:
        hint = "write count: { at_least: 2, of: [ … ] }"
        scope.note("count", value.mark, "count needs at_least and of, no more", hint)
        return None
    conditions = _read_list(scope, value.keys["of"], value.values["of"])
    wanted = value.values["at_least"]
    number = number_from(wanted.text) if isinstance(wanted, Scalar) else None
    if not isinstance(number, int) or number < 1:
        message = "at_least needs a whole number from 1"
        scope.note("count", wanted.mark, message)
        return None
    if conditions and number > len(conditions):
        message = f"{number} of {len(conditions)} conditions can never hold"
        hint = f"at_least is from 1 to {len(conditions)}"
        scope.note("count", wanted.mark, message, hint)
        return None
    return CountOf(number, conditions, key.mark) if conditions else None


def _read_holds(scope: Scope, key: Scalar, value: Node) -> Condition | None:
    if not isinstance(value, Scalar):
        scope.note("holds", value.mark, "holds needs the name of one definition")
        return None
    condition = read_definition(scope, value.text, value.mark)
    return Holds(value.text, condition, key.mark) if condition else None


def _read_test(scope: Scope, key: Scalar, value: Node) -> Condition | None:
    fact = scope.catalogue.get(key.text)
    if fact is not None:
        return read_comparison(scope, fact, key.mark, value)
    if form := WRITTEN_OTHERWISE.get(key.text):
        message = f"“{key.text}” is never written"
        scope.note("unknown-fact", key.mark, message, f"write {form}")
        FORMS[form](scope, key, value)
        return None
    message = f"no question is named “{key.text[:60]}”"
    if key.text.startswith("not "):
        scope.note("unknown-fact", key.mark, message, "write not: { fact: value }")
        return None
    meant = (key.text, [*scope.catalogue, *FORMS])
    scope.note("unknown-fact", key.mark, message, meant=meant)
    return None


def _read_list(scope: Scope, key: Scalar, value: Node) -> tuple[Condition, ...] | None:
    """All of them, or None if one is wrong."""
    if not isinstance(value, ListNode) or not value.items:
        message = f"“{key.text}” needs a list of conditions"
        hint = "start each condition on a new line with “- ”"
        scope.note("no-list", value.mark, message, hint)
        return None
    conditions = [read_condition(scope, each) for each in value.items]
    found = tuple(each for each in conditions if each is not None)
    return found if len(found) == len(conditions) else None


# What a condition may start with, other than the name of a fact.
FORMS: dict[str, Callable[[Scope, Scalar, Node], Condition | None]] = {
    "all": _read_all,
    "any": _read_any,
    "not": _read_not,
    "count": _read_count,
    "holds": _read_holds,
}
# Words of other rule languages, and how ours says it.
WRITTEN_OTHERWISE = {
    "and": "all",
    "all_of": "all",
    "or": "any",
    "any_of": "any",
    "either": "any",
}
