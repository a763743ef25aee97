"""A package whose fields show its properties → the same with these as their results; told if there is none.

Word and LibreOffice show different things in such a field until somebody updates it: what an earlier file stored, or
what the property holds now. With the property's text as the stored result, which may hold tags, all show the same.
"""

from __future__ import annotations

import copy

from engross.problems import Place, Problem
from engross.word.model.fields import FIELD_TYPE, SIMPLE, FieldView, fields_in, may_hold_fields
from engross.word.opc.package import Package, serialise
from engross.word.opc.stories import word_parts
from engross.word.opc.xml_names import RPR, SPACE, Element, R, ancestor, make
from engross.word.prepare.field_fates import is_tagged, placed_fields, quoted
from engross.word.prepare.shown_properties import property_of, variable_of, variables


def filled(package: Package) -> tuple[Package, tuple[Problem, ...]]:
    """Return the package with its fields filled, and a problem for each whose property or variable is not there."""
    lacking = tuple(
        dict.fromkeys(filter(None, (_lack(field, place, package) for field, place in placed_fields(package))))
    )
    changes: dict[str, bytes | None] = {}
    for part in word_parts(package):
        if may_hold_fields(package.read(part)):
            root = package.xml(part)
            if sum(_fill(field, package) for field in list(fields_in(root))):
                changes[part] = serialise(root)
    return (package.replace(changes) if changes else package), lacking


def _shown(field: FieldView, package: Package) -> tuple[str, str | None] | None:
    """What a field shows, in words, and the text of that; None for a field that shows what is stored beside it."""
    if quoted(field) is not None and is_tagged(field):
        return "a text", quoted(field)
    variable = variable_of(field)
    if variable:
        return f"the document variable {variable}", variables(package).get(variable.casefold())
    shown = property_of(field)
    if shown is None or "{{" in field.instruction:
        return None
    return f"the document property {shown.custom or shown.local}", shown.text(package)


def _lack(field: FieldView, place: Place, package: Package) -> Problem | None:
    shown = _shown(field, package)
    if shown is None:
        return None
    what, text = shown
    if not text:
        return Problem("field-without-value", place, f"the field {field.word} shows {what}, which the file has not",
                       "give it a value (File, Info, Properties), or write a tag in place of the field")  # fmt: skip
    if variable_of(field) and "{{" in text:
        return Problem("tag-where-none-is-read", place, f"a tag stands in {what}, where tags are not read: {text[:60]}",
                       "write the tag in place of the field")  # fmt: skip
    return None


def _fill(field: FieldView, package: Package) -> bool:
    """Set a field's result to what it shows, without the space around it; return whether that changed anything."""
    shown = _shown(field, package)
    text = (shown[1] or "").strip() if shown else ""
    if not text or field.result.strip() == text:
        return False
    first = field.texts[0] if field.texts else _new_result(field.element)
    for node in field.texts[1:]:
        node.text = ""
    first.text = text
    first.set(SPACE, "preserve")
    return True


def _new_result(field: Element) -> Element:
    """A text for a field that has no result yet: the result's only run, behind the separator."""
    result, text = make("w:r"), make("w:t")
    result.append(text)
    if field.tag == SIMPLE:
        field.append(result)
        return text
    run = ancestor(field, R)
    while run is not None and not any(node.get(FIELD_TYPE) in {"separate", "end"} for node in run):
        run = next(run.itersiblings(R), None)
    if run is not None:
        _place(run, result)
    return text


def _place(run: Element, result: Element) -> None:
    properties = run.find(RPR)
    if properties is not None:
        result.insert(0, copy.deepcopy(properties))
    if any(node.get(FIELD_TYPE) == "separate" for node in run):
        run.addnext(result)
        return
    separator = make("w:r")
    separator.append(make("w:fldChar", fldCharType="separate"))
    run.addprevious(separator)
    run.addprevious(result)
