"""Taking out a submission, or a list of the queue: its pages, and the files."""

import json
from collections.abc import Iterator, Sequence
from typing import Any
from uuid import UUID

from flask import (
    Blueprint,
    Response,
    current_app,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from intake.exports.fhir import bundle
from intake.exports.reading import Sender, Taken
from intake.exports.table import cells, codebook
from intake.exports.table.rows import Table
from intake.records import export_queries, queue_queries
from intake.web import access, database, logs, queue_filter
from intake.web.clock import now, today
from intake.web.opened import find
from intake.web.queue_filter import QueueFilter
from intake.workflow import exporting
from intake.workflow.exporting import MOST

bp = Blueprint("exports", __name__, url_prefix="/clinician")

TABLE, FHIR = "table", "fhir"
# How each is called in the trail, its kind, and the end of its file's name.
FORMATS = {
    TABLE: ("CSV", cells.MIMETYPE, "csv"),
    FHIR: ("FHIR", bundle.MIMETYPE, "json"),
}
BATCH = 50
TOO_MANY = (
    f"This list has more than {MOST:,} submissions, and at most {MOST:,} are taken out"
    " at a time. Filter the queue further, by days for example, and take out each part."
)
NOTHING = "There is nothing in this list to take out."


@bp.get("/exports")
def choose() -> ResponseReturnValue:
    """What would be taken out of this list; nothing of a patient stands here."""
    return _page(_read(request.args))


@bp.post("/exports")
def take() -> ResponseReturnValue:
    form = _read(request.form)
    chosen, named = request.form.get("format", ""), "named" in request.form
    if chosen not in FORMATS:
        raise BadRequest
    session = database.session()
    ids = queue_queries.ids(session, queue_filter.chosen(form), MOST + 1)
    if error := _error_in(ids):
        database.let_go()
        return _page(form, error, named=named), 422
    at, (what, _mimetype, _ending) = now(), FORMATS[chosen]
    exporting.note_list(
        session, ids, access.signed_in(), what, form.said, named=named, at=at
    )
    session.commit()  # no trail, no file
    writer = Table(named) if chosen == TABLE else bundle.Collection(_sender(), at)
    pieces = stream_with_context(_pieces(writer, ids, named=named))
    # Where a proxy hides that a download broke off, its name tells how many there are.
    return _file(pieces, chosen, f"intake-{today()}-of-{len(ids)}")


@bp.get("/exports/codebook")
def columns() -> ResponseReturnValue:
    """What the columns of the table are: the same for every list."""
    return _file(codebook.written(), TABLE, "intake-codebook")


@bp.get("/submissions/<uuid:submission_id>/export")
def choose_one(submission_id: UUID) -> ResponseReturnValue:
    with database.reading() as own:
        found = find(own, submission_id)
    return render_template("exports/one.html", submission=found)


@bp.post("/submissions/<uuid:submission_id>/export")
def take_one(submission_id: UUID) -> ResponseReturnValue:
    session, named, at = database.session(), "named" in request.form, now()
    found = find(session, submission_id)
    what, _mimetype, _ending = FORMATS[FHIR]
    who = access.signed_in()
    exporting.note_one(session, found.id, who, what, named=named, at=at)
    session.commit()  # no trail, no file
    with database.reading() as own:
        found = find(own, submission_id)
        made = bundle.of_one(Taken(found, _sender(), named), at)
    text = json.dumps(made, ensure_ascii=False)
    return _file(text, FHIR, f"intake-{found.reference}")


def _page(form: QueueFilter, error: str | None = None, *, named: bool = False) -> str:
    with database.reading() as own:
        ids = queue_queries.ids(own, queue_filter.chosen(form), MOST + 1)
    return render_template(
        "exports/list.html",
        said=form.said,
        filters=queue_filter.in_words(form),
        number=len(ids),
        most=MOST,
        error=error,
        problem=_error_in(ids),
        named=named,
        back=url_for("queue.show", **form.said),
    )


def _read(query: Any) -> QueueFilter:
    """The filters, as the queue's own links carry them: none of them by hand."""
    form = queue_filter.read(query)
    if not form.validate():
        raise BadRequest
    return form


def _error_in(ids: Sequence[UUID]) -> str | None:
    if not ids:
        return NOTHING
    return TOO_MANY if len(ids) > MOST else None


def _pieces(
    writer: Table | bundle.Collection, ids: Sequence[UUID], *, named: bool
) -> Iterator[str]:
    """The file piece by piece. No transaction is open while one is on its way."""
    yield writer.head()
    for start in range(0, len(ids), BATCH):
        yield _piece(writer, ids[start : start + BATCH], named=named)
    yield writer.tail()


def _piece(
    writer: Table | bundle.Collection, ids: Sequence[UUID], *, named: bool
) -> str:
    sender = _sender()
    try:
        with database.reading() as own:
            some = export_queries.with_all(own, ids)
            return "".join(writer.piece(Taken(each, sender, named)) for each in some)
    except Exception as fault:
        # The answer has begun, so no page can say it: the download breaks off.
        logs.log_fault(fault)
        raise


def _sender() -> Sender:
    settings = current_app.config["INTAKE"]
    return Sender(
        address=settings["ADDRESS"] or f"https://{settings['HOSTS'][0]}",
        clinic=settings["CLINIC_NAME"],
        zone=settings["TIME_ZONE"],
        body_sites=settings["BODY_SITE_CODES"],
    )


def _file(pieces: Iterator[str] | str, chosen: str, name: str) -> Response:
    _what, mimetype, ending = FORMATS[chosen]
    found = Response(pieces, mimetype=mimetype)
    found.headers["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return found
