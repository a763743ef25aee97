"""Tick boxes and lists of choices whose title or tag (Developer, Properties) is a tag → filled in for each document.

The tag stands where no reader sees it, so the control keeps its looks: a tick box takes a value that is true or false,
a list one of its own entries.
"""

from __future__ import annotations

from collections.abc import Iterator

from engross.word.model.controls import emptied_run
from engross.word.opc.numbers import hexadecimal
from engross.word.opc.xml_names import SDT, SDT_CONTENT, VAL, Element, drop, make, name
from engross.word.tags.tag_table import ATTRIBUTE_MARK, Tag, Tags, mark

_TITLES = (name("w:tag"), name("w:alias"))
_BOX, _CHECKED = name("w14:checkbox"), name("w14:checked")
_LISTS = (name("w:dropDownList"), name("w:comboBox"))
_W14_VAL = name("w14:val")
_FIRST_SIGN, _NO_SIGNS = 0x80, (0xD800, 0xF8FF)
"""The signs of symbol fonts lie in Unicode's private area, after the halves of pairs."""
_TICKED, _EMPTY = "☒", "☐"


def settle_form_controls(root: Element, tags: Tags) -> None:
    """Let the tick boxes and lists of a story that have a tag as their title or tag show its value."""
    for control in root.iter(SDT):
        properties = control.find(name("w:sdtPr"))
        content = control.find(SDT_CONTENT)
        if properties is None or content is None:
            continue
        box = properties.find(_BOX)
        choices = next((node for node in properties.iterchildren(*_LISTS)), None)
        if box is None and choices is None:
            continue
        for title, tag in list(_tagged(properties, tags)):
            drop(title)
            if box is not None:
                _tick(box, content, tag, tags)
            elif choices is not None:
                _choose(choices, content, tag, tags)
            for placeholder in list(properties.iterchildren(name("w:showingPlcHdr"))):
                drop(placeholder)


def _tagged(properties: Element, tags: Tags) -> Iterator[tuple[Element, Tag]]:
    """The title or tag of a control that is one tag which prints."""
    for title in properties.iterchildren(*_TITLES):
        match = ATTRIBUTE_MARK.fullmatch(title.get(VAL, "").strip())
        if match and tags.tags[int(match[1])].kind == "print":
            number = int(match[1])
            tag = tags.tags[number]
            tags.tags[number] = tag._replace(kind="check")
            yield title, tag


def _tick(box: Element, content: Element, tag: Tag, tags: Tags) -> None:
    answer = f"({tag.code})|_yes"
    checked = box.find(_CHECKED)
    if checked is None:
        checked = make("w14:checked")
        box.insert(0, checked)
    checked.set(_W14_VAL, f"\ufdd0{tags.add(tag._replace(code=answer, ours=True))}\ufdd1")
    ticked = _sign(box.find(name("w14:checkedState")), _TICKED)
    empty = _sign(box.find(name("w14:uncheckedState")), _EMPTY)
    _show(content, tag._replace(code=f'"{ticked}" if {answer} == "1" else "{empty}"'), tags)


def _sign(state: Element | None, usual: str) -> str:
    """The sign of a state; one of a symbol font, which a PDF shows as another, gives way to the usual."""
    number = hexadecimal(state.get(_W14_VAL)) if state is not None else None
    is_sign = number is not None and number >= _FIRST_SIGN and not _NO_SIGNS[0] <= number <= _NO_SIGNS[1]
    return chr(number) if is_sign and number is not None else usual


def _choose(choices: Element, content: Element, tag: Tag, tags: Tags) -> None:
    choices.attrib.pop(name("w:lastValue"), "")
    entries = [
        (shown, item.get(name("w:value"), shown))
        for item in choices.iterchildren(name("w:listItem"))
        if (shown := item.get(name("w:displayText"), item.get(name("w:value"), "")))
    ]
    _show(content, tag._replace(code=f"({tag.code})|_chosen({entries!r})"), tags)


def _show(content: Element, tag: Tag, tags: Tags) -> None:
    """Put a tag in place of a control's text, in the formatting of its first run."""
    run = emptied_run(content)
    if run is not None:
        text = make("w:t")
        text.append(mark(tags.add(tag._replace(ours=True))))
        run.append(text)
