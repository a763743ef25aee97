"""Plans that came back, at the desk: the right files taken, each question asked and answered, what is open linked to."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.table import Table

from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder, job, words

MULTIPART = "multipart/form-data"


@pytest.fixture
def one(tmp_path: Path) -> Browser:
    """The desk of a cycle with one partnership, whose plan is made."""
    opened = browser(cycle_folder(tmp_path, "skerravale"))
    job(opened, opened.post("/partnership/skerravale/run", {"do": "make"}).headers["Location"])
    return opened


def plan(one: Browser) -> Document:
    """The plan as it was made."""
    (file,) = one.desk.folder.output.rglob("improvement-plan.docx")
    return docx.Document(str(file))


def actions(document: Document) -> Table:
    """The first table of actions."""
    return next(table for table in document.tables if any(cell.text == "SV1.1" for cell in table.columns[0].cells))


def sent(document: Document, name: str = "back.docx") -> tuple[io.BytesIO, str]:
    """A document as a browser sends it."""
    stream = io.BytesIO()
    document.save(stream)
    return io.BytesIO(stream.getvalue()), name


def dropped(one: Browser, *files: tuple[io.BytesIO, str]) -> str:
    """Drop files on the page; return where they are read."""
    answer = one.post("/returned", {"files": list(files)}, content_type=MULTIPART)
    assert answer.status_code == 303
    return answer.headers["Location"]


def with_a_row(one: Browser, *texts: str) -> Document:
    """The plan with a row that the partnership added to the first table of actions."""
    document = plan(one)
    table: Any = actions(document)  # python-docx gives `add_row` no types
    row = table.add_row()
    for cell, text in zip(row.cells, texts, strict=False):
        cell.text = text
    return document


def questions(html: str) -> dict[str, str]:
    """The name of the field of each question, by its place on the page."""
    return {place: unescape(name) for place, name in re.findall(r'<select id="(q-[\d-]+)" name="([^"]+)"', html)}


def test_of_several_files_the_right_ones_are_taken_and_the_others_told_by_name(one: Browser) -> None:
    page = one.text(dropped(one, sent(plan(one)), (io.BytesIO(b"x"), "photo.png"), (io.BytesIO(b"x"), "odd.docx")))
    assert "“photo.png” is not a Word document, and was not taken. Ask the partnership for the plan in Word." in page
    assert "back.docx PSR-2026-010" in page
    assert (
        "odd.docx This is not a Word file, whatever its name says: perhaps a text, a picture or a web page; open it in "
        "Word, and save it as Word Document (.docx)."
    ) in page
    assert "zip" not in page


def test_two_files_of_the_same_name_are_both_read(one: Browser) -> None:
    page = one.text(dropped(one, sent(plan(one)), sent(plan(one))))
    assert "back.docx PSR-2026-010" in page
    assert "back (2).docx PSR-2026-010" in page


def test_no_right_file_at_all_is_an_error_of_the_field(one: Browser) -> None:
    answer = one.post("/returned", {"files": [(io.BytesIO(b"x"), "photo.png")]}, content_type=MULTIPART)
    assert answer.status_code == 422
    assert '<li><a href="#files">“photo.png” is not a Word document</a></li>' in answer.text
    assert 'aria-describedby="files-hint files-wrong1 " aria-invalid="true"' in answer.text


@pytest.mark.parametrize(
    ("answer", "shown", "recorded"),
    [("In progress", "SV1.9 In progress", "in progress"), ("new", "SV1.9 Not said", "not said"), ("ignored", "", "")],
)
def test_the_status_of_an_action_that_was_added_is_asked(one: Browser, answer: str, shown: str, recorded: str) -> None:
    place = dropped(one, sent(with_a_row(one, "SV1.9", "Train all managers")))
    html = one.get(place).text
    assert "SV1.9 To be asked Added: Train all managers" in one.text(place)
    assert "SV1.9, which the partnership added, has no status." in html
    assert ">Record</button>" not in html
    ((_, name),) = questions(html).items()
    assert one.post(place, {"do": "answer", name: answer}).headers["Location"].endswith("notice=1+answer+saved.")
    page = one.text(place)
    assert "To be asked" not in page
    assert shown in page
    assert ("SV1.9" in page) == bool(shown)
    assert "Recorded" in words(one.post(place, {"do": "record", "on.day": "8", "on.month": "1", "on.year": "2027"}))
    (event,) = one.desk.folder.record.rglob("*plan-received.yaml")
    _, _, added = event.read_text("utf-8").casefold().partition("reference: sv1.9")
    assert (f"status: {recorded}" in added) if recorded else not added


def test_what_is_still_to_be_answered_is_told_with_links_to_each_question(one: Browser) -> None:
    document = plan(one)
    for row in actions(document).rows:
        for cell in row.cells:
            if cell.text == "Not started":
                cell.text = "nearly there"
    place = dropped(one, sent(document))
    fields = questions(one.get(place).text)
    assert len(fields) > 1
    answer = one.post(place, {"do": "answer", **dict.fromkeys(fields.values(), "")})
    page = one.get(answer.headers["Location"])
    assert "<title>Error: What came back" in page.text
    for number in fields:
        assert f'<li><a href="#{number}">' in page.text
        assert f'id="{number}-wrong"' in page.text
    assert words(page).count("Choose an answer") == len(fields)
    first = next(iter(fields.values()))
    after = one.get(one.post(place, {"do": "answer", first: "Completed"}).headers["Location"])
    assert "1 answer saved." in words(after)
    assert len(questions(after.text)) == len(fields) - 1
    rest = one.post(place, {"do": "answer", **dict.fromkeys(questions(after.text).values(), "In progress")})
    done = one.get(rest.headers["Location"])
    assert "Error:" not in done.text
    assert ">Record</button>" in done.text


def test_of_two_columns_for_the_status_the_one_that_counts_is_asked(one: Browser) -> None:
    document = plan(one)
    table = actions(document)
    head = table.rows[0].cells
    head[[cell.text for cell in head].index("Measure of success")].text = "Current status"
    place = dropped(one, sent(document))
    html = one.get(place).text
    assert 'More than one column may be that of the status: "Current status" and "Status".' in unescape(html)
    name = next(name for name in questions(html).values() if name.startswith("0|column|table "))
    assert '<option value="Current status">Current status</option>' in html
    one.post(place, {"do": "answer", name: "Status"})
    assert "More than one column" not in one.text(place)


def test_a_wrong_day_is_told_at_its_field(one: Browser) -> None:
    place = dropped(one, sent(plan(one)))
    answer = one.post(place, {"do": "record", "on.day": "31", "on.month": "2", "on.year": "2027"})
    assert answer.status_code == 422
    assert '<li><a href="#on.day">“On which day” must be a real date, such as 27 3 2027: ' in answer.text
    assert 'id="on.day-wrong1"' in answer.text
    assert 'name="on.month" class="month" inputmode="numeric" autocomplete="off" value="2">' in answer.text
