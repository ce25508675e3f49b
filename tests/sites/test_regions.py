"""Tags that enclose text: raw, comment, capture, quote."""

from collections import Counter

import pytest
from support.guide import DATA

MACROS = {"plugins": ["search", "macros", "fieldguide"]}


def home(site, text, config=None, **options):
    built = site({**DATA, "docs/index.md": text, "docs/images/a.png": b"1"}, config, **options)
    return built, built.page().select_one("article")


@pytest.mark.parametrize("name", ["raw", "comment", "capture x", "quote digging_2020"])
@pytest.mark.parametrize(
    "code", ["Write `{% NAME %}` first.", "Write ``a ` {% NAME %}`` first.", "```\n{% NAME %}\n```"]
)
def test_opening_tag_in_code_is_shown_and_opens_no_region(site, name, code):
    end = name.split()[0]
    text = (
        f"# Home\n\n{code.replace('NAME', name)}\n\nUse {{% tool 'spade' %}}.\n\n`{{% end{end} %}}` closes.\n"
    )
    built, article = home(site, text)
    assert built.passed
    assert f"{{% {name} %}}" in article.select_one("code").get_text()
    assert article.select_one(".fg-tool").get_text() == "The Spade"
    assert f"{{% end{end} %}}" in article.get_text()


def test_region_inside_code_is_expanded_there(site):
    """As in the ELIXIR Toolkit Theme, where braces in code are written like this."""
    _, article = home(site, "# Home\n\n`{% raw %}{{ x }}{% endraw %}` and {% tool 'spade' %}\n")
    assert article.select_one("code").get_text() == "{{ x }}"
    assert article.select_one(".fg-tool")


def test_region_that_is_not_closed_is_reported_outside_code(site):
    built, article = home(site, "# Home\n\n{% raw %} and {% tool 'spade' %}\n", strict=False)
    assert any("FG033" in line for line in built.warnings)
    assert article.select_one(".fg-tool")


def test_captured_text_used_twice_has_two_anchors(site):
    text = """
        # Home

        {% capture text %}As said {% cite digging_2020 %}.{% endcapture %}

        {% include callout.html type="note" content=text %}

        {% include callout.html type="tip" content=text %}
        """
    built, article = home(site, text)
    assert built.passed
    assert len(article.select(".fg-cite")) == 2
    ids = Counter(element["id"] for element in built.page().select("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []
    assert len(article.select("#ref-digging_2020 a[href^='#cite']")) == 2


def test_mutually_recursive_captures_terminate(site):
    captured = "{% capture v0 %}x{% endcapture %}\n" + "".join(
        f"{{% capture v{n + 1} %}}" + f"{{% include callout.html content=v{n} %}}" * 2 + "{% endcapture %}\n"
        for n in range(40)
    )
    use = "{% include callout.html content=a %}"
    loop = f"{{% capture a %}}{use}{{% endcapture %}}{use}"
    _, article = home(site, f"# Home\n\n{captured}\n{{% include callout.html content=v40 %}}\n\n{loop}\n")
    assert article.select(".admonition")


@pytest.mark.parametrize(
    ("heading", "level"),
    [("", "h2"), ("# Home {#own}", "h2"), ("# Home\n\n## Works", "h3"), ("# H\n\n### W", "h4")],
)
def test_groups_of_references_are_one_level_below_the_heading_above(site, heading, level):
    config = {"markdown_extensions": ["attr_list"]}
    _, article = home(site, f"{heading}\n\n{{% bibliography --group_by year %}}\n", config)
    (group,) = [
        found for found in article.find_all(["h2", "h3", "h4", "h5"]) if found.get_text().strip("¶") == "2020"
    ]
    assert group.name == level


def test_expression_in_arguments_is_reported(site):
    text = '# Home\n\n{% include image.html file="a.png" alt="See {{ page.url }}" %}\n'
    built, _ = home(site, text, MACROS, strict=False)
    (line,) = [line for line in built.warnings if "FG037" in line]
    assert "docs/index.md:3:1" in line
    assert "“{{ page.url }}” is in the arguments of “image”" in line
    built, _ = home(
        site, text.replace("{{ page.url }}", "`{% raw %}{{ x }}{% endraw %}`"), MACROS, strict=False
    )
    assert built.passed
    assert not any("FG037" in line for line in built.warnings)


@pytest.mark.parametrize("end", ["-->", "--!>"])
def test_tag_in_a_comment_does_not_end_it(site, end):
    text = f'# Page\n\n<!-- {{% tool "a {end} <b>b</b>" %}} -->\n\nText.\n'
    built = site({"docs/page.md": text}, strict=False)
    page = built.page("page/")
    assert page.select("article b") == []
    assert "Text." in page.select_one("article").get_text()
