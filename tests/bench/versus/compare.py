"""Two folders of Word files → how their documents differ, part by part, but for what was meant to change."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

MEANT = (
    (re.compile(r'<w:bookmark(?:Start w:id="\d+" w:name="(?:area|action)_\w+"|End w:id="\d+")/>'), ""),
    (re.compile(r'PowerPlusWaterMarkObject\d+" o:spid="_x0000_s\d+'), ""),
    (re.compile(r"A second indicator, which rests on .*? suggests"), ""),
)
"""What documents have since then: bookmarks of areas and actions, marks of drafts with numbers of their own, and other
words about the second indicator."""
MORE = frozenset({"docProps/custom.xml", "customXml/item2.xml"})
"""Parts that say more since then: for whom a document is and whose plan it is; what came with an appendix."""


def differences(earlier: Path, this: Path) -> list[str]:
    """Every part that differs, and every document that only one of them has."""
    ones, others = _by_reference(earlier), _by_reference(this)
    lone = [f"{name}: only one build made it" for name in sorted(ones.keys() ^ others.keys())]
    both = sorted(ones.keys() & others.keys())
    assert both, "there is nothing to compare"
    return [*lone, *(line for name in both for line in _of(ones[name], others[name]))]


def _by_reference(folder: Path) -> dict[str, Path]:
    """The documents by the reference with which their folder's name begins: long names are shortened otherwise now."""
    paths = (path for path in folder.rglob("*.docx") if ".working" not in path.parts)
    return {f"{'-'.join(path.relative_to(folder).parent.name.split('-')[:3])}/{path.name}": path for path in paths}


def _of(one: Path, other: Path) -> Iterator[str]:
    with zipfile.ZipFile(one) as first, zipfile.ZipFile(other) as second:
        if first.namelist() != second.namelist():
            yield f"{one.name}: other parts"
        for part in {*first.namelist()} & {*second.namelist()} - MORE:
            if _content(first.read(part)) != _content(second.read(part)):
                yield f"{one.name}: {part}"


def _content(data: bytes) -> str | bytes:
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return data
    for pattern, instead in MEANT:
        text = pattern.sub(instead, text)
    return text
