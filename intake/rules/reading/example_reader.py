"""The examples that a rule carries: their facts, and what must come of them."""

from collections.abc import Mapping
from typing import Any

from intake.rules.reading.entry import Entry, check_keys, nodes, one_of, text
from intake.rules.reading.yaml_nodes import ListNode, MapNode, Node, Scalar
from intake.rules.rule_set import OUTCOMES, Example
from intake.rules.values import Impossible, number_from, read_answer
from intake.rules.vocabulary import Fact

# One example must show what raises the rule, and one what does not.
NEEDED = (OUTCOMES[True], OUTCOMES[False])


def read_examples(rule: Entry) -> tuple[Example, ...]:
    """All examples of the rule; what is wrong is noted."""
    written = nodes(rule, "examples", rule.node.values.get("examples"))
    examples = tuple(
        _example(rule, node, number) for number, node in enumerate(written, start=1)
    )
    expected = {example.expect for example in examples}
    for outcome in NEEDED:
        # One that could not be read may be the one that is needed.
        if written and not expected & {outcome, ""}:
            message = f"no example expects {outcome}"
            rule.note("missing-example", "examples", message, "add one")
    return examples


def _example(rule: Entry, node: Node, number: int) -> Example:
    example = Example(name=f"example {number}", facts={}, expect="", mark=node.mark)
    if not isinstance(node, MapNode):
        hint = "write { facts: { … }, expect: raised }"
        rule.scope.note("no-example", node.mark, "an example is a mapping", hint)
        return example
    entry = Entry(rule.scope, node, "an example")
    stray = [key for key in node.keys if key in rule.scope.catalogue]
    if stray and "facts" not in node.keys:
        message, hint = f"“{stray[0]}” stands outside of facts", "write facts: { … }"
        rule.scope.note("unknown-key", node.keys[stray[0]].mark, message, hint)
        return example
    check_keys(entry, required=("facts", "expect"), optional=("name",))
    return Example(
        name=text(entry, "name") or example.name,
        facts=_facts(entry),
        expect=one_of(entry, "expect", OUTCOMES.values()) or "",
        mark=node.mark,
    )


def _facts(entry: Entry) -> Mapping[str, Any]:
    node = entry.node.values.get("facts")
    if node is None:
        return {}
    if not isinstance(node, MapNode):
        hint = "write { name: value, … }"
        entry.note("no-mapping", "facts", "“facts” needs a mapping", hint)
        return {}
    catalogue = entry.scope.catalogue
    facts: dict[str, Any] = {}
    for name, key in node.keys.items():
        if name in catalogue:
            facts[name] = _value(entry, catalogue[name], node.values[name])
        else:
            message = f"no question is named “{name[:60]}”"
            meant = (name, catalogue)
            entry.scope.note("unknown-fact", key.mark, message, meant=meant)
    return {name: value for name, value in facts.items() if value is not None}


def _value(entry: Entry, fact: Fact, node: Node) -> Any:
    try:
        answer = _plain(fact, node)
        # One answer stands for a list of one.
        is_short = fact.kind == "many" and isinstance(node, Scalar)
        return read_answer(fact, [answer] if is_short else answer)
    except Impossible as impossible:
        entry.scope.note_impossible(node.mark, impossible)
        return None


def _plain(fact: Fact, node: Node) -> object:
    """The node as JSON would have it."""
    match node:
        case ListNode(items):
            return [_plain(fact, each) for each in items]
        case Scalar(text) if fact.kind == "number":
            return number_from(text)
        case Scalar(text):
            return text
        case _:
            return {}
