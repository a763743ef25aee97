"""A file is written anew only where its values differ: one changed answer is one changed line, and comments stay."""

from __future__ import annotations

import copy
import difflib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engross.problems import Refused
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.use_cases import new
from scrutiny_response.use_cases.editing import Value, plain_values, rewritten

INPUTS = Path(__file__).parents[4] / "inputs"
SAMPLES = sorted(file for file in INPUTS.glob("*.yaml") if file.name != "cycle.yaml")
SKERRAVALE = (INPUTS / "skerravale.yaml").read_bytes()
NOTED = b"""\
# at the top
reference: A-1  # ours
areas:
  # the first
  - reference: A1
    title: One  # a word
  # the second
  - reference: A2
    title: Two
# at the end
"""


def values(data: bytes, file: str = "a.yaml") -> Any:
    root, problems = tree_of(data, file)
    assert root is not None
    assert problems == []
    return plain_values(root)


def changed_lines(before: bytes, after: bytes) -> list[str]:
    """Return the lines that went (-) and came (+)."""
    lines = difflib.unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def after(change: str, data: bytes = SKERRAVALE) -> list[str]:
    """Return the changed lines if this is done to the values `it`."""
    wanted = {"it": copy.deepcopy(values(data))}
    exec(change, wanted)  # noqa: S102  # the changes are written below
    return changed_lines(data, rewritten(data, "a.yaml", wanted["it"]))


def test_values_that_are_there_already_change_no_byte() -> None:
    for sample in SAMPLES:
        assert rewritten(sample.read_bytes(), "a.yaml", values(sample.read_bytes())) == sample.read_bytes()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_one_changed_answer_is_one_changed_line(sample: Path) -> None:
    data = sample.read_bytes()
    wanted = values(data)
    wanted["criteria"]["implementation-2"]["answer"] = "not assessed"
    lines = changed_lines(data, rewritten(data, "a.yaml", wanted))
    assert [line[0] for line in lines] in (["-", "+"], [])
    assert all("not assessed" in line for line in lines if line[0] == "+")


def test_a_new_key_stands_behind_the_one_before_it() -> None:
    assert after(
        "it['partnership'] = {'name': it['partnership']['name'], 'gaelic_name': 'Com', **it['partnership']}"
    ) == ["+  gaelic_name: Com"]


def test_a_value_that_is_taken_out_takes_its_lines_along() -> None:
    assert after("del it['plan_due']") == ["-plan_due: 2027-01-08"]


def test_an_explained_key_stays_without_a_value() -> None:
    data = b"# Why.\nreference: A-1\n# When.\nplan_due: 6 weeks\n"
    assert after("del it['plan_due']", data) == ["-plan_due: 6 weeks", "+plan_due:"]


def test_an_answer_that_grows_too_long_for_its_line_gets_lines_of_its_own() -> None:
    long = "The position statement names every weakness that the inspection found, each with a plan."
    assert after(f"it['criteria']['self-assessment-2']['evidence'] = {long!r}") == [
        "-  self-assessment-2: {answer: met}",
        "+  self-assessment-2:",
        "+    answer: met",
        f"+    evidence: {long}",
    ]


def test_comments_move_with_the_item_they_stand_above() -> None:
    wanted = values(NOTED)
    wanted["areas"].reverse()
    assert rewritten(NOTED, "a.yaml", wanted).decode() == (
        "# at the top\nreference: A-1  # ours\nareas:\n"
        "  # the second\n  - reference: A2\n    title: Two\n"
        "  # the first\n  - reference: A1\n    title: One  # a word\n"
        "# at the end\n"
    )


def test_an_item_is_changed_where_it_stands_although_another_is_added_before_it() -> None:
    assert after(
        "it['areas'][1]['title'] = 'Second'; it['areas'].insert(0, {'reference': 'A0', 'title': 'Nought'})", NOTED
    ) == [
        "+  - reference: A0",
        "+    title: Nought",
        "-    title: Two",
        "+    title: Second",
    ]


def test_a_comment_behind_a_value_is_never_taken_into_a_longer_text() -> None:
    assert after(r"it['reference'] = 'one\ntwo'", NOTED) == [
        "-reference: A-1  # ours",
        "+reference: |-  # ours",
        "+  one",
        "+  two",
    ]


def test_an_emptied_list_says_that_there_is_nothing() -> None:
    assert after("it['areas'] = []", NOTED)[-1] == "+areas: []"
    assert values(rewritten(NOTED, "a.yaml", {"reference": "A-1", "areas": []})) == {"reference": "A-1", "areas": []}


def test_comments_within_a_list_in_brackets_are_kept_above_it() -> None:
    data = b"reference: A-1\ndocuments: [\n  letter,  # the first\n  plan]\n"
    assert rewritten(data, "a.yaml", {"reference": "A-1", "documents": ["letter"]}).decode() == (
        "reference: A-1\n# the first\ndocuments: [letter]\n"
    )


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_blank_form_is_filled_in_with_its_explanations_kept(sample: Path, tmp_path: Path) -> None:
    blank = new.begin(tmp_path, "Anywhere Partnership").read_bytes()
    wanted = values(sample.read_bytes())
    filled = rewritten(blank, "a.yaml", wanted)
    assert values(filled) == wanted
    explanations = [line.strip(" #") for line in blank.decode().splitlines() if line.strip().startswith("# ")]
    words = filled.decode()
    assert [
        line for line in explanations if not line.split(" ")[0].endswith(":") and line not in words and line != "-"
    ] == []


def test_line_ends_and_the_mark_at_the_beginning_stay() -> None:
    data = b"\xef\xbb\xbfreference: A-1\r\nplan_due: 6 weeks\r\n"
    assert rewritten(data, "a.yaml", {"reference": "A-2", "plan_due": "6 weeks"}) == data.replace(b"A-1", b"A-2")


def test_json_is_written_as_json() -> None:
    data = b'{\n    "reference": "A-1",\n    "letter": {"names_level": true}\n}\n'
    wanted: dict[str, Value] = {"reference": "A-2", "letter": {"names_level": "false"}}
    assert json.loads(rewritten(data, "a.json", wanted)) == {"reference": "A-2", "letter": {"names_level": False}}


def test_a_file_with_a_fault_is_left_as_it_is() -> None:
    with pytest.raises(Refused) as refused:
        rewritten(b"reference: A\nreference: B\n", "a.yaml", {"reference": "C"})
    assert [problem.id for problem in refused.value.problems] == ["duplicate-key"]


TEXTS = st.one_of(
    st.sampled_from(["", "~", "null", "true", "2027-01-01", "a: b", "# no", "x #y", "- z", "[a", "'", '"', "a\nb", "a\n\nb", " c", "é\n  d"]),
    st.text(st.characters(blacklist_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"], blacklist_characters="\ufeff\ufffd"), max_size=200),
)  # fmt: skip
VALUES = st.recursive(TEXTS, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.sampled_from("abcd"), inner, max_size=4)), max_leaves=12)  # fmt: skip


@given(
    st.dictionaries(st.sampled_from(["reference", "areas", "copies", "decision"]), VALUES, min_size=1), st.booleans()
)
def test_whatever_is_wanted_is_what_the_file_then_says(wanted: Any, is_sample: bool) -> None:  # hypothesis gives it
    data = SKERRAVALE if is_sample else NOTED
    every = {**values(data), **wanted}
    written = rewritten(data, "a.yaml", every)
    again = rewritten(written, "a.yaml", values(data))
    assert values(again) == values(data)
