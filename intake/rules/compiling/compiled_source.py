"""Facts as syntax: where each is looked up, and what an unknown one is held as."""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from intake.rules.compiling.compiled_comparisons import (
    NO_LIST,
    NO_NUMBER,
    NOT_A_NUMBER,
    variable,
)
from intake.rules.compiling.syntax import (
    AT,
    LOAD,
    assign,
    attribute,
    call,
    compare,
    constant,
    every,
    name,
    some,
)
from intake.rules.vocabulary import UNKNOWN_VALUES, Fact

# What an unknown fact is in a record.
UNKNOWN: Mapping[str, Any] = {"choice": None, "many": (), "number": NOT_A_NUMBER}


@dataclass(frozen=True, eq=False)
class Source:
    """The documents of a patient and of an area, by their variables.

    They are mappings; or `records`, which have every fact as an attribute, and those
    that are unknown as `UNKNOWN` says. Where facts are flat, both are one document.
    Two are equal whose catalogue is the same object: it is too large to compare.
    """

    catalogue: Mapping[str, Fact]
    patient: str = "facts"
    area: str = "facts"
    records: bool = False

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Source) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple[int, str, str, bool]:
        return id(self.catalogue), self.patient, self.area, self.records

    def opened(self) -> list[ast.stmt]:
        """Statements that come before any look-up."""
        if self.records:
            return []
        return [
            assign(_get(document), attribute(name(document), "get"))
            for document in sorted({self.patient, self.area})
        ]

    def look_ups(self, facts: Iterable[str]) -> list[ast.stmt]:
        """Statements that give each fact its variable."""
        return [
            statement
            for fact in sorted(facts)
            for statement in self._look_up(self.catalogue[fact])
        ]

    def _look_up(self, fact: Fact) -> list[ast.stmt]:
        document = self.area if fact.per_area else self.patient
        if self.records:
            found = attribute(name(document), fact.name)
        else:
            found = call(name(_get(document)), constant(fact.name))
            if fact.kind == "many":
                found = some([found, NO_LIST])
        if self.records and fact.kind == "number":
            return [assign(variable(fact.name), found)]
        return LOOK_UPS[fact.kind](variable(fact.name), found)


def _get(document: str) -> str:
    return f"get_in_{document}"


def _look_up_number(variable: str, found: ast.expr) -> list[ast.stmt]:
    kind = attribute(name(variable), "__class__")
    unknown = [
        compare(name(variable), ast.Is(), constant(None)),
        compare(kind, ast.Is(), name("str")),
    ]
    return [
        assign(variable, found),
        ast.If(some(unknown), [assign(variable, name(NO_NUMBER))], [], **AT),
    ]


def _look_up_list(variable: str, found: ast.expr) -> list[ast.stmt]:
    first = ast.Subscript(name(variable), constant(0), LOAD, **AT)
    all_unknown = attribute(constant(UNKNOWN_VALUES), "issuperset")
    unknown = [
        name(variable),
        compare(first, ast.In(), constant(UNKNOWN_VALUES)),
        call(all_unknown, name(variable)),
    ]
    return [
        assign(variable, found),
        ast.If(every(unknown), [assign(variable, NO_LIST)], [], **AT),
    ]


LOOK_UPS: Mapping[str, Callable[[str, ast.expr], list[ast.stmt]]] = {
    "choice": lambda variable, found: [assign(variable, found)],
    "number": _look_up_number,
    "many": _look_up_list,
}
