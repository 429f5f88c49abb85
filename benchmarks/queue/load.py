"""`python -m benchmarks.queue.load URL SOUGHT …`: reviewers at the queue, by locust, in
a process of its own; says as JSON what they met, what it cost, and every deed."""

# Locust first: it makes the standard library wait without holding others up.
from locust import constant, task  # isort: skip

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

import gevent
from passlib.totp import TOTP

from benchmarks.queue import presses
from benchmarks.queue.deeds import Deed
from benchmarks.queue.presses import Page
from benchmarks.queue.store import address
from benchmarks.web.browser import Browser, arguments, note_failure, under_load
from benchmarks.web.journey import Answered, Ask, Lost, Site, filled
from tests.make import PASSWORD

SIGN_IN, CODE, BEGUN = "/sign-in", "/sign-in/code", "before it counts"
SHOWN, DONE, OVERTAKEN = 200, (302, 303), 409
DEEDS: list[Deed] = []
NUMBERS = count()


class Reviewer(Browser):
    """Signs in once; then thinks, presses, thinks. `one`: the submission that is open,
    `listed` the list."""

    abstract = True
    wait_time = constant(0)
    thinks: tuple[float, float] = (0, 0)
    sought: dict[str, Any] = {}
    one: Page | None = None
    listed: Page

    def on_start(self) -> None:
        super().on_start()
        self.number = next(NUMBERS)
        self.deeds: dict[str, Callable[[], None]] = {
            presses.FIRST: lambda: self.list(presses.FIRST, presses.QUEUE),
            presses.FILTERED: lambda: self.list(presses.FILTERED, self.any("filters")),
            presses.NEXT: self.go_on,
            presses.FAR: lambda: self.list(presses.FAR, self.any("far")),
            presses.SEARCH: self.search,
            presses.OPEN: self.open_one,
            presses.CLAIM: lambda: self.do(presses.CLAIM, presses.CLAIMING),
            presses.NOTE: lambda: self.do(presses.NOTE, presses.NOTING),
            presses.DECIDE: lambda: self.do(presses.DECIDE, presses.DECIDING),
        }
        answers = {"email": address(self.number), "password": PASSWORD}
        page = self.shown(BEGUN, SIGN_IN)
        _action, fields = filled(Site((), "", answers), page.text)
        self.answered(Ask(SIGN_IN, fields), BEGUN)
        app = TOTP(self.sought["apps"][address(self.number)])
        page = self.shown(BEGUN, CODE)
        _action, fields = filled(
            Site((), "", {"code": app.generate().token}), page.text
        )
        if self.answered(Ask(CODE, fields), BEGUN).status not in DONE:
            raise Lost("the reviewer could not sign in")
        self.list(BEGUN, presses.QUEUE)

    @task
    def press(self) -> None:
        gevent.sleep(random.uniform(*self.thinks))  # noqa: S311
        kind = presses.drawn()
        try:
            self.deeds[kind]()
        except Lost as lost:
            note_failure(f"{kind}: {lost}")

    def list(self, kind: str, path: str) -> None:
        self.listed = self.shown(kind, path)

    def go_on(self) -> None:
        self.list(presses.NEXT, self.listed.following or self.any("begun"))

    def search(self) -> None:
        words, born = self.any("names")
        [fields] = self.listed.forms(("search",)).values()
        year, month, day = born.split("-") if born else ("", "", "")
        said = {**fields, "words": words, "date_of_birth-day": day}
        said |= {"date_of_birth-month": month, "date_of_birth-year": year}
        answered = self.answered(
            Ask(presses.SEARCHING, [*said.items()]), presses.SEARCH
        )
        if answered.status != SHOWN or not Page("", answered.text).submissions:
            raise Lost(f"nobody was found: {answered.status}")

    def open_one(self) -> None:
        there = self.listed.submissions
        if not there:  # nobody has claimed one yet: back to the first page
            self.list(presses.FIRST, presses.QUEUE)
            return
        self.one = self.shown(presses.OPEN, random.choice(there))  # noqa: S311

    def do(self, kind: str, names: Sequence[str]) -> None:
        """With the submission that is open; one that offers nothing like this, or none
        at all, gives way to another."""
        forms = self.one.forms(names) if self.one else {}
        if self.one and not forms and names == presses.DECIDING:
            forms = self.one.forms(presses.AGAIN if presses.reopens() else ())
        if self.one is None or not forms:
            self.open_one()
            return
        action, fields = random.choice([*forms.items()])  # noqa: S311
        answered = self.done(kind, self.one, action, fields)
        if answered.status == OVERTAKEN:
            self.one = None
        elif answered.status in DONE:
            self.one = self.shown(presses.OPEN, self.one.path)
        else:
            raise Lost(f"was not taken: {answered.status}")

    def done(
        self, kind: str, page: Page, action: str, fields: dict[str, str]
    ) -> Answered:
        deed = Deed(
            reviewer=address(self.number),
            submission=page.path.rpartition("/")[2],
            action=action.rpartition("/")[2],
            note=f"Deed {len(DEEDS)} of this load.",
            seen=int(fields.get("revision", 0)),
        )
        DEEDS.append(deed)
        said = fields
        if kind != presses.CLAIM:
            said = {**fields, **presses.SAID, "note": deed.note}
        answered = self.answered(Ask(action, [*said.items()]), kind)
        deed.status = answered.status
        return answered

    def shown(self, kind: str, path: str) -> Page:
        answered = self.answered(Ask(path), kind)
        if answered.status != SHOWN:
            raise Lost(f"{answered.status}")
        return Page(path, answered.text)

    def any(self, what: str) -> Any:
        return random.choice(self.sought[what])  # noqa: S311


def main() -> None:
    parser = arguments(__doc__)
    parser.add_argument("url")
    parser.add_argument("sought", type=Path)
    chosen = parser.parse_args()
    Reviewer.host, Reviewer.thinks = chosen.url, tuple(chosen.think)
    Reviewer.sought = json.loads(chosen.sought.read_text(encoding="utf-8"))

    class Everybody(Reviewer):
        abstract = False

    met = under_load(Everybody, chosen)
    print(json.dumps({**met, "deeds": [asdict(each) for each in DEEDS]}))


if __name__ == "__main__":
    main()
