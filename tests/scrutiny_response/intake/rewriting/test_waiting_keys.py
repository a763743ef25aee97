"""A value is written where its key waits in a comment of a blank form, and the explanations stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scrutiny_response import resources
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.rewriting import rewritten, value_of
from scrutiny_response.intake.schema import schema
from scrutiny_response.use_cases import new

SAMPLES = sorted(file for file in resources.inputs().glob("*.yaml") if file.stem != "cycle")
ORDER = schema("assessment").document


def values(data: bytes) -> Any:
    root, problems = tree_of(data, "a.yaml")
    assert root is not None
    assert problems == []
    return value_of(root)


@pytest.fixture
def blank(tmp_path: Path) -> bytes:
    return new.begin(tmp_path, "Anywhere Partnership").read_bytes()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_blank_form_is_filled_in_with_its_explanations_kept(sample: Path, blank: bytes) -> None:
    wanted = values(sample.read_bytes())
    filled = rewritten(blank, "a.yaml", wanted, order=ORDER)
    assert values(filled) == wanted
    explanations = [line.strip(" #") for line in blank.decode().splitlines() if line.strip().startswith("# ")]
    sentences = [line for line in explanations if not line.split(" ")[0].endswith(":") and line != "-"]
    assert [line for line in sentences if line not in filled.decode()] == []


def test_a_key_of_its_own_takes_the_place_of_its_comment(blank: bytes) -> None:
    filled = rewritten(blank, "a.yaml", {**values(blank), "plan_due": "6 weeks"}, order=ORDER).decode()
    assert "\n# letter, or a time between two dates. Written like 6 weeks.\nplan_due: 6 weeks\n" in filled
    assert "# plan_due:" not in filled


def test_a_group_is_opened_and_the_rest_of_it_waits_in_it(blank: bytes) -> None:
    filled = rewritten(blank, "a.yaml", {**values(blank), "decision": {"level": "assisted"}}, order=ORDER).decode()
    assert "\ndecision:\n  # The identifier of the decided level.\n  level: assisted\n  # Why; always given" in filled
    assert "\n  # rationale:\n" in filled
    again = {**values(filled.encode()), "decision": {"level": "assisted", "where": "minute 1"}}
    more = rewritten(filled.encode(), "a.yaml", again, order=ORDER).decode()
    assert "\n  # Where it was decided or recorded.\n  where: minute 1\n" in more


def test_a_list_takes_the_place_of_its_example(blank: bytes) -> None:
    filled = rewritten(
        blank, "a.yaml", {**values(blank), "copies": [{"role": "chair", "organisation": "NHS Lorne"}]}, order=ORDER
    )
    assert (
        "\n# The copy list. If not given: nobody.\ncopies:\n  - role: chair\n    organisation: NHS Lorne\n\n"
        in filled.decode()
    )


def test_a_word_in_a_comment_elsewhere_is_no_key_that_waits() -> None:
    data = b"reference: A-1\ninspection:\n  title: |-\n    # started: not yet\n  ended: 2026-01-01\n"
    wanted = {
        **values(data),
        "inspection": {"title": "# started: not yet", "started": "2025-01-01", "ended": "2026-01-01"},
    }
    assert values(rewritten(data, "a.yaml", wanted, order=ORDER)) == wanted
