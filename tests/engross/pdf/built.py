"""A few words → small PDFs built by hand, with the things that LibreOffice does not write."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, OutlineItem, Page, Pdf, String

_SIZE = Array([0, 0, 300, 400])


@dataclass(frozen=True)
class Paper:
    """What a hand-built PDF has: `pages` with `words` on each, and what is named."""

    pages: int = 2
    words: str = "report"
    tagged: bool = True
    language: str = ""
    roles: tuple[tuple[str, str], ...] = ()
    type: str = "P"
    identifiers: bool = False
    classed: str = ""
    destination: str = ""
    old_destination: str = ""
    field: str = ""
    font: str = ""
    layer: str = ""
    layer_off: bool = False
    labels: tuple[tuple[int, str, int], ...] = ()
    outline: tuple[str, ...] = ()
    closed: bool = False
    nested: bool = False
    document: bool = True
    lone: bool = False
    version: str = "1.7"
    namespace: str = ""

    def __bytes__(self) -> bytes:
        with Pdf.new() as pdf:
            _pages(pdf, self)
            if self.tagged:
                _tags(pdf, self)
            _names(pdf, self)
            _form(pdf, self)
            _layers(pdf, self)
            _outline(pdf, self)
            if self.language:
                pdf.Root.Lang = String(self.language)
            if self.labels:
                nums = [x for at, style, first in self.labels for x in (at, Dictionary(S=Name("/" + style), St=first))]
                pdf.Root.PageLabels = Dictionary(Nums=Array(nums))
            pdf.docinfo.Title = String(self.words)
            stream = BytesIO()
            pdf.save(stream, static_id=True, min_version=self.version)
            return stream.getvalue()


def _pages(pdf: Pdf, paper: Paper) -> None:
    """Pages whose resources and size are inherited, as many programs write them."""
    for number in range(paper.pages):
        text = f"BT /F1 12 Tf 20 350 Td ({paper.words} {number + 1}) Tj ET"
        marked = f"/P <</MCID 0>> BDC {text} EMC" if paper.tagged else text
        page = Dictionary(Type=Name.Page, MediaBox=_SIZE, Contents=pdf.make_stream(marked.encode()))
        pdf.pages.append(Page(pdf.make_indirect(page)))
        del pdf.pages[-1].obj["/MediaBox"]
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.Root.Pages.Resources = pdf.make_indirect(Dictionary(Font=Dictionary(F1=pdf.make_indirect(font))))
    pdf.Root.Pages.MediaBox = _SIZE


def _tags(pdf: Pdf, paper: Paper) -> None:
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    top = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root)) if paper.document else root
    held, listed = Array(), []
    for number, page in enumerate(pdf.pages):
        element = Dictionary(Type=Name.StructElem, S=Name("/" + paper.type), P=top, Pg=page.obj, K=0)
        if paper.classed:
            element.C = Name("/Boxed")
        if paper.namespace:
            element.NS = _namespace(pdf, root, paper.namespace)
        if paper.identifiers:
            element.ID = String(f"id{number}")
            element.A = Dictionary(O=Name.Table, Headers=Array([String("id0")]))
        made = pdf.make_indirect(element)
        held.append(made)
        page.obj.StructParents = number
        page.obj.Tabs = Name.S
        listed += [number, pdf.make_indirect(Array([made]))]
    top.K = held[0] if paper.lone and len(held) == 1 else held
    if paper.document:
        root.K = top  # a lone element, not in an array, as the standard allows
    if paper.identifiers:
        root.IDTree = Dictionary(Names=Array([x for e in held for x in (e.ID, e)]))
    if paper.classed:
        root.ClassMap = Dictionary(Boxed=Dictionary(O=Name.Layout, Placement=Name("/" + paper.classed)))
    if paper.roles:
        root.RoleMap = Dictionary({f"/{name}": Name(f"/{target}") for name, target in paper.roles})
    root.ParentTree = _nested(pdf, listed) if paper.nested else Dictionary(Nums=Array(listed))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)


def _namespace(pdf: Pdf, root: Any, name: str) -> Any:
    if "/Namespaces" not in root:
        space = pdf.make_indirect(Dictionary(Type=Name.Namespace, NS=String(name)))
        root.Namespaces = Array([space])
    return root.Namespaces[0]


def _nested(pdf: Pdf, listed: list[Any]) -> Any:
    """A number tree with a leaf for each entry."""
    leaves = [
        pdf.make_indirect(Dictionary(Limits=Array([listed[at], listed[at]]), Nums=Array(listed[at : at + 2])))
        for at in range(0, len(listed), 2)
    ]
    return Dictionary(Kids=Array(leaves))


def _names(pdf: Pdf, paper: Paper) -> None:
    """A named destination on the last page, and a link to it on the first; of the newer kind, the older, or both."""
    goal = Array([pdf.pages[-1].obj, Name.XYZ, 0, 390, None])
    if paper.destination:
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String(paper.destination), Dictionary(D=goal)])))
        _link(pdf, paper, A=Dictionary(S=Name.GoTo, D=String(paper.destination)))
    if paper.old_destination:
        pdf.Root.Dests = Dictionary({f"/{paper.old_destination}": goal})
        _link(pdf, paper, Dest=Name("/" + paper.old_destination))


def _link(pdf: Pdf, paper: Paper, **leads: Any) -> None:
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([20, 340, 90, 360]), F=4, **leads)
    _annotate(pdf, paper, link, "Link")


def _annotate(pdf: Pdf, paper: Paper, annotation: Any, type: str) -> Any:
    """Put an annotation on the first page, and where the file is tagged, into the tags."""
    page, made = pdf.pages[0].obj, pdf.make_indirect(annotation)
    page.Annots = Array([*page.get("/Annots", []), made])
    if paper.tagged:
        root = pdf.Root.StructTreeRoot
        top = root.K if paper.document else root
        if not isinstance(top.K, Array):
            top.K = Array([top.K])
        reference = Dictionary(Type=Name.OBJR, Obj=made, Pg=page)
        element = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + type), P=top, Pg=page, K=reference))
        top.K.append(element)
        made.StructParent = len(root.ParentTree.Nums) // 2
        root.ParentTree.Nums.extend([made.StructParent, element])
    return made


def _form(pdf: Pdf, paper: Paper) -> None:
    if not paper.field:
        return
    widget = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String(paper.field),
        V=String(paper.words),
        Rect=Array([20, 300, 90, 320]),
        F=4,
        DA=String("/Body 10 Tf 0 g"),
    )
    made = _annotate(pdf, paper, widget, "Form")
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + (paper.font or "Helvetica")))
    )
    pdf.Root.AcroForm = Dictionary(Fields=Array([made]), DR=Dictionary(Font=Dictionary(Body=font)))


def _layers(pdf: Pdf, paper: Paper) -> None:
    if not paper.layer:
        return
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(paper.layer)))
    shown = Dictionary(Order=Array([layer]))
    shown[Name.OFF if paper.layer_off else Name.ON] = Array([layer])
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)


def _outline(pdf: Pdf, paper: Paper) -> None:
    """An entry for each page; after "Title>Below", the part after the sign is an entry under the one before it."""
    if not paper.outline:
        return
    with pdf.open_outline() as outline:
        for number, title in enumerate(paper.outline):
            name, *below = title.split(">")
            page = min(number, paper.pages - 1)
            item = OutlineItem(name, page, "XYZ", top=390)
            item.children += [OutlineItem(kid, page, "XYZ", top=200) for kid in below]
            item.is_closed = paper.closed
            outline.root.append(item)
    if paper.destination:
        pdf.Root.Outlines.First.Dest = String(paper.destination)
