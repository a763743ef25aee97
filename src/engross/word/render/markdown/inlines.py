"""The marks within a paragraph of Markdown → runs, links and breaks."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it.tree import SyntaxTreeNode
from markupsafe import escape
from msgspec import Struct, field
from msgspec.structs import replace

from engross.word.render.markdown.formatting import changed
from engross.word.render.state import RenderState
from engross.word.values.addresses import address
from engross.word.values.printing import ValueRefused, lines

_STYLES = {
    "link": ("hyperlink",),
    "code": ("inline code", "verbatim char", "html code", "source text"),
    "strong": ("strong",),
    "em": ("emphasis",),
}
_DIRECT = {
    "link": ('<w:color w:val="0563C1"/>', '<w:u w:val="single"/>'),
    "code": ('<w:rFonts w:ascii="Consolas" w:hAnsi="Consolas" w:cs="Consolas"/>', "<w:noProof/>"),
    "strong": ("<w:b/>", "<w:bCs/>"),
    "em": ("<w:i/>", "<w:iCs/>"),
}
_MARKS = {"strong": "strong", "em": "em"}


class Phrases(Struct, frozen=True):
    """Writes runs; `properties` are those of plain text, `marked` what the text is besides: strong, em, code, link."""

    state: RenderState
    properties: str
    marked: tuple[str, ...] = field(default=())

    @property
    def strong(self) -> Phrases:
        """The same, in strong."""
        return self._with("strong")

    @property
    def code(self) -> Phrases:
        """The same, as code."""
        return self._with("code")

    def runs(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        """Return the XML of these marks and texts, in their order."""
        return "".join(self._phrase(node) for node in nodes)

    def text(self, text: str) -> str:
        """Return a run of text, with its line breaks and tabs; "" for no text."""
        if not text:
            return ""
        return f'<w:r>{self._run_properties()}<w:t xml:space="preserve">{lines(text)}</w:t></w:r>'

    def _phrase(self, node: SyntaxTreeNode) -> str:
        if node.type == "inline":
            return self.runs(node.children)
        if node.type == "text":
            return self.text(node.content)
        if node.type == "code_inline":
            return self.code.text(node.content)
        if node.type in {"softbreak", "hardbreak"}:
            return self.text(" " if node.type == "softbreak" else "\n")
        if node.type in _MARKS:
            return self._with(_MARKS[node.type]).runs(node.children)
        if node.type == "link":
            return self._link(node)
        if node.type == "image":
            source = str(node.attrs.get("src", ""))[:60]
            raise ValueRefused("picture-in-markdown", f"a picture ({source}) stands in a text in Markdown",
                               "put it into the template with {{ … | image(alt=…) }}")  # fmt: skip
        raise ValueRefused("markdown-unknown", f"a {node.type} stands in a text in Markdown", "write it as text")

    def _link(self, node: SyntaxTreeNode) -> str:
        target = str(node.attrs.get("href", ""))
        words = self._with("link").runs(node.children)
        if not words:
            raise ValueRefused("link-without-words", f"the link to {target[:60]} has no words to click on",
                               "write [words](address)")  # fmt: skip
        title = str(node.attrs.get("title", ""))
        tip = f' w:tooltip="{escape(title)}"' if title else ""
        id_ = self.state.relate("hyperlink", address(target), external=True)
        return f'<w:hyperlink r:id="{id_}"{tip} w:history="1">{words}</w:hyperlink>'

    def _with(self, mark: str) -> Phrases:
        return self if mark in self.marked else replace(self, marked=(*self.marked, mark))

    def _run_properties(self) -> str:
        """The properties of a run: the first mark that has a style in the template by it, the others as formatting."""
        changes: dict[str, None] = {}
        styled = False
        for mark in sorted(self.marked, key=list(_STYLES).index):
            named = "" if styled else self.state.compiled.insertion_points().styles.find("character", *_STYLES[mark])
            styled = styled or bool(named)
            changes.update(dict.fromkeys([f'<w:rStyle w:val="{named}"/>'] if named else _DIRECT[mark]))
        return changed("rPr", self.properties, *changes)
