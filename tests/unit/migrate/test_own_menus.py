"""Own versions of the theme's sidebar and top bar."""

import pytest
import yaml
from support.site import write_files

from mkdocs_fieldguide.cli import main

OLD = {
    "_config.yml": "title: Guide\nurl: https://guide.example.org\n"
    "defaults: [{scope: {path: ''}, values: {permalink: '/:basename', sidebar: main}}]\n",
    "_data/sidebars/main.yml": """
        subitems:
          - title: Tasks
            url: /tasks
            subitems:
              - {title: Water, url: /water}
              - {title: Dig, url: /dig}
              - {title: Elsewhere, external_url: https://example.org/}
          - title: About
            subitems: [{title: Who, url: /who}, {title: Hidden, url: /hidden}]
        """,
    "_includes/sidebar.html": """
        {%- assign entries = site.data.sidebars[page.sidebar].subitems | sort: "title" %}
        {%- for entry in entries %}
        <a href="{{ entry.url | relative_url }}">{{ entry.title }}</a>
          {%- assign below = entry.subitems | sort: "title" %}
          {%- for it in below %}{% unless it.title == "Hidden" %}
          <li><a href="{{ it.external_url | default: it.url }}">{{ it.title }}</a></li>
          {%- endunless %}{% endfor %}
        {%- endfor %}
        <a href="/notes">by hand</a>
        """,
    "_includes/topnav.html": """
        <a href="/"><img src="/logo.svg" alt="Guide"></a> <a href="/tasks.html">Work</a>
        <a href="/notes"><i>✦</i> Notes</a> <a href="/gone">Gone</a> <a href="https://example.org/x">X</a>
        """,
    "index.md": "---\ntitle: Home\n---\n",
    **{
        f"{name}.md": f"---\ntitle: {name}\n---\n"
        for name in ("tasks", "water", "dig", "who", "hidden", "notes")
    },
}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {},
            [
                {"Home": "index.md"},
                {"About": [{"Who": "who.md"}, {"Hidden": "hidden.md"}]},
                {
                    "Tasks": [
                        {"Tasks": "tasks.md"},
                        {"Dig": "dig.md"},
                        {"Elsewhere": "https://example.org/"},
                        {"Water": "water.md"},
                    ]
                },
                {"Notes": "notes.md"},
            ],
        ),
        (
            {
                "_includes/sidebar.html": "{% for i in (1..999999999) %}{{ i }}{% endfor %}",
                "_includes/topnav.html": "",
            },
            [
                {"Home": "index.md"},
                {
                    "Tasks": [
                        {"Tasks": "tasks.md"},
                        {"Water": "water.md"},
                        {"Dig": "dig.md"},
                        {"Elsewhere": "https://example.org/"},
                    ]
                },
                {"About": [{"Who": "who.md"}, {"Hidden": "hidden.md"}]},
            ],
        ),
    ],
)
def test_order_and_links_of_own_menus_are_in_the_navigation(tmp_path, changed, expected):
    write_files(tmp_path / "old", {**OLD, **changed})
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    assert yaml.safe_load((tmp_path / "new/mkdocs.yml").read_text())["nav"] == expected
    report = (tmp_path / "new/MIGRATION.md").read_text()
    assert "`nav` has the links to pages in the order shown" in report
    assert ("`_includes/sidebar.html` was not computed: its loops have" in report) == bool(changed)
