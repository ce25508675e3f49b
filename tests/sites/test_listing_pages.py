"""Which page lists all tools."""

import pytest
from support.guide import DATA

TABLE = "{% include resource-table-all.html %}"


def test_a_page_with_the_table_is_the_listing(site):
    built = site({**DATA, "docs/registry.md": f"# Registry\n\n{TABLE}\n"})
    assert built.page("registry/").select_one("tr[data-id=spade]")
    assert "tools/index.html" not in built.files()


@pytest.mark.parametrize(
    "shown",
    [f"`{TABLE}`", f"``` markdown\n{TABLE}\n```", f"<!-- {TABLE} -->", f"{{% raw %}}{TABLE}{{% endraw %}}"],
)
def test_a_page_that_only_shows_the_tag_is_not(site, shown):
    built = site({**DATA, "docs/writing.md": f"# Writing\n\n{shown}\n"})
    assert built.page("tools/").select_one("tr[data-id=spade]")


@pytest.mark.parametrize(
    "text",
    [
        '{% include contributor-tiles-all.html role="author" %}',
        '{% contributors custom="Ada Example" %}',
        '{% include affiliation-tiles-selection.html type="funder" %}',
    ],
)
def test_a_chosen_part_is_no_listing_of_all(site, text):
    files = {
        "docs/some.md": text,
        "docs/_data/CONTRIBUTORS.yml": "Ada Example: {role: author}\n",
        "docs/_data/affiliations.yml": "- {name: Example Institute, type: funder}\n",
    }
    built = site(files, strict=False)
    assert {"contributors/index.html", "affiliations/index.html"} <= built.files()
