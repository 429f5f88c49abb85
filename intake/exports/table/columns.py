"""The columns of the table: each with what it says, its codes, and where it is from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial

from intake.config import LANGUAGES
from intake.exports.reading import Taken
from intake.exports.table import flags
from intake.exports.table.said import NO_AREA, NOT_KNOWN, Said, text
from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.derived import DERIVED, DESCRIBED, Derived
from intake.questionnaire.question import Question
from intake.records import standing
from intake.records.details import DETAILS
from intake.records.models import Review, Status
from intake.records.queries import LEFT
from intake.rules import FLAGS, PRIORITIES

YES_NO = {"yes": "yes", "no": "no"}
STATUSES: Mapping[str, str] = {
    each.value: each.value.replace("_", " ") for each in Status
}
# What a clinician did that changed what becomes of it.
DECISIONS: Mapping[str, str] = {
    "accept": "accepted",
    "decline": "declined",
    "ask": "asked for more",
    "refer": "referred",
    "not_reached": "not reached",
    "withdraw": "withdrawn by telephone",
    "reopen": "taken up again",
    "close": "closed",
}
# Of what goes with a decision, what is one code or one number.
COUNTED = frozenset({"reason", "urgency", "sessions", "spacing_weeks"})
# What the questionnaire knows of an area by its name: the cell of the area says it.
OF_THE_KEY = frozenset({"site", "side", "region_type"})


@dataclass(frozen=True)
class Column:
    """`says`: the question, or what it is; `codes`: each with its words; `holds`: what
    stands there where no code does."""

    name: str
    says: str
    value: Callable[[Said], str]
    codes: Mapping[str, str] = field(default_factory=dict)
    holds: str = ""
    private: bool = False


def columns(*, named: bool) -> tuple[Column, ...]:
    """Those that identify the patient only with names."""
    return tuple(each for each in _columns() if named or not each.private)


@cache
def _columns() -> tuple[Column, ...]:
    return (*OF_THE_SUBMISSION, *_of_flags(), *_of_the_patient(), *_of_areas())


def _of_flags() -> Iterator[Column]:
    for flag in FLAGS.values():
        value = partial(_flag, flag.name)
        says = f"{flag.kind}: {flag.words}"
        yield Column(f"flag.{flag.name}", says, value, flags.OUTCOMES)


def _of_the_patient() -> Iterator[Column]:
    for derived in DERIVED.values():
        if not derived.per_area:
            yield _derived(derived.name, derived, partial(_fact, derived.name))
    for question in QUESTIONNAIRE.questions.values():
        if not question.per_area:
            yield _asked(question.name, question, partial(_answer, question))


def _of_areas() -> Iterator[Column]:
    for number in range(DESCRIBED):
        yield from _of_area(number, f"area{number + 1}")


def _of_area(number: int, name: str) -> Iterator[Column]:
    places = QUESTIONNAIRE.questions["worst_area"].values
    here = partial(_at_area, number)
    yield Column(name, "The area", partial(here, lambda _said, area: area), places)
    says, holds = "The flags at this area", "a flag, a colon and what is true of it"
    yield Column(f"{name}.flags", says, partial(here, _flags_at), holds=holds)
    for derived in DERIVED.values():
        if derived.per_area and derived.name not in OF_THE_KEY:
            value = partial(here, partial(_fact_at, derived.name))
            yield _derived(f"{name}.{derived.name}", derived, value)
    for question in QUESTIONNAIRE.questions.values():
        if question.per_area:
            value = partial(here, partial(_answer_at, question))
            yield _asked(f"{name}.{question.name}", question, value)


def _asked(name: str, question: Question, value: Callable[[Said], str]) -> Column:
    codes = {**question.values, **question.unknowns}
    return Column(
        name, question.label, value, codes, _holds(question), question.private
    )


def _derived(name: str, derived: Derived, value: Callable[[Said], str]) -> Column:
    return Column(name, derived.label, value, derived.values, _holds(derived))


def _holds(asked: Question | Derived) -> str:
    if asked.kind != "number":
        several = "several may stand here, with a semicolon between"
        return {"many": several, "date": "a date", "text": "text"}.get(asked.kind, "")
    unit = f", in {asked.unit}" if asked.unit else ""
    return f"a number from {asked.low or 0:g} to {asked.high or 0:g}{unit}"


def _answer(question: Question, said: Said) -> str:
    return said.answer(question)


def _fact(name: str, said: Said) -> str:
    return said.fact(name)


def _flag(name: str, said: Said) -> str:
    return flags.outcomes(said.taken).get(name) or flags.otherwise(said.taken)


def _at_area(number: int, of: Callable[[Said, str], str], said: Said) -> str:
    area = said.area(number)
    return NO_AREA if area is None else of(said, area)


def _answer_at(question: Question, said: Said, area: str) -> str:
    return said.answer(question, area)


def _fact_at(name: str, said: Said, area: str) -> str:
    return said.fact_at(name, area)


def _flags_at(said: Said, area: str) -> str:
    return text(flags.at(said.taken, area))


def _rules(said: Said) -> str:
    """The wording that judged the last Send, or the draft as it is."""
    kept = said.taken.submission
    judged = standing.last_on_send(kept) or next(iter(kept.screenings[-1:]), None)
    return str(judged.rule_set_version.number) if judged else NOT_KNOWN


def _decision(said: Said) -> str:
    return next((each.action for each in _decisions(said.taken)), "")


def _decided_at(said: Said) -> str:
    at = next((each.reviewed_at for each in _decisions(said.taken)), None)
    return _time(said, at)


def _detail(name: str, said: Said) -> str:
    found = next((each.details for each in _decisions(said.taken)), {})
    return str(found.get(name, ""))


def _decisions(taken: Taken) -> Iterator[Review]:
    found = reversed(taken.submission.reviews)
    return (each for each in found if each.action in DECISIONS)


def _time(said: Said, at: datetime | None) -> str:
    zone = said.taken.sender.zone
    return at.astimezone(zone).isoformat(timespec="minutes") if at else ""


def _of(name: str, said: Said) -> str:
    return str(getattr(said.taken.submission, name))


def _waits(said: Said) -> str:
    return "no" if said.taken.submission.queue_rank == LEFT else "yes"


def _taken_down(said: Said) -> str:
    return "no" if said.taken.submission.taken_down_by_id is None else "yes"


TIME = "a day and time on the clinic's clock; empty where there is none"

OF_THE_SUBMISSION = (
    Column("reference", "The reference", partial(_of, "reference"), holds="text"),
    Column("status", "What became of it", partial(_of, "status"), STATUSES),
    Column("waits", "Whether it waits for a clinician", _waits, YES_NO),
    Column(
        "priority",
        "Its priority; none: no rule raised a flag",
        lambda said: said.taken.submission.priority or "none",
        {each: each for each in PRIORITIES},
    ),
    Column("language", "The patient's language", partial(_of, "language"), LANGUAGES),
    Column("taken_down", "Filled in by the clinic for a caller", _taken_down, YES_NO),
    Column(
        "came_in",
        "When it came into the queue",
        lambda said: _time(said, said.taken.submission.waiting_since),
        holds=TIME,
    ),
    Column(
        "sent_at",
        "When it was last sent",
        lambda said: _time(said, said.taken.submission.sent_at),
        holds=TIME,
    ),
    Column("rules_version", "The version of the rules", _rules, holds="a number"),
    Column(
        "decision",
        "The last decision; empty where there is none",
        _decision,
        DECISIONS,
    ),
    Column("decided_at", "When that was", _decided_at, holds=TIME),
    *(
        Column(
            f"decision.{each.name}",
            f"{each.label}, with that decision; empty where it was not said",
            partial(_detail, each.name),
            each.values,
            holds="" if each.values else "a number",
        )
        for each in DETAILS.values()
        if each.name in COUNTED
    ),
)
