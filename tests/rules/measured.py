"""Measures what each large rule file costs: `python -m tests.rules.measured`.

One line of JSON for each: its name, the seconds of processor time to read, check and
run the examples of, and how many bytes of memory it took beyond what the process had.
"""

import json
import os
import resource
import sys
from collections.abc import Mapping
from datetime import date
from statistics import median
from time import process_time

from intake import rules
from intake.rules import Fact, InvalidRuleSet
from intake.workflow import screenings
from tests.rules.large_right import RIGHT
from tests.rules.large_wrong import NO_FILES, WRONG_EVERYWHERE

LARGE_FILES: Mapping[str, str] = {**NO_FILES, **WRONG_EVERYWHERE, **RIGHT}
TODAY = date(2026, 11, 24)
# What looks slow is measured again: the machine may have been busy.
LOOKS_SLOW = 0.6


def main() -> None:
    catalogue = screenings.catalogue()
    for name, text in LARGE_FILES.items():
        costs = [_cost(text, catalogue)]
        if costs[0][0] > LOOKS_SLOW:
            costs += [_cost(text, catalogue) for _ in range(2)]
        seconds = median(each for each, _ in costs)
        cost = {"name": name, "seconds": seconds, "bytes": costs[0][1]}
        sys.stdout.write(f"{json.dumps(cost)}\n")
        sys.stdout.flush()


def _cost(text: str, catalogue: Mapping[str, Fact]) -> tuple[float, int]:
    """In a process of its own, so that nothing is left over from the last."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        before, begun = _peak(), process_time()
        _examine(text, catalogue)
        cost = (process_time() - begun, _peak() - before)
        os.write(writing, json.dumps(cost).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        seconds, size = json.load(answer)
    os.waitpid(child, 0)
    return seconds, size


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
