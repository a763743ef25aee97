"""The plan's form fields and layers → the report's, without clashes of their names."""

from __future__ import annotations

import re

from pikepdf import Array, Dictionary, Object, Pdf, String

from engross.pdf.appendix.names import free_name
from engross.pdf.open_pdf import fields
from engross.pdf.structure_tree import is_same_object

_LISTS = ("/Order", "/Locked", "/AS", "/RBGroups")


def draw(plan: Pdf) -> None:
    """Draw the plan's fields if it leaves that to its readers: they would draw the report's fields anew as well."""
    if plan.Root.get("/AcroForm", Dictionary()).get("/NeedAppearances", False):
        plan.generate_appearance_streams()
        plan.Root.AcroForm.NeedAppearances = False


def add(report: Pdf, carried: Object, mark: Object) -> None:
    """Merge the carried form (`AcroForm`) and layers (`OCProperties`) into the report's."""
    if "/AcroForm" in carried:
        _keep(report, "/AcroForm", mark)
        _add_form(report, carried.AcroForm)
    if "/OCProperties" in carried:
        _keep(report, "/OCProperties", mark)
        _add_layers(report, carried.OCProperties)


def remove(report: Pdf, mark: Object) -> None:
    """Put back the form and the layers as they were before the marked plan came."""
    for key in ("/AcroForm", "/OCProperties"):
        if f"/Has{key[1:]}" not in mark:
            continue
        if f"/Old{key[1:]}" in mark:
            report.Root[key] = mark[f"/Old{key[1:]}"]
        elif key in report.Root:
            del report.Root[key]


def _keep(report: Pdf, key: str, mark: Object) -> None:
    mark[f"/Has{key[1:]}"] = True
    if key in report.Root:
        mark[f"/Old{key[1:]}"] = report.Root[key]


def _add_form(report: Pdf, theirs: Object) -> None:
    """A form of the report's fields and then the plan's; a field or font name that is taken gets another."""
    if "/AcroForm" not in report.Root:
        report.Root.AcroForm = theirs
        return
    mine = report.Root.AcroForm
    form = Dictionary(dict(mine.items()))
    taken = {str(field.get("/T", "")) for field in mine.get("/Fields", Array())}
    for field in theirs.get("/Fields", Array()):
        name = free_name(str(field.get("/T", "field")), taken)
        taken.add(name)
        field.T = String(name)
    renamed = _merge_resources(form, theirs)
    for field in fields(theirs):
        if "/DA" in field or ("/DA" in theirs and "/Parent" not in field):
            field.DA = String(_restyled(str(field.get("/DA", theirs.get("/DA", ""))), renamed))
    for key in ("/Fields", "/CO"):
        both = [*mine.get(key, Array()), *theirs.get(key, Array())]
        if both:
            form[key] = Array(both)
    report.Root.AcroForm = report.make_indirect(form)


def _merge_resources(form: Object, theirs: Object) -> dict[str, str]:
    """Merge the fonts and other resources that fields are drawn with; the fonts that had to be renamed."""
    merged = {kind: dict(value.items()) for kind, value in form.get("/DR", Dictionary()).items() if _is_map(value)}
    renamed = {}
    for kind, value in theirs.get("/DR", Dictionary()).items():
        for name, thing in value.items() if _is_map(value) else ():
            held = merged.setdefault(kind, {})
            free = (
                name
                if name not in held or is_same_object(held[name], thing)
                else "/" + free_name(name[1:], [n[1:] for n in held])
            )
            held[free] = thing
            if kind == "/Font" and free != name:
                renamed[name] = free
    if merged:
        form.DR = Dictionary({kind: Dictionary(held) for kind, held in merged.items()})
    return renamed


def _is_map(value: Object) -> bool:
    return isinstance(value, Dictionary)


def _restyled(appearance: str, fonts: dict[str, str]) -> str:
    return re.sub(r"/[^\s/]+", lambda name: fonts.get(name.group(), name.group()), appearance)


def _add_layers(report: Pdf, theirs: Object) -> None:
    if "/OCProperties" not in report.Root:
        report.Root.OCProperties = theirs
        return
    mine = report.Root.OCProperties
    shown = Dictionary(dict(mine.get("/D", Dictionary()).items()))
    for key in _LISTS:
        both = [*shown.get(key, Array()), *theirs.get("/D", Dictionary()).get(key, Array())]
        if both:
            shown[key] = Array(both)
    key, layers = ("/ON", _shown(theirs)) if _base_is_off(mine) else ("/OFF", _hidden(theirs))
    if layers:
        shown[key] = Array([*shown.get(key, Array()), *layers])
    every = Array([*mine.OCGs, *theirs.OCGs])
    report.Root.OCProperties = Dictionary(dict(mine.items()) | {"/OCGs": every, "/D": shown})


def _base_is_off(layers: Object) -> bool:
    return str(layers.get("/D", Dictionary()).get("/BaseState", "/ON")) == "/OFF"


def _hidden(layers: Object) -> list[Object]:
    """The layers that a document does not show: those that are off, or, if all are unless named, not on."""
    if not _base_is_off(layers):
        return list(layers.get("/D", Dictionary()).get("/OFF", Array()))
    shown = {layer.objgen for layer in _shown(layers)}
    return [layer for layer in layers.OCGs if layer.objgen not in shown]


def _shown(layers: Object) -> list[Object]:
    if _base_is_off(layers):
        return list(layers.D.get("/ON", Array()))
    hidden = {layer.objgen for layer in layers.get("/D", Dictionary()).get("/OFF", Array())}
    return [layer for layer in layers.OCGs if layer.objgen not in hidden]
