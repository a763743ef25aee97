"""A workbook that was filled in is brought into the files: one changed line for one changed cell, or a question."""

from __future__ import annotations

import datetime as dt
import difflib
import errno
import os
from pathlib import Path
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_response.intake.decoding import unholdable
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.rewriting import Put, edited, value_of
from scrutiny_response.intake.schema import schema
from scrutiny_response.use_cases.workbooks.bringing_in import bring_in
from tests.scrutiny_response.use_cases.workbooks.a_workbook import ANSWER, KEY, LABEL, Desk, framework, row_of

FEW = settings(max_examples=settings().max_examples // 12, suppress_health_check=list(HealthCheck))
SHEET = "Skerravale"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def lines(before: bytes, after: bytes) -> list[str]:
    """The lines that went and came."""
    diff = difflib.unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm="")
    return [line for line in list(diff)[2:] if not line.startswith("@@")]


def said(file: Path) -> Any:
    root, problems = tree_of(file.read_bytes(), file.name)
    assert root is not None, problems
    return value_of(root)


def test_a_workbook_in_which_nothing_was_typed_changes_nothing(desk: Desk) -> None:
    before = desk.file().read_bytes()
    brought = desk.bring_in()
    assert (brought.changes, brought.problems, brought.is_written) == ((), (), False)
    assert desk.file().read_bytes() == before


def test_one_changed_cell_is_one_changed_line(desk: Desk) -> None:
    before = desk.file().read_bytes()
    desk.type({(SHEET, "addressee.role", ANSWER): "Convener: acting"})
    brought = desk.bring_in()
    assert [str(change) for change in brought.changes] == [
        f"Skerravale, {desk.cell(SHEET, 'addressee.role')}: Role: `Convener: acting`, was `Chair`"
    ]
    assert lines(before, desk.file().read_bytes()) == ["-  role: Chair", "+  role: 'Convener: acting'"]


def test_a_dry_run_says_so_and_writes_nothing(desk: Desk) -> None:
    before = desk.file().read_bytes()
    desk.type({(SHEET, "addressee.role", ANSWER): "Convener"})
    assert len(desk.bring_in(dry_run=True).changes) == 1
    assert desk.file().read_bytes() == before


@pytest.mark.parametrize(
    ("key", "column", "typed", "came"),
    [
        ("inspection.publication", ANSWER, dt.datetime(2026, 10, 21), "  publication: 2026-10-21"),  # noqa: DTZ001 - as Excel has it
        ("inspection.publication", ANSWER, "21 October 2026", "  publication: 2026-10-21"),
        ("monitoring.review", ANSWER, "9 months", "  review: 9 months"),
        ("letter.names_level", ANSWER, False, "  names_level: false"),
        ("letter.names_level", ANSWER, "no", "  names_level: false"),
        ("letter.names_level", ANSWER, "=FALSE()", "  names_level: false"),
        ("criteria.self-assessment-2", ANSWER + 1, "Seen", "  self-assessment-2: {answer: met, evidence: Seen}"),
        ("areas[]", ANSWER + 4, "3.3, implementation-2; 1.1",
         "    criteria: [strategic-priorities-3, implementation-2, self-assessment-1]"),
    ],
)  # fmt: skip
def test_what_people_type_is_taken_as_they_mean_it(desk: Desk, key: str, column: int, typed: object, came: str) -> None:
    before = desk.file().read_bytes()
    desk.type({(SHEET, key, column): typed})
    assert not desk.bring_in().refused
    assert came in [line[1:] for line in lines(before, desk.file().read_bytes()) if line.startswith("+")]


@pytest.mark.parametrize(
    ("key", "column", "typed", "told"),
    [
        ("addressee.role", ANSWER, "=A1&B1",
         "c.xlsx: Skerravale, CELL: formula-in-cell: this cell holds a formula (=A1&B1), and what a formula gives is not "
         "read; type the value itself (or copy the cell, and choose Paste Special, Values)"),
        ("addressee.role", ANSWER, 1.1,
         "c.xlsx: Skerravale, CELL: number-for-text: Excel took this for the number 1.1, and keeps no zeros at its "
         "beginning or end; format the cell as Text (Home, Number), and type it again"),
        ("addressee.role", ANSWER, dt.datetime(2026, 3, 4),  # noqa: DTZ001 - as Excel has it
         "c.xlsx: Skerravale, CELL: date-for-text: Excel took this for a date (2026-03-04); format the cell as Text "
         "(Home, Number), and type it again"),
        ("addressee.role", ANSWER, True,
         "c.xlsx: Skerravale, CELL: yes-for-text: Excel took this for TRUE or FALSE; format the cell as Text (Home, "
         "Number), and type it again"),
        ("addressee.role", ANSWER, "a_x0041_b",
         "c.xlsx: Skerravale, CELL: unclear-character: this text holds _x0041_, which Excel files write for a character; "
         "type the text again"),
        ("inspection.publication", ANSWER, 46000,
         "c.xlsx: Skerravale, CELL: number-for-date: the number 46000 stands here, where a date was expected; format the "
         "cell as a date, or type it like 2027-03-31"),
        ("inspection.publication", ANSWER, dt.datetime(2026, 3, 4, 14, 30),  # noqa: DTZ001 - as Excel has it
         "c.xlsx: Skerravale, CELL: time-in-cell: 2026-03-04 14:30:00 is a time, where a day was expected; type the day "
         "alone"),
        ("inspection.publication", ANSWER, "21/10/2026",
         "c.xlsx: Skerravale, CELL: not-a-date: `21/10/2026` is not a date as year-month-day; write 2026-10-21"),
        ("criteria.self-assessment-2", ANSWER, "mett",
         "c.xlsx: Skerravale, CELL: unknown-word: `mett` is not one of `met`, `not met` or `not assessed`; did you mean `met`?"),
        ("addressee.role", ANSWER, None,
         "c.xlsx: Skerravale, CELL: missing-key: this cell is empty, and the role is needed; fill it in"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_with_its_cell_and_nothing_is_written(
    desk: Desk, key: str, column: int, typed: object, told: str
) -> None:
    before = desk.file().read_bytes()
    desk.type({(SHEET, key, column): typed, (SHEET, "decision.where", ANSWER): "minute 3"})
    brought = desk.bring_in()
    assert desk.told(brought) == [told.replace("CELL", desk.cell(SHEET, key, column))]
    assert brought.refused
    assert not brought.is_written
    assert desk.file().read_bytes() == before


def test_an_error_that_the_file_has_already_keeps_nothing_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.file().write_bytes(edited(desk.file().read_bytes(), "a.yaml", Put(("state",), "isued")))
    desk.path.unlink()
    from scrutiny_response.use_cases.workbooks.making import make  # noqa: PLC0415 - once more

    make(desk.path, [desk.inputs])
    desk.type({(SHEET, "addressee.role", ANSWER): "Convener"})
    assert desk.bring_in().is_written


def test_where_both_changed_it_is_asked_and_either_may_be_taken(desk: Desk) -> None:
    desk.type({(SHEET, "addressee.role", ANSWER): "Convener", (SHEET, "addressee.name", ANSWER): "Ada Lunn"})
    changed = edited(
        desk.file().read_bytes(), "a.yaml", Put(("addressee", "role"), "Interim chair"), Put(("state",), "draft")
    )
    desk.file().write_bytes(changed)
    asked = desk.bring_in()
    assert desk.told(asked) == [
        "c.xlsx: Skerravale, C31: changed-in-both: Role: the workbook says `Convener`, and skerravale.yaml, which was "
        "changed since the workbook was written, says `Interim chair`; say which is right: "
        '--take "Skerravale, C31=workbook" or --take "Skerravale, C31=file"',
        "c.xlsx: Skerravale, C30: salutation-does-not-fit: the letter is to Ada Lunn, and greets `Mr Rendall-Poe`; "
        "correct the salutation or the name, or accept it when you issue",
    ]
    assert desk.file().read_bytes() == changed
    assert desk.bring_in({"Skerravale, C31": "file"}, dry_run=True).changes[0].new == "`Ada Lunn`"
    desk.bring_in({"": "workbook"})
    assert lines(changed, desk.file().read_bytes()) == [
        "-  name: Magnus Rendall-Poe",
        "-  salutation: Mr Rendall-Poe".replace("-  salutation: Mr Rendall-Poe", "+  name: Ada Lunn"),
        "-  role: Interim chair",
        "+  role: Convener",
    ]


def test_what_is_wrong_elsewhere_is_told_beside_what_is_asked(desk: Desk) -> None:
    cells = {"addressee.role": "Convener", "addressee.email": "m.rendall", "state": "isued"}
    desk.type({(SHEET, key, ANSWER): typed for key, typed in cells.items()})
    changed = edited(
        desk.file().read_bytes(), "a.yaml", Put(("addressee", "role"), "Chair, acting"), Put(("state",), "draft")
    )
    desk.file().write_bytes(changed)
    told = [(problem.id, getattr(problem.place, "cell", "")) for problem in desk.bring_in().problems]
    where = {key: desk.cell(SHEET, key) for key in cells}
    assert told == [
        ("changed-in-both", where["state"]), ("changed-in-both", where["addressee.role"]),
        ("not-an-email", where["addressee.email"]), ("unknown-word", where["state"]),
    ]  # fmt: skip
    kept = desk.bring_in({"": "file"}).problems
    assert [problem.id for problem in kept] == ["not-an-email"]
    assert desk.file().read_bytes() == changed


def test_without_the_hidden_sheet_every_difference_to_a_changed_file_is_asked(desk: Desk) -> None:
    desk.file().write_bytes(edited(desk.file().read_bytes(), "a.yaml", Put(("addressee", "role"), "Interim chair")))
    desk.edit(lambda book: book.remove(book["As written"]))
    assert [problem.id for problem in desk.bring_in().problems] == ["changed-in-both"]


def test_a_hidden_sheet_that_somebody_changed_is_not_believed(desk: Desk) -> None:
    desk.file().write_bytes(edited(desk.file().read_bytes(), "a.yaml", Put(("addressee", "role"), "Interim chair")))

    def change(book: Any) -> None:
        sheet = book["As written"]
        for row in range(1, sheet.max_row + 1):
            sheet.cell(row, 2).value = sheet.cell(row, 2).value.replace("Chair", "Interim chair")

    desk.edit(change)
    assert [problem.id for problem in desk.bring_in().problems] == ["changed-in-both"]


def test_rows_and_columns_may_be_put_in_anywhere(desk: Desk) -> None:
    def change(book: Any) -> None:
        sheet = book[SHEET]
        sheet.cell(row_of(sheet, "addressee.role"), ANSWER).value = "Convener"
        last = row_of(sheet, "copies[]") + 2
        sheet.insert_rows(last + 1)
        sheet.cell(last + 1, ANSWER + 1).value = "secretary"
        sheet.cell(last + 1, ANSWER + 2).value = "Skerravale Harbour Trust"
        sheet.insert_cols(2)
        sheet.insert_cols(ANSWER + 1)
        sheet.insert_rows(1)

    before = desk.file().read_bytes()
    desk.edit(change)
    assert desk.told(desk.bring_in()) == []
    assert lines(before, desk.file().read_bytes()) == [
        "-  role: Chair",
        "+  role: Convener",
        "+  - role: secretary",
        "+    organisation: Skerravale Harbour Trust",
    ]


def test_the_actions_may_be_sorted(desk: Desk) -> None:
    def change(book: Any) -> None:
        sheet = book["Actions"]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        rows.sort(key=lambda row: str(row[6]), reverse=True)
        for number, row in enumerate(rows, start=2):
            for column, value in enumerate(row, start=1):
                sheet.cell(number, column).value = value

    before = desk.file().read_bytes()
    desk.edit(change)
    brought = desk.bring_in()
    assert (brought.changes, brought.problems) == ((), ())
    assert desk.file().read_bytes() == before


def test_rows_that_come_in_another_order_without_their_keys_are_told_as_a_change(desk: Desk) -> None:
    def change(book: Any) -> None:
        sheet = book["Actions"]
        rows = [[cell.value for cell in row][1:] for row in sheet.iter_rows(min_row=2, max_row=4)]
        for number, row in enumerate(reversed(rows), start=2):
            for column, value in enumerate(row, start=2):
                sheet.cell(number, column).value = value

    desk.edit(change)
    brought = desk.bring_in(dry_run=True)
    assert [(each.title, each.old, each.new) for each in brought.changes] == [
        ("the order of the rows", "`SV1.1, SV1.2`", "`SV1.2, SV1.1`")
    ]


def test_a_new_action_goes_to_its_area(desk: Desk) -> None:
    before = desk.file().read_bytes()

    def change(book: Any) -> None:
        sheet = book["Actions"]
        row = max(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 2).value) + 1
        for column, value in enumerate(
            ["skerravale", "sv1", "SV1.3", "Write it down", "Team leader", "6 weeks", "Written"], 2
        ):
            sheet.cell(row, column).value = value

    desk.edit(change)
    assert [str(change) for change in desk.bring_in().changes] == [
        "Actions, B5: a new row: `SV1.3, Write it down, Team leader, 6 weeks, Written`"
    ]
    assert lines(before, desk.file().read_bytes()) == [
        "+      - reference: SV1.3",
        "+        action: Write it down",
        "+        lead: Team leader",
        "+        due: 6 weeks",
        "+        measure: Written",
    ]


@pytest.mark.parametrize(
    ("column", "typed", "told"),
    [
        (2, "Elsewhere", "c.xlsx: Actions, B2: unknown-partnership: `Elsewhere` is the sheet of no partnership; write the "
                         "name of the partnership's sheet"),
        (3, "SV9", "c.xlsx: Actions, C2: unknown-area: `SV9` is no area of Skerravale; write the area's reference: SV1, SV2"),
        (3, None, "c.xlsx: Actions, C2: unknown-area: this row does not say to which area its action belongs; write the "
                  "area's reference: SV1, SV2"),
    ],
)  # fmt: skip
def test_an_action_that_belongs_to_nothing_keeps_the_whole_workbook_out(
    desk: Desk, column: int, typed: str | None, told: str
) -> None:
    desk.edit(lambda book: setattr(book["Actions"].cell(2, column), "value", typed))
    sheets, problems = bring_in(desk.path, desk.inputs, framework(), {})
    assert [str(problem).replace(f"{desk.folder.as_posix()}/", "") for problem in problems] == [told]
    assert not any(sheet.is_written for sheet in sheets)


def test_without_the_hidden_keys_the_words_are_enough(desk: Desk) -> None:
    def change(book: Any) -> None:
        sheet = book[SHEET]
        sheet.cell(row_of(sheet, "addressee.role"), ANSWER).value = "Convener"
        for each in (sheet, book["Actions"], book["Cycle"]):
            each.delete_cols(KEY)

    before = desk.file().read_bytes()
    desk.edit(change)
    assert desk.told(desk.bring_in()) == []
    assert lines(before, desk.file().read_bytes()) == ["-  role: Chair", "+  role: Convener"]


def test_answers_that_were_sorted_without_their_keys_are_told(desk: Desk) -> None:
    def change(book: Any) -> None:
        sheet = book[SHEET]
        one, other = row_of(sheet, "addressee.role"), row_of(sheet, "addressee.salutation")
        for column in (LABEL, ANSWER):
            upper, lower = sheet.cell(one, column), sheet.cell(other, column)
            upper.value, lower.value = lower.value, upper.value

    desk.edit(change)
    assert desk.told(desk.bring_in()) == [
        "c.xlsx: Skerravale, B30: mixed-up-row: this row says `Role`, and its hidden key is that of another row "
        "(`addressee.salutation`); undo the sorting or pasting that moved one without the other, or write the workbook "
        "anew",
        "c.xlsx: Skerravale, B31: mixed-up-row: this row says `Salutation`, and its hidden key is that of another row "
        "(`addressee.role`); undo the sorting or pasting that moved one without the other, or write the workbook anew",
        "c.xlsx: Skerravale: row-gone: the row `Salutation` is not on this sheet, so that its answer is not known; to take "
        "an answer away, empty its cell; if the row is needed, write the workbook anew",
        "c.xlsx: Skerravale: row-gone: the row `Role` is not on this sheet, so that its answer is not known; to take an "
        "answer away, empty its cell; if the row is needed, write the workbook anew",
    ]


def test_a_row_that_was_removed_leaves_the_file_as_it_is(desk: Desk) -> None:
    before = desk.file().read_bytes()
    desk.edit(lambda book: book[SHEET].delete_rows(row_of(book[SHEET], "addressee.role")))
    brought = desk.bring_in()
    assert [problem.id for problem in brought.problems] == ["row-gone"]
    assert desk.file().read_bytes() == before


def test_the_last_of_a_list_that_goes_takes_the_list_with_it(desk: Desk) -> None:
    before = desk.file().read_bytes()
    key = "evaluations[]"
    desk.type({(SHEET, key, ANSWER): None, (SHEET, key, ANSWER + 1): None})
    desk.bring_in()
    assert lines(before, desk.file().read_bytes()) == [
        "-",
        "-evaluations:",
        "-  - quality_indicator: 2.1 Impact on people who have committed offences",
        "-    evaluation: weak",
    ]


def test_none_in_a_list_says_that_there_is_nothing(desk: Desk) -> None:
    before = desk.file().read_bytes()
    desk.type({(SHEET, "evaluations[]", ANSWER): "none", (SHEET, "evaluations[]", ANSWER + 1): None})
    desk.bring_in()
    assert "+evaluations: []" in lines(before, desk.file().read_bytes())


def test_a_full_disk_leaves_the_file_whole(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.file().read_bytes()
    desk.type({(SHEET, "addressee.role", ANSWER): "Convener"})
    monkeypatch.chdir(desk.folder)
    desk.inputs = Path("inputs")

    def full(_: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    brought = desk.bring_in()
    assert [(problem.id, str(problem.place)) for problem in brought.problems] == [
        ("unwritable-file", "inputs/skerravale.yaml")
    ]
    assert desk.file().read_bytes() == before
    assert sorted(path.name for path in desk.inputs.iterdir()) == ["cycle.yaml", "skerravale.yaml"]


def test_a_file_that_somebody_changes_meanwhile_is_not_overwritten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from scrutiny_response.use_cases.workbooks import bringing_in  # noqa: PLC0415 - to come between its two looks

    desk.type({(SHEET, "addressee.role", ANSWER): "Convener"})
    monkeypatch.setattr(bringing_in, "read_bytes", lambda _: b"reference: another\n")
    assert [problem.id for problem in desk.bring_in().problems] == ["changed-meanwhile"]


def test_a_sheet_of_another_file_says_so(desk: Desk) -> None:
    desk.edit(lambda book: setattr(book[SHEET].cell(3, ANSWER), "value", "../elsewhere.yaml"))
    assert desk.told(desk.bring_in()) == [
        "c.xlsx: Skerravale: no-such-assessment: this sheet is of the file `../elsewhere.yaml`, and there is none in the "
        "folder of the assessments; name the folder behind the workbook; for a new partnership, make its file first "
        "with: scrutiny new NAME"
    ]


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(
    lambda text: text.strip() == text and text.isprintable() and not unholdable(text) and "_x" not in text
)


@FEW
@given(typed=st.dictionaries(
    st.sampled_from(["addressee.name", "addressee.salutation", "partnership.type", "inspection.title", "decision.where"]),
    texts.filter(lambda text: text.casefold() != "none"), min_size=1
))  # fmt: skip
def test_whatever_is_typed_stands_in_the_file_and_nothing_else_changes(
    tmp_path_factory: pytest.TempPathFactory, typed: dict[str, str]
) -> None:
    desk = Desk(tmp_path_factory.mktemp("desk"))
    puts = [Put(tuple(key.split(".")), text) for key, text in typed.items()]
    expected = edited(desk.file().read_bytes(), "a.yaml", *puts, order=schema("assessment").document)

    def change(book: Any) -> None:
        for key, text in typed.items():
            cell = book[SHEET].cell(row_of(book[SHEET], key), ANSWER)
            cell.value, cell.data_type = text, "s"

    desk.edit(change)
    brought = desk.bring_in()
    if brought.refused:  # a text that the rules refuse, such as quotation marks around the whole
        assert "changed-in-both" not in [problem.id for problem in brought.problems]
    else:
        assert desk.file().read_bytes() == expected


def test_a_row_of_a_criterion_that_was_removed_is_told(desk: Desk) -> None:
    before = desk.file().read_bytes()
    desk.edit(lambda book: book[SHEET].delete_rows(row_of(book[SHEET], "criteria.progress-1")))
    assert [problem.id for problem in desk.bring_in().problems] == ["row-gone"]
    assert desk.file().read_bytes() == before


def test_a_sheet_may_be_renamed(desk: Desk) -> None:
    desk.edit(lambda book: setattr(book[SHEET], "title", "SKV"))
    brought = desk.bring_in()
    assert (brought.changes, brought.problems) == ((), ())


def test_a_sheet_of_which_everything_was_emptied_is_told(desk: Desk) -> None:
    before = desk.file().read_bytes()

    def change(book: Any) -> None:
        for row in book[SHEET].iter_rows(min_row=7, min_col=ANSWER):
            for cell in row:
                cell.value = None

    desk.edit(change)
    sheets, problems = bring_in(desk.path, desk.inputs, framework(), {})
    assert {problem.id for sheet in sheets for problem in (*problems, *sheet.problems)} == {
        "column-missing",
        "unknown-area",
    }
    assert desk.file().read_bytes() == before
