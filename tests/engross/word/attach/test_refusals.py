"""What cannot be attached is refused by name, all at once, with what to do, and before anything is written."""

from __future__ import annotations

import pytest

from engross.problems import Refused
from engross.word.attach import Choices, attach
from engross.word.opc.package import Package
from tests.engross.word.attach.pieces import contents, header_part, heading, notes_part, shown
from tests.word_files import PORTRAIT, field_runs, paragraph, unzipped, word_file, zipped

PLAN = word_file(heading("Actions", "Heading1") + paragraph("An action"))
REPORT = word_file(heading("Findings", "Heading1", 1) + paragraph("A finding") + heading("Next steps", "Heading1", 2))
MAIN = "word/document.xml"
REVIEW = "accept or reject the tracked changes in Word (Review), then run again"


def refusal(report: bytes, plan: bytes = PLAN, after: str = "") -> list[str]:
    """The problems for which a pair is refused, in words."""
    with pytest.raises(Refused) as caught:
        attach(Package.open(report, "report.docx"), Package.open(plan, "plan.docx"), Choices(after=after))
    return [str(problem) for problem in caught.value.problems]


def changed(package: bytes, part: str, old: str, new: str) -> bytes:
    """A file with one piece of a part's text replaced."""
    files = unzipped(package)
    assert old.encode() in files[part]
    return zipped({**files, part: files[part].replace(old.encode(), new.encode(), 1)})


def revised(inner: str) -> bytes:
    """A report whose second paragraph holds this as well."""
    return changed(REPORT, MAIN, "<w:r><w:t xml:space", f"{inner}<w:r><w:t xml:space")


MARK = 'w:id="9" w:author="A Person" w:date="2026-11-23T09:00:00Z"'
REVISIONS = {
    "insertion": f"<w:ins {MARK}><w:r><w:t>new </w:t></w:r></w:ins>",
    "deletion": f"<w:del {MARK}><w:r><w:delText>old</w:delText></w:r></w:del>",
    "move from": f"<w:moveFrom {MARK}><w:r><w:t>gone </w:t></w:r></w:moveFrom>",
    "move to": f"<w:moveTo {MARK}><w:r><w:t>here </w:t></w:r></w:moveTo>",
    "paragraph formatting": f"<w:pPr><w:pPrChange {MARK}><w:pPr/></w:pPrChange></w:pPr>",
    "run formatting": f"<w:r><w:rPr><w:rPrChange {MARK}><w:rPr/></w:rPrChange></w:rPr></w:r>",
    "paragraph mark": f"<w:pPr><w:rPr><w:ins {MARK}/></w:rPr></w:pPr>",
    "range": f'<w:moveFromRangeStart {MARK} w:name="m"/><w:moveFromRangeEnd w:id="9"/>',
}


@pytest.mark.parametrize("inner", REVISIONS.values(), ids=REVISIONS)
def test_tracked_changes_are_refused_with_their_place(inner: str) -> None:
    (message,) = refusal(revised(inner))
    assert message.startswith(
        "report.docx: body, paragraph 2: tracked-changes: 1 tracked change not yet accepted or rejected, the first in "
    )
    assert message.endswith(f'A finding"; {REVIEW}')


def test_tracked_changes_in_each_story_of_both_files_are_told_at_once() -> None:
    changes = f"<w:p><w:ins {MARK}><w:r><w:t>new</w:t></w:r></w:ins></w:p>"
    parts = [header_part(1, changes), notes_part("footnote", ["x"])]
    report = word_file(paragraph("A finding"), parts, shown("header", 1) + PORTRAIT)
    report = changed(report, "word/footnotes.xml", "<w:footnoteRef/>", f"</w:r><w:del {MARK}/><w:r>")
    plan = changed(PLAN, MAIN, "</w:pPr>", f"<w:pPrChange {MARK}><w:pPr/></w:pPrChange></w:pPr>")
    told = "1 tracked change not yet accepted or rejected, the first in"
    assert refusal(report, plan) == [
        f'report.docx: header, paragraph 1: tracked-changes: {told} "new"; {REVIEW}',
        f'report.docx: footnotes, paragraph 3: tracked-changes: {told} " x "; {REVIEW}',
        f'plan.docx: body, paragraph 1: tracked-changes: {told} "Actions"; {REVIEW}',
    ]


def test_an_inserted_file_and_a_subdocument_are_refused() -> None:
    rels = "word/_rels/document.xml.rels"
    report = changed(REPORT, MAIN, "<w:sectPr>", '<w:altChunk r:id="rIdChunk"/><w:sectPr>')
    report = changed(report, MAIN, "<w:altChunk", '<w:p><w:subDoc r:id="rIdSub"/></w:p><w:altChunk')
    report = changed(
        report,
        rels,
        "</Relationships>",
        '<Relationship Id="rIdChunk" Type="http://x/aFChunk" Target="styles.xml"/><Relationship Id="rIdSub" '
        'Type="http://x/subDocument" Target="styles.xml"/></Relationships>',
    )
    assert refusal(report) == [
        "report.docx: included-document: another document is included in it, which is not read; open it in Word and save it again, which "
        "takes that document's text over",
        "report.docx: subdocument: the document is a master document with a subdocument; unlink the subdocument in Word (View, "
        "Outline, Show Document, Unlink) and save",
    ]


def test_a_signature_macros_and_encryption_are_refused_together() -> None:
    extra = {"_xmlsignatures/sig1.xml": b"<s/>", "word/vbaProject.bin": b"x", "EncryptionInfo": b"x"}
    assert refusal(zipped({**unzipped(REPORT), **extra})) == [
        "report.docx: macros: the file holds macros; save it from Word as Word Document (.docx)",
        "report.docx: signed: the file is digitally signed, and any change breaks a signature; remove the signature (File, "
        "Info, View Signatures) and save it again",
        "report.docx: encrypted: the file is encrypted; take the password off in Word (File, Info, Protect Document)",
    ]


def test_a_strict_document_is_refused() -> None:
    old = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    assert refusal(changed(REPORT, MAIN, old, "http://purl.oclc.org/ooxml/wordprocessingml/main")) == [
        "report.docx: strict-format: the file is saved as Strict Open XML, which is not read here; in Word choose File, "
        "Save As, and as type Word Document (*.docx) in place of Strict Open XML Document (*.docx)"
    ]


def test_a_template_is_refused() -> None:
    assert refusal(changed(REPORT, "[Content_Types].xml", "document.main+xml", "template.main+xml")) == [
        "report.docx: not-a-document: the file is not a Word document but of the kind "
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml; save it in Word as Word "
        "Document (.docx)"
    ]


REPAIR = "open it in Word, let Word repair it, and save it again"


def test_a_part_that_is_not_there_is_refused() -> None:
    files = unzipped(REPORT)
    del files["word/styles.xml"]
    assert refusal(zipped(files)) == [
        f"report.docx: damaged-file: the part word/styles.xml, which word/document.xml names, is not there; {REPAIR}"
    ]


def test_a_file_without_a_document_is_refused() -> None:
    files = unzipped(REPORT)
    assert refusal(zipped({**files, "_rels/.rels": files["_rels/.rels"].replace(b"officeDocument", b"other")})) == [
        "report.docx: not-a-word-file: this file has no Word document in it; save it from Word as Word Document (.docx)"
    ]


def test_xml_that_is_not_well_formed_is_refused() -> None:
    (message,) = refusal(zipped({**unzipped(REPORT), MAIN: b"<w:document>"}))
    assert message.startswith("report.docx: damaged-part: the part word/document.xml is not well-formed XML (")
    assert message.endswith("; open the file in Word and save it again as Word Document (.docx)")


def test_a_relationship_that_the_plan_uses_and_lacks_is_refused() -> None:
    plan = changed(PLAN, MAIN, "<w:p>", '<w:p><w:hyperlink r:id="rId77"/>')
    assert refusal(REPORT, plan) == [
        f"plan.docx: damaged-file: the relationship rId77, which word/document.xml uses, is not there; {REPAIR}"
    ]


def test_a_header_that_the_plan_names_and_lacks_is_refused() -> None:
    plan = word_file(paragraph("x"), section=f"{shown('header', 1)}{PORTRAIT}")
    assert refusal(REPORT, plan) == [
        f"plan.docx: damaged-file: the relationship rIdHeader1, which word/document.xml uses, is not there; {REPAIR}"
    ]


NAME_IT = "name a heading or a bookmark of the report as it reads there, or leave the place out for the end"


def test_a_place_that_is_not_there_is_refused_with_the_nearest() -> None:
    assert refusal(REPORT, after="Finding") == [
        f'report.docx: place-unknown: no heading or bookmark of the report is called "Finding"; did you mean "Findings"?; {NAME_IT}'
    ]


def test_a_heading_that_stands_twice_is_refused() -> None:
    report = word_file(heading("Findings", "Heading1") + heading("Findings", "Heading2") + paragraph("x"))
    assert refusal(report, after="findings") == [
        f'report.docx: place-twice: 2 headings of the report read "findings"; {NAME_IT}'
    ]


def test_a_place_inside_a_field_is_refused() -> None:
    lines = contents([("Findings", "", 1), ("Next steps", "", 2)]).replace(
        "</w:hyperlink>", '</w:hyperlink><w:bookmarkStart w:id="8" w:name="within"/><w:bookmarkEnd w:id="8"/>', 1
    )
    report = word_file(lines + heading("Findings", "Heading1", 1) + heading("Next steps", "Heading1", 2))
    assert refusal(report, after="within") == [
        'report.docx: place-in-field: the place after "within" is inside a field, such as a table of contents; '
        + NAME_IT
    ]


def test_a_place_within_text_that_a_field_quotes_is_refused() -> None:
    start, end = '<w:bookmarkStart w:id="8" w:name="said"/>', '<w:bookmarkEnd w:id="8"/>'
    text = f"<w:p>{start}<w:r><w:t>one</w:t></w:r></w:p>" + heading("Next", "Heading1") + f"<w:p>{end}</w:p>"
    quoting = f"<w:p>{field_runs('REF said', 'one')}</w:p>"
    report = word_file(heading("Findings", "Heading1") + text + quoting)
    assert refusal(report, after="Findings") == [
        f'report.docx: place-in-bookmark: the place after "Findings" is inside the text that "said" marks for quoting; {NAME_IT}'
    ]
    assert attach(
        Package.open(word_file(heading("Findings", "Heading1") + text)), Package.open(PLAN), Choices("Findings")
    )


def test_a_report_with_the_words_of_changes_but_none_is_taken() -> None:
    report = word_file(paragraph("The word ins, and <w:ins as text"))
    assert attach(Package.open(report), Package.open(PLAN))


def test_what_is_refused_of_the_plan_and_of_the_report_comes_together() -> None:
    signed = zipped({**unzipped(PLAN), "_xmlsignatures/sig1.xml": b"<s/>"})
    assert [message.split(":")[0] for message in refusal(revised(REVISIONS["deletion"]), signed)] == [
        "report.docx",
        "plan.docx",
    ]
