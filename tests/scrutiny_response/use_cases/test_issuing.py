"""What is issued is a record: it is written whole or not at all, and what was sent stays as it was sent."""

from __future__ import annotations

import datetime as dt
import errno
import multiprocessing
import os
import shutil
import sys
from pathlib import Path
from typing import Any, NoReturn

import docx
import pytest
from msgspec.structs import replace

from engross import locks
from engross.problems import Refused
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.events import Issued
from scrutiny_response.generate.records import Records
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.intake.events import read_history
from scrutiny_response.store import naming, patience, recovery
from scrutiny_response.store.outcome import Action
from scrutiny_response.store.whole_files import unwritable
from scrutiny_response.use_cases.generate import Sources, check
from scrutiny_response.use_cases.issuing import IssueState, WithdrawOptions, issue, withdraw_named
from scrutiny_response.use_cases.issuing.correct import correct
from scrutiny_response.use_cases.overview.survey import survey
from tests.pages import Pages
from tests.samples import a_decision, a_letter, an_assessment
from tests.scrutiny_response.issuing_house import APPROVED, DAY, FOLDER, ISSUED, REFERENCE, IssuingHouse, edit


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle that was generated once, to be copied."""
    return IssuingHouse.generated(tmp_path_factory.mktemp("generated")).folder


@pytest.fixture
def house(generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IssuingHouse:
    """A cycle that was generated once."""
    monkeypatch.chdir(tmp_path)
    return _copy(generated, tmp_path)


def _copy(generated: Path, folder: Path) -> IssuingHouse:
    shutil.copytree(generated, folder, dirs_exist_ok=True)
    return IssuingHouse(folder)


def ids(outcome: Any) -> list[str]:
    return [problem.id for problem in outcome.problems]


def changes(house: IssuingHouse, **options: bool) -> dict[str, tuple[str, str]]:
    (outcome,) = house.generate(**options).outcomes
    return {change.path: (change.done, change.why) for change in outcome.changes}


def test_alone_it_says_what_is_ready_and_changes_nothing(house: IssuingHouse) -> None:
    before = house.files(house.folder)
    outcome = house.issue(approved_by="")
    assert (outcome.state, outcome.documents) == (IssueState.READY, ("letter", "plan"))
    assert house.files(house.folder) == before


def test_what_is_issued_is_recorded_with_its_documents(house: IssuingHouse) -> None:
    outcome = house.issue()
    assert (outcome.state, outcome.words) == (IssueState.ISSUED, "issued on 7 December 2026")
    assert house.files(house.record) == [
        f"{REFERENCE}/2026-12-07-issued-letter.docx",
        f"{REFERENCE}/2026-12-07-issued-plan.docx",
        f"{REFERENCE}/2026-12-07-issued.yaml",
    ]
    assert (house.record / REFERENCE / "2026-12-07-issued-letter.docx").read_bytes() == house.read(ISSUED)
    assert house.faults() == []
    assert house.issue().state is IssueState.STANDING
    assert len(house.files(house.record)) == 3


@pytest.mark.parametrize("is_issued", [False, True])
def test_a_document_that_there_is_not_is_told_whether_the_others_are_issued_or_not(
    house: IssuingHouse, *, is_issued: bool
) -> None:
    if is_issued:
        house.issue()
    told = "has `letter` and `plan`"
    assert list(map(str, house.issue(documents=("lettre", "letter")).problems)) == [
        f"{house.inputs}/lorne.yaml: unknown-document: it has no document called `lettre`; it {told}"
    ]
    assert list(map(str, house.issue(documents=("lettre", "plans")).problems)) == [
        f"{house.inputs}/lorne.yaml: unknown-document: it has no document called `lettre` or `plans`; it {told}"
    ]


def test_an_issued_letter_stays_as_it_was_sent_when_the_cycle_file_changes(house: IssuingHouse) -> None:
    house.issue()
    letter = house.read(ISSUED)
    house.write(signatory=replace(an_assessment().signatory, name="Struan Bell"))
    (outcome,) = house.generate().outcomes
    assert house.read(ISSUED) == letter
    assert not outcome.refused
    assert [str(problem).removeprefix(f"{house.output.as_posix()}/") for problem in outcome.problems] == [
        f"{ISSUED}: issued-differs: this was issued on 7 December 2026 and stays as it is: the assessment changed "
        "since, and it would now say `… Dear Dr Sinclair, yours Struan Bell. assisted improvement s` and not "
        "`… Dear Dr Sinclair, yours Eilidh Garvie. assisted improvement`; "
        'to correct it: scrutiny issue REFERENCE --replaces "REASON"'
    ]
    (again,) = house.generate().outcomes
    assert ids(again) == ["issued-differs"], "it is told for as long as it is so"
    assert house.verify() == {ISSUED: ("as generated", ""), f"{FOLDER}/plan.docx": ("as generated", "")}


def test_a_rename_of_the_partnership_moves_nothing_that_was_issued(house: IssuingHouse) -> None:
    house.issue()
    house.write(partnership=replace(an_assessment().partnership, name="Lorne and Isles"))
    house.generate(remove_gone=True)
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"]


def test_a_draft_state_makes_no_second_document(house: IssuingHouse) -> None:
    house.issue()
    house.write(state=State.DRAFT)
    house.generate()
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"]


def test_a_missing_issued_document_is_put_back_and_an_edited_one_is_told(house: IssuingHouse) -> None:
    house.issue()
    letter = house.read(ISSUED)
    (house.output / ISSUED).unlink()
    assert changes(house)[ISSUED] == (Action.WRITTEN, "it was missing; as it was issued on 7 December 2026")
    assert house.read(ISSUED) == letter
    edit(house.output / ISSUED, "Dear", "Dearest")
    (outcome,) = house.generate().outcomes
    assert [(problem.id, problem.message, problem.hint) for problem in outcome.problems] == [
        (
            "edited-document",
            "this document was edited by hand since it was issued on 7 December 2026",
            "run again with --overwrite-edited, and it is again as it was issued",
        )
    ]
    assert house.verify()[ISSUED] == ("edited", "")
    house.generate(overwrite_edited=True)
    assert house.read(ISSUED) == letter


def test_where_nothing_could_be_written_down_no_assessment_is_called_gone(
    house: IssuingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path, *_: object) -> NoReturn:
        raise Refused([unwritable(folder, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))])

    house.issue()
    house.write("other", reference="PSR-2026-011", partnership=replace(an_assessment().partnership, name="Mull"))
    monkeypatch.setattr(recovery, "write_intent", full)
    outcome = house.generate()
    assert [problem.id for problem in outcome.problems] == ["unwritable-file"]
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"]


def test_nothing_issued_is_removed_when_its_assessment_is_gone(house: IssuingHouse) -> None:
    house.write("other", reference="PSR-2026-011", partnership=replace(an_assessment().partnership, name="Mull"))
    house.issue_all()
    (house.inputs / "lorne.yaml").unlink()
    outcome = house.generate(remove_gone=True)
    assert (house.output / ISSUED).exists()
    assert [(problem.id, problem.message) for problem in outcome.problems] == [
        ("record-without-assessment", "PSR-2026-010 has been issued, and no assessment here has this reference")
    ]
    assert {change.path: change.why for change in outcome.gone}[ISSUED] == (
        "the assessment lorne.yaml is gone; it was issued, and stays"
    )


def test_a_reference_that_changed_after_the_issue_is_refused_with_both(house: IssuingHouse) -> None:
    house.issue()
    house.write(reference="PSR-2026-099")
    (outcome,) = house.generate().outcomes
    assert [str(problem) for problem in outcome.problems] == [
        f"{house.inputs}/lorne.yaml: issued-under-another: its documents were issued as PSR-2026-010, and it says "
        "PSR-2026-099 now; write `reference: PSR-2026-010` again; before another can be used, withdraw what was issued "
        "under it"
    ]


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        ({"state": State.EMBARGOED, "embargoed_until": dt.date(2026, 11, 24)}, ["not-final"]),
        ({"state": State.DRAFT}, ["not-final"]),
        ({"decision": a_decision("assisted", decided_by=None)}, ["decided-by-nobody"]),
        ({"decision": None}, ["undecided-level"]),
        ({"embargoed_until": dt.date(2026, 12, 8)}, ["issued-under-embargo", "embargo-after-publication"]),
        ({"letter": a_letter(date=dt.date(2026, 12, 8))}, ["issued-before-its-date"]),
    ],
)
def test_what_may_not_be_issued_is_refused_with_all_reasons(
    house: IssuingHouse, fields: dict[str, Any], wanted: list[str]
) -> None:
    house.write(**fields)
    house.generate()
    outcome = house.issue()
    assert (outcome.state, ids(outcome)) == (IssueState.NOT_READY, wanted)
    assert not house.record.exists()


def test_an_outdated_document_is_refused(house: IssuingHouse) -> None:
    house.write(strengths=("Another.",), signatory=replace(an_assessment().signatory, name="Struan Bell"))
    outcome = house.issue()
    assert [problem.message for problem in outcome.problems] == [
        "this document is out of date: the assessment has changed"
    ]


def test_a_document_that_was_never_generated_is_refused(house: IssuingHouse) -> None:
    (house.output / ISSUED).unlink()
    assert ids(house.issue()) == ["not-generated"]


def test_an_edited_document_is_issued_only_as_edited_and_only_if_it_is_still_ours(house: IssuingHouse) -> None:
    edit(house.output / ISSUED, "Dear ", "Dear esteemed ")
    assert ids(house.issue()) == ["edited-for-issue"]
    assert house.issue(as_edited="A warm word.").state is IssueState.ISSUED
    (event,) = read_history(house.record / REFERENCE).events
    letter = next(each for each in event.event.documents if each.document == "letter")  # type: ignore[attr-defined]  # it is one
    assert letter.as_edited.differs == (
        "- PSR-2026-010: Dear Dr Sinclair, yours Eilidh Garvie. assisted improvement support",
        "+ PSR-2026-010: Dear esteemed Dr Sinclair, yours Eilidh Garvie. assisted improvement support",
    )
    assert house.generate().outcomes[0].problems == ()


@pytest.mark.parametrize("words", ["PSR-2026-010", "assisted improvement support"])
def test_an_edited_document_that_lost_its_reference_or_level_is_refused(house: IssuingHouse, words: str) -> None:
    edit(house.output / ISSUED, words, "something else")
    outcome = house.issue(as_edited="Nicer.")
    assert [(problem.id, problem.message) for problem in outcome.problems] == [
        ("edited-otherwise", f"`{words}` no longer stands in this edited document")
    ]


def test_drafts_of_what_was_issued_are_removed_and_edited_ones_moved_as_soon_as_nobody_holds_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename, held = Path.rename, ["by OneDrive, for a moment"]

    def renamed(path: Path, target: Path) -> Path:
        if held and path.name == "plan-draft.docx":
            raise PermissionError(errno.EACCES, held.pop())
        return rename(path, target)

    monkeypatch.setattr(patience, "LONGEST", 1.0)
    monkeypatch.setattr(Path, "rename", renamed)
    house = IssuingHouse(tmp_path)
    house.write(state=State.DRAFT)
    house.generate()
    house.write()
    house.generate()
    edit(house.output / f"{FOLDER}/plan-draft.docx", "The plan", "A plan")
    outcome = house.issue()
    assert house.documents() == [f"{FOLDER}/earlier/plan-draft.docx", ISSUED, f"{FOLDER}/plan.docx"]
    assert outcome.told == (
        f"removed: {house.output}/{FOLDER}/letter-draft.docx",
        f"edited by hand, and moved: {house.output}/{FOLDER}/plan-draft.docx "
        f"to {house.output}/{FOLDER}/earlier/plan-draft.docx",
    )


def test_a_correction_knows_which_issue_of_the_document_it_is(tmp_path: Path) -> None:
    house = IssuingHouse(tmp_path)
    plan = docx.Document(str(house.templates / "plan.docx"))
    plan.add_paragraph("{{ contact.name }}, issue {{ issue }}.")
    plan.save(str(house.templates / "plan.docx"))
    texts = []
    for number, name in enumerate(("Struan Bell", "Mairi Bell", "Isla Bell")):
        house.write(contact=replace(an_assessment().contact, name=name), documents=("plan",))
        house.generate()
        outcome = house.issue(on=DAY + dt.timedelta(days=number), **({"replaces": "The name."} if number else {}))
        assert outcome.state is IssueState.ISSUED, outcome.problems
        texts.append(Pages((house.output / FOLDER / "plan.docx").read_bytes()).texts[-1])
    assert texts == ["Struan Bell, issue 1.", "Mairi Bell, issue 2.", "Isla Bell, issue 3."]
    house.withdraw(on=DAY + dt.timedelta(days=3), reason="It went elsewhere.")
    house.generate()
    anew = (house.output / FOLDER / "plan.docx").read_bytes()
    assert Pages(anew).texts[-1] == "Isla Bell, issue 4.", "what is withdrawn was an issue too"
    assert house.issue(on=DAY + dt.timedelta(days=3)).state is IssueState.ISSUED
    assert (house.generate().outcomes[0].written, house.output.joinpath(FOLDER, "plan.docx").read_bytes()) == ((), anew)


def test_a_correction_makes_anew_what_differs_and_says_what_it_replaces(house: IssuingHouse) -> None:
    house.issue()
    house.write(signatory=replace(an_assessment().signatory, name="Struan Bell"))
    outcome = house.issue(replaces="The wrong name.", on=dt.date(2026, 12, 10))
    assert (outcome.state, outcome.documents, outcome.told) == (IssueState.ISSUED, ("letter",), ())
    assert outcome.event.endswith(f"{REFERENCE}/2026-12-10-replaced.yaml")
    text = house.read(ISSUED)
    assert text == (house.record / REFERENCE / "2026-12-10-replaced-letter.docx").read_bytes()
    (generated,) = house.generate().outcomes
    assert (generated.problems, generated.issue) == ((), "issued on 7 December 2026")
    assert house.read(ISSUED) == text
    assert house.faults() == []


def test_a_correction_that_moves_a_date_says_so(house: IssuingHouse) -> None:
    house.issue()
    house.write(plan_due=dt.date(2027, 1, 29))
    outcome = house.issue(replaces="More time.", dry_run=True)
    assert outcome.told == ("this moves a date: plan due, from 5 January 2027 to 29 January 2027",)


def test_what_is_issued_has_to_be_what_the_draft_of_the_correction_says(house: IssuingHouse) -> None:
    house.issue()
    house.write(signatory=replace(an_assessment().signatory, name="Struan Bell"))
    house.issue(replaces="The wrong name.", draft=True)
    assert f"{FOLDER}/letter-correction-draft.docx" in house.documents()
    assert len(house.files(house.record)) == 3, "a draft is no event"
    house.write(signatory=replace(an_assessment().signatory, name="Calum Reid"))
    assert ids(house.issue(replaces="The wrong name.")) == ["correction-differs"]
    house.write(signatory=replace(an_assessment().signatory, name="Struan Bell"))
    assert house.issue(replaces="The wrong name.").state is IssueState.ISSUED
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"]


def test_a_withdrawn_document_leaves_the_output_and_stays_in_the_record(house: IssuingHouse) -> None:
    house.issue()
    outcome = house.withdraw()
    assert outcome.words == "withdrawn"
    assert house.documents() == []
    assert house.faults() == []
    house.generate()
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"], "it can be made, and issued again"
    assert house.issue(on=dt.date(2026, 12, 11)).state is IssueState.ISSUED


def test_a_withdrawal_that_was_killed_after_its_event_is_finished_by_the_next(
    house: IssuingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.issue()
    with monkeypatch.context() as killed:
        killed.setattr(sys.modules[withdraw_named.__module__], "tidied", lambda *_: ())
        event = house.withdraw().event
    plan = house.output / FOLDER / "plan.docx"
    plan.write_bytes(plan.read_bytes() + b"edited")
    finished = house.withdraw()
    assert (finished.state, finished.words, finished.event) == (IssueState.WITHDRAWN, "withdrawn", event)
    assert finished.documents == ("letter", "plan")
    assert finished.told == (
        f"removed: {(house.output / ISSUED).as_posix()}",
        f"edited by hand, and moved: {plan.as_posix()} to {(plan.parent / 'earlier/plan.docx').as_posix()}",
    )
    assert house.documents() == [f"{FOLDER}/earlier/plan.docx"]
    with pytest.raises(Refused) as refused:
        house.withdraw()
    assert str(refused.value) == (
        f"{house.record.as_posix()}/PSR-2026-010: nothing-to-withdraw: nothing of PSR-2026-010 is issued; see `scrutiny issue`"
    )


def test_what_is_made_since_a_withdrawal_is_no_leftover_of_it(house: IssuingHouse) -> None:
    house.issue()
    house.withdraw()
    house.generate()
    with pytest.raises(Refused, match="nothing-to-withdraw"):
        house.withdraw()
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"]


def test_drafts_that_a_killed_issue_left_are_taken_away_by_the_next(
    house: IssuingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.write(state=State.DRAFT)
    house.generate()
    house.write()
    house.generate()
    with monkeypatch.context() as killed:
        killed.setattr(sys.modules[issue.__module__], "tidied", lambda *_: ())
        house.issue()
    drafts = [(house.output / FOLDER / f"{name}-draft.docx").as_posix() for name in ("letter", "plan")]
    assert house.issue(dry_run=True).told == ()
    again = house.issue()
    assert (again.state, again.told) == (IssueState.STANDING, tuple(f"removed: {draft}" for draft in drafts))
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"]


def test_the_lock_that_a_killed_issue_left_is_taken_away_by_the_next_unless_it_is_held(house: IssuingHouse) -> None:
    house.issue()
    left = house.record / ".lock"
    left.write_text("1")
    held = locks.take(left, "2\n")
    assert held is not None
    assert house.issue().state is IssueState.STANDING
    assert left.read_text() == "2\n"
    os.close(held)
    assert house.issue(dry_run=True).state is IssueState.STANDING
    assert left.exists()
    assert house.issue().state is IssueState.STANDING
    assert not left.exists()


def test_nothing_is_withdrawn_or_issued_again_before_the_day_that_it_follows(house: IssuingHouse) -> None:
    house.issue(on=dt.date(2026, 12, 8))
    with pytest.raises(Refused) as refused:
        house.withdraw(on=DAY)
    assert str(refused.value) == (
        f"{house.record.as_posix()}/PSR-2026-010: earlier-than-last: this happened on 2026-12-07, before what "
        "happened last: its documents were issued on 2026-12-08; check the day that --on gives; without it, it is today by this computer's clock; "
        "if the record has the wrong day, which stays, give --on 2026-12-08 or later"
    )
    house.withdraw()
    house.generate()
    (problem,) = house.issue(on=dt.date(2026, 12, 8)).problems
    assert str(problem) == (
        f"{house.inputs.as_posix()}/lorne.yaml: earlier-than-last: this happened on 2026-12-08, before what "
        "happened last: what was issued was withdrawn on 2026-12-09; check the day that --on gives; without it, it is today by this computer's clock; "
        "if the record has the wrong day, which stays, give --on 2026-12-09 or later"
    )
    assert house.issue(on=dt.date(2026, 12, 9)).state is IssueState.ISSUED


def test_what_has_no_assessment_any_more_is_withdrawn_by_its_reference_or_its_name(house: IssuingHouse) -> None:
    house.issue()
    (house.inputs / "lorne.yaml").unlink()
    options = WithdrawOptions(on=dt.date(2026, 12, 9), reason="Sent elsewhere", documents=("plan",))
    outcome = withdraw_named("psr-2026-010", house.output, options)
    assert (outcome.reference, outcome.documents, outcome.file) == (REFERENCE, ("plan",), "")
    assert house.documents() == [ISSUED]
    with pytest.raises(Refused) as refused:
        withdraw_named("Mull", house.output, options)
    assert str(refused.value) == (
        "record: no-reference-here: nothing was issued as Mull; see `scrutiny issue`, or name the record's folder with "
        "--record"
    )
    assert withdraw_named("lorne", house.output, replace(options, documents=())).documents == ("letter",)


def test_an_assessment_that_does_not_say_its_reference_withdraws_nothing(house: IssuingHouse) -> None:
    house.issue()
    (house.inputs / "lorne.yaml").write_text("reference: [\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        withdraw_named(
            house.inputs / "lorne.yaml", house.output, WithdrawOptions(on=dt.date(2026, 12, 9), reason="Mistake")
        )
    assert str(refused.value.problems[-1]).endswith(
        "no-reference-here: this assessment does not say for certain which reference it has; to withdraw without it, "
        "name the reference itself"
    )
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"]


def test_what_is_not_issued_cannot_be_withdrawn_or_replaced(house: IssuingHouse) -> None:
    with pytest.raises(Refused) as refused:
        house.withdraw()
    assert ids(refused.value) == ["nothing-to-withdraw"]
    assert ids(house.issue(replaces="Why not.")) == ["nothing-to-replace"]


def test_nothing_is_withdrawn_before_the_day_of_what_is_recorded_last(house: IssuingHouse) -> None:
    house.issue()
    with pytest.raises(Refused) as refused:
        house.withdraw(on=dt.date(2026, 11, 30))
    assert str(refused.value) == (
        f"{house.record.as_posix()}/{REFERENCE}: earlier-than-last: this happened on 2026-11-30, before what "
        "happened last: its documents were issued on 2026-12-07; check the day that --on gives; without it, it is today by this computer's clock; "
        "if the record has the wrong day, which stays, give --on 2026-12-07 or later"
    )
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"]


def test_an_assessment_that_is_not_accepted_says_why_and_not_that_nothing_is_issued(house: IssuingHouse) -> None:
    house.issue()
    house.write(letter=a_letter(date=dt.date(2026, 12, 25)))
    assert ids(house.issue(replaces="Another day.")) == ["letter-on-a-holiday"]


def test_an_overview_of_a_day_before_the_issue_calls_nothing_issued(house: IssuingHouse) -> None:
    house.issue()
    stated = [
        survey(read_assessments([house.inputs / "lorne.yaml"], read_framework(None)), read_framework(None),
               Records(house.record), day).lines[0].state
        for day in (dt.date(2026, 12, 1), DAY)
    ]  # fmt: skip
    assert stated == ["ready to issue", "issued on 7 December 2026"]


def test_with_a_damaged_record_nothing_is_made_or_issued(house: IssuingHouse) -> None:
    house.issue()
    event = house.record / REFERENCE / "2026-12-07-issued.yaml"
    event.write_bytes(event.read_bytes().replace(b"number: 1", b"number: one"))
    house.write(signatory=replace(an_assessment().signatory, name="Struan Bell"))
    letter = house.read(ISSUED)
    (outcome,) = house.generate().outcomes
    assert outcome.refused
    assert "wrong-kind" in ids(outcome)
    assert house.read(ISSUED) == letter


def test_a_full_disk_leaves_no_event(house: IssuingHouse, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", full)
        outcome = house.issue()
    assert [problem.message for problem in outcome.problems] == [
        "the document cannot be written (No space left on device)"
    ]
    assert house.files(house.record) == []
    assert house.issue().state is IssueState.ISSUED


def _killed_at(house: IssuingHouse, step: int) -> None:
    """In a process of its own: issue, and end without any tidying up at a step that touches the disk."""
    left = [step]

    def counted(call: Any) -> Any:
        def counting(*words: Any, **named: Any) -> Any:
            left[0] -= 1
            if left[0] < 0:
                os._exit(137)
            return call(*words, **named)

        return counting

    for name in ("link", "fsync", "unlink", "rename", "replace", "mkdir", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))
    house.issue()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no fork")
@pytest.mark.not_on("without-posix")
@pytest.mark.parametrize(
    "stride", [pytest.param(4, id="some steps"), pytest.param(1, id="all steps", marks=pytest.mark.soak)]
)
def test_killed_at_any_step_no_event_is_half_written_and_the_next_run_issues(
    generated: Path, tmp_path: Path, stride: int
) -> None:
    codes = []
    for step in range(0, 60, stride):
        house = _copy(generated, tmp_path / str(step))
        run = multiprocessing.get_context("fork").Process(target=_killed_at, args=(house, step))
        run.start()
        run.join()
        codes.append(run.exitcode)
        assert house.issue().state in {IssueState.ISSUED, IssueState.STANDING}
        assert [fault for fault in house.faults() if fault != "kept-file-unknown"] == []
        events = [file for file in house.files(house.record) if file.endswith(".yaml")]
        assert events == [f"{REFERENCE}/2026-12-07-issued.yaml"]
        if run.exitcode == 0:
            break
    assert codes[-1] == 0, "it was tried to the last step"
    assert set(codes[:-1]) == {137}
    assert len(codes) > 20 / stride


def test_what_may_be_meant_is_refused_until_it_is_accepted_and_the_record_keeps_it(house: IssuingHouse) -> None:
    house.write(strengths=("The team [all of them] listens.",))
    house.generate()
    house.generate()  # a run in which nothing has changed tells no doubts
    refused = house.issue()
    assert (refused.state, ids(refused)) == (IssueState.NOT_READY, ["words-in-brackets"])
    assert refused.problems[0].hint == "write it without brackets, or accept it with --accept words-in-brackets"
    place = str(refused.problems[0].place)
    assert house.issue(accept=("no-areas", f"words-in-brackets@{place[:-1]}")).state is IssueState.NOT_READY
    assert house.issue(accept=(f"words-in-brackets@{place}",)).state is IssueState.ISSUED
    (recorded,) = read_history(house.record / REFERENCE).events
    event = recorded.event
    assert isinstance(event, Issued)
    assert (event.approved_by, event.date) == (APPROVED, DAY)
    kept = [(each.id, each.place) for each in event.accepted]
    assert kept == [("words-in-brackets", place.removeprefix(f"{house.folder.as_posix()}/"))]


def test_what_only_the_cycle_shows_is_seen_if_one_assessment_is_issued(house: IssuingHouse) -> None:
    mull = replace(an_assessment().partnership, name="The Partnership of Mull")
    house.write("mull", reference="PSR-2026-011", partnership=mull)
    house.write(strengths=("The Partnership of Mull listens.",))
    house.generate()
    outcome = house.issue_named("lorne.yaml")
    assert ids(outcome) == ["names-another-partnership"]
    assert house.issue_named("lorne.yaml", accept=("names-another-partnership",)).state is IssueState.ISSUED


def test_a_copy_of_the_assessment_in_its_folder_refuses_the_issue(house: IssuingHouse) -> None:
    house.write("lorne - Copy")
    outcome = house.issue_named("lorne.yaml")
    assert (outcome.state, ids(outcome)) == (IssueState.NOT_READY, ["copied-file"])


LONG = "Lorne, Upper Esker and the Isles Children and Young People's Community Planning Partnership"


def test_a_folder_that_manifest_or_record_knows_keeps_its_name_although_it_was_cut_within_a_word(
    house: IssuingHouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.write(partnership=replace(an_assessment().partnership, name=LONG), state=State.DRAFT)
    now = naming.names
    monkeypatch.setattr(naming, "names", lambda *words, **more: now(*words, **more)[-1:])  # as versions before did
    house.generate(remove_gone=True)
    cut = "PSR-2026-010-Lorne, Upper Esker and the Isles Children and Young People's Commun"
    assert house.documents() == [f"{cut}/letter-draft.docx", f"{cut}/plan-draft.docx"]
    monkeypatch.undo()
    monkeypatch.chdir(house.folder)
    house.write(partnership=replace(an_assessment().partnership, name=LONG))
    house.generate(remove_gone=True)
    assert house.documents() == [f"{cut}/letter.docx", f"{cut}/plan.docx"], "the manifest knows it"
    assert house.issue().state is IssueState.ISSUED
    for path in house.output.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    house.generate()
    assert house.documents() == [f"{cut}/letter.docx", f"{cut}/plan.docx"], "the record knows it"


def test_a_check_says_what_the_record_says(house: IssuingHouse) -> None:
    ready = check([house.inputs], Sources(templates=house.templates))
    assert [one.issue for one in ready.outcomes] == ["ready to issue"]
    house.issue()
    after = check([house.inputs], Sources(templates=house.templates))
    assert [one.issue for one in after.outcomes] == ["issued on 7 December 2026"]
    house.write(reference="PSR-2026-099")
    (outcome,) = check([house.inputs], Sources(templates=house.templates)).outcomes
    assert ids(outcome) == ["issued-under-another"]
    elsewhere = check([house.inputs], Sources(templates=house.templates, record=house.folder / "none"))
    assert not elsewhere.refused


def test_an_internal_document_is_issued_only_if_it_is_named(house: IssuingHouse) -> None:
    house.write(internal=("plan",))
    house.generate(again=True)
    assert house.issue().documents == ("letter",)
    assert house.issue().state is IssueState.STANDING
    assert house.issue(documents=("plan",)).documents == ("plan",)
    house.write(internal=("plan",), partnership=replace(an_assessment().partnership, name="Mull"))
    assert house.issue(replaces="Its name").state is IssueState.STANDING, "a correction takes none either"
    assert house.issue(replaces="Its name", documents=("plan",)).documents == ("plan",)


def test_a_correction_cannot_be_issued_before_the_date_that_it_bears(house: IssuingHouse) -> None:
    house.issue()
    house.write(letter=a_letter(date=dt.date(2026, 12, 9)))
    outcome = house.issue(replaces="The date")
    assert [(problem.id, problem.message, problem.hint) for problem in outcome.problems] == [
        (
            "issued-before-its-date",
            "letter is dated 2026-12-09, after the day on which it is issued, 2026-12-07",
            "issue it on 2026-12-09 or later, or write `date: 2026-12-07` (a letter of 2026-12-07 moves plan due from "
            "2027-01-20 to 2027-01-18)",
        )
    ]


@pytest.mark.parametrize("finishing", [{}, {"replaces": "The wrong name."}], ids=["issue", "issue-replaces"])
def test_the_draft_that_a_killed_correction_left_is_taken_away_by_the_next(
    house: IssuingHouse, monkeypatch: pytest.MonkeyPatch, finishing: dict[str, str]
) -> None:
    house.issue()
    house.write(signatory=replace(an_assessment().signatory, name="Struan Bell"))
    house.issue(replaces="The wrong name.", draft=True)
    draft = house.output / FOLDER / "letter-correction-draft.docx"
    with monkeypatch.context() as killed:
        killed.setattr(sys.modules[correct.__module__], "tidied", lambda *_: ())
        assert house.issue(replaces="The wrong name.").state is IssueState.ISSUED
    assert (house.issue(dry_run=True, **finishing).told, draft.is_file()) == ((), True)
    again = house.issue(**finishing)
    assert (again.state, again.told) == (IssueState.STANDING, (f"removed: {draft.as_posix()}",))
    assert house.documents() == [ISSUED, f"{FOLDER}/plan.docx"]


def test_the_draft_of_the_next_correction_stays(house: IssuingHouse) -> None:
    house.issue()
    for name in ("Struan Bell", "Calum Reid"):
        house.write(signatory=replace(an_assessment().signatory, name=name))
        house.issue(replaces="The wrong name.", draft=True)
        if name == "Struan Bell":
            house.issue(replaces="The wrong name.")
    house.issue()
    assert f"{FOLDER}/letter-correction-draft.docx" in house.documents()
