"""Documents that are kept packed, and open again whatever was packed before."""

import zlib
from hashlib import sha256

import pytest
from sqlalchemy.dialects import sqlite

from intake.records.packed_json import PackedJson
from intake.records.packing import WORDS, as_text, packed, unpacked
from tests import make

# What was packed in a clinic opens with these words alone: they never change.
THE_WORDS = "eac79987c6e2dc9d7239c2c57f45a836808d7e3ee14297b57dac41d1cb4f498a"


def test_the_words_are_those_that_were_packed_with() -> None:
    assert sha256(WORDS).hexdigest() == THE_WORDS


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        "",
        0,
        {"words": ['"', "\\", "\0", "é", "أ", "\U0001f9b4", "\ud800"]},
        {"long": ["x" * 100_000]},
    ],
)
def test_what_is_packed_opens_as_it_was(document: object) -> None:
    column, dialect = PackedJson(), sqlite.dialect()

    kept = column.process_bind_param(document, dialect)

    assert kept is not None
    assert column.process_result_value(kept, dialect) == document


def test_nothing_stays_nothing() -> None:
    column, dialect = PackedJson(), sqlite.dialect()

    assert column.process_bind_param(None, dialect) is None
    assert column.process_result_value(None, dialect) is None


def test_answers_take_a_fourth_of_their_text() -> None:
    text = as_text(make.answers())

    assert len(packed(text)) < len(text) / 4


def test_what_was_packed_without_words_opens_too() -> None:
    assert unpacked(zlib.compress(b"{}")) == b"{}"


def test_what_was_cut_short_is_not_taken_for_whole() -> None:
    kept = packed(as_text(make.answers()))

    for length in range(len(kept)):
        with pytest.raises(zlib.error):
            unpacked(kept[:length])


def test_one_changed_byte_is_not_taken_for_an_answer() -> None:
    kept = packed(b'{"saddle_numbness":"yes"}')

    for place in range(len(kept)):
        changed = bytearray(kept)
        changed[place] ^= 1
        with pytest.raises(zlib.error):
            unpacked(bytes(changed))
