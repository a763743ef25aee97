"""What people do to a plan in Word, and what it then says: a table of edits, each with the truth beside it."""

from __future__ import annotations

# mypy: disable-error-code="func-returns-value,union-attr"
# Edits are put together in tuples, whatever each of them returns; what stands in a document has a parent.
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import RGBColor

from tests.scrutiny_response.use_cases.returned.plans import (
    ACTION,
    FILLED,
    LEAD,
    MEASURE,
    REFERENCE,
    STATUS,
    TIMESCALE,
    action_tables,
    cell_of,
    place_of,
    put,
    status_cell,
)


@dataclass(frozen=True)
class Edit:
    """An edit of the filled plan: what it does, what changes in the truth (None: taken out), what is added."""

    name: str
    do: Callable[[Any], object]
    truth: dict[str, str | None]
    added: tuple[str, ...] = ()

    @property
    def statuses(self) -> dict[str, str]:
        """The status of each action that is still in the plan."""
        return {ref: status for ref, status in {**FILLED, **self.truth}.items() if status is not None}


def row_of(document: Any, reference: str) -> Any:
    """The XML of an action's row."""
    table, number = place_of(document, reference)
    return table.rows[number]._tr


def set_status(document: Any, reference: str, text: str) -> None:
    put(status_cell(document, reference), text)


def set_reference(document: Any, reference: str, text: str) -> None:
    put(cell_of(document, reference, REFERENCE), text)


def each_reference(document: Any, change: Callable[[str], str]) -> None:
    for reference in FILLED:
        set_reference(document, reference, change(reference))


def header(document: Any, column: int, text: str) -> None:
    for table in action_tables(document):
        put(table.cell(0, column), text)


def headers(document: Any, *texts: str) -> None:
    tables = action_tables(document)
    for table in tables:
        for column, text in enumerate(texts):
            put(table.cell(0, column), text)


def swap_columns(document: Any, one: int, other: int) -> None:
    for table in action_tables(document):
        for row in table.rows:
            cells = list(row._tr.tc_lst)
            first, second = cells[one], cells[other]
            marker = OxmlElement("w:p")
            first.addprevious(marker)
            second.addprevious(first)
            marker.addprevious(second)
            row._tr.remove(marker)


def add_column(document: Any, at: int, head: str, texts: dict[str, str] | None = None, fill: str = "") -> None:
    """Put a column in at a place, with a header and a text or a fill for each action."""
    for table in action_tables(document):
        grid = table._tbl.tblGrid
        grid.insert(at, copy.deepcopy(grid[0]))
        for number, row in enumerate(table.rows):
            reference = row._tr.tc_lst[0].xpath("string(.)")
            source = row._tr.tc_lst[min(at, len(row._tr.tc_lst) - 1)]
            cell = copy.deepcopy(source)
            for mark in cell.xpath(".//w:bookmarkStart|.//w:bookmarkEnd"):
                mark.getparent().remove(mark)
            if at < len(row._tr.tc_lst):
                source.addprevious(cell)
            else:
                source.addnext(cell)
            put(type(table.cell(0, 0))(cell, table), head if not number else (texts or {}).get(reference, ""))
            if number and fill:
                shade(cell, fill)


def drop_column(document: Any, at: int) -> None:
    for table in action_tables(document):
        table._tbl.tblGrid.remove(table._tbl.tblGrid[at])
        for row in table.rows:
            row._tr.remove(row._tr.tc_lst[at])


def shade(cell: Any, fill: str) -> None:
    properties = cell.get_or_add_tcPr()
    for old in properties.xpath("w:shd"):
        properties.remove(old)
    properties.append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{fill}"/>'))


def drop_row(document: Any, reference: str) -> None:
    row = row_of(document, reference)
    row.getparent().remove(row)


def drop_headers(document: Any) -> None:
    for table in action_tables(document):
        table._tbl.remove(table.rows[0]._tr)


def new_row(document: Any, after: str, texts: tuple[str, ...]) -> Any:
    row = row_of(document, after)
    added = copy.deepcopy(row)
    for mark in added.xpath(".//w:bookmarkStart|.//w:bookmarkEnd"):
        mark.getparent().remove(mark)
    row.addnext(added)
    table, number = place_of(document, after)
    for column, text in enumerate(texts):
        put(table.cell(number + 1, column), text)
    return added


def copy_row(document: Any, reference: str, status: str = "") -> None:
    row = row_of(document, reference)
    row.addnext(copy.deepcopy(row))
    if status:
        table, number = place_of(document, reference)
        put(table.cell(number + 1, STATUS), status)


def move_row(document: Any, reference: str, before: str) -> None:
    row_of(document, before).addprevious(row_of(document, reference))


def split_table(document: Any, *, with_header: bool) -> None:
    table = action_tables(document)[0]
    second = copy.deepcopy(table._tbl)
    rows = list(second.tr_lst)
    for row in rows[(1 if with_header else 0) : 2]:
        second.remove(row)
    if not with_header:
        pass
    for row in list(table._tbl.tr_lst)[2:]:
        table._tbl.remove(row)
    gap = OxmlElement("w:p")
    table._tbl.addnext(gap)
    gap.addnext(second)


def merge_down(document: Any, column: int, first: str, last: str, text: str = "") -> None:
    table, top = place_of(document, first)
    _, bottom = place_of(document, last)
    merged = table.cell(top, column).merge(table.cell(bottom, column))
    if text:
        put(merged, text)


def merge_across(document: Any, reference: str, first: int, last: int) -> None:
    table, row = place_of(document, reference)
    table.cell(row, first).merge(table.cell(row, last))


def split_cell(document: Any, reference: str, column: int, second: str) -> None:
    """Split a cell as Word does: a finer grid, and every other row's cell there spans both columns."""
    table, number = place_of(document, reference)
    grid = table._tbl.tblGrid
    grid.insert(column, copy.deepcopy(grid[column]))
    for at, row in enumerate(table.rows):
        cell = row._tr.tc_lst[column]
        if at != number:
            cell.grid_span = cell.grid_span + 1
            continue
        other = copy.deepcopy(cell)
        for mark in other.xpath(".//w:bookmarkStart|.//w:bookmarkEnd"):
            mark.getparent().remove(mark)
        cell.addnext(other)
        put(type(table.cell(0, 0))(other, table), second)


def into_action(document: Any, *, column: bool, between: str = " ") -> None:
    """Move each reference into the action's cell, and take the column out or leave it empty."""
    for reference in FILLED:
        cell = cell_of(document, reference, ACTION)
        put(cell, f"{reference}{between}{cell.text}")
    for reference in FILLED:
        if not column:
            set_reference(document, reference, "")
    if column:
        drop_column(document, REFERENCE)


def tracked(document: Any, reference: str, column: int, text: str) -> None:
    """Replace a cell's words with Word's tracking on."""
    cell = cell_of(document, reference, column)
    paragraph = cell.paragraphs[0]
    run = paragraph.runs[0]._r
    deleted = parse_xml(f'<w:del {nsdecls("w")} w:id="901" w:author="A" w:date="2027-01-08T00:00:00Z"/>')
    inserted = parse_xml(f'<w:ins {nsdecls("w")} w:id="902" w:author="A" w:date="2027-01-08T00:00:00Z"><w:r><w:t '
                         f'xml:space="preserve">{text}</w:t></w:r></w:ins>')  # fmt: skip
    run.addprevious(deleted)
    deleted.append(run)
    for words in run.xpath("w:t"):
        words.tag = qn("w:delText")
    deleted.addnext(inserted)


def tracked_row(document: Any, reference: str, change: str, *, words: bool = True) -> None:
    """Mark a row as deleted or inserted, with its words."""
    row = row_of(document, reference)
    row.get_or_add_trPr().append(
        parse_xml(f'<w:{change} {nsdecls("w")} w:id="903" w:author="A" w:date="2027-01-08T00:00:00Z"/>')
    )
    for run in list(row.iter(qn("w:r"))) if words else ():
        wrap = parse_xml(f'<w:{change} {nsdecls("w")} w:id="904" w:author="A" w:date="2027-01-08T00:00:00Z"/>')
        run.addprevious(wrap)
        wrap.append(run)
        if change == "del":
            for text in run.iter(qn("w:t")):
                text.tag = qn("w:delText")


def comment_on(document: Any, reference: str, text: str) -> None:
    cell = status_cell(document, reference)
    document.add_comment(cell.paragraphs[0].runs, text=text, author="A", initials="A")


def wrap_runs(document: Any) -> None:
    """Put each run into an inline content control, as Google Docs exports them."""
    for run in list(document.element.body.iter(qn("w:r"))):
        control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
        run.addprevious(control)
        control[1].append(run)


def wrap_each(document: Any, tag: str) -> None:
    """Put each row or each cell of the tables of actions into a content control."""
    for table in action_tables(document):
        for element in list(table._tbl.iter(qn(tag))):
            control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
            element.addprevious(control)
            control[1].append(element)


def wrap_rows_twice(document: Any) -> None:
    wrap_each(document, "w:tr")
    for control in list(document.element.body.iter(qn("w:sdt"))):
        if control.find(f"{qn('w:sdtContent')}/{qn('w:tr')}") is not None:
            outer = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtPr/><w:sdtContent/></w:sdt>")
            control.addprevious(outer)
            outer[1].append(control)


def drop_down(document: Any, reference: str, chosen: str, *, prompt: bool = False) -> None:
    paragraph = status_cell(document, reference).paragraphs[0]._p
    for run in list(paragraph.iter(qn("w:r"))):
        paragraph.remove(run)
    shows = "<w:showingPlcHdr/>" if prompt else ""
    paragraph.append(parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr>{shows}<w:dropDownList><w:listItem w:value="x"/></w:dropDownList></w:sdtPr>'
        f"<w:sdtContent><w:r><w:t>{chosen}</w:t></w:r></w:sdtContent></w:sdt>"))  # fmt: skip


def nest(document: Any) -> None:
    """Put the first table of actions into a table of one cell."""
    table = action_tables(document)[0]._tbl
    outer = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid><w:tr><w:tc><w:tcPr/><w:p/></w:tc></w:tr></w:tbl>'
    )
    table.addprevious(outer)
    cell = outer.find(f".//{qn('w:tc')}")
    cell.insert(1, table)


def join_tables(document: Any) -> None:
    """Move the second table's rows into the first."""
    first, second = action_tables(document)
    for row in list(second._tbl.tr_lst)[1:]:
        first._tbl.append(row)
    second._tbl.getparent().remove(second._tbl)


def as_text(document: Any) -> None:
    for table in action_tables(document):
        for row in table.rows:
            paragraph = OxmlElement("w:p")
            table._tbl.addprevious(paragraph)
            run = OxmlElement("w:r")
            text = OxmlElement("w:t")
            text.text = "; ".join(cell.text for cell in row.cells)
            run.append(text)
            paragraph.append(run)
        table._tbl.getparent().remove(table._tbl)


def drop_tables(document: Any) -> None:
    for table in action_tables(document):
        table._tbl.getparent().remove(table._tbl)


def log(document: Any, action: str, status: str, text: str = "Work has begun") -> None:
    table = next(each for each in document.tables if each.cell(0, 0).text == "Date")
    for column, words in enumerate(("12 February 2027", action, text, "Folder 3", status, "AB")):
        put(table.cell(1, column), words)


def bigger(document: Any, rows: int) -> None:
    further = next(each for each in document.tables if each.cell(0, 0).text == "Reference" and not each.cell(1, 0).text)
    for column, words in enumerate(("P1", "An action of our own", "Clerk", "1 May 2027", "It is done", "In progress")):
        put(further.cell(rows, column), words)


def title_row(document: Any) -> None:
    for table in action_tables(document):
        top = copy.deepcopy(table.rows[0]._tr)
        table._tbl.tr_lst[0].addprevious(top)
        for cell in list(top.tc_lst)[1:]:
            top.remove(cell)
        top.tc_lst[0].grid_span = 6
        put(type(table.cell(0, 0))(top.tc_lst[0], table), "Actions agreed by the partnership")


def drag_border(document: Any, reference: str) -> None:
    """Drag the border of one cell, which makes a finer grid in which no other cell is split."""
    table, number = place_of(document, reference)
    table._tbl.tblGrid.insert(LEAD, copy.deepcopy(table._tbl.tblGrid[LEAD]))
    for at, row in enumerate(table.rows):
        cells = row._tr.tc_lst
        wide = cells[TIMESCALE] if at != number else cells[LEAD]
        wide.grid_span = wide.grid_span + 1


def drop_bookmarks(document: Any) -> None:
    for mark in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)


def highlight(document: Any, reference: str, colour: str) -> None:
    run = status_cell(document, reference).paragraphs[0].runs[0]._r
    run.get_or_add_rPr().append(parse_xml(f'<w:highlight {nsdecls("w")} w:val="{colour}"/>'))


def colour_text(document: Any, reference: str) -> None:
    status_cell(document, reference).paragraphs[0].runs[0].font.color.rgb = RGBColor(0xC0, 0x00, 0x00)


def clear_row(document: Any, reference: str) -> None:
    table, number = place_of(document, reference)
    for cell in table.rows[number].cells:
        put(cell, "")


def continue_row(document: Any, reference: str, words: str, status: str = "") -> None:
    new_row(document, reference, ("", words, "", "", "", status))


def edits() -> Iterator[Edit]:
    """Every edit."""
    yield from (
        Edit(name, do, truth, added) for name, do, truth, added in (*_words(), *_columns(), *_rows(), *_files())
    )


Line = tuple[str, Callable[[Any], object], dict[str, str | None], tuple[str, ...]]


def _line(name: str, do: Callable[..., object], *args: Any, truth: dict[str, str | None] | None = None,
          added: tuple[str, ...] = (), **named: Any) -> Line:  # fmt: skip
    return name, (lambda document: do(document, *args, **named)), truth or {}, added


def _words() -> Iterator[Line]:
    yield _line("nothing more", lambda document: None)
    for name, change in {
        "blank in references": lambda r: r.replace("A", "A "),
        "full stop behind references": lambda r: f"{r}.",
        "references in small letters": str.lower,
        "zero-width space in references": lambda r: f"{r[:2]}\u200b{r[2:]}",
        "soft hyphen in references": lambda r: f"{r[0]}\u00ad{r[1:]}",
        "no-break space before references": lambda r: f"\u00a0{r}",
        "references in brackets": lambda r: f"({r})",
        "the word action before references": lambda r: f"Action {r}",
        "the word ref before references": lambda r: f"Ref. {r}",
        "references over two lines": lambda r: f"{r}\n",
    }.items():
        yield _line(name, each_reference, change)
    for status, truth in {
        "complete": "Completed", "COMPLETED": "Completed", "Completed.": "Completed", "done": "Completed",
        "under way": "In progress", "Ongoing": "In progress", "not yet started": "Not started", " on  track ": "On track",
        "Paused": "On hold", "Cancelled": "Withdrawn", "in‑progress": "In progress", "Behind schedule": "Delayed",
        "Work in progress": "In progress", "Fully complete": "Completed",
    }.items():  # fmt: skip
        yield _line(f"status in other words: {status}", set_status, "A1.1", status, truth={"A1.1": truth})
    for status in ("Getting there", "60%", "Green", "See comments", "n/a", "?", "TBC", "Mostly done", "Completed / ongoing",
                   "Completed apart from training", "Not completed", "Yes", "✓"):  # fmt: skip
        yield _line(
            f"status in words of their own: {status}", set_status, "A1.1", status, truth={"A1.1": f"? {status}"}
        )
    yield _line("status emptied", set_status, "A1.2", "", truth={"A1.2": "?"})
    yield _line("status with a date behind", set_status, "A1.2", "Completed 3 March 2027", truth={"A1.2": "?"})
    yield _line("words joined", set_status, "A1.1", "Not startedIn progress", truth={"A1.1": "?"})
    yield _line("action's words joined", lambda d: put(cell_of(d, "A1.1", ACTION), cell_of(d, "A1.1", ACTION).text + "and more"), truth={"A1.1": "?"})  # fmt: skip
    yield _line("lead changed", lambda d: put(cell_of(d, "A1.1", LEAD), "Jo Bloggs"))
    yield _line("timescale changed", lambda d: put(cell_of(d, "A1.1", TIMESCALE), "30/06/2027"))
    yield _line("measure changed", lambda d: put(cell_of(d, "A1.1", MEASURE), "All records"))
    yield _line("our action's words changed", lambda d: put(cell_of(d, "A1.1", ACTION), "Agree two templates"))
    yield _line("status over two paragraphs", lambda d: status_cell(d, "A1.1").add_paragraph(""))


def _columns() -> Iterator[Line]:
    yield _line("columns renamed", headers, "Ref", "What we will do", "Owner", "By when", "How we will know", "Progress status")  # fmt: skip
    yield _line("columns renamed otherwise", headers, "No.", "Task", "Responsible officer", "Target date", "Success criteria", "Current status")  # fmt: skip
    yield _line("the reference's header emptied", header, REFERENCE, "")
    yield _line("the status's header is RAG", header, STATUS, "RAG")
    yield _line("a header that nobody knows", header, MEASURE, "What good looks like")
    yield _line("the status's header that nobody knows", header, STATUS, "How is it going?")
    yield _line("header rows deleted", drop_headers)
    yield _line("one header row deleted", lambda d: action_tables(d)[1]._tbl.remove(action_tables(d)[1].rows[0]._tr))
    yield _line("RAG added at the end", add_column, 6, "RAG")
    yield _line("RAG with colours added at the end", add_column, 6, "RAG", None, "FF0000")
    yield _line("RAG with words added", add_column, 6, "RAG", dict.fromkeys(FILLED, "Green"))
    yield _line("notes added at the end", add_column, 6, "Comments", dict.fromkeys(FILLED, "Going well"))
    yield _line("a column added in the middle", add_column, 3, "Budget", dict.fromkeys(FILLED, "£500"))
    yield _line("a column added at the beginning", add_column, 0, "Priority", dict.fromkeys(FILLED, "High"))
    yield _line("a column without a header added", add_column, 6, "")
    yield _line("revised date added", add_column, 4, "Revised date", dict.fromkeys(FILLED, "30 June 2027"))
    yield _line("columns swapped with headers", swap_columns, LEAD, TIMESCALE)
    yield _line("status first", swap_columns, REFERENCE, STATUS)
    yield _line("columns swapped, headers gone", lambda d: (swap_columns(d, LEAD, STATUS), drop_headers(d)))
    yield _line("columns swapped under their old headers",
                lambda d: (swap_columns(d, LEAD, MEASURE), header(d, LEAD, "Lead role"), header(d, MEASURE, "Measure of success")))  # fmt: skip
    yield _line("status and timescale swapped under their old headers",
                lambda d: (swap_columns(d, TIMESCALE, STATUS), header(d, TIMESCALE, "Timescale"), header(d, STATUS, "Status")))  # fmt: skip
    yield _line("lead column taken out", drop_column, LEAD)
    yield _line("status column taken out", drop_column, STATUS, truth=dict.fromkeys(FILLED, "?"))
    yield _line("reference column taken out", drop_column, REFERENCE)
    yield _line(
        "reference column taken out, without bookmarks", lambda d: (drop_bookmarks(d), drop_column(d, REFERENCE))
    )
    yield _line("a row above the headers", title_row)
    yield _line("references moved into the actions", into_action, column=True)
    yield _line("references moved into the actions, column left", into_action, column=False)
    yield _line("references with a colon in the actions", into_action, column=True, between=": ")
    yield _line("references joined to the actions", into_action, column=True, between="")
    yield _line("a border dragged", drag_border, "A1.2")


def _rows() -> Iterator[Line]:
    yield _line("a row deleted", drop_row, "A1.2", truth={"A1.2": None})
    yield _line("the last row deleted", drop_row, "A2.3", truth={"A2.3": None})
    yield _line("a row emptied", clear_row, "A1.2", truth={"A1.2": None})
    yield _line("a row copied", copy_row, "A1.2", truth={"A1.2": "?"})
    yield _line("a row copied with another status", copy_row, "A1.2", "Delayed", truth={"A1.2": "?"})
    yield _line("rows moved", move_row, "A1.3", "A1.1")
    yield _line("a row moved into the other area", move_row, "A1.3", "A2.1")
    yield _line("a row added with a reference", new_row, "A1.2", ("A1.4", "Ours", "Clerk", "May 2027", "Done", "In progress"), added=("A1.4",))  # fmt: skip
    yield _line("a row added without a reference", new_row, "A1.2", ("", "Ours", "Clerk", "May 2027", "Done", "In progress"), added=("?",))  # fmt: skip
    yield _line("an empty row added", new_row, "A1.2", ("", "", "", "", "", ""))
    yield _line("an action of their own in the further actions", bigger, 1, added=("P1",))
    yield _line(
        "an action continued in the next row", continue_row, "A1.2", "and every supervisor too", truth={"A1.2": "?"}
    )
    yield _line("an action continued with another status", continue_row, "A1.2", "and supervisors", "Not started", truth={"A1.2": "?"})  # fmt: skip
    yield _line("the table split, header repeated", split_table, with_header=True)
    yield _line("the table split without a header", split_table, with_header=False)
    yield _line("two tables joined", join_tables)
    yield _line("lead merged over rows", merge_down, LEAD, "A1.1", "A1.3", "Chief officer")
    yield _line("timescale merged over rows", merge_down, TIMESCALE, "A1.1", "A1.2", "1 June 2027")
    yield _line("status merged over rows", merge_down, STATUS, "A1.1", "A1.3", "In progress",
                truth={"A1.1": "In progress", "A1.2": "In progress", "A1.3": "In progress"})  # fmt: skip
    yield _line("statuses merged over rows, all words kept", merge_down, STATUS, "A1.1", "A1.2", truth={"A1.1": "?", "A1.2": "?"})  # fmt: skip
    yield _line("references merged over rows", merge_down, REFERENCE, "A1.1", "A1.2", truth={"A1.1": "?", "A1.2": "?"})
    yield _line("measure and status merged", merge_across, "A1.2", MEASURE, STATUS, truth={"A1.2": "?"})
    yield _line("lead and timescale merged", merge_across, "A1.2", LEAD, TIMESCALE)
    yield _line("reference and action merged", merge_across, "A1.2", REFERENCE, ACTION)
    yield _line("the measure's cell split", split_cell, "A1.2", MEASURE, "and more")
    yield _line("the status's cell split, the second empty", split_cell, "A1.2", STATUS, "")
    yield _line("the status's cell split in two statuses", split_cell, "A1.2", STATUS, "Delayed", truth={"A1.2": "?"})
    yield _line("a reference changed to another's", set_reference, "A1.2", "A1.3", truth={"A1.2": "?", "A1.3": "?"})
    yield _line("a reference changed to a new one", set_reference, "A1.2", "A1.9")
    yield _line("a reference's letter O for a nought", set_reference, "A1.2", "AI.2")
    yield _line("references emptied", each_reference, lambda r: "")
    yield _line("two references in one cell", set_reference, "A1.1", "A1.1\nA1.2", truth={"A1.1": "?", "A1.2": "?"})
    yield _line("references swapped", lambda d: (set_reference(d, "A1.1", "X"), set_reference(d, "A1.2", "A1.1"), put(place_of(d, "X")[0].cell(1, 0), "A1.2")), truth={"A1.1": "?", "A1.2": "?"})  # fmt: skip


def _files() -> Iterator[Line]:
    yield _line("runs in inline controls, as Google Docs does", wrap_runs)
    yield _line("rows in controls", wrap_each, "w:tr")
    yield _line("cells in controls", wrap_each, "w:tc")
    yield _line("rows in controls in controls", wrap_rows_twice)
    yield _line("bookmarks gone", drop_bookmarks)
    yield _line("a drop-down with a choice", drop_down, "A1.1", "Completed", truth={"A1.1": "Completed"})
    yield _line("a drop-down that prompts", drop_down, "A1.1", "Choose an item.", prompt=True, truth={"A1.1": "?"})
    yield _line("the table in a table", nest)
    yield _line("tables as text", as_text, truth=dict.fromkeys(FILLED, "?"))
    yield _line("tables gone", drop_tables, truth=dict.fromkeys(FILLED, "?"))
    yield _line("a status tracked", tracked, "A1.1", STATUS, "Completed", truth={"A1.1": "?"})
    yield _line("a lead tracked", tracked, "A1.1", LEAD, "Jo Bloggs")
    yield _line("a row deleted with tracking", tracked_row, "A1.2", "del", truth={"A1.2": None})
    yield _line("a row's words deleted with tracking, the row's mark gone", lambda d: (tracked_row(d, "A1.2", "del"), drop_row_mark(d)), truth={"A1.2": None})  # fmt: skip
    yield _line("a row inserted with tracking", lambda d: (new_row(d, "A1.2", ("A1.4", "Ours", "Clerk", "May", "Done", "In progress")), tracked_row(d, "A1.4", "ins")), added=("A1.4",))  # fmt: skip
    yield _line("status by colour alone", lambda d: (set_status(d, "A1.2", ""), shade(status_cell(d, "A1.2")._tc, "00B050")), truth={"A1.2": "?"})  # fmt: skip
    yield _line("status as sent and a colour", lambda d: (set_status(d, "A1.1", "Not started"), shade(status_cell(d, "A1.1")._tc, "00B050")), truth={"A1.1": "?"})  # fmt: skip
    yield _line("status as sent and highlighted", lambda d: (set_status(d, "A1.1", "Not started"), highlight(d, "A1.1", "green")), truth={"A1.1": "?"})  # fmt: skip
    yield _line("a status with a fitting colour", lambda d: shade(status_cell(d, "A1.2")._tc, "00B050"))
    yield _line("grey banding", lambda d: [shade(cell_of(d, r, c)._tc, "F2F2F2") for r in ("A1.1", "A1.3", "A2.2") for c in range(6)])  # fmt: skip
    yield _line("a comment in place of a status", lambda d: (set_status(d, "A1.1", "Not started"), comment_on(d, "A1.1", "Completed in May")), truth={"A1.1": "?"})  # fmt: skip
    yield _line("a comment beside a status", comment_on, "A1.1", "Since May")
    yield _line("an entry in the log", log, "A1.1", "In progress")
    yield _line("an entry in the log that differs", log, "A1.1", "Completed", truth={"A1.1": "?"})
    yield _line("an entry in the log in words of their own", log, "A1.1", "nearly there", truth={"A1.1": "?"})


def drop_row_mark(document: Any) -> None:
    for mark in list(document.element.body.iter(qn("w:trPr"))):
        for deletion in mark.findall(qn("w:del")):
            mark.remove(deletion)


ALL = tuple(edits())
"""Every edit, in order."""

__all__ = ["ALL", "Edit"]
