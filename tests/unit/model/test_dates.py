"""Dates in each format."""

import datetime

import pytest

from mkdocs_fieldguide.model.dates import parse_date, parse_time, split_partial_date
from mkdocs_fieldguide.model.news_events import read_date

DAY = datetime.date(2026, 5, 31)


@pytest.mark.parametrize("text", ["2026-05-31", " 2026-05-31\n", "2026-05-31T10:00Z", "2026-05-31 10:00"])
def test_iso_date_may_have_a_time_after_it(text):
    assert parse_date(text) == parse_date(text, padded=True) == read_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "", "2026", "2026-05", "2026-02-30", "2026-00-01", "2026-05-00", "2026-13-01", "0000-01-01",
        "-2026-05-31", "-202-05-31", "20260-05-31", "202-05-31", "2026-05-311", "2026-05-31x", "2026-05-31-",
        "x2026-05-31", "2026-05-31 10:00\n11:00", "next May",
    ],
)  # fmt: skip
def test_other_texts_are_not_dates(text):
    assert parse_date(text) is parse_date(text, padded=True) is read_date(text) is None


def test_partial_iso_dates():
    assert parse_date("2026-5-1") == datetime.date(2026, 5, 1)
    assert parse_date("2026-5-01", padded=True) is None
    assert parse_date("2026-05-1", padded=True) is None
    assert parse_date("2026/05/31") is parse_date("2026-05/31") is parse_date("2026/05-31") is None
    assert read_date("2026/05/31") == read_date("2026-05/31") == DAY
    assert parse_date("2026-05-31 10:00", with_time=False) is None
    assert parse_date("2026-05-31", with_time=False) == DAY
    assert parse_date("1899-05-31") == datetime.date(1899, 5, 31)
    assert read_date("1899-05-31") is read_date("2200-01-01") is read_date(None) is None
    assert read_date("1900-01-01") == datetime.date(1900, 1, 1)
    assert read_date("2199-12-31") == datetime.date(2199, 12, 31)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("14:30", datetime.time(14, 30)),
        ("9.05 CET", datetime.time(9, 5)),
        ("14:30:59", datetime.time(14, 30)),
        ("2:30 pm CET", datetime.time(14, 30)),
        ("12:00 AM", datetime.time(0, 0)),
        ("12:00 pm", datetime.time(12, 0)),
        ("24:00", None),
        ("10:60", None),
        ("10", None),
        ("", None),
    ],
)
def test_times(text, time):
    assert parse_time(text) == time


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2021", (2021, 0, 0, "")),
        ("-44-03", (-44, 3, 0, "")),
        ("2021-21", (2021, 21, 0, "")),
        ("2021-05-99~", (2021, 5, 99, "~")),
        ("2021-05T10:00", (2021, 5, 0, "T10:00")),
        ("20215", (2021, 0, 0, "5")),
        ("2021-", (2021, 0, 0, "-")),
        ("2021/22", None),
        ("in press", None),
        ("", None),
    ],
)
def test_partial_dates(text, parts):
    assert split_partial_date(text) == parts
