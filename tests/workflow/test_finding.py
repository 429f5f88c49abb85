"""What a submission is found by follows every change of it."""

from typing import Any

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from intake.records import blind_index, name_queries, queue_queries
from intake.records.accounts import User
from intake.records.finding import NameEntry, QueueEntry
from intake.records.models import Status, Submission
from intake.records.queue_queries import WAITING, Filter
from intake.workflow import advice, ended_drafts, finding, reviews
from intake.workflow.actions import ACTIONS
from tests import make


def listed(session: Session, submission: Submission) -> dict[str, set[str]]:
    """The lists that it stands in, and its facets in each."""
    rows = session.scalars(
        select(QueueEntry).where(QueueEntry.submission_id == submission.id)
    ).all()
    places = {(row.queue_rank, row.waiting_since) for row in rows}
    assert places <= {(submission.queue_rank, submission.waiting_since)}
    return {
        row.listed: {each.facet for each in rows if each.listed == row.listed}
        for row in rows
    }


def named(session: Session, words: str, born: str | None = None) -> list[Submission]:
    sought = blind_index.sought(session.info["keyring"], words, born)
    return [*name_queries.of_name(session, sought)]


def test_a_draft_that_raised_nothing_is_found_by_nothing(session: Session) -> None:
    draft = make.draft_in_danger(session, saddle_numbness="no")

    assert listed(session, draft) == {}
    assert named(session, "Pat") == []


def test_what_was_sent_waits_under_all_that_it_has(session: Session) -> None:
    submission = make.submission(session, Status.SENT)

    found = listed(session, submission)

    assert set(found) == {WAITING, "sent"}
    assert found[WAITING] == found["sent"]
    assert {"", "flag:joint", "kind:candidate", "site:knee", "language:en"} <= found[
        "sent"
    ]


def test_a_draft_in_danger_is_found_before_it_is_sent(session: Session) -> None:
    draft = make.draft_in_danger(session)

    assert "flag:cauda_equina" in listed(session, draft)[WAITING]
    assert "kind:emergency" in listed(session, draft)["draft"]


def test_a_flag_that_is_taken_back_finds_it_no_longer(session: Session) -> None:
    draft = make.draft_in_danger(session)

    make.changed_mind(session, draft, saddle_numbness="no")

    assert listed(session, draft)[WAITING] == {
        "",
        "language:en",
        "site:lower_back",
    }


def test_what_is_decided_leaves_the_list_of_what_waits(
    session: Session, carol: User
) -> None:
    submission = make.submission(session, Status.SENT)
    session.commit()

    _act(session, "accept", submission, carol)

    assert set(listed(session, submission)) == {"accepted"}


def test_it_is_found_by_the_words_of_the_name_and_the_birth_date(
    session: Session,
) -> None:
    pat = make.submission(session, Status.SENT)
    other = make.submission(session, Status.ACCEPTED, full_name="Robin Doe")

    assert {each.id for each in named(session, "DOE")} == {pat.id, other.id}
    assert named(session, "doe, pat") == [pat]
    assert named(session, "pat", "1964-03-27") == [pat]
    assert named(session, "pat", "1964-03-28") == []
    assert named(session, "") == []


def test_who_is_to_be_called_back_is_found_and_a_new_name_replaces_the_old(
    session: Session,
) -> None:
    draft = make.draft_in_danger(session)
    advice.leave_number(session, draft, "Robin Roe", "020 7946 0111", make.NOON)
    session.commit()
    assert named(session, "roe") == [draft]

    advice.leave_number(session, draft, "Alex Poe", "020 7946 0111", make.NOON)
    session.commit()

    assert named(session, "poe") == [draft]
    assert named(session, "roe") == []


def test_no_more_are_fetched_than_are_shown_and_one(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(name_queries, "MOST_FOUND", 2)
    for _ in range(4):
        make.submission(session, Status.SENT)

    assert len(named(session, "doe")) == 3


def test_what_is_removed_is_found_no_longer(session: Session, carol: User) -> None:
    draft = make.draft_in_danger(session)
    advice.leave_number(session, draft, "Robin Roe", "020 7946 0111", make.NOON)
    session.commit()
    _act(session, "close", draft, carol)

    assert ended_drafts.remove(session, draft.id, make.NOON, make.NOON)

    for table in (QueueEntry, NameEntry):
        assert session.scalar(select(func.count()).select_from(table)) == 0


def test_what_has_no_entries_yet_gets_them_once(session: Session) -> None:
    made = [make.submission(session, Status.SENT) for _ in range(3)]
    before = [listed(session, each) for each in made]
    for table in (QueueEntry, NameEntry):
        session.execute(delete(table))
    assert [listed(session, each) for each in made] == [{}, {}, {}]

    finding.begin(session)

    assert [listed(session, each) for each in made] == before
    assert len(named(session, "doe")) == 3


@pytest.mark.parametrize("facets", [("flag:joint",), ("flag:joint", "site:knee"), ()])
def test_a_filtered_list_is_in_the_order_of_the_queue(
    session: Session, facets: tuple[str, ...]
) -> None:
    made = [make.submission(session, Status.SENT) for _ in range(4)]
    made[2].queue_rank = 1
    session.commit()

    chosen = Filter(listed="sent", facets=facets)
    first = queue_queries.page(session, chosen, size=3)
    last = queue_queries.page(session, chosen, first.following, size=3)

    found = [*first.submissions, *last.submissions]
    assert found[0] is made[2]
    assert {each.id for each in found} == {each.id for each in made}
    assert last.following is None


def test_a_walk_that_is_cut_short_goes_on_where_it_ended(session: Session) -> None:
    """What is asked for together lies at the very end of each facet."""
    backs = [
        make.submission(session, Status.SENT, regions=["lower_back_middle"])
        for _ in range(3)
    ]
    for _ in range(3):
        make.submission(session, Status.SENT)
    both = ["lower_back_middle", "knee_right_front"]
    sought = make.submission(session, Status.SENT, regions=both)
    sought.queue_rank = 49
    session.commit()
    chosen = Filter(listed="sent", facets=("site:lower_back", "site:knee"))

    first = queue_queries.page(session, chosen, walk=3)
    second = queue_queries.page(session, chosen, first.following, walk=3)
    whole = queue_queries.page(session, chosen)

    assert (first.submissions, first.is_cut) == ([], True)
    assert first.following is not None
    assert first.following.since == backs[0].waiting_since
    assert (second.submissions, second.is_cut) == ([sought], False)
    assert second.following is None
    assert (whole.submissions, whole.is_cut) == ([sought], False)


def test_a_full_page_is_not_cut_however_short_the_walk(session: Session) -> None:
    made = [make.submission(session, Status.SENT) for _ in range(5)]
    chosen = Filter(listed="sent", facets=("site:knee", "flag:joint"))

    first = queue_queries.page(session, chosen, size=2, walk=3)
    second = queue_queries.page(session, chosen, first.following, size=2, walk=3)
    third = queue_queries.page(session, chosen, second.following, size=2, walk=3)

    found = [*first.submissions, *second.submissions, *third.submissions]
    assert [first.is_cut, second.is_cut] == [False, False]
    assert {each.id for each in found} == {each.id for each in made}
    assert len(found) == 5
    assert third.following is None


def test_counts_stop_where_they_are_told_to(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        make.submission(session, Status.SENT)
    asked = [(WAITING, "flag:joint"), (WAITING, "flag:none"), ("accepted", "")]

    assert [*queue_queries.counts(session, asked).values()] == [3, 0, 0]

    monkeypatch.setattr(queue_queries, "MOST_COUNTED", 2)
    queue_queries._counting.cache_clear()
    try:
        assert [*queue_queries.counts(session, asked).values()] == [2, 0, 0]
    finally:
        queue_queries._counting.cache_clear()


def _act(session: Session, name: str, submission: Submission, carol: User) -> None:
    taken: dict[str, Any] = {"today": make.TODAY, "at": make.NOON}
    action = ACTIONS[name]
    seen = submission.revision
    reviews.take(session, action, submission, carol, make.given(), seen=seen, **taken)
    session.commit()
