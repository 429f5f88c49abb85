"""Settings, read once from INTAKE_* environment variables, and what is wrong with them.

SETTINGS is the table: a new setting is a line here and a line in docs/operating.md.
"""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from intake.mail.sending import Way
from intake.mail.server import LOOPBACK, read_address, read_server, with_host
from intake.own import body_sites, colour, hours, logo, targets, texts, written
from intake.own.keys import new_key, read_keys

ROOT = Path(__file__).resolve().parent.parent
INSTANCE = ROOT / "instance"
DATABASES = ("sqlite:///", "postgresql+psycopg://")
# The languages that patients can be asked in, by their own names.
LANGUAGES = {"en": "English", "es": "Español"}
# What mails need besides a server: whom they are from, and where their links lead.
WITH_MAIL = ("MAIL_FROM", "ADDRESS")
DEMO_HOSTS = ("127.0.0.1", "localhost", "[::1]")


class Incomplete(Exception):
    """The server may not start: each line says which setting is missing or wrong."""


def _database_url(text: str) -> str:
    if text and not text.startswith(DATABASES):
        raise ValueError(f"it starts with {' or '.join(DATABASES)}")
    return text


def _public_address(text: str) -> str:
    """`https://intake.example.org`: an address of pages is this and a path."""
    if not text:
        return ""
    url = with_host(text, ("https", "http"))
    if url.scheme == "http" and url.hostname not in LOOPBACK:
        raise ValueError("it starts with https://")
    if url.username is not None or url.path not in ("", "/") or url.query:
        raise ValueError("it is a host and perhaps a port, nothing after them")
    return text.rstrip("/#?")


def _languages(text: str) -> tuple[str, ...]:
    languages = tuple(filter(None, (each.strip().lower() for each in text.split(","))))
    if unknown := [each for each in languages if each not in LANGUAGES]:
        raise ValueError(
            f"“{unknown[0]}” is not one of its languages: {', '.join(LANGUAGES)}"
        )
    if not languages:
        raise ValueError("it names no language")
    return tuple(dict.fromkeys(languages))


def _addresses(text: str) -> tuple[str, ...]:
    """E-mail addresses with commas between them."""
    found = (read_address(each.strip()) for each in text.split(","))
    return tuple(dict.fromkeys(filter(None, found)))


def _pages(folder: str) -> texts.Texts:
    return texts.read(folder, LANGUAGES)


@dataclass(frozen=True)
class Setting:
    """One INTAKE_* variable. Without a default the server refuses to start."""

    name: str
    says: str
    default: str | None = None
    demo: str | None = None
    read: Callable[[str], Any] = str


SETTINGS = (
    Setting("SECRET_KEY", "signs forms; 32 characters or more", read=written.secret),
    Setting("KEYS", "seal what identifies a person; ID:BASE64, …", read=read_keys),
    Setting(
        "HOSTS", "the host names it answers to, with commas", read=written.host_names
    ),
    Setting(
        "EMERGENCY_NUMBER",
        "whom to call in an emergency",
        demo="112",
        read=written.telephone,
    ),
    Setting("EMERGENCY_SERVICE", "what that service is called", "an ambulance"),
    Setting(
        "CLINIC_NAME",
        "the clinic's name",
        demo="Demonstration Clinic",
        read=written.line,
    ),
    Setting(
        "CLINIC_PHONE",
        "the clinic's telephone",
        demo="020 7946 0000",
        read=written.telephone,
    ),
    Setting("CLINIC_LOGO", "the clinic's logo: a file", "", read=logo.read),
    Setting("CLINIC_COLOUR", "the clinic's colour", colour.DEFAULT, read=colour.read),
    Setting("PAGES", "the clinic's own pages: a folder", "", read=_pages),
    Setting("DATABASE_URL", "where the records are kept", "", read=_database_url),
    Setting(
        "LANGUAGES",
        "the patients’ languages; the clinic’s first",
        "en,es",
        read=_languages,
    ),
    Setting("TIME_ZONE", "the clinic's time zone", "UTC", read=written.zone),
    Setting("AGE_OF_CONSENT", "the age to fill it in alone", "16", read=written.number),
    Setting("RETENTION", "how long answers are kept, in words", "8 years"),
    Setting(
        "DRAFT_DAYS", "ends answers that are not sent", "30", read=written.from_one
    ),
    Setting(
        "ANSWERS_DAYS", "shows a patient what was sent", "30", read=written.from_one
    ),
    Setting("HOURS", "when the clinic is open", hours.DEFAULT, read=hours.read),
    Setting(
        "TARGETS",
        "in how many hours each priority is to be seen",
        targets.DEFAULT,
        read=targets.read,
    ),
    Setting(
        "BODY_SITE_CODES",
        "the clinic's codes for places of the body: a file",
        "",
        read=body_sites.read,
    ),
    Setting("CLAIM_MINUTES", "ends a claim", "60", read=written.from_one),
    Setting("REPLY_WITHIN", "how soon it answers, in words", "a few working days"),
    Setting(
        "STAFF_IDLE_MINUTES", "ends an idle staff session", "30", read=written.from_one
    ),
    Setting("STAFF_HOURS", "ends any staff session", "12", read=written.from_one),
    Setting(
        "PATIENT_MINUTES",
        "ends a patient's idle session that is warned before",
        "60",
        read=written.from_ten,
    ),
    Setting(
        "PATIENT_HOURS",
        "ends a patient's idle session without JavaScript",
        "20",
        read=written.from_one,
    ),
    Setting("PROXIES", "how many proxies stand in front", "0", read=written.number),
    Setting(
        "REPLAY_PROCESSES",
        "how many judge the history at once; 0: one for each core",
        "0",
        read=written.number,
    ),
    Setting(
        "SMTP_URL",
        "the mail server: smtp://user:password@host:587 or smtps://…",
        "",
        read=read_server,
    ),
    Setting(
        "MAIL_FROM",
        "whom mails are from",
        "",
        demo="intake@clinic.example",
        read=read_address,
    ),
    Setting(
        "ON_CALL",
        "whom an emergency is mailed at once",
        "",
        "on-call@clinic.example",
        _addresses,
    ),
    Setting(
        "DIGEST_TO",
        "whom the day's digest is mailed",
        "",
        "clinic@clinic.example",
        _addresses,
    ),
    Setting(
        "DIGEST_AT", "when, on the clinic's clock", "08:00", read=written.time_of_day
    ),
    Setting(
        "ADDRESS",
        "where patients find this, for the links in mails",
        "",
        demo="http://127.0.0.1:8000",
        read=_public_address,
    ),
)


@dataclass(frozen=True)
class Settings:
    """Each setting by its name, and what keeps the server from starting."""

    values: Mapping[str, Any]
    demo: bool = False
    problems: tuple[str, ...] = field(default=())
    # The way mails go; None where they are off. A demo's go into a folder.
    mails: Way | None = None

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
    if values["SMTP_URL"]:
        problems += [
            f"INTAKE_{name}: it is needed with INTAKE_SMTP_URL."
            for name in WITH_MAIL
            if values[name] == ""
        ]
    mails = instance / "mail" if demo else values["SMTP_URL"]
    return Settings(values, demo, tuple(problems), mails)


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
