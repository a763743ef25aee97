"""The installed package → the folders and files shipped with it.

A wheel carries schemas, templates and sample inputs in `scrutiny_response/shipped`; an editable install finds them
at the top of the repository, where they are edited.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def schemas() -> Path:
    """Return the folder of the JSON schemas."""
    return _folder("schemas")


def templates() -> Path:
    """Return the folder of the Word templates."""
    return _folder("templates")


def inputs() -> Path:
    """Return the folder of the sample cycle's assessment files."""
    return _folder("inputs")


def framework() -> Path:
    """Return the framework's own data, used if no other framework is given."""
    return _PACKAGE / "framework.yaml"


def problem_catalogue() -> Path:
    """Return what each identifier of a problem means, as JSON; the tests write it (`tests/problem_ids.py`)."""
    return _PACKAGE / "problem_catalogue.json"


def _folder(name: str) -> Path:
    """FileNotFoundError where the installation is incomplete: that is a fault of ours, and keeps its traceback."""
    for folder in (_PACKAGE / "shipped" / name, _PACKAGE.parents[1] / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the folder {name} is missing from this installation of scrutiny-response")
