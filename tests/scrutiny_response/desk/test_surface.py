"""Every message of the software, in the words of a page: none names a command or an option there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engross.problems import FilePlace, Problem
from scrutiny_response.cli.command_options import ADD
from scrutiny_response.desk.forms.messages import told
from tests.paths import ROOT

OF_A_COMMAND = re.compile(rf"(?<![\w-])--[a-z]|scrutiny (?:{'|'.join(ADD)})\b")
NOWHERE_ON_A_PAGE = {
    "scrutiny_response/cli": "the command line's own words",
    "scrutiny_response/use_cases/init.py": "printed when a cycle is begun",
    "scrutiny_response/use_cases/explain.py": "`scrutiny explain` alone",
    "scrutiny_response/use_cases/workbooks/writing.py": "printed in the workbook, for everybody who has it",
    "scrutiny_response/use_cases/workbooks/making.py": "the desk writes into a folder of its own",
    "scrutiny_response/use_cases/returned/page.py": "the desk's page stands in its place",
    "scrutiny_response/use_cases/new.py": "the head of a file",
    "scrutiny_response/use_cases/templates.py": "comments in templates, which the desk does not make",
    "scrutiny_response/generate/cluster.py": "the desk makes documents by itself",
    "scrutiny_response/generate/pools.py": "likewise",
    "scrutiny_response/desk/__init__.py": "said before there is a page",
    "scrutiny_response/desk/opening.py": "said before there is a page",
    "scrutiny_response/desk/forms/surface.py": "the table itself",
    "engross/pdf": "options of LibreOffice",
}


def literals(tree: ast.AST) -> Iterator[str]:
    """Each text of a module that is no docstring, with X for what is filled in."""
    parts = {id(inner) for each in ast.walk(tree) if isinstance(each, ast.JoinedStr) for inner in ast.walk(each)} - {
        id(each) for each in ast.walk(tree) if isinstance(each, ast.JoinedStr)
    }
    docstrings = {id(each.value) for each in ast.walk(tree) if isinstance(each, ast.Expr)}
    for each in ast.walk(tree):
        if isinstance(each, ast.JoinedStr):
            yield "".join(str(value.value) if isinstance(value, ast.Constant) else "X" for value in each.values)
        elif isinstance(each, ast.Constant) and isinstance(each.value, str) and id(each) not in parts | docstrings:
            yield each.value


def messages_of_commands() -> list[str]:
    files = [path for path in sorted((ROOT / "src").rglob("*.py"))
             if not path.relative_to(ROOT / "src").as_posix().startswith(tuple(NOWHERE_ON_A_PAGE))]  # fmt: skip
    sources = [source for path in files if OF_A_COMMAND.search(source := path.read_text("utf-8"))]
    texts = [text for source in sources for text in literals(ast.parse(source))]
    return [text for text in texts if OF_A_COMMAND.search(text)]


def test_no_message_names_a_command_or_an_option_on_a_page() -> None:
    texts = messages_of_commands()
    assert len(texts) > 35
    shown = {text: str(told(Problem("x", FilePlace("x"), "y", text))) for text in texts}
    assert {text: page for text, page in shown.items() if OF_A_COMMAND.search(page)} == {}


@pytest.mark.parametrize("path", NOWHERE_ON_A_PAGE)
def test_what_is_left_out_is_there(path: str) -> None:
    assert Path(ROOT, "src", path).exists()


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("the reference is also that of inputs/skerravale.yaml; give each its own", "also that of “skerravale”; give"),
        ("inputs/Lorne and Isles.yaml has faults", "“Lorne and Isles” has faults"),
        ("see what skerravale.yaml says", "See what “skerravale” says"),
    ],
)
def test_a_file_is_called_by_its_name_and_takes_no_word_before_it_away(message: str, words: str) -> None:
    assert words in str(told(Problem("x", FilePlace("x"), message)))


def test_documents_named_to_a_command_are_left_out_whole() -> None:
    hint = "issue it on 2026-12-16 or later, or issue the others now: --document letter --document improvement-plan"
    message = "timescale-extension is dated 2026-12-16, after the day on which it is issued, 2026-12-01"
    assert str(told(Problem("issued-before-its-date", FilePlace("x"), message, hint))) == (
        "Timescale extension is dated 16 December 2026, after the day on which it is issued, 1 December 2026; "
        "issue it on 16 December 2026 or later, or issue the others now."
    )
