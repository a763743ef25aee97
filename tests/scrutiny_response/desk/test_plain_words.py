"""Every message of the software, in the words of a page: none speaks of what only a file or a terminal has."""

from __future__ import annotations

import json
import re
from contextlib import chdir
from html import unescape
from pathlib import Path

import pytest

from engross.problems import FilePlace, Problem
from scrutiny_response import resources
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.intake import read_assessments
from tests.scrutiny_response.intake.reading import REFUSED, WARNED, framework

OF_A_FILE = re.compile(
    r"YAML|\bkeys?\b|\bindent(?:ed|ation)\b|“- ”|in quotes|two spaces|run again|\b(?:this|the|another) run\b|manifest|\bpip\b|sudo|"
    r"TMPDIR|\bPATH\b|Dask|\bschema\b|\bpath\b|the cycle file|year-month-day|\.ya?ml|: (?:accepted|in progress)|“\w+: ",
    re.IGNORECASE,
)
"""What nobody at a page has: how a text file is written, what is typed, what the software is made of."""
OF_WORD = {"Templates and the values they are filled with", "Restyling a template"}
"""What is told of a template is told to its owner, in Word's words and Jinja's."""
IN_AN_EDITOR = {
    "alias", "anchor", "duplicate-key", "key-not-a-word", "no-keys", "not-yaml", "second-document", "swallowed-text",
    "tag", "too-deep", "wrong-encoding",
}  # fmt: skip
"""Why a file cannot be read to its end: shown beside its lines, for whoever wrote it in a text editor."""
NEVER_ON_A_PAGE = {
    "cluster-gone": "the desk makes documents on this computer",
    "no-cluster": "likewise",
    "no-dask": "likewise",
    "no-workers": "likewise",
    "other-software": "likewise",
    "workers-killed": "likewise",
    "desk-missing": "said before there is a page",
    "unusable-schema": "a program's own templates",
    "page-over-plan": "the desk's page stands in its place",
    "several-cycle-files": "only their whole names tell them apart",
    "not-an-assessment": "the desk takes the cycle's settings for no partnership",
    "event-name": "a file of the record that somebody renamed: its name is what is wrong",
    "mixed-up-row": "a workbook has a hidden key in each row",
    "email-subject-lines": "the text of e-mails is a template",
    "email-without-subject": "likewise",
}
LEFT_OUT = IN_AN_EDITOR | NEVER_ON_A_PAGE.keys()


def on_a_page(problem: Problem) -> str:
    """What is read on a page, without what somebody wrote, which stands in quotation marks."""
    return unescape(str(told(problem))).replace("<q>", "“").replace("</q>", "”")


def test_no_message_of_the_catalogue_speaks_of_a_file_on_a_page() -> None:
    catalogue = json.loads(resources.problem_catalogue().read_text("utf-8"))
    texts = [
        (name, text)
        for name, senses in catalogue.items()
        for sense in senses
        if not set(sense["subjects"]) <= OF_WORD
        for text in sense["said"]
    ]
    assert len(texts) > 400
    pages = [(name, on_a_page(Problem(name, FilePlace("x"), text))) for name, text in texts]
    assert [(name, page) for name, page in pages if name not in LEFT_OUT and OF_A_FILE.search(page)] == []
    assert {name for name, _ in pages} >= NEVER_ON_A_PAGE.keys()


@pytest.mark.parametrize("folder", [REFUSED, WARNED], ids=["refused", "warned"])
def test_no_case_is_told_in_words_of_a_file(folder: Path) -> None:
    with chdir(folder):
        cases = [path for path in sorted(Path().iterdir()) if path.suffix in {"", ".yaml"} and path.stem != "cycle"]
        problems = [each for case in cases for one in read_assessments([case], framework()) for each in one.problems]
    pages = [(each.id, on_a_page(each)) for each in problems if each.id not in LEFT_OUT]
    assert len(pages) > 10
    assert [page for page in pages if OF_A_FILE.search(page[1])] == []


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("`programme` is missing from `inspection`; add `programme`, for example `programme: x`, here or once in the "
         "cycle file", "“Programme” under “Inspection” is needed."),
        ("`finding` is missing from this item of `areas`; add `finding`",
         "“Finding” is needed in this item of “Areas for improvement”."),
        ("`reference` has no value; write `reference`, for example `reference: PSR-1`", "“Our reference” is needed."),
        ("the level was decided on 2026-11-27; write `date: 2026-11-23` or earlier, or date the letter later",
         "The level was decided on 27 November 2026; write “23 November 2026” or earlier at “Date”, "
         "or date the letter later."),
        ("it is late; write a later day, or `status: completed` where it is done",
         "It is late; write a later day, or “completed” at “Status” where it is done."),
        ("`addressee.address` is the text `The Old Mill`, where a list was expected; write each item on a line of its "
         "own, after `- `", "“Address” is the text “The Old Mill”, where a list was expected; "
         "write each on a line of its own."),
        ("A1.1 has no status; answer, for example, A1.1: in progress; the words for it are completed",
         "A1.1 has no status; choose the answer below."),
        ("the day 2026-02-30 does not exist; check the day and the month",
         "The day 30 2 2026 does not exist; check the day and the month."),
    ],
)  # fmt: skip
def test_a_message_is_put_into_the_words_of_a_page(message: str, words: str) -> None:
    assert on_a_page(Problem("x", FilePlace("x"), message)) == words


def test_words_in_braces_are_told_as_they_are_typed() -> None:
    problem = Problem("not-a-file-name", FilePlace("x"), "`{referense}` cannot be filled in; did you mean `reference`?")
    assert on_a_page(problem) == "“{referense}” cannot be filled in; did you mean “reference”?"


def test_files_that_differ_in_their_endings_alone_are_told_with_them() -> None:
    problem = Problem("several-cycle-files", FilePlace("x"), "there are 2 cycle files here: cycle.yaml, cycle.json")
    assert on_a_page(problem) == "There are 2 cycle files here: cycle.yaml, cycle.json."
