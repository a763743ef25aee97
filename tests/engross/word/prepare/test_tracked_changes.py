"""Every kind of tracked change is told of a template, of a document before it is issued, and of a file to attach."""

from __future__ import annotations

import pytest
from lxml import etree

from engross.problems import Refused
from engross.word import Template
from engross.word.attach import attach
from engross.word.opc.package import Package
from engross.word.prepare.issue import unissuable
from engross.word.prepare.tracked_changes import TRACKED, tracked_changes
from tests.engross.word.paper import DECLARATIONS, docx, p

MARK = 'w:id="1" w:author="Jane Example" w:date="2026-01-01T00:00:00Z"'
KINDS = sorted(str(tag).replace("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}", "w:").replace(
    "{http://schemas.microsoft.com/office/word/2010/wordml}", "w14:") for tag in TRACKED)  # fmt: skip


def changed(kind: str) -> bytes:
    """A file with one tracked change of this kind beside a table."""
    change = f"<{kind} {MARK}/>"
    cell = f"<w:tc>{p('cell')}</w:tc>"
    inside = f"<w:tbl><w:tblPr/><w:tblGrid>{change}</w:tblGrid><w:tr>{cell}</w:tr></w:tbl>"
    return docx(inside if kind == "w:tblGridChange" else p("text", change))


def test_the_list_has_the_kinds_that_stand_in_tables_and_around_custom_xml() -> None:
    assert {"w:tblPrExChange", "w:tblGridChange", "w:customXmlInsRangeStart", "w:cellIns", "w14:conflictIns"} <= set(
        KINDS
    )


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_told_of_a_template_and_of_a_document_to_be_issued(kind: str) -> None:
    (told,) = Template.open(changed(kind), file="a.docx").problems
    assert (told.id, str(told).split("; ")[0].split(": ")[-1]) == (
        "tracked-changes", "a tracked change is neither accepted nor rejected, and would be in every document"
    )  # fmt: skip
    assert [problem.id for problem in unissuable(Package.open(changed(kind)))] == ["tracked-changes"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_refused_of_a_file_to_attach(kind: str) -> None:
    with pytest.raises(Refused) as refused:
        attach(Package.open(docx("Report")), Package.open(changed(kind), "plan.docx"))
    (told,) = refused.value.problems
    assert (told.id, "1 tracked change not yet accepted or rejected" in str(told)) == ("tracked-changes", True)


def test_a_change_in_a_part_of_any_name_and_folder_is_told() -> None:
    header = f"<w:hdr {DECLARATIONS}>{p('text', f'<w:ins {MARK}/>')}</w:hdr>"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rH"/></w:sectPr>'
    source = docx(
        p("x", properties=section),
        relationships=[("rH", "header", "/Parts/Header1.XML")],
        parts={"Parts/Header1.XML": header},
    )
    assert [str(problem) for problem in unissuable(Package.open(source, "a.docx"))] == [
        "a.docx: tracked-changes: tracked changes in its headers, footers or notes are neither accepted nor rejected; accept or reject "
        "all changes (Review, Accept All Changes)"
    ]


def test_a_move_counts_by_what_was_moved() -> None:
    text = (
        f'<w:p {DECLARATIONS}><w:moveFromRangeStart {MARK} w:name="m"/><w:moveFrom {MARK}/><w:moveFromRangeEnd '
        f'w:id="1"/><w:moveToRangeStart {MARK} w:name="m"/><w:moveTo {MARK}/></w:p>'
    )
    assert len(tracked_changes(etree.fromstring(text))) == 2


def test_a_part_without_the_words_of_changes_is_not_looked_into() -> None:
    text = f"<w:p {DECLARATIONS}><w:r><w:t>Nothing</w:t></w:r></w:p>"
    assert tracked_changes(etree.fromstring(text)) == []
