"""What Word's fields and bound controls show of a document's properties and variables, and where that is stored."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from engross.word.model.fields import FieldView, fields_in, may_hold_fields
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, related_parts
from engross.word.opc.stories import may_hold, word_parts
from engross.word.opc.xml_names import VAL, Element, name

_CORE = "core-properties"
_APP = "extended-properties"
_CUSTOM = "custom-properties"
_CORE_NAMES = {"TITLE": "title", "SUBJECT": "subject", "KEYWORDS": "keywords", "COMMENTS": "description",
               "AUTHOR": "creator", "LASTSAVEDBY": "lastModifiedBy", "CATEGORY": "category", "CREATETIME": "created",
               "LASTSAVEDTIME": "modified", "LASTPRINTED": "lastPrinted", "REVISIONNUMBER": "revision"}  # fmt: skip
_APP_NAMES = {"COMPANY": "Company", "MANAGER": "Manager", "TEMPLATE": "Template", "HYPERLINKBASE": "HyperlinkBase",
              "TOTALEDITINGTIME": "TotalTime", "WORDS": "Words", "CHARACTERS": "Characters", "LINES": "Lines",
              "CHARACTERSWITHSPACES": "CharactersWithSpaces", "PARAGRAPHS": "Paragraphs", "PAGES": "Pages",
              "NAMEOFAPPLICATION": "Application"}  # fmt: skip
_OWN_FIELDS = frozenset({"TITLE", "SUBJECT", "KEYWORDS", "COMMENTS", "AUTHOR", "LASTSAVEDBY"})
_NAMING = frozenset({"DOCPROPERTY", "INFO"})
_PERSONAL = frozenset({"creator", "lastModifiedBy", "Template"})
_TAG = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)
_STEP = re.compile(r"(?:\w+:)?(\w+)(?:\[\d+\])?$")
_BINDINGS = (name("w:dataBinding"), name("w15:dataBinding"))


class ShownProperty(Struct, frozen=True):
    """A property that a field shows: the kind of its part, its element's name, and the name of a custom one."""

    kind: str
    local: str
    custom: str = ""

    def text(self, package: Package) -> str | None:
        """Return what the property holds; None if the file has no such property."""
        for part in related_parts(package, "", self.kind):
            for element in package.look(part):
                if self.matches(element):
                    return "".join(map(str, element.itertext()))
        return None

    def has_tag(self, package: Package) -> bool:
        """Return whether the property holds a tag: then the document has a value of its own for it."""
        return bool(_TAG.search(self.text(package) or ""))

    def matches(self, element: Element) -> bool:
        """Return whether an element of its part holds this property."""
        if self.custom:
            return element.get("name", "").casefold() == self.custom.casefold()
        return etree.QName(element).localname == self.local


def property_of(field: FieldView) -> ShownProperty | None:
    """Return the property that a field shows; None if it shows none."""
    word, arguments = field.word, field.arguments
    if word in _NAMING:
        if not arguments:
            return None
        called = arguments[0].strip()
    elif word in _OWN_FIELDS:
        called = word
    else:
        return None
    key = called.upper()
    if key in _CORE_NAMES:
        return ShownProperty(_CORE, _CORE_NAMES[key])
    if key in _APP_NAMES:
        return ShownProperty(_APP, _APP_NAMES[key])
    return ShownProperty(_CUSTOM, "property", custom=called) if word == "DOCPROPERTY" else None


def variable_of(field: FieldView) -> str:
    """Return the name of the document variable that a field shows; "" if it shows none."""
    arguments = field.arguments if field.word == "DOCVARIABLE" else []
    return arguments[0].strip() if arguments else ""


def is_personal(shown: ShownProperty) -> bool:
    """Return whether a property names a person or a machine that edited the file."""
    return shown.local in _PERSONAL


def variables(package: Package) -> dict[str, str]:
    """Return the document variables of a file by their names in lower case, as Word compares them."""
    part = document_part(package, "settings")
    if part is None or not may_hold(package.read(part), b"docVar"):
        return {}
    nodes = package.look(part).iter(name("w:docVar"))
    return {node.get(name("w:name"), "").casefold(): node.get(VAL, "") for node in nodes}


class Shown(Struct, frozen=True):
    """All that the fields and the bound controls of a file show of what lies beside its text."""

    properties: frozenset[ShownProperty]
    variables: frozenset[str]
    bound: frozenset[str]
    has_sources: bool

    def shows(self, kind: str, element: Element) -> bool:
        """Return whether a property's element is shown; who edited the file counts only for a field."""
        if any(shown.kind == kind and shown.matches(element) for shown in self.properties):
            return True
        local = str(etree.QName(element).localname)
        return kind != _CUSTOM and local in self.bound - _PERSONAL


def shown_in(package: Package) -> Shown:
    """Return what the fields and the bound controls of a file show."""
    remembered = package.memory.get(shown_in)
    if isinstance(remembered, Shown):
        return remembered
    fields = [field for part in word_parts(package) for field in _fields(package, part)]
    shown = Shown(
        frozenset(shown for field in fields if (shown := property_of(field)) is not None),
        frozenset(variable_of(field).casefold() for field in fields) - {""},
        frozenset(_bound(package)),
        any(field.word in {"CITATION", "BIBLIOGRAPHY"} for field in fields),
    )
    package.memory[shown_in] = shown
    return shown


def _fields(package: Package, part: str) -> Iterator[FieldView]:
    if may_hold_fields(package.read(part)):
        yield from fields_in(package.look(part))


def _bound(package: Package) -> Iterator[str]:
    """Yield the last step of each path that a content control is bound to."""
    for part in word_parts(package):
        if may_hold(package.read(part), b"dataBinding"):
            for binding in package.look(part).iter(*_BINDINGS):
                step = _STEP.search(binding.get(name("w:xpath"), ""))
                if step:
                    yield step[1]


def personal_bindings(root: Element) -> list[Element]:
    """Return the bindings of content controls to properties that name who edited the file."""
    steps = ((binding, _STEP.search(binding.get(name("w:xpath"), ""))) for binding in root.iter(*_BINDINGS))
    return [binding for binding, step in steps if step is not None and step[1] in _PERSONAL]
