"""Hyperlinks whose address holds tags → an address made for each document, or for each turn of a loop."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import quote, unquote, urlsplit

from scrutiny_response.problems import WordPlace
from scrutiny_response.word.ooxml import Element, name
from scrutiny_response.word.package import Package, serialise
from scrutiny_response.word.printing import ValueRefused, as_text
from scrutiny_response.word.scanner import LITERALS, scan
from scrutiny_response.word.stories import relationships, relationships_part
from scrutiny_response.word.tags import Tag, Tags

_SCHEMES = ("http", "https", "mailto", "tel")
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"
_PREFIXES = ("http://", "https://", "mailto:")


def tagged_links(package: Package, part: str) -> dict[str, str]:
    """The addresses with tags of a part's hyperlinks, by relationship id, as their author typed them."""
    found = {}
    for relationship in relationships(package, part):
        address = unquote(relationship.target)
        if relationship.kind == "hyperlink" and relationship.external and ("{{" in address or "{%" in address):
            found[relationship.id] = address
    return found


def read_link(link: Element, address: str, place: WordPlace, tags: Tags) -> None:
    """Let a hyperlink's address be made from the tags in it; what cannot be made is reported."""
    pieces: list[str] = []
    at = 0
    for found in scan(address):
        here = replace(place, tag=address[found.start : found.end])
        pieces.append(repr(address[at : found.start]))
        at = found.end
        if found.fault or found.opener not in {"{{", *LITERALS}:
            tags.report("tag-in-address", here, "an address can hold only tags that print a value, each closed",
                        "choose the address with {{ … if … else … }}")  # fmt: skip
            return
        pieces.append(f"({found.code})" if found.opener == "{{" else repr(LITERALS[found.opener]))
        tags.add(Tag("check", "", "", found.code, here))
    pieces.append(repr(address[at:]))
    code = " ~ ".join(piece for piece in pieces if piece != "''")
    link.set(name("r:id"), f"\ufdd0{tags.add(Tag('print', '', '', f'({code})|_link', here, ours=True))}\ufdd1")


def without_tagged(package: Package, parts: Iterable[str]) -> Package:
    """The package without the relationships whose addresses hold tags: each document gets its own."""
    changes: dict[str, bytes | None] = {}
    for part in parts:
        tagged = tagged_links(package, part)
        if tagged:
            root = package.xml(relationships_part(part))
            for node in list(root):
                if node.get("Id") in tagged:
                    root.remove(node)
            changes[relationships_part(part)] = serialise(root)
    return package.replace(changes) if changes else package


def address(value: object) -> str:
    """An address that a document may lead to: http, https, mailto or tel, with spaces and the like encoded."""
    text = as_text(value).strip()
    for prefix in _PREFIXES:
        if text.lower().startswith(prefix) and urlsplit(text[len(prefix) :]).scheme in _SCHEMES:
            text = text[len(prefix) :]
    try:
        scheme = urlsplit(text).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in _SCHEMES:
        raise ValueRefused("address-not-allowed", f"{text[:60]!r} is no address that a document may lead to",
                           "give an address that begins with https://, http://, mailto: or tel:")  # fmt: skip
    return quote(text, safe=_KEPT)
