"""Size limits, timeouts and numbers of redirects of each command."""

from contextlib import nullcontext

import pytest

from mkdocs_fieldguide.linkcheck import request
from mkdocs_fieldguide.linkcheck.request import RequestOptions, request_url
from mkdocs_fieldguide.linkcheck.results import LinkState
from mkdocs_fieldguide.linkcheck.scheduler import DEFAULT_TIMEOUTS, Timeouts
from mkdocs_fieldguide.net import fetch_image, fetch_json
from mkdocs_fieldguide.net.client import Response
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.public_only import SsrfGuard

URL = "https://a.example/0"


@pytest.fixture
def fetched(monkeypatch):
    """The limits passed to each call of a stub of `fetch`."""
    limits = []

    def fetch(url, headers, guard, **options):
        limits.append(options)
        return Response(404, url=url)

    monkeypatch.setattr(fetch_json, "fetch", fetch)
    monkeypatch.setattr(fetch_image, "fetch", fetch)
    return limits


def test_limits_of_json(fetched):
    with pytest.raises(LookupFailedError):
        fetch_json.fetch_json(URL, "application/json")
    assert fetched == [{"seconds": 20, "size": 2_000_000, "redirects": 10}]


def test_limits_of_a_picture(fetched):
    with pytest.raises(LookupFailedError):
        fetch_image.fetch_picture(URL, fetch_image.FetchOptions())
    assert fetched == [{"seconds": 20, "size": 1_000_000, "redirects": 5}]


@pytest.mark.parametrize(("redirects", "state"), [(10, LinkState.WORKS), (11, LinkState.BROKEN)])
def test_link_check_follows_ten_redirects(monkeypatch, redirects, state):
    requested = []

    def send(method, url, *_, **options):
        requested.append(url)
        assert options.get("size", 0) == 0  # the body is not read
        if len(requested) > redirects:
            return Response(200, url=url)
        return Response(302, {"location": f"/{len(requested)}"}, url=url)

    monkeypatch.setattr(request, "send", send)
    result = request_url(URL, RequestOptions(SsrfGuard(), lambda host: nullcontext()))
    assert result.state is state
    assert requested == [f"https://a.example/{n}" for n in range(11)]
    if state is LinkState.BROKEN:
        assert result.reason == "redirects too many times"


def test_default_timeouts_of_the_link_check():
    assert RequestOptions(SsrfGuard(), lambda host: nullcontext()).seconds == 15
    assert Timeouts() == DEFAULT_TIMEOUTS
    assert Timeouts(seconds=15, total=1200, pause=0.5, tries=3, longest_wait=30, hosts=12) == DEFAULT_TIMEOUTS
