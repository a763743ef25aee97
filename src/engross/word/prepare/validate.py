"""A Word file → one that a template may be made of: what is unsafe is refused, what must not be copied is left out."""

from __future__ import annotations

from collections.abc import Iterator

from engross.problems import FilePlace, Place, Problem, Severity
from engross.word.opc.package import Package, parse_xml, serialise
from engross.word.opc.stories import Places, Story, heading_styles, main_part, relationships, relationships_part
from engross.word.opc.xml_names import RPR, Element, P, R, drop, name

_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}document"
_OTHERS = {"spreadsheetml": "an Excel workbook", "presentationml": "a PowerPoint presentation"}
_COMMENTS = {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}
_COMMENT_ANCHORS = (name("w:commentRangeStart"), name("w:commentRangeEnd"))
TRACKED = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange",
            "tcPrChange", "cellIns", "cellDel", "cellMerge", "numberingChange")  # fmt: skip
"""The elements of Word's namespace that are changes neither accepted nor rejected."""
_EXTERNAL = {"hyperlink", "attachedTemplate"}


def unsafe(package: Package) -> Iterator[Problem]:
    """Everything for which a file cannot be a template, and, as warnings, what had better not stand in one."""
    place = FilePlace(package.file)
    types = package.read("[Content_Types].xml")
    if b"macroEnabled" in types or any(part.lower().endswith("vbaproject.bin") for part in package.names):
        yield Problem("macros", place, "the file holds macros", "save it from Word as Word Document (.docx)")
    if any(part.startswith("_xmlsignatures/") for part in package.names):
        yield Problem("signed", place, "the file is digitally signed, and any change breaks a signature",
                      "remove the signature (File, Info, View Signatures) and save it again")  # fmt: skip
    fault = no_document(package)
    if fault is not None:
        yield fault
        return
    main = main_part(package)
    root = package.look(main)
    yield from _outside(package, place)
    if next(root.iter(name("w:altChunk")), None) is not None:
        yield Problem("included-document", place, "another document is included in it, which is not read",
                      "open it in Word and save it again, which takes that document's text over")  # fmt: skip
    yield from tracked(root, package, main)


def no_document(package: Package) -> Problem | None:
    """Why there is no Word document in a package that can be read here; None where there is one."""
    place, hint = FilePlace(package.file), "save it from Word as Word Document (.docx)"
    try:
        main = main_part(package)
    except KeyError:
        return Problem("not-a-word-file", place, "this file has no Word document in it", hint)
    root = package.look(main)
    if root.tag == _STRICT:
        return Problem("strict-format", place, "the file is saved as Strict Open XML, which is not read here",
                       f"{hint}, not as Strict Open XML Document")  # fmt: skip
    if root.tag != name("w:document"):
        held = next((kind for word, kind in _OTHERS.items() if word in str(root.tag)), "something else")
        return Problem("not-a-word-file", place, f"this file holds {held}, and no Word document", hint)
    if len(root.findall(name("w:body"))) != 1:
        return Problem("damaged-part", place, f"the part {main} has no body, or more than one",
                       "open the file in Word and save it again as Word Document (.docx)")  # fmt: skip
    return None


def _outside(package: Package, place: FilePlace) -> Iterator[Problem]:
    for part in ("", *package.names):
        for relationship in relationships(package, part):
            if relationship.external and relationship.kind not in _EXTERNAL:
                yield Problem("outside-the-file", place,
                              f"it refers to something outside the file: {relationship.target} ({relationship.kind})",
                              "insert it into the document instead of linking to it")  # fmt: skip


def tracked(root: Element, package: Package, main: str) -> Iterator[Problem]:
    """A warning where there are tracked changes in the body, at the first of them."""
    changes = list(root.iter(*(name(f"w:{local}") for local in TRACKED)))
    if changes:
        count = len(changes)
        noun = "a tracked change is" if count == 1 else f"{count} tracked changes, the first of them here, are"
        yield Problem("tracked-changes", _home(changes[0], root, package, main),
                      f"{noun} neither accepted nor rejected, and would be in every document",
                      "accept or reject all changes (Review, Accept All Changes)", Severity.WARNING)  # fmt: skip


def _home(change: Element, root: Element, package: Package, main: str) -> Place:
    """The paragraph that a tracked change is in, or the first one of the row, table or section that it is about."""
    around = (next(element.iter(P), None) if element.tag != P else element for element in change.iterancestors())
    paragraph = next((found for found in around if found is not None), None)
    if paragraph is None:
        return FilePlace(package.file)
    return Places(package.file, Story(main, "body", "body"), root, heading_styles(package)).of(paragraph)


def prepared(package: Package) -> Package:
    """The package as a document, not a template of Word's own, without comments and without its attached template."""
    changes: dict[str, bytes | None] = {}
    types = package.read("[Content_Types].xml").replace(_TEMPLATE_TYPE.encode(), _MAIN_TYPE.encode())
    main = main_part(package)
    comments = [r for r in relationships(package, main) if r.kind in _COMMENTS and not r.external]
    if comments:
        body = package.xml(main)
        for node in list(body.iter(*_COMMENT_ANCHORS)):
            drop(node)
        for node in list(body.iter(name("w:commentReference"))):
            run = node.getparent()
            drop(node)
            if run is not None and run.tag == R and all(child.tag == RPR for child in run):
                drop(run)
        changes[main] = serialise(body)
        changes |= {relationship.target: None for relationship in comments}
        changes[relationships_part(main)] = without_relationships(package, main, {r.id for r in comments})
        types = untyped(types, package.file, {relationship.target for relationship in comments})
    changes |= _detached(package, main)
    if types != package.read("[Content_Types].xml"):
        changes["[Content_Types].xml"] = types
    return package.replace(changes) if changes else package


def _detached(package: Package, main: str) -> dict[str, bytes | None]:
    settings = next((r.target for r in relationships(package, main) if r.kind == "settings"), None)
    if settings is None or settings not in package:
        return {}
    attached = {r.id for r in relationships(package, settings) if r.kind == "attachedTemplate"}
    if not attached:
        return {}
    root = package.xml(settings)
    for node in list(root.iter(name("w:attachedTemplate"))):
        drop(node)
    return {settings: serialise(root), relationships_part(settings): without_relationships(package, settings, attached)}


def without_relationships(package: Package, part: str, ids: set[str]) -> bytes:
    """A part's relationships ("" for the package's own) without those with these identifiers."""
    root = package.xml(relationships_part(part))
    for node in list(root):
        if node.get("Id") in ids:
            root.remove(node)
    return serialise(root)


def untyped(types: bytes, file: str, parts: set[str]) -> bytes:
    """The content types without those of these parts."""
    root = parse_xml(types, file, "[Content_Types].xml")
    for node in list(root):
        if node.get("PartName", "").lstrip("/") in parts:
            root.remove(node)
    return serialise(root)
