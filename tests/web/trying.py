"""What the tests of trying a version share."""

from typing import Any

from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.workflow import rule_sets
from tests import make
from tests.browser import HTML, Browser
from tests.web.reading import words
from tests.web.test_staff import RULES

TREE = "How the rule came to it"
CAUTIONS = "cautions.yaml"
BOUND = "less_than: 18"
IN_FORCE = f"{RULES}/1/try"


def path(version: RuleSetVersion) -> str:
    return f"{RULES}/{version.id}/try"


def rewrite(
    session: Session, version: RuleSetVersion, by: User, was: str, now: str
) -> None:
    """In the file of cautions."""
    text = version.files[CAUTIONS]
    assert was in text
    rule_sets.revise(
        session,
        version,
        CAUTIONS,
        text.replace(was, now),
        by,
        seen=version.revision,
        at=make.NOON,
    )
    session.commit()


def tried(browser: Browser, at: str, **facts: Any) -> Browser:
    return browser.open(at).press("Try it", **facts)


def line(browser: Browser, flag: str) -> str:
    """The row of the flag."""
    rows = [words(row) for row in browser.tree.iter(f"{HTML}tr")]
    found = [row for row in rows if row.startswith(flag)]
    assert found, f"{flag} is not among:\n" + "\n".join(rows)
    return found[0]


def trees(browser: Browser) -> list[str]:
    found = [words(each) for each in browser.tree.iter(f"{HTML}details")]
    return [each for each in found if each.startswith(TREE)]


def box(browser: Browser, name: str) -> str | None:
    field = browser.tree.find(f".//{HTML}input[@name='{name}']")
    assert field is not None
    return field.get("value")


# On the examples
