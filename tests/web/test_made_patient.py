"""A version is tried on a patient who is made up, of whom nothing is kept."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import AuditEvent, RuleSetVersion, Submission
from intake.rules import InvalidFacts, read_facts
from intake.workflow import screenings
from tests.browser import HTML, Browser
from tests.web.reading import section
from tests.web.test_staff import RULES
from tests.web.trying import (
    BOUND,
    IN_FORCE,
    TREE,
    box,
    line,
    path,
    rewrite,
    trees,
    tried,
)


def test_a_patient_who_is_made_up_has_their_flags_with_reason_and_tree(
    office: Browser,
) -> None:
    tried(office, IN_FORCE, saddle_numbness="yes", age="17")

    assert line(office, "Priority").endswith("Emergency")
    found = line(office, "Cauda equina")
    assert "Raised by “Saddle numbness, or new trouble with bladder or bowel”" in found
    assert "Yes" in found
    assert TREE in found
    assert "Age: 17." in line(office, "Under 18 (caution)")
    assert "in force" not in section(office, "result")  # it is the one


def test_what_is_undecided_says_which_facts_are_missing(office: Browser) -> None:
    tried(office, IN_FORCE)

    assert line(office, "Priority").endswith("Urgent")
    assert "Not ruled out" in line(office, "Cauda equina")
    found = line(office, "Under 18 (caution)")
    assert "Could not be decided" in found
    assert "Missing: Age" in found
    # Of a patient there is one painful area at least, however little is known of it.
    assert "Joint pain, Area 1 (candidate) Could not be decided" in office.text.replace(
        "Version 1: ", ""
    )


def test_the_facts_of_each_painful_area_are_its_own(office: Browser) -> None:
    office.open(IN_FORCE).press(
        "Add a painful area", **{"1-site": "knee", "1-side": "right", "age": "62"}
    )
    assert section(office, "made").count("Painful area 2") > 0
    assert "What comes of this patient" not in office.text

    office.press("Try it", **{"2-site": "neck", "2-side": "middle"})

    assert line(office, "Treatment in the neck, Middle of the neck (caution)")
    assert "right knee" in office.text.lower()
    with pytest.raises(AssertionError, match="is not among"):
        line(office, "Treatment in the neck, Right knee")


def test_there_are_no_more_painful_areas_than_patients_describe(
    office: Browser,
) -> None:
    office.open(IN_FORCE)
    office.press("Add a painful area").press("Add a painful area")

    assert "Painful area 3" in office.text
    with pytest.raises(AssertionError, match="No button"):
        office.form("Add a painful area")
    office.press("Try it", areas="9" * 9)
    assert "Painful area 3" in office.text
    assert "Painful area 4" not in office.text


@pytest.mark.parametrize(
    "given",
    [{"bmi": "41"}, {"height_cm": "160", "weight_kg": "105"}],
    ids=["directly", "by what it follows from"],
)
def test_what_follows_from_other_answers_is_given_directly_or_follows(
    office: Browser, given: dict[str, str]
) -> None:
    tried(office, IN_FORCE, **given)

    assert "Body mass index: 41" in line(office, "High body mass index")


def test_what_other_answers_imply_is_known(office: Browser) -> None:
    tried(office, IN_FORCE, sex_at_birth="male")
    assert "Pregnant" not in section(office, "result")

    tried(office, IN_FORCE, sex_at_birth="female")
    assert "Not ruled out" in line(office, "Pregnant")


@pytest.mark.parametrize(
    ("name", "value", "document"),
    [
        ("age", "old", {"age": "old"}),
        ("age", "7.5", {"age": 7.5}),
        ("age", "-1", {"age": -1}),
        ("age", "9" * 400, {"age": "9" * 400}),
        ("smoking", "perhaps", {"smoking": "perhaps"}),
        (
            "conditions",
            ["gout", "none"],
            {"conditions": ["gout", "none"]},
        ),
        ("1-pain_now", "11", {"pain_areas": [{"pain_now": 11}]}),
        ("1-site", "tail", {"pain_areas": [{"site": "tail"}]}),
    ],
)
def test_what_cannot_be_is_said_as_on_the_command_line_and_nothing_typed_is_lost(
    office: Browser, name: str, value: Any, document: Any
) -> None:
    office.open(IN_FORCE)

    office.press("Try it", **{"height_cm": "171", name: value})

    with pytest.raises(InvalidFacts) as invalid:
        read_facts(document, screenings.catalogue())
    assert office.status == 422
    assert office.title.startswith("Error: ")
    assert office.text.count(" ".join(invalid.value.messages[0].split())) == 2
    assert "What comes of this patient" not in office.text
    assert box(office, "height_cm") == "171"
    link = office.tree.find(f".//{HTML}a[@href='#f-{name}']")
    assert link is not None
    assert office.tree.find(f".//*[@id='f-{name}']") is not None


def test_beside_it_stands_what_the_version_in_force_says(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    tried(office, path(wording), age="18")
    assert "Every flag comes out as in version 1" in office.text
    assert "differs" not in office.text

    rewrite(session, wording, sam, BOUND, "less_than: 19")
    tried(office, path(wording), age="18")

    assert "1 flag comes out otherwise than in version 1" in office.text
    found = line(office, "Under 18 (caution)")
    assert "differs" in found
    assert found.index("Raised by “Under 18”") < found.index("Not raised")


def test_a_rule_that_was_not_raised_is_explained_when_asked_for(
    office: Browser,
) -> None:
    office.open(IN_FORCE)

    office.press("Try it", age="40", explain="under-18")

    assert "Rule “Under 18”" in office.text
    assert any("Age 40 years" in each and "✗" in each for each in trees(office))
    assert "The rule asks whether it is less than 18 years: does not hold." in (
        section(office, "result")
    )


def test_a_definition_in_a_tree_is_in_words(office: Browser) -> None:
    office.open(f"{RULES}/1/try?rule=both-legs-with-back-pain")

    assert "The spine or buttock hurts: holds." in office.text
    assert "the-spine-or-buttock-hurts:" not in office.text


def test_what_came_out_can_be_pasted_as_an_example_that_comes_out_so(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    tried(office, path(wording), age="12")
    (pasted,) = [
        "".join(each.itertext())
        for each in office.tree.iter(f"{HTML}pre")
        if each.get("aria-label", "").endswith("Under 18")
    ]
    assert pasted == "      - { facts: { age: 12 }, expect: raised }"

    line_before = "      - { facts: { age: 17 }, expect: raised }\n"
    rewrite(session, wording, sam, line_before, f"{pasted}\n{line_before}")
    office.open(f"{path(wording)}?rule=under-18")

    assert "Every example comes out as it says." in office.text
    assert section(office, "examples").count("Comes out as it says") == 3


@pytest.mark.parametrize(
    "written",
    [
        "age: 62\r\nsite: knee\r\nconditions: [gout]",
        "{ age: 62, site: knee, conditions: gout }",
        "- { facts: { age: 62, site: knee, conditions: gout }, expect: raised }",
    ],
    ids=["by lines", "in braces", "an example"],
)
def test_facts_that_are_written_as_in_an_example_are_put_into_their_boxes(
    office: Browser, written: str
) -> None:
    tried(office, IN_FORCE, written=written, age="61")

    assert box(office, "age") == "62"
    assert "Rule" not in section(office, "result")
    assert "Joint pain, Knee" in office.text
    ticked = office.tree.findall(f".//{HTML}input[@checked]")
    assert [each.get("value") for each in ticked] == ["gout"]
    assert written not in office.text  # it stands in the boxes now


def test_what_is_written_and_cannot_be_read_stays_with_what_is_wrong(
    office: Browser,
) -> None:
    written = "age: old\nsitee: knee\n</textarea><script>"

    tried(office, IN_FORCE, written=written, height_cm="171")

    assert office.status == 422
    assert "line 3" in office.text
    field = office.tree.find(f".//{HTML}textarea[@name='written']")
    assert field is not None
    assert "".join(field.itertext()).strip() == written
    assert box(office, "height_cm") == "171"

    office.press("Try it", written="age: old\nsitee: knee")
    assert "line 1: “age” is a number, not “old”" in office.text
    assert "did you mean “site”?" in office.text


def test_nothing_is_kept_of_a_patient_who_is_made_up(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    def kept() -> list[Any]:
        counts = [select(func.count()).select_from(t) for t in (Submission, AuditEvent)]
        return [session.scalar(each) for each in counts]

    before = kept()
    session.commit()
    tried(office, path(wording), saddle_numbness="yes")

    assert kept() == before
    assert office.page.request.query_string == b""


def test_a_hostile_rule_is_shown_and_does_nothing(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    hostile = "=1+1 {{ 7*7 }} <script>x</script> \\u2067back"
    rewrite(session, wording, sam, "title: Under 18", f'title: "{hostile}"')
    rewrite(
        session,
        wording,
        sam,
        'because: "Age: {age}."',
        'because: "<b>{age}</b> \\u2067%s"',
    )

    tried(office, path(wording), age="12", explain="under-18")

    assert office.status == 200
    assert office.text.count("=1+1 {{ 7*7 }} <script>x</script> \ufffdback") >= 3
    assert "<b>12</b> \ufffd%s" in office.text
    assert "\u2067" not in office.page.text


def test_only_the_version_is_judged_where_the_one_in_force_cannot_be_read(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    in_force = screenings.in_force(session)
    in_force.files = {"broken.yaml": "rules: ["}
    session.commit()

    tried(office, path(wording), age="12")

    assert "Raised by “Under 18”" in line(office, "Under 18")
    assert "in force" not in section(office, "result")
