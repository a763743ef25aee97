"""A word as people name an assessment → the files that it means: by reference, by partnership or by file name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from engross import paths
from engross.problems import Problem
from scrutiny_response.intake.documents import read_tree
from scrutiny_response.intake.files import assessment_files
from scrutiny_response.intake.tree import Map, Text


class Named(NamedTuple):
    """An assessment file by what people call it: its reference and its partnership, empty where they cannot be read."""

    file: str
    reference: str
    partnership: str


def meant(word: str, folder: Path) -> tuple[Named, ...]:
    """Return each assessment of a folder that a whole reference, partnership or file name means, capitals apart."""
    wanted = " ".join(word.split()).casefold()
    return tuple(
        named
        for named in all_named(folder)
        if wanted in {named.reference.casefold(), named.partnership.casefold(), *_file_names(named.file)}
    )


def all_named(folder: Path) -> Iterator[Named]:
    """Yield each assessment of a folder by what people call it; none if there is no such folder."""
    for file in assessment_files([folder]) if paths.is_folder(folder) else ():
        if isinstance(file, str):
            root, _ = read_tree(Path(file))
            partnership = root.get(Text("partnership")) if root is not None else None
            name = partnership.get(Text("name")) if isinstance(partnership, Map) else None
            yield Named(file, _words(root.get(Text("reference")) if root is not None else None), _words(name))


def unread(folder: Path) -> Iterator[str]:
    """Yield each assessment of a folder that cannot be read, so that nobody knows what it is called."""
    for file in assessment_files([folder]) if paths.is_folder(folder) else ():
        if isinstance(file, Problem):
            if file.id in {"broken-link", "unreadable-folder"}:
                yield str(file.place)
        elif read_tree(Path(file))[0] is None:
            yield Path(file).as_posix()


def _words(node: object) -> str:
    return " ".join(node.split()) if isinstance(node, Text) else ""


def _file_names(file: str) -> set[str]:
    return {Path(file).name.casefold(), Path(file).stem.casefold()}
