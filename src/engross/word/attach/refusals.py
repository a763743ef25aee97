"""A report or a plan → what in it cannot be carried, in words that say what to do; all of it at once."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from engross.problems import FilePlace, Problem, Refused, WordPlace
from engross.word.attach.names import STRICT, Element, P, text_of, w
from engross.word.attach.parts import CONTENT_TYPES, Parts, rels_name
from engross.word.opc.package import Package

REVISIONS = tuple(
    map(
        w,
        "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tblGridChange tblPrExChange trPrChange "
        "tcPrChange numberingChange cellIns cellDel cellMerge moveFromRangeStart moveToRangeStart "
        "customXmlInsRangeStart customXmlDelRangeStart customXmlMoveFromRangeStart customXmlMoveToRangeStart".split(),
    )
)
_MAY_REVISE = (b"ins", b"del", b"move", b"cell", b"customXml")
_REGIONS = {"footnotes": "footnotes", "endnotes": "endnotes", "comments": "comments", "styles": "styles"}
_MACRO_PARTS = re.compile(r"(?:^|/)(?:vbaProject\.bin|vbaData\.xml)$", re.IGNORECASE)
_WORD_MAIN = re.compile(r"wordprocessingml\.document\.main\+xml$")


def problems_of(parts: Parts) -> list[Problem]:
    """Everything that keeps one file from being attached to, or attached."""
    try:
        return [*_of_package(parts.package), *_of_parts(parts)]
    except Refused as refused:
        return list(refused.problems)


def _of_package(package: Package) -> Iterator[Problem]:
    file = FilePlace(package.file)
    if any(name.startswith("_xmlsignatures/") for name in package.names):
        yield Problem(
            "signed",
            file,
            "the file carries a digital signature, which any change would break",
            "remove the signature in Word (File, Info, View Signatures), attach the plan, and sign again",
        )
    if any(_MACRO_PARTS.search(name) for name in package.names):
        yield Problem(
            "macros", file, "the file contains macros", "save it in Word as Word Document (.docx), which has none"
        )
    if "EncryptionInfo" in package or "EncryptedPackage" in package:
        yield Problem(
            "encrypted", file, "the file is encrypted", "take the password off in Word (File, Info, Protect Document)"
        )


def _of_parts(parts: Parts) -> Iterator[Problem]:
    file = FilePlace(parts.package.file)
    if parts.main not in parts.package or not _has_body(parts):
        yield _damaged(parts, "the file has no document with a body")
        return
    root = parts.root(parts.main)
    if STRICT in str(root.tag):
        yield Problem(
            "strict",
            file,
            "the file is a Strict Open XML Document, a form of Word file that cannot be joined with the usual one",
            "open it in Word, choose Save As, and save it as Word Document (.docx)",
        )
        return
    kind = parts.content_type(parts.main)
    if not _WORD_MAIN.search(kind) and "macroEnabled" not in kind:
        yield Problem(
            "not-a-document",
            file,
            f"the file is not a Word document but of the kind {kind or 'unknown'}",
            "save it in Word as Word Document (.docx)",
        )
    yield from _missing_parts(parts)
    yield from _chunks(parts)
    yield from _revisions(parts)


def _has_body(parts: Parts) -> bool:
    return any(etree.QName(child).localname == "body" for child in parts.root(parts.main))


def _damaged(parts: Parts, message: str) -> Problem:
    return Problem(
        "damaged-file", FilePlace(parts.package.file), message, "open it in Word, let Word repair it, and save it again"
    )


def _missing_parts(parts: Parts) -> Iterator[Problem]:
    names = {name.lower() for name in parts.package.names}
    for source in ("", *parts.package.names):
        if source == CONTENT_TYPES or rels_name(source) not in parts.package:
            continue
        for rel in parts.relationships(source).values():
            if not rel.external and rel.target.lower() not in names:
                yield _damaged(parts, f"the part {rel.target}, which {source or 'the package'} names, is not there")


def _chunks(parts: Parts) -> Iterator[Problem]:
    for _, root in parts.stories():
        for item in root.iter(w("altChunk"), w("subDoc")):
            inserted = item.tag == w("altChunk")
            yield Problem(
                "inserted-file" if inserted else "subdocument",
                FilePlace(parts.package.file),
                "a file inserted into the document has not been taken in by Word yet"
                if inserted
                else "the document is a master document with a subdocument",
                "open it in Word and save it, which takes the inserted file in"
                if inserted
                else "unlink the subdocument in Word (View, Outline, Show Document, Unlink) and save",
            )


def _revisions(parts: Parts) -> Iterator[Problem]:
    words = ("header", "footer", "footnotes", "endnotes", "comments", "styles", "numbering", "glossaryDocument")
    named = [(parts.main, "body"), *((name, word) for word in words for name in parts.related(word))]
    for name, word in named:
        if name not in parts.package or not _may_revise(parts.package.read(name)):
            continue
        found = [item for item in parts.root(name).iter(*REVISIONS) if not _in_math_of_text(item)]
        if found:
            yield _tracked(parts, _REGIONS.get(word, word), name, found)


def _may_revise(data: bytes) -> bool:
    """Whether a part's bytes hold any word that begins, or ends, the name of a tracked change."""
    return b"Change" in data or any(b":" + word in data or b"<" + word in data for word in _MAY_REVISE)


def _in_math_of_text(item: Element) -> bool:
    return item.tag == w("cellMerge") and item.get(w("vMerge")) is None and item.get(w("author")) is None


def _tracked(parts: Parts, region: str, name: str, found: list[Element]) -> Problem:
    paragraphs = list(parts.root(name).iter(P))
    first = found[0]
    holder = first if first.tag == P else next(first.iterancestors(P), None)
    shown = text_of(holder)[:60] if holder is not None else ""
    count = f"{len(found)} tracked change{'s' if len(found) > 1 else ''} not yet accepted or rejected"
    return Problem(
        "tracked-changes",
        WordPlace(
            parts.package.file,
            region,
            paragraph=paragraphs.index(holder) + 1 if holder is not None else 0,
            part=name,
        ),
        f'{count}, the first in "{shown}"' if shown else count,
        "accept or reject the tracked changes in Word (Review), then run again",
    )


def unresolved_ids(parts: Parts, name: str, ids: set[str]) -> list[Problem]:
    """A problem for each relationship id that a part of the plan uses and does not have."""
    missing = sorted(ids - set(parts.relationships(name)))
    return [_damaged(parts, f"the relationship {key}, which {name} uses, is not there") for key in missing]
