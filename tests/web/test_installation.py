"""The database that the settings name is opened only if it is ours and up to date."""

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from intake.config import Settings
from intake.records.models import Deployment, RuleSetVersion
from intake.web import database, installation
from intake.workflow.errors import Refused
from tests.browser import Browser
from tests.conftest import MakeApp

pytestmark = pytest.mark.new_database


def behind(app: Flask) -> None:
    with app.app_context(), database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))


def test_opening_it_again_publishes_nothing_twice(
    app: Flask, settings: Settings, make_app: MakeApp
) -> None:
    again = make_app(settings)

    with again.app_context():
        installation.open_once()
        with database.reading() as session:
            for table in (Deployment, RuleSetVersion):
                assert session.scalar(select(func.count()).select_from(table)) == 1


def test_a_database_behind_its_migrations_is_not_opened(
    settings: Settings, make_app: MakeApp
) -> None:
    app = make_app(settings)
    behind(app)

    with app.app_context(), pytest.raises(Refused, match="make migrate"):
        installation.open_once()


def test_nothing_is_served_from_a_database_that_is_not_opened(
    settings: Settings, make_app: MakeApp
) -> None:
    app = make_app(settings)
    behind(app)

    assert Browser(app).open("/intake/start").status == 503
