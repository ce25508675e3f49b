"""Lists of mentions link to existing anchors, also where no button or link is possible."""

from support.guide import DATA

PAGE = '# Page\n\n[Read {% tool "spade" %} and {% cite digging_2020 %}](https://example.org/).\n'


def test_mention_in_a_link_has_an_anchor(site):
    built = site({**DATA, "docs/page.md": PAGE})
    page = built.page("page/")
    ids = {element["id"] for element in page.select("[id]")}
    back = [a["href"] for a in page.select(".fg-bibliography a[href^='#']")]
    assert back
    assert {href.removeprefix("#") for href in back} <= ids
    named = built.page("tools/spade/").select_one("article a[href*='page/#']")
    assert named["href"].partition("#")[2] in ids
