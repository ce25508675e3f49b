"""Replace tags in Markdown text with tokens.

This includes tags in code, comments and attributes, which are known only after the conversion of Markdown;
`html_slots` restores the source text there. No tag may reach another plugin's template engine, which would
fail on the whole page.
"""

from __future__ import annotations

import re

from mkdocs_fieldguide.content.code_spans import CodeSpans
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.markup.arguments import Parsed, parse_include, parse_tag
from mkdocs_fieldguide.markup.calls import call_mark
from mkdocs_fieldguide.markup.citation_expander import CitationExpander
from mkdocs_fieldguide.markup.context import ExpansionContext, PageText
from mkdocs_fieldguide.markup.directive import Call, Directive, Shorthand
from mkdocs_fieldguide.markup.directive_set import DirectiveSet
from mkdocs_fieldguide.markup.font_icons import FONT_ICON_START, font_icon_path
from mkdocs_fieldguide.markup.liquid_variables import TOO_MANY_USES, Variables
from mkdocs_fieldguide.markup.pandoc_citations import CITATION_STARTS
from mkdocs_fieldguide.markup.placeholders import Kind, Placeholder, PlaceholderTable
from mkdocs_fieldguide.markup.problem import Problem
from mkdocs_fieldguide.markup.tag_syntax import (
    ASSIGN,
    CITED_INSIDE_RAW,
    EXPRESSION,
    INCLUDE,
    INSIDE_RAW,
    REGIONS,
    RELATIVE_URL,
    TagSyntax,
)
from mkdocs_fieldguide.model.location import Location


class Expander:
    """Replaces tags in Markdown text with tokens, and adds their placeholders to the table."""

    def __init__(
        self, table: PlaceholderTable, directives: DirectiveSet[Directive], context: ExpansionContext
    ) -> None:
        self._table = table
        self._directives = directives
        self._syntax = TagSyntax.of(directives)
        self._context = context
        cited = () if context.locator_labels is None else CITATION_STARTS
        self._starts = ("{%", "{{", FONT_ICON_START, *cited)

    def expand(self, text: str, page: PageText) -> str:
        """Return `text` with a token in place of each tag.

        Args:
            text: Markdown, without front matter.
            page: the page that the text is from.
        """
        if not any(start in text for start in self._starts):
            return text
        return _Expansion(self._table, self._directives, self._context, page).run(text)

    def macro_calls(self, text: str, page: PageText) -> str:
        """Return `text` with a token in place of each macro call that no template engine has evaluated."""

        def token(match: re.Match[str]) -> str:
            problem = Problem(
                Code.MACROS_OFF,
                f"“{match[0][:60]}” is a macro call, but macros are not evaluated on this page.",
                f"Write {{% {match['name']} … %}}, or enable the macros plugin.",
            )
            return self._problem(match[0], page, match.start(), problem)

        return self._syntax.macro_call.sub(token, text) if "{{" in text else text

    def call_mark(self, parsed: Parsed, name: str, source: str, page: str, location: Location) -> Placeholder:
        """Create and return the placeholder of a call, from a tag or a macro."""
        return call_mark(self._table, self._context, parsed, source, page, location)

    def _problem(self, source: str, page: PageText, at: int, problem: Problem) -> str:
        mark = self._table.add(
            Kind.PROBLEM, source, page.path, page.place_of(at), plain=source, problems=(problem,)
        )
        return mark.token


class _Expansion:
    """The expansion of one page."""

    def __init__(
        self,
        table: PlaceholderTable,
        directives: DirectiveSet[Directive],
        context: ExpansionContext,
        page: PageText,
    ) -> None:
        self._table = table
        self._directives = directives
        self._syntax = TagSyntax.of(directives)
        self._context = context
        self._page = page
        self._variables = Variables(self.run, self._too_many_uses)
        self._never_closed: set[tuple[str, int]] = set()
        cited = context.locator_labels is not None
        self._citations = CitationExpander(table, directives, context, page) if cited else None

    def run(self, text: str, offset: int = 0) -> str:
        """Return `text`, which begins at an offset of the page, with tokens for its tags and citations."""
        pieces, starts = self._tags(text, offset)
        return "".join(pieces) if self._citations is None else self._citations.expand_pieces(pieces, starts)

    def _tags(self, text: str, offset: int) -> tuple[list[str], list[int]]:
        """Replace the tags in `text`, which begins at an offset of the page, with tokens.

        Returns:
            Pieces of the result, text between tags and what replaces a tag in turns, and the positions of
            the texts in the page.
        """
        out: list[str] = []
        starts: list[int] = []
        position = 0
        code = CodeSpans(text)
        while match := self._syntax.any.search(text, position):
            out.append(text[position : match.start()])
            starts.append(offset + position)
            position = match.end()
            at = offset + match.start()
            source = self._table.restore(match[0])
            if match["icon"] is not None:
                out.append(self._font_icon(source, match["icon"], at))
            elif match["broken"] is not None:
                out.append(self._broken(source, at))
            elif match["output"] is not None:
                expression = self._table.restore(match["output"].strip("-"))
                out.append(self._output(source, expression, at) or match[0])
            elif match["name"] in REGIONS:
                written, position = self._region(text, match, offset, code)
                out.append(written)
            else:
                rest = self._variables.interpolate(match["rest"].removesuffix("-"))
                if "{%" in rest or "{{" in rest:
                    rest = "".join(self._tags(rest, offset + match.start("rest"))[0])
                out.append(self._tag(source, match["name"], rest, at) or match[0])
        out.append(text[position:])
        starts.append(offset + position)
        return out, starts

    def _too_many_uses(self, name: str) -> None:
        self._table.too_much.append((self._page.path, TOO_MANY_USES, name))

    def _add(self, kind: Kind, source: str, at: int, plain: str = "", *problems: Problem) -> str:
        location = self._page.place_of(at)
        return self._table.add(kind, source, self._page.path, location, plain=plain, problems=problems).token

    def _region(self, text: str, opening: re.Match[str], offset: int, code: CodeSpans) -> tuple[str, int]:
        """Expand `raw`, `comment`, `capture` and `quote`.

        A start tag in code needs its end tag in the same code; otherwise it is shown unchanged.

        Returns:
            The text that replaces it, and the position behind it.
        """
        name, start = opening["name"], opening.end()
        end = code.end_at(opening.start())
        # To search again for an end tag that does not exist would take quadratic time.
        known = (name, offset + end if end >= 0 else -1)
        closing = (
            None
            if known in self._never_closed
            else REGIONS[name].search(text, start, end if end >= 0 else len(text))
        )
        at = offset + opening.start()
        tag = self._table.restore(opening[0])
        if closing is None:
            self._never_closed.add(known)
            if end >= 0:
                return self._add(Kind.LITERAL, tag, at, tag), start
            problem = Problem(
                Code.UNCLOSED_TAG, f"“{tag}” is never closed.", f"Close it with {{% end{name} %}}."
            )
            return self._add(Kind.PROBLEM, tag, at, tag, problem), start
        inner = text[start : closing.start()]
        whole = text[opening.start() : closing.end()]
        if name == "raw":
            return self._literal(inner, offset + start), closing.end()
        if name == "quote":
            return self._quotation(opening, inner, offset), closing.end()
        if name == "capture":
            self._variables.capture(opening["rest"].strip(" -'\""), inner, offset + start)
        return self._add(Kind.EMPTY, whole, at), closing.end()

    def _quotation(self, opening: re.Match[str], inner: str, offset: int) -> str:
        """Return a quotation as a block quote in Markdown, with its citation below."""
        rest = opening["rest"].removesuffix("-")
        cite = self._call(
            parse_tag(self._directives.by_shorthand[Shorthand.QUOTATION], rest, self._table.plain),
            "quote",
            opening[0],
            offset + opening.start(),
            rest,
        )
        text = self.run(inner, offset + opening.end()).strip()
        lines = [*text.split("\n"), "", f"— {cite}"]
        return "\n".join(f"> {line}".rstrip() for line in lines)

    def _literal(self, inner: str, offset: int) -> str:
        def token(match: re.Match[str]) -> str:
            return self._add(Kind.LITERAL, match[0], offset + match.start(), match[0])

        pattern = INSIDE_RAW if self._citations is None else CITED_INSIDE_RAW
        return pattern.sub(token, inner)

    def _output(self, source: str, expression: str, at: int) -> str:
        """Return the token of a Liquid output; nothing for one that is not supported."""
        if match := RELATIVE_URL.fullmatch(expression):
            path = "/" + (match[1] or match[2] or "").lstrip("/")
            location = self._page.place_of(at)
            plain = self._context.address_of(path, self._page.path)
            mark = self._table.add(Kind.VALUE, source, self._page.path, location, plain=plain, path=path)
            return mark.token
        if match := self._syntax.tag_as_output.fullmatch(expression.strip()):
            problem = Problem(
                Code.UNCLOSED_TAG,
                f"“{source[:60]}” is not a tag: it has “{{{{” and “}}}}” instead of “{{%” and “%}}”.",
                f"Write {{% {match['tag'][:60]} %}}.",
            )
            return self._add(Kind.PROBLEM, source, at, source, problem)
        name = expression.strip()
        value = self._page.values.get(name, self._context.values.get(name))
        if value is None:
            return ""
        return self._add(Kind.VALUE, source, at, value)

    def _broken(self, source: str, at: int) -> str:
        inner = source.strip("{%-} \t\n")
        problem = Problem(
            Code.UNCLOSED_TAG,
            f"“{source.strip()[:60]}” is not a complete tag.",
            f"A tag starts with “{{%” and ends with “%}}”, without spaces between the two characters: "
            f"{{% {inner[:60]} %}}.",
        )
        return self._add(Kind.PROBLEM, source, at, source, problem)

    def _tag(self, source: str, name: str, rest: str, at: int) -> str:
        """Return the token of a tag; nothing for one that another plugin evaluates."""
        if name == "include" and (match := INCLUDE.fullmatch(rest)):
            return self._include(source, match["file"], match["rest"], at)
        if name == "assign" and (assigned := ASSIGN.fullmatch(rest)):
            self._variables.assign(assigned[1], assigned[2] or assigned[3] or assigned[4] or "")
            return "" if name in self._context.foreign_tags else self._add(Kind.EMPTY, source, at)
        directive = self._directives.get(name)
        if directive is not None:
            parsed = parse_tag(directive, rest, self._table.plain)
            parsed = self._variables.replace_names(parsed, self._table.plain)
            return self._call(parsed, name, source, at, rest)
        if name in self._context.foreign_tags or name in self._context.including_tags:
            return ""
        hint = suggest_name(name, self._directives) or "To show it unchanged, write it as code."
        problem = Problem(Code.UNKNOWN_TAG, f"There is no tag “{name[:60]}”.", hint)
        return self._add(Kind.PROBLEM, source, at, source, problem)

    def _font_icon(self, source: str, classes: str, at: int) -> str:
        """Return the token of an icon for an icon font; the source text for an unknown font."""
        path = font_icon_path(classes)
        directive = self._directives.by_shorthand.get(Shorthand.FONT_ICON)
        if not path or directive is None:
            return source
        return self._call(parse_tag(directive, path), directive.name, source, at)

    def _include(self, source: str, file: str, rest: str, at: int) -> str:
        if directive := self._directives.by_include.get(file):
            return self._call(
                parse_include(directive, rest, self._variables, self._table.plain), file, source, at, rest
            )
        hint = suggest_name(file, self._directives.by_include)
        problem = Problem(Code.UNKNOWN_TAG, f"There is no include “{file[:60]}.html”.", hint)
        return self._add(Kind.PROBLEM, source, at, source, problem)

    def _call(self, parsed: Parsed, name: str, source: str, at: int, arguments: str = "") -> str:
        location = self._page.place_of(at)
        if self._citations is not None:
            parsed = self._citations.expand_arguments(parsed, at)
        foreign = self._find_expression(parsed.call, name, arguments) if parsed.call else ()
        page = self._page.path
        return call_mark(self._table, self._context, parsed, source, page, location, foreign).token

    def _find_expression(self, call: Call, name: str, arguments: str) -> tuple[Problem, ...]:
        """Return a problem if the arguments contain an expression, because macros are evaluated later."""
        if not self._context.foreign_tags:
            return ()
        # In Markdown values, raw text is still a token and cannot be mistaken for an expression.
        markdown = (call.text(known.name) for known in call.directive.parameters if known.markdown)
        texts = (arguments, *markdown)
        left = next((match[0] for text in texts if (match := EXPRESSION.search(text))), "")
        if not left:
            return ()
        message = f"“{left[:60]}” is in the arguments of “{name}”, where macros are not evaluated."
        hint = f"Call it as a macro: {{{{ {call.directive.name}(…) }}}}."
        return (Problem(Code.MISPLACED_TAG, message, hint),)
