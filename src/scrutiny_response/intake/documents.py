"""One file on disk → the tree of its keys and values, or every problem that keeps it from being one."""

from __future__ import annotations

from pathlib import Path

from engross.problems import FilePlace, Problem
from scrutiny_response.intake.decoding import decoded
from scrutiny_response.intake.disk import read_bytes
from scrutiny_response.intake.faults import Fault
from scrutiny_response.intake.tree import Map, Source, place_of
from scrutiny_response.intake.yaml_text import composed

_COPY = "copy a sample file and change it"


def read_tree(path: Path) -> tuple[Map | None, list[Problem]]:
    """Return the keys and values of a YAML or JSON file; None if it cannot be read to its end."""
    data = read_bytes(path)
    return (None, [data]) if isinstance(data, Problem) else tree_of(data, path.as_posix())


def tree_of(data: bytes, file: str) -> tuple[Map | None, list[Problem]]:
    """Return the keys and values in the bytes of a YAML or JSON file called `file`."""
    text, problems = decoded(data, file)
    if problems and not text:
        return None, problems
    source = Source(file, tuple(text.split("\n")))
    root, faults = composed(text, source)
    problems = [*problems, *faults]
    if isinstance(root, Map):
        return root, problems
    if root is None and not faults:
        problems.append(Problem("empty-file", FilePlace(file), "the file says nothing", _COPY))
    elif root is not None:
        message = "the file begins with a list or a text, where keys such as `reference: ...` were expected"
        problems.append(Problem("no-keys", root.place, message, _COPY))
    return None, problems


def problem_of(fault: Fault, root: Map) -> Problem:
    """Return a fault of shape with its place: of the key, where the key is wrong, otherwise of the value."""
    place = fault.key.place if fault.key is not None else place_of(root, fault.path)
    return Problem(fault.id, place, fault.message, fault.hint)
