"""axe over every page and state of the three audiences, with what it holds for good
practice: on a phone, at a desk, in the dark, and at 400 % zoom."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page
from sqlalchemy import select
from sqlalchemy.orm import Session

from intake.questionnaire.asked_again import AskedAgain
from intake.records.accounts import Audience
from intake.records.models import Status, Submission
from intake.web.languages import catalogue
from intake.workflow import reviews
from intake.workflow.actions import ACTIONS
from tests import make
from tests.journeys import hands
from tests.journeys.account_pages import (
    as_an_administrator,
    as_one_who_is_invited,
    with_a_second_factor,
)
from tests.journeys.conftest import ON_ONE_DATABASE, Site
from tests.journeys.inspector import ZOOMED, Inspector
from tests.journeys.rules_pages import as_two_of_staff
from tests.journeys.staff_pages import as_staff
from tests.make import KNEE, SADDLE

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]

# Not pages: answers for machines, files, and redirects to pages.
NO_PAGE = {
    "static",
    "security.static",
    "health.healthz",
    "health.readyz",
    "patient.resume",
    "auth.home",
    "script.time",
    "exports.columns",
    # The library's: closed, or leading to another at once.
    "security.two_factor_rescue",
    "security.wan_delete",
}


OPEN_PAGES = (
    *("/", "/treatment", "/privacy", "/accessibility", "/intake/tasks"),
    *("/intake/check", "/verify", "/nowhere"),
)


@pytest.fixture
def page(chrome: Browser, site: Site) -> Iterator[Page]:
    context = chrome.new_context(base_url=site.address)
    context.add_init_script(AXE_SCRIPT)
    yield context.new_page()
    context.close()


def test_every_page_and_state_is_accessible(
    site: Site, page: Page, records: Session
) -> None:
    inspector = Inspector(page)

    as_a_patient(inspector)
    asked_for_more(inspector, site, records)
    as_one_who_comes_back(inspector)
    as_a_clinician(inspector, site, records)
    on_the_telephone(inspector)
    as_a_lead(inspector, site)
    as_staff(inspector, site)
    as_two_of_staff(inspector, site, records)
    as_an_administrator(inspector, site)
    as_one_who_is_invited(inspector, site)
    with_a_second_factor(inspector, site, records)

    assert inspector.found == []
    assert pages_of(site) - site.opened == set()


def test_every_page_of_a_patient_is_accessible_in_spanish(page: Page) -> None:
    """Words are others, and some are longer; colours are as in English."""
    inspector = Inspector(page, [ZOOMED])
    page.goto("/?language=es")

    as_a_patient(inspector, catalogue("es").gettext)
    as_one_who_comes_back(inspector, catalogue("es").gettext)

    assert inspector.found == []
    assert page.locator("html").get_attribute("lang") == "es"


def pages_of(site: Site) -> set[str]:
    rules = site.app.url_map.iter_rules()
    return {rule.endpoint for rule in rules if "GET" in (rule.methods or ())} - NO_PAGE


def as_a_patient(inspector: Inspector, say: Callable[[str], str] = str) -> None:
    page = inspector.page
    onward, too_young = say("Continue"), {**KNEE, "date_of_birth-year": "2014"}
    for path in OPEN_PAGES:
        page.goto(path)
        inspector.look(path)
    page.goto("/intake/start")
    hands.answer(page, too_young, onward)
    inspector.look("too young to do it alone")
    page.goto("/intake/start")
    hands.answer(page, SADDLE, onward)
    page.goto("/")
    inspector.look("begun")
    page.goto("/intake")
    while hands.path(page) != "/intake/check":
        inspector.look(page.url)
        if hands.path(page) == "/intake/advice":
            hands.press(page, say("Leave my number"))
            inspector.look("call me, without a number")
            hands.press(page, say("I have read this – go on"))
            continue
        hands.press(page, onward)
        inspector.look(f"{page.url} with errors")
        hands.answer(page, SADDLE, onward)
    inspector.look("check")
    page.goto("/intake/tasks")
    inspector.look("all sections done")
    page.goto("/intake/check")
    hands.press(page, say("Send to the clinic"))
    inspector.look("receipt")
    page.goto("/intake/where")
    inspector.look("already sent")


def as_one_who_comes_back(
    inspector: Inspector, say: Callable[[str], str] = str
) -> None:
    page = inspector.page
    page.goto("/intake/save")
    inspector.look("save")
    hands.press(page, say("Get a code"))
    inspector.look("the code")
    link = page.locator(".link a").get_attribute("href") or ""
    for path in ("/return", link):
        page.goto(path)
        inspector.look("come back")
        hands.press(page, say("Open my answers"))
        inspector.look("come back, with errors")
    page.goto("/return/here")
    for path in ("/intake/answers", "/intake/status", "/intake/withdraw"):
        page.goto(path)
        inspector.look(path)
    hands.press(page, say("Withdraw my answers"))
    inspector.look("withdrawn")


def asked_for_more(inspector: Inspector, site: Site, records: Session) -> None:
    """The patient who has just sent their answers, after a clinician has read them."""
    page, dan = inspector.page, site.user("Dan", Audience.CLINICIAN)
    sent = records.scalars(select(Submission)).one()
    reviews.take(
        records,
        ACTIONS["ask"],
        sent,
        dan,
        make.given("Since when is it swollen?"),
        (AskedAgain("smoking"), AskedAgain("height_cm")),
        seen=sent.revision,
        today=make.TODAY,
        at=make.NOON,
    )
    records.commit()
    for path in ("/", "/intake/receipt", "/intake/check", "/intake/asked"):
        page.goto(path)
        inspector.look(f"{path}, asked for more")
    hands.follow(page, "Answer these questions")
    inspector.look("one of the questions that were asked")
    page.goto("/intake/check")
    hands.press(page, "Send to the clinic")


def as_a_clinician(inspector: Inspector, site: Site, records: Session) -> None:
    page = inspector.page
    waiting = make.submission(records, Status.SENT)
    at_risk = make.submission(records, Status.SENT, blood_thinner="yes")
    decided = make.submission(records, Status.ACCEPTED)
    page.goto("/clinician/")
    inspector.look("sign in")
    hands.press(page, "Sign in")
    inspector.look("sign in with errors")
    hands.sign_in(page, site.user("Carol", Audience.CLINICIAN))
    inspector.look("queue")
    page.goto("/clinician/?flag=gca&status=declined")
    inspector.look("an empty queue")
    in_the_queue(inspector)
    page.goto(f"/clinician/submissions/{decided.id}")
    inspector.look("a decided submission")
    page.goto(f"/clinician/submissions/{waiting.id}")
    inspector.look("a submission")
    site.user("Eve", Audience.CLINICIAN)
    hands.press(page, "I take it")
    page.get_by_text("Hand it over").click()
    page.get_by_text("How the rule came to it").first.click()
    inspector.look("a submission that I have")
    page.get_by_text("Do you agree with this flag?").first.click()
    hands.press(page, "I disagree")
    inspector.look("a disagreement without its reason")
    hands.act(page, "decline")
    inspector.look("a decision without its reason")
    page.goto(f"/clinician/submissions/{at_risk.id}")
    inspector.look("a submission at risk")
    hands.act(page, "accept")
    inspector.look("a danger passed over")
    hands.press(page, "Accept all the same")
    inspector.look("a danger passed over without a reason")
    taking_out(inspector, waiting)
    page.goto(f"/clinician/submissions/{waiting.id}")
    waiting.changed_at = make.NOON
    waiting.priority = "likely"
    records.commit()
    hands.act(page, "accept")
    inspector.look("overtaken")
    page.goto("/staff/rules")
    inspector.look("another audience's page")


def taking_out(inspector: Inspector, waiting: Submission) -> None:
    page = inspector.page
    page.goto("/clinician/exports")
    inspector.look("a list to be taken out")
    page.goto(f"/clinician/submissions/{waiting.id}/export")
    inspector.look("a submission to be taken out")
    page.goto("/clinician/exports?status=declined&flag=gca")
    inspector.look("nothing to be taken out")
    hands.press(page, "Take it out as FHIR")
    inspector.look("nothing to be taken out, with an error")


def in_the_queue(inspector: Inspector) -> None:
    page = inspector.page
    page.goto("/clinician/?since=2026-11-03&until=2026-11-02")
    inspector.look("a filter with an error")
    page.goto("/clinician/day")
    inspector.look("a list to print")
    page.goto("/clinician/")
    page.keyboard.press("?")
    page.get_by_role("dialog").wait_for()
    inspector.look("the keys of the queue")
    page.keyboard.press("Escape")
    page.get_by_text("Look for a patient").click()
    page.get_by_text("Filter the queue").click()
    inspector.look("a search")
    hands.press(page, "Look for the patient")
    inspector.look("a search with an error")
    page.get_by_label("Name or reference").fill("Doe")
    hands.press(page, "Look for the patient")
    inspector.look("those who were found")
    page.get_by_label("Name or reference").fill("Nobody")
    hands.press(page, "Look for the patient")
    inspector.look("nobody found")


def on_the_telephone(inspector: Inspector) -> None:
    page = inspector.page
    page.goto("/clinician/")
    hands.press(page, "Fill in for a caller")
    inspector.look("a page of questions, on the telephone")
    hands.press(page, "End the call")


def as_a_lead(inspector: Inspector, site: Site) -> None:
    page = inspector.page
    page.goto("/clinician/")
    hands.press(page, "Sign out")
    hands.sign_in(page, site.user("Lena", Audience.LEAD))
    inspector.look("who looked")
    page.goto("/lead/?since=2026-11-03&until=2026-11-02")
    inspector.look("who looked, with an error")
    page.goto("/lead/?kind=read&until=2020-01-01")
    page.get_by_text("Look up one submission").click()
    hands.press(page, "Look it up")
    inspector.look("a reference that is not written")
    page.goto("/lead/figures?since=2026-11-01&until=2026-11-30")
    page.get_by_text("Day by day").click()
    inspector.look("figures")
    page.goto("/lead/figures?since=2026-11-03&until=2026-11-02")
    inspector.look("figures, with an error")
