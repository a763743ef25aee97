"""The catalogue of errors: a case for each identifier, and no identifier without a case."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engross.word.refusals import CATALOGUE, WITHOUT_CASE, cases, catalogue
from tests.source_trees import SOURCE, nodes

ENGINE = SOURCE / "engross/word"
OTHER_ROOMS = {
    "accessibility",
    "attach",
    "scrub.py",
    "unfinished.py",
    "embedded.py",
    "issue.py",
    "formatting",
    "restyle",
    "reading",
}
"""What is not about templates and their values."""
REPORTING = {"report", "Fate", "ValueRefused", "TooLong", "Problem", "refuse", "_refuse", "error", "_wrong"}
IDENTIFIER = re.compile(r"[a-z]+(-[a-z]+)*")


def identifiers() -> set[str]:
    """The identifiers in the source: what is handed to a function that reports, and what stands first in a tuple."""
    found = {"unknown-filter", "unknown-test", "not-a-text"}
    for file, whole in nodes().items():
        if file.is_relative_to(ENGINE) and not OTHER_ROOMS & set(file.relative_to(ENGINE).parts):
            for node in whole:
                found |= {text for text in _named(node) if IDENTIFIER.fullmatch(text)}
    return found


def _named(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        called = getattr(node.func, "attr", getattr(node.func, "id", ""))
        given = node.args[:2] if called in REPORTING else []
        yield from _texts([*given, *(each.value for each in node.keywords if each.arg == "fault")])
    elif isinstance(node, ast.Tuple) and len(node.elts) in {3, 4}:
        yield from (text for text in _texts(node.elts[:1]) if "-" in text)


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    return (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("pictures")


def test_each_case_is_refused_for_the_reason_that_it_is_a_case_of(folder: Path) -> None:
    missed = {case.id: [str(each) for each in case.problems()] for case in cases(folder)}
    wrong = {case.id: missed[case.id] for case in cases(folder) if case.id not in {each.id for each in case.problems()}}
    assert wrong == {}


def test_every_identifier_of_the_engine_has_a_case(folder: Path) -> None:
    assert {case.id for case in cases(folder)} | set(WITHOUT_CASE) == identifiers()


def test_every_message_says_what_to_do(folder: Path) -> None:
    assert [case.id for case in cases(folder) if not all(each.hint for each in case.problems())] == []


def test_the_catalogue_is_as_the_cases_are(folder: Path) -> None:
    assert CATALOGUE.read_text(encoding="utf-8") == catalogue(folder), "run: python -m tests.engross.word.refusals"
