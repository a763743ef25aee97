"""Parts that reports and plans share in tests → notes, lists, headers, charts, diagrams, text boxes, contents."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

from tests.word_files import (
    DECLARATION,
    NAMESPACES,
    OFFICE,
    PNG,
    WORD_TYPE,
    Part,
    field_runs,
    paragraph,
    style,
    xml_part,
)

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
IMAGE = Part("word/media/image1.png", "image/png", f"{OFFICE}/image", PNG, "rIdImage")
SEPARATORS = (
    '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}><w:{0} '
    'w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:{0}>'
)


def notes_part(kind: str, texts: Iterable[str], address: str = "") -> Part:
    """Footnotes or endnotes with these texts under the ids 1, 2, …; the first may link to an address."""
    link = '<w:hyperlink r:id="rIdNote"><w:r><w:t>a link in the note</w:t></w:r></w:hyperlink>' if address else ""
    items = "".join(
        f'<w:{kind} w:id="{number}"><w:p><w:r><w:{kind}Ref/></w:r><w:r><w:t xml:space="preserve"> {text} </w:t></w:r>'
        f"{link if number == 1 else ''}</w:p></w:{kind}>"
        for number, text in enumerate(texts, 1)
    )
    part = xml_part(f"{kind}s.xml", SEPARATORS.format(kind) + items, f"rId{kind.title()}s")
    rels = (("rIdNote", f"{OFFICE}/hyperlink", address),) if address else ()
    return Part(part.name, part.type, part.kind, part.data, part.id, rels)


def note(kind: str, number: int) -> str:
    """A run that refers to a note."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def comments_parts(texts: Iterable[str], first: int = 0) -> list[Part]:
    """Comments with these texts under the ids 0, 1, …, each but the first an answer to the first."""
    said = list(texts)
    keys = [f"{0x10 + first + number:08X}" for number in range(len(said))]
    items = "".join(
        f'<w:comment w:id="{number}" w:author="A Person" w:initials="AP" w:date="2026-11-23T09:00:00Z"><w:p '
        f'w14:paraId="{key}"><w:r><w:t>{text}</w:t></w:r></w:p></w:comment>'
        for number, (key, text) in enumerate(zip(keys, said, strict=True))
    )
    answer = f' w15:paraIdParent="{keys[0]}"'
    threads = "".join(
        f'<w15:commentEx w15:paraId="{key}"{"" if key == keys[0] else answer} w15:done="0"/>' for key in keys
    )
    extended = f'<w15:commentsEx xmlns:w15="{NAMESPACES["w15"]}">{threads}</w15:commentsEx>'
    return [
        xml_part("comments.xml", items, "rIdComments"),
        Part(
            "word/commentsExtended.xml",
            f"{WORD_TYPE}.commentsExtended+xml",
            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
            extended.encode(),
            "rIdExtended",
        ),
    ]


def commented(text: str, *numbers: int) -> str:
    """Runs with comments around them."""
    starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
    ends = "".join(
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>' for number in numbers
    )
    return f"{starts}<w:r><w:t>{text}</w:t></w:r>{ends}"


def level(number: int, form: str, text: str, inner: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{inner}<w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{720 * (number + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
    )


def numbering_part(definitions: Iterable[str], links: Iterable[tuple[int, int]] = (), nsid: str = "1A2B3C4D") -> Part:
    """List definitions 0, 1, … and the lists (number, definition)."""
    written = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{nsid[:-1]}{number}"/><w:multiLevelType '
        f'w:val="multilevel"/>{levels}</w:abstractNum>'
        for number, levels in enumerate(definitions)
    )
    nums = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/></w:num>' for number, definition in links
    )
    return xml_part("numbering.xml", written + nums, "rIdNumbering")


def item(text: str, number: int, depth: int = 0) -> str:
    """A paragraph of a list."""
    return paragraph(text, inner=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def header_part(number: int, inner: str, kind: str = "header", rels: tuple[tuple[str, str, str], ...] = ()) -> Part:
    """A header or footer with the body's relationship "rIdHeader2" to it."""
    part = xml_part(f"{kind}{number}.xml", inner, f"rId{kind.title()}{number}")
    return Part(part.name, part.type, part.kind, part.data, part.id, rels)


def shown(kind: str, number: int, type: str = "default") -> str:
    """A section's reference to a header or footer."""
    return f'<w:{kind}Reference w:type="{type}" r:id="rId{kind.title()}{number}"/>'


def page_of(numbered: str = "PAGE") -> str:
    """A paragraph of a footer: Page X of Y."""
    return f"<w:p><w:r><w:t xml:space='preserve'>Page </w:t></w:r>{field_runs(numbered, '1')}</w:p>"


def chart_parts(number: int = 1) -> list[Part]:
    """A chart with its workbook."""
    book = BytesIO()
    with zipfile.ZipFile(book, "w") as archive:
        archive.writestr(zipfile.ZipInfo("[Content_Types].xml"), "<Types/>")
    chart = (
        f'{DECLARATION}<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main" xmlns:r="{OFFICE}"><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping '
        'val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numLit><c:ptCount '
        'val="3"/><c:pt idx="0"><c:v>1</c:v></c:pt><c:pt idx="1"><c:v>3</c:v></c:pt><c:pt idx="2"><c:v>2</c:v></c:pt>'
        '</c:numLit></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx><c:axId val="1"/>'
        '<c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/>'
        '</c:catAx><c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart><c:externalData r:id="rId1"/>'
        "</c:chartSpace>"
    )
    package = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return [
        Part(
            f"word/charts/chart{number}.xml",
            "application/vnd.openxmlformats-officedocument.drawingml.chart+xml",
            f"{OFFICE}/chart",
            chart.encode(),
            "rIdChart",
            (("rId1", f"{OFFICE}/package", f"../embeddings/Workbook{number}.xlsx"),),
        ),
        Part(f"word/embeddings/Workbook{number}.xlsx", package, "", book.getvalue()),
    ]


def chart(number: int) -> str:
    """A run with the chart."""
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="3600000" cy="1800000"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="A chart"/><a:graphic><a:graphicData '
        f'uri="{DRAWING}/chart"><c:chart r:id="rIdChart"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def text_box(text: str, number: int) -> str:
    """A run with a text box, in the two forms that Word writes."""
    inner = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" '
        f'distR="0"><wp:extent cx="2400000" cy="600000"/><wp:docPr id="{number}" name="Box {number}" descr="A box"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="2400000" cy="600000"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>'
        '</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape id="box" '
        f'style="width:190pt;height:47pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback>'
        "</mc:AlternateContent></w:r>"
    )


def heading(text: str, style: str, mark: int = 0, name: str = "") -> str:
    """A heading, bookmarked for a table of contents."""
    start = f'<w:bookmarkStart w:id="{mark}" w:name="{name or f"_Toc{mark}"}"/>' if mark else ""
    end = f'<w:bookmarkEnd w:id="{mark}"/>' if mark else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{start}<w:r><w:t>{text}</w:t></w:r>{end}</w:p>'


def toc_styles(id: str = "TOC{}") -> str:
    """The styles of two levels of contents."""
    tabs = '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9628"/></w:tabs><w:ind w:left="{}"/></w:pPr>'
    return "".join(style(id.format(n), f"toc {n}", tabs.format(220 * (n - 1)), based_on="Normal") for n in (1, 2))


def contents(lines: Iterable[tuple[str, str, int]], instruction: str = 'TOC \\o "1-3" \\h \\z \\u') -> str:
    """A table of contents as Word writes it: (text, style id, mark) of each line; every page is 2."""
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'{instruction.replace(chr(34), "&quot;")} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    written: list[str] = []
    for text, key, mark in lines:
        page = field_runs(f"PAGEREF _Toc{mark} \\h", "2")
        link = f'<w:hyperlink w:anchor="_Toc{mark}" w:history="1"><w:r><w:t>{text}</w:t></w:r><w:r><w:tab/></w:r>{page}'
        written.append(
            f'<w:p><w:pPr><w:pStyle w:val="{key}"/></w:pPr>{"" if written else begin}{link}</w:hyperlink></w:p>'
        )
    return "".join(written) + '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
