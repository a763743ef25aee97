"""A framework file is read as strictly as an assessment, and its contradictions have their places."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from engross.problems import Refused
from scrutiny_response import resources
from scrutiny_response.domain.framework import framework_from
from scrutiny_response.intake import read_framework
from tests.scrutiny_response.intake.reading import framework

SHIPPED = resources.framework().read_text(encoding="utf-8")


def said(folder: Path, written: str) -> list[str]:
    path = folder / "framework.yaml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_framework(path)
    return [str(problem).replace(f"{folder.as_posix()}/", "") for problem in refused.value.problems]


def line_of(text: str) -> int:
    return next(count for count, line in enumerate(SHIPPED.split("\n"), 1) if line.strip() == text)


def test_the_shipped_framework_is_read_as_any_yaml_reader_reads_it() -> None:
    assert framework() == framework_from(yaml.safe_load(SHIPPED))


def test_another_framework_is_read_from_its_file(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text(SHIPPED.replace('version: "2026.1"', "version: 2027"), encoding="utf-8")
    assert read_framework(path).version == "2027"


def test_a_band_that_is_missing_is_said_at_its_place(tmp_path: Path) -> None:
    line = line_of("levels:")
    assert said(tmp_path, SHIPPED.replace("counts: [4, 5]", "counts: [5]")) == [
        f"framework.yaml:{line}:1: framework-contradiction: no level is indicated where 4 of the 5 conditions are met; "
        "add 4 to the counts of one level\n    levels:\n    ^"
    ]


def test_every_fault_of_shape_is_said_at_once(tmp_path: Path) -> None:
    broken = SHIPPED.replace("order: 1", "order: first").replace("    counts: [4, 5]\n", "    count: [4, 5]\n")
    line = line_of("order: 1")
    assert said(tmp_path, broken) == [
        f"framework.yaml:{line}:12: wrong-kind: `order` is the text `first`, where a whole number was expected; "
        "write it in figures, without quotes\n        order: first\n               ^",
        f"framework.yaml:{line + 1}:5: unknown-key: `count` is not a key of this item of `levels`; "
        "did you mean `counts`?\n        count: [4, 5]\n        ^",
    ]


def test_a_framework_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        read_framework(tmp_path / "none.yaml")
    (problem,) = refused.value.problems
    assert problem.message == "the file cannot be read: No such file or directory"
    assert problem.hint == "see whether its folder or drive is still there, and try again"


def test_an_unreadable_framework_is_refused_before_anything_else_is_said(tmp_path: Path) -> None:
    assert said(tmp_path, "version: [\n") == [
        "framework.yaml:1:11: not-yaml: a value was expected here; close every `[` and `{`; put a text that begins with a bracket, "
        "a brace or a comma in quotes\n    version: [\n              ^"
    ]
