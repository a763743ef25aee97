"""Problems → a copy of the template with a Word comment at each fault, for authors who live in Word."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from copy import deepcopy
from itertools import islice
from pathlib import Path

from lxml import etree

from engross.problems import Place, Problem, WordPlace
from engross.word.opc.package import Package, serialise
from engross.word.opc.relationships import main_part
from engross.word.opc.xml_names import ID, PPR, RPR, SPACE, Element, P, R, ancestor, make, name
from engross.word.tags.read import stretch_of
from engross.word.template import Document
from engross.word.tools.comments import Comments

_TEXT_BOX = name("w:txbxContent")


def annotate(
    source: Path | str | bytes, problems: Iterable[Problem], *, file: str = "", date: dt.datetime | None = None
) -> Document:
    """Return a copy of a template in which each problem stands as a Word comment.

    A problem in the body stands at its tag, or at its paragraph if it is about no tag; one in a note at what refers to
    the note, and one in a header, footer or property, as Word allows no comments there, at the top of the body, both
    with their place in words. All that is in the template stays. Comments bear no date unless one is given. Raise
    Refused if the file is no Word file, and KeyError if it has no body.
    """
    package = Package.open(source, file)
    places = _by_place(problems)
    if not places:
        return Document(bytes(package))
    main = main_part(package)
    root = package.xml(main)
    comments = Comments(package, main, root, date)
    paragraphs = list(root.iter(P))
    for place, told in places.items():
        paragraph = _paragraph(place, main, paragraphs)
        if paragraph is not None:
            _anchor(paragraph, place, comments, comments.add(_words(problem) for problem in told))
        else:
            number = comments.add(_words(problem, placed=True) for problem in told)
            reference = _reference(place, package, root)
            if reference is None:
                _around_whole(_top(root), comments, number)
            else:
                _mark(reference, reference, comments, number)
    return Document(bytes(package.replace({main: serialise(root), **comments.parts()})))


def _by_place(problems: Iterable[Problem]) -> dict[Place, list[Problem]]:
    places: dict[Place, list[Problem]] = {}
    for problem in problems:
        places.setdefault(problem.place, []).append(problem)
    return places


def _words(problem: Problem, placed: bool = False) -> str:
    """Return what a comment says: what was found and what to do, and where, if the comment cannot stand there."""
    words = problem.message + (f"; {problem.hint}" if problem.hint else "")
    where = ""
    if placed and isinstance(problem.place, WordPlace):
        there = f"{problem.place}".removeprefix(f"{problem.place.file}: ")
        where = ": ".join(filter(None, (there, problem.place.tag))) + ": "
    label = "" if problem.is_error else f"{problem.severity}: "
    text = f"{label}{where}{words}"
    return text[:1].upper() + text[1:] if label or where else text


def _paragraph(place: Place, main: str, paragraphs: list[Element]) -> Element | None:
    """Return the paragraph of the body that a comment on this place can be anchored to; None if there is none."""
    if not isinstance(place, WordPlace) or place.part != main or not 0 <= place.index < len(paragraphs):
        return None
    return paragraphs[place.index]


def _reference(place: Place, package: Package, root: Element) -> Element | None:
    """Return what in a paragraph of the body refers to the note that a place is in; None if it is in none."""
    if not isinstance(place, WordPlace) or place.part not in package or place.index < 0:
        return None
    paragraph = next(islice(package.look(place.part).iter(P), place.index, None), None)
    for kind in ("footnote", "endnote"):
        note = None if paragraph is None else ancestor(paragraph, name(f"w:{kind}"))
        if note is not None:
            mark = next((node for node in root.iter(name(f"w:{kind}Reference")) if node.get(ID) == note.get(ID)), None)
            host = None if mark is None else ancestor(mark, P)
            return None if mark is None or host is None else _child(mark, host)
    return None


def _top(root: Element) -> Element:
    """Return the first paragraph of the body, made if the body has none."""
    first = next(root.iter(P), None)
    if first is not None:
        return first
    body = next(root.iter(name("w:body")), None)
    if body is None:
        raise KeyError("w:body")
    body.insert(0, make("w:p"))
    return body[0]


def _anchor(paragraph: Element, place: Place, comments: Comments, number: int) -> None:
    """Put a comment around the tag of a place, or around its whole paragraph; a text box counts with its paragraph."""
    if ancestor(paragraph, _TEXT_BOX) is not None:
        host = [node for node in paragraph.iterancestors(P) if ancestor(node, _TEXT_BOX) is None]
        _around_whole(host[0] if host else paragraph, comments, number)
        return
    stretch = stretch_of(paragraph, place) if isinstance(place, WordPlace) else []
    if not stretch:
        _around_whole(paragraph, comments, number)
        return
    (first, start, _), (last, _, end) = stretch[0], stretch[-1]
    _split_after(last, end)
    _split_before(first, start)
    _mark(_child(first, paragraph), _child(last, paragraph), comments, number)


def _around_whole(paragraph: Element, comments: Comments, number: int) -> None:
    content = [node for node in paragraph if node.tag != PPR]
    if not content:
        content = [etree.SubElement(paragraph, R)]
    _mark(content[0], content[-1], comments, number)


def _mark(first: Element, last: Element, comments: Comments, number: int) -> None:
    """Put the comment's beginning before one element, and its end with its reference after another."""
    first.addprevious(make("w:commentRangeStart", id=str(number)))
    end = make("w:commentRangeEnd", id=str(number))
    last.addnext(end)
    reference = comments.reference_run()
    reference.append(make("w:commentReference", id=str(number)))
    end.addnext(reference)


def _child(node: Element, paragraph: Element) -> Element:
    """Return the child of the paragraph in which an element stands."""
    return next(around for around in (node, *node.iterancestors()) if around.getparent() is paragraph)


def _split_before(text: Element, at: int) -> None:
    """Give what stands in a run before a place in one of its texts a run of its own, formatted alike."""
    run = text.getparent()
    earlier = [node for node in text.itersiblings(preceding=True) if node.tag != RPR]
    if run is None or run.tag != R or (not earlier and at == 0):
        return
    front = _like(run)
    for node in reversed(earlier):
        front.append(node)
    if at:
        front.append(_text(text, (text.text or "")[:at]))
        text.text = (text.text or "")[at:]
        text.set(SPACE, "preserve")
    run.addprevious(front)


def _split_after(text: Element, at: int) -> None:
    """Give what stands in a run after a place in one of its texts a run of its own, formatted alike."""
    run = text.getparent()
    after, rest = list(text.itersiblings()), (text.text or "")[at:]
    if run is None or run.tag != R or (not after and not rest):
        return
    back = _like(run)
    if rest:
        back.append(_text(text, rest))
        text.text = (text.text or "")[:at]
        text.set(SPACE, "preserve")
    for node in after:
        back.append(node)
    run.addnext(back)


def _like(run: Element) -> Element:
    """Return an empty run with the formatting of another."""
    new = make("w:r")
    properties = run.find(RPR)
    if properties is not None:
        new.append(deepcopy(properties))
    return new


def _text(like: Element, content: str) -> Element:
    new = etree.Element(like.tag)
    new.text = content
    new.set(SPACE, "preserve")
    return new
