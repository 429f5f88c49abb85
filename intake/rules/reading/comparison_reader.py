"""Comparisons as they are written after the name of a fact."""

from dataclasses import dataclass

from intake.rules.conditions import AllOf, Condition, Test
from intake.rules.operators import OPERATORS, WRITTEN
from intake.rules.problems import Mark
from intake.rules.reading.scope import Scope
from intake.rules.reading.yaml_nodes import ListNode, Node, Scalar
from intake.rules.values import NUMBER, Impossible, read_constant
from intake.rules.vocabulary import Fact

MOST_VALUES = 200


@dataclass(frozen=True)
class Shape:
    """How an operand is written."""

    words: str
    is_list: bool
    most: int
    least: int = 1


SHAPES: dict[str, Shape] = {
    "values": Shape("a list of answers: [a, b]", is_list=True, most=MOST_VALUES),
    "bound": Shape("one number", is_list=False, most=1),
    "range": Shape("two numbers: [low, high]", is_list=True, most=2, least=2),
}
KIND_WORDS = {
    "choice": "a question with one answer",
    "many": "a question with many answers",
    "number": "a number",
}

# Words of other rule languages, and how ours says it.
WRITTEN_OTHERWISE = {
    "is": "write fact: value",
    "equals": "write fact: value",
    "one_of": "write fact: [a, b]",
    "in": "write fact: [a, b]",
    "includes": "write fact: value",
    "includes_any": "write fact: [a, b]",
    "is_not": "write not: { fact: value }",
    "not": "write not: { fact: value }",
}


def read_comparison(
    scope: Scope, fact: Fact, mark: Mark, value: Node
) -> Condition | None:
    """What `value` asks of the fact; `mark` is where the fact is named.

    Several operators in one mapping must all hold. None with the reasons noted.
    """
    if isinstance(value, Scalar):
        # A single value is the short way to write a list of one.
        value = ListNode((value,), value.mark)
    if isinstance(value, ListNode):
        return _test(scope, fact, "one_of", mark, value)
    if not value.values:
        message = f"“{fact.name}” is compared with nothing"
        scope.note("no-operator", value.mark, message, _suiting(fact))
        return None
    found = [
        _read_operator(scope, fact, value.keys[name], value.values[name])
        for name in value.values
    ]
    compared = tuple(test for test in found if test is not None)
    if len(compared) < len(found):
        return None
    return compared[0] if len(compared) == 1 else AllOf(compared, mark, in_braces=True)


def _read_operator(scope: Scope, fact: Fact, key: Scalar, value: Node) -> Test | None:
    name = key.text
    if name in WRITTEN_OTHERWISE:
        hint = WRITTEN_OTHERWISE[name]
        scope.note("unknown-operator", key.mark, f"“{name}” is never written", hint)
        return None
    if NUMBER.fullmatch(name):
        message, hint = f"“{name}” stands after a comma", "write decimals as 12.5"
        scope.note("unknown-operator", key.mark, message, hint)
        return None
    if name not in WRITTEN:
        message = f"unknown operator “{name[:60]}”"
        meant = (name, WRITTEN)
        scope.note("unknown-operator", key.mark, message, _suiting(fact), meant=meant)
        return None
    if fact.kind not in OPERATORS[name].suits:
        message = f"“{name}” does not suit “{fact.name}”, {KIND_WORDS[fact.kind]}"
        scope.note("unsuitable-operator", key.mark, message, _suiting(fact))
        return None
    return _test(scope, fact, name, key.mark, value)


def _test(
    scope: Scope, fact: Fact, operator: str, mark: Mark, value: Node
) -> Test | None:
    shape = SHAPES[OPERATORS[operator].takes]
    nodes = value.items if isinstance(value, ListNode) else (value,)
    fits = isinstance(value, ListNode) is shape.is_list
    if not fits or not shape.least <= len(nodes) <= shape.most:
        message = f"“{operator}” needs {shape.words}"
        if operator == "one_of":
            message = f"“{fact.name}” is compared with 1 to {MOST_VALUES} answers"
        scope.note("operand", value.mark, message)
        return None
    constants = [_constant(scope, fact, node) for node in nodes]
    operand = tuple(each for each in constants if each is not None)
    if len(operand) < len(nodes):
        return None
    if operator == "between" and sorted(operand) != list(operand):
        message = f"nothing lies between {operand[0]} and {operand[1]}"
        scope.note("operand", value.mark, message, "write the lower number first")
        return None
    return Test(fact.name, operator, operand if shape.is_list else operand[0], mark)


def _constant(scope: Scope, fact: Fact, node: Node) -> str | float | None:
    if not isinstance(node, Scalar):
        message = f"“{fact.name}” is compared with one answer or a list of answers"
        scope.note("operand", node.mark, message)
        return None
    try:
        return read_constant(fact, node.text)
    except Impossible as impossible:
        scope.note_impossible(node.mark, impossible)
        return None


def _suiting(fact: Fact) -> str:
    suiting = [name for name in WRITTEN if fact.kind in OPERATORS[name].suits]
    return f"write {fact.name}: value, or use: {', '.join(suiting)}"
