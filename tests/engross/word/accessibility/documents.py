"""Short words → Word files with one thing that breaks accessibility, and what the check says of them."""

from __future__ import annotations

from collections.abc import Iterable

from engross.problems import Problem, Severity
from engross.word.accessibility import check_accessibility
from engross.word.opc.package import Package
from tests import word_files
from tests.word_files import Part

FINE = word_files.paragraph("We found that staff knew the children well.")


def heading(text: str, level: int = 1) -> str:
    """A heading in the built-in style."""
    return word_files.paragraph(text, f"Heading{level}")


def run(text: str, properties: str = "") -> str:
    """A run of text with direct formatting."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def table(*rows: Iterable[str], header: bool = True, properties: str = "", lines: bool = True) -> str:
    """A table; each cell is a text, or XML."""
    borders = '<w:tblBorders><w:insideH w:val="single" w:sz="4"/></w:tblBorders>' if lines else ""
    mark = "<w:trPr><w:tblHeader/></w:trPr>" if header else ""
    made = "".join(
        f"<w:tr>{mark if number == 0 else ''}{''.join(map(cell, row))}</w:tr>" for number, row in enumerate(rows)
    )
    return f'<w:tbl><w:tblPr>{properties}<w:tblW w:w="0" w:type="auto"/>{borders}</w:tblPr>{made}</w:tbl>'


def cell(content: str, properties: str = "") -> str:
    """A cell of a table."""
    if content.startswith("<w:tc>"):
        return content
    inner = content if content.startswith("<") else p(run(content))
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{inner}</w:tc>'


def found(
    body: str, parts: Iterable[Part] = (), *, styles: str = "", changes: dict[str, bytes | None] | None = None
) -> tuple[Problem, ...]:
    """What the check finds in a file with this body; `styles` come after the usual ones."""
    given = [*parts]
    if styles:
        given.append(word_files.styles_part(word_files.STYLES + styles))
    package = Package.open(word_files.word_file(body, given), "letter.docx").replace(changes or {})
    return check_accessibility(package)


def said(
    body: str, parts: Iterable[Part] = (), *, styles: str = "", changes: dict[str, bytes | None] | None = None
) -> list[str]:
    """The same as whole sentences, warnings named."""
    problems = found(body, parts, styles=styles, changes=changes)
    return [f"{'warning: ' if it.severity is Severity.WARNING else ''}{it}" for it in problems]
