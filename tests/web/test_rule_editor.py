"""A rule file in the making: saved as it is typed, right or wrong, and never lost."""

import gzip
import json
import re
import time
from typing import Any

import pytest
from flask import Flask
from limits import parse
from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from intake.records.accounts import Audience, BrowserSession, User
from intake.records.models import AuditEvent, RuleSetVersion
from intake.rules import MOST_BYTES
from intake.web import assets, database, rule_editor
from intake.web.forms import MAX_RULE_FILE
from intake.workflow import rule_sets, screenings
from tests import make
from tests.browser import HTML, ORIGIN, Browser
from tests.hardening.test_faults import everything
from tests.web.test_staff import BROKEN, FILE, RULES, edit, kept, stricter, typed

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
# So long nobody waits for a page, on a machine that is busy with other things.
SECONDS = 5
MEANWHILE = "# Written by somebody else.\n"


def meanwhile(
    session: Session, version: RuleSetVersion, user: User, text: str, name: str = FILE
) -> None:
    """Somebody else saves a file of this wording."""
    session.refresh(version)
    seen = version.revision
    rule_sets.revise(session, version, name, text, user, seen=seen, at=make.NOON)
    session.commit()


def hidden(browser: Browser, name: str) -> str:
    field = browser.tree.find(f".//{HTML}input[@name='{name}']")
    assert field is not None
    return field.get("value", "")


def ask(browser: Browser, what: str, **fields: Any) -> TestResponse:
    """What the page's script sends to `save` or `problems`."""
    sent = {
        "csrf_token": hidden(browser, "csrf_token"),
        "base": hidden(browser, "base"),
        **fields,
    }
    return browser._ask("POST", f"{browser.path}/{what}", data=sent)


@pytest.fixture
def dan_of_the_office(app: Flask) -> User:
    return make.user(app, "Dan", Audience.STAFF)


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
    app: Flask, office: Browser, wording: RuleSetVersion, dan_of_the_office: User
) -> None:
    assert "Your draft." in office.open(edit(wording)).text

    dans = Browser(app).sign_in(dan_of_the_office).open(edit(wording))

    assert "A draft of Sam’s: who writes in it cannot approve it" in dans.text


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


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_has_problems_and_is_kept_as_it_is(
    office: Browser, session: Session, wording: RuleSetVersion, text: str
) -> None:
    began = time.perf_counter()
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
    assert time.perf_counter() - began < SECONDS


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


def test_the_second_to_save_sees_both_texts_side_by_side_and_loses_neither(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    dan_of_the_office: User,
) -> None:
    office.open(edit(wording))
    mine = stricter(typed(office))
    theirs = MEANWHILE + typed(office).replace("language: 1\n", "language: 1 \n", 1)
    meanwhile(session, wording, dan_of_the_office, theirs)

    office.press("Save", text=mine)

    assert office.status == 409
    assert "Someone else saved this file while you were writing" in office.text
    assert typed(office) == mine
    marked = ["".join(each.itertext()) for each in office.tree.iter(f"{HTML}mark")]
    title = next(line for line in theirs.splitlines() if "title: " in line)
    assert marked == [f"▸ {MEANWHILE.rstrip()}", "▸ language: 1 ", f"▸ {title}"]
    assert kept(session, wording) == theirs
    form = office.tree.find(f".//{HTML}form[@id='editing']")
    assert form is not None
    assert form.get("data-save") is None  # nothing is saved by itself
    office.press("Save", text=mine)
    assert "Saved." in office.text
    assert kept(session, wording) == mine


def test_of_two_thousand_lines_that_differ_none_is_looked_for_among_the_others(
    office: Browser, session: Session, wording: RuleSetVersion, dan_of_the_office: User
) -> None:
    lines = [f"# {number % 50}" for number in range(4_000)]
    office.open(edit(wording))
    meanwhile(session, wording, dan_of_the_office, "\n".join(lines))
    began = time.perf_counter()

    office.press("Save", text="\n".join(reversed(lines)))

    assert office.status == 409
    assert time.perf_counter() - began < SECONDS


def test_two_who_write_in_two_files_of_a_draft_are_not_in_each_others_way(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    dan_of_the_office: User,
) -> None:
    office.open(edit(wording))
    other = "places.yaml"
    meanwhile(session, wording, dan_of_the_office, MEANWHILE, name=other)

    office.press("Save", text=BROKEN)

    assert "Saved." in office.text
    assert kept(session, wording) == BROKEN
    with Session(session.get_bind()) as fresh:
        files = fresh.get_one(RuleSetVersion, wording.id).files
    assert files[other] == MEANWHILE


def test_who_saves_the_same_text_as_somebody_else_is_told_nothing(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    dan_of_the_office: User,
) -> None:
    office.open(edit(wording))
    meanwhile(session, wording, dan_of_the_office, BROKEN)

    office.press("Save", text=BROKEN)

    assert "Saved." in office.text


def test_a_script_saves_while_one_types_and_goes_on_from_there(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording))

    first = ask(office, "save", text=BROKEN)
    assert first.json is not None
    second = ask(office, "save", text=BROKEN + "#", base=first.json["base"])

    assert (first.status_code, second.status_code) == (200, 200)
    assert kept(session, wording) == BROKEN + "#"


def test_a_script_that_comes_second_changes_nothing_and_is_told(
    office: Browser,
    session: Session,
    wording: RuleSetVersion,
    dan_of_the_office: User,
) -> None:
    office.open(edit(wording))
    meanwhile(session, wording, dan_of_the_office, MEANWHILE)

    answer = ask(office, "save", text=BROKEN)

    assert answer.status_code == 409
    assert answer.json is not None
    assert answer.json["overtaken"] is True
    assert "Your text is still here" in answer.json["words"]
    assert kept(session, wording) == MEANWHILE


def test_whoever_signs_in_again_elsewhere_saves_with_a_new_token(
    app: Flask, office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    office.open(edit(wording))
    token, base = hidden(office, "csrf_token"), hidden(office, "base")
    path = f"{edit(wording)}/save"
    elsewhere = Browser(app)
    elsewhere.open("/sign-in")
    sent = {"csrf_token": token, "base": base, "text": BROKEN}

    signed_out = elsewhere._ask("POST", path, data={**sent, "csrf_token": ""})
    elsewhere.sign_in(sam)
    old_token = elsewhere._ask("POST", path, data=sent)
    assert old_token.json is not None
    again = {**sent, "csrf_token": old_token.json["csrf_token"]}
    saved = elsewhere._ask("POST", path, data=again)

    assert (signed_out.status_code, old_token.status_code) == (400, 400)
    assert saved.status_code == 200
    assert kept(session, wording) == BROKEN


def test_a_page_of_another_website_is_given_no_token(
    office: Browser, wording: RuleSetVersion
) -> None:
    office.open(edit(wording))

    answer = office.client.post(
        f"{edit(wording)}/save",
        base_url=ORIGIN,
        headers={
            "Referer": "https://elsewhere.example",
            "Sec-Fetch-Site": "cross-site",
        },
        data={"text": BROKEN},
    )

    assert answer.status_code == 400
    assert answer.json is not None
    assert answer.json["csrf_token"] == ""


def test_when_the_session_has_ended_the_text_is_on_the_page_and_is_saved_later(
    app: Flask, office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    office.open(edit(wording))
    with app.app_context(), database.writing() as own:
        own.execute(delete(BrowserSession))

    office.press("Save", text=BROKEN)
    assert office.status in (400, 401)
    assert typed(office) == BROKEN
    page, tree = office.page, office.tree
    office.sign_in(sam)  # in another tab
    office.page, office.tree = page, tree
    office.press("Try again")
    if office.status == 400:  # the token was that of the session before
        assert typed(office) == BROKEN
        office.press("Try again")

    assert office.status == 200
    assert kept(session, wording) == BROKEN


def test_without_the_role_any_more_the_text_is_on_the_page(
    app: Flask, office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    office.open(edit(wording))
    with app.app_context(), database.writing() as own:
        user = own.get_one(User, sam.id)
        user.roles.clear()

    office.press("Save", text=BROKEN)

    assert office.status == 403
    assert typed(office) == BROKEN
    assert kept(session, wording) != BROKEN


def test_with_a_character_that_cannot_be_kept_the_rest_is_in_the_box(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text="\x00" + BROKEN)

    assert office.status == 400
    assert typed(office) == BROKEN
    office.press("Try again")
    assert office.status == 200
    assert kept(session, wording) == BROKEN


def test_what_is_larger_than_any_file_is_not_taken(
    office: Browser, session: Session, wording: RuleSetVersion
) -> None:
    office.open(edit(wording)).press("Save", text="x" * (2 * 1024 * 1024))

    assert office.status == 413
    assert "Go back, where most browsers still have what you typed" in office.text
    assert kept(session, wording) != BROKEN


def test_who_is_not_signed_in_sends_no_more_than_a_patient(
    browser: Browser, app: Flask
) -> None:
    browser.open("/sign-in")

    browser.post(f"{RULES}/1/{FILE}", text="x" * 300_000)

    assert browser.status == 413


def test_a_draft_that_is_published_meanwhile_is_not_changed_and_the_text_is_kept(
    office: Browser, session: Session, wording: RuleSetVersion, sam: User
) -> None:
    office.open(edit(wording))
    session.refresh(wording)
    wording.number = 2
    session.commit()

    answer = ask(office, "save", text=BROKEN)
    office.press("Save", text=BROKEN)

    assert answer.status_code == office.status == 409
    assert answer.json is not None
    assert "never edited" in answer.json["words"]
    assert "never edited" in office.text
    assert typed(office) == BROKEN
    assert kept(session, wording) != BROKEN


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


def test_the_trail_says_once_in_ten_minutes_that_somebody_writes(
    office: Browser, session: Session, wording: RuleSetVersion, dan_of_the_office: User
) -> None:
    office.open(edit(wording))
    base = hidden(office, "base")
    for number in range(3):
        answer = ask(office, "save", text=f"# {number}", base=base)
        assert answer.json is not None
        base = answer.json["base"]

    revised = select(AuditEvent.actor).where(AuditEvent.verb == "revised")
    assert len(session.scalars(revised).all()) == 1
    session.commit()
    meanwhile(session, wording, dan_of_the_office, MEANWHILE)
    assert len(session.scalars(revised).all()) == 2


def test_everything_a_rule_may_ask_is_found_by_its_words(office: Browser) -> None:
    office.open(f"{RULES}/facts")
    assert f"{len(screenings.catalogue())} facts" in office.text

    office.press("Look it up", words="steroid INJECTION")

    assert "last_steroid_injection" in office.text
    assert "under_3_months" in office.text
    assert "hba1c_percent" not in office.text


def test_what_no_fact_has_is_said_and_shown_as_it_was_typed(office: Browser) -> None:
    office.open(f"{RULES}/facts").press("Look it up", words="<b>nothing</b>")

    assert "0 facts with “<b>nothing</b>”. Try one word" in office.text


def test_a_number_is_found_with_its_unit_and_its_bounds(office: Browser) -> None:
    office.open(f"{RULES}/facts?words=duration_weeks")

    assert "A number from 0 to 6240 weeks, for each painful area." in office.text
    assert "at_least" in office.text


@pytest.mark.parametrize("name", ["passwd", "..%2fconfig.py", "joint.yaml%00"])
def test_a_file_nobody_wrote_is_not_found(office: Browser, name: str) -> None:
    assert office.open(f"{RULES}/1/{name}").status in (400, 404)


def test_the_schema_is_kept_by_the_browser_under_what_is_in_it(
    app: Flask, office: Browser, wording: RuleSetVersion
) -> None:
    form = office.open(edit(wording)).tree.find(f".//{HTML}form[@id='editing']")
    assert form is not None
    path = form.get("data-schema", "")

    page = office.client.get(path, base_url=ORIGIN, headers={"Accept-Encoding": "gzip"})

    assert re.fullmatch(r"/static/rules\.schema\.[0-9a-f]{16}\.json", path)
    assert page.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    schema = json.loads(gzip.decompress(page.data))
    assert "age" in schema["definitions"]["condition"]["properties"]


def test_only_a_page_with_the_built_editor_lets_a_script_add_a_style(
    app: Flask, office: Browser, wording: RuleSetVersion
) -> None:
    known = app.extensions[assets.ASSETS]
    without = {name: each for name, each in known.items() if name != "editor.js"}
    app.extensions[assets.ASSETS] = without
    policy = office.open(edit(wording)).page.headers["Content-Security-Policy"]
    assert "nonce" not in policy

    built = assets.Asset("editor.js", b"export const mount = () => {};")
    app.extensions[assets.ASSETS] = {**without, built.name: built}
    office.open(edit(wording))
    policies = [
        office.page.headers["Content-Security-Policy"],
        office.open(edit(wording)).page.headers["Content-Security-Policy"],
        office.open(RULES).page.headers["Content-Security-Policy"],
    ]

    first, second = (
        re.findall(r"style-src 'self' 'nonce-([\w-]{22})';", each)
        for each in policies[:2]
    )
    assert len(first) == len(second) == 1
    assert first != second
    assert "nonce" not in policies[2]
    form = office.open(edit(wording)).tree.find(f".//{HTML}form[@id='editing']")
    assert form is not None
    assert (form.get("data-nonce") or "") in office.page.headers[
        "Content-Security-Policy"
    ]


def test_the_editor_is_small_if_it_was_built() -> None:
    built = assets.STATIC / "editor.js"
    if not built.exists():
        pytest.skip("the editor is not built: `make editor`")

    assert len(gzip.compress(built.read_bytes(), 9)) <= 150 * 1024
    licences = (assets.STATIC / "editor.licences.txt").read_text()
    assert "@codemirror/view" in licences
    assert "Permission is hereby granted" in licences
