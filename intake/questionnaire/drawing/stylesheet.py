"""What makes the drawing show its answers: one rule of style for each region.

Our pages allow no style but a stylesheet, and the drawing must answer without a
script. So what a ticked box fills is written here from the table of regions.
"""

from collections.abc import Iterable

from intake.questionnaire.body import REGIONS

HEAD = "/* Made from the regions of the body by `make drawing`. */\n"


def stylesheet() -> str:
    """A ticked box fills its shapes and shows its words; the one that has the focus,
    or under the pointer, is outlined."""
    ticked = {code: f'.map:has([value="{code}"]:checked)' for code in REGIONS}
    focused = {code: f'.map:has([value="{code}"]:focus-visible)' for code in REGIONS}
    return HEAD + "\n".join(
        (
            _rule((f"{ticked[code]} .r-{code}" for code in REGIONS), CHOSEN),
            _rule((f"{ticked[code]} .w-{code}" for code in REGIONS), SHOWN),
            _rule((f"{focused[code]} .r-{code}" for code in REGIONS), FOCUSED),
            "@media (hover: hover) {",
            _rule(
                (f".figures:has(.p-{code}:hover) .r-{code}" for code in REGIONS),
                POINTED_AT,
            ),
            "}",
            "",
        )
    )


CHOSEN = "fill: var(--chosen); stroke: var(--chosen-line); stroke-width: 2"
SHOWN = "display: list-item"
FOCUSED = "stroke: var(--pointed); stroke-width: 4"
POINTED_AT = "stroke: var(--pointed); stroke-width: 3"


def _rule(selectors: Iterable[str], style: str) -> str:
    return ",\n".join(selectors) + f" {{ {style}; }}"
