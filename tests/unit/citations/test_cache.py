"""Entries are formatted on demand, and cached between builds."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from support.cached import store, stored
from support.citing import cited, formatter, made

import mkdocs_fieldguide
from mkdocs_fieldguide.citations import engine_version
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


WITHOUT_INFLUENCE = (
    *("citations/bibtex/", "content/", "files/", "findings/"),
    *("model/location", "model/references"),
)
"""Packages that read the data, which are part of the keys of the cache, and those that report or store."""


def test_every_module_that_formats_is_part_of_the_version_of_the_engine():
    """Otherwise a new release would show entries of the release before."""
    package = Path(mkdocs_fieldguide.__file__).parent
    known = engine_version.list_engine_files()
    found, waiting = set(), [package / "citations" / "formatter.py"]
    while waiting:
        file = waiting.pop()
        found.add(file)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("mkdocs_fieldguide."):
                name = str(node.module).partition(".")[2].replace(".", "/")
                names = [f"{name}.py", *(f"{name}/{alias.name}.py" for alias in node.names)]
                paths = [package / each for each in names if not each.startswith(WITHOUT_INFLUENCE)]
                waiting += [path for path in paths if path.is_file() and path not in found]
    assert len(found) > 30
    assert found <= set(known)


def test_entries_of_another_version_of_the_engine_are_not_used(tmp_path, monkeypatch):
    undated = made("a", ["Rehm"], None, title="Soon", status="forthcoming")
    first = formatter("apa", undated, cache_dir=tmp_path)
    before = first.entry("a")
    first.save()
    [file] = tmp_path.iterdir()
    kept = stored(file)
    assert "forthcoming" in str(kept)
    store(file, ast.literal_eval(repr(kept).replace("forthcoming", "n.d.")))
    assert "n.d." in formatter("apa", undated, cache_dir=tmp_path).entry("a").html
    monkeypatch.setattr(formatting, "compute_engine_version", lambda: "another")
    assert formatter("apa", undated, cache_dir=tmp_path).entry("a") == before
