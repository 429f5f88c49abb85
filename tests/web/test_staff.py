"""The rules' wordings: listed, written, corrected, never lost."""

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.workflow import screenings
from tests import make
from tests.browser import HTML, Browser

RULES = "/staff/rules"
FILE = "joint.yaml"
# Two mistakes on two lines; and another file misses what this one should define.
BROKEN = """\
language: 1
rules:
  - id: half
    title: Half a rule
    kind: cautoin
    flag: minor
    when: { agee: { less_than: 18 } }
    because: "Young."
    source: ["Clinic policy"]
    owner: clinical lead
    review_by: 2027-11
    examples:
      - { facts: { age: 17 }, expect: raised }
      - { facts: { age: 18 }, expect: not_raised }
"""


def edit(version: RuleSetVersion) -> str:
    return f"{RULES}/{version.id}/{FILE}"


def typed(browser: Browser) -> str:
    box = browser.tree.find(f".//{HTML}textarea[@name='text']")
    assert box is not None
    return "".join(box.itertext()).removeprefix("\n").replace("\r\n", "\n")


def kept(session: Session, version: RuleSetVersion) -> str:
    with Session(session.get_bind()) as fresh:
        text = fresh.get_one(RuleSetVersion, version.id).files[FILE]
    return text.replace("\r\n", "\n")


def revision_now(session: Session, version: RuleSetVersion) -> int:
    with Session(session.get_bind()) as fresh:
        return fresh.get_one(RuleSetVersion, version.id).revision


def number_in_force(session: Session) -> int | None:
    with Session(session.get_bind()) as fresh:
        return screenings.in_force(fresh).number


def stricter(text: str) -> str:
    """The shipped file with its long osteoarthritis pattern said in other words."""
    assert "title: " in text
    return text.replace("title: ", "title: Sam's ", 1)


def test_every_version_is_listed_with_the_one_in_force(office: Browser) -> None:
    office.open(RULES)

    assert "Version 1 in force" in office.text
    assert "came with the program" in office.text


def test_a_new_version_is_a_copy_that_is_not_in_force(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    assert office.path == f"{RULES}/{wording.id}"
    assert wording.files == screenings.shipped_files()
    assert "The files can be read" in office.text
    assert f"Draft {wording.id}, not published" in office.open(RULES).text
    assert "Not yet" in office.text
    assert number_in_force(session) == 1


def test_the_version_page_names_the_problems_and_offers_no_publishing(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text=BROKEN)

    office.open(f"{RULES}/{wording.id}")

    assert "3 problems to solve" in office.text
    with pytest.raises(AssertionError, match="No button “Publish”"):
        office.form("Publish")


def test_a_warning_is_shown_with_its_place_and_hinders_no_publishing(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    make.publishable(session, wording, sam)
    office.open(f"{RULES}/{wording.id}")

    assert "1 warning: worth a look" in office.text
    assert "not-asked" in office.text
    warnings = office.tree.find(f".//{HTML}section[@id='warnings']//{HTML}pre")
    assert warnings is not None
    line, caret = "".join(warnings.itertext()).splitlines()
    assert line[caret.index("^") :].startswith("more_than: 7.5")
    office.form("Publish")


@pytest.mark.parametrize("number", ["99", str(2**31), "9" * 30, "x", "-1"])
def test_a_version_nobody_wrote_is_not_found(office: Browser, number: str) -> None:
    assert office.open(f"{RULES}/{number}").status == 404
    assert office.open(f"{RULES}/{number}/{FILE}").status == 404
