"""What may come in at all: the door before every view, closed to the unreadable."""

import re
from urllib.parse import unquote_to_bytes

from flask import Flask, current_app, request
from flask import session as browser_session
from werkzeug.exceptions import BadRequest, ServiceUnavailable, UnsupportedMediaType

from intake.config import Settings
from intake.questionnaire.words import N_
from intake.web import database, installation
from intake.workflow.errors import Refused

MAX_BODY = 256 * 1024
# A rule file is longer than what a patient says; only who is signed in sends one.
MAX_RULE_FILE_BODY = 2 * 1024 * 1024
MAX_FIELDS = 500
FORM = "application/x-www-form-urlencoded"
# What a browser says of a form that one of our own pages, or its user, sent.
OWN_SITES = frozenset({"same-origin", "none"})
FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto")

PORT = re.compile(r":[0-9]+$")

# Control characters but tab and line ends; PostgreSQL cannot keep NUL at all.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Unreadable(BadRequest):
    """Characters that cannot be stored; the page that says so keeps the rest."""


def init_app(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.before_request(refuse_half_configured)
    app.before_request(refuse_foreign_host)
    app.before_request(refuse_forwarded_demo)
    app.before_request(refuse_lost_session)
    app.before_request(let_in_a_rule_file)
    app.before_request(refuse_unreadable)
    app.before_request(refuse_foreign_database)


def refuse_half_configured() -> None:
    settings: Settings = current_app.config["INTAKE"]
    if settings.problems:
        raise ServiceUnavailable("This server is not fully configured yet.")


def refuse_foreign_host() -> None:
    """Flask's TRUSTED_HOSTS knows no `[::1]`, so the comparison is ours.

    Whoever asks after its health may ask by address.
    """
    if request.blueprint == "health":
        return
    settings: Settings = current_app.config["INTAKE"]
    if PORT.sub("", request.host).lower() not in settings["HOSTS"]:
        raise BadRequest("This server does not answer to that name.")


def refuse_forwarded_demo() -> None:
    """A demo answers to this machine alone, so nothing stands in front of it."""
    settings: Settings = current_app.config["INTAKE"]
    if settings.demo and any(name in request.headers for name in FORWARDED):
        raise BadRequest("The demonstration is not served through another server.")


def refuse_lost_session() -> None:
    if getattr(browser_session, "lost", False):
        raise ServiceUnavailable("The records cannot be reached just now.")


def let_in_a_rule_file() -> None:
    if request.blueprint == "rule_editor" and "_user_id" in browser_session:
        request.max_content_length = MAX_RULE_FILE_BODY
        request.max_form_memory_size = MAX_RULE_FILE_BODY


def refuse_unreadable() -> None:
    _must_be_utf8(request.query_string)
    _must_be_printable(request.args.items(multi=True))
    if request.method in database.SAFE:
        return
    if is_foreign():
        raise BadRequest("This form was not sent from a page of ours.")
    if request.mimetype not in ("", FORM):
        raise UnsupportedMediaType("Send this as an ordinary web form.")
    _must_be_utf8(request.get_data(cache=True))
    fields = list(request.form.items(multi=True))
    if len(fields) > MAX_FIELDS:
        raise BadRequest("There are more fields in this form than we ask for.")
    _must_be_printable(fields)


def is_foreign() -> bool:
    """Whether another website's page sent this form."""
    return request.headers.get("Sec-Fetch-Site", "none") not in OWN_SITES


def refuse_foreign_database() -> None:
    """A demo's records, or records of other keys, are never served from here."""
    if request.blueprint == "health" or request.endpoint == "static":
        return
    try:
        installation.open_once()
    except Refused as refusal:
        raise ServiceUnavailable(str(refusal)) from refusal


def _must_be_utf8(encoded: bytes) -> None:
    try:
        unquote_to_bytes(encoded.replace(b"+", b" ")).decode()
    except UnicodeDecodeError as error:
        raise Unreadable(N_("Some characters in this could not be read.")) from error


def _must_be_printable(fields: object) -> None:
    for name, value in fields:  # type: ignore[attr-defined]
        if CONTROL.search(name) or CONTROL.search(value):
            raise Unreadable(
                N_(
                    "There is a character in this that cannot be stored. We took it "
                    "out: check the rest and send it again."
                )
            )
