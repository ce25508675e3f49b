"""The HTTP client of all commands, with servers on this machine."""

# More than 300 lines: one test for each kind of response or error of a server.

from __future__ import annotations

import errno
import gzip
import http.client
import socket
from http.cookiejar import CookieJar
from urllib.error import URLError

import pytest
from support.answering import answering, redirect_to, respond

from mkdocs_fieldguide.net import client
from mkdocs_fieldguide.net.client import (
    MAX_REDIRECTS,
    Fault,
    FetchError,
    Response,
    TooLargeError,
    fetch,
    send,
)
from mkdocs_fieldguide.net.public_only import Deadline, PrivateAddressError, SsrfGuard, UnsupportedUrlError
from mkdocs_fieldguide.net.request_urls import get_endpoint

HERE = SsrfGuard(["127.0.0.1"])


@pytest.fixture
def service(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with answering() as running:
        yield running


def get(url, guard=HERE, *, seconds=30.0, size=1000, redirects=3):
    return fetch(url, {"Accept": "x/y"}, guard, seconds=seconds, size=size, redirects=redirects)


def fault(url, guard=HERE, **options):
    with pytest.raises(FetchError) as caught:
        get(url, guard, **options)
    return caught.value.fault


def test_response_has_the_final_url(service):
    service.answers |= {"/a": redirect_to("b?c#d"), "/b?c": respond(b"body", headers={"X-Word": "w"})}
    reply = get(f"{service.url}a")
    assert (reply.status, reply.body, reply.headers["x-word"]) == (200, b"body", "w")
    assert reply.url.startswith(f"{service.url}b?c")
    assert [path for path, _ in service.requests] == ["/a", "/b?c"]


def test_only_the_request_is_sent(service):
    """No credentials, no cookies of earlier responses, no Accept-Encoding for compression."""
    service.answers["/a"] = respond("", 302, headers={"Location": "/b", "Set-Cookie": "s=secret; Path=/"})
    service.answers["/b"] = respond("")
    get(service.url.replace("http://", "http://name:secret@") + "a")
    for _, headers in service.requests:
        given = {name.casefold(): value for name, value in headers.items()}
        assert given.keys() == {"host", "user-agent", "accept", "connection", "accept-encoding"}
        assert given["accept-encoding"] == "identity"
        assert given["host"] == service.url.removeprefix("http://").strip("/")


def test_compressed_responses_are_not_decoded(service):
    bomb = gzip.compress(b"\0" * 10_000_000)
    service.answers["/x"] = respond(bomb, headers={"Content-Encoding": "gzip"})
    assert get(f"{service.url}x", size=len(bomb)).body == bomb
    assert fault(f"{service.url}x", size=len(bomb) - 1) is Fault.TOO_LARGE


@pytest.mark.parametrize(
    "target",
    [
        "file:///etc/passwd", "ftp://127.0.0.1/x", "data:,x", "gopher://127.0.0.1/", "javascript:1",
        "http://[x/", "http://127.0.0.1:0/", "http://127.0.0.1:99999/",
        "http://127.0.0.1:x/", "http://127.0.0.1%0d%0aX:1/", "http://[fe80::1%25lo]/", "http://a b/",
        "http://127.0.0.1:25/", "http://" + "a" * 9000 + "/",
    ],
)  # fmt: skip
def test_redirects_to_other_schemes_are_not_followed(service, target):
    service.answers["/x"] = redirect_to(target)
    assert fault(f"{service.url}x") is Fault.UNSUPPORTED_URL
    assert len(service.requests) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_redirects_to_private_machines_are_not_followed(service, host):
    with answering() as secret:
        port = secret.url.rsplit(":", 1)[1]
        service.answers["/x"] = redirect_to(f"http://{host}:{port}x")
        assert fault(f"{service.url}x", SsrfGuard([get_endpoint(service.url)])) is Fault.PRIVATE
        assert secret.requests == []


def test_redirect_loops_terminate(service):
    service.answers |= {f"/{n}": redirect_to(f"/{n + 1}") for n in range(9)}
    assert fault(f"{service.url}0") is Fault.LOOP
    assert len(service.requests) == 4


@pytest.mark.parametrize(
    ("url", "target", "new"),
    [
        ("https://a.org/x", "y", "https://a.org/y"),
        ("https://a.org/x", "//b.org/y", "https://b.org/y"),
        ("http://a.org/x", "https://b.org/y", "https://b.org/y"),
        ("http://a.org/x", "http://b.org/y", "http://b.org/y"),
        ("https://a.org/x", "http://a.org/x", Fault.DOWNGRADE),
        ("https://a.org/x", "HTTP://b.org/y", Fault.DOWNGRADE),
        ("https://a.org/x", "file:///y", Fault.UNSUPPORTED_URL),
    ],
)
def test_https_is_never_downgraded(url, target, new):
    if isinstance(new, str):
        assert client._next(url, target) == new
        return
    with pytest.raises(FetchError) as caught:
        client._next(url, target)
    assert caught.value.fault is new


def test_timeout_covers_name_resolution(monkeypatch):
    over = client.threading.Event()
    threads = []

    def block(*_, **__):
        threads.append(client.threading.current_thread())
        over.wait(60)

    monkeypatch.setattr(socket, "getaddrinfo", block)
    with pytest.raises(FetchError) as caught:
        get("http://slow.example/", seconds=0.2)
    over.set()
    assert (caught.value.fault, caught.value.url) == (Fault.TIMEOUT, "http://slow.example/")
    assert all(thread.daemon for thread in threads)  # the command can end before the DNS lookup


def test_truncated_response_is_an_error(service):
    def send_half(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")

    service.answers["/x"] = send_half
    assert fault(f"{service.url}x") is Fault.NOT_HTTP


@pytest.mark.parametrize(
    ("host", "port", "error"),
    [
        ("10.0.0.1", 80, PrivateAddressError),
        ("127.0.0.1", 8080, PrivateAddressError),
        ("8.8.8.8", 25, UnsupportedUrlError),
        ("8.8.8.8", 22, UnsupportedUrlError),
        ("8.8.8.8", 443, None),
        ("8.8.8.8", 8080, None),
        ("2001:4860:4860::8888", 80, None),
        ("fec0::1", 80, PrivateAddressError),
    ],
)
def test_requests_through_a_proxy(host, port, error):
    if error is None:
        SsrfGuard().check_name(host, port)
    else:
        with pytest.raises(error):
            SsrfGuard().check_name(host, port)


@pytest.mark.parametrize("allowed", [["[::1]:8080"], ["::1"]])
def test_host_may_be_allowed_with_or_without_its_port(allowed):
    SsrfGuard(allowed).check_name("::1", 8080)
    if allowed == ["[::1]:8080"]:
        with pytest.raises(PrivateAddressError):
            SsrfGuard(allowed).check_name("::1", 8081)


def test_only_public_addresses_of_a_name_are_connected_to(monkeypatch):
    tried = []

    class Socket:
        def __init__(self, *_):
            pass

        def settimeout(self, seconds):
            assert seconds <= 5

        def connect(self, target):
            tried.append(target[0])
            raise ConnectionRefusedError

        def close(self):
            pass

    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (a, 80)) for a in ("10.0.0.1", "8.8.8.8", "1.1.1.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    monkeypatch.setattr(socket, "socket", Socket)
    with Deadline(5) as watch, pytest.raises(ConnectionRefusedError):
        SsrfGuard().connect(watch, ("mixed.example", 80), 60)
    assert tried == ["8.8.8.8", "1.1.1.1"]


def test_endless_header_line_is_not_read(service):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * (http.client._MAXLINE + 10) + b"\r\n\r\n")

    service.answers["/x"] = answer
    assert fault(f"{service.url}x") is Fault.NOT_HTTP


def ask(method, url, **options):
    with Deadline(30) as watch:
        return send(method, url, {"Accept": "x/y"}, HERE, watch, **options)


def test_response_is_read_up_to_its_limit(service):
    service.answers["/x"] = respond(b"body", headers={"X-Word": "w"})
    url = f"{service.url}x"
    for method in ("GET", "HEAD"):
        reply = ask(method, url)
        assert (reply.status, reply.headers["x-word"], reply.body, reply.url) == (200, "w", b"", url)
    assert ask("GET", url, size=4).body == b"body"
    with pytest.raises(TooLargeError):
        ask("GET", url, size=3)
    assert [method for method, _ in service.methods] == ["GET", "HEAD", "GET", "GET"]
    assert all(headers["User-Agent"] == client.USER_AGENT for _, headers in service.requests)


@pytest.mark.parametrize("status", [302, 404, 500])
def test_other_responses_have_no_body(service, status):
    service.answers["/x"] = respond("body", status, headers={"Location": "/y"})
    reply = ask("GET", f"{service.url}x", size=100)
    assert (reply.status, reply.body, reply.url) == (status, b"", f"{service.url}x")
    assert reply.headers["location"] == "/y"
    assert reply.location == ("/y" if status == 302 else "")


def test_cookies_are_stored_only_in_the_given_jar(service):
    service.answers["/x"] = respond("", headers={"Set-Cookie": "s=1; Path=/"})
    jar = CookieJar()
    for cookies in (None, jar, jar, None):
        ask("GET", f"{service.url}x", cookies=cookies)
    assert [headers.get("Cookie") for _, headers in service.requests] == [None, None, "s=1", None]
    assert [cookie.name for cookie in jar] == ["s"]


def test_redirect_statuses():
    """https://fetch.spec.whatwg.org/#redirect-status; 300, 304, 305 and 306 are not redirects."""
    redirect = [n for n in range(100, 600) if Response(n, {"location": "/x"}).location == "/x"]
    assert redirect == [301, 302, 303, 307, 308]


@pytest.mark.parametrize(
    ("header", "location"),
    [
        (" /x\t", "/x"),
        ("/a b", "/a%20b"),
        ("/\xe9", "/%E9"),  # the byte that was sent
        ("/\u20ac", "/?"),  # no byte
        ("/a\r\nX: y\x00\x7f", "/a%0D%0AX:%20y%00%7F"),
        ("/%41?b=c&d#e;[f]", "/%41?b=c&d#e;[f]"),
    ],
)
def test_redirect_target_is_one_line_of_ascii(header, location):
    assert Response(302, {"location": header}).location == location
    assert Response(302).location == ""


def test_no_more_redirects_are_followed_than_allowed(monkeypatch):
    assert MAX_REDIRECTS == 10
    requests = []

    def redirect(method, url, headers, guard, watch, *, size):
        requests.append((method, url, dict(headers), guard, size))
        return Response(302, {"location": f"/{len(requests)}"}, b"", url)

    monkeypatch.setattr(client, "send", redirect)
    with pytest.raises(FetchError) as caught:
        get("https://a.org/0", redirects=10, size=77)
    assert (caught.value.fault, caught.value.url) == (Fault.LOOP, "https://a.org/11")
    assert requests == [("GET", f"https://a.org/{n}", {"Accept": "x/y"}, HERE, 77) for n in range(11)]


def test_last_redirect_that_is_allowed_is_followed(service):
    service.answers |= {f"/{n}": redirect_to(f"/{n + 1}") for n in range(3)}
    service.answers["/3"] = respond("there")
    assert get(f"{service.url}0", redirects=3).body == b"there"
    with pytest.raises(FetchError) as caught:
        get(f"{service.url}0", redirects=2)
    assert caught.value.url == f"{service.url}3"


@pytest.mark.parametrize(
    ("target", "fault", "url"),
    [
        ("ftp://b.org/", Fault.UNSUPPORTED_URL, "ftp://b.org/"),
        ("http://[x/", Fault.UNSUPPORTED_URL, "http://[x/"),
        ("http://b.org/", Fault.DOWNGRADE, "http://b.org/"),
    ],
)
def test_error_names_the_address_that_a_redirect_led_to(target, fault, url):
    with pytest.raises(FetchError) as caught:
        client._next("https://a.org/x", target)
    assert (caught.value.fault, caught.value.url, caught.value.reason) == (fault, url, "")
    assert str(caught.value) == fault.value


class HeaderError(http.client.HTTPException, OSError):
    """Both an OSError and an HTTPException, like http.client.RemoteDisconnected."""


@pytest.mark.parametrize(
    ("error", "fault", "reason"),
    [
        (UnsupportedUrlError(), Fault.UNSUPPORTED_URL, ""),
        (PrivateAddressError("h"), Fault.PRIVATE, ""),
        (TooLargeError(), Fault.TOO_LARGE, ""),
        (TimeoutError(), Fault.TIMEOUT, ""),
        (TimeoutError(errno.ETIMEDOUT, "Timed out"), Fault.TIMEOUT, ""),
        (http.client.BadStatusLine("x"), Fault.NOT_HTTP, ""),
        (HeaderError(1, "Both"), Fault.NOT_HTTP, ""),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Refused"), Fault.UNREACHABLE, "Refused"),
        (socket.gaierror(-2, "Name not known"), Fault.UNREACHABLE, "Name not known"),
        (OSError("no number"), Fault.UNREACHABLE, ""),
        (URLError("in words"), Fault.UNREACHABLE, ""),
        (ValueError("x"), Fault.NOT_HTTP, ""),
    ],
)
def test_faults_of_errors(monkeypatch, error, fault, reason):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(client, "send", fail)
    with pytest.raises(FetchError) as caught:
        get("https://a.org/x")
    assert (caught.value.fault, caught.value.url, caught.value.reason) == (fault, "https://a.org/x", reason)


def test_unexpected_errors_are_not_converted(monkeypatch):
    error = KeyError("x")
    assert client._fetch_error(error, "https://a.org/x") is error


class Dripping:
    """A response that arrives in several blocks."""

    def __init__(self, *blocks, missing=0):
        self.blocks = list(blocks)
        self.length = missing

    def read1(self, most):
        assert most == 65_536
        return self.blocks.pop(0) if self.blocks else b""


def test_response_is_read_up_to_the_maximum_size():
    assert client._read(Dripping(b"ab", b"cd"), 4) == b"abcd"
    assert client._read(Dripping(missing=None), 4) == b""
    endless = Dripping(b"ab", b"cd", b"e", b"never read")
    with pytest.raises(TooLargeError):
        client._read(endless, 4)
    assert endless.blocks == [b"never read"]
    with pytest.raises(http.client.IncompleteRead) as caught:
        client._read(Dripping(b"ab", missing=9), 4)
    assert (caught.value.partial, caught.value.expected) == (b"", 9)
