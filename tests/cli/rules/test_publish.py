"""flask rules push --ask and publish: the same approval as on the web."""

from pathlib import Path

from flask.testing import FlaskCliRunner
from sqlalchemy.orm import Session

from intake.records import approval_queries
from intake.records.accounts import User
from intake.workflow import approvals
from tests import make
from tests.cli.rules.git import drafts, reword, rules


def test_pushed_asked_approved_and_published_from_the_shell(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User, tess: User
) -> None:
    reword(folder)
    ask = ("push", folder, "--as", sam.email, "--ask", "--why", "Clearer.")
    early = rules(clinic, *ask)
    assert early.exit_code == 1
    assert "Nobody was asked: No replay of this text" in early.stderr
    (draft,) = drafts(session)
    make.replayed(session, draft, sam)
    session.commit()

    asked = rules(clinic, *ask)
    assert asked.exit_code == 0, asked.stderr
    publish = ("publish", str(draft.id), "--as", sam.email)
    missing = rules(clinic, *publish)
    assert missing.exit_code == 1
    assert "Not published: Nobody has approved it yet." in missing.stderr
    request = approval_queries.newest(session, draft)
    assert request is not None
    assert request.why == "Clearer."
    approvals.answer(session, request, tess, approved=True, words="", at=make.NOON)
    session.commit()

    published = rules(clinic, *publish)

    assert published.exit_code == 0, published.stderr
    assert "Version 2 is in force." in published.output
    assert drafts(session) == []


def test_a_danger_that_would_be_lost_needs_a_reason_in_the_shell_too(
    clinic: FlaskCliRunner, session: Session, folder: Path, sam: User
) -> None:
    reword(folder)
    ask = ("push", folder, "--as", sam.email, "--ask", "--why", "Clearer.")
    rules(clinic, *ask[:4])
    (draft,) = drafts(session)
    make.replayed(session, draft, sam, septic_joint=2)
    session.commit()

    refused = rules(clinic, *ask)
    assert refused.exit_code == 1
    assert "Say why it is right that they lose these flags." in refused.stderr
    assert rules(clinic, *ask, "--why-lost", "Old ones.").exit_code == 0


def test_a_draft_that_there_is_not_is_not_published(
    clinic: FlaskCliRunner, sam: User
) -> None:
    result = rules(clinic, "publish", "99", "--as", sam.email)

    assert result.exit_code == 1
    assert "There is no draft 99." in result.stderr
