"""A guide with one of each thing on which the pages of a site depend, and changes of it."""

import os
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from support.site import CONFIG

PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='9'/>"
SETTINGS: dict[str, Any] = {
    **CONFIG,
    "theme": {
        "name": "material",
        "font": False,
        "custom_dir": "theme",
        "features": ["navigation.footer", "navigation.prune"],
    },
    "plugins": ["search", "tags", {"fieldguide": {"citation_file": "CITATION.cff", "feed": True}}],
    "markdown_extensions": ["attr_list", "tables", "footnotes", {"toc": {"permalink": True}}],
    "extra_css": ["extra.css"],
    "repo_url": "https://github.com/example/guide",
    "edit_uri": "edit/main/docs/",
}
FILES = {
    "CITATION.cff": """
        cff-version: 1.2.0
        message: Cite it.
        title: A guide
        authors: [{family-names: Example, given-names: Ada}]
        """,
    "theme/humans.txt": "Somebody",
    "docs/extra.css": "p { color: black }",
    "docs/index.md": """
        # Home

        Read [how to dig](digging) and [about soil](soil.md#layers).

        {% include section-navigation-tiles.html type="your_tasks" %}
        """,
    "docs/digging.md": """
        ---
        title: Digging
        type: your_tasks
        contributors: [Ada Example]
        affiliations: [Garden Society]
        related_pages:
          your_tasks: [soil]
        tags: [earth]
        ---

        ## With {% tool "spade" %}

        Dig with {% tool "spade" %}, then use {% tool "rake" %}. Why is known {% cite digging_2020 %}.

        ![A hole](hole.svg)
        """,
    "docs/soil.md": """
        ---
        page_id: soil
        type: your_tasks
        contributors: [Bea Example]
        ---

        # Soil

        ## Layers

        See {% cite soil_2021 %}.[^1]

        --8<-- "snippet.txt"

        [^1]: Or ask {% tool "rake" %}.
        """,
    "docs/tools.md": "# Tools\n\n{% include resource-table-all.html %}\n",
    "docs/plain.md": "# Plain\n\nNothing but text, and a [link](digging.md).\n",
    # Material's blog would add its index.
    "docs/blog/index.md": "# Blog\n",
    "docs/blog/posts/first.md": """
        ---
        date: 2026-01-02
        ---

        # First

        With {% tool "rake" %}.

        <!-- more -->

        More.
        """,
    "docs/work/index.md": "# Work\n\nThere is [watering](watering.md).\n",
    "docs/work/watering.md": """
        ---
        type: your_tasks
        contributors: [Ada Example]
        ---

        # Watering

        {% include callout.html type="note" content='Not with {% tool "rake" %}.' %}
        """,
    "docs/rest/sleep.md": "# Sleep\n\nSee [work](../work/index.md).\n",
    "docs/land.md": """
        ---
        title: Netherlands
        country_code: NL
        national_resources:
          - id: dutch-spade
            name: Dutch Spade
            instance_of: spade
            url: https://example.org/dutch
        ---

        A country.
        """,
    "docs/snippet.txt": 'A snippet with {% tool "spade" %}.\n',
    "docs/hole.svg": (PICTURE % 9).decode(),
    "docs/_data/tool_and_resource_list.yml": """
        - id: spade
          name: The Spade
          description: Turns the soil over.
          url: https://example.org/spade
        - id: rake
          name: Garden Rake
          description: Levels the *soil*.
          url: https://example.org/rake
        """,
    "docs/_data/CONTRIBUTORS.yml": """
        Ada Example:
          git: ada
          affiliation: Garden Society
        Bea Example:
          git: bea
        """,
    "docs/_data/affiliations.yml": """
        - name: Garden Society
          url: https://example.org/society
          type: institute
        """,
    "docs/_data/news.yml": """
        - name: The guide is new
          date: 2026-01-02
        """,
    "docs/_data/references.bib": """
        @article{digging_2020, title={On digging}, author={Digger, Dora}, year=2020, journal={Soil}}
        @book{soil_2021, title={On soil}, author={Digger, Dora}, year=2021}
        """,
}
"""A guide with one of each thing on which the pages of a site depend."""

EXTENDS, END = "{% extends 'base.html' %}", "{% endblock %}"
LIST = "{{% block announce %}}{{% for item in nav.pages %}}{{{{ {} }}}}{{% endfor %}}"
TOOLS, PEOPLE = "docs/_data/tool_and_resource_list.yml", "docs/_data/CONTRIBUTORS.yml"
BIBLIOGRAPHY, DIGGING, SOIL = "docs/_data/references.bib", "docs/digging.md", "docs/soil.md"


class Guide:
    """The files of a guide, and its changes."""

    def __init__(self, root: Path, **own: object) -> None:
        self.root = root
        self.own = own
        for name, text in FILES.items():
            self.write(name, textwrap.dedent(text).lstrip("\n"))
        (root / "other").mkdir()
        self.configure()

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file, and the folders above it."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, name: str) -> str:
        """Return the text of a file."""
        return (self.root / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        """Replace the first occurrence of a text in a file."""
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def add(self, name: str, text: str) -> None:
        """Add a text at the end of a file."""
        self.write(name, self.read(name) + textwrap.dedent(text))

    def remove(self, name: str) -> None:
        """Remove a file."""
        (self.root / name).unlink()

    def rename(self, old: str, new: str) -> None:
        """Rename a file."""
        (self.root / old).rename(self.root / new)

    def hook(self, code: str) -> None:
        """Add a hook; its code can use `File` and `Path`."""
        imports = "from pathlib import Path\n\nfrom mkdocs.structure.files import File\n\n\n"
        self.write("theme/hook.py", imports + code)
        self.configure(hooks=["theme/hook.py"])

    def configure(self, **changes: object) -> None:
        """Write mkdocs.yml."""
        # The folder of snippets is relative to the current folder.
        snippets = {"pymdownx.snippets": {"base_path": [str(self.root / "docs")]}}
        settings = {**SETTINGS, **self.own, **changes}
        settings["markdown_extensions"] = [*settings["markdown_extensions"], snippets]
        self.write("mkdocs.yml", yaml.safe_dump(settings, sort_keys=False))

    @property
    def is_broken(self) -> bool:
        """Return whether a file is as after one of `BREAKS`."""
        return any("[open" in self.read(name) for name in (TOOLS, DIGGING)) or "{open" in self.read(
            BIBLIOGRAPHY
        )

    def snapshot(self) -> dict[Path, bytes]:
        """Return the contents of all files that people write."""
        return {path: path.read_bytes() for path in self.root.rglob("*") if self._is_source(path)}

    def restore(self, files: Mapping[Path, bytes], age: int = 0) -> None:
        """Write the files of a snapshot, as Git does when it changes to another branch."""
        for path in [path for path in self.root.rglob("*") if self._is_source(path) and path not in files]:
            path.unlink()
        for path, data in files.items():
            if not path.exists() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                if age:
                    os.utime(path, (path.stat().st_mtime - age,) * 2)

    def _is_source(self, path: Path) -> bool:
        return path.is_file() and path.relative_to(self.root).parts[0] in (
            "docs",
            "theme",
            "other",
            "mkdocs.yml",
            "CITATION.cff",
        )


Change = Callable[[Guide], object]
DEFAULTS = {"scope": {"path": "work"}, "values": {"type": "your_role"}}
MANY_PLUGINS: dict[str, Any] = {
    "plugins": ["search", "tags", "blog", "macros", {"fieldguide": {"feed": True}}]
}
"""Settings with plugins after which each page is rendered by the theme again."""


def in_turn(*changes: Change) -> Change:
    """Return a change that makes several ones."""
    return lambda guide: [change(guide) for change in changes]


def front_matter(key: str, value: object) -> Change:
    """Return a change that adds a key to the front matter of a page."""
    return lambda guide: guide.replace(DIGGING, "---\n", f"---\n{yaml.safe_dump({key: value})}")


FRONT_MATTER: dict[str, object] = {
    "description": "How to dig.",
    "summary": "How to dig.",
    "page_id": "dig",
    "permalink": "/dig/deep/",
    "editors": ["Bea Example"],
    "coordinators": ["Bea Example"],
    "contributions": {"reviewer": ["Bea Example"]},
    "supported_by": ["Garden Society"],
    "datatable": True,
    "search_exclude": True,
    "layout": "landing",
    "landing_blocks": ["search"],
    "page_citation": True,
    "type_img": "material/shovel",
    "page_img": "hole.svg",
    "toc": False,
    "sidebar": "other",
    "no_robots": True,
    "redirect_from": ["/old/"],
    "redirect_to": "soil",
    "country_code": "BE",
    "ref_to_main_resources": ["rake"],
    "national_resources": [{"id": "hoe", "name": "Hoe", "url": "https://example.org/hoe"}],
    "github": {"file_path": "elsewhere/digging.md"},
    "custom_editme": "elsewhere.md",
    "scholar": {"sort_by": "year"},
    "training": [{"name": "Course", "url": "https://example.org/course"}],
    "hide": ["toc"],
    "icon": "material/shovel",
    "keywords": "earth, soil",
    "status": "new",
    "subtitle": "With care",
    "template": "plain.html",
    "search": {"exclude": True},
    "draft": True,
    "date": "2026-01-02",
}
"""Keys of front matter that the guide does not have at first, and values for them."""

CHANGES: dict[str, Change] = {
    "a word": lambda guide: guide.replace(DIGGING, "Dig with", "Work with"),
    "nothing but the time of a file": lambda guide: os.utime(guide.root / DIGGING),
    "a heading": lambda guide: guide.replace(SOIL, "## Layers", "## Layers of soil {#layers}"),
    "the first heading": lambda guide: guide.replace(SOIL, "# Soil", "# Earth"),
    "a new link": lambda guide: guide.add("docs/plain.md", "\n[Soil](soil)\n"),
    "a tag added": lambda guide: guide.add("docs/plain.md", '\nUse {% tool "rake" %}.\n'),
    "a tag removed": lambda guide: guide.replace(DIGGING, ', then use {% tool "rake" %}', ""),
    "a citation added": lambda guide: guide.add("docs/plain.md", "\nSee {% cite soil_2021 %}.\n"),
    "a citation removed": lambda guide: guide.replace(DIGGING, " {% cite digging_2020 %}", ""),
    "a citation before another": lambda guide: guide.replace(
        SOIL, "{% cite soil_2021 %}", "{% cite digging_2020 %} and {% cite soil_2021 %}"
    ),
    "a misspelt tag": lambda guide: guide.add("docs/plain.md", '\nUse {% tool "rack" %}.\n'),
    "title": lambda guide: guide.replace(DIGGING, "title: Digging", "title: Dig"),
    **{key: front_matter(key, value) for key, value in FRONT_MATTER.items()},
    "type": lambda guide: guide.replace(DIGGING, "type: your_tasks", "type: your_role"),
    "a person credited": lambda guide: guide.replace(DIGGING, "[Ada Example]", "[Ada Example, Bea Example]"),
    "no related page": lambda guide: guide.replace(DIGGING, "related_pages:\n  your_tasks: [soil]\n", ""),
    "another tag of Material": lambda guide: guide.replace(DIGGING, "[earth]", "[earth, work]"),
    "a tool's description": lambda guide: guide.replace(TOOLS, "Turns the", "Turns all"),
    "a tool's URL": lambda guide: guide.replace(TOOLS, "org/spade", "org/shovel"),
    "a tool becomes an instance": lambda guide: guide.add(TOOLS, "  instance_of: spade\n"),
    "a tool in a country": lambda guide: guide.add(TOOLS, "  country: NL\n"),
    "a tool of an organisation": lambda guide: guide.add(TOOLS, "  organisation: Garden Society\n"),
    "a longer description": lambda guide: guide.replace(TOOLS, "Turns the", "Turns\n    the"),
    "a line before the tools": lambda guide: guide.write(TOOLS, f"# Tools\n{guide.read(TOOLS)}"),
    "a national resource": lambda guide: guide.replace("docs/land.md", "Dutch Spade", "Spade of Delft"),
    "a footer": lambda guide: guide.write("docs/_data/footer.yml", "copyright: Nobody\n"),
    "an event": lambda guide: guide.write(
        "docs/_data/events.yml", "- {name: Digging day, startDate: 2026-05-01}\n"
    ),
    "a tool's name": lambda guide: guide.replace(TOOLS, "The Spade", "A Spade"),
    "a tool added": lambda guide: guide.add(
        TOOLS, "- {id: hoe, name: Hoe, url: 'https://example.org/hoe'}\n"
    ),
    "a tool removed": lambda guide: guide.write(TOOLS, guide.read(TOOLS).partition("- id: rake")[0]),
    "a person's name on GitHub": lambda guide: guide.replace(PEOPLE, "git: ada", "git: ada-example"),
    "a person added": lambda guide: guide.add(PEOPLE, "Cem Example: {git: cem}\n"),
    "a person removed": lambda guide: guide.write(PEOPLE, guide.read(PEOPLE).partition("Bea")[0]),
    "an organisation": lambda guide: guide.replace("docs/_data/affiliations.yml", "/society", "/club"),
    "news": lambda guide: guide.replace("docs/_data/news.yml", "is new", "is renewed"),
    "a reference": lambda guide: guide.replace(BIBLIOGRAPHY, "On digging", "Of digging"),
    "a reference added": lambda guide: guide.add(BIBLIOGRAPHY, "@book{new, title={New}, year=2022}\n"),
    "a reference removed": lambda guide: guide.write(
        BIBLIOGRAPHY, guide.read(BIBLIOGRAPHY).partition("@book")[0]
    ),
    "a page added": lambda guide: guide.write("docs/added.md", "# Added\n\n[Digging](digging)\n"),
    "a 404 page": lambda guide: guide.write("docs/404.md", "# Lost\n\n[Digging](digging)\n"),
    "a page added in a section": lambda guide: guide.write(
        "docs/work/added.md", "---\ntype: your_tasks\n---\n\n# Added\n"
    ),
    "a new first page of a section": lambda guide: guide.write("docs/rest/air.md", "# Air\n"),
    "a page of a section removed": lambda guide: guide.remove("docs/rest/sleep.md"),
    "a title in a section": lambda guide: guide.replace("docs/rest/sleep.md", "# Sleep", "# Sleeping"),
    "a nested section": lambda guide: guide.write("docs/rest/deep/index.md", "# Deep\n"),
    "a page renamed": lambda guide: guide.rename("docs/plain.md", "docs/renamed.md"),
    "a page removed": lambda guide: guide.remove("docs/plain.md"),
    "a page that others link to removed": lambda guide: guide.remove(SOIL),
    "a page in the place of a generated one": lambda guide: guide.write(
        "docs/contributors.md", "# People\n\nNobody.\n"
    ),
    "a picture": lambda guide: guide.write("docs/hole.svg", PICTURE % 99),
    "a picture removed": lambda guide: guide.remove("docs/hole.svg"),
    "a picture added": lambda guide: guide.write("docs/pit.svg", PICTURE % 1),
    "a snippet": lambda guide: guide.replace("docs/snippet.txt", "spade", "rake"),
    "CSS": lambda guide: guide.replace("docs/extra.css", "black", "brown"),
    "a template": lambda guide: guide.write("theme/main.html", f"{EXTENDS}{{% block announce %}}Hello{END}"),
    "a template that shows other pages": lambda guide: guide.write(
        "theme/main.html", EXTENDS + LIST.format("item.content") + END
    ),
    "a template with the whole navigation": lambda guide: guide.write(
        "theme/main.html", EXTENDS + LIST.format("item.title") + END
    ),
    "a partial of ours": lambda guide: guide.write(
        "theme/fieldguide/partials/tool-mention.html", "<b>{{ tool.description }}</b>"
    ),
    "an icon": in_turn(
        lambda guide: guide.write(
            "theme/.icons/own/leaf.svg", '<svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
        ),
        front_matter("icon", "own/leaf"),
    ),
    "a hook that changes pages": lambda guide: guide.hook(
        "def on_post_page(output, page, config):\n"
        "    return output.replace('</body>', Path(config.docs_dir, 'snippet.txt').read_text() + '</body>')\n"
    ),
    "a hook with a variable of templates": in_turn(
        lambda guide: guide.hook(
            "def on_env(env, config, files):\n"
            "    env.globals['number'] = Path(config.docs_dir, 'snippet.txt').read_text()\n"
        ),
        lambda guide: guide.write("theme/main.html", f"{EXTENDS}{{% block announce %}}{{{{ number }}}}{END}"),
    ),
    "a hook that changes Markdown": lambda guide: guide.hook(
        "def on_page_markdown(markdown, page, config, files):\n"
        "    return markdown + Path(config.docs_dir, 'snippet.txt').read_text()\n"
    ),
    "a hook that changes HTML": lambda guide: guide.hook(
        "def on_page_content(html, page, config, files):\n    return html + f'<p>{len(files)}</p>'\n"
    ),
    "a hook that writes pages": lambda guide: guide.hook(
        "def on_files(files, config):\n"
        "    text = '# Made\\n\\n' + Path(config.docs_dir, 'snippet.txt').read_text()\n"
        "    files.append(File.generated(config, 'made.md', content=text))\n"
        "    return files\n"
    ),
    "another template folder": lambda guide: guide.configure(
        theme={**SETTINGS["theme"], "custom_dir": "other"}
    ),
    "another template": lambda guide: guide.write("theme/partials/copyright.html", "© Nobody"),
    "the citation of the guide": lambda guide: guide.replace("CITATION.cff", "A guide", "The guide"),
    "the name of the site": lambda guide: guide.configure(site_name="Another guide"),
    "no generated pages of tools": lambda guide: guide.configure(
        plugins=["search", "tags", {"fieldguide": {"listings": {"tool_pages": False}}}]
    ),
    "another citation style": lambda guide: guide.configure(
        plugins=["search", "tags", {"fieldguide": {"citation_style": "ieee"}}]
    ),
    "Markdown extensions": lambda guide: guide.configure(markdown_extensions=["attr_list", "def_list"]),
    "options of a Markdown extension": lambda guide: guide.configure(
        markdown_extensions=["footnotes", {"toc": {"permalink": "§"}}]
    ),
    "features of the theme": lambda guide: guide.configure(
        theme={**SETTINGS["theme"], "features": ["navigation.tabs"]}
    ),
    "the language": lambda guide: guide.configure(theme={**SETTINGS["theme"], "language": "de"}),
    "the navigation": lambda guide: guide.configure(
        nav=["index.md", {"Work": [{"To dig": "digging.md"}, "soil.md"]}, "tools.md", "plain.md"]
    ),
    "URLs": lambda guide: guide.configure(use_directory_urls=False),
    "drafts": lambda guide: guide.configure(draft_docs="plain.md"),
    "sections as headings": lambda guide: guide.configure(
        theme={**SETTINGS["theme"], "features": ["navigation.prune", "navigation.sections"]}
    ),
    "tabs": lambda guide: guide.configure(
        theme={
            **SETTINGS["theme"],
            "features": ["navigation.tabs", "navigation.prune", "navigation.indexes", "navigation.path"],
        }
    ),
    "no search": lambda guide: guide.configure(plugins=["tags", "fieldguide"]),
    "a blog and macros": lambda guide: guide.configure(**MANY_PLUGINS),
    "words": lambda guide: guide.configure(
        plugins=["search", "tags", {"fieldguide": {"words": {"credits": "People"}}}]
    ),
    "page types": lambda guide: guide.configure(
        plugins=["search", "tags", {"fieldguide": {"page_types": {"your_tasks": {"label": "Jobs"}}}}]
    ),
    "defaults": lambda guide: guide.configure(plugins=["search", {"fieldguide": {"defaults": [DEFAULTS]}}]),
    "a post": lambda guide: guide.write(
        "docs/blog/posts/first.md",
        '---\ndate: 2026-01-02\n---\n\n# First\n\nWith {% tool "rake" %}.\n\n<!-- more -->\n\nMore.\n',
    ),
    "a macro": lambda guide: guide.add("docs/plain.md", "\n{{ config.site_name }} and {{ 1 + 1 }}\n"),
    "excluded pages": lambda guide: guide.configure(exclude_docs="plain.md"),
}
"""Changes of a guide; each must be possible on the guide as it is at first."""

BREAKS: dict[str, Change] = {
    "broken data": lambda guide: guide.write(TOOLS, "- id: [open\n"),
    "broken front matter": lambda guide: guide.write(DIGGING, "---\ntitle: [open\n---\n\n# Digging\n"),
    "a broken bibliography": lambda guide: guide.add(BIBLIOGRAPHY, "@article{open, title={"),
}
"""Changes after which `mkdocs serve` uses the last valid data, which a build from nothing does not have."""
