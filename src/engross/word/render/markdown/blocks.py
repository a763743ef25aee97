"""A tree of Markdown → paragraphs, lists and tables in the template's own styles."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markdown_it.tree import SyntaxTreeNode
from msgspec import Struct
from msgspec.structs import replace

from engross.word.render.markdown.formatting import changed
from engross.word.render.markdown.inlines import Phrases
from engross.word.render.markdown.list_levels import ListLevel, list_level, style
from engross.word.render.markdown.tables import write_table
from engross.word.render.state import RenderState
from engross.word.values.printing import Site, ValueRefused, in_lists

_QUOTE_INDENT = 567
_DEEPEST_HEADING = 9
_RULE = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
_APART = "<w:p/>"


class _Frame(Struct, frozen=True):
    """Where blocks stand: the properties of plain paragraphs, how far they are indented, and how deep in lists."""

    properties: str
    indent: int = 0
    depth: int = 0


class _Marker(Struct, frozen=True):
    """A list item's number, until its first paragraph carries it: as plain properties, or as changes to others."""

    frame: _Frame
    properties: str
    changes: tuple[str, ...]


def write_prose(tree: SyntaxTreeNode, state: RenderState, site: Site, heading: int) -> str:
    """The XML of a text at a block site; `heading` is the level of `#`.

    Raises ValueRefused for what Word cannot hold.
    """
    text = _Prose(state, site, heading).blocks(tree.children, _Frame(in_lists(site.properties, state)))
    text = text.replace("</w:tbl><w:tbl>", f"</w:tbl>{_APART}<w:tbl>")
    paragraph_before = _APART if site.beside[0] and text.startswith("<w:tbl>") else ""
    paragraph_after = _APART if site.beside[1] and text.endswith("</w:tbl>") else ""
    return f"{paragraph_before}{text}{paragraph_after}"


def write_line(tree: SyntaxTreeNode, state: RenderState, site: Site) -> str:
    """The XML of a text at a site among runs: emphasis and links of its one paragraph.

    Raises ValueRefused if it has more than one paragraph, or anything that is none.
    """
    if not tree.children:
        return ""
    if [node.type for node in tree.children] != ["paragraph"]:
        raise ValueRefused("paragraphs-in-line", "a text in Markdown has more than one paragraph, but stands in a line",
                           "write it as one paragraph, or give the tag a paragraph of its own: {{p … }}")  # fmt: skip
    return Phrases(state, site.run_properties).runs(tree.children[0].children)


class _Prose:
    """Writes the blocks of one text, in their order."""

    def __init__(self, state: RenderState, site: Site, heading: int) -> None:
        self._state, self._site, self._heading = state, site, heading
        self._styles = state.compiled.insertion_points().styles
        self._phrases = Phrases(state, site.run_properties)
        self._plain = Phrases(state, "")
        self._marker: _Marker | None = None
        self._writers: dict[str, Callable[[SyntaxTreeNode, _Frame], str]] = {
            "paragraph": self._paragraph,
            "heading": self._heading_of,
            "bullet_list": self._list,
            "ordered_list": self._list,
            "blockquote": self._quote,
            "fence": self._code,
            "code_block": self._code,
            "hr": self._rule,
            "table": self._table,
        }

    def blocks(self, nodes: Iterable[SyntaxTreeNode], frame: _Frame) -> str:
        """The XML of these blocks; a kind of block that is not known is refused."""
        return "".join(self._block(node, frame) for node in nodes)

    def _block(self, node: SyntaxTreeNode, frame: _Frame) -> str:
        writer = self._writers.get(node.type)
        if writer is None:
            raise ValueRefused("markdown-unknown", f"a {node.type} stands in a text in Markdown", "write it as text")
        return writer(node, frame)

    def _paragraph(self, node: SyntaxTreeNode, frame: _Frame) -> str:
        return f"<w:p>{self._properties(frame)}{self._phrases.runs(node.children)}</w:p>"

    def _properties(self, frame: _Frame, own: str | None = None) -> str:
        """The properties of the next paragraph, `own` or plain, with a list item's number if it is the first."""
        marker, self._marker = self._marker, None
        if marker is None:
            return frame.properties if own is None else own
        if own is None and frame is marker.frame:
            return marker.properties
        return changed("pPr", frame.properties if own is None else own, *marker.changes)

    def _heading_of(self, node: SyntaxTreeNode, frame: _Frame) -> str:
        level = int(node.tag[1:]) + self._heading - 1
        if level > _DEEPEST_HEADING:
            raise ValueRefused("heading-too-deep", f"a heading of level {level} stands in the text",
                               f"Word has {_DEEPEST_HEADING} levels of headings; use a smaller one")  # fmt: skip
        named = self._styles.find("paragraph", f"heading {level}")
        changes = [style(named)] if named else ["<w:keepNext/>", f'<w:outlineLvl w:val="{level - 1}"/>']
        if frame.indent:
            changes.append(f'<w:ind w:left="{frame.indent}"/>')
        phrases = self._plain if named else self._phrases.strong
        properties = self._properties(frame, changed("pPr", "", *changes))
        return f"<w:p>{properties}{phrases.runs(node.children)}</w:p>"

    def _list(self, node: SyntaxTreeNode, frame: _Frame) -> str:
        ordered = node.type == "ordered_list"
        level = list_level(self._state, ordered, frame.depth)
        inside = _Frame(level.further(frame.properties), level.left, frame.depth + 1)
        items = zip(
            node.children, self._numbers(node, level) if ordered else [level.list] * len(node.children), strict=True
        )
        return self._flush() + "".join(
            self._item(
                item,
                inside,
                _Marker(inside, level.item(frame.properties, number), (level.number(number), level.indent)),
            )
            for item, number in items
        )

    def _numbers(self, node: SyntaxTreeNode, level: ListLevel) -> list[int]:
        """The list that each item belongs to: the same one as long as the items count on as they are written.

        Where all items are numbered alike, they count from that number. Where one is out of order, it keeps its number
        by beginning a list: a reader may refer to it by that number.
        """
        written = [int(item.info or 1) for item in node.children]
        alike = len(set(written)) == 1
        lists: list[int] = []
        for place, number in enumerate(written):
            goes_on = place and (alike or number == written[place - 1] + 1)
            lists.append(lists[-1] if goes_on else self._state.new_list(level.list, {level.level: number}))
        return lists

    def _item(self, node: SyntaxTreeNode, frame: _Frame, marker: _Marker) -> str:
        self._marker = marker
        return self.blocks(node.children, frame) + self._flush()

    def _flush(self) -> str:
        """An empty paragraph for a number that no paragraph has carried yet."""
        if self._marker is None:
            return ""
        marker = self._marker
        return f"<w:p>{self._properties(marker.frame)}</w:p>"

    def _quote(self, node: SyntaxTreeNode, frame: _Frame) -> str:
        named = self._styles.find("paragraph", "quote")
        indent = frame.indent + (0 if named and not frame.indent else _QUOTE_INDENT)
        base = changed("pPr", "", style(named)) if named else frame.properties
        properties = changed("pPr", base, f'<w:ind w:left="{indent}"/>') if indent else base
        inside = replace(frame, properties=properties, indent=indent or _QUOTE_INDENT)
        return self.blocks(node.children, inside)

    def _code(self, node: SyntaxTreeNode, frame: _Frame) -> str:
        if node.info.strip():
            raise ValueRefused("code-with-a-name",
                               f"the words {node.info.strip()[:40]!r} stand on the fence of a code block",
                               "put them into the block, or into a paragraph before it")  # fmt: skip
        named = self._styles.find("paragraph", "html preformatted", "source code", "code")
        indent = [f'<w:ind w:left="{frame.indent}"/>'] if frame.indent else []
        own = changed("pPr", "", style(named), *indent) if named else None
        phrases = self._plain if named else self._phrases.code
        return f"<w:p>{self._properties(frame, own)}{phrases.text(node.content.removesuffix(chr(10)))}</w:p>"

    def _rule(self, node: SyntaxTreeNode, frame: _Frame) -> str:  # noqa: ARG002  # one rule is like another
        return f"<w:p>{changed('pPr', self._properties(frame), _RULE)}</w:p>"

    def _table(self, node: SyntaxTreeNode, frame: _Frame) -> str:
        pending = self._flush()
        return pending + write_table(node, self._state, self._site, self._phrases, frame.indent)
