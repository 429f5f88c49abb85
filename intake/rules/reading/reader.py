"""YAML files to one rule set; every problem of every file is told at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile

from intake.rules.conditions import walk
from intake.rules.problems import InvalidRuleSet, Mark, Problem, Problems
from intake.rules.reading.condition_reader import read_definition
from intake.rules.reading.entry import NAME, Entry, check_keys, note_name
from intake.rules.reading.rule_reader import read_rule
from intake.rules.reading.scope import Definitions, Scope
from intake.rules.reading.yaml_nodes import ListNode, MapNode, Node, Scalar, read_yaml
from intake.rules.rule_set import Rule, RuleSet
from intake.rules.vocabulary import Fact

LANGUAGE = "1"
KEYS = {"language", "definitions", "rules"}
MOST_RULES = 500
# Of all rules together, definitions written out: a patient is judged on every one.
MOST_CONDITIONS_IN_ALL = 5_000


def read(files: Mapping[str, str], catalogue: Mapping[str, Fact]) -> RuleSet:
    """The rule set that the files make together.

    `files` is text by file name; definitions in one may be used in all. `catalogue`
    is every fact that a rule may ask about. Raises InvalidRuleSet with all problems,
    sorted by file and place.
    """
    rule_set, problems = read_as_far(files, catalogue)
    if problems:
        raise InvalidRuleSet(problems)
    return rule_set


def read_as_far(
    files: Mapping[str, str], catalogue: Mapping[str, Fact]
) -> tuple[RuleSet, Problems]:
    """The rules and definitions that can be read, and what is wrong with the others:
    to be looked at, never to be screened by.

    None of them once there are more problems than are told: nobody knows any more
    which are right.
    """
    problems = Problems()
    nodes: dict[str, Node] = {}
    places: dict[str, Mark] = {}
    scope = Scope(catalogue, Definitions(nodes, places), problems)
    documents = _documents(scope, files)
    if not _all_definitions_seen(documents, files):
        known = replace(scope.definitions, all_seen=False)
        scope = replace(scope, definitions=known)
    for document in documents:
        for key, node in _definitions(scope, document):
            nodes[key.text], places[key.text] = node, key.mark
    for name, node in nodes.items():
        read_definition(scope, name, node.mark)
    found = _rules(scope, documents)
    _check_set(scope, found, files)
    if problems.full:
        return RuleSet((), {}, catalogue, places), problems
    definitions = {
        name: condition
        for name, condition in scope.definitions.read.items()
        if condition is not None
    }
    return RuleSet(found, definitions, catalogue, places), problems


def _documents(scope: Scope, files: Mapping[str, str]) -> list[Entry]:
    documents = []
    for path in sorted(files):
        node, noted = _parsed(path, files[path])
        scope.problems.take(noted)
        if isinstance(node, MapNode):
            document = Entry(scope, node, "a rule file")
            _check_document(document)
            documents.append(document)
        elif node is not None:
            hint = f"start it with language: {LANGUAGE}"
            scope.note("no-mapping", node.mark, "this is not a rule file", hint)
    return documents


@lru_cache(maxsize=64)
def _parsed(path: str, text: str) -> tuple[Node | None, tuple[Problem, ...]]:
    """Of a set, one file is changed at a time: the others need not be parsed again."""
    problems = Problems()
    return read_yaml(path, text, problems), tuple(problems.found)


def _check_document(document: Entry) -> None:
    check_keys(document, required=("language",), optional=("definitions", "rules"))
    language = document.node.values.get("language")
    if language and not (isinstance(language, Scalar) and language.text == LANGUAGE):
        written = language.text[:60] if isinstance(language, Scalar) else "…"
        message = f"language “{written}” is not known here"
        hint = f"write language: {LANGUAGE}"
        document.scope.note("language", language.mark, message, hint)


def _all_definitions_seen(
    documents: Collection[Entry], files: Mapping[str, str]
) -> bool:
    """Whether every file was read, with its definitions where they belong."""
    return len(documents) == len(files) and all(
        each.node.keys.keys() <= KEYS
        and isinstance(each.node.values.get("definitions", each.node), MapNode)
        for each in documents
    )


def _definitions(scope: Scope, document: Entry) -> list[tuple[Scalar, Node]]:
    """Those that are not defined in an earlier file."""
    node = document.node.values.get("definitions")
    if node is None:
        return []
    if not isinstance(node, MapNode):
        hint = "write name: condition"
        document.note("no-mapping", "definitions", "definitions are a mapping", hint)
        return []
    earlier = scope.definitions.places
    for name, key in node.keys.items():
        if not NAME.fullmatch(name):
            note_name(scope, key.mark, name)
        if name in earlier:
            what = f"“{name}” is defined"
            _note_twice(scope, "definition-twice", key.mark, what, earlier[name])
    return [
        (key, node.values[name])
        for name, key in node.keys.items()
        if name not in earlier
    ]


def _rule_nodes(scope: Scope, document: Entry) -> tuple[Node, ...]:
    node = document.node.values.get("rules")
    if node is None:
        return ()
    if isinstance(node, ListNode):
        return node.items
    hint = "start each rule with “- id:”"
    document.note("no-list", "rules", "rules are a list", hint)
    return ()


def _rules(scope: Scope, documents: Iterable[Entry]) -> tuple[Rule, ...]:
    """Those that can be read; none is looked at once nothing more would be told."""
    nodes = (node for each in documents for node in _rule_nodes(scope, each))
    read_until_full = takewhile(lambda _: not scope.problems.full, nodes)
    rules = (read_rule(scope, node) for node in read_until_full)
    return tuple(rule for rule in rules if rule is not None)


def _check_set(scope: Scope, rules: Collection[Rule], files: Mapping[str, str]) -> None:
    first: dict[str, Mark] = {}
    for rule in rules:
        if rule.id in first:
            what = f"the id “{rule.id}” is given"
            _note_twice(scope, "rule-twice", rule.mark, what, first[rule.id])
        first.setdefault(rule.id, rule.mark)
    if len(first) > MOST_RULES:
        message = f"more than {MOST_RULES} rules"
        one_too_many = list(first.values())[MOST_RULES]
        scope.note("too-many-rules", one_too_many, message, "leave some out")
    _check_conditions(scope, rules)
    if not first and not scope.problems:
        message = "there is no rule in these files"
        scope.note("no-rules", Mark(1, 1, min(files, default="")), message)


def _check_conditions(scope: Scope, rules: Iterable[Rule]) -> None:
    """Notes the rule that is one too many."""
    count = 0
    for rule in rules:
        count += sum(1 for _ in walk(rule.when))
        if count > MOST_CONDITIONS_IN_ALL:
            most = f"more than {MOST_CONDITIONS_IN_ALL} conditions"
            message = f"{most} in all, definitions written out"
            hint = "leave rules out, or use large definitions in fewer of them"
            scope.note("too-many-conditions-in-all", rule.mark, message, hint)
            return


def _note_twice(scope: Scope, code: str, mark: Mark, what: str, first: Mark) -> None:
    hint = f"first in {first.path}, line {first.line}"
    scope.note(code, mark, f"{what} twice", hint)
