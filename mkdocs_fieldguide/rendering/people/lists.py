"""Lists of people and organisations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from mkdocs_fieldguide.findings.codes import Code
from mkdocs_fieldguide.findings.suggestions import NameIndex, suggest_name
from mkdocs_fieldguide.markup.directive import Call
from mkdocs_fieldguide.markup.placeholders import Placeholder
from mkdocs_fieldguide.model.entries import slugify
from mkdocs_fieldguide.model.pages import PageInfo
from mkdocs_fieldguide.model.people import Organisation, Person
from mkdocs_fieldguide.model.roles import ROLES_BY_PERSON_LABEL, role_id
from mkdocs_fieldguide.rendering.context import RenderContext
from mkdocs_fieldguide.rendering.people.people import PeopleRenderer, View
from mkdocs_fieldguide.rendering.people.role_labels import role_label
from mkdocs_fieldguide.rendering.tables.facets import Facet, build_facets, join_facet_values

TILES_FOR_FILTERS = 7
"""Minimum number of people for filters."""


class PeopleLists:
    """Renders lists with links relative to one depth of the site.

    Args:
        context: the context of rendering.
        people: renders single people and organisations.
    """

    def __init__(self, context: RenderContext, people: PeopleRenderer) -> None:
        self._context = context
        self._people = people

    def all_people(self, *, ordered: bool = True, columns: int = 0) -> Markup:
        """Render all people: those in the data, and those that are only credited on pages."""
        registry = self._context.registry
        names = (*registry.people, *registry.unregistered_names)
        return self._person_tiles(names, ordered=ordered, columns=columns, filtered=True)

    def all_organisations(self) -> Markup:
        """Render all organisations that are not hidden from listings."""
        exposed = (entry.name for entry in self._context.registry.organisations.values() if entry.expose)
        return self.organisation_tiles(exposed)

    def contributors(self, mark: Placeholder) -> Markup:
        """Render the people of a `contributors` directive."""
        call = mark.call
        if call is None:
            return Markup("")
        registry = self._context.registry
        names = self._custom_names(call, mark) or [*registry.people, *registry.unregistered_names]
        return self._chosen_people(call, mark, names)

    def page_contributors(self, mark: Placeholder, info: PageInfo) -> Markup:
        """Render the people of a page: its credits, or tiles if the directive has arguments."""
        call = mark.call
        if call is None:
            return Markup("")
        if not call.values:
            return self._people.credits(info)
        organisations = self._context.registry.organisations
        credited = {name: None for _, name, _ in info.credited() if name not in organisations}
        role = call.text("role")
        if role and not self._has_own_role(role):
            credited = dict.fromkeys(info.credits.get(role_id(role), ()))
        return self._chosen_people(call, mark, self._custom_names(call, mark) or list(credited), on_page=True)

    def affiliations(self, mark: Placeholder) -> Markup:
        """Render the organisations of an `affiliations` directive."""
        call = mark.call
        if call is None:
            return Markup("")
        organisations = self._context.registry.organisations
        wanted = _given_names(call)
        names = [self._context.registry.aliases.resolve_supporter(name) for name in wanted]
        for name in names:
            if name not in organisations and name not in self._context.registry.countries:
                self._context.findings.add(
                    Code.UNKNOWN_ORGANISATION,
                    mark.location,
                    f"“{name[:80]}” is neither an organisation in the data nor a country code.",
                    suggest_name(name, organisations),
                )
        kind = call.text("type")
        names = names or [entry.name for entry in organisations.values() if entry.expose]
        if kind:
            names = [name for name in names if _is_of_type(organisations.get(name), kind)]
        if not names:
            types = {entry.type for entry in organisations.values() if entry.type}
            hint = suggest_name(kind, types) if kind else ""
            self._report_nothing(mark, "There are no organisations to show.", hint)
        return self.organisation_tiles(
            names, ordered=call.flag("sort", default=not wanted), columns=call.values.get("col", 0)
        )

    def _chosen_people(
        self, call: Call, mark: Placeholder, names: Sequence[str], *, on_page: bool = False
    ) -> Markup:
        role = call.text("role")
        if role and self._has_own_role(role):
            people = self._context.registry.people
            names = [name for name in names if name in people and _has(people[name], role)]
        elif role and not on_page:
            pages = self._context.registry.pages_by_person
            names = [name for name in names if role_id(role) in pages.get(name, {})]
        if not any(not self._people.person(name)["hidden"] for name in names):
            self._report_nothing(mark, "There are no people to show.", self._role_hint(role))
        chosen = bool(_given_names(call))
        return self._person_tiles(
            names,
            ordered=call.flag("sort", default=not chosen),
            columns=call.values.get("col", 0),
            filtered=not chosen and not on_page,
        )

    def _custom_names(self, call: Call, mark: Placeholder) -> list[str]:
        """Return the full names of the people in a directive's arguments, and report unknown ones."""
        registry = self._context.registry
        names = [registry.aliases.resolve_credit(name) for name in _given_names(call)]
        for name in names:
            if name in registry.people or name in registry.organisations:
                continue
            message = f"“{name[:80]}” is not in the data"
            if hint := suggest_name(name, self._names, 0.85):
                self._context.findings.add(Code.MISSPELT_PERSON, mark.location, f"{message}.", hint)
            else:
                message = f"{message}, so only the name is shown."
                self._context.findings.add(Code.UNLISTED_PERSON, mark.location, message)
        return names

    def _has_own_role(self, role: str) -> bool:
        return any(_has(person, role) for person in self._context.registry.people.values())

    def _role_hint(self, role: str) -> str:
        if not role:
            return ""
        registry = self._context.registry
        own = (text for person in registry.people.values() for text in person.roles)
        credited = (text for roles in registry.pages_by_person.values() for text in roles)
        return suggest_name(role, [*own, *credited])

    def _report_nothing(self, mark: Placeholder, message: str, hint: str) -> None:
        self._context.findings.add(Code.NOTHING_TO_SHOW, mark.location, message, hint)

    @property
    def _names(self) -> NameIndex:
        registry = self._context.registry
        return NameIndex((*registry.people, *registry.organisations))

    def _person_tiles(
        self, names: Iterable[str], *, ordered: bool, columns: int = 0, filtered: bool = False
    ) -> Markup:
        shown = [self._person_tile(name) for name in dict.fromkeys(names)]
        shown = [tile for tile in shown if not tile["hidden"]]
        if ordered:
            shown.sort(key=lambda tile: (tile["former"], slugify(tile["name"])))
        filtered = filtered and len(shown) >= TILES_FOR_FILTERS
        return self._context.templates.partial(
            "people",
            people=shown,
            columns=columns,
            facets=self._facets(shown) if filtered else None,
        )

    def _person_tile(self, name: str) -> View:
        registry = self._context.registry
        known = registry.people.get(name)
        roles = registry.pages_by_person.get(name, {})
        return {
            **self._people.person(name),
            "roles": self._people.roles(known) if known else [],
            "affiliations": [self._people.organisation(text) for text in registry.affiliations.get(name, ())],
            "former": bool(known and known.former),
            "pages": len({page.path for pages in roles.values() for page in pages}),
        }

    def _facets(self, tiles: Sequence[View]) -> list[Facet]:
        """Return the filters of tiles of people, and set the values of each tile."""
        words = self._context.words
        # The labels are those on the tiles, which come from the entries of people.
        own = {
            _role_of(role): label
            for tile in tiles
            if tile["known"]
            for role, label in zip(tile["known"].roles, tile["roles"], strict=True)
        }
        rows: list[Mapping[str, Sequence[tuple[str, str]]]] = []
        for tile in tiles:
            roles = {_role_of(role) for role in tile["known"].roles} if tile["known"] else set()
            roles |= self._context.registry.pages_by_person.get(tile["name"], {}).keys()
            labels = {role: own.get(role) or role_label(words, role) for role in sorted(roles)}
            if tile["former"]:
                labels["former"] = words("former")
            chosen_by = {
                "role": join_facet_values(labels),
                "organisation": join_facet_values(
                    {part["name"]: part["shown"] for part in tile["affiliations"]}
                ),
            }
            rows.append(chosen_by)
            tile["values"] = {name: [value for value, _ in pairs] for name, pairs in chosen_by.items()}
        return build_facets({"role": words("role"), "organisation": words("organisation")}, rows)

    def organisation_tiles(self, names: Iterable[str], *, ordered: bool = True, columns: int = 0) -> Markup:
        """Render tiles grouped by type, in order of the first appearance of each type."""
        registry = self._context.registry
        by_type: dict[str, list[View]] = {}
        labels: dict[str, str] = {}
        for name in dict.fromkeys(names):
            known = registry.organisations.get(name)
            kind = known.type or "" if known else ""
            label = labels.setdefault(_normalise_type(kind), kind)
            by_type.setdefault(label, []).append(self._people.organisation(name))
        if ordered:
            for group in by_type.values():
                group.sort(key=lambda tile: slugify(tile["shown"]))
        return self._context.templates.partial("organisations", groups=by_type, columns=columns)


def _role_of(own: str) -> str:
    """Return the id of the role that a label such as “Editor” in a person's entry belongs to."""
    role = role_id(own)
    return ROLES_BY_PERSON_LABEL.get(role, role)


def _has(person: Person, role: str) -> bool:
    return any(role_id(own) == role_id(role) for own in person.roles)


def _is_of_type(organisation: Organisation | None, kind: str) -> bool:
    return organisation is not None and _normalise_type(organisation.type or "") == _normalise_type(kind)


def _normalise_type(kind: str) -> str:
    return slugify(kind) if kind else ""


def _given_names(call: Call) -> list[str]:
    """Return the names in the arguments; the includes of ETT have several parameters for them."""
    keys = ("custom", "contributors_list", "supported_by_list", "affiliations_list")
    return next((list(names) for key in keys if (names := call.names(key))), [])
