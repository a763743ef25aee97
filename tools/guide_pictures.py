"""Templates and documents made from them → pictures of parts of their pages, for the guide."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from engross.pdf.converter import Converter
from engross.word import Template
from engross.word.opc.package import Package
from engross.word.restyle import RestyleChoices, restyle
from scrutiny_response import resources
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response, respond
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.use_cases import templates
from tests.engross.word.restyle.houses import house
from tests.mistakes.slips import slips

DOTS_PER_INCH = 104
_POINTS_PER_INCH = 72
_MARGIN = 8
"""Points of paper that stay around what a picture shows."""


@dataclass(frozen=True, slots=True)
class Picture:
    """The part of a page from the line with some words to the line with others; `source` names what is drawn."""

    source: str
    first: str
    last: str


PICTURES: Mapping[str, Picture] = {
    "letter-tags": Picture("template", "Our reference: {{", "{{ addressee.role"),
    "letter-filled": Picture("letter", "Our reference: PSR-2026-014", "Chief officer"),
    "row-tags": Picture("template", "Condition of", "{%tr endfor %}"),
    "rows-filled": Picture("letter", "Condition of", "Of the five conditions"),
    "restyled": Picture("restyled", "The conditions of improvement", "Of the five conditions"),
    "comment": Picture("commented", "{%p if assessment.strengths %}", "{{ strength }}"),
}
"""The pictures by their names."""


def draw(work: Path) -> dict[str, bytes]:
    """Every picture as PNG; `work` is an empty folder. Refused where LibreOffice is not there."""
    for name, data in _sources(work).items():
        (work / f"{name}.docx").write_bytes(data)
    _print_to_pdf(work)
    return {name: _draw(work / f"{picture.source}.pdf", picture) for name, picture in PICTURES.items()}


def _sources(work: Path) -> dict[str, bytes]:
    template = resources.templates() / "letter.docx"
    slip = next(each for each in slips() if each.name == "deleted-endif")
    slipped, commented = work / "slipped.docx", work / "commented.docx"
    slipped.write_bytes(slip.file())
    templates.check([slipped], comments=commented)
    restyled = restyle(house(), Package.open(template), RestyleChoices()).package
    return {
        "template": template.read_bytes(),
        "letter": _letter(template),
        "restyled": _letter(bytes(restyled)),
        "commented": commented.read_bytes(),
    }


def _letter(template: Path | bytes) -> bytes:
    """The letter to one partnership of the sample cycle."""
    framework = read_framework(None)
    reading = read_assessments([resources.inputs() / "strathlorne.yaml"], framework)[0]
    if reading.assessment is None:
        raise ValueError(reading.problems)
    return bytes(Template.open(template, Response, FILTERS).render(respond(reading.assessment, framework)))


def _print_to_pdf(folder: Path) -> None:
    """A PDF beside each Word file, with a mark at each comment: documents for inspectorates have none, so not `pdf`."""
    options = json.dumps({"ExportNotes": {"type": "boolean", "value": "true"}})
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(str(path) for path in folder.glob("*.docx"))
    command = [str(Converter.find().program), profile, "--headless", "--convert-to", f"pdf:writer_pdf_Export:{options}"]
    subprocess.run([*command, "--outdir", str(folder), *files], check=True, capture_output=True, timeout=180)  # noqa: S603  # our own files


def _draw(pdf: Path, picture: Picture) -> bytes:
    number, first = _find(pdf, picture.first)
    _, last = _find(pdf, picture.last, number, first.top)
    words = _pages(pdf)[number - 1]
    top, bottom = _between(words, first, last)
    left = min(word.left for word in words) - _MARGIN
    right = max(word.right for word in words if top < word.top < bottom) + _MARGIN
    scale = DOTS_PER_INCH / _POINTS_PER_INCH
    box = {"-x": left, "-y": top, "-W": right - left, "-H": bottom - top}
    where = [word for key, points in box.items() for word in (key, str(round(points * scale)))]
    numbers = ["-f", str(number), "-l", str(number), "-r", str(DOTS_PER_INCH)]
    command = ["pdftoppm", "-png", *numbers, *where, str(pdf)]
    return subprocess.run(command, check=True, capture_output=True, timeout=60).stdout  # noqa: S603  # our own file


@dataclass(frozen=True, slots=True)
class _Word:
    """A word on a page, with its edges in points from the left and the top."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


def _between(words: list[_Word], first: _Word, last: _Word) -> tuple[float, float]:
    """The upper and the lower edge of a picture: some paper stays, but nothing of the lines above and below."""
    above = max((word.bottom for word in words if word.bottom < (first.top + first.bottom) / 2), default=0.0)
    below = min((word.top for word in words if word.top > (last.top + last.bottom) / 2), default=1e9)
    return max(first.top - _MARGIN, (above + first.top) / 2), min(last.bottom + _MARGIN, (below + last.bottom) / 2)


def _find(pdf: Path, phrase: str, only: int = 0, below: float = 0) -> tuple[int, _Word]:
    """Where a phrase stands first, on this page and below this line if they are given: the page and its first word."""
    wanted = phrase.split()
    for number, words in enumerate(_pages(pdf), start=1):
        texts = [word.text for word in words]
        for at in range(len(texts) if only in {0, number} else 0):
            if texts[at : at + len(wanted)] == wanted and words[at].top >= below:
                return number, words[at]
    raise LookupError(f"{pdf.name} does not say {phrase!r}" + (f" on page {only}" if only else ""))


@cache
def _pages(pdf: Path) -> list[list[_Word]]:
    """The words on each page."""
    boxes = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], check=True, capture_output=True, timeout=60).stdout  # noqa: S603, S607  # our own file
    plain = re.sub(rb"<!DOCTYPE[^>]*>", b"", boxes)
    root = etree.fromstring(plain, etree.XMLParser(recover=True, resolve_entities=False))
    return [[_word(word) for word in page.iter("{*}word")] for page in root.iter("{*}page")]


def _word(node: etree._Element) -> _Word:
    left, top, right, bottom = (float(node.get(key, "0")) for key in ("xMin", "yMin", "xMax", "yMax"))
    return _Word(node.text or "", left, top, right, bottom)
