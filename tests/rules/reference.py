"""The parts of docs/rules.md that are made: `make docs` writes them again.

They stand between “<!-- made: NAME -->” and “<!-- end -->”; under each wrong example
stands what is said of it.
"""

import re
from collections.abc import Callable, Iterable, Mapping

from intake.questionnaire import QUESTIONNAIRE
from intake.questionnaire.facts import DERIVED
from intake.rules import FLAGS, KINDS, Fact, read
from intake.rules.conditions import Condition, tests, truth
from intake.rules.operators import OPERATORS, WRITTEN
from intake.rules.reading.comparison_reader import KIND_WORDS, SHAPES
from intake.rules.words import fact_in_words
from intake.workflow import screenings
from tests.rules.handbook import PAGE, Example, as_read, examples
from tests.rules.worked import worked

MADE = re.compile(r"(<!-- made: (?P<name>[a-z]+) -->\n)(?:.*\n)*?(?=<!-- end -->)")
SAID = re.compile(r"\n\n```text\n(?:.*\n)*?```$", re.M)
MOST_NAMED = 4
WITH = " with "


def rewritten(page: str) -> str:
    """The page with every made part as it is now."""
    page = MADE.sub(lambda found: found[1] + "\n" + PARTS[found["name"]]() + "\n", page)
    pieces, end = [], 0
    for example in examples(page):
        pieces.append(page[end : example.span[1]])
        end = example.span[1]
        if example.is_wrong:
            old = SAID.match(page, end)
            end = old.end() if old else end
            pieces.append(f"\n\n```text\n{as_read(example)}\n```")
    return "".join(pieces) + page[end:]


def kinds() -> str:
    yes = {True: "yes", False: "–"}
    rows = (
        f"| `{kind.name}` | {yes[None not in kind.raised_as]} "
        f"| {yes[kind.may_raise_unknown]} | {yes[kind.advises_patient]} |"
        for kind in KINDS.values()
    )
    head = "| kind | `strength` | `if_unknown: raise` | the patient is advised |"
    return _table(head, rows)


def flags() -> str:
    rows = (f"| `{f.name}` | `{f.kind}` | {f.words} |" for f in FLAGS.values())
    return _table("| flag | kind | what a clinician reads |", rows)


def operators() -> str:
    rows = (
        f"| `{name}` | {SHAPES[OPERATORS[name].takes].words} | {_suits(name)} |"
        for name in WRITTEN
    )
    return _table("| operator | takes | suits |", rows)


def facts() -> str:
    """Page by page, then what is worked out from the answers."""
    catalogue = screenings.catalogue()
    pages = {step.slug: step.title for step in QUESTIONNAIRE.steps}
    groups: dict[str, list[str]] = {title: [] for title in pages.values()}
    for name, question in QUESTIONNAIRE.questions.items():
        if name in catalogue:
            groups[pages[question.step]].append(_fact(catalogue[name]))
    groups["Worked out from the answers"] = [_fact(catalogue[name]) for name in DERIVED]
    return "\n".join(
        "\n".join([f"### {title}\n", *told]) for title, told in groups.items() if told
    )


PARTS: Mapping[str, Callable[[], str]] = {
    "kinds": kinds,
    "flags": flags,
    "operators": operators,
    "facts": facts,
}


def _fact(fact: Fact) -> str:
    lines = [
        f"#### `{fact.name}`\n",
        f"“{fact.label}”\n",
        f"{_kind(fact)} {_asked_of(fact)}\n",
        *([f"{_values(fact)}\n"] if fact.values else []),
        f"```yaml condition\n{worked(fact)}\n```\n",
        f"{_comes_out(fact)}\n",
    ]
    return "\n".join(lines)


def _kind(fact: Fact) -> str:
    words = {"choice": "One answer", "many": "Many answers", "number": "A number"}
    kind = words[fact.kind]
    if fact.kind == "number":
        kind = "A whole number" if fact.whole else kind
        kind = f"{kind} from {fact.low:g} to {fact_in_words(fact, fact.high)}"
    return f"{kind}, for each painful area." if fact.per_area else f"{kind}."


def _asked_of(fact: Fact) -> str:
    question = QUESTIONNAIRE.questions.get(fact.name)
    if question is None:
        return "Nobody is asked this: it follows from other answers."
    if question.of_all:
        return "Everybody is asked."
    if question.implies is None:
        return "Asked where it applies; for others it stays unknown."
    implied = question.implies
    codes = implied if isinstance(implied, list) else [implied]
    said = ", ".join(f"`{code}`" for code in codes)
    return f"Asked where it applies; for others {said} is taken as the answer."


def _values(fact: Fact) -> str:
    return " · ".join(f"`{code}` {words}" for code, words in fact.values.items())


def _comes_out(fact: Fact) -> str:
    """Which answers make the worked example hold, and which do not."""
    condition = _read(worked(fact))
    answers: dict[bool, list[str]] = {True: [], False: []}
    for answer in _answers(fact, condition):
        given = answer.split(WITH) if fact.kind == "many" else answer
        outcome = truth(condition, {fact.name: given if fact.values else float(answer)})
        answers[outcome is True].append(answer)
    holds, fails = (_named(answers[each]) for each in (True, False))
    return f"Holds for {holds}; does not hold for {fails}."


def _read(condition: str) -> Condition:
    example = Example("", "", False, "condition", condition, (0, 0), ())
    return read(example.files, screenings.catalogue()).rules[0].when


def _answers(fact: Fact, condition: Condition) -> list[str]:
    """Of a number, its bounds and what lies beside them; else each answer alone, and
    together those that must all be there."""
    operands = [each.operand for each in tests(condition)]
    if fact.kind == "number":
        step = 1 if fact.whole else 0.1
        near = {float(str(o)) + by for o in operands for by in (-step, 0, step)}
        return [f"{each:.4g}" for each in sorted(near)]
    if "includes_all" not in worked(fact):
        return list(fact.values)
    together = [WITH.join(map(str, o)) for o in operands if isinstance(o, tuple)]
    return [*fact.values, *together]


def _named(answers: list[str]) -> str:
    if len(answers) > MOST_NAMED:
        return "every other answer"
    if not answers:
        return "no answer"
    *first, last = [f"`{each}`".replace(WITH, "` with `") for each in answers]
    return f"{', '.join(first)} or {last}" if first else last


def _suits(name: str) -> str:
    kinds = OPERATORS[name].suits
    return ", ".join(words for kind, words in KIND_WORDS.items() if kind in kinds)


def _table(head: str, rows: Iterable[str]) -> str:
    line = "|---" * (head.count("|") - 1) + "|"
    return "\n".join([head, line, *rows]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
