"""A passkey as second factor, with Chromium's own authenticator, under our policy."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Request, Route, expect
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import Audience, User
from tests.journeys import hands
from tests.journeys.conftest import EXPECTED, ON_ONE_DATABASE, Site

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@contextmanager
def computer(chrome: Browser, site: Site) -> Iterator[Page]:
    """A computer with an authenticator of its own. An address of numbers has no
    passkeys: so it is `localhost`."""
    context = chrome.new_context(base_url=f"http://localhost:{site.port}")
    context.set_default_timeout(10_000)
    complaints: list[str] = []
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on(
        "console",
        lambda said: (
            complaints.append(said.text)
            if said.type == "error" and not EXPECTED.search(said.text)
            else None
        ),
    )
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()
    assert complaints == []


def add_passkey(page: Page, user: User) -> None:
    hands.sign_in(page, user)
    page.goto("/account/passkeys")
    page.get_by_label("A name for it").fill("Work telephone")
    page.get_by_role("button", name="Add a passkey").click()
    expect(page.get_by_role("heading", name="Those you have")).to_be_visible()


def test_a_passkey_stands_beside_the_password(
    chrome: Browser, site: Site, records: Session
) -> None:
    carol = site.user("Carol", Audience.CLINICIAN)
    with computer(chrome, site) as page:
        add_passkey(page, carol)
        hands.press(page, "Sign out")

        hands.sign_in(page, carol)
        assert hands.path(page) == "/sign-in/passkey"
        page.goto("/clinician/")
        assert hands.path(page) == "/sign-in"
        hands.sign_in(page, carol)
        page.get_by_role("button", name="Use the passkey").click()
        page.wait_for_url("**/clinician/")

        page.goto("/account/passkeys")
        hands.press(page, "Remove Work telephone")
        hands.press(page, "Sign out")
        hands.sign_in(page, carol)
        assert hands.path(page) == "/clinician/"
    verbs = [each.verb for each in queries.audit_events(records, f"user:{carol.id}")]
    assert {"added a passkey", "removed a passkey"} < set(verbs)


def test_anothers_passkey_opens_nothing(chrome: Browser, site: Site) -> None:
    """What Dan's key signed, sent by whoever has Carol's password alone."""
    carol = site.user("Carol", Audience.CLINICIAN)
    dan = site.user("Dan", Audience.CLINICIAN)
    caught: list[Request] = []

    def catch(route: Route) -> None:
        caught.append(route.request)
        route.fulfill(body="caught")

    with computer(chrome, site) as hers, computer(chrome, site) as his:
        for page, user in ((hers, carol), (his, dan)):
            add_passkey(page, user)
            hands.press(page, "Sign out")
            hands.sign_in(page, user)
        his.route(re.compile("/sign-in/passkey/"), catch)
        his.get_by_role("button", name="Use the passkey").click()
        his.get_by_text("caught").wait_for()
        [signed] = caught
        credential = parse_qs(signed.post_data or "")["credential"][0]

        with hers.expect_navigation():
            hers.evaluate(
                """([to, credential]) => {
                  const form = document.querySelector("main form");
                  const field = document.createElement("input");
                  field.name = "credential";
                  field.value = credential;
                  form.append(field);
                  form.action = to;
                  form.submit();
                }""",
                [signed.url, credential],
            )

        expect(hers.get_by_text("with a passkey of this account")).to_be_visible()
        hers.goto("/clinician/")
        assert hands.path(hers) == "/sign-in"
