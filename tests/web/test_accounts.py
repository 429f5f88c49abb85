"""The administrator's pages, and the link that they send."""

import re

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.config import Settings
from intake.records import queries
from intake.records.accounts import BrowserSession, User
from intake.records.models import OutboxMail
from intake.web import invited, mails
from tests.browser import Browser
from tests.make import PASSWORD
from tests.post_office import PostOffice

NEW = "another long enough password"
LINK = re.compile(r"https://localhost(/invited/\S+)")


@pytest.fixture
def keys(browser: Browser, ada: User) -> Browser:
    """Ada's browser, signed in."""
    return browser.sign_in(ada)


def invite(keys: Browser, email: str = "nora@clinic.test") -> str:
    """Invite Nora; the path of the link that is shown."""
    keys.open("/accounts/invite").press("Invite", email=email, roles=["staff"])
    found = LINK.search(keys.text)
    assert found, keys.text
    return found[1]


def verbs(session: Session, user: User) -> list[str]:
    with Session(session.get_bind()) as fresh:
        return [each.verb for each in queries.audit_events(fresh, f"user:{user.id}")]


def account_of(session: Session, email: str) -> User:
    with Session(session.get_bind()) as fresh:
        found = queries.user_by_email(fresh, email)
        assert found
        return found


def test_the_list_says_who_there_is_and_how_they_stand(
    keys: Browser, carol: User, session: Session
) -> None:
    session.get_one(User, carol.id).active = False
    session.commit()
    invite(keys)

    said = keys.open("/accounts/").text

    assert "carol@clinic.test Roles: clinician Disabled Last sign-in: never" in (said)
    assert "nora@clinic.test Roles: staff Invited" in said
    assert "ada@clinic.test Roles: admin Active Last sign-in: " in said


def test_an_invitation_leads_to_an_account_of_ones_own(
    app: Flask, keys: Browser, session: Session
) -> None:
    link, nora = invite(keys), Browser(app)

    nora.open(link).open(link)  # opened twice, it has done nothing
    assert account_of(session, "nora@clinic.test").password is None
    nora.press("Begin", name="Nora New", password=NEW)
    assert "Your password is set" in nora.text
    nora.press("Sign in", email="nora@clinic.test", password=NEW)

    assert nora.path == "/staff/rules"
    user = account_of(session, "nora@clinic.test")
    assert (user.name, user.active) == ("Nora New", True)
    assert verbs(session, user) == [
        *("added", "gave role staff", "made a link: invitation"),
        *("set a password", "signed in"),
    ]


def test_what_opens_nothing_is_told_alike(
    app: Flask, keys: Browser, session: Session
) -> None:
    used, replaced = invite(keys), invite(keys, "olaf@clinic.test")
    Browser(app).open(used).press("Begin", name="Nora", password=NEW)
    olaf = account_of(session, "olaf@clinic.test")
    keys.open(f"/accounts/{olaf.id}").press("Send a new invitation")

    said = set()
    for link in (used, replaced, "/invited/nobodys"):
        stranger = Browser(app).open(link)
        said.add((stranger.status, stranger.title, stranger.text))

    assert len(said) == 1, said
    assert said.pop()[0] == 404


@pytest.mark.parametrize(
    ("name", "password", "words"),
    [
        ("", NEW, "Write your name"),
        ("Nora", "", "Write a password"),
        ("Nora", "too short", "at least 15 characters"),
        ("Nora", "a" * 20, "more different characters"),
        ("Nora", "nora@clinic.testnora", "not made of your name"),
        ("Nora", "x" * 1_001, "at most 1,000"),
    ],
)
def test_a_link_is_not_used_up_by_a_mistake(
    app: Flask, keys: Browser, name: str, password: str, words: str
) -> None:
    nora = Browser(app).open(invite(keys))

    nora.press("Begin", name=name, password=password)

    assert nora.status == 422
    assert words in nora.text
    if password:
        assert password not in nora.page.text.replace("nora@clinic.test.", "")
    nora.press("Begin", name="Nora", password=NEW)
    assert nora.path == "/sign-in"


def test_the_page_of_a_link_tells_nobody_its_address(app: Flask, keys: Browser) -> None:
    nora = Browser(app).open(invite(keys))

    assert nora.page.headers["Referrer-Policy"] == "strict-origin"
    assert "/privacy" not in nora.page.text


def test_links_are_not_tried_without_end(app: Flask, keys: Browser) -> None:
    nora = Browser(app).open(invite(keys))

    for _ in range(invited.LIMIT.amount):
        nora.post("/invited/nobodys", password=NEW)
        nora.open("/sign-in")
    nora.post("/invited/nobodys", password=NEW)

    assert nora.status == 429


def test_an_address_has_one_account(keys: Browser, carol: User) -> None:
    keys.open("/accounts/invite")
    keys.press("Invite", email=f" {carol.email.upper()} ", roles=["staff"])

    assert keys.status == 422
    assert "has an account already" in keys.text


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"email": "nope", "roles": ["staff"]}, "such as name@example.org"),
        ({"email": "", "roles": ["staff"]}, "Write the e-mail address"),
        ({"email": "new@clinic.test", "roles": []}, "Choose at least one"),
    ],
)
def test_an_invitation_needs_an_address_and_a_role(
    keys: Browser, typed: dict[str, object], words: str
) -> None:
    keys.open("/accounts/invite").press("Invite", **typed)

    assert keys.status == 422
    assert words in keys.text
    assert str(typed["email"]) in keys.page.text


def test_a_link_for_another_password_ends_the_old_one(
    app: Flask, keys: Browser, carol: User
) -> None:
    theirs = Browser(app).sign_in(carol)
    keys.open(f"/accounts/{carol.id}").press("Send a link for a new password")
    link = LINK.search(keys.text)
    assert link
    assert theirs.open("/clinician/").path == "/clinician/"

    Browser(app).open(link[1]).press("Set the password", password=NEW)

    assert theirs.open("/clinician/").path == "/sign-in"
    theirs.press("Sign in", email=carol.email, password=PASSWORD)
    assert theirs.path == "/sign-in"


def test_roles_are_changed_and_said(
    keys: Browser, carol: User, session: Session
) -> None:
    keys.open(f"/accounts/{carol.id}")
    keys.press("Change the roles", roles=["staff", "lead"])

    assert "The roles are changed" in keys.text
    assert {role.name for role in account_of(session, carol.email).roles} == {
        *("staff", "lead")
    }


def test_an_account_is_disabled_and_enabled(
    app: Flask, keys: Browser, carol: User, session: Session
) -> None:
    theirs = Browser(app).sign_in(carol)

    keys.open(f"/accounts/{carol.id}").press("Disable this account")
    assert "The account is disabled" in keys.text
    assert theirs.open("/clinician/").path == "/sign-in"
    keys.press("Enable this account")

    assert "active again" in keys.text
    assert verbs(session, carol)[-2:] == ["disabled", "enabled"]
    assert theirs.sign_in(carol).path == "/clinician/"


def test_an_invitation_is_taken_back(
    app: Flask, keys: Browser, session: Session
) -> None:
    link = invite(keys)
    nora = account_of(session, "nora@clinic.test")

    keys.open(f"/accounts/{nora.id}").press("Take the invitation back")

    assert Browser(app).open(link).status == 404
    assert "Invitation ended" in keys.text


def test_the_last_administrator_is_told_why_not(keys: Browser, ada: User) -> None:
    keys.open(f"/accounts/{ada.id}").press("Disable this account")

    assert keys.status == 409
    assert "last administrator" in keys.text
    assert keys.open("/accounts/").status == 200


@pytest.mark.parametrize("path", ["0", "99", str(2**40), "1/nonsense"])
def test_what_there_is_not_is_not_found(keys: Browser, path: str) -> None:
    keys.open("/accounts/").post(f"/accounts/{path}/disable")

    assert keys.status == 404


def password_was_given_long_ago(session: Session) -> None:
    row = session.scalars(
        select(BrowserSession).where(BrowserSession.user_id.is_not(None))
    ).one()
    kept = {key: each for key, each in row.data.items() if key != "fs_gexp"}
    row.data = {**kept, "fs_paa": row.data["fs_paa"] - 3_600}
    session.commit()


def test_at_a_screen_that_was_left_nobody_changes_accounts(
    keys: Browser, carol: User, session: Session
) -> None:
    keys.open(f"/accounts/{carol.id}")
    password_was_given_long_ago(session)

    keys.press("Disable this account")
    assert keys.status == 401
    assert account_of(session, carol.email).active
    keys.open(f"/accounts/{carol.id}")
    assert keys.path == "/verify"
    keys.press("Go on", password="not my password at all")
    assert keys.path == "/verify"
    keys.press("Go on", password=PASSWORD)

    assert keys.path == f"/accounts/{carol.id}"
    keys.press("Disable this account")
    assert not account_of(session, carol.email).active


def test_where_mail_is_on_the_link_goes_by_mail_alone(
    app: Flask,
    with_mail: Settings,
    post_office: PostOffice,
    session: Session,
    ada: User,
) -> None:
    from_mail = "https://intake.clinic.example/invited/"
    app.config["INTAKE"] = with_mail
    app.extensions["intake.sessions"].kw["info"]["mails"] = True
    keys = Browser(app).sign_in(ada)

    keys.open("/accounts/invite")
    keys.press("Invite", email="nora@clinic.test", roles=["staff"])

    assert "on its way by mail" in keys.text
    assert "/invited/" not in keys.page.text
    with app.app_context():
        assert with_mail.mails
        mails.send_due(with_mail.mails)
    [mail] = post_office.taken
    assert post_office.recipients == ["nora@clinic.test"]
    assert from_mail in mail.get_content()
    assert "nora" not in mail.get_content().lower()
    kept = session.scalars(select(OutboxMail)).one()
    assert kept.sealed_recipient is None
    assert kept.sealed_values is None
