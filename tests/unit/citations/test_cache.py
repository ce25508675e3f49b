"""Entries are formatted on demand, and cached between builds."""

from __future__ import annotations

import pytest
from support.cached import store, stored
from support.citing import cited, formatter, made

from mkdocs_fieldguide.citations import formatter as formatting


def test_entries_are_formatted_on_demand(monkeypatch):
    written = []
    real = formatting.render_entry
    monkeypatch.setattr(
        formatting, "render_entry", lambda item, *rest: written.append(item.key) or real(item, *rest)
    )
    apa = formatter("apa", *(made(key, ["Rehm"], 2020) for key in "abc"))
    cited(apa, "a")
    assert written == []
    apa.entry("b")
    apa.entry("b")
    assert written == ["b"]


@pytest.fixture
def call_counts(monkeypatch):
    """Count how often the engine formats."""
    calls = {"entries": 0, "bibliographies": 0}
    entry, disambiguate = formatting.render_entry, formatting.disambiguate

    def count_entry(*arguments):
        calls["entries"] += 1
        return entry(*arguments)

    def count_disambiguation(*arguments):
        calls["bibliographies"] += 1
        return disambiguate(*arguments)

    monkeypatch.setattr(formatting, "render_entry", count_entry)
    monkeypatch.setattr(formatting, "disambiguate", count_disambiguation)
    return calls


def test_next_build_uses_the_cache(tmp_path, call_counts):
    references = [
        made("a", [{"family": "Rehm", "given": "Heidi", "suffix": "Jr."}], 2020),
        made("b", [{"family": "Rehm", "given": "Hans"}], 2020),
        made("c", [{"family": "Rehm", "given": "Hans"}], 2020),
    ]
    first = formatter("apa", *references, cache_dir=tmp_path)
    before = [first.entry(key) for key in "abc"]
    in_text = cited(first, "a", "b", "c")
    first.save()
    assert call_counts == {"entries": 3, "bibliographies": 1}
    second = formatter("apa", *references, cache_dir=tmp_path)
    assert [second.entry(key) for key in "abc"] == before
    assert cited(second, "a", "b", "c") == in_text
    assert call_counts == {"entries": 3, "bibliographies": 1}
    assert [path.name.startswith("citations-") for path in tmp_path.iterdir()] == [True]


def test_changed_entry_style_or_language_is_reformatted(tmp_path, call_counts):
    for options in ({}, {"title": "Other"}):
        one = formatter("ieee", made("a", ["Rehm"], 2020, **options), cache_dir=tmp_path)
        one.entry("a")
        one.save()
    for style, locale in (("nature", "en-US"), ("ieee", "de-DE")):
        one = formatter(style, made("a", ["Rehm"], 2020), cache_dir=tmp_path, locale=locale)
        one.entry("a")
        one.save()
    assert call_counts["entries"] == 4
    assert len(list(tmp_path.iterdir())) == 3


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b"\xff\xfe", b'{"version": "1", "values": 3}', b"[" * 100_000]
)
def test_damaged_cache_is_not_used(tmp_path, call_counts, damage):
    for _ in range(2):
        one = formatter("apa", made("a", ["Rehm"], 2020), cache_dir=tmp_path)
        assert "Rehm" in one.entry("a").text
        one.save()
        (file,) = tmp_path.iterdir()
        file.write_bytes(damage)
    assert call_counts["entries"] == 2


def test_cache_with_values_of_another_shape_is_not_used(tmp_path):
    one = formatter("apa", made("a", ["Rehm"], 2020), cache_dir=tmp_path)
    one.entry("a")
    one.save()
    (file,) = tmp_path.iterdir()
    store(file, {key: {"x": [1, 2]} for key in stored(file)})
    assert "Rehm" in formatter("apa", made("a", ["Rehm"], 2020), cache_dir=tmp_path).entry("a").text


def test_unwritable_folder_is_ignored(tmp_path):
    (tmp_path / "file").write_text("")
    one = formatter("apa", made("a", ["Rehm"], 2020), cache_dir=tmp_path / "file")
    assert "Rehm" in one.entry("a").text
    one.save()
