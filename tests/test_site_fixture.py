"""The fixture that builds sites returns MkDocs' messages, and can fail."""

PLAIN = {"plugins": ["search"]}


def test_pages_and_files_are_from_mkdocs(site):
    built = site({"docs/about.md": "# About **us**\n"}, PLAIN)
    assert built.passed
    assert built.warnings == []
    assert built.page("about/").select_one("article h1").get_text(" ", strip=True).startswith("About us")
    assert {"index.html", "about/index.html", "search/search_index.json"} <= built.files()


def test_warning_is_recorded_and_fails_a_strict_build(site):
    files = {"docs/index.md": "# Home\n\n[nowhere](nowhere.md)\n"}
    strict = site(files, PLAIN)
    assert not strict.passed
    assert "1 warnings" in strict.aborted
    assert ["nowhere.md" in text for text in strict.warnings] == [True]
    assert strict.page().select_one("article a[href='nowhere.md']")

    easy = site(files, PLAIN, strict=False)
    assert easy.passed
    assert easy.warnings == strict.warnings


def test_custom_configuration_is_used(site):
    built = site({"mkdocs.yml": "site_name: Mine\ntheme: mkdocs\n", "docs/index.md": "# Hello\n"})
    assert built.page().title.get_text() == "Mine"
