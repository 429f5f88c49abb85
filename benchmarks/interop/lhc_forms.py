"""The Questionnaire in a form that is not ours, LHC-Forms, in a real browser: filled in
with each patient's answers, and asked for them again."""

import functools
import json
import shutil
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from benchmarks.interop.unpack import BUILT
from tests import chromium

PAGE = Path("benchmarks/interop/lhc_forms.html")
FILL_IN = """async ([asked, answered]) => {
  const Util = LForms.Util, place = document.getElementById("form");
  const empty = Util.convertFHIRQuestionnaireToLForms(asked, "R4");
  const form = Util.mergeFHIRDataIntoLForms(answered, empty, "R4");
  await Util.addFormToPage(form, "form");
  return Util.getFormFHIRData("QuestionnaireResponse", "R4", place);
}"""
# Of a coded answer, what it is; the words beside it may be said in another way.
CODE = ("system", "code")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_said: object) -> None:
        pass


def lost(bundles: Mapping[str, str]) -> dict[str, list[str]]:
    """For each bundle of one, by its name: which answers did not come back as they went
    in, which came back and never went in, and what the browser asked of others."""
    found: dict[str, list[str]] = {}
    with _served() as address, _browser() as page:
        outside: list[str] = []
        page.on("request", lambda sent: outside.append(sent.url))
        _see_what_is_lost(page, address, next(iter(bundles.values())))
        for name, text in bundles.items():
            found[name] = _of_one(page, address, *_of(text))
        found["requests to elsewhere"] = [
            each for each in outside if not each.startswith(address)
        ]
    return found


def _see_what_is_lost(page: Page, address: str, text: str) -> None:
    """An answer that the form does not offer is dropped: that must be seen."""
    asked, answered = _of(text)
    first = answered["item"][0]["item"][0]
    first["answer"][0]["valueCoding"]["code"] = "nobody"
    if not _of_one(page, address, asked, answered):
        raise AssertionError("LHC-Forms gives back what the form does not offer.")


def _of_one(
    page: Page, address: str, asked: dict[str, Any], answered: dict[str, Any]
) -> list[str]:
    page.goto(f"{address}/{PAGE.name}")
    back = page.evaluate(FILL_IN, [asked, answered])
    return differences(answered["item"], back.get("item", []))


def differences(sent: Iterable[Any], back: Iterable[Any]) -> list[str]:
    """Two lists of items, by their answers and their order."""
    went, came = [*_answers(sent)], [*_answers(back)]
    if went == came:
        return []
    lost = [f"lost: {each}" for each in went if each not in came]
    made_up = [f"made up: {each}" for each in came if each not in went]
    return [*lost, *made_up] or ["in another order, or not as often"]


def _answers(items: Iterable[Any], inside: str = "") -> Iterator[str]:
    """Each answered item: the way to it, and its answers."""
    for item in items:
        here = f"{inside}/{item['linkId']}"
        values = [_value(each) for each in item.get("answer", ())]
        if values:
            yield f"{here}: {json.dumps(values)}"
        yield from _answers(item.get("item", ()), here)


def _value(answer: Mapping[str, Any]) -> Any:
    value = next(each for name, each in answer.items() if name.startswith("value"))
    return [value.get(each) for each in CODE] if isinstance(value, dict) else value


def _of(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    found = {
        each["resource"]["resourceType"]: each["resource"]
        for each in json.loads(text)["entry"]
    }
    return found["Questionnaire"], found["QuestionnaireResponse"]


@contextmanager
def _served() -> Iterator[str]:
    shutil.copy(PAGE, BUILT)
    handler = functools.partial(Quiet, directory=str(BUILT))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser.new_page()
        browser.close()
