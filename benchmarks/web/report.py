"""The results as a page: what was measured, where, and against what was aimed at."""

import os
import platform
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

from benchmarks.web.contestants import (
    CONTESTANTS,
    COOKIE,
    OURS_ON_POSTGRESQL,
    OURS_ON_SQLITE,
)

Measured: TypeAlias = dict[str, dict[str, list[Mapping[str, Any]]]]

# Looked at by hand, apart from the loads: a profiler takes time of its own.
PROFILE = Path("benchmarks/web/profile.md")
SATURATION = "16 people who never think"
CENSUS = "225 people who think 1 to 3 s"
PACKAGES = ("Flask", "SQLAlchemy", "waitress", "Django", "gunicorn", "locust")
PUBLISHED = (
    ("ONS’s census questionnaire", "33", "30", "1,300", "26,000"),
    ("Django’s form wizard on gunicorn", "186", "5.0", "", ""),
    ("the same, sessions in Redis", "253", "", "", ""),
    ("the UK Home Office’s form framework, Node", "260", "3.4", "", "166"),
    ("Flask-WTF wizard, answers in the cookie", "669", "1.5", "19", ""),
    ("waitress, one SQLite commit", "1,453", "", "", ""),
)
LEAST_A_SECOND, MOST_CPU, MOST_P99, LEAST_OF_COOKIE = 300, 3.3, 100, 0.45


def written(ran: Measured) -> str:
    return "\n".join(
        [
            "# The journey under load",
            "",
            "Made by `make bench-web`; how and why: `benchmarks/README.md`.",
            "",
            *_where(ran),
            *(
                line
                for load in (SATURATION, CENSUS)
                for line in ("", f"## {load}", "", *_table(ran, load))
            ),
            "",
            "## What each does",
            "",
            *(f"- {CONTESTANTS[name].says}: {CONTESTANTS[name].does}" for name in ran),
            "",
            *PROFILE.read_text(encoding="utf-8").splitlines(),
            "",
            "## Aimed at",
            "",
            *_aims(ran),
            "",
            *_published(),
            "",
        ]
    )


def errors(ran: Measured) -> int:
    return sum(
        sum(each["failed"].values())
        for loads in ran.values()
        for rounds in loads.values()
        for each in rounds
    )


def processor() -> str:
    """What this machine computes with."""
    return next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )


def _where(ran: Measured) -> Iterator[str]:
    versions = ", ".join(f"{each} {version(each)}" for each in PACKAGES)
    rounds = max(len(each) for loads in ran.values() for each in loads.values())
    pages = ", ".join(
        f"{name} {loads[SATURATION][0]['pages']}" for name, loads in ran.items()
    )
    yield f"- {datetime.now(UTC):%Y-%m-%d}, {processor()}, {os.cpu_count()} cores,"
    yield f"  Python {platform.python_version()}; {versions}"
    yield "- The server (and PostgreSQL with it) on one core, the load on the other;"
    yield f"  medians of {rounds} rounds in turns. Pages a journey: {pages}."


def _table(ran: Measured, load: str) -> Iterator[str]:
    yield (
        "| | requests/s | p50 ms | p95 | p99 | longest | errors | CPU ms a request "
        "| of it PostgreSQL | memory MB | core: server | core: load |"
    )
    yield f"|---|{'--:|' * 11}"
    for name, loads in ran.items():
        rounds = loads[load]
        columns: list[tuple[Callable[[Mapping[str, Any]], float], str]] = [
            (_a_second, ",.0f"),
            (lambda each: _percentile(each, 50), ",.1f"),
            (lambda each: _percentile(each, 95), ",.1f"),
            (lambda each: _percentile(each, 99), ",.1f"),
            (lambda each: max(_all(each), default=0), ",.0f"),
        ]
        after: list[tuple[Callable[[Mapping[str, Any]], float], str]] = [
            (cpu, ".2f"),
            (lambda each: _spent(each, "store"), ".2f"),
            (lambda each: each["memory"]["server"] + each["memory"]["store"], ",.0f"),
            (lambda each: _busy(each, "server") + _busy(each, "store"), ".0%"),
            (lambda each: _busy(each, "load"), ".0%"),
        ]
        failed = sum(sum(each["failed"].values()) for each in rounds)
        row = [CONTESTANTS[name].says]
        row += [f"{_middle(rounds, what):{form}}" for what, form in columns]
        row += [f"{failed:,}"]
        row += [f"{_middle(rounds, what):{form}}" for what, form in after]
        yield f"| {' | '.join(row)} |"


def _aims(ran: Measured) -> Iterator[str]:
    yield "| | aim | measured | |"
    yield "|---|--:|--:|---|"
    yield _aim("errors", "0", errors(ran), errors(ran) == 0)
    for name in (OURS_ON_SQLITE, OURS_ON_POSTGRESQL):
        if name not in ran:
            continue
        full, census = ran[name][SATURATION], ran[name][CENSUS]
        rate, spent = _middle(full, _a_second), _middle(full, cpu)
        late = _middle(census, lambda each: _percentile(each, 99))
        yield _aim(
            f"{name}: requests a second",
            f"≥ {LEAST_A_SECOND}",
            rate,
            rate >= LEAST_A_SECOND,
        )
        yield _aim(
            f"{name}: CPU ms a request", f"≤ {MOST_CPU}", spent, spent <= MOST_CPU
        )
        yield _aim(
            f"{name}: p99 at 225 people, ms", f"< {MOST_P99}", late, late < MOST_P99
        )
        if COOKIE in ran:
            times = rate / _middle(ran[COOKIE][SATURATION], _a_second)
            enough = times >= LEAST_OF_COOKIE
            yield _aim(f"{name} / cookie wizard", f"≥ {LEAST_OF_COOKIE}", times, enough)


def _aim(what: str, aim: str, measured: float, reached: bool) -> str:
    return f"| {what} | {aim} | {measured:.2f} | {'reached' if reached else 'MISSED'} |"


def _published() -> Iterator[str]:
    yield "Measured earlier on such a machine, twelve pages, one core:"
    yield ""
    yield "| | requests/s | CPU ms a request | p99 ms | p99 at 225 people |"
    yield "|---|--:|--:|--:|--:|"
    for row in PUBLISHED:
        yield f"| {' | '.join(row)} |"


def cpu(each: Mapping[str, Any]) -> float:
    """Milliseconds of the server's processor time for a request, its store's too."""
    return _spent(each, "server") + _spent(each, "store")


def _spent(each: Mapping[str, Any], side: str) -> float:
    spent: float = each["spent"][side] * 1000 / max(1, len(_all(each)))
    return spent


def _busy(each: Mapping[str, Any], side: str) -> float:
    busy: float = each["spent"][side] / each["lasted"]
    return busy


def _a_second(each: Mapping[str, Any]) -> float:
    rate: float = len(_all(each)) / each["lasted"]
    return rate


def _percentile(each: Mapping[str, Any], percent: int) -> float:
    took = sorted(_all(each))
    return took[min(len(took) - 1, len(took) * percent // 100)] if took else 0


def _all(each: Mapping[str, Any]) -> list[float]:
    return [took for one in each["took"].values() for took in one]


def _middle(
    rounds: list[Mapping[str, Any]], what: Callable[[Mapping[str, Any]], float]
) -> float:
    return median(what(each) for each in rounds)
