"""Formal documents: Word templates compiled once and rendered many times, PDF, and appendices. Knows no inspections.

    from engross import Template

    template = Template.open("letter.docx", shape=Letter)
    template.render(letter).save("letter.docx")

Everything here is loaded when it is first asked for. What the functions take and raise is said at each of them; their
choices and results are in `engross.word.attach`, `engross.word.restyle`, `engross.word.tools` and `engross.pdf`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engross.pdf import to_pdf
    from engross.problems import Problem, Refused
    from engross.word import Document, Package, Template
    from engross.word.accessibility import check_accessibility
    from engross.word.attach import attach
    from engross.word.restyle import restyle
    from engross.word.tools import annotate, fields, show

__all__ = [
    "Document",
    "Package",
    "Problem",
    "Refused",
    "Template",
    "annotate",
    "attach",
    "check_accessibility",
    "fields",
    "restyle",
    "show",
    "to_pdf",
]

_LIES_IN = {
    "Document": "engross.word",
    "Package": "engross.word",
    "Problem": "engross.problems",
    "Refused": "engross.problems",
    "Template": "engross.word",
    "annotate": "engross.word.tools",
    "attach": "engross.word.attach",
    "check_accessibility": "engross.word.accessibility",
    "fields": "engross.word.tools",
    "restyle": "engross.word.restyle",
    "show": "engross.word.tools",
    "to_pdf": "engross.pdf",
}


if not TYPE_CHECKING:  # a type checker is not to take any name at all

    def __getattr__(name: str) -> object:
        """Load what is asked for, so that a program that needs only `Problem` loads neither Jinja nor lxml."""
        if name not in _LIES_IN:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value: object = getattr(import_module(_LIES_IN[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
