"""A PDF's structure tree → its elements and their kids, and number trees → plain entries and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pikepdf import Array, Dictionary, Name, Object, Pdf

MOST_DEEP = 256
"""How deep a tree may nest before it is taken for damaged; real documents stay under thirty."""
DIRECT = (0, 0)
"""The number of every object that has none of its own, since it lies within another."""
STANDARD = frozenset(
    f"/{name}"
    for name in (
        "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl "
        "LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP "
        "Warichu WT WP Figure Formula Form"
    ).split()
)
"""The types whose meaning the standard gives (ISO 32000-1, 14.8.4)."""
_LEAF = 64
_NOT_ELEMENTS = {"/MCR", "/OBJR"}


def kids(node: Object) -> list[Any]:
    """Return what an element holds, in order: elements, references to content, and marked-content identifiers."""
    held = node.get("/K")
    if held is None:
        return []
    return list(held) if isinstance(held, Array) else [held]


def is_element(kid: object) -> bool:
    """Return True if a kid is an element, and not a reference to content, an annotation or an identifier."""
    return isinstance(kid, Dictionary) and "/S" in kid and str(kid.get("/Type", "")) not in _NOT_ELEMENTS


def elements(root: Object) -> Iterator[Object]:
    """Yield all elements under `root` in reading order, each before its kids."""
    waiting, seen = [kid for kid in reversed(kids(root)) if is_element(kid)], set()
    while waiting:
        element = waiting.pop()
        if element.objgen != DIRECT and element.objgen in seen:
            continue  # a damaged tree may lead back to where it came from
        seen.add(element.objgen)
        yield element
        waiting += [kid for kid in reversed(kids(element)) if is_element(kid)]


def attributes(element: Object) -> list[Object]:
    """Return the attribute objects of an element."""
    held = element.get("/A")
    listed = [] if held is None else list(held) if isinstance(held, Array) else [held]
    return [attribute for attribute in listed if isinstance(attribute, Dictionary)]


def add_attributes(element: Object, own: Object) -> None:
    """Give an element one more attribute object."""
    others = attributes(element)
    element.A = Array([*others, own]) if others else own


def without(parent: Object, element: Object) -> None:
    """Take an element out of what its parent holds."""
    parent.K = Array(
        [kid for kid in kids(parent) if not (isinstance(kid, Dictionary) and is_same_object(kid, element))]
    )


class Tags:
    """The elements of a structure tree by their types; the tree is walked once, and again if it was changed."""

    def __init__(self, root: Object) -> None:
        self.root = root
        self._named: list[tuple[str, Object]] | None = None
        self._stale: set[str] = set()

    def of(self, kind: str) -> list[Object]:
        """Return all elements of a standard type, in reading order."""
        roles, walked = role_map(self.root), self._walked(kind)
        wanted = {name for name in {name for name, _ in walked} if standard_type(name, roles) == kind}
        return [element for name, element in walked if name in wanted]

    def named(self, name: str) -> list[Object]:
        """Return all elements of one of the document's own types, in reading order."""
        return [element for each, element in self._walked(name) if each == name]

    def all(self) -> list[Object]:
        """Return all elements, in reading order."""
        return [element for _, element in self._walked(*self._stale)]

    def changed(self, *kinds: str) -> None:
        """Walk the tree again before elements of these types are asked for, of any type if none is named."""
        self._named = self._named if kinds else None
        self._stale.update(kinds)

    def _walked(self, *kinds: str) -> list[tuple[str, Object]]:
        if self._named is None or not self._stale.isdisjoint(kinds):
            self._stale.clear()
            self._named = [(str(element.get("/S")), element) for element in elements(self.root)]
        return self._named


def role(element: Object, roles: Mapping[str, str]) -> str:
    """Return the standard type of an element, such as "/P", by the role map."""
    return standard_type(str(element.get("/S")), roles)


def standard_type(name: str, roles: Mapping[str, str]) -> str:
    """Return the standard type that a type stands for by the role map.

    A standard type may be mapped itself (ISO 32000-1, 14.7.3), but what is mapped to it has come to its end.
    """
    for _ in range(len(roles)):
        if name not in roles:
            break
        name = roles[name]
        if name in STANDARD:
            break
    return name


def role_map(root: Object) -> dict[str, str]:
    """Return the role map of a structure tree: from the document's own types to others, with leading slashes."""
    return {name: str(target) for name, target in root.get("/RoleMap", Dictionary()).items()}


def first_page(element: Object) -> Object | None:
    """Return the page on which an element's content begins; None if it has no content."""
    for part in (element, *elements(element)):
        for kid in kids(part):
            if not is_element(kid):
                page = kid.get("/Pg") if isinstance(kid, Dictionary) else None
                page = page if page is not None else part.get("/Pg")
                if page is not None:
                    return page
    return None


def leaves(tree: Object | None, key: str) -> Iterator[tuple[Any, Any]]:
    """Yield the entries of a name tree (`key` "/Names") or a number tree ("/Nums"), in order; none without a tree."""
    waiting, seen = ([tree] if tree is not None else []), set()
    while waiting:
        node = waiting.pop()
        if node.objgen != DIRECT and node.objgen in seen:
            continue
        seen.add(node.objgen)
        listed = list(node.get(key, Array()))
        yield from zip(listed[::2], listed[1::2], strict=False)
        waiting += reversed(list(node.get("/Kids", Array())))


def numbers(tree: Object | None) -> dict[int, Object]:
    """Return the entries of a number tree; none if there is no tree."""
    return {int(key): value for key, value in leaves(tree, "/Nums")}


def number_tree(pdf: Pdf, entries: Mapping[int, Object]) -> Object:
    """Return a number tree of `pdf` with these entries: one leaf, or leaves of 64 under one root."""
    keys = sorted(entries)
    leaves = [keys[at : at + _LEAF] for at in range(0, len(keys), _LEAF)]
    listed = [Array([item for key in leaf for item in (key, entries[key])]) for leaf in leaves]
    if len(leaves) <= 1:
        return pdf.make_indirect(Dictionary(Nums=listed[0] if listed else Array()))
    pieces = [
        pdf.make_indirect(Dictionary(Limits=Array([leaf[0], leaf[-1]]), Nums=nums))
        for leaf, nums in zip(leaves, listed, strict=True)
    ]
    return pdf.make_indirect(Dictionary(Kids=Array(pieces)))


def is_same_object(one: Object | None, other: Object | None) -> bool:
    """Return True if both are the same indirect object."""
    return one is not None and other is not None and one.objgen == other.objgen != DIRECT


def put(holder: Object, key: str, value: Object | None) -> None:
    """Give an object this entry; take the entry away where there is no value."""
    if value is not None:
        holder[key] = value
    elif key in holder:
        del holder[key]


def link_element(pdf: Pdf, parent: Object, page: Object, annotation: Object, content: list[int]) -> Object:
    """Return a new Link element under `parent` for an annotation and the content (identifiers) it lies on."""
    reference = Dictionary(Type=Name.OBJR, Obj=annotation, Pg=page)
    return pdf.make_indirect(
        Dictionary(Type=Name.StructElem, S=Name.Link, P=parent, Pg=page, K=Array([*content, reference]))
    )
