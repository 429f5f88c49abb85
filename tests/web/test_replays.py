"""Staff ask for a replay, leave, come back, stop it, and see what it found."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion, Submission
from intake.records.rule_work import Replay, ReplayState
from intake.web.clock import now
from intake.workflow import replays
from tests import make
from tests.browser import HTML, ORIGIN, Browser

START = "Replay the whole history"
LOST, NEW = replays.NO_LONGER_RAISED, replays.NEWLY_RAISED
GRAVE = "Some would lose an emergency or urgent flag"
CAUDA = "Cauda equina: nerves to bladder, bowel and saddle at risk"

Run = Callable[[], None]


def page_of(draft: RuleSetVersion) -> str:
    return f"/staff/rules/{draft.id}"


def the_one(session: Session) -> Replay:
    with Session(session.get_bind()) as fresh:
        return fresh.scalars(select(Replay).order_by(Replay.id.desc())).first() or (
            pytest.fail("no replay")
        )


def change(session: Session, **columns: object) -> None:
    replay = session.scalars(select(Replay).order_by(Replay.id.desc())).first()
    for name, value in columns.items():
        setattr(replay, name, value)
    session.commit()


def test_a_draft_is_put_to_the_history_and_what_it_would_change_is_shown(
    office: Browser,
    session: Session,
    draft: RuleSetVersion,
    saddles: list[Submission],
    run: Run,
) -> None:
    office.open(page_of(draft)).press(START)
    assert "It waits to be run" in office.text
    run()
    office.open(office.link("Look again"))

    assert "It finished" in office.text
    assert "2 of 2 submissions" in office.text
    assert f"{GRAVE} {CAUDA}: 2" in office.text
    assert "the reason must be written" in office.text
    assert office.link("2 from Emergency to No rule raised a flag")
    assert office.link("2 No longer raised, November 2026")
    assert office.text.index(GRAVE) < office.text.index("By flag")
    plots = list(office.tree.iter(f"{HTML}figcaption"))
    assert any("at most 2, in November 2026" in "".join(p.itertext()) for p in plots)
    office.open(page_of(draft))
    assert "finished, 2 submissions" in office.text


def test_partial_results_are_shown_as_such_while_it_runs(
    office: Browser, session: Session, draft: RuleSetVersion
) -> None:
    office.open(page_of(draft)).press(START)
    change(
        session,
        state=ReplayState.RUNNING,
        heard_at=now(),
        parts=list(range(64)),
        judged=1_000,
        counts=[[NEW, "smoking", "2026-09", 7], [NEW, "smoking", "2026-11", 1]],
    )

    office.open(office.path)

    assert "1,000 of about 4,000 submissions" in office.text
    assert "Not all yet" in office.text
    progress = office.tree.find(f".//{HTML}progress")
    assert progress is not None
    assert (progress.get("value"), progress.get("max")) == ("1000", "4000")
    assert "October 2026" in office.text  # between two months with changes
    assert GRAVE not in office.text
    office.open(page_of(draft))
    assert "runs, 1,000 submissions so far" in office.text


def test_the_script_is_told_how_far_it_is(
    office: Browser, session: Session, draft: RuleSetVersion, run: Run
) -> None:
    office.open(page_of(draft)).press(START)
    address = f"{office.path}/progress"
    section = office.tree.find(f".//{HTML}section[@id='progress']")
    assert section is not None
    assert section.get("data-url") == address

    begun = office.client.get(address, base_url=ORIGIN).get_json()
    run()
    over = office.client.get(address, base_url=ORIGIN).get_json()

    assert begun["words"] == "Nothing was judged yet"
    assert (begun["about"], begun["over"]) == (None, "")
    assert over["words"] == "0 of 0 submissions"
    assert "Look again" in over["over"]


def test_it_is_stopped_and_can_be_started_again(
    office: Browser, session: Session, draft: RuleSetVersion
) -> None:
    office.open(page_of(draft)).press(START)
    office.press("Stop it")

    assert "It was stopped" in office.text
    assert the_one(session).state is ReplayState.STOPPED
    office.post(f"{office.path}/stop")
    assert office.status == 409
    assert "over already" in office.text
    office.open(page_of(draft)).press(START)
    assert "It waits to be run" in office.text


def test_the_same_text_is_not_replayed_twice_at_once(
    office: Browser, draft: RuleSetVersion
) -> None:
    office.open(page_of(draft)).press(START)
    office.open(page_of(draft)).press(START)

    assert office.status == 409
    assert "waits or runs already" in office.text


def test_what_is_published_is_not_replayed(office: Browser) -> None:
    office.open("/staff/rules")
    office.post("/staff/rules/1/replay")

    assert office.status == 409
    assert "is published" in office.text


def test_a_failure_and_silence_are_told_in_words(
    office: Browser, session: Session, draft: RuleSetVersion
) -> None:
    office.open(page_of(draft)).press(START)
    change(session, state=ReplayState.RUNNING, heard_at=make.NOON)
    assert "goes on by itself" in office.open(office.path).text

    over = now()
    change(session, state=ReplayState.FAILED, ended_at=over, error="OperationalError")
    office.open(office.path)
    assert "an error of the kind “OperationalError”" in office.text
    office.press("Start another replay")
    assert "It waits to be run" in office.text


def test_what_was_changed_or_published_since_is_told(
    office: Browser, session: Session, draft: RuleSetVersion, run: Run, sam: User
) -> None:
    office.open(page_of(draft)).press(START)
    run()
    assert "Nothing would change for anybody" in office.open(office.path).text
    draft.files = {**draft.files, "cautions.yaml": draft.files["cautions.yaml"] + "\n"}
    session.commit()

    office.open(office.path)
    assert "The draft was changed since" in office.text
    office.press("Replay it as it is now")
    assert "It waits to be run" in office.text


def test_another_version_in_force_is_told(
    office: Browser, session: Session, draft: RuleSetVersion
) -> None:
    office.open(page_of(draft)).press(START)
    other = RuleSetVersion(
        files=draft.files, written_at=make.NOON, number=2, published_at=make.NOON
    )
    session.add(other)
    session.commit()

    assert "Another version is in force now" in office.open(office.path).text


def test_those_that_cannot_be_judged_are_told(
    office: Browser, session: Session, draft: RuleSetVersion
) -> None:
    office.open(page_of(draft)).press(START)
    counts = [[replays.UNREADABLE, "facts", "2026-11", 2]]
    change(session, counts=counts, parts=[1], judged=5)

    office.open(office.path)
    assert "2 could not be judged" in office.text
    assert office.open(office.link("2")).status == 200


@pytest.mark.parametrize("number", ["99", str(2**31), "9" * 30, "x", "-1"])
def test_a_replay_nobody_asked_for_is_not_found(office: Browser, number: str) -> None:
    office.open("/staff/rules")
    assert office.open(f"/staff/replays/{number}").status == 404
    office.open("/staff/rules")
    assert office.post(f"/staff/replays/{number}/stop").status == 404
    office.open("/staff/rules")
    assert office.post(f"/staff/rules/{number}/replay").status == 404
