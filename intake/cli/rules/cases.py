"""flask rules cases: how well the rules do on a library of synthetic patients."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import with_appcontext

import intake
from intake import rules
from intake.cli.rules.options import (
    EXIT_CODES,
    PATH,
    json_output,
    published_option,
    rules_option,
)
from intake.cli.rules.printing import many, print_json, read, read_cases
from intake.cli.rules.reading import Unreadable, rule_files, texts_in
from intake.rules import FLAGS, KINDS, Judged, Tally, printable

LIBRARY = Path(intake.__file__).parents[1] / "tests" / "rules" / "cases"
# The name of a flag, then found, missed, false and not ruled out, then the recall.
ROW = "{:<30}{:>7}{:>8}{:>7}{:>10}{:>9}"
HEAD = ROW.format("", "found", "missed", "false", "left open", "recall")


@click.command(epilog=EXIT_CODES)
@click.argument("library", nargs=-1, type=PATH, metavar="[PATHS]...")
@rules_option
@published_option
@json_output
@with_appcontext
def cases(
    library: tuple[Path, ...], paths: tuple[Path, ...], published: bool, as_json: bool
) -> None:
    """Screen the patients in PATHS (files or folders of cases; ours if none).

    A case says which flags must appear, which may, and which must at least stay open.
    Printed are what was missed and what was raised wrongly, then how each flag and each
    kind did. Found is what must appear and does; false is what is neither expected nor
    allowed; left open (not ruled out) counts as neither right nor wrong. Where too many
    are missed or false, that is a problem of the rules.
    """
    rule_set = read(rule_files(paths, published=published), as_json=as_json)
    found = read_cases(texts_in(library or _library()), as_json=as_json)
    judged = rules.judge_cases(rule_set, found)
    shortfalls = rules.shortfalls(judged)
    if as_json:
        print_json(_as_json(judged, shortfalls))
    else:
        for line in (*_errors(judged), *_table(judged), *_summary(judged, shortfalls)):
            click.echo(printable(line))
    sys.exit(1 if shortfalls else 0)


def _library() -> tuple[Path, ...]:
    if not LIBRARY.is_dir():
        raise Unreadable("Name a file or folder of cases: none came with this program.")
    here = Path.cwd()
    return (LIBRARY.relative_to(here) if LIBRARY.is_relative_to(here) else LIBRARY,)


def _errors(judged: Iterable[Judged]) -> Iterator[str]:
    for each in judged:
        wrong = {"missed": each.missed, "false": each.false}
        if any(wrong.values()):
            yield f"{each.case.mark.path}:{each.case.mark.line}: {each.case.name}"
        for word, flags in wrong.items():
            if flags:
                yield f"    {word}: {', '.join(n for n in FLAGS if n in flags)}"


def _table(judged: Sequence[Judged]) -> Iterator[str]:
    yield ""
    yield HEAD
    for kind in KINDS.values():
        names = rules.flags_of(kind.name)
        for name in names:
            yield _row(f"  {name}", rules.tally(judged, [name]))
        yield _row(f"{kind.words}, all", rules.tally(judged, names))


def _row(name: str, tally: Tally) -> str:
    recall = "–" if tally.recall is None else f"{tally.recall:.1%}"
    numbers = (tally.right, tally.missed, tally.false, tally.not_ruled_out)
    return ROW.format(name, *numbers, recall)


def _summary(judged: Sequence[Judged], shortfalls: Iterable[str]) -> Iterator[str]:
    in_all = rules.tally(judged, FLAGS)
    yield ""
    yield (
        f"{many(len(judged), 'case')}: {in_all.false / len(judged):.2f} false flags"
        f" per case, {in_all.not_ruled_out / len(judged):.2f} left open"
    )
    yield from (f"not good enough: {each}" for each in shortfalls)


def _as_json(judged: Sequence[Judged], shortfalls: Sequence[str]) -> dict[str, Any]:
    return {
        "cases": [
            {
                "name": each.case.name,
                "path": each.case.mark.path,
                "line": each.case.mark.line,
                "missed": sorted(each.missed),
                "false": sorted(each.false),
                "not_ruled_out": sorted(each.not_ruled_out),
            }
            for each in judged
        ],
        "flags": {name: _numbers(rules.tally(judged, [name])) for name in FLAGS},
        "kinds": {
            name: _numbers(rules.tally(judged, rules.flags_of(name))) for name in KINDS
        },
        "false_per_case": rules.tally(judged, FLAGS).false / len(judged),
        "not_good_enough": list(shortfalls),
    }


def _numbers(tally: Tally) -> dict[str, float | None]:
    return {**vars(tally), "recall": tally.recall}
