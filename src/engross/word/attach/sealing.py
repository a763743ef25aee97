"""A finished document → the same with a digest of its parts, so that it is seen if somebody changes it later."""

from __future__ import annotations

import hashlib

from engross.word.attach.names import make_root
from engross.word.attach.parts import PackageEditor, Parts
from engross.word.attach.record import SPACE, describe
from engross.word.opc.package import Package, serialise
from engross.word.opc.xml_names import OFFICE

_ROOT = f"{{{SPACE}}}result"
_DIGEST = "digest"


def seal(document: Package) -> bytes:
    """Return a document's bytes with a digest of all its parts in a custom XML part of its own."""
    editor = PackageEditor(document)
    part = _part(editor)
    if not part:
        part = editor.add(editor.free_name("customXml/item1.xml"), make_root(SPACE, "result"), "application/xml")
        editor.relate(editor.main, f"{OFFICE}/customXml", part)
        describe(editor, part, 0)
    whole = editor.written()
    root = make_root(SPACE, "result")
    root.set(_DIGEST, _digest(whole, part))
    return bytes(whole.replace({part: serialise(root)}))


def is_as_sealed(document: Package) -> bool | None:
    """Return whether a document is as `seal` left it; None if it says nothing of it."""
    parts = Parts(document)
    part = _part(parts)
    return parts.root(part).get(_DIGEST) == _digest(document, part) if part else None


def _part(parts: Parts) -> str:
    named = [name for name in parts.related("customXml") if name in parts]
    held = (name for name in named if SPACE.encode() in parts.package.read(name))
    return next((name for name in held if parts.root(name).tag == _ROOT), "")


def _digest(document: Package, part: str) -> str:
    """A digest of the names, checksums and sizes of all parts but the one in which it stands."""
    stored = (document.stored(name) for name in sorted(document.names) if name != part)
    return hashlib.sha256(repr([(each.name, each.crc, each.size) for each in stored]).encode()).hexdigest()
