"""The project's own papers name only what exists, and what runs before a merge is what the README says."""

from __future__ import annotations

import ast
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _sessions() -> set[str]:
    tree = ast.parse((ROOT / "noxfile.py").read_text(encoding="utf-8"))
    functions = (node for node in tree.body if isinstance(node, ast.FunctionDef) and node.decorator_list)
    return {function.name for function in functions}


def test_the_workshop_has_the_sessions_that_the_papers_speak_of() -> None:
    assert _sessions() == {"lint", "types", "layers", "tests", "wheel", "soak", "bench"}


def test_the_module_that_prints_is_the_only_exception_to_the_rule_against_printing() -> None:
    exceptions = PYPROJECT["tool"]["ruff"]["lint"]["per-file-ignores"]
    assert [path for path, rules in exceptions.items() if "T201" in rules] == ["src/scrutiny_response/cli.py"]
