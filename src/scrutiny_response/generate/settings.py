"""What all assessments of a run share: the framework and the templates, as they lie on disk, and their hashes."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engross import files
from engross.problems import FilePlace, Problem, Refused
from scrutiny_response.intake import CycleFile, FrameworkFile
from scrutiny_response.store.manifest import RecordedFramework

if TYPE_CHECKING:
    from scrutiny_response.domain.framework import Framework


@dataclass(frozen=True, slots=True)
class TemplateFile:
    """A Word template as it lies on disk: the name by which assessments ask for it, its path and its bytes."""

    name: str
    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Settings:
    """What all assessments of a run share. `staging` is the folder for documents; without it, they are handed back.

    `replaced` has the date of what a corrected document replaces, by its reference and its name.
    """

    framework_file: FrameworkFile
    templates: tuple[TemplateFile, ...]
    staging: Path | None = None
    replaced: Mapping[tuple[str, str], dt.date] = field(default_factory=dict)

    @property
    def framework(self) -> Framework:
        """What the framework file says; Refused with every problem in it."""
        from scrutiny_response.intake import framework_in  # noqa: PLC0415  # what reads YAML takes long to load

        return framework_in(self.framework_file)


def hash_of(data: bytes) -> str:
    """Return the SHA-256 of some bytes, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def recorded(file: FrameworkFile, last: RecordedFramework) -> RecordedFramework:
    """Return what is recorded of a framework file, which is read only if it is not the `last` one.

    Raises Refused with every problem in it.
    """
    hash_ = hash_of(file.data)
    if hash_ == last.hash:
        return last
    from scrutiny_response.intake import framework_in  # noqa: PLC0415  # what reads YAML takes long to load

    framework = framework_in(file)
    return RecordedFramework(hash_, framework.version, {level.id: level.name for level in framework.levels})


def cycle_hash(cycle: CycleFile) -> str:
    """Return the SHA-256 of a cycle file; empty if there is none."""
    return hash_of(cycle.data) if cycle.data is not None else ""


def read_templates(folder: Path) -> tuple[TemplateFile, ...]:
    """Every Word template in a folder by its name; Refused if there is none or one cannot be read."""
    paths = [path for path in sorted(folder.glob("*.docx")) if not path.name.startswith(("~$", "."))]
    if not paths:
        hint = "put the Word templates there, or name their folder with --templates"
        raise Refused([Problem("no-templates", FilePlace(str(folder)), "there is no Word template here", hint)])
    try:
        return tuple(TemplateFile(path.stem, str(path), files.read_file(path)) for path in paths)
    except OSError as error:
        message = f"the template cannot be read: {error.strerror}"
        raise Refused([Problem("unreadable-file", FilePlace(str(error.filename)), message, "check it")]) from error
