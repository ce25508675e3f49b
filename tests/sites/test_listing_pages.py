"""Which page lists all tools."""

import pytest
from support.guide import DATA

from mkdocs_fieldguide.rendering.tools import tables

TABLE = "{% include resource-table-all.html %}"


def test_page_with_the_table_is_the_listing(site):
    built = site({**DATA, "docs/registry.md": f"# Registry\n\n{TABLE}\n"})
    assert built.page("registry/").select_one("tr[data-id=spade]")
    assert "tools/index.html" not in built.files()


@pytest.mark.parametrize(
    "shown",
    [f"`{TABLE}`", f"``` markdown\n{TABLE}\n```", f"<!-- {TABLE} -->", f"{{% raw %}}{TABLE}{{% endraw %}}"],
)
def test_page_with_the_tag_in_code_is_not_the_listing(site, shown):
    built = site({**DATA, "docs/writing.md": f"# Writing\n\n{shown}\n"})
    assert built.page("tools/").select_one("tr[data-id=spade]")


@pytest.mark.parametrize(
    "text",
    [
        '{% include contributor-tiles-all.html role="author" %}',
        '{% contributors custom="Ada Example" %}',
        '{% include affiliation-tiles-selection.html type="funder" %}',
    ],
)
def test_filtered_table_is_not_the_listing(site, text):
    files = {
        "docs/some.md": text,
        "docs/_data/CONTRIBUTORS.yml": "Ada Example: {role: author}\n",
        "docs/_data/affiliations.yml": "- {name: Example Institute, type: funder}\n",
    }
    built = site(files, strict=False)
    assert {"contributors/index.html", "affiliations/index.html"} <= built.files()


@pytest.mark.parametrize("bound", [0, 5])
def test_rows_link_to_all_related_pages_up_to_a_bound(site, monkeypatch, bound):
    if bound:
        monkeypatch.setattr(tables, "MAX_PAGES", bound)
    pages = {f"docs/p{n}.md": '{% tool "spade" %}\n' for n in range(8)}
    built = site({**DATA, **pages})
    for address, count in (("tools/", 8), ("p0/", 7)):
        row = built.page(address).select_one("tr[data-id=spade]")
        links = row.select(".fg-pills a[href*=p]:not([aria-label])")
        assert len(links) == min(count, bound or count)
        assert len(row.select("details a[href*=p]:not([aria-label])")) == len(links) - 3
        assert row.summary.get_text() == f"+{count - 3}"
        more = row.select("a[aria-label]")
        assert [a.get_text() for a in more] == ([f"+{count - bound}"] if bound else [])


def test_listing_has_its_title_from_the_navigation(site):
    nav = [{"Start": "index.md"}, {"What we use": "tools.md"}]
    built = site({**DATA, "docs/index.md": "# Home\n"}, {"nav": nav})
    links = built.page("tools/spade/").select(".md-nav--primary a")
    assert "What we use" in [link.get_text(strip=True) for link in links]


def test_another_plugin_can_add_text_to_a_generated_page(site):
    hook = """
        def on_page_markdown(markdown, page, **_):
            return "Written by a *hook*." if page.file.src_uri == "tools/spade.md" else markdown
        """
    built = site({**DATA, "docs/index.md": "# Home\n", "hook.py": hook}, {"hooks": ["hook.py"]})
    page = built.page("tools/spade/").select_one("article")
    assert page.select_one("p > em").get_text() == "hook"
    assert page.select_one(".fg-tool-page")
