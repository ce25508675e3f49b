"""Compiled templates are kept between builds, and nothing that is kept can spoil one."""

import pytest
from support.guide import DATA
from support.site import build_site

GUIDE = {**DATA, "docs/index.md": '# Home\n\nDig with {% tool "spade" %}.\n'}
OWN = {
    **GUIDE,
    "overrides/fieldguide/partials/tool-card.html": """
        <div class="own" id="fg-tool-{{ tool.id }}">{{ words("website") }}</div>
    """,
}
CUSTOM = {"theme": {"name": "material", "font": False, "custom_dir": "overrides"}}


@pytest.fixture
def kept(tmp_path, monkeypatch):
    folder = tmp_path / "kept"
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(folder))
    return folder / "templates"


def names(folder):
    return {file.name: file.stat().st_mtime_ns for file in folder.iterdir()}


def test_a_second_guide_compiles_nothing_anew(site, kept):
    first = site(GUIDE)
    compiled = names(kept)
    assert compiled
    second = site(GUIDE)
    assert names(kept) == compiled
    assert second.text("tools/spade/") == first.text("tools/spade/")


def test_a_template_that_has_changed_is_compiled_anew(site, kept):
    built = site(OWN, CUSTOM)
    assert built.page().select_one(".own").get_text() == "Website"
    path = built.root / "overrides/fieldguide/partials/tool-card.html"
    path.write_text('<div class="changed" id="fg-tool-{{ tool.id }}"></div>', encoding="utf-8")
    again = build_site(built.root, {}, CUSTOM)
    assert again.page().select_one(".changed")
    assert not again.page().select_one(".own")


@pytest.mark.parametrize("damage", [b"", b"\x00" * 40, b"j2"], ids=["empty", "zeros", "cut"])
def test_damaged_files_are_compiled_anew(site, kept, damage):
    whole = site(GUIDE).text("")
    for file in kept.iterdir():
        file.write_bytes(damage or file.read_bytes()[:30])
    built = site(GUIDE)
    assert built.passed, built.warnings
    assert built.text("") == whole


def test_a_folder_that_cannot_be_written_costs_nothing(site, kept):
    kept.parent.mkdir(parents=True)
    kept.write_text("a file where the folder would be", encoding="utf-8")
    assert site(GUIDE).passed


def test_no_code_is_kept_where_a_proposed_change_could_put_it(site, tmp_path, monkeypatch):
    built = site(GUIDE)
    inside = built.root / ".kept"
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(inside))
    again = build_site(built.root, {})
    assert [text for text in again.warnings if "[FG056]" in text] == again.warnings != []
    assert not inside.exists()
