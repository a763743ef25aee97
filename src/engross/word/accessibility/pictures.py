"""The drawings of every story → problems: pictures without alternative text, and text in boxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engross.problems import Problem
from engross.word.accessibility.content import AccessibleDocument, StoryContent, is_unseen
from engross.word.opc.xml_names import NAMESPACES, Element, name
from engross.word.tools.findings import make_problem

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)|(picture|image|graphic) ?\d*", re.IGNORECASE)
_BOX = name("w:txbxContent")
_OFFICE_LINE = "{urn:schemas-microsoft-com:office:office}hr"


def pictures(document: AccessibleDocument) -> Iterator[Problem]:
    """Pictures without alternative text, or with a file's name as theirs, and text boxes: errors.

    WCAG 2.2, 1.1.1 (level A, failures F65 and F30) for the pictures, decorative ones marked as such excepted; 1.3.2
    (level A) for the boxes, whose text stands outside the order of reading. What an image of text says (1.4.5) cannot
    be seen here, and is not checked.
    """
    for content in document.stories:
        for drawing in content.root.iter(name("w:drawing"), name("w:pict")):
            if is_unseen(drawing):
                continue
            if next(drawing.iter(_BOX), None) is not None:
                yield from _text_box(content, drawing)
            elif drawing.tag == name("w:drawing"):
                yield from _drawing(content, drawing)
            else:
                yield from _old_picture(content, drawing)


def _text_box(content: StoryContent, drawing: Element) -> Iterator[Problem]:
    paragraph = content.around(drawing)
    if paragraph is not None:
        yield make_problem(
            "text-box",
            paragraph.place,
            "text stands in a text box, which is read out of its order or not at all",
            "move the text into a paragraph, and frame it with borders (Home, Borders)",
        )


def _drawing(content: StoryContent, drawing: Element) -> Iterator[Problem]:
    for properties in drawing.iterfind("*/wp:docPr", NAMESPACES):
        decorative = next(properties.iter(_DECORATIVE), None)
        if decorative is None or decorative.get("val", "1") in {"0", "false"}:
            yield from _described(content, drawing, properties.get("descr", ""), properties.get("name", ""))


def _old_picture(content: StoryContent, drawing: Element) -> Iterator[Problem]:
    """Yield a picture in the old way (VML). WordArt says its own text, and a ruled line says nothing."""
    for shape in drawing.iterchildren("{urn:schemas-microsoft-com:vml}*"):
        says_itself = next(shape.iter(name("v:textpath")), None) is not None
        if shape.tag != name("v:shapetype") and not says_itself and shape.get(_OFFICE_LINE) is None:
            yield from _described(content, drawing, shape.get("alt", ""), shape.get("id", ""))


def _described(content: StoryContent, drawing: Element, words: str, called: str) -> Iterator[Problem]:
    paragraph = content.around(drawing)
    if paragraph is None:
        return
    what = f'the picture "{called}"' if called else "a picture"
    hint = "right-click it, choose View Alt Text, and say in a sentence what it shows, or mark it as decorative"
    if not words.strip():
        yield make_problem("no-alt-text", paragraph.place, f"{what} has no alternative text", hint)
    elif _FILE_NAME.fullmatch(words.strip()):
        yield make_problem("file-name-as-alt-text", paragraph.place,
                      f'the alternative text of {what} is "{words.strip()}", which says nothing of what it shows',
                      hint)  # fmt: skip
