"""`python -m benchmarks.web.run [--rounds N] [--only NAME,…] [--quick]`: measure, and
write the results down."""

import argparse
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.web import processes, report
from benchmarks.web.contestants import CONTESTANTS, COOKIE, OURS_ON_SQLITE
from benchmarks.web.servers import BUILD, Postgres, Serving, serving

RESULTS = Path("benchmarks/results/web.md")
LOAD_CORE = 1


@dataclass(frozen=True)
class Load:
    """`think`: seconds before each page is sent, from and to."""

    people: int
    think: tuple[float, float]
    warm: float
    seconds: float


# As much as it can do; and the load that ONS publishes for its census questionnaire.
LOADS = {
    report.SATURATION: Load(16, (0, 0), 8, 15),
    report.CENSUS: Load(225, (1, 3), 8, 120),
}
QUICK = {
    report.SATURATION: Load(4, (0, 0), 1, 2),
    report.CENSUS: Load(10, (0.1, 0.3), 1, 3),
}
ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", help="names, with commas between them")
    parser.add_argument("--quick", action="store_true", help="seconds, to see it work")
    chosen = parser.parse_args()
    names = [OURS_ON_SQLITE, COOKIE] if chosen.quick else [*CONTESTANTS]
    if chosen.only:
        names = chosen.only.split(",")
    rounds = 1 if chosen.quick else chosen.rounds
    ran = _measured(names, rounds, QUICK if chosen.quick else LOADS)
    text = report.written(ran)
    print(text)
    if not (chosen.quick or chosen.only):
        RESULTS.write_text(text, encoding="utf-8")
    if chosen.quick and report.errors(ran):
        sys.exit("There were errors.")


def _measured(
    names: list[str], rounds: int, loads: Mapping[str, Load]
) -> report.Measured:
    """In turns, each with a database of its own, so that a busy hour hits all alike."""
    needed = any(CONTESTANTS[name].database == "postgresql" for name in names)
    postgres = Postgres() if needed else None
    ran: report.Measured = {name: {load: [] for load in loads} for name in names}
    for number in range(rounds):
        for name in names:
            with serving(CONTESTANTS[name], postgres) as server:
                for said, load in loads.items():
                    print(f"{number + 1}: {name}, {said} …", file=sys.stderr)
                    ran[name][said].append(_under(name, server, load))
    return ran


def _under(name: str, server: Serving, load: Load) -> Mapping[str, Any]:
    """What a process of its own, on a core of its own, says of this load."""
    command = [
        *(sys.executable, "-m", "benchmarks.web.load", name, server.url),
        f"--people={load.people}",
        *("--think", *map(str, load.think)),
        *(f"--warm={load.warm}", f"--seconds={load.seconds}"),
        *("--server", *map(str, server.server)),
        *("--store", *map(str, server.store)),
    ]
    with processes.on_core(LOAD_CORE), (BUILD / "load.log").open("w") as log:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=log, check=True)  # noqa: S603
    said: Mapping[str, Any] = json.loads(done.stdout)
    return said


if __name__ == "__main__":
    main()
