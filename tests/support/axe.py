"""Accessibility by axe-core, with messages that say what to mend."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SETTLED = """new Promise(done => document.fonts.ready.then(
  () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 100)))
))"""


def axe_faults(page: Page, *, within: str | None = None, without: Iterable[str] = ()) -> list[str]:
    """Return every fault that axe finds on `page`, one text each.

    Args:
        page: an open page.
        within: a CSS selector; only what is inside is looked at.
        without: ids of rules that are left out.
    """
    options = {"resultTypes": ["violations"], "rules": {rule: {"enabled": False} for rule in without}}
    # Material lays the sidebars out some frames after the page is loaded; until then they may scroll.
    page.evaluate(SETTLED)
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(f"axe.run({json.dumps(within) if within else 'document'}, {json.dumps(options)})")
    return [_message(rule, node) for rule in found["violations"] for node in rule["nodes"]]


def assert_accessible(page: Page, *, within: str | None = None, without: Iterable[str] = ()) -> None:
    """Fail with a readable list when axe finds anything on `page`."""
    faults = axe_faults(page, within=within, without=without)
    if faults:
        raise AssertionError(f"axe finds {len(faults)} faults on {page.url}:\n\n" + "\n\n".join(faults))


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
