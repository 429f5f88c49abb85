"""flask rules mutate: small changes of the rules that no example would notice."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import floor
from pathlib import Path
from time import monotonic
from typing import Any

import click

from intake import rules
from intake.cli.rules.options import EXIT_CODES, json_output, rule_paths
from intake.cli.rules.printing import many, print_json, read
from intake.cli.rules.reading import rule_files, rule_named
from intake.rules import (
    NOT_EXAMINED,
    NOTICED,
    SAME,
    SURVIVED,
    Mutant,
    Mutated,
    RuleSet,
    example_on_one_line,
    example_to_paste,
    printable,
)

# So many seconds are not worth a word.
SOON = 2.0
REASONS = {
    SAME: "says the same for every patient",
    NOT_EXAMINED: "not examined: it would take too long",
}


@click.command(epilog=EXIT_CODES)
@rule_paths
@click.option("--rule", "rule_id", help="Only this rule and the definitions it uses.")
@json_output
def mutate(paths: tuple[Path, ...], rule_id: str | None, as_json: bool) -> None:
    """Change the rules in PATHS in small ways; print what no example notices.

    Each change comes with an example that would notice it, to be pasted. The score is
    the share of changes noticed, of those that can be told from the rules at all.
    """
    rule_set = read(rule_files(paths), as_json=as_json)
    if rule_id is not None:
        rule_named(rule_id, rule_set)
    results = list(_with_progress(rule_set, rule_id))
    counts = sum((each.counts for each in results), Counter[str]())
    judged = counts[NOTICED] + counts[SURVIVED]
    score = rules.score(results) if judged else None
    if as_json:
        changes = [change for each in results for change in _as_json(each)]
        print_json({"score": score, "counts": dict(counts), "changes": changes})
    else:
        for each in results:
            _print(each)
        click.echo(_summary(counts, score))
    sys.exit(1 if counts[SURVIVED] or counts[NOT_EXAMINED] else 0)


def _with_progress(rule_set: RuleSet, rule_id: str | None) -> Iterator[Mutated]:
    """The results, with the name of each on standard error once it takes long."""
    started = monotonic()
    shown = 0
    for each in rules.mutate(rule_set, rule_id):
        if sys.stderr.isatty() and monotonic() - started > SOON:
            line = printable(f"tried {each.name}")
            click.echo(f"\r{line:<{shown}}", err=True, nl=False)
            shown = len(line)
        yield each
    if shown:
        click.echo(f"\r{'':<{shown}}\r", err=True, nl=False)


def _print(result: Mutated) -> None:
    alive = [each for each in result.mutants if each.fate != NOTICED]
    if not alive:
        return
    kind = "definition" if result.is_definition else "rule"
    click.echo(f"{kind} {result.name}:")
    for each in alive:
        click.echo(printable(f"  {_place(each)}: {each.change.words}{_why(each)}"))
    wanted = sorted(
        {id(each): each for each in alive if each.example}.values(),
        key=lambda each: each.rule,
    )
    for rule, group in groupby(wanted, key=lambda each: each.rule):
        click.echo(f"  to be pasted under the examples of {rule}:")
        for line in _pasted(group):
            click.echo(printable(line))
    click.echo()


def _pasted(mutants: Iterable[Mutant]) -> list[str]:
    """One example may notice several changes."""
    examples = {id(each.example): each.example for each in mutants}
    return [
        line
        for example in examples.values()
        if example
        for line in example_to_paste(example).split("\n")
    ]


def _place(mutant: Mutant) -> str:
    mark = mutant.change.mark
    return f"{mark.path}:{mark.line}:{mark.column}"


def _why(mutant: Mutant) -> str:
    return f" ({REASONS[mutant.fate]})" if mutant.fate in REASONS else ""


def _summary(counts: Counter[str], score: float | None) -> str:
    # Rounded down: 99.96 % is not yet all.
    shown = "unknown" if score is None else f"{floor(score * 1000) / 10} %"
    parts = [
        f"{many(counts.total(), 'change')}: {counts[NOTICED]} noticed",
        f"{counts[SURVIVED]} not",
        f"{counts[SAME]} that say the same",
    ]
    if counts[NOT_EXAMINED]:
        parts.append(f"{counts[NOT_EXAMINED]} not examined")
    return f"{', '.join(parts)}; score {shown}"


def _as_json(result: Mutated) -> Iterator[dict[str, Any]]:
    """Every change that was not noticed."""
    for each in result.mutants:
        if each.fate == NOTICED:
            continue
        mark = each.change.mark
        yield {
            "definition" if result.is_definition else "rule": result.name,
            "path": mark.path,
            "line": mark.line,
            "column": mark.column,
            "change": each.change.words,
            "fate": each.fate,
            "example_for": each.rule or None,
            "example": example_on_one_line(each.example) if each.example else None,
        }
