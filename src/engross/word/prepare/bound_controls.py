"""Content controls that show a property or a value of the file's own XML → what they show, and the same stored in them.

Word shows what such a control is bound to, whatever is stored in it (ECMA-376, part 1, 17.5.2.6): a reader that follows
no binding would show an earlier text. A control with a tag in it stands for itself, and dates have a form of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from engross.word.model.controls import emptied_run
from engross.word.opc.package import Package, serialise
from engross.word.opc.relationships import main_part, related_parts
from engross.word.opc.stories import may_hold, word_parts
from engross.word.opc.xml_names import SDT, SDT_CONTENT, Element, P, T, drop, make, name, text_of

_BINDINGS = (name("w:dataBinding"), name("w15:dataBinding"))
_CORE, _APP = "{6C3C8BC8-F283-45AE-878A-BAB7291924A1}", "{6668398D-A668-4E3E-A5EB-62B293D839F1}"
_PERSONAL = frozenset({"creator", "lastModifiedBy", "Template", "Manager"})
_PREFIX = re.compile(r"""xmlns:(\w+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_STEP = re.compile(r"/(?:(\w+):)?([\w.-]+)(?:\[(\d+)\])?")
_PROMPT, _BREAK, _MULTI_LINE = name("w:showingPlcHdr"), name("w:br"), name("w:multiLine")
_ON = {"1", "true", "on"}


def with_bound_texts(package: Package) -> Package:
    """Return the package with what its bound controls show stored in them."""
    changes: dict[str, bytes | None] = {}
    for part in word_parts(package):
        if may_hold(package.read(part), b"dataBinding"):
            root = package.xml(part)
            if sum(_fill(control, package) for control in list(root.iter(SDT))):
                changes[part] = serialise(root)
    return package.replace(changes) if changes else package


def bound_text(control: Element, package: Package) -> str:
    """Return the text that a control for plain text is bound to; "" if it is bound to none, or holds a tag.

    It has several lines only if the control may show them.
    """
    properties, content = control.find(name("w:sdtPr")), control.find(SDT_CONTENT)
    binding = None if properties is None else next(properties.iterchildren(*_BINDINGS), None)
    kind = None if properties is None else properties.find(name("w:text"))
    if binding is None or content is None or kind is None:
        return ""
    if "{{" in text_of(content) or "{%" in text_of(content):
        return ""
    path, prefixes = binding.get(name("w:xpath"), ""), _PREFIX.findall(binding.get(name("w:prefixMappings"), ""))
    spaces = {prefix: double or single for prefix, double, single in prefixes}
    found_in = (_at(root, path, spaces) for root in _stores(binding.get(name("w:storeItemID"), ""), package))
    element = next((each for each in found_in if each is not None), None)
    text = element.text or "" if element is not None and len(element) == 0 else ""
    lines = text.strip().splitlines() if kind.get(_MULTI_LINE) in _ON else [text]
    return "\n".join(" ".join(line.split()) for line in lines)


def _stores(item: str, package: Package) -> Iterator[Element]:
    """The roots of what a binding of this item may lead to."""
    if item.upper() in {_CORE, _APP}:
        kind = "core-properties" if item.upper() == _CORE else "extended-properties"
        yield from (package.look(part) for part in related_parts(package, "", kind))
        return
    for part in related_parts(package, main_part(package), "customXml"):
        about = (package.look(each) for each in related_parts(package, part, "customXmlProps"))
        if any(item.upper() in {str(text).upper() for text in root.attrib.values()} for root in about):
            yield package.look(part)


def _at(root: Element, path: str, spaces: dict[str, str]) -> Element | None:
    """The element at a plain path; None if there is none, the path is not plain, or it names a person."""
    steps = _STEP.findall(path)
    if not steps or "".join(match[0] for match in _STEP.finditer(path)) != path or steps[-1][1] in _PERSONAL:
        return None
    element: Element | None = None
    for prefix, local, place in steps:
        tag = f"{{{spaces[prefix]}}}{local}" if prefix in spaces else local
        others = [root] if element is None else list(element)
        alike = [each for each in others if each.tag == tag]
        at = int(place or 1) - 1
        if not 0 <= at < len(alike):
            return None
        element = alike[at]
    return element


def _fill(control: Element, package: Package) -> bool:
    text = bound_text(control, package)
    content = control.find(SDT_CONTENT)
    if content is None or not text or _shown(content) == text or len(list(content.iter(P))) > 1:
        return False
    run = emptied_run(content)
    if run is None:
        return False
    for prompt in list(control.iterfind(f"{name('w:sdtPr')}/{_PROMPT}")):
        drop(prompt)
    for number, line in enumerate(text.split("\n")):
        run.extend([make("w:br")] if number else [])
        run.append(make("w:t"))
        run[-1].text = line
    return True


def _shown(content: Element) -> str:
    """Return what is stored in a control, its lines each without spaces at their ends."""
    text = "".join("\n" if node.tag == _BREAK else node.text or "" for node in content.iter(T, _BREAK))
    return "\n".join(" ".join(line.split()) for line in text.split("\n"))
