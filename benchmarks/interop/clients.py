"""`python -m benchmarks.interop.clients`: what goes out of the demo's patients, before
software that is not ours. Writes the results down, and fails where there is a fault."""

import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.interop import lhc_forms, spreadsheet, validators
from benchmarks.interop.exported import bundles, patients, table
from benchmarks.interop.lighthouse import TOOLS
from benchmarks.interop.validators import VALIDATORS, Found

RESULTS = Path("benchmarks/results/clients.md")
FOLDER = TOOLS / "exported"
FORMS, OFFICE = "LHC-Forms", "LibreOffice"
# What each is asked to do, beside the validators, which are asked what is wrong.
DOES = {
    FORMS: "fill in the form with each patient's answers, and give them back",
    OFFICE: "open the table: every cell is text, none a formula",
}


def main() -> None:
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    found = tried()
    text = "\n".join([*written(found), ""])
    print(text)
    RESULTS.write_text(text, encoding="utf-8")
    if any(wrong for each in found.values() for wrong in each.values()):
        sys.exit("Something that is not ours does not take what goes out.")


def tried() -> dict[str, Found]:
    """By client, what it found wrong; who is not there is not in it."""
    with patients() as everybody:
        made, cells = bundles(everybody), table(everybody)
    found: dict[str, Found] = {}
    for each in VALIDATORS:
        print(f"{each.name} …", file=sys.stderr)
        found[each.name] = validators.problems(each, made, FOLDER)
    print(f"{FORMS} …", file=sys.stderr)
    of_one = [name for name in made if not name.startswith("all")]
    found[FORMS] = lhc_forms.lost({name: made[name] for name in of_one})
    if spreadsheet.is_there():
        print(f"{OFFICE} …", file=sys.stderr)
        found[OFFICE] = {"the table": spreadsheet.problems(cells, FOLDER)}
    return found


def written(found: dict[str, Found]) -> Iterator[str]:
    yield "# What goes out, before software that is not ours"
    yield ""
    yield "Made by `make interop`; how and why: `benchmarks/README.md`."
    yield ""
    yield f"- {datetime.now(UTC):%Y-%m-%d}, the demo's patients, every kind of them"
    yield ""
    yield "| who | does | looked at | with something wrong |"
    yield "|---|---|--:|--:|"
    for client in (*(each.name for each in VALIDATORS), FORMS, OFFICE):
        does = DOES.get(client, "say what is wrong with each bundle")
        if client not in found:
            yield f"| {client} | {does} | – | not run: it is not on this machine |"
            continue
        wrong = [each for each in found[client].values() if each]
        yield f"| {client} | {does} | {len(found[client])} | {len(wrong)} |"
    for client, problems in found.items():
        for name, each in problems.items():
            for words in each:
                yield f"- {client}, {name}: {words}"


if __name__ == "__main__":
    main()
