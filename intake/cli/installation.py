"""What a command needs of the installation: its settings, a database of its kind."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext

from intake.config import Incomplete, Settings
from intake.records import queries, schema
from intake.web import database
from intake.web.installation import open_database
from intake.workflow import deployments
from intake.workflow.errors import Refused


def configured(command: Callable[..., Any]) -> Callable[..., Any]:
    """Run the command only on a complete configuration, inside the application."""

    @with_appcontext
    @wraps(command)
    def checked(*args: Any, **kwargs: Any) -> Any:
        try:
            settings().require_complete()
            return command(*args, **kwargs)
        except (Incomplete, Refused) as refusal:
            raise click.ClickException(str(refusal)) from refusal

    return checked


def settings() -> Settings:
    found: Settings = current_app.config["INTAKE"]
    return found


def bring_up_to_date() -> None:
    """Migrate the demo's database; a real one is upgraded by a person, after a backup.

    Raises Refused as `open_database` does, a real database untouched.
    """
    if settings().demo:
        with database.reading() as own:
            if schema.is_begun(own.connection()):
                deployments.must_be_of_kind(queries.deployment(own), demo=True)
        schema.upgrade(settings()["DATABASE_URL"])
    open_database()
