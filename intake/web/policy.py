"""Who may open what: one table for every view, and the guards are made from it.

A view that no line speaks of opens for nobody, and fails the build.
"""

from collections.abc import Mapping
from enum import Enum
from typing import Final, TypeAlias

from intake.records.accounts import Audience


class Door(Enum):
    """What asks for no role."""

    OPEN = "anybody"
    SIGNED_IN = "any account"
    HALF_WAY = "any account, and whoever has just given the password of one"
    CLOSED = "nobody: the library has it, and we do not offer it"


Who: TypeAlias = Door | frozenset[Audience]

CLINICIANS: Final = frozenset({Audience.CLINICIAN})
LEADS: Final = frozenset({Audience.LEAD})
STAFF: Final = frozenset({Audience.STAFF})
ADMINS: Final = frozenset({Audience.ADMIN})

# By blueprint.
ROOMS: Mapping[str, Who] = {
    # Patients have no account; what they may see hangs on their session.
    "patient": Door.OPEN,
    "tasks": Door.OPEN,
    "script": Door.OPEN,
    "advice": Door.OPEN,
    "returning": Door.OPEN,
    "saving": Door.OPEN,
    "sent": Door.OPEN,
    "pages": Door.OPEN,
    "health": Door.OPEN,
    "queue": CLINICIANS,
    "clinician": CLINICIANS,
    "claiming": CLINICIANS,
    "opinions": CLINICIANS,
    "screening_again": CLINICIANS,
    "exports": CLINICIANS,
    "telephone": CLINICIANS | STAFF,
    "staff": STAFF,
    "rule_editor": STAFF,
    "library": STAFF,
    "differences": STAFF,
    "publishing": STAFF,
    "replays": STAFF,
    "trying": STAFF,
    "leads": LEADS,
    "accounts": ADMINS,
    "account": Door.SIGNED_IN,
    # Whoever has the link has no account yet, or has forgotten the password.
    "invited": Door.OPEN,
}
# Here the password must have been given lately: at a screen that was left, nobody gives
# themselves an account.
ASK_AGAIN: Final = frozenset({"accounts"})
# By endpoint: what stands alone, and what differs from its blueprint.
PAGES: Mapping[str, Who] = {
    "static": Door.OPEN,
    "auth.home": Door.SIGNED_IN,
    "security.static": Door.OPEN,
    "security.login": Door.OPEN,
    "security.logout": Door.OPEN,
    "security.verify": Door.SIGNED_IN,
    "security.two_factor_setup": Door.HALF_WAY,
    "security.two_factor_token_validation": Door.HALF_WAY,
    "security.mf_recovery": Door.HALF_WAY,
    "security.mf_recovery_codes": Door.SIGNED_IN,
    "security.two_factor_setup_validate": Door.CLOSED,
    "security.two_factor_rescue": Door.CLOSED,
    "security.tf_select": Door.HALF_WAY,
    "security.wan_register": Door.SIGNED_IN,
    "security.wan_register_response": Door.SIGNED_IN,
    "security.wan_delete": Door.SIGNED_IN,
    "security.wan_signin": Door.HALF_WAY,
    "security.wan_signin_response": Door.HALF_WAY,
}


def who_may_open(endpoint: str) -> Who | None:
    """Whom the table lets in to this endpoint; None when it does not say."""
    return PAGES.get(endpoint) or ROOMS.get(endpoint.partition(".")[0])
