"""The words with which LibreOffice is told to convert: unseen, Word files as Word files, to tagged PDFs."""

from __future__ import annotations

import json

from engross.pdf.files import Archive

FILTER = "MS Word 2007 XML"  # without it LibreOffice makes a PDF of anything, a web page named .docx too
UNSEEN = ("--headless", "--nologo", "--norestore", "--nolockcheck", "--nodefault")
"""The words with which LibreOffice shows nothing, asks nothing, and opens nothing of its own."""
WITHOUT_SCREEN = {"SAL_USE_VCLPLUGIN": "svp"}


def export_values(archive: Archive | None) -> dict[str, bool | int]:
    """Return the options of LibreOffice's PDF export, for tagged, accessible PDFs of `archive` or of none."""
    return {
        "PDFUACompliance": True,
        "UseTaggedPDF": True,
        "ExportNotes": False,
        "ExportBookmarks": True,
        "ExportFormFields": False,  # a PDF is for reading; what is filled in is the Word file
        "SelectPdfVersion": int(archive) if archive else 17,
    }


def export_options(archive: Archive | None) -> str:
    """Return the same options as JSON, as the command line takes them."""
    kinds = {bool: "boolean", int: "long"}
    return json.dumps(
        {
            name: {"type": kinds[type(value)], "value": json.dumps(value)}
            for name, value in export_values(archive).items()
        }
    )
