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


def test_empty_front_matter_is_no_text(site):
    fronts = {"none": "", "blank": "\n  \n", "comment": "# no keys yet\n", "dots": ""}
    files = {f"docs/{name}.md": f"---\n{front}---\n# Title\n\nText.\n" for name, front in fronts.items()}
    files["docs/dots.md"] = "---\n...\n# Title\n\nText.\n"
    files["docs/end.md"] = "---\n---"
    files["docs/tag.md"] = '---\n---\n{% tool "nobody" %}\n'
    built = site(files, strict=False)
    for name in fronts:
        article = built.page(f"{name}/").select_one("article")
        assert [part.get_text() for part in article.select("h1, h2, hr, p")] == ["Title", "Text."]
    assert "---" not in built.page("end/").select_one("article").get_text()
    (warning,) = built.warnings
    assert warning.startswith("docs/tag.md:3:1:")


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


SHOWN_AS_TEXT = {
    "not-closed": ("---\ntitle: A page\n\n# Heading\n", 1, "never closed"),
    "below-empty-lines": ("\n\n---\ntitle: A page\n---\n", 3, "must begin at the first character"),
    "below-a-comment": ("<!-- a\nb -->\n---\ntitle: A page\n---\n", 3, "must begin at the first character"),
    "below-a-note": ("# vim: x\n---\ntitle: A page\n---\n", 2, "must begin at the first character"),
    "indented": (" ---\ntitle: A page\n---\n", 1, "must begin at the first character"),
    "four-hyphens": ("----\ntitle: A page\n----\n", 1, "“----” does not begin front matter"),
    "a-dash": ("—\ntitle: A page\n—\n", 1, "“—” does not begin front matter"),
    "a-language": ("---yaml\ntitle: A page\n---\n", 1, "“---yaml” does not begin front matter"),
    "other-end": ("---\ntitle: A page\n----\n", 3, "“----” does not close the front matter"),
    "toml": ('+++\ntitle = "A page"\n+++\n', 1, "is TOML"),
    "no-space": (
        "---\nsite: x\n---\n".replace("site: x", "title:A page"),
        2,
        "A space is missing after the colon",
    ),
    "one-without-space": (
        "---\ntitle: A page\ntype:x\n---\n",
        3,
        "A space is missing after the colon of “type”",
    ),
    "too-deep": ("---\ntitle: A page\n  type: x\n---\n", 3, "indented too far"),
}


def test_front_matter_that_is_shown_as_text_is_reported(site):
    files = {f"docs/{name}.md": page.encode() for name, (page, _, _) in SHOWN_AS_TEXT.items()}
    files["docs/rules.md"] = "---\n\nNote: a text between two lines\n\n---\n\n# Rules\n"
    warnings = site(files, strict=False).warnings
    assert len(warnings) == len(SHOWN_AS_TEXT)
    for name, (_, line, words) in SHOWN_AS_TEXT.items():
        (warning,) = [text for text in warnings if text.startswith(f"docs/{name}.md:")]
        assert warning.startswith(f"docs/{name}.md:{line}:")
        assert words in warning
        assert "[FG002]" in warning


@pytest.mark.parametrize("title", ["", '""', '" "', "null"])
def test_the_title_of_a_page_with_an_empty_title_is_its_heading(site, title):
    files = {
        "docs/page.md": f"---\ntitle: {title}\n---\n# Real heading\n",
        "docs/end.md": b"---\r\ntitle: End\r\n---",
    }
    built = site(files, strict=False)
    assert built.page("page/").title.get_text() == "Real heading - A small guide"
    # MkDocs does not recognise front matter without a line break at its end.
    assert built.page("end/").title.get_text() == "End - A small guide"
    assert "title" not in built.page("end/").select_one("article").get_text()


@pytest.mark.parametrize(
    "page", ["---\n\nNote: a rule stands above.\n", "---\n\ntitle\n", "# Heading\n\n---\n\ntitle: x\n"]
)
def test_horizontal_rule_is_not_front_matter(site, page):
    assert not site({"docs/page.md": page.encode()}).warnings
