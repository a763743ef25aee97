"""Every message of the software, in the words of a page: none speaks of what only a file or a terminal has."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterable, Iterator
from contextlib import chdir
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from engross.problems import FilePlace, Problem, Refused
from engross.word import Package
from scrutiny_response import resources
from scrutiny_response.desk.forms import plain_words, surface
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.forms.names import in_a_sentence
from scrutiny_response.desk.forms.rewording import reworded_by
from scrutiny_response.intake import read_assessments
from tests.paths import ROOT
from tests.scrutiny_response.desk.test_surface import literals
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


@cache
def catalogue() -> tuple[tuple[str, str], ...]:
    """Every message of the catalogue that is not for the owner of a template, with its identifier."""
    every = json.loads(resources.problem_catalogue().read_text("utf-8"))
    return tuple(
        (name, text)
        for name, senses in every.items()
        for sense in senses
        if not set(sense["subjects"]) <= OF_WORD
        for text in sense["said"]
    )


@cache
def problems_of_cases(folder: Path) -> tuple[Problem, ...]:
    """What is told of each case in a folder."""
    with chdir(folder):
        cases = [path for path in sorted(Path().iterdir()) if path.suffix in {"", ".yaml"} and path.stem != "cycle"]
        return tuple(each for case in cases for one in read_assessments([case], framework()) for each in one.problems)


def test_no_message_of_the_catalogue_speaks_of_a_file_on_a_page() -> None:
    texts = catalogue()
    assert len(texts) > 400
    pages = [(name, on_a_page(Problem(name, FilePlace("x"), text))) for name, text in texts]
    assert [(name, page) for name, page in pages if name not in LEFT_OUT and OF_A_FILE.search(page)] == []
    assert {name for name, _ in pages} >= NEVER_ON_A_PAGE.keys()


@pytest.mark.parametrize("folder", [REFUSED, WARNED], ids=["refused", "warned"])
def test_no_case_is_told_in_words_of_a_file(folder: Path) -> None:
    pages = [(each.id, on_a_page(each)) for each in problems_of_cases(folder) if each.id not in LEFT_OUT]
    assert len(pages) > 10
    assert [page for page in pages if OF_A_FILE.search(page[1])] == []


def met(texts: Iterable[str]) -> set[str]:
    """The rules that put one of these texts into other words, each upon what those before it gave."""
    patterns = set()
    for text in texts:
        now = in_a_sentence(text)
        for pattern, words in (*surface.RULES, *plain_words.RULES):
            now, before = reworded_by(pattern, words, now), now
            patterns |= {pattern.pattern} if now != before else set()
    return patterns


def of_no_word_file() -> Iterator[str]:
    """What is told of a file that is none of Word's, in the words of the library that unpacks."""
    try:
        Package.open(b"no archive", "letter.docx")
    except Refused as refused:
        yield from (problem.message for problem in refused.problems)


_SEAM = re.compile(r'"\s*\n\s*f?"')
"""Where a text in the source goes on in the next line."""


def texts_with(patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    """The texts in the source and the schemas, of the files in which words of one of these expressions stand."""
    wanted = [max(re.findall(r"(?<!\\)[a-z-][a-z -]{4,}", pattern.pattern), key=len) for pattern in patterns]
    own = {Path(str(module.__file__)) for module in (surface, plain_words)}
    for path in (*(ROOT / "src").rglob("*.py"), *(ROOT / "schemas").glob("*.json")):
        text = path.read_text("utf-8")
        in_one_piece = _SEAM.sub("", text)
        if path not in own and any(words in in_one_piece for words in wanted):
            yield from literals(ast.parse(text)) if path.suffix == ".py" else re.findall(r'"((?:[^"\\]|\\.)*)"', text)


def test_each_rule_is_met_by_a_message_that_there_is() -> None:
    cases = [problem for folder in (REFUSED, WARNED) for problem in problems_of_cases(folder)]
    texts = [
        *(text for _, text in catalogue()),
        *(f"{each.message}; {each.hint}" for each in cases),
        *of_no_word_file(),
    ]
    told_there = met(texts)
    rest = [pattern for pattern, _ in (*surface.RULES, *plain_words.RULES) if pattern.pattern not in told_there]
    assert len(rest) < 30
    in_the_source = met(texts_with(rest))
    assert [pattern.pattern for pattern in rest if pattern.pattern not in in_the_source] == []


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
        ("a `timescale-extension` is asked for, but no extension is recorded; add `extension:`, or remove the document "
         "from the list", "A “timescale extension” is asked for, but no extension is recorded; fill in “More time”, or "
         "take the document out of “Documents wanted”."),
        ("the day 2026-02-30 does not exist; check the day and the month",
         "The day 30 2 2026 does not exist; check the day and the month."),
    ],
)  # fmt: skip
def test_a_message_is_put_into_the_words_of_a_page(message: str, words: str) -> None:
    assert on_a_page(Problem("x", FilePlace("x"), message)) == words


@pytest.mark.parametrize(
    "typed",
    [
        "The whole path may have changed by 2026-10-01",
        "We answer: the file begins anew, and run again with --pdf",
        "Look in the cycle file (inputs/lorne.yaml:3:1) for the day 2026-02-30",
        "Our improvement-plan of 2026",
    ],
)
def test_what_somebody_typed_is_quoted_as_it_was_typed(typed: str) -> None:
    problem = Problem("x", FilePlace("x"), f"`{typed}` is not one of `met`; write the text, and run again")
    assert on_a_page(problem) == f"“{typed}” is not one of “met”; write the text, and try again."


def test_words_in_braces_are_told_as_they_are_typed() -> None:
    problem = Problem("not-a-file-name", FilePlace("x"), "`{referense}` cannot be filled in; did you mean `reference`?")
    assert on_a_page(problem) == "“{referense}” cannot be filled in; did you mean “reference”?"


def test_files_that_differ_in_their_endings_alone_are_told_with_them() -> None:
    problem = Problem("several-cycle-files", FilePlace("x"), "there are 2 cycle files here: cycle.yaml, cycle.json")
    assert on_a_page(problem) == "There are 2 cycle files here: cycle.yaml, cycle.json."
