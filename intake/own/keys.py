"""The keys that seal what identifies a person, as a clinic writes them down."""

import base64
import secrets

KEY_BYTES = 32


def read_keys(text: str) -> dict[int, bytes]:
    """`2:BASE64,1:BASE64` → 32-byte keys by id (0 to 255), the newest first.

    Raises ValueError with words for the person who sets it; never shows a key.
    """
    keys: dict[int, bytes] = {}
    for entry in filter(None, (part.strip() for part in text.split(","))):
        key_id, _, encoded = entry.partition(":")
        if not (key_id.isascii() and key_id.isdigit() and int(key_id) < 256):
            raise ValueError("each key is written as ID:BASE64, its id from 0 to 255")
        if int(key_id) in keys:
            raise ValueError(f"key id {key_id} is given twice")
        keys[int(key_id)] = _key(key_id, encoded)
    if not keys:
        raise ValueError("it holds no key")
    return keys


def _key(key_id: str, encoded: str) -> bytes:
    try:
        key = base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise ValueError(f"key {key_id} is not base64") from error
    if len(key) != KEY_BYTES:
        raise ValueError(f"key {key_id} has {len(key)} bytes; it needs {KEY_BYTES}")
    return key


def new_key() -> str:
    """A fresh sealing key, as INTAKE_KEYS takes it."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
