"""What runs replays while the server runs: a thread that looks every second."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from flask import Flask

from intake.web import logs, replaying

EVERY_SECONDS = 1.0
# After a fault it looks less often: what is wrong does not mend itself in a second.
AFTER_A_FAULT = 30.0
# How far a replay came is still noted when the server stops, and its processes end.
PATIENCE_SECONDS = 10.0


@contextmanager
def running(app: Flask, every: float = EVERY_SECONDS) -> Iterator[None]:
    """Run meanwhile what replays are asked for, one after the other."""
    stop = Event()
    thread = Thread(target=_until, args=(app, stop, every), name="replays", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(PATIENCE_SECONDS)


def _until(app: Flask, stop: Event, every: float) -> None:
    pause = every
    while not stop.wait(pause):
        pause = every
        try:
            with app.app_context():
                while not stop.is_set() and replaying.run_next(stop.is_set):
                    pass
        except Exception as error:
            # The database may be away for a while; a later round goes on.
            logs.log_fault(error)
            pause = AFTER_A_FAULT
