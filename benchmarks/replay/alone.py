"""`python -m benchmarks.replay.alone URL FOLDER`: one replay on this database, by this
process and those that it starts; says as JSON how long it took, and what it found."""

import json
import os
import sys
from pathlib import Path
from time import perf_counter

from benchmarks.queue import house
from benchmarks.replay import draft
from intake.records import bare_history, history
from intake.records.packing import unpacked
from intake.records.rule_work import Replay
from intake.rules import screen
from intake.rules.comparing import changes, comparer
from intake.web import database, replaying
from intake.workflow import screenings
from intake.workflow.replay_runs import Run

# Before the time counts, so many are compared with two whole screenings.
LOOKED_AT = 500


def main() -> None:
    url, folder = sys.argv[1], Path(sys.argv[2])
    with house.opened(url, folder):
        wrong, looked_at = _wrong(url)
        with database.writing() as own:
            replay_id = draft.ask(own).id
        # As in a server that has shown the draft: its text is read, its process warm.
        busy, began = _processor_seconds(), perf_counter()
        first: list[float] = []

        def told(run: Run) -> None:
            if run.judged:
                first.append(perf_counter() - began)

        replaying.run_next(told=told)
        took = perf_counter() - began
        with database.reading() as own:
            replay = own.get_one(Replay, replay_id)
            said = {
                "seconds": took,
                "processor": _processor_seconds() - busy,
                "first": first[0] if first else None,
                "state": replay.state.value,
                "error": replay.error,
                "judged": replay.judged,
                "found": draft.found(replay),
                "wrong": wrong,
                "looked_at": looked_at,
            }
    print(json.dumps(said))


def _processor_seconds() -> float:
    """Of this process, and of those that it started and that have ended."""
    times = os.times()
    own = times.user + times.system
    return own + times.children_user + times.children_system


def _wrong(url: str) -> tuple[int, int]:
    """How many of some are not compared as two screenings would be, of how many."""
    before = screenings.read(screenings.shipped_files())
    after = screenings.read(draft.files())
    compare = comparer(before, after)
    source = history.source(url)
    with bare_history.reading(source) as connection:
        rows = bare_history.part(connection, source, 0)[:LOOKED_AT]
    wrong = 0
    for _id, facts, _sent_at in rows:
        document = unpacked(facts)
        known = json.loads(document)
        meant = changes(screen(before, known), screen(after, known))
        wrong += set(compare(document)) != set(meant)
    return wrong, len(rows)


if __name__ == "__main__":
    main()
