"""A template's file → the HTML file of its preview, made once, or again each time that the template is saved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec.structs import replace

from engross import files, paths
from engross.problems import FilePlace, Problem
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases.preview.page import html, version_file
from scrutiny_response.use_cases.preview.pages import Preview, preview
from scrutiny_response.use_cases.preview.watch import Save, saves

_LOCK = "~$"


def write_preview(template: Path, sample: Path, to: Path) -> Preview:
    """Write the preview of a template, filled with an assessment; what cannot be done is a problem in it."""
    file = template.as_posix()
    if template.name.startswith(_LOCK):
        message = "this is no template, but the mark with which Word says that one is open"
        hint = "name the template itself, whose name has other letters in front"
        return Preview(
            file=file, sample=sample.as_posix(), problems=(Problem("lock-file", FilePlace(file), message, hint),)
        )
    try:
        data = files.read_file(template)
    except OSError as error:
        message = f"the template cannot be read ({paths.reason(error)})"
        problem = Problem("unreadable-file", FilePlace(file), message, "check its name and its permissions")
        return Preview(file=file, sample=sample.as_posix(), problems=(problem,))
    shown = preview(data, file, sample)
    return _written(shown, to, html(shown))


def watch_preview(
    template: Path, sample: Path, to: Path, seen: Iterable[Save] | None = None
) -> Iterator[Preview | None]:
    """Yield the preview now and after each save of the template, without end; None if the save is long in coming.

    While it is watched, the HTML file shows itself anew; when watching ends, it is left without a script, and the
    small file beside it is taken away. `seen` stands in for the saves in tests.
    """
    beside = to.with_name(f"{to.name}.js")
    last: Preview | None = None
    version = 0
    try:
        for one in seen if seen is not None else saves(template):
            if one.data is None:
                yield None
                continue
            version += 1
            last = preview(one.data, template.as_posix(), sample, more_to_come=True)
            written = _written(last, to, html(last, version=version, beside=beside.name))
            whole_files.write(beside.parent, beside.name, version_file(version).encode())
            yield written
    finally:
        if last is not None:
            whole_files.write(to.parent, to.name, html(last).encode())
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def _written(shown: Preview, to: Path, page: str) -> Preview:
    unwritten = whole_files.write(to.parent, to.name, page.encode())
    return replace(shown, problems=(*shown.problems, unwritten)) if unwritten else shown
