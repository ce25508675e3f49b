"""The HTTP client that all commands ask with, against servers on this machine."""

from __future__ import annotations

import gzip
import http.client
import socket

import pytest
from support.answering import answering, says, sends_to

from mkdocs_fieldguide.lookup import client
from mkdocs_fieldguide.lookup.client import Fault, FetchError, endpoint_of, fetch, host_of, sendable
from mkdocs_fieldguide.lookup.guarded import Guard, NotOfTheWebError, PrivateAddressError, Watch

HERE = Guard(["127.0.0.1"])


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


def test_an_answer_is_returned_with_the_address_that_gave_it(service):
    service.answers |= {"/a": sends_to("b?c#d"), "/b?c": says(b"body", headers={"X-Word": "w"})}
    reply = get(f"{service.url}a")
    assert (reply.status, reply.body, reply.headers["x-word"]) == (200, b"body", "w")
    assert reply.url.startswith(f"{service.url}b?c")
    assert [path for path, _ in service.asked] == ["/a", "/b?c"]


def test_nothing_but_the_question_is_sent(service):
    """No name and password, no cookie of an earlier answer, no wish for compressed answers."""
    service.answers["/a"] = says("", 302, headers={"Location": "/b", "Set-Cookie": "s=secret; Path=/"})
    service.answers["/b"] = says("")
    get(service.url.replace("http://", "http://name:secret@") + "a")
    for _, headers in service.asked:
        given = {name.casefold(): value for name, value in headers.items()}
        assert given.keys() == {"host", "user-agent", "accept", "connection", "accept-encoding"}
        assert given["accept-encoding"] == "identity"
        assert given["host"] == service.url.removeprefix("http://").strip("/")


def test_compressed_answers_stay_as_they_are(service):
    bomb = gzip.compress(b"\0" * 10_000_000)
    service.answers["/x"] = says(bomb, headers={"Content-Encoding": "gzip"})
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
def test_redirects_to_what_is_not_the_web_are_not_followed(service, target):
    service.answers["/x"] = sends_to(target)
    assert fault(f"{service.url}x") is Fault.NOT_OF_THE_WEB
    assert len(service.asked) == 1


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "0", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_redirects_to_private_machines_are_not_followed(service, host):
    with answering() as secret:
        port = secret.url.rsplit(":", 1)[1]
        service.answers["/x"] = sends_to(f"http://{host}:{port}x")
        assert fault(f"{service.url}x", Guard([endpoint_of(service.url)])) is Fault.PRIVATE
        assert secret.asked == []


def test_redirects_have_an_end(service):
    service.answers |= {f"/{n}": sends_to(f"/{n + 1}") for n in range(9)}
    assert fault(f"{service.url}0") is Fault.LOOP
    assert len(service.asked) == 4


@pytest.mark.parametrize(
    ("url", "target", "new"),
    [
        ("https://a.org/x", "y", "https://a.org/y"),
        ("https://a.org/x", "//b.org/y", "https://b.org/y"),
        ("http://a.org/x", "https://b.org/y", "https://b.org/y"),
        ("http://a.org/x", "http://b.org/y", "http://b.org/y"),
        ("https://a.org/x", "http://a.org/x", Fault.DOWNGRADE),
        ("https://a.org/x", "HTTP://b.org/y", Fault.DOWNGRADE),
        ("https://a.org/x", "file:///y", Fault.NOT_OF_THE_WEB),
    ],
)
def test_encryption_is_never_given_up(url, target, new):
    if isinstance(new, str):
        assert client._next(url, target) == new
        return
    with pytest.raises(FetchError) as caught:
        client._next(url, target)
    assert caught.value.fault is new


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("http://name:pass@Example.ORG./a b?ü#f", "http://example.org/a%20b?%C3%BC"),
        ("http://example.org:8080", "http://example.org:8080/"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://bücher.example/", "http://xn--bcher-kva.example/"),
        ("http://example.org/a\r\nHost: evil", "http://example.org/aHost:%20evil"),
        ("http://example.org/\x00\x1b\x7f", "http://example.org/%00%1B%7F"),
        ("http://example.org/%0d%0a", "http://example.org/%0d%0a"),
    ],
)
def test_an_address_is_sent_as_ascii_on_one_line(url, sent):
    assert sendable(url) == sent


@pytest.mark.parametrize(
    "url",
    [
        "",
        "x",
        "//example.org/",
        "HTTPS:x",
        "http://a%0d%0a/",
        "http://a\x00b/",
        "http://a\\b/",
        "http://a;b/",
    ],
)
def test_what_is_no_address_is_not_sent(url):
    with pytest.raises(NotOfTheWebError):
        host_of(url)
    assert endpoint_of(url) == ""


def test_time_is_up_while_a_name_is_looked_up(monkeypatch):
    over = client.threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait(60))
    assert fault("http://slow.example/", seconds=0.2) is Fault.TIMEOUT
    over.set()


def test_an_answer_that_is_cut_off_is_not_taken(service):
    def half(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"half")

    service.answers["/x"] = half
    assert fault(f"{service.url}x") is Fault.NOT_HTTP


@pytest.mark.parametrize(
    ("host", "port", "error"),
    [
        ("10.0.0.1", 80, PrivateAddressError),
        ("127.0.0.1", 8080, PrivateAddressError),
        ("8.8.8.8", 25, NotOfTheWebError),
        ("8.8.8.8", 22, NotOfTheWebError),
        ("8.8.8.8", 443, None),
        ("8.8.8.8", 8080, None),
        ("2001:4860:4860::8888", 80, None),
        ("fec0::1", 80, PrivateAddressError),
    ],
)
def test_what_a_proxy_is_asked_for(host, port, error):
    if error is None:
        Guard().check_name(host, port)
    else:
        with pytest.raises(error):
            Guard().check_name(host, port)


@pytest.mark.parametrize("allowed", [["[::1]:8080"], ["::1"]])
def test_a_host_may_be_allowed_with_or_without_its_port(allowed):
    Guard(allowed).check_name("::1", 8080)
    if allowed == ["[::1]:8080"]:
        with pytest.raises(PrivateAddressError):
            Guard(allowed).check_name("::1", 8081)


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
    with Watch(5) as watch, pytest.raises(ConnectionRefusedError):
        Guard().connect(watch, ("mixed.example", 80), 60)
    assert tried == ["8.8.8.8", "1.1.1.1"]


def test_a_line_of_headers_without_end_is_not_read(service):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * (http.client._MAXLINE + 10) + b"\r\n\r\n")

    service.answers["/x"] = answer
    assert fault(f"{service.url}x") is Fault.NOT_HTTP
