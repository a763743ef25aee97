"""The one shape of all answers: the command, the version, its own fields, problems, and a list that may be long."""

from __future__ import annotations

import json

from engross.problems import FilePlace, Problem
from scrutiny_response import __version__
from scrutiny_response.cli.reports.report import answer, counted, listed
from scrutiny_response.cli.reports.verify import report
from scrutiny_response.use_cases.verify import Verified

PROBLEM = Problem("no-manifest", FilePlace("output"), "there is no manifest here", "generate the documents first")


def test_an_answer_begins_with_the_command_and_ends_with_its_items() -> None:
    text = "".join(answer("verify", {"output": "out"}, ("documents", [{"path": "a.docx"}]), [PROBLEM]))
    assert list(json.loads(text)) == ["command", "version", "output", "problems", "documents"]
    assert json.loads(text) == {
        "command": "verify",
        "version": __version__,
        "output": "out",
        "problems": [PROBLEM.as_json()],
        "documents": [{"path": "a.docx"}],
    }


def test_an_answer_without_items_ends_with_its_problems() -> None:
    text = "".join(answer("init", {"made": []}, problems=[PROBLEM]))
    assert json.loads(text) == {"command": "init", "version": __version__, "made": [], "problems": [PROBLEM.as_json()]}


def test_problems_stand_in_the_place_of_an_answer() -> None:
    refusal = report((), "output", [PROBLEM])
    assert refusal.refused
    assert (
        refusal.text()
        == "output: no-manifest: there is no manifest here; generate the documents first"
        == listed([PROBLEM])
    )
    assert json.loads("".join(refusal.document()))["documents"] == []


def test_a_document_that_is_not_sound_refuses_the_answer() -> None:
    edited, sound = Verified("a.docx", "edited"), Verified("b.docx", "as generated")
    assert report([edited, sound], "output").refused
    assert not report([sound], "output").refused
    assert report([edited, sound], "output").text() == (
        "Edited by hand since they were generated\n"
        "  output/a.docx\n"
        "\n"
        "1 of 2 documents in output as generated, from what has not changed since."
    )


def test_a_noun_is_in_the_plural_unless_there_is_one() -> None:
    assert [counted(number, "file") for number in (0, 1, 2)] == ["0 files", "1 file", "2 files"]
