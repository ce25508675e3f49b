"""“Cite this page”: in the credits or by tag, for the page or the whole guide, with downloads."""

import json

import pytest

ROOT = "https://example.org/guide/"
FILES = {
    "docs/_data/CONTRIBUTORS.yml": """
        Ada Example:
        Ben Example:
        Hidden Example: {hidden: true}
        The Diggers: {type: collective}
        """,
    "docs/_data/affiliations.yml": "[{name: Institute of Made-up Studies}]\n",
    "docs/work.md": """
        ---
        title: The work & more
        contributors: [Ada Example, Hidden Example, The Diggers]
        editors: [Ben Example]
        contributions: {authorship: [Institute of Made-up Studies]}
        page_citation: true
        last_update: 2026-05-31
        ---

        Text.
        """,
    "docs/quiet.md": "---\ntitle: Quiet\ncontributors: [Ada Example]\n---\n\nText.\n",
    "docs/nobody.md": "---\ntitle: Nobody\npage_citation: true\n---\n\nText.\n",
    "docs/hand.md": """
        ---
        title: By hand
        contributors: [Ada Example]
        page_citation: true
        ---

        ## How to cite

        {% include citation-page.html %}
        """,
}
CFF = """
    cff-version: 1.2.0
    message: Please cite it.
    title: The whole guide
    date-released: 2025-04-03
    doi: 10.1234/guide
    authors: [{family-names: Example, given-names: Ada}]
    """


def options(**given):
    return {"plugins": ["search", {"fieldguide": given}], "site_url": ROOT}


@pytest.fixture(scope="module")
def built(site):
    return site(FILES, options())


def citation(built, address):
    [part] = built.page(address).select("[data-role=citation]")
    return part


def entry(part):
    return part.select_one(".fg-page-citation__entry").get_text().strip()


def test_page_is_cited_in_the_style_of_the_site(built):
    assert built.warnings == []
    part = citation(built, "work/")
    assert part.h3.get_text() == "Cite this page"
    text = entry(part)
    assert text.startswith("Example, A., The Diggers, & Institute of Made-up Studies. (2026, May 31).")
    assert "The work & more" in text
    assert "A small guide" in text
    assert part.select_one(f'a[href="{ROOT}work/"]')
    assert part.select_one("time")["datetime"] == "2026-05-31"
    assert "Hidden" not in str(part)


def test_another_style(site):
    built = site(FILES, options(citation_style="nature"))
    assert "Example, A." in entry(citation(built, "work/"))
    assert "2026" in entry(citation(built, "work/"))


def test_only_pages_with_the_setting_have_a_citation(built):
    assert not built.page("quiet/").select("[data-role=citation]")


def test_folder_can_set_it(site):
    defaults = [{"scope": {"path": ""}, "values": {"page_citation": True}}]
    built = site(FILES, options(defaults=defaults))
    assert citation(built, "quiet/")
    assert not built.page("contributors/ada-example/").select("[data-role=citation]")


def test_missing_authors_and_date_are_omitted(built):
    text = entry(citation(built, "nobody/"))
    assert text.startswith("Nobody. (n.d.).")
    assert not citation(built, "nobody/").select("time")


def test_citation_in_the_text_is_not_repeated_in_the_credits(built):
    page = built.page("hand/")
    [part] = page.select(".fg-page-citation")
    assert part.find_parent("section") is None
    assert not part.select("h3")
    assert page.select("section.fg-credits [data-role=contributors]")


FORMATS = {"bib": "@online{work,", "ris": "TY  - ELEC", "csl.json": '"type": "webpage"'}


@pytest.mark.parametrize(("ending", "holds"), FORMATS.items())
def test_each_format_is_available_without_scripts(built, ending, holds):
    links = [a["href"] for a in citation(built, "work/").select("a[download]")]
    [link] = [link for link in links if link.endswith(f".{ending}")]
    text = built.text(link.removeprefix("../"))
    assert holds in text
    assert "Example" in text
    assert "2026" in text
    assert "A small guide" in text.replace("{", "").replace("}", "")


def test_buttons_copy_the_reference_and_the_files(built):
    buttons = citation(built, "work/").select("button.fg-copy")
    assert [b.get_text() for b in buttons] == [
        "Copy reference",
        "Copy BibTeX",
        "Copy RIS",
        "Copy CSL-JSON",
    ]
    assert buttons[0]["data-fg-copy"].startswith("Example, A.")
    for button in buttons[1:]:
        assert built.path(button["data-fg-copy-from"].removeprefix("../")).is_file()


def test_pages_with_one_id_have_separate_files(site):
    page = "---\ntitle: {0}\npage_citation: true\n---\n\nText.\n"
    built = site({"docs/a/x.md": page.format("One"), "docs/b/x.md": page.format("Two")}, options())
    for address, title in (("a/x/", "One"), ("b/x/", "Two")):
        link = citation(built, address).select_one('a[href$=".csl.json"]')["href"]
        assert json.loads(built.text(link.removeprefix("../../")))[0]["title"] == title


def test_without_exports_there_is_nothing_to_download(site):
    built = site(FILES, options(exports=False))
    part = citation(built, "work/")
    assert not part.select("a[download]")
    assert [b.get_text() for b in part.select("button")] == ["Copy reference"]


def test_whole_guide_is_cited_by_its_file(site):
    built = site({**FILES, "CITATION.cff": CFF}, options(citation_file="CITATION.cff"))
    assert built.warnings == []
    part = citation(built, "work/")
    assert part.h3.get_text() == "Cite this guide"
    assert "The whole guide" in entry(part)
    assert part.select_one('a[href="https://doi.org/10.1234/guide"]')
    assert "10.1234/guide" in built.text("fieldguide/guide.bib")
    assert not (built.site / "fieldguide" / "pages").exists()


def test_faults_of_the_file_are_reported(site):
    broken = CFF.replace("2025-04-03", "2025-04-31")
    built = site({**FILES, "CITATION.cff": broken}, options(citation_file="CITATION.cff"), strict=False)
    [warning] = built.warnings
    assert warning.startswith("CITATION.cff:4:")
    assert "[FG015]" in warning
    assert "The whole guide" in entry(citation(built, "work/"))


def test_without_the_file_the_page_is_cited(site):
    built = site(FILES, options(citation_file="CITATION.cff"), strict=False)
    assert "[FG001]" in built.warnings[0]
    assert "The work & more" in entry(citation(built, "work/"))


def test_data_is_escaped_in_every_format(site):
    evil = '"><script>alert(1)</script>'
    files = {
        "docs/x.md": f"---\ntitle: {json.dumps(evil)}\npage_citation: true\n"
        f"contributors: [{json.dumps(evil)}]\n---\n\nText.\n"
    }
    built = site(files, options(), strict=False)
    part = citation(built, "x/")
    assert not part.select("script")
    assert "<script>alert(1)" in part.select_one("button")["data-fg-copy"]


def test_pages_have_their_date_and_pages_without_one_an_access_date(site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780228800")  # 31 May 2026
    files = {
        "docs/a.md": "---\ntitle: A\npage_citation: true\n---\n\nText.\n",
        "docs/b.md": "---\ntitle: B\npage_citation: true\nlast_update: 2026-05-01\n---\n\nText.\n",
    }
    plugins = [{"fieldguide": {"last_change": True, "words": {"last_change": "Changed on"}}}]
    built = site(files, {"site_url": "https://example.org/", "plugins": plugins})
    entry = ".fg-page-citation__entry"
    assert built.page("a/").select_one(entry).get_text() == (
        "A. (n.d.). A small guide. Retrieved May 31, 2026, from https://example.org/a/"
    )
    assert "Retrieved" not in built.page("b/").select_one(entry).get_text()
    assert built.page("b/").select_one(".fg-page-citation time").get_text() == "1 May 2026"
    assert built.page("b/").select_one("article > .fg-last-change").get_text() == "Changed on 1 May 2026"
    assert not built.page("a/").select(".fg-last-change")
