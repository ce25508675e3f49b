"""The tags of Jekyll, and those of the plugin, which are not computed but written again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from liquid import Environment, RenderContext, Tag
from liquid.ast import BlockNode, Node
from liquid.builtin.expressions import FilteredExpression, tokenize
from liquid.exceptions import LiquidSyntaxError
from liquid.parser import get_parser
from liquid.stream import TokenStream
from liquid.stringify import to_liquid_string
from liquid.token import TOKEN_EOF, TOKEN_EXPRESSION, TOKEN_ILLEGAL, TOKEN_TAG, Token
from liquid.undefined import is_undefined

from mkdocs_fieldguide.migrate.liquid.includes import Includes

_NAME = re.compile(r"\s*((?:[^\s{}]|\{\{.*?\}\})+)", re.DOTALL)
_PAIR = re.compile(
    r"""\s*([\w-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([\w.\[\]'"-]+))\s*,?""", re.DOTALL
)
_PLAIN = re.compile(r"[^\"\n{}\\]*")
_IGNORED = ("feed_meta", "seo", "github_edit_link", "avatar")
"""Tags of Jekyll's plugins for the head of a page, which the theme writes."""


def source_of(token: Token, expression: str) -> str:
    """Return a tag as it was written, apart from spaces."""
    return f"{{% {token.value} {expression} %}}" if expression else f"{{% {token.value} %}}"


def _expression(stream: TokenStream) -> str:
    """Return the text behind the name of a tag, and go to its last token."""
    if stream.peek.kind == TOKEN_EXPRESSION:
        next(stream)
        return stream.current.value
    return ""


class TextNode(Node):
    """Writes a text."""

    def __init__(self, token: Token, text: str) -> None:
        super().__init__(token)
        self.text = text
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        """Write the text."""
        return buffer.write(self.text)


class DirectiveTag(Tag):
    """A tag of the plugin, such as `tool` and `cite`: it stays a tag."""

    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Return a node that writes the tag again."""
        token = stream.expect(TOKEN_TAG)
        return TextNode(token, source_of(token, _expression(stream)))


class UnknownTag(Tag):
    """A tag that neither Jekyll nor the plugin has: it is written again and reported."""

    block = False
    name = TOKEN_ILLEGAL

    def parse(self, stream: TokenStream) -> Node:
        """Return a node that writes the tag again."""
        token = stream.expect(TOKEN_TAG)
        self.env.error(LiquidSyntaxError(f"There is no tag “{token.value[:40]}”", token=token))
        return TextNode(token, source_of(token, _expression(stream)))


class IgnoredTag(Tag):
    """A tag that writes nothing here."""

    block = False

    def parse(self, stream: TokenStream) -> Node:
        """Return a node that writes nothing."""
        token = stream.expect(TOKEN_TAG)
        _expression(stream)
        return TextNode(token, "")


class LinkTag(Tag):
    """`{% link pages/a.md %}` and `{% post_url 2024-01-02-a %}`: the URL of a page."""

    block = False
    name = "link"

    def __init__(self, env: Environment, paths: Mapping[str, str]) -> None:
        super().__init__(env)
        self._paths = paths

    def parse(self, stream: TokenStream) -> Node:
        """Return a node that writes the path of the file, which the plugin resolves."""
        token = stream.expect(TOKEN_TAG)
        path = _expression(stream).strip().lstrip("/")
        if token.value == "post_url":
            names = (f"_posts/{path}{suffix}" for suffix in (".md", ".markdown", ".html"))
            path = next((name for name in names if name in self._paths), path)
        return TextNode(token, f"/{self._paths.get(path, path)}")


class HighlightTag(Tag):
    """`{% highlight python %}…{% endhighlight %}`: code."""

    name = "highlight"
    end = "endhighlight"

    def parse(self, stream: TokenStream) -> Node:
        """Return a node that writes a fenced block of code."""
        token = stream.expect(TOKEN_TAG)
        language = next(iter(_expression(stream).split()), "")
        next(stream)
        block = get_parser(self.env).parse_block(stream, (self.end, TOKEN_EOF))
        stream.expect(TOKEN_TAG, value=self.end)
        return _HighlightNode(token, language, block)


class _HighlightNode(Node):
    def __init__(self, token: Token, language: str, block: BlockNode) -> None:
        super().__init__(token)
        self._language = language
        self._block = block
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        inner = context.get_buffer(buffer)
        self._block.render(context, inner)
        return buffer.write(f"\n```{self._language}\n{inner.getvalue().strip(chr(10))}\n```\n")


class IncludeTag(Tag):
    """`{% include name.html key="value" key=variable %}`, in Jekyll's syntax."""

    block = False
    name = "include"

    def __init__(self, env: Environment, includes: Includes) -> None:
        super().__init__(env)
        self._includes = includes

    def parse(self, stream: TokenStream) -> Node:
        """Return the include."""
        token = stream.expect(TOKEN_TAG)
        written = _expression(stream)
        name = _NAME.match(written)
        if name is None:
            raise LiquidSyntaxError("an include has no name", token=token)
        return _IncludeNode(token, written, name[1], self._arguments(written[name.end() :], token), self)

    @property
    def includes(self) -> Includes:
        """Return what the includes of the site mean."""
        return self._includes

    def _arguments(self, text: str, token: Token) -> list[tuple[str, Any]]:
        """Return the arguments: texts, and expressions for those without quotes."""
        found: list[tuple[str, Any]] = []
        position, end = 0, len(text.rstrip())
        while position < end:
            match = _PAIR.match(text, position)
            if match is None:
                raise LiquidSyntaxError(f"the arguments “{text[position:][:40]}” cannot be read", token=token)
            position = match.end()
            quoted = match[2] if match[2] is not None else match[3]
            if quoted is not None:
                quote = '"' if match[2] is not None else "'"
                found.append((match[1], quoted.replace(f"\\{quote}", quote)))
            else:
                tokens = TokenStream(tokenize(match[4], Token(TOKEN_EXPRESSION, match[4], 0, match[4])))
                found.append((match[1], FilteredExpression.parse(self.env, tokens)))
        return found


class _IncludeNode(Node):
    """An include: computed, written again as a directive, or nothing, as `Includes` decides."""

    def __init__(
        self, token: Token, written: str, name: str, arguments: list[tuple[str, Any]], tag: IncludeTag
    ) -> None:
        super().__init__(token)
        self._written = written
        self._name = name
        self._arguments = arguments
        self._tag = tag
        self.blank = False

    def render_to_output(self, context: RenderContext, buffer: TextIO) -> int:
        env, includes = context.env, self._tag.includes
        name = self._computed_name(context) if "{{" in self._name else self._name
        relative = self.token.value == "include_relative"
        if not relative and includes.is_layout_part(name):
            return 0
        if not relative and includes.is_directive(name):
            values = {key: self._evaluate(value, context) for key, value in self._arguments}
            return buffer.write(write_directive(name, values, includes.next_variable))
        text = includes.relative(name) if relative else includes.own(name)
        if text is None:
            env.error(LiquidSyntaxError(f"There is no include “{name[:60]}”", token=self.token))
            return buffer.write(source_of(self.token, self._written))
        template = includes.parsed(name, text, env)
        values = {key: self._evaluate(value, context) for key, value in self._arguments}
        with context.extend({"include": values}, template=template):
            template.render_with_context(context, buffer, partial=True)
        return 1

    def _computed_name(self, context: RenderContext) -> str:
        buffer = context.get_buffer()
        context.env.from_string(self._name).render_with_context(context, buffer, partial=True)
        return buffer.getvalue()

    @staticmethod
    def _evaluate(value: Any, context: RenderContext) -> Any:
        if isinstance(value, str):
            return value
        found = value.evaluate(context)
        return None if is_undefined(found) else found


def write_directive(name: str, values: Mapping[str, Any], next_variable: Any) -> str:
    """Return an include of the plugin with the values of its arguments.

    Values that cannot be quoted are captured above it: those with quotes, line breaks or tags.

    Args:
        name: file name of the include.
        values: the arguments.
        next_variable: returns a new name for a variable.
    """
    captured, arguments = "", ""
    for key, value in values.items():
        if value is None:
            continue
        if isinstance(value, (bool, int)):
            arguments += f" {key}={str(value).lower()}"
            continue
        text = ", ".join(map(str, value)) if isinstance(value, list) else to_liquid_string(value, False)
        if _PLAIN.fullmatch(text):
            arguments += f' {key}="{text}"'
        else:
            variable = next_variable()
            captured += f"{{% capture {variable} %}}{text}{{% endcapture %}}\n"
            arguments += f" {key}={variable}"
    return f"{captured}{{% include {name}{arguments} %}}"


def add_tags(
    environment: Environment, directives: Iterable[str], includes: Includes, paths: Mapping[str, str]
) -> None:
    """Add the tags to an environment.

    Args:
        environment: the environment.
        directives: names of the plugin's tags.
        includes: what the includes of the site mean.
        paths: new paths of pages below the docs folder, by path in the old site.
    """
    for name in (*directives, "quote", "endquote"):
        environment.tags[name] = DirectiveTag(environment)
    for name in _IGNORED:
        environment.tags[name] = IgnoredTag(environment)
    include = IncludeTag(environment, includes)
    environment.tags |= {"include": include, "include_cached": include, "include_relative": include}
    environment.add_tag(UnknownTag)
    link = LinkTag(environment, paths)
    environment.tags |= {"link": link, "post_url": link}
    environment.add_tag(HighlightTag)
