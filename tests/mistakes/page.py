"""The typical mistakes → the page that tells them, docs/template-mistakes.md: what was done, said and commented.

`python -m tests.mistakes` writes it anew, and with a folder behind it puts every letter and its commented copy there.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from engross.word.opc.package import Package
from engross.word.opc.xml_names import ID, P, T, name
from scrutiny_response.cli.reports.template_check import as_text
from scrutiny_response.use_cases import templates
from tests.mistakes.slips import Slip, slips

PAGE = Path(__file__).resolve().parents[2] / "docs" / "template-mistakes.md"
HEAD = """# Typical mistakes, and what is said of them

Each of these slips was made in the shipped letter as Word would save it (`tests/mistakes/slips.py`), and this page is
written from what the check then printed. Use it as

    scrutiny template check letter.docx --comments letter-comments.docx

and open the copy: a Word comment stands at each fault. The last slips are harmless, and are here so that nobody
needs to fear them.
"""
NONE = "Nothing is wrong, and the copy has no comment.\n"
_START, _END, _COMMENT = name("w:commentRangeStart"), name("w:commentRangeEnd"), name("w:comment")


def checked(slip: Slip, folder: Path) -> str:
    """What `scrutiny template check letter.docx --comments letter-comments.docx` prints of the letter's faults.

    The letter and its commented copy are left in a folder of the slip's name in `folder`.
    """
    here = folder / slip.name
    here.mkdir()
    letter, copy = here / "letter.docx", here / "letter-comments.docx"
    letter.write_bytes(slip.file())
    told = re.split("\n\n(?:Fields that|Written)", as_text(templates.check([letter], comments=copy)))[0]
    return told.replace(letter.as_posix(), letter.name)


def comments(document: bytes) -> list[tuple[str, str]]:
    """Each comment of a Word file in the order of the text: the text that it stands around, and what it says."""
    package = Package.open(document)
    if "word/comments.xml" not in package:
        return []
    said = {each.get(ID): "\n".join("".join(t.text or "" for t in p.iter(T)) for p in each.iter(P))
            for each in package.xml("word/comments.xml").iter(_COMMENT)}  # fmt: skip
    around: dict[str | None, str] = {}
    opened: set[str | None] = set()
    for node in package.xml("word/document.xml").iter(_START, _END, T):
        if node.tag == _START:
            opened.add(node.get(ID))
            around[node.get(ID)] = ""
        elif node.tag == _END:
            opened.discard(node.get(ID))
        else:
            around |= {number: around[number] + (node.text or "") for number in opened}
    return [(text, said[number]) for number, text in around.items()]


def page(folder: Path) -> str:
    """The whole page; the letters and their commented copies are left in the folder."""
    return "\n".join([HEAD, *(_told(slip, folder) for slip in slips())])


def _told(slip: Slip, folder: Path) -> str:
    printed = checked(slip, folder)
    copy = (folder / slip.name / "letter-comments.docx").read_bytes()
    stands = "".join(f"In the commented copy the comment stands at {_at(text)}.\n" for text, _ in comments(copy))
    return f"## {slip.title}\n\n{slip.told}\n\n```text\n{printed}\n```\n\n{stands or NONE}"


def _at(text: str) -> str:
    return f"`{text}`" if text else "the paragraph, which has no text"


def main(words: list[str]) -> None:
    """Write the page; the letters go into the folder that the words name, else into one that is thrown away."""
    with tempfile.TemporaryDirectory() as thrown:
        folder = Path(words[0]) if words else Path(thrown)
        folder.mkdir(parents=True, exist_ok=True)
        PAGE.write_text(page(folder), encoding="utf-8")
