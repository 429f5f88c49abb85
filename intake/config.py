"""Settings, read once from INTAKE_* environment variables, and what is wrong with them.

SETTINGS is the table: a new setting is a line here and a line in docs/operating.md.
"""

import base64
import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
KEY_BYTES = 32
DATABASES = ("sqlite:///", "postgresql+psycopg://")
DEMO_HOSTS = ("127.0.0.1", "localhost", "[::1]")


class Incomplete(Exception):
    """The server may not start: each line says which setting is missing or wrong."""


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


def _secret(text: str) -> str:
    if len(text) < 32:
        raise ValueError("it needs at least 32 characters")
    return text


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"“{text}” is not a whole number")
    return int(text)


def _from_one(text: str) -> int:
    if _number(text) < 1:
        raise ValueError("it is at least 1")
    return _number(text)


def _telephone(text: str) -> str:
    """A patient may press it: without a digit there is nothing to call."""
    if not any(sign.isdigit() for sign in text):
        raise ValueError(f"“{text}” is no telephone number")
    return text


def _database_url(text: str) -> str:
    if text and not text.startswith(DATABASES):
        raise ValueError(f"it starts with {' or '.join(DATABASES)}")
    return text


def _zone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(
            f"“{text}” is not a time zone such as Europe/London"
        ) from error


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(filter(None, (host.strip().lower() for host in text.split(","))))
    if not hosts:
        raise ValueError("it names no host")
    return hosts


@dataclass(frozen=True)
class Setting:
    """One INTAKE_* variable. Without a default the server refuses to start."""

    name: str
    says: str
    default: str | None = None
    demo: str | None = None
    read: Callable[[str], Any] = str


SETTINGS = (
    Setting("SECRET_KEY", "signs forms; 32 characters or more", read=_secret),
    Setting("KEYS", "seal what identifies a person; ID:BASE64, …", read=read_keys),
    Setting("HOSTS", "the host names it answers to, with commas", read=_hosts),
    Setting(
        "EMERGENCY_NUMBER",
        "whom to call in an emergency",
        demo="112",
        read=_telephone,
    ),
    Setting("EMERGENCY_SERVICE", "what that service is called", "an ambulance"),
    Setting("CLINIC_NAME", "the clinic's name", demo="Demonstration Clinic"),
    Setting(
        "CLINIC_PHONE", "the clinic's telephone", demo="020 7946 0000", read=_telephone
    ),
    Setting("DATABASE_URL", "where the records are kept", "", read=_database_url),
    Setting("TIME_ZONE", "the clinic's time zone", "UTC", read=_zone),
    Setting("AGE_OF_CONSENT", "the age to fill it in alone", "16", read=_number),
    Setting("RETENTION", "how long answers are kept, in words", "8 years"),
    Setting("STAFF_IDLE_MINUTES", "ends an idle staff session", "30", read=_from_one),
    Setting("STAFF_HOURS", "ends any staff session", "12", read=_from_one),
    Setting("PATIENT_HOURS", "ends a patient's idle session", "20", read=_from_one),
    Setting("PROXIES", "how many proxies stand in front", "0", read=_number),
)


@dataclass(frozen=True)
class Settings:
    """Each setting by its name, and what keeps the server from starting."""

    values: Mapping[str, Any]
    demo: bool = False
    problems: tuple[str, ...] = field(default=())

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    def require_complete(self) -> None:
        if self.problems:
            raise Incomplete("\n".join(self.problems))


def from_environment(
    environ: Mapping[str, str] = os.environ, instance: Path = INSTANCE
) -> Settings:
    """The settings as the environment gives them; a problem stops only the server."""
    demo = environ.get("INTAKE_DEMO") == "1"
    given = _demo_values(instance) if demo else {}
    given |= {
        setting.name: environ[f"INTAKE_{setting.name}"].strip()
        for setting in SETTINGS
        if environ.get(f"INTAKE_{setting.name}", "").strip()
    }
    values: dict[str, Any] = {}
    problems: list[str] = []
    for setting in SETTINGS:
        try:
            values[setting.name] = _value(setting, given)
        except ValueError as error:
            problems.append(f"INTAKE_{setting.name} ({setting.says}): {error}.")
            values[setting.name] = None
    if not values["DATABASE_URL"]:
        file = instance / ("demo.db" if demo else "intake.db")
        values["DATABASE_URL"] = f"sqlite:///{file}"
    return Settings(values, demo, tuple(problems))


def _value(setting: Setting, given: Mapping[str, str]) -> Any:
    text = given.get(setting.name, setting.default)
    if text is None:
        raise ValueError("it is not set")
    return setting.read(text)


def _demo_values(instance: Path) -> dict[str, str]:
    """What the demo needs and nobody configures; its own keys are made once."""
    keys = instance / "demo-keys.json"
    if not keys.exists():
        instance.mkdir(exist_ok=True)
        keys.touch(mode=0o600)
        fresh = {"SECRET_KEY": secrets.token_hex(32), "KEYS": f"1:{new_key()}"}
        keys.write_text(json.dumps(fresh), encoding="utf-8")
    fixed = {setting.name: setting.demo for setting in SETTINGS if setting.demo}
    made: dict[str, str] = json.loads(keys.read_text(encoding="utf-8"))
    return {"HOSTS": ",".join(DEMO_HOSTS), **fixed, **made}
