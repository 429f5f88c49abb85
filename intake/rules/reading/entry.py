"""One mapping of a rule file, read key by key; what is wrong with a key is noted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from intake.rules.problems import Mark, nearest
from intake.rules.reading.scope import Scope
from intake.rules.reading.yaml_nodes import ListNode, MapNode, Node, Scalar

LONGEST_TEXT = 2_000
MOST_MISSPELT = 20
NAME = re.compile(r"[a-z][a-z0-9-]{0,59}")


@dataclass(frozen=True)
class Entry:
    """A mapping with the scope that its problems are noted in, and what it is."""

    scope: Scope
    node: MapNode
    what: str  # "a rule", "an example"

    def mark(self, key: str) -> Mark:
        """Where the key is written; where the mapping begins if it is not."""
        return self.node.keys[key].mark if key in self.node.keys else self.node.mark

    def note(self, code: str, key: str, message: str, hint: str = "") -> None:
        self.scope.note(code, self.mark(key), message, hint)


def check_keys(
    entry: Entry, *, required: Iterable[str], optional: Iterable[str] = ()
) -> None:
    """Nothing is missing and nothing stands there that nobody reads.

    A key that is missing because it is misspelt is one mistake, not two.
    """
    if entry.scope.problems.full:
        return
    known = [*required, *optional]
    unknown = [key for key in entry.node.keys if key not in known]
    missing = [key for key in required if key not in entry.node.keys]
    misspelt = {nearest(key, known) for key in unknown[:MOST_MISSPELT] if missing}
    for key in missing:
        if key not in misspelt:
            entry.note("missing-key", key, f"{entry.what} needs “{key}”")
    for key in unknown:
        message = f"{entry.what} has no “{key[:60]}”"
        hint = f"it has: {', '.join(known)}"
        mark = entry.node.keys[key].mark
        entry.scope.note("unknown-key", mark, message, hint, meant=(key, known))


def text(entry: Entry, key: str) -> str:
    """The text under the key, or "" with the reason noted."""
    node = entry.node.values.get(key)
    return "" if node is None else _text(entry, key, node)


def texts(entry: Entry, key: str) -> tuple[str, ...]:
    """The list of texts under the key, or () with the reason noted."""
    node = entry.node.values.get(key)
    return tuple(_text(entry, key, each) for each in nodes(entry, key, node))


def nodes(entry: Entry, key: str, node: Node | None) -> tuple[Node, ...]:
    """The items of the list under the key, at least one unless it is noted."""
    if node is None:
        return ()
    if isinstance(node, ListNode) and node.items:
        return node.items
    hint = "write each after a “- ” of its own, or all of them in [ ]"
    entry.note("no-list", key, f"“{key}” needs a list with something in it", hint)
    return ()


def one_of(entry: Entry, key: str, allowed: Iterable[str]) -> str | None:
    """One of the allowed words, or None: not written, or noted as wrong."""
    word = text(entry, key)
    allowed = list(allowed)
    if not word or word in allowed:
        return word or None
    message = f"“{key}” cannot be “{word[:60]}”"
    hint = f"use one of: {', '.join(allowed)}"
    if len(allowed) == 1:
        hint = f"write {allowed[0]}, or leave it out"
    mark = entry.node.values[key].mark
    entry.scope.note("unknown-word", mark, message, hint, meant=(word, allowed))
    return None


def name(entry: Entry, key: str) -> str:
    """A name for rules and definitions, or "" with the reason noted."""
    written = text(entry, key)
    if not written or NAME.fullmatch(written):
        return written
    note_name(entry.scope, entry.node.values[key].mark, written)
    return ""


def note_name(scope: Scope, mark: Mark, written: str) -> None:
    hint = "use a to z, 0 to 9 and -, a letter first, at most 60"
    scope.note("name", mark, f"“{written[:60]}” cannot be a name", hint)


def _text(entry: Entry, key: str, node: Node) -> str:
    if not isinstance(node, Scalar):
        hint = "put text that starts with [ or { in quotes"
        entry.scope.note("no-text", node.mark, f"“{key}” needs text", hint)
        return ""
    if not node.text.strip():
        entry.scope.note("no-text", node.mark, f"“{key}” has nothing in it")
    if len(node.text) > LONGEST_TEXT:
        message = f"“{key}” is longer than {LONGEST_TEXT} characters"
        entry.scope.note("long-text", node.mark, message)
    return node.text.strip()
