"""What two plans have brought into the report's form, layers and old destinations → the same without one of them.

These lie in one dictionary each, in which the plans' entries are mingled with the report's. Each mark holds that
dictionary as it was before its plan came, so that what a plan brought is what the next mark's has more.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable

from msgspec import Struct
from pikepdf import Array, Dictionary, Object, Pdf

from engross.pdf.open_pdf import fields
from engross.pdf.structure_tree import DIRECT, MOST_DEEP, put


class _Kind(Struct, frozen=True):
    """An entry of the catalog: what tells the things in it apart, and how it reads without some of them."""

    entry: str
    things: Callable[[Object], set[Hashable]]
    without: Callable[[Object, Collection[Hashable]], Object]


def separate(report: Pdf, listed: list[Object], place: int) -> None:
    """Let the marks after the one at a place, counted from the last, hold nothing of its plan.

    That mark holds afterwards what the report is to have without its plan.
    """
    for kind in _KINDS:
        own, others = listed[place], [mark for mark in reversed(listed[:place]) if f"/Has{kind.entry}" in mark]
        if f"/Has{kind.entry}" in own and others:
            _separate(report, kind, own, others)


def _separate(report: Pdf, kind: _Kind, own: Object, others: list[Object]) -> None:
    """Separate what one plan brought from what the plans after it did; `others` are their marks, the next one first."""
    key, old = f"/{kind.entry}", f"/Old{kind.entry}"
    without_both = own.get(old)
    brought = kind.things(others[0][old]) - (kind.things(without_both) if without_both is not None else set())
    put(others[0], old, without_both)
    for later in others[1:]:
        later[old] = report.make_indirect(kind.without(later[old], brought))
    own[old] = report.make_indirect(kind.without(report.Root[key], brought))


def _fields(form: Object) -> set[Hashable]:
    return {_name(field) for field in fields(form)}


def _name(field: Object) -> Hashable:
    """What tells a field from others: its number, or, if it is no object of its own, its name, which is unique."""
    return field.objgen if field.objgen != DIRECT else str(field.get("/T", ""))


def _form_without(form: Object, brought: Collection[Hashable]) -> Object:
    left = dict(form.items())
    for key in ("/Fields", "/CO"):
        if key in left:
            left[key] = Array([field for field in left[key] if _name(field) not in brought])
    return Dictionary(left)


def _layers(properties: Object) -> set[Hashable]:
    return {layer.objgen for layer in properties.get("/OCGs", Array())}


def _layers_without(properties: Object, brought: Collection[Hashable]) -> Object:
    """The layers without some of them, in all the lists in which they stand (ISO 32000-1, 8.11.4)."""
    return Dictionary({key: _pruned(value, brought) for key, value in properties.items()})


def _pruned(value: Object, brought: Collection[Hashable], depth: int = 0) -> Object:
    """A value without the layers; lists that held nothing else go with them, and so do dictionaries of such lists."""
    if depth < MOST_DEEP and isinstance(value, Array):
        left = [item for item in value if not (isinstance(item, Dictionary) and item.objgen in brought)]
        pruned = [(item, _pruned(item, brought, depth + 1)) for item in left]
        return Array([new for item, new in pruned if _holds_layers(new) or not _holds_layers(item)])
    if depth < MOST_DEEP and isinstance(value, Dictionary) and "/Type" not in value:
        return Dictionary({key: _pruned(item, brought, depth + 1) for key, item in value.items()})
    return value


def _holds_layers(value: Object) -> bool:
    if isinstance(value, Array):
        return any(map(_holds_layers, value))
    return isinstance(value, Dictionary) and ("/Type" in value or any(map(_holds_layers, dict(value.items()).values())))


def _destinations(named: Object) -> set[Hashable]:
    return set(named.keys())


def _destinations_without(named: Object, brought: Collection[Hashable]) -> Object:
    return Dictionary({key: value for key, value in named.items() if key not in brought})


_KINDS = (
    _Kind("AcroForm", _fields, _form_without),
    _Kind("OCProperties", _layers, _layers_without),
    _Kind("Dests", _destinations, _destinations_without),
)
