"""What earlier runs attached to a report → the appendix that this run replaces, its label, and where it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count, pairwise

from msgspec import Struct
from msgspec.structs import replace

from engross.labels import Label, as_compared, read_label
from engross.word.attach.choices import Choices
from engross.word.attach.extraction import appendix_in, marks_in
from engross.word.attach.names import digest_in, key_digest, mark_of, number_of
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.attach.place import blocks_of
from engross.word.attach.record import content_of, read, read_all
from engross.word.attach.sections import end_section_in, is_small, paragraph_section
from engross.word.opc.xml_names import PPR, Element, P, text_of


class Earlier(Struct, frozen=True):
    """An appendix of an earlier run: its mark, its label, and the mark of the one behind it; empty if there is none.

    `is_placed` says that both were attached after the same place of the report, so that this one stays before that one.
    """

    mark: str
    label: Label | None
    following: str
    is_same: bool = False
    is_placed: bool = False
    heading: str = ""
    is_below: bool = False

    def place(self, body: Element) -> Element | None:
        """Return the block of a body behind which the appendix stands, the body if it begins it, None for the end."""
        if not self.following:
            return None
        blocks = blocks_of(body)
        place = blocks.index(appendix_in(body, self.following)[0])
        return blocks[place - 1] if place else body


def below(choices: Choices) -> Choices:
    """Return the choices for what stands below a page with its heading, and needs no label of its own."""
    return replace(choices, label="", is_below=True)


def find_earlier(report: Parts, choices: Choices, source: Callable[[Choices], str]) -> Earlier | None:
    """Return the appendix that stands for the same plan; None if there is none.

    It is the one with the same key; where both have none, the one whose heading has the same title. Where this very
    plan was attached in this very way (the digest that `source` gives says so), and nobody has touched it since, it is
    the same.
    """
    wanted = key_digest(choices.key)
    for mark, following in pairwise([*report.marks, ""]):
        blocks = appendix_in(report.body, mark)
        record = read(report, mark)
        key = digest_in(mark) or key_digest(record.key if record is not None else "")
        label, title = _heading(blocks, choices.label)
        is_page = choices.is_page or (record is not None and record.is_page)
        if key == wanted if is_page or key or wanted else title == as_compared(choices.title):
            behind = read(report, following) if following else None
            is_below = record is not None and record.is_below
            own = source(below(choices) if is_below else choices)
            is_same = record is not None and record.source == own and record.content == content_of(blocks)
            after = as_compared(choices.after)
            is_placed = bool(after) and behind is not None and as_compared(behind.after) == after
            return Earlier(mark, label, following, is_same, is_placed, _text(blocks), is_below)
    return None


def behind_others(report: Parts, after: str, place: Element | None) -> Element | None:
    """Return the last block of what was attached after the same place before; that place itself if nothing was."""
    wanted = as_compared(after)
    others = {record.mark for record in read_all(report) if wanted and as_compared(record.after) == wanted}
    marks = [mark for mark in marks_in(report.body) if mark in others]
    return appendix_in(report.body, marks[-1])[-1] if marks else place


def find_covered(report: Parts, choices: Choices) -> Earlier | None:
    """Return the appendix before which a page is to stand; None if none is asked for, or it is not there."""
    if not choices.before:
        return None
    key = "" if as_compared(choices.before) == as_compared(choices.title) else choices.before
    return find_earlier(report, replace(choices, key=key, is_page=False), lambda _: "")


def before_all(report: Parts, after: str) -> str:
    """Return the mark of the first appendix after a place of the report, its end if `after` is empty; else ""."""
    others = {record.mark for record in read_all(report) if as_compared(record.after) == as_compared(after)}
    return next((mark for mark in marks_in(report.body) if mark in others), "")


def attached_in(report: Parts) -> Iterator[tuple[str, str]]:
    """Yield what the heading of each appendix says, and its key, empty if that is not known, in order."""
    for mark in report.marks:
        record = read(report, mark)
        yield _text(appendix_in(report.body, mark)), record.key if record is not None else ""


def digests_in(report: Parts) -> Iterator[tuple[str, str]]:
    """Yield the key of each appendix, and a digest of its plan, how that was attached, and its heading.

    The digest is empty if somebody has touched the appendix since.
    """
    for mark in report.marks:
        record, blocks = read(report, mark), appendix_in(report.body, mark)
        if record is not None:
            is_as_written = record.content == content_of(blocks)
            yield record.key, f"{record.source} {_text(blocks)}" if is_as_written else ""


def namesakes(report: Parts, choices: Choices, own: str) -> list[str]:
    """Return the headings of the appendices, but the one with the mark `own`, that have the same title."""
    pages = {record.mark for record in read_all(report) if record.is_page} if report.marks else set()
    marks = [mark for mark in report.marks if mark != own and mark not in pages]
    headings = [appendix_in(report.body, mark) for mark in marks]
    return [_text(blocks) for blocks in headings if _heading(blocks, choices.label)[1] == as_compared(choices.title)]


def free_mark(report: Parts, key: str = "") -> str:
    """Return the first mark that nothing attached to a report has, for an appendix with this key."""
    taken = {number_of(mark) for mark in report.marks}
    return mark_of(next(number for number in count(1) if number not in taken), key)


def separate(editor: PackageEditor) -> None:
    """Let each section before something attached end in a paragraph of its own, so that another can stand between."""
    for mark in editor.marks:
        first = appendix_in(editor.body, mark)[0]
        block = first.getprevious()
        section = paragraph_section(block)
        properties = None if block is None else block.find(PPR)
        if block is None or section is None or properties is None or is_small(first) or is_small(block):
            continue
        editor.edit(editor.main)
        properties.remove(section)
        small = end_section_in(None, section)
        if small is not None:
            first.addprevious(small)


def _heading(blocks: list[Element], word: str) -> tuple[Label | None, str]:
    """The label of an appendix, and its title as it is compared."""
    text = _text(blocks)
    label = read_label(text, word)
    if label is None:
        return None, as_compared(text)
    start = text.index(label.count, text.index(label.word) + len(label.word)) + len(label.count) + len(label.between)
    return label, as_compared(text[start:])


def _text(blocks: list[Element]) -> str:
    """What the heading of an appendix says."""
    return next((text for text in _texts(blocks) if text.strip()), "")


def _texts(blocks: list[Element]) -> Iterator[str]:
    return (text_of(block) for block in blocks if block.tag == P)
