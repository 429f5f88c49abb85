"""What identifies a person: sealed with AES-256-GCM and bound to its row and column."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, overload

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.orm import object_session

NONCE_BYTES = 12


class CannotOpen(Exception):
    """Sealed with another key, moved from its row, or changed since."""


@dataclass(frozen=True)
class Keyring:
    """The keys by id. The first one seals; every one opens what it sealed."""

    keys: Mapping[int, bytes]

    def seal(self, clear: bytes, bound_to: str) -> bytes:
        """Key id (1 byte), nonce (12 bytes), ciphertext with its tag (16 bytes).

        `bound_to` is `table|row id|column`: moved elsewhere, it will not open.
        """
        key_id = next(iter(self.keys))
        nonce = os.urandom(NONCE_BYTES)
        sealed = AESGCM(self.keys[key_id]).encrypt(nonce, clear, bound_to.encode())
        return bytes([key_id]) + nonce + sealed

    def open(self, sealed: bytes, bound_to: str) -> bytes:
        """The clear bytes, or `CannotOpen`."""
        key = self.keys.get(sealed[0]) if sealed else None
        if key is None:
            raise CannotOpen("No key on the ring has this id.")
        nonce, ciphertext = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
        try:
            return AESGCM(key).decrypt(nonce, ciphertext, bound_to.encode())
        except InvalidTag as error:
            raise CannotOpen("The sealed value does not fit its key or row.") from error


class Sealed:
    """An attribute of a row whose value (any JSON) lies sealed in a column of bytes.

    The keyring is taken from the row's session (`session.info["keyring"]`), so the
    row is added to its session before the attribute is set.
    """

    def __init__(self, column: str) -> None:
        self.column = column

    @overload
    def __get__(self, row: None, owner: type) -> "Sealed": ...
    @overload
    def __get__(self, row: Any, owner: type) -> Any: ...
    def __get__(self, row: Any, owner: type) -> Any:
        if row is None:
            return self
        sealed = getattr(row, self.column)
        if sealed is None:
            return None
        return json.loads(_keyring(row).open(sealed, self._bound_to(row)))

    def __set__(self, row: Any, value: Any) -> None:
        clear = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        sealed = _keyring(row).seal(clear.encode(), self._bound_to(row))
        setattr(row, self.column, sealed)

    def _bound_to(self, row: Any) -> str:
        return f"{row.__tablename__}|{row.id}|{self.column}"


def _keyring(row: Any) -> Keyring:
    session = object_session(row)
    if session is None:
        raise RuntimeError("Add the row to a session before sealing or opening it.")
    keyring: Keyring = session.info["keyring"]
    return keyring
