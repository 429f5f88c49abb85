"""Fuzzes the reader and all that follows, led by what the code covers: needs atheris.

Atheris is not among our requirements. In an environment of its own, with what
requirements.txt lists:

    python -m pip install atheris
    PYTHONPATH=. python tests/rules/fuzz_rules.py -max_total_time=600 CORPUS

CORPUS is an empty folder, filled at the start with the shipped and the broken files.
What is found is written beside it; its file belongs into tests/rules/broken/.
"""

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["intake.rules"]):
    from tests.rules.judged import work_through

BROKEN = Path(__file__).parent / "broken"
SHIPPED = Path(__file__).parents[2] / "intake" / "rules" / "clinic"
# A rule of a large file is a better beginning than the file.
LONGEST_SEED = 4_000


def fuzz(data: bytes) -> None:
    work_through({"rules.yaml": data.decode(errors="surrogateescape")})


def _seed(corpus: Path) -> None:
    corpus.mkdir(exist_ok=True)
    for path in (*BROKEN.glob("*.yaml"), *SHIPPED.glob("*.yaml")):
        head, *rules = path.read_text().split("\n  - id:")
        for number, rule in enumerate(rules or [""]):
            seed = f"{head}\n  - id:{rule}".encode()[:LONGEST_SEED]
            (corpus / f"{path.stem}-{number}").write_bytes(seed)


if __name__ == "__main__":
    folders = [Path(each) for each in sys.argv[1:] if not each.startswith("-")]
    for folder in folders:
        if not folder.exists() or not any(folder.iterdir()):
            _seed(folder)
    atheris.Setup(sys.argv, fuzz)
    atheris.Fuzz()
