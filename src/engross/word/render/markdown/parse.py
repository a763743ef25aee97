"""A text in Markdown → its tree of blocks and marks, with nothing of the text lost on the way."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_block.table import escapedSplit, getLine, table
from markdown_it.tree import SyntaxTreeNode

from engross.word.render.markdown.blocks import write_line, write_prose
from engross.word.values.printing import Rich, ValueRefused, as_text, makes_blocks, speakable

_DEEPEST = 60
"""How deep blocks may stand in each other; markdown-it leaves out what stands deeper, so it is refused here."""
_NO_ROOM = re.compile("[\a\f]")


class _Reader(MarkdownIt):
    """CommonMark with tables; HTML and reference definitions are text, and addresses are left as they are written."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": _DEEPEST})
        self.enable("table").disable("reference")
        self.block.ruler.at("table", _whole_table, {"alt": ["paragraph", "reference"]})

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802  # the library's name
        """Every link is read as one: one that Word cannot hold is refused later, not printed as it stands."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # the library's name
        """The address as it is written; `values.addresses.address` encodes it."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # the library's name
        """The words of an address that is its own link, as they are written."""
        return link


def _whole_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, refused where a row has more cells than the first: CommonMark's readers drop them."""
    is_table = table(state, start, end, silent)
    if is_table and not silent:
        wide = _cells(getLine(state, start))
        for line in range(start + 2, state.line):
            text = getLine(state, line)
            if _cells(text) > wide:
                raise ValueRefused("table-row-too-long",
                                   f"a row of a table has more cells than its first: {text[:80]}",
                                   "give the first row as many cells, or write \\| where a stroke is text")  # fmt: skip
    return is_table


def _cells(line: str) -> int:
    columns = escapedSplit(line.strip())
    return len(columns) - (columns[0] == "") - (columns[-1] == "" and len(columns) > 1)


_READER = _Reader()


@makes_blocks
def markdown(value: object, heading: int = 1) -> Rich:
    """A text in Markdown (CommonMark, and tables) as paragraphs; `heading` is the level that `#` has in the document.

    Among the runs of a paragraph (`{{r … }}`) it is what its only paragraph says, in the look of the run.
    Raises ValueRefused where something in it cannot be a part of a Word document: nothing is left out silently.
    """
    text = as_text(value)
    speakable(text)
    character = _NO_ROOM.search(text)
    if character:
        raise ValueRefused("character-not-for-markdown",
                           f"the character U+{ord(character[0]):04X} (a break) stands in a text in Markdown",
                           "separate paragraphs by a blank line")  # fmt: skip
    tree = _tree(text)
    return Rich("prose", lambda state, site: (
        write_line(tree, state, site) if site.kind == "run" else write_prose(tree, state, site, heading)))  # fmt: skip


def _tree(text: str) -> SyntaxTreeNode:
    try:
        tokens = _READER.parse(text)
        if any(token.level >= _DEEPEST - 1 for token in tokens):
            _too_deep()
        return SyntaxTreeNode(tokens)
    except RecursionError:
        _too_deep()
        raise


def _too_deep() -> None:
    raise ValueRefused("too-deep", "lists, quotations or emphasis stand too deep in each other", "nest less") from None
