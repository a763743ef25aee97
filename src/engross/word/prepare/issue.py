"""Any Word file → all that no issued document may hold: what editing left, changing fields, what is not finished."""

from __future__ import annotations

from collections.abc import Iterator

from engross.problems import FilePlace, Problem, Severity
from engross.word.opc.archive import part_key
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part, relationships
from engross.word.opc.stories import may_hold, word_parts
from engross.word.opc.used_parts import without_unused
from engross.word.prepare.embedded import editors_within
from engross.word.prepare.field_fates import judged_fields
from engross.word.prepare.local_addresses import local_addresses
from engross.word.prepare.scrub import leftovers
from engross.word.prepare.unfinished import unfinished
from engross.word.prepare.validate import COMMENT_MARKS, outside, tracked


def unissuable(package: Package) -> Iterator[Problem]:
    """Yield all that no issued document may hold, in any Word file: comments and tracked changes, and the leftovers.

    Each is told once, also of a text box, which a file stores twice.
    """
    yield from dict.fromkeys(_reasons(package))


def _reasons(package: Package) -> Iterator[Problem]:
    main = main_part(package)
    if _has_comments(package):
        yield Problem("comments", FilePlace(package.file), "it has comments",
                      "delete them (Review, Delete, Delete All Comments in Document)", Severity.WARNING)  # fmt: skip
    yield from tracked(package.look(main), package, main)
    yield from leftovers(package)
    yield from judged_fields(package)
    yield from unfinished(package)
    yield from outside(package)
    yield from local_addresses(package)
    yield from editors_within(package)
    yield from _unseen(package)


def _unseen(package: Package) -> Iterator[Problem]:
    kept = without_unused(package)
    gone = [part for part in package.names if part not in kept and not part_key(part).endswith(".rels")]
    if gone:
        more = f" and {len(gone) - 1} more" * (len(gone) > 1)
        yield Problem("unseen-part", FilePlace(package.file),
                      f"it holds {gone[0]}{more}, which nothing in it shows: an earlier picture, for one",
                      "open it in Word and save it again, or make it again from its template",
                      Severity.WARNING)  # fmt: skip


def _has_comments(package: Package) -> bool:
    """Return whether a file has a part of comments, or a mark of one anywhere in its text."""
    parts = any(
        line.kind.startswith("comments") for part in word_parts(package) for line in relationships(package, part)
    )
    marks = (part for part in word_parts(package) if may_hold(package.read(part), b"commentRe", b"commentRange"))
    return parts or any(next(package.look(part).iter(*COMMENT_MARKS), None) is not None for part in marks)
