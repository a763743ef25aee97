"""A type → the names of its fields, if its values are groups of named fields: a dataclass, or a Struct of msgspec.

`dataclasses` takes longer to load than most of this software, so it is loaded for dataclasses only.
"""

from __future__ import annotations


def is_record(kind: type) -> bool:
    """Return whether values of this type are groups of named fields."""
    return hasattr(kind, "__struct_fields__") or hasattr(kind, "__dataclass_fields__")


def field_names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of such a type, in their order."""
    names: tuple[str, ...] | None = getattr(kind, "__struct_fields__", None)
    if names is not None:
        return names
    from dataclasses import fields  # noqa: PLC0415  # see above

    return tuple(field.name for field in fields(kind))
