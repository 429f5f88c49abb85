"""Pat's phone at the page of places: what is ticked there, the line that says what
became of it, how time goes on, and what the server has of it by then."""

import re
import time
from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from intake.records.accounts import BrowserSession
from intake.records.coming_back import Typed
from intake.records.models import Submission
from intake.web.clock import now

KEPT = re.compile(r"Kept at \d\d:\d\d$")
MINUTE = 60_000


def box(page: Page) -> Any:
    return page.locator('[name="regions"][value="lower_back_middle"]')


def line(page: Page) -> Any:
    return page.locator("#kept")


def pause(page: Page, milliseconds: int = 2_500) -> None:
    """The page's clock goes on; nobody waits for it."""
    page.clock.run_for(milliseconds)


def warned(page: Page) -> None:
    """The page has stood for so long that it asks the server how long there is."""
    with page.expect_response("**/intake/time"):
        pause(page, 56 * MINUTE)


def tick_a_place(page: Page) -> None:
    box(page).check()
    pause(page)
    expect(line(page)).to_have_text(KEPT)


def how_many(records: Session, kind: type[Typed] | type[Submission]) -> int:
    found = records.scalar(select(func.count()).select_from(kind)) or 0
    records.rollback()  # or the server would wait for this test
    return found


def until_kept(records: Session) -> None:
    """It is sent when nobody waits for it any more, and takes a moment."""
    for _ in range(400):
        if how_many(records, Typed):
            return
        time.sleep(0.02)
    raise AssertionError("What was typed was never kept.")


def ends(records: Session) -> datetime:
    found = records.scalars(select(BrowserSession.ends_at)).one()
    records.rollback()
    return found


def lasts(records: Session, **time: int) -> None:
    """The server's session of every browser ends so long from now."""
    records.execute(update(BrowserSession).values(ends_at=now() + timedelta(**time)))
    records.commit()
