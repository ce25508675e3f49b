"""Find Chromium for the browser tests and the screenshots; install it if there is none.

usage: python tools/ensure_browser.py     prints the path of the browser

It is searched for in this order: the environment variable FIELDGUIDE_BROWSER, the usual commands and paths of
Chromium and Chrome, the build that Playwright downloads. If there is none, it is installed: as root on Debian
and Ubuntu with apt-get, otherwise with Playwright. If that fails, this prints what to run and fails,
because the browser tests are never skipped.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

VARIABLE = "FIELDGUIDE_BROWSER"
COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
# Command-line options. As root, Chromium needs --no-sandbox, which is safe as it opens only our own pages;
# without the options about background tasks, it contacts Google at every start.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
ASK_PLAYWRIGHT = """\
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
# Chromium, a font for pages without web fonts, and a library for Playwright's Node that slim images lack.
DEBIAN_PACKAGES = "chromium fonts-dejavu-core libatomic1"
WHAT_TO_RUN = f"""
Do one of these and try again:
  Debian, Ubuntu:  sudo apt-get update && sudo apt-get install -y {DEBIAN_PACKAGES}
  anywhere:        {sys.executable} -m playwright install --with-deps chromium
  you have one:    set {VARIABLE} to the path of its program"""


class NoBrowserError(RuntimeError):
    """There is no usable browser; the message says why and what to do."""


def find_browser() -> str:
    """Return the path of a browser that starts.

    Raises:
        NoBrowserError: if there is none.
    """
    named = os.environ.get(VARIABLE)
    if named:
        if not _starts(named):
            raise NoBrowserError(f"{VARIABLE} is {named!r}, which is not a usable browser.")
        return named
    for path in _candidates():
        if _starts(path):
            return path
    raise NoBrowserError("No Chromium or Chrome was found." + WHAT_TO_RUN)


def _candidates() -> Iterator[str]:
    for command in COMMANDS:
        found = shutil.which(command)
        if found:
            yield found
    yield from PLACES
    yield _path_of_playwright()


def _path_of_playwright() -> str:
    """Return the path of Playwright's own Chromium, which need not exist."""
    # In a separate process: Playwright cannot be started twice in one, and it may be running in tests.
    command = [sys.executable, "-c", ASK_PLAYWRIGHT]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    return process.stdout.strip()


def _starts(path: str) -> bool:
    """Return whether `path` is a browser, and not a stub that asks to install one, as on Ubuntu."""
    if not path or not Path(path).is_file():
        return False
    if sys.platform == "win32":
        return True  # chrome.exe opens a window for --version
    try:
        process = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return process.returncode == 0 and any(name in process.stdout for name in ("Chrom", "Edge"))


def check_driver() -> None:
    """Check that Playwright's driver starts.

    Raises:
        NoBrowserError: if it does not.
    """
    command = [sys.executable, "-m", "playwright", "--version"]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    if process.returncode:
        raise NoBrowserError(f"Playwright does not start: {process.stderr.strip()}{WHAT_TO_RUN}")


def ensure_browser() -> str:
    """Return the path of a usable browser; install what is missing.

    Raises:
        NoBrowserError: if that fails.
    """
    try:
        check_driver()
        return find_browser()
    except NoBrowserError as error:
        problem = error
    for command in _ways_to_install():
        print(f"{str(problem).splitlines()[0]} Installing it:\n  {command}", file=sys.stderr, flush=True)
        done = subprocess.run(  # noqa: S602 - a command of ours, as a person would type it
            command, shell=True, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        if done.returncode:
            print(done.stdout + done.stderr, file=sys.stderr)
        try:
            check_driver()
            return find_browser()
        except NoBrowserError as error:
            problem = error
    raise problem


def _ways_to_install() -> Iterator[str]:
    if os.environ.get(VARIABLE):
        return  # chosen by the user
    if sys.platform == "linux" and os.geteuid() == 0 and shutil.which("apt-get"):
        apt = "DEBIAN_FRONTEND=noninteractive apt-get -qq"
        yield f"{apt} update && {apt} install -y --no-install-recommends {DEBIAN_PACKAGES}"
    yield f'"{sys.executable}" -m playwright install chromium'


def main() -> int:
    """Print the path of the browser, or the reason why there is none and what to run."""
    try:
        print("Browser:", ensure_browser())
    except NoBrowserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
