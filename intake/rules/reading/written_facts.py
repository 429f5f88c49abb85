"""The facts of a patient as they are written in an example, alone or within it."""

from collections.abc import Mapping
from typing import Any

from intake.rules.facts import InvalidFacts
from intake.rules.problems import Problem, Problems
from intake.rules.reading.entry import Entry
from intake.rules.reading.facts_reader import facts_in
from intake.rules.reading.scope import Definitions, Scope
from intake.rules.reading.yaml_nodes import ListNode, MapNode, Node, read_yaml
from intake.rules.vocabulary import Fact

HINT = "write them as in an example: age: 62, or { age: 62, site: knee }"


def read_written_facts(text: str, catalogue: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts that the text says, flat, those of a painful area among them.

    It is their mapping, or an example with it under `facts`; what that expects is not
    read. Raises InvalidFacts with every reason, each with its line.
    """
    scope = Scope(catalogue, Definitions(), Problems())
    node = _facts(read_yaml("", text, scope.problems))
    facts: dict[str, Any] = {}
    if isinstance(node, MapNode):
        facts = facts_in(Entry(scope, node, "a patient"), of_area=None)
    elif node is not None:
        scope.note("no-mapping", node.mark, "these are no facts", HINT)
    if scope.problems:
        raise InvalidFacts(map(_in_words, scope.problems))
    return facts


def _facts(node: Node | None) -> Node | None:
    """The mapping of facts, where the node is an example or a list of one."""
    if isinstance(node, ListNode) and len(node.items) == 1:
        node = node.items[0]
    if isinstance(node, MapNode):
        return node.values.get("facts", node)
    return node


def _in_words(problem: Problem) -> str:
    said = "; ".join(filter(None, (problem.message, problem.hint)))
    return f"line {problem.line}: {said}"
