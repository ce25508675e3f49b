"""What the plugin print-site gets: it takes every link as one to a place in its own page."""

from types import SimpleNamespace

import pytest

from mkdocs_fieldguide.builder.print_site import prepare_for_print_site


def page(path, url, content, title="Page"):
    return SimpleNamespace(
        file=SimpleNamespace(src_uri=path), url=url, content=content, title=title, html="old"
    )


def printed(content, site_url="https://example.org/guide", plugins=("print-site",)):
    shown = page("a/page.md", "a/page/", content)
    others = [page("index.md", "", ""), page("b.md", "b/", ""), page("tools/spade.md", "tools/spade/", "")]
    config = SimpleNamespace(site_url=site_url, plugins=dict.fromkeys(plugins))
    prepare_for_print_site(config, [shown, *others], ["index.md", "a/page.md", "b.md"])
    return shown.html


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ('<h1>A</h1><a href="../../b/">B</a>', '<h1>A</h1><a href="../../b/">B</a>'),
        ('<h1>A</h1><a href="../../b/#x">B</a>', '<h1>A</h1><a href="../../b/#x">B</a>'),
        (
            '<h1>A</h1><a class="c" href="../../">B</a>',
            '<h1>A</h1><a class="c" href="../../index.html">B</a>',
        ),
        (
            '<h1>A</h1><a href="../../tools/spade/#x">S</a>',
            '<h1>A</h1><a href="https://example.org/guide/tools/spade/#x">S</a>',
        ),
        ('<h1>A</h1><a href="https://example.org/">S</a>', '<h1>A</h1><a href="https://example.org/">S</a>'),
        ('<h1>A</h1><a href="mailto:a@b.c">S</a>', '<h1>A</h1><a href="mailto:a@b.c">S</a>'),
        ('<h1 id="x">A</h1><a href="#x">S</a>', '<h1 id="x">A</h1><a href="#x">S</a>'),
        ('<h1>A</h1><a href="#y">S</a><b id="y"></b>', '<h1>A</h1><a >S</a><b id="y"></b>'),
    ],
)
def test_links_lead_to_printed_pages_or_to_the_site(content, expected):
    assert printed(content) == expected


def test_a_link_to_a_page_that_is_not_printed_needs_the_address_of_the_site():
    assert printed('<h1>A</h1><a href="../../tools/spade/">S</a>', site_url="") == "<h1>A</h1><a >S</a>"


def test_a_page_has_its_title():
    assert printed("<h2>B</h2>") == "<h1>Page</h1>\n<h2>B</h2>"


def test_sites_without_the_plugin_get_nothing():
    assert printed("<p></p>", plugins=("search",)) == "old"
