"""The words of the patients' pages, gathered from where they stand.

`make translations` writes those that are new into each catalogue of
`intake/translations/`, empty, and takes out those that are gone. What is put together
while it runs, such as the places of the body, is gathered from the tables that it is
made of.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from intake.config import LANGUAGES, SETTINGS
from intake.questionnaire.body import (
    REGIONS,
    SITES,
    area_name,
    area_of,
    area_words,
    my_area,
    of_another,
    site_name,
    your_area,
)
from intake.questionnaire.words import AS_WRITTEN, speaking
from intake.rules.vocabulary import NOT_ANSWERED
from intake.rules.words import STANDING_WORDS
from intake.web.languages import TRANSLATIONS

ROOT = TRANSLATIONS.parent
METHODS = [("**.py", "python"), ("templates/**", "jinja2")]
OPTIONS = {"templates/**": {"trimmed": "true", "newstyle_gettext": "true"}}
KEYWORDS = {
    "N_": None,
    "_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "say_number": (1, 2),
}
WRITTEN_IN = "en"
# The clinic's own words: said in other languages where it has left them as they come.
CLINICS_OWN = ("EMERGENCY_SERVICE", "REPLY_WITHIN", "RETENTION")


def gathered() -> Catalog:
    """Every word that a patient may read, with where it stands."""
    catalog = Catalog(locale=WRITTEN_IN, fuzzy=False)
    for file, _line, words, _comments, context in extract_from_dir(
        ROOT, METHODS, OPTIONS, KEYWORDS
    ):
        catalog.add(words, locations=[(file, 0)], context=context)
    with speaking(AS_WRITTEN):
        of_the_body = tuple(_of_the_body())
    for words in of_the_body:
        catalog.add(words, locations=[("questionnaire/body.py", 0)])
    for words in (NOT_ANSWERED, *STANDING_WORDS.values()):
        catalog.add(words, locations=[("rules/words.py", 0)])
    for setting in SETTINGS:
        if setting.name in CLINICS_OWN:
            catalog.add(setting.default or "", locations=[("config.py", 0)])
    return catalog


def read(language: str) -> Catalog:
    with _file(language).open("rb") as written:
        return read_po(written, locale=language)


def as_text(catalog: Catalog) -> str:
    written = BytesIO()
    write_po(
        written,
        catalog,
        width=88,
        omit_header=True,
        include_lineno=False,
        sort_by_file=True,
        ignore_obsolete=True,
        include_previous=False,
    )
    return written.getvalue().decode()


def write() -> None:
    """Bring every catalogue in line with the words as they are now."""
    for language in LANGUAGES:
        if language == WRITTEN_IN:
            continue
        catalog = read(language) if _file(language).exists() else Catalog(language)
        catalog.update(gathered(), no_fuzzy_matching=True)
        _file(language).parent.mkdir(parents=True, exist_ok=True)
        _file(language).write_text(as_text(catalog), encoding="utf-8")


def _of_the_body() -> Iterator[str]:
    yield from (region.words for region in REGIONS.values())
    yield from (site_name(site) for site in SITES)
    for area in dict.fromkeys(area_of(code) for code in REGIONS):
        yield from (area_name(area), area_words(area))
        yield from (my_area(area), your_area(area), of_another(area))


def _file(language: str) -> Path:
    return TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"


if __name__ == "__main__":
    write()
