"""LibreOffice that stays for the next file: the same PDFs, and nothing left of it; a stand-in fails on demand."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from engross import pdf, temporary
from engross.pdf.converter import Converter
from engross.pdf.files import Archive, ConvertedPdf, WordFile
from engross.pdf.keeping import KeptConverter, Limits, kept
from engross.pdf.marked_text import marked_text
from engross.problems import Problem
from engross.word import for_conversion
from tests.engross.pdf.documents import WORD_FILES
from tests.engross.pdf.test_converter import HINT, made, running, words
from tests.printed.documents import document

STAND_IN = """#!{python}
import os, sys, time
from pathlib import Path
from urllib.parse import unquote
arguments = sys.argv[1:]
with open({log!r}, "a") as log:
    print(os.getpid(), arguments[-1], file=log)
if arguments[-1].startswith("macro:"):
    if Path({log!r} + ".managed").exists():
        sys.exit(0)
    folder = Path(unquote(arguments[0].partition("file://")[2])).parent
    macro = (folder / "profile/user/basic/Standard/Kept.xba").read_text()
    assert folder.as_uri() in macro
    (folder / "ready").touch()
    number = 0
    while True:
        if (folder / f"{{number}}.ask").exists():
            content = (folder / f"{{number}}.docx").read_bytes()
            if content == b"crash":
                os.abort()
            if content == b"hang":
                time.sleep(60)
            if content not in (b"fail", b"crash once"):
                (folder / f"{{number}}.pdf").write_bytes(b"%PDF-1.7 " + content + b" %%EOF")
            (folder / f"{{number}}.told").touch()
            number += 1
        time.sleep(0.01)
file = Path(arguments[-1])
if file.read_bytes() not in (b"fail", b"hang", b"crash"):
    file.with_suffix(".pdf").write_bytes(b"%PDF-1.7 " + file.read_bytes() + b" %%EOF")
"""
ALONE = """
import sys, time
from pathlib import Path
from engross import interrupts
from engross.pdf.converter import Converter
from engross.pdf.files import WordFile
from engross.pdf.keeping import kept
interrupts.install()
office = kept(Converter(Path(sys.argv[1])))
office.convert([WordFile("plan.docx", b"one")])
print("made", flush=True)
if sys.argv[2:]:
    time.sleep(60)
"""


SPACED_OTHERWISE = {"20.docx"}
"""Where LibreOffice 7.4, told by --convert-to, gives two numbers of a list the letter spacing of another paragraph."""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    if os.name != "posix":
        pytest.skip("the stand-in for LibreOffice is a script with a first line, which only POSIX runs")
    path = tmp_path / "soffice"
    path.write_text(STAND_IN.format(python=sys.executable, log=str(tmp_path / "log")))
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


@pytest.fixture
def stand_in(program: Path) -> Iterator[KeptConverter]:
    office = KeptConverter(Converter(program, patience=5.0), Limits(files=3, silence=60.0, patience=5.0))
    yield office
    office.close()


def begun(program: Path) -> list[str]:
    """How the stand-in was called, in order: to stay, or for a file."""
    lines = (program.parent / "log").read_text().splitlines()
    return ["to stay" if "macro:" in line else "for one file" for line in lines]


def processes(program: Path) -> list[int]:
    return [int(line.split()[0]) for line in (program.parent / "log").read_text().splitlines()]


def test_one_libreoffice_makes_one_pdf_after_the_other(stand_in: KeptConverter, program: Path) -> None:
    assert stand_in.convert(words("one")) == (made("one"),)
    assert stand_in.convert(words("two")) == (made("two"),)
    assert begun(program) == ["to stay"]


def test_it_is_replaced_after_so_many_files(stand_in: KeptConverter, program: Path) -> None:
    contents = [f"plan {number}" for number in range(7)]
    assert stand_in.convert(words(*contents)) == tuple(map(made, contents))
    assert begun(program) == ["to stay"] * 3
    *ended, last = processes(program)
    assert not any(map(running, ended))
    os.kill(last, 0)  # it is there


def test_it_ends_after_silence_and_the_next_file_begins_another(program: Path) -> None:
    office = KeptConverter(Converter(program), Limits(silence=0.1))
    office.convert(words("one"))
    (process,) = processes(program)
    assert not running(process)
    assert office.convert(words("two")) == (made("two"),)
    office.close()
    assert begun(program) == ["to stay"] * 2


def test_a_file_that_it_fails_with_is_tried_by_a_process_of_its_own_which_says_what_is_wrong(
    stand_in: KeptConverter, program: Path
) -> None:
    once, failed, after = stand_in.convert(words("crash once", "fail", "after"))
    assert once == made("crash once")
    assert str(failed) == f"plan.docx: pdf-failed: LibreOffice could not make a PDF of this file; {HINT}"
    assert after == made("after")
    one_file = ["for one file"]
    assert begun(program) == ["to stay", *one_file, "to stay", *one_file * 3, "to stay"], (
        "tried twice, and a whole one between"
    )


@pytest.mark.parametrize("fault", ["crash", "hang"])
def test_one_that_crashes_or_hangs_is_ended_and_the_next_file_begins_another(program: Path, fault: str) -> None:
    office = KeptConverter(Converter(program, patience=5.0), Limits(patience=0.5))
    failed, after = office.convert(words(fault, "after"))
    assert isinstance(failed, Problem)
    assert failed.id == "pdf-failed"
    assert after == made("after")
    assert not running(processes(program)[0])
    office.close()


def test_one_that_was_ended_by_somebody_else_is_begun_anew(stand_in: KeptConverter, program: Path) -> None:
    stand_in.convert(words("one"))
    os.kill(processes(program)[0], 9)
    assert stand_in.convert(words("two")) == (made("two"),)
    assert stand_in.convert(words("three")) == (made("three"),)
    assert begun(program) == ["to stay", "for one file", "to stay"]


def test_where_macros_may_not_run_each_file_has_a_process_of_its_own(stand_in: KeptConverter, program: Path) -> None:
    (program.parent / "log.managed").touch()
    assert stand_in.convert(words("one", "two")) == (made("one"), made("two"))
    assert begun(program) == ["to stay", "for one file", "for one file"]


def test_a_pdf_for_an_archive_has_a_process_of_its_own(stand_in: KeptConverter, program: Path) -> None:
    assert stand_in.convert(words("one"), Archive.A2B) == (made("one"),)
    assert begun(program) == ["for one file"]


@pytest.mark.parametrize("how", ["by itself", "told to stop", "killed"])
def test_it_ends_with_its_process_and_leaves_nothing(program: Path, how: str) -> None:
    place = program.parent / "temporary"
    place.mkdir()
    command = [sys.executable, "-c", ALONE, str(program), *(() if how == "by itself" else ("wait",))]
    environment = {**os.environ, "TMPDIR": str(place)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as run:  # noqa: S603  # our own words
        assert run.stdout is not None
        assert run.stdout.readline() == b"made\n"
        if how != "by itself":
            run.send_signal(15 if how == "told to stop" else 9)
        run.wait(20)
    (process,) = processes(program)
    assert not running(process)
    if how == "killed":  # the next process that needs such a folder takes it away
        temporary.sweep(next(place.iterdir()))
    assert [path for path in place.rglob("*") if path.parent != place] == []


@pytest.mark.soak
def test_its_pdfs_are_byte_for_byte_those_of_a_process_of_their_own(office: Converter) -> None:
    """Fifty documents, and the same in the other order: what came before leaves no trace, and the words are the same."""
    named = {**WORD_FILES, **{f"{seed}.docx": document(seed) for seed in range(60)}}
    results = pdf.to_pdf(replace(office, patience=20.0), files_of(named), prepare=for_conversion)
    expected = {name: result for name, result in zip(named, results, strict=True) if isinstance(result, ConvertedPdf)}
    assert len(expected) > 50, "some keep LibreOffice 7.4 busy for ever"
    files = files_of({name: named[name] for name in expected})
    stays = KeptConverter(office, Limits(files=100))
    forwards, backwards = (
        dict(zip(list(expected)[::order], pdf.to_pdf(stays, files[::order], prepare=for_conversion), strict=True))
        for order in (1, -1)
    )
    stays.close()
    assert forwards == backwards
    assert {name for name, made in expected.items() if forwards[name] != made} <= SPACED_OTHERWISE
    for name in SPACED_OTHERWISE & expected.keys():
        again = forwards[name]
        assert isinstance(again, ConvertedPdf)
        assert marked_text(again.data) == marked_text(expected[name].data)


def files_of(named: dict[str, bytes]) -> list[WordFile]:
    return [WordFile(name, data) for name, data in named.items()]


@pytest.mark.soak
def test_the_real_one_stays_and_its_pdf_is_that_of_a_process_of_its_own(office: Converter) -> None:
    stays = KeptConverter(office)
    letter = [WordFile("short plan.docx", WORD_FILES["short plan.docx"])]
    first, second = (pdf.to_pdf(stays, letter, prepare=for_conversion) for _ in range(2))
    begun_at = time.monotonic()
    stays.close()
    assert first == second == pdf.to_pdf(office, letter, prepare=for_conversion)
    assert time.monotonic() - begun_at < 30


def test_a_process_has_one_that_stays(program: Path) -> None:
    assert kept(Converter(program)) is kept(Converter(program))


def test_each_who_asks_for_it_in_a_process_gets_the_same_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pdf, "find_converter", lambda: Converter(tmp_path / "soffice"))
    assert pdf.kept_converter() is pdf.kept_converter()
