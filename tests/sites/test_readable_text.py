"""Other plugins read names, citations and URLs, and never tokens or empty elements."""

import json
import re
from typing import Any

import pytest
from support.site import CONFIG, Built, build_site

HOOKS = """
    import json
    import re
    from pathlib import Path

    seen = {}


    def on_config(config):
        config.site_url = "https://example.org/guide/1.0"  # as mike sets it


    def on_page_content(html, page, config, files):
        seen[page.file.src_uri] = {"markdown": page.markdown, "html": html}


    def on_env(env, config, files):
        for file in files.documentation_pages(inclusion=lambda level: True):
            if file.page and file.src_uri in seen:
                seen[file.src_uri]["env"] = file.page.markdown


    def on_post_page(output, page, config):
        if page.file.src_uri in seen:
            seen[page.file.src_uri]["after"] = page.markdown


    def on_post_build(config):
        Path(config.config_file_path).with_name("seen.json").write_text(json.dumps(seen))
        html = seen["blog/posts/first.md"]["html"]
        escaped = html.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&#34;").replace(">", "&gt;")
        site = Path(config.site_dir)
        (site / "feed_rss_created.xml").write_text(f"<d>{escaped}</d>")
        (site / "feed_json_created.json").write_text(json.dumps({"d": html}))
"""
FILES = {
    "hooks.py": HOOKS,
    "docs/index.md": """
        ---
        redirect_from: [/old]
        ---
        # Home

        ## About {% tool "rake" %} {% cite one %}

        Use {% tool "rake" %} {% cite one %}, {% cite two three -l 3 %}; {% cite four --author_in_text %}.
        See [the post](first), [above](#about-rake) and ![a hole](hole.svg).

        {% contributors %}

        `{% tool "rake" %}`
        """,
    "docs/hole.svg": "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/first.md": """
        ---
        date: 2026-01-02
        page_id: first
        ---
        # First post

        Excerpt of {% tool "rake" %} {% cite one %} on [the home page](index).

        <!-- more -->

        More.
        """,
    "docs/_data/tool_and_resource_list.yml": """
        - {id: rake, name: "R*a*ke & <Co>", url: "https://rake.example"}
        """,
    "docs/_data/CONTRIBUTORS.yml": "Ada Example: {}\n",
    "docs/_data/references.bib": """
        @article{one, title={One}, author={Doe, Ada and Roe, Ben and Moe, Cy}, year=2020}
        @article{two, title={Two}, author={Doe, Ada and {The Diggers}}, year=2021}
        @article{three, title={Three and a half rather long titles of something}, year=2022}
        @article{four, title={Four}, editor={Poe, Di}}
        """,
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site with a blog and a plugin that reads pages in all events."""
    settings = {**CONFIG, "hooks": ["hooks.py"], "site_url": "https://example.org/guide/"}
    settings["plugins"] = ["search", {"blog": {"post_url_format": "{slug}"}}, "fieldguide"]
    return build_site(tmp_path_factory.mktemp("readable"), FILES, config=settings, strict=False)


@pytest.fixture(scope="module")
def seen(built: Built) -> dict[str, Any]:
    """Return what the plugin has read, by page and event."""
    found: dict[str, Any] = json.loads((built.root / "seen.json").read_text())
    return found


def test_markdown_has_names_citations_and_full_urls(seen: dict[str, Any]) -> None:
    home = seen["index.md"]
    assert (
        "Use R*a*ke & <Co> (Doe et al., 2020), (Doe & The Diggers, 2021; "
        "Three and a half rather long titles of…, 2022); Poe (n.d.)." in home["markdown"]
    )
    assert "[the post](https://example.org/guide/1.0/blog/first-post/)" in home["markdown"]
    assert "[above](#about-rake)" in home["markdown"]
    assert "![a hole](https://example.org/guide/1.0/hole.svg)" in home["markdown"]
    assert home["env"] == home["after"] == home["markdown"]


def test_markdown_of_generated_pages_says_what_they_are(seen: dict[str, Any]) -> None:
    assert seen["tools/rake.md"]["markdown"] == "R*a*ke & <Co>"
    assert seen["tools/index.md"]["markdown"] == "Tools and resources"


def test_html_has_names_and_citations_where_their_output_will_be(seen: dict[str, Any]) -> None:
    html = seen["index.md"]["html"]
    assert ">R*a*ke &amp; &lt;Co&gt;</fg-mark>" in html
    assert ">(Doe et al., 2020)</fg-mark>" in html
    assert 'id="about-rake' in html


def test_excerpts_are_interactive(built: Built, seen: dict[str, Any]) -> None:
    assert built.page("blog/").select_one(".md-post--excerpt [data-tool=rake]")
    post = seen["blog/posts/first.md"]
    assert post["env"] == post["after"]
    assert "Excerpt of R*a*ke & <Co> (Doe et al., 2020) on [the home page](https" in post["after"]


@pytest.mark.parametrize("name", ["feed_rss_created.xml", "feed_json_created.json"])
def test_feeds_have_no_elements_of_ours(built: Built, name: str) -> None:
    text = built.text(name)
    assert "(Doe et al., 2020) on" in text
    assert "fg-mark" not in text
    assert "fgmark" not in text


def test_urls_are_right_without_a_final_slash(built: Built) -> None:
    start = "https://example.org/guide/1.0/"
    (tool,) = json.loads(built.text("fieldguide/tools.json"))["tools"]
    assert start in json.dumps(tool)
    assert built.page("old/").select_one("link[rel=canonical]")["href"] == start
    assert built.page().select_one("link[rel=canonical]")["href"] == start
    for path in built.files():
        if path.endswith((".json", ".html", ".csv", ".xml")):
            assert not re.search(r"guide/1\.0[a-z]", built.text(path)), path
