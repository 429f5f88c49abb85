"""The clinicians' queue: a list filtered by its address, a search, and a print."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import BadRequest

from intake.questionnaire import codes
from intake.records import blind_index, name_queries, queue_queries
from intake.web import access, database, queue_filter, waiting
from intake.web.clock import now, today
from intake.web.forms import SearchForm
from intake.workflow import audit

bp = Blueprint("queue", __name__, url_prefix="/clinician")


@bp.get("/")
def show() -> ResponseReturnValue:
    """A page of a list. Its filters stand in its address, and nothing of a patient."""
    form = queue_filter.read(request.args)
    if not form.validate() and form.is_forged:
        raise BadRequest
    after = waiting.read_place(request.args.get("after", ""))
    session = database.session()
    chosen = queue_filter.chosen(form)
    page = queue_queries.page(session, chosen, after, walk=queue_queries.MOST_WALKED)
    counts = queue_queries.counts(session, queue_filter.counted(chosen.listed))
    said = form.said
    return render_template(
        "queue/show.html",
        rows=[waiting.row(each, now()) for each in page.submissions],
        form=form,
        options=queue_filter.options(form, counts),
        counts=queue_filter.by_list(counts),
        filtered=bool(said),
        search=SearchForm(today=today()),
        first=url_for(".show", **said) if after else None,
        following=page.following
        and url_for(".show", **said, after=waiting.write_place(page.following)),
        is_cut=page.is_cut,
        paper=url_for(".day", **said),
    ), 422 if form.errors else 200


@bp.get("/day")
def day() -> ResponseReturnValue:
    """The same list to be printed, the first that are to be seen."""
    form = queue_filter.read(request.args)
    if not form.validate():
        raise BadRequest
    page = queue_queries.page(
        database.session(),
        queue_filter.chosen(form),
        size=queue_queries.MOST_PRINTED,
    )
    return render_template(
        "queue/day.html",
        rows=[waiting.row(each, now()) for each in page.submissions],
        at=now(),
        filters=queue_filter.in_words(form),
        more=page.following is not None,
        back=url_for(".show", **form.said),
    )


@bp.post("/search")
def search() -> ResponseReturnValue:
    """By reference, or by name and birth date. What is looked for stands in no address,
    no history and no log, and the page that answers is kept nowhere."""
    form = SearchForm(request.form, today=today())
    if not form.validate():
        database.let_go()
        return render_template("queue/found.html", search=form, rows=None), 422
    words, born = str(form.words.data), form.date_of_birth.data
    session = database.session()
    audit.log(session, access.signed_in(), "searched", access.signed_in(), now())
    session.commit()  # no trail, no answer
    one = name_queries.of_reference(session, codes.read_reference(words))
    if one is not None:
        return redirect(url_for("clinician.submission", submission_id=one.id), 303)
    sought = blind_index.sought(session.info["keyring"], words, born)
    found = name_queries.of_name(session, sought)
    rows = [waiting.row(each, now()) for each in found]
    database.let_go()
    most = name_queries.MOST_FOUND
    return render_template(
        "queue/found.html", search=form, rows=rows[:most], more=len(rows) > most
    )
