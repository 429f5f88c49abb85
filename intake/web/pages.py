"""Pages for everybody, and what every page says: the clinic, its numbers, the demo."""

from typing import Any

from flask import Blueprint, Flask, current_app, render_template
from flask.typing import ResponseReturnValue

from intake.config import Settings

bp = Blueprint("pages", __name__)


def init_app(app: Flask) -> None:
    app.context_processor(clinic)


def clinic() -> dict[str, Any]:
    """The clinic's name and numbers, for the foot of every page."""
    settings: Settings = current_app.config["INTAKE"]
    return {
        "demo": settings.demo,
        "clinic": {
            "name": settings["CLINIC_NAME"],
            "phone": settings["CLINIC_PHONE"],
            "phone_href": _href(settings["CLINIC_PHONE"]),
            "emergency_number": settings["EMERGENCY_NUMBER"],
            "emergency_href": _href(settings["EMERGENCY_NUMBER"]),
            "emergency_service": settings["EMERGENCY_SERVICE"],
            "retention": settings["RETENTION"],
        },
    }


@bp.get("/privacy")
def privacy() -> ResponseReturnValue:
    return render_template("pages/privacy.html")


@bp.get("/accessibility")
def accessibility() -> ResponseReturnValue:
    return render_template("pages/accessibility.html")


def _href(number: str | None) -> str:
    """`020 7946 0000` → `tel:02079460000`."""
    dialled = [each for each in number or "" if each.isdigit() or each == "+"]
    return "tel:" + "".join(dialled)
