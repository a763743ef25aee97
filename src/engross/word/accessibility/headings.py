"""The headings of the body → problems: levels skipped, and bold paragraphs that only look like headings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from engross.problems import Problem
from engross.word.accessibility.content import AccessibleDocument, Paragraph
from engross.word.tools.findings import excerpt, make_problem

LONGEST_HEADING = 100
"""The most characters that a bold paragraph may have to be taken for a heading."""
_ENDS_OF_SENTENCES = (".", ",", ";", "!", "?", ":")
_NO_HEADINGS = ("title", "subtitle", "caption", "toc ")


def skipped_levels(document: AccessibleDocument) -> Iterator[Problem]:
    """Yield a first heading that is not of level 1, and each heading more than one level below the last: errors.

    WCAG 2.2, 1.3.1 (level A) wants the structure that is seen to be in the file too, and PDF/UA (ISO 14289-1, 7.4.2),
    which the PDFs of these documents claim, forbids skipped levels. The style Title may stand before the first heading.
    """
    previous = 0
    for paragraph in document.body.paragraphs:
        if paragraph.level is None or paragraph.is_lifted or paragraph.is_empty:
            continue
        if _is_title(paragraph):
            continue
        if paragraph.level > previous + 1:
            yield _skipped(paragraph, paragraph.level, previous)
        previous = paragraph.level


def fake_headings(document: AccessibleDocument) -> Iterator[Problem]:
    """Yield a short paragraph, bold throughout, with plain text after it, that is no heading: a warning.

    A heading without its style fails WCAG 2.2, 1.3.1 (failure F2); that a bold line is meant as one is a guess, so it
    refuses nothing.
    """
    shown = [paragraph for paragraph in document.body.paragraphs if not (paragraph.is_lifted or paragraph.is_empty)]
    for paragraph, following in pairwise(shown):
        if paragraph.cell is not None or following.cell is not None or following.level is not None:
            continue
        if _looks_like_heading(document, paragraph) and not _is_bold(document, following):
            yield make_problem(
                "bold-as-heading",
                paragraph.place,
                f"the bold paragraph {excerpt(paragraph.text)} looks like a heading and has the style "
                f'"{paragraph.style}", so a screen reader does not find it',
                "if it is a heading, give it a heading style (Home, Styles, Heading 1 to 3)",
                warning=True,
            )


def _skipped(paragraph: Paragraph, level: int, previous: int) -> Problem:
    text = excerpt(paragraph.text)
    if not previous:
        message = f"the first heading, {text}, has level {level}, where level 1 is expected"
    else:
        message = (
            f"the heading {text} has level {level} after one of level {previous}, so level {previous + 1} is skipped"
        )
    return make_problem(
        "heading-level-skipped",
        paragraph.place,
        message,
        f"give it the style Heading {previous + 1} (Home, Styles), or add the heading that is missing above it",
    )


def _is_title(paragraph: Paragraph) -> bool:
    return paragraph.style.lower() == "title"


def _looks_like_heading(document: AccessibleDocument, paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return (
        paragraph.level is None
        and len(text) <= LONGEST_HEADING
        and not text.endswith(_ENDS_OF_SENTENCES)
        and not paragraph.style.lower().startswith(_NO_HEADINGS)
        and not paragraph.holds_object
        and any(letter.isalpha() for letter in text)
        and _is_bold(document, paragraph)
    )


def _is_bold(document: AccessibleDocument, paragraph: Paragraph) -> bool:
    looks = [document.looks.of(piece.run, paragraph.element) for piece in paragraph.pieces if piece.text.strip()]
    return bool(looks) and all(look.bold for look in looks)
