"""What all assessments of a run share: the framework and the templates, as they lie on disk, and their hashes."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from engross import files, paths
from engross.files import hash_of
from engross.problems import FilePlace, Problem, Refused, Severity, collect
from scrutiny_response.generate.declared import declared_in
from scrutiny_response.intake import CycleFile, FrameworkFile
from scrutiny_response.intake.file_names import copied_templates, own_templates, stem
from scrutiny_response.store.manifest import RecordedFramework

if TYPE_CHECKING:
    from scrutiny_response.domain.framework import Framework
    from scrutiny_response.domain.further import Declarations
    from scrutiny_response.domain.history import Replaced


class TemplateFile(NamedTuple):
    """A Word template as it lies on disk: the name by which assessments ask for it, its path and its bytes."""

    name: str
    file: str
    data: bytes


class Settings(NamedTuple):
    """What all assessments of a run share. `staging` is the folder for documents; without it, they are handed back.

    `replaced` has what a corrected document replaces, by its reference and its name. `cycles` are the cycle files, if
    one may declare values of the office's own. If `is_check`, documents are not made: it is only said what would refuse
    them; if `is_compared`, also what of each assessment the others may name.
    """

    framework_file: FrameworkFile
    templates: tuple[TemplateFile, ...]
    staging: Path | None = None
    replaced: Mapping[tuple[str, str], Replaced] = {}
    cycles: tuple[CycleFile, ...] = ()
    is_check: bool = False
    is_compared: bool = False

    @property
    def declared(self) -> Declarations:
        """The office's own values that templates may print; Refused if the cycle files declare differently."""
        return declared_in(self.cycles)

    @property
    def framework(self) -> Framework:
        """What the framework file says; Refused with every problem in it."""
        from scrutiny_response.intake import framework_in  # noqa: PLC0415  # what reads YAML takes long to load

        return framework_in(self.framework_file)


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


@lru_cache(maxsize=4)  # asked for each file of a folder
def cycle_hash(cycle: CycleFile) -> str:
    """Return the SHA-256 of a cycle file; empty if there is none."""
    return hash_of(cycle.data) if cycle.data is not None else ""


@lru_cache(maxsize=4)  # likewise
def signatures_hash(cycle: CycleFile) -> str | None:
    """Return a hash of the pictures of signatures beside a cycle file; None if there are none."""
    if not cycle.signatures:
        return None
    each = (f"{name}\0{hash_of(data) if isinstance(data, bytes) else data}" for name, data in cycle.signatures)
    return hash_of("\n".join(each).encode("utf-8", "surrogateescape"))


def read_templates(folder: Path) -> tuple[TemplateFile, ...]:
    """Every Word template in a folder by its name; Refused if there is none or one cannot be read."""
    try:
        names = own_templates(path.name for path in folder.iterdir())
    except (FileNotFoundError, NotADirectoryError, ValueError):
        names = []
    except OSError as error:
        message = f"the folder cannot be read: {paths.reason(error)}"
        hint = "check that you may open it, or name another folder with --templates"
        raise Refused([Problem("unreadable-folder", FilePlace(folder.as_posix()), message, hint)]) from error
    if not names:
        hint = "put the Word templates there, or name their folder with --templates"
        raise Refused([Problem("no-templates", FilePlace(folder.as_posix()), "there is no Word template here", hint)])
    repeated = [name for name, next_ in pairwise(sorted(names, key=paths.key)) if paths.key(name) == paths.key(next_)]
    if repeated:
        message = "more than one template here has this name, in capitals or small letters"
        place = FilePlace((folder / repeated[0]).as_posix())
        raise Refused([Problem("several-templates", place, message, "keep one of them")])
    return tuple(collect(partial(_template, folder / name) for name in names))


def _template(path: Path) -> TemplateFile:
    try:
        return TemplateFile(paths.composed(stem(path.name)), path.as_posix(), files.read_file(path))
    except OSError as error:
        message = f"the template cannot be read: {paths.reason(error)}"
        raise Refused([Problem("unreadable-file", FilePlace(path.as_posix()), message, "check it")]) from error


def copies_of_templates(folder: Path, only: str = "") -> tuple[Problem, ...]:
    """Return what is said of the files in a folder that are copies of templates, or `only` of the one of that name."""
    try:
        copies = copied_templates(path.name for path in folder.iterdir())
    except (OSError, ValueError):  # whoever reads the templates says so
        return ()
    return tuple(_copy(folder / name, original) for name, original in copies if only in {original, ""})


def _copy(path: Path, original: str) -> Problem:
    message = f"this is a copy of {original}, as OneDrive or Explorer makes them, and is passed over"
    hint = f"see which of the two is right, keep it as {original}, and move the other out of the folder"
    return Problem("copied-template", FilePlace(path.as_posix()), message, hint, Severity.WARNING)
