"""An event → YAML as it lies in the record; by itself, since it loads the YAML library and every kind of event."""

from __future__ import annotations

import sys
from typing import Any

import yaml
from msgspec import Struct
from msgspec.structs import asdict

from scrutiny_response.domain.events import Event
from scrutiny_response.domain.timeframes import Length, Span


def as_yaml(event: Event) -> str:
    """Return an event as the text of its file: what happened first; what is not given is left out."""
    values = {"event": event.kind, **_plain(event)}
    return str(yaml.dump(values, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=sys.maxsize))


def _plain(value: Any) -> Any:
    """Return a value of an event as plain values; what is empty is left out of its group."""
    if isinstance(value, Span):
        return f"{value.first} to {value.last}"
    if isinstance(value, Length):
        return str(value)
    if isinstance(value, Struct):
        held = asdict(value)
        return {name: _plain(each) for name, each in held.items() if each not in (None, (), False)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, str) else value


class Dumper(yaml.SafeDumper):
    """Values written out each time, and the items of lists further in than their key."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  # the library's own
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002  # likewise
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    is_laid_out = "\n" in value and value == value.strip()
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if is_laid_out else None)


Dumper.add_representer(str, _text)
