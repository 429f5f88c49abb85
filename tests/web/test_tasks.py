"""The list of tasks: always true to what is answered, and never a way around."""

from flask import Flask

from tests.browser import HTML, Browser
from tests.make import KNEE, SADDLE
from tests.walk import walk
from tests.web.drafts import begin, complete
from tests.web.test_patient import CHILD

TASKS = "/intake/tasks"


def rows(browser: Browser) -> list[str]:
    listed = browser.tree.find(f".//{HTML}ol[@class='tasks']")
    assert listed is not None
    return [" ".join("".join(each.itertext()).split()) for each in listed]


def links(browser: Browser) -> list[str]:
    listed = browser.tree.find(f".//{HTML}ol[@class='tasks']")
    assert listed is not None
    return [each.get("href", "") for each in listed.iter(f"{HTML}a")]


def test_before_anything_is_answered_it_says_what_will_come(browser: Browser) -> None:
    browser.open("/")
    assert "about 14 minutes" in browser.text
    browser.open(browser.link("See what you will be asked about"))

    assert browser.path == TASKS
    assert "About 14 minutes left." in browser.text
    assert rows(browser) == [
        "About you and where it hurts Next about 5 minutes",
        "Each place that hurts Cannot start yet about 5 minutes",
        "Your life and your health Not yet about 3 minutes",
        "What you hope for, and how to reach you Not yet about 1 minute",
        "Check your answers, then send them Cannot start yet",
    ]
    assert links(browser) == ["/intake/start"]
    assert browser.open(browser.link("Start now")).path == "/intake/start"


def test_on_the_way_it_names_the_place_and_what_is_done(browser: Browser) -> None:
    walk(begin(browser), KNEE, "/intake/began/1")
    browser.open(browser.link("All sections"))

    assert rows(browser)[:3] == [
        "About you and where it hurts Done about 5 minutes",
        "Your right knee Begun about 5 minutes",
        "Your life and your health Not yet about 3 minutes",
    ]
    assert links(browser) == ["/intake/start", "/intake/this-area-signs/1"]
    for path in links(browser):
        assert browser.open(path).status == 200
    browser.open(TASKS).open(browser.link("Go on with your answers"))
    assert browser.path == "/intake/began/1"


def test_at_the_end_it_leads_to_check_and_send(app: Flask, browser: Browser) -> None:
    complete(app, browser).open(TASKS)

    assert "Every question is answered." in browser.text
    assert "left" not in browser.text.partition("Your questions")[2].split("Done")[0]
    assert rows(browser)[-1] == "Check your answers, then send them Next"
    assert links(browser)[-1] == "/intake/check"


def test_a_question_links_to_it_beside_what_is_typed(browser: Browser) -> None:
    browser.open("/intake/start")
    link = browser.tree.find(f".//{HTML}a[@href='{TASKS}']")

    assert link is not None
    assert link.get("target") == "_blank"
    assert "opens in a new tab" in "".join(link.itertext())


def test_advice_comes_first(browser: Browser) -> None:
    walk(begin(browser, SADDLE), SADDLE, "/intake/advice")

    assert browser.open(TASKS).path == "/intake/advice"


def test_a_child_alone_is_told_what_to_do_first(browser: Browser) -> None:
    begin(browser, CHILD)

    assert browser.open(TASKS).path == "/intake/with-a-parent"


def test_what_is_sent_has_no_tasks(app: Flask, browser: Browser) -> None:
    complete(app, browser).press("Send to the clinic")

    assert browser.open(TASKS).path == "/intake/receipt"
