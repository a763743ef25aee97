"""The letters that the record asks for, made in one batch, kept, issued, and made only once for each event."""

from __future__ import annotations

import datetime as dt
import hashlib
import zipfile
from pathlib import Path

import docx
import pytest
from msgspec.structs import replace

from scrutiny_response.domain.asked_letters import Batch
from scrutiny_response.domain.event_parts import KeptFile
from scrutiny_response.domain.events import PlanAccepted, PlanReceived
from scrutiny_response.generate import cycle
from scrutiny_response.intake.events import read_history
from scrutiny_response.store import record as store
from scrutiny_response.store.outcome import CycleOutcome, Outcome
from scrutiny_response.store.up_to_date import Options
from scrutiny_response.use_cases.issuing import IssueOutcome, IssueState
from scrutiny_response.use_cases.recording import add_event, history_of
from tests.pages import Pages
from tests.samples import a_letter, an_assessment
from tests.scrutiny_response.issuing_house import FOLDER, REFERENCE, IssuingHouse, edit
from tests.small_templates import write_templates

TEXTS = {
    "reminder": "{% if follow_up %}{{ assessment.reference }}: {{ follow_up.dated | date }}, due "
    "{% if follow_up.due %}{{ follow_up.due | date }}{% endif %}.{% if follow_up.reply_by %} Reply by "
    "{{ follow_up.reply_by | date }}.{% endif %}{% if replaces %} This letter replaces our letter of "
    "{{ replaces | date }}.{% endif %} {{ contact.name }}{% endif %}",
    "plan-received": "{% if follow_up %}{{ assessment.reference }}: thank you.{% endif %}",
}
LATE = dt.date(2027, 2, 1)
REMINDER = f"{FOLDER}/reminder-2027-02-01.docx"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IssuingHouse:
    """A cycle whose letter and plan are issued; the plan is due in January 2027."""
    house = IssuingHouse(tmp_path)
    write_templates(house.templates, **TEXTS)
    for name in TEXTS:
        document = docx.Document(str(house.templates / f"{name}.docx"))
        document.core_properties.title = "A letter of the cycle"
        document.save(str(house.templates / f"{name}.docx"))
    house.write(letter=a_letter(date=dt.date(2026, 12, 7)))
    monkeypatch.chdir(tmp_path)
    assert not house.generate().refused
    assert house.issue().state is IssueState.ISSUED
    return house


def follow_up(house: IssuingHouse, day: dt.date = LATE, dated: dt.date | None = None) -> CycleOutcome:
    options = Options(follow_up=Batch(day, dated or day))
    return cycle.generate([house.inputs], house.output, templates=house.templates, options=options)


def ids_of(outcome: IssueOutcome) -> list[str]:
    return [problem.id for problem in outcome.problems]


def plan_comes(house: IssuingHouse, day: dt.date) -> None:
    data = b"a plan"
    with store.writing(house.record, "test"):
        add_event(
            house.record,
            lambda names: PlanReceived(
                reference=REFERENCE,
                date=day,
                software="0.3.0",
                received=KeptFile(file=names["plan.docx"], hash=hashlib.sha256(data).hexdigest(), name=None),
            ),
            {"plan.docx": data},
            history_of(house.record, REFERENCE),
        )


def test_what_is_late_gets_a_letter_that_stays_until_it_is_issued(house: IssuingHouse) -> None:
    assert follow_up(house, dt.date(2027, 1, 18)).outcomes[0].written == ()
    assert [change.path for change in follow_up(house).outcomes[0].written] == [REMINDER]
    assert follow_up(house).outcomes[0].written == (), "once for each event"
    outcome = house.generate(remove_gone=True)
    assert (outcome.gone, outcome.outcomes[0].written) == ((), ())
    assert house.verify()[REMINDER] == ("as generated", "")
    with zipfile.ZipFile(house.output / REMINDER) as file:
        assert b"PSR-2026-010: 1 February 2027, due 18 January 2027." in file.read("word/document.xml")
        assert b"event 1 of PSR-2026-010, issued of 7 December 2026" in file.read("docProps/custom.xml")


def test_it_is_issued_as_all_others_and_the_record_says_what_it_answers(house: IssuingHouse) -> None:
    follow_up(house)
    early = house.issue(on=dt.date(2027, 1, 31))
    assert [problem.message for problem in early.problems] == [
        "reminder-2027-02-01 is dated 2027-02-01, after the day on which it is issued, 2027-01-31"
    ]
    outcome = house.issue(on=LATE)
    assert (outcome.state, outcome.documents) == (IssueState.ISSUED, ("reminder-2027-02-01",))
    (_, event) = read_history(house.record / REFERENCE).events
    (document,) = event.event.documents  # type: ignore[attr-defined]  # it is one that issued
    assert (document.answers, document.dated, document.template) == (1, LATE, "reminder.docx")
    assert follow_up(house, dt.date(2027, 3, 1)).outcomes[0].written == ()
    assert house.generate(remove_gone=True).gone == ()
    assert house.verify()[REMINDER] == ("as generated", "")
    assert house.withdraw(on=LATE, documents=("reminder-2027-02-01",)).state is IssueState.WITHDRAWN
    assert [change.path for change in follow_up(house, dt.date(2027, 3, 1)).outcomes[0].written] == [
        f"{FOLDER}/reminder-2027-03-01.docx"
    ]


def test_a_letter_that_answers_an_event_is_not_adopted_as_issued_on_a_day_before_its_own(house: IssuingHouse) -> None:
    follow_up(house)
    early = house.issue(adopt=True, on=dt.date(2026, 11, 23))
    assert list(map(str, early.problems)) == [
        f"{house.inputs}/lorne.yaml: issued-before-its-date: reminder-2027-02-01 is dated 2027-02-01, after the day on "
        "which it is issued, 2026-11-23; adopt what was sent by then, with --document"
    ]
    assert len(read_history(house.record / REFERENCE).events) == 1
    assert house.issue(adopt=True, on=LATE).documents == ("reminder-2027-02-01",)


def test_a_reminder_that_nobody_issued_goes_when_the_plan_comes(house: IssuingHouse) -> None:
    follow_up(house)
    plan_comes(house, dt.date(2027, 2, 2))
    outcome = house.generate()
    assert [change.path for change in outcome.gone] == [REMINDER]
    assert [change.path for change in follow_up(house, dt.date(2027, 2, 3)).outcomes[0].written] == [
        f"{FOLDER}/plan-received-2027-02-03.docx"
    ]


def test_an_update_is_asked_for_by_no_day_after_the_monitoring_that_it_is_for(house: IssuingHouse) -> None:
    text = "{% if follow_up and follow_up.reply_by %}{{ follow_up.reply_by | date }}{% endif %}"
    write_templates(house.templates, **{"update-due": text, "plan-accepted": "{{ assessment.reference }}"})
    plan_comes(house, dt.date(2026, 12, 14))
    accepted = PlanAccepted(
        reference=REFERENCE, date=dt.date(2027, 1, 11), software="0.3.0", received=2, accepted_by="Struan Bell"
    )
    add_event(house.record, lambda _: accepted, {}, history_of(house.record, REFERENCE))
    day, monitoring = dt.date(2027, 1, 18), dt.date(2027, 2, 1)

    def asked(reply_by: dt.date, dated: dt.date = day) -> Outcome:
        options = Options(follow_up=Batch(day, dated, reply_by))
        return cycle.generate([house.inputs], house.output, templates=house.templates, options=options).outcomes[0]

    assert list(map(str, asked(monitoring + dt.timedelta(days=1)).problems)) == [
        f"{house.inputs}/lorne.yaml: reply-after-monitoring: the update is asked for by 2027-02-02, and monitoring "
        "takes place on 2027-02-01, before that; give --reply-by 2027-02-01 or an earlier day"
    ]
    assert list(map(str, asked(monitoring, monitoring).problems)) == [
        f"{house.inputs}/lorne.yaml: reply-after-monitoring: the letter for an update is dated 2027-02-01, and "
        "monitoring takes place on 2027-02-01; give --dated 2027-01-31 or an earlier day"
    ]
    assert f"{FOLDER}/update-due-2027-01-18.docx" in [change.path for change in asked(monitoring).written]


def test_another_date_replaces_a_letter_that_is_not_issued(house: IssuingHouse) -> None:
    follow_up(house)
    outcome = follow_up(house, LATE, dt.date(2027, 2, 3))
    assert [change.path for change in outcome.outcomes[0].written] == [f"{FOLDER}/reminder-2027-02-03.docx"]
    assert [change.path for change in outcome.gone] == [REMINDER]


def test_no_letter_is_dated_before_what_it_reminds_of(house: IssuingHouse) -> None:
    outcome = follow_up(house, LATE, dt.date(2027, 1, 18))
    assert [str(problem) for problem in outcome.outcomes[0].problems] == [
        f"{house.inputs}/lorne.yaml: letter-before-event: the letter `reminder` would be dated 2027-01-18, before "
        "what it tells of has happened; give --dated 2027-01-19 or later"
    ]
    assert not (house.output / REMINDER).exists()


def test_a_folder_without_the_template_is_told_where_to_find_it(house: IssuingHouse) -> None:
    (house.templates / "reminder.docx").unlink()
    (problem,) = follow_up(house).outcomes[0].problems
    assert str(problem) == (
        f"{house.inputs}/lorne.yaml: unknown-template: there is no template called `reminder`; take it from the folder "
        "`templates` of a new cycle, which `scrutiny init` makes, or write one"
    )


def test_an_edited_reminder_is_issued_as_edited(house: IssuingHouse) -> None:
    follow_up(house)
    edit(house.output / REMINDER, "due", "which was due")
    assert house.issue(on=LATE).state is IssueState.NOT_READY
    assert house.issue(on=LATE, as_edited="Clearer").state is IssueState.ISSUED


def test_an_issued_letter_that_answers_an_event_is_corrected_as_any_other(house: IssuingHouse) -> None:
    name, day = "reminder-2027-02-01", dt.date(2027, 2, 9)
    options = Options(follow_up=Batch(LATE, LATE, dt.date(2027, 2, 15)))
    cycle.generate([house.inputs], house.output, templates=house.templates, options=options)
    house.issue(on=LATE)
    plan_comes(house, dt.date(2027, 2, 8))
    contact = replace(an_assessment().contact, name="Mairi Bell")
    house.write(letter=a_letter(date=dt.date(2026, 12, 7)), contact=contact)
    told = [str(problem) for problem in house.generate().outcomes[0].problems if name in str(problem.place)]
    assert told == [
        f"{house.output}/{REMINDER}: issued-differs: this was issued on 1 February 2027 and stays as it is: the "
        "assessment changed since, and it would now say `…ply by 15 February 2027. Mairi Bell` and not `…ply by 15 "
        'February 2027. Struan Bell`; to correct it: scrutiny issue REFERENCE --replaces "REASON"'
    ]
    wanted = {"replaces": "The date of the answer.", "documents": (name,), "reply_by": dt.date(2027, 2, 22), "on": day}
    assert house.issue(**wanted, draft=True, approved_by="").told == (
        f"draft of the correction: {house.output}/{FOLDER}/{name}-correction-draft.docx",
    )
    assert ids_of(house.issue(**{**wanted, "reply_by": dt.date(2027, 2, 23)})) == ["correction-differs"]
    assert house.issue(**wanted).documents == (name,)
    text = Pages(house.read(REMINDER)).texts[-1]
    assert text == (
        "PSR-2026-010: 1 February 2027, due 18 January 2027. Reply by 22 February 2027. This letter replaces our letter "
        "of 1 February 2027. Mairi Bell"
    )
    event = read_history(house.record / REFERENCE).events[-1].event
    (document,) = event.documents  # type: ignore[attr-defined]  # it is one that issued
    assert (event.kind, document.answers, document.replaces, document.reply_by, document.asked_on) == (
        ("replaced", 1, 2, dt.date(2027, 2, 22), LATE)
    )
    assert (house.generate().outcomes[0].written, house.faults()) == ((), [])
    assert f"{name}-correction-draft.docx" not in " ".join(house.documents())
    assert house.issue(**wanted).state is IssueState.STANDING, "there is nothing left to correct"


def test_a_corrected_letter_may_bear_a_new_date_and_keeps_its_name(house: IssuingHouse) -> None:
    follow_up(house)
    house.issue(on=LATE)
    wanted = {"replaces": "The date.", "documents": ("reminder-2027-02-01",), "dated": dt.date(2027, 2, 9)}
    assert list(map(str, house.issue(**wanted, on=dt.date(2027, 2, 8)).problems)) == [
        f"{house.inputs}/lorne.yaml: issued-before-its-date: reminder-2027-02-01 is dated 2027-02-09, after the day on "
        "which it is issued, 2027-02-08; issue it on 2027-02-09 or later, or give --dated 2027-02-08"
    ]
    assert house.issue(**wanted, on=dt.date(2027, 2, 9)).documents == ("reminder-2027-02-01",)
    assert (
        "9 February 2027, due 18 January 2027. This letter replaces our letter of 1 February 2027"
        in (Pages(house.read(REMINDER)).texts[-1])
    )


def test_a_letter_that_is_corrected_before_its_date_is_told_once_with_what_a_correction_can_do(
    house: IssuingHouse,
) -> None:
    follow_up(house)
    house.issue(on=LATE)
    early = house.issue(replaces="The date.", documents=("reminder-2027-02-01",), on=dt.date(2027, 1, 31))
    assert [str(problem) for problem in early.problems if problem.id == "issued-before-its-date"] == [
        f"{house.inputs}/lorne.yaml: issued-before-its-date: reminder-2027-02-01 is dated 2027-02-01, after the day on "
        "which it is issued, 2027-01-31; issue it on 2027-02-01 or later, or give --dated 2027-01-31"
    ]


def test_an_issued_letter_whose_template_is_gone_refuses_nothing_but_its_correction(house: IssuingHouse) -> None:
    follow_up(house)
    house.issue(on=LATE)
    (house.templates / "reminder.docx").unlink()
    house.write(letter=a_letter(date=dt.date(2026, 12, 7)), contact=replace(an_assessment().contact, name="Mairi Bell"))
    outcome = house.generate().outcomes[0]
    assert (outcome.refused, [each.id for each in outcome.problems if "reminder" in str(each.place)]) == (False, [])
    assert "unknown-template" in ids_of(house.issue(replaces="The name.", on=dt.date(2027, 2, 9)))
