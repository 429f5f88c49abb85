"""Coming back: with a code, with a link, or in the browser that was left too long."""

from flask import (
    Blueprint,
    Flask,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask import session as browser_session
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from intake.questionnaire import codes
from intake.questionnaire.words import N_, say
from intake.records.coming_back import ReturnCode
from intake.records.models import Submission
from intake.web import (
    database,
    drafts,
    ended,
    errors,
    languages,
    news,
    sessions,
    tries,
    typed_before,
)
from intake.web.clock import now, today
from intake.web.forms import BirthDate, CodeAndBirthDate
from intake.workflow import returning, submissions

bp = Blueprint("returning", __name__)

CODE_WRONG = N_(
    "This code and this date of birth do not fit together. Check both. A newer code "
    "ends an older one."
)
LINK_WRONG = N_(
    "This link and this date of birth do not fit together. Check the date. A newer "
    "link ends an older one."
)
DATE_WRONG = N_("This is not the date of birth that was given. Check it.")

# What may be sent by anybody, whoever had this browser before.
HAS_OWN_WORDS = frozenset(
    {"returning.code", "returning.link", "security.login", "patient.finish"}
)


def init_app(app: Flask) -> None:
    app.register_error_handler(ended.SessionEnded, ask_birth_date)
    app.register_error_handler(CSRFError, expired_form)


@bp.route("/return", methods=["GET", "POST"])
def code() -> ResponseReturnValue:
    """Type the code. What is wrong with it is said alike, whoever has it."""
    if request.method in database.SAFE:
        return _page("code", CodeAndBirthDate(today=today()))
    form = CodeAndBirthDate(request.form, today=today())
    typed = codes.read(form.code.data or "")
    if not form.validate() or typed is None:
        return _page("code", form, 422)
    tries.count_code(typed.public)
    with database.reading() as own:
        found = returning.by_code(own, typed)
    return _come_in(found, form) or _wrong("code", form, CODE_WRONG)


@bp.route("/return/<token>", methods=["GET", "POST"])
def link(token: str) -> ResponseReturnValue:
    """Opened, the link does nothing: programs that look at mail open links too."""
    if request.method in database.SAFE:
        return _page("link", BirthDate(today=today()))
    form = BirthDate(request.form, today=today())
    if request.form.get(languages.KEY) in languages.offered():
        languages.remember(request.form[languages.KEY])
        return _page("link", form, 200)
    if not form.validate():
        return _page("link", form, 422)
    tries.count_birth_date("link", returning.subject_of_link(token))
    with database.reading() as own:
        found = returning.by_link(own, token)
    return _come_in(found, form) or _wrong("link", form, LINK_WRONG)


@bp.route("/return/here", methods=["GET", "POST"])
def here() -> ResponseReturnValue:
    """This browser's session has ended: after the date of birth it goes on where it
    was, with what was typed then."""
    left = browser_session.get(sessions.ENDED)
    if not left or ended.submission() is None:
        return typed_before.shown() or redirect(url_for("patient.resume"))
    if request.method in database.SAFE:
        return _page("here", BirthDate(today=today()))
    form = BirthDate(request.form, today=today())
    if not form.validate():
        return _page("here", form, 422)
    tries.count_birth_date("here", left)
    submission = ended.submission(to_change=True)
    if submission is None or not returning.is_born(submission, _born(form)):
        return _wrong("here", form, DATE_WRONG)
    _go_on(submission)
    return typed_before.shown() or redirect(_destination(submission))


def ask_birth_date(_error: Exception) -> ResponseReturnValue:
    """What was to be seen or sent waits; what was typed is carried along unseen."""
    if request.blueprint == "script":
        return "", 401  # it says so in the page that is open
    form = BirthDate(today=today())
    return _page("here", form, 401, typed_before.carried())


def expired_form(error: CSRFError) -> ResponseReturnValue:
    """The token went with its session; whose session it was may still be known."""
    if request.endpoint in HAS_OWN_WORDS or ended.submission() is None:
        return errors.expired_form(error)
    if request.endpoint == "returning.here":
        return _page("here", BirthDate(request.form, today=today()), 401)
    return ask_birth_date(error)


def _come_in(found: ReturnCode | None, form: BirthDate) -> ResponseReturnValue | None:
    """To the answers, if the code is still theirs and the date is the patient's."""
    if found is None:
        return None
    session = database.session()
    submission = ended.kept(found.submission_id.hex, to_change=True)
    if submission is None or session.get(ReturnCode, found.id) is None:
        return None  # a newer one has ended it meanwhile
    if not returning.is_born(submission, _born(form)):
        return None
    _go_on(submission)
    return redirect(_destination(submission))


def _go_on(submission: Submission) -> None:
    """This browser's from now on, under a new id."""
    sessions.renew()
    drafts.forget()
    browser_session[drafts.KEY] = submission.id.hex
    news.nothing_before(submission)
    returning.come_back(database.session(), submission, now())
    database.session().commit()


def _destination(submission: Submission) -> str:
    draft = drafts.Draft(submission, submissions.answers_of(submission))
    onward = drafts.next_url(draft)
    sent = onward == url_for("patient.receipt")
    return url_for("sent.status" if sent else "patient.resume")


def _born(form: BirthDate) -> str:
    return str(form.date_of_birth.data)


def _wrong(way: str, form: BirthDate, words: str) -> ResponseReturnValue:
    form.form_errors.append(say(words))
    return _page(way, form, 422)


def _page(
    way: str,
    form: BirthDate,
    status: int = 200,
    carried: typed_before.Fields | None = None,
) -> ResponseReturnValue:
    database.let_go()
    page = render_template(
        f"patient/return_{way}.html",
        form=form,
        action=request.path if way == "link" else url_for(f"returning.{way}"),
        has_other=drafts.KEY in browser_session,
        carried=typed_before.again() if carried is None else carried,
    )
    return make_response(page, status)
