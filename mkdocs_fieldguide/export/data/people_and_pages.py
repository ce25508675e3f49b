"""Export people, organisations and pages to JSON; see `tools_and_references` for the stability of the format.

The files do not include hidden people, e-mail addresses, or pages with `search_exclude`.
"""

from __future__ import annotations

from typing import Any

from mkdocs_fieldguide.content.identifiers import normalise_ror
from mkdocs_fieldguide.export.data.tools_and_references import Published, format_json
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person


def build_people_json(published: Published) -> str:
    """Return all people: `{"version": 1, "people": [{"name", "orcid", …}]}`."""
    visible = (person for person in published.registry.people.values() if not person.hidden)
    return format_json("people", [_export_person(published, person) for person in visible])


def build_organisations_json(published: Published) -> str:
    """Return all organisations: `{"version": 1, "organisations": [{"name", "type", "ror", …}]}`."""
    organisations = published.registry.organisations.values()
    return format_json("organisations", [_export_organisation(published, one) for one in organisations])


def build_pages_json(published: Published) -> str:
    """Return all pages written by authors: `{"version": 1, "pages": [{"id", "title", "url", …}]}`.

    Pages with `search_exclude` are left out, as in all listings.
    """
    tools = _group_by_page(published.tool_mentions)
    references = _group_by_page(published.citations)
    pages = [
        {
            **_export_page(published, info),
            "tools": tools.get(info.path, []),
            "references": references.get(info.path, []),
        }
        for info in published.registry.pages.values()
        if info.path in published.pages and info.path in published.written and not info.search_exclude
    ]
    return format_json("pages", pages)


def _export_person(published: Published, person: Person) -> dict[str, Any]:
    registry = published.registry
    by_page: dict[str, list[str]] = {}
    for role, pages in registry.pages_by_person.get(person.name, {}).items():
        for page in pages:
            if not page.search_exclude:
                by_page.setdefault(page.path, []).append(role)
    return {
        "name": person.name,
        "kind": "collective" if person.is_collective else "person",
        "orcid": person.orcid,
        "git": person.git,
        "url": published.url(person.url),
        "roles": list(person.roles),
        "former": person.former,
        "until": person.until,
        "members": [name for name in person.members if name not in published.hidden_people],
        "affiliations": [
            {"name": name, "ror": _get_ror(registry.organisations.get(name))}
            for name in registry.affiliations.get(person.name, ())
        ],
        "page": published.link(published.people_pages, person.name),
        "pages": [
            {**published.page(path), "roles": roles}
            for path, roles in by_page.items()
            if path in published.pages
        ],
    }


def _export_organisation(published: Published, organisation: Organisation) -> dict[str, Any]:
    registry = published.registry
    name = organisation.name
    supported = registry.pages_by_organisation.get(name, ())
    return {
        "name": name,
        "type": organisation.type,
        "ror": _get_ror(organisation),
        "url": published.url(organisation.url),
        "listed": organisation.expose,
        "page": published.link(published.organisation_pages, name),
        "people": [person.name for person in registry.members.get(name, ()) if not person.hidden],
        "tools": [tool.id for tool in registry.tools_by_organisation.get(name, ())],
        "supports": published.list_pages(page.path for page in supported if not page.search_exclude),
    }


def _export_page(published: Published, info: PageInfo) -> dict[str, Any]:
    credits = {
        role: [name for name in names if name not in published.hidden_people]
        for role, names in info.credits.items()
    }
    return {
        **published.page(info.path),
        "type": info.type,
        "summary": published.markdown(info.summary),
        "description": published.markdown(info.description),
        "country": published.country(info.country_code),
        "credits": {role: names for role, names in credits.items() if names},
        "supported_by": list(dict.fromkeys(info.supported_by)),
        "related_pages": published.list_related_pages(info.related_page_ids, info.path),
        "training": [
            {"name": link.name, "url": published.url(link.url), "registry": link.registry}
            for link in info.more.get("training", ())
        ],
    }


def _get_ror(organisation: Organisation | None) -> str | None:
    return normalise_ror(organisation.pid or "") if organisation else None


def _group_by_page(mentions: Any) -> dict[str, list[str]]:
    by_page: dict[str, list[str]] = {}
    for name, paths in mentions.items():
        for path in paths:
            by_page.setdefault(path, []).append(name)
    return by_page
