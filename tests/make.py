"""Records for tests: say only what matters, the rest is filled in."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from flask import Flask
from flask_security import Totp, hash_password
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from intake.own.keys import new_key
from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.body import one_sided
from intake.questionnaire.visit import answers_at
from intake.records import queries
from intake.records.accounts import Audience, User
from intake.records.models import RuleSetVersion, Status, Submission
from intake.records.rule_work import Replay, ReplayState
from intake.web import database
from intake.workflow import (
    accounts,
    approvals,
    publishing,
    queue_places,
    replays,
    rule_sets,
    screenings,
    submissions,
)

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
TODAY = date(2026, 11, 2)
PASSWORD = "correct horse battery staple"
ENVIRONMENT = {
    "INTAKE_SECRET_KEY": "s" * 40,
    "INTAKE_KEYS": f"1:{new_key()}",
    "INTAKE_HOSTS": "localhost,127.0.0.1",
    "INTAKE_EMERGENCY_NUMBER": "112",
    "INTAKE_CLINIC_NAME": "Test Clinic",
    "INTAKE_CLINIC_PHONE": "020 7946 0123",
}

# A patient with long-standing knee pain on stairs, and nothing else: what they put
# into the fields of the forms.
KNEE: dict[str, Any] = {
    "filled_in_by": "self",
    "date_of_birth-day": "27",
    "date_of_birth-month": "3",
    "date_of_birth-year": "1964",
    "sex_at_birth": "male",
    "consent": "yes",
    "regions": ["knee_right_front"],
    "duration_amount": "2",
    "duration_unit": "years",
    "onset": "gradual",
    "mechanism": "no_clear_cause",
    "pattern": "comes_and_goes",
    "course": "slowly_worse",
    "worse_with": ["stairs", "walking"],
    "better_with": ["rest"],
    "morning_stiffness": "under_30_min",
    "symptoms": ["grinding"],
    "pain_now": "5",
    "pain_average": "5",
    "pain_worst": "7",
    "told_diagnosis": ["osteoarthritis"],
    "full_name": "Pat Doe",
    "phone": "020 7946 0999",
    "email": "pat@example.org",
    "contact_by": "phone",
}
SADDLE = {**KNEE, "regions": ["lower_back_middle"], "saddle_numbness": "yes"}
# What is chosen when a test says nothing: the calmest answer that is offered.
CALM = ("no", "none", "never", "same", "5", "self", "sitting", "right")


def calm(values: list[str]) -> str:
    return next((each for each in CALM if each in values), values[0])


def sides_of(regions: Iterable[str]) -> str:
    """What is pressed to say the sides of these places once more."""
    return " ".join(one_sided(regions))


def user(app: Flask, name: str, *audiences: Audience) -> User:
    """An account; where a second factor is asked for, it has one."""
    with app.app_context(), database.writing() as session:
        made = accounts.add(
            session,
            f"{name.lower()}@clinic.test",
            name,
            audiences,
            _hashed(PASSWORD),
            NOON,
        )
        if made.must_have_second_factor:
            made.tf_primary_method = "authenticator"
            made.tf_totp_secret = _app_secret(app.extensions["security"].totp_factory)
        return made


def answers(**typed: Any) -> dict[str, Any]:
    """All answers of a patient who typed this, KNEE for the rest, up to the end."""
    return _answers(tuple(sorted((k, _fixed(v)) for k, v in typed.items())))


def submission(session: Session, status: Status, **typed: Any) -> Submission:
    """A stored submission: through the deeds to where it stands."""
    made = submissions.start(session, "en", NOON)
    given = answers(**typed)
    made.answers, made.private = QUESTIONNAIRE.split(given)
    session.flush()
    if status is Status.DRAFT:
        made.queue_rank, made.waiting_since = queue_places.DRAFT_RANKS["urgent"], NOON
    else:
        submissions.send(session, made, today=TODAY, at=NOON)
        made.status = status
    session.commit()
    return made


def colleague(session: Session) -> User:
    """Tess, who works with Sam: she approves what others wrote."""
    known = queries.user_by_email(session, "tess@clinic.test")
    return known or accounts.add(
        session,
        "tess@clinic.test",
        "Tess",
        [Audience.STAFF],
        _hashed(PASSWORD),
        NOON,
    )


def replayed(
    session: Session,
    version: RuleSetVersion,
    by: User,
    at: datetime = NOON,
    **lost: int,
) -> Replay:
    """A finished replay of the draft as it is; from so many each flag would go."""
    in_force = screenings.in_force(session)
    replay = Replay(
        rule_set_version_id=version.id,
        digest=rule_sets.digest(version.files),
        files=dict(version.files),
        against_id=in_force.id,
        asked_by_id=by.id,
        asked_at=at,
        state=ReplayState.FINISHED,
        heard_at=at,
        ended_at=at,
        parts=[],
        judged=200,
        counts=[
            [replays.NO_LONGER_RAISED, flag, f"{at:%Y-%m}", number]
            for flag, number in lost.items()
        ],
    )
    session.add(replay)
    session.flush()
    return replay


def publishable(
    session: Session, version: RuleSetVersion, by: User, at: datetime = NOON
) -> None:
    """All that is needed before the draft can be published: replayed, asked by this
    person, approved by a colleague."""
    replayed(session, version, by, at)
    request = approvals.ask(
        session, version, by, why="It is better.", seen=version.revision, at=at
    )
    session.flush()
    tess = colleague(session)
    approvals.answer(session, request, tess, approved=True, words="", at=at)
    session.commit()


def published(
    session: Session, version: RuleSetVersion, by: User, at: datetime = NOON
) -> None:
    """In force by the real deeds."""
    publishable(session, version, by, at)
    publishing.publish(session, version, by, seen=version.revision, at=at)
    session.commit()


def draft_in_danger(
    session: Session,
    at: datetime = NOON,
    *,
    until: str = "urgent-signs",
    **typed: Any,
) -> Submission:
    """A draft as its patient left it after the page `until`: SADDLE for the rest."""
    given = answers(**{**SADDLE, **typed})
    made = submissions.start(session, "en", at)
    for page in QUESTIONNAIRE.path(given, TODAY):
        here = answers_at(given, page.area)
        said = {
            name: here[name]
            for name, question in QUESTIONNAIRE.questions.items()
            if question.step == page.step.slug and name in here
        }
        submissions.answer(session, made, page, said, today=TODAY, at=at)
        if page.step.slug == until:
            break
    session.commit()
    return made


def changed_mind(
    session: Session, submission: Submission, at: datetime = NOON, **said: Any
) -> None:
    """The patient goes back to the page of these answers and gives them."""
    given = submissions.answers_of(submission)
    step = QUESTIONNAIRE.questions[next(iter(said))].step
    path = QUESTIONNAIRE.path(given, TODAY)
    page = next(each for each in path if each.step.slug == step)
    submissions.answer(session, submission, page, said, today=TODAY, at=at)
    session.commit()


@cache
def _hashed(password: str) -> str:
    hashed: str = hash_password(password)
    return hashed


@cache
def _app_secret(factory: Totp) -> str:
    return factory.generate_totp_secret()


@cache
def _answers(typed: tuple[tuple[str, Any], ...]) -> dict[str, Any]:
    fields: dict[str, Any] = {**KNEE, **dict(typed)}
    fields.setdefault("own_sides", sides_of(fields["regions"]))
    given: dict[str, Any] = {}
    for _ in range(60):
        page = QUESTIONNAIRE.first_unanswered(given, TODAY)
        if page is None:
            return given
        shown = QUESTIONNAIRE.form(page, given, TODAY)
        form = QUESTIONNAIRE.form(page, given, TODAY, _fill(shown, fields))
        assert form.validate(), (page.step.slug, form.errors)
        said = QUESTIONNAIRE.given(page, form)
        given = QUESTIONNAIRE.merged(given, page, said, TODAY)
    raise AssertionError("The questionnaire does not come to its end.")


def _fill(form: Any, fields: Mapping[str, Any]) -> MultiDict[str, Any]:
    filled: MultiDict[str, Any] = MultiDict()
    for field in form:
        choices = list(getattr(field, "choices", None) or ())
        parts = [name for name in fields if name.startswith(f"{field.name}-")]
        for name in [field.name, *parts]:
            if name in fields:
                value = fields[name]
                values = value if isinstance(value, tuple | list) else [value]
                # What is not offered for this place cannot be ticked.
                left = [each for each in values if each in choices or not choices]
                filled.setlist(name, left)
        if field.name not in filled and choices:
            filled.setlist(field.name, [calm(choices)])
    return filled


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def given(words: str = "why") -> dict[str, Any]:
    """All that any clinician's action needs, with these words where there are some."""
    return {
        "areas": ["knee:right"],
        "sessions": 4,
        "spacing_weeks": 4,
        "conditions": words,
        "reason": "too_early",
        "refer_to": "Family doctor",
        "urgency": "routine",
        "words": words,
        "note": words,
        "all_the_same": words,
    }
