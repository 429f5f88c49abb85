"""The examples that a rule carries: their facts, and what must come of them."""

from intake.rules.reading.entry import Entry, check_keys, nodes, one_of, text
from intake.rules.reading.facts_reader import read_facts
from intake.rules.reading.yaml_nodes import MapNode, Node
from intake.rules.rule_set import OUTCOMES, Example

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
        facts=read_facts(entry, "facts"),
        expect=one_of(entry, "expect", OUTCOMES.values()) or "",
        mark=node.mark,
    )
