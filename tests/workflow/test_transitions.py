"""Two clinicians and a patient do what they like, in any order: nothing comes about
that the table does not allow, and nothing that one did is lost to another."""

from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import Review, Status, Submission
from intake.records.queries import LEFT
from intake.workflow import claims, reviews, submissions
from intake.workflow.actions import ACTIONS, ASK, Action, open_to
from intake.workflow.errors import Overtaken, Refused
from tests import make

LASTS = timedelta(minutes=60)
PEOPLE = st.sampled_from(["carol", "dan"])


class Desk(RuleBasedStateMachine):
    """`seen`: the revision that each clinician's page showed, None for no page;
    `holder` and `until`: who has it, as told by what was done."""

    def __init__(self, session: Session, people: dict[str, User]) -> None:
        super().__init__()
        self.session, self.people = session, people

    @initialize()
    def begin(self) -> None:
        self.at = make.NOON
        made = make.submission(self.session, Status.SENT)
        self.id, self.status = made.id, Status.SENT
        self.seen: dict[str, int | None] = dict.fromkeys(self.people)
        self.holder: str | None = None
        self.until = self.at
        self.reviews = 0

    @rule(who=PEOPLE)
    def look(self, who: str) -> None:
        self.seen[who] = self._found().revision
        self.session.rollback()

    @rule(minutes=st.integers(1, 40))
    def time_passes(self, minutes: int) -> None:
        self.at += timedelta(minutes=minutes)

    @rule(who=PEOPLE, name=st.sampled_from(list(ACTIONS)))
    def act(self, who: str, name: str) -> None:
        action, found = ACTIONS[name], self._found()
        seen = self.seen[who]
        if seen is None:
            self.session.rollback()
            return
        is_open, moves = action in open_to(found), action.place is not None
        overtaken = moves and seen != found.revision
        try:
            self._take(action, found, who, seen)
        except Overtaken:
            assert overtaken
            self.session.rollback()
            return
        except Refused:
            assert not overtaken
            assert not is_open
            self.session.rollback()
            return
        assert is_open
        assert not overtaken
        self.session.commit()
        self.reviews += 1
        self.status = action.leaves or self.status
        if moves:
            self.holder = None

    @rule(who=PEOPLE)
    def claim(self, who: str) -> None:
        """As from a page that said that nobody has it."""
        found, holder = self._found(), self._holder()
        try:
            self._claim(found, who, None)
        except Overtaken:
            assert holder not in (None, who)
            self.session.rollback()
            return
        assert holder in (None, who)
        self.session.commit()
        self.holder, self.until = who, self.at + LASTS

    @rule(who=PEOPLE)
    def take_over(self, who: str) -> None:
        """As from a page that said who has it now."""
        found = self._found()
        self._claim(found, who, self._id_of(self._holder()))
        self.session.commit()
        self.holder, self.until = who, self.at + LASTS

    @rule(who=PEOPLE)
    def hand_over(self, who: str) -> None:
        other = "dan" if who == "carol" else "carol"
        found = self._found()
        people, until = self.people, self.at + LASTS
        giver, taker = people[who], people[other]
        try:
            claims.hand_over(self.session, found, giver, taker, at=self.at, until=until)
        except Overtaken:
            assert self.holder != who
            self.session.rollback()
            return
        assert self.holder == who
        self.session.commit()
        self.holder, self.until = other, until

    @rule(who=PEOPLE)
    def give_back(self, who: str) -> None:
        found = self._found()
        claims.give_back(self.session, found, self.people[who], self.at)
        self.session.commit()
        if self.holder == who:
            self.holder = None

    @rule()
    def the_patient_sends(self) -> None:
        found = self._found()
        submissions.send(self.session, found, today=make.TODAY, at=self.at)
        self.session.commit()
        if self.status in submissions.EDITABLE:
            self.status = Status.SENT

    @rule()
    def the_patient_withdraws(self) -> None:
        found = self._found()
        try:
            submissions.withdraw(self.session, found, self.at)
        except Refused:
            assert self.status not in (Status.SENT, Status.WITHDRAWN)
            self.session.rollback()
            return
        self.session.commit()
        self.status = Status.WITHDRAWN

    @invariant()
    def all_is_as_it_was_done(self) -> None:
        found = self._found()
        holder = claims.holder(found, self.at)
        kept = self.session.scalar(
            select(func.count()).where(Review.submission_id == self.id)
        )
        assert found.status is self.status
        assert (holder and holder.id) == self._id_of(self._holder())
        assert kept == self.reviews
        assert found.queue_rank is not None
        if self.status is Status.SENT:
            assert found.queue_rank < LEFT
        elif self.status not in (Status.WITHDRAWN, Status.MORE_ASKED):
            assert found.queue_rank == LEFT
        self.session.rollback()

    def _found(self) -> Submission:
        self.session.expire_all()
        found = queries.submission(self.session, self.id, to_change=True)
        assert found is not None
        return found

    def _holder(self) -> str | None:
        return self.holder if self.until > self.at else None

    def _id_of(self, who: str | None) -> int | None:
        return self.people[who].id if who else None

    def _take(self, action: Action, found: Submission, who: str, seen: int) -> None:
        reviews.take(
            self.session,
            action,
            found,
            self.people[who],
            make.given(),
            seen=seen,
            today=make.TODAY,
            at=self.at,
        )

    def _claim(self, found: Submission, who: str, seen: int | None) -> None:
        until = self.at + LASTS
        claims.take(
            self.session, found, self.people[who], seen=seen, at=self.at, until=until
        )


def test_nothing_comes_about_that_the_table_does_not_allow(
    session: Session, carol: User, dan: User
) -> None:
    people = {"carol": carol, "dan": dan}
    slow: Any = list(HealthCheck)

    class Here(Desk):
        def __init__(self) -> None:
            super().__init__(session, people)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=25,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=slow,
        ),
    )


def test_what_is_asked_for_leads_back_to_the_clinic(
    session: Session, carol: User
) -> None:
    """The one way round: asked, answered, waiting again."""
    found = make.submission(session, Status.SENT)
    action = ACTIONS[ASK]

    reviews.take(
        session,
        action,
        found,
        carol,
        make.given(),
        seen=found.revision,
        today=make.TODAY,
        at=make.NOON,
    )
    session.commit()
    submissions.send(session, found, today=make.TODAY, at=make.NOON)
    session.commit()

    assert (found.status, found.queue_rank is not None) == (Status.SENT, True)
