"""Accessibility checks with axe-core, with messages that say what to fix."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from support.layout import SETTLED, assert_fits_now, resize


def axe_violations(page: Page, *, within: str | None = None, without: Iterable[str] = ()) -> list[str]:
    """Return the violations that axe finds on `page`, one message each.

    Args:
        page: an open page.
        within: a CSS selector; axe checks only what is inside.
        without: ids of rules to skip.
    """
    rules = {"target-size": {"enabled": True}, **{rule: {"enabled": False} for rule in without}}
    options = {
        "resultTypes": ["violations"],
        "rules": rules,
        # Only an experimental rule, which is off, reads the style sheets.
        "preload": {"assets": ["media"]},
    }
    # Material lays out the sidebars some frames after the page has loaded; until then they may scroll.
    page.evaluate(SETTLED)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    where = json.dumps(within) if within else "document"
    # All else that axe returns would take longer to transfer than axe runs.
    found = page.evaluate(f"axe.run({where}, {json.dumps(options)}).then(found => found.violations)")
    return [_message(rule, node) for rule in found for node in rule["nodes"]]


def assert_accessible(page: Page, *, within: str | None = None, without: Iterable[str] = ()) -> None:
    """Fail with a readable list if axe finds violations on `page`."""
    violations = axe_violations(page, within=within, without=without)
    if violations:
        width = page.evaluate("innerWidth")
        raise AssertionError(
            f"axe finds {len(violations)} violations on {page.url}, {width} pixels wide:\n\n"
            + "\n\n".join(violations)
        )


def assert_accessible_at(page: Page, *widths: int, within: str | None = None) -> None:
    """Check with axe, at each width, that `page` is accessible, and that it does not scroll sideways."""
    for width in widths:
        resize(page, width)
        page.mouse.move(-1, -1)  # after resizing it could hover over another element
        assert_accessible(page, within=within)
        assert_fits_now(page, width)


def _message(rule: dict[str, Any], node: dict[str, Any]) -> str:
    target = " ".join(str(part) for part in node["target"])
    summary = str(node.get("failureSummary", "")).replace("\n", "\n    ")
    lines = (
        f"{rule['id']} ({node['impact']}): {rule['help']}",
        f"  at {target}",
        f"  {node['html'][:300]}",
        f"    {summary}",
    )
    return "\n".join(lines)
