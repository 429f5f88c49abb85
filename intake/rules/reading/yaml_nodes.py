"""YAML to nodes with marks: bounded, without magic; every scalar stays text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from intake.rules.problems import LINE_END, Mark, Problems
from intake.rules.reading.yaml_errors import note_yaml_error

MOST_BYTES = 256 * 1024
MOST_NODES = 50_000
MOST_DEPTH = 24

# What YAML calls printable. NUL and lone surrogates are not, and neither is kept by
# every database. Nor do people see what has no width, what YAML takes for the end of
# a line and editors do not, a mark of byte order in the text, or a no-break space
# where a line is indented.
UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
    "|[\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]|^ *\xa0"
)
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True)
class Scalar:
    text: str
    mark: Mark


@dataclass(frozen=True)
class ListNode:
    items: tuple["Node", ...]
    mark: Mark


@dataclass(frozen=True)
class MapNode:
    """`keys` has the scalar that each key was written as, for its mark."""

    values: Mapping[str, "Node"]
    keys: Mapping[str, Scalar]
    mark: Mark


Node: TypeAlias = Scalar | ListNode | MapNode


@dataclass
class _Open:
    """A list or mapping whose end has not been read yet."""

    is_map: bool
    mark: Mark
    children: list[Node] = field(default_factory=list)


class _TooMuch(Exception):
    """A limit was passed; the problem has been noted."""


def read_yaml(path: str, text: str, problems: Problems) -> Node | None:
    """The one document in `text`, or None with the reasons in `problems`.

    Built from the flat stream of events, without recursion, so that the limits hold
    before anything deep or large exists.
    """
    before = len(problems)
    try:
        _refuse_oversize(path, text, problems)
        _refuse_unprintable(path, text, problems)
        root = _build(path, text, problems)
    except _TooMuch:
        return None
    except yaml.YAMLError as error:
        note_yaml_error(path, text, error, problems)
        return None
    if len(problems) > before:
        return None
    if root is None:
        problems.add("empty-file", Mark(1, 1, path), "the file is empty")
    return root


def _refuse_oversize(path: str, text: str, problems: Problems) -> None:
    if len(text) > MOST_BYTES or len(text.encode(errors="replace")) > MOST_BYTES:
        limit = f"{MOST_BYTES // 1024} KiB"
        _refuse(problems, "too-large", Mark(1, 1, path), f"is larger than {limit}")


def _refuse_unprintable(path: str, text: str, problems: Problems) -> None:
    before = len(problems)
    for number, line in enumerate(LINE_END.split(text), start=1):
        for found in UNPRINTABLE.finditer(line):
            at = found.end()
            # A file may say so in what order its bytes are.
            if (number, at, found[0]) != (1, 1, BYTE_ORDER_MARK):
                _note_unprintable(line[at - 1], Mark(number, at, path), problems)
        if problems.full:
            break
    if len(problems) > before:
        raise _TooMuch


def _note_unprintable(found: str, mark: Mark, problems: Problems) -> None:
    message = f"an invisible character, U+{ord(found):04X}"
    hint = "delete it; pasted text may bring one along"
    problems.add("unprintable", mark, message, hint)


def _refuse(problems: Problems, code: str, mark: Mark, message: str) -> None:
    problems.add(code, mark, f"the file {message}")
    raise _TooMuch


def _build(path: str, text: str, problems: Problems) -> Node | None:
    stack = [_Open(is_map=False, mark=Mark(1, 1, path))]
    documents = nodes = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        mark = _mark(path, event.start_mark)
        documents += isinstance(event, yaml.DocumentStartEvent)
        nodes += isinstance(event, yaml.NodeEvent)
        if documents > 1:
            message = "goes on with a second document after “---”"
            _refuse(problems, "second-document", mark, message)
        if nodes > MOST_NODES:
            _refuse(problems, "too-many", mark, f"has more than {MOST_NODES} items")
        _note_magic(event, mark, problems)
        if found := UNPRINTABLE.search(getattr(event, "value", "")):
            # Written as an escape.
            _note_unprintable(found[0][-1], mark, problems)
        _place(event, mark, stack, problems)
        if len(stack) > MOST_DEPTH + 1:
            message = f"is nested more than {MOST_DEPTH} deep"
            _refuse(problems, "too-deep", mark, message)
    return stack[0].children[0] if stack[0].children else None


def _place(
    event: yaml.Event, mark: Mark, stack: list[_Open], problems: Problems
) -> None:
    match event:
        case yaml.CollectionStartEvent():
            stack.append(_Open(isinstance(event, yaml.MappingStartEvent), mark))
        case yaml.CollectionEndEvent():
            closed = stack.pop()
            stack[-1].children.append(_close(closed, problems))
        case yaml.ScalarEvent():
            stack[-1].children.append(Scalar(event.value, mark))
        case yaml.AliasEvent():
            stack[-1].children.append(Scalar("", mark))


def _note_magic(event: yaml.Event, mark: Mark, problems: Problems) -> None:
    """Anchors, aliases and tags make a file mean more than it says."""
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent):
        problems.add("alias", mark, f"“*{anchor}” is an alias", "write it out")
    elif anchor:
        hint = "write it out, or name a condition under definitions"
        problems.add("anchor", mark, f"“&{anchor}” is an anchor", hint)
    if tag:
        hint = "leave it out, or put the text in quotes"
        shown = tag.replace("tag:yaml.org,2002:", "!!")
        problems.add("tag", mark, f"“{shown}” is a tag of YAML", hint)


def _close(closed: _Open, problems: Problems) -> Node:
    if not closed.is_map:
        return ListNode(tuple(closed.children), closed.mark)
    values: dict[str, Node] = {}
    keys: dict[str, Scalar] = {}
    for key, value in zip(closed.children[::2], closed.children[1::2], strict=True):
        if not isinstance(key, Scalar):
            message = "a list or mapping stands where a name is expected"
            hint = "text that starts with [ or { needs quotes"
            problems.add("odd-key", key.mark, message, hint)
        elif key.text == "<<":
            problems.add("merge", key.mark, "“<<” merges mappings", "write it out")
        elif key.text in keys:
            first = keys[key.text].mark.line
            message = f"“{key.text[:60]}” is given twice"
            hint = f"first on line {first}; keep one"
            problems.add("key-twice", key.mark, message, hint)
        else:
            keys[key.text], values[key.text] = key, value
    return MapNode(values, keys, closed.mark)


def _mark(path: str, place: Any) -> Mark:
    return Mark(place.line + 1, place.column + 1, path)
