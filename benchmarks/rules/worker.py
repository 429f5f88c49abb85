"""One contestant in a process of its own, with the hand-written ifs and the compiled
function beside it: a round is timed for all three on the same patients."""

import gc
import resource
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.rules.contestants import BY_HAND, COMPILED, CONTESTANTS, Work
from benchmarks.rules.documents import patients, rule_set

# Rounds are cut into so many turns, that a busy moment hits all three alike.
TURNS = 10
WARM = 100


@dataclass(frozen=True)
class Checked:
    """`wrong`: for how many of the patients looked at it gave another result."""

    wrong: int
    of: int


@dataclass(frozen=True)
class Round:
    """Seconds for the sample."""

    own: float
    by_hand: float
    compiled: float


def serve(name: str, facts: Path, answered: Path, parent: Connection) -> None:
    """Check, then time a round whenever asked; at last say how much memory it took."""
    rules = rule_set()
    contestant = CONTESTANTS[name]
    own = contestant.ready(rules)
    checked = [
        contestant.wrong(rules, each, own(contestant.given(each)))
        for each in patients(answered if name == BY_HAND else facts, contestant.sample)
    ]
    sample = list(patients(facts, contestant.sample))
    parent.send(Checked(sum(checked), len(checked)))
    work: list[tuple[Work, list[Any]]] = [
        (own, [contestant.given(each) for each in sample]),
        *((CONTESTANTS[each].ready(rules), sample) for each in (BY_HAND, COMPILED)),
    ]
    for each, given in work:
        for patient in given[:WARM]:
            each(patient)
    gc.collect()
    gc.freeze()
    while parent.recv():
        parent.send(_round(work))
    parent.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _round(work: list[tuple[Work, list[Any]]]) -> Round:
    seconds = [0.0] * len(work)
    for turn in range(TURNS):
        for place, (each, given) in enumerate(work):
            share = given[turn::TURNS]
            start = perf_counter()
            for patient in share:
                each(patient)
            seconds[place] += perf_counter() - start
    return Round(*seconds)
