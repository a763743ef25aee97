"""Tags that speak of their cell (`cellbg`, `colspan`, `vm`, `hm`) → the cell's own properties."""

from __future__ import annotations

from lxml import etree

from engross.word.opc.xml_names import TC, Element, T, ancestor, drop, name
from engross.word.tags.lift import marks
from engross.word.tags.tag_table import CELL_WORDS, Tag, Tags, mark, number_of

_ORDER = ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge", "tcBorders", "shd", "noWrap", "tcMar", "textDirection",
          "tcFitText", "vAlign", "hideMark")  # fmt: skip
_FIRST = "loop.first"


def settle_cell_tags(root: Element, tags: Tags) -> None:
    """Move what these tags say into the properties of their cells; a tag outside a cell is reported."""
    for node in marks(root):
        tag = tags.tags[number_of(node)]
        if tag.kind != "statement" or tag.word not in CELL_WORDS:
            continue
        cell = ancestor(node, TC)
        expression = tag.code[len(tag.word) :].strip()
        if cell is None:
            tags.report("not-in-a-cell", tag.place, f"{{% {tag.word} %}} stands in no cell of a table",
                        "move it into the cell that it is about")  # fmt: skip
        elif tag.word in {"cellbg", "colspan"} and not expression:
            tags.report("syntax", tag.place, f"{{% {tag.word} %}} says nothing after its name",
                        f"write {{% {tag.word} … %}} with a value")  # fmt: skip
        else:
            drop(node)
            tags.tags[number_of(node)] = tag._replace(kind="comment")
            _settle(cell, tag, expression, tags)


def _settle(cell: Element, tag: Tag, expression: str, tags: Tags) -> None:
    if tag.word == "cellbg":
        shade = _property(cell, "shd")
        shade.set(name("w:val"), "clear")
        shade.set(name("w:color"), "auto")
        shade.set(name("w:fill"), _print(tag, f"({expression})|_colour", tags))
    elif tag.word == "colspan":
        _property(cell, "gridSpan").set(name("w:val"), _print(tag, f"({expression})|_columns", tags))
    elif tag.word == "vm":
        _property(cell, "vMerge").set(name("w:val"), _print(tag, f'"restart" if {_FIRST} else "continue"', tags))
        for text in list(cell.iter(T)):
            _only_first(text, tag, tags)
    else:
        _property(cell, "gridSpan").set(name("w:val"), _print(tag, "loop.length|_columns", tags))
        cell.addprevious(_statement(tag, f"if {_FIRST}", tags))
        cell.addnext(_statement(tag, "endif", tags))


def _only_first(text: Element, tag: Tag, tags: Tags) -> None:
    """Let a merged cell's text show in its first part only: what lies under a merged cell is never seen."""
    opening, closing = _statement(tag, f"if {_FIRST}", tags), _statement(tag, "endif", tags)
    opening.tail, text.text = text.text, None
    text.insert(0, opening)
    text.append(closing)


def _property(cell: Element, local: str) -> Element:
    """The cell's property with this name, made in its place by the schema's order where it is missing."""
    properties = cell.find(name("w:tcPr"))
    if properties is None:
        properties = etree.Element(name("w:tcPr"))
        cell.insert(0, properties)
    property_ = properties.find(name(f"w:{local}"))
    if property_ is None:
        property_ = etree.Element(name(f"w:{local}"))
        earlier = set(_ORDER[: _ORDER.index(local)])
        place = sum(1 for child in properties if str(child.tag).rpartition("}")[2] in earlier)
        properties.insert(place, property_)
    return property_


def _print(tag: Tag, code: str, tags: Tags) -> str:
    number = tags.add(tag._replace(kind="print", word="", code=code, ours=True))
    return f"\ufdd0{number}\ufdd1"


def _statement(tag: Tag, code: str, tags: Tags) -> Element:
    return mark(
        tags.add(
            tag._replace(kind="statement", word=code.split(maxsplit=1)[0], code=code, joins=(False, False), ours=True)
        )
    )
