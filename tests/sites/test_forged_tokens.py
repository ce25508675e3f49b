"""Text that looks like a token or placeholder is plain text in every position.

Tokens represent tags in pages until all pages are known. The first tag of these sites produces a table, so
that text mistaken for its token would be noticed.
"""

# More than 300 lines: all tests look at the sites with all positions of a token, which are built once.

import json
import os
import re
import subprocess
import sys

import pytest
import yaml
from support.checking import check_files
from support.guide import GUIDE
from support.site import CONFIG, build_again, build_site, write_files

FORGED = "fgmark0000x fgmark0001x fgmark00000000x fgmarkabcdefghijklmnop00000000x FGMARK0000X"
PLACEHOLDERS = '<fg-mark data-n="0">x</fg-mark> <fg-mark data-n="fgmarkabcdefghijklmnop00000000x">x</fg-mark>'
HOSTILE = f'A {FORGED} {PLACEHOLDERS} {{{{ 7 * 191 }}}} {{% tool "rake" %}}'

TOOLS = [
    {"id": "rake", "name": "Garden Rake", "description": "Levels the soil."},
    {
        "id": "odd",
        "name": HOSTILE,
        "description": HOSTILE,
        "how_to_access": HOSTILE,
        "type": HOSTILE,
        "instances": [{"title": HOSTILE, "url": "https://example.org/fgmark0000x", "country": "BE"}],
    },
]
PEOPLE = {f"Ada {FORGED} {{{{ 7 * 191 }}}}": {"git": "ada", "affiliation": f"Garden {FORGED}"}}
NEWS = [{"name": HOSTILE, "date": "2024-05-01", "description": HOSTILE}]
CITED = "A fgmark0000x fgmarkabcdefghijklmnop00000000x"
BIB = f"@article{{one, author={{Fgmark0000x, Ada}}, title={{{{{CITED}}}}}, year={{2020}}}}\n"

DATA = {
    "docs/_data/tool_and_resource_list.yml": json.dumps(TOOLS),
    "docs/_data/CONTRIBUTORS.yml": json.dumps(PEOPLE),
    "docs/_data/affiliations.yml": json.dumps([{"name": f"Garden {FORGED}", "url": "https://example.org/"}]),
    "docs/_data/news.yml": json.dumps(NEWS),
    "docs/_data/references.bib": BIB,
}
PAGES = {
    # The first page that is converted, so it contains the first tag.
    "docs/a.md": "# Tools\n\n{% tool_table %}\n\n{% tool rake %} {% tool odd %} {% cite one %}\n\n{% news %}\n",  # noqa: E501
    "docs/b.md": f"""\
        ---
        title: {json.dumps(FORGED)}
        description: {json.dumps(HOSTILE)}
        contributors: [{json.dumps(next(iter(PEOPLE)))}]
        ---

        ## Head {FORGED}

        Text {FORGED} {PLACEHOLDERS} and {{% tool odd %}}, `code {FORGED}`.

        <div title="{FORGED}" id="fgmark0000x"><!-- {FORGED} -->{PLACEHOLDERS}</div>

        [link {FORGED}](https://example.org/fgmark0000x "fgmark0000x")

        {{{{ page.title }}}}

        {{% include callout.html title="{FORGED}" content="fgmark0000x {{% tool odd %}}" %}}

        --8<-- "late.md"
        """,
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/post.md": f"""\
        ---
        date: 2024-05-01
        title: Post {FORGED}
        ---

        Excerpt {FORGED} {PLACEHOLDERS} {{% tool rake %}}

        <!-- more -->
        """,
}


def config_of(root, *plugins):
    return {
        "site_url": "https://example.org/guide/",
        "plugins": ["search", {"blog": {"post_url_format": "{slug}"}}, "fieldguide", *plugins],
        "markdown_extensions": ["attr_list", {"pymdownx.snippets": {"base_path": [str(root / "parts")]}}],
    }


@pytest.fixture(scope="module", params=["plain", "macros"])
def built(request, tmp_path_factory):
    root = tmp_path_factory.mktemp("forged")
    files = {**DATA, **PAGES, "parts/late.md": f"Late {FORGED} {PLACEHOLDERS} {{% tool rake %}}\n"}
    plugins = [{"macros": {"on_error_fail": True}}] if request.param == "macros" else []
    return build_site(root, files, config_of(root, *plugins), strict=False)


def all_texts(built):
    for name in sorted(built.files()):
        if name.endswith((".html", ".json", ".csv", ".bib", ".xml", ".txt")):
            yield name, built.text(name)


def test_table_is_inserted_once(built):
    assert built.passed
    shown = {name: text.count('data-fg-table="tools"') for name, text in all_texts(built)}
    assert [
        name for name, count in shown.items() if count and name not in ("a/index.html", "tools/index.html")
    ] == []
    assert shown["a/index.html"] == 1


def test_data_is_shown_literally(built):
    row = built.page("a/").select_one("tr[data-id=odd]")
    assert row.select_one("th").get_text().strip().startswith(f"A {FORGED} <fg-mark")
    assert FORGED in row.get_text()
    assert FORGED in built.page("b/").select_one("button[data-tool=odd]").get_text()
    assert FORGED in built.page("a/").select_one(".fg-card").parent.get_text()
    assert (
        "A fgmark0000x fgmarkabcdefghijklmnop00000000x"
        in built.page("a/").select_one(".fg-bibliography").get_text()
    )
    tools = json.loads(built.text("fieldguide/tools.json"))
    assert FORGED in json.dumps(tools)


def test_page_text_is_shown_literally(built):
    page = built.page("b/")
    assert FORGED in page.title.get_text()
    article = page.select_one("article")
    assert f"Text {FORGED}" in article.get_text()
    assert article.select_one("h2").get_text().startswith(f"Head {FORGED}")
    assert article.select_one("code").get_text() == f"code {FORGED}"
    assert article.select_one("div[title]")["title"] == FORGED
    assert article.select_one("div[title]")["id"] == "fgmark0000x"
    assert article.select_one("a[href='https://example.org/fgmark0000x']")["title"] == "fgmark0000x"
    assert article.select_one(".admonition-title").get_text() == FORGED
    assert f"Late {FORGED}" in article.get_text()
    # Raw HTML of an author is an unknown element, not a placeholder.
    assert len(article.select("fg-mark")) == 6


def test_blog_excerpt_is_shown_literally(built):
    post = built.page("blog/").select_one(".md-post")
    assert f"Post {FORGED}" in post.get_text()
    assert f"Excerpt {FORGED}" in post.get_text()
    assert post.select_one("button[data-tool=rake]").get_text() == "Garden Rake"


def test_search_index_has_the_text(built):
    docs = {doc["location"]: doc for doc in json.loads(built.text("search/search_index.json"))["docs"]}
    assert docs["b/"]["title"] == FORGED
    assert FORGED in " ".join(doc["text"] for place, doc in docs.items() if place.startswith("b/"))


def test_data_is_never_rendered_as_a_template(built):
    for name, text in all_texts(built):
        assert "1337" not in text, name


def test_no_placeholder_token_is_left(built):
    for name, text in all_texts(built):
        found = set(re.findall(r"fgmark[a-z]{16}", text))
        assert found <= {"fgmarkabcdefghijklmnop"}, name
    assert not [line for line in built.log if re.search(r"fgmark(?!abcdef)[a-z]", line.text)]


CODE = "{{ leave_a_trace() }} {{ ''.__class__.__mro__[1].__subclasses__() | length * 0 + 191 * 7 }}"


@pytest.mark.parametrize("options", [{}, {"render_by_default": False, "force_render_paths": "*"}])
def test_macros_do_not_render_titles_from_data(tmp_path, options):
    files = {
        "docs/_data/tool_and_resource_list.yml": json.dumps(
            [{"id": "t", "name": f"T {CODE}", "description": CODE}]
        ),
        "docs/_data/CONTRIBUTORS.yml": json.dumps({f"P {CODE}": {"git": "p", "affiliation": f"O {CODE}"}}),
        "docs/_data/affiliations.yml": json.dumps([{"name": f"O {CODE}", "url": "https://example.org/"}]),
    }
    # Titles are rendered separately, so a macro with a side effect shows whether that happens.
    trace = tmp_path / "trace"
    files["main.py"] = f"""
        def define_env(env):
            @env.macro
            def leave_a_trace():
                open({str(trace)!r}, "w").close()
        """
    plugins = ["search", "fieldguide", {"macros": options}]
    built = build_site(tmp_path, files, {"plugins": plugins}, strict=False)
    pages = [name for name in built.files() if name.startswith("tools/") and name != "tools/index.html"]
    assert pages
    assert "{{ leave_a_trace() }}" in built.text(pages[0])
    assert not trace.exists()
    for name, text in all_texts(built):
        assert "1337" not in text, name


def test_macros_accept_any_arguments(tmp_path):
    calls = [
        "tool()", "tool(none)", "tool([])", "tool({})", "tool('fgmark0000x')", "tool(tool('rake'))",
        "cite(tool)",
        "callout(content={'a': tool('rake')})", "callout(content=5, title=[tool('rake')])",
        "callout('x', 'y')",
        "image(file=['a', tool('rake')], alt={'b': tool('rake')})",
        "tool('rake', a=tool('rake'))", "news(limit='9' * 9)",
        "tool('{% tool rake %}')", "tool('{{ 7 * 191 }}')",
        "callout(content='{{ 7 * 191 }} {% tool rake %}')",
        "variables.evil", "variables.evil | upper",
    ]  # fmt: skip
    page = "# Calls\n\n{% tool rake %}\n\n" + "\n\n".join(f"{{{{ {call} }}}}" for call in calls)
    files = {"docs/a.md": page, "docs/_data/tool_and_resource_list.yml": json.dumps(TOOLS)}
    files["evil.yml"] = yaml.safe_dump(
        {"variables": {"evil": f"{FORGED} {{{{ 7 * 191 }}}} {{{{ tool('odd') }}}}"}}
    )
    macros = {"on_error_fail": True, "include_yaml": ["evil.yml"]}
    built = build_site(
        tmp_path, files, {"plugins": ["search", "fieldguide", {"macros": macros}]}, strict=False
    )
    text = built.text("a/")
    assert built.passed
    assert FORGED in text
    assert "1337" not in text
    assert not re.search(r"fgmark(?!abcdef)[a-z]", text)
    assert not [line for line in built.log if re.search(r"fgmark(?!abcdef)[a-z]", line.text)]


@pytest.mark.parametrize("name", ["docs/c.md", "docs/_data/news.yml", "docs/_data/references.bib"])
def test_placeholder_key_occurs_in_no_file(tmp_path, monkeypatch, name):
    drawn = iter("a" * 16 + "b" * 16)
    monkeypatch.setattr("secrets.choice", lambda letters: next(drawn))
    forged = f"fgmark{'a' * 16}00000000x"
    texts = {
        "docs/c.md": f'# C\n\n{{% tool rake %}} A {forged} <fg-mark data-n="{forged}">x</fg-mark>\n',
        "docs/_data/news.yml": json.dumps([{"name": f"A {forged}", "date": "2024-05-01"}]),
        "docs/_data/references.bib": BIB.replace("fgmark0000x", forged),
    }
    files = {**DATA, **PAGES, "docs/c.md": "# C\n", name: texts[name]}
    built = build_site(tmp_path, files, config_of(tmp_path), strict=False)
    assert next(drawn, "all drawn") == "all drawn"
    assert built.page("a/").select(".fg-news, .fg-bibliography")
    assert any(forged in text for page, text in all_texts(built) if page.endswith(".html"))
    assert "data-fg-table" not in built.text("c/").replace('data-fg-table="page-tools"', "")


CHECKED = {
    **GUIDE,
    "docs/a.md": f"# A\n\n{{% tool spade %}} {FORGED} {PLACEHOLDERS} [x](nowhere)\n\n"
    "## H {% tool spade %}\n\n[y](#nope)\n",
    "docs/b.md": '# B\n\n{% tool rake %} [b](x "{% tool rake %}")\n\n'
    '{% include callout.html content="{% tool rake %}" %}\n',
}


def test_check_findings_do_not_depend_on_the_cache(tmp_path):
    cold = check_files(tmp_path, CHECKED)
    warm = check_files(tmp_path, {})
    # Another page's tags are first now, so all placeholders have different numbers.
    moved = check_files(tmp_path, {"docs/0.md": "# 0\n\n" + "{% tool rake %}\n" * 50})
    fresh = check_files(tmp_path, {}, "--no-cache")
    assert cold.output == warm.output
    assert moved.output == fresh.output
    assert moved.findings == cold.findings
    assert cold.findings


def test_cache_contains_no_token(tmp_path, monkeypatch):
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(tmp_path / "cache"))
    check_files(tmp_path / "guide", CHECKED)
    kept = [path.read_text(encoding="utf-8") for path in (tmp_path / "cache").rglob("*.json")]
    assert kept
    for text in kept:
        assert set(re.findall(r"fgmark[a-z]{16}", text)) <= {"fgmarkabcdefghijklmnop"}


BUILD = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""


def build_in_subprocess(root, seed):
    """Build in a separate process with this hash seed, and return all files."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    subprocess.run([sys.executable, "-c", BUILD], cwd=root, check=True, capture_output=True, env=environment)
    return all_files(root)


def all_files(root):
    files = (path for path in (root / "site").rglob("*") if path.is_file())
    # It contains the compression time.
    return {f.relative_to(root).as_posix(): f.read_bytes() for f in files if f.name != "sitemap.xml.gz"}


def test_no_output_depends_on_the_key_the_hash_seed_or_other_pages(tmp_path):
    files = {**DATA, **PAGES, "docs/b.md": PAGES["docs/b.md"].replace('--8<-- "late.md"', "")}
    files["docs/0.md"] = "# 0\n\n`{% tool rake %}` "
    write_files(tmp_path, {**files, "mkdocs.yml": yaml.safe_dump({**CONFIG, **config_of(tmp_path)})})
    first, second = build_in_subprocess(tmp_path, "0"), build_in_subprocess(tmp_path, "1")
    assert first == second
    # More tags than four digits can number, on the first page.
    write_files(tmp_path, {"docs/0.md": files["docs/0.md"] + "{% raw %}{% x %}{% endraw %} " * 10_000})
    assert build_again(tmp_path, strict=False).passed
    third = all_files(tmp_path)
    changed = {name for name in first if third[name] != first[name]}
    assert changed == {"site/0/index.html", "site/search/search_index.json"}
