"""No word stands on a patient's page that could not be said in another language."""

import re
from collections.abc import Iterator
from gettext import NullTranslations
from pathlib import Path

import html5lib
import pytest
from flask import Flask, render_template
from wtforms import Field, Form

from intake.questionnaire import QUESTIONNAIRE, words
from intake.questionnaire.derived import DERIVED
from intake.questionnaire.fields import Asked
from intake.questionnaire.progress import SECTIONS
from intake.rules import FLAGS, KINDS
from intake.web import languages, mails
from intake.web.errors import TEXTS
from intake.web.forms import CallbackForm
from intake.workflow import outbox
from tests import make
from tests.every_page import WAYS, Way
from tests.languages import Reader, Wide, messages, texts

TO_PATIENTS = [each.name for each in outbox.MAILS.values() if each.to_patients]
LETTER = re.compile(r"[A-Za-z]")
# What is the same in every language: signs of measures, references, addresses.
SIGNS = re.compile(
    r"\b(cm|kg|mg|[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4})\b|\S+\.\S+/\S+"
)
SAME = frozenset({"", "cm", "kg", "%", "kg/m²", *map(str, range(11))})
LINK = "https://intake.clinic.example/r/x"
ADVICE = [flag.name for flag in FLAGS.values() if KINDS[flag.kind].advises_patient]


@pytest.fixture
def wide(monkeypatch: pytest.MonkeyPatch) -> Wide:
    language = Wide()
    known = {"en": words.AS_WRITTEN, "es": language}
    monkeypatch.setattr(languages, "catalogue", known.__getitem__)
    return language


@pytest.fixture(params=["sqlite"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Pages read the same on both databases; they are read on one."""
    with request.getfixturevalue("sqlite_files").fresh(tmp_path, new=False) as url:
        yield url


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
def test_every_word_on_the_way_is_said(app: Flask, wide: Wide, way: Way) -> None:
    reader = Reader(app, wide)

    way(app, reader)

    unsaid = {text: at for text, at in reader.read.items() if plain(text, reader.own)}
    assert unsaid == {}


@pytest.mark.parametrize("unsure", [True, False], ids=["unsure", "raised"])
@pytest.mark.parametrize("flag", ADVICE)
def test_every_word_of_the_advice_is_said(
    app: Flask, wide: Wide, flag: str, unsure: bool
) -> None:
    alert = {"not_ruled_out": unsure}
    with app.test_request_context("/"), words.speaking(wide):
        page = render_template(f"patient/advice/{flag}.html", alert=alert)

    read = list(texts(html5lib.parse(f"<!doctype html><title>-</title>{page}")))

    assert len(read) > 6
    assert [each for each in read if plain(each)] == []


@pytest.mark.parametrize("kind", TO_PATIENTS)
def test_every_word_of_a_mail_is_said(app: Flask, kind: str) -> None:
    lines = mail(app, kind, Wide())
    own = {make.ENVIRONMENT["INTAKE_CLINIC_NAME"], "/privacy"}

    assert len(lines) > 6
    assert [line for line in lines if plain(line, own)] == []


@pytest.mark.parametrize("kind", TO_PATIENTS)
def test_no_line_of_a_spanish_mail_is_in_english(app: Flask, kind: str) -> None:
    english = mail(app, kind, words.AS_WRITTEN)
    spanish = mail(app, kind, languages.catalogue("es"))

    assert len(spanish) == len(english)
    assert set(spanish) & set(english) <= {LINK}


def mail(app: Flask, kind: str, language: NullTranslations) -> list[str]:
    """The lines of such a mail, its subject first."""
    letter = outbox.Letter(
        kind=outbox.MAILS[kind],
        recipient="pat@example.org",
        language="es",
        written_at=make.NOON,
        about=None,
        reference="AAAA-0001",
        values=dict.fromkeys(outbox.MAILS[kind].values, LINK),
    )
    with app.app_context(), words.speaking(language):
        text = f"{words.say(letter.kind.subject)}\n{mails._text(letter)}"
    return [line for line in text.splitlines() if line]


def plain(text: str, own: frozenset[str] | set[str] = frozenset()) -> bool:
    """Whether a word in it was not said."""
    for each in own:
        text = text.replace(each, "")
    return LETTER.search(SIGNS.sub("", text)) is not None


# What only some patients meet


@pytest.mark.parametrize("step", QUESTIONNAIRE.steps, ids=lambda step: step.slug)
def test_every_word_of_a_page_of_questions_is_gathered(step: object) -> None:
    said = {step.title, step.lead, *words_of(step.form())}  # type: ignore[attr-defined]

    assert said - messages() - SAME == set()


def test_every_word_beside_the_questions_is_gathered() -> None:
    derived = [
        (each.label, each.unit, *each.values.values()) for each in DERIVED.values()
    ]
    said = {
        *(each for text in TEXTS.values() for each in text),
        *(each for of_one in derived for each in of_one),
        *words_of(CallbackForm()),
        *SECTIONS,
    }

    assert said - messages() - SAME == set()


def words_of(form: Form) -> Iterator[str]:
    for field in form:
        assert isinstance(field, Asked)
        yield from (field.label.text, field.hint, field.unit)
        yield from (field.missing, field.missing_words, field.missing_brief)
        yield from _of_its_kind(field)


def _of_its_kind(field: Field) -> Iterator[str]:
    yield from getattr(field, "ends", ())
    yield from getattr(field, "parts", {}).values()
    yield getattr(field, "either", "")
    yield from dict(getattr(field, "choices", None) or {}).values()
    yield from (title for title, _ in getattr(field, "groups", ()))


# The language that shows it


def test_a_word_that_is_not_said_is_seen() -> None:
    assert plain("Start now")
    assert plain(Wide().gettext("Nobody marked this"))
    assert not plain(Wide().gettext("Start now"))
    assert plain(f"{Wide().gettext('Start now')}, then stop")
    assert not plain("3 × 70 kg: ABCD-1234")
