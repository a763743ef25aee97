"""Invented wording and the house style → inputs/reports/dunmarra.docx, the sample report that a plan is attached to.

Run it after a change here or in tools/template_source; the same source gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from lxml import etree

from engross.word.opc.archive import Stored, pack
from tools.template_source.markup import Block, Bold, Column, Element, Field, Row, element, flatten, paragraph, table
from tools.template_source.parts import Design, parts, section

REPORT = Path(__file__).resolve().parent.parent / "inputs" / "reports" / "dunmarra.docx"

TITLE = "Joint inspection of services for children and young people at risk of harm in Dunmarra"
CHAPTERS = (
    ("About this inspection", 2),
    ("Key messages", 2),
    ("What we found", 3),
    ("Next steps", 3),
    ("Appendix A: the quality indicators", 4),
    ("Appendix B: the terms we use", 5),
)
"""The chapters with the pages that they begin on."""

_STYLES = "word/styles.xml"


def build() -> bytes:
    """The bytes of the report."""
    files = parts(
        Design(
            title=TITLE,
            subject="Inspection report JI-2026-09",
            status="final",
            body=_body(),
            first_header=[paragraph("Letterhead", "Care Inspectorate")],
            header=[paragraph("Header", "Joint inspection: Dunmarra")],
            footer=[paragraph("Footer", "JI-2026-09  |  Page ", Field("PAGE", "1"), " of ", Field("NUMPAGES", "5"))],
        )
    )
    files[_STYLES] = _with_contents_style(files[_STYLES])
    return pack(Stored.deflate(part, data) for part, data in files.items())


def main() -> None:
    """Write the report among the sample inputs."""
    REPORT.parent.mkdir(exist_ok=True)
    REPORT.write_bytes(build())


def _body() -> Block:
    return [
        paragraph("Title", TITLE),
        paragraph("Subtitle", "December 2026"),
        paragraph("Normal", "This is a sample report. Dunmarra, its people and its services are invented."),
        paragraph("Subtitle", "Contents"),
        _contents(),
        _about(),
        _messages(),
        _findings(),
        _next_steps(),
        _indicators(),
        _terms(),
        section(first=True),
    ]


def _contents() -> Block:
    """A table of contents as Word keeps it: one field over several paragraphs, each line a link to its heading."""
    begin = [_mark("begin"), _instruction(' TOC \\o "1-1" \\h \\z \\u '), _mark("separate")]
    lines = [_contents_line(number) for number in range(len(CHAPTERS))]
    first, last = lines[0], lines[-1]
    for place, run in enumerate(begin, start=1):
        first.insert(place, run)
    last.append(_mark("end"))
    return lines


def _contents_line(number: int) -> Element:
    text, page = CHAPTERS[number]
    reference = [
        _mark("begin"), _instruction(f" PAGEREF {_bookmark(number)} \\h "), _mark("separate"), _text(str(page)),
        _mark("end"),
    ]  # fmt: skip
    link = element("w:hyperlink", _text(text), element("w:r", element("w:tab")), *reference, anchor=_bookmark(number))
    return element("w:p", element("w:pPr", element("w:pStyle", val="TOC1")), link)


def _chapter(number: int, *, page_break: bool = False) -> Block:
    """A chapter's heading with the bookmark that its line in the contents leads to."""
    (heading,) = flatten(paragraph("Heading1", CHAPTERS[number][0], page_break=page_break))
    heading.insert(1, element("w:bookmarkStart", id=number, name=_bookmark(number)))
    heading.append(element("w:bookmarkEnd", id=number))
    return heading


def _about() -> Block:
    return [
        _chapter(0, page_break=True),
        paragraph(
            "Normal",
            "We inspected services for children and young people at risk of harm in Dunmarra between 22 June and "
            "9 October 2026, together with Healthcare Improvement Scotland, HM Inspectorate of Constabulary in "
            "Scotland and Education Scotland. We asked what difference the partnership makes to children's lives.",
        ),
        paragraph("LeadIn", "To find out, we"),
        paragraph("ListBullet", "read the records of 60 children"),
        paragraph("ListBullet", "met 41 children, young people, parents and carers"),
        paragraph("ListBullet", "heard from 212 members of staff in a survey and in groups."),
    ]


def _messages() -> Block:
    return [
        _chapter(1),
        paragraph("ListNumber", "Concerns about older teenagers waited too long before a service acted."),
        paragraph("ListNumber", "Audits were thoughtful, and few of their recommendations were carried out."),
        paragraph("ListNumber", "In school, young people could speak with somebody without an appointment."),
    ]


def _findings() -> Block:
    return [
        _chapter(2, page_break=True),
        paragraph("Heading2", "Impact on children and young people"),
        paragraph("Normal", "We evaluated this quality indicator as ", Bold("weak"), "."),
        paragraph(
            "Normal",
            "Concerns about older teenagers were passed between three services before one of them acted. For one young "
            "man it took eleven weeks. He told us that he had stopped expecting anybody to come.",
        ),
        paragraph("Heading2", "Self-evaluation"),
        paragraph(
            "Normal",
            "Seven audits had been completed in two years. They were thoughtful and they agreed with one another. We "
            "found only two recommendations that anyone had carried out; 43 were still open.",
        ),
    ]


def _next_steps() -> Block:
    return [
        _chapter(3),
        paragraph(
            "Normal",
            "The partnership will prepare a joint improvement plan, which is attached to this report. The link "
            "inspector will keep in touch with the partnership and support it with the plan.",
        ),
        paragraph("Normal", "We will review progress between 6 September and 29 October 2027."),
    ]


def _indicators() -> Block:
    return [
        _chapter(4, page_break=True),
        table(
            "Quality indicators",
            "The quality indicators that we looked at, and the evaluation of each",
            (Column("Quality indicator", 6298), Column("Evaluation", 3000)),
            [Row(("2.1 Impact on children and young people", "Weak")), Row(("9.2 Leadership", "Not evaluated"))],
        ),
        paragraph("AfterTable", "The six-point scale runs from excellent to unsatisfactory."),
    ]


def _terms() -> Block:
    return [
        _chapter(5, page_break=True),
        paragraph("Normal", Bold("Link inspector: "), "the inspector who stays in touch with a partnership."),
        paragraph("Normal", Bold("Position statement: "), "what a partnership says of itself before an inspection."),
    ]


def _bookmark(number: int) -> str:
    return f"_Toc20261201{number}"


def _mark(kind: str) -> Element:
    return element("w:r", element("w:fldChar", fldCharType=kind))


def _instruction(words: str) -> Element:
    code = element("w:instrText")
    code.text = words
    code.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return element("w:r", code)


def _text(words: str) -> Element:
    text = element("w:t")
    text.text = words
    return element("w:r", text)


def _with_contents_style(styles: bytes) -> bytes:
    root = etree.fromstring(styles)
    style = element(
        "w:style",
        element("w:name", val="toc 1"),
        element("w:basedOn", val="Normal"),
        element("w:next", val="Normal"),
        element("w:uiPriority", val=39),
        element(
            "w:pPr",
            element("w:tabs", element("w:tab", val="right", leader="dot", pos=9298)),
            element("w:spacing", after=80),
        ),
        type="paragraph",
        styleId="TOC1",
    )
    root.append(style)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


if __name__ == "__main__":
    main()
