"""The page with the drawing: labels for the boxes of the list, and nothing inline."""

from xml.etree import ElementTree

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from intake.questionnaire.body import REGIONS
from intake.records.models import Status
from tests import make
from tests.browser import HTML, ORIGIN, Browser
from tests.make import KNEE
from tests.web.drafts import begin, kept
from tests.web.reading import path

STYLES = ("/body_map.", "/regions.")
PICTURE = "/static/body."
SVG = "{http://www.w3.org/2000/svg}"


def at_the_map(browser: Browser) -> Browser:
    begin(browser)
    return browser.open("/intake/where")


def test_every_shape_is_a_label_of_the_box_of_its_region(browser: Browser) -> None:
    at_the_map(browser)

    boxes = {
        box.get("id"): box.get("value")
        for box in browser.tree.iter(f"{HTML}input")
        if box.get("name") == "regions"
    }
    shapes = [
        (label.get("class", "").removeprefix("p-"), boxes[label.get("for")])
        for label in browser.tree.iter(f"{HTML}label")
        if label.get("class", "").startswith("p-")
    ]
    assert list(boxes.values()) == list(REGIONS)
    assert {code for code, _ in shapes} == set(REGIONS)
    assert all(code == value for code, value in shapes)


def test_the_labels_of_the_drawing_are_hidden_from_screen_readers(
    browser: Browser,
) -> None:
    at_the_map(browser)

    drawn = [
        each for each in browser.tree.iter(f"{HTML}div") if each.get("class") == "drawn"
    ]
    assert [each.get("aria-hidden") for each in drawn] == ["true", "true"]
    assert not [box for each in drawn for box in each.iter(f"{HTML}input")]


def test_a_link_leads_from_the_drawing_to_the_list(browser: Browser) -> None:
    at_the_map(browser)

    target = browser.link("Choose from the list instead").removeprefix("#")
    assert [each for each in browser.tree.iter() if each.get("id") == target]


def test_the_page_names_the_parts_of_a_picture_that_it_does_not_hold(
    browser: Browser,
) -> None:
    at_the_map(browser)

    named = [use.get("href", "") for use in browser.tree.iter(f"{SVG}use")]
    (address,) = {each.partition("#")[0] for each in named}
    served = browser.client.get(address, base_url=ORIGIN)
    parts = {part.get("id") for part in ElementTree.XML(served.text)}
    assert {each.partition("#")[2] for each in named} == parts
    assert not list(browser.tree.iter(f"{SVG}path"))


def sheets(browser: Browser) -> dict[str, str | None]:
    """The stylesheets of the page that is open, and what each is for."""
    return {
        link.get("href", ""): link.get("media")
        for link in browser.tree.iter(f"{HTML}link")
        if link.get("rel") == "stylesheet"
    }


def test_only_pages_with_the_drawing_wear_its_style(browser: Browser) -> None:
    worn = [each for each, media in sheets(at_the_map(browser)).items() if not media]
    assert all(any(style in each for each in worn) for style in STYLES)

    other = sheets(browser.open("/privacy"))
    assert not any(style in each for each in other for style in STYLES)


@pytest.mark.parametrize("path", ["/", "/intake/start", "/return"])
def test_what_the_drawing_needs_is_fetched_ahead_and_not_worn(
    browser: Browser, path: str
) -> None:
    browser.open(path)

    fetched = [each for each, media in sheets(browser).items() if media == "not all"]
    assert [each.partition("/static")[2].split(".")[0] for each in fetched] == [
        style.rstrip(".") for style in STYLES
    ]
    (drawn,) = browser.tree.iter(f"{SVG}svg")
    assert PICTURE in drawn[0].get("href", "")
    assert "hidden" in drawn.attrib


def test_the_side_is_asked_before_the_next_page(app: Flask, browser: Browser) -> None:
    at_the_map(browser).press("Continue", regions=KNEE["regions"])

    assert browser.path == "/intake/where"
    assert "one more thing to ask" in browser.text
    browser.press("Continue", own_sides="knee:left")

    assert browser.path == "/intake/urgent-signs"
    assert kept(app)["regions"] == ["knee_left_front"]
    assert kept(app)["own_sides"] == ["knee:left"]


def test_a_side_left_open_keeps_what_was_chosen(browser: Browser) -> None:
    at_the_map(browser).press("Continue", regions=KNEE["regions"])
    browser.press("Continue")

    assert browser.status == 422
    assert "Choose the side that hurts" in browser.text


def test_the_clinicians_drawing_is_filled_with_words_beside_it(
    desk: Browser, session: Session
) -> None:
    submission = make.submission(session, Status.SENT)

    desk.open(path(submission))

    chosen = [
        each.get("class")
        for each in desk.tree.iter()
        if "chosen" in str(each.get("class"))
    ]
    assert chosen == ["r-knee_right_front chosen"]
    assert "Patient’s right" in desk.text
    assert all(each in desk.page.text for each in STYLES)
