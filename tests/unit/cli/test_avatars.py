"""The whole command `fieldguide avatars`, with a server on this machine."""

import gzip
import threading

import pytest
from support.answering import answering, redirect_to, respond

from mkdocs_fieldguide.cli import main
from mkdocs_fieldguide.net.fetch_image import picture_type

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 50
JPEG = b"\xff\xd8\xff\xe0" + b"\0" * 50
HOSTS = ("--allow", "127.0.0.1")


@pytest.fixture
def service(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with answering() as running:
        monkeypatch.setenv("FIELDGUIDE_AVATAR_SERVICE", running.url)
        yield running


@pytest.fixture
def guide(tmp_path, monkeypatch, service):
    """Create a site with people and make it the working directory."""
    (tmp_path / "docs" / "_data").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: Guide\nplugins:\n  - fieldguide\n")
    (tmp_path / "docs" / "_data" / "CONTRIBUTORS.yml").write_text(
        "Ada Example: {git: ada}\n"
        f"ben: {{name: Ben Example, image_url: '{service.url}ben'}}\n"
        "Local Example: {git: local, image_url: images/local.png}\n"
        "Hidden Example: {git: hidden, hidden: true}\n"
        "Cy Example:\n"
    )
    service.answers |= {
        "/ada.png?size=160": respond(PNG, media_type="image/png"),
        "/ben": respond(JPEG),
    }
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stored(guide):
    folder = guide / "docs" / "images" / "people"
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*"))}


def test_pictures_are_stored_and_reported(guide, service, capsys):
    assert main(["avatars", *HOSTS]) == 0
    assert stored(guide) == {"ada-example.png": PNG, "ben.jpg": JPEG}
    assert capsys.readouterr().out == (
        "Ada Example: docs/images/people/ada-example.png\nBen Example: docs/images/people/ben.jpg\n"
    )
    assert [path for path, _ in service.requests] == ["/ada.png?size=160", "/ben"]


def test_stored_pictures_are_fetched_again_only_with_refresh(guide, service):
    main(["avatars", *HOSTS])
    service.requests.clear()
    assert main(["avatars", *HOSTS]) == 0
    assert service.requests == []
    service.answers["/ben"] = respond(PNG)
    assert main(["avatars", "ben", "--again", *HOSTS]) == 0
    assert stored(guide) == {"ada-example.png": PNG, "ben.png": PNG}


def test_dry_run_sends_no_requests(guide, service, capsys):
    assert main(["avatars", "--dry-run"]) == 0
    assert capsys.readouterr().out == (
        f"Ada Example: {service.url}ada.png?size=160\nBen Example: {service.url}ben\n"
    )
    assert (service.requests, stored(guide)) == ([], {})


def send_endless_picture(handler):
    handler.send_response(200)
    handler.end_headers()
    while True:
        handler.wfile.write(PNG * 1000)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (respond({}, 404), "has no picture at this URL (status 404)."),
        (respond(b"<html>", media_type="image/png"), "is not a PNG, JPEG, GIF or WebP picture."),
        (
            respond(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            "is not a PNG, JPEG, GIF or WebP picture.",
        ),
        (respond(b""), "is not a PNG, JPEG, GIF or WebP picture."),
        (respond(PNG * 1000), "is larger than 10 kB."),
        (send_endless_picture, "is larger than 10 kB."),
        (redirect_to("/ben"), "redirects too many times."),
        (redirect_to("http://localhost:1/x"), "localhost:1 has no public address."),
        (redirect_to("http://[::ffff:169.254.169.254]/x"), "has no public address."),
        (redirect_to("file:///etc/passwd"), "“file:///etc/passwd” is not a supported URL."),
        (redirect_to("ftp://example.org/x"), "is not a supported URL."),
        (
            redirect_to("ftp://example.org/\x1b[31m\x9b"),
            "“ftp://example.org/%1B[31m%9B” is not a supported URL.",
        ),
        (
            respond(gzip.compress(PNG * 1000), headers={"Content-Encoding": "gzip"}),
            "PNG, JPEG, GIF or WebP picture.",
        ),
        (redirect_to("http://[x/"), "is not a supported URL."),
        (lambda handler: handler.wfile.write(b"no HTTP\r\n"), "cannot be reached, or does not speak HTTP."),
    ],
)
def test_invalid_picture_is_not_stored_and_does_not_affect_others(guide, service, capsys, answer, said):
    service.answers["/ben"] = answer
    assert main(["avatars", "--size", "10", *HOSTS]) == 1
    assert list(stored(guide)) == ["ada-example.png"]
    errors = capsys.readouterr().err
    assert errors.startswith("Ben Example: ")
    assert errors.endswith(f"{said}\n")
    assert errors.count("\n") == 1


@pytest.mark.parametrize("host", ["/bei", "http://127.0.0.1:{port}/bei"])
def test_redirects_are_followed(guide, service, host):
    service.answers["/ben"] = redirect_to(host.format(port=service.url.rsplit(":", 1)[1].strip("/")))
    service.answers["/bei"] = respond(PNG)
    assert main(["avatars", "ben", *HOSTS]) == 0
    assert stored(guide) == {"ben.png": PNG}


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "127.1", "[::ffff:127.0.0.1]", "2130706433"])
def test_redirect_to_another_private_machine_or_port_is_not_followed(guide, service, capsys, host):
    with answering() as secret:
        port = secret.url.rsplit(":", 1)[1].strip("/")
        service.answers["/ben"] = redirect_to(f"http://{host}:{port}/secret")
        named = service.url.removeprefix("http://").strip("/")
        assert main(["avatars", "ben", "--allow", named]) == 1
        assert secret.requests == []
    assert capsys.readouterr().err == f"Ben Example: {host}:{port} has no public address.\n"
    assert stored(guide) == {}


def test_one_timeout_covers_all_redirects(guide, service, capsys):
    over = threading.Event()
    service.answers |= {"/ben": redirect_to("/b"), "/b": redirect_to("/c"), "/c": lambda _: over.wait(60)}
    assert main(["avatars", "ben", "--timeout", "0.5", *HOSTS]) == 1
    over.set()
    assert "did not answer within 0.5 seconds." in capsys.readouterr().err


def test_hosts_that_are_not_public_are_not_requested(guide, service, capsys):
    assert main(["avatars"]) == 1
    assert service.requests == []
    assert capsys.readouterr().err.count("has no public address.") == 2
    assert stored(guide) == {}


def test_nothing_is_written_outside_the_docs(guide, capsys, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (guide / "docs" / "images").mkdir()
    (guide / "docs" / "images" / "people").symlink_to(elsewhere)
    assert main(["avatars", *HOSTS]) == 1
    assert list(elsewhere.iterdir()) == []
    assert "is outside the docs folder" in capsys.readouterr().err


def test_picture_that_is_an_escaping_symlink_is_not_replaced(guide, service, capsys, tmp_path_factory):
    victim = tmp_path_factory.mktemp("elsewhere") / "victim"
    victim.write_text("mine")
    (guide / "docs" / "images" / "people").mkdir(parents=True)
    (guide / "docs" / "images" / "people" / "ben.jpg").symlink_to(victim)
    assert main(["avatars", "ben", "--again", *HOSTS]) == 1
    assert victim.read_text() == "mine"
    assert "is outside the docs folder" in capsys.readouterr().err


def test_two_people_have_different_files(guide, service, capsys):
    with (guide / "docs" / "_data" / "CONTRIBUTORS.yml").open("a", encoding="utf-8") as file:
        file.write("Ädä Éxample: {git: other}\n")
    assert main(["avatars", *HOSTS]) == 1
    assert "/other.png?size=160" not in [path for path, _ in service.requests]
    assert "Ada Example has the same file name; give one of them an id." in capsys.readouterr().err


def test_unknown_names(guide, capsys):
    assert main(["avatars", "Nobody", "ben", *HOSTS]) == 1
    assert capsys.readouterr().err == "Nobody: no person has this name or id.\n"
    assert list(stored(guide)) == ["ben.jpg"]


def test_missing_site_is_an_error(tmp_path, capsys):
    assert main(["avatars", "--path", str(tmp_path)]) == 2
    assert "No usable mkdocs.yml" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (PNG, "png"),
        (JPEG, "jpg"),
        (b"GIF89a", "gif"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"RIFF", ""),
        (b"BM", ""),
    ],
)
def test_picture_type_is_detected_from_its_content(data, ending):
    assert picture_type(data) == ending
