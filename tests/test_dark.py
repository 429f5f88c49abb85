"""In the dark a page has other colours, and nothing else is another."""

import re

from intake.config import ROOT

STATIC = ROOT / "intake" / "static"
DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\s*(.*?)\}\s*\}", re.DOTALL)
COLOUR = re.compile(r"--[a-z-]+: (#[0-9a-f]{3,8}|[a-z]+)")


def test_the_dark_sets_colours_alone() -> None:
    sheets = {path.name: path.read_text("utf-8") for path in STATIC.glob("*.css")}
    blocks = [
        (name, each) for name, text in sheets.items() for each in DARK.findall(text)
    ]

    assert len(blocks) == sum(
        text.count("prefers-color-scheme") for text in sheets.values()
    )
    assert {name for name, _ in blocks} >= {"intake.css", "body_map.css"}
    for name, block in blocks:
        selector, _, said = block.partition("{")
        assert selector.strip() == ":root", name
        for each in filter(None, map(str.strip, said.split(";"))):
            assert COLOUR.fullmatch(each), f"{name}: {each}"
