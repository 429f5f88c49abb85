"""A mail as it goes over the line: plain text, and headers that nobody can add to."""

from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from uuid import UUID

from intake.mail.server import ADDRESS

# Not every server between here and there takes more.
SEVEN_BITS = policy.SMTP.clone(cte_type="7bit")


class NoAddress(ValueError):
    """What was given as an address is none; its text shows nothing of it."""


@dataclass(frozen=True)
class Sender:
    name: str
    address: str


@dataclass(frozen=True)
class Mail:
    id: UUID
    recipient: str
    language: str
    subject: str
    text: str
    written_at: datetime


def message(mail: Mail, sender: Sender) -> EmailMessage:
    """Raises NoAddress; a line end in any other header is a space.

    One mail has one Message-ID however often it is tried: where a server took it and
    could not say so, the second one is known for the same.
    """
    made = EmailMessage(policy=SEVEN_BITS)
    made["From"] = _address(sender.address, sender.name)
    made["To"] = _address(mail.recipient)
    made["Subject"] = one_line(mail.subject)
    made["Date"] = format_datetime(mail.written_at)
    made["Message-ID"] = f"<{mail.id.hex}@{made['From'].addresses[0].domain}>"
    # No holiday note is an answer to it.
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.text)
    made["Content-Language"] = one_line(mail.language)
    return made


def one_line(text: str) -> str:
    """Spaces for whatever ends a line or cannot be shown."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _address(text: str, name: str = "") -> Address:
    if not ADDRESS.fullmatch(text):
        raise NoAddress("This is no e-mail address.")
    user, _, domain = text.rpartition("@")
    try:
        # A domain in other letters has a name that every mail server knows.
        ascii_domain = domain.encode("idna").decode()
    except UnicodeError as error:
        raise NoAddress("This is no e-mail address.") from error
    return Address(one_line(name), user, ascii_domain)
