"""A Word file → what shows that it is not finished: prompts, Word's own error texts, dead references, symbol fonts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engross.problems import FilePlace, Place, Problem, Severity
from engross.word.model.headings import heading_styles
from engross.word.model.references import inner_links, references
from engross.word.opc.package import Package
from engross.word.opc.relationships import main_part
from engross.word.opc.stories import Places, Story, stories
from engross.word.opc.xml_names import SDT, VAL, Element, P, T, ancestor, name, names, text_of
from engross.word.prepare.bound_controls import bound_text

_ERRORS = re.compile(r"(?:Error|Fehler|Erreur ?)! [A-Z][^.!]{2,60}[.!]|Error: Reference source not found")
_CHOICES = names("w14:checkbox", "w:dropDownList", "w:comboBox")
_TITLES = names("w:tag", "w:alias")
_SYMBOLS = re.compile("wingdings|webdings|^symbol$|marlett", re.IGNORECASE)


def prompts(package: Package) -> Iterator[Problem]:
    """Tell each content control that shows its prompt, which nobody has answered."""
    for story, root, places in read_stories(package):
        for control in root.iter(SDT) if b"showingPlcHdr" in package.read(story.part) else ():
            if value_of_prompt(control) and not bound_text(control, package):
                yield Problem("unanswered-prompt", place_in(control, places, package),
                              f'a content control shows its prompt: "{_text(control)[:60]}"',
                              "fill it in, or delete it (Remove Content Control)", Severity.WARNING)  # fmt: skip


def value_of_prompt(control: Element) -> str:
    """Return the prompt that a content control shows; "" if it shows none, or a tag."""
    showing = control.find(f"{name('w:sdtPr')}/{name('w:showingPlcHdr')}")
    text = "" if _is_set_by_tag(control) else _text(control)
    is_set = showing is not None and showing.get(name("w:val"), "1") not in {"0", "false", "off"}
    return text if is_set and text and "{{" not in text and "{%" not in text else ""


def _is_set_by_tag(control: Element) -> bool:
    """Whether a tick box or a list of choices has a tag as its title or tag, which fills it in."""
    properties = control.find(name("w:sdtPr"))
    if properties is None or next(properties.iterchildren(*_CHOICES), None) is None:
        return False
    return any("{{" in node.get(VAL, "") for node in properties.iterchildren(*_TITLES))


def unfinished(package: Package) -> Iterator[Problem]:
    """Tell all that shows that a finished document is none: each a warning, with its place."""
    yield from prompts(package)
    read = list(read_stories(package))
    marks = {mark.get(name("w:name"), "").lower() for _, root, _ in read for mark in root.iter(name("w:bookmarkStart"))}
    for story, root, places in read:
        for paragraph in root.iter(P):
            for match in _ERRORS.finditer("".join(node.text or "" for node in paragraph.iter(T))):
                yield Problem("error-text", places.of(paragraph), f"Word's own error stands in the text: {match[0]}",
                              "correct the reference, or write what is meant", Severity.WARNING)  # fmt: skip
        for reference in references(root, inner_links(package, story.part)):
            if reference.target.lower() not in marks:
                yield Problem("reference-to-nothing", place_in(reference.nodes[0], places, package),
                              f"a reference or link leads to the bookmark {reference.target}, which is not there",
                              "set the reference anew, or make it text (Ctrl+Shift+F9)", Severity.WARNING)  # fmt: skip
        for element in _symbols(root):
            yield Problem("symbol-font", place_in(element, places, package),
                          "a sign of a symbol font (such as a tick in Wingdings) stands here, which a PDF and a "
                          "screen reader show as another",
                          "insert the sign itself (Insert, Symbol), such as ✓ or ☒ of Segoe UI Symbol",
                          Severity.WARNING)  # fmt: skip


def _symbols(root: Element) -> Iterator[Element]:
    """The signs of symbol fonts in text; bullets of lists are no text."""
    yield from (node for node in root.iter(name("w:sym")) if _SYMBOLS.search(node.get(name("w:font"), "")))
    for run in root.iter(name("w:r")):
        fonts = run.find(f"{name('w:rPr')}/{name('w:rFonts')}")
        if fonts is not None and _SYMBOLS.search(fonts.get(name("w:ascii"), "")) and text_of(run).strip():
            yield run


def read_stories(package: Package) -> Iterator[tuple[Story, Element, Places]]:
    """Yield the stories of a file that hold paragraphs, each with its root and the places of its paragraphs."""
    body = package.look(main_part(package))
    headings = heading_styles(package)
    for story in stories(package, body):
        if story.kind != "properties":
            root = package.look(story.part)
            yield story, root, Places(package.file, story, root, headings)


def place_in(element: Element, places: Places, package: Package) -> Place:
    """Return the place of the paragraph that an element is, stands in or holds; of the file if there is none."""
    paragraph = element if element.tag == P else ancestor(element, P)
    if paragraph is None:
        paragraph = next(element.iter(P), None)
    return FilePlace(package.file) if paragraph is None else places.of(paragraph)


def _text(control: Element) -> str:
    return " ".join(text_of(control).split())
