"""Pieces of Markdown that stand inside HTML, such as a caption or the text of a box."""

from __future__ import annotations

from functools import cached_property

import markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import _RelativePathTreeprocessor


class FragmentConverter:
    """Converts pieces of Markdown as the site converts its pages; with one converter for all.

    Args:
        config: the site's configuration.
        files: the files of the site, which links in the pieces lead to.
    """

    def __init__(self, config: MkDocsConfig, files: Files) -> None:
        self._config = config
        self._files = files

    def __call__(self, text: str, path: str) -> str:
        """Convert a piece of Markdown on the page with this source path."""
        file = self._files.get_file_from_path(path)
        converter = self._converter.reset()
        if file is not None:
            if "relpath" in converter.treeprocessors:
                converter.treeprocessors.deregister("relpath")
            _RelativePathTreeprocessor(file, self._files, self._config)._register(converter)
        converted = converter.convert(text)
        # One paragraph is a line of text: inside a caption or box it needs no paragraph around it.
        if converted.startswith("<p>") and converted.endswith("</p>") and converted.count("<p>") == 1:
            return converted.removeprefix("<p>").removesuffix("</p>")
        return converted

    @cached_property
    def _converter(self) -> markdown.Markdown:
        return markdown.Markdown(
            extensions=self._config.markdown_extensions, extension_configs=self._config.mdx_configs
        )
