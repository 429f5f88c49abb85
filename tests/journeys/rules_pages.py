"""The pages on which a draft of the rules is approved, published and brought back, and
a submission screened again."""

from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import Audience
from intake.records.models import Status, Submission
from tests import make
from tests.journeys import hands
from tests.journeys.conftest import Site
from tests.journeys.inspector import Inspector

FILE = "joint.yaml"


def as_two_of_staff(inspector: Inspector, site: Site, records: Session) -> None:
    """Sam is signed in, and has written."""
    sent = make.submission(records, Status.SENT)
    sam = queries.user_by_email(records, "sam@clinic.test")
    assert sam is not None
    records.commit()  # an open transaction would keep the browser waiting
    page = inspector.page
    page.goto("/staff/rules")
    hands.press(page, "Write a new version")
    draft = queries.rule_set_versions(records)[0]
    text = draft.files[FILE].replace("title: ", "title: Sam's ", 1)
    draft.files = {**draft.files, FILE: text}
    make.replayed(records, draft, sam, septic_joint=3)
    records.commit()
    address = f"/staff/rules/{draft.id}"
    page.goto(address)
    inspector.look("a draft that was replayed, and nobody to approve it")
    tess = site.user("Tess", Audience.STAFF)
    hands.press(page, "Ask for approval")
    inspector.look("asked for approval without a reason")
    page.get_by_label("Why should the rules change?").fill("It is clearer.")
    page.get_by_label("Why is it right that these flags are lost?").fill("Old ones.")
    hands.press(page, "Ask for approval")
    inspector.look("asked for approval")
    hands.press(page, "Sign out")
    hands.sign_in(page, tess)
    page.goto("/staff/rules")
    inspector.look("something waits for approval")
    page.goto(address)
    hands.press(page, "Do not approve")
    inspector.look("not approved without a reason")
    hands.press(page, "Approve this text")
    inspector.look("approved")
    hands.press(page, "Publish")
    page.goto(address)
    inspector.look("published with approval")
    bringing_back(inspector)
    hands.press(page, "Sign out")
    screening_again(inspector, site, sent)


def bringing_back(inspector: Inspector) -> None:
    page = inspector.page
    page.goto("/staff/rules/1")
    page.get_by_text("Bring version 1 back").click()
    hands.press(page, "Bring it back now")
    inspector.look("brought back without a reason")
    page.get_by_label("Why is it brought back?").fill("Too many alarms.")
    hands.press(page, "Bring it back now")
    inspector.look("brought back")


def screening_again(inspector: Inspector, site: Site, sent: Submission) -> None:
    page = inspector.page
    hands.sign_in(page, site.user("Cora", Audience.CLINICIAN))
    page.goto(f"/clinician/submissions/{sent.id}")
    inspector.look("a submission that newer rules have not seen")
    hands.press(page, "Screen again by version 3")
    inspector.look("screened again")
