"""The results as a page: what was measured, where, and against what was aimed at."""

import os
import platform
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.rules.contestants import BY_HAND, COMPILED, CONTESTANTS
from benchmarks.rules.documents import patients, rule_set
from intake.rules import screen

MICRO = 1_000_000
# Of the compiled function and the screening: at most so many times the ifs. Of others:
# at least so many times the compiled function.
AT_MOST = {COMPILED: 1.5, "screening": 8.0}
AT_LEAST = {"datalogic": 3.0, "cel": 10.0, "zen": 60.0, "panzi": 80.0}
SECONDS = 15


def written(ran: Mapping[str, Any], stored: Any, facts: Path) -> str:
    """The page, from the processes that ran and the file of patients."""
    return "\n".join(
        [
            "# Rules, judged in several ways",
            "",
            "Made by `make bench-rules`; how and why: `benchmarks/README.md`.",
            "",
            *_where(),
            *_patients(facts),
            "",
            *_table(ran),
            "",
            *_million(stored),
            "",
            "## Aimed at",
            "",
            *_aims(ran, stored),
            "",
        ]
    )


def _where() -> Iterator[str]:
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    packages = [each.package for each in CONTESTANTS.values() if each.package]
    versions = ", ".join(f"{each} {version(each)}" for each in ["msgspec", *packages])
    yield f"- {datetime.now(UTC):%Y-%m-%d}, {cpu}, {os.cpu_count()} cores,"
    yield f"  Python {platform.python_version()}"
    yield f"- {versions}"


def _patients(facts: Path) -> Iterator[str]:
    rules = rule_set()
    sample = list(patients(facts, 10_000))
    screenings = [screen(rules, each) for each in sample]
    n = len(sample)
    areas = sum(len(each["pain_areas"]) for each in sample) / n
    raised = sum(f.outcome is True for s in screenings for f in s.findings) / n
    unknown = sum(f.outcome is None for s in screenings for f in s.findings) / n
    flags = sum(len(each.flags) for each in screenings) / n
    yield (
        f"- {len(rules.rules)} rules, {n:,} patients with {areas:.1f} painful areas; "
        f"on average {raised:.1f} rules raised and {unknown:.1f} undecided, "
        f"{flags:.1f} flags (those not ruled out among them); "
        f"{os.path.getsize(facts) / n / 1000:.1f} kB a document"
    )


def _table(ran: Mapping[str, Any]) -> Iterator[str]:
    yield "| | patients | µs a patient | × by hand | × compiled | memory |"
    yield "|---|--:|--:|--:|--:|--:|"
    for name, running in ran.items():
        contestant = CONTESTANTS[name]
        row = [contestant.says, f"{contestant.sample:,}"]
        if not running.checked or not running.rounds:
            row += ["DID NOT RUN", "", "", ""]
        elif running.checked.wrong:
            row += [f"WRONG for {running.checked.wrong}", "", "", ""]
        else:
            took = median(each.own for each in running.rounds) / contestant.sample
            row += [
                f"{took * MICRO:,.1f}",
                f"{_times(running, lambda each: each.by_hand):,.2f}",
                f"{_times(running, lambda each: each.compiled):,.2f}",
                f"{running.memory / 1024:.0f} MB",
            ]
        yield f"| {' | '.join(row)} |"


def _times(running: Any, other: Callable[[Any], float]) -> float:
    times: float = median(each.own / other(each) for each in running.rounds)
    return times


def _million(stored: Any) -> Iterator[str]:
    if not stored.checked or stored.checked[0] or not stored.rounds:
        yield "A million stored documents: WRONG, or did not run."
        return
    took = median(each[0] for each in stored.rounds)
    busy = median(each[1] for each in stored.rounds)
    _, _, count, found = stored.rounds[0]
    yield (
        f"{count:,} stored documents (those of these patients over and over, read "
        f"from a file, as JSON text) screened in one process: **{took:.1f} s** "
        f"({busy:.1f} s of processor time; medians of {len(stored.rounds)}), "
        f"{found:,} rules raised or undecided, {stored.memory / 1024:.0f} MB."
    )


def _aims(ran: Mapping[str, Any], stored: Any) -> Iterator[str]:
    yield "| | aim | measured | |"
    yield "|---|--:|--:|---|"
    for name, most in AT_MOST.items():
        if name in ran and ran[name].rounds:
            times = _times(ran[name], lambda each: each.by_hand)
            yield _aim(f"{name} / {BY_HAND}", f"≤ {most}", times, times <= most)
    for name, least in AT_LEAST.items():
        if name in ran and ran[name].rounds:
            times = _times(ran[name], lambda each: each.compiled)
            yield _aim(f"{name} / {COMPILED}", f"≥ {least:g}", times, times >= least)
    if stored.rounds:
        took = median(each[0] for each in stored.rounds)
        yield _aim("a million documents, seconds", f"< {SECONDS}", took, took < SECONDS)


def _aim(what: str, aim: str, measured: float, reached: bool) -> str:
    return f"| {what} | {aim} | {measured:.2f} | {'reached' if reached else 'MISSED'} |"
