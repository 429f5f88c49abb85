"""A rule set: the rules, what they are made of, and the examples that prove them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from intake.rules.compiling.compiler import Judge, compiled
from intake.rules.compiling.explainer import Explain, explainer
from intake.rules.conditions import Condition, Truth
from intake.rules.evidence import Evidence
from intake.rules.problems import NOWHERE, Mark
from intake.rules.vocabulary import Fact

# How an outcome is written, in examples and wherever it is stored.
OUTCOMES: dict[Truth, str] = {True: "raised", False: "not_raised", None: "unknown"}


@dataclass(frozen=True)
class Example:
    """A patient in a few facts, flat (an area's among them), and what must follow."""

    name: str
    facts: Mapping[str, Any]
    expect: str  # one of OUTCOMES' words
    mark: Mark = field(default=NOWHERE, compare=False)


@dataclass(frozen=True)
class Rule:
    id: str
    title: str
    kind: str
    flag: str
    when: Condition
    because: str
    source: tuple[str, ...]
    owner: str
    review_by: str  # YYYY-MM
    strength: str | None = None  # of candidates: "likely" | "possible"
    per_area: bool = False
    if_unknown: str | None = None  # "raise": not ruled out while undecided
    examples: tuple[Example, ...] = ()
    # Where each of its keys is written.
    places: Mapping[str, Mark] = field(default_factory=dict, compare=False, repr=False)

    @property
    def mark(self) -> Mark:
        return self.places.get("id", NOWHERE)

    @property
    def path(self) -> str:
        return self.mark.path


@dataclass(frozen=True)
class RuleSet:
    """Rules by file name, then as they are written; definitions are shared by all.

    `catalogue` is every fact that they may ask about; `places` is where each
    definition is written.
    """

    rules: tuple[Rule, ...]
    definitions: Mapping[str, Condition]
    catalogue: Mapping[str, Fact] = field(repr=False)
    places: Mapping[str, Mark] = field(default_factory=dict, repr=False)

    def evidence(
        self, rule: Rule, facts: Mapping[str, Any], outcome: Truth
    ) -> tuple[Evidence, ...]:
        """What made one of its rules come out so; compiled when first asked for."""
        if rule.id not in self._explainers:
            self._explainers[rule.id] = explainer(rule.when, self.catalogue)
        return self._explainers[rule.id](facts, outcome)

    @cached_property
    def by_id(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    @cached_property
    def _explainers(self) -> dict[str, Explain]:
        return {}

    @cached_property
    def judge(self) -> Judge:
        """What holds or is undecided for a patient; compiled when first asked for."""
        conditions = [(rule.when, rule.per_area) for rule in self.rules]
        return compiled(conditions, self.catalogue)
