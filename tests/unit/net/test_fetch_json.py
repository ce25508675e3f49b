from __future__ import annotations

import gzip
import socket
import time

import pytest
from support.answering import answering, says, sends_to

from mkdocs_fieldguide.net import fetch_json as web
from mkdocs_fieldguide.net.errors import LookupFailedError
from mkdocs_fieldguide.net.fetch_json import DEFAULT_LIMITS, FetchLimits, NotFoundError
from mkdocs_fieldguide.net.public_only import SsrfGuard


def fetch_json(url, accept, limits=DEFAULT_LIMITS):
    """Treat servers on this machine as if they had public addresses."""
    return web.fetch_json(url, accept, limits, SsrfGuard(["127.0.0.1"]))


@pytest.fixture
def service():
    with answering() as running:
        yield running


def drips(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def says_less_than_promised(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"title": "Half')


def breaks_its_chunks(handler):
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    )


def speaks_no_http(handler):
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")


def hangs_up(handler):
    handler.connection.shutdown(socket.SHUT_RDWR)


def hangs(handler):
    time.sleep(3)


def sends_without_end(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while True:
        handler.wfile.write(b"[" * 65536)


def test_json_is_returned_and_accept_header_is_sent(service):
    service.answers["/x"] = says({"title": "Ä"})
    assert fetch_json(f"{service.url}x", "application/x") == {"title": "Ä"}
    _, headers = service.asked[0]
    assert headers["Accept"] == "application/x"
    assert headers["User-Agent"].startswith("mkdocs-fieldguide/")


def test_redirects_keep_the_accept_header(service):
    service.answers["/a"] = sends_to("/b")
    service.answers["/b"] = sends_to(f"{service.url}c", 301)
    service.answers["/c"] = says([1])
    assert fetch_json(f"{service.url}a", "application/x") == [1]
    assert [headers["Accept"] for _, headers in service.asked] == ["application/x"] * 3


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (says({}, 404), "does not know it"),
        (says({}, 410), "does not know it"),
        (says({}, 406), "has no data in the requested format"),
        (says({}, 403), "refused the request"),
        (says({}, 418), "refused the request"),
        (says({}, 429), "too many requests"),
        (says({}, 500), "has an internal error"),
        (says("<html>", media_type="text/html; charset=utf-8"), "a web page instead of data"),
        (says("\n <!doctype html>"), "a web page instead of data"),
        (says("{'title': 1}"), "invalid JSON"),
        (says(""), "invalid JSON"),
        (says(b"\xff\xfe\x00"), "invalid JSON"),
        (says(gzip.compress(b"{}"), headers={"Content-Encoding": "gzip"}), "invalid JSON"),
        (says("[" * 100_000), "invalid JSON"),
        (says(b" " * 300_000), "larger than 200 kB"),
        (sends_to("file:///etc/passwd"), "unsupported URL"),
        (sends_to("ftp://127.0.0.1/x"), "unsupported URL"),
        (sends_to("data:application/json,{}"), "unsupported URL"),
        (sends_to("/x"), "redirects too many times"),
        (drips, "did not answer within 0.5 seconds"),
        (hangs, "did not answer within 0.5 seconds"),
        (says_less_than_promised, "invalid JSON|incomplete"),
        (breaks_its_chunks, "incomplete or invalid HTTP"),
        (speaks_no_http, "invalid HTTP"),
        (hangs_up, "invalid HTTP|cannot be reached"),
        (sends_without_end, "larger than 200 kB"),
    ],
)
def test_every_error_is_one_sentence(service, answer, sentence):
    service.answers["/x"] = answer
    # On a busy machine, a normal response can take more than half a second.
    seconds = 0.5 if "0.5" in sentence else 30
    before = time.monotonic()
    with pytest.raises(LookupFailedError, match=sentence) as caught:
        fetch_json(f"{service.url}x", "application/json", FetchLimits(seconds=seconds, size=200_000))
    assert time.monotonic() - before < seconds + 120
    text = str(caught.value)
    assert text.endswith(".")
    assert "\n" not in text
    assert text.startswith("127.0.0.1:")


def test_only_missing_records_are_not_found(service):
    with pytest.raises(NotFoundError):
        fetch_json(f"{service.url}nothing", "application/json")


def test_unreachable_service():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(LookupFailedError, match="cannot be reached: Connection refused"):
        fetch_json(f"http://127.0.0.1:{port}/", "application/json")


@pytest.mark.parametrize(
    "address", ["file:///etc/passwd", "ftp://127.0.0.1/", "data:,1", "doi.org", "", "http://", "http://[x/"]
)
def test_only_web_urls_are_requested(address):
    with pytest.raises(LookupFailedError, match="not an http or https URL"):
        fetch_json(address, "application/json")


def test_server_that_never_responds():
    # The operating system accepts the connection, but no server handles it.
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        pytest.raises(LookupFailedError, match=r"did not answer within 0\.3 seconds"),
    ):
        fetch_json(
            f"http://127.0.0.1:{server.getsockname()[1]}/", "application/json", FetchLimits(seconds=0.3)
        )
