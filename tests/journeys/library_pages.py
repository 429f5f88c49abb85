"""The staff's library, and what changed between two versions, in every state."""

from tests.journeys.editing import saved
from tests.journeys.inspector import Inspector


def in_the_library(inspector: Inspector) -> None:
    page = inspector.page
    page.goto("/staff/library")
    page.get_by_text("How this is counted").click()
    inspector.look("the library of rules")
    page.goto("/staff/library?words=xyzzy")
    inspector.look("no rule found")
    page.goto("/staff/library/long-osteoarthritis-pattern")
    for words in ("As it is written", "What the words in it stand for", "examples"):
        page.get_by_text(words).first.click()
    inspector.look("one rule")
    page.goto("/staff/unanswered")
    inspector.look("questions that rules lack")
    page.goto("/staff/rules/2/joint.yaml")
    box = page.get_by_role("textbox", name="Rules")
    text = box.input_value().replace("at_least: 12", "at_least: 6")
    box.fill(text.replace("name: two years", "name: three years"))
    page.get_by_role("button", name="Save").click()
    saved(page)
    page.goto("/staff/rules/2/changes")
    page.get_by_text("The examples").first.click()
    inspector.look("what changed")
    page.goto("/staff/rules/2/changes?against=99")
    inspector.look("what changed, with an error")
