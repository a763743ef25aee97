"""What happens in the year after a letter is noted on the desk's pages, with what is wrong said at its field."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrutiny_response.desk.forms.happenings import HAPPENINGS
from scrutiny_response.domain.event_parts import HeardAction, KeptFile
from scrutiny_response.domain.events import PlanReceived, UpdateReceived
from scrutiny_response.intake.events import read_history
from scrutiny_response.use_cases.noting import NEEDED, NOTED
from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder, words
from tests.scrutiny_response.event_samples import issued, write

REFERENCE = "PSR-2026-010"
SINCE = "/partnership/skerravale/since"
BY = "Struan Bell, link inspector"
ON = {"on.day": "1", "on.month": "2", "on.year": "2027"}
PLAN = PlanReceived(
    reference="PSR-2026-010",
    date=dt.date(2027, 1, 8),
    software="0.4.0",
    received=KeptFile(file="plan.docx", hash="0" * 64, name=None),
)
MORE_TIME = {
    **ON,
    "concerns": "improvement plan",
    "new": "31 March 2027",
    "reason": "The lead's post is vacant.",
    "agreed_with": "Magnus Rendall-Poe, chair",
}


@pytest.fixture
def one(tmp_path: Path) -> Browser:
    folder = cycle_folder(tmp_path, "skerravale")
    write(folder / "record", issued(), PLAN)
    return browser(folder)


def at_fields(html: str) -> dict[str, str]:
    """What is said at each field."""
    return {field: re.sub(r"<[^>]+>", "", text).removeprefix("Error: ")
            for field, text in re.findall(r'<p class="wrong" id="(.*?)-wrong\d">(.*?)</p>', html)}  # fmt: skip


def in_summary(html: str) -> dict[str, str]:
    """What the summary says, by the field that each line leads to."""
    summary = html[html.find('id="summary"') : html.find("<form", html.find('id="summary"'))]
    return {field: re.sub(r"<[^>]+>", "", text) for field, text in re.findall(r'href="#(.*?)">(.*?)</a>', summary)}


@pytest.mark.parametrize(
    ("kind", "words_at"),
    [
        ("plan-accepted", {"by": "Enter who accepted it"}),
        ("plan-returned", {"by": "Enter who sent it back", "due.day": "Enter when the revised plan is due"}),
        (
            "extension-agreed",
            {
                "concerns.1": "Choose what is extended",
                "new": "Enter the new timescale",
                "reason": "Enter why it is extended",
                "agreed_with": "Enter with whom it was agreed",
            },
        ),
        (
            "review-done",
            {
                "by": "Enter who reviewed",
                "areas.0.1": "Choose how far SV1 Plans for people on community payback orders has come",
                "areas.1.1": "Choose how far SV2 Learning from what works has come",
            },
        ),
        ("closed", {"by": "Enter who decided it", "reason": "Enter why formal monitoring ends"}),
    ],
)
def test_what_an_event_lacks_is_said_at_its_field_and_in_the_summary(
    one: Browser, kind: str, words_at: dict[str, str]
) -> None:
    answer = one.post(f"{SINCE}/{kind}", ON)
    assert answer.status_code == 422
    assert f"<title>Error: {HAPPENINGS[kind].title}" in answer.text
    assert at_fields(answer.text) == in_summary(answer.text) == words_at
    assert len(list((one.desk.folder.record / REFERENCE).glob("*.yaml"))) == 2


def test_whatever_can_be_noted_has_a_page_that_asks_what_is_needed(one: Browser) -> None:
    assert set(HAPPENINGS) == set(NOTED)
    for kind, names in NEEDED.items():
        html = one.get(f"{SINCE}/{kind}").text
        assert [name for name in names if f'name="{name}' not in html] == [], kind
        assert 'name="on.year" class="year" inputmode="numeric" autocomplete="off" value="2026"' in html
    assert one.get(f"{SINCE}/issued").status_code == 404
    assert one.get("/partnership/nobody/since").status_code == 404


@pytest.mark.parametrize(
    ("kind", "form", "words_at"),
    [
        ("extension-agreed", {**MORE_TIME, "new": "1 January 2027"},
         {"new": "The new timescale ends on 5 January 2027, before 1 February 2027, when it was agreed; check both days."}),
        ("plan-accepted", {**ON, "by": BY, "evidence": "1 March 2027 to 2 March 2027"},
         {"evidence": "By when evidence is due: enter it as in the example"}),
        ("extension-agreed", {**MORE_TIME, "new": "soon"}, {"new": "The new timescale: enter it as in the example"}),
        ("extension-agreed", {**MORE_TIME, "concerns": "our holiday"},
         {"concerns.1": "our holiday has no timescale that could be extended; "
                        "it is one of improvement plan, progress review, SV1.1, SV1.2, SV2.1."}),
        ("extension-agreed", {**MORE_TIME, "reason": "“Quoted”"},
         {"reason": "The quotation marks around this text would be printed; "
                    "remove them, or use straight ones."}),
        ("plan-accepted", {**ON, "by": BY, "publication.day": "31", "publication.month": "2", "publication.year": "2027"},
         {"publication.day": "“By when the partnership publishes it” must be a real date, such as 27 3 2027: "
                                "February 2027 has 28 days"}),
        ("plan-accepted", {**ON, "on.year": "2037", "by": BY},
         {"on.day": "This day is more than two years ahead: check the year"}),
        ("plan-accepted", {**ON, "by": BY, "review.day": "1", "review.month": "1", "review.year": "2027"},
         {"review.day": "The review takes place on 1 January 2027, and the plan was accepted on 1 February 2027; "
                        "check both days."}),
        ("plan-accepted", {**ON, "on.month": "1", "by": BY},
         {"on.day": "This happened on 1 January 2027, before what happened last: a plan came back on 8 January 2027; check the day; if the record has the wrong day, which stays, say 8 January 2027 or later."}),
        ("plan-returned", {**ON, "by": BY, "due.day": "1", "due.month": "1", "due.year": "2027"},
         {"due.day": "The revised plan is due on 1 January 2027, and it went back on 1 February 2027; check both days."}),
    ],
)  # fmt: skip
def test_what_contradicts_the_record_is_said_at_the_field_it_is_about(
    one: Browser, kind: str, form: dict[str, str], words_at: dict[str, str]
) -> None:
    answer = one.post(f"{SINCE}/{kind}", form)
    assert at_fields(answer.text) == words_at
    assert in_summary(answer.text) == words_at


def test_an_area_that_was_left_out_is_told_at_its_own_question(one: Browser) -> None:
    answer = one.post(f"{SINCE}/review-done", {**ON, "by": BY, "areas.0": "some"})
    assert at_fields(answer.text) == {"areas.1.1": "Choose how far SV2 Learning from what works has come"}


def test_the_year_after_is_written_into_the_record_from_its_pages(one: Browser) -> None:
    assert "A plan came back, and waits to be accepted or sent back." in one.text(SINCE)
    steps = {
        "plan-returned": {**ON, "by": BY, "areas.0": "No action answers it.",
                          "due.day": "15", "due.month": "2", "due.year": "2027"},
        "extension-agreed": MORE_TIME,
        "review-done": {**ON, "by": BY, "areas.0": "some", "seen.0": "Plans are in most records.", "areas.1": "minimal"},
        "closed": {**ON, "by": BY, "reason": "Every action is complete."},
    }  # fmt: skip
    for kind, form in steps.items():
        answer = one.post(f"{SINCE}/{kind}", form)
        assert answer.status_code == 303, words(answer)
        assert f"Written into the record: {kind.replace('-', ' ')}." in one.text(answer.headers["Location"])
    text = one.text(SINCE)
    assert (
        "Formal monitoring ends on 1 February 2027. Nothing more can be recorded of this partnership. "
        "Letters are asked for until then." in text
    )
    one.desk.today = lambda: dt.date(2027, 2, 1)
    assert (
        "Formal monitoring ended on 1 February 2027. Nothing more can be recorded of this partnership. T"
        in one.text(SINCE)
    )
    assert "1 February 2027: Review done – SV1 some, SV2 minimal" in text
    assert "improvement plan: 31 March 2027 instead of" in text
    assert "by Struan Bell, link inspector; the revised plan is due on 15 February 2027" in text
    events = {each.event.kind: each.event for each in read_history(one.desk.folder.record / REFERENCE).events}
    assert list(events) == ["issued", "plan-received", *steps]
    assert repr(events["review-done"]).count("text='Plans are in most records.'") == 1
    late = one.post(f"{SINCE}/closed", {**ON, "by": BY, "reason": "Again."})
    assert at_fields(late.text) == {"by": "PSR-2026-010 was closed on 1 February 2027; nothing follows after that."}


def test_an_action_that_the_partnership_added_is_given_more_time(one: Browser) -> None:
    own = HeardAction(reference="SV1.9", status="In progress", action="Train all managers", timescale=None,
                      due=dt.date(2027, 3, 1), lead=None, measure=None, progress=None)  # fmt: skip
    record = one.desk.folder.record / REFERENCE
    for event in record.iterdir():
        event.unlink()
    update = UpdateReceived(reference=REFERENCE, date=dt.date(2027, 2, 15), software="0.4.0", received=PLAN.received,
                            actions=(replace(own, due=dt.date(2027, 3, 15)),))  # fmt: skip
    write(record.parent, issued(), replace(PLAN, added=(own, replace(own, reference="SV1.8", due=None))), update)
    page = f"{SINCE}/extension-agreed"
    assert "SV1.9 now 15 March 2027" in one.text(page)
    assert "SV1.8" not in one.text(page)
    form = {**MORE_TIME, "on.day": "16", "concerns": "SV1.9"}
    early = one.post(page, {**form, "new": "26 February 2027"})
    assert at_fields(early.text) == {
        "new": "The new timescale ends on 26 February 2027, before 1 March 2027, as was agreed first; give a later one."
    }
    assert one.post(page, {**form, "new": "30 April 2027"}).status_code == 303
    assert "SV1.9: 30 April 2027 instead of 15 March 2027." in one.text(SINCE)
    one.desk.today = lambda: dt.date(2027, 4, 20)
    assert "30 April 2027 Action SV1.9" in one.text("/due")


def test_what_is_closed_waits_for_nothing(one: Browser) -> None:
    assert "A plan came back, and waits to be accepted or sent back." in one.text(SINCE)
    assert "Received, and neither accepted nor returned yet" in one.text("/returned")
    one.post(f"{SINCE}/closed", {**ON, "by": BY, "reason": "It was closed."})
    assert "waits to be accepted" not in one.text(SINCE)
    assert "neither accepted nor returned" not in one.text("/returned")


def test_a_time_between_two_days_is_told_as_one(one: Browser) -> None:
    assert "SV2.1 now 18 January 2027 to 17 December 2027" in one.text(f"{SINCE}/extension-agreed")


def test_what_is_wrong_with_the_answers_is_mended_before_anything_is_noted(one: Browser) -> None:
    file = one.desk.folder.inputs / "skerravale.yaml"
    file.write_text(file.read_text("utf-8").replace("answer: met", "answer: perhaps", 1), "utf-8")
    answer = one.get(f"{SINCE}/closed")
    assert answer.status_code == 422
    assert "Task list What is wrong with its answers has to be mended first" in words(answer)
    assert "perhaps is not one of met , not met or not assessed ; use one of them." in words(answer)
