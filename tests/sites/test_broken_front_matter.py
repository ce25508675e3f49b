"""Invalid front matter breaks neither the page nor the build."""

import pytest


@pytest.mark.parametrize(
    ("front_matter", "code"),
    [
        ("x: " + "[" * 100_000, "FG008"),
        ("title: [", "FG002"),
        ("date: 2020-99-99", "FG002"),
    ],
)
def test_text_is_shown_and_the_fault_is_reported(site, front_matter, code):
    built = site({"docs/page.md": f"---\n{front_matter}\n---\n\n# Heading\n\nText.\n"}, strict=False)
    article = built.page("page/").select_one("article")
    assert article.select_one("h1").get_text() == "Heading"
    assert article.select_one("p").get_text() == "Text."
    assert "[" not in article.get_text()
    (warning,) = built.warnings
    assert warning.startswith("docs/page.md:")
    assert f"[{code}]" in warning


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    "front_matter",
    [
        f"x: {DEEP}",
        f"x: {DEEP}\n---\n\n---\ny: {DEEP}",
        f"x: {DEEP}\n---\n---\ny: {DEEP}",
        f"# only YAML 1.1 breaks the line here:\u2028c: {DEEP}",
        f"a: b\x85c: {DEEP}",
        "- " * 100_000,
        "{a: " * 100_000,
        "a: [" * 100_000,
        "? " * 100_000,
        "x: [" + "\n  [" * 10_000,
    ],
    ids=["flow", "twice", "twice at once", "U+2028", "U+0085", "list", "mapping", "pairs", "keys", "lines"],
)
def test_deeply_nested_front_matter_is_rejected_with_every_parser(site, front_matter):
    files = {"docs/page.md": f"---\n{front_matter}\n---\n\nText.\n", "docs/other.md": "# Other\n"}
    built = site(files, strict=False)
    line = "65:3:" if "\n  [" in front_matter else "2:"
    assert built.warnings[0].startswith(f"docs/page.md:{line}")
    assert all("[FG008]" in warning for warning in built.warnings)
    assert "Text." in built.page("page/").select_one("article").get_text()
    assert built.page("other/").select_one("h1").get_text() == "Other"


def test_unusual_line_break_does_not_prevent_reading_front_matter(site):
    built = site({"docs/page.md": "---\ntitle: 'One\u2028two'\n---\n\nText.\n"})
    assert "title:" not in built.page("page/").select_one("article").get_text()


def test_line_numbers_below_front_matter_are_correct(site):
    built = site({"docs/page.md": '---\ntitle: [\n---\n\n{% tool "nobody" %}\n'}, strict=False)
    assert built.warnings[1].startswith("docs/page.md:5:1: No tool has the id")


@pytest.mark.parametrize(
    ("page", "line", "named"),
    [
        ("---\ntitle: A page\n\n# Heading\n", 1, "never closed"),
        ("\n\n---\ntitle: A page\n---\n\n# Heading\n", 3, "must begin at the first character"),
        (" ---\ntitle: A page\n---\n\n# Heading\n", 1, "must begin at the first character"),
        ("---\ntitle: A page\n---", 1, "never closed"),
    ],
    ids=["not closed", "below empty lines", "indented", "no end of the last line"],
)
def test_front_matter_that_is_shown_as_text_is_reported(site, page, line, named):
    (warning,) = site({"docs/page.md": page.encode()}, strict=False).warnings
    assert warning.startswith(f"docs/page.md:{line}: ")
    assert named in warning
    assert "[FG002]" in warning


@pytest.mark.parametrize(
    "page", ["---\n\nNote: a rule stands above.\n", "---\n\ntitle\n", "# Heading\n\n---\n\ntitle: x\n"]
)
def test_horizontal_rule_is_not_front_matter(site, page):
    assert not site({"docs/page.md": page.encode()}).warnings
