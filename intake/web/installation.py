"""Opening the database that the settings name: of the right kind, the keys right."""

from threading import Lock

from flask import current_app

from intake.config import Settings
from intake.records import queries, schema
from intake.web import database
from intake.web.clock import now
from intake.workflow import deployments, finding, rule_sets, screenings
from intake.workflow.errors import Refused

OPENED = "intake.opened"
_opening = Lock()


def open_once() -> None:
    """Open it, unless this process has done so. Raises Refused with the reason."""
    opened = current_app.extensions
    if OPENED in opened:
        return
    with _opening:
        if OPENED not in opened:
            open_database()
            opened[OPENED] = True


def open_database() -> None:
    """Mark a new database, check an old one, publish the shipped rules if none are.

    Raises Refused when a migration is missing, when a demo database is opened
    outside demo mode or a real one in it, when the keys do not open it, and when the
    rules in force cannot be read by this version of the program.
    """
    settings: Settings = current_app.config["INTAKE"]
    with database.reading() as own:
        if not schema.is_current(own.connection()):
            raise Refused(
                "The database is not up to date. Back it up, then run “make migrate” "
                "and start again."
            )
    with database.writing() as own:
        deployments.prepare(own, own.info["keyring"], demo=settings.demo, at=now())
        if queries.published_rule_set(own) is None:
            rule_sets.publish_shipped(own, now())
        finding.begin(own)
        if not screenings.can_be_read(screenings.in_force(own)):
            raise Refused(
                "The rules in force cannot be read by this version of the program. "
                "Start the version before, mend and publish them, then upgrade."
            )
