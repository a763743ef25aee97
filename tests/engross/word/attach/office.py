"""Files of other formats → .docx as LibreOffice writes them; and what a PDF's pages measure and say."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import pikepdf

from engross.pdf.profile import write_profile
from engross.problems import Problem


def convert(program: Path, files: Iterable[Path], folder: Path) -> dict[str, Path]:
    """The .docx files by their stem; a file that LibreOffice could not load is not among them."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "profile").is_dir():
        write_profile(folder / "profile", program)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    form = ("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder))
    command = [str(program), profile, "--headless", *form, *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603 - our own files
    return {path.stem: path for path in folder.glob("*.docx")}


def pages(pdf: bytes | Problem) -> str:
    """A PDF's pages in order: P for portrait, L for landscape."""
    assert isinstance(pdf, bytes), pdf
    with pikepdf.open(BytesIO(pdf)) as opened:
        boxes = [[float(side) for side in page.mediabox.as_list()] for page in opened.pages]
    return "".join("L" if right - left > top - bottom else "P" for left, bottom, right, top in boxes)
