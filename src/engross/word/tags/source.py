"""A tree with marks → one Jinja source, with one tag on each line, and the site of every tag that prints."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from engross.word.language.jinja_tokens import PRINT, PRINT_END, STATEMENT, STATEMENT_END
from engross.word.opc.xml_names import NAMESPACES, PPR, RPR, TBL, TR, Element, P, R, T, name, names
from engross.word.tags.extent import Extent
from engross.word.tags.jinja_source import JinjaSource
from engross.word.tags.lift import marks
from engross.word.tags.tag_table import ATTRIBUTE_MARK, MARK, Tags, number_of
from engross.word.values.printing import PLAIN, Site

_MARKS = re.compile(rf"<\?{MARK} (\d+)\?>|{ATTRIBUTE_MARK.pattern}")
_DECLARATIONS = re.compile(r' xmlns(?::\w+)?="[^"]*"')
_BOX = name("w:txbxContent")
_RUN_HOLDERS = names("w:p", "w:hyperlink", "w:ins", "w:sdtContent", "w:fldSimple", "w:moveTo", "w:dir", "w:bdo")
_WRAPPERS = names("w:sdt", "w:sdtContent", "w:customXml")
_DELIMITERS = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")


def write_source(
    root: Element, tags: Tags, removed: Mapping[int, Element], sites: dict[int, Site], extents: Mapping[int, Extent]
) -> JinjaSource:
    """Return the Jinja source of a tree with marks; add to `sites` where each of its tags that prints stands.

    `removed` holds the properties of what each lifted tag replaced, `extents` the width and height that each tag has.
    """
    text = _text(root)
    if " xmlns" in text[text.find(">") :] or (root.prefix == "w" and "r" not in root.nsmap):
        _declare_above(root)
        text = _text(root)
    for node in marks(root):
        number = number_of(node)
        if number not in sites and (tags.tags[number].kind == "print" or tags.tags[number].word == "call"):
            site = _with_extent(site_of(node, removed.get(number)), node, extents.get(number))
            sites[number] = _listed(site, tags)
    return _source(text, tags, sites)


def _source(text: str, tags: Tags, sites: dict[int, Site]) -> JinjaSource:
    """Return the Jinja source of a text with marks; a tag without a site prints plain text, or an instruction."""
    pieces: list[str] = []
    static: list[str] = []
    lines: list[int] = []
    at = 0
    for match in _MARKS.finditer(text):
        number = int(match[1] or match[2])
        pieces.append(text[at : match.start()])
        static.append(pieces[-1])
        at = match.end()
        tag = tags.tags[number]
        if tag.kind == "literal":
            pieces.append(tag.code)
        elif tag.kind == "print":
            if number not in sites:
                sites[number] = Site("code") if _attribute_at(text, match.start()) == "w:instr" else PLAIN
            start, end = ("-" * dash for dash in tag.dashes)
            pieces.append(f"{PRINT}{start}{tag.code}\n{end}{PRINT_END}")
            lines.append(number)
        elif tag.kind == "note":
            call = f"{STATEMENT}call _note({tag.word!r})\n{STATEMENT_END}"
            pieces.append(f"{call}{tag.code}{STATEMENT}endcall\n{STATEMENT_END}")
            lines += [number, *tag.inner, number]
        elif tag.kind == "statement":
            pieces.append(f"{STATEMENT}{tag.code}\n{STATEMENT_END}")
            lines.append(number)
    pieces.append(text[at:])
    return JinjaSource("".join(pieces), tuple(lines), _stray([*static, text[at:]]))


def _attribute_at(text: str, place: int) -> str:
    """The name of the attribute in whose value a place lies."""
    equals = text.rfind('="', 0, place)
    return text[text.rfind(" ", 0, equals) + 1 : equals]


def _text(root: Element) -> str:
    return etree.tostring(root, encoding="unicode", with_tail=False).replace("\r", "&#13;").replace("\n", "&#10;")


def _declare_above(root: Element) -> None:
    """Declare every prefix at the root, so that what stands within needs no declarations of its own."""
    prefixes = {prefix: uri for node in root.iter(etree.Element) for prefix, uri in node.nsmap.items() if prefix}
    if root.prefix == "w":
        prefixes.setdefault("r", NAMESPACES["r"])
    etree.cleanup_namespaces(root, top_nsmap=prefixes, keep_ns_prefixes=list(prefixes))


def site_of(node: Element, removed: Element | None) -> Site:
    """The site of a mark in the tree; `removed` holds the properties of what a structural tag replaced."""
    parent = node.getparent()
    if parent is None or parent.tag == T:
        return _text_site(parent)
    if parent.tag == name("w:instrText"):
        return Site("code")
    holder = next(node.iterancestors(P, _BOX), None)
    if holder is not None and holder.tag == P and parent.tag in _RUN_HOLDERS:
        return Site("run", run_properties=fragment(removed))
    if parent.tag.startswith("{" + NAMESPACES["w"]):
        return Site(_among(parent), properties=fragment(removed))
    return PLAIN


def _among(parent: Element) -> str:
    """What stands in an element: paragraphs, the rows of a table or the cells of a row."""
    holder = next((above for above in (parent, *parent.iterancestors()) if above.tag not in _WRAPPERS), parent)
    return {TBL: "rows", TR: "cells"}.get(holder.tag, "block")


def _with_extent(site: Site, node: Element, extent: Extent | None) -> Site:
    """Return the site with the width and height that it has for rich values, and what stands beside it."""
    if extent is None or site.kind in {"plain", "code"}:
        return site
    previous, following = node.getprevious(), node.getnext()
    return site._replace(
        run_properties=site.run_properties or fragment(extent.run_properties),
        extent=extent.size,
        beside=(previous is not None and previous.tag in {TBL, etree.PI}, following is None or following.tag != P),
    )


def _listed(site: Site, tags: Tags) -> Site:
    """The site with the template's own list numbers in the marks that stand for a list of each document."""

    def number(match: re.Match[str]) -> str:
        return f"\ufdd0{tags.tags[int(match[1])].code.split(chr(39))[1]}\ufdd1"

    if "\ufdd0" not in site.paragraph + site.properties:
        return site
    return site._replace(
        paragraph=ATTRIBUTE_MARK.sub(number, site.paragraph),
        properties=ATTRIBUTE_MARK.sub(number, site.properties),
    )


def _text_site(text: Element | None) -> Site:
    run = text.getparent() if text is not None else None
    paragraph = run.getparent() if run is not None else None
    if text is None or run is None or run.tag != R:
        return PLAIN
    if paragraph is None or paragraph.tag != P:
        return Site("text", run_properties=fragment(run.find(RPR)))
    properties = _properties(paragraph)
    run_properties = fragment(run.find(RPR))
    if properties is not None and properties.find(name("w:sectPr")) is not None:
        return Site("text", run_properties=run_properties)
    own = fragment(properties)
    another = f'</w:t></w:r></w:p><w:p>{own}<w:r>{run_properties}<w:t xml:space="preserve">'
    return Site("text", another, own, run_properties)


def _properties(paragraph: Element) -> Element | None:
    """Return a paragraph's properties, which stand before its runs: these may be thousands, each with a tag."""
    first = next((child for child in paragraph if child.tag in {PPR, R}), None)
    return first if first is not None and first.tag == PPR else None


def fragment(element: Element | None) -> str:
    """An element as XML without namespace declarations, which stand at the root of every part."""
    if element is None:
        return ""
    return _DECLARATIONS.sub("", etree.tostring(element, encoding="unicode", with_tail=False))


def _stray(static: list[str]) -> str:
    for text in static:
        match = _DELIMITERS.search(text) if "{" in text or "}" in text else None
        if match:
            return re.sub(r"<[^>]*>", "", text[max(0, match.start() - 40) : match.end() + 40])
    return ""
