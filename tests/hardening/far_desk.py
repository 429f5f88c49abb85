"""A desk of the staff, in a thread of its own, at a server that may be killed."""

import http.client
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from tests.make import PASSWORD


class Desk(threading.Thread):
    """What it asks raises OSError or HTTPException once nobody answers any more."""

    def __init__(self, port: int) -> None:
        super().__init__(daemon=True)
        self.to = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        self.cookie = self.token = ""

    def ask(self, path: str, **fields: str) -> str:
        headers = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        sent = urlencode({"csrf_token": self.token, **fields}) if fields else None
        self.to.request("POST" if sent else "GET", path, sent, headers)
        answer = self.to.getresponse()
        if given := answer.getheader("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        said = answer.read().decode()
        assert answer.status < 400, said
        if found := re.search(r'name="csrf_token"[^>]* value="([^"]+)', said):
            self.token = found[1]
        return said

    def close(self) -> None:
        self.to.close()

    def sign_in(self) -> None:
        self.ask("/sign-in")
        self.ask("/sign-in", email="sam@clinic.test", password=PASSWORD)
        self.ask("/staff/rules")


@contextmanager
def records(url: str) -> Iterator[Session]:
    engine = create_engine(url)
    with Session(engine) as session:
        yield session
    engine.dispose()
