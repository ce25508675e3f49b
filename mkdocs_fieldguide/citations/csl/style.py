"""A style, read: its macros, layouts and options."""

from __future__ import annotations

from collections.abc import Mapping

from mkdocs_fieldguide.citations.csl.locales import Locale, build_locale
from mkdocs_fieldguide.citations.csl.names import INHERITED
from mkdocs_fieldguide.citations.csl.xml import XmlError, XmlNode, parse_xml


class StyleSection:
    """The `<citation>` or `<bibliography>` of a style.

    Attributes:
        layout: the layout element.
        keys: the sort keys, in their order.
        names: options for names in force here.
        get: the element's own attributes.
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
    """An independent style.

    Raises:
        XmlError: if the text is no usable CSL style.

    Attributes:
        default_locale: the language that the style is written for; may be empty.
        numeric: references are known by their number.
        superscript: citations are superscript.
        own_suffix: the style says itself where a year suffix goes.
    """

    def __init__(self, data: bytes, language: str) -> None:
        root = parse_xml(data)
        if root.tag != "style":
            raise XmlError("its root element is not <style>")
        self.macros: Mapping[str, XmlNode] = {node.get("name", ""): node for node in root.findall("macro")}
        citation = root.find("citation")
        if citation is None:
            raise XmlError("it has no <citation>, as a dependent style has none")
        self.citation = StyleSection(citation, root)
        bibliography = root.find("bibliography")
        self.bibliography = StyleSection(bibliography, root) if bibliography else None
        self.locale: Locale = build_locale(language, root.findall("locale"))
        self.demote = root.get("demote-non-dropping-particle", "display-and-sort")
        self.page_form = root.get("page-range-format", "")
        self.default_locale = root.get("default-locale", "")
        self.note = root.get("class") == "note"
        variables = [node.get("variable", "") for node in root.walk()]
        self.own_suffix = "year-suffix" in variables
        reached = self._reached(self.citation.layout)
        self.numeric = any(node.get("variable") == "citation-number" for node in reached)
        self.superscript = any(node.get("vertical-align") == "sup" for node in reached)

    def _reached(self, layout: XmlNode) -> list[XmlNode]:
        """Return the elements below a layout and in the macros that it calls, each once."""
        found: list[XmlNode] = []
        waiting, seen = [layout], set()
        while waiting:
            for node in waiting.pop().walk():
                found.append(node)
                name = node.get("macro")
                if name and name not in seen and name in self.macros:
                    seen.add(name)
                    waiting.append(self.macros[name])
        return found
