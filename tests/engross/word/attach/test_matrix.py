"""Reports of many kinds with plans of many kinds: a whole document each time, and nothing of either lost."""

from __future__ import annotations

import itertools
import re
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

from engross.pdf.converter import Converter
from engross.pdf.files import WordFile
from engross.word.attach import Choices, Headers, Look, PageNumbers, attach
from engross.word.opc.package import Package
from tests.engross.pdf.shown import shown
from tests.engross.word.attach.office import convert, pages
from tests.engross.word.attach.plans import PLANS
from tests.engross.word.attach.reports import REPORTS
from tests.engross.word.validity import audit
from tests.structure import faults
from tests.structure.paper import Paper, w

HOUSE = Choices()
OTHER = Choices(headers=Headers.REPORT, look=Look.PLAN, page_numbers=PageNumbers.RESTART)
ALL = list(itertools.product(REPORTS, PLANS))
LIGHT = [plan for plan in PLANS if plan != "two_hundred_rows"]
SLICE = [(report, LIGHT[place % len(LIGHT)]) for place, report in enumerate(REPORTS)] + [
    ("landscape_first", "two_hundred_rows"),
    ("numbered_contents", "references"),
    ("headers", "headers"),
    ("notes", "notes"),
    ("charts", "pictures"),
]
PLACES = [
    ("numbered_contents", "Findings"),
    ("numbered_contents", "Appendix A: Terms"),
    ("headers", "Findings"),
    ("bookmarks", "outer"),
    ("odd_sections", "Findings"),
    ("german", "Anhang"),
]


@cache
def report_file(name: str) -> bytes:
    """A report, made once."""
    return REPORTS[name]()


@cache
def plan_file(name: str) -> bytes:
    """A plan, made once."""
    return PLANS[name]()


def attached(report: bytes, plan: bytes, choices: Choices = HOUSE) -> bytes:
    """The plan attached to the report."""
    return attach(Package.open(report, "report.docx"), Package.open(plan, "plan.docx"), choices)


def paragraphs(package: bytes) -> list[str]:
    """The text of each paragraph of a body, in order."""
    body = Paper(package).document.find(w("body"))
    assert body is not None
    return ["".join(text.text or "" for text in item.iter(w("t"))) for item in body.iter(w("p"))]


FALSE = re.compile(
    r"stylesWithEffects|glossary|customXml|webSettings|Numbering definition '0'"  # reported without a fault
    r"|required relationship type .*/(?:fontTable|theme)'"  # Word itself does without them
)


def findings(package: bytes) -> set[str]:
    """What the validator says, its false reports and all numbers taken out, so that two files can be compared."""
    return {re.sub(r"\d+", "N", text) for text in audit(package) if not FALSE.search(text)}


def check(report: bytes, plan: bytes, choices: Choices) -> None:
    """One pair: no fault, nothing lost, the same bytes again, and the plan replaced and not doubled."""
    result = attached(report, plan, choices)
    assert set(faults(result)) - set(faults(report)) == set()
    assert findings(result) - findings(report) - findings(plan) == set()
    whole, first, second = paragraphs(result), paragraphs(report), paragraphs(plan)
    left = iter(whole)
    assert all(text in left for text in first), "a paragraph of the report is missing or out of order"
    heading = max(place for place, text in enumerate(whole) if text.endswith(": Improvement plan"))
    assert whole[heading + 1 : heading + 1 + len(second)] == second
    assert attached(report, plan, choices) == result
    again = attached(result, plan, choices)
    assert paragraphs(again) == whole
    assert contents_of(again) == contents_of(result)


def contents_of(package: bytes) -> dict[str, bytes]:
    """Each part in canonical form, by name."""
    paper = Paper(package)
    plain = {name: data for name, data in paper.parts.items() if name not in paper.trees}
    return plain | {name: canonical(root) for name, root in paper.trees.items()}


def canonical(root: etree._Element) -> bytes:
    """An element's children in canonical form, whatever prefixes are declared and used."""
    said = [(item.tag, item.text, sorted(item.items())) for item in root.iter(etree.Element) if item is not root]
    return repr(said).encode()


@pytest.mark.parametrize(("report", "plan"), SLICE)
def test_a_report_and_a_plan_make_a_whole_document(report: str, plan: str) -> None:
    check(report_file(report), plan_file(plan), HOUSE)


@pytest.mark.parametrize(("report", "plan"), SLICE[::6])
def test_so_do_they_with_the_reports_headers_and_the_plans_look(report: str, plan: str) -> None:
    check(report_file(report), plan_file(plan), OTHER)


@pytest.mark.parametrize(("report", "after"), PLACES[::2])
def test_so_do_they_in_the_middle_of_the_report(report: str, after: str) -> None:
    check(report_file(report), plan_file("headers"), Choices(after=after))


@pytest.mark.matrix
@pytest.mark.parametrize(("report", "plan"), ALL)
@pytest.mark.parametrize("choices", [HOUSE, OTHER], ids=["house", "other"])
def test_every_report_takes_every_plan(report: str, plan: str, choices: Choices) -> None:
    check(report_file(report), plan_file(plan), choices)


@pytest.mark.matrix
@pytest.mark.parametrize(("report", "after"), PLACES)
@pytest.mark.parametrize("plan", PLANS)
def test_every_plan_fits_into_the_middle(report: str, after: str, plan: str) -> None:
    for choices in (Choices(after=after), Choices(after, headers=Headers.REPORT, look=Look.PLAN)):
        check(report_file(report), plan_file(plan), choices)


PAGES = {
    ("plain", "landscape"): "PPL",
    ("landscape_first", "headers"): "LPLL",
    ("headers", "small"): "PP",
    ("ends_with_table", "two_hundred_rows"): "PPLLLLLLLLLL",
    ("numbered_contents", "landscape"): "PPL",
    ("notes", "notes"): "PPP",
    ("charts", "pictures"): "PP",
    ("right_to_left", "lists"): "PP",
}


def test_libreoffice_lays_the_pages_out_as_the_two_files_would_be(office: Converter, tmp_path: Path) -> None:
    files = [WordFile("+".join(pair), attached(report_file(pair[0]), plan_file(pair[1]))) for pair in PAGES]
    done = dict(zip(PAGES, office.convert(files), strict=True))
    assert {pair: pages(pdf) for pair, pdf in done.items()} == PAGES
    long = done["ends_with_table", "two_hundred_rows"]
    assert isinstance(long, bytes)
    text = " ".join(shown("pdftotext", long, tmp_path, "-layout").split())
    assert [f"A{number} Agree action {number} with partners" in text for number in range(200)] == [True] * 200


SOURCES = {
    "page.html": "<html><body><h1>Findings</h1><p>From a web page.</p><table border=1><tr><td>a<td>b</table><ol><li>One"
    "<li>Two</ol></body></html>",
    "letter.rtf": r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}\f0 From rich text.\par{\b Bold words}\par\sect\landscape "
    r"\pgwsxn16838\pghsxn11906 A wide page\par}",
    "flat.fodt": '<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" '
    'office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:h '
    'text:outline-level="1">Findings</text:h><text:p>From OpenDocument<text:note text:note-class="footnote">'
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>A note</text:p></text:note-body></text:note>."
    "</text:p><text:list><text:list-item><text:p>One</text:p></text:list-item></text:list></office:text></office:body>"
    "</office:document>",
}


def test_reports_that_other_programs_made_take_a_plan(office: Converter, tmp_path: Path) -> None:
    for name, source in SOURCES.items():
        (tmp_path / name).write_text(source, encoding="utf-8")
    made = convert(office.program, [tmp_path / name for name in SOURCES], tmp_path / "made")
    assert sorted(made) == ["flat", "letter", "page"]
    for path, plan in zip(made.values(), ("notes", "lists", "headers"), strict=True):
        check(path.read_bytes(), plan_file(plan), HOUSE)


@pytest.mark.matrix
def test_libreoffice_loads_every_document(office: Converter) -> None:
    files = [WordFile("+".join(pair), attached(report_file(pair[0]), plan_file(pair[1]))) for pair in ALL]
    assert [problem for problem in office.convert(files) if not isinstance(problem, bytes)] == []


def titled(report: bytes, plan: bytes, title: str) -> bytes:
    """The plan attached under a title of its own."""
    return attached(report, plan, Choices(title=title))


@pytest.mark.matrix
@pytest.mark.parametrize(("report", "plan"), ALL)
def test_every_report_takes_every_plan_before_and_behind_another_that_is_replaced(report: str, plan: str) -> None:
    ours, theirs = report_file(report), plan_file(plan)
    both = titled(titled(ours, theirs, "First"), plan_file("headers"), "Second")
    three = titled(both, theirs, "Third")
    replaced = titled(three, plan_file("notes"), "Second")
    assert set(faults(replaced)) - set(faults(ours)) == set()
    assert findings(replaced) - findings(ours) - findings(theirs) == set()
    whole, first, second = paragraphs(replaced), paragraphs(ours), paragraphs(theirs)
    left = iter(whole)
    assert all(text in left for text in first), "a paragraph of the report is missing or out of order"
    for title, texts in (("First", second), ("Second", paragraphs(plan_file("notes"))), ("Third", second)):
        heading = max(place for place, text in enumerate(whole) if text.endswith(f": {title}"))
        assert whole[heading + 1 : heading + 1 + len(texts)] == texts
    assert titled(replaced, plan_file("notes"), "Second") == replaced
