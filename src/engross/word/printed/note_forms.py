"""What the settings say of the numbers of notes → said of each section, where LibreOffice reads it.

Word numbers notes as the settings say wherever a section says nothing else (ECMA-376, part 1, 17.11.4 and 17.11.11).
"""

from __future__ import annotations

from copy import deepcopy

from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part
from engross.word.opc.xml_names import SECTPR, Element, make, name, names

_FORMS = names("w:numFmt", "w:numStart")
_BEFORE = {"footnotePr": names("w:headerReference", "w:footerReference"),
           "endnotePr": names("w:headerReference", "w:footerReference", "w:footnotePr")}  # fmt: skip
"""What stands in a section's properties before what they say of notes (17.6.17)."""


def number_notes_by_sections(body: Element, package: Package) -> int:
    """Let each section say how its notes are numbered; return how many sections changed."""
    settings = document_part(package, "settings")
    if settings is None or settings not in package:
        return 0
    count = 0
    for kind in _BEFORE:
        common = package.look(settings).find(name(f"w:{kind}"))
        forms = [] if common is None else list(common.iterchildren(*_FORMS))
        for section in body.iter(SECTPR) if forms else ():
            count += _say(section, kind, forms)
    return count


def _say(section: Element, kind: str, forms: list[Element]) -> bool:
    own = section.find(name(f"w:{kind}"))
    if own is None:
        own = make(f"w:{kind}")
        section.insert(sum(1 for _ in section.iterchildren(*_BEFORE[kind])), own)
    missing = [node for node in forms if own.find(node.tag) is None]
    others = own.findall(name("w:pos"))
    for node in reversed(missing):
        own.insert(len(others), deepcopy(node))
    return bool(missing)
