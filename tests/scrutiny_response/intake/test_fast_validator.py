"""Whether a tree is sound is said fast and in the same sense as by the library that says what is wrong with it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_response import resources
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.schema import schema
from scrutiny_response.intake.validator import validator
from tests.scrutiny_response.intake.reading import ACCEPTED, REFUSED

FILES = sorted([*resources.inputs().glob("*.yaml"), *ACCEPTED.glob("*.yaml"), *REFUSED.glob("*.yaml")])
VALUES = [
    "",
    "~",
    "[]",
    "{}",
    "[~]",
    "[letter, letter]",
    "yes",
    "true",
    "-1",
    "7",
    "1.5",
    "2026-02-30",
    "2026-03-02",
    '""',
]


def _said(text: str, name: str) -> tuple[bool, bool] | None:
    """What the fast way says and what the library says; None where there is no tree."""
    root, _ = tree_of(text.encode(), "a.yaml")
    rules = schema(name)
    return root if root is None else (rules.is_valid(root), not list(validator(rules.document).iter_errors(root)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_case_is_valid_or_not_in_both_ways(path: Path) -> None:
    name = "cycle" if path.stem == "cycle" else "assessment"
    said = _said(path.read_bytes().decode("utf-8", "replace"), name)
    assert said is None or said[0] == said[1]


@given(st.sampled_from(FILES), st.integers(0, 10_000), st.sampled_from(VALUES) | st.text(max_size=12))
def test_every_change_of_a_line_is_valid_or_not_in_both_ways(path: Path, seed: int, value: str) -> None:
    lines = path.read_bytes().decode("utf-8", "replace").split("\n")
    number = random.Random(seed).randrange(len(lines))  # noqa: S311  # no secret
    key, colon, _ = lines[number].partition(":")
    lines[number] = f"{key}{colon} {value}" if seed % 3 else ""
    said = _said("\n".join(lines), "cycle" if path.stem == "cycle" else "assessment")
    assert said is None or said[0] == said[1]


def test_both_ways_are_met_by_the_cases() -> None:
    said = [_said(path.read_bytes().decode("utf-8", "replace"), "assessment") for path in FILES]
    assert {each for each in said if each} == {(True, True), (False, False)}
