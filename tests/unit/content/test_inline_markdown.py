"""Markdown in data: supported syntax, plain text, and safety."""

# More than 300 lines: most of them are tables of texts and their HTML.

import html
import re
import string
from html.entities import html5

import markdown
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.hanging import QUICK, must_end
from support.hostile_links import DISGUISES, HARMLESS, links_of

from mkdocs_fieldguide.content import inline_markdown
from mkdocs_fieldguide.content.inline_markdown import MAX_MARKDOWN_LENGTH, find_links, to_html

WAYS = ["[x]({})", "[x](<{}>)", '[x]({} "t")', "[x]( {} )", "[*x*]({})", "<{}>"]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("address", DISGUISES)
def test_no_disguise_of_a_script_becomes_a_link(address, way):
    found = links_of(to_html(way.format(address)))
    assert found == []


@pytest.mark.parametrize("address", HARMLESS)
def test_apparent_script_urls_are_relative_links(address):
    assert links_of(to_html(f"[x]({address})")) == [address]


@pytest.mark.parametrize("address", [a for a in DISGUISES if not a.startswith("feed")])
def test_text_of_a_rejected_link_is_shown(address):
    assert to_html(f"see [the *text*]({address})") == "see <span>the <em>text</em></span>"


PIECES = [
    *DISGUISES[:12],
    "[",
    "]",
    "(",
    ")",
    "](",
    "[x](",
    "![",
    "![x](",
    "<",
    ">",
    "<a ",
    "</a>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "`",
    "``",
    "*",
    "**",
    "***",
    "_",
    "__",
    "\\",
    '"',
    "'",
    ' "t"',
    "&",
    "&lt;",
    "&#60;",
    "&#x3c;script&#x3e;",
    "&quot; onclick=&quot;",
    "javascript:",
    "https://e.org/",
    "<https://e.org/",
    "a@b.org",
    "<mailto:",
    "\n",
    "  \n",
    "\n\n",
    " ",
    "x",
    "[x]: javascript:1",
    "[x][y]",
    "{: onclick=x }",
    "\x02",
    "\x03",
    "\x00",
    "\u2028",
    "\ud800",
    "srcset=",
    "xlink:href=",
    "style=",
]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
@example('[x](https://e.org/"onclick="alert(1))')
@example('[x](/ "\\" onclick=alert(1) title=\\"")')
@example("[*x](/)*[_y](/)_")
@example("[a [b](javascript:1) c](/)")
@example("<https://e.org/\" onclick='1'>")
def test_output_contains_only_allowed_elements(text):
    links_of(to_html(text))


@given(st.text())
def test_any_text_has_only_allowed_elements(text):
    links_of(to_html(text))


@given(st.text(alphabet=st.characters(exclude_characters="\\*_`[]<>&")))
def test_plain_text_is_unchanged(text):
    assert html.unescape(to_html(text)) == text


GOOD = [
    (r"[x](https://e.org/a\_b)", "https://e.org/a_b"),
    (r"[x](https://e.org/a\*b\~c\(d)", "https://e.org/a*b~c(d"),
    ("[x](https://e.org/a_b_c*d*~e~f)", "https://e.org/a_b_c*d*~e~f"),
    ("[x](https://e.org/?a=1&b=2&copy=3)", "https://e.org/?a=1&b=2&copy=3"),
    ("[x](https://e.org/?a=1&amp;b=2)", "https://e.org/?a=1&b=2"),
    ("[x](https://e.org/a_(b)_(c(d)))", "https://e.org/a_(b)_(c(d))"),
    ("[x](<https://e.org/a b>)", "https://e.org/a%20b"),
    ("[x](<https://e.org/a)b>)", "https://e.org/a)b"),
    ("[x](files/my file.pdf)", "files/my%20file.pdf"),
    ("[x](https://e.org/ä/漢字?q=ß#ü)", "https://e.org/ä/漢字?q=ß#ü"),
    ("[x](https://e.org/a%20b%2Fc)", "https://e.org/a%20b%2Fc"),
    ('[x](https://e.org/ "A *title*")', "https://e.org/"),
    ("[x](mailto:a_b@e.org?subject=Hi)", "mailto:a_b@e.org?subject=Hi"),
    ("<https://e.org/a_b?x=1&y=2>", "https://e.org/a_b?x=1&y=2"),
    ("<https://e.org/?x=1&amp;y=2>", "https://e.org/?x=1&y=2"),
    ("<HTTP://E.org>", "HTTP://E.org"),
    ("<a@b.org>", "mailto:a@b.org"),
    ("<a.b+c_d@b-c.org>", "mailto:a.b+c_d@b-c.org"),
    ("<mailto:a@b.org>", "mailto:a@b.org"),
    ("[x](page.md#a:b)", "page.md#a:b"),
    ("[x](#part)", "#part"),
    ("[`a](b)`](https://e.org)", "https://e.org"),
    ("[a [b] c](https://e.org)", "https://e.org"),
    ("[x](https://e.org/~me/$a,b;c=d@e!f'g|h)", "https://e.org/~me/$a,b;c=d@e!f'g|h"),
]


@pytest.mark.parametrize(("text", "address"), GOOD)
def test_valid_urls_are_unchanged(text, address):
    assert links_of(to_html(text)) == [address]
    assert links_of(to_html(f"**Before** {text} *after*.")) == [address]


def test_titles_and_texts_of_links():
    assert (
        to_html("""[a *b*](https://e.org 'say "hi" \\& &lt;go&gt;')""")
        == '<a href="https://e.org" title="say &quot;hi&quot; &amp; &lt;go&gt;">a <em>b</em></a>'
    )
    assert to_html("<https://e.org/a_b_c>") == '<a href="https://e.org/a_b_c">https://e.org/a_b_c</a>'
    assert to_html("<a@b.org>") == '<a href="mailto:a@b.org">a@b.org</a>'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("![x](https://e.org/p.png)", "![x](https://e.org/p.png)"),
        ("![x](p.png)", "![x](p.png)"),
        ("![x][y]", "![x][y]"),
        ("![*x*](p.png)", "![<em>x</em>](p.png)"),
        ("[![x](p.png)](/page)", '<a href="/page">![x](p.png)</a>'),
        ("![[x](/page)](p.png)", '![<a href="/page">x</a>](p.png)'),
        (r"\![x](/page)", '!<a href="/page">x</a>'),
    ],
)
def test_pictures_are_text(text, shown):
    assert to_html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<b>x</b> *y*", "&lt;b&gt;x&lt;/b&gt; <em>y</em>"),
        ("<!-- x --> *y*", "&lt;!-- x --&gt; <em>y</em>"),
        ("[x]: /y\n\n[x] [x][x]", "[x]: /y<br>[x] [x][x]"),
        ("https://e.org *y*", "https://e.org <em>y</em>"),
        ("# x\n\n- *y*\n\n> z", "# x<br>- <em>y</em><br>&gt; z"),
        ("[x](/y){: onclick=z }", '<a href="/y">x</a>{: onclick=z }'),
        (
            "`<i>` `` a`b `` `&amp;` `*x*`",
            "<code>&lt;i&gt;</code> <code>a`b</code> <code>&amp;amp;</code> <code>*x*</code>",
        ),
        ("`x", "`x"),
        ("\\`x` y`", "`x<code>y</code>"),
        ("\\``x", "``x"),
        ("&copyx; *y*", "&amp;copyx; <em>y</em>"),
        ("[x](/a&unknown;b)", '<a href="/a&amp;unknown;b">x</a>'),
        ("[x](<y>)", '<a href="y">x</a>'),
        ('[x](<y> "t")', '<a href="y" title="t">x</a>'),
        ("[a](b", "[a](b"),
        ("[a] (b)", "[a] (b)"),
        ("[a](b\n\nc)", "[a](b<br>c)"),
        ("[a [b](/c) d](/e)", '[a <a href="/c">b</a> d](/e)'),
        ("a  \nb\n*c*", "a<br />\nb\n<em>c</em>"),
        ("&copy; &#64; &unknown; &", "© @ &amp;unknown; &amp;"),
        ("&#8238;x &#0; &#27;", "&amp;#8238;x \ufffd &amp;#27;"),
        ("&#" + "9" * 5000 + ";", "&amp;#" + "9" * 5000 + ";"),
    ],
)
def test_other_syntax_is_text(text, shown):
    assert to_html(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Note:**text", "<strong>Note:</strong>text"),
        ("*(a)*b", "<em>(a)</em>b"),
        ("(*a*)", "(<em>a</em>)"),
        ("***a***", "<strong><em>a</em></strong>"),
        ("***a** b*", "<em><strong>a</strong> b</em>"),
        ("***a* b**", "<strong><em>a</em> b</strong>"),
        ("*a **b** c*", "<em>a <strong>b</strong> c</em>"),
        ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
        ("*a _b* c_", "<em>a _b</em> c_"),
        ("snake_case_name __init__.py", "snake_case_name <strong>init</strong>.py"),
        ("C* and D*, E* f(*args, **kwargs)", "C* and D*, E* f(*args, **kwargs)"),
        ("2 * 3 * 4 and 2*3*4", "2 * 3 * 4 and 2<em>3</em>4"),
        ("**a", "**a"),
        ("*a [b* c](/d)", '*a <a href="/d">b* c</a>'),
        ("* a *", "* a *"),
        (r"\*a\* *b\**", "*a* <em>b*</em>"),
        ("[*a](/b)*", '<a href="/b">*a</a>*'),
        # Rules 9 and 10: lengths of one and two do not pair if one of the runs may do both.
        ("*a**b*", "<em>a**b</em>"),
        ("a*b**", "a*b**"),
        ("a*b*c", "a<em>b</em>c"),
        ("a*b***c", "a<em>b</em>**c"),
        # The ends of the text count as white space there, so that these runs can only open or only close.
        ("*a**", "<em>a</em>*"),
        ("**a*", "*<em>a</em>"),
        ("*(*", "<em>(</em>"),
        ("*)*", "<em>)</em>"),
        ("*a(*b", "*a(*b"),
        ("a*)b*", "a*)b*"),
        ("**a _b* c_", "*<em>a _b</em> c_"),
        ("a_b_", "a_b_"),
        ("_a_b", "_a_b"),
        (r"\__a_ _b\__", "_<em>a</em> <em>b_</em>"),
        ("a***b***c", "a<strong><em>b</em></strong>c"),
        # Runs of one and of five do not share searches: their lengths differ modulo three.
        ("a**b*c*****d", "a<strong>b*c</strong>***d"),
    ],
)
def test_emphasis(text, shown):
    assert to_html(text) == shown
    links_of(to_html(text))


@pytest.mark.parametrize("sign", "([{“‘„‚«‹¿¡")
def test_emphasis_does_not_end_between_an_opening_sign_and_a_word(sign):
    assert to_html(f"*a{sign}*b") == f"*a{sign}*b"
    assert to_html(f"a*{sign}b*") == f"a<em>{sign}b</em>"


@pytest.mark.parametrize("sign", ")]},.;:!?”’»›…")
def test_emphasis_does_not_begin_between_a_word_and_a_closing_sign(sign):
    assert to_html(f"a*{sign}b*") == f"a*{sign}b*"
    assert to_html(f"*a{sign}*b") == f"<em>a{sign}</em>b"


@pytest.mark.parametrize("sign", "-–/#+=|~$%@^")
def test_other_signs_count_as_part_of_a_word(sign):
    assert to_html(f"*a{sign}*b") == f"<em>a{sign}</em>b"
    assert to_html(f"a*{sign}b*") == f"a<em>{sign}b</em>"


def test_parentheses_in_an_address_may_be_nested_ten_deep():
    nested = "(" * 10 + ")" * 10
    assert to_html(f"[x](/{nested})") == f'<a href="/{nested}">x</a>'
    assert to_html(f"[x](/({nested}))") == f"[x](/({nested}))"
    # Only those that are open count.
    assert to_html(f"[x](/{nested}{nested})") == f'<a href="/{nested}{nested}">x</a>'


@pytest.mark.parametrize("sign", string.punctuation)
def test_backslash_before_punctuation_is_removed(sign):
    assert to_html(f"\\{sign}a") == f"{html.escape(sign, quote=False)}a"
    assert find_links(f"[x](/\\{sign}a)") == [f"/{sign}a"]


def test_other_backslashes_are_unchanged():
    assert to_html(r"\a *b* \ \1") == r"\a <em>b</em> \ \1"


def test_named_entities_in_addresses_are_decoded():
    names = [name for name in html5 if name.endswith(";")]
    addresses = [find_links(f"[x](</a&{name}b>)") for name in names]
    assert addresses == [[f"/a{html5[name]}b"] for name in names]


@pytest.mark.parametrize(("beginning", "number"), [("&#", "65"), ("&#x", "41"), ("&#X", "41")])
def test_numbers_of_entities_have_at_most_forty_digits(beginning, number):
    assert to_html(f"{beginning}{number};") == "A"
    assert to_html(f"{beginning}{number.zfill(40)};") == "A"
    longer = f"{beginning}{number.zfill(41)};"
    assert to_html(longer) == html.escape(longer)


@pytest.mark.parametrize(
    "hidden",
    ["&#9;", "&#10;", "&#13;", "&#x1f;", "&#129;", "&Tab;", "&NewLine;"]
    + [f"&#{number};" for number in [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]],
)
def test_entities_of_invisible_characters_are_shown_literally(hidden):
    assert to_html(f"a{hidden}b") == html.escape(f"a{hidden}b")


@pytest.mark.parametrize("number", [0x200E, 0x200F, 0x2029, 0x202F, 0x2065, 0x206A])
def test_entities_next_to_bidirectional_controls_are_decoded(number):
    assert to_html(f"a&#{number};b") == f"a{chr(number)}b"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (" *a*\r\n\r\nb\rc\n", "<em>a</em><br>b\nc"),
        ("*a*\r\nb", "<em>a</em>\nb"),
        ("*a* \"b\" 'c'", "<em>a</em> \"b\" 'c'"),
        ("*a*\r\rb", "<em>a</em><br>b"),
        ("*a*\n \t\n\n \tb", "<em>a</em><br>b"),
        ("a  b   *c*", "a  b   <em>c</em>"),
        ("a \n*c*", "a \n<em>c</em>"),
        ("a   \n*c*", "a<br />\n<em>c</em>"),
    ],
)
def test_line_ends_and_spaces(text, shown):
    assert to_html(text) == shown


@pytest.mark.parametrize(
    "text",
    ["<a!b@e.org>", "<a:b@e.org>", "<a b@e.org>", "<a@b@>", "<@e.org>", "<1a://e.org>", "<a_b://e.org>"],
)
def test_other_text_in_angle_brackets_is_not_a_link(text):
    assert to_html(text) == html.escape(text)


@pytest.mark.parametrize("text", ["<a1+b.c-d://e.org>", "<Z://x y>", "<a://>"])
def test_links_of_other_schemes_are_shown_without_a_link(text):
    assert to_html(text) == f"<span>{text[1:-1]}</span>"


WORDS = [
    "A",
    "tool",
    "for *managing*",
    "**data**",
    "`code`",
    "[the docs](https://e.org/x)",
    "_this_",
    "kind",
    "a_b_c",
    "(see *it*)",
    "R&D",
    "5 < 6",
    "C++",
    '"quoted"',
    "it’s",
    "**Note:** x",
    "<https://e.org/a?b=c>",
    "[a *b* c](/page)",
    "–",
    "x.",
    "\n",
]


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join))
def test_ordinary_markdown_matches_python_markdown(text):
    text = " ".join(text.split(" ")).strip()
    expected = markdown.markdown(re.sub(r"[ \n]*\n[ \n]*", "\n", text))
    expected = expected.removeprefix("<p>").removesuffix("</p>")
    ours = to_html(re.sub(r"[ \n]*\n[ \n]*", "\n", text))
    assert html.unescape(ours) == html.unescape(expected)


def test_texts_up_to_the_limit_are_markdown_and_longer_ones_are_text():
    ends = "*a* "
    at_limit = ends + "x" * (MAX_MARKDOWN_LENGTH - len(ends))
    assert len(at_limit) == MAX_MARKDOWN_LENGTH == 20_000
    assert to_html(at_limit).startswith("<em>a</em> x")
    assert to_html(at_limit + "x") == html.escape(at_limit + "x")
    assert to_html("*<*" + "x" * MAX_MARKDOWN_LENGTH).startswith("*&lt;*x")


def test_links_in_a_text_are_decoded():
    text = "[a](https://e.org/a\\_b 't') ![p](/q) `[c](d)` <a@b.org> [x](&#106;avascript:1) <ftp://e.org>"
    assert find_links(text) == ["https://e.org/a_b", "mailto:a@b.org", "javascript:1", "ftp://e.org"]
    assert find_links("plain") == []
    assert find_links("[a](b)") == ["b"]
    assert find_links("<a@b.org>") == ["mailto:a@b.org"]


REPEATED = [
    "[",
    "]",
    "[a](",
    "![a](",
    "[![",
    "[[]",
    "[(",
    "](",
    "((",
    "[a](b",
    "[a](<b",
    "[a](b()",
    "[a](x\\(",
    '[a](b "',
    '[a](b "c',
    '[a](<b> "',
    "[a](' \"",
    '\n"[a](',
    " \"x 'y[a](",
    "[a]( ",
    "[*a](",
    "[a][b",
    "[a](b)",
    "*a",
    "*a ",
    "a*",
    "**a",
    "***a*b",
    "_a",
    "*_",
    "_*a ",
    "*a**b",
    "a**b* ",
    "**a *b ",
    "`",
    "`a``",
    "`a`` ",
    "<",
    "<a@",
    "<http:",
    "<a://",
    "&",
    "&#",
    "&#1",
    "\\",
    "  ",
    "  \n",
    "\n  ",
    "\n\n",
    "* ",
]


def test_time_is_linear_in_the_length(monkeypatch):
    monkeypatch.setattr(inline_markdown, "MAX_MARKDOWN_LENGTH", 10**6)
    shapes = [unit * (16_000 // len(unit)) for unit in REPEATED]
    shapes += ["[" * 8_000 + "]" * 8_000, "*" * 8_000 + "a" + "*" * 8_000, "[a](" + "(" * 16_000]
    shapes.append(" ".join("`" * length for length in range(1, 300)))
    for text in shapes:
        with must_end(QUICK):
            to_html(text)


@given(st.text(alphabet=string.punctuation, max_size=30), st.sampled_from(["[x](", "<", "*", "`"]))
def test_punctuation_alone(text, beginning):
    links_of(to_html(beginning + text + beginning))
