"""In the copy that LibreOffice converts, notes lie in the order in which the text refers to them."""

from __future__ import annotations

import pytest

from engross.word import for_conversion
from engross.word.opc.package import Package
from engross.word.opc.xml_names import ID, name, text_of
from tests.engross.word.paper import docx, note, p, run, texts

FOOTNOTES = "word/footnotes.xml"


def lying(source: bytes) -> list[str]:
    """The texts of the notes as they lie in the copy; LibreOffice goes by their numbers, which run from 1."""
    package = Package.open(for_conversion(source).data)
    notes = [note for note in package.xml(FOOTNOTES) if note.get(name("w:type")) is None]
    referring = [node.get(ID) for node in package.xml("word/document.xml").iter(name("w:footnoteReference"))]
    numbers = [note.get(ID) for note in notes]
    assert numbers == [str(number) for number in range(1, len(notes) + 1)]
    assert list(dict.fromkeys(referring)) == (numbers if referring else [])
    return [text_of(note) for note in notes]


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ((1, 2, 3), ["first", "second", "third"]),
        ((1, 3, 2), ["first", "third", "second"]),
        ((3, 1), ["third", "first"]),
        ((2, 2, 1), ["second", "first"]),
        ((), []),
    ],
)
def test_notes_lie_in_the_order_of_their_references(numbers: tuple[int, ...], order: list[str]) -> None:
    body = [p(run(f"statement {number}"), note(number)) for number in numbers]
    assert lying(docx(*body or ["nothing"], footnotes=["first", "second", "third"])) == (
        order or ["first", "second", "third"]
    )


def test_what_is_in_order_is_converted_as_it_is_and_the_document_stays() -> None:
    ordered = docx(p(run("a"), note(1)), p(run("b"), note(2)), footnotes=["first", "second"])
    assert for_conversion(ordered).data == ordered
    other = docx(p(run("a"), note(2)), p(run("b"), note(1)), footnotes=["first", "second"])
    assert texts(other, FOOTNOTES)[-2:] == ["first", "second"]
    kept = Package.open(for_conversion(other).data).read(FOOTNOTES)
    assert kept.index(b"continuationSeparator") < kept.index(b"second") < kept.index(b"first")


def test_numbers_begin_behind_those_of_the_separators() -> None:
    made = docx(p(run("a"), note(3)), p(run("b"), note(2)), footnotes=["left out", "second", "third"])
    package = Package.open(made)
    shifted = package.read(FOOTNOTES).replace(b'w:id="1"', b'w:id="9"').replace(b'w:id="0"', b'w:id="1"')
    shifted = shifted.replace(b'w:id="-1"', b'w:id="0"')
    copy = Package.open(for_conversion(bytes(package.replace({FOOTNOTES: shifted}))).data)
    assert [(each.get(ID), text_of(each)) for each in copy.xml(FOOTNOTES)][2:] == [("2", "third"), ("3", "second")]
    assert [node.get(ID) for node in copy.xml("word/document.xml").iter(name("w:footnoteReference"))] == ["2", "3"]
