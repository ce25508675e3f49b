"""Pages that the build makes: there is no text of an author's to convert."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import get_toc


class GeneratedPage(Page):
    """A page without a text; MkDocs would make a Markdown converter ready for it, and give it nothing."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Convert the page's text, if some other plugin has written one."""
        if self.markdown:
            super().render(config, files)
            return
        self.content = ""
        self.toc = get_toc([])
        self.present_anchor_ids = set()


def replace_pages(paths: set[str], files: Files, config: MkDocsConfig) -> None:
    """Let files have such pages; MkDocs has given them common ones.

    Args:
        paths: source paths of the files, none of which stands in the navigation.
        files: the files of the site.
        config: the site's configuration.
    """
    for file in files.documentation_pages(inclusion=lambda level: True):
        if file.src_uri in paths and type(file.page) is Page:
            GeneratedPage(None, file, config)  # it makes itself known to the file
