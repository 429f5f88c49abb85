"""flask rules diff: what rule files say otherwise than others, in plain words."""

from collections.abc import Mapping
from pathlib import Path

import click

from intake.cli.rules.options import EXIT_CODES, PATH, published_option, rule_paths
from intake.cli.rules.printing import read
from intake.cli.rules.reading import rule_files
from intake.rules import WordingChange, printable, wording_changes


@click.command(epilog=EXIT_CODES)
@rule_paths
@click.option(
    "--against",
    multiple=True,
    type=PATH,
    help="The rule files or folders to compare with: else the shipped ones.",
)
@published_option
def diff(paths: tuple[Path, ...], against: tuple[Path, ...], published: bool) -> None:
    """Tell what PATHS (files, folders or -) say otherwise than the shipped rules, than
    other files (--against), or than the rules in force (--published).

    Rule by rule, the gravest first, then the definitions with the rules that use them.
    """
    before = _by_name(rule_files(against, published=published))
    after = _by_name(rule_files(paths))
    changes = wording_changes(read(before, as_json=False), read(after, as_json=False))
    for change in changes:
        click.echo(_head(change))
        for words in (*change.words, *change.examples):
            click.echo(f"  {printable(' '.join(words.split()))}")
    if not changes:
        same = before == after
        click.echo("The same text." if same else "No rule says anything else.")


def _by_name(files: Mapping[str, str]) -> Mapping[str, str]:
    """Without their folders, where that leaves no two alike: they are not compared."""
    named = {Path(path).name: text for path, text in files.items()}
    return named if len(named) == len(files) else files


def _head(change: WordingChange) -> str:
    place = f" ({change.mark.path}:{change.mark.line})" if change.mark.path else ""
    used = f", used by {', '.join(change.used_by)}" if change.used_by else ""
    return f"{change.what.capitalize()} {change.name}".rstrip() + f"{used}{place}"
