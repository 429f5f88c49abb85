"""How the rules do: raised, agreed with, undecided; and since when they say it."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from intake.records import library_queries
from intake.records.accounts import User
from intake.records.library_queries import Raised
from intake.records.models import RuleSetVersion, Status, Submission
from intake.workflow import library, opinions, rule_sets, screenings
from intake.workflow.library import Agreement, wilson
from tests import make

LATER = make.NOON + timedelta(hours=1)
JOINT = "long-osteoarthritis-pattern"
KNEE = (JOINT, "knee:right")


def say(
    session: Session, about: Submission, who: User, *, agrees: bool, hours: float = 0
) -> None:
    opinions.say(
        session,
        about,
        who,
        KNEE,
        agrees=agrees,
        reason="Pat Doe is too young.",
        at=make.NOON + timedelta(hours=hours),
    )
    session.commit()


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0000),
    ],
)
def test_the_interval_is_wilson_s(
    part: int, whole: int, low: float, high: float
) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=5e-5)


def test_where_nobody_has_said_anything_there_is_no_interval() -> None:
    assert Agreement().interval is None


def test_a_rule_is_counted_from_one_time_to_another(session: Session) -> None:
    times = (-31, -30, -1, 0)
    for days in times:
        made = make.submission(session, Status.SENT)
        for flag in made.flags:
            flag.raised_at = LATER + timedelta(days=days)
    session.commit()

    found = library.figures(session, LATER)[JOINT]

    assert (found.lately, found.long) == (Raised(2), Raised(3))


def test_what_could_only_not_be_ruled_out_is_told_apart(session: Session) -> None:
    made = make.submission(session, Status.SENT)
    made.flags[0].not_ruled_out = True
    rule = made.flags[0].rule
    session.commit()

    assert library.figures(session, LATER)[rule].lately == Raised(1, 1)


def test_each_month_has_its_own(session: Session) -> None:
    limits = [make.NOON + timedelta(days=each) for each in (-20, -10, 0, 10)]
    for days in (-20, -11, 9, 10):
        made = make.submission(session, Status.SENT)
        for flag in made.flags:
            flag.raised_at = make.NOON + timedelta(days=days)
    session.commit()

    found = library_queries.raised_by_span(session, JOINT, limits)

    assert found == [Raised(2), Raised(), Raised(1)]


def test_of_one_person_the_newest_opinion_counts(
    session: Session, carol: User, dan: User
) -> None:
    made = make.submission(session, Status.SENT)
    say(session, made, carol, agrees=False)
    say(session, made, carol, agrees=True, hours=0.5)
    say(session, made, dan, agrees=False)

    found = library.figures(session, LATER)[JOINT].agreement

    assert found == Agreement(agreed=1, disagreed=1)


def test_figures_are_counted_once_a_minute(session: Session) -> None:
    library.figures(session, LATER)
    make.submission(session, Status.SENT)

    soon = library.figures(session, LATER + timedelta(seconds=59))
    later = library.figures(session, LATER + timedelta(seconds=60))

    assert (JOINT in soon, JOINT in later) == (False, True)


# PostgreSQL chooses by how many rows there are.
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_the_index_alone_answers_how_often_a_rule_raised(session: Session) -> None:
    """A row of a flag is long, and there are millions."""
    asked: list[tuple[str, Any]] = []

    def note(_c: object, _k: object, sql: str, given: Any, *_more: object) -> None:
        asked.append((sql, given))

    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", note)
    library_queries.raised(session, make.NOON, LATER)
    event.remove(engine, "before_cursor_execute", note)
    sql, given = asked[-1]
    plan = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", given)

    assert "USING COVERING INDEX ix_flag_raised" in str(plan.all())


def test_a_history_names_the_versions_in_which_a_rule_changed(
    session: Session, sam: User
) -> None:
    text = screenings.shipped_files()["joint.yaml"]
    for changed in (text.replace("title: ", "title: Sam's ", 1), text + "\n# a note"):
        publish(session, sam, "joint.yaml", changed)

    found = library.histories(session)

    assert found[JOINT] == [1, 2, 3]
    assert found["cord-signs"] == [1]


def publish(session: Session, sam: User, name: str, text: str) -> RuleSetVersion:
    """Put a wording in force whose file of this name is this text."""
    base = screenings.in_force(session)
    version = rule_sets.write(session, base, sam, make.NOON)
    session.flush()
    version.files = {**version.files, name: text}
    version.number = (base.number or 0) + 1
    version.published_at = make.NOON
    session.commit()
    return version
