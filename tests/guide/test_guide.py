"""The guide for template owners says nothing that is not run, and shows nothing that is not drawn from the templates."""

from __future__ import annotations

import re
import shutil
import struct
from pathlib import Path

import pytest

from engross.pdf.converter import Converter
from engross.word.opc.package import Package
from engross.word.tools.text_view import show
from scrutiny_response import resources
from tests.guide.examples import GUIDE, Block, agrees, blocks, cycle_folder, given, refreshed
from tests.needs import lacking
from tools.build_guide import FIELDS, PICTURES, fields
from tools.desk_pictures import PAGES as OF_THE_DESK
from tools.guide_pictures import PICTURES as DRAWN
from tools.guide_pictures import draw

TEXT = GUIDE.read_text(encoding="utf-8")
EXAMPLES = [block for block in blocks(TEXT) if block.kind != "template"]
IMAGES: list[tuple[str, str]] = re.findall(r"!\[([^\]]*)\]\(([^)]*)\)", TEXT)
SENTENCES = re.sub(r"^ *```.*?^ *```$", "", TEXT, flags=re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What each example gives; the commands are typed one after the other in one folder, as a reader would."""
    if shutil.which("git") is None:
        lacking("git is not installed, with which the guide shows what changed in a template")
    with cycle_folder(tmp_path_factory.mktemp("guide")):
        return [given(example) for example in EXAMPLES]


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=lambda n: f"{n}-{EXAMPLES[n].kind}")
def test_each_example_gives_what_the_guide_says(number: int, answers: list[str]) -> None:
    expected = EXAMPLES[number].expected
    if not agrees(expected, answers[number]):
        assert expected == answers[number], "run: python -m tests.guide"


def test_every_block_is_an_example() -> None:
    assert {block.kind for block in blocks(TEXT)} == {"template", "document", "refused", "console"}
    assert TEXT.count("```") == 2 * len(list(blocks(TEXT)))
    assert [block for block in EXAMPLES if block.kind in {"document", "refused"} and not block.template] == []


def test_every_template_of_the_guide_is_filled_or_refused() -> None:
    shown = {block.text for block in blocks(TEXT) if block.kind == "template"}
    assert shown == {block.template for block in EXAMPLES if block.kind in {"document", "refused"}}


def test_every_tag_in_a_sentence_stands_in_an_example_or_in_the_letter() -> None:
    letter = show(Package.open(resources.templates() / "letter.docx"))
    known = "\n".join([letter, *(block.text for block in blocks(TEXT))])
    tags = [tag.replace("\\|", "|") for tag in re.findall(r"`([^`\n]+)`", SENTENCES) if "{" in tag]
    patterns = {tag: re.escape(tag).replace("…", "[^{}]+") for tag in tags}
    assert len(tags) >= 10
    assert [tag for tag, pattern in patterns.items() if not re.search(pattern, known)] == []


def test_every_command_in_a_sentence_is_typed_in_an_example() -> None:
    typed = [block.command for block in EXAMPLES if block.kind == "console"]
    named = [it for it in re.findall(r"`([^`\n]+)`", SENTENCES) if it.startswith("scrutiny")]
    assert [it for it in named if not any(command.startswith(it) for command in typed)] == []


def test_the_ten_things_are_ten() -> None:
    assert re.findall(r"^### (\d+)\. ", TEXT, re.MULTILINE) == [str(number) for number in range(1, 11)]


def test_every_link_leads_somewhere() -> None:
    linked = re.findall(r"\]\(([^)#]+)\)", TEXT)
    assert [it for it in linked if not (GUIDE.parent / it).exists()] == []


def test_the_pictures_are_those_that_are_drawn_and_each_is_said_in_words() -> None:
    assert {path for _, path in IMAGES} == {f"pictures/{name}.png" for name in DRAWN}
    assert {path.name for path in PICTURES.iterdir()} == {f"{name}.png" for name in DRAWN} | set(OF_THE_DESK)
    assert [words for words, _ in IMAGES if len(words) < 60] == []


def test_the_page_of_fields_is_what_the_dictionary_is() -> None:
    assert FIELDS.read_text(encoding="utf-8") == fields(), "run: nox -s guide"


def test_the_pictures_can_be_drawn_again_as_they_are(office: Converter, tmp_path: Path) -> None:
    """Other fonts move a line here and there, so that only the measures are held, and these loosely."""
    assert office.program.is_file()
    if shutil.which("pdftoppm") is None:
        lacking("pdftoppm is not there; install poppler-utils")
    drawn = draw(tmp_path)
    assert set(drawn) == set(DRAWN)
    for name, picture in drawn.items():
        was = _measures((PICTURES / f"{name}.png").read_bytes())
        assert _measures(picture) == pytest.approx(was, rel=0.25), name


def _measures(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


@pytest.mark.parametrize(
    ("expected", "answer", "same"),
    [
        ("a\nb", "a\nb", True),
        ("a\nb", "a\nc", False),
        ("a", "a\nb", False),
        ("…\nb", "a\na\nb", True),
        ("a\n…", "a", True),
        ("a\n…\nb", "a\nc", False),
        ("a.c", "abc", False),
    ],
)
def test_an_answer_is_compared_line_by_line(expected: str, answer: str, same: bool) -> None:
    assert agrees(expected, answer) is same


def test_a_guide_that_is_not_current_is_written_anew() -> None:
    old = "1. x\n\n   ```template\n   {{ partnership.name }}\n   ```\n\n   ```document strathlorne\n   Old\n   ```\n"
    new = old.replace("Old", "Strathlorne Health and Social Care Partnership")
    assert refreshed(old) == new
    assert refreshed(new) == new
    assert [block.indent for block in blocks(new)] == ["   ", "   "]
    assert Block("console", "", "> scrutiny check\nIn order").command == "scrutiny check"
