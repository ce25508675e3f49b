"""`fieldguide check --links` requests each external link once and classifies the result.

All servers run on this machine, so the tests allow 127.0.0.1 and no other private address.
"""

import socket
import threading
from collections import Counter

import pytest
from support.answering import answering, redirect_to, respond
from support.checking import check_files
from support.link_check import (
    FAST,
    HERE,
    check,
    close_connection,
    respond_in_order,
    send_endless_body,
    send_endless_continues,
    send_endless_headers,
    send_invalid_http,
    send_long_header,
    send_slowly,
    set_cookie,
    summaries,
)

NEVER = ("--link-timeout", "0.2")
"""For endless responses: each attempt waits for this many seconds."""


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
