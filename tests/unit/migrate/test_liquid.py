"""Liquid of old pages: what is computed, what stays a directive, and the limits."""

import pytest

from mkdocs_fieldguide.migrate.liquid.engine import Engine, TemplateError

PAGES = [
    {"title": "Digging", "type": "task", "url": "/digging", "related_pages": {"role": ["digger", "ada"]}},
    {"title": "Resting", "type": "role", "url": "/resting", "hidden": True},
]
SITE = {"title": "Guide", "EMAIL": "a@example.org", "pages": PAGES, "data": {"tools": [{"n": 2}, {"n": 1}]}}
INCLUDES = {
    "box.html": "<b>{{ include.title }}</b>",
    "callout.html": "own",
    "endless.html": "{% include endless.html %}",
    "unknown.html": "{% youtube x %}",
}


def render(text, **page):
    engine = Engine(
        {"site": SITE}, INCLUDES, ("tool", "cite"), ("callout.html", "news.html"), "https://example.org/kit/"
    )
    return engine.render(text, {"page": {"title": "Here", **page}}, {"note.md": "A *note*."}.get)


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ site.EMAIL }} {{site.nothing}}!", "a@example.org !"),
        ("{% for it in site.data.tools %}{{ it.n }}{% endfor %}", "21"),
        ("{% for it in site.data.tools | sort: 'n' limit: 1 %}{{ it.n }}{%- endfor -%}", "2"),
        ("{{ 'a' | upcase | }}{% assign x = 'b' | -%}{{ x |}}", "Ab"),
        ("{%- for it in site.data.tools|sort -%}{{ it.n }}{%- endfor -%}", "21"),
        ('{% assign x = site.data.tools | sort: "n" %}{% for it in x %}{{ it.n }}{% endfor %}', "12"),
        ('{% assign x = site.pages | where: "type", "task" %}{{ x[0].title }}', "Digging"),
        ('{% assign x = site.pages | where: "related_pages.role", "ada" %}{{ x.size }}', "1"),
        ('{% assign x = site.pages | where_exp: "p", "p.hidden != true" %}{{ x | map: "url" }}', "/digging"),
        ('{% assign x = site.pages | group_by: "type" %}{{ x[1].name }}{{ x[1].size }}', "role1"),
        ('{{ "a/b" | relative_url }} {{ "a" | absolute_url }}', "/a/b https://example.org/kit/a"),
        ("{{ page.none | relative_url }}|{{ 'https://x.org' | relative_url }}", "|https://x.org"),
        ("{{ 'Some *Text*' | markdownify | strip }}", "<p>Some <em>Text</em></p>"),
        (
            "{% if page.title | size and page.none %}a{% elsif page.title == 'Here' | x %}b{% endif %}",
            "b",
        ),
        ("{% if page.title == '|' or page.none | size %}a{% else %}b{% endif %}", "b"),
        ("{{ 'A, Å & b' | slugify }} {{ 'x' | no_such_filter }}", "a-å-b x"),
        ('{% include box.html title="T" %}{% include_relative note.md %}', "<b>T</b>A *note*."),
        ("{% raw %}{{ kept }}{% endraw %}{{ site.title }}", "{% raw %}{{ kept }}{% endraw %}Guide"),
        ("{% include head.html %}{% include last-update.html %}{% include footer.html %}.", "."),
    ],
)
def test_what_jekyll_computes_is_computed(template, text):
    assert render(template).text == text


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ('{% if page.title %}{% tool "spade" %} {%cite a b --locator 3%}{% endif %}', None),
        ("{% include news.html limit=site.data.tools.size title=true %}", None),
        ('{% include news.html title="true" %}', '{% include news.html title="true" %}'),
        (
            "{% assign t = 'two \"words\"' %}{% include callout.html content=t %}",
            '{% capture text_1 %}two "words"{% endcapture %}\n{% include callout.html content=text_1 %}',
        ),
        ("{% include news.html custom=page.none %}", "{% include news.html %}"),
        ("{% youtube x %} {% include gone.html a=1 %}", "{% youtube x %} {% include gone.html a=1 %}"),
    ],
)
def test_directives_and_what_is_unknown_stay_tags(template, text):
    kept = {
        0: '{% tool "spade" %} {% cite a b --locator 3 %}',
        1: "{% include news.html limit=2 title=true %}",
    }
    found = render(template)
    assert found.text == (text or kept["news.html" in template])
    unknown = ["There is no tag “youtube”", "There is no include “gone.html”"]
    assert list(found.problems) == (unknown if "youtube" in template else [])


def test_an_own_version_of_an_include_that_the_plugin_has_gives_way_to_it():
    found = render('{% include callout.html content="x" %}{% include box.html %}')
    assert found.text == '{% include callout.html content="x" %}<b></b>'
    assert (set(found.replaced), set(found.includes)) == ({"callout.html"}, {"box.html"})


@pytest.mark.parametrize(
    "template",
    [
        "{% for a in (1..1000000000) %}{% endfor %}",
        "{% for a in (1..400) %}{% for b in (1..400) %}{% endfor %}{% endfor %}",
        "{{ (1..1000000000) | join }}",
        "{% assign a = 'x' %}{% for i in (1..60) %}{% assign a = a | append: a %}{% endfor %}",
        "{% assign a = 'xxxxxxxxxx' %}{% for i in (1..9) %}{% assign a = a | replace: 'x', a %}{% endfor %}",
        "{% assign a = 2 %}{% for i in (1..60) %}{% assign a = a | times: a %}{% endfor %}{{ a }}",
        "{% assign a = 'x' | split: ',' %}{% for i in (1..60) %}{% assign a = a | push: a | push: a %}"
        "{% endfor %}{{ a | jsonify }}",
        "{% for i in (1..60000) %}xxxxxxxxxxxxxxxxxxxxxxxx{% endfor %}",
        "{% include endless.html %}",
        "{% if a %}" * 50 + "x" + "{% endif %}" * 50,
        "{% " * 50_000,
        "{% if page.title %}never closed",
    ],
)
def test_templates_beyond_the_limits_are_refused_in_time(template):
    with pytest.raises(TemplateError):
        render(template)
