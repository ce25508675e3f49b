"""Tags in pages: tags and includes, and invalid ones."""

# More than 300 lines: one test for each mistake in a tag.

import pytest
from support.guide import DATA

MACROS = ["search", "fieldguide", {"macros": {"on_error_fail": True}}]
MACROS_FIRST = ["search", {"macros": {"on_error_fail": True}}, "fieldguide"]


def guide(text, **more):
    return {**DATA, "docs/index.md": text, **more}


def article(built, page=""):
    return built.page(page).select_one("article")


def problems(built):
    return [text for text in built.warnings if "[FG03" in text or "[FG02" in text]


@pytest.mark.parametrize("plugins", [MACROS, MACROS_FIRST], ids=["after ours", "before ours"])
def test_tags_and_macros_have_the_same_output(site, plugins):
    built = site(
        guide(
            """
            # Home

            One {% tool "spade" %} and {% cite digging_2020 --locator 3 %}.

            Two {{ tool("spade") }} and {{ cite("digging_2020", locator="3") }}.
            """
        ),
        {"plugins": plugins},
    )
    assert built.passed, built.warnings
    one, two = article(built).select("h1 ~ p")[:2]
    assert [b.get_text() for b in one.select("button.fg-tool")] == ["The Spade"]
    assert [b.get_text() for b in two.select("button.fg-tool")] == ["The Spade"]
    assert "p. 3" in one.select_one(".fg-citation").get_text()
    assert two.select_one(".fg-citation").get_text() == one.select_one(".fg-citation").get_text()


def test_blocks_by_macro(site):
    built = site(
        guide(
            '# Home\n\n{{ tool_table() }}\n\n{{ bibliography() }}\n\n{{ callout(content="Mind *this*") }}\n'
        ),
        {"plugins": MACROS},
    )
    assert built.passed, built.warnings
    page = article(built)
    assert {row["data-id"] for row in page.select("table.fg-table tbody tr")} == {"spade", "rake"}
    assert page.select_one("#ref-digging_2020")
    assert page.select_one(".admonition.note em").get_text() == "this"


@pytest.mark.parametrize("plugins", [["fieldguide"], MACROS_FIRST], ids=["alone", "with macros"])
def test_tags_in_the_arguments_of_an_include(site, plugins):
    text = """
        # Home

        {% include callout.html content="Use {% tool "spade" %} and {% tool 'rake' %}
        of {{ site.title }} {% cite digging_2020 %}" title='{% tool "rake" %}' %}

        Last {% tool "no" %}.
        """
    built = site(guide(text), {"plugins": plugins})
    [warning] = built.warnings
    assert warning.startswith("docs/index.md:6:6: ")
    box = article(built).select_one(".admonition")
    assert [b["data-tool"] for b in box.select("p:not(.admonition-title) .fg-tool")] == ["spade", "rake"]
    assert box.select_one("a.fg-cite")
    assert "A small guide" in box.get_text()
    assert box.select_one(".admonition-title").get_text() == "Garden Rake"


def test_macros_of_a_loop_over_ids(site):
    text = "# Home\n\n{% for id in ['spade', 'rake'] %}\n- {{ tool(id) }}\n{% endfor %}\n"
    built = site(guide(text), {"plugins": MACROS})
    assert built.passed, built.warnings
    assert [b.get_text() for b in article(built).select("li button")] == ["The Spade", "Garden Rake"]


def test_macro_call_without_the_macros_plugin_is_reported_and_shown(site):
    text = '---\ntitle: Home\n---\n\nUse {{ tool("spade") }} and {% tool "rake" %}.\n\nThe end.\n'
    built = site(guide(text))
    [warning] = built.warnings
    assert warning.startswith("docs/index.md:5:5: ")
    assert "[FG032]" in warning
    page = article(built)
    assert '{{ tool("spade") }}' in page.select_one(".fg-problem").get_text()
    assert page.select_one("button[data-tool=rake]")
    assert "The end." in page.get_text()


@pytest.mark.parametrize("plugins", [["fieldguide"], MACROS_FIRST], ids=["alone", "with macros"])
def test_macro_call_in_code_is_unchanged(site, plugins):
    text = """
        # Home

        {% raw %}`{{ tool("spade") }}`{% endraw %}

        ```
        {% raw %}{{ tool("rake") }}{% endraw %}
        ```
        """
    built = site(guide(text), {"plugins": plugins})
    assert built.passed, built.warnings
    codes = [code.get_text().strip() for code in article(built).select("code")]
    assert codes == ['{{ tool("spade") }}', '{{ tool("rake") }}']


def test_macro_call_in_code_is_shown_without_a_finding_when_macros_are_off(site):
    text = '# Home\n\n`{{ tool("spade") }}`\n\n```\n{{ cite("x") }}\n```\n'
    built = site(guide(text))
    assert built.passed, built.warnings
    codes = [code.get_text().strip() for code in article(built).select("code")]
    assert codes == ['{{ tool("spade") }}', '{{ cite("x") }}']


def test_macro_call_in_code_with_macros_on_shows_the_call(site):
    built = site(guide('# Home\n\n`{{ tool("spade") }}`\n'), {"plugins": MACROS})
    assert built.passed, built.warnings
    assert "tool(" in article(built).select_one("code").get_text()


def test_template_language_of_macros_still_works(site):
    text = """
        # Home

        {% set n = 3 %}{% if n > 2 %}Many {% tool "spade" %}{% else %}Few{% endif %}

        {% for i in range(2) %}
        - {{ i }} {% tool "rake" %}
        {% endfor %}

        {%- macro bold(x) -%}**{{ x }}**{%- endmacro %}
        {{ bold("loud") }} {{ config.site_name }} {# a comment #}
        """
    built = site(guide(text), {"plugins": MACROS})
    assert built.passed, built.warnings
    page = article(built)
    assert "Many The Spade" in page.get_text()
    assert "Few" not in page.get_text()
    assert [li.get_text().strip() for li in page.select("li:has(button)")] == [
        "0 Garden Rake",
        "1 Garden Rake",
    ]
    assert page.select_one("strong:-soup-contains(loud)")
    assert "A small guide" in page.get_text()
    assert "comment" not in page.get_text()


def test_order_of_front_matter_values_and_macros_variables(site):
    built = site(
        guide("---\ntitle: My home\n---\n\n{{ page.title }} | {{ site.title }}\n"), {"plugins": MACROS}
    )
    assert built.passed, built.warnings
    assert "My home | A small guide" in article(built).get_text()


NOT_UNDERSTOOD = {
    "unknown tag": ('{% toool "spade" %}', "FG030", "tool"),
    "unknown include": ('{% include calout.html content="x" %}', "FG030", "callout"),
    "unknown argument": ('{% include callout.html kontent="x" content="y" %}', "FG031", "content"),
    "unknown option": ("{% bibliography --citd %}", "FG031", "cited"),
    "open quote": ('{% tool "spade %}', "FG031", "quote"),
    "no argument": ("{% tool %}", "FG031", "id"),
    "too many arguments": ('{% tool "spade" "rake" %}', "FG031", "rake"),
    "no number": ("{% bibliography --max many %}", "FG031", "number"),
    "unknown tool": ('{% tool "spede" %}', "FG020", "spade"),
    "unknown reference": ("{% cite diging_2020 %}", "FG021", "digging_2020"),
    "tag never closed": ("{% raw %} x", "FG033", "endraw"),
    "empty callout": ("{% include callout.html %}", "FG031", "callout"),
    "style unknown": ("{% bibliography --style nonesuch %}", "FG043", "nonesuch"),
    "query": ("{% bibliography --query @[ %}", "FG031", "query"),
}


@pytest.fixture(scope="module", params=[["fieldguide"], MACROS_FIRST], ids=["alone", "with macros"])
def not_understood(request, site):
    """A site with a page for each of them."""
    text = '---\ntitle: Page\n---\n\nBefore {{% tool "rake" %}}.\n\nHere {} it is.\n\nAfter.\n'
    pages = {
        f"docs/{name.replace(' ', '-')}.md": text.format(written)
        for name, (written, _, _) in NOT_UNDERSTOOD.items()
    }
    return site({**DATA, **pages}, {"plugins": request.param})


@pytest.mark.parametrize("name", NOT_UNDERSTOOD)
def test_unknown_syntax_is_reported_and_the_page_is_complete(not_understood, name):
    _, code, hint = NOT_UNDERSTOOD[name]
    path = name.replace(" ", "-")
    assert not not_understood.passed
    [found] = [text for text in not_understood.warnings if text.startswith(f"docs/{path}.md")]
    assert found.startswith(f"docs/{path}.md:7:6: ")
    assert f"[{code}]" in found
    assert hint in found
    page = article(not_understood, f"{path}/")
    assert page.select_one("button[data-tool=rake]")
    assert "it is." in page.get_text()
    assert "After." in page.get_text()


def test_nothing_else_is_reported(not_understood):
    assert len(not_understood.warnings) == len(NOT_UNDERSTOOD)


@pytest.mark.parametrize("name", ["unknown tag", "unknown include", "unknown tool", "unknown reference"])
def test_unknown_syntax_leaves_a_visible_mark(not_understood, name):
    assert article(not_understood, f"{name.replace(' ', '-')}/").select_one(".fg-problem")


def test_line_endings_of_windows_and_a_byte_order_mark(site):
    text = '---\ntitle: Home\npage_id: home\n---\n\n# Home\n\nUse {% tool "spade" %}.\n\n{% tool "no" %}\n'
    built = site(guide(("\ufeff" + text.replace("\n", "\r\n")).encode()))
    [warning] = built.warnings
    assert warning.startswith("docs/index.md:10:1: ")
    assert article(built).select_one("button[data-tool=spade]")
    assert (
        built.page().title.get_text().startswith("Home") or "A small guide" in built.page().title.get_text()
    )
    assert "page_id" not in article(built).get_text()


def test_lines_refer_to_the_source_after_a_hook_adds_text(site):
    hook = """
        from mkdocs.plugins import event_priority

        @event_priority(200)
        def on_page_markdown(markdown, **kwargs):
            return "Added one.\\n\\nAdded two.\\n\\n" + markdown
        """
    text = '---\ntitle: Home\n---\n\nSome text.\n\nThen {% tool "spede" %}.\n'
    built = site(guide(text, **{"hook.py": hook}), {"hooks": ["hook.py"]})
    [warning] = built.warnings
    assert warning.startswith("docs/index.md:7:6: ")


def test_tags_in_snippets(site):
    built = site(
        guide(
            '# Home\n\n--8<-- "part.txt"\n',
            **{
                "parts/part.txt": 'Snippet: {% tool "spade" %} {% cite digging_2020 %} {% tool "no" %}\n',
                "mkdocs.yml": """
                    site_name: A small guide
                    theme: {name: material, font: false}
                    plugins: [fieldguide, macros]
                    markdown_extensions:
                      - pymdownx.snippets:
                          base_path: [!relative $config_dir/parts]
                    """,
            },
        )
    )
    page = article(built)
    assert page.select_one("p > button[data-tool=spade]")
    assert page.select_one("a.fg-cite")
    assert page.select_one("#ref-digging_2020")
    [warning] = built.warnings
    assert "[FG020]" in warning
    assert warning.startswith("docs/index.md: ")


INCOMPLETE = [
    '{% tool "spade"',
    '{% tool "spade" }',
    '{ % tool "spade" %}',
    "{% cite digging_2020 and more",
    '{{ tool "spade" }}',
    "{% include section-navigation-tiles.html",
]


@pytest.fixture(scope="module", params=[["search", "fieldguide"], MACROS], ids=["alone", "with macros"])
def incomplete(request, site):
    """A site with a page for each of them."""
    pages = {
        f"docs/p{number}.md": f'# Page\n\nDig with a {broken}\n\nAnd {{% tool "rake" %}}.\n'
        for number, broken in enumerate(INCOMPLETE)
    }
    return site({**DATA, **pages}, {"plugins": request.param})


@pytest.mark.parametrize("broken", INCOMPLETE)
def test_incomplete_tag_is_reported_and_affects_nothing_else(incomplete, broken):
    number = INCOMPLETE.index(broken)
    (found,) = [text for text in problems(incomplete) if f"p{number}.md" in text]
    assert f"p{number}.md:3:12: " in found
    assert "FG033" in found
    assert len(problems(incomplete)) == len(INCOMPLETE)
    page = article(incomplete, f"p{number}/")
    assert broken.split(" and ")[0] in page.get_text()
    assert page.select_one("button.fg-tool[data-tool=rake]")


def test_text_like_an_incomplete_tag_is_unchanged(site):
    text = '# Home\n\n`{% tool "spade"`, {toolbox}, {% and {{ news }} and 100 % {events}.\n'
    built = site(guide(text))
    assert not problems(built)
    assert '{% tool "spade"' in article(built).select_one("code").get_text()
    assert "{toolbox}, {% and {{ news }} and 100 % {events}." in article(built).get_text()
