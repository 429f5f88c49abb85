"""`python -m benchmarks.web.load CONTESTANT URL …`: people on their journeys, by
locust, in a process of its own; says as JSON what they met and what it cost."""

# Locust first: it makes the standard library wait without holding others up.
from locust import FastHttpUser, constant, task  # isort: skip
from locust.env import Environment  # isort: skip

import argparse
import json
import os
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

import gevent

from benchmarks.web import processes
from benchmarks.web.contestants import CONTESTANTS
from benchmarks.web.journey import Answered, Ask, Lost, Site, journey

AFTER_AN_ERROR = 0.2  # seconds


@dataclass
class Met:
    """While it counts: the milliseconds of each request by its method, and what
    failed."""

    counts: bool = False
    took: dict[str, list[float]] = field(default_factory=dict)
    failed: Counter[str] = field(default_factory=Counter)
    journeys: int = 0


MET = Met()


class Person(FastHttpUser):
    """One journey after the other, each in a new browser."""

    abstract = True
    wait_time = constant(0)
    site: Site
    route: Sequence[str] = ()
    thinks: tuple[float, float] = (0, 0)

    def on_start(self) -> None:
        self.client.client.cookiejar = None  # a Secure cookie shall come back, too
        self.cookies: dict[str, str] = {}

    @task
    def fill_in(self) -> None:
        self.cookies = {}
        try:
            self.walk()
            MET.journeys += MET.counts
        except Lost as lost:
            note_failure(str(lost))
            gevent.sleep(AFTER_AN_ERROR)

    def walk(self) -> tuple[str, ...]:
        steps = journey(self.site, self.route)
        ask = next(steps)
        while True:
            if ask.fields is not None and self.thinks[1]:
                gevent.sleep(random.uniform(*self.thinks))  # noqa: S311
            try:
                ask = steps.send(self.answered(ask))
            except StopIteration as end:
                pages: tuple[str, ...] = end.value
                return pages

    def answered(self, ask: Ask) -> Answered:
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
            MET.took.setdefault(ask.method, []).append(took)
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("contestant", choices=CONTESTANTS)
    parser.add_argument("url")
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--think", type=float, nargs=2, default=(0, 0))
    parser.add_argument("--warm", type=float, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--server", type=int, nargs="+", required=True)
    parser.add_argument("--store", type=int, nargs="*", default=())
    print(json.dumps(measured(parser.parse_args())))


def measured(chosen: argparse.Namespace) -> dict[str, Any]:
    site = CONTESTANTS[chosen.contestant].site
    Person.host, Person.site = chosen.url, site
    Person.thinks = tuple(chosen.think)
    environment = Environment(user_classes=[])
    scout = Person(environment)
    scout.thinks = (0, 0)
    scout.on_start()
    # Every later journey must come by the pages of this one, and to the same end.
    Person.route = scout.walk()

    class Everybody(Person):
        abstract = False

    environment = Environment(user_classes=[Everybody])
    runner = environment.create_local_runner()
    runner.start(chosen.people, spawn_rate=chosen.people / max(1, chosen.warm / 2))
    gevent.sleep(chosen.warm)
    sides = {"server": chosen.server, "store": chosen.store, "load": [os.getpid()]}
    before = {side: processes.seconds(ids) for side, ids in sides.items()}
    began = time.perf_counter()
    MET.counts = True
    gevent.sleep(chosen.seconds)
    MET.counts = False
    lasted = time.perf_counter() - began
    spent = {side: processes.seconds(ids) - before[side] for side, ids in sides.items()}
    memory = {side: processes.megabytes(sides[side]) for side in ("server", "store")}
    runner.quit()
    return {
        "pages": len(Person.route),
        "lasted": lasted,
        "took": MET.took,
        "failed": dict(MET.failed),
        "journeys": MET.journeys,
        "spent": spent,
        "memory": memory,
    }


if __name__ == "__main__":
    main()
