"""An unexpected error becomes a finding, and affects only the part in which it occurred."""

from __future__ import annotations

import functools
import logging

import pytest
from support.checking import check_files
from support.healthy_guide import CONFIGURED as WITHOUT_TEMPLATES
from support.healthy_guide import assert_sound, whole
from support.site import build_site

import mkdocs_fieldguide.builder.exports
import mkdocs_fieldguide.builder.page_reader
import mkdocs_fieldguide.builder.planning
import mkdocs_fieldguide.citations.bib_entries
import mkdocs_fieldguide.citations.csl_json
import mkdocs_fieldguide.citations.formatter
import mkdocs_fieldguide.content.news_events
import mkdocs_fieldguide.content.people
import mkdocs_fieldguide.content.tools
import mkdocs_fieldguide.markup.expander
import mkdocs_fieldguide.markup.markdown_extension
import mkdocs_fieldguide.rendering.directives.image
from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.finding import Findings
from mkdocs_fieldguide.findings.guard import error_boundary
from mkdocs_fieldguide.model.location import Location

CONFIGURED = {**WITHOUT_TEMPLATES, "theme": {**WITHOUT_TEMPLATES["theme"], "custom_dir": "overrides"}}
FAULT = "fault-of-ours"
"""Values that contain this word make the functions below fail."""

OURS = mkdocs_fieldguide
FUNCTIONS = {
    "a tool": (OURS.content.tools, "_read_tool"),
    "a person": (OURS.content.people, "_read_person"),
    "an organisation": (OURS.content.people, "_read_organisation"),
    "news": (OURS.content.news_events, "validate_entry"),
    "BibTeX": (OURS.citations.bib_entries, "_reference"),
    "CSL-JSON": (OURS.citations.csl_json, "_reference"),
    "front matter": (OURS.builder.page_reader, "read_page"),
    "Markdown": (OURS.markup.markdown_extension, "insert_placeholders"),
    "a directive": (OURS.rendering.directives.image, "suggest_name"),
    "an export": (OURS.builder.exports, "build_people_json"),
    "a check": (OURS.builder.planning, "check_entries"),
}
WHEREVER = {"an export", "a check"}
FILES = {
    "_data/tool_and_resource_list.yml": f"- id: {FAULT}\n  name: Tool\n",
    "_data/CONTRIBUTORS.yml": f"{FAULT}:\n  git: x\n",
    "_data/supported_by.yml": f"- name: {FAULT}\n",
    "_data/news.yml": f"- name: {FAULT}\n",
    "references.bib": f"@misc{{{FAULT}, title = {{T}}}}\n@misc{{unwritten, title = {{T}}}}\n",
}
PAGES = {
    f"docs/{FAULT}.md": "---\ntitle: Page\n---\nText.\n",
    "docs/markdown.md": f"---\ntitle: Page\n---\nThe {FAULT} *here* & there.\n",
    "docs/mark.md": f'# Page\n\nBefore.\n\n{{% include image.html file="{FAULT}.svg" %}}\n\nAfter.\n',
    "docs/citing.md": "# Page\n\n{% cite unwritten %}\n",
    "docs/template.md": "---\ntitle: Page\ntemplate: blog-post.html\n---\nText.\n",
    "docs/failing.md": "---\ntitle: Failing page\ntemplate: failing.html\n---\nText.\n",
    "overrides/failing.html": "{{ page.nothing.at_all }}\n",
}
PLACES = {
    "_data/tool_and_resource_list.yml:5:3",
    "_data/CONTRIBUTORS.yml:4:1",
    "_data/supported_by.yml:4:3",
    "_data/news.yml:3:3",
    "references.bib:2",
    "references.json",
    f"docs/{FAULT}.md:1",
    "docs/markdown.md:1",
    "docs/mark.md:5:1",
}


class OurFaultError(Exception):
    """A bug, with an error message that contains content."""


@pytest.fixture
def faulty(monkeypatch):
    for name, (module, function) in FUNCTIONS.items():
        real = getattr(module, function)

        @functools.wraps(real)
        def fails(*args, real=real, wherever=name in WHEREVER, **kwargs):
            if wherever or any(FAULT in repr(arg) for arg in args[:2]):
                raise OurFaultError(f"{FAULT} \x1b[31m")
            return real(*args, **kwargs)

        monkeypatch.setattr(module, function, fails)


@pytest.fixture
def files():
    found = whole()
    for path, text in FILES.items():
        found[path] += text
    found["references.json"] = found["references.json"].replace("[", f'[{{"id": "{FAULT}"}}, ', 1)
    return {**found, **PAGES}


def test_rest_of_the_guide_is_built(tmp_path, files, faulty, caplog):
    built = build_site(tmp_path, files, CONFIGURED, strict=False)
    assert built.passed, built.aborted
    assert_sound(built)
    found = [text for text in built.warnings if "FG016" in text]
    assert {text.split(": ")[0] for text in found} >= PLACES
    assert not [text for text in found if "\x1b" in text or "Traceback" in text]
    assert any(text.startswith("docs/failing.md:1: ") for text in found)
    assert "Failing page" in built.page("failing/").get_text()
    assert any(text.startswith("docs/template.md:3:11: ") for text in built.warnings if "FG050" in text)
    assert "Text." in built.page("template/").get_text()
    # Content that cannot be converted is shown as written; the rest of the page is unchanged.
    assert f"The {FAULT} *here* & there." in built.page("markdown/").select_one("pre").get_text()
    mark = built.page("mark/").get_text()
    assert "Before." in mark
    assert "After." in mark
    assert f"{FAULT}.svg" in mark
    assert "fieldguide/tools.json" in built.files()
    assert "fieldguide/people.json" not in built.files()


def test_strict_build_fails(tmp_path, files, faulty):
    assert not build_site(tmp_path, files, CONFIGURED).passed


def test_check_continues_and_shows_tracebacks_on_request(tmp_path, files, faulty):
    result = check_files(tmp_path, files, "--no-cache", config=CONFIGURED)
    assert result.status == 1
    assert PLACES - {"docs/mark.md:5:1"} <= {
        ":".join(str(found[key]) for key in ("file", "line", "column") if found[key])
        for found in result.findings
        if found["code"] == "FG016"
    }
    assert "Traceback" not in result.output + result.errors
    shown = check_files(tmp_path, {}, "--no-cache", "--verbose", config=CONFIGURED)
    assert shown.findings == result.findings
    assert "Traceback (most recent call last)" in shown.errors
    assert "OurFaultError" in shown.errors
    assert "\x1b" not in shown.errors


@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, MemoryError])
def test_exceptions_not_caused_by_content_propagate(error):
    findings = Findings()
    with pytest.raises(error), error_boundary(findings, Location("a.md"), "a page"):
        raise error
    assert not len(findings)


def test_recursion_and_hostile_messages_become_findings(caplog):
    caplog.set_level(logging.DEBUG, "mkdocs.plugins.fieldguide")

    def deeper(number):
        return deeper(number + 1)

    class SilentError(Exception):
        def __str__(self):
            raise ValueError

    findings = Findings()
    for line, raised in enumerate((None, SilentError(), ValueError("\x1b\ud800\u202e" * 999 + "\n")), 1):
        with error_boundary(findings, Location("a.md", line), "the page “x”"):
            if raised:
                raise raised
            deeper(0)
    assert [found.code for found in findings] == [Code.UNEXPECTED_ERROR] * 3
    assert all(str(found).encode() and str(found).isprintable() for found in findings)
    assert all(len(str(found)) < 1_000 for found in findings)
    assert "SilentError" in str(list(findings)[1])
    assert all(len(record.getMessage()) < 40_000 for record in caplog.records)
