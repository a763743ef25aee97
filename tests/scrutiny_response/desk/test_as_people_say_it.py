"""Pages call things as people do, and say once, with a way there, what is wrong with the settings of all."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrutiny_response import resources
from scrutiny_response.desk.forms.messages import said
from scrutiny_response.desk.forms.names import as_title, within_a_sentence
from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder, job, words
from tests.scrutiny_response.event_samples import issued, write

NAMES = ("Skerravale Justice and Communities Partnership", "Tarbeck and Lower Esker Health and Social Care Partnership")
THERE = '<a href="/cycle/letter?told#letter.date.month">Settings, Letter</a>'


@pytest.fixture
def one(tmp_path: Path) -> Browser:
    return browser(cycle_folder(tmp_path, "skerravale", "tarbeck"))


@pytest.fixture
def faulty(one: Browser) -> Browser:
    """A desk whose settings have a letter's date that does not exist."""
    one.post("/cycle/letter", {**one.form("/cycle/letter"), "letter.date.month": "13"})
    return one


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("letter", "Letter"),
        ("improvement-plan-draft", "Improvement plan, draft"),
        ("letter-panel-approved", "Letter, panel approved"),
        ("decision-record-internal", "Decision record, internal"),
        ("decision-record-internal-factual-accuracy", "Decision record, internal, factual accuracy"),
        ("letter-correction-draft", "Letter correction draft"),
        ("reminder-2027-03-01", "Reminder (1 March 2027)"),
        ("2026-12-20-issued", "Issued 20 December 2026"),
        ("2026-12-20-issued-letter", "Letter, issued 20 December 2026"),
        ("2026-12-20-issued-2-improvement-plan", "Improvement plan, issued (2) 20 December 2026"),
        ("2027-01-08-plan-received", "Plan received 8 January 2027"),
        ("2026-13-45-issued", "Issued 2026-13-45"),
    ],
)
def test_a_document_and_an_event_are_called_as_people_call_them(name: str, called: str) -> None:
    assert as_title(name) == called


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("/home/a b/My cycle/inputs/cycle.yaml has faults", "“Settings” has faults."),
        ("C:/Users/A B/inputs/lorne.yaml has the same reference", "“lorne” has the same reference."),
        ("timescale-extension is dated 16 December 2026", "Timescale extension is dated 16 December 2026."),
        ("issue reminder-2027-03-01 first", "Issue reminder of 1 March 2027 first."),
        ("there is no template letter.improvement-plan.docx", "There is no template letter.improvement-plan.docx."),
        ("see record/PSR-2026-010/2026-12-20-issued.yaml", "See “Issued 20 December 2026”."),
    ],
)
def test_a_file_of_the_cycle_is_called_without_where_it_lies(text: str, sentence: str) -> None:
    assert said(text) == sentence


def test_a_fault_of_the_settings_is_told_once_with_a_link_to_its_field(faulty: Browser) -> None:
    table = faulty.get("/").text
    assert table.count(THERE) == 1
    assert "to mend in" not in table
    assert table.count("waits for the settings") == len(NAMES)
    assert '<input id="letter.date.month"' in faulty.get("/cycle/letter?told").text
    assert "No partnership of 2." in faulty.text("/?only=in+order")


def test_a_partnership_and_its_documents_lead_to_the_field_of_the_settings(faulty: Browser) -> None:
    for page in ("", "/documents"):
        assert faulty.get(f"/partnership/skerravale{page}").text.count(THERE) >= 1
    assert "Everything else that is needed is there." in faulty.text("/partnership/skerravale")


@pytest.mark.parametrize("do", ["check", "look", "make"])
def test_a_run_tells_a_fault_of_the_settings_once_for_all(faulty: Browser, do: str) -> None:
    result = job(faulty, faulty.post("/documents/run", {"do": do}).location)
    assert faulty.get(result).text.count(THERE) == 1
    text = faulty.text(result)
    assert "2 partnerships wait for that." in text
    assert not re.search(r"\b(cycle|skerravale|tarbeck)\b", text.partition("Templates Settings")[2])


def test_what_has_faults_of_its_own_is_told_by_its_name(one: Browser) -> None:
    page = "/partnership/tarbeck/addressee"
    one.post(page, {**one.form(page), "addressee.role": ""})
    text = one.text(job(one, one.post("/documents/run", {"do": "check"}).location))
    assert f"{NAMES[1]} Addressee : 1 answer is needed." in text


def test_nothing_due_is_told_as_it_is(one: Browser) -> None:
    sentence = "followed from the day on which the letter of a partnership is issued, and none is issued yet."
    assert sentence in one.text("/due")
    assert sentence in one.text("/year")
    write(one.desk.folder.record, issued())
    assert sentence not in one.text("/due?find=nobody")
    assert "Nothing is due of a partnership with “nobody” in its name or reference." in one.text("/due?find=nobody")
    assert sentence not in one.text("/year")


def test_only_documents_that_can_be_wanted_are_offered(one: Browser) -> None:
    text = one.text("/cycle/papers")
    assert "Letter Improvement plan Decision record Timescale extension Internal documents" in text
    assert "if none is chosen, the letter and the improvement plan." in text


def test_a_house_style_that_is_missing_is_told_at_its_field(one: Browser, tmp_path: Path) -> None:
    shutil.copytree(resources.templates(), tmp_path / "templates")
    answer = one.post("/templates/restyle", {}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "There is a problem Choose a Word document in the house style" in words(answer)
    assert 'id="house-wrong1"' in answer.text


def test_how_late_something_is_is_told_in_sentences(one: Browser) -> None:
    write(one.desk.folder.record, issued())
    one.desk.today = lambda: dt.date(2027, 3, 20)
    text = one.text("/due")
    assert (
        "1 February 2027 Action SV1.1 Skerravale Justice and Communities Partnership 47 days late. Not started" in text
    )
    plan = "5 February 2027 Plan Skerravale Justice and Communities Partnership"
    assert f"{plan} 71 days past the first date, 8 January 2027, moved once 12 March 2027" in text
    one.desk.today = lambda: dt.date(2027, 1, 4)
    assert f"{plan} First 8 January 2027, moved once" in one.text("/due")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("letter", "letter"),
        ("improvement-plan", "improvement plan"),
        ("plan-accepted-2027-02-20", "plan accepted of 20 February 2027"),
        ("panel-note", "panel note"),
    ],
)
def test_a_document_is_called_by_its_name_and_day_within_a_sentence(name: str, words: str) -> None:
    assert within_a_sentence(name) == words


def test_the_record_names_a_letter_with_its_day_in_words(one: Browser) -> None:
    letter = issued().documents[0]
    reminder = replace(letter, document="reminder-2027-03-01")
    write(one.desk.folder.record, replace(issued(), documents=(reminder,)))
    assert re.findall(r"Issued – .*? \d{4}", one.text("/partnership/skerravale/since")) == [
        "Issued – reminder of 1 March 2027"
    ]


def test_what_is_needed_of_a_decision_stands_at_the_field_that_lacks_it(one: Browser) -> None:
    page = "/partnership/tarbeck/decision"
    gone = {"decision.decided_by": "", "decision.date.day": "", "decision.date.month": "", "decision.date.year": ""}
    answer = one.post(page, {**one.form(page), **gone, "decision.level": "commissioned"})
    html = one.get(answer.location).text
    told = re.findall(r'<p class="wrong" id="([\w.]+)-wrong1">.*?</span>(.*?)</p>', html)
    assert [(field, re.sub("<.*?>", "", words)) for field, words in told] == [
        (
            "decision.decided_by",
            "The level is decided, and Decided by and Date are missing; fill in Decided by and Date.",
        )
    ]


def test_who_meant_what_may_be_a_slip_goes_on(one: Browser) -> None:
    page = "/partnership/skerravale/addressee"
    asked = one.post(page, {**one.form(page), "addressee.salutation": "Dr Else", "then": "next"})
    assert asked.location == f"{page}?told"
    shown = one.get(asked.location)
    assert "Please look again The letter is to Magnus Rendall-Poe, and greets Dr Else ;" in words(shown)
    assert "<title>Addressee – " in shown.text
    assert one.post(page, {**one.form(f"{page}?told"), "then": "next"}).location == "/partnership/skerravale/copies"
    other = {**one.form(f"{page}?told"), "addressee.salutation": "Dr Other", "then": "next"}
    assert one.post(page, other).location == f"{page}?told"
    wrong = {**one.form(f"{page}?told"), "addressee.role": "", "then": "next"}
    assert one.post(page, wrong).location == f"{page}?told"
    assert one.post(page, one.form(f"{page}?told")).location == f"{page}?told"
    assert "<title>Error: Addressee – " in one.get(f"{page}?told").text


def test_an_action_says_of_which_area_it_is(one: Browser) -> None:
    for page in ("list/areas.1.actions", "item/areas.1.actions.0", "item/areas.1.actions.new"):
        text = one.text(f"/partnership/skerravale/{page}")
        assert f"{NAMES[0]} – SV2, Learning from what works" in text, page


def test_what_the_cycle_says_is_called_as_the_choices_are(one: Browser) -> None:
    papers = one.text("/partnership/skerravale/papers")
    assert "The cycle says: Letter, Improvement plan ." in papers
    assert "If not given: Improvement plan. Letter Improvement plan" in one.text("/partnership/tarbeck/report")


def test_what_belongs_to_the_support_is_told_by_its_words(one: Browser) -> None:
    page = "/partnership/skerravale/support"
    answer = one.post(page, {**one.form(page), "support.leave_out": ["directed-1"]})
    text = one.text(answer.location)
    assert (
        "The partnership are supported to refine and prioritise improvement plan and develop a clear timeframe for "
        "action is not a characteristic of assisted improvement support, so it cannot be left out; "
        "take it out of “Leave out”."
    ) in text


def test_what_word_pastes_beside_the_words_is_left_out_and_what_nobody_touched_stays(one: Browser) -> None:
    page = "/partnership/skerravale/decision"
    file = one.desk.folder.inputs / "skerravale.yaml"
    file.write_text(file.read_text("utf-8").replace("where: panel", "where: pa\u00adnel", 1), "utf-8")
    before = file.read_bytes()
    one.post(page, one.form(page))
    assert file.read_bytes() == before
    one.post(
        page, {**one.form(page), "decision.decided_by": "Quality\tand Con\u00adsistency\u200b Panel\u2028of Inspectors"}
    )
    assert "  decided_by: Quality and Consistency Panel of Inspectors\n" in file.read_text("utf-8")
    assert "where: pa\u00adnel" in file.read_text("utf-8")


def test_an_answer_that_makes_a_file_too_large_is_refused_by_that_name(one: Browser) -> None:
    page = "/partnership/skerravale/decision"
    answer = one.post(page, {**one.form(page), "decision.rationale": "word " * 250_000})
    assert answer.status_code == 422
    told = "The file would have more than 1,000,000 bytes, which no assessment has; make the longest text shorter."
    assert told in words(answer)
