"""Word templates → Word documents: compiled once, checked before any document exists, rendered many times.

Beside `Template` and `Document`: what the caller's `prepare` may do with a Package (`watermarked`, `with_properties`),
what a document says of itself (`custom_properties`), what an issued one may not hold (`unissuable`), what a template
may be checked against (`shape_of`), the engine's own filters (`FILTERS`), and what the bookmark of a record is called
(`bookmark_name`).
"""

from engross.problems import Refused
from engross.word.check.used_names import UsedName
from engross.word.opc.package import Package
from engross.word.opc.properties import custom_properties, with_properties
from engross.word.prepare.issue import unissuable
from engross.word.prepare.watermark import watermarked
from engross.word.printed import for_conversion
from engross.word.render.filters import FILTERS
from engross.word.shape import shape_of
from engross.word.template import Document, Template
from engross.word.values.bookmarks import bookmark_name

__all__ = [
    "FILTERS",
    "Document",
    "Package",
    "Refused",
    "Template",
    "UsedName",
    "bookmark_name",
    "custom_properties",
    "for_conversion",
    "shape_of",
    "unissuable",
    "watermarked",
    "with_properties",
]
