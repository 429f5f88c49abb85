"""A cell as text that no spreadsheet takes for a formula, and the file it stands in."""

import csv
import re
from collections.abc import Iterable
from io import StringIO

MIMETYPE = "text/csv"
# Without it, Excel takes UTF-8 for something else.
MARK = "\ufeff"
# What a formula begins with, and what looks like it to a reader or to a spreadsheet.
BEGINS = "=+\\-@\t\r\u2212\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b"
# At the beginning, past what cannot be seen. Also behind what parts cells: in another
# country a spreadsheet parts them by another sign, inside of quotes too.
FORMULA = re.compile(rf'(^|[;,\t\r\n])(?=[\s\ufeff\u200b"]*[{BEGINS}])')
APOSTROPHE = "'"


def safe(text: str) -> str:
    """The text with an apostrophe before whatever could be taken for a formula."""
    return FORMULA.sub(rf"\1{APOSTROPHE}", text)


def line(cells: Iterable[str]) -> str:
    """A row of CSV (RFC 4180): every cell quoted, and safe."""
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([safe(cell) for cell in cells])
    return written.getvalue()
