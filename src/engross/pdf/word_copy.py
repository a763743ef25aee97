"""An OpenDocument, older Word or Rich Text file → the same as a Word file, through LibreOffice."""

from __future__ import annotations

from pathlib import Path

from engross import paths, temporary
from engross.pdf import guarded
from engross.pdf.command_line import UNSEEN
from engross.pdf.converter import PATIENCE, Converter
from engross.pdf.profile import Setting, write_profile
from engross.problems import FilePlace, Problem, Refused

_SETTINGS = tuple(
    Setting("/org.openoffice.Office.Common/Security/Scripting", name, "true")
    for name in ("DisableMacrosExecution", "BlockUntrustedRefererLinks")
)
"""What a file from outside may not do: run its macros, and fetch what it links to."""
_SAVE_IN_WORD = "open it in Word and save it as Word Document (.docx)"


def to_word(data: bytes, ending: str, file: str) -> bytes:
    """Return the bytes of a file of another kind as those of a Word file; `ending` is its kind, such as ".odt".

    `file` is what problems call it. Refused if LibreOffice is missing or cannot read it.
    """
    place = FilePlace(file)
    try:
        program = Converter.find().program
    except Refused:
        message = (
            f"this is no .docx but a file of the kind {ending}, for which LibreOffice is needed, which was not found"
        )
        raise Refused([Problem("libreoffice-missing", place, message, f"install it, or {_SAVE_IN_WORD}")]) from None
    try:
        with temporary.directory() as folder:
            converted = _converted(program, folder, data, ending)
            is_full = not converted and temporary.is_full(folder)
    except OSError as error:
        raise Refused([temporary.no_room("LibreOffice cannot read this file", error)]) from None
    if converted:
        return converted
    if is_full:
        raise Refused([temporary.no_room("LibreOffice cannot read this file")])
    raise Refused([Problem("not-converted", place, "LibreOffice could not read this file", _SAVE_IN_WORD)])


def _converted(program: Path, folder: Path, data: bytes, ending: str) -> bytes:
    """Return the bytes of the Word file; empty if LibreOffice makes none."""
    source, target = folder / f"0{ending}", folder / "out"
    source.write_bytes(data)
    profile = folder / "profile"
    write_profile(profile, program, _SETTINGS)
    target.mkdir()
    command = [
        str(program.absolute()),
        f"-env:UserInstallation={profile.as_uri()}",
        *UNSEEN,
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(target), str(source)),
    ]
    guarded.run(command, folder, PATIENCE)
    return (target / "0.docx").read_bytes() if paths.is_file(target / "0.docx") else b""
