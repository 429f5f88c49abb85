"""Whether the process answers, and whether it is ready to serve."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from intake.records import queries, schema
from intake.web import database
from intake.workflow import screenings

bp = Blueprint("health", __name__)


@bp.get("/healthz")
def healthz() -> ResponseReturnValue:
    return {"status": "ok"}


@bp.get("/readyz")
def readyz() -> ResponseReturnValue:
    """The database, its migrations, published rules that can be read: 200 with all."""
    checks = {"database": False, "migrations": False, "rules": False}
    try:
        with database.reading() as own:
            checks["database"] = True
            checks["migrations"] = schema.is_current(own.connection())
            if checks["migrations"]:
                rules = queries.published_rule_set(own)
                checks["rules"] = rules is not None and screenings.can_be_read(rules)
    except (DBAPIError, PoolTimeout):
        checks["database"] = False
    ready = all(checks.values())
    return {
        "status": "ready" if ready else "not ready",
        **checks,
    }, 200 if ready else 503
