"""Under `mkdocs serve`, pages list the findings of the last build, and readers stay where they are."""

import pytest
import yaml
from playwright.sync_api import expect
from support.axe import assert_accessible_at
from support.browser import LOOKS
from support.serving import serving
from support.site import CONFIG, PALETTE, write_files

THEME = {"name": "material", "font": False, "features": ["navigation.instant"], "palette": PALETTE}
EXTENSIONS = ["pymdownx.superfences", "pymdownx.details", {"pymdownx.tabbed": {"alternate_style": True}}]
HOSTILE = '"><img src=x onerror=alert(1)>'
SECTION = "## Section {n}\n\n" + "Words of the text. " * 80
FOLDED = '??? note "Folded"\n\n    Inside.\n\n=== "One"\n\n    First.\n\n=== "Two"\n\n    Second.'
LONG = "\n\n".join(["# Long", *(SECTION.format(n=n) for n in range(20)), FOLDED, *[SECTION.format(n=20)] * 9])
FAULT, OTHER_FAULT = '{{% tool "{}" %}}', "{% cite nothing_2020 %}"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Write a guide without data files: nothing to watch but the pages."""
    root = tmp_path_factory.mktemp("serve")
    config = {**CONFIG, "theme": THEME, "markdown_extensions": EXTENSIONS, "site_url": "http://127.0.0.1/"}
    pages = {"docs/index.md": "# Home\n\n[Long](long.md)\n", "docs/long.md": LONG}
    write_files(root, {**pages, "mkdocs.yml": yaml.safe_dump(config)})
    return root


@pytest.fixture(scope="module")
def server(root):
    with serving(root) as server:
        yield server


@pytest.fixture
def write(root):
    """Write a page and wait until the browser has reloaded."""

    def write(page, name, text):
        page.evaluate("window.before = true")
        (root / "docs" / name).write_text(text)
        page.wait_for_function("!window.before && document.readyState === 'complete'")

    return write


def findings(page):
    return page.get_by_role("region", name="Findings of the last build")


def test_reader_stays_at_the_place_when_the_page_reloads(visit, server, write):
    page = visit(server.url + "long/")
    page.get_by_text("Two", exact=True).click()
    page.get_by_text("Folded").click()
    page.locator("#section-20").evaluate("heading => heading.scrollIntoView()")
    before = page.locator("#section-20").bounding_box()["y"]
    write(page, "long.md", LONG.replace("# Long", "# Long\n\n" + SECTION.format(n=99) * 3))
    expect(page.get_by_text("Inside.")).to_be_visible()
    expect(page.get_by_text("Second.")).to_be_visible()
    assert page.locator("#section-20").bounding_box()["y"] == pytest.approx(before, abs=4)


def test_finding_is_listed_until_it_is_fixed(visit, server, write):
    page = visit(server.url)
    expect(findings(page)).to_have_count(0)
    write(page, "index.md", f"# Home\n\n[Long](long.md) {FAULT.format('spade')}\n")
    found = findings(page).get_by_role("listitem")
    expect(found).to_contain_text("docs/index.md:3:17")
    expect(found).to_contain_text("Warning FG020")
    expect(found).to_contain_text("No tool has the id “spade”.")
    page.keyboard.press("Escape")
    expect(found).to_be_hidden()
    write(page, "index.md", f"# Home\n\n[Long](long.md) again {FAULT.format('spade')}\n")
    expect(findings(page)).to_contain_text("1 on this page")
    expect(found).to_be_hidden()
    write(page, "index.md", f"# Home\n\n[Long](long.md) {FAULT.format('spade')} {OTHER_FAULT}\n")
    expect(found).to_have_count(2)
    expect(found.first).to_be_visible()
    write(page, "index.md", "# Home\n\n[Long](long.md)\n")
    expect(page.locator("h1")).to_have_text("Home")
    expect(findings(page)).to_have_count(0)


class TestFindingsOfSeveralPages:
    """The home page has one finding with hostile text, and the other page has three."""

    @pytest.fixture(scope="class")
    @staticmethod
    def faulty(root, server):
        before = server.page()
        home = f"# Home\n\n[Long](long.md) {{% tool '{HOSTILE}' %}}\n"
        (root / "docs" / "long.md").write_text(f"# Long\n\n{OTHER_FAULT}\n\n" + FAULT.format("x" * 300))
        (root / "docs" / "index.md").write_text(home)
        server.after_next_build(before)
        return server.url

    @LOOKS
    def test_list_is_accessible_and_fits(self, visit, faulty, scheme, width):
        page = visit(faulty, width=width, scheme=scheme)
        elsewhere = findings(page).get_by_text("Elsewhere (")
        expect(findings(page).get_by_role("listitem")).to_have_count(1)
        expect(elsewhere).to_be_visible()
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        expect(elsewhere).to_be_focused()
        page.keyboard.press("Enter")
        expect(findings(page).get_by_role("listitem")).to_have_count(3)
        assert_accessible_at(page, width, 390, within=".fg-findings")

    def test_text_of_contributors_is_shown_as_text(self, visit, faulty):
        page = visit(faulty)
        expect(findings(page)).to_contain_text(HOSTILE)
        expect(findings(page).locator("img")).to_have_count(0)

    def test_instant_navigation_lists_the_findings_of_the_next_page_first(self, visit, faulty):
        page = visit(faulty)
        page.evaluate("window.stayed = true")
        expect(findings(page).get_by_role("listitem")).to_contain_text("docs/index.md")
        page.locator("article").get_by_role("link", name="Long").click()
        expect(findings(page)).to_contain_text("2 on this page 1 elsewhere")
        expect(findings(page).get_by_role("listitem").first).to_contain_text("docs/long.md")
        assert page.evaluate("window.stayed")

    def test_list_works_under_a_strict_policy(self, visit, watch, faulty):
        def restrict(route):
            answer = route.fetch()
            policy = {"Content-Security-Policy": "default-src 'self'"}
            route.fulfill(response=answer, headers={**answer.headers, **policy})

        page = visit("about:blank")
        page.route("**/*", restrict)
        page.goto(faulty)
        expect(findings(page).get_by_role("listitem")).to_be_visible()
        assert findings(page).evaluate("box => getComputedStyle(box).position") == "fixed"
        # Inline scripts of Material and of the server.
        assert {problem.kind for problem in watch.take()} <= {"csp", "page-error"}
        page.unroute_all()
