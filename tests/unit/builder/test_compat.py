"""Private parts of MkDocs behave as the build expects."""

import pytest
from markdown import Markdown
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
