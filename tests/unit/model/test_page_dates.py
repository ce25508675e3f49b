"""Dates of pages: only explicit ones."""

import datetime

import pytest

from mkdocs_fieldguide.model.page_dates import PageDates, read_page_dates


@pytest.mark.parametrize(
    ("meta", "dates"),
    [
        ({}, PageDates()),
        ({"last_update": datetime.date(2026, 5, 31)}, PageDates("2026-05-31")),
        ({"date": "2024-02-29"}, PageDates("", "2024-02-29")),
        ({"date": datetime.datetime(2024, 2, 3, 4, 5)}, PageDates("", "2024-02-03")),
        ({"date": {"created": datetime.date(2024, 2, 3)}}, PageDates("", "2024-02-03")),
        ({"date": "2024-02-30"}, PageDates()),
        ({"date": "last week", "last_update": 2024}, PageDates()),
        ({"revision_date": "2024-01-02 03:04:05"}, PageDates("2024-01-02")),
        (
            {
                "git_revision_date_localized": "<span>2 January</span>",
                "git_revision_date_localized_raw_iso_date": "2024-01-02",
                "git_revision_date_localized_hash": "abc",
                "git_creation_date_localized_raw_iso_date": "2023-01-02",
                "git_creation_date_localized_hash": "abb",
            },
            PageDates("2024-01-02", "2023-01-02"),
        ),
        # A page that is not in Git has no commit, and the plugin then uses the date of the build.
        (
            {
                "git_revision_date_localized_raw_iso_date": "2024-01-02",
                "git_revision_date_localized_hash": "",
            },
            PageDates(),
        ),
        ({"git_revision_date_localized": "2024-01-02"}, PageDates()),
        (
            {"last_update": "2025-01-01", "git_revision_date_localized_raw_iso_date": "2026-01-01"},
            PageDates("2025-01-01"),
        ),
    ],
)
def test_dates(meta, dates):
    assert read_page_dates(meta) == dates


def test_last_change_is_the_default_publication_date():
    assert read_page_dates({"date": "2024-01-02"}).last == "2024-01-02"
    assert read_page_dates({"date": "2024-01-02", "last_update": "2024-03-04"}).last == "2024-03-04"
