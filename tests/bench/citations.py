"""Compare the output of the citation engine with pandoc's, and measure its speed.

usage: python tests/bench/citations.py FOLDER [-v]

FOLDER holds `references.bib` and `expected/`: `references.csl.json` (pandoc's reading of the .bib) and, for
each style, `apa.json`, `nature.json`, `ieee.json`, `chicago-author-date.json` with pandoc's text of the
`entries` and of the citations (`in_text`), by key.

Compared is text with white space, quotation marks and leading numbers folded. An entry that differs only
because of a bug in pandoc is not counted; each kind of bug is a rule below that examines the source, not a
list of entries. Ends with status 1 if a target is missed.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from mkdocs_fieldguide.citations.bibliography_files import BibliographyFile, read_bibliography
from mkdocs_fieldguide.citations.formatter import Formatter
from mkdocs_fieldguide.citations.styles import find_style
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.model.location import Location
from mkdocs_fieldguide.model.references import CiteItem, Reference

TARGETS = {"nature": 0.97, "ieee": 0.97, "apa": 0.93, "chicago-author-date": 0.90}
IN_TEXT_TARGET, READING_TARGET = 0.97, 0.98
COLD, WARM, PAGE = 4.0, 0.3, 0.002


def fold(text: str) -> str:
    text = re.sub(r"^(?:\[\d+\]|\d+\.)\s*", "", text)
    return re.sub(r"\s+", " ", re.sub("[“”‘’'\"]", '"', text)).strip()


def words(text: str) -> list[str]:
    return [word.strip(".:/") for word in re.findall(r"[\w&./:]+", text)]


def faults_of_pandoc(ours: str, theirs: str, source: str) -> set[str]:
    """Return the kinds of pandoc bugs that fully explain a difference; empty if they do not."""
    if ours.replace("No. ", "") == theirs.replace("No. ", "") and re.search(r"No\. [A-Z]\d+[A-Z]", ours):
        # CSL 1.0.2: numbers may have prefixes and suffixes ("L2d") and are numeric.
        return {"takes a number with letters for no number"}
    left, right = words(ours), words(theirs)
    if len(left) != len(right) or ours.casefold() != theirs.casefold():
        return set()
    kinds = set()
    known = set(words(fold(source)))
    for mine, its in zip(left, right, strict=True):
        if mine == its:
            continue
        if its.startswith("&"):
            kinds.add("gives an HTML entity a capital")
        elif its.isupper() and its in known:
            kinds.add("leaves a title in capitals that is to be in title case")
        elif "://" in mine or mine.startswith("www."):
            kinds.add("gives an address a capital")
        elif mine in known and mine != mine.lower():
            # CSL 1.0.2, title case: "The case of words in mixed or uppercase stays the same."
            kinds.add("takes capitals from a word that has them")
        else:
            return set()
    return kinds


def compare(
    name: str, target: float, pairs: Mapping[str, tuple[str, str]], sources: Mapping[str, str], verbose: bool
) -> bool:
    same, excused, open_ = 0, Counter[str](), []
    uncounted = 0
    for key, (ours, theirs) in pairs.items():
        if fold(ours) == fold(theirs):
            same += 1
            continue
        kinds = faults_of_pandoc(fold(ours), fold(theirs), sources[key])
        if kinds:
            uncounted += 1
            excused.update(kinds)
        else:
            open_.append((key, ours, theirs))
    counted = len(pairs) - uncounted
    share = same / counted
    print(f"{name:32} {same} of {len(pairs)} the same; {uncounted} pandoc's fault: {share:.1%} of {counted}")
    if verbose:
        for kind, number in excused.items():
            print(f"    pandoc {kind}: {number}")
        for key, ours, theirs in open_:
            print(f"    {key}\n        ours   {ours}\n        pandoc {theirs}")
    return share >= target


def reading(
    folder: Path, expected: list[dict[str, Any]], verbose: bool
) -> tuple[bool, Mapping[str, Reference]]:
    files = [BibliographyFile(folder / "references.bib", "references.bib")]
    references, seconds = timed(lambda: read_bibliography(files, Findings()))
    same = total = 0
    for item in expected:
        ours = dict(references[item["id"]].csl) if item["id"] in references else {}
        for field in ours.keys() | item.keys():
            total += 1
            if ours.get(field) == item.get(field):
                same += 1
            elif verbose:
                print(f"    {item['id']} {field}\n        {ours.get(field)!r}\n        {item.get(field)!r}")
    share = same / total
    title = "CSL-JSON from BibTeX"
    print(f"{title:32} {same} of {total} fields the same: {share:.2%}; {seconds:.2f} s CPU")
    return share >= READING_TARGET, references


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.process_time()
    result = work()
    return result, time.process_time() - start


def plain(formatter: Formatter, key: str, numbers: Mapping[str, int]) -> str:
    pieces = formatter.cite([CiteItem(key)], numbers)
    return html.unescape(re.sub(r"<[^>]+>", "", "".join(piece.html for piece in pieces)))


def page_of(references: Mapping[str, Reference]) -> list[list[CiteItem]]:
    """Return the citations of a well-referenced page: thirty of one key, five of four."""
    items = [CiteItem(key) for key in list(references)[:30]]
    return [[item] for item in items] + [items[at : at + 4] for at in range(5)]


def cost(references: Mapping[str, Reference]) -> bool:
    style = find_style("apa")
    page = page_of(references)

    def build(cache: Path) -> Formatter:
        formatter = Formatter(references, style, cache_dir=cache)
        for key in references:
            formatter.entry(key)
        return formatter

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        formatter, cold = timed(lambda: build(folder))
        _, first = timed(lambda: [formatter.cite(items, {}) for items in page])
        formatter.save()
        again, warm = timed(lambda: build(folder))
        _, second = timed(lambda: [again.cite(items, {}) for items in page])
    print(f"{len(references)} APA entries: cold {cold:.2f} s, warm {warm:.3f} s CPU")
    print(f"a page of {len(page)} citations: cold {first * 1000:.1f} ms, warm {second * 1000:.2f} ms CPU")
    return cold < COLD and warm < WARM and second < PAGE


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("-v", "--verbose", action="store_true", help="show what differs")
    options = parser.parse_args()
    expected = json.loads((options.folder / "expected" / "references.csl.json").read_text("utf-8"))
    good, read = reading(options.folder, expected, options.verbose)
    references = {item["id"]: Reference(item["id"], item, Location("expected")) for item in expected}
    sources = {item["id"]: json.dumps(item, ensure_ascii=False) for item in expected}
    numbers = {key: at for at, key in enumerate(references, 1)}
    for style, target in TARGETS.items():
        theirs = json.loads((options.folder / "expected" / f"{style}.json").read_text("utf-8"))
        formatter = Formatter(references, find_style(style))
        entries = {key: (formatter.entry(key).text, theirs["entries"][key]) for key in references}
        in_text = {key: (plain(formatter, key, numbers), theirs["in_text"][key]) for key in references}
        good &= compare(f"{style}, entries", target, entries, sources, options.verbose)
        good &= compare(f"{style}, in the text", IN_TEXT_TARGET, in_text, sources, options.verbose)
    good &= cost(read)
    print("All targets are met." if good else "A target is missed.")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
