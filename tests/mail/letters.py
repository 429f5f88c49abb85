"""A mail to Pat, and whom it is from."""

from typing import Any
from uuid import UUID

from intake.mail.message import Mail, Sender
from tests.make import NOON

CLINIC = Sender("Test Clinic", "intake@clinic.example")
ID = UUID(int=7)


def mail(**said: Any) -> Mail:
    given: dict[str, Any] = {
        "id": ID,
        "recipient": "pat@example.org",
        "language": "en",
        "subject": "We have received what you sent",
        "text": "Your reference: AAAA-0001\n",
        "written_at": NOON,
    }
    return Mail(**{**given, **said})
