"""docs/evidence.md says of every rule what it rests on, and how strong that is."""

import re
from functools import cache

from intake.config import ROOT
from intake.rules import FLAGS, KINDS
from tests.shipped import shipped

ROW = re.compile(
    r"^\| (?P<title>.*) \(`(?P<id>[a-z0-9-]+)`\)"
    r" \| (?P<source>.*) \| (?P<strength>.*) \|$",
    re.M,
)
WORD = re.compile(r"^\| ([a-z',]+(?: [a-z',]+)*) \| ", re.M)


@cache
def page() -> str:
    return (ROOT / "docs" / "evidence.md").read_text(encoding="utf-8")


def chapter(title: str) -> str:
    return page().split(f"# {title}\n", 1)[1].split("\n#", 1)[0]


def test_every_rule_stands_there_once_with_its_sources() -> None:
    told = [row.group("id", "title", "source") for row in ROW.finditer(page())]
    rules = [(each.id, each.title, "; ".join(each.source)) for each in shipped().rules]

    assert sorted(told) == sorted(rules)


def test_how_strong_is_said_in_words_that_are_explained() -> None:
    explained = set(WORD.findall(chapter("What the words mean"))) - {"word"}

    assert {row["strength"] for row in ROW.finditer(page())} == explained


def test_what_only_we_say_is_called_judgement() -> None:
    judged = {
        row["id"] for row in ROW.finditer(page()) if row["strength"] == "judgement"
    }
    ours = {
        each.id
        for each in shipped().rules
        if all("judgement" in source for source in each.source)
    }

    assert ours
    assert ours <= judged


def test_mixed_evidence_is_called_mixed_for_every_group() -> None:
    titles = {
        "joint": "Joints",
        "tendon_ligament": "Tendons and ligaments",
        "chronic_back": "Long-standing back pain",
        "sports_injury": "Sports injuries",
    }
    groups = {name for name, flag in FLAGS.items() if flag.kind == "candidate"}

    assert titles.keys() == groups
    assert [t for t in titles.values() if "ixed" not in chapter(t)] == []


def test_every_rule_names_its_owner_and_the_month_of_its_review() -> None:
    rules = shipped().rules

    assert all(each.source and each.owner for each in rules)
    assert all(re.fullmatch(r"20\d\d-\d\d", each.review_by) for each in rules)
    assert {each.kind for each in rules} == KINDS.keys()
