"""Tags and links in files that the plugin include-markdown inserts into pages."""

import sys
from pathlib import Path
from types import ModuleType

import pytest
from support.checking import check_files
from support.site import CONFIG, Built, build_site

from mkdocs_fieldguide.builder.compat import wrap_included_files

HOOKS = """
    import re
    from pathlib import Path

    from mkdocs.plugins import BasePlugin, event_priority
    from mkdocs_include_markdown_plugin import process


    class Including(BasePlugin):
        config = {"directives": {"include": "insert"}}

        @event_priority(100)
        def on_page_markdown(self, markdown, page, config, files):
            def text(found):
                return process.read_file(f"{config.docs_dir}/../{found[1]}", encoding="utf-8")

            while "{% include" in markdown or "{% insert" in markdown:
                markdown = re.sub(r'[{]% (?:include(?:-markdown)?|insert) "(.+?)" %[}]', text, markdown)
            return markdown


    def on_config(config):
        config.plugins["include-markdown"] = Including()
"""
FILES = {
    "hooks.py": HOOKS,
    "docs/index.md": """
        # Home

        {% include-markdown "text/part.md" %}

        {% insert "text/more.md" %}
        """,
    "docs/digging.md": "---\npage_id: how_to_dig\n---\n# Digging\n",
    "text/part.md": """
        Use {% tool "rake" %}, see [digging](how_to_dig#top).

        {% include "text/more.md" %}

        {% include callout.html type="tip" content="Dig deep." %}

        ```
        [not a link](how_to_dig)
        ```
        """,
    "text/more.md": "More.\n\nWith {% tool 'rak' %}.\n",
    "docs/_data/tool_and_resource_list.yml": '- {id: rake, name: Rake, url: "https://rake.example"}\n',
}
NAME = "mkdocs_include_markdown_plugin"


@pytest.fixture
def process(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Return a module that reads files as that of the plugin does."""
    package, module = ModuleType(NAME), ModuleType(f"{NAME}.process")
    module.read_file = lambda path, encoding: Path(path).read_text(encoding)  # type: ignore[attr-defined]
    package.process = module  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, NAME, package)
    monkeypatch.setitem(sys.modules, f"{NAME}.process", module)
    return module


@pytest.mark.parametrize("macros", [[], ["macros"]])
def test_tags_and_links_work_and_are_located(tmp_path: Path, process: ModuleType, macros: list[str]) -> None:
    read = process.read_file
    plugins = ["search", *macros, "fieldguide"]
    built: Built = build_site(
        tmp_path, FILES, config={**CONFIG, "hooks": ["hooks.py"], "plugins": plugins}, strict=False
    )
    page = built.page()
    assert page.select_one("[data-tool=rake]")
    assert page.select_one("a[href='digging/#top']").text == "digging"
    assert page.select_one(".admonition").text.split() == ["Tip", "Dig", "deep."]
    assert page.select_one("pre").text.strip() == "[not a link](how_to_dig)"
    assert "no tag" not in " ".join(built.warnings)
    (found,) = [text for text in built.warnings if "rak" in text]
    assert found.startswith("text/more.md:3:6: ")
    assert process.read_file is read


def test_without_the_plugin_nothing_is_wrapped() -> None:
    wrap_included_files(lambda path, text: text)()


def test_check_reads_included_files(tmp_path: Path) -> None:
    files = {
        "docs/sub/index.md": '# Sub\n\n{% include-markdown "../../text/part.md" dedent=true %}\n',
        "text/part.md": '{% include "./more.md" %}\n\n{% include "text/*.md" %}\n',
        "text/more.md": "With {% tool 'rak' %} and {% include 'missing.md' %}.\n",
        "mkdocs.yml": "site_name: Guide\nplugins: [include-markdown, fieldguide]\n",
    }
    found = check_files(tmp_path, files).findings
    places = [(one["file"], one["line"], one["column"]) for one in found if "rak" in one["message"]]
    assert places == [("text/more.md", 1, 6)]
    assert not [one for one in found if "include" in one["message"]]
