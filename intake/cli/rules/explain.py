"""flask rules explain: one rule and one patient, part by part."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import click
from flask.cli import with_appcontext

from intake.cli.rules.facts import facts_at
from intake.cli.rules.options import (
    EXIT_CODES,
    PATH,
    json_output,
    published_option,
    rules_option,
)
from intake.cli.rules.printing import print_json, read
from intake.cli.rules.reading import rule_files, rule_named
from intake.rules import (
    Explanation,
    Part,
    explanation_as_json,
    printable,
)
from intake.rules import explain as explained

SIGNS: Mapping[bool | None, str] = {True: "✓", False: "✗", None: "?"}
SAID: Mapping[bool | None, str] = {
    True: "raised",
    False: "not raised",
    None: "undecided",
}
LEGEND = "✓ holds  ✗ fails  ? cannot be told  ← decided"


@click.command(epilog=EXIT_CODES)
@click.argument("file", type=PATH)
@click.option("--rule", "rule_id", required=True, help="The id of the rule.")
@rules_option
@published_option
@json_output
@with_appcontext
def explain(
    file: Path, rule_id: str, paths: tuple[Path, ...], published: bool, as_json: bool
) -> None:
    """Say why a rule is raised or not for the facts in FILE (- for standard input).

    Each condition with ✓ holds, ✗ fails or ? cannot be told, and the answer that was
    given; then the answers that would change it.
    """
    rule_set = read(rule_files(paths, published=published), as_json=as_json)
    rule = rule_named(rule_id, rule_set)
    found = explained(rule_set, rule, facts_at(file, rule_set))
    if as_json:
        print_json([explanation_as_json(each) for each in found])
        return
    click.echo(printable(f"{rule.id}: {rule.title}"))
    click.echo(LEGEND)
    if not found:
        click.echo("It is judged for each painful area, and these facts have none.")
    for each in found:
        click.echo()
        for line in _lines(each):
            click.echo(printable(line))


def _lines(explanation: Explanation) -> Iterator[str]:
    finding = explanation.finding
    where = f"{finding.area}: " if finding.area else ""
    ruled = ", and not ruled out" if finding.not_ruled_out else ""
    yield f"{where}{SAID[finding.outcome]}{ruled}"
    yield from _tree(explanation.tree, "  ")
    if finding.is_flag:
        yield f"Reason: {finding.because}"
    if finding.outcome is True:
        return
    if explanation.changes is None:
        yield "There is too much to try: what would change it is not known."
    elif not explanation.changes:
        yield "All else as it is, no other answer to one question would change that."
    for change in explanation.changes or ():
        outcome = "raised" if change.outcome else "ruled out"
        answers = " or ".join(f"“{each}”" for each in change.answers)
        yield f"It would be {outcome} if {change.fact} were: {answers}"


def _tree(part: Part, indent: str) -> Iterator[str]:
    decides = "  ←" if part.decides and part.fact else ""
    asked = f"{part.fact} {part.says}; answer: {part.answer}"
    yield f"{indent}{SIGNS[part.outcome]} {asked if part.fact else part.says}{decides}"
    for each in part.parts:
        yield from _tree(each, f"{indent}    ")
