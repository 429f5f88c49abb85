"""Reading the patients' pages in another language, with every word that is on them."""

import re
from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from string import ascii_letters
from xml.etree.ElementTree import Element

from flask import Flask

from intake.config import LANGUAGES
from tests import make
from tests.browser import HTML, Browser
from tests.catalogue import gathered

# What is read out or shown of an element beside its text.
READ_OUT = (
    *("title", "aria-label", "alt", "placeholder", "label"),
    # What the script says of what is typed.
    *("data-kept", "data-kept-said", "data-waits", "data-away", "data-failed"),
    "data-refused",
)
# What a message holds that is no word: its tags and the names of its values.
NO_WORDS = re.compile(r"(<[^>]*>|%\(\w+\)s|%%)")
OWN = (
    *LANGUAGES.values(),
    *(make.ENVIRONMENT["INTAKE_CLINIC_NAME"], make.KNEE["full_name"]),
    *(make.KNEE["email"], "Dan's why"),
    "{time}",  # written by the script
)
WIDE = {ord(each): ord(each) + 0xFEE0 for each in ascii_letters}


@cache
def messages() -> frozenset[str]:
    """Everything that the catalogues are asked for, singular or plural."""
    found = [each.id for each in gathered() if each.id]
    return frozenset(
        words for each in found for words in ([each] if isinstance(each, str) else each)
    )


class Wide(NullTranslations):
    """A language whose letters are all wide, and that knows the gathered words only.

    So a plain letter on a page is of a word that was not said, or is not gathered.
    """

    def gettext(self, message: str) -> str:
        if message not in messages():
            return message
        parts = NO_WORDS.split(message)
        return "".join(
            part if NO_WORDS.fullmatch(part) else part.translate(WIDE) for part in parts
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Reader(Browser):
    """A patient's browser in a language: it keeps every text of every page it is shown.

    What stands on a page in a language of its own, as a source's title, is left out.
    """

    def __init__(
        self, app: Flask, catalogue: NullTranslations, language: str = "es"
    ) -> None:
        super().__init__(app)
        self.say = catalogue.gettext
        self.onward = self.say("Continue")
        self.read: dict[str, str] = {}
        # The words of people: the clinic's, the patients', the clinicians'.
        self.own = {*OWN}
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        self.open("/")

    def _show(self, page: object) -> "Reader":
        super()._show(page)  # type: ignore[arg-type]
        if self.status not in (302, 303):
            where = f"{self.path} ({self.status})"
            self.read |= {text: self.read.get(text, where) for text in texts(self.tree)}
        return self


def texts(page: Element) -> Iterator[str]:
    """Every text of a page that somebody reads or hears, spaces made even."""
    language = page.get("lang", "")
    for part in (page.find(f".//{HTML}title"), page.find(f"{HTML}body")):
        if part is not None:
            for text in _of(part, language):
                if even := " ".join(text.split()):
                    yield even


def _of(element: Element, language: str) -> Iterator[str]:
    if element.get("lang", language) != language or not isinstance(element.tag, str):
        return
    yield from (element.get(each, "") for each in READ_OUT)
    if element.tag != f"{HTML}textarea":  # what was typed
        yield element.text or ""
    for child in element:
        yield from _of(child, language)
        yield child.tail or ""
