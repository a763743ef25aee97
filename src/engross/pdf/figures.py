"""Figures without content, and pictures drawn as decoration, as LibreOffice 7.4 does → figures with their pictures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

import pikepdf
from pikepdf import (
    Array,
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Name,
    Object,
    Operator,
    Page,
    Pdf,
)

from engross.pdf.structure_tree import Tags, is_same_object, kids, numbers

Instructions: TypeAlias = Sequence[ContentStreamInstruction | ContentStreamInlineImage]

NEAR = 1.0
"""How far apart, in points, the corner of a figure and of its picture may be."""
_OPENS, _CLOSES = {"BMC", "BDC"}, "EMC"


def fill_figures(pdf: Pdf, tags: Tags) -> bool:
    """Give each empty Figure element the picture that is drawn as an artifact at the figure's place; True if one was.

    A figure's place is its BBox (ISO 32000-1, table 344), a picture's the matrix it is drawn with. A logo in a header
    has no element, and stays an artifact.
    """
    empty = [figure for figure in tags.of("/Figure") if not kids(figure) and _corner(figure)]
    if not empty:
        return False
    parents = numbers(tags.root.get("/ParentTree"))
    for page in pdf.pages:
        here = [figure for figure in empty if is_same_object(figure.get("/Pg"), page.obj)]
        content = parents.get(int(page.obj.get("/StructParents", -1)))
        if here and content is not None:
            _fill_page(pdf, page, here, content)
    return any(kids(figure) for figure in empty)


def _fill_page(pdf: Pdf, page: Page, figures: list[Object], content: Object) -> None:
    instructions = list(pikepdf.parse_content_stream(page))
    for start, corner in _artifact_pictures(instructions):
        figure = next((f for f in figures if _near(_corner(f), corner)), None)
        if figure is None:
            continue
        figures.remove(figure)
        identifier = len(content)
        marked = [Name.Figure, Dictionary(MCID=identifier)]
        instructions[start] = ContentStreamInstruction(marked, Operator("BDC"))
        content.append(figure)
        figure.K = Array([identifier])
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _artifact_pictures(instructions: Instructions) -> Iterator[tuple[int, tuple[float, float]]]:
    """Yield the start of each artifact that is one picture and nothing else, with the picture's lower left corner."""
    start, drawn, corner = -1, 0, (0.0, 0.0)
    for number, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        if operator in _OPENS:
            start = number if str(instruction.operands[0]) == "/Artifact" else -1
            drawn = 0
        elif operator == "cm":
            corner = (float(instruction.operands[4]), float(instruction.operands[5]))
        elif operator in {"Do", "Tj", "TJ", "S", "f", "f*", "B"}:
            drawn += 1 if operator == "Do" else 2
        elif operator == _CLOSES:
            if start >= 0 and drawn == 1:
                yield start, corner
            start = -1


def _corner(figure: Object) -> tuple[float, float] | None:
    attributes = figure.get("/A", Array())
    for attribute in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(attribute, Dictionary) and "/BBox" in attribute:
            return float(attribute.BBox[0]), float(attribute.BBox[1])
    return None


def _near(one: tuple[float, float] | None, other: tuple[float, float]) -> bool:
    return one is not None and all(abs(a - b) <= NEAR for a, b in zip(one, other, strict=True))
