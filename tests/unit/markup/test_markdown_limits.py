"""The limits of a conversion, at their exact values, and the steps that count towards them."""

import markdown
import pytest

from mkdocs_fieldguide.markup import markdown_limits as bounds

NEWER_PARSER = pytest.mark.skipif(
    markdown.__version_info__ < (3, 11), reason="older parsers take other steps, and do not track inline tags"
)
KINDS = pytest.mark.parametrize("extensions", [[], ["md_in_html"]])


def limited_markdown(extensions=()):
    """Return a limited Markdown instance and the list of its reports."""
    md, reported = markdown.Markdown(extensions=list(extensions)), []
    limits = bounds.MarkdownLimits(md, lambda what, text: reported.append((what, text)))
    limits.start()
    return md, limits, reported


def html_steps(text, extensions=()):
    """Return the number of steps of parsing the raw HTML of a text."""
    md = limited_markdown(extensions)[0]
    parser = bounds._EXTRACTORS[type(md.preprocessors["html_block"])](md)
    parser.feed(text)
    parser.close()
    return parser._steps


def test_limits():
    assert bounds.STEPS == 2_000_000
    assert bounds.MOST_HTML_STEPS == 10_000_000


def test_messages():
    assert bounds.TOO_MANY_TAGS == (
        "Too many HTML tags or comments are unclosed here; the rest of the HTML is shown as text"
    )
    assert bounds.TOO_MANY_BRACKETS == (
        "Too many square brackets are unclosed here; the remaining links are shown as text"
    )
    assert bounds.TOO_DEEP == (
        "Lists or quotations are nested too deeply here; the page is shown as source text"
    )


def link_steps(text, monkeypatch):
    """Return the number of steps of finding the links of a text: the lowest limit that is not exceeded."""
    low, high = -1, 1_000
    while high - low > 1:
        middle = (low + high) // 2
        monkeypatch.setattr(bounds, "STEPS", middle)
        md, _, reported = limited_markdown()
        md.convert(text)
        low, high = (middle, high) if reported else (low, middle)
    return high


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("none", 0),
        ("[a]", 6),  # its end is searched for once for each kind of link
        ("[a", 3),  # not found: only once
        ("[a\n\n[a", 6),  # in each paragraph
        ("[a][b]", 13),
        ("[a](b)", 7),
        ("[a](b", 8),
        ("![a](b)", 5),
        ("[a](b 'c' d", 14),
        ("[a](b) [c]", 13),
    ],
)
def test_steps_of_links(text, steps, monkeypatch):
    assert link_steps(text, monkeypatch) == steps


def test_links_are_searched_up_to_the_limit(monkeypatch):
    text = "[a](b) [c](d) [e](f) *g*"
    monkeypatch.setattr(bounds, "STEPS", 8)
    md, limits, reported = limited_markdown()
    assert md.convert(text) == '<p><a href="b">a</a> [c](d) [e](f) <em>g</em></p>'
    assert reported == [(bounds.TOO_MANY_BRACKETS, text)]
    # The rest of the page has no links either, and nothing more is reported.
    assert md.convert("[a](b) ![c](d) [e][f]") == "<p>[a](b) ![c](d) [e][f]</p>"
    assert reported == [(bounds.TOO_MANY_BRACKETS, text)]
    # The count starts anew on the next page.
    limits.start()
    assert md.convert("[a](b)") == '<p><a href="b">a</a></p>'
    assert len(reported) == 1


def test_each_pattern_is_limited_once():
    md, limits, _ = limited_markdown()
    patterns = list(md.inlinePatterns)
    texts = [vars(pattern).get("getText") for pattern in patterns]
    run = md.preprocessors["html_block"].run
    parse = md.parser.parseDocument
    limits.start()
    assert [vars(pattern).get("getText") for pattern in patterns] == texts
    assert md.preprocessors["html_block"].run is run
    assert md.parser.parseDocument is parse


def test_link_patterns_keep_their_priority(monkeypatch):
    monkeypatch.setattr(bounds, "STEPS", 10)
    md, limits, reported = limited_markdown()
    md.treeprocessors["inline"].stashed_nodes = {}
    pattern = md.inlinePatterns["link"]
    assert pattern.getText("a](b)", 0) == ("a", 2, True)
    assert pattern.getLink("[a](b)", 3) == ("b", None, 6, True)
    limits._steps = 10
    assert pattern.getText("a](b)", 0) == ("a", 2, True)
    assert pattern.getText("a](b)", 0) == ("", 0, False)
    limits._steps = 10
    assert pattern.getLink("[a](b)", 3) == ("b", None, 6, True)
    assert pattern.getLink("[a](b)", 3) == ("", None, 3, False)
    assert reported == [(bounds.TOO_MANY_BRACKETS, "a](b)"), (bounds.TOO_MANY_BRACKETS, "[a](b)")]


def test_limit_is_reported_when_exceeded(monkeypatch):
    monkeypatch.setattr(bounds, "STEPS", 10)
    _, limits, reported = limited_markdown()
    limits._count(10, "met")
    assert reported == []
    limits._count(1, "passed")
    limits._count(1, "later")
    assert reported == [(bounds.TOO_MANY_BRACKETS, "passed")]
    assert limits._steps == 12


@NEWER_PARSER
@KINDS
@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("<b>x</b>", 0),
        ("x <a x", 4),
        ("x\n<a x", 4),
        ("</b", 3),
        ("<?a", 6),
        ("<!a", 6),
        ("<!-- a", 6),
        ("<!-- a -->", 0),
        ("<b>" * 7 + "</i>", 4),
        ("<b>" * 8 + "</i>", 6),
        ("<b>" * 8 + "<!-- a -->\n\nmore", 86),
        ("<b>" * 8 + "<!-- a -->more", 118),
        ("x\n\n" + "<b>" * 8 + "<!-- a -->\n\nmore\n\nend", 86),
        ("<div>a</div>\n\n" * 5, 4),
        ("<p>a</p>\n\n" * 3 + "x" * 3_000, 10),
        ("<p>a</p>\n\n" + "x" * 994, 1),
    ],
)
def test_steps_of_html(text, steps, extensions):
    assert html_steps(text, extensions) == steps


@NEWER_PARSER
def test_open_elements_with_markdown_count():
    assert html_steps("<div markdown>\n\n<b>\n<!-- a -->", ["md_in_html"]) == 20


@NEWER_PARSER
@KINDS
def test_html_is_searched_up_to_the_limit(extensions, monkeypatch):
    text = ["x", "for <a x", ""]
    monkeypatch.setattr(bounds, "MOST_HTML_STEPS", 10)
    md, _, reported = limited_markdown(extensions)
    steps = html_steps("\n".join(text), extensions)
    assert md.preprocessors["html_block"].run(text) == text
    assert reported == []
    monkeypatch.setattr(bounds, "MOST_HTML_STEPS", steps - 1)
    assert md.preprocessors["html_block"].run(text) == text
    assert reported == [(bounds.TOO_MANY_TAGS, "for <a x")]
    monkeypatch.setattr(bounds, "MOST_HTML_STEPS", steps)
    assert md.preprocessors["html_block"].run(text) == text
    assert len(reported) == 1


@KINDS
def test_html_after_the_limit_is_text(extensions, monkeypatch):
    monkeypatch.setattr(bounds, "MOST_HTML_STEPS", 10)
    md, _, reported = limited_markdown(extensions)
    lines = ["first", "two <!-- a", "", "<div>d</div>", "</i>", "<?b>", "<!c>", "<!-- d", "&amp; &#1;"]
    assert md.preprocessors["html_block"].run(lines) == lines
    assert reported == [(bounds.TOO_MANY_TAGS, "two <!-- a")]
    assert md.htmlStash.html_counter == 0


def test_complete_first_line_is_reported(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_HTML_STEPS", 0)
    md, _, reported = limited_markdown()
    for lines in (["one <a x"], ["", "one <a x"], ["x", "y", "one <a x"]):
        md.preprocessors["html_block"].run(lines)
        assert reported.pop() == (bounds.TOO_MANY_TAGS, "one <a x")


def test_preprocessor_of_an_unknown_extension_is_unchanged():
    class Other(type(markdown.Markdown().preprocessors["html_block"])):
        pass

    md = markdown.Markdown()
    other = Other(md)
    md.preprocessors.register(other, "html_block", 20)
    bounds.MarkdownLimits(md, lambda what, text: None).start()
    assert "run" not in vars(other)


def test_text_nested_too_deeply_is_shown_literally():
    md, reported = markdown.Markdown(), []

    def overflow(lines):
        md.parser.state.set("list")
        raise RecursionError

    md.parser.parseDocument = overflow
    bounds.MarkdownLimits(md, lambda what, text: reported.append((what, text))).start()
    text = "- a\n- - b *c* <d>\nz"
    shown = "<pre><code>- a\n- - b *c* &lt;d&gt;\nz\n</code></pre>"
    assert md.convert(text) == shown
    assert reported == [(bounds.TOO_DEEP, "- - b *c* <d>")]
    assert list(md.parser.state) == []


def test_allowed_depth_is_not_reported():
    md, _, reported = limited_markdown()
    assert md.convert("- " * 20 + "x") == markdown.markdown("- " * 20 + "x")
    assert reported == []


@pytest.mark.parametrize("sign", ["- ", "* ", "+ ", "1. ", "> "])
def test_deepest_nesting_of_a_line(sign):
    assert bounds._starts(f"{sign * 3}x - y") == 4
    assert bounds._starts("x-y z*y 1.5 <b>c") == 0
