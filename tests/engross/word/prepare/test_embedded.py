"""The workbook under a chart names nobody who made it, and not where it lay; its numbers stay."""

from __future__ import annotations

from engross.word import Package, Template, unissuable
from engross.word.opc.archive import Stored, pack
from tests.engross.word.paper import DECLARATIONS, docx, p, run
from tests.structure import faults

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
WORKBOOK = '<workbook xmlns:x="u"><x:absPath url="C:\\Users\\jane\\"/><sheets/></workbook>'
CORE = (
    '<c:coreProperties xmlns:c="u" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Costs</dc:title>'
    "<dc:creator>Jane Example</dc:creator></c:coreProperties>"
)
PARTS = {
    "[Content_Types].xml": TYPES,
    "xl/workbook.xml": WORKBOOK,
    "docProps/core.xml": CORE,
    "xl/sheet.xml": "<n>42</n>",
}
BOOK = pack(Stored.deflate(name, text.encode()) for name, text in PARTS.items())
EMBEDDED = "word/embeddings/book.xlsx"


def with_book(book: bytes) -> bytes:
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="d"/><a:graphic><a:graphicData uri="c"><c:chart '
        'xmlns:c="urn:c" r:id="rC"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )
    line = (
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/package" '
        'Target="../embeddings/book.xlsx"/>'
    )
    return docx(
        p(run("{{ x }}"), drawing),
        relationships=[("rC", "chart", "charts/chart1.xml")],
        parts={
            "word/charts/chart1.xml": f'<c:chartSpace xmlns:c="urn:c" {DECLARATIONS}><c:externalData r:id="rId1"/></c:chartSpace>',
            "word/charts/_rels/chart1.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{line}</Relationships>',
            EMBEDDED: book,
        },
        types='<Default Extension="xlsx" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"/>'
        '<Override PartName="/word/charts/chart1.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'drawingml.chart+xml"/>',
    )  # fmt: skip


def test_a_workbook_goes_out_without_the_names_of_its_editors_and_with_its_numbers() -> None:
    template = Template.open(with_book(BOOK), file="letter.docx")
    document = bytes(template.render({"x": "a"}))
    assert (faults(document), list(template.problems)) == ([], [])
    book = Package.open(Package.open(document).read(EMBEDDED))
    inside = b"".join(map(book.read, book.names))
    assert (b"Jane" in inside, b"jane" in inside) == (False, False)
    assert (b"<n>42</n>" in inside, b"Costs" in inside, b"<sheets/>" in inside) == (True, True, True)
    assert [each for each in unissuable(Package.open(document)) if each.id == "author"] == []


def test_a_document_whose_workbook_names_somebody_is_told() -> None:
    (told,) = [str(each) for each in unissuable(Package.open(with_book(BOOK), "a.docx")) if each.id == "author"]
    assert told == (
        "a.docx: author: the file word/embeddings/book.xlsx within it names Jane Example (creator); make it again from "
        "its template, or paste a picture of the chart in its place"
    )


def test_a_file_that_cannot_be_read_stays_as_it_is() -> None:
    document = bytes(Template.open(with_book(b"no archive")).render({"x": "a"}))
    assert Package.open(document).read(EMBEDDED) == b"no archive"
