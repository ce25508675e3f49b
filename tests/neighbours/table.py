"""The neighbours: plugins, extensions and themes of real sites, with what is right beside this plugin.

The page of the docs about them is made from this table.
"""

# More than 300 lines: one entry for each neighbour.

from __future__ import annotations

import json

from tests.neighbours.content import PAGES
from tests.neighbours.fonts import put_roboto_into_cache
from tests.neighbours.neighbour import Neighbour, Order

_POST = """
    ---
    date: 2026-01-02
    ---

    # The first post

    The excerpt with {% tool "spade" %} {% cite digging %} and [Second](second).

    <!-- more -->

    More about {% tool "rake" %} {% cite levelling %}.
    """
_BLOG = {"docs/blog/index.md": "# Blog\n", "docs/blog/posts/first.md": _POST}

_READS = ("The Spade", "Digger")
"""What a reader sees of the tags on the home page and in the excerpt of the post."""

_NOTEBOOK = {
    "cells": [
        {
            "cell_type": "markdown",
            "metadata": {},
            "source": ["# Notebook\n", "\n", 'With {% tool "spade" %} {% cite digging %}.'],
        },
        {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": ["print('x')"]},
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "P", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}

_START = '---\ntitle: Start\n---\n\n# Start\n\nGraben mit {% tool "spade" %} {% cite digging %}.\n'
_LANGUAGES = [
    {"locale": "en", "default": True, "name": "English", "build": True},
    {"locale": "de", "name": "Deutsch", "build": True, "site_name": "Kleiner Leitfaden"},
]

_MATERIAL = "https://squidfunk.github.io/mkdocs-material/plugins/"

NEIGHBOURS: tuple[Neighbour, ...] = (
    Neighbour(
        "autorefs",
        "https://mkdocstrings.github.io/autorefs/",
        packages=("mkdocs_autorefs",),
        plugins=("autorefs",),
        files={"docs/refs.md": '# Anchors\n\n## A heading\n\nSee [A heading][] and {% tool "spade" %}.\n'},
        shows={"refs/index.html": ("The Spade", 'href="#a-heading"')},
    ),
    Neighbour(
        "awesome-nav",
        "https://lukasgeiter.github.io/mkdocs-awesome-nav/",
        "Generated pages can be named in `.nav.yml`.",
        packages=("mkdocs_awesome_nav",),
        plugins=("awesome-nav",),
        files={"docs/.nav.yml": "nav:\n  - index.md\n  - tools/spade.md\n  - '*'\n"},
        quick=True,
    ),
    Neighbour(
        "blog",
        f"{_MATERIAL}blog/",
        plugins=("blog",),
        files=_BLOG,
        shows={"blog/index.html": _READS, "blog/2026/01/02/the-first-post/index.html": (*_READS, "Rakes")},
    ),
    Neighbour(
        "caption",
        "https://github.com/tobiasah/mkdocs-caption",
        packages=("mkdocs_caption",),
        plugins=("caption",),
        files={
            "docs/captions.md": """
                # Captions

                Table: The caption with {% tool "spade" %} {% cite digging %}

                | a | b |
                |---|---|
                | {% tool "rake" %} | 2 |

                ![Alternative text](pic.svg "The title with {% tool 'spade' %}")
                """,
        },
        shows={"captions/index.html": ("The caption with The Spade", "Digger", "The title with The Spade")},
    ),
    Neighbour(
        "exclude",
        "https://github.com/apenwarr/mkdocs-exclude",
        packages=("mkdocs_exclude",),
        plugins=({"exclude": {"glob": ["drafts/*"]}},),
        files={"docs/drafts/idea.md": '# Idea\n\nWith {% tool "spade" %}.\n'},
        lacks={"search/search_index.json": ("drafts/idea",)},
    ),
    Neighbour(
        "exclude-search",
        "https://github.com/chrieke/mkdocs-exclude-search",
        packages=("mkdocs_exclude_search",),
        plugins=({"exclude-search": {"exclude": ["sub/page.md"]}},),
        lacks={"search/search_index.json": ("sub/page/",)},
    ),
    Neighbour(
        "gen-files",
        "https://oprypin.github.io/mkdocs-gen-files/",
        "Pages that a script writes can contain tags.",
        packages=("mkdocs_gen_files",),
        plugins=({"gen-files": {"scripts": ["made.py"]}},),
        files={
            "made.py": r"""
                import mkdocs_gen_files

                with mkdocs_gen_files.open("made/page.md", "w") as f:
                    print('# Made\n\nWith {% tool "spade" %} {% cite digging %}.', file=f)
                """,
        },
        shows={"made/page/index.html": _READS},
    ),
    Neighbour(
        "git-authors",
        "https://timvink.github.io/mkdocs-git-authors-plugin/",
        "Generated pages have no history, so they show no authors.",
        packages=("mkdocs_git_authors_plugin",),
        plugins=("git-authors",),
        git=True,
    ),
    Neighbour(
        "git-revision-date-localized",
        "https://timvink.github.io/mkdocs-git-revision-date-localized-plugin/",
        packages=("mkdocs_git_revision_date_localized_plugin",),
        plugins=({"git-revision-date-localized": {"enable_creation_date": True, "type": "iso_date"}},),
        git=True,
    ),
    Neighbour(
        "glightbox",
        "https://blueswen.github.io/mkdocs-glightbox/",
        "Pictures of `{% include image.html %}` open in the lightbox, too.",
        packages=("mkdocs_glightbox",),
        plugins=("glightbox",),
        files={"docs/images/bed.svg": "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'/>\n"},
        shows={"sub/page/index.html": ('class="glightbox"',)},
        quick=True,
    ),
    Neighbour(
        "htmlproofer",
        "https://github.com/manuzhang/mkdocs-htmlproofer-plugin",
        "Exported files are written after the proof: set `ignore_urls: ['*fieldguide/*']`. "
        "`fieldguide check --links` checks external links without a build.",
        packages=("htmlproofer",),
        plugins=({"htmlproofer": {"validate_external_urls": False, "ignore_urls": ["*fieldguide/*"]}},),
    ),
    Neighbour(
        "include-markdown",
        "https://mondeja.github.io/mkdocs-include-markdown-plugin/",
        "Included files can contain tags; [findings](findings.md) name the included file and its line.",
        packages=("mkdocs_include_markdown_plugin",),
        plugins=("include-markdown",),
        files={
            "inc/part.md": 'An included part with {% tool "spade" %} and {% cite levelling %}.\n',
            "docs/including.md": '# Including\n\n{% include-markdown "../inc/part.md" %}\n',
        },
        shows={"including/index.html": ("An included part with The Spade", "Rakes")},
    ),
    Neighbour(
        "literate-nav",
        "https://oprypin.github.io/mkdocs-literate-nav/",
        "Generated pages can be named in the navigation file.",
        packages=("mkdocs_literate_nav",),
        plugins=({"literate-nav": {"nav_file": "SUMMARY.md"}},),
        files={
            "docs/SUMMARY.md": """
                - [Home](index.md)
                - [Second](second.md)
                - [Section](sub/)
                - [Spade](tools/spade.md)
                - *
                """,
        },
    ),
    Neighbour(
        "llmstxt",
        "https://github.com/pawamoy/mkdocs-llmstxt",
        "The files contain names and short citations in place of tags.",
        packages=("mkdocs_llmstxt",),
        plugins=(
            {"llmstxt": {"full_output": "llms-full.txt", "sections": {"All": ["index.md", "second.md"]}}},
        ),
        shows={"llms-full.txt": _READS},
    ),
    Neighbour(
        "macros",
        "https://mkdocs-macros-plugin.readthedocs.io/",
        "Directives are macros as well, see [macros](../how-to/macros.md).",
        plugins=({"macros": {"on_error_fail": True, "include_dir": "inc"}},),
        files={
            "inc/other.md": "Not included.\n",
            "main.py": """
                def define_env(env):
                    env.variables["who"] = "World"

                    @env.macro
                    def hello(x):
                        return f"Hello {x}"

                    @env.filter
                    def up(text):
                        return text.upper()
                """,
            "docs/macro.md": """
                # Macros {{ hello("you") }}

                {{ tool("spade") }} {{ cite("digging") }} {{ who|up }} {% tool "rake" %}

                {% for name in ["one", "two"] %}
                - item {{ name }}
                {% endfor %}
                """,
        },
        shows={"macro/index.html": ("Hello you", "WORLD", "The Spade", "Garden Rake", "Digger", "item two")},
    ),
    Neighbour(
        "macros: a module",
        "https://mkdocs-macros-plugin.readthedocs.io/",
        plugins=({"macros": {"on_error_fail": True, "module_name": "more/functions"}},),
        files={
            "more/functions.py": """
                def define_env(env):
                    @env.macro
                    def wrapped(text):
                        return f"<b>{text}</b>"
                """,
            "docs/macro.md": '# Macros\n\n{{ wrapped(tool("spade")) }} and {{ wrapped("text") }}\n',
        },
        shows={"macro/index.html": ("The Spade", "<b>text</b>")},
    ),
    Neighbour(
        "macros: includes",
        "https://mkdocs-macros-plugin.readthedocs.io/",
        plugins=({"macros": {"on_error_fail": True, "include_dir": "inc"}},),
        files={
            "inc/part.md": 'An included part with {{ tool("spade") }} and {{ cite("levelling") }}.\n',
            "docs/macro.md": '# Including\n\n{% include "part.md" %}\n',
        },
        shows={"macro/index.html": ("An included part with", "The Spade", "Rakes")},
    ),
    Neighbour(
        "macros: other delimiters",
        "https://mkdocs-macros-plugin.readthedocs.io/",
        "With other delimiters, such as `[[` and `]]`, macros use them, and tags stay the same.",
        plugins=(
            {
                "macros": {
                    "on_error_fail": True,
                    "j2_block_start_string": "[[%",
                    "j2_block_end_string": "%]]",
                    "j2_variable_start_string": "[[",
                    "j2_variable_end_string": "]]",
                }
            },
        ),
        config={"extra": {"who": "World"}},
        files={"docs/macro.md": '# Macros\n\n[[ who ]] with {% tool "spade" %} and [[ tool("rake") ]]\n'},
        shows={"macro/index.html": ("World with The Spade", "Garden Rake")},
    ),
    Neighbour(
        "meta",
        f"{_MATERIAL}meta/",
        plugins=("meta",),
        files={"docs/sub/.meta.yml": "tags: [soil]\n"},
    ),
    Neighbour(
        "mike",
        "https://github.com/jimporter/mike",
        packages=("mike",),
        plugins=({"mike": {"canonical_version": "latest"}},),
        config={"extra": {"version": {"provider": "mike"}}},
        environment={
            "MIKE_DOCS_VERSION": json.dumps({"version": "1.0", "title": "1.0", "aliases": ["latest"]})
        },
        shows={"fieldguide/pages.json": ("https://example.org/guide/latest/second/",)},
    ),
    Neighbour(
        "minify",
        "https://github.com/byrnereese/mkdocs-minify-plugin",
        packages=("mkdocs_minify_plugin",),
        plugins=({"minify": {"minify_html": True, "minify_js": True, "minify_css": True}},),
    ),
    Neighbour(
        "mkdocs-jupyter",
        "https://mkdocs-jupyter.danielfrg.com/",
        "Text cells of notebooks can contain tags.",
        packages=("mkdocs_jupyter",),
        plugins=("mkdocs-jupyter",),
        files={"docs/notebook.ipynb": json.dumps(_NOTEBOOK)},
        shows={"notebook/index.html": _READS},
    ),
    Neighbour(
        "mkdocstrings",
        "https://mkdocstrings.github.io/",
        packages=("mkdocstrings", "mkdocstrings_handlers.python"),
        plugins=({"mkdocstrings": {"handlers": {"python": {"paths": ["code"]}}}},),
        files={
            "code/garden.py": 'def dig(depth: int) -> None:\n    """Dig a hole of that depth."""\n',
            "docs/api.md": '# API\n\nWith {% tool "spade" %}.\n\n::: garden\n',
        },
        shows={"api/index.html": ("The Spade", "Dig a hole of that depth")},
    ),
    Neighbour(
        "monorepo",
        "https://backstage.github.io/mkdocs-monorepo-plugin/",
        packages=("mkdocs_monorepo_plugin",),
        plugins=("monorepo",),
        config={
            "nav": [{"Home": "index.md"}, {"Second": "second.md"}, {"Other": "!include ./other/mkdocs.yml"}]
        },
        files={
            "other/mkdocs.yml": "site_name: other\nnav:\n  - Home: index.md\n",
            "other/docs/index.md": '# Other\n\nWith {% tool "spade" %} {% cite digging %}.\n',
        },
        shows={"other/index.html": _READS},
    ),
    Neighbour(
        "offline",
        f"{_MATERIAL}offline/",
        plugins=("offline",),
        generated=("tools/spade.html",),
        quick=True,
    ),
    Neighbour(
        "print-site",
        "https://timvink.github.io/mkdocs-print-site-plugin/",
        "The plugin must be the last in the list. On its page, links to pages outside the navigation, "
        "such as most generated pages, lead to the site, so `site_url` is required.",
        packages=("mkdocs_print_site_plugin",),
        plugins=("print-site",),
        orders=(Order.FIRST,),
        shows={"print_page/index.html": _READS},
    ),
    Neighbour(
        "privacy",
        f"{_MATERIAL}privacy/",
        plugins=({"privacy": {"assets": False}},),
        quick=True,
    ),
    Neighbour(
        "redirects",
        "https://github.com/mkdocs/mkdocs-redirects",
        "Generated pages can be targets.",
        packages=("mkdocs_redirects",),
        plugins=({"redirects": {"redirect_maps": {"old.md": "second.md", "old-tool.md": "tools/spade.md"}}},),
        shows={"old-tool/index.html": ("../tools/spade/",)},
        quick=True,
    ),
    Neighbour(
        "rss",
        "https://guts.github.io/mkdocs-rss-plugin/",
        "Feeds contain names and short citations in place of tags.",
        packages=("mkdocs_rss_plugin",),
        plugins=("rss",),
        git=True,
        shows={"feed_rss_created.xml": ("https://example.org/guide/second/",)},
    ),
    Neighbour(
        "rss: blog",
        "https://guts.github.io/mkdocs-rss-plugin/",
        packages=("mkdocs_rss_plugin",),
        plugins=(
            "blog",
            {
                "rss": {
                    "match_path": "blog/posts/.*",
                    "date_from_meta": {"as_creation": "date"},
                    "use_git": False,
                }
            },
        ),
        files=_BLOG,
        shows={"feed_rss_created.xml": _READS, "feed_json_created.json": _READS},
    ),
    Neighbour(
        "search",
        f"{_MATERIAL}search/",
    ),
    Neighbour(
        "section-index",
        "https://oprypin.github.io/mkdocs-section-index/",
        packages=("mkdocs_section_index",),
        plugins=("section-index",),
        config={
            "nav": [
                {"Home": "index.md"},
                {"Second": "second.md"},
                {"Section": ["sub/index.md", "sub/page.md"]},
            ]
        },
    ),
    Neighbour(
        "snippets",
        "https://facelessuser.github.io/pymdown-extensions/extensions/snippets/",
        "Snippets can contain tags.",
        extensions=({"pymdownx.snippets": {"base_path": ["inc"]}},),
        files={
            "inc/part.md": 'A part with {% tool "rake" %}.\n',
            "docs/snip.md": '# Snippets\n\n{% tool "spade" %}:\n\n--8<-- "part.md"\n',
        },
        shows={"snip/index.html": ("The Spade", "A part with Garden Rake")},
    ),
    Neighbour(
        "social",
        f"{_MATERIAL}social/",
        packages=("cairosvg", "PIL", "fontpkg_roboto", "fontTools"),
        plugins=({"social": {"concurrency": 1}},),
        prepare=put_roboto_into_cache,
    ),
    Neighbour(
        "static-i18n: folders",
        "https://ultrabug.github.io/mkdocs-static-i18n/",
        "Both structures. Each language has generated pages, [exports](exports.md) and redirects of its own, "
        "in folders such as `de/`, and [texts](words.md) in the language. Data files are for all languages. "
        "[`mkdocs serve`](../how-to/serve.md) builds all languages after each change.",
        packages=("mkdocs_static_i18n",),
        plugins=({"i18n": {"docs_structure": "folder", "languages": _LANGUAGES}},),
        files={
            **dict.fromkeys(PAGES),
            **{name.replace("docs/", "docs/en/"): text for name, text in PAGES.items()},
            "docs/de/index.md": _START,
        },
        generated=("tools/spade/index.html", "de/tools/spade/index.html"),
        shows={"index.html": ("Dig with", *_READS), "de/index.html": ("Graben mit", *_READS)},
    ),
    Neighbour(
        "static-i18n: suffixes",
        "https://ultrabug.github.io/mkdocs-static-i18n/",
        packages=("mkdocs_static_i18n",),
        plugins=({"i18n": {"docs_structure": "suffix", "languages": _LANGUAGES}},),
        files={"docs/index.de.md": _START},
        generated=("tools/spade/index.html", "de/tools/spade/index.html"),
        shows={"index.html": ("Dig with", *_READS), "de/index.html": ("Graben mit", *_READS)},
    ),
    Neighbour(
        "table-reader",
        "https://timvink.github.io/mkdocs-table-reader-plugin/",
        packages=("mkdocs_table_reader_plugin",),
        plugins=("table-reader",),
        files={
            "docs/plots.csv": "plot,depth\nNorth,3\n",
            "docs/plots.md": '# Plots\n\n{% tool "spade" %}\n\n{{ read_csv("plots.csv") }}\n',
        },
        shows={"plots/index.html": ("The Spade", "North")},
    ),
    Neighbour(
        "tags",
        f"{_MATERIAL}tags/",
        plugins=("tags",),
        files={"docs/tags.md": "# Tags\n\n<!-- material/tags -->\n"},
        shows={"tags/index.html": ("soil", "Second page")},
    ),
    Neighbour(
        "to-pdf",
        "https://github.com/domWalters/mkdocs-to-pdf",
        packages=("mkdocs_to_pdf",),
        plugins=({"to-pdf": {"output_path": "pdf/guide.pdf"}},),
    ),
)

_FINDING = (r"\[FG050\]",)
"""The theme is not Material."""

THEMES: tuple[Neighbour, ...] = (
    Neighbour(
        "mkdocs",
        "https://www.mkdocs.org/user-guide/choosing-your-theme/#mkdocs",
        config={"theme": {"name": "mkdocs"}},
        quiet=_FINDING,
    ),
    Neighbour(
        "readthedocs",
        "https://www.mkdocs.org/user-guide/choosing-your-theme/#readthedocs",
        config={"theme": {"name": "readthedocs"}},
        quiet=_FINDING,
    ),
    Neighbour(
        "shadcn",
        "https://asiffer.github.io/mkdocs-shadcn/",
        "Shows summaries twice. The sources of pages are published unless `hide_source_files` is set.",
        packages=("shadcn",),
        config={"theme": {"name": "shadcn", "hide_source_files": True}},
        quiet=_FINDING,
    ),
)
"""Themes; those that the tests of the lane install into new environments are described in the docs."""
