"""Words for people: marked where they are written, translated where they are shown."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from gettext import NullTranslations

AS_WRITTEN = NullTranslations()
_spoken: ContextVar[NullTranslations] = ContextVar("spoken", default=AS_WRITTEN)
# Words to the patient → the same words about the patient, and whom they then name.
_about: ContextVar[tuple[Mapping[str, str], str] | None] = ContextVar(
    "about", default=None
)


def N_(words: str) -> str:  # noqa: N802  (gettext's own name for the marker)
    """The words as they are: the mark is for the tool that gathers them."""
    return words


MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)


def say(words: str) -> str:
    """The words in the language spoken now; as they are where it has none for them.

    To whoever answers for a patient they are about that patient, where they differ.
    """
    if not words:
        return ""
    about = _about.get()
    if about and words in about[0]:
        told = _spoken.get().gettext(about[0][words])
        told = told.replace("%(patient)s", _spoken.get().gettext(about[1]))
        return told[0].upper() + told[1:] if words[0].isupper() else told
    return _spoken.get().gettext(words)


def say_number(singular: str, plural: str, number: int) -> str:
    """The words for one or for many, in the language spoken now."""
    return _spoken.get().ngettext(singular, plural, number)


def speak(catalogue: NullTranslations) -> None:
    """From now on, in this thread, `say` speaks the language of this catalogue."""
    _spoken.set(catalogue)


def speak_about(patient: str, reworded: Mapping[str, str]) -> None:
    """From now on, in this thread, `say` speaks about the patient, not to them; `""`
    ends that."""
    _about.set((reworded, patient) if patient else None)


def way_of_speaking() -> tuple[NullTranslations, str]:
    """What `say` goes by beside the words: the language, and whom it speaks about."""
    about = _about.get()
    return _spoken.get(), about[1] if about else ""


@contextmanager
def speaking(catalogue: NullTranslations) -> Iterator[None]:
    """Speak another language for a while, to the patient."""
    spoken, about = _spoken.set(catalogue), _about.set(None)
    try:
        yield
    finally:
        _spoken.reset(spoken)
        _about.reset(about)


def day_words(day: date) -> str:
    """`2026-03-01` → `1 March 2026`."""
    return say(N_("%(day)s %(month)s %(year)s")) % {
        "day": day.day,
        "month": say(MONTHS[day.month - 1]),
        "year": day.year,
    }
