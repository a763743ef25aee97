"""What is wrong inside a PDF file → whether it is harmless, was put right, or is lost.

Harmless is what every reader puts right by itself, such as a wrong number of objects; no page looks otherwise for it.
Put right is what had to be looked for, such as objects whose index is broken: the pages and their text are counted
before and after. Lost is what no reader can show: a page's content, or a thing that a page names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pikepdf import Array, Dictionary, Page, Pdf, PdfError, Stream, String, parse_content_stream

from engross.pdf.structure_tree import DIRECT
from engross.problems import FilePlace, Problem, Severity

AGAIN = "ask its author for a fresh copy, or open it and save it again as PDF, then run again"
"""What to do about a damaged file."""
_HARMLESS = re.compile(
    r"reported number of objects|hint|linearization|can't find PDF header|common error handled|duplicated key|"
    r"name with stray #|\(content, offset|more than once in the pages tree|page object .* stream|"
    r"loop detected|it names [0-9]+ pages and holds [0-9]+|expected endobj|treating as|treated as|"
    r"extraneous whitespace|xref.*whitespace|newline",
    re.IGNORECASE,
)
"""Words of qpdf's about what changes nothing that a page shows: hints for download, counts, spellings, operators."""
_LOST = re.compile(r"^ERROR|errors while decoding content stream|Pages tree includes non-dictionary object")
_WRONG_COUNT = "it names {} pages and holds {}"
_NAMED = re.compile(r"it names ([0-9]+) pages and holds ([0-9]+)")
_NOT_DRAWN = ("/Parent", "/Annots", "/B", "/StructParents", "/PieceInfo", "/Metadata", "/Thumb")
_SHOWN = frozenset({"Tj", "TJ", "'", '"'})


def is_harmless(faults: Iterable[str]) -> bool:
    """Return whether nothing has to be recovered from a file with these faults."""
    return all(_HARMLESS.search(fault) for fault in faults)


def with_right_count(pdf: Pdf) -> list[str]:
    """Let the pages be counted rightly, as readers count them themselves; return the fault if they were not."""
    pages = pdf.Root.Pages
    named, held = pages.get("/Count"), len(pdf.pages)
    if named == held:
        return []
    pages.Count = held
    return [_WRONG_COUNT.format(named, held)]


def harmless(name: str, faults: list[str]) -> Problem:
    """Tell of faults that change nothing."""
    message = f"this PDF file has small faults that every reader puts right ({first_line(faults[0])})"
    hint = "there is nothing to do; a copy that is saved again as PDF has none"
    return Problem("pdf-small-faults", FilePlace(name), message, hint, Severity.INFORMATION)


def recovered(name: str, faults: list[str], pdf: Pdf) -> Problem:
    """Tell what was recovered from a damaged file."""
    pages = f"{len(pdf.pages)} page{'s' if len(pdf.pages) > 1 else ''}"
    message = (
        f"this PDF file is damaged ({first_line(faults[0])}); what could be recovered is {pages} with "
        f"{text_length(pdf.pages)} characters of text"
    )
    loose = _loose_pages(pdf)
    if loose:
        more = f"{loose} more pages lie" if loose > 1 else "one more page lies"
        message += f"; {more} in the file, which its list of pages does not name"
    return Problem(
        "pdf-recovered",
        FilePlace(name),
        message,
        f"look whether its pages are all there and whole in the result, or {AGAIN}",
        Severity.WARNING,
    )


def lost(name: str, pdf: Pdf, faults: Iterable[str]) -> Iterator[Problem]:
    """Tell what no reader can show of a file whose faults these are."""
    for fault in faults:
        counted = _NAMED.search(fault)
        if _LOST.search(fault) or (counted and int(counted[1]) > int(counted[2])):
            yield damaged(name, fault)
            return
    if page := next((number for number, page in enumerate(pdf.pages, 1) if _is_incomplete(page)), 0):
        yield damaged(name, f"what page {page} shows is not all there")


def damaged(name: str, fault: object) -> Problem:
    """Refuse a file for a loss."""
    return Problem("pdf-damaged", FilePlace(name), f"this PDF file is damaged ({first_line(fault)})", AGAIN)


def text_length(pages: Iterable[Page]) -> int:
    """Return how many characters (in fact bytes) the contents of pages show; a page that cannot be read shows none."""
    return sum(map(_shown_on, pages))


def _loose_pages(pdf: Pdf) -> int:
    """How many pages are in a file that was rebuilt, but not in its list of pages."""
    listed = {page.obj.objgen for page in pdf.pages}
    things = (thing for thing in pdf.objects if isinstance(thing, Dictionary) and thing.objgen not in listed)
    return sum(1 for thing in things if thing.get("/Type") == "/Page" and "/Contents" in thing)


def _shown_on(page: Page) -> int:
    try:
        lines = parse_content_stream(page)
    except PdfError:
        return 0
    return sum(_length(operand) for line in lines if str(line.operator) in _SHOWN for operand in line.operands)


def _length(operand: object) -> int:
    if isinstance(operand, Array):
        return sum(map(_length, operand))
    return len(bytes(operand)) if isinstance(operand, String) else 0


def _is_incomplete(page: Page) -> bool:
    """Return whether a page, or what it draws with, names an object that is not in the file."""
    waiting: list[object] = [page.obj]
    seen: set[tuple[int, int]] = set()
    while waiting:
        holder = waiting.pop()
        if holder is None:
            return True
        if not isinstance(holder, Dictionary | Array | Stream) or holder.objgen in seen:
            continue
        if holder.objgen != DIRECT:
            seen.add(holder.objgen)
        entries = enumerate(holder) if isinstance(holder, Array) else holder.items()
        waiting.extend(value for key, value in entries if key not in _NOT_DRAWN)
    return False


def first_line(fault: object) -> str:
    """Return what a fault says, without what differs from run to run."""
    # A stream has no name: pikepdf says its address in memory instead, another in each run.
    plain = re.sub("stream <[^>]*>", "", str(fault)).removeprefix("WARNING: ").removeprefix("ERROR: ")
    lines = [line.removeprefix(": ").removeprefix(", ").strip() for line in plain.splitlines()]
    return next(filter(None, lines), type(fault).__name__)
