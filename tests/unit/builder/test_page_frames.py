"""Generated pages that share a frame are those that their template would give."""

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc
from mkdocs.utils.templates import url_filter

from mkdocs_fieldguide.builder.performance.page_frames import PageFrames, may_share_frames
from mkdocs_fieldguide.builder.performance.shared_navigation import SharedNavigation

TITLES = ["Spade", "Garden rake", "B & Q", Markup("A &lt;b&gt;"), "É'\"", "page.title", "Last"]
CONTENT = "<h1>{}</h1><p>Text of it.</p>{}"


@pytest.fixture(scope="module")
def config():
    made = MkDocsConfig()
    made.load_dict({"site_name": "Guide", "site_url": "https://example.org/", "theme": {"name": "material"}})
    made.validate()
    made.plugins._current_plugin = None  # as in an event
    return made


def make_pages(config):
    """Return generated pages in one folder; one of them has a table."""
    pages = []
    for number, title in enumerate(TITLES):
        page = Page(None, File.generated(config, f"tools/tool-{number}.md", content=""), config)
        page.meta = {"title": title}
        page.title = title
        page.content = CONTENT.format(title, "<table></table>" if number == 4 else "")
        page.toc = get_toc([])
        pages.append(page)
    return pages


def render_all(config, text, others=()):
    """Return what a template gives for each page, what it gives with frames, and how often it is rendered."""
    environment = Environment(loader=DictLoader({}))
    environment.filters["url"] = url_filter
    template = environment.from_string(text)
    home = Page("Home", File.generated(config, "index.md", content=""), config)
    navigation = Navigation([home], [home])
    pages = make_pages(config)
    frames = PageFrames({page.file.src_uri for page in pages}, SharedNavigation(environment))
    rendered = []

    def render(context):
        rendered.append(context)
        return template.render(context)

    expected, shared = [], []
    for number, page in enumerate(pages):
        context = {"page": page, "nav": navigation, "base_url": "../..", "config": config}
        context |= {"other": others[number]} if others else {}
        expected.append(template.render(context))
        shared.append(frames.render("main.html", context, render))
    return expected, shared, len(rendered)


@pytest.mark.parametrize(
    "text",
    [
        "<title>{{ page.meta.title }}</title>{{ page.title }}{{ page.content }}{{ page.title }}",
        "{{ page.canonical_url }} {{ page.url }} {{ 'tools/' | url }} {{ page.content }}",
        "{% if '<h1' not in page.content %}{{ page.title }}{% endif %}{{ page.content }}",
        "{% if page.meta.title == config.site_name %}Home{% endif %}{{ page.toc | list }}",
    ],
)
def test_a_template_is_rendered_for_two_pages_and_their_frame(config, text):
    expected, shared, count = render_all(config, text)
    assert shared == expected
    assert count == 3


@pytest.mark.parametrize(
    "text",
    [
        "{{ page.title | e }}",
        "{{ page.title | upper }}",
        "{{ page.title | truncate(9) }}",
        "{{ page.title | urlencode }}",
        "{{ page.title | length }}",
        "{{ page.title | tojson }}",
        "{{ page.title[0] }}",
        "{{ page.content | striptags }}",
        "{{ page.content | wordcount }}",
        "{{ page.file.src_uri }}",
        "{{ page.markdown }}",
        "{{ page.meta.keys() | list }}{{ page.unknown }}",
        "{% for letter in page.title %}{{ letter }} {% endfor %}",
        "{{ page }}",
    ],
)
def test_a_template_that_does_more_than_print_a_page_is_rendered_for_each(config, text):
    expected, shared, _ = render_all(config, text)
    assert shared == expected


@pytest.mark.parametrize(
    "text",
    [
        "{% if '<table' in page.content %}Table{% endif %}",
        "{% if page.title == 'Last' %}Last{% endif %}",
        "{% if page.title != 'Last' %}More{% endif %}",
        "{% if page.title in ['Last', 'É'] %}Last{% endif %}",
        "{{ {'Last': 1}[page.title] }}",
        "{% if page.title > 'D' %}Late{% endif %}",
    ],
)
def test_questions_about_a_page_are_answered_for_each(config, text):
    expected, shared, _ = render_all(config, text)
    assert len(set(expected)) > 1
    assert shared == expected


def test_pages_share_no_frame_if_their_variables_differ(config):
    others = [number == len(TITLES) - 1 for number in range(len(TITLES))]
    expected, shared, count = render_all(config, "{{ other }}{{ page.title }}", others)
    assert (shared, count) == (expected, 4)


@pytest.mark.parametrize(
    ("text", "is_shared"),
    [
        (
            "{% extends 'base.html' %}{% block content %}{{ super() }}{{ config.site_url }}{% endblock %}",
            True,
        ),
        ("{% if page.meta.draft %}<p class='md-content title'>Draft</p>{% endif %}", True),
        ("{{ page.content | replace('a', 'b') }}", False),
        ("{% set text = page['title'] %}", False),
        ("{{ page | attr('content') }}", False),
        ("{% if page.url.endswith('x/') %}", False),
    ],
)
def test_own_templates_that_read_the_text_of_pages_prevent_frames(config, tmp_path, text, is_shared):
    (tmp_path / "main.html").write_text(text, encoding="utf-8")
    config.theme.dirs.insert(0, str(tmp_path))
    try:
        assert may_share_frames(config) is is_shared
    finally:
        config.theme.dirs.remove(str(tmp_path))
