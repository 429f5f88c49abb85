"""What differs between two wordings of the rules, in plain words."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from intake.rules.condition_changes import condition_changes
from intake.rules.conditions import Condition, Holds, walk
from intake.rules.examining.written import example_on_one_line
from intake.rules.plain_words import sentence
from intake.rules.problems import NOWHERE, Mark
from intake.rules.rule_set import Example, Rule, RuleSet
from intake.rules.vocabulary import FLAGS, KINDS, Fact

Catalogue: TypeAlias = Mapping[str, Fact]
Definitions: TypeAlias = Mapping[str, Condition]

NUMBERED = re.compile(r"example \d+")
RULE, DEFINITION, ORDER = "rule", "definition", "order"


@dataclass(frozen=True)
class WordingChange:
    """All that changed in one rule or definition, or in their order.

    `title` is the rule's; `used_by` are the rules that ask for the definition;
    `examples` are the lines of those that changed; `mark` is where it is written now,
    or was, if it is gone.
    """

    what: str  # RULE, DEFINITION or ORDER
    name: str
    words: tuple[str, ...]
    title: str = ""
    used_by: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    mark: Mark = NOWHERE


def wording_changes(before: RuleSet, after: RuleSet) -> tuple[WordingChange, ...]:
    """What the second says otherwise than the first: its rules, the gravest first, then
    its definitions. Empty where both say the same, however it is written."""
    return (
        *sorted(_of_rules(before, after), key=_gravity(before, after)),
        *_of_definitions(before, after),
        *_of_order(before, after),
    )


def _gravity(
    before: RuleSet, after: RuleSet
) -> Callable[[WordingChange], tuple[int, int, str]]:
    kinds, flags = [*KINDS], [*FLAGS]
    known = {rule.id: rule for rule in (*before.rules, *after.rules)}

    def gravity(change: WordingChange) -> tuple[int, int, str]:
        rule = known[change.name]
        return kinds.index(rule.kind), flags.index(rule.flag), rule.id

    return gravity


def _of_rules(before: RuleSet, after: RuleSet) -> Iterator[WordingChange]:
    was, now = before.by_id, after.by_id
    new_name = _renamed(was, now)
    for name in was.keys() - now.keys() - new_name.keys():
        yield _gone(was[name], before.catalogue)
    for name in now.keys() - was.keys() - set(new_name.values()):
        yield _come(now[name], after.catalogue)
    pairs = {name: name for name in was.keys() & now.keys()} | new_name
    for name, other in pairs.items():
        if change := _of_rule(was[name], now[other], after.catalogue):
            yield change


def _renamed(was: Mapping[str, Rule], now: Mapping[str, Rule]) -> dict[str, str]:
    """Old names and new ones of rules that decide as before, under another name."""
    come = [now[name] for name in now if name not in was]
    found: dict[str, str] = {}
    for name in [name for name in was if name not in now]:
        for rule in come:
            taken = rule.id in found.values()
            if not taken and _deciding(rule) == _deciding(was[name]):
                found[name] = rule.id
                break
    return found


def _deciding(rule: Rule) -> tuple[object, ...]:
    return rule.flag, rule.strength, rule.per_area, rule.when


def _gone(rule: Rule, catalogue: Catalogue) -> WordingChange:
    words = f"Rule removed. It raised “{FLAGS[rule.flag].words}” when "
    condition = sentence(rule.when, catalogue)
    return WordingChange(
        RULE, rule.id, (f"{words}{condition}.",), rule.title, mark=rule.mark
    )


def _come(rule: Rule, catalogue: Catalogue) -> WordingChange:
    words = f"Rule added. It raises “{FLAGS[rule.flag].words}” when "
    condition = sentence(rule.when, catalogue)
    return WordingChange(
        RULE, rule.id, (f"{words}{condition}.",), rule.title, mark=rule.mark
    )


def _of_rule(was: Rule, now: Rule, catalogue: Catalogue) -> WordingChange | None:
    counted, examples = _of_examples(was.examples, now.examples)
    words = (
        *([f"Renamed: it was “{was.id}”."] if was.id != now.id else []),
        *condition_changes(was.when, now.when, catalogue),
        *_of_keys(was, now),
        *_of_sources(was.source, now.source),
        *([counted] if counted else []),
        *_of_place(was, now),
    )
    if not words:
        return None
    return WordingChange(
        RULE, now.id, words, now.title, examples=examples, mark=now.mark
    )


# What a rule says beside its condition → what it is called, and how it is said.
KEYS: Mapping[str, tuple[str, Callable[[Any], str]]] = {
    "title": ("Title", str),
    "kind": ("Kind", lambda kind: KINDS[kind].words),
    "flag": ("Flag", lambda flag: FLAGS[flag].words),
    "strength": ("Strength", lambda strength: strength or "none"),
    "per_area": (
        "Judged",
        lambda per: "once for each painful area" if per else "once for the patient",
    ),
    "if_unknown": (
        "While too little is known",
        lambda raised: "raised as not ruled out" if raised else "left undecided",
    ),
    "because": ("Reason", str),
    "owner": ("Owner", str),
    "review_by": ("To be read again by", str),
}


def _of_keys(was: Rule, now: Rule) -> Iterator[str]:
    for key, (label, say) in KEYS.items():
        one, other = getattr(was, key), getattr(now, key)
        if one != other:
            yield f"{label}: “{say(one)}” became “{say(other)}”."


def _of_sources(was: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    for each in was:
        if each not in now:
            yield f"Source removed: {each}."
    for each in now:
        if each not in was:
            yield f"Source added: {each}."
    if was != now and {*was} == {*now}:
        yield "The sources stand in another order."


def _of_place(was: Rule, now: Rule) -> Iterator[str]:
    if was.path != now.path:
        yield f"It moved from {was.path} to {now.path}."


def _of_examples(
    was: Sequence[Example], now: Sequence[Example]
) -> tuple[str, tuple[str, ...]]:
    """How many changed, in a sentence, and their lines."""
    before, after = _by_line(was), _by_line(now)
    gone = {line: each for line, each in before.items() if line not in after}
    come = {line: each for line, each in after.items() if line not in before}
    changed = _changed(gone, come)
    others = {*changed.values()}
    removed = [line for line in gone if line not in changed]
    added = [line for line in come if line not in others]
    counts = {"added": added, "removed": removed, "changed": changed}
    said = [f"{len(lines)} {what}" for what, lines in counts.items() if lines]
    if not said:
        other_order = [*before] != [*after]
        return ("The examples stand in another order." if other_order else ""), ()
    return f"Examples: {', '.join(said)}.", (
        *(f"Was {one}, is now {other}" for one, other in changed.items()),
        *(f"Added: {line}" for line in added),
        *(f"Removed: {line}" for line in removed),
    )


def _by_line(examples: Sequence[Example]) -> dict[str, Example]:
    """What has no name is numbered when it is read: another may take its place."""
    unnumbered = (
        replace(each, name="") if NUMBERED.fullmatch(each.name) else each
        for each in examples
    )
    return {example_on_one_line(each): each for each in unnumbered}


def _changed(
    gone: Mapping[str, Example], come: Mapping[str, Example]
) -> dict[str, str]:
    """Lines and what they became: an example of the same name, or of the same facts."""
    named = {each.name: line for line, each in come.items() if each.name}
    of_facts = {_facts(each): line for line, each in come.items()}
    found: dict[str, str] = {}
    taken: set[str] = set()
    for line, each in gone.items():
        other = named.get(each.name) or of_facts.get(_facts(each))
        if other and other not in taken:
            found[line] = other
            taken.add(other)
    return found


def _facts(example: Example) -> str:
    return example_on_one_line(replace(example, name="", expect=""))


def _of_definitions(before: RuleSet, after: RuleSet) -> Iterator[WordingChange]:
    was, now = before.definitions, after.definitions
    users_before, users = _users(before), _users(after)
    for name in sorted(was.keys() | now.keys()):
        if name not in now:
            told = sentence(was[name], before.catalogue)
            words: tuple[str, ...] = (f"Definition removed. It held when {told}.",)
        elif name not in was:
            told = sentence(now[name], after.catalogue)
            words = (f"Definition added. It holds when {told}.",)
        else:
            words = condition_changes(was[name], now[name], after.catalogue)
            words = (*words, *_moved(name, before, after))
        if words:
            where = after if name in now else before
            used_by = (users if name in now else users_before).get(name, ())
            mark = where.places.get(name, NOWHERE)
            yield WordingChange(
                DEFINITION, name, words, used_by=tuple(used_by), mark=mark
            )


def _moved(name: str, before: RuleSet, after: RuleSet) -> Iterator[str]:
    was, now = (each.places.get(name, NOWHERE).path for each in (before, after))
    if was != now:
        yield f"It moved from {was} to {now}."


def _users(rule_set: RuleSet) -> dict[str, list[str]]:
    """By definition, the rules that ask for it, through other definitions too."""
    found: dict[str, list[str]] = {}
    for rule in rule_set.rules:
        asked = (each.name for each in walk(rule.when) if isinstance(each, Holds))
        for name in dict.fromkeys(asked):
            found.setdefault(name, []).append(rule.id)
    return found


def _of_order(before: RuleSet, after: RuleSet) -> Iterator[WordingChange]:
    was, now = before.by_id, after.by_id
    if [name for name in was if name in now] != [name for name in now if name in was]:
        words = ("The rules stand in another order. None decides otherwise for that.",)
        yield WordingChange(ORDER, "", words)
