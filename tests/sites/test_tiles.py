"""Which pages tiles show."""

import pytest

PAGES = {
    "docs/guides/index.md": "---\ntitle: Overview\ntype: guide\n---\n",
    "docs/guides/first.md": "---\ntitle: First\ntype: guide\n---\n",
}


@pytest.mark.parametrize("left_out", ["index.md", "index", "guides"])
def test_a_folders_own_page_is_left_out_by_its_file_name_or_its_folder(site, left_out):
    tag = f'{{% include section-navigation-tiles.html type="guide" except="{left_out}" %}}'
    built = site({**PAGES, "docs/index.md": f"# Home\n\n{tag}\n"})
    assert [tile["data-page"] for tile in built.page().select(".fg-tile")] == ["first"]
