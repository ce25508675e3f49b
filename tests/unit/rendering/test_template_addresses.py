"""Every URL in the plugin's templates is checked where it is inserted."""

import re

import pytest
from support.commands import ROOT

PARTIALS = sorted((ROOT / "theme_overrides" / "fieldguide").rglob("*.html"))
_ATTRIBUTE = re.compile(r"""([\w:-]+)\s*=\s*"((?:[^"{]|\{\{.*?\}\}|\{%.*?%\}|\{)*)\"""")
_ADDRESSES = {
    "action",
    "background",
    "cite",
    "data",
    "formaction",
    "href",
    "ping",
    "poster",
    "src",
    "srcset",
    "xlink:href",
}
_CHECKED = re.compile(r"\{\{[^{}]*\| safe_url \}\}(#\{\{[^{}]*\}\})?")
_FIXED_BEGINNING = re.compile(r"(#|https://[a-z.]+/|mailto:)\{\{ [\w.]+( \| urlencode)? \}\}")


@pytest.mark.parametrize("path", PARTIALS, ids=lambda path: path.name)
def test_addresses_pass_safe_url(path):
    for name, value in _ATTRIBUTE.findall(path.read_text(encoding="utf-8")):
        if "{{" not in value:
            continue
        assert name not in ("style", "srcdoc"), value
        assert not name.startswith("on"), (name, value)
        if name in _ADDRESSES:
            assert _CHECKED.fullmatch(value) or _FIXED_BEGINNING.fullmatch(value), (name, value)
        if value.startswith("0; url="):
            assert "| safe_url }}" in value


def test_templates_contain_urls():
    found = [match for path in PARTIALS for match in _ATTRIBUTE.findall(path.read_text(encoding="utf-8"))]
    assert sum(name in ("href", "src") and "{{" in value for name, value in found) > 70
