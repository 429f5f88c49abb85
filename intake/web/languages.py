"""The language of a request: which one, its words, and the way it is read.

The catalogues are the `.po` files of `intake/translations/`, read once: there is
nothing to compile and nothing that can be out of date.
"""

from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from babel import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations
from flask import Flask, current_app, g, has_request_context, request
from flask import session as browser_session
from flask_babel import Babel

from intake.config import LANGUAGES
from intake.questionnaire import words
from intake.web.policy import ROOMS, Door

TRANSLATIONS = Path(__file__).resolve().parent.parent / "translations"
KEY = "language"
# The clinic's own people read the clinic's language; a caller's page is the caller's.
WORKING = {room for room, who in ROOMS.items() if who is not Door.OPEN} - {
    "telephone"
} | {"auth", "security", "invited"}


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=spoken, configure_jinja=False)
    app.before_request(speak)
    app.teardown_request(fall_silent)
    app.context_processor(in_templates)


@cache
def catalogue(language: str) -> NullTranslations:
    """The words of a language; English is what the program is written in."""
    if language == "en":
        return words.AS_WRITTEN
    file = TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"
    compiled = BytesIO()
    with file.open("rb") as written:
        write_mo(compiled, read_po(written, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def offered() -> tuple[str, ...]:
    """The clinic's languages, its own first."""
    languages: tuple[str, ...] = current_app.config["INTAKE"]["LANGUAGES"]
    return languages


def spoken() -> str:
    """The language of this request, found once."""
    if KEY not in g:
        g.language = _chosen()
    found: str = g.language
    return found


def speak() -> None:
    """What is chosen in the address is remembered for this browser."""
    words.speak(catalogue(spoken()))
    if request.endpoint == "static":  # kept for everybody: no cookie goes with it
        return
    if request.args.get(KEY) == spoken() != browser_session.get(KEY):
        remember(spoken())


def remember(language: str) -> None:
    browser_session[KEY] = g.language = language
    words.speak(catalogue(language))


def fall_silent(_error: BaseException | None = None) -> None:
    words.speak(words.AS_WRITTEN)
    words.speak_about("", {})


def in_templates() -> dict[str, Any]:
    """What a page says of its language; a mail, which no request asks for, nothing."""
    if not has_request_context():
        return {}
    language = spoken()
    return {
        "language": language,
        "direction": direction(language),
        "in_language": in_language,
        "languages": {} if _is_at_work() else {e: LANGUAGES[e] for e in offered()},
    }


def direction(language: str) -> str:
    """`ltr` or `rtl`: the way it is read."""
    way: str = Locale.parse(language).text_direction
    return way


def in_language(language: str) -> str:
    """The address of the page that is shown, in another language."""
    return f"{request.path}?{urlencode({**request.args, KEY: language})}"


def _chosen() -> str:
    languages = offered()
    if _is_at_work():
        return languages[0]
    for wanted in (request.args.get(KEY), browser_session.get(KEY)):
        if wanted in languages:
            return str(wanted)
    return request.accept_languages.best_match(languages) or languages[0]


def _is_at_work() -> bool:
    return request.blueprint in WORKING
