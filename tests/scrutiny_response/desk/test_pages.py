"""Every page says what it should in plain words: what is wrong stands at its field and in a summary."""

from __future__ import annotations

import datetime as dt
import io
import re
import shutil
import threading
from http import HTTPStatus
from pathlib import Path

import docx
import pytest

from scrutiny_response import resources
from scrutiny_response.desk import routes
from scrutiny_response.desk.views import entry
from scrutiny_response.use_cases import preview
from scrutiny_response.use_cases.preview import Preview
from tests.paths import ROOT
from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder, day, job, words

PLAIN = ("YAML", "yaml", "schema", "JSON", "json", "traceback", "Traceback", "PosixPath", "--", "`")
"""What never stands where a person reads."""
PAGES = ("/", "/new", "/due", "/year", "/year?actions=yes", "/documents", "/workbook", "/emails", "/returned", "/templates", "/templates/fields",
         "/cycle", "/cycle/inspection", "/cycle/calendar", "/cycle/signing", "/cycle/papers", "/nothing")  # fmt: skip
OF_ONE = ("", "/partnership", "/addressee", "/inspection", "/circumstances", "/criteria", "/decision", "/support",
          "/monitoring", "/letter", "/signing", "/state", "/papers", "/extension", "/report", "/calendar", "/documents",
          "/since", "/list/copies", "/list/evaluations", "/list/strengths", "/list/areas", "/list/support.reword",
          "/list/letter.paragraphs", "/list/holidays.add", "/item/areas.new", "/item/copies.new")  # fmt: skip


@pytest.fixture
def one(tmp_path: Path) -> Browser:
    return browser(cycle_folder(tmp_path, "skerravale", "scarlay-islands"))


def test_no_page_speaks_of_how_a_file_is_written(one: Browser) -> None:
    blank = one.post("/new", {"name": "Blank Partnership"}).headers["Location"]
    everywhere = [*PAGES, *(f"/partnership/{slug}{page}" for slug in ("skerravale", "scarlay-islands") for page in OF_ONE),
                  *(f"{blank}{page}?told" for page in OF_ONE)]  # fmt: skip
    for address in everywhere:
        answer = one.get(address)
        assert answer.status_code in {200, 303, 404}, address
        text = words(answer)
        assert [word for word in PLAIN if word in text] == [], (address, text)


def test_every_address_has_its_page() -> None:
    routes.load_all()


def test_the_table_says_how_each_partnership_stands(one: Browser) -> None:
    text = one.text("/")
    assert (
        "Skerravale Justice and Communities Partnership PSR-2026-010 Ready to issue Assisted improvement support"
        in text
    )
    assert "Scarlay Islands Health and Social Care Partnership PSR-2026-021 Draft Not yet determined" in text
    assert "2 partnerships." in text


def test_the_table_is_sorted_and_filtered_by_its_address(one: Browser) -> None:
    assert "1 partnership of 2." in one.text("/?find=scarlay")
    assert "1 partnership of 2." in one.text("/?only=Not+yet+determined")
    assert "No partnership of 2." in one.text("/?only=late&find=none")
    by_level = one.text("/?by=level")
    assert by_level.index("PSR-2026-010") < by_level.index("PSR-2026-021")


def test_a_search_for_fields_that_finds_none_shows_no_empty_table(one: Browser) -> None:
    assert "<table" in one.get("/templates/fields?find=addressee").text
    nothing = one.get("/templates/fields?find=zzzz")
    assert re.search(r"0 of \d+ fields\.", nothing.text)
    assert "<table" not in nothing.text


def test_a_new_partnership_begins_with_what_is_still_needed(one: Browser) -> None:
    answer = one.post("/new", {"name": "Lochmarnoch Partnership", "reference": "PSR-2026-044"})
    assert answer.headers["Location"] == "/partnership/lochmarnoch-partnership"
    text = one.text(answer.headers["Location"])
    assert "PSR-2026-044 – Draft Lochmarnoch Partnership" in text
    assert "Partnership 1 still needed" in text
    assert "Addressee Still needed" in text
    assert "Copies Nothing said" in text
    assert "Monitoring and the plan As the cycle says" in text
    assert "The level is not determined yet." in text


def test_a_new_partnership_needs_a_name_that_is_free(one: Browser) -> None:
    assert "There is a problem Enter the name of the partnership" in words(one.post("/new", {"name": " "}))
    one.post("/new", {"name": "Twice"})
    assert "There is a partnership of this name already" in words(one.post("/new", {"name": "Twice"}))


def test_what_is_missing_is_told_at_its_field_and_in_the_summary_once_it_was_saved(one: Browser) -> None:
    page = "/partnership/skerravale/addressee"
    form = {**one.form(page), "addressee.role": "", "addressee.address": " \n"}
    answer = one.post(page, form)
    assert answer.headers["Location"] == f"{page}?told"
    html = one.get(f"{page}?told").text
    assert re.search(r"<title>Error: Addressee – ", html)
    assert (
        '<div class="summary" id="summary" role="alert" tabindex="-1" autofocus aria-labelledby="summary-title">'
        in html
    )
    assert '<li><a href="#addressee.role">Role is needed</a></li>' in html
    assert html.count("Role is needed") == 2
    assert html.count("Address is needed") == 2
    assert re.search(
        r'<input id="addressee.role"[^>]*aria-describedby="addressee.role-hint addressee.role-wrong1" aria-invalid="true">',
        html,
    )
    quiet = one.get(page).text
    assert "There is a problem" not in quiet
    assert "<title>Addressee – " in quiet


def test_where_nothing_is_said_yet_all_that_is_needed_is_told_at_once(one: Browser) -> None:
    slug = one.post("/new", {"name": "From Nothing", "reference": "PSR-2026-099"}).headers["Location"]
    page = f"{slug}/addressee"
    told = one.get(one.post(page, one.form(page)).headers["Location"])
    for each in ("Name", "Salutation", "Role", "Address"):
        assert words(told).count(f"{each} is needed") == 2
    assert "Email is needed" not in words(told)


def test_a_message_of_the_check_stands_at_its_field(one: Browser) -> None:
    page = "/partnership/skerravale/inspection"
    one.post(
        page,
        {
            **one.form(page),
            "inspection.started.month": "13",
            "inspection.ended.day": "31",
            "inspection.ended.month": "2",
        },
    )
    text = one.text(f"{page}?told")
    wrong = "must be a real date, such as 27 3 2027:"
    assert text.count(f"Started {wrong} the month is a number from 1 to 12, or its name") == 2
    assert text.count(f"Ended {wrong} February 2026 has 28 days") == 2
    html = one.get(page).text
    assert (
        'name="inspection.started.month" class="month" inputmode="numeric" autocomplete="off" value="13" aria-invalid="true"'
        in html
    )


def test_the_level_stands_beside_the_criteria_and_changes_with_an_answer(one: Browser) -> None:
    page = "/partnership/skerravale/criteria"
    assert "Directed improvement support What the answers indicate" in one.text(page)
    assert "One of the five conditions is met: self-assess accurately (3 of 3 criteria)." in one.text(page)
    form = {**one.form(page), "criteria.self-evaluation-1.answer": "met"}
    one.post(page, {**form, "then": "level"})
    text = one.text(page)
    assert "Assisted improvement support What the answers indicate" in text
    assert "Single answers that would change it" in text
    assert "2.1 not met: directed improvement support" in text


def test_an_answer_is_saved_by_itself_and_answered_with_the_level(one: Browser) -> None:
    page = "/partnership/skerravale/criteria"
    form = {**one.form(page), "criteria.self-evaluation-1.answer": "met"}
    answer = one.post(page, form, headers={"X-Desk-Quiet": "1"})
    assert answer.json is not None
    assert "Assisted improvement support" in answer.json["level"]
    assert answer.json["seen"] == one.form(page)["seen"]


def test_a_document_is_downloaded_as_it_lies(one: Browser, tmp_path: Path) -> None:
    job(one, one.post("/partnership/skerravale/run", {"do": "make"}).headers["Location"])
    (letter,) = (tmp_path / "output").rglob("letter.docx")
    answer = one.get(f"/partnership/skerravale/file/{letter.relative_to(tmp_path / 'output').as_posix()}")
    assert answer.data == letter.read_bytes()
    answer.close()


def test_the_whole_cycle_is_checked_and_made(one: Browser) -> None:
    checked = job(one, one.post("/documents/run", {"do": "check"}).headers["Location"])
    assert "2 partnerships have nothing to say: everything is in order." in one.text(checked)
    assert "Letter New To be made" in one.text(job(one, one.post("/documents/run", {"do": "look"}).headers["Location"]))
    made = job(one, one.post("/documents/run", {"do": "make"}).headers["Location"])
    assert "Improvement plan New Made" in one.text(made)
    glance = job(one, one.post("/documents/glance", {"do": "overview"}).headers["Location"])
    assert "Download the cycle at a glance, as a page" in one.text(glance)


def test_what_comes_back_is_read_asked_about_recorded_and_accepted(one: Browser, tmp_path: Path) -> None:
    job(one, one.post("/partnership/skerravale/run", {"do": "make"}).headers["Location"])
    (plan,) = (tmp_path / "output").rglob("improvement-plan.docx")
    with plan.open("rb") as stream:
        place = one.post(
            "/returned", {"files": (stream, "Our plan FINAL.docx")}, content_type="multipart/form-data"
        ).headers["Location"]
    assert "Our plan FINAL.docx PSR-2026-010 Skerravale Justice and Communities Partnership" in one.text(place)
    on = {"on.day": "8", "on.month": "1", "on.year": "2027"}
    assert "Recorded Accept it, or send it back" in words(one.post(place, {**on, "do": "record"}))
    since = "/partnership/skerravale/since"
    assert "8 January 2027: Plan received – 3 actions" in one.text(since)
    accepted = one.post(f"{since}/plan-accepted", {**on, "by": "Struan Bell, strategic support officer"})
    assert "Written into the record: plan accepted." in words(one.get(accepted.headers["Location"]))
    assert "Accept the plan" not in one.text(since)


def test_templates_are_listed_with_what_is_wrong_with_them(one: Browser, tmp_path: Path) -> None:
    own = tmp_path / "templates"
    shutil.copytree(resources.templates(), own)
    (own / "panel-note.docx").write_bytes(b"no document")
    text = one.text("/templates")
    assert "Letter In order Show its pages" in text
    assert "Panel note 1 to mend" in text
    assert "fields." in one.text("/templates/fields?find=addressee")


def test_the_desk_is_closed_from_its_page(tmp_path: Path) -> None:
    one, closed = browser(cycle_folder(tmp_path, "tarbeck")), []
    one.desk.close = lambda: closed.append(True)
    answer = one.get(one.post("/close", {}).location)
    assert 'aria-label="Parts of the desk"' not in answer.text
    assert "Close the desk" not in answer.text
    assert "The desk is closed Everything was saved as you went." in words(answer)
    answer.close()
    assert closed == [True]


def test_the_desk_is_closed_too_if_the_browser_does_not_ask_for_the_last_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry, "_PATIENCE", 0.01)
    one, closed = browser(cycle_folder(tmp_path, "tarbeck")), threading.Event()
    one.desk.close = closed.set
    one.post("/close", {})
    assert closed.wait(5)


def test_a_fault_of_ours_is_a_page_and_ends_no_desk(
    one: Browser, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError("nobody foresaw it")

    monkeypatch.setattr(type(one.desk.view), "partnerships", fault)
    answer = one.get("/")
    assert answer.status_code == 500
    assert "A fault of this software kept it from answering (ZeroDivisionError). Nothing was half written." in words(
        answer
    )
    assert "nobody foresaw it" in capsys.readouterr().err
    monkeypatch.undo()
    assert one.get("/").status_code == 200


def test_what_would_differ_in_a_document_is_shown_line_by_line(one: Browser, tmp_path: Path) -> None:
    job(one, one.post("/partnership/skerravale/run", {"do": "make"}).headers["Location"])
    page = "/partnership/skerravale/addressee"
    one.post(page, {**one.form(page), "addressee.name": "Inga Rendall"})
    (letter,) = (tmp_path / "output").rglob("letter.docx")
    before = letter.read_bytes()
    address = f"/partnership/skerravale/differences/{letter.relative_to(tmp_path / 'output').as_posix()}"
    assert address.replace(" ", "%20") in one.get("/partnership/skerravale/documents").text
    html = one.get(address).text
    assert "<del>Magnus Rendall-Poe</del>" in html
    assert "<ins>Inga Rendall</ins>" in html
    assert letter.read_bytes() == before


def test_the_tracker_is_written(one: Browser) -> None:
    written = job(one, one.post("/documents/glance", {"do": "tracker"}).headers["Location"])
    assert "Download the tracker, in Excel" in one.text(written)


def test_a_workbook_goes_out_is_filled_in_and_comes_back(one: Browser, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = tmp_path / "filled.xlsx"
    file.write_bytes(one.post("/workbook/file", {}).data)
    book = openpyxl.load_workbook(file)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == "Magnus Rendall-Poe"]
    cells[0].value = "Inga Rendall"
    book.save(file)
    before = (tmp_path / "inputs/skerravale.yaml").read_text("utf-8")
    with file.open("rb") as stream:
        place = one.post(
            "/workbook", {"workbook": (stream, "filled.xlsx")}, content_type="multipart/form-data"
        ).headers["Location"]
    text = one.text(place)
    assert re.search(r"Skerravale, C\d+ Name Magnus Rendall-Poe Inga Rendall", text)
    assert (tmp_path / "inputs/skerravale.yaml").read_text("utf-8") == before
    assert "Brought in" in words(one.post(place, {}))
    assert (tmp_path / "inputs/skerravale.yaml").read_text("utf-8") == before.replace(
        "name: Magnus Rendall-Poe", "name: Inga Rendall", 1
    )


def test_what_changed_on_both_sides_is_asked_cell_by_cell(one: Browser, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(one.post("/workbook/file", {}).data))
    keys = {cell.value: cell.row for cell in book["Skerravale"]["A"]}
    for key, typed in (("addressee.name", "Inga Rendall"), ("addressee.role", "Convener"), ("reference", "PSR-9")):
        book["Skerravale"].cell(keys[key], 3).value = typed
    stream = io.BytesIO()
    book.save(stream)
    page, file = "/partnership/skerravale/addressee", tmp_path / "inputs/skerravale.yaml"
    one.post(page, {**one.form(page), "addressee.name": "Ola Rendall", "addressee.role": "Chair of all"})
    before = file.read_bytes()
    sent = {"workbook": (io.BytesIO(stream.getvalue()), "filled.xlsx")}
    place = one.post("/workbook", sent, content_type="multipart/form-data").headers["Location"]
    asked = re.findall(r'<select id="([^"]+)" name="(take [^"]+)"', one.get(place).text)
    assert len(asked) == 2
    assert "which was changed since the workbook was written, says Ola Rendall" in one.text(place)
    half = one.post(place, {asked[0][1]: "workbook"})
    assert half.status_code == 422
    assert f'<li><a href="#{asked[0][0]}">Role: ' in half.text, "the one that is left"
    assert "What the workbook changes" in words(half)
    assert file.read_bytes() == before
    done = one.post(place, {asked[0][1]: "workbook", asked[1][1]: "file"})
    assert "What was brought in Skerravale Brought in" in words(done)
    lines = file.read_text("utf-8").splitlines()
    assert "  name: Inga Rendall" in lines
    assert "  role: Chair of all" in lines
    assert "reference: PSR-9" in lines


def test_a_workbook_must_be_one(one: Browser) -> None:
    assert "There is a problem Choose the workbook" in words(
        one.post("/workbook", {}, content_type="multipart/form-data")
    )


def test_what_is_asked_of_a_returned_plan_is_answered_on_its_page(one: Browser, tmp_path: Path) -> None:
    job(one, one.post("/partnership/skerravale/run", {"do": "make"}).headers["Location"])
    (plan,) = (tmp_path / "output").rglob("improvement-plan.docx")
    document = docx.Document(str(plan))
    cells = [
        cell for table in document.tables for row in table.rows for cell in row.cells if cell.text == "Not started"
    ]
    cells[0].text = "nearly there"
    document.save(str(tmp_path / "back.docx"))
    with (tmp_path / "back.docx").open("rb") as stream:
        place = one.post("/returned", {"files": (stream, "back.docx")}, content_type="multipart/form-data").headers[
            "Location"
        ]
    html = one.get(place).text
    assert 'The status of SV1.1 is "nearly there", which is not a known status.' in words(one.get(place))
    assert ">Record</button>" not in html
    name = re.search(r'<select id="q-0-1" name="([^"]+)"', html)
    assert name is not None
    assert one.post(place, {"do": "answer", name[1]: "in progress"}).status_code == 303
    text = one.text(place)
    assert "SV1.1 In progress" in text
    assert "To be answered" not in text
    assert "Recorded" in words(one.post(place, {"do": "record", "on.day": "8", "on.month": "1", "on.year": "2027"}))


def test_every_table_is_stacked_on_a_narrow_page() -> None:
    pages = {path.name: path.read_text("utf-8") for path in (ROOT / "src/scrutiny_response/desk/html").iterdir()}
    tables = [(name, tag) for name, text in pages.items() for tag in re.findall(r"<table[^>]*>", text)]
    assert len(tables) > 4
    assert [name for name, tag in tables if not re.search(r'class="(?:\w+ )?stack" role="table"', tag)] == []


def test_a_template_is_shown_anew_when_it_was_saved(one: Browser, tmp_path: Path) -> None:
    shutil.copytree(resources.templates(), tmp_path / "templates")
    before = one.get("/templates/version/letter.docx").text
    assert one.get("/templates/version/letter.docx").text == before
    (tmp_path / "templates/letter.docx").write_bytes((tmp_path / "templates/improvement-plan.docx").read_bytes())
    assert one.get("/templates/version/letter.docx").text != before


def test_the_pages_of_a_template_name_the_partnership_they_are_filled_with(
    one: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preview, "preview", lambda _data, file, sample, **_: Preview(
        file=file, sample=sample.as_posix(), problems=(), is_filled=True))  # fmt: skip
    shutil.copytree(resources.templates(), tmp_path / "templates")
    (tmp_path / "inputs/scarlay-islands.yaml").rename(tmp_path / "inputs/draft-2.yaml")
    shown = one.get("/templates/show/letter.docx")
    if shown.status_code == HTTPStatus.SEE_OTHER:  # it is not done yet
        job(one, shown.headers["Location"])
    text = one.text("/templates/show/letter.docx")
    assert "Filled with Scarlay Islands Health and Social Care Partnership." in text


def test_drafts_of_emails_are_written_opened_and_noted_as_sent(one: Browser) -> None:
    job(one, one.post("/partnership/skerravale/run", {"do": "make"}).headers["Location"])
    assert " Drafted" not in words(one.post("/emails", {"do": "write", "stage": "issued"}))
    issued = {**day("issue", 18), "do": "issue", "issue.by": "Eilidh Garvie, chief inspector",
              "issue.document": ["letter", "improvement-plan"]}  # fmt: skip
    assert one.post("/partnership/skerravale/issue", issued).status_code == 303
    written = one.post("/emails", {"do": "write", "stage": "issued"})
    assert "Skerravale Justice and Communities Partnership Drafted" in words(written), words(written)
    (name,) = re.findall(r'href="(/emails/draft/[^"]+)"', written.text)
    assert b"To: Magnus Rendall-Poe <" in one.get(name).data
    form = "/emails/sent/skerravale"
    assert f'<a href="{form}?stage=issued">' in written.text
    assert one.form(f"{form}?stage=issued")["on.day"] == "1"
    on = {"stage": "issued", "on.day": "18", "on.month": "12", "on.year": "2026"}
    early = one.post(form, on)
    assert early.status_code == 422
    assert "This day has not come yet: today is 1 December 2026" in words(early)
    one.desk.today = lambda: dt.date(2026, 12, 21)
    before = one.post(form, {**on, "on.day": "17"})
    assert "18 December 2026" in words(before)
    sent = one.sent(form, on)
    assert sent.location.startswith("/emails?stage=issued&notice=")
    assert "No draft lies here that is still to be sent." in one.text(sent.location)
    assert "18 December 2026: Sent – letter and improvement plan, to Magnus Rendall-Poe" in one.text(
        "/partnership/skerravale/since"
    )
    assert one.get(name).status_code == 404


def test_drafts_that_are_still_to_be_sent_stand_there_when_one_comes_back(one: Browser) -> None:
    job(one, one.post("/partnership/skerravale/run", {"do": "make"}).headers["Location"])
    issued = {**day("issue", 18), "do": "issue", "issue.by": "Eilidh Garvie, chief inspector",
              "issue.document": ["letter", "improvement-plan"]}  # fmt: skip
    one.post("/partnership/skerravale/issue", issued)
    assert "No draft lies here that is still to be sent." in one.text("/emails?stage=issued")
    one.post("/emails", {"do": "write", "stage": "issued"})
    assert "Skerravale Justice and Communities Partnership Drafted" in one.text("/emails?stage=issued")


def test_two_files_that_differ_only_behind_the_dot_have_a_page_each(tmp_path: Path) -> None:
    file = cycle_folder(tmp_path, "skerravale") / "inputs" / "skerravale.yaml"
    text = (
        file.read_text("utf-8").replace("Skerravale Justice", "Lorne Justice").replace("PSR-2026-010", "PSR-2026-099")
    )
    file.with_suffix(".yml").write_text(text, "utf-8")
    one = browser(tmp_path)
    links = dict(re.findall(r'<a href="(/partnership/[^"]+)">([^<]+)</a>', one.get("/").text))
    names = {"skerravale": "Skerravale", "skerravale.yml": "Lorne"}
    assert links == {
        f"/partnership/{slug}": f"{name} Justice and Communities Partnership" for slug, name in names.items()
    }
    for address, name in links.items():
        assert f"<h1>{name}</h1>" in one.get(address).text


def test_a_piece_of_work_is_shown_at_its_own_address_alone(one: Browser) -> None:
    done = {
        what: job(one, one.post(address, form).headers["Location"])
        for what, address, form in (
            ("check", "/documents/run", {"do": "check"}),
            ("compared", "/documents/compare", {}),
            ("glance", "/documents/glance", {"do": "calendars"}),
            ("attached", "/documents/attach", {}),
        )
    }
    shapes = (
        "/documents/check/{}", "/documents/look/{}", "/documents/made/{}", "/documents/compared/{}",
        "/documents/glance/{}", "/documents/attached/{}", "/documents/attached/{}/0/result",
        "/documents/attached/{}/0/pdf", "/picture/{}/0", "/templates/picture/{}/0", "/partnership/skerravale/pages/{}",
    )  # fmt: skip
    for address in done.values():
        name = address.rpartition("/")[2]
        statuses = {shape: one.get(shape.format(name)).status_code for shape in shapes}
        own = {shape for shape in shapes if shape.format(name) == address}
        assert statuses == {shape: 200 if shape in own else 404 for shape in shapes}


def test_a_file_of_an_odd_name_is_filled_in_as_any(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    (folder / "inputs/skerravale.yaml").rename(folder / "inputs/100% of A & B #2 é.yaml")
    one = browser(folder)
    (address,) = set(re.findall(r'href="(/partnership/[^"]*)"', one.get("/").text))
    page = f"{address}/addressee"
    answer = one.post(page, {**one.form(page), "addressee.role": "Chair of all", "then": "list"})
    assert answer.headers["Location"] == f"{address}?saved"
    assert "Saved." in one.text(answer.headers["Location"])
    made = job(one, one.post(f"{address}/run", {"do": "make"}).headers["Location"])
    assert "Letter New Made" in one.text(made)
    withdrawn = one.post(f"{address}/issue", {"do": "issue"})
    assert withdrawn.status_code == 422
    for link in re.findall(r'(?:href|action)="(/[^"]*)"', one.get(address).text):
        assert one.get(link).status_code in {200, 303}, link
