"""`fieldguide check --links` requests public addresses only, and gives nothing away."""

import socket

import pytest
from support.answering import answering, redirect_to, respond
from support.checking import check_files
from support.link_check import FAST, HERE, check, summaries

from mkdocs_fieldguide.net.public_only import Deadline, PrivateAddressError, SsrfGuard


@pytest.fixture
def service():
    with answering() as running:
        yield running


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]", "[::1]", "0"],
)
def test_private_addresses_are_not_requested(tmp_path, service, host):
    port = service.url.split(":")[-1]
    result = check_files(tmp_path, {"docs/index.md": f"[x](http://{host}:{port})\n"}, *FAST)
    assert [code for code, _, _ in summaries(result)] == ["FG084"]
    assert service.methods == []


def test_redirect_to_a_private_address_is_not_followed(tmp_path, service):
    service.answers["/x"] = redirect_to(service.url.replace("127.0.0.1", "localhost") + "secret")
    ((code, message, _),) = summaries(check(tmp_path, service, "x"))
    assert (code, message) == ("FG084", "redirects to a host without a public address.")
    assert service.methods == [("HEAD", "/x")]


@pytest.mark.parametrize("target", ["http://127.0.0.1:{port}/secret", "//localhost:{port}/secret"])
def test_redirect_to_another_port_of_a_private_machine_is_not_followed(tmp_path, service, target):
    with answering() as secret:
        service.answers["/x"] = redirect_to(target.format(port=secret.url.rsplit(":", 1)[1].strip("/")))
        named = service.url.removeprefix("http://").strip("/")
        text = f"# Links\n\n[x]({service.url}x)\n"
        result = check_files(tmp_path, {"docs/index.md": text}, *FAST, "--allow-private", named)
        assert [code for code, _, _ in summaries(result)] == ["FG084"]
        assert secret.methods == []
    assert service.methods == [("HEAD", "/x")]


def test_mail_ports_are_not_requested(tmp_path, monkeypatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 25))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: found)
    result = check_files(tmp_path, {"docs/index.md": "[x](http://mail.example.org:25/)\n"}, *FAST)
    assert [(code, words) for code, words, _ in summaries(result)] == [("FG080", "is not a supported URL.")]


def test_settings_cannot_allow_private_addresses(tmp_path, service):
    """A proposed change can include changes to the settings."""
    config = {"plugins": ["search", {"fieldguide": {"check": {"allow_private": ["127.0.0.1"]}}}]}
    check_files(tmp_path, {"docs/index.md": f"[x]({service.url}x)\n"}, *FAST, config=config)
    assert service.methods == []


def test_connection_uses_the_address_that_was_validated(monkeypatch):
    """DNS rebinding: a name whose second lookup returns another address is resolved only once."""
    requests = []

    def lookup(host, port, **options):
        requests.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with Deadline(1) as watch, pytest.raises(PrivateAddressError):
        SsrfGuard().connect(watch, ("changing.example", 80), 1)
    assert requests == ["changing.example"]


def test_proxy_is_used_for_public_addresses_only(tmp_path, service, monkeypatch):
    monkeypatch.setenv("http_proxy", service.url)
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    found = {"two.example.org": ["93.184.215.14", "10.0.0.1"], "93.184.215.14": ["93.184.215.14"]}

    def lookup(host, port, *_, **options):
        if host == "127.0.0.1":  # the proxy
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, int(port)))]
        if host not in found:
            raise socket.gaierror(socket.EAI_NONAME, "unknown here")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80)) for address in found[host]]

    found["10.0.0.1"] = ["10.0.0.1"]
    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    private = ("10.0.0.1", "two.example.org", "intranet", "printer.local", "metadata.google.internal")
    text = "[x](http://93.184.215.14/x)\n" + "".join(f"[y](http://{host}/y)\n" for host in private)
    result = check_files(tmp_path, {"docs/index.md": text}, *FAST)
    assert [code for code, _, _ in summaries(result)] == ["FG080"] + ["FG084"] * len(private)
    assert {path for _, path in service.methods} == {"http://93.184.215.14/x"}


def test_requests_send_no_credentials_or_cookies(tmp_path, service):
    """No password from a URL, and no Referer."""
    service.answers["/x%20y?q=%C3%BC"] = respond("")
    url = service.url.replace("http://", "http://name:secret@")
    text = f"[x](<{url}x y?q=ü#part>)\n"
    assert summaries(check_files(tmp_path, {"docs/index.md": text}, *FAST, *HERE)) == []
    ((_, headers),) = service.requests
    assert {name.lower() for name in headers} <= {
        "host", "user-agent", "accept", "accept-language", "connection", "accept-encoding",
    }  # fmt: skip
