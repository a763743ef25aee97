"""Edits of the filled plan written without a look at the reader: what people do who know Word and not our software.

A truth that begins with "?" has to be asked: nobody can tell from the page alone.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.scrutiny_response.use_cases.returned.edits import Edit
from tests.scrutiny_response.use_cases.returned.plans import (
    ACTION,
    FILLED,
    LEAD,
    REFERENCE,
    STATUS,
    TIMESCALE,
    WORDS,
    action_tables,
    cell_of,
    place_of,
    put,
    status_cell,
)

UNCLEAR = "? unclear"


def _row(document: Any, reference: str) -> Any:
    table, number = place_of(document, reference)
    return table.rows[number]._tr


def _remove(element: Any) -> None:
    element.getparent().remove(element)


def _without_marks(element: Any) -> None:
    for mark in list(element.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        _remove(mark)


def _status(reference: str, text: str) -> Callable[[Any], None]:
    return lambda document: put(status_cell(document, reference), text)


def _paragraphs(document: Any, reference: str, *lines: str) -> None:
    cell = status_cell(document, reference)
    put(cell, lines[0])
    for line in lines[1:]:
        cell.add_paragraph(line)


def _in_place_of_the_words(document: Any, reference: str, xml: str, column: int = STATUS) -> None:
    """Put XML into the first paragraph of a cell, which loses its words."""
    paragraph = cell_of(document, reference, column).paragraphs[0]._p
    for run in paragraph.findall(qn("w:r")):
        paragraph.remove(run)
    for element in parse_xml(f'<w:x {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml">{xml}</w:x>'):
        paragraph.append(element)


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def add_column(document: Any, header: str, value: Callable[[str], str], at: int) -> None:
    """Insert a column as Word does: a cell in every row of both tables, and a grid column."""
    for table in action_tables(document):
        grid = table._tbl.tblGrid
        grid.insert(at, deepcopy(grid[0]))
        references = [row.cells[REFERENCE].text for row in table.rows]
        for number, tr in enumerate(table._tbl.tr_lst):
            cells = tr.tc_lst
            new = deepcopy(cells[ACTION])
            _without_marks(new)
            (cells[at].addprevious if at < len(cells) else cells[-1].addnext)(new)
            _set(new, header if number == 0 else value(references[number]))


def _set(cell: Any, text: str) -> None:
    """Set the words of a cell's XML."""
    words = list(cell.iter(qn("w:t")))
    for word in words[1:]:
        word.text = ""
    if words:
        words[0].text = text
    else:
        cell.findall(qn("w:p"))[0].append(parse_xml(f"<w:r {nsdecls('w')}><w:t>{text}</w:t></w:r>"))


def _remove_column(document: Any, column: int) -> None:
    for table in action_tables(document):
        table._tbl.tblGrid.remove(table._tbl.tblGrid[column])
        for tr in table._tbl.tr_lst:
            tr.remove(tr.tc_lst[column])


def _status_of_the_spring(document: Any) -> None:
    """The old status stays as it was sent; the new one stands in a column behind."""
    for reference, (_, _, status) in WORDS.items():
        put(status_cell(document, reference), status.capitalize())
    add_column(document, "Status March 2027", FILLED.__getitem__, 6)


def _status_of_the_spring_before_the_old(document: Any) -> None:
    for reference, (_, _, status) in WORDS.items():
        put(status_cell(document, reference), status.capitalize())
    for table in action_tables(document):
        put(table.cell(0, STATUS), "Status at 1 January 2027")
    add_column(document, "Status at 1 April 2027", FILLED.__getitem__, STATUS)


def _struck_by_hand(document: Any) -> None:
    _in_place_of_the_words(document, "A1.1", _run("Not started", "<w:strike/>") + _run(" In progress"))


def _struck_row(document: Any) -> None:
    for paragraph in _row(document, "A1.2").iter(qn("w:r")):
        properties = paragraph.get_or_add_rPr()
        properties.append(parse_xml(f"<w:strike {nsdecls('w')}/>"))


def _hidden_words(document: Any) -> None:
    _in_place_of_the_words(document, "A1.1", _run("Completed", "<w:vanish/>") + _run("In progress"))


def _renumbered(document: Any) -> None:
    """A new action goes in between, and those behind it are numbered anew by hand."""
    new = deepcopy(_row(document, "A1.1"))
    _without_marks(new)
    _row(document, "A1.1").addnext(new)
    put(cell_of(document, "A1.3", REFERENCE), "A1.4")
    put(cell_of(document, "A1.2", REFERENCE), "A1.3")
    for column, text in enumerate(
        ("A1.2", "Write guidance for staff", "Team leader", "June 2027", "Guide", "On track")
    ):
        _set(new.tc_lst[column], text)


def _words_exchanged(document: Any) -> None:
    """The words of two rows change places, cell by cell, and no mark goes with them."""
    for column in range(6):
        first, second = (cell_of(document, ref, column) for ref in ("A1.1", "A1.2"))
        if column == REFERENCE:
            continue
        one, two = first.text, second.text
        put(first, two)
        put(second, one)
    one_reference, other_reference = (cell_of(document, ref, REFERENCE) for ref in ("A1.1", "A1.2"))
    put(one_reference, "A1.2")
    put(other_reference, "A1.1")


def _sorted_by_status(document: Any) -> None:
    for table in action_tables(document):
        rows = table._tbl.tr_lst[1:]
        for row in sorted(rows, key=lambda row: "".join(map(str, row.tc_lst[STATUS].itertext()))):
            table._tbl.append(row)


def _a_card_for_each_action(document: Any) -> None:
    """Each action becomes a table of two columns: what, and the words."""
    for table in action_tables(document):
        headers = [cell.text for cell in table.rows[0].cells]
        for row in reversed(table.rows[1:]):
            card = deepcopy(table._tbl)
            for tr in card.tr_lst[1:]:
                card.remove(tr)
            template = card.tr_lst[0]
            for tc in template.tc_lst[2:]:
                template.remove(tc)
            for column in list(card.tblGrid)[2:]:
                card.tblGrid.remove(column)
            for header, cell in zip(headers, row.cells, strict=True):
                line = deepcopy(template)
                _set(line.tc_lst[0], header)
                _set(line.tc_lst[1], cell.text)
                card.append(line)
            card.remove(template)
            table._tbl.addnext(card)
            table._tbl.addnext(parse_xml(f"<w:p {nsdecls('w')}/>"))
        _remove(table._tbl)


def _pasted_into_a_cell(document: Any) -> None:
    table = action_tables(document)[0]._tbl
    outer: Any = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="9000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="9000"/>'
        '</w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="9000" w:type="dxa"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    )
    table.addprevious(outer)
    outer.tr_lst[0].tc_lst[0].insert(1, table)


def _header_again_in_the_middle(document: Any) -> None:
    table = action_tables(document)[0]._tbl
    table.tr_lst[2].addnext(deepcopy(table.tr_lst[0]))


def _one_status_for_three(document: Any) -> None:
    for number, reference in enumerate(("A1.1", "A1.2", "A1.3")):
        cell = status_cell(document, reference)
        put(cell, "In progress" if number == 0 else "")
        cell._tc.get_or_add_tcPr().append(
            parse_xml(f'<w:vMerge {nsdecls("w")} w:val="{"continue" if number else "restart"}"/>')
        )


def cell_of_row(place: tuple[Any, int], column: int) -> Any:
    """A cell of a row whose reference may have gone."""
    table, number = place
    return table.cell(number, column)


def _emptied(document: Any) -> None:
    place = place_of(document, "A1.2")
    for column in range(STATUS):
        put(cell_of_row(place, column), "")


def _status_in_the_wrong_cell(document: Any) -> None:
    put(cell_of(document, "A1.2", LEAD), "Completed")
    put(status_cell(document, "A1.2"), "")


def _text_box(document: Any) -> None:
    _in_place_of_the_words(
        document, "A1.1",
        '<w:r><w:pict><v:shape style="width:80pt;height:20pt"><v:textbox><w:txbxContent><w:p><w:r><w:t>In progress</w:t>'
        "</w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>",
    )  # fmt: skip


def _form_field(document: Any) -> None:
    _in_place_of_the_words(
        document, "A1.1",
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="Dropdown1"/><w:enabled/><w:ddList>'
        '<w:result w:val="1"/><w:listEntry w:val="Not started"/><w:listEntry w:val="In progress"/>'
        '<w:listEntry w:val="Completed"/></w:ddList></w:ffData></w:fldChar></w:r>'
        '<w:r><w:instrText xml:space="preserve"> FORMDROPDOWN </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )  # fmt: skip


def _drop_down(document: Any, shown: str, properties: str = "") -> None:
    _in_place_of_the_words(
        document, "A1.1",
        f'<w:sdt><w:sdtPr>{properties}<w:dropDownList><w:listItem w:displayText="Not started" w:value="1"/>'
        f'<w:listItem w:displayText="In progress" w:value="2"/></w:dropDownList></w:sdtPr><w:sdtContent>{_run(shown)}'
        "</w:sdtContent></w:sdt>",
    )  # fmt: skip


def _boxes(document: Any) -> None:
    _paragraphs(document, "A1.1", "☐ Not started", "☒ In progress", "☐ Completed")


def _one_in_bold(document: Any) -> None:
    _in_place_of_the_words(
        document, "A1.1", _run("Not started / ") + _run("In progress", "<w:b/>") + _run(" / Completed")
    )


def _old_table_as_an_annex(document: Any, before: bool = False) -> None:
    """The plan of last quarter, as it was, stands in the same file."""
    table = action_tables(document)[0]._tbl
    old = deepcopy(table)
    _without_marks(old)
    for tr in old.tr_lst[1:]:
        _set(tr.tc_lst[STATUS], "Not started")
    if before:
        table.addprevious(old)
        table.addprevious(parse_xml(f"<w:p {nsdecls('w')}/>"))
    else:
        document.element.body[-1].addprevious(old)
        document.element.body[-1].addprevious(parse_xml(f"<w:p {nsdecls('w')}/>"))


def _split_in_two_actions(document: Any) -> None:
    row = _row(document, "A1.2")
    second = deepcopy(row)
    _without_marks(second)
    row.addnext(second)
    put(cell_of(document, "A1.2", REFERENCE), "A1.2a")
    _set(second.tc_lst[REFERENCE], "A1.2b")
    _set(second.tc_lst[STATUS], "Not started")


def _two_actions_made_one(document: Any) -> None:
    row = _row(document, "A1.2")
    _remove(row)
    put(cell_of(document, "A1.1", REFERENCE), "A1.1 and A1.2")


def _three_actions_made_one(document: Any) -> None:
    for reference in ("A1.2", "A1.3"):
        row = _row(document, reference)
        _remove(row)
    put(cell_of(document, "A1.1", REFERENCE), "A1.1–A1.3")


def _each_reference(document: Any, change: Callable[[str], str]) -> None:
    for table in action_tables(document):
        for row in table.rows[1:]:
            put(row.cells[REFERENCE], change(row.cells[REFERENCE].text))


def _numbers_of_their_own(document: Any) -> None:
    for number, reference in enumerate(FILLED, start=1):
        put(cell_of(document, reference, REFERENCE), f"{number}.")


def _cyrillic(document: Any) -> None:
    _each_reference(document, lambda reference: reference.replace("A", "А"))


def _update_row_beneath(document: Any) -> None:
    """A row over the whole width beneath each action says how it stands; the status cells are as they were sent."""
    for reference, (_, _, status) in WORDS.items():
        put(status_cell(document, reference), status.capitalize())
    for reference in FILLED:
        row = _row(document, reference)
        update = deepcopy(row)
        _without_marks(update)
        for tc in update.tc_lst[1:]:
            update.remove(tc)
        tc = update.tc_lst[0]
        tc.get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="6"/>'))
        _set(tc, f"Update March 2027: {FILLED[reference]}")
        row.addnext(update)


def _further_action(document: Any, *cells: str) -> None:
    table = next(table for table in document.tables[::-1] if table.cell(0, 0).text == "Reference")
    for cell, text in zip(table.rows[1].cells, cells, strict=True):
        put(cell, text)


def _blank_header(document: Any) -> None:
    for table in action_tables(document):
        put(table.cell(0, STATUS), "")


def _status_first(document: Any) -> None:
    for table in action_tables(document):
        for tr in table._tbl.tr_lst:
            tr.tc_lst[REFERENCE].addprevious(tr.tc_lst[STATUS])


def _status_under_the_reference(document: Any) -> None:
    for table in action_tables(document):
        for row in table.rows[1:]:
            row.cells[REFERENCE].add_paragraph(row.cells[STATUS].text)
    _remove_column(document, STATUS)


def _one_table_with_titles(document: Any) -> None:
    first, second = (table._tbl for table in action_tables(document))
    title = deepcopy(first.tr_lst[0])
    for tc in title.tc_lst[1:]:
        title.remove(tc)
    title.tc_lst[0].get_or_add_tcPr().append(parse_xml(f'<w:gridSpan {nsdecls("w")} w:val="6"/>'))
    _set(title.tc_lst[0], "A2: The title of A2")
    first.append(title)
    for tr in second.tr_lst[1:]:
        first.append(tr)
    _remove(second)


def _small_table_in_the_cell(document: Any) -> None:
    cell = status_cell(document, "A1.1")
    put(cell, "")
    inner = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr/><w:tblGrid><w:gridCol w:w="900"/></w:tblGrid><w:tr><w:tc><w:tcPr>'
        '<w:shd w:val="clear" w:fill="FFC000"/></w:tcPr><w:p><w:r><w:t>In progress</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    )
    cell._tc.insert(1, inner)


def _shifted_left(document: Any) -> None:
    """The cell of the lead was deleted with its cells shifted left, as Word offers."""
    row = _row(document, "A1.2")
    row.remove(row.tc_lst[LEAD])
    row.get_or_add_trPr().append(parse_xml(f'<w:gridAfter {nsdecls("w")} w:val="1"/>'))


def _shifted_right(document: Any) -> None:
    row = _row(document, "A1.2")
    new = deepcopy(row.tc_lst[LEAD])
    _set(new, "")
    row.tc_lst[LEAD].addprevious(new)


def _log_says_more(document: Any) -> None:
    """Only the progress log was kept: it says that an action is completed, the action's own status is as it was sent."""
    put(status_cell(document, "A1.1"), "Not started")
    log = next(table for table in document.tables if table.cell(0, 0).text == "Date")
    for cell, text in zip(
        log.rows[1].cells, ("12 March 2027", "A1.1", "Signed off", "Minute", "Completed", "C Bain"), strict=True
    ):
        put(cell, text)


def _wrapped(document: Any, before: str, after: str) -> None:
    _in_place_of_the_words(document, "A1.1", f"{before}{_run('In progress')}{after}")


def _tracked_word(document: Any) -> None:
    attributes = 'w:id="900" w:author="C" w:date="2027-03-01T00:00:00Z"'
    _in_place_of_the_words(
        document, "A1.1",
        f"<w:del {attributes}><w:r><w:delText>Not started</w:delText></w:r></w:del><w:ins {attributes}>"
        f"{_run('In progress')}</w:ins>",
    )  # fmt: skip


def _tracked_move_of_a_row(document: Any) -> None:
    row = _row(document, "A1.1")
    copy = deepcopy(row)
    attributes = f'{nsdecls("w")} w:id="901" w:author="C" w:date="2027-03-01T00:00:00Z"'
    row.get_or_add_trPr().append(parse_xml(f"<w:del {attributes}/>"))
    copy.get_or_add_trPr().append(parse_xml(f"<w:ins {attributes}/>"))
    _row(document, "A1.3").addnext(copy)
    for text in list(row.iter(qn("w:t"))):
        text.tag = qn("w:delText")


def _inside_out(document: Any) -> None:
    """Reference and action share one cell, under one header."""
    for table in action_tables(document):
        for row in table.rows:
            put(row.cells[ACTION], f"{row.cells[REFERENCE].text} {row.cells[ACTION].text}")
    _remove_column(document, REFERENCE)


def _own_reference_row_gone(document: Any) -> None:
    table = document.tables[0]
    row = next(row for row in table.rows if row.cells[0].text == "Our reference")
    table._tbl.remove(row._tr)
    document.paragraphs[1].runs[0].text = "Strathlorne HSCP"


def _second_half_without_headers(document: Any) -> None:
    table = action_tables(document)[0]._tbl
    second = deepcopy(table)
    for tr in second.tr_lst[:3]:
        second.remove(tr)
    for tr in table.tr_lst[3:]:
        table.remove(tr)
    table.addnext(second)
    table.addnext(parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t>continued</w:t></w:r></w:p>"))


def _number_column(document: Any) -> None:
    add_column(document, "No.", lambda reference: str(list(FILLED).index(reference) + 1), 0)


def _revised_timescale(document: Any) -> None:
    add_column(document, "Revised timescale", lambda reference: "June 2027", STATUS)


def _comments_column(document: Any) -> None:
    add_column(document, "Update", lambda reference: "Completed the first part; not started on the second.", STATUS)


def _wrong_row_pasted_over(document: Any) -> None:
    """The words of A1.1's action are pasted over those of A1.2 by accident; references as they were."""
    put(cell_of(document, "A1.2", ACTION), WORDS["A1.1"][0])


def _timescale_says_completed(document: Any) -> None:
    put(cell_of(document, "A1.1", TIMESCALE), "Completed")
    put(status_cell(document, "A1.1"), "")


def _line_break_in_the_words(document: Any) -> None:
    _in_place_of_the_words(document, "A1.1", "<w:r><w:t>In</w:t><w:br/><w:t>progress</w:t></w:r>")


HELD_OUT = [
    Edit("a status with what was done behind it", _status("A1.1", "In progress – two of the posts filled"), {}),
    Edit("a status that says not yet", _status("A1.3", "Not yet started"), {}),
    Edit("a status with a date", _status("A1.2", "Completed 12 March 2027"), {}),
    Edit("done with a tick", _status("A1.2", "Done ✔"), {}),
    Edit("all of it, as a percentage", _status("A1.2", "100%"), {}),
    Edit("some of it, as a percentage", _status("A1.2", "60%"), {"A1.2": UNCLEAR}),
    Edit("not completed", _status("A1.2", "Not completed"), {"A1.2": UNCLEAR}),
    Edit("nearly complete", _status("A1.2", "Nearly complete"), {"A1.2": UNCLEAR}),
    Edit("no longer in progress", _status("A1.1", "No longer in progress"), {"A1.1": UNCLEAR}),
    Edit("to be completed by June", _status("A1.2", "To be completed by June"), {"A1.2": UNCLEAR}),
    Edit("two statuses with a stroke", _status("A1.2", "Not started/In progress"), {"A1.2": UNCLEAR}),
    Edit("the old status struck out by hand", _struck_by_hand, {}),
    Edit("a whole row struck out by hand", _struck_row, {"A1.2": UNCLEAR}),
    Edit("a line for each month", lambda d: _paragraphs(d, "A1.2", "January: not started", "March: in progress",
                                                        "May: completed"), {"A1.2": UNCLEAR}),
    Edit("boxes with one crossed", _boxes, {}),
    Edit("all statuses with one in bold", _one_in_bold, {"A1.1": UNCLEAR}),
    Edit("as above", _status("A1.2", "As above"), {"A1.2": UNCLEAR}),
    Edit("a ditto mark", _status("A1.2", '"'), {"A1.2": UNCLEAR}),
    Edit("see the log", _status("A1.2", "See progress log"), {"A1.2": UNCLEAR}),
    Edit("only the log says that it is completed", _log_says_more, {"A1.1": UNCLEAR}),
    Edit("hidden words before the status", _hidden_words, {}),
    Edit("the column of references deleted", lambda d: _remove_column(d, REFERENCE), {}),
    Edit("numbers of their own in place of references", _numbers_of_their_own, {}),
    Edit("a new action in between, the others numbered anew", _renumbered, {}, ("A1.2",)),
    Edit("the words of two rows exchanged", _words_exchanged, {}),
    Edit("sorted by status", _sorted_by_status, {}),
    Edit("a card for each action", _a_card_for_each_action, {}),
    Edit("the table pasted into a cell", _pasted_into_a_cell, {}),
    Edit("the header once more in the middle", _header_again_in_the_middle, {}),
    Edit("a status column for the spring behind the old one", _status_of_the_spring, {}),
    Edit("a status column for the spring before the old one", _status_of_the_spring_before_the_old, {}),
    Edit("a letter for the colour", _status("A1.1", "A"), {"A1.1": UNCLEAR}),
    Edit("a slip of the pen", _status("A1.1", "In progres"), {}),
    Edit("a line break in the status", _line_break_in_the_words, {}),
    Edit("a word tracked over another", _tracked_word, {}),
    Edit("a row moved with tracking", _tracked_move_of_a_row, {"A1.1": UNCLEAR}),
    Edit("one merged status for three actions", _one_status_for_three, {"A1.2": "In progress", "A1.3": "In progress"}),
    Edit("a row emptied but for its status", _emptied, {"A1.2": UNCLEAR}),
    Edit("the status in the lead's cell", _status_in_the_wrong_cell, {"A1.2": UNCLEAR}),
    Edit("completed in place of the timescale", _timescale_says_completed, {"A1.1": UNCLEAR}),
    Edit("the status in a text box", _text_box, {}),
    Edit("a drop-down form field", _form_field, {}),
    Edit("a drop-down control", lambda d: _drop_down(d, "In progress"), {}),
    Edit("a drop-down control not answered", lambda d: _drop_down(d, "Choose an item.", "<w:showingPlcHdr/>"),
         {"A1.1": UNCLEAR}),
    Edit("last quarter's table as an annex", _old_table_as_an_annex,
         dict.fromkeys(("A1.1", "A1.2", "A1.3"), UNCLEAR)),
    Edit("last quarter's table before the new one", lambda d: _old_table_as_an_annex(d, before=True),
         dict.fromkeys(("A1.1", "A1.2", "A1.3"), UNCLEAR)),
    Edit("an action made two", _split_in_two_actions, {"A1.2": UNCLEAR}),
    Edit("two actions made one", _two_actions_made_one, {"A1.1": UNCLEAR, "A1.2": UNCLEAR}),
    Edit("three actions made one", _three_actions_made_one, dict.fromkeys(("A1.1", "A1.2", "A1.3"), UNCLEAR)),
    Edit("references with a Cyrillic letter", _cyrillic, {}),
    Edit("references with a comma", lambda d: _each_reference(d, lambda r: r.replace(".", ",")), {}),
    Edit("references with a hyphen", lambda d: _each_reference(d, lambda r: r.replace(".", "-")), {}),
    Edit("an update beneath each action", _update_row_beneath, dict.fromkeys(FILLED, UNCLEAR)),
    Edit("an action of their own", lambda d: _further_action(
        d, "N1", "Visit a neighbour", "Chief officer", "May 2027", "Notes", "In progress"), {}, ("N1",)),
    Edit("an action continued among the further ones", lambda d: _further_action(
        d, "A1.1", "Second part of this", "Chief officer", "May 2027", "Notes", "Completed"), {"A1.1": UNCLEAR}),
    Edit("the header of the status emptied", _blank_header, {}),
    Edit("the status first", _status_first, {}),
    Edit("a reference emptied by accident", lambda d: put(cell_of(d, "A2.2", REFERENCE), ""), {}),
    Edit("the status under the reference", _status_under_the_reference, dict.fromkeys(FILLED, UNCLEAR)),
    Edit("one table with the areas as titles", _one_table_with_titles, {}),
    Edit("a small coloured table for the status", _small_table_in_the_cell, {}),
    Edit("a cell deleted, the others shifted left", _shifted_left, {"A1.2": UNCLEAR}),
    Edit("a cell inserted, the others shifted right", _shifted_right, {}),
    Edit("the status in a smart tag", lambda d: _wrapped(
        d, '<w:smartTag w:uri="urn:x" w:element="place">', "</w:smartTag>"), {}),
    Edit("the status in a link", lambda d: _wrapped(d, '<w:hyperlink w:anchor="x">', "</w:hyperlink>"), {}),
    Edit("the status in a simple field", lambda d: _wrapped(
        d, '<w:fldSimple w:instr=" DOCPROPERTY x ">', "</w:fldSimple>"), {}),
    Edit("reference and action in one cell", _inside_out, {}),
    Edit("our reference taken out and the name shortened", _own_reference_row_gone, {}),
    Edit("the second half without headers", _second_half_without_headers, {}),
    Edit("a column of numbers in front", _number_column, {}),
    Edit("a column for a revised timescale", _revised_timescale, {}),
    Edit("a column of updates that name statuses", _comments_column, {}),
    Edit("another action's words pasted over", _wrong_row_pasted_over, {"A1.2": UNCLEAR}),
    Edit("capitals", _status("A1.1", "IN PROGRESS"), {}),
    Edit("a hyphen in the status", _status("A1.1", "In-progress."), {}),
]  # fmt: skip
"""What was done, and what is true of it."""
