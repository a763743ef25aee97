"""The structural checker: clean files pass, and each fault is found and said."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from tests.structure import faults
from tests.word_files import (
    OFFICE,
    PNG,
    STYLES,
    WORD_TYPE,
    Part,
    field_runs,
    paragraph,
    picture,
    settings_part,
    styles_part,
    table,
    unzipped,
    word_file,
    xml_part,
    zipped,
)

IMAGE = Part("word/media/image1.png", "image/png", f"{OFFICE}/image", PNG, "rIdImage")
HEADER = xml_part("header1.xml", paragraph("A header"), "rIdHeader")
NUMBERING = xml_part(
    "numbering.xml",
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start '
    'w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    "rIdNumbering",
)
FOOTNOTES = xml_part(
    "footnotes.xml",
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2">'
    f"{paragraph('A note')}</w:footnote>",
    "rIdFootnotes",
)
COMMENTS = xml_part(
    "comments.xml",
    '<w:comment w:id="0" w:author="A Person" w:initials="AP"><w:p w14:paraId="00000001"><w:r><w:t>Why?</w:t></w:r>'
    "</w:p></w:comment>",
    "rIdComments",
)
EXTENDED = Part(
    "word/commentsExtended.xml",
    f"{WORD_TYPE}.commentsExtended+xml",
    "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
    b'<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:commentEx '
    b'w15:paraId="00000001" w15:done="0"/></w15:commentsEx>',
    "rIdExtended",
)
CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="7"/></w:sdtPr><w:sdtContent><w:p w14:paraId="0000000B"><w:r><w:t>In a control</w:t>'
    "</w:r></w:p></w:sdtContent></w:sdt>"
)
BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:bookmarkStart w:id="1" w:name="_Toc1"/><w:r><w:t>Title</w:t>'
    '</w:r><w:bookmarkEnd w:id="1"/></w:p>'
    + '<w:p w14:paraId="0000000A"><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    + field_runs("PAGEREF _Toc1 \\h", "1")
    + '<w:r><w:footnoteReference w:id="2"/></w:r><w:commentRangeStart w:id="0"/><w:r><w:t>said</w:t></w:r>'
    + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>'
    + f"<w:p>{picture('rIdImage', 1)}{picture('rIdImage', 2)}</w:p>"
    + CONTROL
    + table([["a", "b"], ["c", "d"]], [2000, 3000])
    + paragraph("The end")
)
SECTION = (
    '<w:headerReference w:type="default" r:id="rIdHeader"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" '
    'w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
SETTINGS = settings_part('<w:footnotePr><w:footnote w:id="-1"/></w:footnotePr>')
CLEAN = word_file(
    BODY, [IMAGE, HEADER, NUMBERING, FOOTNOTES, COMMENTS, EXTENDED, SETTINGS, styles_part(STYLES)], SECTION
)
MAIN = "word/document.xml"


def changed(part: str, old: str, new: str, count: int = 1) -> bytes:
    """The clean file with one piece of a part's text replaced."""
    files = unzipped(CLEAN)
    assert old.encode() in files[part], f"{old} is not in {part}"
    return zipped({**files, part: files[part].replace(old.encode(), new.encode(), count)})


def test_a_clean_file_has_no_fault() -> None:
    assert faults(CLEAN) == []


FOUND = [
    (MAIN, 'r:id="rIdHeader"', 'r:id="rId99"', f"{MAIN}: the relationship 'rId99' is not there"),
    (MAIN, 'r:id="rIdHeader"', 'r:id="rIdStyles"', f"{MAIN}: a headerReference leads to a part of the kind styles"),
    (
        MAIN,
        '<w:headerReference w:type="default" r:id="rIdHeader"/>',
        '<w:headerReference w:type="default" r:id="rIdHeader"/>' * 2,
        f"{MAIN}: a section names its headerReference default twice",
    ),
    (
        "word/_rels/document.xml.rels",
        'Id="rIdImage"',
        'Id="rIdStyles"',
        "word/_rels/document.xml.rels: the id rIdStyles stands twice",
    ),
    (
        "word/_rels/document.xml.rels",
        "media/image1.png",
        "media/image9.png",
        "word/_rels/document.xml.rels: the target media/image9.png is not there",
    ),
    ("[Content_Types].xml", 'Extension="png"', 'Extension="gif"', "content types: word/media/image1.png has none"),
    ("[Content_Types].xml", "/word/header1.xml", "/word/header9.xml", "content types: word/header9.xml is not there"),
    ("[Content_Types].xml", 'Extension="png"', 'Extension="xml"', "content types: xml stands twice"),
    (MAIN, 'mc:Ignorable="w14', 'mc:Ignorable="w16 w14', f"{MAIN}: the prefix w16 is not declared"),
    (
        MAIN,
        '<w:p><w:r><w:t xml:space="preserve">d</w:t></w:r></w:p>',
        "",
        f"{MAIN}: a tc does not end with a paragraph",
    ),
    (
        MAIN,
        '<w:p><w:r><w:t xml:space="preserve">d</w:t></w:r></w:p>',
        "<w:sdt><w:sdtContent><w:tbl><w:tblGrid/></w:tbl></w:sdtContent></w:sdt>",
        f"{MAIN}: a tc does not end with a paragraph",
    ),
    (
        MAIN,
        '<w:sdtContent><w:p w14:paraId="0000000B"><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent>',
        "<w:sdtContent><w:tbl><w:tblGrid/></w:tbl></w:sdtContent></w:sdt><w:bookmarkEnd w:id='9'/><w:sdt><w:sdtContent>"
        "<w:tbl><w:tblGrid/></w:tbl></w:sdtContent>",
        f"{MAIN}: two tables follow each other",
    ),
    (
        MAIN,
        '<w:sdtContent><w:p w14:paraId="0000000B"><w:r><w:t>In a control</w:t></w:r></w:p></w:sdtContent>',
        "<w:sdtContent/>",
        f"{MAIN}: a content control is empty",
    ),
    (MAIN, '<w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="3000"/></w:tblGrid>', "", f"{MAIN}: a table has no grid"),
    (MAIN, "<w:t>Title</w:t>", "Title", f"{MAIN}: text stands in a r, where nothing shows it"),
    (MAIN, "<w:t>Title</w:t>", "<w:t><w:p/></w:t>", f"{MAIN}: a p stands in a t"),
    (MAIN, "<w:t>Title</w:t>", "<w:sdt><w:sdtContent><w:tr/></w:sdtContent></w:sdt>", f"{MAIN}: a tr stands in a r"),
    (MAIN, '<w:gridCol w:w="2000"/>', "", f"{MAIN}: a row is 2 columns wide in a grid of 1"),
    (MAIN, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', f"{MAIN}: the children of a tcPr are out of order"),
    (
        "word/header1.xml",
        '<w:p><w:r><w:t xml:space="preserve">A header</w:t></w:r></w:p>',
        "",
        "word/header1.xml: a hdr does not end with a paragraph",
    ),
    (MAIN, "</w:tbl>", "<w:tr/></w:tbl>", f"{MAIN}: a row has no cell"),
    (MAIN, "</w:tbl>", "</w:tbl><w:tbl><w:tblGrid/></w:tbl>", f"{MAIN}: a table has no row"),
    (
        MAIN,
        '<w:pPr><w:pStyle w:val="Heading1"/>',
        '<w:pPr><w:jc w:val="left"/><w:pStyle w:val="Heading1"/>',
        f"{MAIN}: the children of a pPr are out of order",
    ),
    (
        MAIN,
        '<w:pPr><w:pStyle w:val="Heading1"/>',
        '<w:pPr><w:pStyle w:val="Heading1"/><w:pStyle w:val="Heading1"/>',
        f"{MAIN}: a pPr says one thing twice",
    ),
    (MAIN, "<w:t>Title</w:t>", "<w:t>Title</w:t><w:rPr/>", f"{MAIN}: the rPr of a r does not stand first"),
    (
        "word/numbering.xml",
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:abstractNum w:abstractNumId="3"/>',
        "word/numbering.xml: the children of a numbering are out of order",
    ),
    (MAIN, "</w:sectPr>", "</w:sectPr><w:p/>", f"{MAIN}: the body's section properties do not stand once and last"),
    (
        MAIN,
        "<w:tcPr>",
        "<w:p><w:pPr><w:sectPr/></w:pPr></w:p><w:tcPr>",
        f"{MAIN}: a section ends inside a table or a text box",
    ),
    (MAIN, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "", f"{MAIN}: a field has no end"),
    (MAIN, '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "", f"{MAIN}: a field's end has no beginning"),
    (
        MAIN,
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="separate"/><w:fldChar w:fldCharType="separate"/>',
        f"{MAIN}: a field is separated twice",
    ),
    (
        MAIN,
        '<w:fldChar w:fldCharType="separate"/>',
        '<w:fldChar w:fldCharType="separate"/><w:instrText>X</w:instrText>',
        f"{MAIN}: a field's instruction stands in its result",
    ),
    (MAIN, '<w:bookmarkEnd w:id="1"/>', "", "stories: the bookmarkStart 1 has no end"),
    (
        MAIN,
        '<w:bookmarkEnd w:id="1"/>',
        '<w:bookmarkEnd w:id="1"/><w:bookmarkEnd w:id="4"/>',
        "stories: the bookmarkEnd 4 has no start",
    ),
    (
        MAIN,
        '<w:bookmarkEnd w:id="1"/>',
        '<w:bookmarkEnd w:id="1"/><w:bookmarkEnd w:id="1"/>',
        "stories: the bookmarkEnd 1 stands twice",
    ),
    (
        MAIN,
        '<w:bookmarkEnd w:id="1"/>',
        '<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="1" w:name="b"/>',
        "stories: the bookmarkStart 1 stands twice",
    ),
    (
        MAIN,
        '<w:bookmarkStart w:id="1" w:name="_Toc1"/><w:r><w:t>Title</w:t></w:r><w:bookmarkEnd w:id="1"/>',
        '<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="1" w:name="_Toc1"/>',
        f"{MAIN}: the bookmarkEnd 1 stands before its start",
    ),
    (
        MAIN,
        '<w:bookmarkEnd w:id="1"/>',
        '<w:bookmarkEnd w:id="1"/><w:bookmarkStart w:id="2" w:name="_toc1"/><w:bookmarkEnd w:id="2"/>',
        "stories: the bookmark name _toc1 stands twice",
    ),
    (MAIN, 'w:name="_Toc1"', 'w:name=""', "stories: the bookmark name '' is not allowed"),
    (MAIN, "PAGEREF _Toc1", "PAGEREF _Toc2", f"{MAIN}: the bookmark _Toc2 is not there"),
    (
        MAIN,
        "<w:t>Title</w:t></w:r>",
        '<w:t>Title</w:t></w:r><w:hyperlink w:anchor="there"/>',
        f"{MAIN}: the bookmark there is not there",
    ),
    (MAIN, 'wp:docPr id="2"', 'wp:docPr id="1"', "stories: the drawing id 1 stands twice"),
    (
        MAIN,
        "</w:sdt>",
        f"</w:sdt>{CONTROL.replace('0000000B', '0000000C')}",
        "stories: the content control id 7 stands twice",
    ),
    (MAIN, '<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="3"/>', "footnotes: 3 is not there"),
    ("word/footnotes.xml", 'w:id="-1"', 'w:id="2"', "footnotes: the id 2 stands twice"),
    ("word/settings.xml", 'w:id="-1"', 'w:id="0"', "settings: the separator footnote 0 is not there"),
    (MAIN, '<w:commentReference w:id="0"/>', "", "comments: 0 is not referred to"),
    (
        MAIN,
        '<w:commentReference w:id="0"/>',
        '<w:commentReference w:id="0"/><w:commentReference w:id="0"/>',
        "comments: 0 is referred to twice",
    ),
    (MAIN, '<w:commentRangeEnd w:id="0"/>', "", "stories: the commentRangeStart 0 has no end"),
    ("word/commentsExtended.xml", "00000001", "00000002", "commentsExtended: the paragraph 00000002 is not there"),
    (MAIN, '<w:numId w:val="1"/>', '<w:numId w:val="5"/>', f"{MAIN}: the list 5 is not there"),
    (
        "word/numbering.xml",
        '<w:abstractNumId w:val="0"/>',
        '<w:abstractNumId w:val="2"/>',
        "numbering: the definition 2 is not there",
    ),
    (
        "word/numbering.xml",
        "</w:num>",
        '</w:num><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
        "numbering: the number 1 stands twice",
    ),
    (
        "word/numbering.xml",
        '<w:lvl w:ilvl="0">',
        '<w:lvl w:ilvl="0"/><w:lvl w:ilvl="0">',
        "numbering: the level 0 stands twice",
    ),
    (
        "word/numbering.xml",
        '<w:abstractNum w:abstractNumId="0">',
        '<w:abstractNum w:abstractNumId="0"/><w:abstractNum w:abstractNumId="0">',
        "numbering: the definition 0 stands twice",
    ),
    ("word/numbering.xml", "<w:lvlJc", '<w:lvlPicBulletId w:val="3"/><w:lvlJc', "numbering: the bullet 3 is not there"),
    (
        MAIN,
        '<w:pStyle w:val="Heading1"/>',
        '<w:pStyle w:val="berschrift1"/>',
        f"{MAIN}: the style berschrift1 is not there",
    ),
    (
        MAIN,
        '<w:pStyle w:val="Heading1"/>',
        '<w:pStyle w:val="TableNormal"/>',
        f"{MAIN}: the paragraph style TableNormal is of the kind table",
    ),
    ("word/styles.xml", 'w:styleId="Heading2"', 'w:styleId="Heading1"', "styles: the id Heading1 stands twice"),
    ("word/styles.xml", 'w:val="heading 2"', 'w:val="Heading 1"', "styles: the name heading 1 stands twice"),
    (
        "word/styles.xml",
        '<w:style w:type="paragraph" w:styleId="Heading1">',
        '<w:style w:type="paragraph" w:default="1" w:styleId="Heading1">',
        "styles: two are the default of the kind paragraph",
    ),
    (
        "word/styles.xml",
        '<w:basedOn w:val="Normal"/>',
        '<w:basedOn w:val="Heading1"/>',
        "styles: Heading1 is based on itself",
    ),
    (
        "word/styles.xml",
        '<w:basedOn w:val="Normal"/>',
        '<w:basedOn w:val="Other"/>',
        "styles: the style Other is not there",
    ),
    (MAIN, 'w14:paraId="0000000B"', 'w14:paraId="0000000A"', f"{MAIN}: the paragraph id 0000000A stands twice"),
    (MAIN, 'w14:paraId="0000000B"', 'w14:paraId="90000000"', f"{MAIN}: the paragraph id 90000000 is not allowed"),
    (MAIN, 'w14:paraId="0000000B"', 'w14:paraId="0"', f"{MAIN}: the paragraph id 0 is not allowed"),
    ("docProps/core.xml", "<dc:title>", "<dc:title>A</dc:title><dc:title>", "docProps/core.xml: title stands twice"),
    ("docProps/core.xml", "2026-11-23T09:00:00Z", "yesterday", "docProps/core.xml: 'yesterday' is no date"),
    (MAIN, "<w:t>Title</w:t>", "<w:t>Title </w:t>", f"{MAIN}: a space at the edge of 'Title ' would be lost"),
]


@pytest.mark.parametrize(("part", "old", "new", "expected"), FOUND, ids=[case[3] for case in FOUND])
def test_each_fault_is_found_and_said(part: str, old: str, new: str, expected: str) -> None:
    assert expected in faults(changed(part, old, new))


def test_a_part_that_stands_twice_is_found() -> None:
    target = BytesIO(CLEAN)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("word/Document.xml", "<x/>")
    assert "package: the part word/document.xml stands twice" in faults(target.getvalue())


def test_a_relationships_part_without_its_part_is_found() -> None:
    files = {**unzipped(CLEAN), "word/_rels/header9.xml.rels": unzipped(CLEAN)["word/_rels/document.xml.rels"]}
    assert "word/_rels/header9.xml.rels: its part is not there" in faults(zipped(files))


def test_xml_that_is_not_well_formed_is_said() -> None:
    files = {**unzipped(CLEAN), MAIN: b"<w:document>"}
    assert [fault.split(":")[:2] for fault in faults(zipped(files))] == [["package", " cannot be read"]]


def test_a_file_that_is_no_archive_is_said() -> None:
    assert faults(b"no archive") == ["package: cannot be read: File is not a zip file"]
