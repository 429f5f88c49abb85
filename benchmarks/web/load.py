"""`python -m benchmarks.web.load CONTESTANT URL …`: people on their journeys, by
locust, in a process of its own; says as JSON what they met and what it cost."""

# Locust first: it makes the standard library wait without holding others up.
from locust import constant, task  # isort: skip
from locust.env import Environment  # isort: skip

import argparse
import json
import random
from collections.abc import Sequence
from typing import Any

import gevent

from benchmarks.web.browser import MET, Browser, arguments, note_failure, under_load
from benchmarks.web.contestants import CONTESTANTS
from benchmarks.web.journey import Lost, Site, journey

AFTER_AN_ERROR = 0.2  # seconds


class Person(Browser):
    """One journey after the other, each in a new browser."""

    abstract = True
    wait_time = constant(0)
    site: Site
    route: Sequence[str] = ()
    thinks: tuple[float, float] = (0, 0)
    journeys = 0

    @task
    def fill_in(self) -> None:
        self.cookies = {}
        try:
            self.walk()
            Person.journeys += MET.counts
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


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("contestant", choices=CONTESTANTS)
    parser.add_argument("url")
    print(json.dumps(measured(parser.parse_args())))


def measured(chosen: argparse.Namespace) -> dict[str, Any]:
    Person.host, Person.site = chosen.url, CONTESTANTS[chosen.contestant].site
    Person.thinks = tuple(chosen.think)
    scout = Person(Environment(user_classes=[]))
    scout.thinks = (0, 0)
    scout.on_start()
    # Every later journey must come by the pages of this one, and to the same end.
    Person.route = scout.walk()

    class Everybody(Person):
        abstract = False

    met = under_load(Everybody, chosen)
    return {**met, "pages": len(Person.route), "journeys": Person.journeys}


if __name__ == "__main__":
    main()
