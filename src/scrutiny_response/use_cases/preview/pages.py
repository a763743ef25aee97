"""A template's bytes and an assessment → what the template makes of it, page by page, and all that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from engross import pdf
from engross.pdf import Page, WordFile, page_pictures, require_poppler
from engross.problems import Problem, Refused, has_error
from engross.word import Package, for_conversion
from engross.word.accessibility import check_accessibility
from scrutiny_response import resources
from scrutiny_response.domain.further import Declarations, completed
from scrutiny_response.domain.response import Response, respond
from scrutiny_response.generate.document_state import open_template
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.use_cases.declared_values import declared_for

_T = TypeVar("_T")


_TOLD = {"font-missing", "pdf-differs"}
"""The warnings about a PDF that say something of the template."""


class Preview(Struct, frozen=True, kw_only=True):
    """What a template makes of an assessment.

    `file` and `sample` are the paths of the two. `is_filled` is false if the template could not be filled, so that
    the pages show the template itself with its tags. There are no pages if a program for them is missing.
    """

    file: str
    sample: str
    pages: tuple[Page, ...] = ()
    is_filled: bool = True
    problems: tuple[Problem, ...] = ()

    @property
    def refused(self) -> bool:
        """True if something must be mended; a warning refuses nothing."""
        return has_error(self.problems)


def shipped_sample() -> Path:
    """Return the sample assessment that is used if none is named."""
    return resources.inputs() / "strathlorne.yaml"


def preview(template: bytes, file: str, sample: Path, *, more_to_come: bool = False) -> Preview:
    """Return the preview of a template's bytes, filled with the assessment in the file `sample`.

    If there is `more_to_come`, LibreOffice stays for the next preview of this process.

    What is wrong with the template (by the check against the data and by that of accessibility), with the assessment
    and with the programs on this machine is told in the preview; nothing is raised.
    """
    problems: list[Problem] = []
    declared = _tried(lambda: _declared(file, sample), problems) or ()
    compiled = _tried(lambda: open_template(template, file, declared), problems)
    problems += compiled.problems if compiled else ()
    problems += _tried(lambda: check_accessibility(Package.open(template, file)), problems) or ()
    response = _tried(lambda: _response(sample, declared), problems)
    filled = _tried(lambda: bytes(compiled.render(response)), problems) if compiled and response else None
    begun = Preview(file=file, sample=sample.as_posix(), is_filled=filled is not None)
    shown = _tried(lambda: _pages(WordFile(file, filled or template), more_to_come, problems), problems)
    return replace(begun, pages=shown or (), problems=tuple(dict.fromkeys(problems)))


def _declared(file: str, sample: Path) -> Declarations:
    """Return the office's own values: of the cycle of the sample, or of the template's if the sample is ours."""
    return declared_for(Path(file)) if sample == shipped_sample() else declared_for(None, sample)


def _response(sample: Path, declared: Declarations) -> Response:
    framework = read_framework(None)
    readings = read_assessments([sample], framework)
    problems = [problem for reading in readings for problem in reading.problems]
    recorded = [reading.assessment for reading in readings if reading.assessment]
    if not recorded:
        raise Refused(problems)
    further = completed(recorded[0].further, declared)
    return respond(replace(recorded[0], further=further), framework)


def _pages(document: WordFile, more_to_come: bool, problems: list[Problem]) -> tuple[Page, ...]:
    """Return the document's pages; warnings about fonts and about other words go into `problems`."""
    require_poppler()
    office = pdf.kept_converter() if more_to_come else pdf.find_converter()
    (converted,) = pdf.to_pdf(office, [document], prepare=for_conversion)
    if isinstance(converted, Problem):
        raise Refused([converted])
    problems += (warning for warning in converted.warnings if warning.id in _TOLD)
    return page_pictures(document.name, converted.data)


def _tried(make: Callable[[], _T], problems: list[Problem]) -> _T | None:
    try:
        return make()
    except Refused as refused:
        problems += refused.problems
        return None
