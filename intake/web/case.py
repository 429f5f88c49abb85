"""One submission as a clinician reads it: who, the flags with their reasons, what is
missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeAlias

from flask import current_app
from sqlalchemy.orm import Session

from intake.questionnaire import QUESTIONNAIRE, Answers
from intake.questionnaire.asked_again import AskedAgain
from intake.questionnaire.body import REGIONS, Region, area_words
from intake.questionnaire.derived import DERIVED
from intake.questionnaire.difference import Change, difference
from intake.questionnaire.words import say
from intake.records import blind_index, name_queries, standing
from intake.records.models import ScreeningRecord, Submission
from intake.rules import FLAGS, KINDS, Rule
from intake.web.clock import today
from intake.web.waiting import FlagWords, flag_words, name_of, phone_of
from intake.workflow import screenings, submissions
from intake.workflow.opinions import About

# Questions in words, and how each is asked again: None for what is no question.
Asking: TypeAlias = tuple[tuple[str, AskedAgain | None], ...]
CANDIDATE, AGAINST = "candidate", "contraindication"


@dataclass(frozen=True)
class FlagDetail:
    words: str
    area_words: str | None
    strength: str | None
    not_ruled_out: bool
    because: str
    evidence: Sequence[Mapping[str, Any]]
    rule: Rule | None
    version: int | None
    # What would decide it, where it could only not be ruled out.
    open: Asking
    # Its rule and area, by which an opinion is about it.
    about: About
    # Contraindications that stand beside it: of the patient, or of the same place.
    against: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """As part of an id on the page."""
        rule, area = self.about
        return f"{rule}-{area or ''}".replace(":", "-")


@dataclass(frozen=True)
class FlagGroup:
    """The flags of one kind, gravest kinds first."""

    kind: str
    title: str
    flags: list[FlagDetail] = field(default_factory=list)


@dataclass(frozen=True)
class TakenBack:
    flag: FlagWords
    because: str
    raised_at: datetime
    taken_back_at: datetime


@dataclass(frozen=True)
class Undecided:
    title: str
    area_words: str | None
    questions: Asking
    about: About

    @property
    def missing(self) -> frozenset[AskedAgain]:
        return frozenset(each for _words, each in self.questions if each)


def who(submission: Submission) -> dict[str, Any]:
    """What identifies the patient: opened for this page, kept nowhere."""
    private = submission.private
    born = private.get("date_of_birth")
    return {
        "name": name_of(submission),
        "date_of_birth": date.fromisoformat(born) if born else None,
        "sex": _sex(submission.answers.get("sex_at_birth")),
        "age": QUESTIONNAIRE.age(
            submissions.answers_of(submission), day_of(submission)
        ),
        "phone": phone_of(submission),
        "email": private.get("email"),
        "contact_by": _words("contact_by", submission.answers.get("contact_by"))
        if "contact_by" in submission.answers
        else None,
        "callback": submission.callback,
        "filled_in_by": _words("filled_in_by", submission.answers.get("filled_in_by")),
    }


def day_of(submission: Submission) -> date:
    """The clinic's day on which the answers are read: the day they were sent."""
    if submission.sent_at is None:
        return today()
    return submission.sent_at.astimezone(
        current_app.config["INTAKE"]["TIME_ZONE"]
    ).date()


def regions(answers: Answers) -> list[Region]:
    """The places that hurt, as the drawing has them."""
    codes = answers.get("regions") or ()
    return [REGIONS[code] for code in codes if code in REGIONS]


def flag_groups(session: Session, submission: Submission) -> list[FlagGroup]:
    """Every flag that stands, by kind."""
    groups = {kind.name: FlagGroup(kind.name, kind.words) for kind in KINDS.values()}
    for found, screening in standing.flags(submission):
        groups[found["kind"]].flags.append(_detail(session, found, screening))
    candidates = groups[CANDIDATE].flags
    candidates[:] = [_beside(each, groups[AGAINST].flags) for each in candidates]
    return [group for group in groups.values() if group.flags]


def undecided(session: Session, submission: Submission) -> list[Undecided]:
    """What no rule could decide on the last Send, and the questions that would decide
    it."""
    screening = standing.last_on_send(submission)
    if screening is None:
        return []
    rules = _rules(session, screening)
    return [_undecided(each, rules) for each in standing.undecided(submission)]


def taken_back(submission: Submission) -> list[TakenBack]:
    """What was raised for a time, with what was answered then."""
    return [
        TakenBack(flag_words(flag), flag.because, flag.raised_at, flag.taken_back_at)
        for flag in submission.flags
        if flag.taken_back_at is not None
    ]


def changed(submission: Submission) -> list[Change]:
    """What differs from the last time it was sent, or, once it is sent again, from the
    time before."""
    sendings = submission.sendings
    if submission.status not in submissions.EDITABLE:
        sendings = sendings[:-1]
    if not sendings:
        return []
    earlier, day = sendings[-1], day_of(submission)
    before = QUESTIONNAIRE.join(earlier.answers, earlier.private)
    return difference(
        QUESTIONNAIRE.shown(before, day),
        QUESTIONNAIRE.shown(submissions.answers_of(submission), day),
    )


def earlier(session: Session, submission: Submission) -> Sequence[Submission]:
    """Others of somebody with the same name and birth date: likely the same patient."""
    private = submission.private
    name, born = private.get("full_name"), private.get("date_of_birth")
    if not name or not born:
        return ()
    sought = blind_index.sought(session.info["keyring"], name, born)
    return name_queries.others_of_name(session, sought, submission)


def newest_screening(submission: Submission) -> ScreeningRecord | None:
    return submission.screenings[-1] if submission.screenings else None


def _undecided(found: Mapping[str, Any], rules: Mapping[str, Rule]) -> Undecided:
    rule = rules.get(found["rule"])
    return Undecided(
        title=rule.title if rule else found["rule"],
        area_words=area_words(found["area"]) if found["area"] else None,
        questions=_questions(found["missing"], found["area"]),
        about=(found["rule"], found["area"]),
    )


def _questions(names: Iterable[str], area: str | None) -> Asking:
    """These facts as they can be asked for: what follows from others by those others,
    and what is no question any more by its name."""
    known = QUESTIONNAIRE.questions
    found: dict[str, tuple[str, AskedAgain | None]] = {}
    for name in names:
        derived = DERIVED.get(name)
        for each in (derived and derived.asked_as) or (name,):
            question = known.get(each)
            if question is None:
                found[each] = (derived.label if derived else each, None)
            else:
                here = area if question.per_area else None
                found[each] = (question.label, AskedAgain(each, here))
    return tuple(found.values())


def _detail(
    session: Session, found: Mapping[str, Any], screening: ScreeningRecord
) -> FlagDetail:
    flag = FLAGS.get(found["flag"])
    return FlagDetail(
        words=flag.words if flag else found["flag"],
        area_words=area_words(found["area"]) if found["area"] else None,
        strength=found["strength"],
        not_ruled_out=found["not_ruled_out"],
        because=found["because"],
        evidence=found["evidence"],
        rule=_rules(session, screening).get(found["rule"]),
        version=screening.rule_set_version.number,
        about=(found["rule"], found["area"]),
        open=_questions(
            [each["fact"] for each in found["evidence"] if each["holds"] is None],
            found["area"],
        ),
    )


def _beside(candidate: FlagDetail, against: Sequence[FlagDetail]) -> FlagDetail:
    here = (None, candidate.about[1])
    words = dict.fromkeys(each.words for each in against if each.about[1] in here)
    return replace(candidate, against=tuple(words))


def _rules(session: Session, screening: ScreeningRecord) -> Mapping[str, Rule]:
    """The rules by id as they stood then: none, if today's reader refuses them."""
    rule_set = screenings.as_published(session, screening.rule_set_version_id)
    return rule_set.by_id if rule_set else {}


def _sex(value: Any) -> str | None:
    words = QUESTIONNAIRE.questions["sex_at_birth"].values.get(value)
    return say(words) if words else None


def _words(name: str, value: Any) -> str:
    return str(QUESTIONNAIRE.questions[name].values.get(value, "not answered"))
