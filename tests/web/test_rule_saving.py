"""A rule file is saved as it is typed, and nothing that anybody typed is lost."""

import time

from flask import Flask
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from intake.records.accounts import BrowserSession, User
from intake.records.models import AuditEvent, RuleSetVersion
from intake.web import database
from tests.browser import HTML, ORIGIN, Browser
from tests.web.rule_files import MEANWHILE, ask, eva, hidden, meanwhile
from tests.web.test_staff import BROKEN, FILE, RULES, edit, kept, stricter, typed

__all__ = ["eva"]  # the fixture

# So long nobody waits for a page, on a machine that is busy with other things.
SECONDS = 5


def test_the_second_to_save_sees_both_texts_side_by_side_and_loses_neither(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    eva: User,
) -> None:
    office.open(edit(wording))
    mine = stricter(typed(office))
    theirs = MEANWHILE + typed(office).replace("language: 1\n", "language: 1 \n", 1)
    meanwhile(session, wording, eva, theirs)

    office.press("Save", text=mine)

    assert office.status == 409
    assert "Someone else saved this file while you were writing" in office.text
    assert typed(office) == mine
    marked = ["".join(each.itertext()) for each in office.tree.iter(f"{HTML}mark")]
    title = next(line for line in theirs.splitlines() if "title: " in line)
    assert marked == [f"▸ {MEANWHILE.rstrip()}", "▸ language: 1 ", f"▸ {title}"]
    assert kept(session, wording) == theirs
    form = office.tree.find(f".//{HTML}form[@id='editing']")
    assert form is not None
    assert form.get("data-save") is None  # nothing is saved by itself
    office.press("Save", text=mine)
    assert "Saved." in office.text
    assert kept(session, wording) == mine


def test_of_two_thousand_lines_that_differ_none_is_looked_for_among_the_others(
    office: Browser, session: Session, wording: RuleSetVersion, eva: User
) -> None:
    lines = [f"# {number % 50}" for number in range(4_000)]
    office.open(edit(wording))
    meanwhile(session, wording, eva, "\n".join(lines))
    began = time.process_time()

    office.press("Save", text="\n".join(reversed(lines)))

    assert office.status == 409
    assert time.process_time() - began < SECONDS


def test_two_who_write_in_two_files_of_a_draft_are_not_in_each_others_way(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    eva: User,
) -> None:
    office.open(edit(wording))
    other = "places.yaml"
    meanwhile(session, wording, eva, MEANWHILE, name=other)

    office.press("Save", text=BROKEN)

    assert "Saved." in office.text
    assert kept(session, wording) == BROKEN
    with Session(session.get_bind()) as fresh:
        files = fresh.get_one(RuleSetVersion, wording.id).files
    assert files[other] == MEANWHILE


def test_who_saves_the_same_text_as_somebody_else_is_told_nothing(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    eva: User,
) -> None:
    office.open(edit(wording))
    meanwhile(session, wording, eva, BROKEN)

    office.press("Save", text=BROKEN)

    assert "Saved." in office.text


def test_a_script_saves_while_one_types_and_goes_on_from_there(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording))

    first = ask(office, "save", text=BROKEN)
    assert first.json is not None
    second = ask(office, "save", text=BROKEN + "#", base=first.json["base"])

    assert (first.status_code, second.status_code) == (200, 200)
    assert kept(session, wording) == BROKEN + "#"


def test_a_script_that_comes_second_changes_nothing_and_is_told(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    eva: User,
) -> None:
    office.open(edit(wording))
    meanwhile(session, wording, eva, MEANWHILE)

    answer = ask(office, "save", text=BROKEN)

    assert answer.status_code == 409
    assert answer.json is not None
    assert answer.json["overtaken"] is True
    assert "Your text is still here" in answer.json["words"]
    assert kept(session, wording) == MEANWHILE


def test_whoever_signs_in_again_elsewhere_saves_with_a_new_token(
    app: Flask, office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    office.open(edit(wording))
    token, base = hidden(office, "csrf_token"), hidden(office, "base")
    path = f"{edit(wording)}/save"
    elsewhere = Browser(app)
    elsewhere.open("/sign-in")
    sent = {"csrf_token": token, "base": base, "text": BROKEN}

    signed_out = elsewhere._ask("POST", path, data={**sent, "csrf_token": ""})
    elsewhere.sign_in(sam)
    old_token = elsewhere._ask("POST", path, data=sent)
    assert old_token.json is not None
    again = {**sent, "csrf_token": old_token.json["csrf_token"]}
    saved = elsewhere._ask("POST", path, data=again)

    assert (signed_out.status_code, old_token.status_code) == (400, 400)
    assert saved.status_code == 200
    assert kept(session, wording) == BROKEN


def test_a_page_of_another_website_is_given_no_token(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording))

    answer = office.client.post(
        f"{edit(wording)}/save",
        base_url=ORIGIN,
        headers={
            "Referer": "https://elsewhere.example",
            "Sec-Fetch-Site": "cross-site",
        },
        data={"text": BROKEN},
    )

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["csrf_token"] == ""


def test_when_the_session_has_ended_the_text_is_on_the_page_and_is_saved_later(
    app: Flask, office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    office.open(edit(wording))
    with app.app_context(), database.writing() as own:
        own.execute(delete(BrowserSession))

    office.press("Save", text=BROKEN)
    assert office.status in (400, 401)
    assert typed(office) == BROKEN
    page, tree = office.page, office.tree
    office.sign_in(sam)  # in another tab
    office.page, office.tree = page, tree
    office.press("Try again")
    if office.status == 400:  # the token was that of the session before
        assert typed(office) == BROKEN
        office.press("Try again")

    assert office.status == 200
    assert kept(session, wording) == BROKEN


def test_without_the_role_any_more_the_text_is_on_the_page(
    app: Flask, office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    office.open(edit(wording))
    with app.app_context(), database.writing() as own:
        user = own.get_one(User, sam.id)
        user.roles.clear()

    office.press("Save", text=BROKEN)

    assert office.status == 403
    assert typed(office) == BROKEN
    assert kept(session, wording) != BROKEN


def test_with_a_character_that_cannot_be_kept_the_rest_is_in_the_box(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text="\x00" + BROKEN)

    assert office.status == 400
    assert typed(office) == BROKEN
    office.press("Try again")
    assert office.status == 200
    assert kept(session, wording) == BROKEN


def test_what_is_larger_than_any_file_is_not_taken(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text="x" * (2 * 1024 * 1024))

    assert office.status == 413
    assert "Go back, where most browsers still have what you typed" in office.text
    assert kept(session, wording) != BROKEN


def test_who_is_not_signed_in_sends_no_more_than_a_patient(
    browser: Browser, app: Flask
) -> None:
    browser.open("/sign-in")

    browser.post(f"{RULES}/1/{FILE}", text="x" * 300_000)

    assert browser.status == 413


def test_a_draft_that_is_published_meanwhile_is_not_changed_and_the_text_is_kept(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    office.open(edit(wording))
    session.refresh(wording)
    wording.number = 2
    session.commit()

    answer = ask(office, "save", text=BROKEN)
    office.press("Save", text=BROKEN)

    assert answer.status_code == office.status == 409
    assert answer.json is not None
    assert "never edited" in answer.json["words"]
    assert "never edited" in office.text
    assert typed(office) == BROKEN
    assert kept(session, wording) != BROKEN


def test_the_trail_says_once_in_ten_minutes_that_somebody_writes(
    office: Browser, session: Session, wording: RuleSetVersion, eva: User
) -> None:
    office.open(edit(wording))
    base = hidden(office, "base")
    for number in range(3):
        answer = ask(office, "save", text=f"# {number}", base=base)
        assert answer.json is not None
        base = answer.json["base"]

    revised = select(AuditEvent.actor).where(AuditEvent.verb == "revised")
    assert len(session.scalars(revised).all()) == 1
    session.commit()
    meanwhile(session, wording, eva, MEANWHILE)
    assert len(session.scalars(revised).all()) == 2
