"""A clinic at work: two clinicians at once, a decision in three presses, and a whole
review without a mouse."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy.orm import Session

from intake.records import details
from intake.records.accounts import Audience
from intake.records.models import Status, Submission
from intake.web import installation
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE, Site, opened
from tests.journeys.keyboard import MOST_STOPS, Keyboard

pytestmark = [pytest.mark.browser, pytest.mark.new_database]

WORDS = "Please see us again in spring."


@pytest.fixture
def sent(site: Site, records: Session) -> Submission:
    with site.app.app_context():
        installation.open_once()
    return make.submission(records, Status.SENT)


@pytest.fixture
def carols(desk: Page, site: Site, sent: Submission) -> Page:
    hands.sign_in(desk, site.user("Carol", Audience.CLINICIAN))
    return desk


@pytest.fixture
def dans(chrome: Browser, carols: Page, site: Site) -> Iterator[Page]:
    with opened(chrome, site, 1280) as page:
        hands.sign_in(page, site.user("Dan", Audience.CLINICIAN))
        yield page


def decline(page: Page, words: str) -> None:
    form = page.locator('form[action$="/decline"]')
    page.locator("#action-decline > summary").click()
    form.get_by_label("Too early").check()
    form.get_by_label("Words to the patient").fill(words)
    with page.expect_navigation():
        form.get_by_role("button").click()


def test_two_clinicians_see_each_other_and_lose_nothing(
    carols: Page, dans: Page, records: Session, sent: Submission
) -> None:
    hands.follow(carols, "Pat Doe")
    hands.press(carols, "I take it")
    expect(dans.locator("tbody")).not_to_contain_text("Carol")  # as he opened it
    dans.reload()
    expect(dans.locator("tbody")).to_contain_text("Carol")
    hands.follow(dans, "Pat Doe")
    expect(dans.locator("main")).to_contain_text("Carol has it")

    hands.act(carols, "accept")
    decline(dans, WORDS)

    main = dans.locator("main")
    expect(main).to_contain_text("This changed while you were looking at it")
    expect(main).to_contain_text("Sessions planned")
    expect(main.get_by_label("Words to the patient")).to_have_value(WORDS)
    records.expire_all()
    found = records.get_one(Submission, sent.id)
    assert found.status is Status.ACCEPTED
    assert [each.action for each in found.reviews] == ["accept"]


@ON_ONE_DATABASE
def test_from_the_queue_a_decision_takes_three_presses(
    carols: Page, records: Session, sent: Submission
) -> None:
    carols.get_by_role("link", name="Pat Doe").click()
    carols.locator("#action-accept > summary").click()
    with carols.expect_navigation():
        carols.locator("#action-accept").get_by_role("button").click()

    expect(carols.locator("main")).to_contain_text("Sessions planned")
    records.expire_all()
    found = records.get_one(Submission, sent.id)
    kept = details.of(found.reviews[-1])
    assert found.status is Status.ACCEPTED
    assert (kept["areas"], kept["sessions"]) == (["knee:right"], 4)


@ON_ONE_DATABASE
def test_a_whole_review_without_a_mouse(
    desk: Page, site: Site, records: Session, sent: Submission
) -> None:
    """Sign in, open it, take it, decline it with a reason and words."""
    carol = site.user("Carol", Audience.CLINICIAN)
    keys = Keyboard(desk)
    desk.goto("/sign-in")
    to(keys, "email")
    desk.keyboard.type(carol.email)
    to(keys, "password")
    desk.keyboard.type(make.PASSWORD)
    keys.enter()
    keys.press("Pat Doe")
    keys.press("I take it")
    unfold(keys, "Decline")
    to(keys, "reason")
    desk.keyboard.press("Space")
    to(keys, "words")
    desk.keyboard.type(WORDS)
    keys.press("Decline")

    expect(desk.locator("main")).to_contain_text("Declined")
    records.expire_all()
    found = records.get_one(Submission, sent.id)
    assert found.status is Status.DECLINED
    assert details.of(found.reviews[-1])["words"] == WORDS
    assert keys.found == []


def to(keys: Keyboard, name: str) -> None:
    """Go on to the field of this name."""
    for _ in range(MOST_STOPS):
        if keys.tab().name == name:
            return
    raise AssertionError(f"Never came to {name}")


def unfold(keys: Keyboard, words: str) -> None:
    for _ in range(MOST_STOPS):
        focus = keys.tab()
        if (focus.kind, focus.words) == ("summary", words):
            keys.page.keyboard.press("Enter")
            return
    raise AssertionError(f"Never came to {words}")
