"""Which pages a build generates, and their paths."""

import pytest

from mkdocs_fieldguide.builder.generated_pages import plan_listings
from mkdocs_fieldguide.config import ListingsConfig
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.registry import Registry


def test_two_kinds_of_entries_can_share_a_folder():
    options = ListingsConfig()
    options.load_dict({"tool_pages": "things", "people": "things"})
    assert options.validate() == ([], [])
    registry = Registry(tools={"ada": Tool(id="ada", name="Ada")}, people={"Ada": Person(name="Ada")})
    planned = plan_listings(options, {}, registry)
    paths = planned.tools["ada"], planned.people["Ada"]
    assert paths == ("things/ada.md", "things/ada-2.md")
    assert [planned.generated[path].kind.name for path in paths] == ["tool", "person"]


@pytest.mark.parametrize("listed", [True, False])
def test_listings_without_visible_entries_are_not_generated(listed):
    registry = Registry(
        people={"Ada": Person(name="Ada", hidden=not listed)},
        organisations={"Institute": Organisation(name="Institute", expose=listed)},
    )
    options = ListingsConfig()
    assert options.validate() == ([], [])
    planned = plan_listings(options, {}, registry)
    visible = {"contributors", "affiliations", "person"} if listed else set()
    assert {page.kind.name for page in planned.generated.values()} == {"organisation", *visible}
