"""Pages with Liquid, home pages, own includes and layouts of a whole old site."""

from itertools import pairwise

import pytest
import yaml
from bs4 import BeautifulSoup
from markdown import markdown
from support.site import write_files

from mkdocs_fieldguide.cli import main
from mkdocs_fieldguide.migrate.landing.convert import convert_html
from mkdocs_fieldguide.migrate.landing.to_markdown import image

HOME = """
    ---
    layout: none
    search_exclude: true
    ---
    <!doctype html>
    <html>{% include head.html %}<body>{% include topnav.html search=false %}
    <section class="hero"><h1>Plain <b>Guide</b></h1><p>All about digging.</p></section>
    <section class="bg-light"><h2>Find it</h2>
      <form role="search"><input type="search" id="search-input"></form><div id="search-results"></div>
    </section>
    <section><h2>Browse</h2><div class="row">
    {%- for folder in site.data.sidebars[page.sidebar].subitems %}
      <div class="col"><div class="card">
        <img src="{{ folder.image_url | relative_url }}" alt="{{ folder.title }} icon">
        <div class="card-body"><a href="{{ folder.url | relative_url }}"><h3>{{ folder.title }}</h3></a>
        <p>{{ folder.description }}</p></div>
      </div></div>
    {%- endfor %}
    </div></section>
    <section><h2>Own words</h2>
      <div class="row"><div class="col"><img src="assets/spade.png" alt="A spade"></div>
      <div class="col"><p>Take {% tool "spade" %} &amp; <a class="btn" href="/tasks">dig</a>.</p></div></div>
      {% include news.html limit=2 title=true %}
    </section>
    {% include footer.html %}<script>alert(1)</script></body></html>
    """
ALIASES = "".join(f"{to}: &{to} [{', '.join(12 * [f'*{of}'])}]\n" for of, to in pairwise("abcdefghi"))
OLD = {
    "_config.yml": """
        title: Guide
        url: https://guide.example.org
        EMAIL: a@example.org
        exclude: [var/]
        defaults:
          - scope: {path: ""}
            values: {permalink: "/:basename", layout: page, sidebar: main}
          - scope: {path: pages/cases}
            values: {layout: case}
        """,
    "_data/sidebars/main.yml": """
        subitems:
          - {title: Tasks, url: /tasks, description: What to do., image_url: /assets/spade.png}
          - {title: Roles, url: /roles, description: Who does it.}
        """,
    "_data/news.yml": "- {name: Opened, date: 2024-01-02}\n",
    "_includes/back.html": '<p><a href="/tasks">Back</a></p>\n',
    "_includes/count.html": "{{ site.pages | size }} pages\n",
    "_includes/callout.html": "<div>own</div>\n",
    "_includes/footer.html": "{% if page.sponsor %}{{ page.sponsor }} {{ page.training }}{% endif %}\n",
    "_layouts/case.html": "---\nlayout: page\n---\n<p>By {{ page.author }}</p>\n\n{{ content }}\n",
    "_layouts/page.html": "<main>{{ content }}</main>\n",
    "index.html": HOME,
    "pages/tasks.md": "---\ntitle: Tasks\n---\nWrite to {{ site.EMAIL }}.{{ site.data.gone.x }}\n"
    "\n```\nfoo\n\n\n\nbar\n```\n",
    "pages/roles.md": "---\ntitle: Roles\n---\n{% include back.html %}\n\n{% include count.html %}\n",
    "pages/plain.md": "---\ntitle: Plain\nsponsor: Example Fund\ntraining: [x]\naffiliations: [y]\n---\n"
    '{% tool "spade" %} {% include callout.html content="x" %}\n',
    "pages/short.md": "---\ntitle: Short\n---",
    "pages/endless.md": "---\ntitle: Endless\n---\n{% for i in (1..999999999) %}{{ i }}{% endfor %}\n",
    "pages/odd.md": "---\ntitle: Odd\n---\n{{ site.EMAIL }} {% youtube x %}\n",
    "robots.txt": "---\n---\nSitemap: {{ 'sitemap.xml' | absolute_url }}\n",
    "feed.xml": "---\n---\n<feed/>\n",
    "spec/1.0/index.md": "---\npermalink: /spec/1.0/\n---\nText.\n",
    "pages/latin.md": b"---\ntitle: Latin\n---\n\xe9 {{ site.EMAIL }}\n",
    "pages/bomb.md": f"---\na: &a [x, x]\n{ALIASES}---\n{{{{ page.i }}}}{{{{ site.EMAIL }}}}\n",
    "pages/script.md": "---\ntitle: S\n---\n# Part\n\n{{ site.EMAIL }}\n<script>$('a').tooltip()</script>\n"
    "<script>x()</script>\n",
    "pages/cases/one.md": "---\ntitle: One\nauthor: Ada Example\n---\n{{ page.title }}\n",
    "notes.md": "# No page\n",
    "CITATION.cff": "cff-version: 1.2.0\n",
    "CODE_OF_CONDUCT.md": b"\xe9",
    "var/tidy.md": "# Not published\n",
    "assets/spade.png": b"\x89PNG\r\n\x1a\n",
}


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    """Return a function that reads a file of the new site."""
    root = tmp_path_factory.mktemp("moved")
    write_files(root / "old", OLD)
    (root / "old/spec/index.md").symlink_to("1.0/index.md")
    assert main(["migrate", str(root / "old"), str(root / "new")]) == 0
    return lambda path: (root / "new" / path).read_bytes().decode("utf-8", "surrogateescape")


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<img src="a b.png" alt="" width="9px">', '<img src="a%20b.png" alt="" width="9">'),
        ('<img src="a.png">', "![](a.png)"),
        ('<img src="a.png" alt="A [map]">', r"![A \[map\]](a.png)"),
    ],
)
def test_only_pictures_without_meaning_have_an_empty_description(html, text):
    assert image(BeautifulSoup(html, "html.parser").img) == text


def test_a_home_page_becomes_a_landing_page(new):
    _, front, text = new("docs/index.md").split("---\n", 2)
    settings = yaml.safe_load(front)
    assert settings["layout"] == "landing"
    assert (settings["title"], settings["summary"]) == ("Plain Guide", "All about digging.")
    assert settings["landing_blocks"][:2] == ["landing_search", "text"]
    assert text.split("\n\n") == [
        "\n## Browse",
        '<div class="grid cards" markdown="1">',
        '-   <img src="/assets/spade.png" alt="" width="64">',
        "    **[Tasks](/tasks)**",
        "    What to do.",
        "-   **[Roles](/roles)**",
        "    Who does it.",
        "</div>",
        "## Own words",
        '<div class="grid" markdown="1">',
        '<div markdown="1">',
        '![A spade](assets/spade.png){: width="240" }',
        "</div>",
        '<div markdown="1">',
        'Take {% tool "spade" %} & [dig](/tasks){: .md-button }.',
        "</div>",
        "</div>",
        "{% include news.html limit=2 title=true %}\n",
    ]
    assert "{%- for folder" in new("_original/index.html")


def test_a_card_keeps_its_drawing_but_not_the_icons_in_its_text():
    card = """
        <a class="door" href="/dig"><div aria-hidden="true">
        <svg viewBox="0 0 2 2" class="big" onload="x()"><path d="M0 0"/><script>x()</script></svg>
        </div><h2>Dig</h2><p>Go there <svg><path d="M1 1"/></svg></p></a>
        """
    text = convert_html(f"<h1>Guide</h1><div class='row'>{card}</div>", {}, {})
    assert text.split("\n\n")[2:-1] == [
        '-   <svg aria-hidden="true" fill="currentColor" viewbox="0 0 2 2" width="64">'
        '<path d="M0 0"></path></svg>',
        "    **[Dig](/dig)**",
        "    Go there",
    ]


@pytest.mark.parametrize(
    ("below", "summary"),
    [("the <i>people</i> side", "For the people side"), ("All of it.", "For · All of it.")],
)
def test_a_line_above_the_title_is_part_of_the_summary(below, summary):
    hero = f'<section><p class="hero-eyebrow">For</p><h1>Guide</h1><p>{below}</p></section><p>Text.</p>'
    _, front, text = convert_html(hero, {}, {"subitems": []}).split("---\n", 2)
    assert yaml.safe_load(front)["summary"] == summary
    assert text == "\nText.\n"


def test_files_that_jekyll_published_unchanged_are_published(new):
    assert "published_files:\n        - CITATION.cff\n        - notes.md\n" in new("mkdocs.yml")
    report = new("MIGRATION.md")
    assert "the option `published_files` publishes them: `CITATION.cff`, `notes.md`." in report
    assert "link to them in the repository instead: `CODE_OF_CONDUCT.md`." in report


def test_the_report_names_values_that_are_lost(new):
    report = new("MIGRATION.md")
    assert "`_includes/footer.html` was not used; it reads `sponsor`" in report
    assert "front matter of `pages/plain.md`" in report
    assert "reads `training`" not in report
    assert "There is no data file `_data/gone`" in report


def test_liquid_is_computed_only_where_the_plugin_does_not_understand_it(new):
    assert new("docs/pages/tasks.md").endswith("Write to a@example.org.\n\n```\nfoo\n\n\n\nbar\n```\n")
    assert new("docs/pages/roles.md").endswith('<p><a href="/tasks">Back</a></p>\n\n12 pages\n')
    assert new("docs/pages/plain.md") == OLD["pages/plain.md"]
    assert new("docs/pages/latin.md").encode("utf-8", "surrogateescape") == OLD["pages/latin.md"]
    assert new("docs/pages/endless.md") == OLD["pages/endless.md"]
    assert new("docs/pages/odd.md").endswith("a@example.org {% youtube x %}\n")


def test_the_text_of_an_own_layout_is_on_its_pages(new):
    assert new("docs/pages/cases/one.md").endswith("---\n<p>By Ada Example</p>\n\nOne\n")


def test_files_that_jekyll_computes_are_computed_or_replaced(new):
    assert new("docs/robots.txt") == "Sitemap: https://guide.example.org/sitemap.xml\n"
    assert "feed: true" in new("mkdocs.yml")
    assert "`feed.xml`: The option `feed` of the plugin replaces this file." in new("MIGRATION.md")


def test_a_symlink_to_a_page_is_a_page_at_its_own_address(new):
    assert new("docs/spec/index.md") == "---\npermalink: /spec/\n---\nText.\n"
    assert new("docs/spec/1.0/index.md") == OLD["spec/1.0/index.md"]


def test_scripts_for_libraries_of_the_old_theme_are_removed(new):
    assert new("docs/pages/script.md").endswith("\na@example.org\n<script>x()</script>\n")


def test_a_heading_of_the_first_level_does_not_replace_the_title(new):
    assert "---\n## Part\n" in new("docs/pages/script.md")
    assert (
        "one level down, because MkDocs would show them in place of the title, on `pages/script.md`."
        in new("MIGRATION.md")
    )


def test_aliases_in_front_matter_do_not_grow_without_limit(new):
    assert new("docs/pages/bomb.md").endswith("---\na@example.org\n")


def test_front_matter_at_the_end_of_a_file_is_closed(new):
    assert new("docs/pages/short.md") == "---\ntitle: Short\n---\n"


def test_the_report_names_what_no_longer_follows_the_data(new):
    report = new("MIGRATION.md")
    for line in (
        "- `pages/endless.md`: Its Liquid was not computed: its loops have more than 100,000 steps",
        "- `pages/odd.md:4`: There is no tag “youtube”; it was left unchanged.",
        "- `index.html` is a landing page now.",
        "`_original/index.html`.",
        "- Liquid was computed on `pages/bomb.md`, `pages/cases/one.md`, `pages/odd.md`, `pages/roles.md`,",
        "- Scripts that need Bootstrap or jQuery were removed from `pages/script.md`.",
        "- `_includes/back.html` was computed on `pages/roles.md`.",
        "- `_layouts/case.html` was computed on `pages/cases/one.md`.",
    ):
        assert line in report


class TestOwnVersionsOfIncludes:
    @pytest.fixture(scope="class")
    @classmethod
    def new(cls, tmp_path_factory):
        old = {
            "_config.yml": "title: Guide\ndefaults:\n  - {scope: {path: ''}, values: {layout: dated}}\n",
            "_layouts/dated.html": "---\nlayout: page\n---\n{{ content }}\n",
            "_includes/more-information-tiles.html": "{% if page.keywords | contains 'x' %}"
            "<h2>Courses on {{ page.keywords[0] }}</h2>{{ page.training }}{% endif %}"
            "{% if page.courses %}<h2>Courses</h2>{% endif %}"
            "{% if page.widget %}<h2>Widget</h2>\n    <div class='row'>\n\n        <b id='widget'></b>\n"
            "        <script>\n            if (1)\n\n                show()\n        </script>\n    </div>"
            "{% endif %}\n",
            "_includes/callout.html": '{% assign label = "a bird sings" %}{% if include.type == "tip" %}'
            '{% assign label = "a tip" %}{% endif %}'
            "<aside><b>{{ label }}</b> {{ include.content }}</aside>\n",
            "_data/CONTRIBUTORS.yml": """
                Ada Example: {git: ada, email: a@example.org}
                Ben Beispiel: {image_url: b.png}
                Cleo Exemple: {image_url: "https://example.org/c.png"}
                Da Exemplo:
                """,
            "_data/affiliations.yml": """
                - {name: A, image_url: "https://example.org/a.png"}
                - {name: B, image_url: b.png}
                """,
            "index.md": "---\ntitle: Home\n---\nText.\n",
            "a.md": "---\ntitle: A\nkeywords: [digging]\ntraining: [{name: x, url: 'https://example.org'}]\n---\n"
            "Text of A.\n",
            "c.md": "---\ntitle: C\ncourses: []\n---\nText of C.\n",
            "d.md": "---\ntitle: D\nwidget: 1\n---\nText of D.\n",
            "404.md": "---\ntitle: Lost\n---\nNothing here.\n",
            "none.md": "---\ntitle: N\nlayout: none\nkeywords: [digging]\n---\nText of N.\n",
            "b.md": "---\ntitle: B\n---\n"
            '{% include callout.html type="tip" content="Say \\"dig\\"." %}\n\n'
            '{% include callout.html content="Plain" %}\n\n'
            '{% include callout.html type="bird" content="x" %}\n\n'
            '{% include callout.html type="tip" title="Own" content="x" %}\n\n'
            '```\n{% include callout.html content="Code" %}\n```\n'
            '{% raw %}{% include callout.html content="Raw" %}{% endraw %}\n',
        }
        folder = tmp_path_factory.mktemp("own")
        write_files(folder / "old", old)
        assert main(["migrate", str(folder / "old"), str(folder / "new")]) == 0
        return folder / "new"

    def test_front_matter_shown_only_by_an_own_include_of_the_layout_is_below_the_text(self, new):
        text = (new / "docs/a.md").read_text()
        assert text.endswith(
            "---\nText of A.\n\n<h2>Courses on digging</h2>\n"
        )  # the plugin shows `training`
        assert (new / "docs/c.md").read_text().endswith("Text of C.\n\n<h2>Courses</h2>\n")
        assert "keywords" not in (new / "MIGRATION.md").read_text()

    def test_an_own_page_for_missing_addresses_is_reported(self, new):
        report = (new / "MIGRATION.md").read_text()
        assert "- The text of `404.md` is on the page for addresses that do not exist" in report

    def test_html_of_an_own_include_is_not_read_as_code(self, new):
        text = (new / "docs/d.md").read_text().partition("Text of D.")[2]
        page = BeautifulSoup(markdown(text, extensions=["mkdocs_fieldguide.kramdown"]), "html.parser")
        assert page.select_one(".row > #widget")
        assert page.select_one(".row > script").get_text().strip() == "if (1)\n\n                show()"
        assert not page.select("pre, code")

    def test_the_report_counts_what_is_shown_only_on_request(self, new):
        report = (new / "MIGRATION.md").read_text()
        assert "such as GitHub, are not shown (2): download them with `fieldguide avatars`" in report
        assert "- Logos on other servers are not shown: `A`. Put them" in report
        assert "- E-mail addresses are not shown (1);" in report

    def test_pages_without_the_layout_have_no_such_part(self, new):
        assert (new / "docs/none.md").read_text().endswith("Text of N.\n")

    def test_labels_of_own_callouts_are_titles(self, new):
        lines = (new / "docs/b.md").read_text().splitlines()
        callouts = [line for line in lines if "include" in line]
        assert callouts == [
            '{% include callout.html type="tip" content=text_1 title="a tip" %}',
            '{% include callout.html content="Plain" title="a bird sings" %}',
            '{% include callout.html type="note" content="x" title="a bird sings" %}',
            '{% include callout.html type="tip" title="Own" content="x" %}',
            '{% include callout.html content="Code" %}',
            '{% raw %}{% include callout.html content="Raw" %}{% endraw %}',
        ]


LAYOUTS = {
    "_config.yml": "title: Guide\nurl: https://guide.example.org\n",
    "_data/sidebars/main.yml": "subitems:\n  - {title: Tasks, url: /tasks}\n",
    "_layouts/home.html": "<!doctype html><html>{% include head.html %}<body>{% include topnav.html %}"
    "<div class='top'><h1>{{ page.tagline }}</h1><p>All about digging.</p></div>"
    "<main><div class='container'>{{ content }}</div></main>{% include footer.html %}</body></html>\n",
    "_layouts/hub.html": "---\nlayout: none\n---\n<html><body><h1>Hub</h1><p>About <a href='/t'>it</a>.</p>"
    "<div>{{ content }}</div><section><h2>Next</h2><p>More.</p></section></body></html>\n",
    "_layouts/empty.html": "<html><body><p>Only this.</p></body></html>\n",
    "index.md": "---\ntitle: Guide\nlayout: home\ntagline: Dig deep.\n---\n## Start\n\n* one\n* two\n",
    "tasks.md": "---\ntitle: Tasks\nlayout: hub\n---\n* a\n* b\n",
    "none.md": "---\ntitle: None\nlayout: empty\n---",
    "drawing.md": "---\nlayout: none\npermalink: /assets/drawing.svg\n---\n<svg>{{ site.title }}</svg>\n",
    "pages/.hidden.md": "---\ntitle: Hidden\n---\nText.\n",
}


@pytest.fixture(scope="module")
def wrapped(tmp_path_factory):
    """Return a function that reads a file of a site whose layouts are whole pages."""
    root = tmp_path_factory.mktemp("wrapped")
    write_files(root / "old", LAYOUTS)
    assert main(["migrate", str(root / "old"), str(root / "new")]) == 0
    return lambda path: (root / "new" / path).read_text("utf-8")


def test_layouts_that_are_whole_pages_stay_around_the_text(wrapped):
    text = wrapped("docs/tasks.md").split("---\n")[2]
    assert text == "## Hub\n\nAbout [it](/t).\n\n* a\n* b\n\n## Next\n\nMore.\n"
    assert wrapped("docs/none.md").split("---\n")[2].strip() == "Only this."


def test_a_home_page_in_an_own_layout_is_a_landing_page(wrapped):
    _, front, text = wrapped("docs/index.md").split("---\n", 2)
    settings = yaml.safe_load(front)
    assert settings["layout"] == "landing"
    assert (settings["title"], settings["summary"]) == ("Guide", "Dig deep. All about digging.")
    assert text == "\n## Start\n\n* one\n* two\n"


def test_pages_with_the_address_of_a_file_are_files(wrapped):
    assert wrapped("docs/assets/drawing.svg") == "<svg>Guide</svg>\n"
    assert wrapped("pages/.hidden.md")


def test_markdown_between_the_html_of_a_home_page_stays_as_it_is():
    page = "<h1>Guide</h1>\n\n<p>F<b>i</b>nd it</p>\n\n* **a**\n* b\n\n- c\n\n<div><p>Text.</p></div>\n"
    text = convert_html(page, {}, {}, is_markdown=True).split("---\n")[2]
    assert text == "\n* **a**\n* b\n\n- c\n\nText.\n"
