"""After any change, a site built again is the same, byte for byte, as one built from nothing."""

import os
import shutil
import textwrap
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from support.rebuilding import EPOCH, Rebuilder, clean_builder, differences
from support.site import CONFIG

PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='9'/>"
SETTINGS = {
    **CONFIG,
    "theme": {"name": "material", "font": False, "custom_dir": "theme", "features": ["navigation.footer"]},
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
    "theme/main.html": "{% extends 'base.html' %}",
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

TOOLS, PEOPLE = "docs/_data/tool_and_resource_list.yml", "docs/_data/CONTRIBUTORS.yml"
BIBLIOGRAPHY, DIGGING, SOIL = "docs/_data/references.bib", "docs/digging.md", "docs/soil.md"


class Guide:
    """The files of a guide, and its changes."""

    def __init__(self, root):
        self.root = root
        for name, text in FILES.items():
            self.write(name, textwrap.dedent(text).lstrip("\n"))
        self.configure()

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def read(self, name):
        return (self.root / name).read_text(encoding="utf-8")

    def replace(self, name, old, new):
        text = self.read(name)
        assert old in text, f"{old!r} is not in {name}"
        self.write(name, text.replace(old, new, 1))

    def add(self, name, text):
        self.write(name, self.read(name) + textwrap.dedent(text))

    def remove(self, name):
        (self.root / name).unlink()

    def rename(self, old, new):
        (self.root / old).rename(self.root / new)

    def configure(self, **changes):
        # The folder of snippets is relative to the current folder.
        snippets = {"pymdownx.snippets": {"base_path": [str(self.root / "docs")]}}
        settings = {**SETTINGS, **changes}
        settings["markdown_extensions"] = [*settings["markdown_extensions"], snippets]
        self.write("mkdocs.yml", yaml.safe_dump(settings, sort_keys=False))

    @property
    def is_broken(self):
        """Whether a file is as after one of `BREAKS`."""
        return any("[open" in self.read(name) for name in (TOOLS, DIGGING)) or "{open" in self.read(
            BIBLIOGRAPHY
        )

    def snapshot(self):
        return {path: path.read_bytes() for path in self.root.rglob("*") if self._is_source(path)}

    def restore(self, files, age=0):
        """Write the files of a snapshot, as Git does when it changes to another branch."""
        for path in [path for path in self.root.rglob("*") if self._is_source(path) and path not in files]:
            path.unlink()
        for path, data in files.items():
            if not path.exists() or path.read_bytes() != data:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                if age:
                    os.utime(path, (path.stat().st_mtime - age,) * 2)

    def _is_source(self, path):
        return path.is_file() and path.relative_to(self.root).parts[0] in (
            "docs",
            "theme",
            "mkdocs.yml",
            "CITATION.cff",
        )


def front_matter(key, value):
    """Return a change that adds a key to the front matter of a page."""
    return lambda guide: guide.replace(DIGGING, "---\n", f"---\n{yaml.safe_dump({key: value})}")


CHANGES = {
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
    "description": front_matter("description", "How to dig."),
    "summary": front_matter("summary", "How to dig."),
    "page_id": front_matter("page_id", "dig"),
    "permalink": front_matter("permalink", "/dig/deep/"),
    "search_exclude": front_matter("search_exclude", True),
    "hide": front_matter("hide", ["toc"]),
    "icon": front_matter("icon", "material/shovel"),
    "redirect_from": front_matter("redirect_from", ["/old/"]),
    "keywords": front_matter("keywords", "earth, soil"),
    "type": lambda guide: guide.replace(DIGGING, "type: your_tasks", "type: your_role"),
    "a person credited": lambda guide: guide.replace(DIGGING, "[Ada Example]", "[Ada Example, Bea Example]"),
    "no related page": lambda guide: guide.replace(DIGGING, "related_pages:\n  your_tasks: [soil]\n", ""),
    "another tag of Material": lambda guide: guide.replace(DIGGING, "[earth]", "[earth, work]"),
    "a tool's description": lambda guide: guide.replace(TOOLS, "Turns the", "Turns all"),
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
    "a template": lambda guide: guide.add("theme/main.html", "{% block announce %}Hello{% endblock %}"),
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
    "excluded pages": lambda guide: guide.configure(exclude_docs="plain.md"),
}
"""Changes of a guide; each must be possible on the guide as it is at first."""

BREAKS = {
    "broken data": lambda guide: guide.write(TOOLS, "- id: [open\n"),
    "broken front matter": lambda guide: guide.write(DIGGING, "---\ntitle: [open\n---\n\n# Digging\n"),
    "a broken bibliography": lambda guide: guide.add(BIBLIOGRAPHY, "@article{open, title={"),
}
"""Changes after which `mkdocs serve` uses the last valid data, which a build from nothing does not have."""


OFTEN = {
    "a word",
    "a heading",
    "a tag added",
    "title",
    "permalink",
    "a tool's description",
    "a reference removed",
    "a page added",
    "a page that others link to removed",
    "another template",
    "the navigation",
    "URLs",
}
"""The changes of each test run; a long run makes all of them in all ways to build."""

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
HOWS = [("serve", False), ("serve", True), ("build", True)]


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    with clean_builder(tmp_path_factory.mktemp("clean-cache")) as builder:
        yield builder


@pytest.fixture(autouse=True)
def fixed_time(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def compare(rebuilder, clean, what):
    """Build again, and fail if a file of the site differs from that of a clean build."""
    expected = clean.start(rebuilder.root, serving=rebuilder.command == "serve")
    rebuilder.build()
    assert differences(rebuilder.files(), expected.result()) == [], what


@pytest.mark.parametrize(("command", "dirty"), HOWS if IS_LONG else HOWS[:1])
def test_each_change_gives_the_site_of_a_clean_build(tmp_path, clean, command, dirty):
    guide = Guide(tmp_path)
    rebuilder = Rebuilder(tmp_path, command, dirty)
    compare(rebuilder, clean, "first build")
    original = guide.snapshot()
    for what, change in CHANGES.items():
        if not IS_LONG and what not in OFTEN:
            continue
        change(guide)
        compare(rebuilder, clean, what)
        # The next change is built together with the way back from this one, as after a change of branches.
        guide.restore(original, age=1000)
    compare(rebuilder, clean, "the way back")
    for what, change in BREAKS.items() if IS_LONG else ():
        change(guide)
        if command == "serve":
            rebuilder.build()
        else:
            compare(rebuilder, clean, what)
        guide.restore(original)
        compare(rebuilder, clean, f"{what}, repaired")


@pytest.mark.parametrize(("command", "dirty"), [("serve", False), ("build", True)])
def test_only_pages_that_a_change_affects_are_written_again(tmp_path, command, dirty):
    guide = Guide(tmp_path)
    guide.replace(DIGGING, "tags: [earth]\n", "")
    rebuilder = Rebuilder(tmp_path, command, dirty)

    def written_at():
        return {path: path.stat().st_mtime_ns for path in rebuilder.site.rglob("index.html")}

    rebuilder.build()
    before = written_at()
    guide.replace(DIGGING, "Dig with", "Work with")
    rebuilder.build()
    changed = {path for path, time in written_at().items() if time != before[path]}
    # The pages of tools quote the sentence.
    assert {path.parent.relative_to(rebuilder.site).as_posix() for path in changed} == {
        "digging",
        "tools/rake",
        "tools/spade",
    }


class Editing(RuleBasedStateMachine):
    """Random sequences of changes, some of them undone, with a build after some of them."""

    clean = None
    folder = Path()
    count = 0

    @initialize(how=st.sampled_from(HOWS))
    def begin(self, how):
        type(self).count += 1
        root = self.folder / str(self.count)
        self.guide = Guide(root)
        self.rebuilder = Rebuilder(root, *how)
        self.snapshots = [self.guide.snapshot()]
        self.done = []
        compare(self.rebuilder, self.clean, "first build")

    @rule(what=st.sampled_from(sorted({**CHANGES, **BREAKS})))
    def change(self, what):
        self.snapshots.append(self.guide.snapshot())
        try:
            {**CHANGES, **BREAKS}[what](self.guide)
        except (AssertionError, OSError):
            return  # an earlier change has removed what this one changes
        self.done.append(what)
        self.build()

    @rule(number=st.integers(0, 5), age=st.sampled_from([0, 1000]))
    def go_back(self, number, age):
        self.guide.restore(self.snapshots[number % len(self.snapshots)], age)
        self.done.append(f"back to {number % len(self.snapshots)}")
        self.build()

    def build(self):
        if self.guide.is_broken and self.rebuilder.command == "serve":
            self.rebuilder.build()
        else:
            compare(self.rebuilder, self.clean, self.done)

    def teardown(self):
        shutil.rmtree(self.rebuilder.root, ignore_errors=True)


def test_random_sequences_of_changes_give_the_sites_of_clean_builds(tmp_path, clean):
    Editing.clean, Editing.folder = clean, tmp_path
    run_state_machine_as_test(
        Editing,
        settings=settings(
            max_examples=500 if IS_LONG else 1,
            stateful_step_count=12 if IS_LONG else 4,
            suppress_health_check=list(HealthCheck),
        ),
    )
