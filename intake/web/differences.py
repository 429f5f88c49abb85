"""What differs between two versions of the rules: in plain words, and in their text."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session
from werkzeug.exceptions import NotFound

from intake.records import library_queries, queries
from intake.records.library_queries import VersionName
from intake.records.models import RuleSetVersion
from intake.rules import text_changes, wording_changes
from intake.web import database
from intake.workflow import screenings

bp = Blueprint("differences", __name__, url_prefix="/staff")

NOT_THERE = "Choose one of these versions."


@bp.get("/rules/<int:version_id>/changes")
def show(version_id: int) -> ResponseReturnValue:
    """This version beside `against`; without it, beside the one that it is based on."""
    against = request.args.get("against", "")
    with database.reading() as session:
        names = {
            str(each.id): each for each in library_queries.names_of_versions(session)
        }
        chosen = request.args.get("version", str(version_id))
        if chosen in names and chosen != str(version_id):
            return redirect(url_for(".show", version_id=chosen, against=against))
        if str(version_id) not in names:
            raise NotFound
        after = session.get_one(RuleSetVersion, version_id)
        before = _against(session, after, against, names)
        page = render_template(
            "staff/differences.html",
            version=after,
            against=before,
            names=names.values(),
            error="" if before else NOT_THERE,
            **(_found(before, after) if before else {}),
        )
    return page, 200 if before else 422


def _against(
    session: Session,
    version: RuleSetVersion,
    said: str,
    names: Mapping[str, VersionName],
) -> RuleSetVersion | None:
    """The other version; None for one that there is not."""
    if not said:
        base = version.based_on_id
        return session.get(RuleSetVersion, base) if base else _first(session, version)
    return session.get(RuleSetVersion, names[said].id) if said in names else None


def _first(session: Session, version: RuleSetVersion) -> RuleSetVersion:
    """What is based on none came with the program: the version in force stands beside
    it, or itself."""
    return queries.published_rule_set(session) or version


def _found(before: RuleSetVersion, after: RuleSetVersion) -> dict[str, Any]:
    """What the page shows: in words as far as both can be read."""
    unreadable = [each for each in (before, after) if not screenings.can_be_read(each)]
    words = None
    if not unreadable:
        words = wording_changes(
            screenings.read(before.files), screenings.read(after.files)
        )
    return {
        "unreadable": unreadable,
        "words": words,
        "files": text_changes(before.files, after.files),
    }
