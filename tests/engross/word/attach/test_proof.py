"""The proof of each run finds whatever is changed, lost or led elsewhere in the report."""

from __future__ import annotations

import re

import pytest

from engross.word import attach as attaching
from engross.word.attach import Choices, attach
from engross.word.attach.contents import Listed
from engross.word.attach.proof import ReportChanged, prove
from engross.word.opc.package import Package
from tests.engross.word.attach.pieces import (
    IMAGE,
    commented,
    comments_parts,
    header_part,
    heading,
    item,
    level,
    note,
    notes_part,
    numbering_part,
    shown,
)
from tests.engross.word.attach.plans import PLANS
from tests.word_files import PORTRAIT, field_runs, paragraph, picture, table, unzipped, word_file, zipped

MAIN, RELS = "word/document.xml", "word/_rels/document.xml.rels"
REPORT = word_file(
    heading("Findings", "Heading1", 1)
    + f"<w:p>{commented('a claim', 0)}{note('footnote', 1)}{field_runs('REF _Toc1', 'Findings')}</w:p>"
    + f"<w:p>{picture('rIdImage', 1)}</w:p>"
    + item("A point", 1)
    + table([["a", "b"], ["c", "d"]], [2000, 2000])
    + paragraph("The end"),
    [
        IMAGE,
        header_part(1, paragraph("Report header")),
        header_part(2, paragraph("Another header")),
        notes_part("footnote", ["A note"]),
        *comments_parts(["Why?"]),
        numbering_part([level(0, "decimal", "%1."), level(0, "bullet", "*")], [(1, 0), (2, 1)]),
    ],
    f"{shown('header', 1)}{PORTRAIT}",
)
WHOLE = attach(Package.open(REPORT), Package.open(PLANS["lists"]()), Choices(after="Findings"))


def proved(changes: dict[str, bytes]) -> None:
    """Prove the document with some of its parts replaced."""
    prove(Package.open(REPORT), Package.open(zipped({**unzipped(WHOLE), **changes})))


def swapped(part: str, old: str, new: str) -> dict[str, bytes]:
    """A part of the document with one piece of its text replaced."""
    data = unzipped(WHOLE)[part]
    assert old.encode() in data, f"{old} is not in {part}"
    return {part: data.replace(old.encode(), new.encode(), 1)}


def test_the_document_as_it_was_made_is_proved() -> None:
    proved({})


CHANGES = [
    ("a word", MAIN, "The end", "The End", "block 6 of the report's body is not the same"),
    ("a cell", MAIN, ">d<", ">e<", "block 5 of the report's body is not the same"),
    ("a picture's size", MAIN, 'cx="360000"', 'cx="360001"', "block 3 of the report's body is not the same"),
    ("a field", MAIN, "REF _Toc1", "REF _Toc2", "block 2 of the report's body is not the same"),
    ("a style", MAIN, '"Heading1"', '"Heading2"', "block 1 of the report's body is not the same"),
    (
        "a note's text",
        "word/footnotes.xml",
        "A note",
        "No note",
        "what the report has in word/footnotes.xml is not the same",
    ),
    (
        "a comment's text",
        "word/comments.xml",
        "Why?",
        "Who?",
        "what the report has in word/comments.xml is not the same",
    ),
    (
        "a list",
        "word/numbering.xml",
        'w:val="%1."',
        'w:val="%1)"',
        "what the report has in word/numbering.xml is not the same",
    ),
    (
        "a style's look",
        "word/styles.xml",
        "keepNext",
        "keepLines",
        "what the report has in word/styles.xml is not the same",
    ),
    ("a relationship", RELS, "media/image1.png", "media/image2.png", f"what the report has in {RELS} is not the same"),
    ("a header", "word/header1.xml", "Report", "Other", "the part word/header1.xml is not the same"),
    ("a property", "docProps/core.xml", "A paper", "Another", "the part docProps/core.xml is not the same"),
    ("a section's header", MAIN, "rIdHeader1", "rIdHeader2", "a section of the report shows other headers or footers"),
    ("a name taken", MAIN, 'w:name="_Toc1_2"', 'w:name="_toc1"', "the appendix uses the report's bookmark _toc1"),
    ("a list joined", MAIN, '<w:numId w:val="4"/>', '<w:numId w:val="1"/>', "the appendix uses the report's list 1"),
]


@pytest.mark.parametrize(
    ("part", "old", "new", "expected"), [case[1:] for case in CHANGES], ids=[case[0] for case in CHANGES]
)
def test_any_change_is_found(part: str, old: str, new: str, expected: str) -> None:
    with pytest.raises(ReportChanged) as caught:
        proved(swapped(part, old, new))
    assert str(caught.value) == expected


def test_a_lost_part_is_found() -> None:
    files = unzipped(WHOLE)
    del files["word/media/image1.png"]
    with pytest.raises(ReportChanged, match=r"the part word/media/image1\.png is missing"):
        prove(Package.open(REPORT), Package.open(zipped(files)))


def test_a_lost_paragraph_is_found() -> None:
    with pytest.raises(ReportChanged, match="block 6 of the report's body is not the same"):
        proved(swapped(MAIN, paragraph("The end").replace("<w:p>", ""), "</w:p>"))


def test_a_definition_that_stands_twice_is_found() -> None:
    twice = swapped("word/styles.xml", "</w:styles>", '<w:style w:type="paragraph" w:styleId="Heading1"/></w:styles>')
    with pytest.raises(ReportChanged, match=r"what the report has in word/styles\.xml is not the same"):
        proved(twice)


@pytest.mark.parametrize(
    ("part", "end", "item"),
    [
        ("[Content_Types].xml", "</Types>", '<Override PartName="/word/styles.xml" ContentType="application/xml"/>'),
        ("[Content_Types].xml", "</Types>", '<Default Extension="png" ContentType="image/jpeg"/>'),
        (
            "word/commentsExtended.xml",
            "</w15:commentsEx>",
            '<w15:commentEx w15:paraId="00000010" w15:done="1"/></w15:commentsEx>',
        ),
        ("word/comments.xml", "</w:comments>", '<w:comment w:id="0" w:author="Other"/></w:comments>'),
        ("word/footnotes.xml", "</w:footnotes>", '<w:footnote w:id="1"/></w:footnotes>'),
        ("word/numbering.xml", "</w:numbering>", '<w:num w:numId="1"/></w:numbering>'),
        (RELS, "</Relationships>", '<Relationship Id="rIdImage" Type="x" Target="media/image1.png"/></Relationships>'),
    ],
)
def test_what_is_added_takes_no_id_of_the_reports(part: str, end: str, item: str) -> None:
    data = unzipped(REPORT)[part].decode()
    assert data.endswith(end)
    added = data.removesuffix(end) + item.removesuffix(end) + end
    with pytest.raises(ReportChanged) as caught:
        proved({part: added.encode()})
    assert str(caught.value) == f"what the report has in {part} is not the same"


@pytest.mark.parametrize("kind", ["footnote", "endnote", "comment"])
def test_the_appendix_refers_to_no_note_of_the_reports(kind: str) -> None:
    parts = [notes_part("footnote", ["A note"]), notes_part("endnote", ["A note"]), *comments_parts(["Why?"])]
    body = f"<w:p>{commented('a claim', 0)}{note('footnote', 1)}{note('endnote', 1)}</w:p>"
    report = Package.open(word_file(heading("Findings", "Heading1", 1) + body, parts))
    files = unzipped(attach(report, Package.open(PLANS["notes"]())))
    own, *others = re.findall(rf'<w:{kind}Reference w:id="(\d+)"/>', files[MAIN].decode())
    assert others
    shared = files[MAIN].replace(
        f'<w:{kind}Reference w:id="{others[0]}"/>'.encode(), f'<w:{kind}Reference w:id="{own}"/>'.encode()
    )
    with pytest.raises(ReportChanged) as caught:
        prove(report, Package.open(zipped({**files, MAIN: shared})))
    assert str(caught.value) == f"the appendix uses the report's {kind} {own}"


def test_a_section_that_was_divided_shows_the_same_headers_in_both_halves() -> None:
    body = heading("Findings", "Heading1", 1) + paragraph("One") + heading("Next", "Heading1", 2) + paragraph("Two")
    headers = [header_part(1, paragraph("Report header")), header_part(2, paragraph("Another header"))]
    report = Package.open(word_file(body, headers, f"{shown('header', 1)}{PORTRAIT}"))
    files = unzipped(attach(report, Package.open(PLANS["lists"]()), Choices(after="Findings")))
    prove(report, Package.open(zipped(files)))
    before, found, last = files[MAIN].rpartition(b'r:id="rIdHeader1"')
    assert found
    assert b"rIdHeader1" in before, "it stands in both halves"
    with pytest.raises(ReportChanged, match="a section of the report shows other headers or footers"):
        prove(report, Package.open(zipped({**files, MAIN: before + b'r:id="rIdHeader2"' + last})))


def test_nothing_is_returned_where_the_proof_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The appender itself at fault: it is an internal error, not a refusal, and no document comes out."""

    def careless(*_: object) -> list[object]:
        return []

    monkeypatch.setattr(attaching, "write_lines", lambda body, *_: body.remove(body[0]) or Listed(0, 0))
    monkeypatch.setattr(attaching, "headings_of", careless)
    with pytest.raises(ReportChanged, match="block 1 of the report's body is not the same"):
        attach(Package.open(REPORT), Package.open(PLANS["small"]()))
