"""What a server costs, read from /proc: its processor time and its memory."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def on_core(core: int) -> Iterator[None]:
    """What is started in here stays on this core; so do its children."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def family(parents: Iterable[int]) -> set[int]:
    """These processes, and all that descend from them."""
    children: dict[int, list[int]] = {}
    for process in PROC.iterdir():
        if process.name.isdigit():
            with suppress(OSError):
                parent = int(_stat(int(process.name))[1])
                children.setdefault(parent, []).append(int(process.name))
    found: set[int] = set()
    ahead = list(parents)
    while ahead:
        process_id = ahead.pop()
        found.add(process_id)
        ahead += children.get(process_id, [])
    return found


def seconds(parents: Iterable[int]) -> float:
    """The processor time that they have taken so far."""
    taken = 0
    for process_id in family(parents):
        with suppress(OSError):
            stat = _stat(process_id)
            taken += int(stat[11]) + int(stat[12])
    return taken / TICKS


def waited(parents: Iterable[int]) -> float:
    """The seconds so far in which one of their threads could have run, and the core was
    somebody else's, or another thread's of theirs."""
    nanoseconds = 0
    for process_id in family(parents):
        for task in (PROC / str(process_id) / "task").glob("*/schedstat"):
            with suppress(OSError):
                nanoseconds += int(task.read_text(encoding="ascii").split()[1])
    return nanoseconds / 1_000_000_000


def megabytes(parents: Iterable[int]) -> float:
    """Their memory; what several of them share counts once."""
    taken = 0
    for process_id in family(parents):
        with suppress(OSError):
            text = (PROC / str(process_id) / "smaps_rollup").read_text(encoding="ascii")
            lines = [line.split() for line in text.splitlines()]
            taken += sum(int(line[1]) for line in lines if line[0] == "Pss:")
    return taken / 1024


def _stat(process_id: int) -> list[str]:
    """What /proc says of it, from its state on: its name may hold blanks."""
    text = (PROC / str(process_id) / "stat").read_text(encoding="utf-8")
    return text.rpartition(")")[2].split()
