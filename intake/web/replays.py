"""The staff's pages of a replay: asking for one, how far it is, what it found."""

from typing import TypeVar

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user
from werkzeug.exceptions import NotFound

from intake.records import queries, replay_queries
from intake.records.accounts import Audience
from intake.records.models import RuleSetVersion
from intake.records.replay_queries import OPEN
from intake.records.rule_work import Replay, ReplayState
from intake.web import access, database, replay_tables, sessions
from intake.web.clock import now
from intake.web.replay_tables import ANY, CHANGES, Cells
from intake.web.staff import MAX_ID
from intake.workflow import replay_runs, replays, rule_sets, screenings

bp = Blueprint("replays", __name__, url_prefix="/staff")

ON_A_PAGE = 50
MOST_PAGES = 10_000
OVER = "It is over. Look again to see all that it found."

Row = TypeVar("Row", RuleSetVersion, Replay)


@bp.post("/rules/<int:version_id>/replay")
def start(version_id: int) -> ResponseReturnValue:
    _read_texts(version_id)
    session = database.session()
    version = _found(RuleSetVersion, version_id)
    replay = replays.start(session, version, access.signed_in(), now())
    session.commit()
    return redirect(url_for(".show", replay_id=replay.id), 303)


@bp.get("/replays/<int:replay_id>")
def show(replay_id: int) -> ResponseReturnValue:
    replay = _found(Replay, replay_id)
    cells = replay_tables.cells(replay)
    in_force = queries.published_rule_set(database.session())
    return render_template(
        "staff/replay.html",
        replay=replay,
        version=replay.version,
        open=replay.state in OPEN,
        silent=_is_silent(replay),
        about=replays.about(replay),
        so_far=_so_far(replay),
        changed=replay.digest != rule_sets.digest(replay.version.files),
        outdated=in_force is None or replay.against_id != in_force.id,
        lost=replays.lost_dangers(replay),
        unreadable=cells.number(replays.UNREADABLE),
        **replay_tables.tables(cells),
    )


@bp.get("/replays/<int:replay_id>/progress")
def progress(replay_id: int) -> ResponseReturnValue:
    """How far it is, for the page's script."""
    sessions.does_not_count()
    replay = _found(Replay, replay_id)
    over = "" if replay.state in OPEN else OVER
    return {
        "judged": replay.judged,
        "about": replays.about(replay),
        "words": _so_far(replay),
        "over": over,
    }


@bp.post("/replays/<int:replay_id>/stop")
def stop(replay_id: int) -> ResponseReturnValue:
    session = database.session()
    replay = _found(Replay, replay_id)
    replays.stop(session, replay, access.signed_in(), now())
    session.commit()
    return redirect(url_for(".show", replay_id=replay_id), 303)


@bp.get("/replays/<int:replay_id>/<change>/<flag>")
def listed(replay_id: int, change: str, flag: str) -> ResponseReturnValue:
    """Those behind a number: of this flag or of any, of one month or of all."""
    replay = _found(Replay, replay_id)
    month = request.args.get("month")
    page = request.args.get("page", type=int, default=1)
    cells = replay_tables.cells(replay).of(change, flag)
    here = cells.in_month(month) if month else cells
    if change not in CHANGES or not here.numbers or not 0 < page <= MOST_PAGES:
        raise NotFound
    first = (page - 1) * ON_A_PAGE
    found = replay_queries.named(
        database.session(),
        replay.id,
        change,
        None if flag == ANY else flag,
        month,
        first=first,
        most=ON_A_PAGE + 1,
    )
    return render_template(
        "staff/replay_list.html",
        replay=replay,
        version=replay.version,
        change=change,
        flag=flag,
        month=month,
        number=here.number(change),
        all_named=_all_named(here),
        most_named=replays.MOST_NAMED,
        rows=list(enumerate(found[:ON_A_PAGE], start=first + 1)),
        following=page + 1 if len(found) > ON_A_PAGE else None,
        earlier=page - 1 if page > 1 else None,
        opens=bool(current_user.may_enter(Audience.CLINICIAN)),
        month_words=replay_tables.month_words,
        flag_words_of=replay_tables.flag_words,
        **replay_tables.words(change, flag),
        **replay_tables.by_month(cells, [change]),
    )


def _read_texts(version_id: int) -> None:
    """Both texts are read, and kept, before anybody waits for what is written."""
    with database.reading() as own:
        known = version_id <= MAX_ID
        version = own.get(RuleSetVersion, version_id) if known else None
        for each in (version, queries.published_rule_set(own)):
            if each is not None:
                screenings.can_be_read(each)


def _found(kind: type[Row], number: int) -> Row:
    found = database.session().get(kind, number) if number <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


def _so_far(replay: Replay) -> str:
    """“412,000 of about 1,000,000 submissions”."""
    about = replays.about(replay)
    if about is None:
        return "Nothing was judged yet"
    is_known = replay.state is ReplayState.FINISHED
    whole = f"{about:,}" if is_known else f"about {about:,}"
    return f"{replay.judged:,} of {whole} submissions"


def _is_silent(replay: Replay) -> bool:
    """Whether whoever ran it seems to be gone."""
    heard = replay.heard_at
    return replay.state in OPEN and bool(heard and now() - heard > replay_runs.SILENT)


def _all_named(cells: Cells) -> bool:
    return all(number <= replays.MOST_NAMED for number in cells.numbers.values())
