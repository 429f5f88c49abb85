"""Where the tests' Chromium is: CHROMIUM, then the path, else it is fetched."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


@cache
def find() -> str | None:
    """The program's path, or None when there is none yet."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    return installed or _playwrights_own()


def _playwrights_own() -> str | None:
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def fetch() -> None:
    """Debian's package for root, else Playwright's own build."""
    debian = os.geteuid() == 0 and shutil.which("apt-get") and _apt_get("update")
    if debian and _apt_get("install", "-y", "--no-install-recommends", "chromium"):
        return
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=True)  # noqa: S603


def _apt_get(*words: str) -> bool:
    command = ["/usr/bin/apt-get", "--quiet", *words]
    quietly = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=quietly, check=False)  # noqa: S603
    return done.returncode == 0


def main() -> None:
    if find() is None:
        sys.stdout.write("No Chromium found; fetching one for the browser tests …\n")
        fetch()
        find.cache_clear()
    found = find()
    if found is None:
        sys.exit("There is still no Chromium: set CHROMIUM to its path.")
    sys.stdout.write(f"Chromium: {found}\n")


if __name__ == "__main__":
    main()
