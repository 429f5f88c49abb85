"""The page about the treatment: always within reach, balanced, its figures cited."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from intake.config import ROOT
from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.step import Step
from tests.browser import HTML, Browser
from tests.make import KNEE, SADDLE
from tests.walk import walk
from tests.web.drafts import CHECK, begin, complete, field_values, kept, second_tab
from tests.web.test_patient import CHILD

TREATMENT = "/treatment"
SOURCE = "source-"
LINK = "About the treatment"
TEMPLATE = ROOT / "intake" / "templates" / "pages" / "treatment.html"
NUMBER = re.compile(r"\d+(?:\.\d+)?")
# Figures are written in digits, so that each of them is looked for in the sources.
IN_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|third|quarter|dozen"
    r"|majority|per ?cent)\b",
    re.IGNORECASE,
)
# Words that praise, promise or press, or that tell the reader that it is for them.
ADVERTISING = re.compile(
    r"\b(cures?|guaranteed?|proven|miracles?|painless|breakthrough|revolutionary|best"
    r"|amazing|excellent|safe and|completely|risk-free|side-effect-free|natural(ly)?"
    r"|leading|world-class|trusted|gentle|permanent(ly)?|success(ful|fully)?"
    r"|regenerat\w+|book (now|your)|offers?|discounts?|free|only today|recommended"
    r"|suitable|suits? you|right for you|ideal|will help|you will (feel|be)"
    r"|good candidate)\b|!",
    re.IGNORECASE,
)


@pytest.fixture
def treatment(browser: Browser) -> Browser:
    return browser.open(TREATMENT)


def link_in(place: Element) -> Element:
    found = [each for each in place.iter(f"{HTML}a") if each.get("href") == TREATMENT]
    assert len(found) == 1
    return found[0]


def part(browser: Browser, tag: str) -> Element:
    found = browser.tree.find(f".//{HTML}{tag}")
    assert found is not None
    return found


def words(element: Element, *, without: str = "") -> str:
    """The words of an element; with `without`, not those of links that begin so."""
    skipped = without and element.get("href", "").startswith(tuple(without.split()))
    text = "" if skipped else element.text or ""
    inner = "" if skipped else "".join(words(e, without=without) for e in element)
    return " ".join(f"{text}{inner}".split()) + f" {element.tail or ''}"


# Within reach


def test_the_start_page_leads_to_it_before_the_questions(browser: Browser) -> None:
    main = part(browser.open("/"), "main")

    link = link_in(main)

    assert link.get("target") is None
    order = [each.get("href") for each in main.iter(f"{HTML}a")]
    assert order.index(TREATMENT) < order.index("/intake/start")
    assert browser.open(TREATMENT).status == 200


@pytest.mark.parametrize("step", QUESTIONNAIRE.steps, ids=lambda step: step.slug)
def test_every_step_leads_to_it_in_a_new_tab_and_says_so(
    app: Flask, browser: Browser, step: Step
) -> None:
    complete(app, browser)
    address = f"/intake/{step.slug}" + ("/1" if step.per_area else "")

    link = link_in(part(browser.open(address), "footer"))

    assert browser.status == 200
    assert browser.path == address
    assert link.get("target") == "_blank"
    assert "opens in a new tab" in words(link)


@pytest.mark.parametrize(
    ("given", "path"),
    [(SADDLE, "/intake/advice"), (CHILD, "/intake/with-a-parent"), (KNEE, CHECK)],
    ids=["advice", "with a parent", "check"],
)
def test_the_pages_between_the_steps_lead_to_it_too(
    browser: Browser, given: dict[str, object], path: str
) -> None:
    walk(begin(browser, given), given, path)

    assert "opens in a new tab" in words(link_in(part(browser, "footer")))


def test_a_page_with_mistakes_leads_to_it_in_a_new_tab(browser: Browser) -> None:
    browser.open("/intake/start").press("Continue")

    assert browser.status == 422
    assert link_in(part(browser, "footer")).get("target") == "_blank"


def test_reading_it_changes_nothing_of_a_draft(app: Flask, browser: Browser) -> None:
    begin(browser)
    browser.open("/intake/start")
    before, shown = kept(app), _answered(browser)

    tab = second_tab(browser).open(browser.link(LINK))

    assert tab.path == TREATMENT
    assert kept(app) == before
    assert _answered(browser.open("/intake/start")) == shown
    assert browser.press("Continue").path == "/intake/where"


def _answered(browser: Browser) -> dict[str, list[str]]:
    """The answers on the page; its token says the second it was made."""
    values = field_values(browser, "Continue")
    return {name: each for name, each in values.items() if name != "csrf_token"}


def test_it_needs_no_cookie_and_sets_none(treatment: Browser) -> None:
    assert treatment.status == 200
    assert "Set-Cookie" not in treatment.page.headers


def test_its_own_links_lead_somewhere_on_it(treatment: Browser) -> None:
    ids = {each.get("id") for each in treatment.tree.iter()}
    inner = [
        href.removeprefix("#")
        for each in treatment.tree.iter(f"{HTML}a")
        if (href := each.get("href", "")).startswith("#")
    ]

    assert [each for each in inner if each not in ids] == []
    assert {"evidence", "risks", "emergency", "tell", "else", "cost"} <= set(inner)


# Balanced


def test_it_does_not_advertise_nor_say_that_it_is_for_the_reader(
    treatment: Browser,
) -> None:
    text = " ".join(words(each) for each in but_for_sources(part(treatment, "main")))

    assert "Questions to ask at the clinic" in text  # read to its end
    assert [each[0] for each in ADVERTISING.finditer(text)] == []


@pytest.mark.parametrize(
    "said",
    [
        "The evidence is mixed",
        "no better than dummy injections",
        "Every injection can do harm",
        "These are counts, not chances",
        "Never stop a medicine for this treatment without asking whoever prescribed it",
        "Only a qualified practitioner",
        "The questions on this website decide nothing",
        "Exercise and physiotherapy",
        "Doing nothing for now",
        "often do not pay",
    ],
)
def test_it_says_what_an_advertisement_would_leave_out(
    treatment: Browser, said: str
) -> None:
    assert said in treatment.text


def test_the_number_to_call_is_the_one_that_is_set(treatment: Browser) -> None:
    main = part(treatment, "main")

    assert "tel:112" in {each.get("href") for each in main.iter(f"{HTML}a")}
    assert "112" not in TEMPLATE.read_text(encoding="utf-8").partition("{% block")[2]


def test_its_sentences_are_short(treatment: Browser) -> None:
    sentences = [
        sentence
        for block in blocks(part(treatment, "main"))
        if block.tag != f"{HTML}table"
        for sentence in re.split(r"(?<=[.?:])\s", words(block, without=f"#{SOURCE}"))
    ]

    assert [each for each in sentences if len(each.split()) > 25] == []


# Its figures


def test_every_figure_is_what_a_source_beside_it_is_said_to_give(
    treatment: Browser,
) -> None:
    used = {
        item.get("id"): NUMBER.findall(words(spans[-1]))
        for item in treatment.tree.iter(f"{HTML}li")
        if (spans := item.findall(f".//{HTML}span"))
    }
    found = 0

    for block in blocks(part(treatment, "main")):
        text = words(block, without=f"#{SOURCE} tel:")
        assert not IN_WORDS.search(text), text
        given = {n for source in cited(block) for n in used[source]}
        rounded = {str(round(float(n))) for n in given}
        for figure in NUMBER.findall(text):
            found += 1
            assert figure in given | rounded, f"{figure}: {text}"

    assert found > 40


def test_every_source_is_cited_and_named_by_its_number(treatment: Browser) -> None:
    main = part(treatment, "main")
    listed = [
        name for each in main.iter() if (name := each.get("id", "")).startswith(SOURCE)
    ]

    links = {
        href.removeprefix("#"): NUMBER.findall(words(each))
        for each in main.iter(f"{HTML}a")
        if (href := each.get("href", "")).startswith(f"#{SOURCE}")
    }

    # Numbered in the order in which they are first cited.
    assert list(links.items()) == [(name, [str(n)]) for n, name in enumerate(listed, 1)]


def test_every_figure_stands_in_one_place_of_the_template() -> None:
    page = TEMPLATE.read_text(encoding="utf-8").partition("{% block main %}")[2]
    text = re.sub(r"{{.*?}}|{%.*?%}|<[^>]*>", " ", page)

    assert NUMBER.findall(text) == ["1"]  # “about 1 in …”


def but_for_sources(main: Element) -> list[Element]:
    return [each for each in main if each.get("aria-labelledby") != "sources"]


def blocks(main: Element) -> Iterator[Element]:
    """What is read in one go: a paragraph, an item, a table; not the sources."""
    for each in but_for_sources(main):
        if each.tag in {f"{HTML}p", f"{HTML}li", f"{HTML}table"}:
            yield each
        else:
            yield from blocks(each)


def cited(block: Element) -> list[str]:
    hrefs = [each.get("href", "") for each in block.iter(f"{HTML}a")]
    return [href.removeprefix("#") for href in hrefs if href.startswith(f"#{SOURCE}")]
