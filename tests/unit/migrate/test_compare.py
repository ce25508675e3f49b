"""Comparison of two built sites."""

from support.site import write_files

from mkdocs_fieldguide.cli import main

WORDS = "one two three four five six seven eight nine ten"
OLD = {
    "index.html": f"<main><h1>Home</h1><p>{WORDS}</p></main>",
    "kept.html": f"<main><h2 id='part'>Part</h2><h2 id='gone'>Gone</h2><p>{WORDS}</p></main>",
    "lost.html": "<main>x</main>",
    "old.html": '<meta http-equiv="refresh" content="0; url=/kept">',
    "list.html": "<main><div>tasks<a>Soil and</a></div><td>Much longer titl...</td><label>x</label>"
    "<td>Spade<br>In Plants</td></main>",
    "short.html": f"<main><nav>menu of the old theme</nav><p>{WORDS} and some more words</p></main>",
    "menus.html": "<main><button>Unfold this part</button><div class=page-contributors>"
    "<button>Ada Example</button><ul class=dropdown-menu>Of some institute</ul></div></main>",
    "images/a.png": "",
    "images/b.png": "",
    "assets/js/main.js": "",
    "assets/flags/xx.svg": "",
    "redirects.json": "",
    "blog.html": "<main><p id='term'>a</p><a name='mark'></a><h1 id='top'>b</h1><li id='same'>c</li>"
    "<button id='send'>d</button><div id='skip-tool-table'></div>"
    "<div id='sidebar'></div><div id='credits-cite'>e</div></main>",
    "moved.html": "<main>far</main>",
    "round.html": "<main>away</main>",
    "feed.xml": "<feed xmlns='http://www.w3.org/2005/Atom'><title>Kit</title>"
    "<entry><title>Sow &amp; reap</title><link href='https://example.org/a'/></entry>"
    "<entry><title>Dig deep</title></entry><entry><title>Dig deep</title></entry>"
    "<entry><title/><link href='https://example.org/b'/></entry></feed>",
    "old/rss.xml": "<rss><channel><title>Kit</title><item><title>Rake</title></item></channel></rss>",
    "other.xml": "<entries><entry><title>No feed</title></entry></entries>",
}
NEW = {
    "index.html": f"<article><h1>Home</h1><p>{WORDS}</p></article>",
    "kept/index.html": f"<article><h2 id='part'>Part</h2><h2>Gone</h2><p>{WORDS}</p></article>",
    "kept.html": '<meta http-equiv="refresh" content="0; url=kept/">',
    "old/index.html": '<meta http-equiv="refresh" content="0; url=../kept/">',
    "old.html": '<meta http-equiv="refresh" content="0; url=kept/">',
    "list.html": "<article><p>Much longer title</p><p>tasks<a>Soil and</a></p>"
    "<td>Spade</td><td>For soil</td><td>In Plants</td></article>",
    "short.html": f"<article><p>{WORDS}</p></article>",
    "menus.html": "<nav>Unfold this part</nav><main><p>Ada Example</p></main>",
    "images/a.png": "",
    "blog.html": "<article><li id=same>a b c d e</li></article>",
    "moved.html": '<meta http-equiv="refresh" content="0; url=nowhere/">',
    "round.html": '<meta http-equiv="refresh" content="0; url=round.html">',
    "feed.xml": "<feed xmlns='http://www.w3.org/2005/Atom'><title>Kit</title>"
    "<entry><title>Dig Deep</title></entry><entry><title>sow &amp;  reap</title></entry></feed>",
    "other.xml": "<entries/>",
}


def compare(tmp_path, capsys, new=NEW):
    write_files(tmp_path / "old", OLD)
    write_files(tmp_path / "new", new)
    status = main(["migrate", "--compare", str(tmp_path / "old"), str(tmp_path / "new")])
    captured = capsys.readouterr()
    return status, (captured.out + captured.err).splitlines()


def test_what_the_new_site_lacks_is_listed(tmp_path, capsys):
    assert compare(tmp_path, capsys) == (
        1,
        [
            "10 pages of the old site were compared; 87.18% of their runs of 4 words are in the new one.",
            "8 addresses do not answer:",
            "  /lost.html",
            "  /lost",
            "  /moved.html",
            "  /moved",
            "  /round.html",
            "  /round",
            "  /images/b.png",
            "  /old/rss.xml",
            "4 anchors are missing:",
            "  /blog.html#term",
            "  /blog.html#mark",
            "  /blog.html#top",
            "  /kept.html#gone",
            "3 feed entries are missing:",
            "  /feed.xml: Dig deep",
            "  /feed.xml: https://example.org/b",
            "  /old/rss.xml: Rake",
            "2 pages lack more than 2% of their words:",
            "  /menus.html: 50.0% of the runs of 4 words, not “unfold this part”",
            "  /short.html: 63.6% of the runs of 4 words, not “eight nine ten and”",
        ],
    )


def test_equal_sites_differ_in_nothing(tmp_path, capsys):
    status, lines = compare(tmp_path, capsys, OLD)
    assert status == 0
    assert "100.00%" in lines[0]
    assert lines[1:] == [
        "0 addresses do not answer.",
        "0 anchors are missing.",
        "0 feed entries are missing.",
        "0 pages lack more than 2% of their words.",
    ]


def test_a_folder_that_is_no_built_site_is_named(tmp_path, capsys):
    status, lines = compare(tmp_path, capsys, {"x.html": ""})
    assert status == 2
    assert lines == [f"fieldguide migrate: {tmp_path / 'new'} is not a built site: it has no index.html."]
