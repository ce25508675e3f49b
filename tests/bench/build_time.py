"""Measure the build time of a large guide with the plugin, and of the same text with plain Material.

usage: python tests/bench/build_time.py [--pages 300] [--rounds 3]
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import yaml

WORDS = ["data", "sharing", "needs", "a", "plan", "that", "says", "who", "keeps", "which", "files", "where"]
TOOLS, PEOPLE, ORGANISATIONS, REFERENCES = 300, 60, 10, 150


def write_data(folder: Path, *, only_tools: bool = False) -> None:
    """Write a registry, people, organisations and a bibliography."""
    folder.mkdir(parents=True)
    tools = [
        {
            "id": f"tool-{n}",
            "name": f"Tool {n}",
            "description": " ".join(WORDS),
            "url": f"https://example.org/tool/{n}",
            "registry": {"biotools": f"tool{n}"},
        }
        for n in range(TOOLS)
    ]
    people = {
        f"Person {n}": {"git": f"person{n}", "affiliation": f"Organisation {n % ORGANISATIONS}"}
        for n in range(PEOPLE)
    }
    organisations = [
        {"name": f"Organisation {n}", "url": f"https://example.org/{n}"} for n in range(ORGANISATIONS)
    ]
    references = "\n".join(
        f"@article{{ref_{n}, author = {{Writer, Wim and Author{n}, Ann}}, title = {{On matter {n}}}, "
        f"journal = {{Journal of Matters}}, year = {{{2000 + n % 25}}}, doi = {{10.1234/{n}}}}}"
        for n in range(REFERENCES)
    )
    files: dict[str, object] = {"tool_and_resource_list.yml": tools}
    if not only_tools:
        files |= {"CONTRIBUTORS.yml": people, "affiliations.yml": organisations}
    for name, content in files.items():
        (folder / name).write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    if only_tools:
        return
    (folder / "references.bib").write_text(references, encoding="utf-8")


def write_page(path: Path, number: int, *, plain: bool, only_tools: bool = False) -> None:
    """Write a page of about 6 KB with 9 mentions and 6 citations; a plain page has names instead.

    With `only_tools`, it has no type, people or citations.
    """
    chance = random.Random(number)  # the same pages every time
    front: dict[str, object] = {"title": f"Page {number}"}
    if not only_tools:
        front |= {"page_id": f"page-{number}", "type": f"type-{number % 5}"}
        front["contributors"] = [f"Person {chance.randrange(PEOPLE)}" for _ in range(3)]
        front["affiliations"] = [f"Organisation {number % ORGANISATIONS}"]
    parts = ["---\n" + yaml.safe_dump(front, sort_keys=False) + "---\n"]
    for section in range(6):
        parts.append(f"## Section {section}\n")
        for paragraph in range(2):
            tool, reference = chance.randrange(TOOLS), chance.randrange(REFERENCES)
            mention = f"Tool {tool}" if plain else f'{{% tool "tool-{tool}" %}}'
            cited = f"(Writer {reference})" if plain or only_tools else f"{{% cite ref_{reference} %}}"
            text = " ".join(chance.choice(WORDS) for _ in range(80))
            named = f" {mention} {text[:40]}" if section % 2 or not paragraph else ""
            parts.append(f"{text}{named}{' ' + cited if section % 2 else ''}.\n")
    path.write_text("\n".join(parts), encoding="utf-8")


def write_site(
    root: Path,
    pages: int,
    *,
    plain: bool,
    only_tools: bool = False,
    listings: Mapping[str, str | bool] | None = None,
) -> None:
    """Write a whole site; see `write_page`.

    Args:
        root: its folder.
        pages: how many pages.
        plain: names instead of tags, without the plugin.
        only_tools: use tools only.
        listings: the plugin's setting of this name.
    """
    docs = root / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    for number in range(pages):
        # A larger guide has more sections, not larger ones: each page links to all of its own section.
        folder = docs / f"part-{number // 27}"
        folder.mkdir(exist_ok=True)
        write_page(folder / f"page-{number}.md", number, plain=plain, only_tools=only_tools)
    plugins: list[object] = ["search"]
    if not plain:
        write_data(root / "_data", only_tools=only_tools)
        plugins.append({"fieldguide": {"listings": dict(listings or {})}})
    theme = {"name": "material", "font": False, "features": ["navigation.prune"]}
    settings = {"site_name": "Bench", "theme": theme, "plugins": plugins}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(settings), encoding="utf-8")


def user_environment() -> dict[str, str]:
    """Return an environment in which Python caches compiled modules, as on users' machines."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


def seconds_to_build(root: Path) -> float:
    """Build a site in a separate process."""
    environment = user_environment()
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=root, env=environment, check=True)
    return time.perf_counter() - start


def main() -> int:
    """Print the medians as a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        roots = {"bare Material": Path(folder) / "plain", "with fieldguide": Path(folder) / "guide"}
        for name, root in roots.items():
            write_site(root, wanted.pages, plain=name == "bare Material")
        # Alternately, so that a busy machine affects both equally.
        times: dict[str, list[float]] = {name: [] for name in roots}
        for _ in range(wanted.rounds):
            for name, root in roots.items():
                times[name].append(seconds_to_build(root))
    print(f"{wanted.pages} pages, median of {wanted.rounds} cold builds")
    bare = statistics.median(times["bare Material"])
    for name, measured in times.items():
        median = statistics.median(measured)
        per_page = 1000 * median / wanted.pages
        print(f"  {name:16} {median:7.2f} s  {per_page:6.1f} ms a page  {median / bare:5.2f} times bare")
    return 0


if __name__ == "__main__":
    sys.exit(main())
