"""Settings: what is missing or wrong is said; nothing is made up outside demo mode."""

import stat
from pathlib import Path

import pytest

from intake import config
from intake.config import SETTINGS, Incomplete, from_environment
from intake.own.keys import new_key, read_keys

KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
COMPLETE = {
    "INTAKE_SECRET_KEY": "s" * 40,
    "INTAKE_KEYS": f"1:{new_key()}",
    "INTAKE_HOSTS": "intake.example.org, localhost",
    "INTAKE_EMERGENCY_NUMBER": "112",
    "INTAKE_CLINIC_NAME": "Test Clinic",
    "INTAKE_CLINIC_PHONE": "020 7946 0123",
}
OPERATING = Path(__file__).parent.parent / "docs/operating.md"


def test_a_complete_environment_has_no_problem(tmp_path: Path) -> None:
    settings = from_environment(COMPLETE, tmp_path)

    settings.require_complete()
    assert settings["HOSTS"] == ("intake.example.org", "localhost")
    assert settings["DATABASE_URL"] == f"sqlite:///{tmp_path}/intake.db"


@pytest.mark.parametrize("missing", COMPLETE)
def test_what_is_missing_is_named(tmp_path: Path, missing: str) -> None:
    given = {name: value for name, value in COMPLETE.items() if name != missing}

    with pytest.raises(Incomplete, match=missing):
        from_environment(given, tmp_path).require_complete()


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("INTAKE_SECRET_KEY", "short", "32 characters"),
        ("INTAKE_KEYS", "one:abc", "ID:BASE64"),
        ("INTAKE_KEYS", "1:???", "not base64"),
        ("INTAKE_KEYS", "1:YWJj", "3 bytes"),
        ("INTAKE_KEYS", ",", "no key"),
        ("INTAKE_KEYS", f"1:{KEY},1:{KEY}", "twice"),
        ("INTAKE_TIME_ZONE", "Mars/Olympus", "time zone"),
        ("INTAKE_AGE_OF_CONSENT", "sixteen", "whole number"),
        ("INTAKE_STAFF_HOURS", "0", "at least 1"),
        ("INTAKE_HOSTS", ",", "no host"),
        ("INTAKE_EMERGENCY_NUMBER", "ask us", "no telephone number"),
        ("INTAKE_CLINIC_PHONE", "-", "no telephone number"),
        ("INTAKE_CLINIC_COLOUR", "#ffcc00", "1.5 to 1"),
        ("INTAKE_CLINIC_LOGO", "/nowhere/logo.svg", "cannot be read"),
        ("INTAKE_PAGES", "/nowhere", "cannot be read"),
        ("INTAKE_DATABASE_URL", "mysql://x/y", "sqlite:/// or postgresql"),
        ("INTAKE_CLINIC_NAME", "Clinic\r\nBcc: eve@example.org", "one line"),
        ("INTAKE_SMTP_URL", "mail.example.org", "smtp:// or smtps://"),
        ("INTAKE_MAIL_FROM", "Clinic <a@b.org>", "one e-mail address"),
        ("INTAKE_ADDRESS", "intake.example.org", "https://"),
        ("INTAKE_ADDRESS", "http://intake.example.org", "https://"),
        ("INTAKE_ADDRESS", "https://intake.example.org/pages", "nothing after"),
        ("INTAKE_ADDRESS", "https://intake.example.org?x=y", "nothing after"),
        ("INTAKE_ADDRESS", "https://u@intake.example.org", "nothing after"),
        ("INTAKE_ADDRESS", "https://intake.example.org\nX: y", "a space"),
    ],
)
def test_what_is_wrong_is_said(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    with pytest.raises(Incomplete, match=words):
        from_environment({**COMPLETE, name: value}, tmp_path).require_complete()


MAIL = {
    "INTAKE_SMTP_URL": "smtp://u:hush@mail.example.org",
    "INTAKE_MAIL_FROM": "intake@example.org",
    "INTAKE_ADDRESS": "https://intake.example.org/",
}


def test_mail_is_off_until_a_server_is_named(tmp_path: Path) -> None:
    off = from_environment(COMPLETE, tmp_path)
    on = from_environment({**COMPLETE, **MAIL}, tmp_path)

    on.require_complete()
    assert off.mails is None
    assert str(on.mails) == "mail.example.org:587"
    assert on["ADDRESS"] == "https://intake.example.org"
    assert "hush" not in repr(on)


@pytest.mark.parametrize("missing", ["INTAKE_MAIL_FROM", "INTAKE_ADDRESS"])
def test_what_mail_needs_besides_its_server_is_named(
    tmp_path: Path, missing: str
) -> None:
    given = {name: value for name, value in MAIL.items() if name != missing}

    with pytest.raises(Incomplete, match=f"{missing}: it is needed with"):
        from_environment({**COMPLETE, **given}, tmp_path).require_complete()


def test_a_server_that_cannot_be_read_is_named_without_its_password(
    tmp_path: Path,
) -> None:
    given = {**COMPLETE, **MAIL, "INTAKE_SMTP_URL": "smtp://u:hush@mail:port"}

    problems = from_environment(given, tmp_path).problems

    assert len(problems) == 1
    assert "INTAKE_SMTP_URL" in problems[0]
    assert "hush" not in problems[0]


def test_a_demo_sends_no_mail_to_anybody(tmp_path: Path) -> None:
    settings = from_environment({"INTAKE_DEMO": "1", **MAIL}, tmp_path)

    assert settings.mails == tmp_path / "mail"


def test_a_wrong_key_is_never_shown(tmp_path: Path) -> None:
    settings = from_environment({**COMPLETE, "INTAKE_KEYS": "1:c2VjcmV0"}, tmp_path)

    assert "c2VjcmV0" not in str(settings.problems)


def test_several_keys_keep_their_order() -> None:
    keys = read_keys(f"2:{new_key()}, 1:{new_key()}")

    assert list(keys) == [2, 1]


def test_demo_mode_makes_its_own_keys_once(tmp_path: Path) -> None:
    first = from_environment({"INTAKE_DEMO": "1"}, tmp_path)
    second = from_environment({"INTAKE_DEMO": "1"}, tmp_path)

    first.require_complete()
    assert first.demo
    assert first["KEYS"] == second["KEYS"]
    assert first["DATABASE_URL"] == f"sqlite:///{tmp_path}/demo.db"
    mode = (tmp_path / "demo-keys.json").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_every_setting_is_documented(setting: config.Setting) -> None:
    assert f"`INTAKE_{setting.name}`" in OPERATING.read_text(encoding="utf-8")
