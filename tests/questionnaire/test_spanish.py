"""The questionnaire in Spanish: nothing is left in English, and no fact changes."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from intake.questionnaire import QUESTIONNAIRE, Answers, words
from intake.questionnaire.body import REGIONS, SIDES, area_of, area_words, your_area
from intake.questionnaire.facts import facts
from intake.questionnaire.fields import Asked, ScaleField
from intake.questionnaire.of_another import CHILD, PATIENT, REWORDED
from intake.questionnaire.progress import SECTIONS, section_of
from intake.web.languages import catalogue
from tests import make
from tests.catalogue import gathered
from tests.questionnaire.patients import TODAY, post
from tests.questionnaire.test_duration import BEGAN

# Words that Spanish writes as English does.
ALIKE = {"No", "Diabetes", "Golf", "Psoriasis", "Stones", "Tuberculosis"}
UNITS_ALIKE = {"%", "cm", "kg"}
PLACEHOLDER = re.compile(r"%\(\w+\)s")
SIDE = re.compile(r"\b(left|right)\b(?!\))", re.IGNORECASE)
# They speak of both sides, of what is left, or of this moment.
OF_NO_SIDE = re.compile(r"[Ll]eft (and|or) right|%\(left\)s|right now")
SEVERAL = {
    "regions": ["neck_left", "lower_back_middle", "knee_right_inner", "groin_left"],
    "worst_area": "knee:right",
    "treatments": ["exercise_or_physio", "injection"],
    "physio_weeks": "1",
    "injections_here": ["steroid"],
    "conditions": ["diabetes", "hypermobility_or_ehlers_danlos"],
    "hba1c_percent": "7,5",
    "allergies": ["latex", "fish"],
}


@pytest.fixture(autouse=True)
def _spanish() -> Iterator[None]:
    with words.speaking(catalogue("es")):
        yield


@cache
def pairs() -> list[tuple[str, str]]:
    """The questionnaire's English and its Spanish, one form of a message at a time."""
    spanish = catalogue("es")
    found: list[tuple[str, str]] = []
    with words.speaking(words.AS_WRITTEN):
        written = list(gathered())
    for each in written:
        if not any(file.startswith("questionnaire/") for file, _ in each.locations):
            continue
        if isinstance(each.id, str):
            found.append((each.id, spanish.gettext(each.id)))
        else:
            one, many = each.id
            found += [
                (one, spanish.ngettext(one, many, 1)),
                (many, spanish.ngettext(one, many, 2)),
            ]
    return found


def in_english(said: str) -> str:
    return said if said not in ALIKE | UNITS_ALIKE else ""


def shown_of(field: Asked) -> Iterator[str]:
    """Everything that a field can put on a page, as it is written."""
    yield from (field.label.text, field.hint, field.unit, field.missing)
    yield from (field.missing_words, field.missing_brief)
    choices = [] if isinstance(field, ScaleField) else getattr(field, "choices", ())
    yield from dict(choices or ()).values()
    yield from getattr(field, "ends", ())
    yield from (title for title, _ in getattr(field, "groups", ()))
    yield from dict(getattr(field, "parts", {})).values()
    yield getattr(field, "either", "")


def test_every_message_has_its_spanish() -> None:
    assert [en for en, es in pairs() if es == in_english(en)] == []


def test_everything_a_page_shows_has_its_spanish() -> None:
    written = [*SECTIONS, *SIDES.values()]
    for step in QUESTIONNAIRE.steps:
        written += [step.title, step.lead]
        for field in step.form():
            if isinstance(field, Asked):
                written += shown_of(field)

    assert len(written) > 1000
    assert {
        each for each in written if each and words.say(each) == in_english(each)
    } == set()


def test_what_is_filled_in_stays_the_same() -> None:
    for english, spanish in pairs():
        found = sorted(PLACEHOLDER.findall(spanish))
        assert found == sorted(PLACEHOLDER.findall(english)), english


def test_a_question_opens_and_closes_as_spanish_does() -> None:
    for english, spanish in pairs():
        assert ("?" in english) == ("¿" in spanish), english
        assert spanish.count("¿") == spanish.count("?"), english


def test_nobody_is_called_tu() -> None:
    familiar = re.compile(r"\b(tú|tu|tus|tienes|puedes|eres|te)\b", re.IGNORECASE)

    assert [es for _, es in pairs() if familiar.search(es)] == []


@pytest.mark.parametrize("patient", [CHILD, PATIENT])
def test_words_about_a_patient_are_spanish_and_speak_of_nobody_else(
    patient: str,
) -> None:
    """No sentence begins small, no “a el”, and nobody says “me” or “mi”."""
    wrong = re.compile(r"\b(mis?|me|a el|de el)\b|^¿?su hijo|^¿?la persona|%\(", re.I)
    spoken = catalogue("es")
    for about in REWORDED.values():
        said = spoken.gettext(about).replace("%(patient)s", spoken.gettext(patient))
        assert said != about
        assert not wrong.search(said), said


def test_a_parent_is_asked_about_their_child() -> None:
    words.speak_about(CHILD, REWORDED)

    assert words.say("Do you smoke?") == "¿Fuma su hijo o hija?"
    assert words.say("Your health") == "La salud de su hijo o hija"
    assert your_area("knee:right") == "la rodilla derecha de su hijo o hija"


def test_left_is_never_right() -> None:
    said = {
        en: es for en, es in pairs() if SIDE.search(en) and not OF_NO_SIDE.search(en)
    }
    assert len(said) > 100

    for english, spanish in said.items():
        own, other = "izquierd", "derech"
        if "right" in english.lower():
            own, other = other, own
        assert own in spanish.lower(), english
        assert other not in spanish.lower(), english


def test_right_mirrors_left() -> None:
    said = dict(pairs())
    for english in [each for each in said if SIDE.search(each)]:
        if OF_NO_SIDE.search(english):
            continue
        mirrored = SIDE.sub(lambda side: _other(side[0]), english)
        swapped = said[english].replace("izquierd", "X").replace("derech", "izquierd")
        swapped = swapped.replace("Izquierd", "Y").replace("Derech", "Izquierd")
        assert said[mirrored] == swapped.replace("X", "derech").replace("Y", "Derech")


def _other(side: str) -> str:
    sides = {"left": "right", "right": "left", "Left": "Right", "Right": "Left"}
    return sides[side]


def test_every_place_is_said_as_one_phrase() -> None:
    assert area_words("knee:right") == "rodilla derecha"
    assert your_area("knee:right") == "su rodilla derecha"
    assert (
        words.say(REGIONS["knee_right_inner"].words) == "Rodilla derecha, lado interno"
    )
    places = [words.say(region.words) for region in REGIONS.values()]
    assert len(set(places)) == len(REGIONS)
    areas = {area_of(code) for code in REGIONS}
    assert len({area_words(area) for area in areas}) == len(areas)


def test_the_answers_of_a_question_differ() -> None:
    for name, question in QUESTIONNAIRE.questions.items():
        said = [words.say(each) for each in question.values.values()]
        assert len(said) == len(set(said)), name


@pytest.mark.parametrize(
    ("typed", "amount", "unit"),
    [("2 años", 2, "years"), ("3 semanas", 3, "weeks"), ("1,5 meses", 1.5, "months")],
)
def test_how_long_is_read_with_its_spanish_unit(
    typed: str, amount: float, unit: str
) -> None:
    form = post("began", make.answers(), 1, **{**BEGAN, "duration_amount": typed})

    assert form.validate(), form.errors
    assert (form.data["duration_amount"], form.data["duration_unit"]) == (amount, unit)


# Which language was spoken is nothing that a rule can see. `goal` is private: it only
# makes the second walk another one than the first.
@pytest.mark.parametrize("typed", [{}, make.SADDLE, SEVERAL], ids=["knee", "back", "3"])
def test_the_same_answers_are_the_same_facts_in_any_language(
    typed: dict[str, Any],
) -> None:
    spanish = make.answers(**typed, goal="Caminar")
    with words.speaking(words.AS_WRITTEN):
        english = make.answers(**typed, goal="To walk")
        found = facts(english, TODAY)

    assert facts(spanish, TODAY) == found
    assert QUESTIONNAIRE.split(spanish)[0] == QUESTIONNAIRE.split(english)[0]


@pytest.mark.parametrize("typed", [{}, make.SADDLE, SEVERAL], ids=["knee", "back", "3"])
def test_no_row_of_the_answers_is_in_english(typed: dict[str, Any]) -> None:
    given = make.answers(**typed)
    with words.speaking(words.AS_WRITTEN):
        english = said(given)

    left = [
        spoken
        for spoken, written in zip(said(given), english, strict=True)
        if spoken == written and re.search(r"[^\W\d_]", spoken)
    ]
    assert set(left) <= ALIKE


def said(answers: Answers) -> list[str]:
    """Every word of the answers and of the way to them, but the patient's own."""
    found: list[str] = []
    for section in QUESTIONNAIRE.shown(answers, TODAY):
        found.append(section.title)
        for row in section.rows:
            found += [row.label, "" if is_private(row.name) else row.words]
    path = QUESTIONNAIRE.path(answers, TODAY)
    return found + [section_of(page) for page in path]


def is_private(name: str) -> bool:
    return QUESTIONNAIRE.questions[name].private and name != "date_of_birth"
