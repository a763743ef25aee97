"""A report and a plan → one document: the report, unchanged, with the plan as an appendix."""

from __future__ import annotations

from scrutiny_response.problems import Refused
from scrutiny_response.word.attach.appendix import appendix_of
from scrutiny_response.word.attach.carriage import Carriage
from scrutiny_response.word.attach.choices import Choices, Headers, Look, PageNumbers
from scrutiny_response.word.attach.contents import headings_of, write_lines
from scrutiny_response.word.attach.joining import join
from scrutiny_response.word.attach.label import heading_text
from scrutiny_response.word.attach.namespaces import widen
from scrutiny_response.word.attach.pages import first_page, pages_of
from scrutiny_response.word.attach.parts import Draft, Parts
from scrutiny_response.word.attach.place import blocks_before, place_after
from scrutiny_response.word.attach.proof import Witness
from scrutiny_response.word.attach.record import Record, write
from scrutiny_response.word.attach.refusals import problems_of
from scrutiny_response.word.attach.removal import without_appendix
from scrutiny_response.word.attach.sections import sections_of_body
from scrutiny_response.word.attach.styles import Catalogue
from scrutiny_response.word.package import Package

__all__ = ["Choices", "Headers", "Look", "PageNumbers", "attach"]


def attach(report: Package, plan: Package, choices: Choices | None = None) -> bytes:
    """The report with the plan as an appendix: a .docx file's bytes, the same in every run.

    Raises Refused with all that is wrong with either file, or with the place that the choices name.
    """
    chosen = choices or Choices()
    draft, source = Draft(report), Parts(plan)
    problems = [*problems_of(draft), *problems_of(source)]
    if problems:
        raise Refused(problems)
    draft = without_appendix(draft)
    witness = Witness(draft)
    document = _joined(draft, source, chosen)
    witness.prove(document)
    return bytes(document)


def _joined(draft: Draft, plan: Parts, choices: Choices) -> Package:
    catalogue = Catalogue(draft)
    place = place_after(draft, catalogue, choices.after)
    text = heading_text(draft, catalogue, choices)
    carriage = Carriage(draft, catalogue, plan, choices)
    appendix = appendix_of(carriage, text)
    before = blocks_before(draft.body, place)
    first = first_page(draft, before, sections_of_body(draft.body), choices)
    pages = [first + page for page in pages_of(appendix.blocks)]
    headings = headings_of(appendix.blocks, pages, catalogue)
    as_written = widen(draft, draft.main, plan.root(plan.main))
    write_lines(draft.body, before, headings, carriage.styles, carriage.ids)
    joined = join(draft, appendix, (place, as_written), choices)
    imported, created = tuple(carriage.styles.imported), tuple(draft.created)
    write(draft, Record(imported, created, joined.following, joined.at_border))
    return draft.written()
