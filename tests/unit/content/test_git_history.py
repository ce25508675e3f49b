"""Dates of names in pages, from the Git log."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mkdocs_fieldguide.content.git_history import COMMIT_MARKER, Span, find_contribution_spans

NAMES = {"Ada Example": "Ada Example", "ada": "Ada Example", "Ben Example": "Ben Example"}


def log(*commits):
    """Return a log: date and changes (old path, new path, line, old lines, new lines) of each commit."""
    for day, *changes in commits:
        yield f"{COMMIT_MARKER}{day}"
        for before, path, line, old, new in changes:
            yield f"diff --git a/{before or path} b/{path or before}"
            if before and path and before != path:
                yield f"rename from {before}"
                yield f"rename to {path}"
            if old or new:
                yield f"--- a/{before}" if before else "--- /dev/null"
                yield f"+++ b/{path}" if path else "+++ /dev/null"
                yield f"@@ -{line},{len(old)} +{line},{len(new)} @@ contributors: [Ada Example]"
                yield from (f"-{text}" for text in old)
                yield from (f"+{text}" for text in new)


def first_and_last(*commits):
    return {
        name: (span.first, span.last) for name, span in find_contribution_spans(log(*commits), NAMES).items()
    }


@pytest.mark.parametrize(
    "lines",
    [
        ["contributors: [Ada Example, Somebody Else]"],
        ["contributors:", "  - Ada Example"],
        ["contributors:", '- "Ada Example"  # the first'],
        ["  data curation: ['Somebody Else', 'Ada Example']"],
        ["contributors: [Somebody Else,", "  Ada Example,", "  Cy]"],
        ["authorship: ada"],
        ["editors:", "  - ada"],
    ],
)
def test_every_syntax_of_a_list(lines):
    assert first_and_last(("2020-01-01", ("", "a.md", 2, [], lines))) == {"Ada Example": ("2020-01-01",) * 2}


@pytest.mark.parametrize(
    "line",
    ["Text of Ada Example here.", "contributors: [Ada Examples]", "Ada Example: x", "# Ada Example and more"],
)
def test_other_text_is_not_a_contribution(line):
    assert first_and_last(("2020-01-01", ("", "a.md", 2, [], [line]))) == {}


def test_lines_far_below_are_not_front_matter():
    assert first_and_last(("2020-01-01", ("", "a.md", 301, [], ["- Ada Example"]))) == {}


def test_first_and_the_last_page():
    assert first_and_last(
        ("2020-01-01", ("", "a.md", 2, [], ["contributors: [Ada Example]"])),
        ("2021-01-01", ("", "b.md", 2, [], ["editors: [ada, Ben Example]"])),
        ("2022-01-01", ("a.md", "a.md", 9, ["x"], ["y"])),
    ) == {"Ada Example": ("2020-01-01", "2021-01-01"), "Ben Example": ("2021-01-01",) * 2}


def test_moving_and_rewriting_are_not_contributions():
    assert first_and_last(
        ("2020-01-01", ("", "a.md", 2, [], ["contributors: [Ada Example]"])),
        ("2021-01-01", ("a.md", "b.md", 2, [], [])),
        (
            "2022-01-01",
            ("b.md", "b.md", 2, ["contributors: [Ada Example]"], ["contributors:", "- ada", "- Cy"]),
        ),
        ("2023-01-01", ("b.md", "c.md", 2, ["- ada"], ["- Ada Example", "- Ben Example"])),
        ("2024-01-01", ("c.md", "c.md", 5, [], ["editors: [Ada Example]"])),
    ) == {"Ada Example": ("2020-01-01",) * 2, "Ben Example": ("2023-01-01",) * 2}


def test_returning_is_a_contribution():
    assert first_and_last(
        ("2020-01-01", ("", "a.md", 2, [], ["- Ada Example"])),
        ("2021-01-01", ("a.md", "a.md", 2, ["- Ada Example"], [])),
        ("2022-01-01", ("a.md", "a.md", 2, [], ["- Ada Example"])),
        ("2023-01-01", ("a.md", "", 2, ["- Ada Example"], [])),
        ("2024-01-01", ("", "a.md", 2, [], ["- Ada Example"])),
    ) == {"Ada Example": ("2020-01-01", "2024-01-01")}


def test_text_that_looks_like_a_header_is_text():
    lines = [
        "+ b/other.md",
        f"{COMMIT_MARKER}1999-01-01",
        "diff --git a/x b/x",
        "@@ -1 +1 @@",
        "- Ada Example",
    ]
    assert find_contribution_spans(log(("2020-01-01", ("", "a.md", 2, [], lines))), NAMES) == {
        "Ada Example": Span("2020-01-01", "2020-01-01")
    }


LINES = """
@@ -1 +1,2 @@
@@ -0,0 +99999999999999999999 @@
+++ b/a.md
--- a/a.md
+- ada
diff --git a/x b/x
rename from a
rename to b
-x
\\ No newline
+++ /dev/null
"""
LINE = st.sampled_from([f"{COMMIT_MARKER}2020-01-01", *LINES.split("\n")])


@given(st.lists(LINE | st.text(max_size=8), max_size=30))
def test_any_log_results_in_spans_of_known_names(lines):
    spans = find_contribution_spans(lines, NAMES)
    assert set(spans) <= set(NAMES.values())
    assert all(span.first <= span.last for span in spans.values())


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["a.md", "b.md"]),
            st.lists(st.sampled_from(["Ada Example", "ada", "Ben Example", "Somebody"]), max_size=3),
        ),
        max_size=12,
    )
)
def test_spans_are_those_of_the_lists_before_and_after_each_commit(edits):
    pages, days, commits = {}, {}, []
    for number, (path, names) in enumerate(edits):
        day = f"2020-01-{number + 1:02}"
        old = [f"contributors: [{', '.join(pages[path])}]"] if path in pages else []
        commits.append((day, (path if old else "", path, 2, old, [f"contributors: [{', '.join(names)}]"])))
        before = {NAMES[name] for name in pages.get(path, []) if name in NAMES}
        for name in {NAMES[name] for name in names if name in NAMES} - before:
            days.setdefault(name, []).append(day)
        pages[path] = names
    assert first_and_last(*commits) == {name: (min(found), max(found)) for name, found in days.items()}
