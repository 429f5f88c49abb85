"""Engines that read expressions as text: GoRules' zen, Google's CEL, rule-engine."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from benchmarks.rules.engines.json_logic import NUMBERS
from benchmarks.rules.engines.judging import Judge, Outcomes, judging
from benchmarks.rules.formula import FAILS, HOLDS, UNKNOWN, Language
from intake.rules import Fact, RuleSet
from intake.rules.conditions import Test

# CEL reads 100,000 characters at once; room is left for what stands between.
LONGEST = 90_000


@dataclass(frozen=True)
class Spelling:
    """The few words in which the three differ; {} stands for the fact."""

    fact: str
    known: str
    and_: str
    or_: str
    not_: str


WORDS = Spelling("{}", "{} != null", " and ", " or ", "not ({})")
CEL = Spelling("a.{}", "has(a.{})", " && ", " || ", "!({})")


def zen(rules: RuleSet) -> Judge:
    """One decision with an expression for each rule."""
    import zen as gorules

    def made(expressions: list[str]) -> Outcomes:
        keys = [f"r{number}" for number in range(len(expressions))]
        decision = gorules.ZenEngine().create_decision(_graph(keys, expressions))

        def outcomes(document: Any) -> list[Any]:
            result = decision.evaluate(document)["result"]
            return [result[key] for key in keys]

        return outcomes

    return judging(rules, language(WORDS, rules.catalogue), made)


def cel(rules: RuleSet) -> Judge:
    """Programs that each make a list of outcomes, as few as its limit on the length of
    an expression allows."""
    from cel_expr_python import cel as google

    types = google.Type
    environment = google.NewEnv(variables={"a": types.Map(types.STRING, types.DYN)})

    def made(expressions: list[str]) -> Outcomes:
        programs = [
            environment.compile(f"[{', '.join(part)}]") for part in _parts(expressions)
        ]

        def outcomes(document: Mapping[str, Any]) -> Any:
            data = {"a": document}
            parts = [each.eval(data=data).plain_value() for each in programs]
            return list(chain.from_iterable(parts))

        return outcomes

    return judging(rules, language(CEL, rules.catalogue), made)


def _parts(expressions: Iterable[str]) -> list[list[str]]:
    """The expressions in their order, no part longer than CEL reads at once."""
    parts: list[list[str]] = [[]]
    for each in expressions:
        if sum(map(len, parts[-1])) + len(each) > LONGEST:
            parts.append([])
        parts[-1].append(each)
    return parts


def rule_engine(rules: RuleSet) -> Judge:
    """A rule object for each rule."""
    import rule_engine as engine

    context = engine.Context(default_value=None)

    def made(expressions: list[str]) -> Outcomes:
        ready = [engine.Rule(each, context=context) for each in expressions]
        return lambda document: [each.evaluate(document) for each in ready]

    return judging(rules, language(WORDS, rules.catalogue), made)


def language(spelling: Spelling, catalogue: Mapping[str, Fact]) -> Language[str]:
    return Language(
        test=lambda test, holds: _test(test, holds, spelling, catalogue),
        both=lambda parts: f"({spelling.and_.join(parts)})",
        either=lambda parts: f"({spelling.or_.join(parts)})",
        at_least=lambda n, parts: (
            f"(({' + '.join(f'({each} ? 1 : 0)' for each in parts)}) >= {n})"
        ),
        choose=lambda fails, holds: (
            f"({fails} ? {FAILS} : ({holds} ? {HOLDS} : {UNKNOWN}))"
        ),
    )


def _test(
    test: Test, holds: bool, spelling: Spelling, catalogue: Mapping[str, Fact]
) -> str:
    fact, known = spelling.fact.format(test.fact), spelling.known.format(test.fact)
    if test.operator in NUMBERS:
        sign = NUMBERS[test.operator][0 if holds else 1]
        said = f"{fact} {sign} {test.operand}"
    else:
        if test.operator == "none_of":
            holds = not holds
        said = _there(test, fact, spelling, many=catalogue[test.fact].kind == "many")
        said = said if holds else spelling.not_.format(said)
    return f"({known}{spelling.and_}{said})"


def _there(test: Test, fact: str, spelling: Spelling, *, many: bool) -> str:
    operand = test.operand if isinstance(test.operand, tuple) else (test.operand,)
    values = [f"'{each}'" for each in operand]
    if not many:
        return f"{fact} in [{', '.join(values)}]"
    joined = spelling.and_ if test.operator == "includes_all" else spelling.or_
    return f"({joined.join(f'({value} in {fact})' for value in values)})"


def _graph(keys: list[str], expressions: list[str]) -> str:
    place = {"position": {"x": 0, "y": 0}}
    content = [
        {"id": key, "key": key, "value": value}
        for key, value in zip(keys, expressions, strict=True)
    ]
    nodes = [
        {"id": "in", "name": "Request", "type": "inputNode", **place},
        {
            "id": "rules",
            "name": "rules",
            "type": "expressionNode",
            "content": {"expressions": content},
            **place,
        },
        {"id": "out", "name": "Response", "type": "outputNode", **place},
    ]
    edges = [
        {"id": "first", "sourceId": "in", "targetId": "rules", "type": "edge"},
        {"id": "last", "sourceId": "rules", "targetId": "out", "type": "edge"},
    ]
    kind = "application/vnd.gorules.decision"
    return json.dumps({"contentType": kind, "nodes": nodes, "edges": edges})
