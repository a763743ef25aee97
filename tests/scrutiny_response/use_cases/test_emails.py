"""Only what is issued for a partnership goes out, as it was issued, once; and at a stage before, only to the addressee."""

from __future__ import annotations

import datetime as dt
import email
import email.message
import email.policy
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from msgspec.structs import replace

from engross import pdf
from engross.files import hash_of
from scrutiny_response import resources
from scrutiny_response.cli import run
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.event_parts import HASH, KeptFile, Recipient, Stage
from scrutiny_response.domain.events import PlanReceived, Sent
from scrutiny_response.domain.history import last_step
from scrutiny_response.intake.events import read_history
from scrutiny_response.use_cases.emails import EmailOptions, EmailOutcome, EmailState, record_sent, write_drafts
from scrutiny_response.use_cases.emails.message import as_message
from scrutiny_response.use_cases.emails.text import Words
from scrutiny_response.use_cases.emails.values import Attached, Mailed
from scrutiny_response.use_cases.recording import add_event, history_of
from tests.other_disks import OtherDisk
from tests.samples import an_assessment
from tests.scrutiny_response.issuing_house import DAY, FOLDER, ISSUED, REFERENCE, IssuingHouse, edit

DRAFT = "emails/PSR-2026-010.eml"
ADDRESSEE = replace(an_assessment().addressee, email="morag.sinclair@example.org")
COPY = replace(an_assessment().copies[0], email="calum.reid@example.org")
KEPT = f"record/{REFERENCE}/2026-12-07-issued-letter.docx"
Change = Callable[[IssuingHouse], Any]


class MailRoom(IssuingHouse):
    """The same house, with addresses."""

    def write(self, name: str = "lorne", **changes: Any) -> Path:
        return super().write(name, **{"addressee": ADDRESSEE, "copies": (COPY,), **changes})

    def drafts(self, **options: Any) -> EmailOutcome:
        """Write the drafts; the outcome of the one assessment."""
        run = write_drafts([self.inputs], self.output, EmailOptions(templates=self.templates, **options))
        assert [problem for problem in run.problems if problem.id != "record-without-assessment"] == []
        (outcome,) = run.outcomes
        return outcome

    def sent(self, on: dt.date = DAY, **options: Any) -> EmailOutcome:
        wanted = EmailOptions(templates=self.templates, **options)
        (outcome,) = record_sent([self.inputs], self.output, wanted, on).outcomes
        return outcome


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MailRoom:
    """A cycle with a letter and a plan that lie there, final and not yet issued."""
    made = MailRoom(tmp_path)
    assert not made.generate().refused
    monkeypatch.chdir(tmp_path)
    return made


def parsed(data: bytes) -> email.message.EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, email.message.EmailMessage)
    return message


def test_what_is_issued_goes_to_the_addressee_with_copies_and_as_it_was_issued(house: MailRoom) -> None:
    house.issue()
    outcome = house.drafts()
    assert (outcome.state, outcome.draft) == (EmailState.DRAFTED, (house.output / DRAFT).as_posix())
    message = parsed(house.read(DRAFT))
    assert (message["X-Unsent"], message["To"], message["Cc"], message["From"]) == (
        "1",
        "Dr Morag Sinclair <morag.sinclair@example.org>",
        "Calum Reid <calum.reid@example.org>",
        None,
    )
    assert message["Subject"] == "OFFICIAL: Lorne, our reference PSR-2026-010"
    files = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert files == {
        "PSR-2026-010 letter.docx": house.read(ISSUED),
        "PSR-2026-010 plan.docx": house.read(f"{FOLDER}/plan.docx"),
    }
    body = message.get_body()
    assert body is not None
    assert (
        body.get_content().replace("\r\n", "\n").startswith("Dear Dr Sinclair\n\nPlease find attached:\n\n- A paper\n")
    )
    before = house.read(DRAFT)
    house.drafts()
    assert house.read(DRAFT) == before, "the same documents give the same bytes"


@pytest.mark.parametrize(("source", "attached"), [(True, "letter.pdf"), (False, "letter.docx")])
def test_a_pdf_that_was_made_after_the_issue_goes_out_if_it_is_of_what_was_issued(
    house: MailRoom, monkeypatch: pytest.MonkeyPatch, *, source: bool, attached: str
) -> None:
    house.issue()
    beside = house.output / FOLDER / "letter.pdf"
    beside.write_bytes(b"%PDF of the letter")
    made_from = hash_of(house.read(ISSUED)) if source else "0" * 64
    monkeypatch.setattr(pdf, "made_from", lambda path: made_from if path == beside else "")
    (letter,) = [each for each in house.drafts().documents if each.name == "letter"]
    assert [file.name for file in letter.files] == [f"PSR-2026-010 {attached}"]


def test_a_title_with_marks_that_xml_writes_otherwise_is_called_as_people_write_it(house: MailRoom) -> None:
    name = 'MacLeod & "Sons" <Lorne>'
    house.write(partnership=replace(an_assessment().partnership, name=name))
    shutil.copy(resources.templates() / "letter.docx", house.templates)
    house.generate()
    house.issue()
    (document,) = [each for each in house.drafts().documents if each.name == "letter"]
    assert name in document.title


def test_one_page_and_a_list_of_addresses_say_who_gets_what(house: MailRoom) -> None:
    house.write(copies=(COPY, replace(COPY, name=None, email=None)), partnership=replace(
        an_assessment().partnership, name='=HYPERLINK("x")'))  # fmt: skip
    house.generate()
    house.issue()
    outcome = house.drafts()
    assert outcome.without_address == ("chief executive, Strathlorne Council",)
    sheet = openpyxl.load_workbook(house.output / "emails/addresses.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row][:5] for row in sheet.iter_rows()]
    assert rows[1:] == [
        [REFERENCE, '=HYPERLINK("x")', "To", "Dr Morag Sinclair", "morag.sinclair@example.org"],
        [REFERENCE, '=HYPERLINK("x")', "Copy", "Calum Reid", "calum.reid@example.org"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
    page = house.read("emails/who-gets-what.html").decode()
    assert "=HYPERLINK(&#34;x&#34;)" in page
    assert "chief executive, Strathlorne Council" in page


def test_what_was_sent_is_an_event_and_is_not_drafted_again(house: MailRoom) -> None:
    house.issue()
    assert [problem.id for problem in house.sent().problems] == ["no-draft"]
    house.drafts()
    outcome = house.sent()
    assert (outcome.state, outcome.told) == (EmailState.SENT, (f"removed: {house.output.as_posix()}/{DRAFT}",))
    event = read_history(house.record / REFERENCE).events[-1].event
    assert isinstance(event, Sent)
    assert (event.stage, [each.document for each in event.documents]) == (Stage.ISSUED, ["letter", "plan"])
    assert [each.email for each in (*event.to, *event.copies)] == [
        "morag.sinclair@example.org",
        "calum.reid@example.org",
    ]
    assert house.drafts().state is EmailState.NOTHING
    assert not (house.output / DRAFT).exists()
    house.write(partnership=replace(an_assessment().partnership, name="Mull"))
    house.issue(replaces="Its name")
    assert [each.name for each in house.drafts().documents] == ["plan"], "a correction goes out"


def test_an_office_records_late_that_its_letters_were_sent_but_not_before_their_issue(house: MailRoom) -> None:
    house.issue()
    house.drafts()
    came = PlanReceived(reference=REFERENCE, date=dt.date(2027, 1, 8), software="1",
                        received=KeptFile(file="plan.docx", hash=HASH, name=None))  # fmt: skip
    add_event(house.record, lambda _: came, {}, history_of(house.record, REFERENCE))
    (problem,) = house.sent(DAY - dt.timedelta(days=1)).problems
    assert problem.message == (
        f"this happened on {DAY - dt.timedelta(days=1)}, before what happened last: its documents were issued on {DAY}"
    )
    assert house.sent(DAY).state is EmailState.SENT
    events = read_history(house.record / REFERENCE).events
    assert (events[-1].event.kind, events[-1].event.date) == ("sent", DAY)
    assert last_step(events) == events[-2].event, "and what follows is not before the plan that came"


def test_a_draft_that_was_recorded_as_sent_by_a_killed_run_is_taken_away_by_the_next(
    house: MailRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.issue()
    house.drafts()
    with monkeypatch.context() as killed:
        killed.setattr(sys.modules[record_sent.__module__], "put_away", lambda *_: ())
        house.sent()
    (house.record / ".lock").write_text("1")
    again = house.sent()
    assert (again.state, again.told) == (EmailState.NOTHING, (f"removed: {house.output.as_posix()}/{DRAFT}",))
    assert not (house.record / ".lock").exists()
    assert [each.event.kind for each in read_history(house.record / REFERENCE).events] == ["issued", "sent"]


def test_a_draft_that_somebody_changed_is_kept_and_one_with_other_files_is_not_recorded(house: MailRoom) -> None:
    house.issue()
    house.drafts()
    path = house.output / DRAFT
    path.write_bytes(path.read_bytes().replace(b"Please find", b"Please do find"))
    house.withdraw(documents=("plan",))
    assert [problem.id for problem in house.sent(dt.date(2026, 12, 10)).problems] == ["draft-differs"]
    outcome = house.drafts()
    assert outcome.told == (f"changed by hand, and moved: {path.as_posix()} to earlier",)
    assert b"Please do find" in house.read("emails/earlier/PSR-2026-010-1.eml")
    assert house.sent(dt.date(2026, 12, 6)).problems[0].id == "earlier-than-last"


def _stage(house: MailRoom, state: State, **changes: Any) -> None:
    house.write(state=state, **changes)
    house.generate(remove_gone=True)


EMBARGO = dt.date(2026, 11, 24)


def test_before_the_issue_a_draft_goes_to_the_addressee_only_and_says_so(house: MailRoom) -> None:
    _stage(house, State.FACTUAL_ACCURACY, marking="OFFICIAL")
    outcome = house.drafts(stage=Stage.FACTUAL_ACCURACY)
    message = parsed(house.read("emails/PSR-2026-010-factual-accuracy.eml"))
    assert (outcome.copies, message["Cc"]) == ((), None)
    assert message["Subject"] == "OFFICIAL: For a factual accuracy check: Lorne, our reference PSR-2026-010"
    _stage(house, State.EMBARGOED, embargoed_until=EMBARGO, marking=None)
    assert house.drafts(stage=Stage.FACTUAL_ACCURACY).state is EmailState.NOTHING
    assert house.drafts(stage=Stage.EMBARGOED).state is EmailState.DRAFTED
    message = parsed(house.read("emails/PSR-2026-010-embargoed.eml"))
    assert message["Subject"] == "OFFICIAL: Embargoed until 24 November 2026: Lorne, our reference PSR-2026-010"
    assert house.drafts().state is EmailState.NOTHING, "nothing is issued"


def _edited(house: IssuingHouse) -> None:
    edit(house.output / ISSUED, "Dear", "Dearest")


def _corrupted(house: IssuingHouse) -> None:
    shutil.copy(house.record / REFERENCE / "2026-12-07-issued-plan.docx", house.folder / KEPT)


def _another_s(house: IssuingHouse) -> None:
    house.write("mull", reference="PSR-2026-011")
    (house.inputs / "mull.yaml").replace(house.inputs / "lorne.yaml")


def _changed_event(house: IssuingHouse) -> None:
    path = house.record / REFERENCE / "2026-12-07-issued.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Eilidh", "Una"), encoding="utf-8")
    shutil.copy(path, path.with_name("2026-12-07-issued-2.yaml"))


FAULTS: dict[str, tuple[Change, str]] = {
    "edited in the output folder": (_edited, "edited-document"),
    "changed in the record": (_corrupted, "kept-file-changed"),
    "missing from the record": (lambda house: (house.folder / KEPT).unlink(), "kept-file-changed"),
    "a record that was changed": (_changed_event, "event-doubled"),
    "withdrawn": (lambda house: house.withdraw(), "nothing to send"),
    "internal now": (lambda house: house.write(internal=("letter", "plan")), "nothing to send"),
    "outdated": (lambda house: house.write(strengths=(), addressee=replace(ADDRESSEE, salutation="Ms Sinclair")), "outdated-for-sending"),
    "another reference": (_another_s, "issued-under-another"),
    "no address": (lambda house: house.write(addressee=replace(ADDRESSEE, email=None)), "no-email"),
    "no such address": (lambda house: house.write(addressee=replace(ADDRESSEE, email="morag at example")), "not-an-email"),
    "an address with two dots": (lambda house: house.write(addressee=replace(ADDRESSEE, email="a..b@example.org")), "not-an-email"),
    "an address with an accent": (lambda house: house.write(addressee=replace(ADDRESSEE, email="mòrag@example.org")), "not-an-email"),
    "an address in brackets": (lambda house: house.write(addressee=replace(ADDRESSEE, email="(m)@example.org")), "not-an-email"),
    "an address on two lines": (
        lambda house: house.write(addressee=replace(ADDRESSEE, email="morag@example.org\nBcc: all@example.org")),
        "not-an-email",
    ),
    "an assessment that cannot be read": (
        lambda house: (house.inputs / "lorne.yaml").write_text("reference: [\n", encoding="utf-8"),
        "not-yaml",
    ),
    "a text without a subject": (lambda house: _text(house, "Dear all"), "email-without-subject"),
    "a text with a misspelt field": (lambda house: _text(house, "Subject: x\n{{ adressee.name }}"), "email-text"),
    "a text with a tag that is not closed": (lambda house: _text(house, "Subject: x\n{% if x %}"), "email-text"),
    "a text that reaches for more": (
        lambda house: _text(house, "Subject: x\n{{ partnership.__class__.__mro__ }}"),
        "email-text",
    ),
}  # fmt: skip


def _text(house: IssuingHouse, text: str) -> None:
    (house.templates / "email.txt").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("fault", FAULTS)
def test_what_may_not_be_sent_is_refused_and_leaves_no_draft(house: MailRoom, fault: str) -> None:
    house.issue()
    house.drafts()
    change, wanted = FAULTS[fault]
    change(house)
    run = write_drafts([house.inputs], house.output, EmailOptions(templates=house.templates))
    ids = {problem.id for problem in (*run.problems, *(each for one in run.outcomes for each in one.problems))}
    assert wanted in ids | {str(one.state) for one in run.outcomes}
    assert EmailState.DRAFTED not in {one.state for one in run.outcomes}
    assert run.outcomes == () or not (house.output / DRAFT).exists()


@pytest.mark.parametrize("closed", ["closed", "empty"])
def test_a_folder_in_which_nothing_is_seen_is_told_and_takes_no_draft_away(
    house: MailRoom, closed: str, other_disk: OtherDisk
) -> None:
    house.issue()
    house.drafts()
    (house.folder / "closed").mkdir()
    (house.folder / "empty").mkdir()
    other_disk.close("closed")
    run = write_drafts([house.folder / closed], house.output, EmailOptions(templates=house.templates))
    assert [(one.state, [problem.id for problem in one.problems]) for one in run.outcomes] == [
        (EmailState.REFUSED, ["unreadable-folder" if closed == "closed" else "no-assessments"])
    ]
    assert (house.output / DRAFT).exists()


def _nothing(_house: IssuingHouse) -> None:
    """Leave all as it is."""


STAGE_FAULTS: dict[str, tuple[Change, State, str]] = {
    "a draft": (_nothing, State.DRAFT, "nothing to send"),
    "panel approved": (_nothing, State.PANEL_APPROVED, "nothing to send"),
    "final, and not issued": (_nothing, State.ISSUED, "nothing to send"),
    "another stage": (_nothing, State.FACTUAL_ACCURACY, "nothing to send"),
    "edited": (lambda house: edit(house.output / f"{FOLDER}/letter-embargoed.docx", "Dear", "My"), State.EMBARGOED, "edited-for-issue"),
    "outdated": (lambda house: house.write(state=State.EMBARGOED, embargoed_until=EMBARGO, addressee=replace(ADDRESSEE, salutation="Ms Sinclair")), State.EMBARGOED, "document-outdated"),
    "missing": (lambda house: (house.output / f"{FOLDER}/letter-embargoed.docx").unlink(), State.EMBARGOED, "not-generated"),
    "internal": (lambda house: house.write(state=State.EMBARGOED, embargoed_until=EMBARGO, internal=("letter", "plan")), State.EMBARGOED, "nothing to send"),
}  # fmt: skip


@pytest.mark.parametrize("fault", STAGE_FAULTS)
def test_at_a_stage_nothing_goes_out_that_is_not_exactly_at_it(house: MailRoom, fault: str) -> None:
    change, state, wanted = STAGE_FAULTS[fault]
    _stage(house, state, embargoed_until=EMBARGO if state is State.EMBARGOED else None)
    change(house)
    outcome = house.drafts(stage=Stage.EMBARGOED)
    assert wanted in {str(outcome.state), *(problem.id for problem in outcome.problems)}
    assert outcome.state is not EmailState.DRAFTED
    assert not list(house.output.glob("emails/*.eml"))


def test_a_partnership_with_letters_of_two_stages_gets_no_mixture(house: MailRoom) -> None:
    house.issue(documents=("letter",))
    _stage(house, State.EMBARGOED, embargoed_until=EMBARGO)
    assert [each.name for each in house.drafts(stage=Stage.EMBARGOED).documents] == ["plan"]
    assert [each.name for each in house.drafts().documents] in ([], ["letter"])


def test_a_draft_has_the_form_that_every_mail_program_reads() -> None:
    """Looked at also with two parsers that are not Python's, mailparser and postal-mime: they read the same."""
    data, body = bytes(range(256)) * 300, "Dear Mòrag\n\n" + "a long line " * 100 + "\n.\nFrom here – “on”\n"
    names = ("PSR-2026-010 plan für Ünst – (v2).pdf", f"PSR-2026-010 {'x' * 110}.docx")
    files = tuple(Attached(name, data, is_pdf=name.endswith("pdf")) for name in names)
    people = tuple(Recipient(name=f'Mòrag "{n}" Ó Súilleabháin, chair', email=f"m{n}@example.org") for n in range(40))
    outcome = EmailOutcome(file="x.yaml", reference=REFERENCE, to=people[:1], copies=people,
                           documents=(Mailed("plan", "Plan", HASH, files),))  # fmt: skip
    draft = as_message(outcome, Words(f"OFFICIAL: {'Ünst and the other islands ' * 8}", body))
    assert draft.isascii()
    assert draft.startswith(b"X-Unsent: 1\r\n")
    assert b"\n" not in draft.replace(b"\r\n", b"")
    assert max(map(len, draft.split(b"\r\n"))) <= 998
    message = parsed(draft)
    assert [(each.get_filename(), each.get_content()) for each in message.iter_attachments()] == [
        (name, data) for name in names
    ]
    assert [each["Content-Transfer-Encoding"] for each in message.iter_attachments()] == ["base64", "base64"]
    assert [each.display_name for each in message["Cc"].addresses] == [each.name for each in people]
    assert message["Subject"].split() == ["OFFICIAL:", *["Ünst", "and", "the", "other", "islands"] * 8]
    text = message.get_body()
    assert text is not None
    assert text.get_content().replace("\r\n", "\n") == body


@pytest.mark.parametrize(
    ("text", "subject", "problem"),
    [
        (
            "Subject: {% for each in documents %}\n{{ each.name }}\n{% endfor %}\n\nDear reader",
            "",
            "would have 2 lines",
        ),
        ("Subject: Papers\nDear reader\n\nPlease", "", "would have 2 lines"),
        ("Subject: Papers\n  of {{ reference }}\n\nDear reader", "OFFICIAL: Papers of PSR-2026-010", ""),
        ("Subject: Papers\n\nDear reader", "OFFICIAL: Papers", ""),
    ],
)
def test_a_subject_ends_at_the_first_empty_line(house: MailRoom, text: str, subject: str, problem: str) -> None:
    house.issue()
    (house.templates / "email.txt").write_text(text, encoding="utf-8")
    outcome = house.drafts()
    assert [problem in str(each) for each in outcome.problems] == ([True] if problem else [])
    if subject:
        assert parsed(house.read(DRAFT))["Subject"] == subject
        assert parsed(house.read(DRAFT)).get_body().get_content() == "Dear reader\r\n"  # type: ignore[union-attr]  # without a body the test fails


def test_only_what_is_named_is_drafted(house: MailRoom) -> None:
    house.issue()
    assert [each.name for each in house.drafts(documents=("plan",)).documents] == ["plan"]


def test_what_could_not_be_recorded_as_sent_is_not_summed_up_as_drafts(
    house: MailRoom, capsys: pytest.CaptureFixture[str]
) -> None:
    house.issue()
    house.drafts()
    words = ["emails", REFERENCE, "--sent", "--on", "2026-12-01", "--templates", str(house.templates)]
    assert run.run([*words, "--output", str(house.output)]) == 1
    assert capsys.readouterr().out.endswith(
        "earlier-than-last: this happened on 2026-12-01, before what happened last: its documents were "
        "issued on 2026-12-07; check the day that --on gives; without it, it is today by this computer's clock; if the "
        "record has the wrong day, which stays, give --on 2026-12-07 or later\n\n"
        "0 e-mails recorded as sent. 0 with nothing to send, 1 not ready.\n"
    )
