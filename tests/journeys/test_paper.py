"""A submission on paper: what a real browser prints of it."""

import re

import pytest
from playwright.sync_api import Page
from sqlalchemy.orm import Session

from intake.records.accounts import Audience
from intake.records.models import Status
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import ON_ONE_DATABASE, Site
from tests.web.reading import path

pytestmark = [pytest.mark.browser, pytest.mark.new_database, ON_ONE_DATABASE]

# A sheet of a PDF; the list of them is another thing.
SHEET = re.compile(rb"/Type\s*/Page\b(?!s)")
A4 = 210 / 25.4 * 96
PRESSED = "button, input, select, textarea"


@pytest.fixture
def sheet(desk: Page, site: Site, records: Session) -> Page:
    """The page of an ordinary patient with two painful areas, as it is printed."""
    desk.goto("/")
    sent = make.submission(
        records,
        Status.SENT,
        regions=["knee_right_front", "lower_back_middle"],
        worst_area="knee:right",
        blood_thinner="yes",
        blood_thinner_name="Apixaban",
    )
    hands.sign_in(desk, site.user("Carol", Audience.CLINICIAN))
    desk.goto(path(sent))
    desk.emulate_media(media="print")
    desk.set_viewport_size({"width": round(A4), "height": 1100})
    return desk


def shown(sheet: Page, chosen: str) -> list[str]:
    """The words of those of these elements that are on the paper."""
    found = sheet.locator(chosen).all()
    return [each.inner_text().strip() for each in found if each.is_visible()]


def test_an_ordinary_patient_is_printed_on_two_sheets(sheet: Page) -> None:
    printed = sheet.pdf(prefer_css_page_size=True)

    assert 1 <= len(SHEET.findall(printed)) <= 2


def test_the_paper_has_the_reasons_the_drawing_and_every_answer(sheet: Page) -> None:
    headings = shown(sheet, "h2")

    assert {"In short", "Who", "Priority and flags", "All answers"} <= {*headings}
    assert "Takes a blood thinner" in shown(sheet, ".card h4")
    assert len(shown(sheet, ".card > p")) >= 3
    assert len(shown(sheet, "figure.body figcaption")) == 2
    assert "Apixaban" in shown(sheet, ".all-answers dd")
    assert len(shown(sheet, ".all-answers dt")) > 80


def test_nothing_on_the_paper_is_to_be_pressed_and_nothing_folded(sheet: Page) -> None:
    assert shown(sheet, f"{PRESSED}, form, nav") == []
    assert shown(sheet, "text=The rule and its source") == []
    assert shown(sheet, "text=Do you agree with this flag?") == []
    assert "What you can do" not in shown(sheet, "h2")
    assert "Body mass index above 40" in shown(
        sheet, "[aria-labelledby=unknown] summary"
    )


def test_doubt_is_on_the_paper_too(sheet: Page, site: Site, records: Session) -> None:
    unsure = make.submission(
        records,
        Status.SENT,
        regions=["lower_back_middle"],
        saddle_numbness="not_sure",
        blood_thinner="not_sure",
    )
    sheet.goto(path(unsure))

    assert "Not ruled out." in shown(sheet, ".card > p > strong")
    assert "What would decide it:" in shown(sheet, ".card > p.small")
    assert shown(sheet, "a:text('Ask the patient')") == []
    assert "not sure" in " ".join(shown(sheet, ".evidence li")).lower()


def test_what_was_not_asked_and_counts_is_said_so(sheet: Page) -> None:
    said = " ".join(shown(sheet, ".all-answers dd"))

    assert "not asked of this patient; counted as:" in said
    assert "not answered" in said


def test_the_paper_is_no_wider_than_it_is(sheet: Page) -> None:
    wide = sheet.evaluate("document.documentElement.scrollWidth")

    assert wide <= round(A4)
