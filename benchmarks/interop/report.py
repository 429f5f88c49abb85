"""The results as a page: each page's scores, where they were measured, and what for."""

import os
import platform
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from typing import TypeAlias

from benchmarks.interop.lighthouse import CATEGORIES, Run

# (page, form factor) → its runs.
Measured: TypeAlias = dict[tuple[str, str], list[Run]]

AIMS = {"accessibility": 100, "performance": 95, "best-practices": 95}


def written(measured: Measured) -> str:
    return "\n".join(
        [
            "# Lighthouse",
            "",
            "Made by `make interop`; how and why: `benchmarks/README.md`.",
            "",
            *_where(measured),
            "",
            *_table(measured),
            "",
            "## What cost a page some of its score",
            "",
            *_lost(measured),
            "",
        ]
    )


def missed(measured: Measured) -> list[str]:
    """What is below its aim."""
    return [
        f"{page}, {form}: {category}"
        for (page, form), runs in measured.items()
        for category in CATEGORIES
        if _middle(runs, category) < AIMS[category]
    ]


def _where(measured: Measured) -> Iterator[str]:
    one = next(runs[0] for runs in measured.values())
    busy = os.getloadavg()[2]
    yield f"- {datetime.now(UTC):%Y-%m-%d}, {_processor()}, {os.cpu_count()} cores"
    yield f"  (load {busy:.1f} at the end), Python {platform.python_version()},"
    yield f"  Lighthouse {one.version}, Chromium {one.browser}"
    count = max(len(runs) for runs in measured.values())
    yield f"- Medians of {count} runs in turns; least and most of them in brackets."
    yield "- Search engines (“SEO”) are not scored: no patient's page is to be found or"
    yield "  kept by one, and all are sent as `no-store`."


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()


def _table(measured: Measured) -> Iterator[str]:
    aims = " | ".join(f"{each} (≥ {AIMS[each]})" for each in CATEGORIES)
    yield f"| page | form | {aims} | |"
    yield f"|---|---|{'--:|' * len(CATEGORIES)}---|"
    for (page, form), runs in measured.items():
        scores = " | ".join(_scores(runs, each) for each in CATEGORIES)
        below = missed({(page, form): runs})
        yield f"| {page} | {form} | {scores} | {'MISSED' if below else 'reached'} |"


def _scores(runs: list[Run], category: str) -> str:
    scores = [run.scores[category] for run in runs]
    least, most = min(scores), max(scores)
    spread = "" if least == most else f" ({least:.0f}–{most:.0f})"
    return f"{_middle(runs, category):.0f}{spread}"


def _middle(runs: list[Run], category: str) -> float:
    return median(run.scores[category] for run in runs)


def _lost(measured: Measured) -> Iterator[str]:
    """What did so in more than half of the runs: less is a busy moment."""
    found = False
    for (page, form), runs in measured.items():
        for each in sorted({what for run in runs for what in run.lost}):
            if sum(each in run.lost for run in runs) > len(runs) / 2:
                found = True
                yield f"- {page}, {form}: {each}"
    if not found:
        yield "Nothing."
