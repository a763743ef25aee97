"""Hyperlinks whose address holds tags → an address made for each document, or for each turn of a loop."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from engross.problems import WordPlace
from engross.word.opc.package import Package
from engross.word.opc.relationships import relationships, relationships_part, without_relationships
from engross.word.opc.xml_names import Element, name
from engross.word.tags.tag_scanner import LITERALS, scan, without_dashes
from engross.word.tags.tag_table import Tag, Tags


def tagged_links(package: Package, part: str) -> dict[str, str]:
    """Return the addresses with tags of a part's hyperlinks, by relationship id, as their author typed them."""
    addresses = {}
    for relationship in relationships(package, part):
        address = unquote(relationship.target)
        if relationship.kind == "hyperlink" and relationship.external and ("{{" in address or "{%" in address):
            addresses[relationship.id] = address
    return addresses


def read_link(link: Element, address: str, place: WordPlace, tags: Tags) -> None:
    """Let a hyperlink's address be made from the tags in it; what cannot be made is reported."""
    pieces: list[str] = []
    at = 0
    for scanned in scan(address):
        here = place._replace(tag=address[scanned.start : scanned.end])
        pieces.append(repr(address[at : scanned.start]))
        at = scanned.end
        if scanned.fault or scanned.opener not in {"{{", *LITERALS}:
            tags.report("tag-in-address", here, "an address can hold only tags that print a value, each closed",
                        "choose the address with {{ … if … else … }}")  # fmt: skip
            return
        code, _ = without_dashes(scanned.code)
        pieces.append(f"({code})" if scanned.opener == "{{" else repr(LITERALS[scanned.opener]))
        tags.add(Tag("check", "", "", code, here._replace))
    pieces.append(repr(address[at:]))
    code = " ~ ".join(piece for piece in pieces if piece != "''")
    number = tags.add(Tag("print", "", "", f"({code})|_link", here._replace, ours=True))
    link.set(name("r:id"), f"\ufdd0{number}\ufdd1")


def without_tagged(package: Package, parts: Iterable[str]) -> Package:
    """Return the package without the relationships whose addresses hold tags: each document gets its own."""
    changes: dict[str, bytes | None] = {}
    for part in parts:
        tagged = tagged_links(package, part)
        if tagged:
            changes[relationships_part(part)] = without_relationships(package, part, tagged)
    return package.replace(changes) if changes else package
