"""Word templates → Word documents: compiled once, checked before any document exists, rendered many times.

Beside `Template` and `Document`: what the caller's `prepare` may do with a Package (`watermarked`, `with_properties`),
what a document says of itself (`custom_properties`), what an issued one may not hold (`unissuable`), what a template
may be checked against (`shape_of`, `DeclaredShape`), the engine's own filters (`FILTERS`), and what the bookmark of a
record is called (`bookmark_name`).
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engross.problems import Refused
    from engross.word.check.used_names import UsedName
    from engross.word.opc.package import Package
    from engross.word.opc.properties import custom_properties, document_title, with_properties
    from engross.word.prepare.issue import unissuable
    from engross.word.prepare.watermark import watermarked
    from engross.word.printed import for_conversion
    from engross.word.render.filters import FILTERS
    from engross.word.shape import DeclaredShape, shape_of
    from engross.word.template import Document, Template
    from engross.word.values.bookmarks import bookmark_name

__all__ = [
    "FILTERS",
    "DeclaredShape",
    "Document",
    "Package",
    "Refused",
    "Template",
    "UsedName",
    "bookmark_name",
    "custom_properties",
    "document_title",
    "for_conversion",
    "shape_of",
    "unissuable",
    "watermarked",
    "with_properties",
]

_LIES_IN = {
    "FILTERS": "engross.word.render.filters",
    "DeclaredShape": "engross.word.shape",
    "Document": "engross.word.template",
    "Package": "engross.word.opc.package",
    "Refused": "engross.problems",
    "Template": "engross.word.template",
    "UsedName": "engross.word.check.used_names",
    "custom_properties": "engross.word.opc.properties",
    "document_title": "engross.word.opc.properties",
    "bookmark_name": "engross.word.values.bookmarks",
    "for_conversion": "engross.word.printed",
    "shape_of": "engross.word.shape",
    "unissuable": "engross.word.prepare.issue",
    "watermarked": "engross.word.prepare.watermark",
    "with_properties": "engross.word.opc.properties",
}


if not TYPE_CHECKING:  # a type checker is not to take any name at all

    def __getattr__(name: str) -> object:
        """Load what is asked for: a program that renders what was kept needs nothing that compiles."""
        if name not in _LIES_IN:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(_LIES_IN[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
