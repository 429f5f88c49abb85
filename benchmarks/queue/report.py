"""The results as a page: what was measured, where, and against what was aimed at."""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any, TypeAlias

from benchmarks.queue.presses import CLAIM, DECIDE, FAR, NOTE, PRESSES
from benchmarks.queue.store import POSTGRESQL, REVIEWERS, SQLITE
from benchmarks.web.report import processor

Ran: TypeAlias = Mapping[str, Mapping[str, Any]]

SAYS = {SQLITE: "SQLite", POSTGRESQL: "PostgreSQL"}
PACKAGES = ("Flask", "SQLAlchemy", "waitress", "psycopg", "locust")
# In milliseconds, minutes and gigabytes.
MOST_P99, MOST_MINUTES, MOST_GIGABYTES = 100, 8, 8
OVERTAKEN = 409


def written(ran: Ran, submissions: int, think: tuple[float, float], beside: str) -> str:
    return "\n".join(
        [
            f"# The queue, with {submissions:,} submissions",
            "",
            "Made by `make bench-queue`; how and why: `benchmarks/README.md`.",
            "",
            *_where(ran, think, beside),
            *(line for name in ran for line in _of(name, ran[name])),
            "",
            "## Aimed at",
            "",
            *_aims(ran),
            "",
        ]
    )


def went_wrong(ran: Ran) -> bool:
    return any(each["failed"] or each["lost"] for each in ran.values())


def _where(ran: Ran, think: tuple[float, float], beside: str) -> Iterator[str]:
    versions = ", ".join(f"{each} {version(each)}" for each in PACKAGES)
    busy = ", ".join(f"{each['busy']:.1f}" for each in ran.values())
    pages = {number for each in ran.values() for number in each["pages"]}
    yield f"- {datetime.now(UTC):%Y-%m-%d}, {processor()}, {os.cpu_count()} cores,"
    yield f"  Python {platform.python_version()}; {versions}"
    yield f"- {REVIEWERS} reviewers who think {think[0]:g} to {think[1]:g} s before"
    yield "  each press. The server, PostgreSQL and they share the cores. A redirect"
    yield "  and its page are two requests."
    yield f"- “{FAR}” is page {' or '.join(f'{each:,}' for each in sorted(pages))},"
    yield "  and those after it, of all that waits and of all that was accepted."
    yield f"- What ran beside it: {beside or 'not said'}. The machine's load when the"
    yield f"  reviewers came, over a minute, the making of a store in it: {busy}."


def _of(name: str, met: Mapping[str, Any]) -> Iterator[str]:
    made = met["made"]
    yield from ("", f"## {SAYS[name]}", "")
    yield "| | requests | p50 ms | p99 ms | longest | told that they were overtaken |"
    yield "|---|--:|--:|--:|--:|--:|"
    yield from (_press(met, kind) for kind in PRESSES)
    yield ""
    yield from _cost(met)
    yield from _deeds(met)
    yield (
        f"- The store, of {made.on}: {made.patients:.0f} s for the deeds of the "
        f"patients, {made.rows:.0f} s for the rows; {made.megabytes / 1000:.1f} GB"
    )


def _press(met: Mapping[str, Any], kind: str) -> str:
    took = sorted(met["took"].get(kind, ()))
    if not took:
        return f"| {kind} | 0 | | | | |"
    return (
        f"| {kind} | {len(took):,} | {percentile(took, 50):.1f} "
        f"| {percentile(took, 99):.1f} | {took[-1]:.1f} | {_overtaken(met, kind)} |"
    )


def _cost(met: Mapping[str, Any]) -> Iterator[str]:
    requests = sum(map(len, met["took"].values()))
    spent, memory, waited = met["spent"], met["memory"], met["waited"]
    store = (
        f"; PostgreSQL {spent['store'] / met['lasted']:.0%}, {memory['store']:,.0f} MB"
    )
    yield (
        f"- {requests:,} requests in {met['lasted']:.0f} s, "
        f"{sum(met['failed'].values())} errors; the server "
        f"{spent['server'] / met['lasted']:.0%} of a core, "
        f"{memory['server']:,.0f} MB{store if memory['store'] else ''}"
    )
    yield from (f"  - {each}: {number}" for each, number in met["failed"].items())
    yield (
        "- Ready to run, but the core was another's: "
        f"{(waited['server'] + waited['store']) / requests * 1000:.1f} ms a request on "
        f"the side that serves, {waited['load'] / requests * 1000:.1f} ms at the "
        "reviewers' own"
    )


def _deeds(met: Mapping[str, Any]) -> Iterator[str]:
    accepted = sum(each.is_accepted for each in met["deeds"])
    whole = "each is found once, the revision as many times higher, and nothing else"
    lost = f"{len(met['lost'])} are not as answered"
    yield (
        f"- {len(met['deeds']):,} deeds of the whole load, {accepted:,} accepted: "
        f"{lost if met['lost'] else whole}"
    )
    yield from (f"  - {each}" for each in sorted(set(met["lost"])))


def _aims(ran: Ran) -> Iterator[str]:
    yield "| | aim | measured | |"
    yield "|---|--:|--:|---|"
    for name, met in ran.items():
        for kind in PRESSES:
            if took := sorted(met["took"].get(kind, ())):
                late = percentile(took, 99)
                yield _aim(f"{name}: {kind}, p99 ms", MOST_P99, late)
        minutes = (met["made"].patients + met["made"].rows) / 60
        yield _aim(f"{name}: made, minutes", MOST_MINUTES, minutes)
        yield _aim(f"{name}: GB", MOST_GIGABYTES, met["made"].megabytes / 1000)
        yield _aim(f"{name}: lost updates", 1, len(met["lost"]))
        yield _aim(f"{name}: errors", 1, sum(met["failed"].values()))


def _aim(what: str, below: float, measured: float) -> str:
    said = "reached" if measured < below else "MISSED"
    number = f"{measured:.1f}" if below > 1 else f"{measured:.0f}"
    return f"| {what} | {f'< {below}' if below > 1 else '0'} | {number} | {said} |"


def _overtaken(met: Mapping[str, Any], kind: str) -> str:
    """Of the whole load, what came before it counts included."""
    if kind not in (CLAIM, NOTE, DECIDE):
        return ""
    own = {CLAIM: {"claim"}, NOTE: {"note"}}
    others = {"claim", "note"}
    told = sum(
        each.status == OVERTAKEN
        and (each.action in own[kind] if kind in own else each.action not in others)
        for each in met["deeds"]
    )
    return f"{told}"


def percentile(took: Sequence[float], percent: int) -> float:
    """Of times in order."""
    return took[min(len(took) - 1, len(took) * percent // 100)]
