"""Pictures with a picture's tag as their alternative text → that picture in their place, within their size.

Any other tag in an alternative text stays what it is: words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engross.word.opc.numbers import natural_number
from engross.word.opc.xml_names import NAMESPACES, Element, drop, name
from engross.word.tags.tag_table import ATTRIBUTE_MARK, Tag, Tags

_IMAGE = re.compile(r"\|\s*image\s*(\(.*\))?\s*$", re.DOTALL)
_PROPERTIES, _BLIP, _EMBED = name("wp:docPr"), name("a:blip"), name("r:embed")
_OF_PICTURE = name("pic:cNvPr")
_CHOICE, _FALLBACK = name("mc:Choice"), name("mc:Fallback")
_CROP = name("a:srcRect")


def settle_pictures(root: Element, tags: Tags) -> None:
    """Let the pictures of a story whose alternative text is a tag that ends in `| image` be what the tag gives."""
    for properties in list(root.iter(_PROPERTIES)):
        match = ATTRIBUTE_MARK.fullmatch(properties.get("descr", "").strip())
        tag = tags.tags[int(match[1])] if match else None
        holder = properties.getparent()
        if match is None or tag is None or holder is None or tag.kind != "print" or not _IMAGE.search(tag.code):
            continue
        blips = [blip for blip in holder.iter(_BLIP) if blip.get(_EMBED)]
        if len(blips) == 1:
            tags.tags[int(match[1])] = tag._replace(kind="check")
            _replace(holder, blips[0], tag, tags)


def _replace(holder: Element, blip: Element, tag: Tag, tags: Tags) -> None:
    width, height = _size(holder)

    def asked(what: str) -> str:
        code = f"({tag.code})|_pictured('{what}', {width}, {height})"
        return f"\ufdd0{tags.add(tag._replace(code=code, ours=True))}\ufdd1"

    blip.set(_EMBED, asked("embed"))
    _drop_all((*blip, *holder.iter(_CROP), *_instead(holder)))
    for properties in holder.iter(_PROPERTIES, _OF_PICTURE):
        properties.set("descr", asked("words"))
        properties.attrib.pop("title", "")
    frame = holder.find(".//pic:spPr/a:xfrm", NAMESPACES)
    inner = None if frame is None else frame.find("a:ext", NAMESPACES)
    for extent in (holder.find("wp:extent", NAMESPACES), inner):
        if extent is not None:
            extent.set("cx", asked("across"))
            extent.set("cy", asked("down"))
    if frame is not None:
        for key in ("rot", "flipH", "flipV"):
            frame.set(key, asked(key))


def _instead(holder: Element) -> Iterator[Element]:
    """What programs of before 2010 show in a picture's stead: the picture that was there."""
    for choice in holder.iterancestors(_CHOICE):
        yield from choice.itersiblings(_FALLBACK)


def _size(holder: Element) -> tuple[int, int]:
    extent = holder.find("wp:extent", NAMESPACES)
    width, height = (natural_number(None if extent is None else extent.get(key)) for key in ("cx", "cy"))
    return width or 1, height or 1


def _drop_all(nodes: Iterable[Element]) -> None:
    """Take out how the picture that was there is cut, coloured or drawn sharper."""
    for node in list(nodes):
        drop(node)
