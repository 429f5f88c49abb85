"""The results as a page: what was measured, where, and against what was aimed at."""

import os
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from statistics import median
from typing import Any, TypeAlias

from benchmarks.queue.report import SAYS, percentile
from benchmarks.queue.store import POSTGRESQL
from benchmarks.web.report import processor

Ran: TypeAlias = Mapping[str, Mapping[str, Any]]

PACKAGES = ("Flask", "SQLAlchemy", "msgspec", "waitress", "psycopg", "locust")
MOST_SECONDS, MOST_BESIDE, MOST_FIRST = 30, 60, 1
MOST_MEGABYTES, MOST_P99 = 500, 150


def written(
    ran: Ran, submissions: int, people: int, think: tuple[float, float], beside: str
) -> str:
    return "\n".join(
        [
            f"# A replay of {submissions:,} submissions",
            "",
            "Made by `make bench-replay`; how and why: `benchmarks/README.md`.",
            "",
            *_where(ran, people, think, beside),
            *(line for name in ran for line in _of(name, ran[name])),
            "",
            "## Aimed at",
            "",
            *_aims(ran),
            "",
        ]
    )


def went_wrong(ran: Ran) -> bool:
    return any(
        each["beside"]["failed"]
        or any(replay["state"] != "finished" for replay in each["beside"]["replays"])
        or any(
            alone["wrong"] or not alone["looked_at"] or alone["state"] != "finished"
            for alone in each["alone"]
        )
        for each in ran.values()
    )


def _where(
    ran: Ran, people: int, think: tuple[float, float], beside: str
) -> Iterator[str]:
    versions = ", ".join(f"{each} {version(each)}" for each in PACKAGES)
    busy = ", ".join(f"{a['busy']:.1f}" for each in ran.values() for a in each["alone"])
    yield f"- {datetime.now(UTC):%Y-%m-%d}, {processor()}, {os.cpu_count()} cores,"
    yield f"  Python {platform.python_version()}; {versions}"
    yield "- Alone: the program, its processes and the database have both cores. Beside"
    yield "  patients: they have one, the server with its replay and PostgreSQL on the"
    yield f"  other; {people} patients think {think[0]:g} to {think[1]:g} s before each"
    yield "  page, and while they walk one replay follows the other."
    yield f"- What ran beside it: {beside or 'not said'}. The machine's load over a"
    yield f"  minute when each of the replays alone began: {busy}."


def _of(name: str, met: Mapping[str, Any]) -> Iterator[str]:
    says = SAYS[name]
    yield from ("", f"## {says}", "")
    yield "| alone | seconds | of processors | first result s | a second | MB | state |"
    yield "|---|--:|--:|--:|--:|--:|---|"
    for number, each in enumerate(met["alone"], start=1):
        rate = each["judged"] / each["seconds"]
        yield (
            f"| {number} | {each['seconds']:.1f} | {each['processor']:.1f} "
            f"| {each['first'] or 0:.2f} | {rate:,.0f} | {each['memory']:.0f} "
            f"| {each['state']} |"
        )
    last, beside = met["alone"][-1], met["beside"]
    found = ", ".join(
        f"{number:,} {change.replace('_', ' ')}"
        for change, number in sorted(last["found"].items())
    )
    yield ""
    yield "- Seconds of processors: our own processes', all together, not PostgreSQL's"
    yield f"- {last['judged']:,} judged; {found or 'nothing changed'}"
    yield (
        f"- Of {last['looked_at']} compared with two whole screenings before the time "
        f"counted, {last['wrong']} are not as those say"
    )
    if name == POSTGRESQL:
        yield f"- PostgreSQL itself: {last['store_memory']:.0f} MB, its cache among it"
    took = _took(beside)
    requests = len(took)
    if not requests:
        yield "- No page was asked for beside it."
        return
    seconds = ", ".join(f"{each['seconds']:.1f}" for each in beside["replays"])
    spent = beside["spent"]["server"] + beside["spent"]["store"]
    yield (
        f"- Beside patients: {seconds} s from the wish to the end; {requests:,} "
        f"requests in {beside['lasted']:.0f} s, p50 {percentile(took, 50):.1f} ms, p99 "
        f"{percentile(took, 99):.1f} ms, longest {took[-1]:.1f} ms; "
        f"{sum(beside['failed'].values())} errors"
    )
    yield from (f"  - {each}: {number}" for each, number in beside["failed"].items())
    yield (
        f"- {spent / beside['lasted']:.0%} of the core; the server and its processes "
        f"at most {beside['memory_peak']:.0f} MB"
    )


def _aims(ran: Ran) -> Iterator[str]:
    yield "| | aim | measured | |"
    yield "|---|--:|--:|---|"
    for name, met in ran.items():
        alone, beside = met["alone"], met["beside"]
        seconds = median(each["seconds"] for each in alone)
        yield _aim(f"{name}: alone, seconds (median)", MOST_SECONDS, seconds)
        first = median(each["first"] or MOST_SECONDS for each in alone)
        yield _aim(f"{name}: first result, seconds (median)", MOST_FIRST, first)
        memory = max(each["memory"] for each in alone)
        yield _aim(f"{name}: memory alone, MB", MOST_MEGABYTES, memory)
        slowest = max(each["seconds"] for each in beside["replays"])
        yield _aim(f"{name}: beside patients, seconds", MOST_BESIDE, slowest)
        if took := _took(beside):
            late = percentile(took, 99)
            yield _aim(f"{name}: patients' p99 beside it, ms", MOST_P99, late)
        memory = beside["memory_peak"]
        yield _aim(f"{name}: memory with the server, MB", MOST_MEGABYTES, memory)


def _took(beside: Mapping[str, Any]) -> list[float]:
    return sorted(each for took in beside["took"].values() for each in took)


def _aim(what: str, below: float, measured: float) -> str:
    said = "reached" if measured < below else "MISSED"
    return f"| {what} | < {below} | {measured:.2f} | {said} |"
