"""Writing the day's digest once the clinic's hour has come."""

from flask import current_app
from sqlalchemy.exc import IntegrityError

from intake.config import Settings
from intake.web import database
from intake.web.clock import now
from intake.workflow import digests


def write_due() -> None:
    """On a day on which the clinic is open, after its hour, once."""
    settings: Settings = current_app.config["INTAKE"]
    here = now().astimezone(settings["TIME_ZONE"])
    opens = settings["HOURS"].days[here.weekday()]
    if not (settings.mails and settings["DIGEST_TO"] and opens):
        return
    if here.time() < settings["DIGEST_AT"]:
        return
    with database.reading() as own:
        if digests.is_written(own, here.date()):
            return
    try:
        with database.writing() as own:
            if not digests.is_written(own, here.date()):
                digests.write(own, settings["DIGEST_TO"], here.date(), here)
    except IntegrityError:
        return  # another server was faster, and wrote it whole
