"""Finding a patient by name without storing the name: a keyed digest of each word.

Whoever has the table and not the key can neither read a name nor try names out. A birth
date alone finds nobody: there are too few of them to keep them apart from a guess.
"""

import hmac
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from intake.records.sealing import Keyring

# A key of its own (RFC 5869): what seals is used for nothing else.
PURPOSE = b"intake: words of names"
KEY_BYTES, DIGEST_BYTES = 32, 16
MOST_WORDS = 8
# What no rule of Unicode takes apart, as people type it who have no such key.
PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
)
WITHIN = "'’ʼ`´"  # O'Brien is one word


def words_of(name: str) -> tuple[str, ...]:
    """A name's words, each once: `Łucja O'Brien-Müller` → lucja, obrien, muller."""
    apart = unicodedata.normalize(
        "NFKD", name.translate(dict.fromkeys(map(ord, WITHIN)))
    )
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    folded = bare.casefold().translate(PLAIN)
    letters = "".join(sign if sign.isalnum() else " " for sign in folded)
    return tuple(dict.fromkeys(letters.split()))[:MOST_WORDS]


def digests(keyring: Keyring, names: Iterable[str], born: str | None) -> set[bytes]:
    """What these names (and the birth date, `YYYY-MM-DD`) are found by from now on:
    each word, and each word with the date."""
    key = _key(keyring.keys[next(iter(keyring.keys))])
    words = {word for name in names for word in words_of(name)}
    alone = {_digest(key, word) for word in words}
    return alone | ({_digest(key, word, born) for word in words} if born else set())


def sought(keyring: Keyring, name: str, born: str | None) -> list[set[bytes]]:
    """For each word that is looked for, what it was kept as under any of the keys."""
    keys = [_key(each) for each in keyring.keys.values()]
    return [{_digest(key, word, born) for key in keys} for word in words_of(name)]


def _digest(key: bytes, word: str, born: str | None = None) -> bytes:
    # No word has a line end in it.
    said = f"{word}\n{born or ''}".encode()
    return hmac.digest(key, said, sha256)[:DIGEST_BYTES]


@lru_cache(maxsize=16)
def _key(key: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=PURPOSE).derive(key)
