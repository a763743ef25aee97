"""report + plan → the report with the plan as an appendix: all steps in order; the modules beside it do them."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from engross.labels import WORDS, read_label
from engross.pdf.appendix import carry, fields, names, outline, page_labels, tags
from engross.pdf.appendix.earlier import (
    AFTER,
    IS_BELOW,
    IS_PAGE,
    KEY,
    MARK,
    UNDER,
    VERSIONS,
    as_below,
    joint_version,
    key_of,
    namesakes,
    own_version,
    page_above,
    sign,
    strays,
)
from engross.pdf.appendix.headings import demote_headings
from engross.pdf.appendix.place import place_for, taken_out
from engross.pdf.appendix.unchanged import SOURCE, source_of, unchanged_title
from engross.pdf.conformance import Conformance, joint_conformance, limit_conformance
from engross.pdf.damage import AGAIN, damaged, first_line, text_length
from engross.pdf.files import AttachedPdf, Enclosure, PdfAttachChoices, PdfFile
from engross.pdf.open_pdf import STRANGE, OpenPdf, open_told
from engross.pdf.postprocess import save
from engross.pdf.sealing import save_sealed
from engross.problems import FilePlace, Problem, Refused, Severity, collect

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class _Pair(Struct, frozen=True):
    """Both files, open, what problems call them, and what is wrong inside them and does no harm.

    `source` is what the plan's mark says of where it came from; `recovered` says that one of them had to be recovered,
    so that pages and text are counted again in the result.
    """

    report: Pdf
    plan: Pdf
    report_name: str
    plan_name: str
    source: String
    told: tuple[Problem, ...] = ()
    recovered: bool = False


def attach(report: PdfFile, plan: PdfFile, choices: PdfAttachChoices, word: Enclosure | None = None) -> AttachedPdf:
    """Return the report with the plan's pages in it, and with everything that makes them more than pictures.

    Merged are tags, outline, page labels, named destinations, form fields, layers and embedded files; `word` is
    embedded if PDF/A allows it. The report's title, language, dates and settings stay. A plan that stands for the same
    is replaced where it is. The same files give the same bytes. Refused if either file is damaged, encrypted or signed,
    or the place is not found.
    """
    base, addition = _both(report, plan)
    with base.pdf, addition.pdf:
        told, was_recovered = (*base.problems, *addition.problems), base.recovered or addition.recovered
        try:
            choices = as_below(base.pdf, choices)
            source = source_of(plan, choices, word)
            heading = unchanged_title(report, base.pdf, choices, source)
            if heading:
                return AttachedPdf(report.data, (), heading, replaced=True)
            pair = _Pair(base.pdf, addition.pdf, report.name, plan.name, source, told, was_recovered)
            return _attached(pair, choices, word)
        except STRANGE as error:
            why = first_line(error)
            message = f"this report and {plan.name} cannot be put together, for one of them is damaged inside ({why})"
            raise Refused([Problem("pdf-damaged", FilePlace(report.name), message, AGAIN)]) from error


def _both(report: PdfFile, plan: PdfFile) -> tuple[OpenPdf, OpenPdf]:
    """Both files, open; all that is wrong with either is said at once."""
    first, second = collect(partial(open_told, file) for file in (report, plan))
    return first, second


def _attached(pair: _Pair, choices: PdfAttachChoices, word: Enclosure | None) -> AttachedPdf:
    base, addition = pair.report, pair.plan
    version = own_version(base)
    replaces, place_before, letter = taken_out(base, choices)
    counts = _counts(base, addition) if pair.recovered else None
    ours, theirs = Conformance.of(base), Conformance.of(addition)
    joint = joint_conformance(ours, theirs)
    place = place_before or place_for(base, choices, pair.report_name)
    title = outline.heading(base, choices.title, choices.label, choices.letter or letter)
    mark = base.make_indirect(Dictionary())
    _merge(base, addition, place, replace(choices, title=title), mark)
    if word and joint.may_embed:
        _embed(base, word, mark)
    if "/Metadata" in base.Root:
        mark.Metadata = base.Root.Metadata
        limit_conformance(base, joint)
    if MARK in base.Root:
        mark[UNDER] = base.Root[MARK]
    mark[KEY] = String(key_of(choices))
    mark[AFTER] = String(choices.after)
    mark[SOURCE] = pair.source
    mark[VERSIONS] = Array([String(addition.pdf_version), String(version)])
    label = read_label(title, choices.label or WORDS[0])
    sign(base, mark, label.count if label else "")
    if choices.is_page:
        mark[IS_PAGE] = True
    if choices.is_below:
        mark[IS_BELOW] = True
    base.Root[MARK] = mark
    facts = (
        *_lost(pair, ours, theirs, joint, made_here=word is not None),
        *_of_place(pair.report_name, choices, place),
        *_same_heading(base, mark, choices.label or WORDS[0], pair.plan_name),
    )
    left_out = [_left_out(pair.report_name, word, joint)] if word and not joint.may_embed else []
    data = _saved(base)
    if counts is not None:
        _compare(pair, counts, data)
    return AttachedPdf(data, (*pair.told, *_moved(pair, choices), *facts, *left_out), title, replaces)


def _moved(pair: _Pair, choices: PdfAttachChoices) -> Iterator[Problem]:
    """Tell of pages that came with a plan and were moved into this file, if they cannot be replaced."""
    pages = strays(pair.report, choices)
    if pages:
        which = f"pages {pages[0]} to {pages[-1]}" if len(pages) > 1 else f"page {pages[0]}"
        message = f"{which} of this report came with a plan that was attached to another file, and stayed"
        hint = "if it is the same plan, delete these pages and attach the plan again"
        yield _note("pdf-moved-pages", pair.report_name, message, hint, Severity.WARNING)


def _counts(*pdfs: Pdf) -> tuple[int, int]:
    """How many pages PDFs have together, and how many characters of text these show."""
    return sum(len(pdf.pages) for pdf in pdfs), sum(text_length(pdf.pages) for pdf in pdfs)


def _compare(pair: _Pair, expected: tuple[int, int], data: bytes) -> None:
    """Refuse the pair if not all pages and all text that were recovered are in the result."""
    with Pdf.open(BytesIO(data)) as result:
        after = _counts(result)
    if after != expected:
        pages, characters = (f"{one} of {other}" for one, other in zip(after, expected, strict=True))
        fault = f"only {pages} pages and {characters} characters of text could be recovered"
        raise Refused([damaged(pair.report_name, fault)])


def _merge(base: Pdf, addition: Pdf, place: outline.InsertionPoint, choices: PdfAttachChoices, mark: Object) -> None:
    title = choices.title
    tagged = tags.is_tagged(base) and tags.is_tagged(addition)
    if tagged:
        tags.shift(addition, base)
    else:
        tags.untie(addition)
    names.name_pages(addition)
    if place.at < len(base.pages):
        names.name_pages(base)
    fields.draw(addition)
    names.rename_destinations(addition, base)
    carried = carry.carry(addition, base, tagged=tagged)
    if tagged:
        tags.add(base, carried, place.at, title, mark)
    above = page_above(base, place.at) if choices.is_below else None
    if tagged and above is not None:
        demote_headings(base, mark.Element)
    carry.insert(base, carried, place.at, mark)
    outline.add(base, carried, title, replace(place, above=above), mark)
    page_labels.add(base, carried, place.at, mark, restart=choices.restart)
    names.add(base, carried, mark)
    fields.add(base, carried, mark)


def _embed(base: Pdf, word: Enclosure, mark: Object) -> None:
    """Embed the Word plan as an associated file (ISO 19005-3, 6.8): a supplement to the report."""
    stream = Stream(base, word.data)
    stream.Type, stream.Subtype = Name.EmbeddedFile, Name("/" + _WORD)
    checksum = hashlib.md5(word.data, usedforsecurity=False).digest()  # ISO 32000-1, table 46 asks for this one
    date = word.modified.astimezone(dt.UTC).strftime("D:%Y%m%d%H%M%SZ")
    stream.Params = Dictionary(Size=len(word.data), ModDate=String(date), CheckSum=String(checksum))
    file = base.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=String(word.name),
            UF=String(word.name),
            Desc=String("The improvement plan as a Word document"),
            AFRelationship=Name.Supplement,
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    names.add_name(base, "/EmbeddedFiles", bytes(String(word.name)), file, mark)
    mark.Enclosed = file
    base.Root.AF = Array([*base.Root.get("/AF", Array()), file])


def _saved(base: Pdf) -> bytes:
    version = joint_version(base)
    # Object streams came with PDF 1.5, and PDF/A-1 stays at 1.4.
    streams = ObjectStreamMode.generate if version >= "1.5" else ObjectStreamMode.disable
    # Objects lie in streams in the order of their numbers, which say what was here before: a first writing counts anew.
    with Pdf.open(BytesIO(save(base, streams=ObjectStreamMode.disable, version=version))) as counted:
        return save_sealed(counted, version, streams)


def _lost(
    pair: _Pair, ours: Conformance, theirs: Conformance, joint: Conformance, *, made_here: bool
) -> Iterator[Problem]:
    """Yield what the report claimed, or the plan had, that the two together have no more."""
    if theirs.tagged and not ours.tagged:
        message = "this report has no tags, so it is not accessible, and the plan's tags were left out"
        hint = "give the plan to readers as a file of its own, too"
        yield _note("pdf-untagged-report", pair.report_name, message, hint)
    again = "make the plan's PDF from the Word file"
    if ours.tagged and not theirs.tagged:
        message = "this plan has no tags, so screen readers pass over its pages in the report"
        yield _note("pdf-untagged-plan", pair.plan_name, message, again, Severity.WARNING)
    if ours.accessible and not joint.accessible:
        message = "the report with this plan is no longer PDF/UA, and does not say so any more"
        yield _note("pdf-claim-dropped", pair.plan_name, message, again, Severity.WARNING)
    if ours.archive and joint.archive and joint.level != ours.level:
        message = f"the report with this plan no longer says that it is {ours.archive_name}, but {joint.archive_name}"
        hint = "there is nothing to do if the archive takes both"
        yield _note("pdf-claim-dropped", pair.plan_name, message, hint)
    if ours.archive and not joint.archive:
        message = f"the report with this plan is no longer {ours.archive_name}, and does not say so any more"
        hint = f"make the plan's PDF as {ours.archive_name} too"
        if made_here:
            hint = "give the report as PDF/A-2b or 3b with colours in RGB: the plan's PDF is then made to match"
        yield _note("pdf-claim-dropped", pair.plan_name, message, hint, Severity.WARNING)


def _of_place(report: str, choices: PdfAttachChoices, place: outline.InsertionPoint) -> Iterator[Problem]:
    if place.cuts:
        message = (
            f'the section "{choices.after}" ends on the page that the next one begins on; the plan follows that page'
        )
        yield _note("pdf-section-shares-page", report, message, "put a page break between the two in the report")


def _same_heading(base: Pdf, mark: Object, word: str, plan: str) -> Iterator[Problem]:
    """Tell of another plan with the same entry in the outline: readers cannot tell the two."""
    for title in namesakes(base, mark, word)[:1]:
        message = f'"{title}" is in this report already, and this plan, which is another one, has the same heading'
        hint = "give it a heading of its own, or leave out the one that it was to replace"
        yield _note("same-heading", plan, message, hint, Severity.WARNING)


def _left_out(report: str, word: Enclosure, joint: Conformance) -> Problem:
    message = f"this report is {joint.archive_name}, which allows no embedded Word file, so {word.name} was left out"
    return _note("pdf-word-left-out", report, message, "make the report as PDF/A-3b where it should be embedded")


def _note(id: str, file: str, message: str, hint: str, severity: Severity = Severity.INFORMATION) -> Problem:
    return Problem(id, FilePlace(file), message, hint, severity)
