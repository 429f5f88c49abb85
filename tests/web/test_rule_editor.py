"""A rule file in the making: what is wrong with it, and what it says in words."""

import json
import time

import pytest
from flask import Flask
from limits import parse
from sqlalchemy.orm import Session

from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.rules import MOST_BYTES
from intake.web import database, rule_editor
from intake.web.forms import MAX_RULE_FILE
from intake.workflow import rule_sets, screenings
from tests import make
from tests.browser import HTML, Browser
from tests.hardening.test_faults import everything
from tests.web.rule_files import ask, eva
from tests.web.test_staff import BROKEN, FILE, RULES, edit, kept, stricter, typed

__all__ = ["eva"]  # the fixture

HOSTILE = {
    "a bomb of aliases": "a: &a [x, x]\nb: &b [*a, *a]\nrules: [*b, *b]\n",
    "a tag that runs": "rules: !!python/object/apply:os.system ['true']\n",
    "a bottomless list": "[" * 2_000,
    "60 kB of brackets": "[" * 60_000,
    "60 kB of braces": "{" * 60_000,
    "60 kB of pairs": "[]" * 30_000,
    "a merge": "base: &base { id: x }\nrules:\n  - <<: *base\n",
    "two documents": "language: 1\n---\nlanguage: 1\n",
    "an odd character": "language: 1\nrules: \u2028[]\n",
    "words that run backwards": "language: 1\nrules: \u202e[]\n",
    "markup": "rules: </textarea><script>alert(1)</script>\n",
    "a template": "rules: {{ config }}{% for x in y %}\n",
    "only a comment": "# nothing\n",
    "a number too long": f"language: {'9' * 5_000}\n",
    "more than the reader takes": "#" + "x" * MOST_BYTES + "\n",
    "thousands of mistakes": "language: 1\nrules:\n" + "  - id: x\n" * 5_000,
}
# Of the processor, for four pages, on a machine that is busy with other things.
SECONDS = 5


def test_a_file_is_edited_and_saved(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(office.link(f"Edit {FILE}"))
    text = stricter(typed(office))

    office.press("Save", text=text)

    assert "Saved. It is not in force" in office.text
    assert typed(office) == text
    assert kept(session, wording) == text


def test_a_draft_is_said_to_be_whose_it_is(
    app: Flask, office: Browser, wording: RuleSetVersion, eva: User
) -> None:
    assert "Your draft." in office.open(edit(wording)).text

    evas = Browser(app).sign_in(eva).open(edit(wording))

    assert "A draft of Sam’s: who writes in it cannot approve it" in evas.text


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


def test_from_the_page_of_the_version_each_problem_leads_to_its_line(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text=BROKEN)
    office.open(f"{RULES}/{wording.id}")

    assert office.link(f"{FILE}, line 5") == f"{edit(wording)}?line=5#text"


def test_of_other_files_the_edit_page_does_not_speak(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text=BROKEN)

    office.open(f"{RULES}/{wording.id}/urgent_cancer_and_children.yaml")

    assert "to solve before" not in office.text


def test_problems_that_a_file_causes_in_others_are_told_where_it_is_written(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(f"{RULES}/{wording.id}/places.yaml")

    office.press("Save", text="language: 1\nrules: []\n")

    assert "in other files" in office.text


def test_beside_the_text_each_rule_is_said_in_plain_words(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording))

    told = office.tree.find(f".//{HTML}div[@id='told']")
    assert told is not None
    words = " ".join("".join(told.itertext()).split())
    assert (
        "For each painful area, raises “Joint pain” (candidate, likely) when “How long "
        "it has hurt, in weeks” is at least 12 weeks, and “an-osteoarthritis-pattern” "
        "holds. While too little is known, it is unknown." in words
    )
    assert "Long-standing joint pain with an osteoarthritis pattern" in words
    assert "“an-osteoarthritis-pattern” holds when" in words


def test_with_a_mistake_in_one_rule_the_others_are_still_said_in_words(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording))
    text = typed(office).replace("strength: likely", "strength: certain", 1)

    office.press("Save", text=text)

    assert "Raises" not in office.text.partition("In plain words")[2][:20]
    assert "raises “Joint pain” (candidate, possible)" in office.text
    assert "raises “Joint pain” (candidate, likely)" not in office.text
    office.press("Save", text=BROKEN)
    assert "Nothing here can be read as a rule yet." in office.text


def test_words_that_run_backwards_are_shown_as_what_they_are(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording))
    text = typed(office).replace("title: An ost", "title: An \u2067ost", 1)
    assert text != typed(office)

    office.press("Save", text=text.replace("flag: joint", "flag: \u2067joint", 1))

    shown = office.text.replace(" ".join(text.split()), "")
    assert "An \N{REPLACEMENT CHARACTER}osteoarthritis pattern" in shown
    assert "“\N{REPLACEMENT CHARACTER}joint” is no flag" in shown


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_has_problems_and_is_kept_as_it_is(
    office: Browser, session: Session, wording: RuleSetVersion, text: str
) -> None:
    began = time.process_time()
    office.open(edit(wording)).press("Save", text=text)

    assert office.status == 200
    assert "to solve before this can be published" in office.text
    assert typed(office) == text
    assert kept(session, wording) == text
    assert "\u202e" not in (office.page.text.replace(text, ""))
    found = ask(office, "problems", text=text)
    assert found.status_code == 200
    assert found.json is not None
    assert found.json["problems"]
    assert "\u202e" not in json.dumps(found.json, ensure_ascii=False)
    assert office.open(f"{RULES}/{wording.id}").status == 200
    assert time.process_time() - began < SECONDS


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
    by_script = ask(office, "save", text=text)
    assert by_script.status_code == 422
    assert by_script.json is not None
    assert words in by_script.json["words"]


def test_what_was_refused_is_mended_and_saved_from_the_same_page(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text="")

    office.press("Save", text=BROKEN)

    assert office.status == 200
    assert kept(session, wording) == BROKEN


@pytest.mark.parametrize("what", ["save", "problems"])
def test_a_script_that_asks_too_often_is_slowed_down(
    office: Browser,
    wording: RuleSetVersion,
    monkeypatch: pytest.MonkeyPatch,
    what: str,
) -> None:
    assert rule_editor.MOST_OFTEN.amount >= 60
    monkeypatch.setattr(rule_editor, "MOST_OFTEN", parse("3 per minute"))
    office.open(edit(wording))

    for _ in range(3):
        assert ask(office, what, text="# x").status_code in (200, 409)

    assert ask(office, what, text="# x").status_code == 429


def test_the_problems_are_those_of_the_text_that_is_typed_and_nothing_is_saved(
    app: Flask, office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording))
    with app.app_context():
        before = everything(database.engine())

    found = ask(office, "problems", text=BROKEN).json

    with app.app_context():
        assert everything(database.engine()) == before
    assert found is not None
    files = {**wording.files, FILE: BROKEN}
    expected = rule_sets.problems_in(files, make.TODAY)
    here = [each for each in expected if each.path == FILE]
    assert [
        (each["line"], each["column"], each["code"]) for each in found["problems"]
    ] == [(each.line, each.column, each.code) for each in here]
    for shown, each in zip(found["problems"], here, strict=True):
        # In the words of the command line, behind the place.
        assert str(each).endswith(shown["words"])
    assert found["elsewhere"] == 1
    assert found["told"] == []


def test_with_the_problems_come_the_words_and_where_each_definition_is(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording))

    found = ask(office, "problems", text=typed(office)).json

    assert found is not None
    assert found["told"][0]["title"] == "an-osteoarthritis-pattern"
    assert found["definitions"]["a-joint-area"]["path"] == "places.yaml"
    line = found["definitions"]["an-osteoarthritis-pattern"]["line"]
    text = wording.files[FILE].splitlines()[line - 1]
    assert text.strip() == "an-osteoarthritis-pattern:"


@pytest.mark.parametrize("name", ["passwd", "..%2fconfig.py", "joint.yaml%00"])
def test_a_file_nobody_wrote_is_not_found(office: Browser, name: str) -> None:
    assert office.open(f"{RULES}/1/{name}").status in (400, 404)
