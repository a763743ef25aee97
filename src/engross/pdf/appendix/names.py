"""The plan's named destinations and embedded files → names of the report's that clash with none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from engross.pdf.structure_tree import MOST_DEEP, leaves

TREES = ("/Dests", "/EmbeddedFiles")
_LEAF = 64


def entries(tree: Object | None) -> dict[bytes, Object]:
    """Return the entries of a name tree; none if there is no tree."""
    return {bytes(key): value for key, value in leaves(tree, "/Names")}


def name_tree(pdf: Pdf, named: Mapping[bytes, Object]) -> Object:
    """Return a name tree of `pdf` with these entries: one leaf, or leaves of 64 under one root."""
    keys = sorted(named)
    leaves = [keys[at : at + _LEAF] for at in range(0, len(keys), _LEAF)]
    listed = [Array([item for key in leaf for item in (String(key), named[key])]) for leaf in leaves]
    if len(leaves) <= 1:
        return pdf.make_indirect(Dictionary(Names=listed[0] if listed else Array()))
    merged = [
        pdf.make_indirect(Dictionary(Limits=Array([String(leaf[0]), String(leaf[-1])]), Names=names))
        for leaf, names in zip(leaves, listed, strict=True)
    ]
    return pdf.make_indirect(Dictionary(Kids=Array(merged)))


def free_name(name: str, taken: Collection[str]) -> str:
    """`name`, or if it is taken, the first of name-2, name-3 … that is not."""
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate


def rename_destinations(plan: Pdf, report: Pdf) -> None:
    """Give the plan's named destinations that the report has too other names, everywhere in the plan."""
    mine = {str(String(key)) for key in entries(report.Root.get("/Names", Dictionary()).get("/Dests"))}
    theirs = entries(plan.Root.get("/Names", Dictionary()).get("/Dests"))
    words = {str(String(key)) for key in theirs}
    strings = {word: free_name(word, mine | words) for word in words & mine}
    old, new = (set(pdf.Root.get("/Dests", Dictionary()).keys()) for pdf in (report, plan))
    names = {name: "/" + free_name(name[1:], {n[1:] for n in old | new}) for name in old & new}
    if strings:
        kept = {_renamed(key, strings): value for key, value in theirs.items()}
        plan.Root.Names.Dests = name_tree(plan, kept)
    if names:
        plan.Root.Dests = Dictionary({names.get(key, key): value for key, value in plan.Root.Dests.items()})
    if strings or names:
        for holder, key in _uses(plan):
            value = holder[key]
            if isinstance(value, String) and str(value) in strings:
                holder[key] = String(strings[str(value)])
            elif isinstance(value, Name) and str(value) in names:
                holder[key] = Name(names[str(value)])


def name_pages(pdf: Pdf) -> None:
    """Let destinations that give a page by its number, which will be another page's, name the page itself.

    ISO 32000-1, 12.3.2.2, wants it so within a document; numbers are for other documents, and are read all the same.
    """
    pages = [page.obj for page in pdf.pages]
    named = entries(pdf.Root.get("/Names", Dictionary()).get("/Dests")).values()
    goals: list[Object | None] = [*named, *dict(pdf.Root.get("/Dests", Dictionary()).items()).values()]
    goals += [holder[key] for holder, key in _uses(pdf)]
    for goal in goals:
        goal = goal.get("/D") if isinstance(goal, Dictionary) else goal  # noqa: PLW2901  # what a dictionary is for
        if isinstance(goal, Array) and len(goal) and isinstance(goal[0], int) and 0 <= goal[0] < len(pages):
            goal[0] = pages[goal[0]]


def add(report: Pdf, carried: Object, mark: Object) -> None:
    """Merge the carried names into the report's; their names clash with none, but for files', renamed here."""
    for key in TREES:
        theirs = entries(carried.get(f"/Names{key[1:]}"))
        for name, value in theirs.items():
            add_name(report, key, name, value, mark)
    if "/Dests" in carried:
        if "/Dests" in report.Root:
            mark.OldDests = report.Root.Dests
        report.Root.Dests = Dictionary(
            {**dict(report.Root.get("/Dests", Dictionary()).items()), **dict(carried.Dests.items())}
        )
        mark.HasDests = True


def add_name(report: Pdf, key: str, name: bytes, value: Object, mark: Object) -> None:
    """Add one entry to the report's name tree `key`, under this name or, if it is taken, one like it."""
    if "/Names" not in report.Root:
        report.Root.Names = report.make_indirect(Dictionary())
    trees = report.Root.Names
    mine = entries(trees.get(key))
    free = free_name(name.decode("latin-1"), {taken.decode("latin-1") for taken in mine}).encode("latin-1")
    added = f"/Names{key[1:]}"
    if key in trees and added not in mark:
        mark[f"/OldNames{key[1:]}"] = trees[key]
    trees[key] = name_tree(report, {**mine, free: value})
    mark[added] = Array([*mark.get(added, Array()), String(free)])


def remove(report: Pdf, mark: Object) -> None:
    """Take the marked names out again."""
    trees = report.Root.get("/Names", Dictionary())
    for key in TREES:
        added = {bytes(name) for name in mark.get(f"/Names{key[1:]}", Array())}
        left = {name: value for name, value in entries(trees.get(key)).items() if name not in added}
        old = mark.get(f"/OldNames{key[1:]}")
        if added and left:
            # The tree as it was, unless somebody has added to it since.
            trees[key] = old if set(entries(old)) == set(left) else name_tree(report, left)
        elif added and key in trees:
            del trees[key]
    if "/Names" in report.Root and not len(trees):
        del report.Root.Names
    if "/HasDests" in mark:
        del report.Root.Dests
        if "/OldDests" in mark:
            report.Root.Dests = mark.OldDests


def _renamed(key: bytes, strings: Mapping[str, str]) -> bytes:
    word = str(String(key))
    return bytes(String(strings[word])) if word in strings else key


def _uses(plan: Pdf) -> Iterator[tuple[Object, str]]:
    """Yield where a destination may be named: in annotations, in the outline, and in the actions of both."""
    places = [annotation for page in plan.pages for annotation in page.obj.get("/Annots", Array())]
    places += outline_items(plan.Root.get("/Outlines"))
    for place in places:
        if "/Dest" in place:
            yield place, "/Dest"
        action = place.get("/A")
        for _ in range(MOST_DEEP):
            if not isinstance(action, Dictionary):
                break
            if str(action.get("/S", "")) == "/GoTo" and "/D" in action:
                yield action, "/D"
            action = action.get("/Next")


def outline_items(node: Object | None) -> list[Object]:
    """Return all items of an outline in the order in which they are read."""
    references: list[Object] = []
    waiting = [node.First] if node is not None and "/First" in node else []
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if item.objgen in seen:
            continue
        seen.add(item.objgen)
        references.append(item)
        waiting += [item[key] for key in ("/Next", "/First") if key in item]
    return references
