"""The letters that the record asks for, written in one batch from what is due, and what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

from markupsafe import Markup
from werkzeug.wrappers import Request, Response

from engross import paths
from engross.days import spelled
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.forms.names import as_title
from scrutiny_response.desk.jobs import Progress
from scrutiny_response.desk.pages import ask_again, page, to
from scrutiny_response.desk.views.documents import MADE, Document, document, others_made, run_of, told_all
from scrutiny_response.desk.views.due import DATED, REPLY_BY, Wanted, wanted
from scrutiny_response.desk.views.issuable import day_at, wrong
from scrutiny_response.desk.views.work import refusal_of, result_of
from scrutiny_response.domain.asked_letters import Batch
from scrutiny_response.store import naming
from scrutiny_response.store.outcome import CycleOutcome
from scrutiny_response.use_cases.generate import GenerateOptions


class Letters(NamedTuple):
    """The letters that were asked for, and what became of the partnerships that have one."""

    wanted: Sequence[Wanted]
    outcome: CycleOutcome


def write(desk: Desk, request: Request) -> Response:
    """Begin to write the letters that the record asks for today, with the dates that the form says."""
    today = desk.today()
    dated, errors = day_at(DATED, request.form, today, "the date of the letters")
    reply_by, more = day_at(REPLY_BY, request.form, today, "the last day for an answer")
    errors += more
    if dated and reply_by and reply_by < dated:
        errors.append(
            wrong(REPLY_BY, f"The last day for an answer is the date of the letters, {spelled(dated)}, or later")
        )
    if errors or dated is None:
        find = request.form.get("find", "")
        return ask_again(desk, f"/due?{urlencode({'find': find})}" if find else "/due", request.form, errors)
    batch = Batch(today, dated, reply_by)
    letters = wanted(desk.view.partnerships(today), batch)
    if not letters:
        return to("/due", "The record asks for no letter today.")
    inputs = [Path(file) for file in dict.fromkeys(letter.one.file for letter in letters)]
    options = GenerateOptions(follow_up=batch, pdf="pdf" in request.form)

    def work(progress: Progress) -> Letters:
        return Letters(letters, run_of(desk, inputs, options, progress))

    return to(f"/work/{desk.jobs.start('Writing the letters', '/due/letters/{job}', work)}")


class Row(NamedTuple):
    """A letter that was asked for, what became of its document, and what is against it if it could not be made."""

    letter: Wanted
    document: Document | None
    against: Sequence[Markup]

    @property
    def name(self) -> str:
        """What the letter is called, with its date."""
        return as_title(self.letter.document)

    @property
    def is_made(self) -> bool:
        """Whether the letter lies there as it should."""
        return self.document is not None and self.document.state in MADE


def written(desk: Desk, _request: Request, job: str) -> Response:
    """Show what became of each letter that was asked for, and below what else was made."""
    done, back = result_of(desk, job, "/due/letters/"), ("/due", "Due")
    refused = refusal_of(desk, done, back)
    if refused:
        return refused
    letters: Letters = done.result
    rows = [_row(desk, letter, letters.outcome) for letter in letters.wanted]
    told_already = {row.letter.one.slug for row in rows if row.against}
    places = {place for letter in letters.wanted for place in _places(letter)}
    return page(
        desk, "letters.html", title="The letters that were asked for", here="due", back=back, rows=rows,
        made=sum(row.is_made for row in rows),
        others=[result for result in others_made(desk, letters.outcome, places)
                if result.documents or (result.slug not in told_already and (result.errors or result.warnings))],
        problems=[told(problem) for problem in letters.outcome.problems],
    )  # fmt: skip


def _row(desk: Desk, letter: Wanted, outcome: CycleOutcome) -> Row:
    file, places = Path(letter.one.file).as_posix(), _places(letter)
    own = [each for each in outcome.outcomes if each.file == file]
    changes = (change for each in own for change in each.changes if paths.key(change.path) in places)
    row = Row(letter, next((document(change, is_done=True) for change in changes), None), ())
    problems = [problem for each in own for problem in each.problems]
    return row if row.is_made else row._replace(against=told_all(desk, letter.one.slug, problems))


def _places(letter: Wanted) -> set[str]:
    """Return the keys of the paths that the document of a letter may have, as disks compare them."""
    assessment = letter.one.reading.assessment
    return set(map(paths.key, naming.names(assessment, letter.document))) if assessment else set()
