"""The steps of a migration: read the old site and plan the new one."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from mkdocs_fieldguide.citations.styles import BUNDLED
from mkdocs_fieldguide.content.pages.defaults import Defaults
from mkdocs_fieldguide.content.pages.front_matter import read_page
from mkdocs_fieldguide.files.git import GitError, run_git
from mkdocs_fieldguide.files.read_text import MAX_BYTES
from mkdocs_fieldguide.files.regular_files import read_regular
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.suggestions import NameIndex
from mkdocs_fieldguide.migrate.analytics import COOKIE_POPUP
from mkdocs_fieldguide.migrate.changes import NEW_SUFFIX, ORIGINALS, Content
from mkdocs_fieldguide.migrate.collections import read_collections
from mkdocs_fieldguide.migrate.dead_scripts import SITE_SCRIPT, convert_site_script
from mkdocs_fieldguide.migrate.file_mapping import DOCS, Move, MoveKind
from mkdocs_fieldguide.migrate.jekyll_site import JekyllSite
from mkdocs_fieldguide.migrate.last_changes import last_change_options
from mkdocs_fieldguide.migrate.look.page_styles import page_styles
from mkdocs_fieldguide.migrate.lost_values import hidden_values, lost_values
from mkdocs_fieldguide.migrate.mkdocs_settings import MkdocsSettings
from mkdocs_fieldguide.migrate.navigation import Navigation
from mkdocs_fieldguide.migrate.notes import CONFIG, LocatingLoader, key_lines
from mkdocs_fieldguide.migrate.old_files import list_moves, skip_conflicts
from mkdocs_fieldguide.migrate.options import ANALYTICS, Options
from mkdocs_fieldguide.migrate.own_footer import convert_footer
from mkdocs_fieldguide.migrate.own_menus import OwnMenus, order_sidebars
from mkdocs_fieldguide.migrate.own_registries import TOOLS, convert_registries
from mkdocs_fieldguide.migrate.page_texts import PageComputer, PageTexts
from mkdocs_fieldguide.migrate.plugin_options import sorted_credits
from mkdocs_fieldguide.migrate.report import ReportData, list_paths
from mkdocs_fieldguide.migrate.repository_files import (
    ignore_built_site,
    notes_on_files_beside,
    places_of_old_paths,
    plan_workflow,
    published_files,
    skip_jekyll_workflows,
)
from mkdocs_fieldguide.migrate.settings_file import render_settings
from mkdocs_fieldguide.migrate.site_engine import make_engine
from mkdocs_fieldguide.migrate.source_site import SourceSite
from mkdocs_fieldguide.migrate.template_reasons import explain_templates
from mkdocs_fieldguide.migrate.yaml_files import read_yaml
from mkdocs_fieldguide.migrate.yaml_values import (
    as_list,
    as_mapping,
    as_text,
)
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.registry.page_index import PageIndex


@dataclass(frozen=True, slots=True)
class Migration:
    """Plan of a migration.

    Attributes:
        moves: how each file is migrated.
        files: content of the generated files except the report, by path in the new site.
        report: what the report says.
    """

    moves: Sequence[Move]
    files: Mapping[str, str]
    report: ReportData

    def contents(self, site: Path) -> dict[str, Content]:
        """Return the content of each file of the new site except the report, by its path.

        Args:
            site: folder of the old site.
        """
        copied = {move.new: site / move.old for move in self.moves if move.kind is MoveKind.COPIED}
        return {**copied, **self.files}


def plan_migration(site: Path, config: Mapping[str, Any], options: Options) -> Migration:
    """Read the old site and return what to write.

    Args:
        site: folder of the old site.
        config: content of its `_config.yml`.
        options: what the caller decides.

    Raises:
        MigrationError: if a folder cannot be read.
    """
    excluded = [as_text(item) for item in as_list(config.get("exclude"))]
    included = [as_text(item) for item in as_list(config.get("include"))]
    moves = list_moves(site, excluded, read_collections(config), included)
    read = functools.partial(_read_text, site)
    moves = skip_conflicts(skip_jekyll_workflows(moves, read))
    source = _source_site(site, moves, options.repository or site)
    settings = MkdocsSettings(config, source, analytics=ANALYTICS in options.kept)
    new_config = settings.convert()
    hidden = {move.new.split("/")[1] for move in moves if move.new.startswith(f"{DOCS}/.")}
    # Newer versions of edited pages; MkDocs leaves out files whose name begins with a dot.
    new_config["exclude_docs"] = "\n".join([f"*{NEW_SUFFIX}", *(f"!/{name}" for name in sorted(hidden))])
    old_site = JekyllSite(site, config, moves, as_text(new_config.get("repo_url")))
    infos = _page_infos(site, moves, new_config, old_site)
    names = sorted({name for page in infos for name in (page.id, page.base_name)})
    navigation = Navigation(PageIndex.of(infos), NameIndex(names))
    menus = {
        move.old: read_yaml(site / move.old, move.old, navigation.notes, LocatingLoader)
        for move in moves
        if move.kind is MoveKind.READ and move.old != CONFIG
    }
    engine = make_engine(old_site, options.directives, as_text(new_config.get("site_url")))
    if published := published_files(moves, excluded, read):
        _set_option(new_config, "published_files", published)
    if sort_credits := sorted_credits(config):
        _set_option(new_config, "sort_credits", sort_credits)
    listed = {page.new for page in old_site.documents}
    pages_in_menus = [page for page in infos if f"{DOCS}/{page.path}" not in listed]
    own_menus = OwnMenus(old_site, engine)
    _convert_menus(menus, config, own_menus, navigation, pages_in_menus, new_config)
    settings.files.update(convert_footer(old_site, engine, source.files, settings.notes))
    if own := convert_registries(old_site.includes, read(TOOLS) if TOOLS in source.files else ""):
        registries, settings.files[TOOLS] = own
        _set_option(new_config, "registries", registries)
    pages = PageComputer(old_site, options.directives, engine).compute()
    for name, value in last_change_options(pages.changes).items():
        _set_option(new_config, name, value)
    pages.lost = list(lost_values(old_site, pages.uses))
    moves = explain_templates(moves, pages, [f"{name}.html" for name in options.directives.includes])
    bodies = [pages.texts.get(page.new, page.body) for page in old_site.pages.values()]
    for name, styles in page_styles(bodies, source.sass).items():
        settings.files[f"{DOCS}/{name}"] = styles
        new_config["extra_css"].append(name)
    if any(move.old == SITE_SCRIPT and move.kind is MoveKind.COPIED for move in moves):
        settings.notes += filter(None, [convert_site_script(new_config, read(SITE_SCRIPT))])
    if places := places_of_old_paths(moves, read):
        settings.notes.append(
            "\n  - ".join(["These files name folders that are in `docs/` now; change the paths:", *places])
        )
    workflow = plan_workflow(moves, read, source.branch, options)
    files = {
        **settings.files,
        **pages.texts,
        **_originals(site, pages),
        **workflow.files,
        ".gitignore": ignore_built_site(read(".gitignore") if ".gitignore" in source.files else ""),
        "mkdocs.yml": render_settings(new_config),
    }
    report = ReportData(
        moves=moves,
        texts=pages,
        settings=[*settings.notes, *hidden_values(old_site), *workflow.decisions],
        navigation=[*dict.fromkeys(own_menus.notes), *navigation.notes],
        done=[*notes_on_files_beside(moves, excluded, published), *workflow.done],
        find_line=functools.partial(_find_line, read),
    )
    return Migration(moves, files, report)


def _convert_menus(
    menus: Mapping[str, Any],
    config: Mapping[str, Any],
    own_menus: OwnMenus,
    navigation: Navigation,
    infos: Sequence[PageInfo],
    settings: dict[str, Any],
) -> None:
    """Set the navigation of the new site.

    Args:
        menus: the sidebars and the top bar, by path.
        config: content of `_config.yml`.
        own_menus: the order and links that own includes add.
        navigation: converts menus; receives notes.
        infos: the pages that menus list.
        settings: the new settings; changed in place.
    """
    sidebars = order_sidebars(menus, config)
    topnav = next((menu for path, menu in menus.items() if path.startswith("_data/topnav.")), None)
    topnav = own_menus.apply(sidebars, topnav)
    if nav := navigation.convert(sidebars, topnav, {PurePosixPath(path).stem: path for path in menus}):
        settings["nav"] = nav
        _set_option(settings, "section_indexes", True)
        if paths := navigation.pages_without_entry(infos):
            navigation.notes.append(f"These pages are in no menu: {list_paths(paths)}.")
    if len(sidebars) > 1:
        settings["theme"]["features"].append("navigation.tabs")


def _find_line(read: Callable[[str], str], path: str, name: str) -> int:
    """Return the line of a file with a tag that has a name in it; 0 if there is none."""
    found = re.search(rf"\{{%-?\s*(?:include\S*\s+)?{re.escape(name)}(?![\w-])", read(path))
    return found.string.count("\n", 0, found.start()) + 1 if found else 0


def _read_text(site: Path, path: str) -> str:
    return read_regular(site / path, MAX_BYTES).decode("utf-8", errors="replace")


def _source_site(site: Path, moves: Sequence[Move], repository: Path) -> SourceSite:
    files = frozenset(move.old for move in moves if move.kind is MoveKind.COPIED)
    domain = read_regular(site / "CNAME", 1000).decode("utf-8", "replace") if "CNAME" in files else ""
    popup = any(move.old == COOKIE_POPUP and not move.is_special for move in moves)
    return SourceSite(
        name=repository.resolve().name,
        domain=domain.strip(),
        remote=_git_output(repository, "remote", "get-url", "origin"),
        branch=_branch(repository),
        styles=BUNDLED,
        files=files,
        has_feed=any(move.old == "feed.xml" for move in moves),
        sass={
            PurePosixPath(move.old).name: _read_text(site, move.old)
            for move in moves
            if re.fullmatch(r"_sass/[^/]+\.scss", move.old) and not move.is_special
        },
        used_keys=frozenset(
            key
            for move in moves
            if move.old.endswith((".md", ".markdown", ".html")) and not move.is_special
            for key in re.findall(r"\bsite\.([\w-]+)", _read_text(site, move.old))
        ),
        lines=key_lines(_read_text(site, CONFIG)),
        cookie_popup=_read_text(site, COOKIE_POPUP) if popup else None,
    )


def _branch(site: Path) -> str:
    """Return the branch of the site: the remote's, else the current one."""
    remote = _git_output(site, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")
    current = _git_output(site, "rev-parse", "--abbrev-ref", "HEAD").replace("HEAD", "")
    return remote.removeprefix("origin/") or current or "main"


def _set_option(settings: dict[str, Any], name: str, value: object) -> None:
    plugin = settings["plugins"][-1]
    options = plugin["fieldguide"] if isinstance(plugin, dict) else {}
    before = options.get(name)
    if isinstance(value, dict) and isinstance(before, dict):
        value = {**before, **value}
    settings["plugins"][-1] = {"fieldguide": {**options, name: value}}


def _git_output(site: Path, *arguments: str) -> str:
    try:
        return next(iter(run_git(site, *arguments)), "").strip()
    except GitError:
        return ""


def _page_infos(
    site: Path, moves: Sequence[Move], settings: Mapping[str, Any], old_site: JekyllSite
) -> list[PageInfo]:
    """Return the pages of the new site."""
    options = as_mapping(as_mapping(settings["plugins"][-1]).get("fieldguide"))
    defaults, _ = Defaults.from_setting(options.get("defaults"))
    pages = []
    for move in moves:
        if move.kind is MoveKind.COPIED and move.new.startswith(f"{DOCS}/") and move.new.endswith(".md"):
            text = read_regular(site / move.old, MAX_BYTES).decode("utf-8-sig", errors="replace")
            text = text.replace("\r\n", "\n").replace("\r", "\n")
            if (page := old_site.pages.get(move.old)) and not page.is_readable:
                text = f"---\n{page.front_matter}---\n"
            path = move.new.removeprefix(f"{DOCS}/")
            pages.append(read_page(path, move.old, text, defaults, Findings()))
    return pages


def _originals(site: Path, texts: PageTexts) -> dict[str, str]:
    """Return the pages and templates that were computed, by their path in the new site."""
    paths = (*texts.landing, *texts.computed, *texts.files, *texts.uses)
    return {
        f"{ORIGINALS}/{path}": read_regular(site / path, MAX_BYTES).decode("utf-8-sig", errors="replace")
        for path in paths
    }
