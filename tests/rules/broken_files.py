"""The broken rule files, and what is to be found in each: code, line and column."""

from collections.abc import Mapping
from pathlib import Path

import yaml

from tests.rules.large import RULES, rule

FOLDER = Path(__file__).parent / "broken"
EXPECTED: Mapping[str, list[str]] = yaml.safe_load(
    (FOLDER / "expected.yaml").read_text(encoding="utf-8")
)
STORED = sorted(path.name for path in FOLDER.iterdir() if path.name != "expected.yaml")

# One patient is judged by at most 500 rules.
MANY_RULES = "".join(rule("{age: 3}", f"r{n}") for n in range(501))
PLACE_OF_THE_LAST = f"{3 + 13 * 500}:3"
ITEMS = "a," * 50_000
TODO = ", ".join(["todo"] * 250)
# Those that are too large to be kept: the text, and what is to be found in it.
MADE: Mapping[str, tuple[str, list[str]]] = {
    "large.yaml": ("#" * (256 * 1024 + 1), ["too-large 1:1"]),
    "items.yaml": (f"[{ITEMS}]", ["too-many 1:100000"]),
    "anchor-and-items.yaml": (
        f"&a [{ITEMS}]",
        ["anchor 1:1", "too-many 1:100003"],
    ),
    "rules.yaml": (
        f"{RULES}{MANY_RULES}",
        [f"too-many-rules {PLACE_OF_THE_LAST}"],
    ),
    "rules-of-another-language.yaml": (
        f"{RULES}{MANY_RULES}".replace("language: 1", "language: 2"),
        ["language 1:11", f"too-many-rules {PLACE_OF_THE_LAST}"],
    ),
    "to-do.yaml": (
        f"language: 1\nrules: [{TODO}]",
        [
            *(f"no-rule 2:{9 + 6 * n}" for n in range(200)),
            f"too-many-problems 2:{9 + 6 * 200}",
        ],
    ),
}
ALL: Mapping[str, list[str]] = {
    **EXPECTED,
    **{name: expected for name, (_, expected) in MADE.items()},
}


def text_of(name: str) -> str:
    if name in MADE:
        return MADE[name][0]
    # Byte for byte: line ends and byte-order marks may be what is wrong.
    return (FOLDER / name).read_bytes().decode("utf-8")
