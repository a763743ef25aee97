"""The appendices of a report → the pages that go with them, from templates: their list, and a cover sheet for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from engross.labels import WORDS, as_compared, read_label, without_label
from engross.word import Template
from scrutiny_response.domain.filters import FILTERS, initial_capital
from scrutiny_response.use_cases.attaching.request import Appendix, Job

_HERE = Path(__file__).resolve()
LIST, COVER = _HERE.with_name("appendix-list.docx"), _HERE.with_name("appendix-cover.docx")
"""The templates that are used unless others are named."""
_HEADING = "Appendices"
_LIST, _COVER = "appendices", "/cover"
"""The key of a list of appendices, and what the key of a cover sheet ends with."""


class SheetChoices(Struct, frozen=True):
    """The template of the list and that of the cover sheets; None for those that are not wanted."""

    list: Path | None = None
    cover: Path | None = None

    def __bool__(self) -> bool:
        return bool(self.list or self.cover)


class ListedAppendix(Struct, frozen=True, kw_only=True):
    """One appendix, as its heading in the report names it."""

    heading: Annotated[str, "Its heading in the report", "Appendix C: Improvement plan"]
    title: Annotated[str, "What the heading says after its letter", "Improvement plan"]
    reference: Annotated[str, "Our reference; empty if it is not known", "PSR-2026-014"]
    partnership: Annotated[str, "The partnership whose it is; empty if it is not known"]
    state: Annotated[str, "How far it has come, where it is not issued; else empty", "Draft"]


class AppendixPage(Struct, frozen=True, kw_only=True):
    """What these pages may say."""

    report: Annotated[str, "The name of the report's file without its ending", "JI-2026-09"]
    needs_heading: Annotated[bool, "Whether the page says its heading itself, as in a PDF report", "true"]
    appendices: Annotated[tuple[ListedAppendix, ...], "All appendices that were attached, in order"]
    appendix: Annotated[ListedAppendix, "The one that the cover sheet is for; on the list, the first"]


def check_templates(choices: SheetChoices) -> None:
    """Raise Refused with all that is wrong with the templates, before anything is attached."""
    for path in filter(None, (choices.list, choices.cover)):
        _template(path)


class Listed(Struct, frozen=True):
    """What the pages say of all appendices of the result, those of earlier runs too, and of the job's own, in order."""

    appendices: tuple[ListedAppendix, ...]
    own: tuple[ListedAppendix, ...]


def listed(job: Job, headings: Sequence[str], attached: Sequence[tuple[str, str]]) -> Listed:
    """Return what the pages say, from the headings of the job's appendices and all headings and keys of the result."""
    own = {heading: each for heading, each in zip(headings, job.appendices, strict=True) if not each.key}
    by_key = {appendix.key: appendix for appendix in job.appendices if appendix.key}
    every: list[ListedAppendix] = []
    of_job: dict[int, ListedAppendix] = {}
    for shown, heading, key in _plans(attached):
        appendix = by_key.get(key) or own.get(heading)
        every.append(_listed(appendix, _anew(appendix, shown)) if appendix else _of_earlier_run(shown, key))
        if appendix:
            of_job[id(appendix)] = every[-1]
    return Listed(tuple(every), tuple(of_job[id(appendix)] for appendix in job.appendices))


def _plans(attached: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield for each plan the heading to show, which is that of its cover sheet if it has one, its own, and its key."""
    cover = ""
    for heading, key in attached:
        if key.endswith(_COVER):
            cover = heading
        elif key != _LIST and heading != _HEADING:
            yield cover or heading, heading, key
            cover = ""


def _anew(appendix: Appendix, shown: str) -> str:
    """Return the heading of an appendix as it is asked for now, with the label that it has."""
    attachment = appendix.attachment
    label = read_label(shown, attachment.label or WORDS[0])
    if label is None:
        return attachment.heading
    return replace(label, count=attachment.letter or label.count).heading(attachment.heading)


def _of_earlier_run(heading: str, key: str) -> ListedAppendix:
    title = without_label(heading)
    reference = key.rpartition("/")[0] if key != as_compared(title) else ""
    return ListedAppendix(heading=heading, title=title, reference=reference, partnership="", state="")


def with_sheets(job: Job, shown: Listed, choices: SheetChoices, folder: Path) -> Job:
    """Return a job with the list before its first appendix and a cover sheet before each; the pages lie in a folder."""
    page = AppendixPage(
        report=job.report.stem, needs_heading=job.is_pdf, appendices=shown.appendices, appendix=shown.appendices[0]
    )
    return replace(job, appendices=tuple(_all(job, page, shown.own, choices, folder)))


def _all(
    job: Job, page: AppendixPage, own: Sequence[ListedAppendix], choices: SheetChoices, folder: Path
) -> Iterator[Appendix]:
    if choices.list:
        first = job.appendices[0]
        path = _written(choices.list, page, folder / f"{job.report.stem}-appendices.docx")
        attachment = replace(first.attachment, heading=_HEADING, label="", letter=None)
        yield Appendix(path, attachment, _LIST, is_sheet=True, is_list=True)
    for number, (each, listed_one) in enumerate(zip(job.appendices, own, strict=True), 1):
        if choices.cover:
            to = folder / f"{job.report.stem}-cover-{number}.docx"
            path = _written(choices.cover, replace(page, appendix=listed_one), to)
            whose = each.key or as_compared(each.attachment.heading)
            yield Appendix(path, each.attachment, whose + _COVER, is_sheet=True, before=whose)
            inner = replace(each.attachment, label="", letter=None)
            yield replace(each, attachment=inner, is_below=True)
        else:
            yield each


def _listed(appendix: Appendix, heading: str) -> ListedAppendix:
    title, whose = appendix.attachment.heading, appendix.partnership
    state = initial_capital(appendix.state) if appendix.state else ""
    return ListedAppendix(heading=heading, title=title, reference=appendix.reference, partnership=whose, state=state)


def _template(path: Path) -> Template:
    return Template.open(path, shape=AppendixPage, filters=FILTERS, file=path.as_posix())


def _written(template: Path, page: AppendixPage, to: Path) -> Path:
    to.write_bytes(bytes(_template(template).render(page)))
    return to
