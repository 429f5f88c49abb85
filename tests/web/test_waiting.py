"""The queue: who stands where, what is filtered, and every page once."""

from datetime import timedelta
from urllib.parse import urlencode

import pytest
from sqlalchemy.orm import Session

from intake.records import queue_queries
from intake.records.models import Status, Submission
from intake.workflow import queue_places
from tests import make
from tests.browser import HTML, Browser

QUEUE = "/clinician/"
EARLIER, LATER = make.NOON - timedelta(days=1), make.NOON + timedelta(hours=1)


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_queries, "PAGE", 2)


def references(browser: Browser) -> list[str]:
    rows = browser.tree.findall(f".//{HTML}th[@scope='row']")
    spans = [row.find(f"{HTML}span") for row in rows]
    return [span.text or "" for span in spans if span is not None]


def row_of(browser: Browser, submission: Submission) -> str:
    for row in browser.tree.iter(f"{HTML}tr"):
        text = " ".join("".join(row.itertext()).split())
        if submission.reference in text:
            return text
    raise AssertionError(f"{submission.reference} is not on {browser.path}")


def sent(session: Session, hours: int = 0, **typed: object) -> Submission:
    """Sent so many hours after noon; of equals the earlier waits longer."""
    made = make.submission(session, Status.SENT, **typed)
    made.waiting_since = make.NOON + timedelta(hours=hours)
    session.commit()
    return made


def all_pages(browser: Browser) -> list[str]:
    found = references(browser)
    while "Next page" in browser.text:
        browser.open(browser.link("Next page"))
        found += references(browser)
    return found


def test_drafts_in_danger_first_then_the_gravest_then_the_longest_waiting(
    desk: Browser, session: Session
) -> None:
    newer = sent(session, 2)
    older = sent(session, 1)
    grave = sent(session, 3, saddle_numbness="yes")
    unsure = sent(session, 3, progressive_weakness="not_sure")
    urgent = make.draft_in_danger(
        session, EARLIER, saddle_numbness="no", weight_loss_unplanned="yes"
    )
    emergency = make.draft_in_danger(session, LATER)

    desk.open(QUEUE)

    expected = [emergency, urgent, grave, unsure, older, newer]
    assert references(desk) == [each.reference for each in expected]


def test_a_row_says_who_how_grave_why_and_since_when(
    desk: Browser, session: Session
) -> None:
    submission = sent(session)

    row = row_of(desk.open(QUEUE), submission)

    for words in ("Likely candidate", "Pat Doe", "Joint pain, right knee", "ago"):
        assert words in row
    assert "Waiting for review" in row
    assert "telephone" not in row


def test_a_draft_in_danger_is_marked_as_not_sent_and_without_a_number(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)

    row = row_of(desk.open(QUEUE), draft)

    assert "Emergency" in row
    assert "No name given yet" in row
    assert "Not sent, may still change" in row
    assert "No telephone number" in row


def test_a_draft_with_a_number_to_call_says_whose(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)
    draft.callback = {"name": "Robin", "phone": "020 7946 0111"}
    session.commit()

    row = row_of(desk.open(QUEUE), draft)

    assert "Robin" in row
    assert "No telephone number" not in row


def test_a_flag_taken_back_is_still_seen(desk: Browser, session: Session) -> None:
    draft = make.draft_in_danger(session)
    make.changed_mind(session, draft, saddle_numbness="no")

    row = row_of(desk.open(QUEUE), draft)

    assert "Cauda equina" in row
    assert "(taken back)" in row
    assert "No rule raised a flag" in row


def test_cautions_stay_off_the_row_and_not_ruled_out_is_said(
    desk: Browser, session: Session
) -> None:
    submission = sent(session, progressive_weakness="not_sure", smoking="current")
    assert "smoking" in {flag.flag for flag in submission.flags}

    row = row_of(desk.open(QUEUE), submission)

    assert "Smokes" not in row
    assert "(not ruled out)" in row


def test_a_flag_that_is_no_longer_known_is_shown_as_it_was_kept(
    desk: Browser, session: Session
) -> None:
    submission = sent(session)
    flag = submission.flags[0]
    flag.flag = "flag_of_old"
    session.commit()

    assert "flag_of_old" in row_of(desk.open(QUEUE), submission)


def test_a_calm_draft_is_in_nobodys_queue(desk: Browser, session: Session) -> None:
    make.draft_in_danger(session, saddle_numbness="no")

    assert references(desk.open(QUEUE)) == []
    assert references(desk.open(f"{QUEUE}?status=draft")) == []
    assert "No submission matches" in desk.text


def test_a_flag_is_filtered_by_its_address(desk: Browser, session: Session) -> None:
    grave = sent(session, saddle_numbness="yes")
    sent(session)

    desk.open(QUEUE).press("Filter", flag="cauda_equina")

    assert desk.page.request.args["flag"] == "cauda_equina"
    assert references(desk) == [grave.reference]
    chosen = desk.tree.find(f".//{HTML}select[@id='flag']/*/*[@selected]")
    assert chosen is not None
    assert chosen.get("value") == "cauda_equina"


def test_the_filter_finds_only_flags_that_stand(
    desk: Browser, session: Session
) -> None:
    draft = make.draft_in_danger(session)
    make.changed_mind(session, draft, saddle_numbness="no")

    assert references(desk.open(f"{QUEUE}?flag=cauda_equina")) == []


@pytest.mark.parametrize("status", list(Status))
def test_a_status_shows_all_that_have_it(
    desk: Browser, session: Session, status: Status
) -> None:
    made = {each: make.submission(session, each) for each in Status}

    desk.open(QUEUE).press("Filter", status=status.value)

    assert desk.page.request.args["status"] == status
    assert references(desk) == [made[status].reference]


def test_the_counts_name_every_status_there_is(desk: Browser, session: Session) -> None:
    make.submission(session, Status.SENT)
    make.submission(session, Status.SENT)
    make.submission(session, Status.ACCEPTED)
    make.draft_in_danger(session, saddle_numbness="no")  # nobody's business

    desk.open(QUEUE)

    counts = desk.tree.find(f".//{HTML}ul[@class='counts']")
    assert counts is not None
    said = sorted("".join(item.itertext()) for item in counts)
    assert said == ["Accepted: 1", "Waiting for review: 2"]


@pytest.mark.usefixtures("small_pages")
def test_every_submission_comes_exactly_once_over_the_pages(
    desk: Browser, session: Session
) -> None:
    # Three at the same moment, so that only the id tells them apart.
    made = [sent(session, hours) for hours in (0, 1, 1, 1, 2)]
    made.append(make.draft_in_danger(session))

    found = all_pages(desk.open(QUEUE))

    assert sorted(found) == sorted(each.reference for each in made)
    assert found[0] == made[-1].reference
    assert desk.open(desk.link("First page")).page.request.args.get("after") is None


@pytest.mark.usefixtures("small_pages")
def test_one_decided_between_two_pages_hides_no_other(
    desk: Browser, session: Session
) -> None:
    made = [sent(session, hours) for hours in range(5)]
    desk.open(QUEUE)
    first = references(desk)
    queue_places.leave(made[0])
    made[0].status = Status.ACCEPTED
    session.commit()

    desk.open(desk.link("Next page"))
    found = first + all_pages(desk)

    assert found == [each.reference for each in made]


@pytest.mark.usefixtures("small_pages")
def test_the_next_page_keeps_the_filters(desk: Browser, session: Session) -> None:
    for _ in range(3):
        make.submission(session, Status.ACCEPTED)
        make.submission(session, Status.SENT)

    desk.open(f"{QUEUE}?status=accepted&flag=joint")
    desk.open(desk.link("Next page"))

    assert len(references(desk)) == 1
    assert desk.page.request.args["status"] == "accepted"
    assert desk.page.request.args["flag"] == "joint"


ID = "0" * 32
BAD = {
    "an unknown flag": {"flag": "no_such_flag"},
    "an unknown status": {"status": "eaten"},
    "no place": {"after": "somewhere"},
    "a rank in words": {"after": f"one~2026-11-02T12:00:00+00:00~{ID}"},
    "a rank too high": {"after": f"100~2026-11-02T12:00:00+00:00~{ID}"},
    "a rank below all": {"after": f"-1~2026-11-02T12:00:00+00:00~{ID}"},
    "no time": {"after": f"1~yesterday~{ID}"},
    "a time without a zone": {"after": f"1~2026-11-02T12:00:00~{ID}"},
    "the first moment, east": {"after": f"1~0001-01-01T00:00:00+14:00~{ID}"},
    "the last moment, west": {"after": f"1~9999-12-31T23:59:59-12:00~{ID}"},
    "no id": {"after": "1~2026-11-02T12:00:00+00:00~x"},
    "a part too many": {"after": f"1~2026-11-02T12:00:00+00:00~{ID}~"},
}


@pytest.mark.parametrize("query", BAD.values(), ids=BAD)
def test_an_address_nobody_made_is_refused_in_words(
    desk: Browser, query: dict[str, str]
) -> None:
    desk.open(f"{QUEUE}?{urlencode(query)}")

    assert desk.status == 400
    assert "not as expected" in desk.text


def test_empty_filters_are_no_filters(desk: Browser, session: Session) -> None:
    submission = sent(session)

    desk.open(f"{QUEUE}?flag=&status=&after=")

    assert references(desk) == [submission.reference]
