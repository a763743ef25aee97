"""Plain values of an event → YAML as it lies in the record; by itself, since it loads the YAML library."""

from __future__ import annotations

import yaml


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
