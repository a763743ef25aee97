"""The mark behind the text of a Word file, which LibreOffice 7.4 tags on some pages → decoration on all of them.

Word draws its marks ("Draft") as one silver, half-transparent shape of paths. In the PDF each is content of its own,
without a description, although the words stand on the page's face too: screen readers should pass over it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf
from pikepdf import ContentStreamInstruction, Dictionary, Name, Object, Operator, Page, Pdf

from engross.pdf.figures import Instructions
from engross.pdf.structure_tree import Tags, kids, number_tree, numbers, role, role_map, without
from engross.pdf.written_pages import WrittenPage, written_operators

SILVER = 0xC0 / 0xFF
"""The colour of the marks that Word makes, and this project with it, in each of red, green and blue."""
_DRAWN = ["BDC", "rg", "q", "gs", "Do", "Q", "EMC"]
"""What a mark is in a page's content: its tag, its colour, and one transparent form."""
_IN_A_FORM_OF_PATHS = frozenset({"m", "l", "c", "v", "y", "h", "re", "f", "f*", "n", "W", "W*", "q", "Q", "rg", "cm"})


def turn_into_artifacts(pdf: Pdf, tags: Tags, written: Sequence[WrittenPage] | None = None) -> None:
    """Make artifacts (ISO 32000-1, 14.8.2.2) of the marks, and take their elements out of the structure tree.

    `written` are the pages as they were read.
    """
    pages = [page for number, page in enumerate(pdf.pages) if written is None or _may_hold_marks(written[number])]
    if not pages:
        return
    root = tags.root
    parents = numbers(root.get("/ParentTree"))
    owners = [owner for page in pages for owner in _untagged(pdf, page, parents)]
    if not owners:
        return
    for owner in owners:
        without(owner.P, owner)
    root.ParentTree = number_tree(pdf, parents)
    roles = role_map(root)
    tags.changed(*{role(owner, roles) for owner in owners})


def _may_hold_marks(page: WrittenPage) -> bool:
    return " ".join(_DRAWN) in " ".join(page.operators)


def _untagged(pdf: Pdf, page: Page, parents: dict[int, Object]) -> Iterator[Object]:
    """Yield the elements that held the marks of this page and nothing else; the marks are artifacts now."""
    content = parents.get(int(page.obj.get("/StructParents", -1)))
    if content is None:
        return
    instructions = list(pikepdf.parse_content_stream(page))
    marks = [(start, identifier) for start, identifier in _marks(instructions, page) if _is_alone(content[identifier])]
    for start, identifier in marks:
        instructions[start] = ContentStreamInstruction([Name.Artifact], Operator("BMC"))
        yield content[identifier]
        content[identifier] = None
    if marks:
        page.obj.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))


def _marks(instructions: Instructions, page: Page) -> Iterator[tuple[int, int]]:
    """Yield where a mark begins among the instructions, and its identifier in the structure tree."""
    operators = [str(instruction.operator) for instruction in instructions]
    for start, operator in enumerate(operators):
        if operator != _DRAWN[0] or operators[start : start + len(_DRAWN)] != _DRAWN:
            continue
        drawn = instructions[start : start + len(_DRAWN)]
        if _is_silver(list(drawn[1].operands)):
            properties = drawn[0].operands[1]
            form = page.obj.Resources.get("/XObject", Dictionary()).get(str(drawn[4].operands[0]))
            if isinstance(properties, Dictionary) and "/MCID" in properties and _is_of_paths(form):
                yield start, int(properties.MCID)


def _is_alone(owner: Object) -> bool:
    """Return True if an element holds this content alone, and says nothing of it."""
    return isinstance(owner, Dictionary) and len(kids(owner)) == 1 and not {"/Alt", "/ActualText"} & set(owner.keys())


def _is_silver(colour: Sequence[object]) -> bool:
    return all(abs(float(str(part)) - SILVER) < 0.002 for part in colour)  # noqa: PLR2004  # under half a step of 255


def _is_of_paths(form: object) -> bool:
    if not isinstance(form, pikepdf.Stream) or form.get("/Subtype") != Name.Form:
        return False
    operators = written_operators(form.read_bytes())
    if operators is None:
        operators = frozenset(str(instruction.operator) for instruction in pikepdf.parse_content_stream(form))
    return operators <= _IN_A_FORM_OF_PATHS
