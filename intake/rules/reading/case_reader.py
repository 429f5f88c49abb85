"""Case libraries: patients, written down with the flags that a clinician wants."""

from collections.abc import Iterator, Mapping
from typing import Any

from intake.rules.cases import Case
from intake.rules.facts import AREAS
from intake.rules.problems import InvalidCases, Mark, Problems
from intake.rules.reading.entry import Entry, check_keys, nodes, text, texts
from intake.rules.reading.facts_reader import facts_in, read_facts
from intake.rules.reading.scope import Definitions, Scope
from intake.rules.reading.yaml_nodes import ListNode, MapNode, Node, read_yaml
from intake.rules.vocabulary import FLAGS, KINDS, Fact

EXPECTED = ("must", "open", "may")
NOTHING = {"unknown-fact": "no question", "unknown-flag": "no flag"}


def read_cases(
    files: Mapping[str, str], catalogue: Mapping[str, Fact]
) -> tuple[Case, ...]:
    """The cases of all files (text by name), in reading order.

    Each file may say under `otherwise` what its patients answered unless their case
    says something else. Raises InvalidCases with all problems.
    """
    scope = Scope(catalogue, Definitions(), Problems())
    cases = [case for path in sorted(files) for case in _file(scope, path, files[path])]
    _check_names(scope, cases)
    if not cases and not scope.problems:
        scope.note("no-rules", Mark(1, 1, min(files, default="")), "there is no case")
    if scope.problems:
        raise InvalidCases(scope.problems)
    return tuple(cases)


def _file(scope: Scope, path: str, written: str) -> Iterator[Case]:
    node = read_yaml(path, written, scope.problems)
    if node is None:
        return
    if not isinstance(node, MapNode):
        hint = "start it with “cases:”"
        scope.note("no-mapping", node.mark, "this is not a file of cases", hint)
        return
    document = Entry(scope, node, "a file of cases")
    check_keys(document, required=("cases",), optional=("otherwise",))
    patient, area = _otherwise(document)
    for each in nodes(document, "cases", node.values.get("cases")):
        if isinstance(each, MapNode):
            yield _case(Entry(scope, each, "a case"), patient, area)
        else:
            hint = "start each case with “- name:”"
            scope.note("no-mapping", each.mark, "a case is a mapping", hint)


def _otherwise(document: Entry) -> tuple[dict[str, Any], dict[str, Any]]:
    node = document.node.values.get("otherwise")
    if node is None:
        return {}, {}
    if not isinstance(node, MapNode):
        hint = "write patient: { … } and area: { … } under it"
        document.note("no-mapping", "otherwise", "“otherwise” is a mapping", hint)
        return {}, {}
    entry = Entry(document.scope, node, "“otherwise”")
    check_keys(entry, required=(), optional=("patient", "area"))
    return (
        read_facts(entry, "patient", of_area=False),
        read_facts(entry, "area", of_area=True),
    )


def _case(entry: Entry, patient: dict[str, Any], area: dict[str, Any]) -> Case:
    check_keys(
        entry,
        required=("name", "facts", "must"),
        optional=("why", "open", "may", "unanswered"),
    )
    own, areas = _facts(entry)
    unanswered = _names(entry, "unanswered", entry.scope.catalogue, "unknown-fact")
    facts = _without(unanswered, {**patient, **own})
    facts[AREAS] = [_without(unanswered, {**area, **each}) for each in areas]
    must, is_open, may = (_names(entry, key, FLAGS, "unknown-flag") for key in EXPECTED)
    _check_expected(entry, must, is_open, may)
    return Case(
        name=text(entry, "name"),
        why=text(entry, "why"),
        facts=facts,
        must=must,
        open=is_open,
        may=may,
        mark=entry.node.mark,
    )


def _facts(entry: Entry) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The patient's own facts, and those of each painful area."""
    node = entry.node.values.get("facts")
    areas = node.values.get(AREAS) if isinstance(node, MapNode) else None
    if not isinstance(node, MapNode) or areas is None:
        return read_facts(entry, "facts", of_area=False), []
    rest = {name: key for name, key in node.keys.items() if name != AREAS}
    own = Entry(entry.scope, MapNode(node.values, rest, node.mark), entry.what)
    return facts_in(own, of_area=False), list(_areas(entry.scope, areas))


def _areas(scope: Scope, node: Node) -> Iterator[dict[str, Any]]:
    items = node.items if isinstance(node, ListNode) else (node,)
    for each in items:
        if isinstance(each, MapNode) and isinstance(node, ListNode):
            yield facts_in(Entry(scope, each, "a painful area"), of_area=True)
        else:
            message = f"“{AREAS}” is a list of mappings, one for each painful area"
            scope.note("no-mapping", each.mark, message)


def _names(
    entry: Entry, key: str, known: Mapping[str, object], unknown: str
) -> frozenset[str]:
    """The known names in the list under the key; it may be empty. What is wrong is
    noted, a name that nothing has under the code `unknown`."""
    node = entry.node.values.get(key)
    if node is None or (isinstance(node, ListNode) and not node.items):
        return frozenset()
    if not isinstance(node, ListNode):
        entry.note("no-list", key, f"“{key}” needs a list", "write [a, b], or []")
        return frozenset()
    names = texts(entry, key)
    for name, each in zip(names, node.items, strict=True):
        if name and name not in known:
            message = f"{NOTHING[unknown]} is named “{name[:60]}”"
            entry.scope.note(unknown, each.mark, message, meant=(name, known))
    return frozenset(known).intersection(names)


def _check_expected(entry: Entry, *expected: frozenset[str]) -> None:
    """No flag stands in two lists, and only what can be left open is to be open."""
    first: dict[str, str] = {}
    for names, key in zip(expected, EXPECTED, strict=True):
        for name in sorted(names & first.keys()):
            message = f"“{name}” stands under “{first[name]}” and under “{key}”"
            entry.note("unknown-word", key, message, "leave it in one of them")
        first = {**dict.fromkeys(names, key), **first}
    for name in sorted(expected[EXPECTED.index("open")]):
        if not KINDS[FLAGS[name].kind].may_raise_unknown:
            kinds = [kind.name for kind in KINDS.values() if kind.may_raise_unknown]
            hint = f"only flags of these kinds can: {', '.join(kinds)}"
            entry.note("unknown-word", "open", f"“{name}” cannot be left open", hint)


def _without(names: frozenset[str], facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}


def _check_names(scope: Scope, cases: list[Case]) -> None:
    first: dict[str, Mark] = {}
    for case in (each for each in cases if each.name):
        if case.name in first:
            earlier = first[case.name]
            hint = f"first in {earlier.path}, line {earlier.line}"
            message = f"the name “{case.name[:60]}” is given twice"
            scope.note("rule-twice", case.mark, message, hint)
        first.setdefault(case.name, case.mark)
