from __future__ import annotations

import gzip
import socket
import time

import pytest
from support.answering import answering, redirect_to, respond

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


def send_slowly(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _ in range(100):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.1)


def send_short_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"title": "Half')


def send_broken_chunks(handler):
    handler.wfile.write(
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
    )


def send_invalid_http(handler):
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")


def close_connection(handler):
    handler.connection.shutdown(socket.SHUT_RDWR)


def hangs(handler):
    time.sleep(3)


def send_endless_body(handler):
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    while True:
        handler.wfile.write(b"[" * 65536)


def test_json_is_returned_and_accept_header_is_sent(service):
    service.answers["/x"] = respond({"title": "Ä"})
    assert fetch_json(f"{service.url}x", "application/x") == {"title": "Ä"}
    _, headers = service.requests[0]
    assert headers["Accept"] == "application/x"
    assert headers["User-Agent"].startswith("mkdocs-fieldguide/")


def test_redirects_keep_the_accept_header(service):
    service.answers["/a"] = redirect_to("/b")
    service.answers["/b"] = redirect_to(f"{service.url}c", 301)
    service.answers["/c"] = respond([1])
    assert fetch_json(f"{service.url}a", "application/x") == [1]
    assert [headers["Accept"] for _, headers in service.requests] == ["application/x"] * 3


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (respond({}, 404), "does not know it"),
        (respond({}, 410), "does not know it"),
        (respond({}, 406), "has no data in the requested format"),
        (respond({}, 403), "refused the request"),
        (respond({}, 418), "refused the request"),
        (respond({}, 429), "too many requests"),
        (respond({}, 500), "has an internal error"),
        (respond("<html>", media_type="text/html; charset=utf-8"), "a web page instead of data"),
        (respond("\n <!doctype html>"), "a web page instead of data"),
        (respond("{'title': 1}"), "invalid JSON"),
        (respond(""), "invalid JSON"),
        (respond(b"\xff\xfe\x00"), "invalid JSON"),
        (respond(gzip.compress(b"{}"), headers={"Content-Encoding": "gzip"}), "invalid JSON"),
        (respond("[" * 100_000), "invalid JSON"),
        (respond(b" " * 300_000), "larger than 200 kB"),
        (redirect_to("file:///etc/passwd"), "unsupported URL"),
        (redirect_to("ftp://127.0.0.1/x"), "unsupported URL"),
        (redirect_to("data:application/json,{}"), "unsupported URL"),
        (redirect_to("/x"), "redirects too many times"),
        (send_slowly, "did not answer within 0.5 seconds"),
        (hangs, "did not answer within 0.5 seconds"),
        (send_short_body, "invalid JSON|incomplete"),
        (send_broken_chunks, "incomplete or invalid HTTP"),
        (send_invalid_http, "invalid HTTP"),
        (close_connection, "invalid HTTP|cannot be reached"),
        (send_endless_body, "larger than 200 kB"),
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
