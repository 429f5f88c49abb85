"""What kind of installation a database belongs to, and whether these keys open it."""

from datetime import datetime

from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.models import Deployment
from intake.records.sealing import CannotOpen, Keyring
from intake.workflow import audit
from intake.workflow.errors import Refused

CHECK = b"these keys open this database"
BOUND_TO = "deployment|1|key_check"


def prepare(session: Session, keyring: Keyring, *, demo: bool, at: datetime) -> None:
    """Mark a new database as a demo or a real one; check the mark of an old one.

    Raises Refused when a demo database is opened outside demo mode, a real one in
    it, or either with keys that do not open it.
    """
    deployment = queries.deployment(session)
    if deployment is None:
        sealed = keyring.seal(CHECK, BOUND_TO)
        deployment = Deployment(demo=demo, made_at=at, key_check=sealed)
        session.add(deployment)
        audit.log(session, audit.SYSTEM, "made", deployment, at)
    must_be_of_kind(deployment, demo=demo)
    try:
        keyring.open(deployment.key_check, BOUND_TO)
    except CannotOpen as error:
        raise Refused("INTAKE_KEYS do not open this database.") from error


def must_be_of_kind(deployment: Deployment | None, *, demo: bool) -> None:
    """Raises Refused for a demo's database outside demo mode, or a real one in it."""
    if deployment is None or deployment.demo is demo:
        return
    if demo:
        raise Refused("This database is not a demo one: it never opens in demo mode.")
    raise Refused(
        "This is a demo database: it opens in demo mode only. Set "
        "INTAKE_DATABASE_URL to a database of your own."
    )
