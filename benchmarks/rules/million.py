"""A million stored facts documents, read and judged in one process."""

import json
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import perf_counter, process_time

from benchmarks.rules.documents import by_walking, patients, rule_set
from intake.rules.compiling.stored import stored_judge

DOCUMENTS = 1_000_000
BUFFER = 1 << 20  # bytes
# Before the time counts, so many results are compared with the meaning.
LOOKED_AT = 2_000


def serve(facts: Path, parent: Connection) -> None:
    """Check, then say the seconds that it took, those of the processor, the documents,
    what was raised or undecided, and the memory."""
    rules = rule_set()
    judge = stored_judge(rules)
    wrong = sum(
        set(judge(json.dumps(each))) != by_walking(rules, each)
        for each in patients(facts, LOOKED_AT)
    )
    parent.send((wrong, LOOKED_AT))
    while parent.recv():
        start, busy = perf_counter(), process_time()
        count = found = 0
        for line in _lines(facts):
            count += 1
            found += len(judge(line))
        took = perf_counter() - start, process_time() - busy
        parent.send((*took, count, found))
    parent.send(getrusage(RUSAGE_SELF).ru_maxrss)


def _lines(facts: Path) -> Iterator[bytes]:
    """The file's lines, from the start again as often as it takes."""
    left = DOCUMENTS
    while left:
        with facts.open("rb", BUFFER) as lines:
            for line in islice(lines, left):
                yield line
                left -= 1
