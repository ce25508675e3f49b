"""People, organisations and tools in the terms of schema.org (https://schema.org, version 29).

Bioschemas profiles are named (https://bioschemas.org/profiles) where what they ask for is known.
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
from mkdocs_fieldguide.model.urls import web_url
from mkdocs_fieldguide.registry.registry import Registry

Node = dict[str, Any]

_PROFILES = "https://bioschemas.org/profiles/"
_KINDS: Mapping[str, str] = {
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
"""What a tool's `type` makes of it; every other one is software."""


def conforms_to(profile: str) -> Node:
    """Return the statement that a node keeps to a profile of Bioschemas, such as `Dataset/1.0-RELEASE`."""
    return {"@id": f"{_PROFILES}{profile}", "@type": "CreativeWork"}


def drop_empty(node: Node) -> Node:
    """Return a node without what is empty; lists of one are that one."""
    single = {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value for key, value in node.items()
    }
    return {key: value for key, value in single.items() if value not in (None, "", [], {})}


@dataclass(frozen=True, slots=True)
class NodeFactory:
    """Makes nodes of what a guide knows.

    Attributes:
        registry: everything that is known.
        root: whole address of the site, with `/` at its end.
        tool_pages: address of each tool's page below the root, by id.
        people_pages: address of each person's page, by name.
        organisation_pages: address of each organisation's page, by name.
        country_pages: address of each country's page, by code.
        picture: gives the whole address of a picture that may be shown; empty for any other.
        plain: gives a text with inline Markdown as plain text.
    """

    registry: Registry
    root: str
    tool_pages: Mapping[str, str] = field(default_factory=dict)
    people_pages: Mapping[str, str] = field(default_factory=dict)
    organisation_pages: Mapping[str, str] = field(default_factory=dict)
    country_pages: Mapping[str, str] = field(default_factory=dict)
    picture: Callable[[str | None], str] = lambda path: ""
    plain: Callable[[str], str] = str

    def party(self, name: str, role: str = "") -> Node:
        """Return somebody who is credited: a person, or an organisation."""
        registry = self.registry
        if name not in registry.people and (name in registry.organisations or role == FUNDING):
            return self.organisation(name)
        return self.person(name)

    def person(self, name: str) -> Node:
        """Return a person or collective, known or only named."""
        known = self.registry.people.get(name)
        page = self._address(self.people_pages, name)
        orcid = f"https://orcid.org/{known.orcid}" if known and known.orcid else ""
        group = known is not None and known.is_collective
        return drop_empty(
            {
                "@type": "Organization" if group else "Person",
                "@id": orcid or (f"{page}#{'group' if group else 'person'}" if page else ""),
                "name": name,
                "identifier": orcid,
                "url": page,
            }
        )

    def whole_person(self, person: Person) -> Node:
        """Return a person with all that may be told."""
        affiliations = self.registry.affiliations.get(person.name, ())
        group = person.is_collective
        git = f"https://github.com/{quote(person.git)}" if person.git else ""
        return drop_empty(
            {
                **self.person(person.name),
                "image": self.picture(person.image_url),
                "sameAs": [url for url in (git, _web(person.url)) if url],
                "memberOf" if group else "affiliation": [self.organisation(name) for name in affiliations],
                "member": self._members(person.name) if group else None,
            }
        )

    def organisation(self, name: str) -> Node:
        """Return an organisation, known or only named."""
        known = self.registry.organisations.get(name)
        page = self._address(self.organisation_pages, name)
        identifier = normalise_ror(known.pid or "") if known else None
        return drop_empty(
            {
                "@type": "Organization",
                "@id": identifier or (f"{page}#organisation" if page else ""),
                "name": name,
                "identifier": identifier,
                "url": (_web(known.url) if known else "") or page,
            }
        )

    def whole_organisation(self, organisation: Organisation) -> Node:
        """Return an organisation with all that is known."""
        other_id = organisation.pid if organisation.pid and not normalise_ror(organisation.pid) else ""
        return drop_empty(
            {
                **self.organisation(organisation.name),
                "logo": self.picture(organisation.image_url),
                "sameAs": other_id,
                "member": self._members(organisation.name),
            }
        )

    def tool(self, tool: Tool) -> Node:
        """Return a tool or resource as pages name it."""
        page = self._address(self.tool_pages, tool.id) if tool.country is None else ""
        return drop_empty(
            {
                "@type": _KINDS.get((tool.type or "").replace("_", " ").casefold(), "SoftwareApplication"),
                "@id": f"{page}#tool" if page else "",
                "name": tool.name,
                "url": _web(tool.url) or page,
            }
        )

    def whole_tool(self, tool: Tool, named_on: list[Node]) -> Node:
        """Return a tool or resource with all that is known, and the pages that name it."""
        node = self.tool(tool)
        is_software = node["@type"] == "SoftwareApplication"
        original = self.registry.tools.get(tool.instance_of or "")
        kind = (tool.type or "").replace("_", " ")
        description = self.plain(tool.description)
        return drop_empty(
            {
                **node,
                "dct:conformsTo": conforms_to("ComputationalTool/1.0-RELEASE")
                if is_software and description and _web(tool.url)
                else None,
                "description": description,
                "applicationCategory" if is_software else "keywords": kind,
                "sameAs": [link.url for link in external_links(tool.registry) if link.key != "tess"],
                "provider": [self.party(name) for name in tool.organisation],
                "isBasedOn": self.tool(original) if original else None,
                "subjectOf": named_on,
            }
        )

    @staticmethod
    def reference(reference: Reference) -> Node:
        """Return a publication that a page cites."""
        csl = reference.csl
        doi = str(csl.get("DOI") or "").strip()
        address = f"https://doi.org/{quote(doi, safe='/:;()._-')}" if doi.startswith("10.") else ""
        kind = str(csl.get("type") or "")
        scholarly = kind in ("article-journal", "paper-conference", "article")
        return drop_empty(
            {
                "@type": "ScholarlyArticle" if scholarly else "CreativeWork",
                "@id": address,
                "name": str(csl.get("title") or ""),
                "url": address or _web(str(csl.get("URL") or "")),
            }
        )

    def _members(self, name: str) -> list[Node]:
        """Return those who belong to an organisation or collective today."""
        members = self.registry.members.get(name, ())
        return [self.person(person.name) for person in members if not (person.hidden or person.former)]

    def _address(self, pages: Mapping[str, str], key: str) -> str:
        return self.root + pages[key] if key in pages else ""


def _web(url: str | None) -> str:
    return web_url(url or "") or ""
