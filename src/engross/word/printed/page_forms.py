r"""Page numbers whose form LibreOffice reads otherwise than Word → with a form that both read alike.

LibreOffice counts the pages of a document in the form of the page's own number, and tells forms by capitals: it knows
`\* ROMAN` and not `\* Roman`.
"""

from __future__ import annotations

import re

from engross.word.model.fields import INSTRUCTION, SIMPLE, complex_fields, first_word
from engross.word.opc.xml_names import Element, name

_FORM = re.compile(r'(\\\*\s*"?)(arabic|roman|alphabetic)\b', re.IGNORECASE)
_INSTR, _SPACE = name("w:instr"), "{http://www.w3.org/XML/1998/namespace}space"


def settle_page_forms(root: Element) -> int:
    """Settle the forms of the page numbers of a story; return how many changed."""
    count = 0
    for field in complex_fields(root):
        settled = _settled(field.instruction)
        if settled != field.instruction and all(node.tag == INSTRUCTION for node in field.instructions):
            first, *rest = field.instructions
            first.text = settled
            first.set(_SPACE, "preserve")
            for node in rest:
                node.text = ""
            count += 1
    for node in root.iter(SIMPLE):
        settled = _settled(node.get(_INSTR, ""))
        count += settled != node.get(_INSTR, "")
        node.set(_INSTR, settled)
    return count


def _settled(instruction: str) -> str:
    word = first_word(instruction)
    if word not in {"PAGE", "NUMPAGES"}:
        return instruction
    if word == "NUMPAGES" and not _FORM.search(instruction):
        return re.sub(r"(?i)\bNUMPAGES", r"\g<0> \\* Arabic", instruction, count=1)
    return _FORM.sub(lambda match: match[1] + _as_known(match[2]), instruction)


def _as_known(form: str) -> str:
    if form.lower() == "arabic":
        return "Arabic"
    return form.upper() if form[:1].isupper() else form.lower()
