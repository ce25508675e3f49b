"""Generate GitHub issue forms for adding a tool or a contributor from the models.

https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from mkdocs_fieldguide.model.entries import Entry
from mkdocs_fieldguide.model.external_registries import BUILT_IN_REGISTRIES, ExternalRegistry
from mkdocs_fieldguide.model.people import Person
from mkdocs_fieldguide.model.tools import Tool

_FORMS: dict[str, tuple[type[Entry], str, str, dict[str, str]]] = {
    "add-a-tool": (
        Tool,
        "Add a tool or resource",
        "Tool: ",
        {
            "name": "Name",
            "id": "Id",
            "url": "Website",
            "description": "What it is for, in one or two sentences",
            "related_pages": "Related pages of this guide",
            "how_to_access": "How to get access",
        },
    ),
    "add-me": (
        Person,
        "Add me as a contributor",
        "Contributor: ",
        {
            "name": "Full name, as it should be shown",
            "git": "GitHub login",
            "orcid": "ORCID iD",
            "email": "E-mail address, if it may be published",
            "affiliation": "Affiliations, one per line",
            "role": "Role",
            "url": "Website",
        },
    ),
}
_MULTI_LINE = frozenset({"description", "affiliation", "related_pages", "how_to_access"})
_EXAMPLES = {"id": "my-tool", "url": "https://example.org", "orcid": "0000-0002-1825-0097"}


def build_issue_forms(registries: Mapping[str, ExternalRegistry] = BUILT_IN_REGISTRIES) -> dict[str, str]:
    """Return the forms by file name; the form for tools has a field for the id in each registry."""
    return {f"{name}.yml": _build_form(*settings, registries) for name, settings in _FORMS.items()}


def _build_form(
    model: type[Entry],
    name: str,
    title: str,
    questions: dict[str, str],
    registries: Mapping[str, ExternalRegistry],
) -> str:
    body: list[dict[str, Any]] = []
    for key, label in questions.items():
        field = model.model_fields[key]
        attributes = {"label": label}
        if field.description:
            attributes["description"] = field.description
        if key in _EXAMPLES:
            attributes["placeholder"] = _EXAMPLES[key]
        body.append(
            {
                "type": "textarea" if key in _MULTI_LINE else "input",
                "id": key,
                "attributes": attributes,
                # The id can be derived from the name.
                "validations": {"required": key == "description" or (field.is_required() and key != "id")},
            }
        )
    if model is Tool:
        body.extend(
            {
                "type": "input",
                "id": key,
                "attributes": {"label": f"Id at {registry.label}"},
                "validations": {"required": False},
            }
            for key, registry in registries.items()
        )
    description = f"{name} by filling in this form."
    form = {"name": name, "description": description, "title": title, "body": body}
    return yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=100)
