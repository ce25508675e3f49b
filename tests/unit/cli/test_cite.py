"""The whole command `fieldguide cite`, with a server on this machine and recorded responses."""

# More than 300 lines: all tests run one command, with the same server and site.

from __future__ import annotations

import os
import socket

import pytest
from support import recorded
from support.answering import answering, redirect_to, respond
from support.hanging import must_not_block

from mkdocs_fieldguide.cli import main
from mkdocs_fieldguide.lookup.services import CSL_JSON

OLD = "@article{old_2000,\n  title = {Old},\n  doi = {10.1234/OLD}\n}\n"
ELSEWHERE = "@book{sicp, title = {SICP}, isbn = {0-262-51087-1}}\n"


@pytest.fixture
def service(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with answering() as running:
        running.answers[f"/{recorded.DOI}"] = respond(recorded.CROSSREF, media_type=CSL_JSON)
        running.answers[recorded.PMID_PATH] = respond(recorded.PUBMED)
        running.answers[recorded.ISBN_PATH] = respond(recorded.OPEN_LIBRARY)
        for kind in ("CITE", "PMID", "ISBN"):
            monkeypatch.setenv(f"FIELDGUIDE_{kind}_SERVICE", running.url)
        yield running


@pytest.fixture
def guide(tmp_path, monkeypatch):
    """Create a site with a bibliography and make it the working directory."""
    (tmp_path / "docs" / "_data").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: Guide\nplugins:\n  - fieldguide\n")
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "docs" / "_data" / "references.bib").write_text(OLD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def bib(guide):
    return guide / "docs" / "_data" / "references.bib"


@pytest.mark.usefixtures("service")
def test_doi_is_added_to_the_sites_bibliography(bib, capsys):
    assert main(["cite", f"https://doi.org/{recorded.DOI}"]) == 0
    assert bib.read_text() == f"{OLD}\n{recorded.ENTRY}\n"
    said = capsys.readouterr()
    assert said.out == "Added to docs/_data/references.bib. Cite it as {% cite wilkinson_fair_2016 %}.\n"
    assert said.err == ""


@pytest.mark.usefixtures("service")
@pytest.mark.parametrize(
    ("identifier", "key"),
    [(f"pmid:{recorded.PMID}", "wilkinson_fair_2016"), (recorded.ISBN, "abelson_structure_1996")],
)
def test_pmid_and_isbn(bib, identifier, key):
    assert main(["cite", identifier]) == 0
    assert f"{{{key},\n" in bib.read_text()


@pytest.mark.usefixtures("service")
def test_dry_run_prints_the_entry_and_writes_nothing(bib, capsys):
    assert main(["cite", "--dry-run", recorded.DOI]) == 0
    assert capsys.readouterr().out == recorded.ENTRY + "\n"
    assert bib.read_text() == OLD


@pytest.mark.usefixtures("service")
def test_custom_key(bib, capsys):
    assert main(["cite", recorded.DOI, "--key", "fair"]) == 0
    assert "@article{fair,\n" in bib.read_text()
    assert main(["cite", recorded.ISBN, "--key", "FAIR"]) == 1
    assert "The key “FAIR” is already taken." in capsys.readouterr().err


@pytest.mark.usefixtures("service")
def test_generated_key_is_unique_in_all_files(guide, bib):
    (guide / "docs" / "_data" / "a.bib").write_text("@misc{Wilkinson_FAIR_2016, title = {Other}}\n")
    assert main(["cite", recorded.DOI]) == 0
    assert "@article{wilkinson_fair_2016-1,\n" in bib.read_text()


@pytest.mark.usefixtures("service")
def test_another_file(guide, bib):
    assert main(["cite", recorded.DOI, "--to", "new.bib"]) == 0
    assert (guide / "new.bib").read_text() == f"{recorded.ENTRY}\n"
    assert bib.read_text() == OLD


@pytest.mark.usefixtures("service")
def test_without_a_site_a_file_is_required(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["cite", recorded.DOI]) == 2
    assert "name the bibliography with --to FILE" in capsys.readouterr().err
    assert main(["cite", recorded.DOI, "--to", "new.bib"]) == 0
    assert (tmp_path / "new.bib").read_text().startswith("@article{wilkinson_fair_2016,")


@pytest.mark.usefixtures("service")
def test_first_bibliography_is_created(bib):
    bib.unlink()
    assert main(["cite", recorded.DOI]) == 0
    assert bib.read_text() == f"{recorded.ENTRY}\n"


def test_settings_configure_service_and_file(guide, service, monkeypatch):
    monkeypatch.delenv("FIELDGUIDE_CITE_SERVICE")
    (guide / "mkdocs.yml").write_text(
        "site_name: Guide\nplugins:\n  - fieldguide:\n      bibliography: [b/*.json, b/*.bib]\n"
        f"      cite_service: {service.url}\n"
    )
    (guide / "b").mkdir()
    (guide / "b" / "one.bib").write_text("")
    (guide / "b" / "other.json").write_text("[]")
    assert main(["cite", recorded.DOI]) == 0
    assert (guide / "b" / "one.bib").read_text() == f"{recorded.ENTRY}\n"
    assert (guide / "b" / "other.json").read_text() == "[]"


def test_option_overrides_the_environment(bib, service, monkeypatch):
    monkeypatch.setenv("FIELDGUIDE_CITE_SERVICE", "http://127.0.0.1:1/")
    assert main(["cite", recorded.DOI, "--service", service.url.rstrip("/")]) == 0
    assert "wilkinson" in bib.read_text()


@pytest.mark.usefixtures("bib")
@pytest.mark.parametrize(
    ("identifier", "key", "requests"),
    [
        ("doi:10.1234/old", "old_2000", 0),
        (recorded.ISBN, "sicp", 0),
        (f"pmid:{recorded.PMID}", "fair", 1),  # its DOI is only in the response
    ],
)
def test_existing_entry_is_reported(guide, service, capsys, identifier, key, requests):
    other = guide / "docs" / "_data" / "more.bib"
    other.write_text(ELSEWHERE + f"@article{{fair, title = {{F}}, doi = {{{recorded.DOI.upper()}}}}}\n")
    before = other.read_text()
    assert main(["cite", identifier]) == 1
    said = capsys.readouterr().err
    assert f"is already in the bibliography, with the key “{key}” (docs/_data/" in said
    assert said.count("\n") == 1
    assert len(service.requests) == requests
    assert other.read_text() == before
    assert (guide / "docs" / "_data" / "references.bib").read_text() == OLD


def file_state(path):
    """Return the metadata of a file that writing changes and reading does not."""
    now = path.stat()
    return now.st_ino, now.st_size, now.st_mtime_ns


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (respond({}, 404), "DOI 10.1038/sdata.2016.18 was not found: 127.0.0.1:"),
        (respond({}, 500), "has an internal error"),
        (respond("<html>", media_type="text/html"), "a web page instead of data"),
        (respond("{"), "invalid JSON"),
        (respond({"no": "title"}), "the response has no title"),
        (redirect_to("file:///etc/passwd"), "unsupported URL"),
        (lambda handler: handler.connection.recv(1) and None, "did not answer within 0.5 seconds"),
    ],
)
def test_failure_is_one_sentence_and_does_not_change_the_file(bib, service, capsys, answer, sentence):
    service.answers[f"/{recorded.DOI}"] = answer
    before = file_state(bib)
    # On a busy machine, a normal response can take more than half a second.
    patience = "0.5" if "0.5" in sentence else "30"
    assert main(["cite", recorded.DOI, "--timeout", patience]) == 1
    said = capsys.readouterr()
    assert sentence in said.err
    assert said.err.startswith("fieldguide cite: ")
    assert said.err.count("\n") == 1
    assert said.out == ""
    assert file_state(bib) == before
    assert bib.read_text() == OLD


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:{port}/",
        "http://localhost:{port}/",
        "http://127.1:{port}/",
        "//[::ffff:7f00:1]:{port}/",
    ],
)
@pytest.mark.parametrize("identifier", [recorded.DOI, f"pmid:{recorded.PMID}", recorded.ISBN])
def test_redirect_to_a_private_machine_is_not_followed(bib, service, capsys, target, identifier):
    """The user chooses the service, but not the targets of its redirects."""
    with answering() as secret:
        target = target.format(port=secret.url.rsplit(":", 1)[1].strip("/"))
        for path in (f"/{recorded.DOI}", recorded.PMID_PATH, recorded.ISBN_PATH):
            service.answers[path] = redirect_to(target)
        assert main(["cite", identifier]) == 1
        assert secret.requests == []
    said = capsys.readouterr().err
    assert "which has no public address." in said
    assert said.count("\n") == 1
    assert bib.read_text() == OLD


@pytest.mark.usefixtures("guide")
def test_usual_services_are_on_the_public_web(service, capsys, monkeypatch):
    """The default services are not requested if their names resolve to private addresses."""
    monkeypatch.delenv("FIELDGUIDE_CITE_SERVICE")
    requests = []

    def lookup(host, port, **_):
        requests.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("169.254.169.254", port))]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert main(["cite", recorded.DOI]) == 1
    assert "doi.org has no public address." in capsys.readouterr().err
    assert requests == ["doi.org"]


def test_named_pipe_is_not_a_bibliography(guide, service, capsys):
    with must_not_block():
        os.mkfifo(guide / "docs" / "_data" / "pipe.bib")
        assert main(["cite", recorded.DOI]) == 0
        capsys.readouterr()
        assert main(["cite", recorded.ISBN, "--to", str(guide / "docs" / "_data" / "pipe.bib")]) == 1
    assert "it is a named pipe, not a regular file." in capsys.readouterr().err


def test_no_network(bib, capsys):
    assert main(["cite", recorded.DOI, "--service", "http://127.0.0.1:1/"]) == 1
    assert "127.0.0.1:1 cannot be reached: Connection refused." in capsys.readouterr().err
    assert bib.read_text() == OLD


@pytest.mark.usefixtures("service")
def test_several_identifiers_are_added_together_or_not_at_all(bib, capsys):
    assert main(["cite", recorded.DOI, "10.1234/missing", "10.1234/old"]) == 1
    assert bib.read_text() == OLD
    assert capsys.readouterr().err.count("fieldguide cite: ") == 2
    assert main(["cite", recorded.DOI, recorded.DOI.upper()]) == 1
    assert "already in the bibliography, with the key “wilkinson_fair_2016”." in capsys.readouterr().err
    assert main(["cite", recorded.DOI, recorded.ISBN]) == 0
    text = bib.read_text()
    assert text.startswith(OLD)
    assert text.count("\n\n@") == 2


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nonsense"], "is not a DOI"),
        ([recorded.DOI, recorded.ISBN, "--key", "a"], "only be used with one publication"),
        ([recorded.DOI, "--key", "a b"], "letters, digits"),
        ([recorded.DOI, "--key", "a}\n@evil{b"], "letters, digits"),
        ([recorded.DOI, "--timeout", "0"], "at most 3600 seconds"),
        ([recorded.DOI, "--timeout", "nan"], "at most 3600 seconds"),
        ([recorded.DOI, "--to", "a.json"], "name a .bib file"),
    ],
)
def test_invalid_arguments(bib, service, capsys, arguments, sentence):
    assert main(["cite", *arguments]) == 2
    assert sentence in capsys.readouterr().err
    assert service.requests == []
    assert bib.read_text() == OLD


@pytest.mark.usefixtures("guide")
def test_service_must_be_a_web_url(capsys):
    assert main(["cite", recorded.DOI, "--service", "file:///etc/"]) == 1
    assert "http" in capsys.readouterr().err


@pytest.mark.usefixtures("service")
def test_entry_is_added_only_to_a_configured_bibliography(bib, capsys, monkeypatch):
    monkeypatch.setattr("mkdocs_fieldguide.citations.bibliography_files.MAX_BYTES", len(OLD) + 20)
    assert main(["cite", recorded.DOI]) == 1
    assert "could not be read back" in capsys.readouterr().err
    assert bib.read_text() == OLD


@pytest.mark.usefixtures("service")
def test_keys_of_invalid_entries_are_not_reused(bib):
    damaged = OLD + "@misc{wilkinson_fair_2016, note = {no title}\n@article(Wilkinson_fair_2016-1\n"
    bib.write_text(damaged)
    assert main(["cite", recorded.DOI]) == 0
    assert bib.read_text().startswith(damaged)
    assert "@article{wilkinson_fair_2016-2,\n" in bib.read_text()


@pytest.mark.usefixtures("service")
def test_hostile_responses_are_escaped_in_the_entry(bib, service):
    service.answers[f"/{recorded.DOI}"] = respond(
        {
            "title": "One}\n}\n@evil{x, title={\\input{/etc/passwd}",
            "author": [{"family": "Bobby}, and {Tables", "given": "\x1b[31m"}],
            "DOI": "10.1/x}\n@evil{y,",
            "URL": "javascript:alert(1)",
            "type": "evil{",
        }
    )
    assert main(["cite", recorded.DOI]) == 0
    text = bib.read_text()
    assert "\n@evil" not in text
    assert text.count("\n@") == 1
    assert "javascript" not in text
    assert "\x1b" not in text


def test_build_sends_no_requests(bib, service, monkeypatch):
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    monkeypatch.setenv("NO_MKDOCS_2_WARNING", "1")
    build(load_config(str(bib.parents[2] / "mkdocs.yml")))
    assert service.requests == []
