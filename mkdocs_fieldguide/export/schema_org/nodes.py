"""People, organisations, tools and references as schema.org nodes (https://schema.org, version 29).

A node declares a Bioschemas profile (https://bioschemas.org/profiles) if it has all required properties.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from mkdocs_fieldguide.content.identifiers import normalise_ror
from mkdocs_fieldguide.model.external_registries import external_links
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.references import Reference
from mkdocs_fieldguide.model.roles import FUNDING
from mkdocs_fieldguide.model.tools import Tool
from mkdocs_fieldguide.model.urls import doi_url, web_url
from mkdocs_fieldguide.registry.registry import Registry

Node = dict[str, Any]

_PROFILES = "https://bioschemas.org/profiles/"
_TYPES: Mapping[str, str] = {
    "catalogue": "DataCatalog",
    "data resource": "DataCatalog",
    "database": "DataCatalog",
    "dataset": "Dataset",
    "guideline": "CreativeWork",
    "identifier": "CreativeWork",
    "policy": "CreativeWork",
    "registry": "DataCatalog",
    "repository": "DataCatalog",
    "standard": "CreativeWork",
    "training": "LearningResource",
    "website": "WebSite",
}
"""The schema.org type for each tool type; all others are `SoftwareApplication`."""


def make_profile(profile: str) -> Node:
    """Return the value of `dct:conformsTo` for a Bioschemas profile, such as `Dataset/1.0-RELEASE`."""
    return {"@id": f"{_PROFILES}{profile}", "@type": "CreativeWork"}


def drop_empty(node: Node) -> Node:
    """Return a node without empty values; a list with one item becomes the item."""
    single = {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()
    }
    return {key: value for key, value in single.items() if value not in (None, "", [], {})}


@dataclass(frozen=True, slots=True)
class NodeFactory:
    """Creates nodes for the content of the guide.

    Attributes:
        registry: the registry.
        root: absolute URL of the site, with a final `/`.
        tool_pages: URL of each tool's page relative to the root, by id.
        people_pages: URL of each person's page, by name.
        organisation_pages: URL of each organisation's page, by name.
        country_pages: URL of each country's page, by code.
        picture: returns the absolute URL of a picture; an empty string if it must not be published.
        plain: converts inline Markdown to plain text.
    """

    # More than seven parameters: one mapping for each kind of page, most of them optional.
    registry: Registry
    root: str
    tool_pages: Mapping[str, str] = field(default_factory=dict)
    people_pages: Mapping[str, str] = field(default_factory=dict)
    organisation_pages: Mapping[str, str] = field(default_factory=dict)
    country_pages: Mapping[str, str] = field(default_factory=dict)
    picture: Callable[[str | None], str] = lambda path: ""
    plain: Callable[[str], str] = str

    def party(self, name: str, role: str = "") -> Node:
        """Return a credited person or organisation."""
        registry = self.registry
        if name not in registry.people and (name in registry.organisations or role == FUNDING):
            return self.organisation(name)
        return self.person(name)

    def person(self, name: str) -> Node:
        """Return a brief node for a person or collective, who need not be in the registry."""
        known = self.registry.people.get(name)
        page = self._make_url(self.people_pages, name)
        orcid = f"https://orcid.org/{known.orcid}" if known and known.orcid else ""
        is_group = known is not None and known.is_collective
        return drop_empty(
            {
                "@type": "Organization" if is_group else "Person",
                "@id": orcid or (f"{page}#{'group' if is_group else 'person'}" if page else ""),
                "name": name,
                "identifier": orcid,
                "url": page,
            }
        )

    def detailed_person(self, person: Person) -> Node:
        """Return a node for a person with all public properties."""
        affiliations = self.registry.affiliations.get(person.name, ())
        is_group = person.is_collective
        git = f"https://github.com/{quote(person.git)}" if person.git else ""
        return drop_empty(
            {
                **self.person(person.name),
                "image": self.picture(person.image_url),
                "sameAs": [url for url in (git, _require_web_url(person.url)) if url],
                "memberOf" if is_group else "affiliation": [self.organisation(name) for name in affiliations],
                "member": self._list_members(person.name) if is_group else None,
            }
        )

    def organisation(self, name: str) -> Node:
        """Return a brief node for an organisation, which need not be in the registry."""
        known = self.registry.organisations.get(name)
        page = self._make_url(self.organisation_pages, name)
        identifier = normalise_ror(known.pid or "") if known else None
        return drop_empty(
            {
                "@type": "Organization",
                "@id": identifier or (f"{page}#organisation" if page else ""),
                "name": name,
                "identifier": identifier,
                "url": (_require_web_url(known.url) if known else "") or page,
            }
        )

    def detailed_organisation(self, organisation: Organisation) -> Node:
        """Return a node for an organisation with all properties."""
        other_id = organisation.pid if organisation.pid and not normalise_ror(organisation.pid) else ""
        return drop_empty(
            {
                **self.organisation(organisation.name),
                "logo": self.picture(organisation.image_url),
                "sameAs": other_id,
                "member": self._list_members(organisation.name),
            }
        )

    def tool(self, tool: Tool) -> Node:
        """Return a brief node for a tool or resource."""
        page = self._make_url(self.tool_pages, tool.id) if tool.country is None else ""
        return drop_empty(
            {
                "@type": _TYPES.get((tool.type or "").replace("_", " ").casefold(), "SoftwareApplication"),
                "@id": f"{page}#tool" if page else "",
                "name": tool.name,
                "url": _require_web_url(tool.url) or page,
            }
        )

    def detailed_tool(self, tool: Tool, mentioned_on: list[Node]) -> Node:
        """Return a node for a tool or resource with all properties and the pages that mention it."""
        node = self.tool(tool)
        is_software = node["@type"] == "SoftwareApplication"
        original = self.registry.tools.get(tool.instance_of or "")
        kind = (tool.type or "").replace("_", " ")
        description = self.plain(tool.description)
        return drop_empty(
            {
                **node,
                "dct:conformsTo": make_profile("ComputationalTool/1.0-RELEASE")
                if is_software and description and _require_web_url(tool.url)
                else None,
                "description": description,
                "applicationCategory" if is_software else "keywords": kind,
                "sameAs": [link.url for link in external_links(tool.registry) if link.key != "tess"],
                "provider": [self.party(name) for name in tool.organisation],
                "isBasedOn": self.tool(original) if original else None,
                "subjectOf": mentioned_on,
            }
        )

    @staticmethod
    def reference(reference: Reference) -> Node:
        """Return a node for a cited publication."""
        csl = reference.csl
        doi = str(csl.get("DOI") or "").strip()
        url = doi_url(doi) if doi.startswith("10.") else ""
        kind = str(csl.get("type") or "")
        is_scholarly = kind in ("article-journal", "paper-conference", "article")
        return drop_empty(
            {
                "@type": "ScholarlyArticle" if is_scholarly else "CreativeWork",
                "@id": url,
                "name": str(csl.get("title") or ""),
                "url": url or _require_web_url(str(csl.get("URL") or "")),
            }
        )

    def _list_members(self, name: str) -> list[Node]:
        """Return the current members of an organisation or collective."""
        members = self.registry.members.get(name, ())
        return [self.person(person.name) for person in members if not (person.hidden or person.former)]

    def _make_url(self, pages: Mapping[str, str], key: str) -> str:
        return self.root + pages[key] if key in pages else ""


def _require_web_url(url: str | None) -> str:
    return web_url(url or "") or ""
