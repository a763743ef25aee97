"""A Word package → its stories as a reader meets them: each paragraph with its place, its words and what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from engross.problems import Refused, WordPlace
from engross.word.accessibility.words import Piece, pieces, printed
from engross.word.model.formatting import Looks
from engross.word.model.formatting.tables import rows
from engross.word.model.headings import heading_level, heading_styles
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part
from engross.word.opc.stories import Places, Story, stories
from engross.word.opc.xml_names import TBL, TC, TR, Element, P, ancestor, name, names
from engross.word.prepare.validate import unreadable

_OBJECTS = names(
    "w:drawing", "w:pict", "w:object", "w:fldChar", "w:fldSimple", "w:sym", "w:footnoteReference", "w:endnoteReference",
    "w:sectPr", "m:oMath", "m:oMathPara", "w:ptab", "w:pgNum", "w:separator", "w:continuationSeparator",
    "w:footnoteRef", "w:endnoteRef", "w:annotationRef",
)  # fmt: skip
_UNSEEN = names("mc:Fallback", "w:del", "w:moveFrom")


class Paragraph(Struct, frozen=True):
    """One paragraph: `text` is what it prints, a tag counting as the text that it prints.

    `is_lifted` says that it holds nothing but block tags, so that no document has it; `holds_object` that it shows
    something that is no text; `level` is the heading's level, None for other paragraphs.
    """

    element: Element
    place: WordPlace
    pieces: tuple[Piece, ...]
    text: str
    is_lifted: bool
    holds_object: bool
    level: int | None
    style: str

    @property
    def is_empty(self) -> bool:
        """True if it shows nothing at all."""
        return not (self.text.strip() or self.holds_object or self.is_lifted)

    @property
    def cell(self) -> Element | None:
        """The cell that it stands in."""
        return ancestor(self.element, TC)


class StoryContent:
    """One story with its paragraphs, in order and by their elements; it is not changed."""

    __slots__ = ("_lifted_rows", "by_element", "paragraphs", "root", "story")

    def __init__(self, story: Story, root: Element, paragraphs: Iterable[Paragraph]) -> None:
        self.story, self.root = story, root
        self.paragraphs = tuple(paragraphs)
        self.by_element = {paragraph.element: paragraph for paragraph in self.paragraphs}
        lifted = {row for paragraph in self.paragraphs if paragraph.is_lifted for row in _row_of(paragraph)}
        showing = {row for paragraph in self.paragraphs if not (paragraph.is_lifted or paragraph.is_empty)
                   for row in paragraph.element.iterancestors(TR)}  # fmt: skip
        self._lifted_rows = lifted - showing

    def tables(self) -> Iterator[Element]:
        """Yield the story's tables, in order, those within tables included."""
        return (table for table in self.root.iter(TBL) if not is_unseen(table))

    def first(self, element: Element) -> Paragraph | None:
        """Return the first paragraph in an element."""
        return next((self.by_element[node] for node in element.iter(P) if node in self.by_element), None)

    def around(self, element: Element) -> Paragraph | None:
        """Return the paragraph that an element stands in."""
        holder = ancestor(element, P)
        return None if holder is None else self.by_element.get(holder)

    def rows(self, table: Element) -> list[Element]:
        """Return a table's rows that documents have: rows of block tags alone are left out."""
        return [row for row in rows(table) if row not in self._lifted_rows]


def _row_of(paragraph: Paragraph) -> Iterator[Element]:
    row = ancestor(paragraph.element, TR)
    if row is not None:
        yield row


class AccessibleDocument(Struct, frozen=True):
    """A Word file, read for its accessibility."""

    package: Package
    looks: Looks
    stories: tuple[StoryContent, ...]

    @property
    def body(self) -> StoryContent:
        """The body of the document."""
        return self.stories[0]


def read_document(package: Package) -> AccessibleDocument:
    """Read a package for its accessibility. Raise Refused if it is no Word document that is read here."""
    fault = unreadable(package)
    if fault is not None:
        raise Refused([fault])
    body = package.xml(main_part(package))
    looks = Looks(package)
    headings = heading_styles(package)
    contents = []
    for story in stories(package, body):
        if story.kind != "properties":
            root = body if story.kind == "body" else package.xml(story.part)
            places = Places(package.file, story, root, headings)
            contents.append(StoryContent(story, root, _paragraphs(root, places, looks)))
    return AccessibleDocument(package, looks, tuple(contents))


def is_unseen(element: Element) -> bool:
    """Return True if an element is deleted in a tracked change, or the second copy of what a newer Word shows."""
    return any(parent.tag in _UNSEEN for parent in element.iterancestors())


def _paragraphs(root: Element, places: Places, looks: Looks) -> Iterator[Paragraph]:
    for element in root.iter(P):
        if is_unseen(element):
            continue
        all_pieces = pieces(element)
        shown = printed(all_pieces)
        yield Paragraph(
            element,
            places.of(element),
            shown,
            "".join(piece.text for piece in shown),
            bool("".join(piece.text for piece in all_pieces).strip())
            and not any(piece.text.strip() for piece in shown),
            any(_shows(node) for node in element.iter(*_OBJECTS, name("w:br"))),
            heading_level(looks.styles, element) or None,
            looks.styles.name_of(element),
        )


def _shows(element: Element) -> bool:
    """Return True if something that is no text shows; a line break does not, a page or column break does."""
    return element.tag != name("w:br") or element.get(name("w:type")) in {"page", "column"}
