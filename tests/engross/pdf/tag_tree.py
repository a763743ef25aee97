"""A PDF → its tags with their texts as poppler reads them: a reader that shares no code with the one that is tested."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.engross.pdf.shown import shown


@dataclass
class Tag:
    """An element: its standard type, its attributes as they are printed, and what it holds, texts and elements."""

    kind: str
    attributes: list[str] = field(default_factory=list)
    held: list[Tag | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Tag]:
        """All elements below, in order."""
        for each in self.held:
            if isinstance(each, Tag):
                yield each
                yield from each

    @property
    def text(self) -> str:
        """All that it says."""
        return "".join(each if isinstance(each, str) else each.text for each in self.held)

    def find(self, *kinds: str) -> list[tuple[str, str]]:
        """The elements of these kinds, each with what it says."""
        return [(tag.kind, tag.text.strip()) for tag in self if tag.kind in kinds]


def tag_tree(data: bytes, folder: Path) -> Tag:
    """The tags of a PDF."""
    root = Tag("")
    above = [(-1, root)]
    for line in shown("pdfinfo", data, folder, "-enc", "UTF-8", "-struct-text").splitlines():
        words, depth = line.strip(), len(line) - len(line.lstrip(" "))
        if words.startswith("/"):
            above[-1][1].attributes.append(words)
            continue
        while len(above) > 1 and above[-1][0] >= depth:
            above.pop()
        if words.startswith('"'):
            above[-1][1].held.append(words[1:-1])
        elif words:
            tag = Tag(words.split(" ")[0].rstrip(":"))
            above[-1][1].held.append(tag)
            above.append((depth, tag))
    return root
