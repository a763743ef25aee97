"""The manifest as a workbook: what people read in it, safe from formulas, the same bytes for the same manifest."""

from __future__ import annotations

import datetime as dt
import errno
import gc
import re
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace

from engross import temporary
from engross.problems import Refused
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.identity import Identity
from scrutiny_response.domain.response import respond
from scrutiny_response.store import workbook
from scrutiny_response.store.manifest import Document, Inputs, Record, summary_of
from scrutiny_response.store.outcome import finding
from tests.samples import LEVELS, a_decision, an_assessment, an_extension, criterion_answers, the_framework

INPUTS = Inputs(assessment="a" * 64, cycle="", framework="f" * 64, framework_version="2026.1", software="0.1.0")
LETTER = Document(path="PSR-1/letter.docx", hash="d" * 64, template="letter", template_hash="t" * 64, inputs=INPUTS)
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def _record(**changes: object) -> Record:
    assessment = replace(
        an_assessment(
            state=State.ISSUED, criteria=criterion_answers(LEVELS["directed"]), decision=a_decision("assisted")
        ),
        **changes,
    )
    response = respond(assessment, the_framework())
    said = {**summary_of(response, finding(response.indication)), "problems": []}
    identity = Identity("PSR-1", "psr-1")
    return Record(file="../inputs/a.yaml", inputs=INPUTS, identity=identity, summary=said, documents=(LETTER,))


def _made(*records: Record, hash_: str = "") -> bytes:
    file = BytesIO()
    workbook.write(file, records, hash_)
    return file.getvalue()


def _cells(data: bytes) -> list[list[str]]:
    """The text of each cell, row by row, as it stands in the file."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet = etree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{S}f")), "a formula"
    rows = []
    for row in sheet.iter(f"{S}row"):
        assert {cell.get("t") for cell in row} <= {"inlineStr", None}
        rows.append([_said(cell) for cell in row])
    return rows


def _said(cell: Any) -> str:
    text = "".join(str(text) for text in cell.itertext())
    return text if cell.get("t") else (dt.date(1899, 12, 30) + dt.timedelta(days=int(text))).isoformat()


def test_a_row_says_everything_about_one_document() -> None:
    header, row = _cells(_made(_record()))
    assert header == [title for title, _ in workbook.COLUMNS]
    assert row == [
        "PSR-2026-014",
        "Strathlorne Health and Social Care Partnership",
        "issued",
        "PSR-1/letter.docx",
        "directed",
        "assisted",
        "assisted",
        "assisted",
        "New leaders have begun to act on the findings.",
        "Quality and Consistency Panel",
        "2026-10-27",
        "2027-01-05",
        "1 February 2027, 4 May 2027, 3 August 2027",
        "2027-11-01",
        "../inputs/a.yaml",
        "2026.1",
        "0.1.0",
        "d" * 64,
        "a" * 64,
        "f" * 64,
        "letter",
        "t" * 64,
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("http://example.org","x")', "\t=1"])
def test_no_text_becomes_a_formula_not_even_when_it_is_edited(text: str) -> None:
    decision = a_decision("assisted", rationale=text)
    data = _made(_record(decision=decision))
    assert text.strip() in [cell.strip() for cell in _cells(data)[1]]
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet, styles = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    marked = [
        number
        for number, xf in enumerate(re.findall(r"<xf [^>]*>", styles.split("<cellXfs")[1]))
        if "quotePrefix" in xf
    ]
    cell = re.search(r'<c r="I2" s="(\d+)"', sheet)
    assert cell
    assert int(cell[1]) in marked


def test_a_single_agreed_day_is_a_date_by_which_a_sheet_can_be_sorted() -> None:
    with zipfile.ZipFile(BytesIO(_made(_record()))) as archive:
        sheet, styles = (archive.read(f"xl/{name}.xml").decode() for name in ("worksheets/sheet1", "styles"))
    (number,) = re.findall(r'<numFmt numFmtId="(\d+)" formatCode="d mmmm yyyy"/>', styles)
    formats = re.findall(r'<xf numFmtId="(\d+)"', styles.split("<cellXfs")[1])
    for cell, value in (("K2", 46322), ("L2", 46392)):  # days since 30 December 1899
        (style,) = re.findall(rf'<c r="{cell}" s="(\d+)"><v>{value}</v></c>', sheet)
        assert formats[int(style)] == number


def test_a_plan_s_extended_date_is_the_one_that_is_told() -> None:
    (row,) = workbook.rows([_record(extension=an_extension())])
    assert row[11] == dt.date(2027, 2, 1)


def test_what_was_refused_and_what_is_made_no_more_have_rows_too() -> None:
    problem = {"text": "inputs/b.yaml:1:1: wrong"}
    refused = _record()._replace(file="../inputs/b.yaml", documents=())
    refused = refused._replace(summary={**refused.summary, "problems": [problem], "indication": None, "decision": None})
    former = _record()._replace(orphaned=(LETTER._replace(path="PSR-1/letter-draft.docx"),))
    rows = list(workbook.rows([former, refused]))
    assert [row[3] for row in rows] == ["PSR-1/letter.docx", "PSR-1/letter-draft.docx (made no more)", ""]
    assert (rows[2][4], rows[2][14]) == ("", "inputs/b.yaml:1:1: wrong")


def test_what_is_not_determined_and_proposed_is_said_so() -> None:
    found = _record(criteria=criterion_answers("+++ +++ ??? --- ---"), decision=None)
    dates = [{"kind": "progress review", "date": "2027-03-01", "until": "2027-05-31", "proposed": True}]
    (row,) = workbook.rows([found._replace(summary={**found.summary, "dates": dates})])
    assert (row[4], row[13]) == ("between commissioned and assisted", "1 March 2027 to 31 May 2027 (proposed)")


def test_the_same_manifest_gives_the_same_bytes_which_name_it(tmp_path: Path) -> None:
    first, second = (_made(_record(), hash_="5" * 64) for _ in range(2))
    assert first == second
    (tmp_path / "manifest.xlsx").write_bytes(first)
    assert workbook.made_from(tmp_path / "manifest.xlsx") == "5" * 64
    assert workbook.made_from(tmp_path / "none.xlsx") == ""
    (tmp_path / "none.xlsx").write_bytes(b"no workbook")
    assert workbook.made_from(tmp_path / "none.xlsx") == ""


def test_a_text_longer_than_a_cell_can_hold_is_cut_and_not_lost() -> None:
    (_, row) = _cells(_made(_record(decision=a_decision("assisted", rationale="x" * 40_000))))
    assert row[8] == "x" * 32_767


class Small(BytesIO):
    """A file on a disk with room for so many bytes."""

    room = 0

    def write(self, data: Any) -> int:
        if self.tell() + len(data) > self.room:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


@pytest.mark.parametrize("room", [0, 100, 4_000])
def test_a_workbook_for_which_there_is_no_space_is_what_the_system_says_and_nothing_else_is_printed(
    room: int, capfd: pytest.CaptureFixture[str]
) -> None:
    file = Small()
    file.room = room
    with pytest.raises(OSError, match=re.escape("No space left on device")) as refused:
        workbook.write(file, [_record()], "")
    assert (refused.type, refused.value.errno) == (OSError, errno.ENOSPC)
    file.close()
    gc.collect()
    assert capfd.readouterr().err == ""
    assert list(temporary.folder().iterdir()) == []


def test_rows_that_cannot_be_set_down_for_a_while_say_where_space_is_wanted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile, "mkstemp", full)
    monkeypatch.setattr(temporary, "is_full", lambda _folder: True)
    with pytest.raises(Refused) as refused:
        _made(_record())
    (problem,) = refused.value.problems
    assert str(problem) == (
        f"{tempfile.gettempdir()}: no-room: manifest.xlsx cannot be written, because there is no room in this folder for temporary "
        "files (No space left on device); free some space there, or name another folder in the environment variable TMPDIR"
    )


def test_what_a_workbook_is_put_together_from_lies_in_our_own_place_only(monkeypatch: pytest.MonkeyPatch) -> None:
    usual, places = tempfile.mkstemp, []

    def seen(*given: Any, **named: Any) -> tuple[int, str]:
        descriptor, name = usual(*given, **named)
        places.append(Path(name).parent.parent)
        return descriptor, name

    monkeypatch.setattr(tempfile, "mkstemp", seen)
    _made(_record())
    assert set(places) == {temporary.folder()}
    assert list(temporary.folder().iterdir()) == []
