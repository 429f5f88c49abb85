"""What we are measured against says what it should: the rules written by hand what the
shipped ones do, the journey under load what a patient's browser would; and what is
measured below its aim is told."""

import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.interop import clients, lhc_forms, lighthouse, report, unpack
from benchmarks.rules.by_hand import flags
from benchmarks.rules.documents import by_walking
from benchmarks.rules.patients import documents
from benchmarks.web.contestants import CONTESTANTS, FLOOR, OUR_SITE
from benchmarks.web.journey import Answered, Ask, Lost, filled, journey
from benchmarks.web.peers import floor
from intake.records.models import Status, Submission
from intake.rules import Rule
from intake.rules.conditions import truth
from tests.shipped import shipped

FOLLOW = (
    "the shipped rules and benchmarks/rules/by_hand/ differ. If a rule was meant to "
    "change, write the same change there as an if, and measure again: make bench-rules"
)


def test_they_agree_on_patients_who_answered_everything() -> None:
    rules = shipped()
    for facts in documents(300, missing=0):
        raised = {
            (rules.rules[row].id, area)
            for row, area, outcome in by_walking(rules, facts)
            if outcome is True
        }
        differ = sorted({rule for rule, _ in raised ^ set(flags(facts))})
        assert not differ, f"{', '.join(differ)}: {FOLLOW}"


@pytest.mark.parametrize("rule", shipped().rules, ids=lambda rule: rule.id)
def test_they_agree_on_every_example_that_is_decided(rule: Rule) -> None:
    for facts in _decided(rule):
        raised = {name for name, _ in flags(facts)}
        assert (rule.id in raised) is truth(rule.when, facts), f"{rule.id}: {FOLLOW}"


def _decided(rule: Rule) -> Iterator[dict[str, Any]]:
    """Examples in which nothing that matters is unknown, as a patient's document."""
    for example in rule.examples:
        facts = dict(example.facts)
        if truth(rule.when, facts) is not None:
            yield {**facts, "pain_areas": [facts] if rule.per_area else []}


BENCH = Path(".venv-bench/bin/python")
Answer = Callable[[Ask], Answered]


def walked(answer: Answer, route: Sequence[str] = ()) -> tuple[str, ...]:
    """The pages of a journey to somebody who answers in this way."""
    steps = journey(OUR_SITE, route)
    try:
        ask = next(steps)
        while True:
            ask = steps.send(answer(ask))
    except StopIteration as end:
        pages: tuple[str, ...] = end.value
        return pages


def of(app: Flask) -> Answer:
    """As the program answers a new browser."""
    client = app.test_client()

    def answer(ask: Ask) -> Answered:
        data: dict[str, list[str]] = {}
        for name, value in ask.fields or ():
            data.setdefault(name, []).append(value)
        page = client.open(
            ask.path,
            method=ask.method,
            data=data if ask.fields is not None else None,
            base_url="https://localhost",
            headers={"Referer": "https://localhost/"},
        )
        return Answered(page.status_code, page.headers.get("Location", ""), page.text)

    return answer


def test_the_journey_under_load_sends_all_answers(app: Flask, session: Session) -> None:
    pages = walked(of(app))
    assert len(pages) > 12
    assert walked(of(app), pages) == pages

    for sent in session.scalars(select(Submission)):
        assert sent.status is Status.SENT
        assert sent.private["full_name"] == OUR_SITE.answers["full_name"]


@pytest.mark.parametrize(
    ("status", "location"),
    [(422, ""), (503, ""), (302, "/intake/start"), (302, "/intake/goals")],
)
def test_an_answer_that_was_not_taken_is_an_error(
    app: Flask, status: int, location: str
) -> None:
    route = walked(of(app))
    answer = of(app)

    def refuses_where_it_hurts(ask: Ask) -> Answered:
        if ask.fields is not None and ask.path == "/intake/where":
            return Answered(status, location, "")
        return answer(ask)

    with pytest.raises(Lost):
        walked(refuses_where_it_hurts, route)


def test_the_constant_page_has_a_form_to_fill_in_too() -> None:
    """It comes last: a run of forty minutes ended on it, with nothing written down."""
    site = CONTESTANTS[FLOOR].site

    assert filled(site, floor.PAGE) == ("", [("answer", site.text)])


@pytest.mark.skipif(not BENCH.exists(), reason="make bench-web makes .venv-bench")
def test_the_journeys_can_be_measured() -> None:
    command = [str(BENCH), "-m", "benchmarks.web.run", "--quick"]
    done = subprocess.run(  # noqa: S603
        command, capture_output=True, text=True, timeout=300, check=False
    )

    assert done.returncode == 0, done.stderr
    assert "| errors | 0 | 0.00 | reached |" in done.stdout


WHERE = "http://127.0.0.1/intake/where"


def told(shown: str = WHERE, performance: float | None = 0.95) -> dict[str, Any]:
    """What Lighthouse writes of a page that was shown."""
    scores = {"accessibility": 1, "performance": performance, "best-practices": 0.96}
    audit = {"title": "Slow", "score": 0.4, "scoreDisplayMode": "numeric"}
    refs = [{"id": "slow", "weight": 10}]
    return {
        "finalDisplayedUrl": shown,
        "lighthouseVersion": "13",
        "environment": {"hostUserAgent": "Mozilla/5.0 Chrome/156.0 Safari/537"},
        "audits": {"slow": audit},
        "categories": {
            name: {"score": score, "auditRefs": refs if name == "performance" else []}
            for name, score in scores.items()
        },
    }


@pytest.mark.parametrize("shown", ["http://127.0.0.1/", "chrome-error://none/"])
def test_a_page_that_leads_elsewhere_has_no_score(shown: str) -> None:
    with pytest.raises(lighthouse.Elsewhere):
        lighthouse.read(WHERE, told(shown))


def test_the_middle_run_decides_whether_a_page_reaches_its_aim() -> None:
    good = lighthouse.read(WHERE, told())
    slow = lighthouse.read(WHERE, told(performance=0.94))
    broken = lighthouse.read(WHERE, told(performance=None))

    assert report.missed({("body", "mobile"): [good, broken, good]}) == []
    missed = {("body", "mobile"): [good, slow, broken]}
    assert report.missed(missed) == ["body, mobile: performance"]
    written = report.written(missed)
    assert "| body | mobile | 100 | 94 (0–95) | 96 | MISSED |" in written
    assert "- body, mobile: performance: Slow" in written


def answered(name: str, *codes: str) -> dict[str, Any]:
    coded = [{"valueCoding": {"system": "ours", "code": each}} for each in codes]
    return {"linkId": name, "answer": coded}


GIVEN = [answered("smoking", "never"), answered("sports", "golf", "other")]


@pytest.mark.parametrize(
    ("back", "words"),
    [
        (GIVEN[:1], "lost: /sports"),
        ([*GIVEN, answered("goal", "walk")], "made up: /goal"),
        ([GIVEN[1], GIVEN[0]], "in another order"),
        ([*GIVEN, GIVEN[0]], "not as often"),
        ([GIVEN[0], answered("sports", "other", "golf")], "lost: /sports"),
    ],
)
def test_an_answer_that_comes_back_otherwise_is_seen(
    back: list[dict[str, Any]], words: str
) -> None:
    assert lhc_forms.differences(GIVEN, GIVEN) == []
    assert words in " ".join(lhc_forms.differences(GIVEN, back))


def test_a_client_that_is_not_there_is_not_said_to_have_been_asked() -> None:
    text = "\n".join(clients.written({"FHIR.js": {"01": [], "02": ["bad"]}}))

    assert "| FHIR.js | say what is wrong with each bundle | 2 | 1 |" in text
    assert (
        "| LibreOffice | open the table: every cell is text, none a formula | – |"
        in text
    )
    assert "- FHIR.js, 02: bad" in text


def test_what_is_pinned_is_one_version_and_its_hash() -> None:
    name, integrity = unpack.PIN.read_text(encoding="utf-8").split()

    assert re.fullmatch(r"lforms@\d+\.\d+\.\d+", name)
    assert integrity.startswith("sha512-")
