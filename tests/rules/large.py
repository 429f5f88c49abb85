"""What rule files of 60 kB are made with."""

from collections.abc import Callable, Iterable
from itertools import cycle, islice

LARGE = 60_000
HEAD = "language: 1\n"
RULES = f"{HEAD}rules:\n"
DEFINITIONS = f"{HEAD}definitions:\n"

BEFORE = """\
- id: {id}
  title: T
  kind: caution
  flag: {flag}
  per: pain_area
  when: """
AFTER = """
  because: "{age}"
  source: [S]
  owner: O
  review_by: 2099-01
  examples:
  - {facts: {}, expect: raised}
  - {facts: {}, expect: not_raised}
"""
# A condition may hold 500, itself among them.
MOST = 498


def filled(head: str, parts: Iterable[str], foot: str = "") -> str:
    """As many of the parts as go between head and foot into one file."""
    found, room = [head], LARGE - len(f"{head}{foot}".encode())
    for part in parts:
        room -= len(part.encode())
        if room < 0:
            break
        found.append(part)
    return "".join([*found, foot])


def repeated(text: str, head: str = "", foot: str = "") -> str:
    return head + text * ((LARGE - len(head + foot)) // len(text.encode())) + foot


def numbered(line: str, head: str = "", foot: str = "") -> str:
    """The line again and again, with 0, 1, 2 … where it says `#`."""
    return filled(head, (line.replace("#", str(n)) for n in range(LARGE)), foot)


def rule(when: str, name: str = "a", flag: str = "diabetes") -> str:
    return f"{BEFORE.format(id=name, flag=flag)}{when}{AFTER}"


def rules(
    when: Callable[[int], str], flags: Iterable[str] = ("diabetes",), head: str = RULES
) -> str:
    """As many rules as go into the file, the flags by turns."""
    each = zip(range(LARGE), cycle(flags), strict=False)
    return filled(head, (rule(when(n), f"r{n}", flag) for n, flag in each))


def full_rules(conditions: Iterable[str], form: str = "any: [", foot: str = "]") -> str:
    """Rules of as many conditions as each may have, until the file is full."""
    waiting = (f"{each}, " for each in conditions)
    before, after = rule(f"{{{form}#{foot}}}", "#").rsplit("#", 1)
    text = RULES
    for n in range(LARGE):
        begun = text + before.replace("#", f"r{n}", 1)
        full = filled(begun, islice(waiting, MOST), after)
        if full == begun + after:
            break
        text = full
    return text
