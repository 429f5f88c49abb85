"""One journey through a questionnaire: read the form that is shown, fill it in, send
it, and see by the next page's address that the answer was taken."""

import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

# Which option is taken when the patient says nothing: the calmest that is offered.
CALM = ("no", "none", "never", "same", "5", "self", "sitting", "right")
# The first form is the page's own; a dialog may have another behind it.
FORM = re.compile(r'<form[^>]*method="post".*?</form>', re.DOTALL | re.IGNORECASE)
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')
NAME = re.compile(r'name="([^"]*)"')
VALUE = re.compile(r'value="([^"]*)"')
MOST_PAGES = 60

Fields = Sequence[tuple[str, str]]


class Lost(Exception):
    """Not the page that had to come."""


@dataclass(frozen=True)
class Site:
    """`opens`: the addresses that a patient opens first; the last one leads to the
    first question. `ends`: where the journey ends. `answers`: field name → value or
    values; `text`: what is typed where nothing is said."""

    opens: tuple[str, ...]
    ends: str
    answers: Mapping[str, Any]
    text: str = ""


@dataclass(frozen=True)
class Ask:
    """A request, as a browser would send it; without fields it is a GET."""

    path: str
    fields: Fields | None = None

    @property
    def method(self) -> str:
        return "GET" if self.fields is None else "POST"


@dataclass(frozen=True)
class Answered:
    status: int
    location: str
    text: str


def journey(
    site: Site, route: Sequence[str] = ()
) -> Generator[Ask, Answered, tuple[str, ...]]:
    """Asks for one thing after the other and is told what came; gives the addresses of
    the pages. `route`: those that must come, from an earlier journey.

    Raises Lost at the first page that is another, or is none.
    """
    pages: list[str] = []
    for path in site.opens:
        path, text = yield from _opened(path)
    for _ in range(MOST_PAGES):
        pages.append(path)
        if route and tuple(pages) != tuple(route[: len(pages)]):
            raise Lost(f"{path}, not {route[len(pages) - 1 :][:1]}")
        if path == site.ends:
            return tuple(pages)
        action, fields = filled(site, text)
        answered = yield Ask(action or path, fields)
        if answered.status not in (302, 303):
            raise Lost(f"{path} was not taken: {answered.status}")
        path, text = yield from _opened(answered.location)
        # Answers may open more questions on their own page: it then comes twice.
        if path in pages[:-1] or pages[-2:] == [path, path]:
            raise Lost(f"{path} once more")
    raise Lost("there is no end")


def _opened(path: str) -> Generator[Ask, Answered, tuple[str, str]]:
    """The page at this address, or the one that it leads to."""
    for _ in range(4):
        path = urlsplit(path).path
        answered = yield Ask(path)
        if answered.status == 200:
            return path, answered.text
        if answered.status not in (302, 303):
            raise Lost(f"{path}: {answered.status}")
        path = answered.location
    raise Lost(f"{path} leads nowhere")


def filled(site: Site, page: str) -> tuple[str, Fields]:
    """Where the page's form goes, and what is sent: its hidden fields as they stand on
    this very page, and the answers. Pages alike but for those are read once."""
    form = FORM.search(page)
    page = form[0] if form else ""
    hidden = [_name_and_value(each) for each in HIDDEN.findall(page)]
    action, controls = _read(HIDDEN.sub("", page))
    answers: list[tuple[str, str]] = []
    offered: dict[str, list[str]] = {}
    for name, value in controls:
        if value is None:
            answers.append((name, site.answers.get(name, site.text)))
        else:
            offered.setdefault(name, []).append(value)
    for name, values in offered.items():
        said = site.answers.get(name, ())
        wanted = [said] if isinstance(said, str) else said
        chosen = [each for each in values if each in wanted]
        answers += [(name, each) for each in chosen or [_calm(values)]]
    return action, [*hidden, *answers]


@lru_cache(maxsize=512)
def _read(page: str) -> tuple[str, Sequence[tuple[str, str | None]]]:
    form = _Form()
    form.feed(page)
    if not form.found:
        raise Lost("a page without a form")
    return form.action, form.controls


def _calm(values: Sequence[str]) -> str:
    return next((each for each in CALM if each in values), values[0])


def _name_and_value(tag: str) -> tuple[str, str]:
    name, value = NAME.search(tag), VALUE.search(tag)
    return name[1] if name else "", value[1] if value else ""


class _Form(HTMLParser):
    """The page's one form: its address, and the name of each control with the value
    that choosing it would send, None where something is typed."""

    def __init__(self) -> None:
        super().__init__()
        self.found = False
        self.action = ""
        self.controls: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "form" and (said.get("method") or "").lower() == "post":
            self.found = True
            self.action = said.get("action") or ""
        name = said.get("name")
        if not (self.found and name and tag in ("input", "textarea")):
            return
        chosen = said.get("type") in ("radio", "checkbox")
        self.controls.append((name, (said.get("value") or "") if chosen else None))
