"""A Word file's parts → what is wrong with the package, the nesting and the order of what is in it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from tests.structure.order import ORDER
from tests.structure.paper import MC, NS, TYPES, Element, Paper, R, repeated, resolve, w

NOTE_ROOTS = {w("footnotes"), w("endnotes"), w("comments")}


def entries(paper: Paper) -> Iterator[str]:
    """Each part stands once in the archive."""
    yield from (f"package: the part {name} stands twice" for name in repeated(name.lower() for name in paper.entries))


def content_types(paper: Paper) -> Iterator[str]:
    """Each part has one content type, and each override a part."""
    root = paper.trees["[Content_Types].xml"]
    defaults = [item.get("Extension", "").lower() for item in root.iter(f"{{{TYPES}}}Default")]
    overrides = [item.get("PartName", "").lstrip("/") for item in root.iter(f"{{{TYPES}}}Override")]
    yield from (f"content types: {name} stands twice" for name in repeated([*defaults, *overrides]))
    yield from (f"content types: {name} is not there" for name in overrides if name not in paper.parts)
    for name in paper.parts:
        typed = name in overrides or name.rsplit(".", 1)[-1].lower() in defaults
        if not typed and name != "[Content_Types].xml":
            yield f"content types: {name} has none"


def relationships(paper: Paper) -> Iterator[str]:
    """Relationship ids are unique, internal targets exist, and every id that a part uses is there."""
    for name in (name for name in paper.parts if name.endswith(".rels")):
        root = paper.trees[name]
        folder = posixpath.dirname(posixpath.dirname(name))
        source = posixpath.join(folder, posixpath.basename(name)[: -len(".rels")])
        if source.strip("/") and source not in paper.parts:
            yield f"{name}: its part is not there"
        yield from (f"{name}: the id {key} stands twice" for key in repeated(rel.get("Id", "") for rel in root))
        for rel in root:
            target = rel.get("Target", "")
            internal = rel.get("TargetMode") != "External" and not target.startswith("#")
            if internal and resolve(source, target) not in paper.parts:
                yield f"{name}: the target {target} is not there"
    for name, root in paper.trees.items():
        known = {key for key, _, _ in paper.relationships(name)}
        used = {
            value
            for item in root.iter(etree.Element)
            for attribute, value in item.items()
            if str(attribute).startswith(f"{{{R}}}")
        }
        yield from (f"{name}: the relationship {key!r} is not there" for key in sorted(used - known - {""}))


def parts_led_to(paper: Paper) -> Iterator[str]:
    """Something leads to every part, from the package on: what nothing shows is not handed on."""
    led_to, left = {"[Content_Types].xml", posixpath.join("_rels", ".rels")}, [""]
    while left:
        source = left.pop()
        folder, name = posixpath.split(source)
        led_to |= {source, posixpath.join(folder, "_rels", f"{name}.rels")}
        left += [
            target for _, _, target in paper.relationships(source) if target in paper.parts and target not in led_to
        ]
    yield from (f"package: nothing leads to the part {name}" for name in paper.parts if name not in led_to)


BY_ID = {"image", "hyperlink", "chart", "package", "oleObject", "header", "footer"}
"""Some of the kinds of relationships that show nothing unless their id is named."""


def relationships_named(paper: Paper) -> Iterator[str]:
    """A part names each picture, chart, link and the like that its relationships lead to."""
    for name, root in paper.trees.items():
        named = {
            value for item in root.iter(etree.Element) for key, value in item.items() if str(key).startswith(f"{{{R}}}")
        }
        for key, kind, target in paper.relationships(name) if name in paper.parts else ():
            if kind in BY_ID and key not in named:
                yield f"{name}: it does not name the {kind} {target}"


def references_by_kind(paper: Paper) -> Iterator[str]:
    """Header, footer, picture and link references lead to parts of their kind; a section names each kind once."""
    kinds = {"headerReference": "header", "footerReference": "footer", "hyperlink": "hyperlink"}
    for name, root in paper.stories.items():
        types = {key: kind for key, kind, _ in paper.relationships(name)}
        for tag, kind in kinds.items():
            for item in root.iter(w(tag)):
                found = types.get(item.get(f"{{{R}}}id", ""), kind)
                if found != kind:
                    yield f"{name}: a {tag} leads to a part of the kind {found}"
    for section in paper.document.iter(w("sectPr")):
        named = [f"{item.tag} {item.get(w('type'))}" for item in section if str(item.tag).endswith("Reference")]
        yield from (f"{paper.main}: a section names its {kind.split('}')[1]} twice" for kind in repeated(named))


def markup(paper: Paper) -> Iterator[str]:
    """Prefixes that compatibility markup names are declared where it stands."""
    for name, root in paper.trees.items():
        for item in root.iter(etree.Element):
            for key in ("Requires", f"{{{MC}}}Ignorable", f"{{{MC}}}MustUnderstand"):
                for prefix in (item.get(key) or "").split() if key.startswith("{") or "Choice" in str(item.tag) else ():
                    if prefix not in item.nsmap:
                        yield f"{name}: the prefix {prefix} is not declared"


def blocks(item: Element) -> list[Element]:
    """The paragraphs, tables and content controls among an element's children."""
    return [child for child in item if child.tag in {w("p"), w("tbl"), w("sdt"), w("customXml"), w("altChunk")}]


def ends_with_paragraph(item: Element) -> bool:
    """Whether the last block is a paragraph, or a content control whose last block is one."""
    inner = blocks(item)
    if not inner or inner[-1].tag == w("tbl"):
        return False
    content = inner[-1].find(w("sdtContent"))
    return True if inner[-1].tag != w("sdt") else content is not None and ends_with_paragraph(content)


def flat(item: Element) -> Iterator[Element]:
    """The paragraphs and tables of a story or a cell, content controls looked through."""
    for block in blocks(item):
        content = block.find(w("sdtContent"))
        yield from [block] if content is None else flat(content)


TEXTS = {w(name) for name in ("t", "delText", "instrText", "delInstrText")}
WRAPPERS = {w(name) for name in ("sdtContent", "customXml", "ins", "del", "moveTo", "moveFrom", "smartTag")}
NEVER_IN = {
    w("p"): {w("p"), w("r"), w("t"), w("tbl"), w("tr")},
    w("tbl"): {w("p"), w("r"), w("t"), w("tbl"), w("tr")},
    w("r"): {w("body"), w("tc"), w("r"), w("t"), w("tbl"), w("tr")},
    w("t"): {w("body"), w("tc"), w("p"), w("t"), w("tbl"), w("tr")},
    w("tr"): {w("body"), w("tc"), w("p"), w("r"), w("t"), w("tr")},
    w("tc"): {w("body"), w("tc"), w("p"), w("r"), w("t"), w("tbl")},
}
"""Where each structure never stands, content controls and their like looked through."""


def nesting(paper: Paper) -> Iterator[str]:
    """Text stands in elements of text only, and each structure in one that can hold it."""
    for name, root in paper.stories.items():
        for item in root.iter(etree.Element):
            around = [*([] if item.tag in TEXTS else [item.text]), *(child.tail for child in item)]
            if str(item.tag).startswith(w("")) and any((text or "").strip() for text in around):
                yield f"{name}: text stands in a {etree.QName(item).localname}, where nothing shows it"
        for item in root.iter(*NEVER_IN):
            holder = next((above for above in item.iterancestors() if above.tag not in {*WRAPPERS, w("sdt")}), item)
            if holder.tag in NEVER_IN[item.tag]:
                yield f"{name}: a {etree.QName(item).localname} stands in a {etree.QName(holder).localname}"


def tables_apart(paper: Paper) -> Iterator[str]:
    """A paragraph stands between tables; Word would show them as one."""
    for name, root in paper.stories.items():
        for holder in root.iter(*map(w, ("body", "tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment"))):
            kinds = [block.tag for block in flat(holder)]
            if any(pair == (w("tbl"), w("tbl")) for pair in pairwise(kinds)):
                yield f"{name}: two tables follow each other"


def containers(paper: Paper) -> Iterator[str]:
    """Cells, headers, notes and comments end with a paragraph; tables have rows, rows cells, controls content."""
    for name, root in paper.stories.items():
        holders = ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment")
        for holder in root.iter(*map(w, holders)):
            if not ends_with_paragraph(holder):
                yield f"{name}: a {etree.QName(holder).localname} does not end with a paragraph"
        for control in root.iter(w("sdt")):
            content = control.find(w("sdtContent"))
            if content is None or not len(content):
                yield f"{name}: a content control is empty"
        for table in root.iter(w("tbl")):
            yield from (f"{name}: {fault}" for fault in table_faults(table))


def cells(row: Element) -> list[Element]:
    """A row's cells, through content controls."""
    return [cell for cell in row.iter(w("tc")) if next(cell.iterancestors(w("tr"))) is row]


MOST_COLUMNS = 63
"""The most columns with which Word opens a table."""


def table_faults(table: Element) -> Iterator[str]:
    """What is wrong with one table's rows and grid."""
    rows = [row for row in table.iter(w("tr")) if next(row.iterancestors(w("tbl"))) is table]
    grid = table.find(w("tblGrid"))
    if grid is None:
        yield "a table has no grid"
    elif len(grid) > MOST_COLUMNS:
        yield f"a table has {len(grid)} columns"
    if not rows:
        yield "a table has no row"
    for row in rows:
        if not cells(row):
            yield "a row has no cell"
        spans = [int(span.get(w("val"), "1")) for cell in cells(row) for span in cell.iterfind("w:tcPr/w:gridSpan", NS)]
        width = len(cells(row)) + sum(spans) - len(spans)
        around = [row.find(f"w:trPr/w:{side}", NS) for side in ("gridBefore", "gridAfter")]
        width += sum(int(side.get(w("val"), "0")) for side in around if side is not None)
        if grid is not None and len(grid) and width > len(grid):
            yield f"a row is {width} columns wide in a grid of {len(grid)}"


def order(paper: Paper) -> Iterator[str]:
    """Children stand in the order of the schema, each property once, and properties first."""
    for name in paper.trees:
        for item in paper.trees[name].iter(*map(w, ORDER)):
            local = etree.QName(item).localname
            known = {w(child): place for place, names in enumerate(ORDER[local]) for child in names.split("|")}
            places = [known[child.tag] for child in item if child.tag in known]
            if places != sorted(places):
                yield f"{name}: the children of a {local} are out of order"
            if local.endswith("Pr") and local != "sectPr" and len(places) != len(set(places)) and local != "tblStylePr":
                yield f"{name}: a {local} says one thing twice"
        for item in paper.trees[name].iter(w("p"), w("r"), w("tbl"), w("tr"), w("tc")):
            local = etree.QName(item).localname
            if any(child.tag == w(f"{local}Pr") for child in list(item)[1:]) and not (
                local == "tr" and item[0].tag == w("tblPrEx")
            ):
                yield f"{name}: the {local}Pr of a {local} does not stand first"


def sections(paper: Paper) -> Iterator[str]:
    """The body ends with its one section; other sections stand in the properties of body paragraphs."""
    body = paper.document.find(w("body"))
    if body is None:
        yield f"{paper.main}: it has no body"
        return
    own = body.findall(w("sectPr"))
    if len(own) > 1 or (own and body[-1] is not own[0]):
        yield f"{paper.main}: the body's section properties do not stand once and last"
    for name, root in paper.stories.items():
        inner = [section for section in root.iter(w("sectPr")) if section.getparent() is not body]
        if any(next(section.iterancestors(w("tc"), w("txbxContent")), None) is not None for section in inner):
            yield f"{name}: a section ends inside a table or a text box"


def fields(paper: Paper) -> Iterator[str]:
    """Field characters balance in each story, and instructions stand where they may."""
    for name, root in paper.stories.items():
        for story in [root, *root.iter(w("txbxContent"))] if root.tag not in NOTE_ROOTS else [*root]:
            yield from (f"{name}: {fault}" for fault in field_faults(story))


def field_faults(story: Element) -> Iterator[str]:
    """What is wrong with the complex fields of one story; text boxes in it are stories of their own."""
    open_fields: list[str] = []
    for item in story.iter(w("fldChar"), w("instrText")):
        box = next(item.iterancestors(w("txbxContent")), None)
        if box is not None and box is not story:
            continue
        kind = item.get(w("fldCharType"), "instruction")
        if kind == "begin":
            open_fields.append("begin")
        elif not open_fields:
            yield f"a field's {kind} has no beginning"
        elif kind == "end":
            open_fields.pop()
        elif kind == "separate" and open_fields[-1] == "separate":
            yield "a field is separated twice"
        elif kind == "separate":
            open_fields[-1] = "separate"
        elif open_fields[-1] == "separate":
            yield "a field's instruction stands in its result"
    yield from ("a field has no end" for _ in open_fields)


RULES = (
    entries,
    content_types,
    relationships,
    references_by_kind,
    parts_led_to,
    relationships_named,
    markup,
    containers,
    nesting,
    tables_apart,
    order,
    sections,
    fields,
)
