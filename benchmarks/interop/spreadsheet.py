"""The table in a spreadsheet program that is not ours: LibreOffice, where it is."""

import csv
import shutil
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from xml.etree import ElementTree

OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
# Commas, quotation marks, UTF-8, from the first line; and what is quoted is text.
QUOTED_IS_TEXT = "Text - txt - csv (StarCalc):44,34,76,1,,0,true"
AS_IT_COMES = "Text - txt - csv (StarCalc):44,34,76,1"
# What we would never write: whoever takes no formula of it would see none in ours.
UNSAFE = '"=1+1","text"\r\n'


def is_there() -> bool:
    return shutil.which("soffice") is not None


def problems(table: str, folder: Path) -> list[str]:
    """Cells that are formulas, or no text, or not what was written. That a formula is
    seen where there is one is asked first; AssertionError where it is not."""
    file = folder / "table.csv"
    if not _formulas(UNSAFE, file):
        raise AssertionError("LibreOffice makes no formula of what is one.")
    formulas = _formulas(table, file)
    cells = [*_cells(file, QUOTED_IS_TEXT, folder)]
    written = csv.reader(StringIO(table.removeprefix("\ufeff"), newline=""))
    wanted = [" ".join(each.split()) for row in written for each in row if each]
    came = [" ".join(words.split()) for _kind, words, _formula in cells if words]
    return [
        *(f"a formula: {each}" for each in formulas),
        *(
            f"{kind}: {words}"
            for kind, words, _f in cells
            if words and kind != "string"
        ),
        *(["cells are not what was written"] if came != wanted else []),
    ]


def _formulas(table: str, file: Path) -> list[str]:
    file.write_text(table, encoding="utf-8", newline="")
    cells = _cells(file, AS_IT_COMES, file.parent)
    return [words for _kind, words, formula in cells if formula]


def _cells(file: Path, filter_: str, folder: Path) -> Iterator[tuple[str, str, bool]]:
    """Each cell that has something: its kind, its words, whether it is a formula."""
    profile = (folder / "office").resolve().as_uri()
    command = [
        *("soffice", f"-env:UserInstallation={profile}", "--headless"),
        *(f"--infilter={filter_}", "--convert-to", "fods", "--outdir", str(folder)),
        str(file),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603
    tree = ElementTree.parse(file.with_suffix(".fods"))  # noqa: S314
    for cell in tree.iter(f"{{{TABLE}}}table-cell"):
        lines = ["".join(each.itertext()) for each in cell.iter(f"{{{TEXT}}}p")]
        kind = cell.get(f"{{{OFFICE}}}value-type", "")
        formula = cell.get(f"{{{TABLE}}}formula") is not None
        for _ in range(int(cell.get(f"{{{TABLE}}}number-columns-repeated", "1"))):
            yield kind, "\n".join(lines), formula
            if not lines:
                break  # the rest of a row is one empty cell, repeated
