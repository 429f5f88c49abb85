"""Single keys on the clinician's pages: they help, they send nothing, and they can be
turned off."""

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy.orm import Session

from intake.records.accounts import Audience
from intake.records.models import Status, Submission
from intake.web import installation
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE, Site

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]


@pytest.fixture
def sent(site: Site, records: Session) -> list[Submission]:
    with site.app.app_context():
        installation.open_once()
    return [make.submission(records, Status.SENT) for _ in range(2)]


@pytest.fixture
def carols(pat: Page, site: Site, sent: list[Submission]) -> Page:
    """A browser with JavaScript, and Carol signed in at the queue."""
    hands.sign_in(pat, site.user("Carol", Audience.CLINICIAN))
    expect(pat.locator("#keys")).to_be_visible()
    return pat


def focused(page: Page) -> str:
    found: str = page.evaluate(
        "document.activeElement.id || document.activeElement.href || ''"
    )
    return found


def test_j_and_k_go_from_row_to_row_and_enter_opens(
    carols: Page, sent: list[Submission]
) -> None:
    rows = [
        each.get_attribute("href") or "" for each in carols.locator("tbody th a").all()
    ]

    carols.keyboard.press("j")
    assert focused(carols).endswith(rows[0])
    carols.keyboard.press("j")
    carols.keyboard.press("j")  # there is no third
    assert focused(carols).endswith(rows[1])
    carols.keyboard.press("k")
    assert focused(carols).endswith(rows[0])
    with carols.expect_navigation():
        carols.keyboard.press("Enter")

    assert hands.path(carols) == rows[0]
    with carols.expect_navigation():
        carols.keyboard.press("q")
    assert hands.path(carols) == "/clinician/"


def test_a_key_opens_the_form_of_an_action_and_sends_nothing(
    carols: Page, sent: list[Submission], records: Session
) -> None:
    carols.goto(f"/clinician/submissions/{sent[0].id}")

    carols.keyboard.press("d")

    expect(carols.locator("#action-decline")).to_have_attribute("open", "")
    assert focused(carols) == "reason-decline-0"
    # In a field they are letters like any other.
    carols.locator("#words-decline").focus()
    carols.keyboard.type("read and asked")
    assert carols.locator("#words-decline").input_value() == "read and asked"
    assert carols.locator("#action-accept").get_attribute("open") is None
    records.expire_all()
    assert records.get_one(Submission, sent[0].id).status is Status.SENT


def test_with_control_held_a_key_is_the_browsers(carols: Page) -> None:
    carols.keyboard.press("Control+j")

    assert "/clinician/submissions" not in focused(carols)


def test_a_question_mark_shows_the_keys_of_this_page(
    carols: Page, sent: list[Submission]
) -> None:
    carols.goto(f"/clinician/submissions/{sent[0].id}")

    carols.keyboard.press("?")

    dialog = carols.get_by_role("dialog", name="Keys on this page")
    expect(dialog).to_contain_text("a opens: Accept")
    expect(dialog).not_to_contain_text("Reopen")
    carols.keyboard.press("d")
    assert carols.locator("#action-decline").get_attribute("open") is None
    carols.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_turned_off_they_stay_off_until_they_are_turned_on(carols: Page) -> None:
    carols.get_by_role("button", name="Turn the keys off").click()
    expect(carols.locator("#keys [role=status]")).to_have_text(
        "The keys are off until you close this tab."
    )

    carols.reload()
    carols.keyboard.press("j")
    assert "/clinician/submissions" not in focused(carols)

    carols.get_by_role("button", name="Turn the keys on").click()
    carols.keyboard.press("j")
    assert "/clinician/submissions" in focused(carols)


def test_without_the_script_nothing_speaks_of_keys(
    desk: Page, site: Site, sent: list[Submission]
) -> None:
    hands.sign_in(desk, site.user("Carol", Audience.CLINICIAN))

    expect(desk.locator("#keys")).to_be_hidden()
