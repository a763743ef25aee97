"""Any text comes through verbatim, and no bytes whatever give a traceback."""

from __future__ import annotations

import copy
import datetime as dt
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engross.problems import Problem, Severity, TextPlace
from scrutiny_response.intake import Reading
from scrutiny_response.intake.decoding import unholdable
from tests.scrutiny_response.intake.reading import PLAINEST, beside_the_cycle, reading

PLAIN: Any = yaml.load(PLAINEST.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - it builds texts only
BYTES = PLAINEST.read_bytes()

holdable = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda it: not unholdable(it))
texts = holdable.filter(str.strip)
lines = texts.filter(lambda it: not {"\n", "\t"} & set(it))


@pytest.fixture(scope="module")
def folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        yield Path(name)


def with_texts(finding: str, title: str) -> Any:
    area = {**PLAIN["areas"][0], "finding": finding}
    return {**PLAIN, "areas": [area], "inspection": {**PLAIN["inspection"], "title": title}}


def errors(result: Reading) -> list[Problem]:
    """What refuses the file; any text may look like a placeholder, which is a warning."""
    return [problem for problem in result.problems if problem.severity is Severity.ERROR]


@given(finding=texts, title=lines)
def test_any_text_comes_through_yaml_verbatim(folder: Path, finding: str, title: str) -> None:
    written = yaml.safe_dump(with_texts(finding, title), allow_unicode=True)
    result = reading(beside_the_cycle(folder, "one.yaml", written))
    assert errors(result) == []
    assert result.assessment is not None
    assert result.assessment.areas[0].finding == finding
    assert result.assessment.inspection.title == title


@given(finding=texts, title=lines, is_ascii=st.booleans())
def test_any_text_comes_through_json_verbatim(folder: Path, finding: str, title: str, is_ascii: bool) -> None:
    written = json.dumps(with_texts(finding, title), ensure_ascii=is_ascii)
    result = reading(beside_the_cycle(folder, "one.json", written))
    assert errors(result) == []
    assert result.assessment is not None
    assert result.assessment.areas[0].finding == finding
    assert result.assessment.inspection.title == title


JUNK = st.sampled_from([None, "", "x", "2026-02-30", "2026-12-31", "0 weeks", "met", [], ["x", None], {}, {"x": "y"}])


@st.composite
def misshapen(draw: st.DrawFn) -> Any:
    """Sound data with one or two values, at any depth, taken out or replaced."""
    data = copy.deepcopy(PLAIN)
    for _ in range(draw(st.integers(1, 2))):
        around: Any = data
        key = draw(st.sampled_from(sorted(around)))
        while isinstance(around[key], dict | list) and around[key] and draw(st.booleans()):
            around = around[key]
            key = draw(st.sampled_from(sorted(around) if isinstance(around, dict) else range(len(around))))
        around[key] = copy.deepcopy(draw(JUNK))
    return data


@given(data=misshapen())
def test_no_shape_gives_a_traceback_and_nothing_unsound_is_handed_on(folder: Path, data: Any) -> None:
    result = reading(beside_the_cycle(folder, "one.yaml", yaml.safe_dump(data, allow_unicode=True)))
    assert (result.assessment is None) == bool(errors(result))
    if result.assessment:
        assert result.assessment.reference
        assert result.assessment.inspection.started > dt.date.min


PIECES = (
    *("&a ", "*a", "!!x ", "<<: ", "\t", "---\n", "...\n", "{", "[", "]", "}", "\ufeff", '"', "'", "- ", ": ", "#3"),
    *("| \n", "? ", "%YAML 9.9\n", "~", "\r", "\u2028", "\n\n", "no", "\0", "\x07", "\ufffd", "\\ud800", '"\\ud83d'),
)
fragments = st.sampled_from([piece.encode() for piece in PIECES]) | st.binary(max_size=4)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A sound file with a few pieces cut out or replaced."""
    data = BYTES
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = start + draw(st.integers(0, 20))
        data = data[:start] + draw(fragments) + data[end:]
    return data


@given(data=damaged() | st.binary())
def test_no_bytes_give_a_traceback_and_every_problem_has_a_place_in_the_file(folder: Path, data: bytes) -> None:
    result = reading(beside_the_cycle(folder, "one.yaml", data))
    assert (result.assessment is None) == bool(errors(result))
    for problem in result.problems:
        assert problem.message
        assert problem.hint
        if isinstance(problem.place, TextPlace):
            lines_there = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
            assert 1 <= problem.place.line <= len(lines_there)
            assert 1 <= problem.place.column <= len(problem.place.text) + 1
