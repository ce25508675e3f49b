"""The HTML of news and events."""

import pytest

NEWS = """
    - name: Older
      date: 2025-05-01
      linked_pr: 12
    - name: Newest
      date: 2026-01-31
      description: It has *two* parts and some more words behind them.
    - name: Without a day
    - name: From elsewhere
      date: 2024-02-29
      linked_pr: https://example.org/requests/7
    """
EVENTS = """
    - name: Last year's
      startDate: 2025-06-30
      endDate: 2025-07-02
      location: {name: Ghent, url: "https://example.org/ghent"}
      related_pages: {task: [digging]}
    - name: Later
      startDate: 2026-05-03
      endDate: 2026-05-05
      startTime: 9:00
      endTime: 17:30 CEST
      location: [Lisbon, online]
      url: https://example.org/later
      related_pages: digging
    - name: Soon
      startDate: 2026-04-01
    - name: Long ago
      startDate: 2024-12-30
      endDate: 2025-01-02
    """
DIGGING = "---\ntitle: Digging\n---\n"


@pytest.fixture
def fixed_date(monkeypatch):
    """The date of the build: 15 March 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773576000")


def texts(elements):
    return [" ".join(element.get_text().split()) for element in elements]


def build(site, body, **more):
    files = {"docs/_data/news.yml": NEWS, "docs/_data/events.yml": EVENTS, "docs/digging.md": DIGGING}
    return site(
        {**files, "docs/index.md": f"# Home\n\n{body}\n", **more}, {"repo_url": "https://github.com/a/b"}
    )


def test_news_are_sorted_by_date(site):
    built = build(site, "{% include news.html %}")
    assert built.passed
    news = built.page().select_one(".fg-news")
    names = ["Newest", "Older", "From elsewhere", "Without a day"]
    assert texts(news.select(".fg-dated__name")) == names
    assert texts(news.select("time")) == ["31 January 2026", "1 May 2025", "29 February 2024"]
    assert [time["datetime"] for time in news.select("time")] == ["2026-01-31", "2025-05-01", "2024-02-29"]
    assert news.select_one("h2") is None


def test_news_link_to_their_pull_request(site):
    built = build(site, "{% include news.html %}")
    assert {a.get_text(): a["href"] for a in built.page().select(".fg-news a")} == {
        "Pull request 12": "https://github.com/a/b/pull/12",
        "Pull request 7": "https://example.org/requests/7",
    }


def test_news_can_be_limited_shortened_and_framed(site):
    framed = 'title="What is new" caption="All" caption_url="digging"'
    body = f'{{% include news.html limit="1" truncate="17" {framed} %}}'
    news = build(site, body).page().select_one(".fg-news")
    assert texts(news.select(".fg-dated__text")) == ["It has two parts …"]
    assert texts(news.select("h2")) == ["What is new"]
    assert [(a.get_text(), a["href"]) for a in news.select(".fg-caption a")] == [("All", "digging/")]


def test_upcoming_events_come_first_then_past_ones(site, fixed_date):
    built = build(site, "{% include events.html %}")
    assert built.passed
    events = built.page().select_one(".fg-events")
    assert texts(events.select(".fg-dated__name")) == ["Soon", "Later", "Last year's", "Long ago"]
    assert len(events.select("ul.fg-dated")) == 1


def test_event_has_days_times_and_places(site, fixed_date):
    events = build(site, "{% include events.html %}").page().select(".fg-events li:has(.fg-dated__name)")
    whens = [texts(event.select(".fg-dated__when"))[0] for event in events]
    assert whens == [
        "1 April 2026",
        "3–5 May 2026, 9:00–17:30 CEST",
        "30 June – 2 July 2025",
        "30 December 2024 – 2 January 2025",
    ]
    assert [time["datetime"] for time in events[1].select("time")] == [
        "2026-05-03", "2026-05-05", "2026-05-03T09:00", "2026-05-05T17:30",
    ]  # fmt: skip
    assert texts(events[1].select(".fg-dated__place")) == ["Lisbon; online"]
    assert events[1].select_one(".fg-dated__name a")["href"] == "https://example.org/later"
    assert events[2].select_one(".fg-dated__place a")["href"] == "https://example.org/ghent"


def dates_in(site, language, words=()):
    theme = {"name": "material", "font": False, "language": language}
    files = {
        "docs/_data/events.yml": EVENTS,
        "docs/index.md": "# A\n\n{% include events.html %}\n",
        "docs/digging.md": DIGGING,
    }
    config = {"theme": theme, "plugins": [{"fieldguide": {"words": dict(words)}}]}
    events = site(files, config).page().select(".fg-events li:has(.fg-dated__name)")
    return [texts(event.select(".fg-dated__when"))[0].split(",")[0] for event in events]


def test_dates_are_written_in_the_language_of_the_site(site, fixed_date):
    assert dates_in(site, "de") == [
        "1. April 2026",
        "3. Mai 2026 – 5. Mai 2026",
        "30. Juni 2025 – 2. Juli 2025",
        "30. Dezember 2024 – 2. Januar 2025",
    ]
    assert dates_in(site, "ja")[0] == "2026年4月1日"


def test_custom_ui_strings_take_precedence_over_locale_dates(site, fixed_date):
    words = {"month_04": "Ostermond"}
    assert dates_in(site, "de", words=words)[:2] == ["1 Ostermond 2026", "3–5 May 2026"]


def shown(events, *, scripts):
    """What readers see without scripts."""
    out = "[data-fg-out]" if scripts else "[data-fg-beyond]"
    return texts(events.select(f"li:not({out}) .fg-dated__name"))


@pytest.mark.parametrize(
    ("arguments", "with_scripts", "without"),
    [
        ('event_type="upcoming_event"', ["Soon", "Later"], ["Soon", "Later", "Last year's", "Long ago"]),
        ('event_type="past_event" limit="1"', ["Last year's"], ["Soon"]),
        ('limit="3"', ["Soon", "Later", "Last year's"], ["Soon", "Later", "Last year's"]),
        ('related_pages="digging"', ["Later", "Last year's"], ["Later", "Last year's"]),
    ],
)
def test_events_can_be_filtered(site, fixed_date, arguments, with_scripts, without):
    events = build(site, f"{{% include events.html {arguments} %}}").page().select_one(".fg-events")
    assert (shown(events, scripts=True), shown(events, scripts=False)) == (with_scripts, without)


def test_columns_create_a_grid(site):
    events = build(site, '{% include events.html col="2" %}').page().select_one(".fg-dated")
    assert {"fg-dated--grid", "fg-tiles--2"} <= set(events["class"])


def test_events_and_pages_link_to_each_other(site, fixed_date):
    built = build(site, "{% include events.html %}")
    pills = built.page().select(".fg-events a.fg-pill")
    assert [(a.get_text(), a["href"]) for a in pills] == [("Digging", "digging/")] * 2
    section = built.page("digging/").select_one("section.fg-page-events")
    assert texts(section.select(".fg-dated__name")) == ["Later", "Last year's"]
    assert section.select(".fg-pill") == []


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{% include events.html event_type="upcomming_event" %}', "Did you mean “upcoming_event”? [FG031]"),
        ('{% include events.html related_pages="diging" %}', "Did you mean “digging”? [FG022]"),
        ('{% include news.html caption_url="diging" %}', "Did you mean “digging”? [FG022]"),
        ('{% include news.html caption_url="javascript:alert(1)" %}', "neither a page nor a URL"),
    ],
)
def test_invalid_values_are_reported_at_their_lines(site, body, message):
    built = build(site, body)
    assert not built.passed
    assert any("docs/index.md:3:1: " in warning and message in warning for warning in built.warnings)


def test_unknown_pages_of_events_are_reported(site):
    events = "- name: Lost\n  startDate: 2026-05-03\n  related_pages: [diging]\n"
    built = build(site, "", **{"docs/_data/events.yml": events})
    [warning] = built.warnings
    assert "docs/_data/events.yml:3:19: The event “Lost” refers to “diging”" in warning


HOSTILE = """
    - name: <img src=x onerror=alert(1)>
      startDate: <script>
      startTime: '"><script>'
      location: [{name: <b>, url: "javascript:alert(1)"}, [[deep]], {url: {}}]
      url: javascript:alert(1)
      description: <script>alert(1)</script>
    - [no, mapping]
    - 5
    - startDate: 2026-05-03
    - name: {a: mapping}
    """


def test_hostile_events_are_escaped(site):
    built = build(site, "{% include events.html %}", **{"docs/_data/events.yml": HOSTILE})
    events = built.page().select_one(".fg-events")
    assert events.select("script, img, b, [href^=javascript]") == []
    assert texts(events.select(".fg-dated__name")) == ["<img src=x onerror=alert(1)>"]
    assert texts(events.select(".fg-dated__place")) == ["<b>; deep"]
