"""`fieldguide check --links` requests each external link once and classifies the result.

All servers run on this machine, so the tests allow 127.0.0.1 and no other private address.
"""

import io
import json
import socket
import threading
from collections import Counter

import pytest
from support.answering import answering, redirect_to, respond
from support.cached import store, stored
from support.checking import check_files, run
from support.guide import DATA

from mkdocs_fieldguide.cli.progress import ProgressBar
from mkdocs_fieldguide.files.cache_dir import get_cache_folder
from mkdocs_fieldguide.net.public_only import Deadline, PrivateAddressError, SsrfGuard

FAST = ("--links", "--link-pause", "0", "--link-timeout", "0.5")
NEVER = ("--link-timeout", "0.2")
"""For answers that never come to an end: every try waits for so many seconds."""
HERE = ("--allow-private", "127.0.0.1")


@pytest.fixture
def service():
    with answering() as running:
        yield running


@pytest.fixture
def release_servers():
    """An event that is set at the end of the test; servers hang until then."""
    over = threading.Event()
    yield over
    over.set()


def check(tmp_path, service, *paths, arguments=(), **options):
    text = "# Links\n\n" + "".join(f"[{path}]({service.url}{path})\n" for path in paths)
    return check_files(tmp_path, {"docs/index.md": text}, *FAST, *HERE, *arguments, **options)


def summaries(result):
    return [(found["code"], found["message"].partition("” ")[2], found["hint"]) for found in result.findings]


def send_slowly(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while True:  # until the client has closed the connection
        handler.wfile.write(b"x")
        threading.Event().wait(0.05)


def respond_in_order(*answers):
    """Return a handler that sends each of the answers once, in order."""
    left = list(answers)

    def answer(handler):
        left.pop(0)(handler)

    return answer


def send_endless_continues(handler):
    while True:
        handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")


def send_invalid_http(handler):
    handler.wfile.write(b"220 mail.example.org ESMTP\r\n")


def close_connection(handler):
    handler.connection.shutdown(socket.SHUT_RDWR)


def send_endless_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(100_000):
        handler.wfile.write(b"X-%d: x\r\n" % number)


def send_long_header(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 1_000_000)


def send_endless_body(handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65_536)


def set_cookie(handler):
    if "seen=1" in handler.headers.get("Cookie", ""):
        respond("")(handler)
    else:
        respond("", 302, headers={"Location": handler.path, "Set-Cookie": "seen=1"})(handler)


@pytest.mark.parametrize(
    ("answer", "code", "words"),
    [
        (respond("", 404), "FG080", "does not exist (status 404)."),
        (respond("", 410), "FG080", "no longer exists"),
        (respond("", 400), "FG080", "is not available (status 400)."),
        (respond("", 401), "FG082", "requires a login"),
        (respond("", 403), "FG082", "denies access"),
        (respond("", 429), "FG082", "limits the rate of requests"),
        (respond("", 999), "FG082", "denies access to automated requests (status 999)."),
        (
            respond("", 503, headers={"cf-mitigated": "challenge"}),
            "FG082",
            "shows a bot challenge (status 503).",
        ),
        (
            respond("", 202, headers={"x-amzn-waf-action": "challenge"}),
            "FG082",
            "shows a bot challenge (status 202).",
        ),
        (respond("", 500), "FG083", "has a server error (status 500)."),
        (respond("", 503), "FG083", "has a server error"),
        (send_slowly, "FG083", "timed out."),
        (send_endless_continues, "FG083", "timed out."),
        (close_connection, "FG083", "closed the connection without a response."),
        (send_invalid_http, "FG080", "returned a response that is not valid HTTP."),
        (send_endless_headers, "FG080", "returned a response that is not valid HTTP."),
        (send_long_header, "FG080", "returned a response that is not valid HTTP."),
        (redirect_to("/x"), "FG080", "redirects too many times."),
        (redirect_to("file:///etc/passwd"), "FG080", "redirects to an unsupported URL."),
        (redirect_to("ftp://example.org/"), "FG080", "redirects to an unsupported URL."),
        (redirect_to("http://[half"), "FG080", "redirects to an unsupported URL."),
        (redirect_to("http://127.0.0.1:25/"), "FG080", "redirects to an unsupported URL."),
        (redirect_to("/gone", 301), "FG080", "does not exist"),
    ],
)
def test_broken_and_failing_links_have_different_codes(tmp_path, service, answer, code, words):
    service.answers["/x"] = answer
    arguments = NEVER if words == "timed out." else ()
    ((found, message, _),) = summaries(check(tmp_path, service, "x", arguments=arguments))
    assert found == code
    assert message.startswith(words)


@pytest.mark.parametrize("answer", [respond("fine"), send_endless_body, set_cookie, redirect_to("/y")])
def test_working_links_are_not_reported(tmp_path, service, answer):
    service.answers.update({"/x": answer, "/y": respond("")})
    result = check(tmp_path, service, "x")
    assert (summaries(result), result.status, result.errors) == ([], 0, "")


@pytest.mark.parametrize(
    "head",
    [
        respond("", 404),
        respond("", 405),
        respond("", 403),
        close_connection,
        send_invalid_http,
        send_slowly,
    ],
)
def test_servers_without_head_are_requested_with_get(tmp_path, service, head):
    service.answers["/x"] = respond("fine")
    service.heads["/x"] = head
    assert summaries(check(tmp_path, service, "x")) == []
    assert service.methods == [("HEAD", "/x"), ("GET", "/x")]


def test_timeout_is_temporary_and_not_a_broken_link(tmp_path, service, release_servers):
    service.answers["/x"] = lambda handler: release_servers.wait() and None
    ((code, message, _),) = summaries(check(tmp_path, service, "x", arguments=NEVER))
    assert (code, message) == ("FG083", "timed out.")


def test_unreachable_hosts(tmp_path):
    with answering() as gone:
        pass
    ((code, message, _),) = summaries(check(tmp_path, gone, "x"))
    assert (code, message) == ("FG080", "refuses the connection.")


def test_unknown_host_name(tmp_path, monkeypatch):
    def lookup(*args, **kwargs):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    text = "[x](https://nobody.example/x)\n"
    ((code, message, _),) = summaries(check_files(tmp_path, {"docs/index.md": text}, *FAST))
    assert (code, message) == ("FG080", "has an unknown host name.")
    text = "".join(f"[x](https://nobody{n}.example/x)\n" for n in range(3))
    result = check_files(tmp_path, {"docs/index.md": text}, *FAST)
    assert [code for code, _, _ in summaries(result)] == ["FG083"] * 3
    assert "check the network connection" in " ".join(result.data["notes"])


def test_permanent_redirect_suggests_the_new_url(tmp_path, service):
    service.answers.update(
        {
            "/old": redirect_to("/new?a=1", 301),
            "/older": redirect_to("/old", 308),
            "/now": redirect_to("/old", 302),
            "/then": redirect_to("/now", 301),
            "/new?a=1": respond(""),
        }
    )
    result = check(tmp_path, service, "old", "older", "now", "then")
    new = f"Its new URL is “{service.url}"
    assert summaries(result) == [
        ("FG081", "has moved permanently.", f"{new}new?a=1”."),
        ("FG081", "has moved permanently.", f"{new}new?a=1”."),
        ("FG081", "has moved permanently.", f"{new}now”."),
    ]
    assert [found["line"] for found in result.findings] == [3, 4, 6]
    assert result.status == 0


def test_every_location_is_reported_and_every_url_requested_once(tmp_path, service):
    url = f"{service.url}gone"
    files = {
        "docs/_data/tool_and_resource_list.yml": "- id: a\n  name: A\n"
        f"  description: See [it]({url}).\n  url: {url}#x\n",
        "docs/_data/affiliations.yml": f"- name: B\n  url: {url}\n",
        "docs/_data/CONTRIBUTORS.yml": f"Ada Example:\n  url: {url}\n",
        "docs/_data/references.bib": f"@misc{{c,\n title={{C}}, author={{D, E}},\n"
        f" year={{2020}}, url={{{url}}}}}\n",
        "docs/index.md": f"---\ntraining:\n  - name: T\n    url: {url}\n---\n\n"
        "# A {% tool 'a' %} {% cite c %}\n\n"
        f"[x]({url}#y) and <{url}>\n\n<a href='{url}'>z</a>\n\n"
        f"{{% include image.html file='i.png' alt='i' url='{url}' %}}\n\n`<{url}/code>` and {url}/plain\n",
        "docs/images/i.png": b"\x89PNG",
    }
    result = check_files(tmp_path, files, *FAST, *HERE, "--select", "FG08")
    assert [(found["file"], found["line"]) for found in result.findings] == [
        ("docs/_data/CONTRIBUTORS.yml", 2),
        ("docs/_data/affiliations.yml", 2),
        ("docs/_data/references.bib", 1),
        ("docs/_data/tool_and_resource_list.yml", 3),
        ("docs/_data/tool_and_resource_list.yml", 4),
        ("docs/index.md", 4),
        ("docs/index.md", 9),
        ("docs/index.md", 9),
        ("docs/index.md", 11),
        ("docs/index.md", 13),
    ]
    assert service.methods == [("HEAD", "/gone"), ("GET", "/gone")]


def test_no_requests_are_sent_by_default(tmp_path, service):
    text = f"[x]({service.url}x)\n"
    assert check_files(tmp_path, {"docs/index.md": text}, *HERE).findings == []
    assert service.methods == []


def test_requests_to_one_host_are_sequential(tmp_path, service):
    asking, most = Counter(), []
    lock = threading.Lock()

    def answer(handler):
        with lock:
            asking["now"] += 1
            most.append(asking["now"])
        # Long enough for a parallel request to arrive, if there were one.
        threading.Event().wait(0.02)
        with lock:
            asking["now"] -= 1
        respond("")(handler)

    paths = [f"p{number}" for number in range(30)]
    service.answers.update({f"/{path}": answer for path in paths})
    assert summaries(check(tmp_path, service, *paths)) == []
    assert Counter(service.methods) == Counter({("HEAD", f"/{path}"): 1 for path in paths})
    assert max(most) == 1


def test_temporary_server_errors_are_retried(tmp_path, service):
    bad = respond("", 503)
    service.answers["/x"] = respond_in_order(bad, bad, bad, bad, respond("fine"))
    assert summaries(check(tmp_path, service, "x")) == []


def test_long_retry_after_is_not_retried(tmp_path, service):
    service.answers.update(
        dict.fromkeys(("/a", "/b", "/c"), respond("", 429, headers={"Retry-After": "3600"}))
    )
    result = check(tmp_path, service, "a", "b", "c")
    assert [code for code, _, _ in summaries(result)] == ["FG082"] * 3
    assert service.methods == [("HEAD", "/a"), ("GET", "/a")]


def test_short_retry_after_is_retried(tmp_path, service):
    busy = respond("", 429, headers={"Retry-After": "1"})
    service.answers["/x"] = respond_in_order(busy, busy, respond("fine"))
    assert summaries(check(tmp_path, service, "x")) == []


def test_successful_results_are_cached_for_some_days(tmp_path, service):
    service.answers.update({"/good": respond(""), "/old": redirect_to("/good", 301)})
    first = check(tmp_path, service, "good", "old", "gone")
    service.methods.clear()
    assert check(tmp_path, service, "good", "old", "gone").findings == first.findings
    assert service.methods == [("HEAD", "/gone"), ("GET", "/gone")]
    for arguments in (("--no-cache",), ("--link-days", "0")):
        service.methods.clear()
        check(tmp_path, service, "good", arguments=arguments)
        assert service.methods == [("HEAD", "/good")]


def test_finding_says_when_the_link_last_worked(tmp_path, service):
    service.answers["/x"] = respond("")
    check(tmp_path, service, "x")
    cache = get_cache_folder(tmp_path) / "links.json"
    ((key, value),) = stored(cache).items()
    store(cache, {key: {**value, "day": "2020-02-03"}})
    del service.answers["/x"]
    assert summaries(check(tmp_path, service, "x"))[0][2] == "It last worked on 2020-02-03."


def test_cached_results_in_a_proposed_change_are_ignored(tmp_path, service, monkeypatch):
    root, outside, inside = tmp_path / "guide", tmp_path / "cache", tmp_path / "guide" / "cache"
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(outside))
    service.answers["/x"] = respond("")
    check(root, service, "x")
    del service.answers["/x"]
    # The same cache is used outside the repository; otherwise this test would test nothing.
    assert summaries(check(root, service, "x")) == []
    outside.rename(inside)
    monkeypatch.setenv("FIELDGUIDE_CACHE_DIR", str(inside))
    assert "FG080" in [code for code, _, _ in summaries(check(root, service, "x"))]
    assert "FG056" in check_files(root, {}).codes


@pytest.mark.parametrize("value", [1, [], {}, {"day": 5, "state": "works", "moved_to": ""}, {"state": "odd"}])
def test_damaged_cache_is_ignored(tmp_path, service, value):
    service.answers["/x"] = respond("")
    check(tmp_path, service, "x")
    cache = get_cache_folder(tmp_path) / "links.json"
    store(cache, dict.fromkeys(stored(cache), value))
    assert summaries(check(tmp_path, service, "x")) == []


def test_some_urls_are_not_requested(tmp_path, service):
    patterns = [f"{service.url}a*", "*/b/*.pdf", f"{service.url}exact"]
    config = {"plugins": ["search", {"fieldguide": {"check": {"ignore_links": patterns}}}]}
    paths = ("a1", "a", "x/b/c.pdf", "exact", "exact2", "b.pdf")
    result = check(tmp_path, service, *paths, config=config)
    assert [found["message"].split("”")[0] for found in result.findings] == [
        f"“{service.url}exact2",
        f"“{service.url}b.pdf",
    ]


def test_comment_suppresses_a_finding(tmp_path, service):
    text = f"[x]({service.url}x) <!-- fieldguide: ignore=FG080 -->\n"
    assert check_files(tmp_path, {"docs/index.md": text}, *FAST, *HERE).findings == []


def test_link_check_has_a_total_timeout(tmp_path, service, release_servers):
    service.answers["/a"] = lambda handler: release_servers.wait() and None
    result = check(tmp_path, service, "a", "b", arguments=("--link-minutes", "0.0001"))
    assert result.findings == []
    assert "2 of 2 URLs were not requested" in " ".join(result.data["notes"])


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


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_progress_is_shown_on_a_terminal_only(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        bar = ProgressBar(stream)
        bar.show(1, 4, "https://example.org/\x1b[31m")
        bar.show(4, 4, "https://ex\u202eample.org/")
        bar.clear()
    assert pipe.getvalue() == ""
    assert "[######------------------] 1/4 example.org" in terminal.getvalue()
    assert terminal.getvalue().isascii()
    assert "\x1b" not in terminal.getvalue()


def test_report_can_be_put_into_an_issue(tmp_path, service):
    service.answers.update({"/old": redirect_to("/new", 301), "/new": respond("")})
    report = tmp_path / "report.md"
    check(tmp_path, service, "old", "gone", form="markdown", arguments=("--output", str(report)))
    text = report.read_text()
    assert text.startswith("`fieldguide check`: 1 warning, 1 note.\n\n## External link is broken")
    assert f"- [ ] `{service.url}gone` does not exist (status 404). (`" in text
    assert f"- [ ] `{service.url}old` has moved permanently. Its new URL is `{service.url}new`. (`" in text
    assert "docs/index.md:3`)" in text


def test_report_escapes_markup(tmp_path):
    names = ["@everybody <b>", "a” @someone #12 [x](https://evil.example) <img src=x>", "`a` | b"]
    files = {**DATA, "docs/page.md": f"---\ncontributors: {json.dumps(names)}\n---\n"}
    check_files(tmp_path, files)
    text = run("check", str(tmp_path), "--format", "markdown", root=tmp_path).output
    assert "`@everybody <b>`" in text
    assert "@\u200bsomeone \\#\u200b12 \\[x\\](https:\u200b//evil.example) \\<img src=x\\>" in text
    assert "`\ufffda\ufffd | b`" in text
