"""An assessment, its record and its output → the documents that go to its partnership, or every reason why they cannot.

Only what is issued goes out, from the record and as it was sent there; or, at a stage before, what lies in the output
folder exactly as it was generated from what the files say now. Nothing internal goes out, and nothing a second time.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from engross import paths, pdf
from engross.files import hash_of
from engross.problems import FilePlace, Problem
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.contradictions.case import Contradiction
from scrutiny_response.domain.event_parts import Recipient, Stage
from scrutiny_response.domain.events import Recorded, Sent
from scrutiny_response.domain.history import Standing, standing
from scrutiny_response.domain.plan_identity import PROPERTY
from scrutiny_response.intake.assessments import placed
from scrutiny_response.store import naming, staging, whole_files
from scrutiny_response.store import record as store
from scrutiny_response.store.outcome import Action, Outcome
from scrutiny_response.use_cases.emails.values import Attached, EmailOutcome, EmailState, Mailed

_STATES = {Stage.FACTUAL_ACCURACY: State.FACTUAL_ACCURACY, Stage.EMBARGOED: State.EMBARGOED}
_OUTDATED = frozenset({"issued-differs"})
_AGAIN = "run `scrutiny generate`, and look at it"
_CUSTOM = re.compile(r'name="([^"]+)"[^>]*>\s*<[^>]+>([^<]*)<')
_TITLE = re.compile(r"<dc:title>([^<]*)</dc:title>")


class Case(NamedTuple):
    """One assessment, what a dry run says of it, the events of its reference, and the two folders.

    `named` are the documents to which it is confined, if there are any.
    """

    outcome: Outcome
    assessment: Assessment
    events: tuple[Recorded, ...]
    record: Path
    folder: Path
    stage: Stage
    named: tuple[str, ...] = ()


def chosen(case: Case) -> EmailOutcome:
    """Return what goes to a partnership, and to whom; refused with all reasons, or with nothing to send."""
    outcome = EmailOutcome(
        file=case.outcome.file, reference=case.outcome.reference, partnership=case.outcome.partnership
    )
    waiting = tuple(name for name in _waiting(case) if name in (case.named or (name,)))
    if not waiting:
        refused = case.outcome.problems if case.outcome.refused else ()
        return replace(outcome, state=EmailState.REFUSED, problems=refused) if refused else outcome
    results = [_mailed(case, name) for name in waiting]
    documents = tuple(result for result in results if isinstance(result, Mailed))
    problems = [problem for result in results if not isinstance(result, Mailed) for problem in result]
    problems += _people(case)
    if problems:
        return replace(outcome, state=EmailState.REFUSED, problems=tuple(dict.fromkeys(problems)))
    to, copies, without = _recipients(case)
    return replace(
        outcome,
        state=EmailState.DRAFTED,
        to=to,
        copies=copies,
        without_address=without,
        documents=documents,
    )


def _waiting(case: Case) -> Iterator[str]:
    """Yield the names of the documents for the partnership that are at this stage and have not been sent at it."""
    gone = {
        document.hash for _, _, event in case.events if isinstance(event, Sent) and event.stage is case.stage
        for document in event.documents
    }  # fmt: skip
    stands = standing(case.events)
    if case.stage is Stage.ISSUED:
        for name, each in stands.items():
            if not case.assessment.is_internal(name) and each.document.hash not in gone:
                yield name
        return
    if case.assessment.state is not _STATES[case.stage]:
        return
    for name in case.assessment.documents:
        path = case.folder / naming.name(case.assessment, name)
        is_gone = staging.hash_on_disk(path) in gone
        if not case.assessment.is_internal(name) and name not in stands and not is_gone:
            yield name


def _mailed(case: Case, name: str) -> Mailed | list[Problem]:
    """Return a document as it goes out; or what keeps it from that."""
    if case.stage is Stage.ISSUED:
        stands = standing(case.events)[name]
        problems = [*_of_output(case, stands), *_of_record(case, stands)]
        return problems or _from_record(case, name, stands)
    problems = list(_as_it_lies(case, name))
    return problems or _from_output(case, name)


def _of_output(case: Case, stands: Standing) -> Iterator[Problem]:
    """Yield what a run says of an issued document: that it was edited since, or would now read otherwise."""
    path = (case.folder / stands.document.path).as_posix()
    for problem in case.outcome.problems:
        if problem.is_error:
            yield problem
        elif problem.id in _OUTDATED and str(problem.place) == path:
            hint = 'correct it: scrutiny issue REFERENCE --replaces "REASON"; or take the change back'
            yield Problem("outdated-for-sending", problem.place, problem.message, hint)


def _of_record(case: Case, stands: Standing) -> Iterator[Problem]:
    """Yield each file of an issued document that is not in the record as it was issued, or not for the partnership."""
    sent, folder = stands.document, store.folder_of(case.record, case.outcome.reference)
    for file, hash_ in ((sent.file, sent.hash), (sent.pdf, sent.pdf_hash)):
        if file is None:
            continue
        path = folder / file
        there = staging.hash_on_disk(path)
        if there == staging.UNREADABLE:
            yield staging.unreadable(path)
        elif there != hash_:
            message = "this document is not in the record as it was issued, so it cannot be sent"
            yield Problem("kept-file-changed", FilePlace(path.as_posix()), message, "see `scrutiny verify`")
        elif file == sent.file:
            yield from _not_for_partnership(path.read_bytes(), path, State.ISSUED)


def _as_it_lies(case: Case, name: str) -> Iterator[Problem]:
    """Yield what keeps a document of the output folder from going out: it is edited, outdated, or not there."""
    yield from (problem for problem in case.outcome.problems if problem.is_error)
    own = _path(case, name)
    path, change = case.folder / own, {change.path: change for change in case.outcome.changes}.get(own)
    place = FilePlace(path.as_posix())
    if change is None or not paths.is_file(path):
        yield Problem("not-generated", place, "this document has not been generated yet", _AGAIN)
    elif change.done is Action.WRITTEN:
        yield Problem("document-outdated", place, f"this document is out of date: {change.why}", _AGAIN)
    elif change.done is Action.KEPT:
        hint = "`scrutiny generate --overwrite-edited` makes it again"
        yield Problem("edited-for-issue", place, "this document was edited by hand", hint)
    else:
        yield from _not_for_partnership(path.read_bytes(), path, case.assessment.state)


def _not_for_partnership(data: bytes, path: Path, state: State) -> Iterator[Problem]:
    """Yield what a document's own properties say against sending it: that it is internal, or in another state."""
    properties = _properties(data)
    place = FilePlace(path.as_posix())
    if properties.get("Audience") == "internal":
        hint = "see `internal` in the cycle file"
        yield Problem("internal-for-sending", place, "this document says of itself that it is internal", hint)
    if properties.get("Document state", state) != state:
        message = f"this document says of itself that its state is `{properties['Document state']}`, not `{state}`"
        hint = "generate it anew, or see how it came to lie here"
        yield Problem("state-for-sending", place, message, hint)


def _path(case: Case, name: str) -> str:
    possible = naming.names(case.assessment, name)
    changes = {change.path: change for change in case.outcome.changes}
    return next((path for path in possible if changes.get(path)), possible[0])


def _from_record(case: Case, name: str, stands: Standing) -> Mailed:
    sent, folder = stands.document, store.folder_of(case.record, case.outcome.reference)
    word = (folder / sent.file).read_bytes()
    beside = case.folder / whole_files.pdf_path(sent.path)
    pdf_data = (folder / sent.pdf).read_bytes() if sent.pdf else _made_from(word, beside)
    return _document(case, name, (word, pdf_data), stands)


def _from_output(case: Case, name: str) -> Mailed:
    path = case.folder / _path(case, name)
    word = path.read_bytes()
    return _document(case, name, (word, _made_from(word, Path(whole_files.pdf_path(str(path))))), None)


def _made_from(word: bytes, beside: Path) -> bytes | None:
    """Return the PDF that lies beside a document, if it was made from this very file: also one that was made later."""
    is_its_own = paths.is_file(beside) and pdf.made_from(beside) == hash_of(word)
    return beside.read_bytes() if is_its_own else None


def _document(case: Case, name: str, files: tuple[bytes, bytes | None], stands: Standing | None) -> Mailed:
    """Return a document with its files: its PDF if there is one; Word if there is none, or if people fill it in."""
    word, pdf_data = files
    start = f"{naming.safe(case.outcome.reference)} {naming.safe(name)}"
    attached = [Attached(f"{start}.pdf", pdf_data, is_pdf=True)] if pdf_data is not None else []
    if pdf_data is None or PROPERTY in _properties(word):
        attached.append(Attached(f"{start}.docx", word, is_pdf=False))
    title = _title(word) or name
    return Mailed(name, title, hash_of(word), tuple(attached), stands.date if stands else None)


def _properties(word: bytes) -> dict[str, str]:
    return {name: unescape(value) for name, value in _CUSTOM.findall(_part(word, "docProps/custom.xml"))}


def _title(word: bytes) -> str:
    match = _TITLE.search(_part(word, "docProps/core.xml"))
    return unescape(match[1]) if match else ""


def _part(word: bytes, name: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(word)) as file:
            return file.read(name).decode(errors="replace")
    except (KeyError, zipfile.BadZipFile):
        return ""


def _people(case: Case) -> Iterator[Problem]:
    if not case.assessment.addressee.email:
        message = f"there is no e-mail address of {case.assessment.addressee.name}"
        hint = "write `email: ...` under `addressee`"
        yield from placed(case.outcome.file, [Contradiction(("addressee",), "no-email", message, hint)])


def _recipients(case: Case) -> tuple[tuple[Recipient, ...], tuple[Recipient, ...], tuple[str, ...]]:
    """Return the addressee, the recipients of copies (none before the issue), and those who have no address."""
    addressee = case.assessment.addressee
    to = (Recipient(name=addressee.name, email=addressee.email),)
    if case.stage is not Stage.ISSUED:
        return to, (), ()
    copies = case.assessment.copies
    named = [(copy.name or f"{copy.role}, {copy.organisation}", copy.email) for copy in copies]
    with_address = tuple(Recipient(name=name, email=email) for name, email in named if email)
    return to, with_address, tuple(name for name, email in named if not email)
