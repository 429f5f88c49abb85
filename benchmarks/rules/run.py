"""`python -m benchmarks.rules.run [--rounds N] [--only NAME,…]`: measure, and write the
results down."""

import argparse
import json
import multiprocessing
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from benchmarks.rules import million, report, worker
from benchmarks.rules.contestants import CONTESTANTS
from benchmarks.rules.patients import documents

BUILD = Path("build/benchmarks")
RESULTS = Path("benchmarks/results/rules.md")
PATIENTS, ROUNDS, MILLIONS = 10_000, 9, 3
# What a process may take for the slowest thing it is asked.
PATIENCE = 300


@dataclass
class Running:
    process: SpawnProcess
    pipe: Connection
    rounds: list[Any] = field(default_factory=list)
    checked: Any = None
    memory: int = 0  # kB

    def hear(self) -> Any:
        """What it says next; EOFError if it died, TimeoutError if it says nothing."""
        if not self.pipe.poll(PATIENCE):
            raise TimeoutError
        return self.pipe.recv()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", help="names, with commas between them")
    chosen = parser.parse_args()
    names = chosen.only.split(",") if chosen.only else [*CONTESTANTS]
    facts = _written("patients.jsonl", missing=0.08)
    answered = _written("answered.jsonl", missing=0.0)
    ran = _measured(names, chosen.rounds, facts, answered)
    stored = _start(million.serve, facts)
    with suppress(EOFError, TimeoutError):
        stored.checked = stored.hear()
        for _ in range(MILLIONS):
            stored.pipe.send(True)
            stored.rounds.append(stored.hear())
        _stop(stored)
    text = report.written(ran, stored, facts)
    print(text)
    if not chosen.only:
        RESULTS.write_text(text, encoding="utf-8")


def _measured(
    names: list[str], rounds: int, facts: Path, answered: Path
) -> Mapping[str, Running]:
    """One process each; they wait for one another, so that none runs beside another."""
    ran: dict[str, Running] = {}
    for name in names:
        ran[name] = _start(worker.serve, name, facts, answered)
        with suppress(EOFError, TimeoutError):
            ran[name].checked = ran[name].hear()
    alive = [each for each in ran.values() if each.checked]
    for _ in range(rounds):
        for each in alive:
            each.pipe.send(True)
            each.rounds.append(each.hear())
    for each in alive:
        _stop(each)
    return ran


def _start(serve: Callable[..., None], *arguments: Any) -> Running:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(*arguments, theirs))
    process.start()
    theirs.close()
    return Running(process, ours)


def _stop(running: Running) -> None:
    running.pipe.send(False)
    running.memory = running.hear()
    running.process.join()


def _written(name: str, missing: float) -> Path:
    """Facts documents of the same patients ever, one a line as they are stored."""
    BUILD.mkdir(parents=True, exist_ok=True)
    file = BUILD / name
    with file.open("w", encoding="utf-8") as lines:
        for document in documents(PATIENTS, missing):
            lines.write(f"{json.dumps(document)}\n")
    return file


if __name__ == "__main__":
    main()
