"""Private parts of MkDocs behave as the build expects."""

import json
import re
from importlib.util import find_spec
from pathlib import Path

import pytest
from markdown import Markdown
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files, get_files
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder import compat


@pytest.fixture
def config(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("[Other](other.md)\n", encoding="utf-8")
    (docs / "other.md").write_text("# A *heading*\n\nText.\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: Site\ntheme: mkdocs\n", encoding="utf-8")
    return load_config(str(tmp_path / "mkdocs.yml"))


@pytest.fixture
def files(config):
    return get_files(config)


def page_of(files, config, path):
    page = Page(None, files.get_file_from_path(path), config)
    page.read_source(config)
    return page


def test_wrapper_decides_whether_a_page_is_converted(config, files):
    calls = []
    page = page_of(files, config, "other.md")
    compat.wrap_render(page, calls.append)
    page.render(config, files)
    assert page.content is None
    (convert,) = calls
    convert()
    assert "<em>heading</em>" in page.content
    page.render(config, files)
    assert len(calls) == 1, "a page is wrapped for one conversion"


def test_heading_is_the_title(config, files):
    found = {}
    for path in ("index.md", "other.md"):
        page = page_of(files, config, path)
        page.render(config, files)
        found[path] = compat.has_title_from_heading(page)
    assert found == {"index.md": False, "other.md": True}


def test_navigation_sets_the_title(config, files):
    file = files.get_file_from_path("other.md")
    assert compat.has_title_from_navigation(Page("A title", file, config))
    page = page_of(files, config, "other.md")
    page.render(config, files)
    assert page.title == "A heading"
    assert not compat.has_title_from_navigation(page)


@pytest.mark.parametrize("asked_before", [True, False])
def test_new_destination_changes_url_and_path(config, files, asked_before):
    file = files.get_file_from_path("other.md")
    if asked_before:
        assert (file.url, file.abs_dest_path.endswith("index.html")) == ("other/", True)
    compat.change_destination(file, "new/place.html")
    assert (file.dest_uri, file.url) == ("new/place.html", "new/place.html")
    assert file.abs_dest_path.endswith("place.html")


def test_generated_files_name_their_creator(config):
    compat.set_creator(config, "fieldguide")
    assert File.generated(config, "a.md", content="").generated_by == "fieldguide"


def test_page_of_a_conversion_is_known(config, files):
    markdown = Markdown()
    assert compat.page_of(markdown) is None
    compat.resolve_relative_links(markdown, files.get_file_from_path("index.md"), files, config)
    assert compat.page_of(markdown) == "index.md"
    # The instance is used for further pages.
    compat.resolve_relative_links(markdown, files.get_file_from_path("other.md"), files, config)
    assert compat.page_of(markdown) == "other.md"


def test_mkdocs_itself_makes_the_page_known(config, files):
    seen = []
    page = page_of(files, config, "index.md")
    real = Markdown.convert

    def convert(self, text):
        seen.append(compat.page_of(self))
        return real(self, text)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Markdown, "convert", convert)
        page.render(config, files)
    assert seen == ["index.md"]


def test_links_are_relative_to_the_page(config, files):
    markdown = Markdown()
    for path, url in (("index.md", "other/"), ("other.md", "./")):
        compat.resolve_relative_links(markdown, files.get_file_from_path(path), files, config)
        assert markdown.convert("[Other](other.md)") == f'<p><a href="{url}">Other</a></p>'


def test_marker_names_the_page_and_changes_no_link(files):
    markdown = Markdown()
    marker = compat.PageMarker.register(markdown)
    assert compat.page_of(markdown) is None
    marker.file = files.get_file_from_path("other.md")
    assert compat.page_of(markdown) == "other.md"
    assert 'href="other.md"' in markdown.convert("[Other](other.md)")


def test_unknown_file_has_no_page():
    markdown = Markdown()
    marker = compat.PageMarker.register(markdown)
    marker.file = Files([])
    assert compat.page_of(markdown) is None


def test_the_blog_says_which_posts_are_drafts(tmp_path):
    posts = tmp_path / "docs" / "blog" / "posts"
    posts.mkdir(parents=True)
    for name, draft in (("open", "false"), ("hidden", "true")):
        text = f"---\ndate: 2026-05-01\ndraft: {draft}\n---\n\n# Post\n"
        (posts / f"{name}.md").write_text(text, encoding="utf-8")
    text = "site_name: Site\ntheme: material\nplugins: [blog]\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    config = config.plugins.on_config(config)
    files = config.plugins.on_files(get_files(config), config=config)
    assert compat.draft_posts(config, files) == {"blog/posts/hidden.md"}


def test_title_of_a_heading_can_be_restored(config, files):
    converted, restored = page_of(files, config, "other.md"), page_of(files, config, "other.md")
    converted.render(config, files)
    compat.set_title_from_heading(restored, compat.title_from_heading(converted))
    restored.content = converted.content
    assert restored.title == converted.title == "A heading"


def test_pages_of_other_plugins_convert_themselves(config, files):
    class Other(Page):
        def render(self, config, files):
            self.content = "Other"

    file = files.get_file_from_path("other.md")
    assert compat.is_converted_by_mkdocs(Page(None, file, config))
    assert not compat.is_converted_by_mkdocs(Other(None, file, config))


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_entries_of_the_search_are_those_of_its_index(tmp_path, theme):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/index.md").write_text("# Home\n\nA page.\n", encoding="utf-8")
    settings = f"site_name: Site\ntheme: {theme}\nplugins: [search]\n"
    (tmp_path / "mkdocs.yml").write_text(settings, encoding="utf-8")
    config = load_config(str(tmp_path / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=True)
    found = []

    def change(env, **_):
        compat.search_entries(config)[:] = [{"location": "elsewhere/", "title": "Elsewhere", "text": ""}]

    config.plugins.events["post_build"].insert(0, lambda config: change(None))
    build(config)
    index = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))
    found += [entry["location"] for entry in index["docs"]]
    assert found == ["elsewhere/"]


def test_a_dirty_build_adds_to_the_index_of_the_last_build_unless_that_is_forgotten(tmp_path):
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    (docs / "gone.md").write_text("# Gone\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Site\ntheme: material\nplugins: [search]\n", encoding="utf-8"
    )

    def locations(*, forget):
        config = load_config(str(tmp_path / "mkdocs.yml"))
        config.plugins.on_startup(command="serve", dirty=True)
        build(config, dirty=True)
        (docs / "gone.md").unlink()
        config.plugins.events["env"].append(
            lambda env, config, files: compat.forget_previous_search_index(config) if forget else None
        )
        build(config, dirty=True)
        (docs / "gone.md").write_text("# Gone\n", encoding="utf-8")
        index = json.loads((tmp_path / "site/search/search_index.json").read_text(encoding="utf-8"))
        return {entry["location"] for entry in index["docs"]}

    assert "gone/" in locations(forget=False)
    assert "gone/" not in locations(forget=True)


def test_the_theme_gives_the_environment_of_the_build_until_the_next_one(config):
    env = config.theme.get_env()
    compat.share_environment(config, env)
    assert config.theme.get_env() is env
    compat.forget_environment(config)
    assert config.theme.get_env() is not env
    compat.forget_environment(config)


def test_each_environment_of_the_theme_is_prepared_in_one_build(config):
    compat.wrap_environment(config, lambda env: env.globals.update(prepared=True))
    assert [config.theme.get_env().globals.get("prepared") for _ in range(2)] == [True, True]
    compat.forget_environment(config)
    assert "prepared" not in config.theme.get_env().globals


def test_handlers_are_named_by_their_modules(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "hook.py").write_text("def on_post_page(output, **_):\n    return output\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: Site\ntheme: material\nplugins: [search]\nhooks: [hook.py]\n", encoding="utf-8"
    )
    config = load_config(str(tmp_path / "mkdocs.yml"))
    assert compat.handlers_of(config, "page_context") == ["material.plugins.search.plugin"]
    assert compat.handlers_of(config, "post_page") == ["hook.py"]


def test_materials_templates_read_the_navigation_where_it_is_known():
    """A repeated build knows what these templates show; see `NavigationInputs`."""
    folder = Path(next(iter(find_spec("material").submodule_search_locations)), "templates")
    reading = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if re.search(
            r"\bnav\.(?!html)|\bnav_item\.(?:children|pages)|\bancestors\b", path.read_text(encoding="utf-8")
        )
    }
    assert reading == {
        "partials/header.html",
        "partials/nav-item.html",
        "partials/nav.html",
        "partials/path-item.html",
        "partials/path.html",
        "partials/tabs-item.html",
        "partials/tabs.html",
    }
