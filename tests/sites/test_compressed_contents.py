"""The contents of many pages are compressed until they are written, unless something else reads them."""

import pytest
from mkdocs.config.defaults import MkDocsConfig
from support.guide import GUIDE
from support.site import build_again

from mkdocs_fieldguide.builder.performance import compressed_contents
from mkdocs_fieldguide.builder.performance.compressed_contents import CompressedContents, may_compress


def test_compression_does_not_change_the_site(site, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    built = site(GUIDE, strict=False)
    expected = {path: built.path(path).read_bytes() for path in built.files()}
    compressed = []
    put = CompressedContents.put

    def recorded(contents, page):
        put(contents, page)
        compressed.append(page.content == "")

    monkeypatch.setattr(compressed_contents, "MIN_PAGES", 1)
    monkeypatch.setattr(CompressedContents, "put", recorded)
    built = build_again(built.root, strict=False)
    assert {path: built.path(path).read_bytes() for path in built.files()} == expected
    assert compressed
    assert all(compressed)


@pytest.mark.parametrize(
    ("event", "template", "is_compressed"),
    [
        ("page_content", "{{ config.site_name }}", True),
        ("env", "", False),
        ("post_build", "", False),
        ("page_markdown", "{% for file in pages %}{{ file.page.content }}{% endfor %}", False),
    ],
)
def test_contents_that_others_read_are_not_compressed(tmp_path, monkeypatch, event, template, is_compressed):
    (tmp_path / "main.html").write_text(template, encoding="utf-8")
    config = MkDocsConfig()
    config.load_dict({"site_name": "Guide", "theme": {"name": "material", "custom_dir": str(tmp_path)}})
    config.validate()
    config.plugins.events[event].append(lambda *_, **__: None)
    monkeypatch.setattr(compressed_contents, "MIN_PAGES", 0)
    assert may_compress(config, []) is is_compressed
