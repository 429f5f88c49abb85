"""What sends mails while the server runs: a thread that looks every half minute."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from flask import Flask

from intake.config import Settings
from intake.mail.sending import Way
from intake.web import digest, logs, mails

EVERY_SECONDS = 30.0
# A mail that is under way when the server stops gets this long to be recorded.
PATIENCE_SECONDS = 5.0


@contextmanager
def sending(app: Flask, every: float = EVERY_SECONDS) -> Iterator[None]:
    """Send meanwhile what is due; nothing where mail is off."""
    settings: Settings = app.config["INTAKE"]
    if settings.mails is None:
        yield
        return
    stop = Event()
    thread = Thread(
        target=_until,
        args=(app, settings.mails, stop, every),
        name="mails",
        daemon=True,
    )
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE_SECONDS)


def _until(app: Flask, way: Way, stop: Event, every: float) -> None:
    while not stop.wait(every):
        try:
            with app.app_context():
                digest.write_due()
                mails.send_due(way, stop.is_set)
        except Exception as error:
            # The database may be away for a while; the next round asks again.
            logs.log_fault(error)
