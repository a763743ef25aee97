"""The documents of one partnership on their page: issued, accepted as meant, as edited, recorded as sent, corrected."""

from __future__ import annotations

import datetime as dt
import shutil
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest

from scrutiny_response import resources
from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder, day, job, words
from tests.scrutiny_response.issuing_house import edit

ONE = "/partnership/skerravale"
PAGE = f"{ONE}/documents"
BY = {"issue.by": "Eilidh Garvie, chief inspector"}
LETTER = {**day("issue", 18), **BY, "do": "issue", "issue.document": ["letter"]}


@pytest.fixture(scope="module")
def with_documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle whose documents were made once, to be copied."""
    folder = cycle_folder(tmp_path_factory.mktemp("made"), "skerravale")
    make(browser(folder))
    return folder


@pytest.fixture
def one(with_documents: Path, tmp_path: Path) -> Browser:
    return browser(Path(shutil.copytree(with_documents, tmp_path / "cycle")))


def make(one: Browser) -> str:
    """Make the documents; return the address of the page that says so."""
    return job(one, one.post(f"{ONE}/run", {"do": "make"}).headers["Location"])


def rename_addressee(one: Browser) -> None:
    """Give the addressee a name that the salutation does not fit, which may be meant."""
    page = f"{ONE}/addressee"
    one.post(page, {**one.form(page), "addressee.name": "Inga Rendall"})


def letter(one: Browser) -> Path:
    return next(one.desk.folder.output.glob("*/letter.docx"))


def test_the_documents_of_one_partnership_are_made_and_issued(tmp_path: Path) -> None:
    one = browser(cycle_folder(tmp_path, "skerravale"))
    assert "Nothing has been made here yet; make the documents first." in one.text(compared(one))
    assert "Letter To be made New" in one.text(PAGE)
    made = make(one)
    assert "Letter New Made" in one.text(made)
    assert "Letter Up to date Show the pages" in one.text(PAGE)
    send = {**day("issue", 18), "do": "issue", "issue.document": ["letter", "improvement-plan"]}
    refused = one.post(f"{ONE}/issue", {**send, "issue.on.month": "13"})
    assert refused.status_code == 422
    assert "Error: Documents" in refused.text
    assert "“On which day” must be a real date, such as 27 3 2027: the month is a number" in words(refused)
    assert words(refused).count("Enter who approved it") == 2
    assert 'name="issue.on.month" class="month" inputmode="numeric" autocomplete="off" value="13"' in refused.text
    by = {"issue.by": "Eilidh Garvie, chief inspector"}
    none = one.post(f"{ONE}/issue", {**day("issue", 18), **by, "do": "issue"})
    assert "Choose one or more documents" in words(none)
    assert one.post(f"{ONE}/issue", {**send, **by}).status_code == 303
    assert "Letter: 18 December 2026, approved by Eilidh Garvie, chief inspector" in one.text(PAGE)
    assert "Issued on 18 December 2026" in one.text("/")
    away = {**day("withdraw", 18), "withdraw.document": ["letter"]}
    assert words(one.post(f"{ONE}/withdraw", away)).count("Enter why it is withdrawn") == 2
    withdrawn = one.post(f"{ONE}/withdraw", {**away, "withdraw.reason": "sent too early"})
    assert withdrawn.status_code == 303
    assert "Letter: 18 December 2026" not in one.text(PAGE)


def test_what_may_be_meant_is_chosen_before_it_is_issued(one: Browser) -> None:
    rename_addressee(one)
    make(one)
    assert "Meant as it is Choose each after you have looked at it." in one.text(PAGE)
    refused = one.post(f"{ONE}/issue", LETTER)
    assert refused.status_code == 422
    assert "choose it under “Meant as it is”" in words(refused)
    value = refused.text.partition('name="issue.accept" value="')[2].partition('"')[0]
    assert value.startswith("salutation-does-not-fit@")
    assert one.post(f"{ONE}/issue", {**LETTER, "issue.accept": [value]}).status_code == 303
    assert "Letter: 18 December 2026" in one.text(PAGE)


def test_what_was_edited_in_word_is_issued_with_a_reason(one: Browser) -> None:
    edit(letter(one), "Yours sincerely", "Yours, very sincerely")
    assert "Letter: This document was edited by hand" in one.text(PAGE)
    assert "Issue as edited in Word: why (optional)" in one.text(PAGE)
    assert one.post(f"{ONE}/issue", LETTER).status_code == 422
    assert one.post(f"{ONE}/issue", {**LETTER, "issue.as_edited": "A warm word."}).status_code == 303
    events = [path.read_text("utf-8") for path in (one.desk.folder.record / "PSR-2026-010").glob("*issued.yaml")]
    assert ["A warm word." in text for text in events] == [True]


def test_what_was_sent_before_there_was_a_record_is_recorded_as_it_lies(one: Browser) -> None:
    sent = {**day("adopt", 18), "do": "adopt", "adopt.document": ["letter"]}
    refused = one.post(f"{ONE}/issue", sent)
    assert words(refused).count("Enter who approved it") == 2
    assert '<details id="form.adopt" open>' in refused.text
    assert one.post(f"{ONE}/issue", {**sent, "adopt.by": "Eilidh Garvie"}).status_code == 303
    assert "Letter: 18 December 2026, approved by Eilidh Garvie" in one.text(PAGE)


def test_a_correction_is_read_as_a_draft_and_then_replaces_what_was_issued(one: Browser) -> None:
    one.post(f"{ONE}/issue", LETTER)
    again: dict[str, Any] = {
        **day("replace", 19),
        "do": "draft",
        "replace.document": ["letter"],
        "replace.reason": "A wrong name.",
    }
    assert "Nothing+was+to+be+done" in one.post(f"{ONE}/issue", again).headers["Location"]
    rename_addressee(one)
    doubt = one.get(PAGE).text.partition('name="replace.accept" value="')[2].partition('"')[0]
    assert "choose it under “Meant as it is”" in words(one.post(f"{ONE}/issue", again))
    again["replace.accept"] = [doubt]
    assert "The+draft+of+the+correction+was+written" in one.post(f"{ONE}/issue", again).headers["Location"]
    assert [path.name for path in sorted(letter(one).parent.glob("letter*"), reverse=True)] == [
        "letter.docx",
        "letter-correction-draft.docx",
    ]
    now = {**again, "do": "replace"}
    assert words(one.post(f"{ONE}/issue", now)).count("Enter who approved it") == 2
    assert one.post(f"{ONE}/issue", {**now, "replace.by": "Eilidh Garvie"}).status_code == 303
    assert "Letter: 19 December 2026, approved by Eilidh Garvie" in one.text(PAGE)


def test_the_draft_of_a_correction_is_listed_to_be_read(one: Browser) -> None:
    one.post(f"{ONE}/issue", LETTER)
    draft = letter(one).with_name("letter-correction-draft.docx")
    draft.write_bytes(letter(one).read_bytes())
    assert "Letter correction draft Draft of a correction Read it before you replace what was issued" in one.text(PAGE)
    name = draft.relative_to(one.desk.folder.output).as_posix()
    assert one.get(f"{ONE}/file/{name}").data == draft.read_bytes()


def test_what_lies_there_is_compared_with_what_was_made(one: Browser) -> None:
    assert "All documents are as they were made, from what has not changed since." in one.text(compared(one))
    edit(letter(one), "Yours sincerely", "Yours, very sincerely")
    text = one.text(compared(one))
    assert "2 of 3 documents are as they were made" in text
    assert "Letter Edited since it was made Skerravale Justice and Communities Partnership" in text


def test_a_reminder_is_written_from_what_is_due_and_issued(late: Browser) -> None:
    form = {**late.form("/due"), **reply_by("26", "3", "2027")}
    assert "today: Reminder: Skerravale Justice and Communities Partnership" in late.text("/due")
    written = job(late, late.post("/due/letters", form).headers["Location"])
    text = late.text(written)
    assert "1 letter was asked for, and it is made. Reminder (1 March 2027) Made Skerravale Justice" in text
    assert "Beside that" not in text
    assert "Look at it and issue it" in text
    assert "Reminder (1 March 2027) Up to date Show the pages" in late.text(PAGE)
    path = next(late.desk.folder.output.glob("*/reminder-2027-03-01.docx"))
    assert "26 March 2027" in "".join(each.text for each in docx.Document(str(path)).paragraphs)
    send = {**BY, "do": "issue", "issue.document": ["reminder-2027-03-01"], "issue.on.year": "2027"}
    early = late.post(f"{ONE}/issue", {**send, "issue.on.day": "28", "issue.on.month": "2"})
    assert "issue it on 1 March 2027 or later, or write it again under Due, dated 28 February 2027." in words(early)
    assert late.post(f"{ONE}/issue", {**send, "issue.on.day": "1", "issue.on.month": "3"}).status_code == 303
    assert "Reminder (1 March 2027): 1 March 2027, approved by Eilidh Garvie, chief inspector" in late.text(PAGE)
    assert "What stands in the record asks for no letter today." in late.text("/due")


def test_a_letter_that_could_not_be_made_is_told_first_and_why(late: Browser) -> None:
    (late.desk.folder.root / "templates").mkdir()
    for file in resources.templates().glob("*.docx"):
        if file.stem != "reminder":
            shutil.copy(file, late.desk.folder.root / "templates")
    text = late.text(job(late, late.post("/due/letters", late.form("/due")).headers["Location"]))
    assert (
        "1 letter was asked for, and none could be made. Reminder (1 March 2027) Could not be made Skerravale Justice"
        in text
    )
    assert "See the documents of Skerravale Justice and Communities Partnership" in text


def test_a_letter_is_found_wherever_its_house_has_it_lie(late: Browser) -> None:
    cycle = late.desk.folder.inputs / "cycle.yaml"
    usual, other = "{reference}-{partnership}/{document}", "{partnership}/{document}/{reference}"
    cycle.write_text(cycle.read_text("utf-8").replace(usual, other), "utf-8")
    text = late.text(job(late, late.post("/due/letters", late.form("/due")).headers["Location"]))
    assert "1 letter was asked for, and it is made. Reminder (1 March 2027) Made Skerravale Justice" in text
    assert "Reminder" not in text.partition("Beside that")[2]


def test_only_the_partnerships_that_have_a_letter_are_made_with_it(late: Browser) -> None:
    shutil.copy(resources.inputs() / "tarbeck.yaml", late.desk.folder.inputs)
    page = f"{ONE}/papers"
    late.post(page, {**late.form(page), "documents": ["letter", "improvement-plan", "decision-record"]})
    text = late.text(job(late, late.post("/due/letters", late.form("/due")).headers["Location"]))
    assert "Tarbeck" not in text
    assert "Beside that The other documents of the same partnership were made too" in text
    assert "Decision record, internal New Made" in text


def test_without_a_letter_that_is_asked_for_none_is_written(one: Browser) -> None:
    assert "Write the letters</button>" not in one.get("/due").text
    answer = one.post("/due/letters", {f"letters.dated.{part}": n for part, n in
                                       (("day", "1"), ("month", "3"), ("year", "2027"))})  # fmt: skip
    assert "The record asks for no letter today." in one.text(answer.location)


def test_what_is_wrong_with_the_dates_of_letters_is_said_at_them(late: Browser) -> None:
    form = late.form("/due")
    assert [form[f"letters.dated.{part}"] for part in ("day", "month", "year")] == ["1", "3", "2027"]
    assert late.post("/due/letters", form).status_code == 303
    refused = late.post("/due/letters", {**form, "letters.dated.month": "13", "letters.reply_by.day": "1"})
    assert refused.status_code == 422
    for field, said in (
        ("dated.month", "The date of the letters must be a real date, such as 27 3 2027: "
                        "the month is a number from 1 to 12, or its name"),
        ("reply_by.month", "“Answer by” must include a month and a year"),
    ):  # fmt: skip
        assert f'<a href="#letters.{field}">{said}</a>' in refused.text
        assert f'id="letters.{field}-wrong1"' in refused.text
    early = late.post("/due/letters", {**form, **reply_by("26", "2", "2027")})
    assert early.status_code == 422
    assert words(early).count("The last day for an answer is the date of the letters, 1 March 2027, or later") == 2
    far = late.post("/due/letters", {**form, **reply_by("26", "3", "2072")})
    assert words(far).count("The last day for an answer is more than two years ahead: check the year") == 2
    missing = late.post(
        "/due/letters", {**form, "letters.dated.day": "", "letters.dated.month": "", "letters.dated.year": ""}
    )
    assert words(missing).count("Enter the date of the letters as day, month and year, such as 7 12 2026") == 2


@pytest.fixture
def late(one: Browser) -> Browser:
    """A desk on a day on which the plan of the partnership is late."""
    assert "What stands in the record asks for no letter today." in one.text("/due")
    assert one.post(f"{ONE}/issue", {**LETTER, "issue.document": ["letter", "improvement-plan"]}).status_code == 303
    one.desk.today = lambda: dt.date(2027, 3, 1)
    return one


def reply_by(*parts: str) -> dict[str, str]:
    return {f"letters.reply_by.{name}": part for name, part in zip(("day", "month", "year"), parts, strict=True)}


def compared(one: Browser) -> str:
    """Compare what lies there; return the address of what came of it."""
    return job(one, one.post("/documents/compare", {}).headers["Location"])


def test_plans_are_attached_to_the_reports_that_their_partnerships_name(tmp_path: Path) -> None:
    one = browser(cycle_folder(tmp_path, "dunmarra", "skerravale"))
    shutil.copytree(resources.inputs() / "reports", tmp_path / "inputs/reports")
    nothing = job(one, one.post("/documents/attach", {}).headers["Location"])
    assert "make the documents" in one.text(nothing)
    job(one, one.post("/documents/run", {"do": "make"}).headers["Location"])
    place = job(one, one.post("/documents/attach", {"list": "yes"}).headers["Location"])
    text = one.text(place)
    assert "Dunmarra Child Protection Partnership Attached dunmarra.docx" in text
    assert "No report is named Skerravale Justice and Communities Partnership" in text
    report = one.get(f"{place}/0/result")
    assert "Joint improvement plan" in "".join(each.text for each in docx.Document(BytesIO(report.data)).paragraphs)
    assert one.get(f"{place}/1/result").status_code == 404
    again = job(one, one.post("/partnership/dunmarra/attach", {}).headers["Location"])
    assert "There already dunmarra.docx" in one.text(again)


def test_what_would_now_read_otherwise_than_it_was_issued_is_told(one: Browser) -> None:
    send = {
        **day("issue", 18),
        "do": "issue",
        "issue.document": ["letter"],
        "issue.by": "Eilidh Garvie, chief inspector",
    }
    assert one.post(f"{ONE}/issue", send).status_code == 303
    page = f"{ONE}/addressee"
    one.post(page, {**one.form(page), "addressee.role": "convener"})
    shown = one.text(PAGE)
    assert (
        "Good to know Letter: This was issued on 18 December 2026 and stays as it is: the assessment changed since"
        in shown
    )
    assert "To correct it on the page of its documents" not in shown
