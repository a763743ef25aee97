"""A report or a plan → what in it cannot be carried, in words that say what to do; all of it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from engross.problems import FilePlace, Problem, Refused, WordPlace
from engross.word.attach.parts import Parts
from engross.word.opc.content_types import MAIN
from engross.word.opc.stories import word_parts
from engross.word.opc.xml_names import Element, P, text_of
from engross.word.prepare.tracked_changes import may_hold_tracked_changes, tracked_changes
from engross.word.prepare.validate import REPAIR, missing_parts, unreadable, unusable

_WORDS = ("header", "footer", "footnotes", "endnotes", "comments", "styles", "numbering", "glossaryDocument")
"""The kinds of parts by which a tracked change outside the body is found."""


def problems_of(parts: Parts) -> list[Problem]:
    """Return everything that keeps one file from being attached to, or attached."""
    try:
        return list(_problems(parts))
    except Refused as refused:
        return list(refused.problems)


def _problems(parts: Parts) -> Iterator[Problem]:
    yield from unusable(parts.package)
    if unreadable(parts.package) is None:
        yield from _not_a_document(parts)
        yield from missing_parts(parts.package)
        yield from _tracked(parts)


def _not_a_document(parts: Parts) -> Iterator[Problem]:
    """What is one of Word's files, but of another kind, such as a template: the result would be one as well."""
    kind = parts.content_type(parts.main)
    if kind != MAIN and "macroEnabled" not in kind:
        yield Problem(
            "not-a-document",
            FilePlace(parts.package.file),
            f"the file is not a Word document but of the kind {kind or 'unknown'}",
            "save it in Word as Word Document (.docx)",
        )


def _tracked(parts: Parts) -> Iterator[Problem]:
    named = {parts.main: "body", **{part: word for word in _WORDS for part in parts.related(word)}}
    unread = parts.related("stylesWithEffects")  # for Word 2007 alone, and never carried
    others = (part for part in word_parts(parts.package) if part not in named and part not in unread)
    for part, region in (*named.items(), *((part, "document") for part in others)):
        if part in parts and may_hold_tracked_changes(parts.package.read(part)):
            changes = tracked_changes(parts.root(part))
            if changes:
                yield _told(parts, region, part, changes)


def _told(parts: Parts, region: str, part: str, changes: list[Element]) -> Problem:
    paragraphs = list(parts.root(part).iter(P))
    first = changes[0]
    holder = first if first.tag == P else next(first.iterancestors(P), None)
    shown = text_of(holder)[:60] if holder is not None else ""
    count = f"{len(changes)} tracked change{'s' if len(changes) > 1 else ''} not yet accepted or rejected"
    number = paragraphs.index(holder) + 1 if holder is not None else 0
    return Problem(
        "tracked-changes",
        WordPlace(parts.package.file, region, paragraph=number, part=part),
        f'{count}, the first in "{shown}"' if shown else count,
        "accept or reject the tracked changes in Word (Review), then run again",
    )


def unresolved_ids(parts: Parts, part: str, ids: Collection[str]) -> list[Problem]:
    """Return a problem for each relationship id that a part of the plan uses and does not have."""
    missing = sorted(set(ids) - set(parts.relationships(part)))
    place = FilePlace(parts.package.file)
    texts = (f"the relationship {key}, which {part} uses, is not there" for key in missing)
    return [Problem("damaged-file", place, text, REPAIR) for text in texts]
