"""The examples for programmers run as they stand, and the page of the public face is what the docstrings say."""

from __future__ import annotations

import io
import re
import runpy
import shutil
import zipfile
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tests.needs import lacking
from tests.paths import DOCS, ROOT
from tests.word_files import paragraph, word_file
from tools.build_api import EXAMPLES, PAGE, face, page

OTHERS = {
    "misspelt.docx": "Dear {{ nmae }},",
    "report.docx": "A report",
    "plan.docx": "A plan",
    "style.docx": "A style",
}
README = ROOT / "src" / "engross" / "README.md"


def examples(file: Path) -> list[str]:
    """The Python examples on a page."""
    return re.findall(r"```python\n(.*?)```", file.read_text(encoding="utf-8"), re.DOTALL)


def run(code: str) -> list[str]:
    """Run an example as a program; return the lines that it prints."""
    Path("example.py").write_text(code, encoding="utf-8")
    with redirect_stdout(io.StringIO()) as printed:
        runpy.run_path("example.py", run_name="example")
    return printed.getvalue().splitlines()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the examples name, in which they run."""
    monkeypatch.chdir(tmp_path)
    tags = re.findall(r"```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)[0].splitlines()
    (tmp_path / "letter.docx").write_bytes(word_file("".join(map(paragraph, tags))))
    for name, text in OTHERS.items():
        (tmp_path / name).write_bytes(word_file(paragraph(text)))
    return tmp_path


def text_of(document: Path) -> list[str]:
    with zipfile.ZipFile(document) as archive:
        return re.findall(r"<w:t[^>]*>([^<]*)", archive.read("word/document.xml").decode())


def test_the_page_of_the_public_face_is_what_the_docstrings_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(face()), "run: python -m tools.build_api"


def test_every_name_of_the_public_face_has_a_chapter() -> None:
    assert re.findall(r"^## (\w+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE) == list(face().__all__)


def test_every_name_has_an_example() -> None:
    assert set(face().__all__) <= {path.stem for path in EXAMPLES.glob("*.py")}


def test_the_readme_of_the_engine_shows_one_whole_program(folder: Path) -> None:
    (program,) = examples(README)
    assert run(program) == []
    assert text_of(folder / "letter-to-strathlorne.docx") == ["Dear Strathlorne,", "Agree a plan", "Review it"]


@pytest.mark.usefixtures("folder")
def test_the_program_in_the_readme_prints_what_is_wrong() -> None:
    (program,) = examples(README)
    assert run(program.replace("letter.docx", "misspelt.docx")) == [
        "unknown-name",
        "  misspelt.docx: body, paragraph 1",
        "  nothing is called 'nmae' here",
        "  did you mean 'name'?",
    ]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("example", examples(DOCS / "api.md"))
def test_every_example_on_the_page_runs_and_prints_what_it_says(example: str) -> None:
    if "find_converter" in example and not shutil.which("soffice"):
        lacking("LibreOffice is missing: apt install libreoffice-writer-nogui")
    assert run(example) == re.findall(r"^# (.*)$", example, re.MULTILINE)
