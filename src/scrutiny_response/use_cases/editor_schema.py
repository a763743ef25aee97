"""The folder of the assessments → the schemas that editors complete with, with what its cycle file declares."""

from __future__ import annotations

import json
from pathlib import Path

from msgspec import Struct

from engross import paths
from engross.problems import Problem, Refused
from scrutiny_response import resources
from scrutiny_response.domain.further import Declarations
from scrutiny_response.intake.schema import assessment_document
from scrutiny_response.store import staging, whole_files
from scrutiny_response.use_cases.declared_values import declared_for

SCHEMAS = "schemas"
"""The folder of the schemas, in the cycle's folder."""
ASSESSMENT, CYCLE = "assessment.schema.json", "cycle.schema.json"


class SchemaWritten(Struct, frozen=True):
    """The schema of an assessment: where it lies, the values of the office's own in it, and whether it was written."""

    path: Path
    declared: Declarations
    is_written: bool


def write_schema(inputs: Path) -> SchemaWritten:
    """Write the schema of the assessments in a folder into the cycle's folder `schemas`, if it is not so already.

    That of the cycle file goes with it where it is not there. Raise Refused if the declarations of the cycle file are
    wrong, or if a file cannot be written.
    """
    declared = declared_for(None, inputs)
    folder = Path(paths.real(inputs if paths.is_folder(inputs) else inputs.parent)).parent / SCHEMAS
    written = _written(folder, ASSESSMENT, as_file(declared))
    if not paths.is_taken(folder / CYCLE):
        _written(folder, CYCLE, (resources.schemas() / CYCLE).read_bytes())
    return SchemaWritten(folder / ASSESSMENT, declared, written)


def as_file(declared: Declarations) -> bytes:
    """Return the schema of an assessment as its file holds it."""
    return (json.dumps(assessment_document(declared), ensure_ascii=False, indent=2) + "\n").encode()


def _written(folder: Path, name: str, data: bytes) -> bool:
    path = folder / name
    there = staging.read(path) if paths.is_file(path) else b""
    if isinstance(there, Problem):
        raise Refused([there])
    if there == data:
        return False
    if problem := whole_files.write(folder, name, data):
        raise Refused([problem])
    return True
