"""Files that are no Word files, and paths at which there is no file at all, as people name them by mistake."""

from __future__ import annotations

import os
import re
import signal
import threading
from pathlib import Path

import pytest

from engross import files
from engross.word.opc.package import Package
from scrutiny_response.cli import run
from scrutiny_response.store import whole_files
from tests.engross.word.paper import docx

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes among its files")
OPENDOCUMENT = b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def said(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of a command, and all that it printed."""
    try:
        code = run.run(words)
    except SystemExit as stop:
        code = int(stop.code or 0)
    printed = capsys.readouterr()
    return code, printed.out + printed.err


def replaced(**parts: bytes) -> bytes:
    """A Word file whose body is this instead."""
    return bytes(Package.open(docx("x")).replace({"word/document.xml": parts["body"]}))


WORKBOOK = replaced(body=b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>')
SLIDES = replaced(body=b'<p:p xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"/>')
BODILESS = replaced(
    body=b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:sectPr/></w:document>'
)
SAVE = "save it from Word as Word Document (.docx)"
OPEN = "open it in Word, and save it as Word Document (.docx)"
AGAIN = "open the file in Word and save it again as Word Document (.docx)"


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "the file is empty; take a whole one from where it was saved or sent"),
        (b"%PDF-1.7 ...", f"this is a PDF, whatever its name says, and not a Word file; {OPEN}"),
        (b"{\\rtf1 ...}", f"this is a Rich Text document, whatever its name says, and not a Word file; {OPEN}"),
        (
            OPENDOCUMENT,
            "this is an OpenDocument file, as LibreOffice saves them, whatever its name says, and not a Word file; "
            f"{OPEN}",
        ),
        (WORKBOOK, f"this file holds an Excel workbook, and no Word document; {SAVE}"),
        (SLIDES, f"this file holds a PowerPoint presentation, and no Word document; {SAVE}"),
        (replaced(body=b"<html/>"), f"this file holds something else, and no Word document; {SAVE}"),
        (BODILESS, f"the part word/document.xml has no body, or more than one; {AGAIN}"),
    ],
    ids=["empty", "PDF", "RTF", "ODT", "workbook", "slides", "something else", "no body"],
)
def test_what_is_no_word_document_is_called_by_its_name_by_every_command(
    content: bytes, found: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "x.docx").write_bytes(content)
    for command in (["template", "check"], ["template", "show"], ["check-document"]):
        code, printed = said([*command, "x.docx"], capsys)
        assert (command, code, bool(re.search(f"x.docx: [a-z-]+: {re.escape(found)}\n", printed))) == (command, 1, True)


@pytest.mark.parametrize("content", [WORKBOOK, BODILESS], ids=["workbook", "no body"])
def test_comments_on_what_is_no_word_document_are_refused(
    content: bytes, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "x.docx").write_bytes(content)
    code, printed = said(["template", "check", "x.docx", "--comments", "out.docx"], capsys)
    assert code == 1
    assert printed.endswith(
        "out.docx: no-comments: no comments can be put into this template; correct what is said of the file first\n"
    )
    assert not (here / "out.docx").exists()


@needs_pipes
@pytest.mark.parametrize(
    "words",
    [
        ["template", "check", "pipe.docx"],
        ["template", "show", "pipe.docx"],
        ["template", "fields", "--schema", "pipe.docx"],
        ["template", "render", "good.docx", "pipe.docx", "-o", "out.docx"],
        ["template", "preview", "pipe.docx"],
        ["template", "restyle", "pipe.docx", "good.docx"],
        ["check-document", "pipe.docx"],
        ["attach", "pipe.docx", "good.docx", "-o", "out.docx"],
        ["check", "pipe.docx"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_pipe_into_which_nobody_writes_keeps_no_command_waiting(words: list[str], here: Path) -> None:
    os.mkfifo(here / "pipe.docx")
    (here / "good.docx").write_bytes(docx("x", properties="Good"))
    waited = signal.signal(signal.SIGALRM, _waited_too_long)
    signal.alarm(30)
    try:
        assert _code(words) in {1, 2}
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, waited)


def _waited_too_long(*_: object) -> None:
    raise AssertionError("the command waits for somebody to write")


def _code(words: list[str]) -> int | str | None:
    try:
        return run.run(words)
    except SystemExit as wrong_use:
        return wrong_use.code


@needs_pipes
def test_a_pipe_with_a_writer_is_read_to_its_end(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    content = bytes(range(256)) * 4096
    writer = threading.Thread(target=(tmp_path / "pipe").write_bytes, args=(content,))
    begun = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)  # a reader, so that the writer can begin
    writer.start()
    try:
        assert _read_when_begun(tmp_path / "pipe") == content
    finally:
        os.close(begun)
        writer.join()


def _read_when_begun(path: Path) -> bytes:
    """What is read from a pipe as soon as its writer is there."""
    for _ in range(1000):
        content = files.read_file(path)
        if content:
            return content
        threading.Event().wait(0.01)
    return b""


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_device_is_read_no_further_than_is_allowed(tmp_path: Path) -> None:
    assert len(files.read_file(Path("/dev/zero"), most=5_000_000)) == 5_000_001
    (tmp_path / "longer").write_bytes(bytes(12))
    assert len(files.read_file(tmp_path / "longer", most=10)) == 11


@needs_pipes
def test_what_is_no_file_is_not_replaced_by_one(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    problem = whole_files.write(tmp_path, "pipe.docx", b"content")
    assert str(problem) == (
        f"{tmp_path / 'pipe.docx'}: unwritable-file: the document cannot be written (a pipe or a device stands there); "
        "a file or a folder of this name is in the way: move it and run again"
    )
    assert (tmp_path / "pipe.docx").is_fifo()
    assert [it.name for it in tmp_path.iterdir()] == ["pipe.docx"]


@pytest.mark.parametrize(
    "words",
    [
        ["template", "render", "t.docx", "data.yaml", "-o", "t.docx"],
        ["template", "render", "t.docx", "data.yaml", "-o", "folder/../t.docx"],
        ["template", "check", "t.docx", "--comments", "t.docx"],
    ],
    ids=["render", "render by another path", "comments"],
)
def test_a_template_is_never_overwritten_with_what_is_made_from_it(
    words: list[str], here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "folder").mkdir()
    (here / "t.docx").write_bytes(docx("{{ name }}", properties="T"))
    (here / "data.yaml").write_text("name: Ann\n", encoding="utf-8")
    before = (here / "t.docx").read_bytes()
    code, printed = said(words, capsys)
    assert code == 1
    assert printed.endswith(
        f"{words[-1]}: result-is-source: this is what the document is made from, and would be overwritten; "
        "give another name after -o, --comments or --word\n"
    )
    assert (here / "t.docx").read_bytes() == before


@pytest.mark.parametrize("name", ["", "out", "data.yaml", ".", "/", "out.doc"])
def test_a_document_is_written_under_a_name_that_word_opens(
    name: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "t.docx").write_bytes(docx("x", properties="T"))
    (here / "data.yaml").write_text("name: Ann\n", encoding="utf-8")
    for words in (["render", "t.docx", "data.yaml", "-o"], ["check", "t.docx", "--comments"], ["fields", "--word"]):
        code, printed = said(["template", *words, name], capsys)
        assert (code, printed.endswith(f": {name or 'nothing'} does not end in .docx\n")) == (2, True)
    assert (here / "data.yaml").read_text(encoding="utf-8") == "name: Ann\n"


def test_a_preview_does_not_overwrite_its_template(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "t.docx").write_bytes(docx("x"))
    assert said(["template", "preview", "t.docx", "-o", "t.docx"], capsys)[0] == 2
    assert (here / "t.docx").read_bytes() == docx("x")


def test_a_schema_that_cannot_be_read_is_told_apart_from_one_that_is_none(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "folder").mkdir()
    assert said(["template", "fields", "--schema", "folder"], capsys) == (
        1,
        "folder: unreadable-file: the file cannot be read (Is a directory); check its name and its permissions\n",
    )


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_file_name_gives_no_orders_to_the_terminal(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "red\x1b[31m\x9b.docx"
    (here / name).write_bytes(b"")
    _, printed = said(["template", "show", name], capsys)
    assert printed.startswith("red\\u001b[31m\\u009b.docx: damaged-file: the file is empty")


def test_a_schema_that_says_what_no_document_holds_is_refused_for_a_document_and_shown_on_the_screen(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    schema = '{"type": "object", "properties": {"a": {"type": "string", "description": "x\\u0001y"}}}'
    (here / "schema.json").write_text(schema, encoding="utf-8")
    assert said(["template", "fields", "--schema", "schema.json", "--word", "out.docx"], capsys) == (
        1,
        "schema.json: character-not-for-word: the character U+0001 stands in the text, and no Word document can hold it; take it out of the data\n",
    )
    code, printed = said(["template", "fields", "--schema", "schema.json"], capsys)
    assert (code, "x\\u0001y" in printed) == (0, True)


def test_a_pdf_that_is_named_as_one_is_not_said_to_pretend(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "x.pdf").write_bytes(b"%PDF-1.7 ...")
    assert said(["check-document", "x.pdf"], capsys) == (
        1,
        f"x.pdf: 1 error\n  error: x.pdf: not-a-word-file: this is a PDF and not a Word file; {OPEN}\n\n"
        "0 of 1 file in order. 1 refused, for the reasons above.\n",
    )
