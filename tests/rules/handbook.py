"""docs/rules.md as the tests read it: each example, and what it comes to.

An example is a fence “```yaml FORM” or “```yaml wrong FORM”. The form says what is
written: a condition, some keys of a rule or of a file, a whole file, or several files,
each after a line “# In NAME.yaml:”. What is left out is taken from what is right.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from intake.config import ROOT
from intake.rules import Problem
from tests.rules.judged import problems_of

PAGE = ROOT / "docs" / "rules.md"
PIECE = re.compile(
    r"^(?P<level>##+) `?(?P<heading>[^`\n]+)`?"
    r"|^```yaml *(?P<info>.*)\n(?P<text>(?:.*\n)*?)```$",
    re.M,
)
JUDGED = re.compile(r"\n\n\| answers \| comes out \|\n\|.*\n(?P<rows>(?:\|.*\n)+)")
ROW = re.compile(r"^\| `(?P<facts>[^`]*)`.*\| (?P<outcome>[a-z ]+) \|$", re.M)
OUTCOMES = {"holds": "raised", "does not hold": "not_raised", "unknown": "unknown"}
FILE = re.compile(r"^# In (?P<name>\S+\.yaml):\n", re.M)
DEFINED = re.compile(r"^  ([a-z][a-z0-9-]*):", re.M)
KEY = re.compile(r"^([a-z_]+):", re.M)
FRAME = {
    "id": "an-example",
    "title": "An example",
    "kind": "emergency",
    "flag": "septic_joint",
    "per": "pain_area",
    "when": "{ hot_red_swollen: yes }",
    "because": '"{hot_red_swollen}"',
    "source": "[A textbook]",
    "owner": "clinical lead",
    "review_by": "2027-11",
    "examples": """
      - { facts: { hot_red_swollen: yes }, expect: raised }
      - { facts: { hot_red_swollen: no }, expect: not_raised }""",
}
# A fence of this form holds cases, not rules.
OF_CASES = "cases"
# A part of a rule need not be shown by the examples that are lent to it.
OF_EXAMPLES = frozenset({"example-fails", "missing-boundary"})


@dataclass(frozen=True)
class Example:
    chapter: str
    section: str  # the nearest heading that it stands under
    is_wrong: bool
    form: str  # one of FORMS
    text: str
    span: tuple[int, int]  # where it stands in the page
    judged: tuple[tuple[str, str], ...]  # facts as they are written, and the outcome

    def __str__(self) -> str:
        return f"{self.section}, {self.span[0]}"

    @property
    def files(self) -> Mapping[str, str]:
        """The rule files that it stands for."""
        return FORMS[self.form](self)


def examples(page: str) -> list[Example]:
    """Every example of the page, in reading order."""
    found = []
    chapter = section = ""
    for piece in PIECE.finditer(page):
        if piece["heading"]:
            section = piece["heading"]
            chapter = section if piece["level"] == "##" else chapter
            continue
        *wrong, form = piece["info"].split() or [""]
        if form == OF_CASES:
            continue
        table = JUDGED.match(page, piece.end())
        judged = tuple(
            (facts, OUTCOMES[outcome])
            for facts, outcome in (ROW.findall(table["rows"]) if table else ())
        )
        place = (chapter, section, wrong == ["wrong"], form)
        found.append(Example(*place, piece["text"], piece.span(), judged))
    return found


def cases(page: str) -> list[str]:
    """What the page shows of libraries of cases."""
    pieces = PIECE.finditer(page)
    return [each["text"] for each in pieces if each["info"] == OF_CASES]


def problems(example: Example) -> list[Problem]:
    """All that is wrong with it, as `rules check` and `rules test` say."""
    found = problems_of(example.files)
    is_shown = "examples:" in example.text
    return [each for each in found if is_shown or each.code not in OF_EXAMPLES]


def keys(example: Example) -> set[str]:
    return set(KEY.findall(example.text))


def as_read(example: Example) -> str:
    """What is said of a wrong example, without the place."""
    return "\n".join(
        "; ".join(filter(None, (each.message, each.hint))) for each in problems(example)
    )


def _condition(example: Example) -> dict[str, str]:
    frame = {**FRAME, "when": "\n" + _indented(example.text, 6)}
    if example.judged:
        rows = (f"{{ facts: {{ {f} }}, expect: {e} }}" for f, e in example.judged)
        frame["examples"] = "".join(f"\n      - {row}" for row in rows)
    return {"rules.yaml": f"language: 1\n{_file(frame)}"}


def _rule(example: Example) -> dict[str, str]:
    written = keys(example)
    frame = {key: text for key, text in FRAME.items() if key not in written}
    text = _file(frame, _indented(example.text, 4))
    return {"rules.yaml": f"language: 1\n{text}"}


def _keys_of_file(example: Example) -> dict[str, str]:
    """Every definition is used, in a rule of its own."""
    written = keys(example)
    text = example.text
    if "rules" not in written:
        named = "".join(f", holds: {name}" for name in DEFINED.findall(text))
        text += _file({**FRAME, "when": f"{{ any: [ hot_red_swollen: yes{named} ] }}"})
    return {"rules.yaml": text if "language" in written else f"language: 1\n{text}"}


def _whole(example: Example) -> dict[str, str]:
    return {"rules.yaml": example.text}


def _files(example: Example) -> dict[str, str]:
    _, *parts = FILE.split(example.text)
    return dict(zip(parts[::2], parts[1::2], strict=True))


FORMS = {
    "condition": _condition,
    "rule": _rule,
    "file": _keys_of_file,
    "whole": _whole,
    "files": _files,
}


def _file(frame: Mapping[str, str], more: str = "") -> str:
    lines = [f"    {key}: {text}\n" for key, text in frame.items()]
    rule = "".join(lines) + more
    return f"rules:\n  -{rule[3:]}"


def _indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())


@cache
def page() -> str:
    return PAGE.read_text(encoding="utf-8")
