"""LibreOffice → other formats of many files at once, each under its own profile; and what a PDF's pages measure."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None or shutil.which("pdfinfo") is None,
    reason="LibreOffice (soffice) and poppler (pdfinfo) are not installed here; they are where every change is checked",
)


def convert(files: Iterable[Path], form: str, folder: Path) -> dict[str, Path]:
    """The converted files by their stem; a file that LibreOffice could not load is not among them."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", form, "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)  # noqa: S603 - fixed words and our own files
    suffix = form.split(":", 1)[0]
    return {path.stem: path for path in folder.glob(f"*.{suffix}")}


def pages(pdf: Path) -> str:
    """A PDF's pages in order: P for portrait, L for landscape."""
    command = [str(shutil.which("pdfinfo")), "-f", "1", "-l", "999", str(pdf)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own file
    sizes = re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", told)
    return "".join("L" if float(width) > float(height) else "P" for width, height in sizes)


def text_of_pdf(pdf: Path) -> str:
    """The text of a PDF, its white space folded."""
    command = [str(shutil.which("pdftotext")), str(pdf), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 - our own file
    return " ".join(told.split())
