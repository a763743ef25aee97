"""Figures that the Word file calls decoration, or that its copy marks so → artifacts: no reader is told of them."""

from __future__ import annotations

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf

from engross.pdf.structure_tree import Tags, is_same_object, number_tree, numbers, without
from engross.print_copy import DECORATION


def turn_into_artifacts(pdf: Pdf, tags: Tags) -> None:
    """Take the figures that are decoration out of the structure tree, and mark what is drawn of them as artifacts."""
    figures = [figure for figure in tags.of("/Figure") if str(figure.get("/Alt", "")) == DECORATION]
    if not figures:
        return
    root = tags.root
    parents = numbers(root.get("/ParentTree"))
    for page in pdf.pages:
        content = parents.get(int(page.obj.get("/StructParents", -1)))
        if content is not None:
            _unmark(pdf, page, content, figures)
    for figure in figures:
        without(figure.P, figure)
    root.ParentTree = number_tree(pdf, parents)
    tags.changed()


def _unmark(pdf: Pdf, page: Page, content: Object, figures: list[Object]) -> None:
    owned = {at for at, owner in enumerate(content) if any(_is(owner, figure) for figure in figures)}
    if not owned:
        return
    instructions = list(pikepdf.parse_content_stream(page))
    for at, instruction in enumerate(instructions):
        if str(instruction.operator) == "BDC" and _identifier(list(instruction.operands)) in owned:
            instructions[at] = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
    for at in owned:
        content[at] = None
    page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _identifier(operands: list[object]) -> int:
    properties = operands[1]
    return int(properties.MCID) if isinstance(properties, Dictionary) and "/MCID" in properties else -1


def _is(kid: object, element: Object) -> bool:
    return isinstance(kid, Dictionary) and is_same_object(kid, element)
