"""Replace citations in pandoc's syntax with tokens, as `expander` does with tags."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Callable, Sequence
from dataclasses import replace

from mkdocs_fieldguide.markup.arguments import Parsed
from mkdocs_fieldguide.markup.calls import call_mark
from mkdocs_fieldguide.markup.context import ExpansionContext, PageText
from mkdocs_fieldguide.markup.directive import Call, Directive, Shorthand
from mkdocs_fieldguide.markup.directive_set import DirectiveSet
from mkdocs_fieldguide.markup.pandoc_citations import Found, find_citations
from mkdocs_fieldguide.markup.placeholders import Kind, PlaceholderTable


class CitationExpander:
    """Replaces the citations of one page, and adds their placeholders to the table."""

    def __init__(
        self,
        table: PlaceholderTable,
        directives: DirectiveSet[Directive],
        context: ExpansionContext,
        page: PageText,
    ) -> None:
        self._table = table
        self._directives = directives
        self._context = context
        self._labels = context.locator_labels or {}
        self._page = page

    def expand_pieces(self, pieces: Sequence[str], starts: Sequence[int]) -> str:
        """Return a text with a token in place of each citation.

        Args:
            pieces: the text: Markdown as written, and tokens in place of tags, in turns.
            starts: the positions in the page of the pieces that are as written.
        """
        written = [0, *itertools.accumulate(map(len, pieces))][::2]

        def position_of(at: int) -> int:
            piece = bisect.bisect_right(written, at, hi=len(starts)) - 1
            return starts[piece] + at - written[piece]

        return self._expand("".join(pieces), position_of)

    def expand_arguments(self, parsed: Parsed, at: int) -> Parsed:
        """Return a call with tokens in place of the citations in its Markdown.

        Args:
            parsed: the call.
            at: its position in the page.
        """
        call = parsed.call
        if call is None:
            return parsed
        names = [one.name for one in call.directive.parameters if one.markdown and one.name in call.values]
        if not names:
            return parsed
        texts = {name: self._expand(call.text(name), lambda _: at) for name in names}
        return replace(parsed, call=replace(call, values={**call.values, **texts}))

    def _expand(self, text: str, position_of: Callable[[int], int]) -> str:
        out: list[str] = []
        done = 0
        only_in_brackets = self._context.only_in_brackets
        for found in find_citations(text, self._labels, self._table.plain, only_in_brackets=only_in_brackets):
            source = text[found.start : found.end]
            out += (text[done : found.start], self._token(found, source, position_of(found.start)))
            done = found.end
        return "".join([*out, text[done:]])

    def _token(self, found: Found, source: str, at: int) -> str:
        location, page = self._page.place_of(at), self._page.path
        if found.is_escape:
            return self._table.add(Kind.LITERAL, source, page, location, plain=source[-1]).token
        if found.cites:
            keys = tuple(item.key for item in found.cites)
            call = Call(self._directives.by_shorthand[Shorthand.CITATION], keys, {}, found.cites)
            if found.cites[0].author_in_text and not self._context.citable.intersection(keys):
                # It is shown as it is written, so anchors of headings are made from it too.
                return self._table.add(Kind.CALL, source, page, location, plain=source, call=call).token
        else:
            values = {"cited": True} if found.list_name == "bibliography" else {}
            call = Call(self._directives.by_shorthand[Shorthand.REFERENCES], (), values)
        return call_mark(self._table, self._context, Parsed(call), source, page, location).token
