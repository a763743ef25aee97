"""A template, or the folder of the assessments → the values of the office's own that its cycle file declares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engross import paths
from engross.problems import Refused
from scrutiny_response.domain.further import Declarations
from scrutiny_response.generate.declared import declared_in, declaring
from scrutiny_response.intake import find_cycle

_INPUTS = Path("inputs")
"""What the folder of the assessments is usually called."""


def declared_for(template: Path | None, inputs: Path | None = None) -> Declarations:
    """Return what the cycle file declares of the cycle to which a template belongs.

    The folder of the assessments is the one that is named (`inputs`), else the folder `inputs` beside the templates'
    folder, else the one here. Raise Refused with what is wrong with the declarations, or why they cannot be read.
    """
    folders = [inputs] if inputs else list(_usual(template))
    folder = next((folder for folder in folders if paths.is_folder(folder) or paths.is_file(folder)), None)
    if folder is None:
        return ()
    if problem := find_cycle(folder if paths.is_folder(folder) else folder.parent).problem:
        raise Refused([problem])
    return declared_in(declaring([folder], ()))


def _usual(template: Path | None) -> Iterator[Path]:
    if template is not None:
        yield Path(paths.real(template)).parent.parent / _INPUTS
    yield _INPUTS
