"""Who takes part: how each is served, and what it does with a page that is sent."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.web.journey import Site
from tests.make import ENVIRONMENT, KNEE, sides_of

PEERS = "benchmarks.web.peers"
# As their guides advise for one core: a few processes with a few threads each.
GUNICORN = (
    *(sys.executable, "-m", "gunicorn", "--workers=3", "--worker-class=gthread"),
    *("--threads=4", "--keep-alive=5", "--log-level=error", "--bind=127.0.0.1:{port}"),
)
# As `make run` and an installation serve it, behind a proxy that speaks https.
OURS = (sys.executable, "-m", "flask", "--app", "wsgi", "serve", "--port={port}")
OUR_ENVIRONMENT = {**ENVIRONMENT, "INTAKE_PROXIES": "1"}
OUR_PATIENT = {**KNEE, "own_sides": sides_of(KNEE["regions"])}
OUR_SITE = Site(("/", "/intake/start"), "/intake/receipt", OUR_PATIENT)
ANSWERED = "Answered, typed"


@dataclass(frozen=True)
class Contestant:
    """`{port}` and `{database}` stand for what a run gives it. `before` is run once."""

    says: str
    does: str
    site: Site
    command: tuple[str, ...]
    environment: Mapping[str, str]
    before: tuple[str, ...] = ()
    database: str = "sqlite"


OURS_ON_SQLITE, OURS_ON_POSTGRESQL = "sqlite", "postgresql"
COOKIE, DJANGO, FLOOR = "cookie", "django", "floor"

DOES = (
    "Every answer: session row and CSRF token checked, up to 20 questions of the page "
    "validated, the whole path worked out, screened by all rules in force, what "
    "identifies the patient sealed with AES-256-GCM, an audit event, and one durable "
    "commit of it all"
)
CONTESTANTS: dict[str, Contestant] = {
    OURS_ON_SQLITE: Contestant(
        "**this program**, SQLite",
        f"{DOES}.",
        OUR_SITE,
        OURS,
        {**OUR_ENVIRONMENT, "INTAKE_DATABASE_URL": "sqlite:///{database}"},
        (sys.executable, "-m", "alembic", "upgrade", "head"),
    ),
    OURS_ON_POSTGRESQL: Contestant(
        "**this program**, PostgreSQL on the same core",
        f"{DOES}; the row locked meanwhile.",
        OUR_SITE,
        OURS,
        {**OUR_ENVIRONMENT, "INTAKE_DATABASE_URL": "{database}"},
        (sys.executable, "-m", "alembic", "upgrade", "head"),
        "postgresql",
    ),
    COOKIE: Contestant(
        "Flask-WTF wizard, answers in the cookie",
        "One question validated and its CSRF token checked; nothing is written before "
        "the end (one durable row), nothing is encrypted (the cookie is signed), "
        "screened, audited or ended.",
        Site(("/",), "/thanks", {}, ANSWERED),
        (*GUNICORN, f"{PEERS}.flask_wizard:app"),
        {"PEER_DATABASE": "{database}"},
    ),
    DJANGO: Contestant(
        "Django's form wizard, sessions in SQLite",
        "One question validated and its CSRF token checked; all answers so far written "
        "to the session's row, durably, also when a page is only shown; nothing is "
        "encrypted, screened or audited.",
        Site(("/intake/",), "/thanks", {}, ANSWERED),
        (*GUNICORN, f"{PEERS}.django_wizard:app"),
        {"PEER_DATABASE": "{database}"},
        (sys.executable, "-m", f"{PEERS}.django_wizard"),
    ),
    FLOOR: Contestant(
        "the floor: waitress, a constant page, one commit",
        "The answer written durably; nothing is validated, checked or rendered.",
        Site(("/q/q01",), "/thanks", {}, ANSWERED),
        (sys.executable, "-m", f"{PEERS}.floor", "{port}"),
        {"PEER_DATABASE": "{database}"},
    ),
}
