"""A folder with the templates of pages → what fills them in: a value is text, and a name that is not there a fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from jinja2 import Environment, FileSystemLoader, StrictUndefined

Filters = Mapping[str, Callable[..., object]]
_NONE: Filters = MappingProxyType({})


def pages_in(folder: Path, filters: Filters = _NONE) -> Environment:
    """Return what fills in the pages of a folder, with these filters beside Jinja's own."""
    environment = Environment(
        loader=FileSystemLoader(folder),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= filters
    return environment
