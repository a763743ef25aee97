"""One report and what is to be attached to it, in order: the files, and how each is attached."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from scrutiny_response.domain.assessment import Attachment

WORD, PDF = ".docx", ".pdf"


class Appendix(Struct, frozen=True):
    """A plan on disk, how it is attached, and the key that tells it from others; empty if it is not known.

    `is_sheet` says that it is a page that goes with the appendices, `is_list` that it is their list, which stands
    before all of them, `is_below` that a cover sheet has its heading; `before` is what tells the plan of a cover sheet
    from others.
    """

    plan: Path
    attachment: Attachment
    key: str = ""
    state: str = ""
    reference: str = ""
    partnership: str = ""
    is_sheet: bool = False
    is_list: bool = False
    is_below: bool = False
    before: str = ""


class Job(Struct, frozen=True):
    """A report on disk, and its appendices in order."""

    report: Path
    appendices: tuple[Appendix, ...]

    @property
    def is_pdf(self) -> bool:
        """True if the report, and so the result, is a PDF file."""
        return ending(self.report) == PDF

    @property
    def mixed(self) -> tuple[Appendix, ...]:
        """The plans that are Word files and need a PDF of them first."""
        return tuple(appendix for appendix in self.appendices if self.is_pdf and ending(appendix.plan) == WORD)


def ending(path: Path) -> str:
    """Return the ending of a path, in small letters."""
    return path.suffix.casefold()
