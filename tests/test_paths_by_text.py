"""Paths are compared, looked at and shown in one place each: the syntax trees of the program say so.

What a path is on a disk, a text does not say. `engross.paths` and `store/places.py` do; here is what all others may
not do. Where a text is what is meant, the tables below say why.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.source_trees import SOURCE, trees

MODULES = [
    path.relative_to(SOURCE).as_posix()
    for folder, pattern in (("scrutiny_response", "**/*.py"), ("engross", "*.py"), ("engross/pdf", "*.py"))
    for path in sorted((SOURCE / folder).glob(pattern))
]
ONE_PLACE = {"engross/paths.py", "scrutiny_response/store/places.py"}
NAMES = {"path", "paths", "folder", "target", "backup", "report", "plan"}
"""What paths are called, as names and as attributes."""
RAISING = {"exists", "is_dir", "is_file", "is_symlink", "resolve", "samefile", "glob", "rglob"}
"""Methods of a path that raise where a folder is closed or a name too long, or whose order differs by system."""

SHIPPED = "what is shipped with the software lies where it was installed"
OWN = "a folder of our own, with names that we gave"
RESOLVED_BY_US = {
    "scrutiny_response/resources.py": SHIPPED,
    "scrutiny_response/desk/pages.py": SHIPPED,
    "scrutiny_response/use_cases/emails/listing.py": SHIPPED,
    "scrutiny_response/use_cases/emails/run.py": "drafts in one folder of our own, by the names that we gave",
    "scrutiny_response/use_cases/overview/page.py": SHIPPED,
    "scrutiny_response/use_cases/attaching/sheets.py": SHIPPED,
    "scrutiny_response/use_cases/preview/page.py": SHIPPED,
    "engross/pdf/converter.py": OWN,
    "engross/pdf/pages.py": OWN,
    "engross/temporary.py": OWN,
    "scrutiny_response/intake/samples.py": SHIPPED,
    "scrutiny_response/use_cases/returned/page.py": SHIPPED,
    "scrutiny_response/use_cases/tracking/papers.py": SHIPPED,
    "scrutiny_response/generate/records.py": "the record's folders, whose names are made of references as file names are",
    "scrutiny_response/store/record.py": "the record's folders, whose names are made of references as file names are",
}
ONE_LIST = "texts of one list, each compared with itself"
KEYS = "the way to a value in a file: keys, and no names of files"
COMPARED_AS_TEXTS = {
    "scrutiny_response/intake/workbooks/form.py": KEYS,
    "scrutiny_response/intake/workbooks/sheet.py": KEYS,
    "scrutiny_response/use_cases/workbooks/merging.py": KEYS,
    "scrutiny_response/store/manifest.py": "of the documents with one key, the one that is spelled so comes first",
    "scrutiny_response/generate/planning.py": "whether the disk tells two names of one key apart was asked before",
    "scrutiny_response/generate/commit.py": ONE_LIST,
    "scrutiny_response/generate/final_records.py": ONE_LIST,
    "scrutiny_response/generate/run_journal.py": ONE_LIST,
    "scrutiny_response/intake/schema.py": "paths of keys in a file, and none of files",
    "scrutiny_response/intake/sources.py": "a folder named in two ways has its cycle file read twice, and told once",
    "scrutiny_response/use_cases/pdf_copies.py": ONE_LIST,
    "scrutiny_response/use_cases/restyle.py": ONE_LIST,
    "scrutiny_response/use_cases/calendars/make.py": ONE_LIST,
    "scrutiny_response/domain/contradictions/second_look.py": "paths of keys in a file, and none of files",
    "scrutiny_response/generate/records.py": "folders as one reading of the record gives them",
    "scrutiny_response/intake/events.py": "folders as one reading of the record gives them",
    "scrutiny_response/intake/files.py": ONE_LIST,
    "scrutiny_response/use_cases/returned/whose.py": "plans of one record, and none of files",
    "scrutiny_response/use_cases/verify.py": "paths of one manifest, as it spells them",
}
HASHED = "a document in the output folder, hashed: a path takes longer to make"
JOINED_AS_TEXTS = {
    "scrutiny_response/cli/reports": "what was typed, and behind it a path inside that folder with `/` on every system",
    "scrutiny_response/generate/entries.py": HASHED,
    "scrutiny_response/store/recovery.py": HASHED,
}


def is_path(node: ast.expr) -> bool:
    """Whether an expression is a path, by its name."""
    name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
    return name in NAMES


def comparisons(tree: ast.AST) -> Iterator[str]:
    """Yield where paths are compared by their texts."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare) and not any(isinstance(each, ast.Constant) for each in node.comparators):
            by_text = any(isinstance(operator, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for operator in node.ops)
            if is_path(node.left) and by_text:
                yield f"{node.lineno}: {ast.unparse(node)}"


def raising(tree: ast.AST) -> Iterator[str]:
    """Yield where a path's own method is called that `engross.paths` stands for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            is_ours = ast.unparse(node.func.value) in {"paths", "entry"}  # the last is one of a folder just listed
            if node.func.attr in RAISING and not is_ours:
                yield f"{node.lineno}: {ast.unparse(node)}"


def joined(tree: ast.AST) -> Iterator[str]:
    """Yield where a path is put together from texts, and begins with a folder."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
            first, second = node.values[:2]
            is_step = isinstance(second, ast.Constant) and str(second.value).startswith("/")
            if isinstance(first, ast.FormattedValue) and is_path(first.value) and is_step:
                yield f"{node.lineno}: {ast.unparse(node)}"


def shown(tree: ast.AST) -> Iterator[str]:
    """Yield where a problem's place has the separators of the system."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("FilePlace"):
            words = (word for word in node.args if isinstance(word, ast.Call))
            yield from (f"{node.lineno}: {ast.unparse(node)}" for word in words if ast.unparse(word.func) == "str")


def tree_of(module: str) -> ast.AST:
    return trees()[Path(SOURCE, module)]


@pytest.mark.parametrize("module", [module for module in MODULES if module not in ONE_PLACE])
def test_paths_are_what_the_disk_takes_them_for(module: str) -> None:
    tree = tree_of(module)
    assert module in COMPARED_AS_TEXTS or list(comparisons(tree)) == []
    assert module in RESOLVED_BY_US or list(raising(tree)) == []
    assert module.startswith(tuple(JOINED_AS_TEXTS)) or list(joined(tree)) == []
    assert list(shown(tree)) == []


def test_each_of_these_is_seen() -> None:
    tree = ast.parse(
        'path == other; path not in others; path.exists(); folder.rglob("*"); f"{self.folder}/{name}"; '
        "FilePlace(str(target)); path == ''; name.casefold()"
    )
    assert list(comparisons(tree)) == ["1: path == other", "1: path not in others"]
    assert list(raising(tree)) == ["1: path.exists()", "1: folder.rglob('*')"]
    assert list(joined(tree)) == ["1: f'{self.folder}/{name}'"]
    assert list(shown(tree)) == ["1: FilePlace(str(target))"]


def test_every_exception_is_still_needed() -> None:
    for exceptions, kind in ((COMPARED_AS_TEXTS, comparisons), (RESOLVED_BY_US, raising)):
        assert [module for module in exceptions if not list(kind(tree_of(module)))] == []
