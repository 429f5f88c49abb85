"""`python -m benchmarks.interop.run [--runs N] [--only FORM]`: measure the patient's
pages with Lighthouse, write the results down, and fail below what is aimed at."""

import argparse
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.interop import report
from benchmarks.interop.lighthouse import FORMS, run
from benchmarks.web.contestants import OUR_SITE, OURS, Contestant
from benchmarks.web.servers import serving
from tests import chromium
from tests.journeys import hands
from tests.make import KNEE

RESULTS = Path("benchmarks/results/interop.md")
DEMO = Contestant(
    says="the demo",
    does="",
    site=OUR_SITE,
    command=OURS,
    environment={
        "INTAKE_DEMO": "1",
        "INTAKE_DATABASE_URL": "sqlite:///{database}",
    },
)
# Each page, and whether it takes a patient who has answered everything.
PAGES = {
    "the first page": ("/", False),
    "a page of questions": ("/intake/feels/1", True),
    "the body": ("/intake/where", True),
    "the check page": ("/intake/check", True),
}
RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--only", choices=[*FORMS], help="one form factor")
    chosen = parser.parse_args()
    forms = [chosen.only] if chosen.only else [*FORMS]
    with serving(DEMO, None) as server:
        measured = _measured(server.url, forms, chosen.runs)
    text = report.written(measured)
    print(text)
    if chosen.runs >= RUNS and not chosen.only:
        RESULTS.write_text(text, encoding="utf-8")
    if report.missed(measured):
        sys.exit("Some pages are below what is aimed at.")


def _measured(address: str, forms: list[str], runs: int) -> report.Measured:
    """In turns, so that a busy moment hits all pages alike."""
    cookie = _cookie_of_a_patient(address)
    measured: report.Measured = {(page, form): [] for form in forms for page in PAGES}
    for number in range(runs):
        for page, form in measured:
            print(f"{number + 1}: {page}, {form} …", file=sys.stderr)
            path, answered = PAGES[page]
            ran = run(f"{address}{path}", cookie if answered else "", form)
            measured[page, form].append(ran)
    return measured


def _cookie_of_a_patient(address: str) -> str:
    """Of one who has answered everything, and may open every page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(base_url=address, java_script_enabled=False)
        page.goto("/intake/start")
        hands.walk(page, KNEE, "/intake/check")
        cookies = page.context.cookies()
        browser.close()
    return "; ".join(f"{each['name']}={each['value']}" for each in cookies)


if __name__ == "__main__":
    main()
