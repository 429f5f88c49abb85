"""A walk past every page and state of accounts and second factors."""

from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.records.accounts import Audience, BrowserSession, Passkey, User
from intake.web import database
from intake.workflow import outbox
from tests import make
from tests.browser import app_shows
from tests.journeys import hands
from tests.journeys.conftest import Site
from tests.journeys.inspector import Inspector


def as_an_administrator(inspector: Inspector, site: Site) -> None:
    page, sam = inspector.page, site.user("Nell", Audience.STAFF)
    hands.press(page, "Sign out")
    hands.sign_in(page, site.user("Ada", Audience.ADMIN))
    inspector.look("accounts")
    hands.follow(page, "Invite somebody")
    inspector.look("invite")
    hands.press(page, "Invite")
    inspector.look("invite, with errors")
    page.goto(f"/accounts/{sam.id}")
    inspector.look("an account")
    hands.press(page, "Disable this account")
    inspector.look("an account that is disabled")
    hands.follow(page, "Your account")
    inspector.look("one's own account")
    hands.press(page, "Change the password")
    inspector.look("one's own account, with errors")


def as_one_who_is_invited(inspector: Inspector, site: Site) -> None:
    """Where mail is off, so that the link is shown."""
    page = inspector.page
    kept = site.app.extensions[database.SESSIONS].kw["info"]
    kept[outbox.ON] = False
    page.goto("/accounts/invite")
    page.get_by_label("E-mail address").fill("nora@clinic.test")
    page.get_by_label("Staff").check()
    hands.press(page, "Invite")
    kept[outbox.ON] = True
    inspector.look("a link to hand over")
    link = urlsplit(page.locator(".link").inner_text()).path
    hands.press(page, "Sign out")
    page.goto(link)
    inspector.look("invited")
    hands.press(page, "Begin")
    inspector.look("invited, with errors")
    page.get_by_label("Your name").fill("Nora")
    page.get_by_label("New password").fill(make.PASSWORD)
    hands.press(page, "Begin")
    inspector.look("ready to sign in")
    page.goto(link)
    inspector.look("a link that opens nothing")


def with_a_second_factor(inspector: Inspector, site: Site, records: Session) -> None:
    page, rob = inspector.page, site.user("Rob", Audience.STAFF)
    hands.sign_in(page, rob)
    page.goto("/second-factor")
    inspector.look("set up a second factor")
    hands.press(page, "Set it up")
    inspector.look("the picture for an app")
    hands.press(page, "Go on")
    inspector.look("the picture for an app, with an error")
    [row] = [
        each.data
        for each in records.scalars(select(BrowserSession))
        if "tf_totp_secret" in each.data
    ]
    records.rollback()
    page.get_by_label("Code from your app").fill(
        app_shows(site.app, row["tf_totp_secret"])
    )
    hands.press(page, "Go on")
    inspector.look("no recovery codes yet")
    hands.press(page, "Make recovery codes")
    inspector.look("recovery codes")
    page.goto("/verify")
    inspector.look("the password once more")
    page.goto("/account/")
    inspector.look("one's own account, with a second factor")
    with_a_passkey(inspector, rob, records)
    hands.press(page, "Sign out")
    hands.sign_in(page, rob)
    inspector.look("an app or a passkey")
    hands.press(page, "With a passkey")
    inspector.look("a passkey to sign in with")
    hands.press(page, "Use the passkey")
    inspector.look("a passkey that is not there")
    hands.sign_in(page, rob)
    hands.press(page, "With a code from my app")
    inspector.look("a code from the app")
    hands.press(page, "Sign in")
    inspector.look("a code from the app, with an error")
    hands.follow(page, "Use a recovery code")
    inspector.look("a recovery code")
    hands.press(page, "Sign in")
    inspector.look("a recovery code, with an error")


def with_a_passkey(inspector: Inspector, user: User, records: Session) -> None:
    """One that this browser has not, nor could have: an address of numbers has none."""
    page = inspector.page
    records.add(
        Passkey(
            user_id=user.id,
            name="Old key",
            credential_id=b"old",
            public_key=b"key",
            sign_count=0,
            backup_state=False,
            device_type="single_device",
            lastuse_datetime=make.NOON,
            usage="secondary",
        )
    )
    records.commit()
    page.goto("/account/passkeys")
    inspector.look("passkeys")
    hands.press(page, "Add a passkey")
    inspector.look("a passkey without its name")
    page.get_by_label("A name for it").fill("New key")
    hands.press(page, "Add a passkey")
    page.get_by_role("alert").wait_for()
    inspector.look("a passkey that cannot be made")
    page.goto("/account/passkeys?failed=yes")
    inspector.look("a passkey that was not added")
