"""A Word file and the fonts on this machine → a warning for each font that it uses and that is missing."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO

from lxml import etree

from engross.problems import FilePlace, Problem, Severity

STAND_INS = {
    "calibri": ("Carlito", "fonts-crosextra-carlito"),
    "cambria": ("Caladea", "fonts-crosextra-caladea"),
    "arial": ("Liberation Sans", "fonts-liberation"),
    "arial narrow": ("Liberation Sans Narrow", "fonts-liberation-sans-narrow"),
    "times new roman": ("Liberation Serif", "fonts-liberation"),
    "courier new": ("Liberation Mono", "fonts-liberation"),
}
"""Fonts of Word's; the free ones of the same widths that LibreOffice takes for them; Debian's packages of those."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CONTENT = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")
_DRAWN_OTHERWISE = {"symbol", "wingdings", "webdings", "opensymbol"}


def missing_fonts(name: str, data: bytes) -> tuple[Problem, ...]:
    """Return a warning for each font that the Word file uses and this machine has neither itself nor in a stand-in."""
    here = installed_fonts()
    lacking = sorted(font for font in used_fonts(data) if here and not _is_here(font, here))
    return tuple(_warning(name, font) for font in lacking)


@cache
def installed_fonts() -> frozenset[str]:
    """Return the families of the fonts on this machine, in lower case; empty if fontconfig cannot be asked."""
    program = shutil.which("fc-list")
    if not program:
        return frozenset()
    asked = subprocess.run([program, ":", "family"], capture_output=True, text=True, check=False, timeout=60)  # noqa: S603  # found just above
    return frozenset(family.strip().lower() for line in asked.stdout.splitlines() for family in line.split(","))


def used_fonts(data: bytes) -> frozenset[str]:
    """Return the Latin fonts that a Word file's text is set in: by its defaults, its styles in use, or directly.

    What cannot be read counts as none: that the file is damaged is for others to say.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            parts = {name: _root(archive.read(name)) for name in archive.namelist() if _wanted(name)}
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, NotImplementedError, RuntimeError):
        return frozenset()
    theme = next((root for name, root in parts.items() if name.startswith("word/theme/")), None)
    styles = parts.get("word/styles.xml")
    content = [root for name, root in parts.items() if name.startswith(_CONTENT)]
    settings = [s for root in content for s in root.iter(f"{_W}rFonts")]
    if styles is not None:
        settings += [s for style in _styles_in_use(styles, content) for s in style.iter(f"{_W}rFonts")]
    named = {font for setting in settings for font in _named(setting, theme)}
    return frozenset(font for font in named if font and font.lower() not in _DRAWN_OTHERWISE)


def _root(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def _wanted(name: str) -> bool:
    return name.endswith(".xml") and name.startswith((*_CONTENT, "word/styles.xml", "word/theme/theme"))


def _styles_in_use(styles: etree._Element, content: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Yield the defaults, and each style that the content names, with those it is based on."""
    by_id = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    yield from styles.iter(f"{_W}docDefaults")
    kinds = ("pStyle", "rStyle", "tblStyle")
    waiting = {e.get(f"{_W}val") for root in content for kind in kinds for e in root.iter(f"{_W}{kind}")}
    waiting |= {style.get(f"{_W}styleId") for style in by_id.values() if _is_default(style)}
    seen: set[str | None] = set()
    while waiting:
        name = waiting.pop()
        if name in by_id and name not in seen:
            seen.add(name)
            yield by_id[name]
            waiting |= {base.get(f"{_W}val") for base in by_id[name].iter(f"{_W}basedOn")}


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{_W}default") == "1" and style.get(f"{_W}type") == "paragraph"


def _named(setting: etree._Element, theme: etree._Element | None) -> Iterator[str]:
    for side in ("ascii", "hAnsi"):
        of_theme = setting.get(f"{_W}{side}Theme")
        if of_theme and theme is not None:
            kind = "majorFont" if of_theme.startswith("major") else "minorFont"
            yield from (
                latin.get("typeface", "") for font in theme.iter(f"{_A}{kind}") for latin in font.iter(f"{_A}latin")
            )
        else:
            yield setting.get(f"{_W}{side}", "")


def _is_here(font: str, here: frozenset[str]) -> bool:
    stand_in = STAND_INS.get(font.lower(), (font, ""))[0]
    return font.lower() in here or stand_in.lower() in here


def _warning(name: str, font: str) -> Problem:
    stand_in, package = STAND_INS.get(font.lower(), ("", ""))
    message = f"the font {font} is not on this machine" + (
        f", nor is {stand_in}, which has the same widths" if stand_in else ""
    )
    install = f"install it, or {stand_in} (Debian and Ubuntu: sudo apt install {package})" if stand_in else "install it"
    hint = f"{install}; until then the PDF is set in another font, and its lines and pages break elsewhere"
    return Problem("font-missing", FilePlace(name), message, hint, Severity.WARNING)
