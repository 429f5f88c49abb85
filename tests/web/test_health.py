"""/healthz and /readyz: what a load balancer is told."""

from pathlib import Path

from flask import Flask
from sqlalchemy import text

from intake import config
from intake.web import database
from tests import make
from tests.browser import ORIGIN
from tests.conftest import MakeApp


def ask(app: Flask, path: str) -> tuple[int, dict[str, object]]:
    page = app.test_client().get(path, base_url=ORIGIN)
    return page.status_code, page.get_json()


def test_the_process_answers(app: Flask) -> None:
    assert ask(app, "/healthz") == (200, {"status": "ok"})


def test_it_is_ready_with_its_database_migrations_and_rules(app: Flask) -> None:
    status, said = ask(app, "/readyz")

    assert status == 200
    assert said == {
        "status": "ready",
        "database": True,
        "migrations": True,
        "rules": True,
    }


def test_without_published_rules_it_is_not_ready(app: Flask) -> None:
    with app.app_context(), database.writing() as session:
        session.execute(text("UPDATE rule_set_version SET number = NULL"))

    status, said = ask(app, "/readyz")

    assert (status, said["rules"]) == (503, False)


def test_with_rules_that_it_cannot_read_it_is_not_ready(app: Flask) -> None:
    with app.app_context(), database.writing() as session:
        session.execute(
            text("""UPDATE rule_set_version SET files = '{"a.yaml": "?"}'""")
        )

    status, said = ask(app, "/readyz")

    assert (status, said["rules"]) == (503, False)


def test_behind_its_migrations_it_is_not_ready(app: Flask) -> None:
    with app.app_context(), database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))

    status, said = ask(app, "/readyz")

    assert (status, said["migrations"]) == (503, False)


def test_without_its_database_it_is_not_ready(
    tmp_path: Path, make_app: MakeApp
) -> None:
    nowhere = f"sqlite:///{tmp_path}/no/such/folder/intake.db"
    environ = {**make.ENVIRONMENT, "INTAKE_DATABASE_URL": nowhere}
    gone = make_app(config.from_environment(environ, tmp_path))

    status, said = ask(gone, "/readyz")

    assert (status, said["database"]) == (503, False)
