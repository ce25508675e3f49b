"""Lists of news and events."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from markupsafe import Markup

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import suggest_name
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.model.news_events import Event, News
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.repository_urls import pull_request_folder
from mkdocs_fieldguide.model.urls import safe_url
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.inline_markdown import InlineMarkdown
from mkdocs_fieldguide.rendering.listings.dates import make_day_element, make_day_elements, make_time_elements
from mkdocs_fieldguide.rendering.page.link_targets import link_in_data, resolve_link_target
from mkdocs_fieldguide.rendering.urls import Links

_WHEN = {"upcoming_event": "upcoming", "upcoming": "upcoming", "past_event": "past", "past": "past"}
_LONG_AGO = datetime.date.min
_NO_FRAME: Mapping[str, Any] = MappingProxyType(
    {"title": "", "caption": "", "caption_url": "", "truncate": 0}
)


class NewsEventsRenderer:
    """Renders news and events with links relative to one depth of the site."""

    def __init__(self, context: RenderContext, links: Links) -> None:
        self._context = context
        self._links = links
        self._text = InlineMarkdown(lambda target: link_in_data(context, links, target))

    def news(self, mark: Placeholder) -> Markup:
        """Render the list of a `news` directive."""
        newest = sorted(self._context.registry.news, key=lambda news: news.day or _LONG_AGO, reverse=True)
        limit = mark.call.values.get("limit", 0) if mark.call else 0
        shown = newest[: limit or None]
        if not shown:
            return self._report_nothing(mark, "news")
        words = self._context.words
        items = [
            {
                "news": news,
                "day": make_day_element(words, news.day, news.date),
                "text": self._text(news.description),
                "request": self._pull_request(news),
            }
            for news in shown
        ]
        return self._context.templates.partial("news", items=items, **self._frame(mark, "news"))

    def events(self, mark: Placeholder) -> Markup:
        """Render the list of an `events` directive."""
        call = mark.call
        if call is None:
            return Markup("")
        written = call.text("event_type")
        when = _WHEN.get(written.casefold(), "")
        if written and not when:
            message = f"“{written[:60]}” is not an event_type; all events are shown."
            hint = suggest_name(written, _WHEN) or "Allowed: upcoming_event, past_event."
            self._context.findings.add(Code.BAD_ARGUMENT, mark.location, message, hint)
        events: Iterable[Event] = self._context.registry.events
        if names := call.names("related_pages"):
            wanted = {page.path for page in self._pages(names, mark)}
            events = [event for event in events if wanted & {page.path for page in self._about(event)}]
        found = list(events)
        if not found:
            return self._report_nothing(mark, "events")
        return self._list(
            found,
            when=when,
            limit=call.values.get("limit", 0),
            columns=call.values.get("col", 0),
            frame=self._frame(mark, f"events_{when}" if when else "events"),
        )

    def of_page(self, info: PageInfo) -> Markup:
        """Render the events that are about a page; empty if there are none."""
        found = [
            event
            for event in self._context.registry.events
            if any(page.path == info.path for page in self._about(event))
        ]
        return self._list(found, here=info.path) if found else Markup("")

    def _list(
        self,
        events: list[Event],
        *,
        when: str = "",
        limit: int = 0,
        columns: int = 0,
        here: str = "",
        frame: Mapping[str, Any] = _NO_FRAME,
    ) -> Markup:
        """Render events as of the day of the build; a script updates the list to the reader's day.

        Args:
            events: the events.
            when: `upcoming` or `past`; empty for both.
            limit: maximum number of events; 0 for all.
            columns: the number of columns; 0 for the default.
            here: source path of the page, which the events do not link to.
            frame: the template's variables for title and caption.
        """
        today = self._context.options.build_date
        # An event without a date has no end, so it is always upcoming.
        ahead = [event for event in events if event.ends is None or event.ends >= today]
        over = [event for event in events if event.ends is not None and event.ends < today]
        ahead.sort(key=lambda event: (event.begins or datetime.date.max, event.first_time or ""))
        over.sort(key=lambda event: (event.ends or _LONG_AGO, event.begins or _LONG_AGO), reverse=True)
        chosen = {"upcoming": ahead, "past": over}.get(when, [*ahead, *over])
        in_time = {id(event) for event in (chosen[:limit] if limit else chosen)}
        first = {id(event) for event in ([*ahead, *over][:limit] if limit else events)}
        items = [
            {
                "event": event,
                "text": self._text(event.description),
                "days": make_day_elements(self._context.words, event),
                "times": make_time_elements(event),
                "begins": event.begins.isoformat() if event.begins else "",
                "ends": event.ends.isoformat() if event.ends else "",
                "out": id(event) not in in_time,
                "beyond": id(event) not in first,
                "pages": [
                    {"title": page.title or page.base_name, "url": self._links.page(page.path)}
                    for page in self._about(event)
                    if page.path != here
                ],
            }
            for event in (*ahead, *over)
        ]
        return self._context.templates.partial(
            "events",
            ahead=items[: len(ahead)],
            over=items[len(ahead) :],
            shown=any(not item["out"] for item in items),
            when=when,
            limit=limit,
            columns=columns,
            **frame,
        )

    def _frame(self, mark: Placeholder, kind: str) -> Mapping[str, Any]:
        """Return the template's variables for title and caption of a list.

        Args:
            mark: the placeholder of the directive.
            kind: `news`, `events`, `events_upcoming` or `events_past`, for the default texts.
        """
        call = mark.call
        if call is None:
            return _NO_FRAME
        page = kind.partition("_")[0]
        defaults = {"title": f"{kind}_title", "caption": f"{page}_caption"}
        texts = {name: self._frame_text(call.values.get(name), word) for name, word in defaults.items()}
        target = self._context.text.placeholders.plain(call.text("caption_url"))
        if (
            not target
            and call.values.get("caption") is True
            and self._context.registry.resolve_page(page, "").page
        ):
            target = page
        url = resolve_link_target(self._context, self._links, target, mark)
        return {**texts, "caption_url": url, "truncate": call.values.get("truncate", 0)}

    def _frame_text(self, value: object, word: str) -> str:
        if value is True:
            return self._context.words(word)
        return self._context.text.placeholders.plain(value.strip()) if isinstance(value, str) else ""

    def _about(self, event: Event) -> list[PageInfo]:
        """Return the pages that an event is about; unknown names are reported by the checks of the data."""
        found: dict[str, PageInfo] = {}
        for name in event.related_page_ids:
            page = self._context.registry.resolve_page(name, "").page
            if page is not None:
                found.setdefault(page.path, page)
        return list(found.values())

    def _pages(self, names: Iterable[str], mark: Placeholder) -> Iterable[PageInfo]:
        for name in names:
            page = self._context.registry.resolve_page(name, mark.page).page
            if page is not None:
                yield page
                continue
            known = (page.id for page in self._context.registry.pages.values())
            message = f"No page has the id “{name[:120]}”."
            self._context.findings.add(Code.UNKNOWN_PAGE, mark.location, message, suggest_name(name, known))

    def _pull_request(self, news: News) -> dict[str, str] | None:
        """Return the text and URL of the pull request that a news item belongs to."""
        written = (news.linked_pr or "").strip()
        if not written:
            return None
        number = written.lstrip("#")
        if not number.isdigit():
            last = written.rstrip("/").rsplit("/", 1)[-1]
            return {
                "text": self._context.words("pull_request", number=last).strip(),
                "url": written,
            }
        root = (safe_url(self._context.chrome.repository_url) or "").rstrip("/")
        path = pull_request_folder(root)
        text = self._context.words("pull_request", number=number)
        return {"text": text, "url": f"{root}/{path}/{number}" if root else ""}

    def _report_nothing(self, mark: Placeholder, what: str) -> Markup:
        self._context.findings.add(Code.NOTHING_TO_SHOW, mark.location, f"There are no {what} to show.")
        return Markup("")
