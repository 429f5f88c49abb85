"""JsonLogic, compiled in Rust (datalogic-py) and interpreted in Python (panzi)."""

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.rules.engines.judging import Judge, Outcomes, judging
from benchmarks.rules.formula import FAILS, HOLDS, UNKNOWN, Language
from intake.rules import Fact, RuleSet
from intake.rules.conditions import Test

NUMBERS = {
    "at_least": (">=", "<"),
    "more_than": (">", "<="),
    "at_most": ("<=", ">"),
    "less_than": ("<", ">="),
}


def datalogic(rules: RuleSet) -> Judge:
    import datalogic_py

    engine = datalogic_py.Engine()
    session = engine.session()

    def made(expressions: list[Any]) -> Outcomes:
        rule = engine.compile(expressions)
        return lambda document: session.evaluate(rule, document)

    return judging(rules, language(rules.catalogue), made)


def panzi(rules: RuleSet) -> Judge:
    from json_logic import jsonLogic

    def made(expressions: list[Any]) -> Outcomes:
        return lambda document: [jsonLogic(each, document) for each in expressions]

    return judging(rules, language(rules.catalogue), made)


def language(catalogue: Mapping[str, Fact]) -> Language[Any]:
    return Language(
        test=lambda test, holds: _test(test, holds, catalogue),
        both=lambda parts: {"and": list(parts)},
        either=lambda parts: {"or": list(parts)},
        at_least=lambda n, parts: {
            ">=": [{"+": [{"if": [each, 1, 0]} for each in parts]}, n]
        },
        choose=lambda fails, holds: {"if": [fails, FAILS, holds, HOLDS, UNKNOWN]},
    )


def _test(test: Test, holds: bool, catalogue: Mapping[str, Fact]) -> Any:
    fact = {"var": test.fact}
    known = {"!==": [fact, None]}
    if test.operator in NUMBERS:
        sign = NUMBERS[test.operator][0 if holds else 1]
        return {"and": [known, {sign: [fact, test.operand]}]}
    if test.operator == "none_of":
        holds = not holds
    there = _there(test, fact, many=catalogue[test.fact].kind == "many")
    return there if holds else {"and": [known, {"!": [there]}]}


def _there(test: Test, fact: Any, *, many: bool) -> Any:
    values: Sequence[Any] = test.operand if isinstance(test.operand, tuple) else ()
    if not many:
        return {"in": [fact, list(values)]}
    each: list[Any] = [{"in": [value, fact]} for value in values]
    if len(each) == 1:
        return each[0]
    return {"and" if test.operator == "includes_all" else "or": each}
