"""Bundle and minify the theme's CSS and JavaScript.

Each part has one job and its own comments; browsers request one file of each kind. A site that has a
part of the same name in its `custom_dir` overrides that part.
"""

from __future__ import annotations

from pathlib import Path

import rcssmin
import rjsmin
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

STYLE_SHEET = "assets/fieldguide/fieldguide.css"
SCRIPT = "assets/fieldguide/fieldguide.js"
PARTS = {STYLE_SHEET: "fieldguide/styles/", SCRIPT: "fieldguide/scripts/"}
"""Folder with the parts of each file; they are joined in the order of their names."""


def bundle_assets(files: Files, config: MkDocsConfig) -> None:
    """Replace the parts among the site's files by one minified style sheet and one minified script.

    A file of the same name that the site has of its own stays: it replaces all of ours.

    Args:
        files: the site's files, with the theme's; changed in place.
        config: the site's configuration.
    """
    for name, folder in PARTS.items():
        suffix = Path(name).suffix
        parts = sorted(
            (file for file in files if file.src_uri.startswith(folder) and file.src_uri.endswith(suffix)),
            key=lambda file: file.src_uri,
        )
        for part in parts:
            files.remove(part)
        if parts and files.get_file_from_path(name) is None:
            content = "\n".join(part.content_string for part in parts)
            content = _minified_script(content) if suffix == ".js" else rcssmin.cssmin(content)
            files.append(File.generated(config, name, content=content))


def _minified_script(content: str) -> str:
    # The parts share names with each other and with no other script.
    return str(rjsmin.jsmin(f"(() => {{\n{content}\n}})();"))
