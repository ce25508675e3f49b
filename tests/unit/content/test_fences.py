"""Fenced code blocks and inline code are found in any text, in linear time."""

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from support.hanging import must_end

from mkdocs_fieldguide.content.code_spans import CodeSpans
from mkdocs_fieldguide.content.fences import FenceLine, FenceScanner

TEXT, OPENS, CODE, CLOSES = FenceLine


def classify(*lines):
    fences = FenceScanner()
    return [fences.classify(line) for line in lines]


@pytest.mark.parametrize(
    "line", ["```", "~~~", "````", "``` python title='a'", "  > ```", "\t~~~ `a`", "```\n", "```\r\n"]
)
def test_fence_opens_a_block(line):
    assert classify(line) == [OPENS]


@pytest.mark.parametrize("line", ["- ```", "  * ~~~ md", "> 1. ```", "12) ```", "+\t```"])
def test_fence_may_follow_a_list_marker(line):
    assert classify(line) == [OPENS]


@pytest.mark.parametrize(
    "line", ["", "``", "~~", "a ```", "-```", "- - ```", "``` a` ```", "```a```", "1234567890. ```"]
)
def test_other_lines_are_text(line):
    assert classify(line, line) == [TEXT, TEXT]


@pytest.mark.parametrize("line", ["```", "`````", "  > ```", "```  ", "```\n", "\t```\r\n"])
def test_fence_at_least_as_long_closes_a_block(line):
    assert classify("``` a", line, line) == [OPENS, CLOSES, OPENS]


@pytest.mark.parametrize("line", ["", "``", "~~~", "``` a", "a ```", "- ```", "```~~~"])
def test_other_lines_are_code(line):
    assert classify("```", line, "```") == [OPENS, CODE, CLOSES]


def test_block_is_open_until_it_is_closed():
    fences = FenceScanner()
    states = [(fences.classify(line), fences.is_open)[1] for line in ("a", "```", "b", "```", "c")]
    assert states == [False, True, True, False, False]


LINES = st.one_of(
    st.text(st.characters(exclude_characters="\n"), max_size=9),
    st.sampled_from(
        [
            "",
            "a",
            "```",
            "~~~",
            "````",
            "> ```",
            "- ```",
            "``` a",
            "`a` ```b`",
            "``",
            "`",
            ">",
            "\x0c```",
            "\u2028",
        ]
    ),
)


@given(st.lists(LINES))
@example(["- ```", "a", "```"])
def test_code_is_between_an_opening_and_a_closing_line(lines):
    kinds = classify(*lines)
    for before, kind in zip([CLOSES, *kinds], kinds, strict=False):
        inside = before in (OPENS, CODE)
        assert inside == (kind in (CODE, CLOSES))
    assert classify(*(f"{line}\n" for line in lines)) == kinds


@given(st.lists(LINES))
def test_code_spans_agree_with_the_lines(lines):
    text = "\n".join(lines)
    spans = CodeSpans(text).spans
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines) + 1)]
    blocks, opened = [], 0
    for number, kind in enumerate(classify(*lines)):
        if kind is OPENS:
            opened = starts[number]
        elif kind is CLOSES:
            blocks.append((opened, min(starts[number + 1], len(text))))
    assert [span for span in spans if span in blocks] == blocks
    for (_, end), (start, _) in itertools.pairwise(spans):
        assert end <= start
    for start, end in set(spans) - set(blocks):
        run = len(text[start:end]) - len(text[start:end].lstrip("`"))
        assert run
        assert text[start:end].endswith("`" * run)


BLOCK = st.tuples(
    st.sampled_from(["```", "~~~~", "> ```", "  ```"]),
    st.lists(st.sampled_from(["", "a", "`b`", "``", "- c"])),
)


@given(st.lists(st.one_of(BLOCK, st.sampled_from(["a", "", "- b", "1. c"]))))
def test_block_positions_are_correct(parts):
    lines, expected = [], []
    for part in parts:
        if isinstance(part, str):
            lines.append(part)
            expected.append(TEXT)
        else:
            fence, code = part
            lines += [f"{fence} py", *code, fence]
            expected += [OPENS, *[CODE] * len(code), CLOSES]
    assert classify(*lines) == expected


def test_positions_in_code_are_detected():
    text = "a `b` c\n\n```\nd\n```\ne"
    code = CodeSpans(text)
    assert code.spans == [(2, 5), (9, 19)]
    assert [code.end_at(at) for at in (1, 2, 4, 5, 8, 9, 18, 19)] == [-1, 5, 5, -1, -1, 19, 19, -1]


@pytest.mark.parametrize("text", ["a\n\n```\nb `c` d", "```a``` `c`\n\nb"])
def test_inline_code_is_found_next_to_apparent_fences(text):
    at = text.index("`c`")
    assert (at, at + 3) in CodeSpans(text).spans


def test_lines_end_at_line_feeds_only():
    assert CodeSpans("a\x0c```\nb\x0c```\nc").spans == [(2, 11)]


@pytest.mark.parametrize("unit", ["`", "```", "```\n", "~", "> ", "- ", "``` a", "` ``\n", "1", "\t>"])
def test_time_is_linear(unit):
    long = unit * (200_000 // len(unit))
    with must_end():
        for text in (long, "```" + long, "- " + long):
            classify(*text.split("\n"))
            CodeSpans(text).end_at(7)
