"""A PDF's bytes → what is wrong inside: tags and pages that do not agree, names, outlines and forms that lead nowhere.

Written apart from the code it checks, straight from ISO 32000-1: it shares none of that code's functions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Pdf

STANDARD = frozenset(
    [
        "Document",
        "Part",
        "Art",
        "Sect",
        "Div",
        "BlockQuote",
        "Caption",
        "TOC",
        "TOCI",
        "Index",
        "NonStruct",
        "Private",
        "P",
        "H",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "L",
        "LI",
        "Lbl",
        "LBody",
        "Table",
        "TR",
        "TH",
        "TD",
        "THead",
        "TBody",
        "TFoot",
        "Span",
        "Quote",
        "Note",
        "Reference",
        "BibEntry",
        "Code",
        "Link",
        "Annot",
        "Ruby",
        "Warichu",
        "Figure",
        "Formula",
        "Form",
    ]  # a list of names reads better in lines
)


def faults(data: bytes) -> list[str]:
    """All faults found, each a short sentence; none where the file is sound."""
    with Pdf.open(BytesIO(data)) as pdf:
        found = [f"qpdf: {fault}" for fault in pdf.check_pdf_syntax()]
        found += [*_tags(pdf), *_outline(pdf), *_destinations(pdf), *_labels(pdf), *_fields(pdf), *_files(pdf)]
        return [*found, *_metadata(pdf)]


def _key(thing: Any) -> tuple[int, int]:
    return thing.objgen  # type: ignore[no-any-return]  # pikepdf's objects are Any here


def _kids(node: Any) -> list[Any]:
    held = node.get("/K")
    return [] if held is None else list(held) if isinstance(held, Array) else [held]


def _tree(node: Any, key: str) -> list[Any]:
    """The entries of a name or number tree, checked for order and limits."""
    if node is None:
        return []
    found = list(node.get(key, []))
    for kid in node.get("/Kids", []):
        below = _tree(kid, key)
        assert [kid.Limits[0], kid.Limits[1]] == [below[0], below[-2]], "limits"
        found += below
    return found


def _content(pdf: Pdf) -> dict[tuple[int, int], list[int]]:
    """For each page, the marked-content identifiers that really stand in its content."""
    found = {}
    for page in pdf.pages:
        here = []
        for instruction in pikepdf.parse_content_stream(page, "BDC"):
            properties = instruction.operands[1]
            if isinstance(properties, Dictionary) and "/MCID" in properties:
                here.append(int(properties.MCID))
        found[_key(page.obj)] = here
    return found


def _tags(pdf: Pdf) -> Iterator[str]:
    if "/StructTreeRoot" in pdf.Root:
        yield from _Tags(pdf).faults()
    else:
        pointers = [a for page in pdf.pages for a in [page.obj, *page.obj.get("/Annots", [])]]
        yield from ("a pointer into no tree" for p in pointers if "/StructParent" in p or "/StructParents" in p)


class _Tags:
    """The structure tree of one file, walked once."""

    def __init__(self, pdf: Pdf) -> None:
        self.pdf, self.root = pdf, pdf.Root.StructTreeRoot
        listed = _tree(self.root.get("/ParentTree"), "/Nums")
        self.keys = [int(key) for key in listed[::2]]
        self.parents = dict(zip(self.keys, listed[1::2], strict=True))
        self.pages = {_key(page.obj): page.obj for page in pdf.pages}
        self.content = _content(pdf)
        self.roles = {name[1:]: str(to)[1:] for name, to in self.root.get("/RoleMap", Dictionary()).items()}
        self.claimed: Counter[tuple[tuple[int, int], int]] = Counter()
        self.identifiers: Counter[bytes] = Counter()
        self.headers: list[bytes] = []
        self.objects: Counter[tuple[int, int]] = Counter()

    def faults(self) -> Iterator[str]:
        yield from self.of_keys()
        waiting = [(self.root, kid) for kid in _kids(self.root)]
        while waiting:
            parent, element = waiting.pop()
            yield from self.of_element(parent, element)
            for kid in _kids(element):
                kind = str(kid.get("/Type", "")) if isinstance(kid, Dictionary) else "/MCR"
                if kind == "/OBJR":
                    yield from self.of_annotation(element, kid)
                elif kind == "/MCR":
                    yield from self.of_content(element, kid)
                else:
                    waiting.append((element, kid))
        yield from self.left_over()

    def of_keys(self) -> Iterator[str]:
        pointers = [a for page in self.pdf.pages for a in [page.obj, *page.obj.get("/Annots", [])]]
        used = Counter(int(p[k]) for p in pointers for k in ("/StructParent", "/StructParents") if k in p)
        if self.keys != sorted(set(self.keys)):
            yield "the keys of the parent tree are not in order"
        if "/ParentTreeNextKey" in self.root and int(self.root.ParentTreeNextKey) <= max(self.keys, default=-1):
            yield "ParentTreeNextKey is in use"
        yield from (f"{count} things have the key {key}" for key, count in used.items() if count > 1)
        yield from (f"the key {key} is nobody's" for key in set(self.keys) - set(used))
        yield from (f"the key {key} is not in the parent tree" for key in set(used) - set(self.keys))

    def of_element(self, parent: Any, element: Any) -> Iterator[str]:
        name = str(element.S)[1:]
        for _ in self.roles:
            name = self.roles.get(name, name)
        if name not in STANDARD:
            yield f"{element.S} is no standard type"
        if _key(element.P) != _key(parent):
            yield f"{element.S} has another parent"
        if "/ID" in element:
            self.identifiers[bytes(element.ID)] += 1
        elif name == "Note":
            yield "a Note without an identifier"
        attributes = element.get("/A", [])
        for attribute in attributes if isinstance(attributes, Array) else [attributes]:
            if isinstance(attribute, Dictionary):
                self.headers += [bytes(i) for i in attribute.get("/Headers", [])]

    def of_annotation(self, element: Any, kid: Any) -> Iterator[str]:
        self.objects[_key(kid.Obj)] += 1
        page = self.pages.get(_key(kid.get("/Pg", element.get("/Pg"))))
        if page is None or _key(kid.Obj) not in {_key(a) for a in page.Annots}:
            yield f"{element.S} has an annotation that is not on its page"
        if _key(self.parents.get(int(kid.Obj.get("/StructParent", -1)), self.root)) != _key(element):
            yield f"an annotation of {element.S} does not lead back to it"

    def of_content(self, element: Any, kid: Any) -> Iterator[str]:
        own = isinstance(kid, Dictionary)
        number, page = (int(kid.MCID), kid.get("/Pg", element.get("/Pg"))) if own else (int(kid), element.Pg)
        if _key(page) not in self.pages:
            yield f"{element.S} has content on a page that is not in the file"
            return
        self.claimed[_key(page), number] += 1
        if number not in self.content[_key(page)]:
            yield f"{element.S} has content {number} that its page has not"
        row = self.parents.get(int(page.get("/StructParents", -1)))
        if row is None or number >= len(row) or _key(row[number]) != _key(element):
            yield f"content {number} of {element.S} does not lead back to it"

    def left_over(self) -> Iterator[str]:
        drawn = Counter((page, number) for page, held in self.content.items() for number in held)
        yield from (f"content {at} is in {self.claimed[at]} elements" for at in drawn if self.claimed[at] != 1)
        yield from (f"content {at} stands {count} times" for at, count in drawn.items() if count > 1)
        for page in self.pages.values():
            annotations = list(page.get("/Annots", []))
            counts = [(a.Subtype, self.objects[_key(a)]) for a in annotations]
            yield from (f"a {kind} is in {count} elements" for kind, count in counts if count != 1)
            if annotations and page.get("/Tabs") != pikepdf.Name.S:
                yield "a page with annotations is not tabbed through in the order of its tags"
        index = [bytes(key) for key in _tree(self.root.get("/IDTree"), "/Names")[::2]]
        if index != sorted(self.identifiers) or any(count > 1 for count in self.identifiers.values()):
            yield f"the identifiers {sorted(self.identifiers.elements())} are indexed as {index}"
        yield from (f"the header cell {header!r} does not exist" for header in self.headers if header not in index)


def _outline(pdf: Pdf) -> Iterator[str]:
    if "/Outlines" in pdf.Root:
        shown = yield from _level(pdf.Root.Outlines)
        if int(pdf.Root.Outlines.get("/Count", 0)) != shown:
            yield f"the outline counts {pdf.Root.Outlines.Count} entries, and shows {shown}"


def _level(parent: Any) -> Generator[str, None, int]:
    item, before, shown = parent.get("/First"), None, 0
    while item is not None:
        shown += 1
        if _key(item.Parent) != _key(parent):
            yield f"the entry {item.Title} has another parent"
        if (before is None) != ("/Prev" not in item) or (before is not None and _key(item.Prev) != _key(before)):
            yield f"the entry {item.Title} follows another"
        below = yield from _level(item)
        count = int(item.get("/Count", 0))
        if abs(count) != below:
            yield f"the entry {item.Title} counts {count} entries, and has {below}"
        shown += max(0, count)
        before, item = item, item.get("/Next")
    if before is not None and _key(parent.Last) != _key(before):
        yield "the last entry is another"
    return shown


def _destinations(pdf: Pdf) -> Iterator[str]:
    pages = {_key(page.obj) for page in pdf.pages}
    tree = _tree(pdf.Root.get("/Names", Dictionary()).get("/Dests"), "/Names")
    named = {bytes(k): v for k, v in zip(tree[::2], tree[1::2], strict=True)}
    if list(named) != sorted(named) or len(named) * 2 != len(tree):
        yield "the named destinations are not in order"
    old: dict[str, Any] = dict(pdf.Root.get("/Dests", Dictionary()).items())
    goals = [*named.values(), *old.values()]
    items = [a for page in pdf.pages for a in page.obj.get("/Annots", [])]
    waiting = [pdf.Root.get("/Outlines", Dictionary()).get("/First")]
    while waiting:
        item = waiting.pop()
        if item is not None:
            items.append(item)
            waiting += [item.get("/Next"), item.get("/First")]
    for item in items:
        action = item.get("/A", Dictionary())
        goal = item.get("/Dest", action.get("/D") if str(action.get("/S", "")) == "/GoTo" else None)
        if isinstance(goal, pikepdf.String):
            goal = named.get(bytes(goal), "missing")
        elif isinstance(goal, pikepdf.Name):
            goal = old.get(str(goal), "missing")
        goals += [] if goal is None else [goal]
    for goal in (goal.D if isinstance(goal, Dictionary) else goal for goal in goals):
        if isinstance(goal, str) or goal[0] is None or _key(goal[0]) not in pages:
            yield f"a destination leads to no page: {goal!r:.80}"


def _labels(pdf: Pdf) -> Iterator[str]:
    keys = [int(key) for key in _tree(pdf.Root.get("/PageLabels"), "/Nums")[::2]]
    if keys and (keys[0] != 0 or keys != sorted(set(keys)) or keys[-1] >= len(pdf.pages)):
        yield f"the page labels begin at the pages {keys}"


def _fields(pdf: Pdf) -> Iterator[str]:
    widgets = {_key(a) for p in pdf.pages for a in p.obj.get("/Annots", []) if str(a.Subtype) == "/Widget"}
    fields = list(pdf.Root.get("/AcroForm", Dictionary()).get("/Fields", []))
    names = [str(field.get("/T", "")) for field in fields]
    yield from (f"{count} fields are called {name}" for name, count in Counter(names).items() if count > 1)
    reached = set()
    while fields:
        field = fields.pop()
        kids = list(field.get("/Kids", []))
        fields += kids
        if not kids:
            reached.add(_key(field))
    if reached != widgets:
        yield f"{len(reached - widgets)} fields are on no page, {len(widgets - reached)} widgets are in no form"


def _files(pdf: Pdf) -> Iterator[str]:
    listed = _tree(pdf.Root.get("/Names", Dictionary()).get("/EmbeddedFiles"), "/Names")
    associated = {_key(file) for file in pdf.Root.get("/AF", [])}
    if associated - {_key(file) for file in listed[1::2]}:
        yield "an associated file is not embedded"
    for file in listed[1::2]:
        if len(file.EF.F.read_bytes()) != int(file.EF.F.Params.Size):
            yield f"the embedded file {file.UF} has another size"


def _metadata(pdf: Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        return
    metadata = pdf.open_metadata()
    said = {key: metadata.get(key) for key in ("dc:title", "xmp:CreateDate", "xmp:ModifyDate", "pdf:Producer")}
    for name, key in (("/Title", "dc:title"), ("/Producer", "pdf:Producer")):
        if str(pdf.docinfo.get(name, "")) != (said[key] or ""):
            yield f"{name} is {pdf.docinfo.get(name)} here and {said[key]} there"
    for name, key in (("/CreationDate", "xmp:CreateDate"), ("/ModDate", "xmp:ModifyDate")):
        plain = "".join(c for c in str(said[key] or "") if c.isdigit())[:14]
        if str(pdf.docinfo.get(name, ""))[2:16] != plain:
            yield f"{name} is {pdf.docinfo.get(name)} here and {said[key]} there"
