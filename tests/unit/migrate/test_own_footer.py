"""Own versions of the theme's footer."""

import yaml
from support.site import write_files

from mkdocs_fieldguide.cli import main

OLD = {
    "_config.yml": "title: Guide\nurl: https://guide.example.org\n",
    "index.md": "---\ntitle: Home\n---\n",
    "_data/footer.yml": """
        copyright: Shared [freely](/terms).
        grant: "[Grant 7](https://example.org/grant)"
        extra_line: Never shown
        columns: [{type: text, content: Never shown}]
        """,
    "_includes/footer.html": """
        <footer><style>a { color: red }</style>
          <div><a href="https://example.org/">
            <img src="{{ 'assets/a.png' | relative_url }}" alt="A society">
          </a></div>
          <nav><a href="/about">About</a> <span>·</span> <a href="/who">Who &amp; why</a></nav>
          <h5>Help</h5>
          <ul><li><a href="/help">Get help</a></li>
          <li>Write to <a href="mailto:a@example.org">us</a>.</li></ul>
          {{ site.data.footer.copyright | markdownify }}
          <p>{{ site.data.footer.grant | markdownify }}</p>
          <p>{% if site.data.footer.columns %}no{% endif %}</p>
          <a id="ett-logo" href="https://example.org/theme">Built with <svg></svg></a>
        </footer>
        """,
}


def footer(folder, **changed):
    write_files(folder / "old", {**OLD, **changed})
    assert main(["migrate", str(folder / "old"), str(folder / "new")]) == 0
    return (folder / "new/_data/footer.yml").read_text(), (folder / "new/MIGRATION.md").read_text()


def test_what_an_own_footer_shows_is_in_the_data(tmp_path):
    text, report = footer(tmp_path)
    assert yaml.safe_load(text) == {
        "copyright": "Shared [freely](/terms).",
        "grant": "[Grant 7](https://example.org/grant)",
        "columns": [
            {"type": "text", "content": "Never shown"},
            {
                "images": [{"src": "/assets/a.png", "alt": "A society", "link": "https://example.org/"}],
                "links": [{"title": "About", "url": "/about"}, {"title": "Who & why", "url": "/who"}],
            },
            {
                "title": "Help",
                "links": [
                    {"title": "Get help", "url": "/help"},
                    {"title": "Grant 7", "url": "https://example.org/grant"},
                ],
                "text": "Write to [us](mailto:a@example.org).",
            },
        ],
    }
    assert "- `_includes/footer.html`: Its links, pictures and texts are in `_data/footer.yml`." in report


def test_a_footer_that_shows_the_data_or_cannot_be_computed_changes_nothing(tmp_path):
    shows = "{{ site.data.footer.copyright }}{{ site.data.footer.extra_line }}{{ site.data.footer.columns }}"
    endless = "{% for i in (1..999999999) %}{{ i }}{% endfor %}"
    for name, template in (("a", shows), ("b", endless)):
        text, report = footer(tmp_path / name, **{"_includes/footer.html": template})
        assert yaml.safe_load(text) == yaml.safe_load(OLD["_data/footer.yml"])
        assert ("`_includes/footer.html` was not computed: its loops have" in report) == (template == endless)
