"""What a stored screening said, read by the thousand and no further than is asked."""

import msgspec


class SaidFlag(msgspec.Struct, gc=False):
    flag: str
    area: str | None
    not_ruled_out: bool


class SaidUnknown(msgspec.Struct, gc=False):
    rule: str
    flag: str
    area: str | None
    missing: list[str]


class Said(msgspec.Struct, gc=False):
    """Of the object that `as_json` makes: the flags, and what was undecided."""

    flags: list[SaidFlag]
    unknown: list[SaidUnknown]


_DECODER = msgspec.json.Decoder(Said)


def said(text: bytes) -> Said:
    """Of a screening as JSON. Raises ValueError for anything else."""
    return _DECODER.decode(text)
