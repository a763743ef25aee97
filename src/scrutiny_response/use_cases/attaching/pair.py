"""One report, one plan and the choices about them → the report with the plan as its appendix, as bytes or as a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from engross import paths, pdf
from engross.internal_errors import guard
from engross.pdf import Archive, ConvertedPdf, PdfFile, WordFile
from engross.problems import FilePlace, Problem, Refused, Severity, collect
from engross.word import Package, for_conversion
from engross.word import attach as word
from scrutiny_response.domain.assessment import Attachment, Headers, PageNumbers
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.attaching.outcome import AttachOutcome, Became

WORD, PDF = ".docx", ".pdf"


@dataclass(frozen=True, slots=True)
class Pair:
    """A report and a plan on disk, and how the one is attached to the other."""

    report: Path
    plan: Path
    attachment: Attachment

    @property
    def is_pdf(self) -> bool:
        """True if the report, and so the result, is a PDF file."""
        return _ending(self.report) == PDF

    @property
    def is_mixed(self) -> bool:
        """True if the plan is a Word file that needs a PDF of it first."""
        return self.is_pdf and _ending(self.plan) == WORD


@dataclass(frozen=True, slots=True)
class Joined:
    """A report with its plan: the file's bytes, what its reader should know, and what became of the plan."""

    data: bytes
    problems: tuple[Problem, ...]
    became: Became


def attach_pair(report: Path, plan: Path, attachment: Attachment, to: Path) -> AttachOutcome:
    """Attach one plan to one report and write the result; the report and the plan are never written to."""
    outcome = AttachOutcome(file=report.as_posix(), report=report.as_posix(), plan=plan.as_posix())
    pair = Pair(report, plan, attachment)
    try:
        _allow(pair, to)
        joined = join_pair(pair, plan_pdfs([pair]))
    except Refused as refused:
        return replace(outcome, problems=refused.problems)
    unwritten = whole_files.write(to.parent, to.name, joined.data)
    if unwritten is not None:
        return replace(outcome, problems=(*joined.problems, unwritten))
    return replace(outcome, result=to.as_posix(), became=joined.became, problems=joined.problems)


def plan_pdfs(pairs: Sequence[Pair]) -> Mapping[Path, ConvertedPdf | Problem]:
    """For each Word plan of a PDF report its PDF, of the PDF/A version that the report claims, or the problem with it.

    LibreOffice is looked for once, if there is such a pair, and is given all plans of one kind together.
    """
    mixed = [pair for pair in pairs if pair.is_mixed]
    pdfs: dict[Path, ConvertedPdf | Problem] = {}
    wanted: dict[Archive | None, list[WordFile]] = {}
    for pair in mixed:
        try:
            archive = guard(pair.report.as_posix(), partial(_archive_of, pair.report))
            wanted.setdefault(archive, []).append(WordFile.read(pair.plan))
        except Refused as refused:
            pdfs[pair.plan] = refused.problems[0]
    try:
        office = pdf.find_converter() if wanted else None
    except Refused as refused:
        return {pair.plan: refused.problems[0] for pair in mixed} | pdfs
    for archive, files in wanted.items():
        if office is not None:
            results = pdf.to_pdf(office, files, archive, for_conversion)
            pdfs |= {Path(file.name): result for file, result in zip(files, results, strict=True)}
    return pdfs


def _archive_of(report: Path) -> Archive | None:
    return pdf.archive_of(_pdf(report))


def join_pair(pair: Pair, pdfs: Mapping[Path, ConvertedPdf | Problem]) -> Joined:
    """Return the result and what its reader should know; Refused with all that is wrong."""
    return guard(pair.report.as_posix(), lambda: _in_pdf(pair, pdfs) if pair.is_pdf else _in_word(pair))


def _in_word(pair: Pair) -> Joined:
    packages = collect([lambda: _package(pair.report), lambda: _package(pair.plan)])
    choices = word.Choices(
        after=pair.attachment.after or "",
        title=pair.attachment.heading,
        label=pair.attachment.label,
        letter=pair.attachment.letter or "",
        page_numbers=word.PageNumbers(pair.attachment.page_numbers),
        headers=word.Headers(pair.attachment.headers),
        look=word.Look(pair.attachment.look),
    )
    attached = word.attach_told(packages[0], packages[1], choices)
    return Joined(attached.data, attached.problems, Became(attached.what))


def _in_pdf(pair: Pair, pdfs: Mapping[Path, ConvertedPdf | Problem]) -> Joined:
    converted, enclosed = pdfs.get(pair.plan), None
    if isinstance(converted, Problem):
        raise Refused([converted])
    report = _pdf(pair.report)
    plan = PdfFile(pair.plan.as_posix(), converted.data) if converted else _pdf(pair.plan)
    if converted:
        enclosed = pdf.enclosure(pair.plan.name, WordFile.read(pair.plan).data)
    attachment = pair.attachment
    choices = pdf.PdfAttachChoices(
        title=f"{attachment.label} {attachment.letter or '{letter}'}: {attachment.heading}",
        after=attachment.after or "",
        restart=attachment.page_numbers is PageNumbers.RESTART,
    )
    result = pdf.attach(report, plan, choices, enclosed)
    notes = (*(converted.warnings if converted else ()), *_headers(pair), *result.problems)
    became = Became.REPLACED if result.replaced else Became.ATTACHED
    return Joined(result.data, notes, Became.THERE if result.data == report.data else became)


def _headers(pair: Pair) -> tuple[Problem, ...]:
    if pair.attachment.headers is not Headers.REPORT:
        return ()
    message = "a plan in a PDF report keeps its own headers and footers, although the report's are asked for"
    hint = "attach the plan to the report's Word file where it has one"
    return (Problem("headers-kept", FilePlace(pair.report.as_posix()), message, hint, Severity.INFORMATION),)


def _allow(pair: Pair, to: Path) -> None:
    """Raise Refused if these two cannot be put together, or the result would lie where one of them is."""
    if (_ending(pair.report), _ending(pair.plan)) not in {(WORD, WORD), (PDF, PDF), (PDF, WORD)}:
        message = "a plan can be attached from Word to Word, from PDF to PDF, or from Word to PDF"
        hint = "give the report and the plan as .docx or .pdf files; for a Word report the plan as a Word file"
        raise Refused([Problem("pair-of-files", FilePlace(pair.plan.as_posix()), message, hint)])
    if _ending(to) != _ending(pair.report):
        message = f"the result is of the same kind as the report: {_ending(pair.report)}"
        raise Refused([Problem("result-kind", FilePlace(to.as_posix()), message, "give it that ending")])
    for path, words in ((pair.report, "report"), (pair.plan, "plan")):
        if paths.is_same_file(path, to):
            message = f"this is the {words} itself, which is never written to"
            raise Refused([Problem("result-is-source", FilePlace(to.as_posix()), message, "give another name")])


def _package(path: Path) -> Package:
    return Package.open(path, path.as_posix())


def _pdf(path: Path) -> PdfFile:
    return PdfFile(path.as_posix(), WordFile.read(path).data)


def _ending(path: Path) -> str:
    return path.suffix.casefold()
