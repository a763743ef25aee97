"""A Word file's footnotes and endnotes → how they are numbered, and the number of each where that needs no layout.

ECMA-376, part 1, 17.11: numbers run through the document unless a section or the settings say otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from engross.word.model.number_forms import LIST_FORMS, counted
from engross.word.opc.numbers import natural_number
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part, main_part
from engross.word.opc.xml_names import SECTPR, Element, ancestor, name, value

_PROPERTIES = {"footnotes": name("w:footnotePr"), "endnotes": name("w:endnotePr")}
_USUAL = {"footnotes": "decimal", "endnotes": "lowerRoman"}
_OWN_MARK = name("w:customMarkFollows")


class NoteNumbers(Struct, frozen=True):
    """How notes are numbered, by kind: in which form, and from which number on; a kind that is absent is not known."""

    forms: Mapping[str, tuple[str, int]]

    @classmethod
    def of(cls, package: Package) -> NoteNumbers:
        """Return how a package numbers its notes."""
        settings = document_part(package, "settings")
        roots = [package.look(main_part(package))]
        if settings is not None and settings in package:
            roots.append(package.look(settings))
        return cls({kind: form for kind in _PROPERTIES for form in _forms(roots, kind)})

    def begun(self) -> NoteCount:
        """Return a count that has not begun."""
        return NoteCount(self)


class NoteCount(Struct):
    """How far the notes have been counted."""

    numbers: NoteNumbers
    counts: dict[str, int] = field(default_factory=dict)

    def next(self, kind: str, reference: Element) -> str | None:
        """Count a reference to a note; its number, None if it has a mark of its own or it is not known."""
        if reference.get(_OWN_MARK, "0") not in {"0", "false", "off"} or kind not in self.numbers.forms:
            return None
        form, begins = self.numbers.forms[kind]
        self.counts[kind] = self.counts.get(kind, begins - 1) + 1
        number = counted(self.counts[kind], form)
        return None if form.isalpha() and number.isdecimal() else number


def _forms(roots: list[Element], kind: str) -> Iterator[tuple[str, int]]:
    """Yield the one form in which notes of a kind are numbered; nothing if they begin anew, or sections differ."""
    nodes = [node for root in roots for node in root.iter(_PROPERTIES[kind])]
    if any(value(node, "w:numRestart") not in {None, "continuous"} for node in nodes):
        return
    of_all = next((node for node in nodes if ancestor(node, SECTPR) is None), None)
    sections = [section.find(_PROPERTIES[kind]) for section in roots[0].iter(SECTPR)] or [None]
    forms = {value(node, "w:numFmt") or value(of_all, "w:numFmt") or _USUAL[kind] for node in sections}
    begins = {value(node, "w:numStart") or value(of_all, "w:numStart") or "1" for node in sections}
    form, start = LIST_FORMS.get(next(iter(forms))), natural_number(next(iter(begins)))
    if len(forms) == len(begins) == 1 and form is not None and start is not None:
        yield form, start
