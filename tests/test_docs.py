"""What is written for people is true of what is built."""

import re
from collections.abc import Collection
from pathlib import Path

import pytest

from intake.cli.rules import group
from intake.config import ROOT, SETTINGS
from intake.records.details import DETAILS
from intake.records.models import Status
from intake.rules import FLAGS, KINDS
from intake.workflow.actions import ACTIONS

ADVICE = ROOT / "intake" / "templates" / "patient" / "advice"
MADE = {".venv", "build", "instance", "node_modules"}
LINK = re.compile(r"\]\((?!\w+:|#)([^)\s#]+)")
PAGES = sorted(
    path
    for path in ROOT.rglob("*.md")
    if not any(
        part in MADE or part.startswith(".") for part in path.relative_to(ROOT).parts
    )
)


def test_every_flag_that_advises_the_patient_has_its_page_and_no_other_has() -> None:
    advised = {f.name for f in FLAGS.values() if KINDS[f.kind].advises_patient}

    assert {path.stem for path in ADVICE.glob("*.html")} == advised


def test_every_setting_is_documented_and_nothing_else_is() -> None:
    table = re.findall(
        r"^\| `INTAKE_(\w+)` \|", (ROOT / "docs" / "operating.md").read_text(), re.M
    )

    assert sorted(table) == sorted([*(each.name for each in SETTINGS), "DEMO"])


def test_the_table_of_transitions_is_the_one_that_is_kept_to() -> None:
    text = (ROOT / "docs" / "transitions.md").read_text(encoding="utf-8")
    rows = [
        tuple(cell.strip() for cell in row.strip("|").split("|"))
        for row in text.splitlines()
        if row.count("|") == 5
    ]

    def words(statuses: Collection[Status]) -> str:
        named = [each.replace("_", " ") for each in Status if each in statuses]
        return "any" if len(named) == len(Status) else ", ".join(named)

    assert rows[2:] == [
        (
            each.label,
            words(each.takes),
            words([each.leaves]) if each.leaves else "–",
            ", ".join(DETAILS[name].label.lower() for name in each.needs) or "–",
        )
        for each in ACTIONS.values()
    ]


def test_what_is_required_and_what_is_the_default_is_documented() -> None:
    rows = (ROOT / "docs" / "operating.md").read_text().splitlines()
    last = {
        row.split("`")[1]: row.split("|")[-2].strip()
        for row in rows
        if row.startswith("| `")
    }

    for setting in SETTINGS:
        said = last[f"INTAKE_{setting.name}"]
        if setting.default is None:
            assert said == "required", setting.name
        elif setting.default:
            assert said == setting.default, setting.name


def test_every_command_for_rules_is_documented_and_no_other_is() -> None:
    told = re.findall(
        r"^\| .* \| `.*flask --app wsgi rules (\w+)",
        (ROOT / "docs" / "rules.md").read_text(encoding="utf-8"),
        re.M,
    )

    assert sorted(told) == sorted(group.commands)


def test_every_target_of_make_is_in_its_help() -> None:
    makefile = (ROOT / "Makefile").read_text()
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.M)
    assert phony

    helped = re.findall(r"^([a-z-]+):.*## \S", makefile, re.M)

    assert sorted(helped) == sorted(phony[1].split())


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_test_that_holds_a_hazard_exists() -> None:
    page = (ROOT / "docs" / "clinical-safety.md").read_text(encoding="utf-8")
    tests = "\n".join(
        each.read_text(encoding="utf-8") for each in ROOT.glob("tests/**/test_*.py")
    )

    named = re.findall(r"`(test_\w+)`", page)

    assert len(named) > 20
    assert [name for name in named if f"def {name}(" not in tests] == []


def test_every_hazard_is_held_by_a_test() -> None:
    page = (ROOT / "docs" / "clinical-safety.md").read_text(encoding="utf-8")
    hazards = page.split("\n## ")[2].split("\n### ")[1:]

    assert [each.splitlines()[0] for each in hazards if "`test_" not in each] == []
