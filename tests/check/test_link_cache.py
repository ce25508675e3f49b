"""Results of `fieldguide check --links` are cached."""

import pytest
from support.answering import answering, redirect_to, respond
from support.cached import store, stored
from support.checking import check_files
from support.link_check import check, summaries

from mkdocs_fieldguide.files.cache_dir import get_cache_folder


@pytest.fixture
def service():
    with answering() as running:
        yield running


def test_successful_results_are_cached_for_some_days(tmp_path, service):
    service.answers.update({"/good": respond(""), "/old": redirect_to("/good", 301)})
    first = check(tmp_path, service, "good", "old", "gone")
    service.methods.clear()
    assert check(tmp_path, service, "good", "old", "gone").findings == first.findings
    assert service.methods == [("HEAD", "/gone"), ("GET", "/gone")]
    for arguments in (("--no-cache",), ("--link-days", "0")):
        service.methods.clear()
        check(tmp_path, service, "good", arguments=arguments)
        assert service.methods == [("HEAD", "/good")]


def test_finding_says_when_the_link_last_worked(tmp_path, service):
    service.answers["/x"] = respond("")
    check(tmp_path, service, "x")
    cache = get_cache_folder(tmp_path) / "links.json"
    ((key, value),) = stored(cache).items()
    store(cache, {key: {**value, "day": "2020-02-03"}})
    del service.answers["/x"]
    assert summaries(check(tmp_path, service, "x"))[0][2] == "It last worked on 2020-02-03."


def test_cached_results_in_a_proposed_change_are_ignored(tmp_path, service, monkeypatch):
    root, outside, inside = tmp_path / "guide", tmp_path / "cache", tmp_path / "guide" / "cache"
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(outside))
    service.answers["/x"] = respond("")
    check(root, service, "x")
    del service.answers["/x"]
    # The same cache is used outside the repository; otherwise this test would test nothing.
    assert summaries(check(root, service, "x")) == []
    outside.rename(inside)
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(inside))
    assert "FG080" in [code for code, _, _ in summaries(check(root, service, "x"))]
    assert "FG056" in check_files(root, {}).codes


@pytest.mark.parametrize("value", [1, [], {}, {"day": 5, "state": "works", "moved_to": ""}, {"state": "odd"}])
def test_damaged_cache_is_ignored(tmp_path, service, value):
    service.answers["/x"] = respond("")
    check(tmp_path, service, "x")
    cache = get_cache_folder(tmp_path) / "links.json"
    store(cache, dict.fromkeys(stored(cache), value))
    assert summaries(check(tmp_path, service, "x")) == []
