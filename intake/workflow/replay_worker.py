"""A process that judges parts of the history by two wordings, one after the other.

It has little with it, the rules and one table; whoever started it tells it what to do
and is told what changed, over the pipe that it was given. When that closes, it ends.
"""

import os
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from multiprocessing.connection import Connection as Pipe
from typing import Any, TypeAlias

from intake.records import bare_history
from intake.records.bare_history import Row, Source
from intake.records.packing import unpacked
from intake.rules.comparing import Compare, comparer
from intake.rules.rule_set import RuleSet

# Behind a patient who waits for a page: nothing here is in a hurry.
NICE = 10
# Of each number so many are named, to be looked at.
MOST_NAMED = 50
# Of facts that are no document: no rule has judged them.
UNREADABLE, FACTS = "unreadable", "facts"

# What changed, of which flag, in which month.
Cell: TypeAlias = tuple[str, str, str]


@dataclass(frozen=True)
class Task:
    """Where the history is, the two wordings, and the clinic's clock."""

    source: Source
    before: RuleSet
    after: RuleSet
    zone: tzinfo


@dataclass
class Done:
    """A part that was judged: how many, what changed how often, and for whom."""

    part: int
    judged: int = 0
    counts: Counter[Cell] = field(default_factory=Counter)
    named: dict[Cell, list[Any]] = field(default_factory=dict)

    def note(self, cell: Cell, submission_id: Any) -> None:
        self.counts[cell] += 1
        if self.counts[cell] <= MOST_NAMED:
            self.named.setdefault(cell, []).append(submission_id)


@dataclass(frozen=True)
class Failed:
    """What kind of error ended it. What it said may hold anything, and is not told."""

    kind: str


def work(handle: int) -> None:
    """Judge the parts that come by the pipe of this handle, until no more come."""
    os.nice(NICE)
    with Pipe(handle) as pipe:
        try:
            _work(pipe)
        except (EOFError, BrokenPipeError):
            return  # nobody waits for it any more
        except Exception as error:
            pipe.send(Failed(type(error).__name__))


def judged(part: int, rows: Sequence[Row], compare: Compare, zone: tzinfo) -> Done:
    """What would change for these. One that cannot be read is counted as that."""
    done = Done(part, len(rows))
    for row in rows:
        try:
            found = compare(unpacked(row[1]))
        except (ValueError, zlib.error):
            found = ((UNREADABLE, FACTS),)
        if found:
            month = bare_history.month_of(row, zone)
            for change, flag in found:
                done.note((change, flag, month), bare_history.id_of(row))
    return done


def _work(pipe: "Pipe[Any, Any]") -> None:
    task: Task = pipe.recv()
    compare = comparer(task.before, task.after)
    with bare_history.reading(task.source) as connection:
        while True:
            part: int = pipe.recv()
            rows = bare_history.part(connection, task.source, part)
            pipe.send(judged(part, rows, compare, task.zone))
