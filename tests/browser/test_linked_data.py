"""JSON-LD is data: a strict policy allows it, and instant navigation does not run it."""

import json

from playwright.sync_api import expect
from support.guide import GUIDE

POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:"
PLAIN = {
    **GUIDE,
    "theme/main.html": "<html lang='en'><head><title>x</title></head><body>{{ page.content }}</body></html>",
}


def test_strict_policy_allows_linked_data(visit, served):
    # Material's inline scripts would violate the policy, so the page has a minimal theme.
    theme = {"theme": {"name": None, "custom_dir": "theme"}, "plugins": ["fieldguide"]}
    site = served(PLAIN, theme, headers={"Content-Security-Policy": POLICY}, strict=False)
    page = visit(site.url + "digging/")
    text = page.locator('script[type="application/ld+json"]').text_content()
    assert json.loads(text)["@graph"][0]["name"] == "Digging"


def test_instant_navigation_does_not_run_linked_data(visit, served):
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    page = visit(served(GUIDE, {"theme": theme}).url)
    page.evaluate("window.stillHere = true")
    page.locator("article").get_by_role("link", name="Digging").click()
    page.wait_for_url("**/digging/")
    expect(page.locator('script[type="application/ld+json"]')).to_have_count(1)
    assert page.evaluate("window.stillHere") is True
