"""`python -m benchmarks.replay.run [--submissions N] [--only NAME,…] [--quick]`: put a
draft of the rules to all submissions of the stores, and write down how long it took."""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

from benchmarks.queue import house, store
from benchmarks.queue.store import PATIENTS, POSTGRESQL, SQLITE, Store
from benchmarks.replay import draft, report
from benchmarks.web import processes
from benchmarks.web.contestants import OURS, OURS_ON_SQLITE
from benchmarks.web.run import LOAD_CORE
from benchmarks.web.servers import CORE, answering, free_port
from intake.records.rule_work import Replay, ReplayState
from intake.web import database

RESULTS = Path("benchmarks/results/replay.md")
SUBMISSIONS = 1_000_000
ROUNDS = 3
SAMPLE_SECONDS = 0.2


@dataclass(frozen=True)
class Load:
    """`think`: seconds before each page is sent. `seconds`: of those that count."""

    people: int
    think: tuple[float, float]
    warm: float
    seconds: float


LOAD = Load(20, (1, 3), 12, 90)
QUICK, QUICK_SUBMISSIONS, QUICK_PATIENTS = Load(4, (0.05, 0.2), 2, 4), 600, 40


@dataclass
class Peak:
    """The most memory so far, in MB, of some processes and all that they started."""

    megabytes: float = 0
    ids: list[int] = field(default_factory=list)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=SUBMISSIONS)
    parser.add_argument("--only", help="names, with commas between them")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--beside", default="", help="what else ran, for the results")
    parser.add_argument("--quick", action="store_true", help="seconds, to see it work")
    chosen = parser.parse_args()
    names = chosen.only.split(",") if chosen.only else [SQLITE, POSTGRESQL]
    size, patients, load, rounds = chosen.submissions, PATIENTS, LOAD, chosen.rounds
    build = house.BUILD
    if chosen.quick:
        size, patients, load, rounds = QUICK_SUBMISSIONS, QUICK_PATIENTS, QUICK, 1
        build = build / "quick"
        shutil.rmtree(build, ignore_errors=True)
        names = names if chosen.only else [SQLITE]
    ran = {}
    for name in names:
        print(f"{name}: the store …", file=sys.stderr)
        with store.kept(name, size, patients, build) as kept:
            ran[name] = _measured(name, kept, rounds, load)
    text = report.written(ran, size, load.people, load.think, chosen.beside)
    print(text)
    if size == SUBMISSIONS and not chosen.only:
        RESULTS.write_text(text, encoding="utf-8")
    if chosen.quick and report.went_wrong(ran):
        sys.exit("A replay did not finish, found something else, or there were errors.")


def _measured(name: str, kept: Store, rounds: int, load: Load) -> Mapping[str, Any]:
    alone = []
    for number in range(rounds):
        busy = os.getloadavg()[0]
        print(f"{name}: alone, {number + 1} …", file=sys.stderr)
        alone.append({**_alone(kept), "busy": busy})
    print(f"{name}: beside patients …", file=sys.stderr)
    return {"alone": alone, "beside": _beside(kept, load), "made": kept.made}


def _alone(kept: Store) -> Mapping[str, Any]:
    command = [sys.executable, "-m", "benchmarks.replay.alone", kept.url]
    process = subprocess.Popen(  # noqa: S603
        [*command, str(kept.folder)], stdout=subprocess.PIPE
    )
    with _watched([process.pid]) as ours, _watched(_store(kept)) as theirs:
        said, _ = process.communicate()
    if process.returncode:
        raise RuntimeError("The replay did not run.")
    memory = {"memory": ours.megabytes, "store_memory": theirs.megabytes}
    return {**json.loads(said), **memory}


def _beside(kept: Store, load: Load) -> Mapping[str, Any]:
    """The server, its replay and PostgreSQL on one core; the patients on another."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [each.format(port=port) for each in OURS]
    environment = {**os.environ, **house.environment(kept.url, kept.folder)}
    for process in processes.family(_store(kept)):
        os.sched_setaffinity(process, {CORE})
    with (
        answering(command, environment, url, kept.folder / "log") as server,
        house.opened(kept.url, kept.folder),
        _watched([server]) as ours,
    ):
        asked = [
            *(sys.executable, "-m", "benchmarks.web.load", OURS_ON_SQLITE, url),
            f"--people={load.people}",
            *("--think", *map(str, load.think)),
            *(f"--warm={load.warm}", f"--seconds={load.seconds}"),
            *("--server", str(server), "--store", *map(str, _store(kept))),
        ]
        with (
            processes.on_core(LOAD_CORE),
            (kept.folder / "load.log").open("w") as log,
        ):
            patients = subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=log)  # noqa: S603
        time.sleep(load.warm)
        replayed = _replayed_until(patients)
        said, _ = patients.communicate()
    if patients.returncode:
        raise RuntimeError(f"The patients did not walk: see {kept.folder}/load.log")
    return {**json.loads(said), "replays": replayed, "memory_peak": ours.megabytes}


def _replayed_until(patients: "subprocess.Popen[bytes]") -> list[Mapping[str, Any]]:
    """One replay after the other, so that there always is one, while patients walk.
    The first is waited for, even if they are gone before it is over."""
    over: list[Mapping[str, Any]] = []
    while patients.poll() is None or not over:
        began = time.perf_counter()
        with database.writing() as own:
            replay_id = draft.ask(own).id
        while patients.poll() is None or not over:
            time.sleep(0.25)
            with database.reading() as own:
                replay = own.get_one(Replay, replay_id)
                if replay.state is ReplayState.RUNNING or not replay.ended_at:
                    continue
                took = time.perf_counter() - began
                over.append(
                    {
                        "seconds": took,
                        "with_patients": patients.poll() is None,
                        "state": replay.state.value,
                        "judged": replay.judged,
                    }
                )
            break
    return over


def _store(kept: Store) -> list[int]:
    return [kept.process] if kept.process else []


@contextmanager
def _watched(ids: list[int]) -> Iterator[Peak]:
    peak, over = Peak(ids=ids), Event()

    def watch() -> None:
        while ids and not over.wait(SAMPLE_SECONDS):
            peak.megabytes = max(peak.megabytes, processes.megabytes(ids))

    thread = Thread(target=watch, daemon=True)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


if __name__ == "__main__":
    main()
