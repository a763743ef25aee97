"""A story's text → warnings where another program's tag stands: a mail merge field, or a field in other signs."""

from __future__ import annotations

import re

from engross.problems import Severity
from engross.word.opc.stories import Places
from engross.word.opc.xml_names import Element, P, T, ancestor, name
from engross.word.tags.tag_table import Tags

_FIELD = r"\s*([A-Za-z_][\w.]*)\s*"
_SIGNS = re.compile(rf"«{_FIELD}»|\[\[{_FIELD}\]\]|\$\{{{_FIELD}\}}|<<{_FIELD}>>|(?<![{{$])\{{{_FIELD}\}}(?!\}})")
_MERGE = re.compile(r'\s*MERGEFIELD\s+(?:"([^"]*)"|([^\s\\]+))', re.IGNORECASE)
_HINTS = ("«".encode(), b"[[", b"${", b"&lt;&lt;", b"MERGEFIELD")
_BRACES = re.compile(rb"\{\s*\w+\s*\}(?!\})")
_INSTRUCTION, _SIMPLE, _INSTR = name("w:instrText"), name("w:fldSimple"), name("w:instr")


def report_mistaken(root: Element, data: bytes, places: Places, tags: Tags, field_names: frozenset[str]) -> None:
    """Warn of what would stand in every document as it is, where a value is likely to be meant.

    `data` is the part's content before its tags were read. Signs around a word are told only where the word is the name
    of a field, one of `field_names`: whoever means the signs is left alone.
    """
    if not (any(hint in data for hint in _HINTS) or _BRACES.search(data)):
        return
    for paragraph in root.iter(P):
        merged = [match[1] or match[2] for text in _instructions(paragraph) if (match := _MERGE.match(text))]
        for field in merged:
            tags.report("mail-merge-field", places.of(paragraph),
                        f"the mail merge field {field} would stand in the document as it is",
                        f"delete it, and type {{{{ {field if field in field_names else '…'} }}}} if a value is meant",
                        Severity.WARNING)  # fmt: skip
        for match in () if merged else _SIGNS.finditer(_text(paragraph)):
            field = next(filter(None, match.groups()))
            if field.partition(".")[0] in field_names and not ("." in field and match[5]):  # that is told for any name
                tags.report("other-signs", places.of(paragraph)._replace(tag=match[0]),
                            "this looks like a tag, but the signs around the field are text and would stand in the "
                            "document",
                            f"write {{{{ {field} }}}} if its value is meant", Severity.WARNING)  # fmt: skip


def _text(paragraph: Element) -> str:
    """The text of a paragraph; a text box in it has paragraphs of its own."""
    return "".join(node.text or "" for node in paragraph.iter(T) if ancestor(node, P) is paragraph)


def _instructions(paragraph: Element) -> list[str]:
    """What the fields of a paragraph say: each in one text, however it was split."""
    simple = [field.get(_INSTR, "") for field in paragraph.iter(_SIMPLE)]
    pieces: list[str] = []
    for node in (code for code in paragraph.iter(_INSTRUCTION, name("w:fldChar")) if ancestor(code, P) is paragraph):
        if node.tag == _INSTRUCTION and pieces:
            pieces[-1] += node.text or ""
        elif node.get(name("w:fldCharType")) == "begin":
            pieces.append("")
    return simple + pieces
