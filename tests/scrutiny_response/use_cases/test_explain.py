"""`scrutiny explain`: what an identifier means, whole screens, former names, and words that are none."""

from __future__ import annotations

import json

import pytest

from scrutiny_response import __version__
from scrutiny_response.cli import run
from scrutiny_response.use_cases import explain


def _printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert run.run(["explain", *words]) == run.ALL_WRITTEN
    return capsys.readouterr().out


UNKNOWN_KEY = """\
unknown-key

Assessment files
  The key is not one that may stand in this place.

Example
  inputs/glenfarrow.yaml:2:1: unknown-key: `markings` is not a key here; did you mean `marking`?
      markings: OFFICIAL
      ^

What to do
  - compare its spelling with a sample; a text that holds a colon or a comma may need quotes
"""
SAME_NAME = """\
same-name

A cycle and its folder, Attaching a plan to a report
  Two documents would have the same path, so one would replace the other.

What is said (… stands for what depends on the case)
  - more than one document of this run would be …; put {reference} and {document} into the file name
    pattern
"""


def test_an_identifier_is_explained_with_an_example_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert _printed(["unknown-key"], capsys) == UNKNOWN_KEY


def test_where_there_is_no_example_what_is_said_stands_in_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert _printed(["same-name"], capsys).startswith(SAME_NAME)


def test_an_identifier_of_templates_and_of_assessments_is_explained_for_both(
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = _printed(["not-a-date"], capsys)
    assert "\nTemplates and the values they are filled with\n" in text
    assert "\nAssessment files\n" in text


def test_a_former_name_is_explained_under_the_name_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    text = _printed(["report-path"], capsys)
    assert text.startswith(
        "report-path is a former name: this problem is now called not-a-report-path\n\nnot-a-report-path\n\nAssessment"
    )
    assert explain.explain("report-path") == explain.explain("not-a-report-path")
    assert explain.explain("report-path").former == ("report-path",)


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ("unknwon-key", "no problem is called unknwon-key; did you mean `unknown-key`?"),
        ("UNKNOWN_KEY", "no problem is called UNKNOWN_KEY; did you mean `unknown-key`?"),
        ("zzz", "no problem is called zzz; scrutiny explain, without a word behind it, lists all"),
    ],
)
def test_a_word_that_is_no_identifier_is_wrong_use_with_the_nearest_one(
    word: str, fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        run.run(["explain", word])
    assert stopped.value.code == run.WRONG_USE
    assert capsys.readouterr().err.endswith(f"scrutiny explain: error: argument ID: {fault}\n")


def test_without_a_word_every_identifier_is_listed_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = _printed([], capsys).splitlines()
    assert [line.split()[0] for line in lines] == [each.id for each in explain.explain_all()]
    assert len(lines) > 200
    assert (
        lines[0] == "action-continued                A row of a returned plan seems to go on with the action above it."
    )


def test_programs_get_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(_printed(["report-path", "--json"], capsys))
    (sense,) = document["explained"][0].pop("senses")
    assert document == {
        "command": "explain",
        "version": __version__,
        "explained": [{"id": "not-a-report-path", "former": ["report-path"]}],
    }
    assert list(sense) == ["subjects", "meaning", "example", "said", "to_do"]
    assert len(json.loads(_printed(["--json"], capsys))["explained"]) == len(explain.explain_all())


def test_what_is_asked_by_a_program_for_an_unknown_identifier_is_a_key_error() -> None:
    with pytest.raises(KeyError, match="zzz"):
        explain.explain("zzz")
