"""What a reviewer may press, how often, and what is read from the page that comes."""

import html
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FIRST, FILTERED, NEXT = "first page", "filtered page", "next page"
FAR, SEARCH, OPEN = "1,000th page", "search by name", "open one"
CLAIM, NOTE, DECIDE = "claim", "add a note", "decide"
# How many of a hundred presses.
PRESSES: Mapping[str, int] = {
    FIRST: 13,
    FILTERED: 16,
    NEXT: 8,
    FAR: 11,
    SEARCH: 13,
    OPEN: 18,
    CLAIM: 7,
    NOTE: 7,
    DECIDE: 7,
}
QUEUE = "/clinician/"
SEARCHING = "/clinician/search"
# Common ones and rare ones, of all that waits and of what was decided, one facet and
# three, days, claims, and two that never come together.
FILTERS: Sequence[str] = (
    "kind=emergency",
    "flag=anticoagulant",
    "site=knee&speaks=es",
    "kind=contraindication&site=lower_back&speaks=en",
    "status=accepted",
    "status=accepted&flag=joint",
    "status=declined&flag=smoking&site=hip",
    "status=accepted&since={a_year_ago}&until={a_month_later}",
    "status=accepted&site=knee&since={a_year_ago}&until={a_month_later}",
    "status=referred&kind=urgent",
    "status=accepted&flag=chronic_back&site=elbow",
    "status=accepted&flag=joint&kind=caution&speaks=es",
    "status=withdrawn&kind=candidate",
    "claimed=me",
    "claimed=nobody&kind=contraindication",
)
CLAIMING = ("claim",)
NOTING = ("note",)
DECIDING = ("accept", "decline", "refer")
AGAIN = ("reopen",)
# What goes with a decision; a danger that it passes over was looked at before.
SAID = {
    "reason": "too_early",
    "refer_to": "Family doctor",
    "urgency": "routine",
    "words": "We write to you.",
    "seen": "yes",
    "all_the_same": "Spoken with on the telephone.",
}
# Whoever comes to a decided one opens it anew so often; the queue must not run dry.
REOPENS = 0.3

LINK = re.compile(r'href="(/clinician/submissions/[0-9a-f-]{36})"')
FOLLOWING = re.compile(r'href="([^"]*)">Next page<')
FORM = re.compile(r'<form[^>]*action="([^"]*)"[^>]*>(.*?)</form>', re.DOTALL)
# What stands in a form before anybody types: tokens, and what is chosen already.
STANDS = re.compile(
    r'<input[^>]*(?:type="hidden"[^>]*|type="checkbox"[^>]* checked|value="\d+")>'
)
NAME, VALUE = re.compile(r'name="([^"]*)"'), re.compile(r'value="([^"]*)"')


@dataclass
class Page:
    """One that is open: its address and its text."""

    path: str
    text: str

    @property
    def submissions(self) -> list[str]:
        return list(dict.fromkeys(LINK.findall(self.text)))

    @property
    def following(self) -> str | None:
        found = FOLLOWING.search(self.text)
        return html.unescape(found[1]) if found else None

    def forms(self, names: Sequence[str]) -> dict[str, dict[str, str]]:
        """What stands in its forms whose addresses end like this, by address."""
        return {
            html.unescape(action): _standing(inner)
            for action, inner in FORM.findall(self.text)
            if action.rpartition("/")[2] in names
        }


def drawn() -> str:
    return random.choices([*PRESSES], [*PRESSES.values()])[0]  # noqa: S311


def reopens() -> bool:
    return random.random() < REOPENS  # noqa: S311


def _standing(form: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    for tag in STANDS.findall(form):
        name, value = NAME.search(tag), VALUE.search(tag)
        if name:
            fields[name[1]] = html.unescape(value[1]) if value else ""
    return fields
