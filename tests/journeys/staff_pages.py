"""The pages of staff, each in its states: a draft is written, tried, replayed, compared
and broken; the rules in force are looked up."""

from intake.records.accounts import Audience
from intake.records.models import RuleSetVersion
from intake.web import database, replaying
from tests.journeys import hands
from tests.journeys.conftest import Site
from tests.journeys.editing import in_a_plain_box
from tests.journeys.inspector import Inspector
from tests.journeys.library_pages import in_the_library
from tests.workflow.test_replays import other_files


def as_staff(inspector: Inspector, site: Site) -> None:
    page = inspector.page
    in_a_plain_box(site)
    page.goto("/lead/")
    hands.press(page, "Sign out")
    hands.sign_in(page, site.user("Sam", Audience.STAFF))
    inspector.look("versions")
    hands.press(page, "Write a new version")
    inspector.look("a wording of one's own")
    trying(inspector)
    in_the_library(inspector)
    of_a_replay(inspector, site)
    page.goto("/staff/rules/2/joint.yaml")
    inspector.look("a rule file")
    page.get_by_role("textbox").fill("language: 1\nrules:\n  - id: broken\n")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("problems to solve").wait_for()
    inspector.look("a rule file with problems")
    page.goto("/staff/rules/facts?words=steroid")
    inspector.look("what a rule may ask")
    page.goto("/staff/rules/2")
    inspector.look("a wording with problems")
    page.goto("/staff/rules/2/try")
    inspector.look("a wording that cannot be tried")
    page.goto("/staff/rules/1")
    inspector.look("a published wording")


def of_a_replay(inspector: Inspector, site: Site) -> None:
    page = inspector.page
    with site.app.app_context(), database.writing() as own:
        own.get_one(RuleSetVersion, 2).files = other_files()
    page.goto("/staff/rules/2")
    hands.press(page, "Replay the whole history")
    inspector.look("a replay that waits")
    with site.app.app_context():
        replaying.run_next()
    page.get_by_text("It is over.").wait_for()
    hands.follow(page, "Look again")
    inspector.look("a replay that is over")
    page.locator("main section a, main table a").first.click()
    inspector.look("those behind a number")
    page.goto("/staff/rules/2")
    inspector.look("a draft that was replayed")


def trying(inspector: Inspector) -> None:
    page = inspector.page
    page.goto("/staff/rules/2/try")
    for part in ("Write the facts", "What follows from", "The place", "Your health"):
        page.locator("summary", has_text=part).first.click()
    inspector.look("a patient to be made up")
    page.locator("#f-age").fill("old")
    page.locator("#written").fill("age")
    hands.press(page, "Try it")
    inspector.look("a patient who cannot be")
    page.goto("/staff/rules/2/try")
    page.locator("#explain").select_option("under-18")
    hands.press(page, "Try it")
    for part in ("Not ruled out", "How the rule came", "As an example"):
        page.locator("summary", has_text=part).first.click()
    inspector.look("a patient who is made up")
    page.goto("/staff/rules/2/try?rule=long-osteoarthritis-pattern")
    page.locator("summary", has_text="How the rule came").first.click()
    inspector.look("the examples of a rule")
    page.locator("#flag").select_option("gca")
    hands.press(page, "Look at the facts of one")
    inspector.look("nobody to look at")
    page.goto("/staff/rules/2/try")
    hands.press(page, "Look at the facts of one")
    inspector.look("a look at the facts of one")
