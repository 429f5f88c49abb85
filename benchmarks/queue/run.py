"""`python -m benchmarks.queue.run [--submissions N] [--only NAME,…] [--quick]`: make
the stores that are not there, put reviewers to work on them, and write it down."""

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.queue import deeds, house, report, sought, store
from benchmarks.queue.deeds import Deed
from benchmarks.queue.store import PATIENTS, POSTGRESQL, REVIEWERS, SQLITE, Store
from benchmarks.web.contestants import OURS
from benchmarks.web.servers import answering, free_port
from intake.web import database

RESULTS = Path("benchmarks/results/queue.md")
SUBMISSIONS = 1_000_000


@dataclass(frozen=True)
class Load:
    """`think`: seconds before each press, from and to."""

    think: tuple[float, float]
    warm: float
    seconds: float


LOAD = Load((2, 5), 40, 300)
QUICK, QUICK_SUBMISSIONS, QUICK_PATIENTS = Load((0.05, 0.2), 4, 6), 600, 40


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=SUBMISSIONS)
    parser.add_argument("--only", help="names, with commas between them")
    parser.add_argument("--beside", default="", help="what else ran, for the results")
    parser.add_argument("--quick", action="store_true", help="seconds, to see it work")
    chosen = parser.parse_args()
    names = chosen.only.split(",") if chosen.only else [SQLITE, POSTGRESQL]
    size, patients, load = chosen.submissions, PATIENTS, LOAD
    build = house.BUILD
    if chosen.quick:
        size, patients, load = QUICK_SUBMISSIONS, QUICK_PATIENTS, QUICK
        build = build / "quick"
        shutil.rmtree(build, ignore_errors=True)  # what waited there may be decided
        names = names if chosen.only else [SQLITE]
    ran = {name: _measured(name, size, patients, load, build) for name in names}
    text = report.written(ran, size, load.think, chosen.beside)
    print(text)
    if size == SUBMISSIONS and not chosen.only:
        RESULTS.write_text(text, encoding="utf-8")
    if chosen.quick and report.went_wrong(ran):
        sys.exit("There were errors, or updates were lost.")


def _measured(
    name: str, submissions: int, patients: int, load: Load, build: Path
) -> Mapping[str, Any]:
    print(f"{name}: the store …", file=sys.stderr)
    with store.kept(name, submissions, patients, build) as kept:
        found = _sought(kept)
        busy = os.getloadavg()[0]
        print(f"{name}: the load …", file=sys.stderr)
        began = datetime.now(UTC)
        met = _under(kept, load)
        done = [Deed(**each) for each in met["deeds"]]
        with house.opened(kept.url, kept.folder), database.reading() as own:
            problems = deeds.lost(own, done, began)
    return {
        **met,
        "deeds": done,
        "lost": problems,
        "pages": found["pages"],
        "made": kept.made,
        "busy": busy,
    }


def _sought(kept: Store) -> Mapping[str, Any]:
    with house.opened(kept.url, kept.folder), database.reading() as own:
        found = sought.sought(own, datetime.now(UTC).date())
    _file(kept).write_text(json.dumps(found), encoding="utf-8")
    return found


def _under(kept: Store, load: Load) -> Mapping[str, Any]:
    """The server, the database's own and the reviewers, on whatever core is free."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    command = [each.format(port=port) for each in OURS]
    environment = {**os.environ, **house.environment(kept.url, kept.folder)}
    beside = [kept.process] if kept.process else []
    said = kept.folder / "log"
    with answering(command, environment, url, said, core=None) as server:
        asked = [
            *(sys.executable, "-m", "benchmarks.queue.load", url, str(_file(kept))),
            f"--people={REVIEWERS}",
            *("--think", *map(str, load.think)),
            *(f"--warm={load.warm}", f"--seconds={load.seconds}"),
            *("--server", str(server), "--store", *map(str, beside)),
        ]
        with (kept.folder / "load.log").open("w") as log:
            done = subprocess.run(asked, stdout=subprocess.PIPE, stderr=log, check=True)  # noqa: S603
    met: Mapping[str, Any] = json.loads(done.stdout)
    return met


def _file(kept: Store) -> Path:
    return kept.folder / "sought.json"


if __name__ == "__main__":
    main()
