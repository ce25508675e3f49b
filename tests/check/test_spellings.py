"""Names and ids are found in any Unicode form, and with double or no-break spaces; countries by any code."""

import unicodedata

import pytest
from support.checking import check_files
from support.site import CONFIG

from mkdocs_fieldguide.model.country_codes import COUNTRY_ALIASES
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.registry.countries import summarise_countries
from mkdocs_fieldguide.registry.registry import Registry


def other(text):
    """Return a text with accents as separate characters, and with a no-break space before each space."""
    return unicodedata.normalize("NFD", text).replace(" ", "\u00a0 ")


DATA = {
    "docs/_data/tool_and_resource_list.yml": f"""
- {{id: schéma, name: Schéma, description: x, related_pages: "{other("page é")}"}}
- id: deux
  name: Deux
  description: x
  instance_of: "{other("schéma")}"
  organisation: "{other("Société A")}"
""",
    "docs/_data/CONTRIBUTORS.yml": f"""
Zoë Example:
  git: zoe
  affiliation: "{other("Société A")}"
{other("Léa Example")}:
  git: lea
Team:
  type: collective
  git: team
  members: ["{other("Zoë Example")}", Léa Example]
""",
    "docs/_data/affiliations.yml": '- {name: Société A, url: "https://example.org/a"}\n',
    "docs/_data/events.yml": f'- {{name: E, startDate: 2031-01-01, related_pages: "{other("page é")}"}}\n',
    "docs/_data/references.bib": f"""
@article{{müller, author={{A, B}}, title={{T}}, year=2020}}
@article{{{other("weiß_é")}, author={{A, B}}, title={{U}}, year=2020}}
""",
    other("docs/images/é x.svg").replace("\u00a0", ""): '<svg xmlns="http://www.w3.org/2000/svg"/>',
    other("docs/fiché.md").replace("\u00a0", ""): "# Fiche\n",
    "docs/land.md": "---\ntitle: Land\npage_id: page é\ntype: tâche x\n---\n",
    "docs/index.md": f"""---
contributors: ["{other("Zoë Example")}"]
contributions:
  authorship: ["{other("Léa Example")}"]
supported_by: ["{other("Société A")}"]
related_pages: ["{other("page é")}"]
page_img: é x.svg
---
# H

{{% tool "{other("schéma")}" %}} {{% tool "deux" %}} {{% cite {other("müller")} weiß_é %}}
[a](fiché.md) [b](<{other("page é")}>) ![c](<images/é x.svg>) [d](fiche%CC%81.md)

{{% image file="é x.svg" alt="x" %}}

{{% contributors custom="{other("Zoë Example")}, Team" %}}

{{% affiliations custom="{other("Société A")}" %}}

{{% section_tiles type="{other("tâche x")}" %}}

{{% tool_table tag="{other("page é")}" %}}

{{% events related_pages="{other("page é")}" %}}
""",
}


def test_names_and_ids_are_found_in_any_unicode_form_and_with_any_spaces(tmp_path):
    types = {other("tâche x"): {"label": "T"}}
    defaults = [{"scope": {"path": other("land").strip()}, "values": {"editors": [other("Zoë Example")]}}]
    plugins = ["search", {"fieldguide": {"page_types": types, "defaults": defaults}}]
    result = check_files(tmp_path, DATA, config={**CONFIG, "plugins": plugins})
    assert result.findings == []


@pytest.mark.parametrize("alias", ["UK", "EL", "uk"])
def test_another_code_of_a_country_is_that_country(alias):
    code = COUNTRY_ALIASES[alias.upper()]
    page = PageInfo(path="a.md", country_code=alias)
    funded = PageInfo(path="b.md", supported_by=[alias.upper()], contributions={"funding": [alias.upper()]})
    registry = Registry(
        tools={"t": Tool(id="t", name="T", country=alias)},
        organisations={"O": Organisation(name="O", country=code)},
        countries={code: "A country"},
        pages={page.path: page, funded.path: funded},
    )
    (country,) = summarise_countries(registry).values()
    assert (country.code, country.page, len(country.resources), len(country.organisations)) == (
        code,
        page,
        1,
        1,
    )
    assert [found.path for found in country.supports] == ["b.md"]
    assert registry.pages["b.md"].contributions == {"funding": [code]}


def test_the_name_that_a_site_gives_to_another_code_of_a_country_is_that_of_the_country(tmp_path):
    files = {"docs/_data/countries.yml": "UK: Britain\n", "docs/a.md": "---\nsupported_by: [Britain]\n---\n"}
    (finding,) = [f for f in check_files(tmp_path, files).findings if f["line"] == 2]
    assert finding["hint"] == "The country code is “GB”."
