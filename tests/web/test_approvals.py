"""On a draft's page: what stands before it is in force, asking, and the answer."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.records import approval_queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.web.forms import MAX_WHY
from intake.workflow import rule_sets, screenings
from tests import make
from tests.browser import HTML, Browser
from tests.web.test_staff import FILE, RULES, edit, number_in_force, stricter

ASK, YES, NO = "Ask for approval", "Approve this text", "Do not approve"
WHY = "Six weeks are enough."


@pytest.fixture
def desk_of_tess(app: Flask, tess: User) -> Browser:
    return Browser(app).sign_in(tess)


@pytest.fixture
def replayed(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> RuleSetVersion:
    make.replayed(session, wording, sam)
    session.commit()
    office.open(here(wording))
    return wording


def here(version: RuleSetVersion) -> str:
    return f"{RULES}/{version.id}"


def reworded(session: Session, version: RuleSetVersion, sam: User) -> None:
    text = stricter(version.files[FILE])
    seen = version.revision
    rule_sets.revise(session, version, FILE, text, sam, seen=seen, at=make.NOON)
    session.commit()


def offers(browser: Browser, label: str) -> bool:
    buttons = browser.tree.iter(f"{HTML}button")
    return label in [" ".join("".join(each.itertext()).split()) for each in buttons]


def box(browser: Browser, name: str) -> str:
    found = browser.tree.find(f".//{HTML}textarea[@name='{name}']")
    assert found is not None
    return "".join(found.itertext()).strip()


def test_asked_approved_and_published_by_hand(
    office: Browser, session: Session, replayed: RuleSetVersion, desk_of_tess: Browser
) -> None:
    office.open(here(replayed))
    assert "✓ Done: replayed." in office.text
    assert "✗ Not yet: a colleague asked." in office.text
    assert "It can be approved by Tess." in office.text

    office.press(ASK, why=WHY)
    assert "You have asked for approval" in office.text
    assert "You asked for it: another person must approve it" in office.text
    assert not offers(office, YES)
    assert not offers(office, "Publish")

    desk_of_tess.open(RULES)
    assert "Waiting for your approval" in desk_of_tess.text
    assert WHY in desk_of_tess.text
    desk_of_tess.open(desk_of_tess.link(f"Draft {replayed.id}")).press(YES)
    assert "You have approved this text" in desk_of_tess.text
    assert "Waiting for your approval" not in desk_of_tess.open(RULES).text

    office.open(here(replayed))
    assert "Tess approved exactly this text." in office.text
    office.press("Publish")

    assert "Version 2 is published" in office.text
    assert number_in_force(session) == 2
    office.open(here(replayed))
    assert WHY in office.text
    assert "Tess approved it" in office.text


def test_before_its_replay_a_draft_offers_no_asking(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(here(wording))

    assert "✗ Not yet: replayed." in office.text
    assert "No replay of this text" in office.text
    assert not offers(office, ASK)

    office.post(f"{here(wording)}/ask", why=WHY, revision=wording.revision)

    assert office.status == 409
    assert "No replay of this text" in office.text
    assert office.title.startswith("Error: ")


def test_asked_without_a_reason_it_says_so_beside_the_box(
    office: Browser, session: Session, replayed: RuleSetVersion
) -> None:
    office.press(ASK, why=" ")

    assert office.status == 422
    assert "Say why the rules should change." in office.text
    assert office.title.startswith("Error: ")
    assert approval_queries.newest(session, replayed) is None


def test_what_is_too_long_is_said_and_kept(
    office: Browser, replayed: RuleSetVersion
) -> None:
    long = "x" * (MAX_WHY + 1)

    office.press(ASK, why=long)

    assert office.status == 422
    assert "at most 2,000 characters" in office.text
    assert box(office, "why") == long


def test_a_danger_that_would_be_lost_needs_a_reason_and_the_colleague_reads_it(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    sam: User,
    desk_of_tess: Browser,
) -> None:
    make.replayed(session, wording, sam, septic_joint=3)
    session.commit()
    office.open(here(wording))
    assert "Infected joint: 3 submissions" in office.text

    office.press(ASK, why=WHY)
    assert office.status == 422
    assert "Say why it is right that they lose these flags." in office.text
    assert box(office, "why") == WHY
    office.press(ASK, why_lost="Old fractures.")
    assert office.status == 200

    desk_of_tess.open(here(wording))
    assert "Old fractures." in desk_of_tess.text
    assert "these flags are lost: Infected joint: 3 submissions" in desk_of_tess.text


def test_a_no_needs_words_and_the_author_reads_them(
    office: Browser, replayed: RuleSetVersion, desk_of_tess: Browser
) -> None:
    office.press(ASK, why=WHY)
    desk_of_tess.open(here(replayed)).press(NO)
    assert desk_of_tess.status == 422
    assert "Say why not" in desk_of_tess.text

    desk_of_tess.press(NO, words="Too wide.")

    assert "You have not approved this text" in desk_of_tess.text
    office.open(here(replayed))
    assert "Tess did not approve it: “Too wide.”" in office.text
    assert offers(office, ASK)
    assert not offers(office, "Publish")


def test_nobody_approves_what_they_wrote(
    office: Browser, session: Session, replayed: RuleSetVersion
) -> None:
    office.press(ASK, why=WHY)
    request = approval_queries.newest(session, replayed)
    assert request is not None
    session.commit()

    office.post(f"/staff/approvals/{request.id}", approved="yes")

    assert office.status == 409
    assert "You asked for it: another person must approve it." in office.text
    session.refresh(request)
    assert request.approved is None


def test_a_text_that_changed_since_is_not_approved_and_the_change_is_shown(
    office: Browser,
    session: Session,
    replayed: RuleSetVersion,
    sam: User,
    desk_of_tess: Browser,
) -> None:
    office.press(ASK, why=WHY)
    desk_of_tess.open(here(replayed))
    session.refresh(replayed)
    reworded(session, replayed, sam)
    make.replayed(session, replayed, sam)
    session.commit()

    desk_of_tess.press(YES, words="Fine with me.")

    assert desk_of_tess.status == 409
    assert "The text has changed since Sam asked: joint.yaml" in desk_of_tess.text
    assert "What was changed since it was shown" in desk_of_tess.text
    assert "+ title: Sam's " in desk_of_tess.text
    assert not offers(desk_of_tess, YES)
    assert "Waiting for your approval" not in desk_of_tess.open(RULES).text


def test_an_approval_ends_with_the_text(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    make.publishable(session, wording, sam)
    office.open(here(wording))
    assert offers(office, "Publish")
    office.open(edit(wording)).press("Save", text=stricter(wording.files[FILE]))

    office.open(here(wording))

    assert "Tess approved the text before, not this one." in office.text
    assert not offers(office, "Publish")
    office.post(f"{here(wording)}/publish", revision=office_revision(session, wording))
    assert office.status == 409
    assert number_in_force(session) == 1


def office_revision(session: Session, version: RuleSetVersion) -> int:
    session.refresh(version)
    session.commit()
    return version.revision


def test_a_clinic_with_one_person_of_staff_is_told_what_to_do(
    office: Browser, replayed: RuleSetVersion
) -> None:
    assert "Nobody can approve it yet" in office.text
    assert "Ask an administrator to invite a colleague" in office.text


def test_a_draft_begun_before_the_newest_says_so_and_offers_nothing(
    office: Browser, session: Session, replayed: RuleSetVersion, sam: User
) -> None:
    other = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)
    make.published(session, other, sam)

    office.open(here(replayed))

    assert "✗ Not yet: based on the version in force." in office.text
    assert "Version 2 was published after this wording was begun" in office.text
    assert not offers(office, ASK)


@pytest.mark.parametrize("number", ["99", str(2**31), "9" * 30])
def test_what_nobody_asked_is_not_found(office: Browser, number: str) -> None:
    office.post(f"/staff/approvals/{number}", approved="yes")

    assert office.status == 404


def test_an_answer_is_yes_or_no(office: Browser, replayed: RuleSetVersion) -> None:
    office.post("/staff/approvals/1", approved="perhaps")

    assert office.status == 400


def test_hostile_words_are_shown_as_they_are_and_steer_nothing(
    office: Browser, replayed: RuleSetVersion
) -> None:
    hostile = "<b>x</b> {{ 7 * 7 }} =1+1 \u202egnp"

    office.press(ASK, why=hostile)

    assert "<b>x</b> {{ 7 * 7 }} =1+1 \N{REPLACEMENT CHARACTER}gnp" in office.text
    assert "\u202e" not in office.page.text
    assert office.tree.find(f".//{HTML}dd//{HTML}b") is None
