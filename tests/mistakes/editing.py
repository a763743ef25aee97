"""A Word template and one edit → the template as Word would save it after that edit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy

from lxml import etree

from engross.word.opc.package import Package, serialise
from engross.word.opc.xml_names import PPR, RPR, SPACE, Element, P, R, T, make, name

Edit = Callable[[Element], None]
"""Changes the body of a letter in place."""

BODY = "word/document.xml"


def edited(source: bytes, edit: Edit) -> bytes:
    """The file after the edit of its body; everything else stays as it is."""
    package = Package.open(source)
    root = package.xml(BODY)
    edit(root)
    return bytes(package.replace({BODY: serialise(root)}))


def words(paragraph: Element) -> str:
    """The text of a paragraph."""
    return "".join(text.text or "" for text in paragraph.iter(T))


def paragraphs(root: Element, text: str) -> list[Element]:
    """The paragraphs with just this text; there must be one at least."""
    found = [each for each in root.iter(P) if words(each) == text]
    assert found, f"the letter has no paragraph {text!r} any more"
    return found


def beginning(root: Element, text: str) -> Element:
    """The first paragraph that begins with this text."""
    return next(each for each in root.iter(P) if words(each).startswith(text))


def after(start: Element, text: str) -> Element:
    """The first paragraph with this text after another one."""
    return next(each for each in _following(start) if words(each) == text)


def before(end: Element, text: str) -> Element:
    """The last paragraph with this text before another one."""
    return next(each for each in end.itersiblings(P, preceding=True) if words(each) == text)


def take_out(paragraph: Element) -> None:
    """Delete a paragraph; a cell keeps the one that it must have."""
    parent = paragraph.getparent()
    assert parent is not None
    parent.remove(paragraph)


def retype(paragraph: Element, old: str, new: str) -> None:
    """Change some of a paragraph's text that stands within one run."""
    text = next(each for each in paragraph.iter(T) if old in (each.text or ""))
    text.text = (text.text or "").replace(old, new)
    text.set(SPACE, "preserve")


def embolden(paragraph: Element, part: str) -> None:
    """Put some of the text of a paragraph in bold, as Word does it: in a run of its own."""
    text = next(each for each in paragraph.iter(T) if part in (each.text or ""))
    run = text.getparent()
    assert run is not None
    front, _, back = (text.text or "").partition(part)
    bold, last = deepcopy(run), deepcopy(run)
    for each, said in ((run, front), (bold, part), (last, back)):
        piece = next(each.iter(T))
        piece.text = said
        piece.set(SPACE, "preserve")
    _properties(bold).insert(0, make("w:b"))
    run.addnext(bold)
    bold.addnext(last)


def restyle(paragraph: Element, style: str) -> None:
    """Give a paragraph another style, by its identifier."""
    next(paragraph.iter(name("w:pStyle"))).set(name("w:val"), style)


def track(paragraph: Element, old: str, new: str) -> None:
    """Change some of a paragraph's text while Track Changes is on: the old words are struck, the new ones inserted."""
    text = next(each for each in paragraph.iter(T) if old in (each.text or ""))
    run = text.getparent()
    assert run is not None
    front, _, back = (text.text or "").partition(old)
    who = {"author": "Template owner", "date": "2026-11-23T09:00:00Z"}
    struck, inserted = make("w:del", id="9001", **who), make("w:ins", id="9002", **who)
    struck.append(_like(run, old, name("w:delText")))
    inserted.append(_like(run, new))
    for each in (_like(run, back), inserted, struck, _like(run, front)):
        run.addnext(each)
    paragraph.remove(run)


def type_after(paragraph: Element, text: str) -> Element:
    """A new paragraph with this text after another one, in its style: what Enter and typing make."""
    new = etree.Element(P)
    properties = paragraph.find(PPR)
    if properties is not None:
        new.append(deepcopy(properties))
    if text:
        new.append(_like(next(paragraph.iter(R)), text))
    paragraph.addnext(new)
    return new


def _like(run: Element, text: str, kind: str = T) -> Element:
    made = etree.Element(R)
    if (properties := run.find(RPR)) is not None:
        made.append(deepcopy(properties))
    piece = etree.SubElement(made, kind)
    piece.text = text
    piece.set(SPACE, "preserve")
    return made


def _properties(run: Element) -> Element:
    properties = run.find(RPR)
    if properties is None:
        properties = etree.Element(RPR)
        run.insert(0, properties)
    return properties


def _following(start: Element) -> Iterator[Element]:
    everything = list(start.getroottree().getroot().iter(P))
    return iter(everything[everything.index(start) + 1 :])
