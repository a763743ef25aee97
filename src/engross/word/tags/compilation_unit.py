"""What the phases of one compilation share: the package, its stories as trees, its tags, and what is known of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from msgspec import Struct, field

from engross.problems import WordPlace
from engross.word.model.headings import heading_styles
from engross.word.model.style_index import StyleIndex
from engross.word.model.style_reading import index_styles
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part
from engross.word.opc.stories import Places, Story, stories
from engross.word.opc.xml_names import Element, name
from engross.word.tags.bookmarks import Bookmarks, bookmark_names
from engross.word.tags.contents import Contents
from engross.word.tags.extent import Extent, block_makers
from engross.word.tags.lists import ListStyle, list_styles
from engross.word.tags.tag_table import Tags
from engross.word.values.printing import Site

_NOTES = ("footnotes", "endnotes")


class StoryTree(NamedTuple):
    """A story and the root of its tree, in which the phases put marks in place of the tags."""

    story: Story
    root: Element

    @property
    def holds_notes(self) -> bool:
        """Whether these are the footnotes or the endnotes, which are rendered where the body refers to them."""
        return self.story.kind in _NOTES


class CompilationUnit(Struct, frozen=True):
    """A template while it is compiled.

    `trees` are its stories, the body first; `headings` the ids of its heading styles; `list_styles` its paragraph
    styles that number their paragraphs; `sections` the body's section properties, in order; `block_makers` the filters
    that make paragraphs; `field_names` the names of the values, if their type is known; `bookmarks` what is known of
    the bookmarks.

    The phases add to `tags`, to `sites` (where each tag that prints stands) and to `extents` (the width and height
    that it has), both by the numbers of the tags, to `contents` the body's tables of contents, if there are any, to
    `places`, where the paragraphs of each part stand, to `notes` those notes that leave their trees, to `referring`
    what settles the references of each story once the bookmarks of all are known, and to `changed` the parts that go
    into no document as they are, though no tag touches them.
    """

    package: Package
    trees: tuple[StoryTree, ...]
    styles: StyleIndex
    headings: frozenset[str]
    list_styles: Mapping[str, ListStyle]
    sections: list[Element]
    block_makers: frozenset[str]
    field_names: frozenset[str]
    bookmarks: Bookmarks
    tags: Tags = field(default_factory=Tags)
    sites: dict[int, Site] = field(default_factory=dict)
    extents: dict[int, Extent] = field(default_factory=dict)
    contents: list[Contents] = field(default_factory=list)
    places: dict[str, Places] = field(default_factory=dict)
    notes: list[Element] = field(default_factory=list)
    referring: list[Callable[[], None]] = field(default_factory=list)
    changed: set[str] = field(default_factory=set)

    @property
    def body(self) -> Element:
        """The root of the body's tree."""
        return self.trees[0].root

    @property
    def parts(self) -> list[str]:
        """The names of the parts that hold the stories, in order."""
        return [tree.story.part for tree in self.trees]

    def where(self, part: str, paragraph: Element) -> Callable[[], WordPlace]:
        """Return what makes the place of a paragraph; of its story as a whole, if it is not as it was found."""
        places = self.places.get(part)
        if places is not None and paragraph in places:
            return places.where(paragraph)
        story = next(tree.story for tree in self.trees if tree.story.part == part)
        return partial(self.place, story)

    def place(self, story: Story) -> WordPlace:
        """Return the place of a story as a whole."""
        return WordPlace(self.package.file, story.region, part=story.part)


def open_unit(
    package: Package, filters: Mapping[str, Callable[..., Any]], field_names: frozenset[str]
) -> CompilationUnit:
    """Return a package's stories as trees, with what the phases need to know of it; no tag is read yet."""
    body = package.xml(main_part(package))
    styles, headings = index_styles(package), heading_styles(package)
    trees = tuple(
        StoryTree(story, body if story.kind == "body" else package.xml(story.part)) for story in stories(package, body)
    )
    return CompilationUnit(
        package,
        trees,
        styles,
        headings,
        list_styles(styles, headings),
        list(body.iter(name("w:sectPr"))),
        block_makers(filters),
        field_names,
        Bookmarks(bookmark_names(tree.root for tree in trees)),
    )
