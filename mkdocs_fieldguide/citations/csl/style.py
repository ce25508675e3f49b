"""Parse a style into its macros, layouts and options."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from mkdocs_fieldguide.citations.csl.locales import Locale, build_locale
from mkdocs_fieldguide.citations.csl.name_format import INHERITED
from mkdocs_fieldguide.citations.csl.xml import XmlError, XmlNode, parse_xml


class StyleSection:
    """The `<citation>` or `<bibliography>` element of a style.

    Attributes:
        layout: the `<layout>` element.
        keys: the sort keys, the most significant first.
        names: the name options of the section, including inherited ones.
        get: looks up an attribute of the element.
    """

    def __init__(self, node: XmlNode, style: XmlNode) -> None:
        layout = node.find("layout")
        if layout is None:
            raise XmlError(f"its <{node.tag}> has no <layout>")
        self.layout = layout
        sort = node.find("sort")
        self.keys = sort.findall("key") if sort else []
        self.get = node.attributes.get
        self.names: dict[str, str] = {}
        for source in (style, node):
            for option in INHERITED:
                if option in source.attributes:
                    self.names[option] = source.attributes[option]
            for option, name in (("name-form", "form"), ("name-delimiter", "delimiter")):
                if option in source.attributes:
                    self.names[name] = source.attributes[option]
            if "names-delimiter" in source.attributes:
                self.names["names-delimiter"] = source.attributes["names-delimiter"]


class Style:
    """An independent CSL style.

    Raises:
        XmlError: if the text is not a valid CSL style.

    Attributes:
        macros: the macros by name.
        citation: the `<citation>` element.
        bibliography: the `<bibliography>` element, if there is one.
        locale: the locale, with the overrides of the style.
        demote: the value of `demote-non-dropping-particle`.
        page_form: the value of `page-range-format`.
        default_locale: the language that the style was written for; may be empty.
        note: whether the style is meant for footnotes.
        numeric: whether citations are numbers.
        superscript: whether citations are superscript.
        wants_ranges: whether consecutive numbers become a range even without `collapse`.
        has_year_suffix: whether the style places the year suffix itself.
        has_disambiguate_condition: whether parts of the style are for ambiguous cites only.
        has_subsequent_form: whether later cites of a reference differ from the first one.
    """

    # More than twelve attributes: one for each property that is the same for all entries and cites, so that
    # it is looked up in the XML once.

    def __init__(self, data: bytes, language: str) -> None:
        root = parse_xml(data)
        if root.tag != "style":
            raise XmlError("its root element is not <style>")
        self.macros: Mapping[str, XmlNode] = {node.get("name", ""): node for node in root.findall("macro")}
        citation = root.find("citation")
        if citation is None:
            raise XmlError("it has no <citation> element; is it a dependent style?")
        self.citation = StyleSection(citation, root)
        bibliography = root.find("bibliography")
        self.bibliography = StyleSection(bibliography, root) if bibliography else None
        self.locale: Locale = build_locale(language, root.findall("locale"))
        self.demote = root.get("demote-non-dropping-particle", "display-and-sort")
        self.page_form = root.get("page-range-format", "")
        self.default_locale = root.get("default-locale", "")
        self.note = root.get("class") == "note"
        all_nodes = list(root.walk())
        self.has_year_suffix = any(node.get("variable") == "year-suffix" for node in all_nodes)
        self.has_disambiguate_condition = any(node.get("disambiguate") for node in all_nodes)
        self.has_subsequent_form = any(
            node.get("position") or node.get("et-al-subsequent-min") for node in all_nodes
        )
        info = root.find("info")
        identifier = info.find("id") if info else None
        # The IEEE style does not collapse cites, although the IEEE reference guide requires [1]–[4].
        self.wants_ranges = identifier is not None and identifier.text.strip().endswith("/ieee")
        nodes = self._list_nodes(self.citation.layout)
        self.numeric = any(node.get("variable") == "citation-number" for node in nodes)
        self.superscript = any(node.get("vertical-align") == "sup" for node in nodes)

    def _list_nodes(self, layout: XmlNode) -> list[XmlNode]:
        """Return the elements of a layout and of the macros that it calls, each macro once."""
        nodes: list[XmlNode] = []
        stack, seen = [layout], set()
        while stack:
            for node in stack.pop().walk():
                nodes.append(node)
                name = node.get("macro")
                if name and name not in seen and name in self.macros:
                    seen.add(name)
                    stack.append(self.macros[name])
        return nodes


@lru_cache(maxsize=4)
def load_style(data: bytes, language: str) -> Style:
    """Return a style; callers share it and must not modify it.

    Cached, because `mkdocs serve` loads the same styles for each rebuild.

    Raises:
        XmlError: if the text is not a valid CSL style.
    """
    return Style(data, language)
