"""Long documents, kept short: JSON pressed by zlib with words it need not repeat."""

import json
import zlib
from pathlib import Path
from typing import Any

# Never to be changed: without it nothing opens that was packed with it. Another one
# stands beside it; a packed document tells which it needs.
WORDS = Path(__file__).with_name("packing_words.txt").read_bytes()


def as_text(document: Any) -> bytes:
    """JSON without spaces, in ASCII."""
    return json.dumps(document, separators=(",", ":")).encode()


def packed(text: bytes) -> bytes:
    packing = zlib.compressobj(zdict=WORDS)
    return packing.compress(text) + packing.flush()


# What begins all that was packed with these words, and an opening that has read them:
# to copy one takes less than to read them again, and documents come by the million.
HEAD = packed(b"")[:6]
BEHIND_HEAD = zlib.decompressobj(wbits=-zlib.MAX_WBITS, zdict=WORDS)


def unpacked(kept: bytes) -> bytes:
    """The text, whole; it carries a checksum. Raises zlib.error for anything else."""
    if not kept.startswith(HEAD):
        return _unpacked_without_words(kept)
    opening = BEHIND_HEAD.copy()
    text = opening.decompress(kept[len(HEAD) :])
    if opening.unused_data != zlib.adler32(text).to_bytes(4, "big"):
        raise zlib.error("A packed document is not whole.")
    return text


def _unpacked_without_words(kept: bytes) -> bytes:
    opening = zlib.decompressobj(zdict=WORDS)
    text = opening.decompress(kept)
    if not opening.eof:
        raise zlib.error("A packed document ends too early.")
    return text
