"""What differs between the files of two wordings, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from intake.rules.excerpt import printable
from intake.rules.problems import LINE_END

ADDED, REMOVED, SAME = "added", "removed", "same"
# So many lines that stay stand around those that change.
AROUND = 3
# Comparing takes the square of it where a file is made to be slow; a file of ours has
# at most a third of it.
MOST_COMPARED = 4_000
MOST_SHOWN = 1_000


@dataclass(frozen=True)
class Line:
    """`change` is ADDED, REMOVED or SAME; the text has nothing that cannot be printed,
    and its number is that in the file where it stands."""

    change: str
    number: int
    text: str


@dataclass(frozen=True)
class FileChange:
    """Parts of a file that changed, each with the lines around it.

    `change` says it of the file as a whole: ADDED, REMOVED or "" where both have it.
    `cut` tells that there is more than is shown.
    """

    name: str
    change: str
    parts: tuple[tuple[Line, ...], ...]
    cut: bool = False


def text_changes(
    before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[FileChange, ...]:
    """The files (text by name) that are not the same in both, by name."""
    return tuple(
        _of_file(name, before.get(name), after.get(name))
        for name in sorted(before.keys() | after.keys())
        if before.get(name) != after.get(name)
    )


def _of_file(name: str, before: str | None, after: str | None) -> FileChange:
    change = ADDED if before is None else REMOVED if after is None else ""
    shown: list[tuple[Line, ...]] = []
    left = MOST_SHOWN
    for part in _parts(_lines(before), _lines(after)):
        shown.append(part[:left])
        left -= len(part)
        if left < 0:
            return FileChange(name, change, tuple(shown), cut=True)
    return FileChange(name, change, tuple(shown))


def _lines(text: str | None) -> list[str]:
    return LINE_END.split(text) if text else []


def _parts(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[Line, ...]]:
    """Neighbouring changes with what stays between and around them."""
    changes = [each for each in _changes(was, now) if each[0] != "equal"]
    place = 0
    while place < len(changes):
        end = place + 1
        while end < len(changes) and _is_near(changes[end - 1], changes[end]):
            end += 1
        yield tuple(_part(was, now, changes[place:end]))
        place = end


Span = tuple[str, int, int, int, int]  # as difflib says it


def _is_near(one: Span, other: Span) -> bool:
    return other[1] - one[2] <= 2 * AROUND


def _part(
    was: Sequence[str], now: Sequence[str], changes: Sequence[Span]
) -> Iterator[Line]:
    here = max(0, changes[0][3] - AROUND)
    for _what, low, high, new_low, new_high in changes:
        yield from _all(SAME, now, here, new_low)
        yield from _all(REMOVED, was, low, high)
        yield from _all(ADDED, now, new_low, new_high)
        here = new_high
    yield from _all(SAME, now, here, min(len(now), here + AROUND))


def _all(change: str, lines: Sequence[str], low: int, high: int) -> Iterator[Line]:
    for number in range(low, high):
        text = printable(lines[number].replace("\t", " "))
        yield Line(change, number + 1, text)


def _changes(was: Sequence[str], now: Sequence[str]) -> list[Span]:
    """What both begin and end with is left out of the comparing, which is slow."""
    shorter = min(len(was), len(now))
    head = _alike(was, now, shorter)
    tail = _alike(was[::-1], now[::-1], shorter - head)
    old, new = was[head : len(was) - tail], now[head : len(now) - tail]
    if max(len(old), len(new)) > MOST_COMPARED:
        return [("replace", head, head + len(old), head, head + len(new))]
    found = SequenceMatcher(None, old, new).get_opcodes()
    return [
        (what, low + head, high + head, new_low + head, new_high + head)
        for what, low, high, new_low, new_high in found
    ]


def _alike(one: Sequence[str], other: Sequence[str], most: int) -> int:
    """How many lines they have in common from the first on."""
    for number in range(most):
        if one[number] != other[number]:
            return number
    return most
