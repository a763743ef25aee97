"""`scrutiny note` and `scrutiny due`, as people type them: what is written, refused, due, overdue and slipped."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from scrutiny_response import __version__, resources
from scrutiny_response.cli import run
from tests.scrutiny_response.use_cases.returned.plans import cell_of, opened, put, saved

BY = "--by Struan_Bell,_link_inspector"


@pytest.fixture
def cycle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cycle's folder with one assessment, and the plan that it makes."""
    (tmp_path / "inputs").mkdir()
    for name in ("skerravale.yaml", "cycle.yaml"):
        (tmp_path / "inputs" / name).write_bytes((resources.inputs() / name).read_bytes())
    monkeypatch.chdir(tmp_path)
    assert run.run(["generate"]) == 0
    (tmp_path / "plan.docx").write_bytes(next((tmp_path / "output").glob("*/improvement-plan*.docx")).read_bytes())
    return tmp_path


def typed(words: str, capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """What a command returns and prints; an underscore stands for a blank within an argument."""
    capsys.readouterr()
    code = run.run([word.replace("_", " ") for word in words.split()])
    return code, capsys.readouterr().out


def told(words: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """The answer of a command in JSON."""
    return json.loads(typed(f"{words} --json", capsys)[1])


def events(cycle: Path) -> list[str]:
    return sorted(path.name for path in (cycle / "record").glob("*/*.yaml"))


def texts(answer: Any) -> list[str]:
    return [problem["text"] for problem in answer["problems"]]


def test_a_plan_is_accepted_only_after_it_came_and_only_once(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    accept = f"note PSR-2026-010 plan-accepted {BY} --on"
    assert typed(f"{accept} 2027-01-12", capsys) == (
        1,
        "inputs/skerravale.yaml: nothing-received: no plan is recorded as received, so none can be accepted; record it "
        "first: scrutiny returned FILE --record --on DATE\n\nNothing was written.\n",
    )
    typed("returned plan.docx --record --on 2027-01-08", capsys)
    assert typed(f"{accept} 2027-01-12", capsys) == (
        0,
        "PSR-2026-010 Skerravale Justice and Communities Partnership: recorded as 2027-01-12-plan-accepted.yaml\n",
    )
    assert texts(told(f"{accept} 2027-01-11", capsys)) == [
        "inputs/skerravale.yaml: earlier-than-last: this happened on 2027-01-11, before what happened last: the plan "
        "was accepted on 2027-01-12; check the day that --on gives; without it, it is today by this computer's clock; if the "
        "record has the wrong day, which stays, give --on 2027-01-12 or later",
        "inputs/skerravale.yaml: settled-already: the plan that came last was accepted on 2027-01-12; record the next "
        "plan first: scrutiny returned FILE --record --on DATE",
    ]
    assert events(cycle) == ["2027-01-08-plan-received.yaml", "2027-01-12-plan-accepted.yaml"]


def test_an_event_is_written_with_what_was_said(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed("returned plan.docx --record --on 2027-01-08", capsys)
    typed(f"note PSR-2026-010 plan-returned {BY} --due 2027-02-01 --area SV1=No_lead --on 2027-01-12", capsys)
    event = yaml.safe_load((cycle / "record" / "PSR-2026-010" / "2027-01-12-plan-returned.yaml").read_text("utf-8"))
    assert {key: str(value) for key, value in event.items() if key not in {"previous", "date", "due"}} == {
        "event": "plan-returned",
        "reference": "PSR-2026-010",
        "number": "2",
        "software": __version__,
        "received": "1",
        "returned_by": "Struan Bell, link inspector",
        "areas": "[{'reference': 'SV1', 'reason': 'No lead'}]",
    }


@pytest.mark.parametrize(
    ("words", "evidence"),
    [
        ("--review 2027-10-25 --evidence 2_weeks", "2027-10-11"),
        ("--evidence 2_weeks", "2027-10-11"),
        ("--review 2027-12-09 --evidence 10_working_days", "2027-11-24"),
        ("--review 2027-05-15 --evidence 2_weeks", "2027-04-30"),
        ("--review 2027-07-30 --evidence 5_months", "2027-02-26"),
    ],
)
def test_evidence_is_counted_backwards_from_the_review_to_a_working_day(
    cycle: Path, words: str, evidence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("returned plan.docx --record --on 2027-01-08", capsys)
    typed(f"note PSR-2026-010 plan-accepted {BY} {words} --on 2027-01-12", capsys)
    event = (cycle / "record/PSR-2026-010/2027-01-12-plan-accepted.yaml").read_text("utf-8")
    assert str(yaml.safe_load(event)["evidence"]) == evidence


def test_evidence_cannot_be_counted_from_a_review_that_is_not_agreed(
    cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = cycle / "inputs/skerravale.yaml"
    text = (
        file.read_text(encoding="utf-8").replace("  review: 2027-10-25\n", "").replace("state: issued", "state: draft")
    )
    file.write_text(text, encoding="utf-8")
    common = cycle / "inputs/cycle.yaml"
    common.write_text(common.read_text(encoding="utf-8").replace("  review: 12 months\n", ""), encoding="utf-8")
    typed("returned plan.docx --record --on 2027-01-08", capsys)
    assert texts(told(f"note PSR-2026-010 plan-accepted {BY} --evidence 2_weeks --on 2027-01-12", capsys)) == [
        "inputs/skerravale.yaml: evidence-without-review: the evidence is due 2 weeks before the review, and no review is "
        "agreed; say when it is: --review DATE"
    ]


@pytest.mark.usefixtures("cycle")
def test_neither_evidence_nor_review_lie_before_the_day_of_the_acceptance(capsys: pytest.CaptureFixture[str]) -> None:
    typed("returned plan.docx --record --on 2027-01-08", capsys)
    accept = f"note PSR-2026-010 plan-accepted {BY} --on 2027-01-12"
    assert texts(told(f"{accept} --review 2027-01-11 --evidence 2_months", capsys)) == [
        "inputs/skerravale.yaml: due-before-event: the evidence is due on 2026-11-11, and the plan was accepted on "
        "2027-01-12; check both days",
        "inputs/skerravale.yaml: due-before-event: the review takes place on 2027-01-11, and the plan was accepted on "
        "2027-01-12; check both days",
    ]


def test_what_an_event_lacks_or_does_not_take_is_told_at_once(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert texts(told("note PSR-2026-010 closed --due 2027-02-01", capsys)) == [
        "inputs/skerravale.yaml: event-lacks: `closed` lacks --by; add --by",
        "inputs/skerravale.yaml: event-lacks: `closed` lacks --reason; add --reason",
        "inputs/skerravale.yaml: event-has-no: `closed` takes no --due; leave it out, or choose another event",
    ]
    assert events(cycle) == []


@pytest.mark.usefixtures("cycle")
def test_a_review_says_something_of_each_area_in_known_words(capsys: pytest.CaptureFixture[str]) -> None:
    review = f"note PSR-2026-010 review-done {BY} --on 2027-10-25 --area"
    assert texts(told(f"{review} SV1=good", capsys)) == [
        "inputs/skerravale.yaml: unknown-progress: `good` says no progress for SV1; it is `minimal`, `some` or "
        "`significant`"
    ]
    assert texts(told(f"{review} SV1=some --area SV9=some", capsys)) == [
        "inputs/skerravale.yaml: unknown-area: `SV9` is no area of PSR-2026-010; its areas are SV1, SV2",
        'inputs/skerravale.yaml: area-without-progress: nothing is said of SV2; say it for each area, as --area "A1=some"',
    ]
    assert told(f"{review} SV1=some:_Plans_are_there --area SV2=significant", capsys)["recorded"] == (
        "2027-10-25-review-done.yaml"
    )


@pytest.mark.usefixtures("cycle")
def test_an_extension_goes_on_from_what_stands_and_the_file_s_is_the_first(capsys: pytest.CaptureFixture[str]) -> None:
    extend = "note PSR-2026-010 extension-agreed --reason Vacancy --agreed-with M_Rendall-Poe,_chair --on 2027-02-01"
    assert texts(told(f"{extend} --concerns improvement_plan --original 2027-01-08 --new 2027-03-01", capsys)) == [
        "inputs/skerravale.yaml: not-what-stands: what stands for improvement plan is 2027-02-05, and not 2027-01-08; "
        "leave --original out, or see what was agreed since"
    ]
    assert told(f"{extend} --concerns improvement_plan --new 2027-03-01", capsys)["recorded"] == (
        "2027-02-01-extension-agreed.yaml"
    )
    (item,) = [each for each in told("due --on 2027-02-10", capsys)["due"] if each["what"] == "plan"]
    assert item == {
        "reference": "PSR-2026-010",
        "partnership": "Skerravale Justice and Communities Partnership",
        "what": "plan",
        "action": None,
        "first_date": "2027-01-08",
        "date": "2027-03-01",
        "days_over": 33,
        "times_revised": 2,
        "status": "slipped",
        "heard": None,
    }


@pytest.mark.usefixtures("cycle")
def test_nothing_is_due_before_the_issue_nor_once_the_letter_is_withdrawn(capsys: pytest.CaptureFixture[str]) -> None:
    nothing = (
        "On 10 February 2027\n"
        "\n"
        "Not issued by that day, so nothing of it is due\n"
        "  PSR-2026-010  Skerravale Justice and Communities Partnership\n"
        "\n"
        "0 dates: 0 overdue, 0 slipped, 0 due.\n"
    )
    assert typed("due --on 2027-02-10", capsys) == (0, nothing)
    typed("issue --all --approved-by E_Garvie,_chief_inspector --on 2026-12-16", capsys)
    answer = told("due --on 2027-02-10", capsys)
    assert ([each["what"] for each in answer["due"]][:2], answer["not_issued"]) == (["action", "plan"], [])
    assert told("due --on 2026-12-15", capsys)["not_issued"] == ["PSR-2026-010"]
    typed("withdraw PSR-2026-010 --reason Sent_too_early --on 2026-12-18", capsys)
    assert typed("due --on 2027-02-10", capsys) == (0, nothing)
    (action, *_) = told("tracker --on 2027-02-10", capsys)["actions"]
    assert (action["stands"], action["rating"], action["days_over"]) == ("not issued", "not rated", 0)


@pytest.mark.usefixtures("cycle")
def test_nothing_follows_after_the_end(capsys: pytest.CaptureFixture[str]) -> None:
    typed(f"note PSR-2026-010 closed {BY} --reason Done --on 2027-12-01", capsys)
    assert texts(told(f"note PSR-2026-010 closed {BY} --reason Done --on 2027-12-02", capsys)) == [
        "inputs/skerravale.yaml: closed-already: PSR-2026-010 was closed on 2027-12-01; nothing follows after that"
    ]
    assert told("due --on 2028-01-01", capsys)["due"] == []


def test_nothing_is_noted_of_a_case_that_was_never_issued_where_others_were(
    cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("issue PSR-2026-010 --approved-by E,_chief --on 2026-12-16", capsys)
    text = (cycle / "inputs" / "skerravale.yaml").read_text(encoding="utf-8")
    text = text.replace("PSR-2026-010", "PSR-2026-011").replace("Skerravale Justice", "Lorne Justice")
    (cycle / "inputs" / "lorne.yaml").write_text(text, encoding="utf-8")
    close = f"{BY} --reason Done --on 2027-12-01"
    assert texts(told(f"note PSR-2026-011 closed {close}", capsys)) == [
        "inputs/lorne.yaml: nothing-issued: nothing of PSR-2026-011 stands issued, and nothing came back, so there is no "
        "`closed`; issue it first; or, if it was sent before there was a record, record it with: scrutiny issue --adopt "
        "REFERENCE ..."
    ]
    typed("withdraw PSR-2026-010 --reason Sent_too_early --on 2026-12-18", capsys)
    extend = "note PSR-2026-010 extension-agreed --reason Vacancy --agreed-with M --on 2027-02-01"
    assert texts(told(f"{extend} --concerns improvement_plan --new 2027-03-01", capsys)) == [
        "inputs/skerravale.yaml: nothing-issued: nothing of PSR-2026-010 stands issued, and nothing came back, so there "
        "is no `extension-agreed`; issue it first; or, if it was sent before there was a record, record it with: "
        "scrutiny issue --adopt REFERENCE ..."
    ]
    assert told(f"note PSR-2026-010 closed {close}", capsys)["recorded"] == "2027-12-01-closed.yaml"


def test_what_is_due_is_said_by_what_is_late_and_by_week(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = opened((cycle / "plan.docx").read_bytes())
    put(cell_of(document, "SV1.1", 5), "Completed")
    put(cell_of(document, "SV1.2", 3), "30 April 2027")
    (cycle / "plan.docx").write_bytes(saved(document))
    typed("returned plan.docx --record --on 2027-01-08", capsys)
    assert typed("due --on 2027-04-01", capsys) == (
        0,
        "On 1 April 2027\n"
        "\n"
        "Slipped: the first date has passed\n"
        "  PSR-2026-010  Skerravale Justice and Communities Partnership\n"
        "    action SV1.2: 30 April 2027, first 12 March 2027, revised 1 time, 20 days over, Not started\n"
        "\n"
        "Due in the week of 10 May 2027\n"
        "  PSR-2026-010  Skerravale Justice and Communities Partnership\n"
        "    monitoring: 10 May 2027\n"
        "\n"
        "Due in the week of 9 August 2027\n"
        "  PSR-2026-010  Skerravale Justice and Communities Partnership\n"
        "    monitoring: 9 August 2027\n"
        "\n"
        "Due in the week of 25 October 2027\n"
        "  PSR-2026-010  Skerravale Justice and Communities Partnership\n"
        "    progress review: 25 October 2027\n"
        "\n"
        "Due in the week of 13 December 2027\n"
        "  PSR-2026-010  Skerravale Justice and Communities Partnership\n"
        "    action SV2.1: 17 December 2027, Not started\n"
        "\n"
        "5 dates: 0 overdue, 1 slipped, 4 due.\n",
    )


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize(
    ("new", "refusal"),
    [
        ("2026-12-01", "extended-into-the-past: the new timescale ends on 2026-12-01, before 2027-02-01, when it was agreed; check both days"),
        ("2027-03-01", "not-extended: the new timescale ends on 2027-03-01, before 2027-03-12, as was agreed first; give a later one after --new"),
    ],
)  # fmt: skip
def test_an_extension_gives_more_time(new: str, refusal: str, capsys: pytest.CaptureFixture[str]) -> None:
    extend = "note PSR-2026-010 extension-agreed --reason Vacancy --agreed-with M_Rendall-Poe,_chair --on 2027-02-01"
    assert texts(told(f"{extend} --concerns SV1.2 --new {new}", capsys)) == [f"inputs/skerravale.yaml: {refusal}"]


def test_an_update_that_says_the_old_date_takes_no_agreed_time_back(
    cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("returned plan.docx --record --on 2027-01-08", capsys)
    typed("note PSR-2026-010 extension-agreed --reason Vacancy --agreed-with M_Rendall-Poe,_chair --on 2027-02-01 "
          "--concerns SV1.2 --new 2027-05-28", capsys)  # fmt: skip
    document = opened((cycle / "plan.docx").read_bytes())
    put(cell_of(document, "SV1.2", 5), "In progress")
    (cycle / "update.docx").write_bytes(saved(document))
    typed("returned update.docx --record --on 2027-04-01", capsys)
    (item,) = [each for each in told("due --on 2027-06-01", capsys)["due"] if each["action"] == "SV1.2"]
    assert (item["date"], item["times_revised"], item["days_over"], item["status"], item["heard"]) == (
        "2027-05-28",
        1,
        81,
        "overdue",
        "In progress",
    )


def test_what_is_due_goes_by_what_was_issued_whatever_the_file_says_since(
    cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("issue PSR-2026-010 --approved-by E,_chief --on 2026-12-16", capsys)
    file = cycle / "inputs" / "skerravale.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("2027-03-12", "2027-03-19").replace("review: 2027-10-25", "review: 2027-11-08"), encoding="utf-8"
    )
    items = {each["action"] or each["what"]: each for each in told("due --on 2027-03-15", capsys)["due"]}
    assert [items["SV1.2"][key] for key in ("first_date", "date", "status")] == ["2027-03-12", "2027-03-12", "overdue"]
    assert items["progress review"]["date"] == "2027-10-25"
    correction = typed("issue PSR-2026-010 --replaces Wrong --dry-run --approved-by E,_chief --on 2027-01-11", capsys)
    assert [line.strip() for line in correction[1].splitlines() if "moves" in line] == [
        "this moves a date: progress review, from 25 October 2027 to 8 November 2027",
        "this moves a date: action SV1.2 due, from 12 March 2027 to 19 March 2027",
    ]


def test_an_action_that_was_issued_and_is_no_more_in_the_file_is_told(
    cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("issue PSR-2026-010 --approved-by E,_chief --on 2026-12-16", capsys)
    file = cycle / "inputs" / "skerravale.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("SV1.2", "SV1.3"), encoding="utf-8")
    assert texts(told("due --on 2027-03-15", capsys)) == [
        "inputs/skerravale.yaml: issued-differs: action SV1.2 stands in what was issued on 16 December 2026, and not "
        "in this file, so it is missing here; put it back; what the partnership takes out is recorded when its plan "
        "comes back",
        "inputs/skerravale.yaml: issued-differs: action SV1.3 stands in this file, and not in what was issued on "
        '16 December 2026; issue it: scrutiny issue REFERENCE --replaces "REASON"; or take it out of the file',
    ]
    assert typed("due --on 2027-03-15", capsys)[0] == 0
    told_of_both = told("due --on 2027-03-15", capsys)["problems"]
    for command in ("tracker", "overview"):
        assert told(f"{command} --on 2027-03-15", capsys)["problems"] == told_of_both
        code, text = typed(f"{command} --on 2027-03-15", capsys)
        assert (code, [line for line in text.splitlines() if "issued-differs" in line]) == (
            0,
            [problem["text"] for problem in told_of_both],
        )
        assert "issued-differs" not in typed(f"{command} --on 2026-12-15", capsys)[1], "nothing was issued by then"
    assert told("overview", capsys)["problems"] == []


def test_what_a_closed_case_left_open_is_not_due_in_the_bars(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed("issue PSR-2026-010 --approved-by E,_chief --on 2026-12-16", capsys)
    typed(f"note PSR-2026-010 closed {BY} --reason Done --on 2027-12-01", capsys)
    typed("overview --on 2027-12-31", capsys)
    page = (cycle / "output" / "overview.html").read_text(encoding="utf-8")
    assert '<span class="left-open" style="width: 100.0%"></span></span> 0 of 3 actions completed, 3 left open' in page
