"""The links of every story → problems: links whose words do not say where they lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engross.problems import Problem
from engross.word.accessibility.content import AccessibleDocument, Paragraph
from engross.word.tools.findings import make_problem

_SAYS_NOTHING = frozenset({
    "click here", "click", "click this link", "here", "read more", "more", "learn more", "find out more", "this link",
    "link", "this", "follow this link", "see here", "go", "go here", "this page", "this website", "website", "details",
    "more details", "more information", "further information", "download", "click to download",
})  # fmt: skip
_ADDRESS = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)


def links(document: AccessibleDocument) -> Iterator[Problem]:
    """Links that say "click here" or the like, or a bare web address: a warning.

    WCAG 2.2, 2.4.4 (level A) is met if the sentence around such a link says where it leads, which a program cannot
    tell; but screen readers list links without their sentences.
    """
    for content in document.stories:
        for paragraph in content.paragraphs:
            for text in _texts(paragraph):
                plain = text.strip(" .,:;!?()[]<>→»\t\n").lower()
                if plain in _SAYS_NOTHING:
                    message = f'the link "{text.strip()}" does not say where it leads'
                elif _ADDRESS.fullmatch(text.strip(" <>()")):
                    message = f'the link "{text.strip()}" is a bare web address'
                else:
                    continue
                yield make_problem(
                    "link-words",
                    paragraph.place,
                    message,
                    "right-click it, choose Edit Hyperlink, and let the text to display name the page it leads to",
                    warning=True,
                )


def _texts(paragraph: Paragraph) -> list[str]:
    texts: dict[int, str] = {}
    for piece in paragraph.pieces:
        if piece.link is not None:
            texts[piece.link] = texts.get(piece.link, "") + piece.text
    return list(texts.values())
