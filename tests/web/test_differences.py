"""Two versions side by side: what changed, in plain words and in the text."""

import pytest
from sqlalchemy.orm import Session

from intake.records.models import RuleSetVersion
from intake.workflow import screenings
from tests.browser import HTML, Browser
from tests.web.test_staff import BROKEN, FILE, RULES

RULE = "long-osteoarthritis-pattern"
HOSTILE = "<script>alert(1)</script> {{ clinic }} \u202ereversed"


def changed(session: Session, version: RuleSetVersion, old: str, new: str) -> None:
    text = screenings.shipped_files()[FILE]
    assert old in text
    version.files = {**version.files, FILE: text.replace(old, new, 1)}
    session.commit()


def lines(browser: Browser, tag: str) -> list[str]:
    return [
        "".join(each.itertext()).strip("\n")
        for each in browser.tree.iter(f"{HTML}{tag}")
    ]


def test_a_change_is_told_in_words_beside_its_lines(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    changed(session, wording, "title: Long-standing", "title: Old")

    office.open(f"{RULES}/{wording.id}")
    office.open(office.link("What changed since version 1"))

    assert f"Rule {RULE}, {FILE}, line " in office.text
    assert "became “Old joint pain with an osteoarthritis pattern”." in office.text
    assert lines(office, "del") == [
        "Removed: −     title: Long-standing joint pain with an osteoarthritis pattern"
    ]
    assert lines(office, "ins") == [
        "Added: +     title: Old joint pain with an osteoarthritis pattern"
    ]


def test_notes_alone_change_nothing_that_a_rule_says(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    changed(session, wording, "language: 1", "# A note.\nlanguage: 1")

    office.open(f"{RULES}/{wording.id}/changes")

    assert "No rule and no definition says anything else." in office.text
    assert lines(office, "ins") == ["Added: + # A note."]


def test_a_copy_has_the_same_text(office: Browser, wording: RuleSetVersion) -> None:
    office.open(f"{RULES}/{wording.id}/changes")

    assert "Both have the same text" in office.text


def test_a_draft_with_mistakes_is_compared_by_its_text_alone(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    wording.files = {**wording.files, FILE: BROKEN}
    session.commit()

    office.open(f"{RULES}/{wording.id}/changes")

    assert f"Draft {wording.id}, not published has mistakes" in office.text
    assert "Added: + - id: half" in " ".join(office.text.split())
    assert office.link("see them") == f"{RULES}/{wording.id}"


@pytest.mark.parametrize("text", [HOSTILE, "[" * 60_000], ids=["markup", "brackets"])
def test_hostile_text_is_shown_and_does_nothing(
    office: Browser, session: Session, wording: RuleSetVersion, text: str
) -> None:
    wording.files = {**wording.files, FILE: text, f"{HOSTILE}.yaml": text}
    session.commit()

    office.open(f"{RULES}/{wording.id}/changes")

    assert office.status == 200
    assert "<script>alert" not in office.page.text
    assert "\u202e" not in office.page.text
    assert text.replace("\u202e", "\ufffd") in office.text


def test_any_two_versions_are_chosen(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    changed(session, wording, "title: Long-standing", "title: Old")
    office.open(f"{RULES}/{wording.id}/changes")

    office.press("Compare", version="1", against=str(wording.id))

    assert office.path == f"{RULES}/1/changes"
    assert "“Old joint pain with an osteoarthritis pattern” became" in office.text


def test_the_first_version_is_compared_with_the_one_in_force(office: Browser) -> None:
    office.open(f"{RULES}/1/changes")

    assert "Both are the same version." in office.text


@pytest.mark.parametrize("against", ["99", "x", "-1", "1' or 1", "9" * 5_000])
def test_another_version_that_there_is_not_is_said_where_it_is_chosen(
    office: Browser, against: str
) -> None:
    office.open(f"{RULES}/1/changes?against={against}")

    assert office.status == 422
    assert office.title.startswith("Error: ")
    assert "Choose one of these versions." in office.text


@pytest.mark.parametrize("number", ["99", str(2**31), "9" * 30, "x", "-1"])
def test_a_version_nobody_wrote_is_not_found(office: Browser, number: str) -> None:
    assert office.open(f"{RULES}/{number}/changes").status == 404


def test_the_list_of_versions_leads_to_what_changed(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(RULES)

    assert office.link("What changed") == f"{RULES}/{wording.id}/changes"
