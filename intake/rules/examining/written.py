"""Conditions and examples as they are written in a rule file, ready to be pasted."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from intake.rules.conditions import AllOf, AnyOf, Condition, CountOf, Holds, Not, Test
from intake.rules.rule_set import Example

# What fits on a line of a rule file, on one that is not to be broken, and into a
# sentence.
WIDTH = 88
LONGEST = 100
SHORT = 60
INDENT = " " * 6
# Text that means itself without quotes, in brackets too.
PLAIN = re.compile(r"[A-Za-z0-9](?:[\w .()/’-]*[\w.)])?")


def condition_written(condition: Condition) -> str:
    """The condition on one line: `all: [ site: knee, age: { at_least: 50 } ]`."""
    match condition:
        case Test(fact, "one_of", operand):
            return f"{fact}: {_value(operand)}"
        case Test(fact, operator, operand):
            written = _list(operand) if isinstance(operand, tuple) else _value(operand)
            return f"{fact}: {{ {operator}: {written} }}"
        case AllOf(conditions):
            return f"all: {_conditions(conditions)}"
        case AnyOf(conditions):
            return f"any: {_conditions(conditions)}"
        case CountOf(at_least, conditions):
            return f"count: {{ at_least: {at_least}, of: {_conditions(conditions)} }}"
        case Not(inner):
            return f"not: {{ {condition_written(inner)} }}"
        case Holds(name, _):  # pragma: no branch
            return f"holds: {name}"


def in_short(text: str) -> str:
    """The text, or so much of it as can be read in passing."""
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"


def example_on_one_line(example: Example) -> str:
    """`{ name: "at 50", facts: { age: 50 }, expect: raised }`."""
    facts = ", ".join(_facts(example.facts))
    return f"{_opening(example)}{facts} }}, expect: {example.expect} }}"


def example_to_paste(example: Example) -> str:
    """The lines of the example under `examples:`, as long as a rule file's are."""
    line = f"{INDENT}- {example_on_one_line(example)}"
    if len(line) <= LONGEST:
        return line
    opening = f"{INDENT}- {_opening(example)}"
    if len(opening) > WIDTH // 2:
        name = f"{INDENT}- name: {_quoted(example.name)}"
        facts = _wrapped(_facts(example.facts), f"{INDENT}  facts: {{ ")
        return "\n".join((name, *facts, f"{INDENT}  expect: {example.expect}"))
    *lines, last = _wrapped(_facts(example.facts), opening)
    end = f"expect: {example.expect} }}"
    if len(f"{last}, {end}") <= WIDTH:
        return "\n".join((*lines, f"{last}, {end}"))
    return "\n".join((*lines, f"{last},", f"{INDENT}    {end}"))


def _opening(example: Example) -> str:
    name = f"name: {_quoted(example.name)}, " if example.name else ""
    return f"{{ {name}facts: {{ "


def _conditions(conditions: Sequence[Condition]) -> str:
    return f"[ {', '.join(map(condition_written, conditions))} ]"


def _facts(facts: Mapping[str, Any]) -> list[str]:
    return [
        f"{name}: {_list(value) if isinstance(value, list) else _value(value)}"
        for name, value in facts.items()
    ]


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return _value(value[0]) if len(value) == 1 else _list(value)
    return str(value)


def _list(values: Sequence[Any]) -> str:
    return f"[{', '.join(map(str, values))}]"


def _quoted(text: str) -> str:
    if PLAIN.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _wrapped(pieces: Sequence[str], opening: str) -> list[str]:
    """The pieces behind the opening, as many on a line as fit, and closed."""
    lines = [opening]
    for place, piece in enumerate(pieces):
        end = "," if place < len(pieces) - 1 else " }"
        if len(lines[-1] + piece + end) > WIDTH and lines[-1].strip():
            lines[-1] = lines[-1].rstrip()
            lines.append(" " * len(opening))
        lines[-1] += piece + end + (" " if end == "," else "")
    return lines
