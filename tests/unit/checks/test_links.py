"""Links, anchors and pictures in a page's HTML."""

import pytest

from mkdocs_fieldguide.checks.links import find_anchors, images_without_alt


@pytest.mark.parametrize(
    ("html", "anchors"),
    [
        ("<h2 id='a b'>x</h2><a name=c></a><P ID=\"d\">", {"a b", "c", "d"}),
        ("<a id='a' name='b'>", {"a", "b"}),
        ("<p id>", set()),
        ("<p title='a > b' id='c'>", {"c"}),
        ("<p title=' id=x ' data-id='y' class='name'>", set()),
        ("<!-- <p id='a'> --><p id='b'></p id='c'>", {"b"}),
        ("id='a' <p", set()),
    ],
)
def test_anchors_are_the_ids_and_names_of_tags(html, anchors):
    assert find_anchors(html) == anchors


@pytest.mark.parametrize(
    ("html", "addresses"),
    [
        ("<img src='a.png'><IMG SRC=b.png>", ["a.png", "b.png"]),
        ("<img>", [""]),
        ("<img alt='a' src='a.png'><img src='b.png' alt><img src='c.png' ALT=''>", []),
        ("<img src='a.png' title=' alt=x'>", ["a.png"]),
        ("<!-- <img src='a.png'> --><image src='b.png'>", []),
    ],
)
def test_images_without_alt_are_found(html, addresses):
    assert images_without_alt(html) == addresses
