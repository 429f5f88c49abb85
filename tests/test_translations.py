"""The catalogues: whole, true to what they translate, and said on every page."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Message
from flask import Flask

from intake.config import LANGUAGES
from intake.web import languages
from tests import catalogue
from tests.every_page import WAYS, Way
from tests.languages import Reader

OTHERS = [each for each in LANGUAGES if each != catalogue.WRITTEN_IN]
AGAIN = "Run: make translations"
VALUE = re.compile(r"%\(\w+\)s|%%")
TAG = re.compile(r"<[^>]*>")
# Words that are the same in another language.
SAME = {
    "es": {"Error:", "No"} | {"Diabetes", "Golf", "Psoriasis", "Stones", "Tuberculosis"}
}

every_language = pytest.mark.parametrize("language", OTHERS)


def translated(language: str) -> list[tuple[str, str, Message]]:
    """Each message beside its translation; a plural beside each of its forms."""
    pairs = []
    for each in catalogue.read(language):
        if isinstance(each.id, str):
            pairs.append((each.id, str(each.string or ""), each))
        else:
            one, many = each.id[0], each.id[-1]
            forms = list(each.string or ("", ""))
            pairs.append((one, forms[0], each))
            pairs += [(many, form, each) for form in forms[1:]]
    return [pair for pair in pairs if pair[0]]


def done(language: str) -> list[tuple[str, str]]:
    return [(words, said) for words, said, _ in translated(language) if said]


@every_language
def test_the_catalogue_holds_the_words_as_they_are_now(language: str) -> None:
    gathered = {each.id for each in catalogue.gathered() if each.id}
    kept = {each.id for each in catalogue.read(language) if each.id}

    assert gathered - kept == set(), AGAIN
    assert kept - gathered == set(), AGAIN


@every_language
def test_the_catalogue_is_written_as_the_tool_writes_it(language: str) -> None:
    catalog = catalogue.read(language)
    catalog.update(catalogue.gathered(), no_fuzzy_matching=True)
    file = languages.TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"

    assert file.read_text(encoding="utf-8") == catalogue.as_text(catalog), AGAIN


@every_language
def test_every_word_is_translated(language: str) -> None:
    assert [words for words, said, _ in translated(language) if not said] == []


@every_language
def test_no_translation_is_a_guess(language: str) -> None:
    assert [words for words, _, each in translated(language) if each.fuzzy] == []


@every_language
@pytest.mark.parametrize("part", [VALUE, TAG], ids=["values", "tags"])
def test_a_translation_has_the_same_values_and_tags(
    language: str, part: re.Pattern[str]
) -> None:
    differ = [
        (words, said)
        for words, said in done(language)
        if Counter(part.findall(words)) != Counter(part.findall(said))
    ]

    assert differ == []


@every_language
def test_a_percent_sign_beside_values_is_doubled(language: str) -> None:
    said = [said for words, said in done(language) if VALUE.search(words)]

    assert [each for each in said if "%" in VALUE.sub("", each)] == []


@every_language
def test_nothing_is_left_in_english(language: str) -> None:
    same = {words for words, said in done(language) if words == said}

    assert same - SAME[language] == set()


@every_language
def test_a_translation_begins_and_ends_as_the_words_do(language: str) -> None:
    differ = [
        (words, said)
        for words, said in done(language)
        if _edges(words) != _edges(said) or words.endswith(":") != said.endswith(":")
    ]

    assert differ == []


def _edges(words: str) -> tuple[str, str]:
    """The spaces before and behind."""
    inner = words.strip()
    before, _, behind = words.partition(inner)
    return before, behind


def test_a_spanish_question_begins_with_its_sign() -> None:
    differ = [
        (words, said)
        for words, said in done("es")
        if said.count("¿") != said.count("?")
        or said.count("¡") != said.count("!")
        or words.count("?") != said.count("?")
    ]

    assert differ == []


# On the pages


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Pages read the same on both databases; they are read on one."""
    with request.getfixturevalue("sqlite_files").fresh(tmp_path, new=False) as url:
        yield url


@every_language
@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_no_english_stands_on_the_way(app: Flask, way: Way, language: str) -> None:
    reader = Reader(app, languages.catalogue(language), language)
    english = dict(done(language))

    way(app, reader)

    left = {text: at for text, at in reader.read.items() if _stays(text, english)}
    assert left == {}


def _stays(text: str, english: dict[str, Any]) -> bool:
    return text in english and english[text] != text and text not in english.values()
