"""A report without its plain text is worked on as the whole report would be, and comes back byte for byte."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from lxml import etree

from engross.problems import Refused
from engross.word.attach import AttachedWord, Choices, attach_told, lean
from engross.word.opc.package import Package
from tests.engross.word.attach.pieces import contents, heading, toc_styles
from tests.engross.word.attach.plans import PLANS
from tests.engross.word.attach.reports import REPORTS
from tests.structure import faults
from tests.structure.paper import Paper
from tests.word_files import LANDSCAPE, PORTRAIT, STYLES, paragraph, styles_part, table, word_file

MAIN = "word/document.xml"
TEXT = "".join(paragraph(f"Plain text number {number}, which says nothing.") for number in range(40))
CELLS = table([["a", "b"], ["c", "d"]], [2000, 2000]) * 3


def section(words: str) -> str:
    """A landscape section that ends in a paragraph."""
    return f"<w:p><w:pPr>{LANDSCAPE}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>"


LONG = {
    "text to its end": heading("One", "Heading1", 1) + TEXT,
    "tables to its end": heading("One", "Heading1", 1) + TEXT + CELLS,
    "text behind a table": heading("One", "Heading1", 1) + CELLS + TEXT + heading("Two", "Heading1", 2) + TEXT,
    "a section within": TEXT + section("Wide") + TEXT + heading("One", "Heading1", 1) + TEXT + CELLS + section("End"),
    "contents": contents([("One", "TOC1", 1), ("Two", "TOC1", 2)])
    + heading("One", "Heading1", 1)
    + TEXT
    + CELLS
    + heading("Two", "Heading1", 2)
    + TEXT,
    "controls": f"<w:sdt><w:sdtContent>{TEXT}</w:sdtContent></w:sdt>"
    + TEXT
    + f"<w:sdt><w:sdtContent>{CELLS}</w:sdtContent></w:sdt>",
}


def report(name: str) -> bytes:
    """A report with much plain text, of this kind."""
    return word_file(LONG[name], [styles_part(STYLES + toc_styles())], PORTRAIT)


def attached(data: bytes, plan: bytes, choices: Choices) -> AttachedWord | tuple[str, ...]:
    """What becomes of a report and a plan, or what refuses them."""
    try:
        return attach_told(Package.open(data, "report.docx"), Package.open(plan, "plan.docx"), choices)
    except Refused as refused:
        return tuple(map(str, refused.problems))


def plain(data: bytes) -> dict[str, str]:
    """Each part as it is read."""
    paper = Paper(data)
    return {name: etree.tostring(root, method="c14n").decode() for name, root in paper.trees.items()}


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Let the plain text of every report, however little, be taken out, or of none."""

    def choose(is_short: bool) -> None:
        monkeypatch.setattr(lean, "LEAST", 0 if is_short else 10**9)
        monkeypatch.setattr(lean, "WORTH", 1)

    return choose


def check(short: Callable[[bool], None], data: bytes, plans: list[bytes], choices: Choices) -> None:
    """One plan after the other, the first of them again at the end: the same in the short way and in the long."""
    results = []
    for is_short in (False, True):
        short(is_short)
        result = attached(data, plans[0], choices)
        for number, plan in enumerate(plans[1:]):
            if isinstance(result, AttachedWord):
                result = attached(result.data, plan, Choices(title=f"Plan {number}"))
        if isinstance(result, AttachedWord):
            result = attached(result.data, plans[-1], choices)
        results.append(result)
    slow, fast = results
    if isinstance(slow, AttachedWord) and isinstance(fast, AttachedWord):
        assert plain(fast.data) == plain(slow.data)
        assert fast.problems == slow.problems
        assert fast.what == slow.what
    else:
        assert slow == fast


@pytest.mark.parametrize("name", REPORTS)
def test_every_kind_of_report_comes_out_the_same(name: str, short: Callable[[bool], None]) -> None:
    plans = list(PLANS.values())
    chosen = [plans[len(name) % len(plans)](), PLANS["headers"]()]
    check(short, REPORTS[name](), chosen, Choices())


@pytest.mark.parametrize("after", ["", "One"])
@pytest.mark.parametrize("name", LONG)
def test_long_reports_come_out_the_same_at_their_end_and_within(
    name: str, after: str, short: Callable[[bool], None]
) -> None:
    check(short, report(name), [PLANS["landscape"](), PLANS["notes"]()], Choices(after=after))


@pytest.mark.parametrize("name", LONG)
def test_what_is_plain_is_taken_out_and_comes_back_byte_for_byte(name: str, short: Callable[[bool], None]) -> None:
    short(True)
    whole = Package.open(report(name))
    rest, kept = lean.without_plain_text(whole)
    assert len(kept.stretches) > 0
    assert len(rest.read(MAIN)) < len(whole.read(MAIN)) / 2
    assert kept.put_back(rest).read(MAIN) == whole.read(MAIN)
    for stretch in kept.stretches:
        etree.fromstring(b'<x xmlns:w="w">' + stretch + b"</x>")


def test_a_refusal_counts_the_paragraphs_that_were_taken_out(short: Callable[[bool], None]) -> None:
    change = '<w:p><w:ins w:id="1" w:author="Jane Example"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    short(True)
    told = attached(word_file(TEXT + change, [styles_part(STYLES)]), PLANS["notes"](), Choices())
    assert isinstance(told, tuple)
    assert told[0].startswith("report.docx: body, paragraph 41: tracked-changes: 1 tracked change not yet accepted")


def test_random_bodies_come_out_the_same(short: Callable[[bool], None]) -> None:
    pieces = [
        *(paragraph("Text"), paragraph("More text") * 3, table([["a"]], [900]), table([["x", "y"]], [900, 900])),
        *(heading("Part", "Heading2", 90), section("Wide"), "<w:p/>", '<w:bookmarkStart w:id="70" w:name="z"/>'),
        *('<w:bookmarkEnd w:id="70"/>', f"<w:sdt><w:sdtContent>{paragraph('In it')}</w:sdtContent></w:sdt>"),
        '<w:p><w:r><w:br w:type="page"/></w:r></w:p>',
    ]
    chosen = random.Random(16)  # noqa: S311  # the same pieces in each run
    for _ in range(10):
        body = heading("One", "Heading1", 1) + "".join(chosen.choices(pieces, k=12))
        data = word_file(body, [styles_part(STYLES)], PORTRAIT)
        check(short, data, [PLANS["landscape"](), PLANS["headers"]()], Choices())


def test_a_report_without_what_was_kept_writes_nothing(short: Callable[[bool], None]) -> None:
    short(True)
    rest, kept = lean.without_plain_text(Package.open(report("contents")))
    for old, new in ((b"kept-0", b"kept-9"), (b'<w:tbl w:rsidR="kept-0"/>', b"")):
        with pytest.raises(lean.PutBackWrongly, match="is missing, or not where it was"):
            kept.put_back(rest.replace({MAIN: rest.read(MAIN).replace(old, new)}))


@pytest.mark.parametrize("odd", ['<w:tbl w:rsidR="kept-0"/>', "<!-- <w:p> -->", "<![CDATA[<w:p>]]>", "<?word <w:p> ?>"])
def test_where_the_text_looks_like_what_stands_for_it_all_of_it_stays(odd: str, short: Callable[[bool], None]) -> None:
    short(True)
    whole = Package.open(word_file(odd + heading("One", "Heading1", 1) + TEXT, [styles_part(STYLES)]))
    assert lean.without_plain_text(whole) == (whole, lean.NOTHING_KEPT)


def test_a_package_may_be_attached_to_twice(short: Callable[[bool], None]) -> None:
    short(True)
    ours, theirs = Package.open(report("contents")), Package.open(PLANS["lists"]())
    first = attach_told(ours, theirs, Choices()).data
    assert attach_told(ours, theirs, Choices()).data == first


def test_nothing_is_wrong_with_what_comes_out(short: Callable[[bool], None]) -> None:
    short(True)
    for name in LONG:
        result = attached(report(name), PLANS["lists"](), Choices())
        assert isinstance(result, AttachedWord)
        assert set(faults(result.data)) <= set(faults(report(name)))
