"""How much each command takes from the web, how long it waits, and how far it follows."""

from contextlib import nullcontext

import pytest

from mkdocs_fieldguide.linkcheck import request as link_asking
from mkdocs_fieldguide.linkcheck.request import RequestOptions, request_url
from mkdocs_fieldguide.linkcheck.results import LinkState
from mkdocs_fieldguide.linkcheck.scheduler import DEFAULT_TIMEOUTS, Timeouts
from mkdocs_fieldguide.net import fetch_image as pictures
from mkdocs_fieldguide.net import fetch_json as web
from mkdocs_fieldguide.net.client import Response
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.public_only import SsrfGuard

URL = "https://a.example/0"


@pytest.fixture
def fetched(monkeypatch):
    """The limits of each call of `fetch`, of which none gets anywhere."""
    limits = []

    def fetch(url, headers, guard, **options):
        limits.append(options)
        return Response(404, url=url)

    monkeypatch.setattr(web, "fetch", fetch)
    monkeypatch.setattr(pictures, "fetch", fetch)
    return limits


def test_limits_of_data(fetched):
    with pytest.raises(LookupFailedError):
        web.fetch_json(URL, "application/json")
    assert fetched == [{"seconds": 20, "size": 2_000_000, "redirects": 10}]


def test_limits_of_a_picture(fetched):
    with pytest.raises(LookupFailedError):
        pictures.fetch_picture(URL, pictures.FetchOptions())
    assert fetched == [{"seconds": 20, "size": 1_000_000, "redirects": 5}]


@pytest.mark.parametrize(("redirects", "state"), [(10, LinkState.WORKS), (11, LinkState.BROKEN)])
def test_a_link_is_followed_along_ten_redirects(monkeypatch, redirects, state):
    asked = []

    def send(method, url, *_, **options):
        asked.append(url)
        assert options.get("size", 0) == 0  # of a page nothing is read
        if len(asked) > redirects:
            return Response(200, url=url)
        return Response(302, {"location": f"/{len(asked)}"}, url=url)

    monkeypatch.setattr(link_asking, "send", send)
    answer = request_url(URL, RequestOptions(SsrfGuard(), lambda host: nullcontext()))
    assert answer.state is state
    assert asked == [f"https://a.example/{n}" for n in range(11)]
    if state is LinkState.BROKEN:
        assert answer.reason == "redirects too many times"


def test_patience_with_links():
    assert RequestOptions(SsrfGuard(), lambda host: nullcontext()).seconds == 15
    assert Timeouts() == DEFAULT_TIMEOUTS
    assert Timeouts(seconds=15, total=1200, pause=0.5, tries=3, longest_wait=30, hosts=12) == DEFAULT_TIMEOUTS
