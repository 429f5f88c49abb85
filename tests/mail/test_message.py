"""A message says what it was given, and nobody adds a header to it."""

from email import message_from_bytes, policy

import pytest

from intake.mail.message import NoAddress, Sender, message
from tests.mail.letters import CLINIC, mail

HEADERS = {
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Content-Language",
    "Auto-Submitted",
    "Content-Type",
    "Content-Transfer-Encoding",
    "MIME-Version",
}
INJECTED = [
    "\r\nBcc: eve@example.org",
    "\nBcc: eve@example.org",
    "\rBcc: eve@example.org",
    "\r\n\r\nAnother body",
    "\x0bBcc: eve@example.org",
    "\u2028Bcc: eve@example.org",
    "\x85Bcc: eve@example.org",
    "\x00Bcc: eve@example.org",
]


def test_a_message_says_what_it_was_given() -> None:
    made = message(mail(text="Grüße – “quoted”\n"), CLINIC)

    assert made["From"] == "Test Clinic <intake@clinic.example>"
    assert made["To"] == "pat@example.org"
    assert made["Subject"] == "We have received what you sent"
    assert made["Auto-Submitted"] == "auto-generated"
    assert made["Content-Language"] == "en"
    assert set(made.keys()) <= HEADERS
    assert made.get_content().splitlines() == ["Grüße – “quoted”"]
    assert made.as_bytes().isascii()
    assert made.get_content_type() == "text/plain"


def test_one_mail_has_one_message_id_and_another_has_its_own() -> None:
    first, again = message(mail(), CLINIC), message(mail(), CLINIC)

    assert first["Message-ID"] == again["Message-ID"]
    assert str(first["Message-ID"]).endswith("@clinic.example>")


@pytest.mark.parametrize("injected", INJECTED)
def test_nothing_in_a_name_or_subject_adds_a_header(injected: str) -> None:
    clinic = Sender(f"Clinic{injected}", CLINIC.address)
    letter = mail(subject=f"Hello{injected}", language=f"en{injected}")

    read = message_from_bytes(message(letter, clinic).as_bytes(), policy=policy.default)

    assert set(read.keys()) <= HEADERS
    assert read["Bcc"] is None
    assert read.get_content().splitlines() == mail().text.splitlines()


@pytest.mark.parametrize("injected", INJECTED)
@pytest.mark.parametrize("place", ["pat{}@example.org", "pat@example.org{}"])
def test_nothing_in_an_address_adds_a_header(place: str, injected: str) -> None:
    with pytest.raises(NoAddress) as refusal:
        message(mail(recipient=place.format(injected)), CLINIC)

    assert "pat" not in str(refusal.value)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "pat",
        "pat@",
        "@example.org",
        "pat@@example.org",
        "pat@example..org",
        "pat,eve@example.org",
        "<pat@example.org>",
        "Pat <pat@example.org>",
        "pat;eve@example.org",
        f"pat@{'x' * 64}.org",
    ],
)
def test_what_is_no_address_gets_no_mail(address: str) -> None:
    with pytest.raises(NoAddress):
        message(mail(recipient=address), CLINIC)


@pytest.mark.parametrize(
    ("address", "header"),
    [
        ("pat.o'neil+x@example.org", "pat.o'neil+x@example.org"),
        ("pat@bücher.example", "pat@xn--bcher-kva.example"),
    ],
)
def test_unusual_addresses_get_theirs(address: str, header: str) -> None:
    assert message(mail(recipient=address), CLINIC)["To"] == header
