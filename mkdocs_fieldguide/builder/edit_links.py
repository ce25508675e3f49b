"""The repository of a site, and the links from pages to their sources in it."""

from __future__ import annotations

import html
from pathlib import Path
from urllib.parse import quote, urlsplit

from mkdocs.config.config_options import EditURI, RepoName
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.folders import root_folder
from mkdocs_fieldguide.builder.generated_pages import GeneratedPage
from mkdocs_fieldguide.config import FieldguideConfig
from mkdocs_fieldguide.files.source_lines import SourceLines
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.repository_urls import Host, Repository, detect_host, repository_address
from mkdocs_fieldguide.model.url_parsing import get_host_name, join_url
from mkdocs_fieldguide.model.urls import web_url
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.page.edit_actions import Action, Editing, PageSource

_PAGE = "page.md"


def clean_repository_url(config: MkDocsConfig) -> None:
    """Replace an address from which Git clones in `repo_url` with that of the repository's web page.

    MkDocs and the theme append paths to it, and `…/name.git/edit/…` does not exist.
    """
    written = config.repo_url or ""
    url = repository_address(written)
    if url == written:
        return
    config.repo_url = url
    if get_host_name(url) != urlsplit(written).netloc.casefold():
        # MkDocs has derived these two from the host, of which it knows only the plain form.
        derived = urlsplit(written).netloc.split(".")[0].title()
        if config.repo_name == derived:
            config.repo_name = None
            RepoName("repo_url").post_validation(config, "repo_name")
        EditURI("repo_url").post_validation(config, "edit_uri")


def quote_edit_url(page: Page) -> None:
    """Quote the name of a page's file in its edit URL.

    MkDocs appends the name as it is, and the path of a URL ends at `#` and `?`.
    """
    name = page.file.edit_uri or ""
    quoted = quote(name, safe="/:@!$&'()*+,;=~")
    if page.edit_url and name != quoted and page.edit_url.endswith(name):
        page.edit_url = page.edit_url.removesuffix(name) + quoted


def repository_of(config: MkDocsConfig, options: FieldguideConfig) -> Repository | None:
    """Return the repository in `repo_url`; None without one.

    Branch and folder come from `edit_uri` or `edit_uri_template`, unless the option `edit` sets them.
    """
    url = web_url(repository_address(str(config.repo_url or "")))
    if url is None:
        return None
    given = options.edit
    host = Host(given.host) if given.host else detect_host(url)
    repository = Repository(url, host, given.branch)
    located = repository.located(_docs_address(config))
    folder = given.folder
    if folder is not None:
        folder = folder.strip("/")
        folder = f"{folder}/" if folder else ""
    elif located is not None:
        folder = _folder_above(located[1], config)
    else:
        folder = ""
    return Repository(url, host, given.branch or (located[0] if located else ""), folder)


def editing_of(config: MkDocsConfig, options: FieldguideConfig) -> Editing:
    """Return the maker of edit buttons for a site's pages and entries."""
    issues = web_url(repository_address(options.edit.issues)) or ""
    return Editing(
        repository_of(config, options), options.edit.buttons, issues, SourceLines(root_folder(config))
    )


def actions_of(
    context: RenderContext, page: Page, info: PageInfo, generated: GeneratedPage | None, docs: str | None
) -> list[Action]:
    """Return the buttons next to the title of a page.

    Args:
        context: the context of rendering.
        page: the page.
        info: its front matter.
        generated: the generated page; None for a page that an author wrote.
        docs: the result of `docs_folder`.
    """
    # A template of the site may show the title elsewhere, or not at all.
    if generated is None and page.meta.get("template") and "<h1" not in (page.content or ""):
        return []
    source = PageSource(
        title=info.title or html.unescape(str(page.title or info.base_name)),
        url=page.canonical_url or "",
        edit_url=page.edit_url or "",
        path=f"{docs}{page.file.src_uri}" if docs is not None and page.file.edit_uri else "",
    )
    if generated is None:
        return context.chrome.editing.page(info, source)
    return generated.edit_actions(context.chrome.editing, context.registry, source)


def docs_folder(config: MkDocsConfig) -> str | None:
    """Return the path of the docs folder from the folder of mkdocs.yml, with a final `/`; None if outside."""
    try:
        path = Path(config.docs_dir).resolve().relative_to(root_folder(config)).as_posix()
    except ValueError:
        return None
    return "" if path == "." else f"{path}/"


def _docs_address(config: MkDocsConfig) -> str:
    """Return the URL of the docs folder in the repository, built as MkDocs builds the URLs of pages."""
    base = f"{repository_address(str(config.repo_url or '')).rstrip('/')}/"
    if config.edit_uri_template:
        address = str(config.edit_uri_template.format(_PAGE, _PAGE.removesuffix(".md")))
        return join_url(base, address.removesuffix(_PAGE)) if address.endswith(_PAGE) else ""
    return join_url(base, config.edit_uri) if config.edit_uri else ""


def _folder_above(path: str, config: MkDocsConfig) -> str | None:
    """Return the folder of mkdocs.yml, given the path of the docs folder; None if they do not match."""
    docs = docs_folder(config)
    return path.removesuffix(docs) if docs is not None and path.endswith(docs) else None
