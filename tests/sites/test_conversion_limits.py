"""Hostile pages are converted within limits, and affect no other page."""

import json

import markdown
import pytest
from markdown import Markdown
from support.checking import check_files
from support.guide import DATA
from support.hanging import must_end

from mkdocs_fieldguide.builder import search_exclusion
from mkdocs_fieldguide.markup import markdown_limits as bounds

TOO_MUCH = {
    "open brackets": "Use {% tool 'spade' %} [" + "[" * 5_000 + "x",
    "open addresses": "Use {% tool 'spade' %} " + "[a](" * 2_500,
    "open pictures": "Use {% tool 'spade' %} " + "![a](b" * 2_500,
    "brackets in brackets": "Use {% tool 'spade' %} " + "[" * 3_000 + "a" + "]" * 3_000,
    "numbered lists": "Use {% tool 'spade' %}\n\n" + "1. " * 1_500 + "x",
    "lists": "Use {% tool 'spade' %}\n\n" + "* " * 1_500 + "x",
    "both": "Use {% tool 'spade' %}\n\n" + "1. - " * 1_000 + "x",
}


def pages_of(texts):
    """Return a page for each text, and a page with a link to each."""
    pages = {f"docs/{what.replace(' ', '-')}.md": text for what, text in texts.items()}
    links = "\n".join(f"[A]({what.replace(' ', '-')}.md)\n" for what in texts)
    return {**DATA, **pages, "docs/other.md": f"See\n\n{links}"}


@pytest.fixture(scope="module")
def too_much(site):
    return site(pages_of({what: f"# A\n\n{text}\n" for what, text in TOO_MUCH.items()}), strict=False)


@pytest.mark.parametrize("what", TOO_MUCH)
def test_page_beyond_the_limits_is_shown_and_reported(too_much, what):
    path = what.replace(" ", "-")
    (line,) = [line for line in too_much.warnings if "FG008" in line and line.startswith(f"docs/{path}.md:")]
    at = 3 if what.startswith(("open", "brackets")) else 5
    assert line.startswith(f"docs/{path}.md:{at}")
    text = too_much.page(f"{path}/").select_one("article").get_text()
    assert "Use" in text
    assert TOO_MUCH[what][-20:] in text
    assert "fgmark" not in text
    assert too_much.page("other/").select_one(f'article a[href="../{path}/"]')


def test_repeated_checks_have_the_same_output(tmp_path):
    files = {**DATA, "docs/page.md": f"# A\n\n{TOO_MUCH['open brackets']}\n"}
    first = check_files(tmp_path, files, "--select", "FG008")
    assert [(found["file"], found["line"]) for found in first.findings] == [("docs/page.md", 3)]
    assert check_files(tmp_path, {"docs/new.md": "# New\n"}, "--select", "FG008").codes == ["FG008"]


def test_realistic_pages_are_far_below_the_limits(site):
    links = " ".join(f"[[{n}] tool {n}](page.md 'A (title)')" for n in range(1_000))
    boxes = "\n".join(f"- [ ] task {n} [and [more]]" for n in range(1_000))
    depth = "\n".join("    " * n + f"- level {n}" for n in range(12))
    built = site({**DATA, "docs/page.md": f"# A\n\n{links}\n\n{boxes}\n\n{depth}\n"})
    assert len(built.page("page/").select("article p a")) == 1_000


TAGS = {
    "tags": "<a " * 900,
    "attributes": "<a href='x" * 600,
    "quoted signs": '<a x=">"' * 700,
    "open and closed": "<b>" * 300 + "<!-- x -->" * 300,
    "ends of others": "<div>" * 2_000 + "</b>" * 2_000,
    "blocks": "<p></p>\n" * 1_000,
}


@pytest.fixture(scope="module", params=[[], ["md_in_html"]], ids=["plain", "md_in_html"])
def never_closed(request, site):
    texts = {what: f"# A\n\nUse {{% tool 'spade' %}}\n\n{text}" for what, text in TAGS.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bounds, "MOST_HTML_STEPS", 200_000)
        return site(pages_of(texts), {"markdown_extensions": request.param}, strict=False)


@pytest.mark.parametrize("what", TAGS)
def test_unclosed_html_beyond_the_limit_is_reported(never_closed, what):
    path = what.replace(" ", "-")
    lines = [
        line for line in never_closed.warnings if "FG008" in line and line.startswith(f"docs/{path}.md:")
    ]
    # Before 3.11, Markdown does not track inline tags, so comments among them cost nothing.
    if what != "open and closed" or markdown.__version_info__ >= (3, 11):
        (line,) = lines
        assert bounds.TOO_MANY_TAGS in line
    assert never_closed.page(f"{path}/").select_one("article button.fg-tool")
    assert "fgmark" not in never_closed.text(f"{path}/")
    assert never_closed.page("other/").select_one(f'article a[href="../{path}/"]')


@pytest.mark.parametrize("unit", ["<a ", "<a href='", '<a x=">"', "<b><!-- x -->", "</a", "<?\n", "<!a\n"])
@pytest.mark.parametrize("extensions", [[], ["md_in_html"]])
def test_any_amount_of_html_terminates(unit, extensions, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_HTML_STEPS", 1_000_000)
    md = Markdown(extensions=extensions)
    bounds.MarkdownLimits(md, lambda what, text: None).start()
    with must_end():
        md.preprocessors["html_block"].run([unit * 40_000])


@pytest.mark.parametrize("extensions", [[], ["md_in_html"]])
def test_limits_do_not_change_realistic_html(extensions):
    table = "<table>" + "<tr><td>1</td><td><b>2</b> &lt; 3<br></td></tr>\n" * 2_000 + "</table>"
    code = "    if a <b and c <d: # <e\n" * 200
    paragraphs = "<p>A <!-- comment --> paragraph</p>\n\n***\n\n===\n\n---\n\n" * 1_000
    text = f"{table}\n\n{code}\n\n{paragraphs}\n<div markdown>\n\nA *b*\n\n</div>\n"
    plain, bounded = Markdown(extensions=extensions), Markdown(extensions=extensions)
    reported = []
    bounds.MarkdownLimits(bounded, lambda what, text: reported.append(what)).start()
    assert bounded.convert(text) == plain.convert(text)
    assert not reported


HEADINGS = {
    "markdown": "# Many\n\n" + "## Part\n\nText of it\n\n" * 20,
    "html": "# Many\n\n" + "<h2>Part</h2>\nText of it\n\n" * 10 + "<H3\nid=x>Part</H3>\n\n" * 10,
}
SEARCHES = {
    "Material's": {},
    "MkDocs' own": {"theme": {"name": "mkdocs"}},
}


def searched(built, address):
    """Return titles and texts of a page in the search index."""
    docs = json.loads(built.text("search/search_index.json"))["docs"]
    return [(doc["title"], doc["text"]) for doc in docs if doc["location"].split("#")[0] == address]


@pytest.mark.parametrize("search", SEARCHES)
@pytest.mark.parametrize("kind", HEADINGS)
def test_page_with_too_many_headings_is_not_searched(site, monkeypatch, kind, search):
    monkeypatch.setattr(search_exclusion, "MAX_HEADINGS", 20)
    files = {**DATA, "docs/page.md": HEADINGS[kind], "docs/other.md": "# Other\n\nFound\n"}
    built = site(files, SEARCHES[search], strict=False)
    (line,) = [line for line in built.warnings if "FG008" in line]
    assert line.startswith(
        "docs/page.md:1: The page has 21 headings, more than 20, and is excluded from the search. "
    )
    assert "search: {exclude: true}" in line
    assert searched(built, "page/") == ([("Many", "")] if search == "MkDocs' own" else [])
    assert "Found" in str(searched(built, "other/"))
    assert built.text("page/index.html").count("Text of it") >= 10


def test_one_heading_fewer_is_searched(site, monkeypatch):
    monkeypatch.setattr(search_exclusion, "MAX_HEADINGS", 21)
    built = site({**DATA, "docs/page.md": HEADINGS["markdown"]})
    assert len(searched(built, "page/")) == 21


@pytest.mark.parametrize("search", SEARCHES)
def test_excluded_page_is_not_reported(site, monkeypatch, search):
    monkeypatch.setattr(search_exclusion, "MAX_HEADINGS", 20)
    page = "---\nsearch: {exclude: true}\n---\n" + HEADINGS["markdown"]
    built = site({**DATA, "docs/page.md": page}, SEARCHES[search])
    assert "Text of it" not in str(searched(built, "page/"))
    assert built.text("page/index.html").count("Text of it") == 20


def test_site_without_a_search_may_have_such_pages(site, monkeypatch):
    monkeypatch.setattr(search_exclusion, "MAX_HEADINGS", 20)
    built = site({**DATA, "docs/page.md": HEADINGS["markdown"]}, {"plugins": ["fieldguide"]})
    assert built.text("page/index.html").count("Text of it") == 20


def test_check_finds_too_many_headings(tmp_path, monkeypatch):
    monkeypatch.setattr(search_exclusion, "MAX_HEADINGS", 20)
    files = {**DATA, "docs/page.md": HEADINGS["markdown"]}
    found = check_files(tmp_path, files, "--select", "FG008").findings
    assert [(finding["file"], finding["line"]) for finding in found] == [("docs/page.md", 1)]


def test_headings_added_by_another_plugin_count(site, monkeypatch):
    # The tags plugin writes a heading for each tag.
    monkeypatch.setattr(search_exclusion, "MAX_HEADINGS", 20)
    tags = ", ".join(f"tag{n}" for n in range(30))
    files = {
        **DATA,
        "docs/page.md": f"---\ntags: [{tags}]\n---\n# Page\n",
        "docs/tags.md": "# Tags\n\n<!-- material/tags -->\n",
    }
    built = site(files, {"plugins": ["search", "tags", "fieldguide"]}, strict=False)
    (line,) = [line for line in built.warnings if "FG008" in line]
    assert line.startswith("docs/tags.md:1: The page has 31 headings")
    assert searched(built, "tags/") == []
    assert len(built.page("tags/").select("article h2")) == 30
