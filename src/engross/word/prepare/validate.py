"""Whether a Word file may be used: the one answer for templates, for attaching and for checking documents.

Each reason has one id, whoever asks. What must not be copied into documents is left out (`prepared`).
"""

from __future__ import annotations

from collections.abc import Iterator

from engross.problems import FilePlace, Place, Problem, Refused, Severity
from engross.word.model.headings import heading_styles
from engross.word.opc.archive import part_key
from engross.word.opc.content_types import MAIN, TEMPLATE, content_types, is_xml, without_content_types
from engross.word.opc.package import CONTENT_TYPES, Package, serialise
from engross.word.opc.relationships import (
    document_part,
    main_part,
    relationships,
    relationships_part,
    without_relationships,
)
from engross.word.opc.stories import Places, Story, holds_definitions, may_hold, word_parts
from engross.word.opc.xml_names import R_ID, RPR, Element, P, R, drop, name, names
from engross.word.prepare.tracked_changes import tracked_changes

_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}document"
_OTHERS = {"spreadsheetml": "an Excel workbook", "presentationml": "a PowerPoint presentation"}
_COMMENTS = {"comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"}
_COMMENT_ANCHORS = (name("w:commentRangeStart"), name("w:commentRangeEnd"))
COMMENT_MARKS = (*_COMMENT_ANCHORS, name("w:commentReference"))
"""What a comment leaves in the text."""
_EXTERNAL = {"hyperlink", "attachedTemplate"}
MERGE_SOURCES = frozenset({"mailMergeSource", "mailMergeHeaderSource"})
"""The kinds of the addresses of a mail merge's data, which go when a template is cleaned."""
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
_ENCRYPTION = ("EncryptionInfo", "EncryptedPackage")
_SAVE = "save it from Word as Word Document (.docx)"
REPAIR = "open it in Word, let Word repair it, and save it again"
"""What to do with a file whose parts do not fit together."""


def unsafe(package: Package) -> Iterator[Problem]:
    """Tell everything for which a file cannot be a template, and, as warnings, what had better not stand in one."""
    damaged = tuple(damaged_parts(package))
    yield from damaged
    if damaged:
        return
    yield from unusable(package)
    if unreadable(package) is None:
        yield from outside(package)
        yield from missing_parts(package, _KINDS_READ)
        yield from _missing_margins(package)
        main = main_part(package)
        yield from tracked(package.look(main), package, main)


def unusable(package: Package) -> Iterator[Problem]:
    """Tell everything for which nothing can be made from a file, or out of it."""
    place = FilePlace(package.file)
    if _has_macros(package):
        yield Problem("macros", place, "the file holds macros", _SAVE)
    if any(part_key(part).startswith("_xmlsignatures/") for part in package.names):
        yield Problem("signed", place, "the file is digitally signed, and any change breaks a signature",
                      "remove the signature (File, Info, View Signatures) and save it again")  # fmt: skip
    if any(part in package for part in _ENCRYPTION):
        yield Problem("encrypted", place, "the file is encrypted",
                      "take the password off in Word (File, Info, Protect Document)")  # fmt: skip
    fault = unreadable(package)
    if fault is not None:
        yield fault
    else:
        yield from _included(package)


def unreadable(package: Package) -> Problem | None:
    """Return why there is no Word document in a package that can be read here; None if there is one."""
    place = FilePlace(package.file)
    try:
        main = main_part(package)
    except KeyError:
        return Problem("not-a-word-file", place, "this file has no Word document in it", _SAVE)
    root = package.look(main)
    if root.tag == _STRICT:
        return Problem("strict-format", place, "the file is saved as Strict Open XML, which is not read here",
                       "in Word choose File, Save As, and as type Word Document (*.docx) in place of Strict Open XML "
                       "Document (*.docx)")  # fmt: skip
    if root.tag != name("w:document"):
        held = next((kind for word, kind in _OTHERS.items() if word in str(root.tag)), "something else")
        return Problem("not-a-word-file", place, f"this file holds {held}, and no Word document", _SAVE)
    if len(root.findall(name("w:body"))) != 1:
        return Problem("damaged-part", place, f"the part {main} has no body, or more than one",
                       "open the file in Word and save it again as Word Document (.docx)")  # fmt: skip
    return None


def damaged_parts(package: Package) -> Iterator[Problem]:
    """Tell each XML part that is no sound XML: a part that no tag touches goes as it is into every document."""
    for part in package.names:
        is_read = is_xml(package, part) or part_key(part).endswith(".rels") or part_key(part) == part_key(CONTENT_TYPES)
        if is_read and not content_types(package).of(part).startswith("image/") and not _is_data(part):
            try:
                package.look(part)
            except Refused as refused:
                yield from refused.problems


def _is_data(part: str) -> bool:
    return part_key(part).startswith("customxml/")


def missing_parts(package: Package, kinds: frozenset[str] | None = None) -> Iterator[Problem]:
    """Report each missing part that another part names; `kinds` are the kinds looked at, None for all."""
    for source in ("", *package.names):
        for line in relationships(package, source):
            if (kinds is None or line.kind in kinds) and not line.external and line.target not in package:
                message = f"the part {line.target}, which {source or 'the package'} names, is not there"
                yield Problem("damaged-file", FilePlace(package.file), message, REPAIR)


def _missing_margins(package: Package) -> Iterator[Problem]:
    """Report each header and footer of a section to which no relationship leads: Word calls the file damaged."""
    main = main_part(package)
    ids = {line.id for line in relationships(package, main)}
    for key in dict.fromkeys(node.get(R_ID, "") for node in package.look(main).iter(*_MARGINS)):
        if key not in ids:
            message = f"the relationship {key}, which {main} uses, is not there"
            yield Problem("damaged-file", FilePlace(package.file), message, REPAIR)


_MARGINS = names("w:headerReference", "w:footerReference")
_KINDS_READ = frozenset({"header", "footer", "footnotes", "endnotes"})
"""The kinds of parts without which a template cannot be read; a picture that is missing shows as such in Word."""


def _has_macros(package: Package) -> bool:
    main = next((line.target for line in relationships(package, "") if line.kind == "officeDocument"), "")
    is_enabled = "macroEnabled" in content_types(package).of(main)
    return is_enabled or any(part_key(part).rpartition("/")[2] in _MACRO_PARTS for part in package.names)


def _included(package: Package) -> Iterator[Problem]:
    """Other documents in this one, whose text Word takes over, or leaves where it is."""
    place = FilePlace(package.file)
    read = (main_part(package),)  # its names are known, so that looking for one that is not there takes no time
    parts = [
        part
        for part in word_parts(package)
        if part in read
        or (not holds_definitions(package.read(part)) and may_hold(package.read(part), b"altChunk", b"subDoc"))
    ]
    if any(next(package.look(part).iter(name("w:altChunk")), None) is not None for part in parts):
        yield Problem("included-document", place, "another document is included in it, which is not read",
                      "open it in Word and save it again, which takes that document's text over")  # fmt: skip
    if any(next(package.look(part).iter(name("w:subDoc")), None) is not None for part in parts):
        yield Problem("subdocument", place, "the document is a master document with a subdocument",
                      "unlink the subdocument in Word (View, Outline, Show Document, Unlink) and save")  # fmt: skip


def outside(package: Package) -> Iterator[Problem]:
    """Tell all that a file shows of other files; links, and what cleaning takes away, are told by themselves."""
    for part in ("", *package.names):
        for line in relationships(package, part):
            if line.external and line.kind not in _EXTERNAL | MERGE_SOURCES and not line.target.startswith("#"):
                yield Problem("outside-the-file", FilePlace(package.file),
                              f"it refers to something outside the file: {line.target} ({line.kind})",
                              "insert it into the document instead of linking to it")  # fmt: skip


def tracked(root: Element, package: Package, main: str) -> Iterator[Problem]:
    """Warn of tracked changes in the body, at the first of them."""
    changes = tracked_changes(root)
    if changes:
        count = len(changes)
        noun = "a tracked change is" if count == 1 else f"{count} tracked changes, the first of them here, are"
        yield Problem("tracked-changes", _home(changes[0], root, package, main),
                      f"{noun} neither accepted nor rejected, and would be in every document",
                      "accept or reject all changes (Review, Accept All Changes)", Severity.WARNING)  # fmt: skip


def _home(change: Element, root: Element, package: Package, main: str) -> Place:
    """The paragraph that a tracked change is in, or the first one of the row, table or section that it is about."""
    around = (next(element.iter(P), None) if element.tag != P else element for element in change.iterancestors())
    paragraph = next((candidate for candidate in around if candidate is not None), None)
    if paragraph is None:
        return FilePlace(package.file)
    return Places(package.file, Story(main, "body", "body"), root, heading_styles(package)).of(paragraph)


def prepared(package: Package) -> Package:
    """Return the package as a document, not a template of Word's own, without comments and its attached template."""
    changes: dict[str, bytes | None] = {}
    types = package.read(CONTENT_TYPES).replace(TEMPLATE.encode(), MAIN.encode())
    main = main_part(package)
    comments = [line for line in relationships(package, main) if line.kind in _COMMENTS and not line.external]
    if comments or may_hold(package.read(main), b"commentR"):
        body = package.xml(main)
        _drop_comments(body)
        changes[main] = serialise(body)
    if comments:
        changes |= {line.target: None for line in comments}
        changes[relationships_part(main)] = without_relationships(package, main, {line.id for line in comments})
        types = without_content_types(types, package.file, {line.target for line in comments})
    changes |= _detached(package)
    if types != package.read(CONTENT_TYPES):
        changes[CONTENT_TYPES] = types
    return package.replace(changes) if changes else package


def _drop_comments(body: Element) -> None:
    for node in list(body.iter(*_COMMENT_ANCHORS)):
        drop(node)
    for node in list(body.iter(name("w:commentReference"))):
        run = node.getparent()
        drop(node)
        if run is not None and run.tag == R and all(child.tag == RPR for child in run):
            drop(run)


def _detached(package: Package) -> dict[str, bytes | None]:
    settings = document_part(package, "settings")
    attached = (
        {line.id for line in relationships(package, settings) if line.kind == "attachedTemplate"} if settings else ()
    )
    if settings is None or not attached:
        return {}
    root = package.xml(settings)
    for node in list(root.iter(name("w:attachedTemplate"))):
        drop(node)
    return {settings: serialise(root), relationships_part(settings): without_relationships(package, settings, attached)}
