"""What other plugins read of pages before the whole site is known.

Feeds, summaries, excerpts and the like are made from the Markdown of pages, or from their HTML right after
the conversion. There, names and citations in plain text take the place of tokens and empty elements.
"""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from mkdocs_fieldguide.builder.other_plugins import find_plugin
from mkdocs_fieldguide.builder.output_claims import WRITTEN_BY_PLUGINS
from mkdocs_fieldguide.builder.planning import Planned
from mkdocs_fieldguide.checks.links import ResolvedLink
from mkdocs_fieldguide.citations.short_form import short_citation
from mkdocs_fieldguide.markup.html_slots import fill_empty_placeholders, without_placeholders
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.model.references import CiteItem
from mkdocs_fieldguide.model.url_parsing import join_url

_TARGET = re.compile(r"\]\(<?([^()\s<>]+)>?(?=[\s)])")
"""The target of a link or picture in Markdown."""


class ReadableText:
    """Makes Markdown and HTML of pages readable for other plugins.

    Args:
        planned: the site.
    """

    def __init__(self, planned: Planned) -> None:
        self._planned = planned
        self._texts: dict[str, tuple[str, str]] = {}
        self._has_captions = find_plugin(planned.loaded.config, "caption") is not None

    def settle(self, page: Page) -> None:
        """Insert names and citations into a page that was converted.

        The placeholders in its HTML stay, and get their final content when all pages are known.
        """
        planned, path = self._planned, page.file.src_uri
        generated = planned.listings.generated.get(path)
        if generated is not None:
            page.markdown = generated.description or generated.display_title(planned.words)
            return
        markdown = page.markdown or ""
        page.markdown = self._readable(markdown, page)
        if type(page) is not Page:  # such as a post
            self._texts[path] = markdown, page.markdown
        content = fill_empty_placeholders(page.content or "", planned.placeholders, self._reading)
        # The plugin `caption` takes characters of a last tag in a caption for those of its paragraph.
        page.content = content.replace("</fg-mark></p>", "</fg-mark> </p>") if self._has_captions else content

    def begin(self, page: Page) -> None:
        """Let a blog make the excerpts on a page from the Markdown with tokens, which become HTML later."""
        self._set_posts(page, readable=False)

    def finish(self, page: Page) -> None:
        """Undo `begin`."""
        self._set_posts(page, readable=True)

    def _set_posts(self, page: Page, *, readable: bool) -> None:
        for post in getattr(page, "posts", None) or ():
            if texts := self._texts.get(post.file.src_uri):
                post.markdown = texts[readable]

    def clean_files(self, site_dir: Path) -> None:
        """Remove our elements from files that other plugins have made from the HTML of pages.

        Args:
            site_dir: the site folder.
        """
        table = self._planned.placeholders
        for name in WRITTEN_BY_PLUGINS:
            path = site_dir / name
            if path.is_symlink() or not path.is_file():
                continue
            with contextlib.suppress(OSError, UnicodeDecodeError):
                text = path.read_text(encoding="utf-8")
                if table.start in text:
                    path.write_text(without_placeholders(text, table), encoding="utf-8")

    def _readable(self, markdown: str, page: Page) -> str:
        planned = self._planned
        markdown = planned.placeholders.replace(markdown, self._reading)
        urls = {
            link.written.target: url
            for link in planned.links.followed.get(page.file.src_uri, ())
            if (url := self._url(link, page))
        }
        if not urls:
            return markdown
        return _TARGET.sub(lambda found: f"]({urls.get(found[1], found[1])}", markdown)

    def _url(self, link: ResolvedLink, page: Page) -> str:
        """Return the full URL of a file that a link leads to, or its relative URL; empty if there is none."""
        file = self._planned.files.get_file_from_path(link.leads_to) if link.leads_to else None
        if file is None or link.written.target.startswith("#"):
            return ""
        site = self._planned.loaded.config.site_url
        url = join_url(site, file.url) if site else get_relative_url(file.url, page.url)
        return f"{url}#{link.fragment}" if link.fragment else url

    def _reading(self, mark: Placeholder) -> str:
        call = mark.call
        if call is None or not (keys := call.directive.cited_keys(call)):
            return mark.plain
        items = call.cites or tuple(
            CiteItem(
                key,
                suppress_author=call.flag("suppress_author"),
                author_in_text=call.flag("author_in_text"),
            )
            for key in keys
        )
        return short_citation(items, self._planned.registry.references)
