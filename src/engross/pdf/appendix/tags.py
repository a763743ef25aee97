"""The plan's structure tree → a part of the report's: identifiers, roles and classes without clashes."""

from __future__ import annotations

from collections.abc import Mapping

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from engross.pdf.appendix.carry import tagged_objects
from engross.pdf.appendix.names import entries, free_name, name_tree
from engross.pdf.structure_tree import (
    STANDARD,
    elements,
    is_element,
    is_same_object,
    kids,
    number_tree,
    numbers,
    put,
    role,
    role_map,
)

GROUPING = frozenset({"/Document", "/Part", "/Art", "/Sect", "/Div"})
_POINTERS = ("/StructParent", "/StructParents")


def is_tagged(pdf: Pdf) -> bool:
    """Return True if the PDF has a structure tree with anything in it."""
    return bool(kids(pdf.Root.get("/StructTreeRoot", Dictionary())))


def untie(plan: Pdf) -> None:
    """Take the plan's pointers into a structure tree away, if that tree does not come along."""
    for thing in tagged_objects(plan):
        for key in _POINTERS:
            if key in thing:
                del thing[key]


def shift(plan: Pdf, report: Pdf) -> None:
    """Give the plan's pointers, and the tree they point into, numbers that the report does not use."""
    root = report.Root.StructTreeRoot
    first = max(int(root.get("/ParentTreeNextKey", 0)), max(numbers(root.get("/ParentTree")), default=-1) + 1)
    for thing in tagged_objects(plan):
        for key in _POINTERS:
            if key in thing:
                thing[key] = int(thing[key]) + first
    tags = plan.Root.StructTreeRoot
    shifted = {key + first: value for key, value in numbers(tags.get("/ParentTree")).items()}
    tags.ParentTree = number_tree(plan, shifted)


def add(report: Pdf, carried: Object, at: int, title: str, mark: Object) -> None:
    """Hang the carried tags (`Tags`) into the report's tree, as one Part, before what stands on its page `at`."""
    root, tags = report.Root.StructTreeRoot, carried.Tags
    _maps(root, tags, mark)
    _identifiers(report, root, tags, mark)
    _namespaces(root, tags, mark)
    _parents(report, root, tags, mark)
    part = _part(report, tags, title)
    if "/Lang" in carried and "/Lang" not in part and str(carried.Lang) != str(report.Root.get("/Lang", "")):
        part.Lang = carried.Lang
    order = {page.obj.objgen: number for number, page in enumerate(report.pages)}
    parent, number = _slot(_top(root), order, at)
    if not isinstance(parent.K, Array):
        mark.OldK = parent.K
        parent.K = Array(kids(parent))
    parent.K.insert(number, part)
    part.P = parent
    mark.Element = part


def remove(report: Pdf, mark: Object) -> None:
    """Take the marked part out of the structure tree again, with all that came with it."""
    if "/Element" not in mark or "/StructTreeRoot" not in report.Root:
        return
    root, parent = report.Root.StructTreeRoot, mark.Element.P
    for number in reversed(
        [n for n, kid in enumerate(kids(parent)) if is_element(kid) and is_same_object(kid, mark.Element)]
    ):
        del parent.K[number]
    if "/OldK" in mark and len(parent.K) == 1:
        parent.K = parent.K[0]
    first, after = (int(n) for n in mark.Keys)
    left = {key: value for key, value in numbers(root.get("/ParentTree")).items() if not first <= key < after}
    old = mark.get("/OldParentTree")
    root.ParentTree = old if old is not None and set(numbers(old)) == set(left) else number_tree(report, left)
    put(root, "/ParentTreeNextKey", mark.get("/NextKey"))
    for key in ("/RoleMap", "/ClassMap", "/IDTree", "/Namespaces"):
        put(root, key, mark.get(f"/Old{key[1:]}"))


def _maps(root: Object, tags: Object, mark: Object) -> None:
    """Merge the role maps and the class maps; what means something else in the report gets another name."""
    for key, used, theirs in (("/RoleMap", "/S", _roles(root, tags)), ("/ClassMap", "/C", _classes(tags))):
        mine = root.get(key, Dictionary())
        if key in root:
            mark[f"/Old{key[1:]}"] = mine
        renamed = {
            name: "/" + free_name(name[1:], {n[1:] for n in (*mine.keys(), *theirs)})
            for name, value in theirs.items()
            if (mine[name] != value if name in mine else name in STANDARD)
        }
        if renamed:
            for element in elements(tags):
                if used in element:
                    element[used] = _renamed(element[used], renamed)
        if theirs:
            own = {name: other for name, other in renamed.items() if name not in STANDARD}
            merged = {**dict(mine.items()), **{renamed.get(n, n): _renamed(v, own) for n, v in theirs.items()}}
            root[key] = Dictionary({name: merged[name] for name in sorted(merged)})


def _roles(root: Object, tags: Object) -> dict[str, Object]:
    """The plan's role map, with the standard types that it uses as such, if the report takes these for others."""
    taken = {name for name, target in role_map(root).items() if name in STANDARD and name != target}
    theirs = {name: target for name, target in tags.get("/RoleMap", Dictionary()).items() if str(target) != name}
    used = {str(element.S) for element in elements(tags)} if taken else set()
    return {**theirs, **{name: Name(name) for name in sorted((used & taken) - theirs.keys())}}


def _classes(tags: Object) -> dict[str, Object]:
    return dict(tags.get("/ClassMap", Dictionary()).items())


def _renamed(value: Object, names: Mapping[str, str]) -> Object:
    if isinstance(value, Name):
        return Name(names.get(str(value), str(value)))
    if isinstance(value, Array):
        return Array([_renamed(item, names) for item in value])
    return value


def _identifiers(report: Pdf, root: Object, tags: Object, mark: Object) -> None:
    """Merge the indexes of identifiers; one that the report uses gets another name, in table cells' headers too."""
    mine = entries(root.get("/IDTree"))
    identified = [element for element in elements(tags) if "/ID" in element]
    taken = {*mine, *(bytes(element.ID) for element in identified)}
    renamed: dict[bytes, bytes] = {}
    for identifier in (bytes(element.ID) for element in identified):
        if identifier in mine:
            renamed[identifier] = free_name(identifier.decode("latin-1"), {t.decode("latin-1") for t in taken}).encode(
                "latin-1"
            )
            taken.add(renamed[identifier])
    if renamed:
        for element in elements(tags):
            _rename_identifiers(element, renamed)
    if "/IDTree" in root:
        mark.OldIDTree = root.IDTree
    if identified:
        root.IDTree = name_tree(report, {**mine, **{bytes(element.ID): element for element in identified}})


def _rename_identifiers(element: Object, renamed: Mapping[bytes, bytes]) -> None:
    if "/ID" in element:
        element.ID = String(renamed.get(bytes(element.ID), bytes(element.ID)))
    attributes = element.get("/A", Array())
    for attribute in attributes if isinstance(attributes, Array) else [attributes]:
        if isinstance(attribute, Dictionary) and "/Headers" in attribute:
            attribute.Headers = Array([String(renamed.get(bytes(i), bytes(i))) for i in attribute.Headers])


def _namespaces(root: Object, tags: Object, mark: Object) -> None:
    """Merge the namespaces (ISO 32000-2, 14.7.4): each is listed once, and elements refer to the listed one."""
    listed = list(root.get("/Namespaces", Array()))
    if "/Namespaces" in root:
        mark.OldNamespaces = root.Namespaces
    own = {str(space.NS): space for space in listed}
    new = [s for s in tags.get("/Namespaces", Array()) if str(s.NS) not in own]
    for element in elements(tags) if "/Namespaces" in tags else ():
        if "/NS" in element and str(element.NS.NS) in own:
            element.NS = own[str(element.NS.NS)]
    if new:
        root.Namespaces = Array([*listed, *new])


def _parents(report: Pdf, root: Object, tags: Object, mark: Object) -> None:
    mine, theirs = numbers(root.get("/ParentTree")), numbers(tags.get("/ParentTree"))
    if "/ParentTreeNextKey" in root:
        mark.NextKey = root.ParentTreeNextKey
    if "/ParentTree" in root:
        mark.OldParentTree = root.ParentTree
    after = max([*mine, *theirs], default=-1) + 1
    mark.Keys = Array([min(theirs, default=after), after])
    root.ParentTree = number_tree(report, {**mine, **theirs})
    root.ParentTreeNextKey = after


def _part(report: Pdf, tags: Object, title: str) -> Object:
    """Return the plan's whole tree as one Part: its Document element made one, or a new one around what it has."""
    top = [kid for kid in kids(tags) if is_element(kid)]
    if len(top) == 1 and role(top[0], role_map(tags)) == "/Document":
        part: Object = top[0]
        part.S = Name.Part
    else:
        part = report.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Part, K=Array(top)))
        for kid in top:
            kid.P = part
    part.T = String(title)
    return part


def _top(root: Object) -> Object:
    """Return the element that holds the report: its Document element, else the root."""
    top: list[Object] = [kid for kid in kids(root) if is_element(kid)]
    return top[0] if len(top) == 1 and role(top[0], role_map(root)) in GROUPING else root


def _slot(node: Object, order: Mapping[tuple[int, int], int], at: int) -> tuple[Object, int]:
    """Return where in the tree page `at` begins: the element to put something into, and before which of its kids."""
    held = kids(node)
    for number, kid in enumerate(held):
        if not is_element(kid):
            continue
        on = _pages_of(kid, order)
        if on and min(on) >= at:
            return node, number
        if on and max(on) >= at:
            return _slot(kid, order, at) if str(kid.S) in GROUPING else (node, number + 1)
    return node, len(held)


def _pages_of(element: Object, order: Mapping[tuple[int, int], int]) -> set[int]:
    pages = set()
    for part in (element, *elements(element)):
        for kid in kids(part):
            page = kid.get("/Pg", part.get("/Pg")) if isinstance(kid, Dictionary) else part.get("/Pg")
            if page is not None and page.objgen in order and not is_element(kid):
                pages.add(order[page.objgen])
    return pages
