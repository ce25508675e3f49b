"""Another plugin can put a copy in the place of the docs folder, as monorepo does."""

import pytest
from support.guide import DATA

HOOK = """
    import shutil, tempfile
    from pathlib import Path

    def on_config(config):
        copy = Path(tempfile.mkdtemp()) / "docs"
        shutil.copytree(config.docs_dir, copy)
        (copy / "other").mkdir()
        (copy / "other" / "index.md").write_text('# Other\\n\\n{% tool "other" %}\\n')
        config.docs_dir = str(copy)
    """


@pytest.fixture(scope="module")
def built(site):
    files = {**DATA, "hook.py": HOOK, "docs/index.md": '# Home\n\n{% tool "spade" %} {% tool "sapde" %}\n'}
    return site(files, {"hooks": ["hook.py"], "theme": {"name": "mkdocs"}}, strict=False)


def test_the_copy_is_built(built):
    assert "The Spade" in built.page().get_text()
    assert "The Spade" in built.page("tools/spade/").get_text()
    assert built.path("other/").is_file()


def test_findings_name_the_files_of_the_authors(built):
    reported = [text.split(": ", 1)[0] for text in built.warnings if "[FG0" in text and "theme" not in text]
    assert sorted(reported) == ["docs/index.md:3:20", "other/index.md:3:1"]
