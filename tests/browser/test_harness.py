"""The harness itself: the watch and axe can fail, and pages open with the requested options."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect
from support.axe import assert_accessible, axe_violations
from support.tabs import Tabs
from support.watch import LATE, Watch

CLEAN = """\
<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Clean</title><link rel="icon" href="data:,">
<style>@media (prefers-color-scheme: dark) { h1 { color: rgb(1, 2, 3) } }</style></head>
<body><main><h1>Clean</h1>%s</main></body></html>
"""
POLICY = "default-src 'self'; style-src 'unsafe-inline'; img-src 'self' data:"


@pytest.fixture(scope="module")
def pages(served):
    """Serve a guide of two pages, and plain HTML pages with one problem each."""
    bodies = {
        "clean": "<p>Nothing wrong here.</p>",
        "third-party": '<img alt="" src="https://example.org/pixel.png">',
        "missing": '<img alt="" src="/nowhere.png">',
        "console": "<script>console.error('on purpose')</script>",
        "error": "<script>undefined_function()</script>",
        "unnamed": "<button></button>",
    }
    files = {f"docs/{name}.html": CLEAN % body for name, body in bodies.items()}
    files |= {
        "docs/index.md": "# Home\n\n[Next page](next.md)\n",
        "docs/next.md": "# Next\n\n[First page](index.md)\n",
    }
    theme = {"name": "material", "font": False, "features": ["navigation.instant"]}
    return served(files, {"plugins": ["search"], "theme": theme}).url


def test_clean_page_passes(visit, watch, pages):
    page = visit(pages + "clean.html")
    assert page.title() == "Clean"
    assert watch.problems == []
    assert_accessible(page)


@pytest.mark.parametrize(
    ("name", "kind", "text"),
    [
        ("third-party", "third-party", "GET https://example.org/pixel.png"),
        ("missing", "console", "404"),
        ("console", "console", "on purpose"),
        ("error", "page-error", "undefined_function"),
    ],
)
def test_page_watch_records_problems(visit, watch, pages, name, kind, text):
    visit(f"{pages}{name}.html")
    assert [text in problem.text for problem in watch.take(kind)] == [True]
    assert watch.problems == []


def test_page_watch_records_problems_after_the_end_of_a_test(browser, pages):
    context = browser.new_context()
    watch = Watch()
    watch.attach(context)
    page = context.new_page()
    page.goto(pages + "clean.html")
    # The watch counts from the last answer: on a busy machine, the page alone is older than that.
    with page.expect_request("**/clean.html?again"):
        page.evaluate(
            "void fetch('?again').then(() => setTimeout(() => { throw new Error('at last') }, 100))"
        )
    watch.wait_for_late_problems(context)
    assert ["at last" in problem.text for problem in watch.problems] == [True]
    context.close()


def test_page_watch_waits_for_responses(browser, pages):
    context = browser.new_context()
    watch = Watch()
    watch.attach(context)
    page = context.new_page()
    page.goto(pages + "clean.html")
    page.route(
        "**/slow.json", lambda route: (page.wait_for_timeout(2 * LATE * 1000), route.fulfill(status=500))
    )
    with page.expect_request("**/slow.json"):
        page.evaluate("void fetch('/slow.json')")
    watch.wait_for_late_problems(context)
    assert ["500" in problem.text for problem in watch.take("console")] == [True]
    context.close()


def test_tests_do_not_share_browser_state(browser, pages):
    tabs = Tabs(browser)
    tab = tabs.take({})
    tab.add_script("self.added = 'added'")
    tab.page.goto(pages + "clean.html")
    assert tab.page.evaluate("self.added") == "added"
    tab.context.grant_permissions(["clipboard-read"])
    tab.page.evaluate(
        "localStorage.a = sessionStorage.a = window.name = document.cookie = 'left=1', open('about:blank')"
    )
    tab.page.route("**/clean.html", lambda route: route.abort())
    tab.page.hover("h1")
    tabs.release(tab)
    again = tabs.take({})
    assert again.page is tab.page
    assert again.context.pages == [again.page]
    again.page.goto(pages + "clean.html")
    seen = """async () => ({
      stored: [localStorage.a, sessionStorage.a, window.name, document.cookie, self.added].filter(Boolean),
      history: history.length,
      hovered: document.querySelectorAll("h1:hover").length,
      permission: (await navigator.permissions.query({ name: "clipboard-read" })).state,
    })"""
    assert again.page.evaluate(seen) == {"stored": [], "history": 2, "hovered": 0, "permission": "prompt"}
    again.context.close()


def test_page_watch_records_policy_violations(visit, watch, served):
    files = {"docs/inline.html": CLEAN % "<script>document.title = 'ran'</script>"}
    url = served(files, {"plugins": []}, headers={"Content-Security-Policy": POLICY}).url
    assert visit(url + "inline.html").title() == "Clean"
    assert len(watch.take("csp")) == 1


def test_page_watch_records_third_party_requests_without_scripts(visit, watch, pages):
    visit(pages + "third-party.html", javascript=False)
    assert watch.take("third-party")


def test_axe_detects_a_seeded_fault(visit, pages):
    page = visit(pages + "unnamed.html")
    (violation,) = axe_violations(page)
    assert violation.startswith("button-name (critical)")
    assert "<button></button>" in violation
    with pytest.raises(AssertionError, match="axe finds 1 violations"):
        assert_accessible(page)
    assert axe_violations(page, without=["button-name"]) == []


def test_unhandled_problem_fails_the_test(tmp_path):
    """Run the fixtures in another pytest, where the problems of pages fail the tests."""
    (tmp_path / "test_inner.py").write_text(
        "import pytest\n"
        "from support.browser import browser, tabs, visit, watch\n"
        "def test_quiet(visit): visit('data:text/html,<title>quiet</title>')\n"
        "def test_taken(visit, watch):\n"
        "    visit('data:text/html,<script>console.error(1)</script>')\n"
        "    assert watch.take('console')\n"
        "def test_noisy(visit): visit('data:text/html,<script>console.error(2)</script>')\n"
        "def test_thrown(visit): visit('data:text/html,<script>throw new Error(3)</script>')\n"
    )
    here = Path(__file__).parents[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(here), str(here.parent)])}
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(tmp_path),
        ".",
    ]
    ran = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert "4 passed, 2 errors" in ran.stdout
    assert "ERROR test_inner.py::test_noisy" in ran.stdout
    assert "ERROR test_inner.py::test_thrown" in ran.stdout


@pytest.mark.parametrize(("scheme", "color"), [("light", "rgb(0, 0, 0)"), ("dark", "rgb(1, 2, 3)")])
def test_scheme_is_the_requested_one(visit, pages, scheme, color):
    page = visit(pages + "clean.html", scheme=scheme)
    assert page.locator("h1").evaluate("h => getComputedStyle(h).color") == color


@pytest.mark.parametrize("width", [360, 1280])
def test_width_is_the_requested_one(visit, pages, width):
    assert visit(pages + "clean.html", width=width).evaluate("innerWidth") == width


def test_scripts_can_be_disabled(visit, watch, pages):
    visit(pages + "console.html", javascript=False)
    assert watch.problems == []


def test_page_can_be_tapped(visit, pages):
    page = visit(pages + "clean.html", touch=True)
    page.evaluate("addEventListener('touchstart', () => document.title = 'touched')")
    page.locator("h1").tap()
    assert page.title() == "touched"


def test_instant_navigation_does_not_reload_the_page(visit, pages):
    page = visit(pages)
    page.evaluate("window.stillHere = true")
    page.get_by_role("link", name="Next page").click()
    page.wait_for_url("**/next/")
    expect(page.locator("article h1")).to_contain_text("Next")
    assert page.evaluate("window.stillHere") is True


def test_site_can_be_served_below_a_path(visit, served):
    url = served({"docs/clean.html": CLEAN % ""}, {"plugins": []}, base="/guide/").url
    assert url.endswith("/guide/")
    assert visit(url + "clean.html").title() == "Clean"
