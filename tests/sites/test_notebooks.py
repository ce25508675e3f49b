"""Tags and links in notebooks, which a plugin converts to HTML by itself."""

import json
from pathlib import Path

from support.site import CONFIG, build_site

HOOKS = """
    from mkdocs.structure.files import File
    from mkdocs.structure.toc import get_toc

    HTML = '''
    <h1 id="nb">Notebook</h1>
    <p>With {% tool &quot;rake&quot; %}, {% tool "rak" %} and <a href="how_to_dig">digging</a>.</p>
    <pre><span class="s1">{% tool &quot;rake&quot; %}</span></pre>
    <div class="clipboard-copy-txt" id="cell-1">{% tool "rake" %}</div>
    '''


    class Notebook(File):
        def is_documentation_page(self):
            return True

        def _get_dest_path(self, use_directory_urls=None):
            return "notebook/index.html"


    def on_files(files, config):
        name = "notebook.ipynb"
        files.remove(files.get_file_from_path(name))
        files.append(Notebook(name, config.docs_dir, config.site_dir, True, dest_uri="notebook/index.html"))
        return files


    def on_pre_page(page, config, files):
        if page.file.src_uri.endswith(".ipynb"):
            def render(config, files):
                page.content, page.toc = HTML, get_toc([])
            page.render, page.nb_url = render, "notebook.ipynb"
        return page
"""
CELL = {"cell_type": "markdown", "source": ["# Notebook\n", 'With {% tool "rake" %}, {% tool "rak" %}']}


def test_tags_and_links_in_notebooks_work(tmp_path: Path) -> None:
    files = {
        "hooks.py": HOOKS,
        "docs/notebook.ipynb": json.dumps({"cells": [CELL]}, indent=1),
        "docs/digging.md": "---\npage_id: how_to_dig\n---\n# Digging\n",
        "docs/_data/tool_and_resource_list.yml": '- {id: rake, name: Rake, url: "https://rake.example"}\n',
    }
    built = build_site(tmp_path, files, config={**CONFIG, "hooks": ["hooks.py"]}, strict=False)
    page = built.page("notebook/")
    assert page.select_one("p [data-tool=rake]").text == "Rake"
    assert page.select_one("article p a[href='../digging/']").text == "digging"
    assert page.select_one("#cell-1").decode_contents() == '{% tool "rake" %}'
    assert page.select_one("pre").text == '{% tool "rake" %}'
    assert [text for text in built.warnings if text.startswith("docs/notebook.ipynb:7:") and "rak" in text]
    assert "notebook" in built.text("tools/rake/index.html")
