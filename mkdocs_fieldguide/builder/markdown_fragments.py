"""Markdown inside HTML, such as a caption or the content of a callout."""

from __future__ import annotations

from functools import cached_property

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from mkdocs_fieldguide.builder.compat import resolve_relative_links


class FragmentConverter:
    """Converts fragments of Markdown as the site converts its pages, all with one Markdown instance.

    Args:
        config: the site's configuration.
        files: the files of the site, which links in the fragments lead to.
    """

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files

    def __call__(self, text: str, path: str) -> str:
        """Convert a fragment on the page with this source path."""
        file = self._files.get_file_from_path(path)
        converter = self._converter.reset()
        if file is not None:
            resolve_relative_links(converter, file, self._files, self._config)
        converted = converter.convert(text)
        # A single paragraph in a caption or callout needs no paragraph element of its own.
        if converted.startswith("<p>") and converted.endswith("</p>") and converted.count("<p>") == 1:
            return converted.removeprefix("<p>").removesuffix("</p>")
        return converted

    @cached_property
    def _converter(self) -> markdown.Markdown:
        return markdown.Markdown(
            extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs
        )
