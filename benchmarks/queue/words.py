"""Prints the words that `intake/records/packing.py` presses documents with, chosen from
those of made-up patients.

What was packed opens with the words it was packed with alone: they are made once, and
another wording needs another file beside the first.
"""

import sys
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.queue import house
from benchmarks.queue.stories import TODAY
from intake.demo import seed
from intake.demo.patients import patients
from intake.records import schema
from intake.records.packing import as_text
from intake.web import database

PATIENTS, SEED = 360, 9
CANDIDATES, PROBES = 90, 120
# Longer ones cost more to read than they save.
MOST_BYTES = 16_000


def documents() -> list[bytes]:
    """Answers, facts and screenings, by turns."""
    found: list[bytes] = []
    with TemporaryDirectory() as name:
        url = f"sqlite:///{Path(name) / 'patients.db'}"
        schema.upgrade(url)
        with house.opened(url, Path(name)), database.writing() as own:
            at = datetime.combine(TODAY, time(12), UTC)
            for patient in patients(PATIENTS, SEED, TODAY):
                sent = seed.come_in(own, patient, TODAY, at, "en")
                if sent.sent_at is None:
                    continue
                result = sent.screenings[-1].result
                found += [as_text(each) for each in (sent.answers, sent.facts, result)]
    return found


def chosen(candidates: Sequence[bytes], probes: Sequence[bytes]) -> bytes:
    """One after the other whichever saves the probes most; the best stand last, where
    they are nearest."""
    words = b""
    while True:
        fit = [each for each in candidates if len(words) + len(each) <= MOST_BYTES]
        if not fit:
            return words
        words = min(
            (each + words for each in fit), key=lambda made: _size(made, probes)
        )


def _size(words: bytes, probes: Sequence[bytes]) -> int:
    return sum(_packed(words, each) for each in probes)


def _packed(words: bytes, document: bytes) -> int:
    packing = zlib.compressobj(zdict=words)
    return len(packing.compress(document)) + len(packing.flush())


if __name__ == "__main__":
    made = documents()
    sys.stdout.buffer.write(chosen(made[:CANDIDATES], made[-PROBES:]))
