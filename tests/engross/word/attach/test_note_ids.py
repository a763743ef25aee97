"""The ids of an appendix's notes: in the order of the text where there is room, and told where LibreOffice errs."""

from __future__ import annotations

import pytest

from engross.word.attach import AttachedWord, Choices, attach_told
from engross.word.attach.parts import PackageEditor
from engross.word.attach.removal import without_appendix
from engross.word.opc.package import Package
from engross.word.opc.xml_names import ID, name, text_of
from tests.engross.word.attach.pieces import heading, note, notes_part
from tests.word_files import PORTRAIT, STYLES, paragraph, settings_part, styles_part, word_file

KINDS = ("footnote", "endnote")
HINT = (
    "Word shows each as it should be, and so does a PDF that this software or Word makes of the result: send that to "
    "readers who may have LibreOffice; or attach the plan "
)


def _file(kind: str, *texts: str, chapters: tuple[str, ...] = ("Findings", "Next")) -> bytes:
    """A file with a note of its own in each chapter, one of each text."""
    body = "".join(
        heading(words, "Heading1", number) + f"<w:p><w:r><w:t>{words} say</w:t></w:r>{note(kind, number)}</w:p>"
        for number, words in enumerate(chapters[: len(texts)], 1)
    )
    parts = [styles_part(STYLES), notes_part(kind, texts)]
    if kind == "endnote":
        parts.append(settings_part('<w:endnotePr><w:pos w:val="sectEnd"/></w:endnotePr>'))
    return word_file(body + paragraph("The end"), parts, PORTRAIT)


def _put(report: bytes, kind: str, count: int, title: str, **choices: str) -> AttachedWord:
    """A plan with as many notes, in a report; it is known by its key, or else by its title."""
    texts = tuple(f"{title}, note {number}" for number in range(1, count + 1))
    plan = _file(kind, *texts, chapters=tuple(f"Part {number} of {title}" for number in range(1, count + 1)))
    chosen = Choices(title=title, **choices)  # type: ignore[arg-type]  # only those of texts are given
    return attach_told(Package.open(report, "report.docx"), Package.open(plan, "plan.docx"), chosen)


def _read(data: bytes, kind: str, *, by_ids: bool) -> list[str]:
    """The notes in the order of the text: as Word shows them, or by their ids, as LibreOffice does."""
    package = Package.open(data)
    notes = {
        int(n.get(ID, "")): text_of(n).strip() for n in package.xml(f"word/{kind}s.xml") if not n.get(name("w:type"))
    }
    referred = [int(node.get(ID, "")) for node in package.xml("word/document.xml").iter(name(f"w:{kind}Reference"))]
    return [notes[key] for key in (sorted(notes) if by_ids else referred)]


@pytest.mark.parametrize("kind", KINDS)
def test_notes_that_libreoffice_would_mix_up_are_told_and_the_report_s_own_stay(kind: str) -> None:
    report = _file(kind, "one", "two")
    result = _put(report, kind, 2, "Plan", after="Findings")
    assert [str(problem) for problem in result.problems] == [
        f"report.docx: notes-mixed-up: 3 {kind}s of the result, at the appendix or behind it, show the text of another "
        f'in LibreOffice; {HINT}not after "Findings" but at the end'
    ]
    assert _read(result.data, kind, by_ids=False) == ["one", "Plan, note 1", "Plan, note 2", "two"]
    assert _read(result.data, kind, by_ids=True) == ["one", "two", "Plan, note 1", "Plan, note 2"]
    (mark,) = (editor := PackageEditor(Package.open(result.data))).marks
    back = without_appendix(editor, mark).package
    assert _read(bytes(back), kind, by_ids=True) == ["one", "two"]
    assert _put(result.data, kind, 2, "Plan", after="Findings").data == result.data


@pytest.mark.parametrize("kind", KINDS)
def test_at_the_end_nothing_is_mixed_up(kind: str) -> None:
    result = _put(_file(kind, "one", "two"), kind, 2, "Plan")
    assert result.problems == ()
    assert _read(result.data, kind, by_ids=True) == ["one", "two", "Plan, note 1", "Plan, note 2"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_plan_that_is_replaced_before_another_takes_the_ids_that_are_free(kind: str) -> None:
    report = _file(kind, "one", "two")
    first = _put(report, kind, 2, "First", key="First")
    both = _put(first.data, kind, 1, "Second", key="Second")
    anew = _put(both.data, kind, 2, "First anew", key="First")
    assert anew.problems == ()
    own = ["one", "two", "First anew, note 1", "First anew, note 2", "Second, note 1"]
    assert _read(anew.data, kind, by_ids=True) == _read(anew.data, kind, by_ids=False) == own
    fewer = _put(anew.data, kind, 1, "Short", key="First")
    assert fewer.problems == ()
    assert _read(fewer.data, kind, by_ids=True) == ["one", "two", "Short, note 1", "Second, note 1"]
    more = _put(fewer.data, kind, 3, "Long", key="First")
    assert [str(problem) for problem in more.problems] == [
        f"report.docx: notes-mixed-up: 4 {kind}s of the result, at the appendix or behind it, show the text of another "
        f"in LibreOffice; {HINT}and those behind it to the report itself"
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_report_whose_own_notes_are_mixed_up_says_nothing_of_the_plan(kind: str) -> None:
    report = _file(kind, "one", "two")
    document = Package.open(report).read("word/document.xml")
    swapped = document.replace(b'Reference w:id="1"', b'Reference w:id="3"').replace(
        b'Reference w:id="2"', b'Reference w:id="1"'
    )
    swapped = swapped.replace(b'Reference w:id="3"', b'Reference w:id="2"')
    report = bytes(Package.open(report).replace({"word/document.xml": swapped}))
    result = _put(report, kind, 1, "Plan", after="Findings")
    assert result.problems == ()
    assert _read(result.data, kind, by_ids=False) == ["two", "Plan, note 1", "one"]
