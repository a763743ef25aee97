"""LibreOffice's program → where it lies on this machine, or what to do if it is not there or makes nothing."""

from __future__ import annotations

import os
import shutil
import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from engross import paths
from engross.problems import FilePlace, Problem, Refused

VARIABLE = "LIBREOFFICE_PROGRAM"
"""The variable of the system that names LibreOffice's program where it lies in no usual place."""
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_FOLDERS_OF_PROGRAMS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA")
"""Windows's own variables; the last is that of programs which somebody installed for themselves."""
_PLACE = FilePlace("LibreOffice")
_TRIAL = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/></Relationships>',
    "word/document.xml": '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>Trial</w:t></w:r></w:p></w:body></w:document>",
}


def find_program(program: Path | None = None) -> Path:
    """Return LibreOffice's program as installed, or at `program`; Refused, with what to install, if it is not there."""
    named = program or os.environ.get(VARIABLE, "")
    for name in [os.fspath(named)] if named else _usual_places():
        if paths.is_file(name):
            return Path(name)
    raise Refused([_missing(Path(named) if named else None)])


def trial() -> bytes:
    """Return a Word file of one word, of which each LibreOffice makes a PDF."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        for name, content in _TRIAL.items():
            package.writestr(name, content)
    return file.getvalue()


def fails(program: Path) -> Problem:
    """Return the problem that LibreOffice makes a PDF of no document at all."""
    message = f"LibreOffice at {program.as_posix()} makes no PDF, not even of a document of one word"
    hint = (
        "start it by hand to see whether it runs; if it does not, install it again, or name another in the variable "
        f"{VARIABLE}; then run again"
    )
    return Problem("libreoffice-fails", _PLACE, message, hint)


def _usual_places() -> Iterator[str]:
    """Yield where LibreOffice may be: on the system's path, where installers put it, in its folders of programs."""
    yield from filter(None, map(shutil.which, ("soffice", "libreoffice")))
    yield from _PLACES
    yield str(Path("~/Applications/LibreOffice.app/Contents/MacOS/soffice").expanduser())
    for folder in filter(None, map(os.environ.get, _FOLDERS_OF_PROGRAMS)):
        yield from (str(Path(folder, *steps, "LibreOffice/program/soffice.com")) for steps in ((), ("Programs",)))


def _missing(program: Path | None) -> Problem:
    where = (
        f"there is no LibreOffice at {program.as_posix()}"
        if program
        else "LibreOffice, which makes the PDFs, was not found"
    )
    hint = (
        "install it (Debian and Ubuntu: sudo apt install libreoffice-writer-nogui fonts-crosextra-carlito "
        "fonts-crosextra-caladea fonts-liberation; Windows and macOS: from libreoffice.org), name its program in the "
        f"variable {VARIABLE}, or leave the PDFs out"
    )
    return Problem("libreoffice-missing", _PLACE, where, hint)
