"""The rules' wordings: listed, written, corrected, never lost."""

import pytest
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.web.forms import MAX_RULE_FILE
from intake.workflow import rule_sets, screenings
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
HOSTILE = {
    "a bomb of aliases": "a: &a [x, x]\nb: &b [*a, *a]\nrules: [*b, *b]\n",
    "a tag that runs": "rules: !!python/object/apply:os.system ['true']\n",
    "a bottomless list": "[" * 2_000,
    "a merge": "base: &base { id: x }\nrules:\n  - <<: *base\n",
    "two documents": "language: 1\n---\nlanguage: 1\n",
    "an odd character": "language: 1\nrules: \u2028[]\n",
    "markup": "rules: </textarea><script>alert(1)</script>\n",
    "only a comment": "# nothing\n",
    "a number too long": f"language: {'9' * 5_000}\n",
}


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


def test_a_file_is_edited_and_saved(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(office.link(f"Edit {FILE}"))
    text = stricter(typed(office))

    office.press("Save", text=text)

    assert "Saved. It is not in force" in office.text
    assert typed(office) == text
    assert kept(session, wording) == text


def test_every_problem_is_shown_with_its_line_and_what_stands_there(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text=BROKEN)

    assert "2 problems to solve" in office.text
    for words in (
        f"{FILE}, line 5:",
        "kind: cautoin",
        "caution",
        f"{FILE}, line 7:",
        "when: { agee: { less_than: 18 } }",
        "age",
        "rule “half”",
    ):
        assert words in office.text
    assert typed(office) == BROKEN
    assert kept(session, wording) == BROKEN


def test_the_version_page_names_the_problems_and_offers_no_publishing(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text=BROKEN)

    office.open(f"{RULES}/{wording.id}")

    assert "3 problems to solve" in office.text
    with pytest.raises(AssertionError, match="No button “Publish”"):
        office.form("Publish")


def test_a_warning_is_shown_with_its_place_and_hinders_no_publishing(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(f"{RULES}/{wording.id}")

    assert "1 warning: worth a look" in office.text
    assert "not-asked" in office.text
    warnings = office.tree.find(f".//{HTML}section[@id='warnings']//{HTML}pre")
    assert warnings is not None
    line, caret = "".join(warnings.itertext()).splitlines()
    assert line[caret.index("^") :].startswith("more_than: 7.5")
    office.form("Publish")


def test_of_other_files_the_edit_page_does_not_speak(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text=BROKEN)

    office.open(f"{RULES}/{wording.id}/urgent_cancer_and_children.yaml")

    assert "to solve before" not in office.text


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_has_problems_and_is_kept_as_it_is(
    office: Browser, wording: RuleSetVersion, text: str
) -> None:
    office.open(edit(wording)).press("Save", text=text)

    assert office.status == 200
    assert "to solve before this can be published" in office.text
    assert typed(office) == text
    assert office.open(f"{RULES}/{wording.id}").status == 200


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "an empty file has none"), ("x" * (MAX_RULE_FILE + 1), "too long")],
    ids=["empty", "too long"],
)
def test_what_is_no_file_is_not_saved_and_says_so(
    office: Browser, session: Session, wording: RuleSetVersion, text: str, words: str
) -> None:
    office.open(edit(wording)).press("Save", text=text)

    assert office.status == 422
    assert words in office.text
    assert office.title.startswith("Error: ")
    assert typed(office) == text
    assert kept(session, wording) == screenings.shipped_files()[FILE]


def test_two_edit_one_file_and_the_second_is_told_with_the_text_kept(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    office.open(edit(wording))
    mine = stricter(typed(office))
    rule_sets.revise(
        session,
        wording,
        FILE,
        BROKEN,
        sam,
        seen=wording.revision,
        at=make.NOON,
    )
    session.commit()

    office.press("Save", text=mine)

    assert office.status == 409
    assert "Someone else saved this file while you were writing" in office.text
    assert typed(office) == mine
    assert "The file as it is now" in office.text
    assert kept(session, wording) == BROKEN
    office.press("Save", text=mine)
    assert "Saved." in office.text
    assert typed(office) == mine


def test_problems_that_a_file_causes_in_others_are_told_where_it_is_written(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(f"{RULES}/{wording.id}/places.yaml")

    office.press("Save", text="language: 1\nrules: []\n")

    assert "in other files" in office.text


@pytest.mark.parametrize("number", ["99", str(2**31), "9" * 30, "x", "-1"])
def test_a_version_nobody_wrote_is_not_found(office: Browser, number: str) -> None:
    assert office.open(f"{RULES}/{number}").status == 404
    assert office.open(f"{RULES}/{number}/{FILE}").status == 404


def test_a_file_nobody_wrote_is_not_found(office: Browser) -> None:
    assert office.open(f"{RULES}/1/passwd").status == 404
