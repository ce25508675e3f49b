"""The front-matter key `scholar`: what the lists of references on a page have in common.

The keys are those of jekyll-scholar's configuration.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from mkdocs_fieldguide.model.entries import ONE_OR_LIST, OptionalText, TextList

MONTHS = 12

LIST_PARAMETERS = ("query", "sort_by", "order", "group_by", "group_order", "style", "template")
"""The settings that are parameters of the tag `bibliography`, too, which take precedence."""


def _join(value: object) -> object:
    if value is None:
        return ""
    return ", ".join(map(str, value)) if isinstance(value, (list, tuple)) else value


def _check_months(names: list[str]) -> list[str]:
    if names and len(names) != MONTHS:
        raise ValueError(f"{len(names)} names of months instead of {MONTHS}")
    return names


FieldNames = Annotated[str, BeforeValidator(_join), WithJsonSchema(ONE_OR_LIST)]
"""One or more names, as text in which commas separate them."""


class ListSettings(BaseModel):
    """Settings of the lists of references on a page."""

    # Partials may use further keys of a site.
    model_config = ConfigDict(frozen=True, extra="allow", str_strip_whitespace=True, defer_build=True)

    query: OptionalText = Field(None, description="Only entries that match this query.")
    sort_by: FieldNames = Field("", description="Fields to sort by; `none` for the order of the style.")
    order: FieldNames = Field("", description="`ascending` or `descending`, for each field.")
    group_by: FieldNames = Field("", description="Fields to group by; `none` for one list.")
    group_order: FieldNames = Field("", description="`ascending` or `descending`, for each level.")
    style: OptionalText = Field(None, description="Citation style of the lists.")
    template: OptionalText = Field(None, description="Partial of each entry.")
    type_names: dict[str, str] = Field({}, description="Headings of groups by type.")
    type_aliases: dict[str, str] = Field({}, description="Types that are grouped as another one.")
    type_order: TextList = Field([], description="Order of groups by type; other types follow.")
    month_names: Annotated[TextList, AfterValidator(_check_months)] = Field(
        [], description="Headings of groups by month: twelve names."
    )

    def parameters(self) -> dict[str, str]:
        """Return the parameters of the tag `bibliography` that are set."""
        return {name: value for name in LIST_PARAMETERS if (value := getattr(self, name))}
