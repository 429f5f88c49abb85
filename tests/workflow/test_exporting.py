"""Who took whose answers out of the house, and by which filters."""

from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import Status
from intake.workflow import audit, exporting
from intake.workflow.exporting import LONGEST_VERB
from tests import make
from tests.web.reading import verbs

EVERY_FILTER = {
    "status": "more_asked",
    "kind": "contraindication",
    "flag": "allergy_local_anaesthetic",
    "site": "sacroiliac",
    "speaks": "es",
    "claimed": "nobody",
    "since": "2026-01-01",
    "until": "2026-12-31",
}


def trail(session: Session, user: User) -> list[str]:
    found = queries.audit_events(session, audit.subject_of(user))
    # The first two are that the account was made, and what it may enter.
    return [each.verb for each in found][2:]


def test_many_filters_are_said_in_full_over_several_events(
    session: Session, carol: User
) -> None:
    sent = make.submission(session, Status.SENT)

    exporting.note_list(
        session, [sent.id], carol, "CSV", EVERY_FILTER, named=True, at=make.NOON
    )
    session.commit()

    first, *others = trail(session, carol)
    said = " ".join([first, *(each.removeprefix("… ") for each in others)])
    assert first.startswith("exported 1 as CSV with names: status=more_asked,")
    assert others
    assert all(len(each) <= LONGEST_VERB for each in (first, *others))
    for name, value in EVERY_FILTER.items():
        assert f"{name}={value}" in said


def test_without_a_filter_it_is_everything_that_waits(
    session: Session, carol: User
) -> None:
    exporting.note_list(session, [], carol, "FHIR", {}, named=False, at=make.NOON)
    session.commit()

    assert trail(session, carol) == ["exported 0 as FHIR: everything that waits"]


def test_the_first_reading_stays_the_first(session: Session, carol: User) -> None:
    sent = make.submission(session, Status.SENT)
    sent.first_opened_at = make.NOON.replace(hour=9)
    session.commit()

    exporting.note_one(session, sent.id, carol, "FHIR", named=False, at=make.NOON)
    session.commit()

    assert verbs(session, sent)[-1] == "exported as FHIR"
    assert sent.first_opened_at == make.NOON.replace(hour=9)
