"""Take the screenshots for the docs and the README from the guide in site/.

usage: python -m tools.screenshots     (`make screenshots` builds the guide first)

Each page is taken in light and dark, on a 1280-pixel screen and a 360-pixel phone; the output of
`fieldguide check` is taken on the screen only. Animations and carets are disabled, so that the same site
gives the same pictures on the same machine. Only pictures that changed are written.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools.ensure_browser import FLAGS, find_browser
from tools.static_server import StaticServer
from tools.terminal import as_page, output_of_check

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "site"
OUT = ROOT / "docs" / "assets" / "screenshots"
BUDGET = 2_200_000
"""Maximum size of all pictures in bytes: they are in the repository, and so in every clone."""


@dataclass(frozen=True)
class Shot:
    """A page to take, and what to do on it before."""

    name: str
    address: str
    prepare: Callable[[Page], None] = lambda page: None


@dataclass(frozen=True)
class Screen:
    """A window size and its device pixel ratio."""

    width: int
    height: int
    scale: float


def open_card(page: Page) -> None:
    """Open the card of the first tool that the text mentions."""
    page.locator("article p button.fg-tool").first.click()
    page.locator(".fg-card:popover-open").wait_for()


SHOTS = (
    Shot("home", ""),
    Shot("page", "example/"),
    Shot("card", "example/", open_card),
    Shot("tools", "tools/"),
    Shot("tool", "tools/material/"),
    Shot("references", "references/"),
    Shot("people", "contributors/"),
    Shot("person", "contributors/ada-example/"),
    Shot("organisation", "affiliations/example-field-station/"),
    Shot("tiles", "background/"),
)
SCREENS = (Screen(1280, 800, 1), Screen(360, 740, 2))
SCHEMES = {"light": "default", "dark": "slate"}


def take(browser: Browser, url: str, shot: Shot, screen: Screen, scheme: str) -> bytes:
    """Return one screenshot as WebP."""
    context = browser.new_context(
        viewport={"width": screen.width, "height": screen.height},
        device_scale_factor=screen.scale,
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        has_touch=screen.scale > 1,
    )
    page = context.new_page()
    answer = page.goto(url + shot.address, wait_until="networkidle")
    if answer is None or not answer.ok:
        sys.exit(f"{SITE} has no page {shot.address!r}.")
    shown = page.locator("body").get_attribute("data-md-color-scheme")
    if shown != SCHEMES[scheme]:
        sys.exit(f"{shot.address!r} is not {scheme}: mkdocs.yml needs palettes with media queries.")
    page.evaluate("document.fonts.ready.then(() => true)")
    shot.prepare(page)
    png = page.screenshot(animations="disabled", caret="hide")
    context.close()
    return as_webp(png)


def take_terminal(browser: Browser, output: str, scheme: str) -> bytes:
    """Return a picture of terminal output as WebP."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_content(as_page(output, scheme))
    png = page.locator("pre").screenshot()
    page.close()
    return as_webp(png)


def as_webp(png: bytes) -> bytes:
    """Convert a picture."""
    webp = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").save(webp, "WEBP", quality=82, method=6)
    return webp.getvalue()


def main() -> int:
    """Take all screenshots; return 1 if they exceed the budget."""
    OUT.mkdir(parents=True, exist_ok=True)
    wanted: dict[Path, bytes] = {}
    with StaticServer(folder=SITE) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=list(FLAGS))
        for shot in SHOTS:
            for screen in SCREENS:
                for scheme in SCHEMES:
                    path = OUT / f"{shot.name}-{screen.width}-{scheme}.webp"
                    wanted[path] = take(browser, server.url, shot, screen, scheme)
        output = output_of_check()
        for scheme in SCHEMES:
            wanted[OUT / f"check-1280-{scheme}.webp"] = take_terminal(browser, output, scheme)
        browser.close()
    for path, picture in wanted.items():
        if not path.exists() or path.read_bytes() != picture:
            path.write_bytes(picture)
            print(f"{path.relative_to(ROOT)}: {len(picture) // 1024} KB")
    for path in OUT.glob("*.webp"):
        if path not in wanted:
            path.unlink()
            print(f"{path.relative_to(ROOT)}: removed")
    total = sum(len(picture) for picture in wanted.values())
    print(f"{len(wanted)} screenshots, {total // 1024} KB together, in {OUT.relative_to(ROOT)}/")
    if total > BUDGET:
        print(f"This exceeds the budget of {BUDGET // 1024} KB: take fewer or smaller ones.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
