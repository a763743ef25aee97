"""A report and a plan → one document: the report, unchanged, with the plan as an appendix."""

from __future__ import annotations

from enum import StrEnum
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from engross.problems import Problem, Refused
from engross.word.attach.appendix import appendix_of
from engross.word.attach.choices import Choices, Headers, Look, PageNumbers
from engross.word.attach.contents import chapter_style, headings_of, write_lines
from engross.word.attach.earlier import (
    Earlier,
    attached_in,
    before_all,
    behind_others,
    below,
    digests_in,
    find_covered,
    find_earlier,
    free_mark,
    namesakes,
    separate,
)
from engross.word.attach.extraction import appendix_in
from engross.word.attach.importer import Importer
from engross.word.attach.joining import join
from engross.word.attach.label import heading_text
from engross.word.attach.lean import without_plain_text
from engross.word.attach.namespaces import widen
from engross.word.attach.note_ids import mixed_up
from engross.word.attach.pages import first_page
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.attach.place import blocks_before, blocks_of, place_after
from engross.word.attach.proof import ReportVerifier
from engross.word.attach.record import Record, source_of, write
from engross.word.attach.refusals import problems_of
from engross.word.attach.remarks import Changed, remarks
from engross.word.attach.removal import without_appendix
from engross.word.attach.sealing import is_as_sealed, seal
from engross.word.attach.sections import sections_of_body
from engross.word.attach.styles import ReportStyles
from engross.word.opc.package import Package

__all__ = [
    "AttachedWord",
    "Choices",
    "Headers",
    "Look",
    "PageNumbers",
    "What",
    "appendices",
    "attach",
    "attach_told",
    "digests",
    "is_as_sealed",
    "seal",
]


class What(StrEnum):
    """What became of a plan."""

    ATTACHED = "attached"
    REPLACED = "replaced"
    THERE = "already there"


class AttachedWord(Struct, frozen=True):
    """The document's bytes, and what the person who attached should know of it: warnings and information.

    `what` says whether the plan is new in the report, replaced what was there of it, or was there as it is; `heading`
    is what the appendix heading says.
    """

    data: bytes
    problems: tuple[Problem, ...] = ()
    what: What = What.ATTACHED
    heading: str = ""


def attach(report: Package, plan: Package, choices: Choices | None = None) -> bytes:
    """The report with the plan as an appendix: a .docx file's bytes, the same in every run.

    Raises Refused with all that is wrong with either file, or with the place that the choices name.
    """
    return attach_told(report, plan, choices).data


def appendices(document: Package) -> tuple[tuple[str, str], ...]:
    """Return the heading and the key of all that was attached to a Word file, in order; the key is "" if not known."""
    parts = Parts(document)
    return tuple(attached_in(parts)) if parts.main in parts else ()


def digests(document: Package) -> dict[str, str]:
    """Return for each key in a Word file a digest of what was attached and how; "" if somebody has changed it since."""
    parts = Parts(document)
    return dict(digests_in(parts)) if parts.main in parts else {}


def attach_told(report: Package, plan: Package, choices: Choices | None = None) -> AttachedWord:
    """Attach as `attach` does, and say as well what in the document had better not be there."""
    chosen = choices or Choices()
    lean, kept = without_plain_text(report)
    editor, source = PackageEditor(lean, kept), Parts(plan)
    problems = [*problems_of(editor), *problems_of(source)]
    if problems:
        raise Refused([*problems_of(Parts(report)), *problems_of(source)] if kept else problems)
    earlier = find_earlier(editor, chosen, partial(source_of, plan))
    if earlier and earlier.is_same:
        return AttachedWord(bytes(report), (), What.THERE, earlier.heading)
    chosen = below(chosen) if earlier and earlier.is_below else chosen
    digest = source_of(plan, chosen)
    editor = without_appendix(editor, earlier.mark if earlier else "")
    if editor.marks:
        separate(editor)
        if earlier and earlier.label and not chosen.letter:
            chosen = replace(chosen, letter=earlier.label.count)
    covered = find_covered(editor, chosen) if earlier is None else None
    if covered and covered.label and not chosen.letter:
        chosen = replace(chosen, letter=covered.label.count)
    first = before_all(editor, chosen.after) if chosen.is_first else ""
    following = covered.mark if covered else first
    where = earlier or Earlier(free_mark(editor, chosen.key), None, following, is_placed=bool(following))
    verifier = ReportVerifier(editor, where.mark)
    document, told, text = _joined(editor, source, chosen, where, digest)
    verifier.prove(document)
    return AttachedWord(bytes(kept.put_back(document)), told, What.REPLACED if earlier else What.ATTACHED, text)


def _joined(
    editor: PackageEditor, plan: Parts, choices: Choices, where: Earlier, digest: str
) -> tuple[Package, tuple[Problem, ...], str]:
    sheet = ReportStyles(editor)
    place = where.place(editor.body)
    if choices.after and not where.is_placed:
        place = behind_others(editor, choices.after, place_after(editor, sheet, choices.after))
    twins = namesakes(editor, choices, where.mark)
    text = heading_text(editor, sheet, choices)
    preceding = blocks_before(editor.body, place)
    is_behind = any(appendix_in(editor.body, mark)[0] in preceding for mark in editor.marks)
    importer = Importer(editor, sheet, plan, choices, where.mark)
    following = blocks_of(editor.body)[len(preceding) :]
    importer.notes.around = (preceding, following)
    was_mixed_up = mixed_up(editor, [editor.body])
    appendix = appendix_of(importer, text, chapter_style(editor.body, sheet, below=choices.is_below))
    wrong = {} if was_mixed_up else mixed_up(editor, [*preceding, appendix.body, *following])
    first = first_page(editor, preceding, sections_of_body(editor.body), choices)
    headings = [] if choices.is_below else headings_of(appendix.blocks, first, sheet)
    as_written = widen(editor, editor.main, plan.root(plan.main))
    listed = write_lines(editor.body, preceding, headings, importer)
    joined = join(editor, appendix, (place, as_written), choices)
    imported, created = tuple(importer.styles.imported), tuple(editor.created)
    record = Record(imported, created, joined.following, joined.at_border, mark=where.mark, key=choices.key)
    record = replace(record, after=choices.after, is_below=choices.is_below, is_page=choices.is_page)
    write(editor, replace(record, source=digest, content=joined.content, references=joined.references))
    return (
        editor.written(),
        tuple(remarks(editor, importer, Changed(listed, is_behind, wrong), twins)),
        text,
    )
