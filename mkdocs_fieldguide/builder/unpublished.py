"""Which files of the docs folder are not part of the site: drafts, excluded files, and drafts of the blog."""

from __future__ import annotations

from mkdocs.structure.files import Files, InclusionLevel, set_exclusions

from mkdocs_fieldguide.builder.compat import draft_posts
from mkdocs_fieldguide.builder.loading import Loaded


def unpublished_files(loaded: Loaded, files: Files, *, previews: bool) -> frozenset[str]:
    """Return the source paths of the pages and other files that the build does not write.

    Args:
        loaded: the settings of the site.
        files: the files of the site.
        previews: whether MkDocs writes drafts as well, for a preview.
    """
    # MkDocs does the same after the plugins, but what is planned here depends on it.
    set_exclusions(files, loaded.config)
    least = InclusionLevel.DRAFT if previews else InclusionLevel.NOT_IN_NAV
    # Until the navigation is made, the blog excludes its posts and lists, which have a page by then.
    out = {file.src_uri for file in files if file.page is None and file.inclusion.value < least.value}
    return frozenset(out | draft_posts(loaded.config, files))
