"""A guide in Markdown → its examples, with what each gives now; and the guide with that written into it.

`python -m tests.guide` writes anew what the examples of docs/template-guide.md give.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from engross.problems import Refused
from engross.word import Template
from engross.word.opc.package import Package
from engross.word.opc.xml_names import TBL, TC, TR, Element, P, val, w
from scrutiny_response import resources
from scrutiny_response.cli import run
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response, respond
from scrutiny_response.intake import read_assessments, read_framework
from tests.engross.word.paper import docx, item, p, table
from tests.engross.word.restyle.houses import house
from tests.mistakes.editing import beginning, edited, retype, words
from tests.mistakes.slips import LETTER, slips

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "template-guide.md"
LEFT_OUT = "…"
"""A line of an answer that stands for any number of lines."""

_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<kind>\w+) ?(?P<info>[^\n]*)\n(?P<text>.*?)^ *```$", re.MULTILINE | re.DOTALL
)
_CELLS = re.compile(r"\|(?![^{}]*[%}]\})")
_NUMBERED = "1. "
_PROMPT = "> "
_TEMPLATES = Path("templates")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code in the guide; `template` is what the last block of that kind before it holds."""

    kind: str
    info: str
    text: str
    template: str = ""
    span: tuple[int, int] = (0, 0)
    indent: str = ""

    @property
    def command(self) -> str:
        """The command that a block of the kind "console" shows."""
        return self.text.split("\n", maxsplit=1)[0].removeprefix(_PROMPT)

    @property
    def expected(self) -> str:
        """What the guide says that the example gives."""
        return self.text.partition("\n")[2] if self.kind == "console" else self.text


def blocks(guide: str) -> Iterator[Block]:
    """The blocks of a guide, in order."""
    template = ""
    for found in _BLOCK.finditer(guide):
        indent = found["indent"]
        text = "\n".join(line.removeprefix(indent) for line in found["text"].rstrip().split("\n"))
        block = Block(found["kind"], found["info"], text, template, found.span("text"), indent)
        template = text if block.kind == "template" else template
        yield block


def typed(command: str) -> str:
    """What a command prints: one of ours runs here, any other as it runs anywhere."""
    words = shlex.split(command)
    if words[0] != "scrutiny":
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout  # noqa: S603  # the guide's own
    printed = io.StringIO()
    with redirect_stdout(printed):
        run.run(words[1:])
    return printed.getvalue()


def given(block: Block) -> str:
    """What an example gives now; a command is typed in the folder where we are."""
    if block.kind == "console":
        with supposed(block.info):
            return typed(block.command).rstrip("\n")
    return _refusal(block.template) if block.kind == "refused" else _document(block.template, block.info)


def agrees(expected: str, given: str) -> bool:
    """Whether an answer is as the guide says it, apart from the lines that it leaves out."""
    pieces = [re.escape(line) + r"\n" for line in expected.split("\n")]
    pattern = "".join(r"(?:.*\n)*" if line == LEFT_OUT else piece for line, piece in
                      zip(expected.split("\n"), pieces, strict=True))  # fmt: skip
    return re.fullmatch(pattern, given + "\n") is not None


def refreshed(guide: str) -> str:
    """The guide with every answer as it is now, where it is not what the guide says already."""
    for example, answer in reversed([(each, given(each)) for each in blocks(guide) if each.kind != "template"]):
        if agrees(example.expected, answer):
            continue
        first = f"{_PROMPT}{example.command}\n" if example.kind == "console" else ""
        text = "".join(
            f"{example.indent}{line}".rstrip() + "\n" for line in f"{first}{answer}".rstrip("\n").split("\n")
        )
        guide = guide[: example.span[0]] + text + guide[example.span[1] :]
    return guide


def _document(template: str, sample: str) -> str:
    made = Template.open(_fragment(template), Response, FILTERS, file="letter.docx").render(response(sample))
    body = Package.open(bytes(made)).xml("word/document.xml")[0]
    numbers: Counter[str] = Counter()
    return "\n".join(line for each in body for line in _lines(each, numbers))


def _refusal(template: str) -> str:
    try:
        Template.open(_fragment(template), Response, FILTERS, file="letter.docx")
    except Refused as refused:
        return "\n".join(f"{problem.severity}: {problem}" for problem in refused.problems)
    return "in order"


def _fragment(text: str) -> bytes:
    """A Word file of these lines: a paragraph for each, and a table for those that begin with an upright stroke.

    A line that begins with "1. " is a numbered paragraph, whose number Word counts.
    """
    body: list[str] = []
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        if line.startswith("|"):
            rows.append([cell.strip() for cell in _CELLS.split(line)[1:-1]])
            continue
        body += [table(*rows)] if rows else []
        numbered = line.startswith(_NUMBERED)
        body += [item(line.removeprefix(_NUMBERED)) if numbered else p(line)] if line else []
        rows = []
    return docx(*body, *([p("")] if body[-1].startswith("<w:tbl") else []))


def _lines(element: Element, numbers: Counter[str]) -> Iterator[str]:
    """The lines of a paragraph or a table, written as in a fragment; none for an empty paragraph.

    A numbered paragraph begins with its number; `numbers` has the last one of each list.
    """
    if element.tag == P and words(element):
        lists = [val(each) for each in element.iter(w("numId"))]
        numbers.update(lists)
        yield "".join(f"{numbers[list_]}. " for list_ in lists) + words(element)
    if element.tag == TBL:
        for row in element.iter(TR):
            yield f"| {' | '.join(' / '.join(map(words, cell.iter(P))) for cell in row.iter(TC))} |"


@cache
def response(sample: str) -> Response:
    """What the letter to one partnership of the sample cycle is filled with."""
    framework = read_framework(None)
    readings = read_assessments([resources.inputs() / f"{sample}.yaml"], framework)
    assessment = next(iter(readings)).assessment
    assert assessment is not None, sample
    return respond(assessment, framework)


@contextmanager
def cycle_folder(here: Path) -> Iterator[None]:
    """Be in a cycle's folder as the guide supposes it."""
    before = Path.cwd()
    os.chdir(here)
    try:
        typed("scrutiny init cycle")
        os.chdir("cycle")
        Path("house-style.docx").write_bytes(bytes(house()))
        typed("git init --quiet")
        yield
    finally:
        os.chdir(before)


@contextmanager
def supposed(info: str) -> Iterator[None]:
    """Have for a while what an example supposes: "slip=NAME" the letter with a slip in it, "variant=NAME" another one.

    The variant is the letter with another closing. Without words, all is as it is.
    """
    what, _, named = info.partition("=")
    files: dict[str, Callable[[], bytes]] = {
        "": {},
        "slip": {"letter.docx": lambda: next(each for each in slips() if each.name == named).file()},
        "variant": {f"{named}.docx": _variant},
    }[what]
    before = {file: path.read_bytes() if path.exists() else None for file in files for path in [_TEMPLATES / file]}
    for file, made in files.items():
        (_TEMPLATES / file).write_bytes(made())
    try:
        yield
    finally:
        for file, data in before.items():
            if data is None:
                (_TEMPLATES / file).unlink()
            else:
                (_TEMPLATES / file).write_bytes(data)


def _variant() -> bytes:
    def change(root: Element) -> None:
        retype(beginning(root, "Yours sincerely"), "Yours sincerely", "With kind regards")

    return edited(LETTER.read_bytes(), change)
