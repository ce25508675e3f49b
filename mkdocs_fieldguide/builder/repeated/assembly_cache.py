"""Cache of assembled pages: what earlier builds have made of their placeholders, sections and heads.

Assembling a page has five inputs: the page itself; what every page depends on, such as data and options;
what it reads of other pages, such as their front matter and which tools they mention; the sentences that a
page of a tool quotes; and the descriptions of the tools that it shows. An entry is used only if all of them
are unchanged. Pages with findings, and pages of other plugins, are never cached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup
from mkdocs.structure.pages import Page

from mkdocs_fieldguide.builder.assembling import Assembled
from mkdocs_fieldguide.builder.page_assembler import PageAssembler
from mkdocs_fieldguide.builder.repeated.content_inputs import (
    describe_content,
    describe_parts,
    front_matter,
)
from mkdocs_fieldguide.builder.repeated.descriptions import (
    UnknownInputError,
    describe_headings,
    describe_value,
)
from mkdocs_fieldguide.builder.repeated.json_file import JsonFile
from mkdocs_fieldguide.builder.repeated.site_reads import Key, SiteReads
from mkdocs_fieldguide.files.json_cache import digest_text
from mkdocs_fieldguide.rendering.page.page import RenderedPage
from mkdocs_fieldguide.rendering.page.sections import Section


@dataclass(frozen=True, slots=True)
class AssembledPage:
    """What assembling a page has left behind.

    Attributes:
        key: digest of its inputs, except for the next four.
        others: digest of everything that it could have read of other pages.
        reads: what it has read of them; None for a page of an earlier run.
        quoted: digests of the page and of the sentences, by source path and tool, of each quotation.
        tools: digests of the descriptions of the tools on the page, by id.
        rendered: the page; its sections have no HTML of their own.
        rows: the files with the rows of large tables, by output path.
        cites: name of the published files with its own reference; empty if it has none.
    """

    key: str
    others: str
    reads: Mapping[Key, str] | None
    quoted: Mapping[str, tuple[str, str]]
    tools: Mapping[str, str]
    rendered: RenderedPage
    rows: Mapping[str, str]
    cites: str


class AssemblyStore:
    """The newest form of each assembled page, in memory, and in a file for later runs.

    Attributes:
        pages: the pages by source path.
        exports: the machine-readable files by path, and a digest of their inputs; in memory only.
        addresses: where the links in data lead that the pages show.
    """

    def __init__(self) -> None:
        self.pages: dict[str, AssembledPage] = {}
        self.exports: tuple[str, dict[str, str]] = ("", {})
        self.addresses: dict[str, str | None] = {}
        self._file = JsonFile("assembled.json")
        self._changed = False

    def open(self, folder: Path) -> None:
        """Read the pages of earlier runs from a cache folder, once."""
        found = self._file.read(folder, _decode)
        if found is not None:
            self.pages = found

    def put(self, path: str, page: AssembledPage) -> None:
        """Replace the entry of a page."""
        self.pages[path] = page
        self._changed = True

    def keep(self, pages: dict[str, AssembledPage]) -> None:
        """Keep these entries only."""
        self._changed |= pages.keys() != self.pages.keys()
        self.pages = pages

    def save(self) -> None:
        """Write the entries for later runs."""
        if self._changed and self._file.write(
            lambda: {name: _encode(page) for name, page in self.pages.items()}
        ):
            self._changed = False


class AssemblyCache:
    """Assembles the pages of one build, or repeats what an earlier build has made of them.

    Args:
        assembled: the site; its pages are assembled one after the other.
        store: the pages of earlier builds.
        reads: what pages read of the site.
        settings: a digest of the settings and templates; empty if they are unknown.
    """

    # More than twelve attributes: the inputs, what is known of them, and what becomes of the pages.
    def __init__(self, assembled: Assembled, store: AssemblyStore, reads: SiteReads, settings: str) -> None:
        self._assembled = assembled
        self._pages: PageAssembler = assembled.pages
        self._placeholders = assembled.context.text.placeholders
        self._store = store
        self._reads = reads
        inputs = describe_content(assembled, settings)
        self._shared = inputs.shared
        reads.describe_with(front_matter(assembled) if inputs.shared else {}, inputs.others)
        sources = assembled.converted.planned.loaded.sources
        self._site = digest_text(f"{self._shared}\n{sources.digest}\n{reads.whole}") if reads.whole else ""
        addresses = assembled.context.addresses
        reads.leads_to_the_same = all(
            addresses.resolve(target) == there for target, there in store.addresses.items()
        )
        store.addresses = addresses.known
        self._parts: dict[str, str] = {}
        self._used: dict[str, AssembledPage] = {}
        self._is_shared = False

    def assemble(self, page: Page) -> RenderedPage | None:
        """Assemble a page, or restore its earlier form."""
        path, key = page.file.src_uri, self._key(page)
        known = self._store.pages.get(path)
        if known is not None and key and known.key == key and (current := self._current(path, known)):
            self._pages.restored_tables.update(current.rows)
            if current is not known:
                self._store.put(path, current)
            self._used[path] = current
            return current.rendered
        return self._record(page, key)

    @property
    def shared(self) -> str:
        """Return a digest of what all pages depend on; empty if that is not known."""
        return self._shared

    def exports(self, make: Callable[[], dict[str, str]]) -> dict[str, str]:
        """Return the machine-readable files, or those of an earlier build if they are the same."""
        findings = self._assembled.converted.planned.loaded.findings
        key, files = self._store.exports
        if not self._site or key != self._site:
            recorded = findings.recorded
            files = make()
            self._store.exports = (self._site if findings.recorded == recorded else "", files)
        return dict(files)

    def finish(self) -> None:
        """Forget the pages that this build has neither used nor made."""
        self._store.keep({} if self._is_shared else self._used)

    def _record(self, page: Page, key: str) -> RenderedPage | None:
        assembled, path = self._assembled, page.file.src_uri
        findings, asked = assembled.converted.planned.loaded.findings, assembled.context.text.excerpts.asked
        before, recorded, rows = len(findings), findings.recorded, set(self._pages.table_files())
        if key:
            self._reads.begin()
        asked.clear()
        assembled.citations.asked.clear()
        assembled.formatters.named = False
        self._pages.tool_html.asked.clear()
        rendered = self._pages.assemble(page)
        keys = self._reads.end()
        if findings.recorded > recorded:
            # A finding about something that pages share is reported with the first of them only.
            place = assembled.converted.planned.loaded.label_of(page.file)
            new = findings.newest(before)
            is_own = len(new) == findings.recorded - recorded
            self._is_shared |= not is_own or any(finding.location.file != place for finding in new)
            return rendered
        if rendered is None or not key or assembled.formatters.named:
            return rendered
        if self._placeholders.start in rendered.html:
            return rendered
        quoted = {
            f"{name}\0{tool}": (self._describe(name), self._quotation(name, tool))
            for name, tool in tuple(asked)
        }
        if not all(there for there, _ in quoted.values()):
            return rendered
        cited = assembled.citations(path) if path in assembled.citations.asked else None
        tools = self._pages.tool_html.asked
        made = AssembledPage(
            key,
            self._reads.whole,
            self._reads.describe([*keys, *(("tool", name) for name in tools)]),
            quoted,
            {name: self._reads.describe_tool(name) for name in tools if name},
            rendered,
            {name: text for name, text in self._pages.table_files().items() if name not in rows},
            cited.file if cited else "",
        )
        self._store.put(path, made)
        self._used[path] = made
        return rendered

    def _current(self, path: str, known: AssembledPage) -> AssembledPage | None:
        """Return the entry of a page as it is now; None if something that the page shows has changed."""
        if known.others != self._reads.whole and not (
            known.reads is not None and self._reads.are_current(known.reads)
        ):
            return None
        if any(self._reads.describe_tool(name) != found for name, found in known.tools.items()):
            return None
        quoted = dict(known.quoted)
        for place, (there, quotation) in known.quoted.items():
            name, _, tool = place.partition("\0")
            now = self._describe(name)
            if now != there:
                if not now or self._quotation(name, tool) != quotation:
                    return None
                quoted[place] = now, quotation
        if known.cites:
            # A page with the same id may have taken the name.
            cited = self._assembled.citations(path)
            if cited is None or cited.file != known.cites:
                return None
        if known.others == self._reads.whole and quoted == known.quoted:
            return known
        return replace(known, others=self._reads.whole, quoted=quoted)

    def _quotation(self, path: str, tool: str) -> str:
        """Return a digest of the sentences of a page that mention a tool."""
        found = self._assembled.context.text.excerpts.of_tool(path, tool)
        return digest_text(self._placeholders.restore(repr(found)))

    def _describe(self, path: str) -> str:
        """Return a digest of the text of a page; empty if it is unknown."""
        if path not in self._parts:
            contents = self._assembled.contents
            self._parts[path] = describe_parts(
                contents.parts.get(path, []), contents.nested, self._placeholders
            )
        return self._parts[path]

    def _key(self, page: Page) -> str:
        """Return a digest of the inputs of a page, except for the texts that it shows; empty if unknown."""
        path = page.file.src_uri
        if not self._shared or type(page) is not Page or not (text := self._describe(path)):
            return ""
        file = page.file
        own = (
            [path, file.dest_uri, file.edit_uri, file.generated_by],
            [page.title, page.url, page.canonical_url, page.edit_url, page.is_homepage],
            [page.meta, describe_headings(page.toc)],
        )
        try:
            return digest_text(f"{self._shared}\n{describe_value(own)}\n{text}")
        except UnknownInputError:
            return ""


def _encode(page: AssembledPage) -> list[object]:
    rendered = page.rendered
    return [
        page.key,
        page.others,
        [dict(page.quoted), dict(page.tools)],
        [rendered.html, [[one.id, one.title] for one in rendered.sections]],
        [rendered.has_actions, list(rendered.unsearched)],
        dict(page.rows),
        page.cites,
    ]


def _decode(
    key: str,
    others: str,
    shown: tuple[dict[str, tuple[str, str]], dict[str, str]],
    text: tuple[str, list[tuple[str, str]]],
    other: tuple[bool, list[str]],
    rows: dict[str, str],
    cites: str,
) -> AssembledPage:
    sections = tuple(Section(str(one), str(title), Markup("")) for one, title in text[1])
    rendered = RenderedPage(str(text[0]), sections, bool(other[0]), tuple(map(str, other[1])))
    quoted = {str(place): (str(there), str(text)) for place, (there, text) in shown[0].items()}
    return AssembledPage(
        str(key), str(others), None, quoted, dict(shown[1]), rendered, dict(rows), str(cites)
    )
