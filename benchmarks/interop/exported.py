"""What goes out of the demo's patients: bundles of FHIR, and the table."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Flask

from intake import config, create_app
from intake.exports.fhir.bundle import Collection, of_one
from intake.exports.reading import Taken
from intake.exports.table.rows import Table
from intake.records import schema
from intake.web import database, installation
from tests import make
from tests.exports.people import SENDER, of_the_demo, whole


@contextmanager
def patients() -> Iterator[list[Taken]]:
    """Every kind of the demo's patients, as they are taken out with their names."""
    with TemporaryDirectory() as folder:
        app = _app(Path(folder))
        with app.app_context():
            installation.open_once()
            with database.sessions()() as session:
                yield of_the_demo(session)
            database.engine().dispose()


def bundles(everybody: list[Taken]) -> dict[str, str]:
    """The text of each by its name: each patient with names, and all without."""
    found = {
        f"{number:02}, {each.submission.status.value}": written(each)
        for number, each in enumerate(everybody, start=1)
    }
    unnamed = [replace(each, named=False) for each in everybody]
    found["all, without names"] = whole(Collection(SENDER, make.NOON), unnamed)
    return found


def written(taken: Taken) -> str:
    return json.dumps(of_one(taken, make.NOON), ensure_ascii=False)


def table(everybody: list[Taken]) -> str:
    return whole(Table(named=True), everybody)


def _app(folder: Path) -> Flask:
    url = f"sqlite:///{folder / 'intake.db'}"
    schema.upgrade(url)
    environ = {**make.ENVIRONMENT, "INTAKE_DATABASE_URL": url}
    return create_app(config.from_environment(environ, folder))
