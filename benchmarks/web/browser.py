"""A browser under load, by locust: what it was answered, how long that took, and what
serving it cost."""

# Locust first: it makes the standard library wait without holding others up.
from locust import FastHttpUser  # isort: skip
from locust.env import Environment  # isort: skip

import argparse
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import gevent

from benchmarks.web import processes
from benchmarks.web.journey import Answered, Ask, Lost

# What is under way when it is over is still answered.
LAST_ANSWERS = 10  # seconds


@dataclass
class Met:
    """While it counts: the milliseconds of each request by its kind, and what
    failed."""

    counts: bool = False
    took: dict[str, list[float]] = field(default_factory=dict)
    failed: Counter[str] = field(default_factory=Counter)


MET = Met()


class Browser(FastHttpUser):
    """It keeps its cookies, follows no redirect by itself, and says that it came by
    https."""

    abstract = True

    def on_start(self) -> None:
        self.client.client.cookiejar = None  # a Secure cookie shall come back, too
        self.cookies: dict[str, str] = {}

    def answered(self, ask: Ask, kind: str = "") -> Answered:
        """`kind`: under what its time is noted; its method, if nothing is said."""
        began = time.perf_counter()
        response: Any = self.client.request(
            ask.method,
            ask.path,
            data=_encoded(ask),
            headers=self.headers(ask),
            allow_redirects=False,
        )
        if MET.counts:
            took = (time.perf_counter() - began) * 1000
            MET.took.setdefault(kind or ask.method, []).append(took)
        if not response.status_code:
            raise Lost(f"no answer: {type(response.error).__name__}")
        for cookie in response.headers.get_all("set-cookie") or ():
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name.strip()] = value
        location = response.headers.get("location") or ""
        return Answered(response.status_code, location, response.text or "")

    def headers(self, ask: Ask) -> dict[str, str]:
        said = {
            "Accept-Encoding": "gzip",
            "Cookie": "; ".join(
                f"{name}={each}" for name, each in self.cookies.items()
            ),
            "Referer": f"{self.host}/".replace("http:", "https:"),
            "X-Forwarded-Proto": "https",
        }
        if ask.fields is not None:
            said["Content-Type"] = "application/x-www-form-urlencoded"
        return said


def note_failure(words: str) -> None:
    if MET.counts:
        MET.failed[words] += 1


def _encoded(ask: Ask) -> str | None:
    return None if ask.fields is None else urlencode(ask.fields)


def arguments(says: str | None) -> argparse.ArgumentParser:
    """Those of every load: who comes, for how long, and who serves."""
    parser = argparse.ArgumentParser(description=says)
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--think", type=float, nargs=2, default=(0, 0))
    parser.add_argument("--warm", type=float, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--server", type=int, nargs="+", required=True)
    parser.add_argument("--store", type=int, nargs="*", default=())
    return parser


def under_load(kind: type[Browser], chosen: argparse.Namespace) -> dict[str, Any]:
    """Many of this kind: what they met while it counted, and what serving it took."""
    environment = Environment(user_classes=[kind], stop_timeout=LAST_ANSWERS)
    runner = environment.create_local_runner()
    runner.start(chosen.people, spawn_rate=chosen.people / max(1, chosen.warm / 2))
    gevent.sleep(chosen.warm)
    sides = {"server": chosen.server, "store": chosen.store, "load": [os.getpid()]}
    before = {side: processes.seconds(ids) for side, ids in sides.items()}
    kept_waiting = {side: processes.waited(ids) for side, ids in sides.items()}
    began = time.perf_counter()
    MET.counts = True
    gevent.sleep(chosen.seconds)
    MET.counts = False
    lasted = time.perf_counter() - began
    spent = {side: processes.seconds(ids) - before[side] for side, ids in sides.items()}
    waited = {
        side: processes.waited(ids) - kept_waiting[side] for side, ids in sides.items()
    }
    memory = {side: processes.megabytes(sides[side]) for side in ("server", "store")}
    runner.quit()
    return {
        "lasted": lasted,
        "took": MET.took,
        "failed": dict(MET.failed),
        "spent": spent,
        "waited": waited,
        "memory": memory,
    }
