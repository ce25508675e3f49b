"""Sections whose first page is their own page."""

import pytest

NAV = [
    {"Home": "index.md"},
    {"Storage": [{"Storage": "a.md"}, {"Backups": [{'An "other" & more': "b.md"}, {"Tapes": "c.md"}]}]},
]


@pytest.mark.parametrize("on", [True, False])
def test_first_page_with_the_title_of_its_section_is_its_index(site, on):
    config = {
        "plugins": [{"fieldguide": {"section_indexes": on}}],
        "nav": NAV,
        "theme": {"name": "material", "font": False, "features": ["navigation.indexes", "navigation.path"]},
    }
    built = site({f"docs/{name}.md": f"# {name}\n" for name in ("index", "a", "b", "c")}, config)
    nav = built.page("b/").select_one("nav.md-nav--primary")
    sections = [link["href"] for link in nav.select(".md-nav__container > a")]
    assert sections == (["../a/"] if on else [])
    assert len(nav.select('a[href="../a/"]')) == 1
    lists = [it for it in nav.select("nav[aria-labelledby]") if it["aria-labelledby"] != "__toc_label"]
    names = [nav.find(id=it["aria-labelledby"]).get_text(strip=True) for it in lists]
    assert names == ["Storage", "Backups"]
    assert built.page("b/").select_one(".md-path")["aria-label"] == 'Navigation: An "other" & more'
