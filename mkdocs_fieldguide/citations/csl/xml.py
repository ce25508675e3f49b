"""Reading a style's or locale's XML, which may come from anywhere, without trusting it."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

MAX_BYTES = 2_000_000
MAX_DEPTH = 80
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


class XmlError(ValueError):
    """The XML cannot be used; the message says why."""


class XmlNode:
    """An element: its name and attributes without namespaces, its children, its own text."""

    __slots__ = ("attributes", "children", "get", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], text: str) -> None:
        self.tag = tag
        self.attributes = attributes
        self.get = attributes.get
        self.text = text
        self.children: list[XmlNode] = []

    def find(self, tag: str) -> XmlNode | None:
        """Return the first child of that name, or None."""
        return next((child for child in self.children if child.tag == tag), None)

    def findall(self, tag: str) -> list[XmlNode]:
        """Return all children of that name."""
        return [child for child in self.children if child.tag == tag]

    def walk(self) -> Iterator[XmlNode]:
        """Iterate over this element and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


class _Builder(ElementTree.TreeBuilder):
    """Refuses a document type before any entity in it is looked at: no expansion, no network."""

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        raise XmlError("it has a document type declaration, which is refused for safety")


def parse_xml(data: bytes) -> XmlNode:
    """Return the root element of an XML text.

    Raises:
        XmlError: if it is not well formed, too large, too deep, or declares a document type.
    """
    if len(data) > MAX_BYTES:
        raise XmlError(f"it is larger than {MAX_BYTES} bytes")
    parser = ElementTree.XMLParser(target=_Builder())  # noqa: S314 - document types are refused above
    try:
        parser.feed(data)
        root = parser.close()
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise XmlError(str(error)) from None
    return _convert(root, 0)


def _convert(element: ElementTree.Element, depth: int) -> XmlNode:
    if depth > MAX_DEPTH:
        raise XmlError(f"elements are nested more than {MAX_DEPTH} deep")
    attributes = {}
    for name, value in element.attrib.items():
        attributes["lang" if name == _XML_LANG else name.rpartition("}")[2]] = value
    node = XmlNode(element.tag.rpartition("}")[2], attributes, element.text or "")
    node.children = [_convert(child, depth + 1) for child in element]
    return node
