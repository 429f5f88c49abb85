"""The application on a database of the benchmark's, with keys that are kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from intake import config, create_app
from intake.own.keys import new_key
from intake.web import database, installation
from tests.make import ENVIRONMENT

BUILD = Path("build/benchmarks/queue")
KEYS = "keys"


def environment(url: str, folder: Path) -> Mapping[str, str]:
    """The settings for this database. Its keys lie in the folder: without them nobody
    opens it again. Its patients do not exist."""
    keys = folder / KEYS
    if not keys.exists():
        folder.mkdir(parents=True, exist_ok=True)
        keys.touch(mode=0o600)
        keys.write_text(f"1:{new_key()}", encoding="ascii")
    return {
        **ENVIRONMENT,
        "INTAKE_PROXIES": "1",
        "INTAKE_DATABASE_URL": url,
        "INTAKE_KEYS": keys.read_text(encoding="ascii"),
    }


@contextmanager
def opened(url: str, folder: Path) -> Iterator[Flask]:
    """The application on this database, inside its context."""
    app = create_app(config.from_environment(environment(url, folder)))
    with app.app_context():
        installation.open_once()
        try:
            yield app
        finally:
            database.engine().dispose()
