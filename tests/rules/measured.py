"""Measures what each large rule file costs: `python -m tests.rules.measured`.

One line of JSON for each: its name, the seconds of processor time to read, check and
run the examples of, as they would be on a quiet machine, and how many bytes of memory
it took beyond what the process had.

As the server does it, which leaves Python's collector alone.
A busy machine takes twice as long over the same work. So a yardstick, work that is
always the same, is laid beside each file in the same process, before and after it.
"""

import json
import os
import re
import resource
import sys
from collections.abc import Callable, Mapping
from datetime import date
from statistics import median
from time import process_time

from intake import rules
from intake.cli.serve import settle
from intake.rules import Fact, InvalidRuleSet
from intake.workflow import screenings
from tests.rules.large_right import RIGHT
from tests.rules.large_wrong import NO_FILES, WRONG_EVERYWHERE

LARGE_FILES: Mapping[str, str] = {**NO_FILES, **WRONG_EVERYWHERE, **RIGHT}
TODAY = date(2026, 11, 24)
MOST_SECONDS = 1.0
# What the yardstick takes on the quiet machine, of which the second is promised.
YARDSTICK = 0.041
# What looks slow is measured again: the machine may have been busy.
LOOKS_SLOW = 0.6


def main() -> None:
    catalogue = screenings.catalogue()
    settle()
    for name, text in LARGE_FILES.items():
        first, size = _cost(text, catalogue)
        seconds = _median(first, text, catalogue) if first > LOOKS_SLOW else first
        cost = {"name": name, "seconds": seconds, "bytes": size}
        sys.stdout.write(f"{json.dumps(cost)}\n")
        sys.stdout.flush()


def _median(first: float, text: str, catalogue: Mapping[str, Fact]) -> float:
    """Of three, or one of two that agree: the third could not outvote them."""
    second, _ = _cost(text, catalogue)
    if (first < MOST_SECONDS) == (second < MOST_SECONDS):
        return second
    third, _ = _cost(text, catalogue)
    return median((first, second, third))


def _cost(text: str, catalogue: Mapping[str, Fact]) -> tuple[float, int]:
    """In a process of its own, so that nothing is left over from the last."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        before = _peak()
        yardsticks = _seconds(_yardstick)
        seconds = _seconds(lambda: _examine(text, catalogue))
        size = _peak() - before
        yardsticks += _seconds(_yardstick)
        cost = (seconds * 2 * YARDSTICK / yardsticks, size)
        os.write(writing, json.dumps(cost).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        seconds, size = json.load(answer)
    os.waitpid(child, 0)
    return seconds, size


def _seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def _yardstick() -> None:
    """Of the kind that reading a file is: strings, small objects, sorting, matching."""
    places: dict[str, list[tuple[int, str]]] = {}
    for number in range(60_000):
        name = f"rule-{number % 997}"
        places.setdefault(name, []).append((number, name.upper()))
    sorted(places.items(), key=lambda place: (len(place[1]), place[0]))
    numbered = re.compile(r"[a-z]+-(\d+)")
    for name in places:
        for _ in range(30):
            numbered.fullmatch(name)


def _examine(text: str, catalogue: Mapping[str, Fact]) -> None:
    try:
        rule_set = rules.read({"rules.yaml": text}, catalogue)
    except InvalidRuleSet as invalid:
        str(invalid)
        return
    rules.check(rule_set, TODAY)
    rules.failing_examples(rule_set)
    rules.missing_boundaries(rule_set)


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


if __name__ == "__main__":
    main()
