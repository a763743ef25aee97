"""A template's direct formatting → what it hides of the house's styles, said with its places or taken away."""

from __future__ import annotations

from collections.abc import Iterator

from engross.word.model.headings import heading_styles
from engross.word.model.styles import StyleSheet
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part
from engross.word.opc.stories import Places, stories
from engross.word.opc.xml_names import PPR, RPR, TC, Element, P, R, T, ancestor, children, name
from engross.word.tools.findings import Finding, excerpt, make_problem

_OF_RUNS = {
    "w:rFonts": "a font", "w:sz": "a size", "w:szCs": "a size", "w:color": "a colour", "w:shd": "shading",
    "w:highlight": "a highlight", "w:spacing": "letter spacing", "w:w": "a width of letters", "w:kern": "kerning",
    "w:position": "a raised position", "w:bdr": "a border", "w:effect": "an effect", "w:shadow": "a shadow",
    "w:outline": "an outline", "w:emboss": "embossing", "w:imprint": "engraving",
}  # fmt: skip
_OF_PARAGRAPHS = {
    "w:spacing": "spacing", "w:ind": "an indent", "w:jc": "an alignment", "w:shd": "shading", "w:pBdr": "borders",
    "w:tabs": "tab stops", "w:contextualSpacing": "spacing",
}  # fmt: skip
_OF_TABLES = {
    ("w:tblPr", "w:tblBorders"): "borders", ("w:tblPr", "w:shd"): "shading", ("w:tblPr", "w:tblCellMar"): "margins",
    ("w:tcPr", "w:tcBorders"): "borders", ("w:tcPr", "w:shd"): "shading", ("w:tcPr", "w:tcMar"): "margins",
}  # fmt: skip


def stories_with_direct(package: Package) -> Iterator[Finding]:
    """Yield each kind of direct formatting, by the style that it stands beside: a warning, as it hides that style.

    Bold, italics, underlining, raised and lowered letters and what keeps lines together are not counted: they carry
    meaning, and no style of the house stands for them.
    """
    styles = StyleSheet.of(package)
    body = package.xml(main_part(package))
    headings = heading_styles(package)
    for story in stories(package, body):
        if story.kind != "properties":
            root = body if story.kind == "body" else package.xml(story.part)
            places = Places(package.file, story, root, headings)
            for paragraph in root.iter(P):
                text = "".join(node.text or "" for node in paragraph.iter(T))
                for what in dict.fromkeys(_direct(paragraph)):
                    style = styles.name_of(paragraph)
                    where = f'the style "{style}"' if style else "its style"
                    warning = make_problem(
                        "direct-formatting",
                        places.of(paragraph),
                        f"{_named(text)} has {what} of its own, which {where} does not change",
                        "select it and press Ctrl+Space and Ctrl+Q, or restyle with --clear-direct",
                        warning=True,
                    )
                    yield Finding(warning, (what, style))


def clear(root: Element) -> None:
    """Take a story's direct formatting away, as far as `stories_with_direct` counts it."""
    for tag, words in ((RPR, _OF_RUNS), (PPR, _OF_PARAGRAPHS)):
        for properties in list(root.iter(tag)):
            for node in list(children(properties, *map(name, words))):
                properties.remove(node)
    for holder, tag in _OF_TABLES:
        for properties in list(root.iter(name(holder))):
            for node in list(children(properties, name(tag))):
                properties.remove(node)


def _direct(paragraph: Element) -> Iterator[str]:
    for run in paragraph.iter(R):
        properties = run.find(RPR)
        if properties is not None and any(True for _ in run.iter(T)):
            yield from (_OF_RUNS[tag] for tag in _OF_RUNS if properties.find(name(tag)) is not None)
    properties = paragraph.find(PPR)
    if properties is not None:
        yield from (_OF_PARAGRAPHS[tag] for tag in _OF_PARAGRAPHS if properties.find(name(tag)) is not None)
    cell = ancestor(paragraph, TC)
    if cell is not None and next(cell.iter(P)) is paragraph:
        yield from (f"cell {what}" for what in _of_table(cell))


def _of_table(cell: Element) -> Iterator[str]:
    for (holder, tag), what in _OF_TABLES.items():
        source = cell.find(name(holder)) if holder == "w:tcPr" else _first_of_table(cell)
        if source is not None and source.find(name(tag)) is not None:
            yield what


def _first_of_table(cell: Element) -> Element | None:
    """Return the table's own properties, for its first cell alone, so that they are counted once."""
    table = ancestor(cell, name("w:tbl"))
    if table is None or next(table.iter(TC)) is not cell:
        return None
    return table.find(name("w:tblPr"))


def _named(text: str) -> str:
    return f"the paragraph {excerpt(text)}" if text.strip() else "an empty paragraph"
