"""A report and a plan → one document: the report, unchanged, with the plan as an appendix."""

from __future__ import annotations

from scrutiny_response.problems import Refused
from scrutiny_response.word.attach.appendix import appendix_of
from scrutiny_response.word.attach.carriage import Carriage
from scrutiny_response.word.attach.choices import Choices, Headers, Look, PageNumbers
from scrutiny_response.word.attach.joining import join
from scrutiny_response.word.attach.label import heading_text
from scrutiny_response.word.attach.namespaces import widened
from scrutiny_response.word.attach.parts import Draft, Parts
from scrutiny_response.word.attach.place import place_after
from scrutiny_response.word.attach.refusals import problems_of
from scrutiny_response.word.package import Package

__all__ = ["Choices", "Headers", "Look", "PageNumbers", "attach"]


def attach(report: Package, plan: Package, choices: Choices | None = None) -> bytes:
    """The report with the plan as an appendix: a .docx file's bytes, the same in every run.

    Raises Refused with all that is wrong with either file, or with the place that the choices name.
    """
    chosen = choices or Choices()
    problems = [*problems_of(report), *problems_of(plan)]
    if problems:
        raise Refused(problems)
    draft, source = Draft(report), Parts(plan)
    place = place_after(draft, chosen.after)
    text = heading_text(draft, chosen)
    carriage = Carriage(draft, source, chosen)
    appendix = appendix_of(carriage, text)
    widened(draft, draft.main, source.root(source.main))
    join(draft, appendix, place, chosen)
    return bytes(draft.written())
