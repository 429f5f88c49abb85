"""Pages for everybody, and what every page says: the clinic, its numbers, the demo."""

from typing import Any

from flask import Blueprint, Flask, current_app, render_template
from flask.typing import ResponseReturnValue

from intake.config import Settings
from intake.questionnaire.words import N_, say
from intake.web import assets, languages

bp = Blueprint("pages", __name__)

TITLES = {
    "privacy": N_("Privacy notice"),
    "accessibility": N_("Accessibility statement"),
}


def init_app(app: Flask) -> None:
    app.context_processor(clinic)


def clinic() -> dict[str, Any]:
    """The clinic's look, and its name and numbers for the foot of every page."""
    settings: Settings = current_app.config["INTAKE"]
    return {
        "demo": settings.demo,
        "mail_is_on": settings.mails is not None,
        "clinic": {
            "name": settings["CLINIC_NAME"],
            "phone": settings["CLINIC_PHONE"],
            "phone_href": _href(settings["CLINIC_PHONE"]),
            "emergency_number": settings["EMERGENCY_NUMBER"],
            "emergency_href": _href(settings["EMERGENCY_NUMBER"]),
            "emergency_service": settings["EMERGENCY_SERVICE"],
            "retention": settings["RETENTION"],
            "stylesheet": assets.named("clinic"),
            "logo": assets.named("logo"),
            "reply_within": settings["REPLY_WITHIN"],
            "draft_days": settings["DRAFT_DAYS"],
            "answers_days": settings["ANSWERS_DAYS"],
        },
    }


@bp.get("/treatment")
def treatment() -> ResponseReturnValue:
    return render_template("pages/treatment.html")


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    return _page("privacy")


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    return _page("accessibility")


def _page(name: str) -> str:
    """The clinic's own words, if need be in another of its languages; else ours."""
    own = current_app.config["INTAKE"]["PAGES"] or {}
    for language in (languages.spoken(), *languages.offered()):
        if blocks := own.get((name, language)):
            return render_template(
                "pages/own.html",
                title=say(TITLES[name]),
                blocks=blocks,
                written_in=language,
                written=languages.direction(language),
            )
    return render_template(f"pages/{name}.html")


def _href(number: str | None) -> str:
    """`020 7946 0000` → `tel:02079460000`."""
    dialled = [each for each in number or "" if each.isdigit() or each == "+"]
    return "tel:" + "".join(dialled)
