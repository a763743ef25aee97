"""How documents end: pages as LibreOffice lays them out, over many lengths of each kind of document."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import subprocess
from itertools import cycle, islice
from pathlib import Path

import pytest
from msgspec.structs import replace

from engross.pdf.converter import Converter
from engross.pdf.profile import write_profile
from scrutiny_response.domain.asked_letters import FOLLOW_UPS
from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.domain.follow_up_facts import FollowUp, FollowUpArea
from scrutiny_response.domain.response import respond
from tests.needs import lacking
from tests.pages import Pages
from tests.samples import an_area, an_assessment, an_extension, the_framework
from tests.scrutiny_response.test_documents import actions, made, template

LENGTHS = 60
FEWEST = 5
"""The last page has at least so many lines, header and footer aside."""
ANSWERS = tuple(sorted(FOLLOW_UPS - {"timescale-extension"}))
"""The letters that answer an event of the record."""
KINDS = ("letter", "improvement-plan", "timescale-extension", "decision-record", *ANSWERS)
RUNNING = re.compile(
    r"^(?:OFFICIAL|Care Inspectorate|Compass House.*|Telephone 0345.*|(?:Response following scrutiny|"
    r"Improvement plan(?: received| accepted| to be revised)?|Extension of a timescale|Record of decision|"
    r"Reminder of the improvement plan|Update on the improvement plan|Outcome of the progress review|"
    r"End of formal monitoring): .*|Document state: .*|Our reference .*\| +Page .*|Internal: .*)$"
)


def of_length(number: int) -> Assessment:
    """The sample with more or less to say: each number adds a few lines in another place."""
    strengths = tuple(f"Strength {n} is said in a line." for n in range(number % 12 + 1))
    areas = tuple(
        an_area(
            reference=f"A{n}",
            title=f"Area {n}",
            finding="What we found is said in a line or two. " * (1 + number % 7),
            actions=tuple(
                replace(action, reference=f"A{n}.{i}") for i, action in enumerate(actions(1 + number % 4), 1)
            ),
        )
        for n in range(1, 2 + number // 12)
    )
    address = tuple(f"Line {n} of the address" for n in range(1 + number % 5))
    base = an_assessment(state=State.ISSUED if number % 2 else State.DRAFT)
    reason = "The reason for it is said in a sentence of ordinary length. " * (1 + number % 30)
    return replace(
        base,
        strengths=strengths,
        areas=areas,
        addressee=replace(base.addressee, address=address),
        extension=an_extension(reason=reason.strip()),
        decision=replace(base.decision, rationale=reason.strip()) if base.decision else None,
    )


def document(kind: str, number: int) -> bytes:
    """The document of this kind for the sample of this length; a letter that answers has more or fewer areas, too."""
    assessment = of_length(number)
    if kind not in ANSWERS:
        return made(kind, assessment)
    copies = tuple(islice(cycle(assessment.copies), number // 6))
    text = "What was seen is said in a line or two, and then some more of it. " * (1 + number % 5)
    areas = tuple(
        FollowUpArea(reference=f"A{n}", title=f"Area {n}", progress="some", text=text)
        for n in range(1, 2 + number // 8)
    )
    day = dt.date(2027, 2, 1)
    follow_up = FollowUp(
        dated=day, reply_by=day, on=day, answers="event 3", happened=day, received=day, due=day, publication=day,
        review=day, evidence=day, areas=areas, reason="It is said in a sentence of ordinary length. " * (1 + number % 9),
    )  # fmt: skip
    response = respond(replace(assessment, copies=copies), the_framework())
    return bytes(template(kind).render(replace(response, follow_up=follow_up)))


def pdf_pages(folder: Path, kind: str, numbers: range) -> dict[int, list[list[str]]]:
    """The lines of each page of each document, header and footer aside; all are converted at once."""
    for program in ("soffice", "pdftotext"):
        if not shutil.which(program):
            lacking(f"{program} is not installed")
    files = {number: folder / f"{kind}-{number}.docx" for number in numbers}
    for number, file in files.items():
        file.write_bytes(document(kind, number))
    write_profile(folder / "profile", Converter.find().program)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, files.values()),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=900)  # noqa: S603  # our own words
    return {
        number: [_body(page) for page in _text(file.with_suffix(".pdf")).split("\f")[:-1]]
        for number, file in files.items()
    }


def _text(pdf: Path) -> str:
    command = [shutil.which("pdftotext") or "pdftotext", "-layout", str(pdf), "-"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603  # our own words


def _body(page: str) -> list[str]:
    lines = (" ".join(line.split()) for line in page.splitlines())
    return [line for line in lines if line and not RUNNING.match(line)]


def faults(kind: str, pages: list[list[str]]) -> list[str]:
    """Whatever ends badly in one document: a heading or a closing alone at a foot, a name parted, a page nearly empty."""
    headings = _headings(kind)
    said = []
    for number, lines in enumerate(pages, start=1):
        if lines and number < len(pages) and lines[-1] in headings:
            said.append(f"page {number} ends with the heading {lines[-1]}")
        if lines and lines[-1] == "Yours sincerely":
            said.append(f"page {number} ends with the closing")
        if lines and lines[0] in {"Eilidh Garvie", "Chief inspector", "Enclosed: improvement plan"}:
            said.append(f"page {number} begins with {lines[0]}")
    if kind in {"letter", "timescale-extension", *ANSWERS} and _weight(pages[-1]) < FEWEST:
        said.append(f"the last page has {_weight(pages[-1])} lines")
    return said


def _weight(lines: list[str]) -> int:
    """The lines of a page; the signature is set with `Care Inspectorate`, which looks like the letterhead."""
    return len(lines) + ("Chief inspector" in lines)


def _headings(kind: str) -> set[str]:
    return {text for number in (0, 30, 59) for _, text in Pages(document(kind, number)).headings}


@pytest.mark.soak
@pytest.mark.parametrize("kind", KINDS)
def test_no_document_of_any_length_ends_badly(kind: str, tmp_path: Path) -> None:
    pages = pdf_pages(tmp_path, kind, range(LENGTHS))
    assert {number: said for number, each in pages.items() if (said := faults(kind, each))} == {}


def test_what_ends_badly_is_seen() -> None:
    assert faults("letter", [["Monitoring and timeframes"], ["Eilidh Garvie", "Chief inspector"]]) == [
        "page 1 ends with the heading Monitoring and timeframes",
        "page 2 begins with Eilidh Garvie",
        "the last page has 3 lines",
    ]
    assert faults("letter", [["Yours sincerely"], ["a"] * FEWEST]) == ["page 1 ends with the closing"]
