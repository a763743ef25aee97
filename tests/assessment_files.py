"""An assessment → the YAML file that says it, so that tests begin where people do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import yaml
from msgspec import Struct

from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.timeframes import Length, Span


def write(folder: Path, name: str, assessment: Assessment) -> Path:
    """Put the assessment's file into the folder, under this name with `.yaml`."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(as_yaml(assessment), encoding="utf-8")
    return path


def as_yaml(assessment: Assessment) -> str:
    """The file's text; what is empty is left out."""
    document = _plain(assessment)
    document["criteria"] = {answer.pop("criterion"): answer for answer in document["criteria"]}
    document.get("monitoring", {}).pop("proposed", None)
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False)


def _plain(value: object) -> Any:
    if isinstance(value, Length):
        return str(value)
    if isinstance(value, Span):
        return f"{value.first} to {value.last}"
    if isinstance(value, Struct):
        document = {name: _plain(getattr(value, name)) for name in value.__struct_fields__}
        return {key: plain for key, plain in document.items() if plain is not None and plain not in ([], {})}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    assert isinstance(value, str | bool | int | dt.date | None | Mapping)
    return value
