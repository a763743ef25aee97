"""A template's building blocks (glossary document) → those without a tag: Word keeps them, and no tag is read there.

Content controls look up their prompts among them; one that finds none has Word's own.
"""

from __future__ import annotations

from engross.word.opc.package import Package, serialise
from engross.word.opc.relationships import main_part, related_parts
from engross.word.opc.stories import may_hold
from engross.word.opc.xml_names import drop, name, text_of

_BLOCK, _BLOCKS = name("w:docPart"), name("w:docParts")
_TAGS = ("{{", "{%", "{#")


def without_tagged_blocks(package: Package) -> Package:
    """Return the package without the building blocks that hold a tag, which every document would carry unread."""
    changes: dict[str, bytes | None] = {}
    for part in related_parts(package, main_part(package), "glossaryDocument"):
        root = package.xml(part) if may_hold(package.read(part), b"{") else package.look(part)
        tagged = [block for block in root.iter(_BLOCK) if any(sign in text_of(block) for sign in _TAGS)]
        for block in tagged:
            drop(block)
        for blocks in list(root.iter(_BLOCKS)) if tagged else ():
            if not len(blocks):
                drop(blocks)
        if tagged:
            changes[part] = serialise(root)
    return package.replace(changes) if changes else package
