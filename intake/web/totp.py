"""Codes of an app as second factor, and the codes for whoever has lost the app."""

import hashlib
import io
import secrets
import unicodedata
from typing import Any

import qrcode
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from flask_security import MfRecoveryCodesUtil, Totp, UserMixin
from markupsafe import Markup
from passlib.totp import TokenError
from sqlalchemy import delete, func, select

from intake.config import Settings
from intake.questionnaire.codes import ALPHABET, MISREAD
from intake.records.accounts import RecoveryCode, User
from intake.web import database
from intake.web.clock import now

# Of Crockford's letters, 120 bits: enough to keep it as a plain digest.
LETTERS, GROUP, HOW_MANY = 24, 4, 8
# Of what is typed, so much is looked at.
LONGEST = 100
BORDER = 4


def settings(own: Settings) -> dict[str, Any]:
    """What the library needs to seal an app's secret: keys made of the ring's."""
    ring = own["KEYS"] or {0: secrets.token_bytes(32)}
    issuer = own["CLINIC_NAME"] or "Intake"
    return {
        "SECURITY_TOTP_SECRETS": {
            number: _derived(key) for number, key in ring.items()
        },
        "SECURITY_TOTP_ISSUER": issuer.replace(":", " "),
    }


class OnceOnly(Totp):
    """A code is accepted once, also of two browsers that send it at once."""

    def verify_totp(
        self, token: str, totp_secret: str, user: UserMixin, window: int = 0
    ) -> bool:
        row = hold(user)
        known = row.tf_last_counter if totp_secret == row.tf_totp_secret else None
        try:
            match = self._totp.verify(
                token[:LONGEST], totp_secret, window=window, last_counter=known
            )
        except (TokenError, KeyError):
            return False  # a KeyError where its key is on the ring no more
        row.tf_last_counter = match.counter
        return True

    def generate_qrcode(self, username: str, totp: str) -> str:
        """The picture as SVG that stands in the page: black on white, no styles."""
        code = qrcode.QRCode(border=BORDER)
        code.add_data(self.get_totp_uri(username, totp))
        rows = code.get_matrix()
        drawn = io.StringIO()
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark:
                    drawn.write(f"M{across} {down}h1v1h-1z")
        return Markup(
            '<svg class="qr" role="img" aria-label="A picture for your app to read" '
            'viewBox="0 0 {0} {0}"><path fill="#fff" d="M0 0h{0}v{0}h-{0}z"/>'
            '<path d="{1}"/></svg>'
        ).format(len(rows), drawn.getvalue())


class RecoveryCodes(MfRecoveryCodesUtil):
    """Codes that are rows: whoever takes one out has used it, and nobody else can."""

    def create_recovery_codes(self, user: UserMixin) -> list[str]:
        session = database.session()
        session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user.id))
        made = ["".join(map(_letter, range(LETTERS))) for _ in range(HOW_MANY)]
        session.add_all(
            RecoveryCode(code_hash=_hash(user, each), user_id=user.id, made_at=now())
            for each in made
        )
        session.flush()
        return [_written(each) for each in made]

    def get_recovery_codes(self, user: UserMixin) -> list[str]:
        """None: they are shown once, when they are made."""
        return []

    def check_recovery_code(self, user: UserMixin, code: str) -> bool:
        """Take it out. One statement: of two at once, one gets it."""
        mine = RecoveryCode.user_id == user.id
        used = delete(RecoveryCode).where(
            mine, RecoveryCode.code_hash == _hash(user, _read(code))
        )
        return bool(database.session().connection().execute(used).rowcount)

    def delete_recovery_code(self, user: UserMixin, code: str) -> bool:
        return True  # it went when it was checked


def codes_left(user: User) -> int:
    mine = select(func.count()).where(RecoveryCode.user_id == user.id)
    return database.session().scalar(mine) or 0


def hold(user: UserMixin) -> User:
    """Its row as it is now; nobody else changes it until the request is done."""
    mine = select(User).where(User.id == user.id).with_for_update()
    held = mine.execution_options(populate_existing=True)
    return database.session().scalars(held).one()


def _letter(_place: int) -> str:
    return secrets.choice(ALPHABET)


def _written(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def _read(typed: str) -> str:
    """However it is written: in small letters, with blanks, O for 0."""
    text = unicodedata.normalize("NFKC", typed[:LONGEST]).upper()
    return "".join(each for each in text if each.isalnum()).translate(MISREAD)


def _hash(user: UserMixin, code: str) -> str:
    return hashlib.sha256(f"{user.id}|{code}".encode()).hexdigest()


def _derived(key: bytes) -> str:
    made = HKDF(SHA256(), 32, salt=None, info=b"intake second factor").derive(key)
    return made.hex()
