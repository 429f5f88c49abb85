"""A name is found by its words, however they are written, and told by nobody."""

import pytest

from intake.records import blind_index
from intake.records.blind_index import digests, sought, words_of
from intake.records.sealing import Keyring

OLD, NEW = b"o" * 32, b"n" * 32
RING = Keyring({1: OLD})
BORN = "1964-03-27"


def finds(kept: set[bytes], words: list[set[bytes]]) -> bool:
    return bool(words) and all(kept & each for each in words)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Pat Doe", ("pat", "doe")),
        ("  José   García-Núñez ", ("jose", "garcia", "nunez")),
        ("O’Brien", ("obrien",)),
        ("O'BRIEN", ("obrien",)),
        ("Łucja Straße", ("lucja", "strasse")),
        ("Søren Ægir", ("soren", "aegir")),
        ("ﬁona", ("fiona",)),
        ("Иван Йордан", ("иван", "иордан")),
        ("李 小龍", ("李", "小龍")),
        ("Doe, Doe", ("doe",)),
        ("– . !", ()),
    ],
)
def test_a_name_is_taken_apart_into_plain_words(
    name: str, words: tuple[str, ...]
) -> None:
    assert words_of(name) == words


def test_a_name_is_found_by_any_of_its_words_written_in_any_way() -> None:
    kept = digests(RING, ["José García-Núñez"], BORN)

    for typed in ("garcia", "NUNEZ jose", "José"):
        assert finds(kept, sought(RING, typed, None)), typed
    assert not finds(kept, sought(RING, "jose smith", None))
    assert not finds(kept, sought(RING, "jos", None))


def test_a_birth_date_counts_only_together_with_a_word() -> None:
    kept = digests(RING, ["Pat Doe"], BORN)

    assert finds(kept, sought(RING, "doe", BORN))
    assert not finds(kept, sought(RING, "doe", "1964-03-28"))
    assert sought(RING, "", BORN) == []
    assert not finds(digests(RING, ["Pat Doe"], None), sought(RING, "doe", BORN))


def test_what_was_kept_under_an_older_key_is_found_while_that_key_is_there() -> None:
    kept = digests(RING, ["Pat Doe"], None)

    assert finds(kept, sought(Keyring({2: NEW, 1: OLD}), "doe", None))
    assert not finds(kept, sought(Keyring({2: NEW}), "doe", None))


def test_without_the_key_no_name_can_be_tried_out() -> None:
    kept = digests(RING, ["Pat Doe"], BORN)

    assert kept.isdisjoint(digests(Keyring({1: NEW}), ["Pat Doe"], BORN))
    assert all(len(each) == blind_index.DIGEST_BYTES for each in kept)


def test_a_very_long_name_is_kept_by_its_first_words() -> None:
    long = " ".join(f"word{number}" for number in range(500))

    assert len(digests(RING, [long], None)) == blind_index.MOST_WORDS
