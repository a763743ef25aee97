"""Several appendices in one report: each with its own letter, mark and place; only the one that is meant is replaced."""

from __future__ import annotations

import itertools
import re

import pytest

from engross.problems import Refused
from engross.word.attach import AttachedWord, Choices, What, attach_told, seal
from engross.word.opc.package import Package
from tests.engross.word.attach.pieces import contents, header_part, heading, notes_part, shown, toc_styles
from tests.engross.word.attach.plans import PLANS
from tests.engross.word.attach.reports import REPORTS
from tests.engross.word.validity import audit
from tests.structure import faults
from tests.structure.paper import Paper, w
from tests.word_files import LANDSCAPE, PORTRAIT, STYLES, field_runs, paragraph, styles_part, unzipped, word_file

REPORT = word_file(
    contents([("Findings", "TOC1", 1), ("Next", "TOC1", 2)])
    + heading("Findings", "Heading1", 1)
    + paragraph("A finding")
    + heading("Next", "Heading1", 2)
    + paragraph("The end"),
    [styles_part(STYLES + toc_styles())],
)


def plan(words: str, section: str = PORTRAIT) -> bytes:
    """A plan with a heading, a note, a header and the contents of its own."""
    parts = [header_part(1, paragraph(f"Header of {words}")), notes_part("footnote", [f"Note of {words}"])]
    note = '<w:p><w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    own = f"<w:p>{field_runs('TOC', 'x')}</w:p>"
    body = heading(f"Actions of {words}", "Heading1", 7) + own + paragraph(words) + note
    return word_file(body, parts, shown("header", 1) + section)


def put(report: bytes, words: str, title: str, **choices: str) -> AttachedWord:
    """A plan with these words attached under this title; it is landscape where the words are."""
    data = plan(words, LANDSCAPE if "wide" in words else PORTRAIT)
    chosen = Choices(title=title, **choices)  # type: ignore[arg-type]  # only those of texts are given
    return attach_told(Package.open(report, "report.docx"), Package.open(data, "plan.docx"), chosen)


def texts(data: bytes) -> list[str]:
    """The texts of a document's paragraphs, without those of contents and those without any."""
    paper = Paper(data)
    every = (
        "".join(node.text or "" for node in block.iter(w("t")))
        for block in paper.document.iter(w("p"))
        if "PAGEREF" not in "".join(node.text or "" for node in block.iter(w("instrText")))
    )
    return [text for text in every if text]


def lines(data: bytes) -> list[str]:
    """The lines of the report's contents."""
    paper = Paper(data)
    return [
        "".join(node.text or "" for node in block.iter(w("t")))
        for block in paper.document.iter(w("p"))
        if "PAGEREF" in "".join(node.text or "" for node in block.iter(w("instrText")))
    ]


def under(title: str, letter: str, words: str) -> list[str]:
    """What an appendix shows."""
    return [f"Appendix {letter}: {title}", f"Actions of {words}", "x", words]


BOTH = put(put(REPORT, "glen", "First").data, "wide strath", "Second").data
OWN = ["Findings", "A finding", "Next", "The end"]


def test_a_plan_under_another_title_is_a_second_appendix_with_the_next_letter() -> None:
    assert texts(BOTH) == [*OWN, *under("First", "A", "glen"), *under("Second", "B", "wide strath")]
    assert lines(BOTH) == [
        *("Findings2", "Next2"),
        *("Appendix A: First3", "Appendix B: Second4"),
    ]
    assert not faults(BOTH)


@pytest.mark.parametrize(("title", "place"), [("First", 0), ("Second", 1)])
def test_only_the_one_that_is_meant_is_replaced_and_it_keeps_letter_and_place(title: str, place: int) -> None:
    replaced = put(BOTH, "wide brae", title)
    wanted = [under("First", "A", "glen"), under("Second", "B", "wide strath")]
    wanted[place] = under(title, "AB"[place], "wide brae")
    assert texts(replaced.data) == [*OWN, *itertools.chain.from_iterable(wanted)]
    assert replaced.what is What.REPLACED
    assert not faults(replaced.data)
    assert put(replaced.data, "wide brae", title).data == replaced.data


@pytest.mark.parametrize(("words", "title"), [("glen", "First"), ("wide strath", "Second")])
def test_what_is_there_as_it_is_stays_the_same_bytes_and_is_told(words: str, title: str) -> None:
    again = put(BOTH, words, title)
    assert again.what is What.THERE
    assert again.data == BOTH


def test_in_any_order_of_replacing_the_document_shows_the_same() -> None:
    for order in itertools.permutations([("First", "brae"), ("Second", "wide ben"), ("Third", "loch")]):
        data = put(BOTH, "wide moor", "Third").data
        for title, words in order:
            data = put(data, words, title).data
        assert texts(data) == [
            *OWN,
            *(*under("First", "A", "brae"), *under("Second", "B", "wide ben"), *under("Third", "C", "loch")),
        ]
        assert not faults(data)


def test_in_a_report_with_nothing_in_it_the_first_stays_the_first_when_it_is_replaced() -> None:
    both = put(put(word_file(""), "glen", "First").data, "wide strath", "Second").data
    replaced = put(both, "wide brae", "First")
    assert texts(replaced.data) == [*under("First", "A", "wide brae"), *under("Second", "B", "wide strath")]
    assert replaced.what is What.REPLACED
    assert not faults(replaced.data)
    assert texts(put(replaced.data, "glen", "First").data) == texts(both)


def test_pages_and_headers_of_each_stay_its_own() -> None:
    data = put(put(BOTH, "wide moor", "Third").data, "brae", "First").data
    paper = Paper(data)
    widths = [size.get(w("w")) for size in paper.document.iter(w("pgSz"))]
    assert widths == ["11906", "11906", "16838", "16838"]
    held = {name: part.decode() for name, part in unzipped(data).items() if name.startswith("word/header")}
    shown_words = sorted("".join(re.findall(r"<w:t[^>]*>([^<]*)", part)) for part in held.values())
    assert shown_words == ["Header of brae", "Header of wide moor", "Header of wide strath"]


def test_one_may_stand_in_the_middle_and_before_another() -> None:
    data = put(BOTH, "loch", "Third", after="Findings").data
    data = put(data, "wide moor", "Fourth", after="Next").data
    assert texts(data) == [
        *("Findings", "A finding", *under("Third", "C", "loch"), "Next", "The end"),
        *(*under("Fourth", "D", "wide moor"), *under("First", "A", "glen"), *under("Second", "B", "wide strath")),
    ]
    assert not faults(data)
    for title in ("First", "Second", "Third", "Fourth"):
        after = {"Third": "Findings", "Fourth": "Next"}.get(title, "")
        data = put(data, "tarn", title, after=after).data
        assert not faults(data)
    assert [text for text in texts(data) if text.startswith(("Appendix", "The", "tarn"))] == [
        *("Appendix C: Third", "tarn", "The end", "Appendix D: Fourth", "tarn"),
        *("Appendix A: First", "tarn", "Appendix B: Second", "tarn"),
    ]


def test_several_after_one_place_stand_in_the_order_in_which_they_came_and_keep_it() -> None:
    data = put(REPORT, "glen", "First", after="Findings").data
    data = put(data, "wide strath", "Second", after="Findings").data
    data = put(data, "moor", "Third", after="findings ").data
    wanted = [under("First", "A", "glen"), under("Second", "B", "wide strath"), under("Third", "C", "moor")]
    assert texts(data) == ["Findings", "A finding", *itertools.chain.from_iterable(wanted), "Next", "The end"]
    assert not faults(data)
    assert lines(data)[:3] == ["Findings2", "Appendix A: First2", "Appendix B: Second3"]
    for title in ("Second", "First", "Third"):
        data = put(data, "tarn", title, after="Findings").data
        assert not faults(data)
    assert [text for text in texts(data) if text.startswith("Appendix")] == [
        *("Appendix A: First", "Appendix B: Second", "Appendix C: Third"),
    ]


def test_picture_bullets_of_two_plans_have_ids_of_their_own() -> None:
    theirs = Package.open(PLANS["lists"](), "plan.docx")
    data = attach_told(Package.open(REPORT), theirs, Choices(title="First")).data
    data = attach_told(Package.open(data), theirs, Choices(title="Second")).data
    ids = re.findall(r'<v:shape [^>]*?\bid="([^"]*)"', unzipped(data)["word/numbering.xml"].decode())
    assert len(ids) == len(set(ids)) == 2


def test_a_key_tells_apart_what_has_the_same_title() -> None:
    once = put(REPORT, "glen", "Improvement plan", key="PSR-1").data
    both = put(once, "strath", "Improvement plan", key="PSR-2").data
    assert [text for text in texts(both) if "Appendix" in text] == [
        "Appendix A: Improvement plan",
        "Appendix B: Improvement plan",
    ]
    replaced = put(both, "ben", "Improvement plan", key="PSR-1")
    assert replaced.what is What.REPLACED
    assert texts(replaced.data) == [
        *(*OWN, *under("Improvement plan", "A", "ben"), *under("Improvement plan", "B", "strath"))
    ]


def test_a_cover_sheet_finds_the_plan_that_its_title_tells_whatever_the_capitals() -> None:
    with_plan = put(REPORT, "the plan", "Improvement plan").data
    cover = Choices(title="Improvement plan", key="cover", is_page=True, before="Improvement  Plan")
    both = attach_told(Package.open(with_plan, "report.docx"), Package.open(plan("its cover"), "cover.docx"), cover)
    assert both.heading == "Appendix A: Improvement plan"
    assert [text for text in texts(both.data) if text in {"the plan", "its cover"}] == ["its cover", "the plan"]


@pytest.mark.parametrize("report", REPORTS)
def test_every_kind_of_report_takes_two_plans_and_another_first(report: str) -> None:
    try:
        once = put(REPORTS[report](), "glen", "First")
    except Refused:
        pytest.skip("this kind of report is refused")
    both = put(once.data, "wide strath", "Second")
    replaced = put(both.data, "brae", "First").data
    shown_texts = texts(replaced)
    assert [text for text in shown_texts if text in {"glen", "brae", "wide strath"}] == ["brae", "wide strath"]
    assert sorted(set(faults(replaced)) - set(faults(REPORTS[report]()))) == []


@pytest.mark.parametrize("kind", PLANS)
def test_every_kind_of_plan_can_be_second_and_be_replaced_as_first(kind: str) -> None:
    theirs = Package.open(PLANS[kind](), "plan.docx")
    first = attach_told(Package.open(REPORT, "report.docx"), theirs, Choices(title="First")).data
    both = attach_told(Package.open(first, "report.docx"), theirs, Choices(title="Second")).data
    assert not faults(both)
    replaced = put(both, "glen", "First").data
    again = attach_told(Package.open(replaced, "report.docx"), theirs, Choices(title="First")).data
    assert texts(again) == texts(both)
    assert not faults(again)


def test_a_sealed_result_breaks_no_rule_of_the_schemas_that_its_parts_keep() -> None:
    own = {*audit(REPORT), *audit(plan("glen")), *audit(plan("wide strath", LANDSCAPE))}
    assert {*audit(seal(Package.open(BOTH)))} - own == set()
