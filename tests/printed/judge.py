"""A PDF that is told to say something else than its Word file → poppler's verdict on that.

Words are lost if poppler finds fewer of some letter on all pages than the Word file has, with its header and footer on
each of them. Others are in another order, or with more than is in the Word file, if poppler reads the same in the tags as
we do. Anything else is a false alarm.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Sequence
from functools import reduce
from io import BytesIO
from operator import and_
from pathlib import Path
from tempfile import TemporaryDirectory

from pikepdf import (
    ContentStreamInlineImage,
    ContentStreamInstruction,
    Dictionary,
    Object,
    Pdf,
    parse_content_stream,
    unparse_content_stream,
)

from engross.pdf.comparison import normalised
from engross.pdf.marked_text import MarkedText, marked_text
from engross.pdf.structure_tree import is_element, kids
from engross.print_copy import GAP, Margins, PrintedText

_LETTERS = re.compile("[a-z0-9]")
_PAGE_END = "\f"
_Instruction = ContentStreamInstruction | ContentStreamInlineImage


def verdict(word: PrintedText, pdf: bytes) -> str:
    """What poppler says of a difference: "lost", "other order", or "false alarm"."""
    stored = _signs(word.text, word.notes, word.boxes)
    pages = _poppler("pdftotext", pdf, "-raw").removesuffix(_PAGE_END).split(_PAGE_END)
    margins = (_in_all(word.margins if number else word.first_margins) for number in range(len(pages)))
    if sum(margins, stored) - _signs(*pages):
        return "lost"
    read = normalised(_in_tags(pdf))
    tags = "".join(re.findall(r'^ *"(.*)"$', _poppler("pdfinfo", without_spaces(pdf), "-struct-text"), re.MULTILINE))
    is_read_so = _LETTERS.findall(normalised(tags)) == _LETTERS.findall(read)  # poppler leaves some signs out
    return "other order" if is_read_so and not stored - Counter(read) else "false alarm"


def _signs(*texts: str) -> Counter[str]:
    return Counter(normalised("".join(texts).replace(GAP, " ")))


def _in_all(possible: Sequence[Margins]) -> Counter[str]:
    """What each of the headers and footers has that a page may have."""
    signs = [_signs(*margins) for margins in possible]
    return reduce(and_, signs) if signs else Counter()


def _poppler(program: str, pdf: bytes, option: str) -> str:
    with TemporaryDirectory() as folder:
        file = Path(folder, "it.pdf")
        file.write_bytes(pdf)
        behind = ["-"] if program == "pdftotext" else []
        command = [program, option, str(file), *behind]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()  # noqa: S603  # a fixed program


def without_spaces(data: bytes) -> bytes:
    """A PDF without what marks a space within a piece: in the tags poppler leaves out what stands before one."""
    written = BytesIO()
    with Pdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            kept, opened = list[_Instruction](), list[bool]()
            for each in parse_content_stream(page):
                begins, ends = str(each.operator) in {"BDC", "BMC"}, str(each.operator) == "EMC"
                if begins:
                    opened.append(_marks_a_space(each))
                is_kept = not opened or not (opened.pop() if ends else begins and opened[-1])
                kept += [each] if is_kept else []
            page.obj.Contents = pdf.make_stream(unparse_content_stream(kept))
        pdf.save(written)
    return written.getvalue()


def _marks_a_space(begin: _Instruction) -> bool:
    own = begin.operands[-1]
    return isinstance(own, Dictionary) and "/ActualText" in own and not str(own.ActualText).strip()


def _in_tags(data: bytes) -> str:
    """All that stands in the tags, in their order."""
    texts, pieces = marked_text(data), list[str]()
    with Pdf.open(BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        _read(pdf.Root.StructTreeRoot, pages, texts, pieces)
    return "".join(pieces)


def _read(element: Object, pages: dict[tuple[int, int], int], texts: MarkedText, pieces: list[str]) -> None:
    for kid in kids(element):
        if is_element(kid):
            _read(kid, pages, texts, pieces)
            continue
        own = kid if isinstance(kid, Dictionary) else Dictionary()
        identifier, page = kid if isinstance(kid, int) else own.get("/MCID"), own.get("/Pg", element.get("/Pg"))
        if identifier is not None and page is not None:
            pieces.append(texts.get((pages[page.objgen], int(identifier)), ""))
