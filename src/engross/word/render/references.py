"""The rendered parts of a document → the same, each cross-reference showing what its bookmark holds in this document.

What Word stored beside a reference is what its bookmark held in the template, the same in each turn of a loop. Word
shows it until somebody updates the fields; LibreOffice reads the bookmark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from engross.word.model.fields import FieldView, fields_in, may_hold_fields
from engross.word.opc.xml_names import SPACE, Element, P, T, ancestor, name

_START, _END = name("w:bookmarkStart"), name("w:bookmarkEnd")
_ID, _NAME = name("w:id"), name("w:name")
_SWITCHES = re.compile(r'\\(?:h|\*\s*"?(?:MERGEFORMAT|CHARFORMAT)"?)(?=\s|$)', re.IGNORECASE)


def with_references(parts: dict[str, str], main: str) -> dict[str, str]:
    """Return the parts with the stored results of references to bookmarks of the body as they are now.

    References that show a number or a direction (switches such as `\\n` or `\\p`) stay, as do those to bookmarks over
    several paragraphs.
    """
    body = etree.fromstring(parts[main])
    held = dict(_held(body))
    changed = dict(parts)
    for part, text in parts.items():
        if may_hold_fields(text.encode()):
            root = body if part == main else etree.fromstring(text)
            if sum([_settle(field, held) for field in list(fields_in(root))]):
                changed[part] = etree.tostring(root, encoding="unicode")
    return changed


def shows_text(field: FieldView) -> bool:
    """Return whether a field is a reference that shows the text of a bookmark."""
    if field.word != "REF" or len(field.arguments) != 1:
        return False
    return "\\" not in _SWITCHES.sub("", field.instruction)


def _held(body: Element) -> Iterator[tuple[str, str]]:
    """Yield the bookmarks that lie within one paragraph, by name in small letters, with what they hold."""
    ends = {end.get(_ID): end for end in body.iter(_END)}
    for start in body.iter(_START):
        end = ends.get(start.get(_ID))
        home = ancestor(start, P)
        if end is not None and home is not None and ancestor(end, P) is home:
            yield start.get(_NAME, "").lower(), _between(home, start, end)


def _between(paragraph: Element, start: Element, end: Element) -> str:
    texts, is_between = [], False
    for node in paragraph.iter(_START, _END, T):
        is_between = (is_between or node is start) and node is not end
        if is_between and node.tag == T:
            texts.append(node.text or "")
    return "".join(texts)


def _settle(field: FieldView, held: dict[str, str]) -> bool:
    """Let a reference show what its bookmark holds; return whether that changed anything."""
    text = held.get(field.arguments[0].lower(), "") if shows_text(field) else ""
    if not text or not field.texts or field.result == text:
        return False
    for node in field.texts[1:]:
        node.text = ""
    field.texts[0].text = text
    field.texts[0].set(SPACE, "preserve")
    return True
