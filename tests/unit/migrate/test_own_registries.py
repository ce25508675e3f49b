"""Links of an own table of tools to another catalogue."""

import pytest
import yaml
from support.site import write_files

from mkdocs_fieldguide.cli import main
from mkdocs_fieldguide.migrate.own_registries import add_registries, find_registries

TABLE = """
<td>{{ tool.name }}
{%- if tool.catalogue == "Plants" %}
  <a href="https://plants.example.org/#/{{ tool.id }}" target="_blank">In
  Plants</a>
{%- endif %}
{% if tool.url %}<a href="{{ tool.url }}">{{ tool.name }}</a>{% endif %}</td>
"""
TOOLS = """\
# Tools
- id: spade
  name: Spade
  catalogue: Plants

# Others
- id: rake
  name: Rake
  catalogue: Plants
  registry:
    biotools: rake
- id: hoe
  catalogue: Other
- {id: sieve, catalogue: Plants}
"""
CHANGED = """\
# Tools
- id: spade
  name: Spade
  catalogue: Plants
  registry:
    plants: 'spade'

# Others
- id: rake
  name: Rake
  catalogue: Plants
  registry:
    plants: 'rake'
    biotools: rake
- id: hoe
  catalogue: Other
"""


def test_the_links_become_a_registry_with_the_ids_of_the_tools(tmp_path):
    tools = TOOLS.replace("- {id: sieve, catalogue: Plants}\n", "")
    files = {"_includes/resource-table-all.html": TABLE, "_data/tool_and_resource_list.yml": tools}
    write_files(
        tmp_path / "old", {"_config.yml": "title: Guide\n", "index.md": "---\ntitle: A\n---\n", **files}
    )
    assert main(["migrate", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    plugins = yaml.safe_load((tmp_path / "new/mkdocs.yml").read_text())["plugins"]
    assert plugins[-1]["fieldguide"]["registries"] == {
        "plants": {"name": "In Plants", "url": "https://plants.example.org/#/{id}"}
    }
    assert (tmp_path / "new/_data/tool_and_resource_list.yml").read_text() == CHANGED


@pytest.mark.parametrize("tools", [TOOLS, "- id: [\n", "id: spade\n", "", "- a\n- id: x\n"])
def test_data_that_cannot_be_changed_safely_is_not_changed(tools):
    assert add_registries(tools, find_registries(TABLE)) == tools
