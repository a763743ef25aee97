"""The source of both packages → its syntax trees and their nodes, read once for all tests of a process."""

from __future__ import annotations

import ast
import gc
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from tests.paths import ROOT

SOURCE = ROOT / "src"


@cache
def trees() -> Mapping[Path, ast.Module]:
    """The tree of each file, in the order of their paths. They stay, so the collector need not look through them."""
    files = sorted(SOURCE.rglob("*.py"))
    gc.disable()
    try:
        parsed = {file: ast.parse(file.read_text(encoding="utf-8")) for file in files}
        gc.freeze()
    finally:
        gc.enable()
    return parsed


@cache
def nodes() -> Mapping[Path, Sequence[ast.AST]]:
    """All nodes of each file, as `ast.walk` gives them."""
    return {file: tuple(ast.walk(tree)) for file, tree in trees().items()}
