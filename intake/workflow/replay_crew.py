"""The processes of a replay: one for each core, started, fed with parts, and ended."""

import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing import Pipe
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any

from intake import rules
from intake.rules import RuleSet
from intake.workflow.replay_worker import Done, Failed, Task

# `intake` itself would bring in Flask and every page: a second, and 60 MB for each. So
# the house stands empty here, and a room is entered where it is needed.
START = """
import sys, types
house = types.ModuleType("intake")
house.__path__ = [sys.argv[1]]
sys.modules["intake"] = house
from intake.workflow import replay_worker
replay_worker.work(int(sys.argv[2]))
"""
HOUSE = Path(rules.__file__).parent.parent
# So many parts lie before each process, that none waits while we write.
AHEAD = 2
MOMENT = 0.5  # seconds
ENDED = "ProcessEnded"


class WorkerFailed(Exception):
    """A process ended that had work; `kind` is the kind of its error, if it had one."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


def cores() -> int:
    """How many this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def called(processes: int) -> Iterator[list[Any]]:
    """So many processes, by our ends of their pipes. None is left when it ends."""
    started = [_started() for _ in range(processes)]
    try:
        yield [pipe for _, pipe in started]
    finally:
        for process, pipe in started:
            pipe.close()
            process.kill()
            process.wait()


def judge(crew: list[Any], task: Task, parts: Iterable[int]) -> Iterator[Done | None]:
    """What was done, part by part as it comes; None whenever a moment passed in which
    nothing came. Raises WorkerFailed."""
    plain = replace(task, before=_plain(task.before), after=_plain(task.after))
    left = iter(parts)
    try:
        ahead = dict.fromkeys(crew, 0)
        for pipe in crew:
            pipe.send(plain)
        # In turns: there may be fewer parts left than processes.
        for pipe in crew * AHEAD:
            ahead[pipe] += _given(pipe, left)
        while busy := [pipe for pipe, number in ahead.items() if number]:
            ready: list[Any] = wait(busy, timeout=MOMENT)
            if not ready:
                yield None
            for pipe in ready:
                done = _received(pipe)
                ahead[pipe] += _given(pipe, left) - 1
                yield done
    except (EOFError, OSError) as error:
        raise WorkerFailed(_last_word(crew) or ENDED) from error


def _last_word(crew: list[Any]) -> str | None:
    """The kind of error that one told of before it ended: we may have been writing to
    it then, and not have read that yet."""
    for pipe in crew:
        try:
            while pipe.poll():
                told = pipe.recv()
                if isinstance(told, Failed):
                    return told.kind
        except (EOFError, OSError):
            continue
    return None


def _received(pipe: Any) -> Done:
    done: Done | Failed = pipe.recv()
    if isinstance(done, Failed):
        raise WorkerFailed(done.kind)
    return done


def _given(pipe: Any, left: Iterator[int]) -> bool:
    """Whether there was another part to give."""
    part = next(left, None)
    if part is not None:
        pipe.send(part)
    return part is not None


def _started() -> tuple["subprocess.Popen[bytes]", Any]:
    """A process and our end of its pipe. It gets none of our input and says nothing:
    what an error says may hold anything."""
    ours, theirs = Pipe()
    with theirs:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-c", START, str(HOUSE), str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            # Ctrl-C is for the server: it ends its processes itself.
            start_new_session=True,
        )
    return process, ours


def _plain(rule_set: RuleSet) -> RuleSet:
    """The same without what cannot be sent, and nobody asks for here: who is asked."""
    plain = {
        name: replace(fact, asked=None, fits=None)
        for name, fact in rule_set.catalogue.items()
    }
    return RuleSet(rule_set.rules, rule_set.definitions, plain)
