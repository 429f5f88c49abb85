"""The comparisons a rule may make: a new one is one new line in OPERATORS."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Operator:
    """`takes` is the operand's shape: "values" (1 or more), "bound" or "range"."""

    says: str
    suits: frozenset[str]  # kinds of fact
    takes: str
    holds: Callable[[Any, Any], bool]  # (what is known, operand)


def _given(known: Any) -> Iterable[Any]:
    return known if isinstance(known, list | tuple) else (known,)


NUMBER = frozenset({"number"})
MANY = frozenset({"many"})
WORDS = frozenset({"choice", "many"})

# `one_of` is never written: it is what `fact: value` and `fact: [a, b]` mean.
OPERATORS: dict[str, Operator] = {
    "one_of": Operator(
        "is",
        WORDS | NUMBER,
        "values",
        lambda known, values: any(each in values for each in _given(known)),
    ),
    "none_of": Operator(
        "is none of",
        WORDS | NUMBER,
        "values",
        lambda known, values: all(each not in values for each in _given(known)),
    ),
    "includes_all": Operator(
        "includes all of",
        MANY,
        "values",
        lambda known, values: all(each in known for each in values),
    ),
    "at_least": Operator(
        "is at least", NUMBER, "bound", lambda known, low: bool(known >= low)
    ),
    "more_than": Operator(
        "is more than", NUMBER, "bound", lambda known, low: bool(known > low)
    ),
    "at_most": Operator(
        "is at most", NUMBER, "bound", lambda known, high: bool(known <= high)
    ),
    "less_than": Operator(
        "is less than", NUMBER, "bound", lambda known, high: bool(known < high)
    ),
    # Both ends count.
    "between": Operator(
        "is between",
        NUMBER,
        "range",
        lambda known, ends: bool(ends[0] <= known <= ends[1]),
    ),
}
WRITTEN: tuple[str, ...] = tuple(name for name in OPERATORS if name != "one_of")
