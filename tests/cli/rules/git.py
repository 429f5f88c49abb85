"""A folder of rules in git, and what is done with it from a shell."""

from pathlib import Path

from click.testing import Result
from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from intake.records import queries
from intake.records.accounts import User
from intake.records.models import RuleSetVersion
from intake.workflow import rule_sets, screenings
from tests import make

FILE = "joint.yaml"


def rules(shell: FlaskCliRunner, *args: str | Path) -> Result:
    return shell.invoke(args=["rules", *map(str, args)])


def reword(folder: Path, words: str = "Sam's ") -> str:
    text = (folder / FILE).read_text(encoding="utf-8")
    text = text.replace("title: ", f"title: {words}", 1)
    (folder / FILE).write_text(text, encoding="utf-8")
    return text


def drafts(session: Session) -> list[RuleSetVersion]:
    session.rollback()
    session.expire_all()
    found = [e for e in queries.rule_set_versions(session) if e.number is None]
    session.commit()
    return found


def another_version(session: Session, sam: User) -> RuleSetVersion:
    version = rule_sets.write(session, screenings.in_force(session), sam, make.NOON)
    text = version.files[FILE].replace("title: ", "title: Other ", 1)
    version.files = {**version.files, FILE: text}
    session.flush()
    make.published(session, version, sam)
    return version
