"""A hostile old site migrates as far as it can, within bounds, and the report names the rest."""

import pytest
from support.site import write_files

from mkdocs_fieldguide.cli import main

PAGE = "---\ntitle: A\n---\n"
LEVELS = [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 9)}]" for level in range(1, 9)]
BOMB = "\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x]", *LEVELS, ""])
ITSELF = "subitems: &s [{title: A, subitems: *s}, {title: B, subitems: *s}]\n"
DEEP = "[" * 20_000 + "]" * 20_000 + "\n"
LOOP = "{% for i in (1..1000000000) %}"
OLD = {
    "_config.yml": "title: A\nurl: 'http://[x'\ngtag: [1]\nmatomo: 'http://[x'\nbaseurl: //evil\n"
    "theme_variables: {privacy_statement_url: 'http://[x', 1: 2, null: 3}\n",
    "index.html": PAGE + "<div>" * 20_000 + "Text",
    "tags.html": PAGE + "<body>" + "<a " * 20_000,
    "large.md": PAGE + "word {{ site.title | upcase }} " * 40_000,
    "endless.md": PAGE + LOOP * 2 + "x{% endfor %}{% endfor %}\n",
    "itself.md": PAGE + "{% include itself.html %}\n",
    "growing.md": PAGE
    + "{% assign a = 'xxxxxxxxxx' %}"
    + "{% assign a = a | append: a %}" * 60
    + "{{ a }}\n",
    "latin.md": (PAGE + "ä {{ site.title | upcase }}\n").encode("latin-1"),
    "utf16.md": PAGE.encode("utf-16"),
    "nul.md": PAGE + "\0 {{ site.title | upcase }}\n",
    "bomb.md": "---\n" + BOMB + "---\n{{ page.a8 | jsonify }}\n",
    "_includes/itself.html": "{% include itself.html %}\n",
    "_includes/bytes.html": b"\xff\xfe{{",
    "_data/sidebars/main.yml": BOMB + "subitems: *a8\n",
    "_data/sidebars/itself.yml": ITSELF,
    "_data/topnav.yml": DEEP,
    "CNAME": b"\xff\xfe\x00",
    ".gitignore": b"\xff\xfe",
    ".github/workflows/bytes.yml": b"\xff\xfe",
}


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    for path, content in OLD.items():
        write_files(folder / "old", {path: content if isinstance(content, bytes) else content.encode()})
    with (folder / "old/video.mp4").open("wb") as file:
        file.truncate(2_000_000_000_000)
    assert main(["migrate", "--analytics", "--workflow", str(folder / "old"), str(folder / "new")]) == 0
    return folder / "new"


def test_what_is_too_much_is_reported_with_its_reason(new):
    report = (new / "MIGRATION.md").read_text(encoding="utf-8")
    needed = report.partition("## Next steps")[0]
    for line in (
        "`index.html`: Its Liquid was not computed: its HTML is nested more than 256 levels deep.",
        "`tags.html`: Its Liquid was not computed: its HTML has too many tags without `>`.",
        "`large.md`: Its Liquid was not computed: it is longer than 1,000,000 characters.",
        "`endless.md`: Its Liquid was not computed: its loops have more than 100,000 steps",
        "`itself.md`: Its Liquid was not computed:",
        "`growing.md`: Its Liquid was not computed:",
        "_data/sidebars/main.yml was not read: it has more than 100,000 items or 100 levels.",
        "_data/sidebars/itself.yml was not read: it has more than 100,000 items or 100 levels.",
        "_data/topnav.yml",
        "Matomo is not loaded: its setting is not valid.",
        "`video.mp4`: It is larger than 1 GB; copy it yourself.",
    ):
        assert line in needed
    assert len(report) < 20_000


def test_everything_else_is_migrated(new):
    files = [path for path in new.rglob("*") if path.is_file()]
    written = {
        path.relative_to(new / "docs").as_posix() for path in files if path.is_relative_to(new / "docs")
    }
    pages = {path.replace(".html", ".md") for path in OLD if "/" not in path and path[-3:] in (".md", "tml")}
    assert pages - {"utf16.md"} < written
    assert (new / "docs/latin.md").read_bytes() == OLD["latin.md"]
    assert (new / "docs/large.md").read_bytes() == OLD["large.md"].encode()
    assert sum(path.stat().st_size for path in files) < 10_000_000


@pytest.mark.parametrize(
    ("config", "reason"),
    [
        (f"{BOMB}defaults: [{{scope: {{path: ''}}, values: {{key: *a8}}}}]\n", "more than 100,000 items"),
        ("defaults: &d [{scope: {path: ''}, values: {key: *d}}]\n", "more than 100,000 items"),
        (DEEP, "_config.yml"),
        ("? [a, b]\n: c\n", "found unhashable key"),
        ("title: ä\n".encode("utf-16"), "Cannot read"),
    ],
    ids=["bomb", "itself", "deep", "key", "encoding"],
)
def test_settings_that_cannot_be_read_end_the_migration(tmp_path, capsys, config, reason):
    data = config if isinstance(config, bytes) else config.encode()
    write_files(tmp_path / "old", {"_config.yml": data, "index.md": PAGE})
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 2
    error = capsys.readouterr().err
    assert error.startswith("fieldguide migrate: ")
    assert reason in error
    assert error.count("\n") == 1
    assert not (tmp_path / "new").exists()
