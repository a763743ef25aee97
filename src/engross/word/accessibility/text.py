"""The text of every story → problems: too small, justified, hard to see, or emphasised at length."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from engross.word.accessibility.content import AccessibleDocument, Paragraph, StoryContent
from engross.word.accessibility.words import Piece
from engross.word.model.formatting import Look
from engross.word.tools.findings import Finding, excerpt, make_problem

SMALLEST = 12.0
"""The smallest size of the body's text, in points: the house's convention, as WCAG names no size."""
SMALLEST_ASIDE = 10.0
"""The smallest size in headers, footers, footnotes and endnotes, in points."""
LONG = 40
"""How many characters of text in italics or underlined are too many to be a title or a word that stands out."""
LONG_CAPITALS, MANY_WORDS = 20, 3
"""How many characters, and words, in capitals are more than a marking or an abbreviation."""
AA, AA_LARGE = 4.5, 3.0
"""The least contrast of text, and of large text: WCAG 2.2, 1.4.3 (level AA)."""


def small_text(document: AccessibleDocument) -> Iterator[Finding]:
    """Text of the body under 12 points, of headers, footers and notes under 10: a warning, as WCAG names no size."""
    for content, paragraph, piece, look in _shown(document):
        aside = content.story.kind != "body"
        least = SMALLEST_ASIDE if aside else SMALLEST
        if look.size < least:
            where = "here, where headers, footers and notes may have" if aside else "where the body must have"
            yield Finding(
                make_problem(
                    "small-text",
                    paragraph.place,
                    f'the text {excerpt(piece.text)} has {look.size:g} points (style "{paragraph.style}"), {where} '
                    f"{least:g} or more",
                    _mend(paragraph, f"set the size to {least:g} or more"),
                    warning=True,
                ),
                (content.story.kind, paragraph.style, look.size),
            )


def justified_text(document: AccessibleDocument) -> Iterator[Finding]:
    """Justified text: a warning, as WCAG 2.2 asks for ragged text only at level AAA (1.4.8), and the house always."""
    for content in document.stories:
        for paragraph in content.paragraphs:
            aligned = document.looks.alignment(paragraph.element)
            if paragraph.text.strip() and aligned in {"both", "distribute"}:
                yield Finding(
                    make_problem(
                        "justified-text",
                        paragraph.place,
                        f'the paragraph {excerpt(paragraph.text)} is justified (style "{paragraph.style}"), which '
                        "makes uneven gaps between words, where left aligned text is expected",
                        _mend(paragraph, "choose Align Left"),
                        warning=True,
                    ),
                    paragraph.style,
                )


def low_contrast(document: AccessibleDocument) -> Iterator[Finding]:
    """Text with too little contrast: an error by WCAG 2.2, 1.4.3 (level AA), 4.5 to 1, and 3 to 1 for large text.

    The colour behind the text is that of its highlight or its shading, its paragraph's, its cell's, its table's or the
    page's. Pictures behind text are not seen here.
    """
    for _page, paragraph, piece, look in _shown(document):
        least = AA_LARGE if look.is_large else AA
        if look.contrast < least:
            yield Finding(
                make_problem(
                    "low-contrast",
                    paragraph.place,
                    f"the text {excerpt(piece.text)} has the colour {look.colour} on {look.background}, a contrast of "
                    f"{_down(look.contrast)} to 1, where {least:g} to 1 is the least",
                    _mend(paragraph, "choose a darker colour for the text or a lighter one behind it"),
                ),
                (paragraph.style, look.colour, look.background),
            )


def long_emphasis(document: AccessibleDocument) -> Iterator[Finding]:
    """Long text in italics, in capitals or underlined: hard to read, yet not forbidden by WCAG 2.2: a warning."""
    for content in document.stories:
        for paragraph in content.paragraphs:
            for kind, text in _emphasised(document, paragraph):
                yield Finding(
                    make_problem(
                        "long-emphasis",
                        paragraph.place,
                        f"the text {excerpt(text)} is {kind} over {len(text)} characters, which is hard to read",
                        _mend(paragraph, "make it plain, and a few words of it bold where they must stand out"),
                        warning=True,
                    ),
                    (kind, paragraph.style),
                )


def _shown(document: AccessibleDocument) -> Iterator[tuple[StoryContent, Paragraph, Piece, Look]]:
    """Yield every run that prints something; each look of a paragraph once."""
    for content in document.stories:
        for paragraph in content.paragraphs:
            seen = set()
            for piece in paragraph.pieces:
                look = document.looks.of(piece.run, paragraph.element) if piece.text.strip() else None
                if look is not None and not look.hidden and look not in seen:
                    seen.add(look)
                    yield content, paragraph, piece, look


def _emphasised(document: AccessibleDocument, paragraph: Paragraph) -> Iterator[tuple[str, str]]:
    looked = [(piece, document.looks.of(piece.run, paragraph.element)) for piece in paragraph.pieces if piece.text]
    for kind, holds in _KINDS.items():
        for is_kind, group in groupby(looked, key=lambda pair, holds=holds: holds(*pair)):  # type: ignore[misc]  # its type follows from _KINDS
            text = "".join(piece.text for piece, _ in group).strip()
            if is_kind and _is_long(kind, text):
                yield kind, text


def _is_capital(piece: Piece, look: Look) -> bool:
    return look.capitals or not any(map(str.islower, piece.text))


def _is_underlined(piece: Piece, look: Look) -> bool:
    return look.underlined and piece.link is None


_KINDS: dict[str, Callable[[Piece, Look], bool]] = {
    "in italics": lambda _piece, look: look.italic,
    "underlined": _is_underlined,
    "in capitals": _is_capital,
}


def _is_long(kind: str, text: str) -> bool:
    if kind != "in capitals":
        return len(text) > LONG
    return len(text) > LONG_CAPITALS and sum(map(_is_word, text.split())) >= MANY_WORDS


def _is_word(text: str) -> bool:
    return sum(map(str.isalpha, text)) > 1


def _mend(paragraph: Paragraph, what: str) -> str:
    style = f', or modify the style "{paragraph.style}" (Home, Styles) where it comes from there'
    return f"select it and {what}" + (style if paragraph.style else "")


def _down(ratio: float) -> str:
    """Return a ratio to one decimal, never rounded up to what it falls short of."""
    return f"{int(ratio * 10) / 10:g}"
