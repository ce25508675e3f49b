"""Sites in several languages, which another plugin builds one after the other into one folder."""

import json
import textwrap
from pathlib import Path

import pytest
import yaml
from mkdocs.commands.build import build
from support.rebuilding import Rebuilder, contents, differences, load
from support.site import CONFIG, Built, build_site, fast_material, write_files

HOOKS = """
    from mkdocs import utils
    from mkdocs.commands.build import build
    from mkdocs.plugins import BasePlugin, event_priority
    from mkdocs.structure.files import File, Files


    class Translated(Files):
        def get_file_from_path(self, path):
            translation = self.src_uris.get(path.removesuffix(".md") + ".de.md")
            return translation if self.language == "de" and translation else self.src_uris.get(path)


    class Languages(BasePlugin):
        dirty = False
        current_language = default_language = "en"
        building = False
        build_languages = ["en", "de"]
        i18n_files_per_language = {}

        @event_priority(-100)
        def on_files(self, files, config):
            found = {}
            for old in files:
                if old.src_dir != config.docs_dir:
                    assert not old.is_documentation_page()
                    found[old.src_uri] = old
                    continue
                neutral = old.src_uri.replace(".de.", ".")
                if neutral != old.src_uri and self.current_language == "en":
                    continue
                file = File(old.src_uri, config.docs_dir, old.dest_uri, True)
                file.dest_uri = File(neutral, config.docs_dir, "", True).dest_uri
                if self.current_language != "en" and file.is_documentation_page():
                    file.dest_uri = f"de/{file.dest_uri}"
                file.abs_dest_path = f"{config.site_dir}/{file.dest_uri}"
                file.norm_src_uri, file.locale, file.alternates = neutral, self.current_language, {}
                if neutral == old.src_uri or self.current_language == "de":
                    if neutral != old.src_uri or neutral not in found:
                        found[neutral] = file
            translated = Translated(found.values())
            translated.language = self.current_language
            return translated

        @event_priority(-100)
        def on_post_build(self, config):
            if not self.building:
                self.building = True
                self.current_language = "de"
                clean, utils.clean_directory = utils.clean_directory, lambda folder: None
                build(config, dirty=self.dirty)
                utils.clean_directory = clean


    def on_startup(command, dirty):
        Languages.dirty = dirty


    def on_config(config):
        if "i18n" not in config.plugins:
            config.plugins["i18n"] = Languages()
        config.theme["language"] = config.plugins["i18n"].current_language
"""
FILES = {
    "hooks.py": HOOKS,
    "docs/index.md": """
        ---
        redirect_from: [/start]
        ---
        # Home

        Use {% tool "rake" %}, read [how to dig](digging) and [more](missing.md).
        """,
    "docs/digging.md": "---\npermalink: /dig\ntype: tasks\n---\n# Digging\n\n{% tool 'rake' %}\n",
    "docs/digging.de.md": "---\npermalink: /dig\n---\n# Graben\n\n{% tool 'rake' %} [Start](index)\n",
    "docs/contributors/index.de.md": "# Leute\n\nAlle.\n",
    "docs/_data/tool_and_resource_list.yml": """
        - {id: rake, name: Rake, url: "https://rake.example"}
        - {id: bad, name: Bad, url: "javascript:x"}
        """,
    "docs/_data/CONTRIBUTORS.yml": "Ada Example: {}\n",
    "docs/_data/news.yml": '- {name: New, date: "2026-01-02"}\n',
    "docs/_data/references.bib": "@misc{one, title={One}, year=2020}\n",
}
SETTINGS = {
    **CONFIG,
    "hooks": ["hooks.py"],
    "site_url": "https://example.org/",
    "plugins": ["search", {"fieldguide": {"feed": True}}],
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Return a site in English and German."""
    return build_site(tmp_path_factory.mktemp("languages"), FILES, config=SETTINGS, strict=False)


def test_each_language_has_generated_pages_with_its_words(built: Built) -> None:
    assert "Mentioned on" in built.page("tools/rake/").text
    german = built.page("de/tools/rake/")
    assert "Erwähnt auf" in german.text
    assert german.select("a[href='../../dig/']")[0].text.split() == ["Graben"]
    assert "Graben" not in built.text("tools/rake/index.html")


def test_a_translation_replaces_a_generated_page(built: Built) -> None:
    assert built.page("contributors/").h1.text.startswith("Contributors")
    assert built.page("de/contributors/").h1.text.startswith("Leute")


def test_links_by_name_lead_to_the_translation(built: Built) -> None:
    assert built.page("").select_one("article a[href='dig/']").text == "how to dig"
    assert built.page("de/").select_one("article a[href='dig/']").text == "how to dig"
    assert built.page("de/dig/").select_one("article p a[href='../']").text == "Start"


def test_each_language_has_its_own_files_and_redirects(built: Built) -> None:
    for folder in ("", "de/"):
        pages = json.loads(built.text(f"{folder}fieldguide/pages.json"))["pages"]
        digging = next(page for page in pages if page["title"] in ("Digging", "Graben"))
        assert digging["url"] == f"https://example.org/{folder}dig/"
        assert digging["title"] == ("Graben" if folder else "Digging")
        redirect = built.page(f"{folder}start/").select_one("link[rel=canonical]")
        assert redirect["href"] == f"https://example.org/{folder}"
        assert built.path(f"{folder}feed.xml").is_file()
    assert built.page("de/references/").select("a[href='../../de/fieldguide/references.bib']")


def test_findings_are_logged_once_and_in_all_languages(built: Built) -> None:
    assert len([text for text in built.warnings if "javascript:x" in text]) == 1
    assert [text for text in built.warnings if "missing.md" in text and text.startswith("docs/index.md:6:")]
    assert not [text for text in built.warnings if "same URL" in text or "UNSAFE" in text]


@pytest.mark.parametrize(("command", "dirty"), [("serve", False), ("build", True)])
def test_each_build_makes_and_checks_all_languages(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, command: str, *, dirty: bool
) -> None:
    files = {name: textwrap.dedent(text) for name, text in FILES.items()}
    write_files(tmp_path, {**files, "mkdocs.yml": yaml.safe_dump(SETTINGS)})
    rebuilder = Rebuilder(tmp_path, command, dirty)
    rebuilder.build()
    write_files(tmp_path, {"docs/digging.de.md": files["docs/digging.de.md"].replace("Graben", "Schaufeln")})
    caplog.clear()
    rebuilder.build()
    warnings = [record.message for record in caplog.records if record.levelname == "WARNING"]
    assert [text.partition(":")[0] for text in warnings] == [
        "docs/_data/tool_and_resource_list.yml",
        "docs/index.md",
    ]
    with fast_material():
        build(load(tmp_path, tmp_path / "clean"))
    assert differences(rebuilder.files(), contents(tmp_path / "clean")) == []
