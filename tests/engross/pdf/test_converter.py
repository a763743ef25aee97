"""How Word files go through LibreOffice; a stand-in for it fails, hangs and crashes on demand."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from engross import pdf
from engross.interrupts import SAID
from engross.pdf import converter as room
from engross.pdf import program
from engross.pdf.command_line import export_options
from engross.pdf.converter import Converter
from engross.pdf.files import Archive, WordFile
from engross.problems import Problem, Refused
from tests.needs import lacking

STAND_IN = """#!{python}
import os, subprocess, sys, time
from pathlib import Path
arguments = sys.argv[1:]
folder = Path(arguments[arguments.index("--outdir") + 1])
files = [Path(name) for name in arguments[arguments.index("--outdir") + 2 :]]
with open({log!r}, "a") as log:
    print(len(files), arguments[0], file=log)
for file in files:
    words = file.read_bytes()
    if words == b"crash":
        os.abort()
    if words == b"hang":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        Path({log!r} + ".child").write_text(str(child.pid))
        time.sleep(60)
    if words == b"slow":
        time.sleep(1)
    while words == b"wait" and not Path({log!r} + ".go").exists():
        time.sleep(0.01)
    if words == b"half":
        file.with_suffix(".pdf").write_bytes(b"%PDF-1.7 and no more")
    if words not in (b"fail", b"half"):
        (folder / (file.stem + ".pdf")).write_bytes(b"%PDF-1.7 " + words + b" %%EOF")
"""
CONVERT = """
import sys
from pathlib import Path
from engross import interrupts
from engross.pdf import converter
from engross.pdf.files import WordFile
interrupts.install()
converter.Converter(Path(sys.argv[1]), processes=2).convert([WordFile("plan.docx", b"hang")] * 9)
"""
HINT = "open it in Word, save it again as Word Document (.docx), then run again"


@pytest.fixture
def stand_in(tmp_path: Path) -> Converter:
    if os.name != "posix":
        pytest.skip("the stand-in for LibreOffice is a script with a first line, which only POSIX runs")
    program = tmp_path / "soffice"
    program.write_text(STAND_IN.format(python=sys.executable, log=str(tmp_path / "log")))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return Converter(program, processes=2, patience=1.0)


def calls(office: Converter) -> list[int]:
    """How many files each call of the stand-in was given."""
    return [int(line.split()[0]) for line in (office.program.parent / "log").read_text().splitlines()]


def words(*contents: str) -> list[WordFile]:
    return [WordFile("plan.docx", content.encode()) for content in contents]


def made(content: str) -> bytes:
    return f"%PDF-1.7 {content} %%EOF".encode()


def test_files_of_the_same_name_each_get_their_own_pdf_in_their_order(stand_in: Converter) -> None:
    contents = [f"plan {number}" for number in range(11)]
    assert stand_in.convert(words(*contents)) == tuple(made(content) for content in contents)
    assert sorted(calls(stand_in)) == [5, 6]


def test_a_pdf_comes_while_libreoffice_is_at_a_later_file(stand_in: Converter) -> None:
    come = replace(stand_in, processes=1, patience=20.0).as_they_come(words("one", "two", "wait", "three"))
    assert next(come) == (0, made("one"))
    assert calls(stand_in) == [4]
    (stand_in.program.parent / "log.go").touch()
    assert list(come) == [(1, made("two")), (2, made("wait")), (3, made("three"))]


def test_what_goes_wrong_while_libreoffice_runs_is_not_waited_for(
    stand_in: Converter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_settle", lambda *_: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        stand_in.convert(words("one"))


def test_no_files_start_no_process(stand_in: Converter) -> None:
    assert stand_in.convert([]) == ()
    assert not (stand_in.program.parent / "log").exists()


def test_a_few_files_start_one_process_only(stand_in: Converter) -> None:
    stand_in.convert(words("one", "two", "three", "four"))
    assert calls(stand_in) == [4]


@pytest.mark.parametrize(("files", "lists"), [(0, 0), (1, 1), (4, 1), (5, 2), (128, 2), (129, 4), (1000, 16)])
def test_no_list_is_over_64_files_and_the_processes_get_equally_many(files: int, lists: int) -> None:
    assert room._how_many_lists(files, 2) == lists  # noqa: SLF001  # the rule itself
    assert -(-files // max(lists, 1)) <= room.LONGEST_LIST


def test_each_process_has_a_profile_of_its_own(stand_in: Converter) -> None:
    stand_in.convert(words(*"abcdefgh"))
    profiles = [line.split()[1] for line in (stand_in.program.parent / "log").read_text().splitlines()]
    assert len(set(profiles)) == 2
    assert all(profile.startswith("-env:UserInstallation=file:///") for profile in profiles)


def test_a_file_that_libreoffice_passes_over_is_named_though_the_exit_code_is_0(stand_in: Converter) -> None:
    one, failed, two = stand_in.convert(words("one", "fail", "two"))
    assert (one, two) == (made("one"), made("two"))
    assert str(failed) == f"plan.docx: pdf-failed: LibreOffice could not make a PDF of this file; {HINT}"
    assert calls(stand_in) == [3, 1]


def test_a_pdf_that_breaks_off_counts_as_none(stand_in: Converter) -> None:
    (half,) = stand_in.convert(words("half"))
    assert isinstance(half, Problem)
    assert half.id == "pdf-failed"


def test_a_crash_costs_the_file_it_was_at_and_no_other(stand_in: Converter) -> None:
    one, crashed, two, three = stand_in.convert(words("one", "crash", "two", "three"))
    assert (one, two, three) == (made("one"), made("two"), made("three"))
    assert isinstance(crashed, Problem)
    assert calls(stand_in) == [4, 1, 2]


def test_each_pdf_gives_libreoffice_more_time_and_is_told_once(stand_in: Converter) -> None:
    office = replace(stand_in, processes=1, patience=3.0)
    come = office.as_they_come(words(*["slow"] * 4))
    assert list(come) == [(number, made("slow")) for number in range(4)]
    assert calls(office) == [4], "all together take longer than its patience, and none of them does"


def test_a_file_that_hangs_is_ended_with_its_children_and_the_rest_goes_on(stand_in: Converter) -> None:
    started = time.monotonic()
    hung, one = stand_in.convert(words("hang", "one"))
    assert one == made("one")
    assert str(hung) == f"plan.docx: pdf-hung: LibreOffice did not finish with this file in 1 seconds; {HINT}"
    assert time.monotonic() - started < 20
    child = int((stand_in.program.parent / "log.child").read_text())
    assert not running(child)


@pytest.mark.parametrize(
    ("script", "longest"),
    [("exit 0", 3), ("exit 3", 3), ("sleep 60", 9), ("kill -9 $$", 3), ("rm -f *.docx", 3), (None, 3)],
    ids=["does nothing", "fails", "hangs", "crashes", "takes the files away", "is no program"],
)
def test_a_libreoffice_that_makes_nothing_is_told_by_itself_and_no_file_is_blamed(
    stand_in: Converter, script: str | None, longest: float
) -> None:
    stand_in.program.write_bytes(b"no program" if script is None else f"#!/bin/sh\n{script}\n".encode())
    begun = time.monotonic()
    results = stand_in.convert(words(*"abcdefgh"))
    assert {str(result) for result in results} == {
        f"LibreOffice: libreoffice-fails: LibreOffice at {stand_in.program.as_posix()} makes no PDF, not even of a document of one "
        "word; start it by hand to see whether it runs; if it does not, install it again, or name another in the variable "
        "LIBREOFFICE_PROGRAM; then run again"
    }
    assert time.monotonic() - begun < longest * 2, "eight files are not waited for one after the other"


def test_where_each_file_is_at_fault_libreoffice_is_not_blamed(stand_in: Converter) -> None:
    results = stand_in.convert(words("fail", "crash", "half"))
    assert [str(result) for result in results] == [
        f"plan.docx: pdf-failed: LibreOffice could not make a PDF of this file; {HINT}"
    ] * 3


def test_of_the_document_on_which_it_is_tried_libreoffice_makes_a_pdf(office: Converter) -> None:
    (result,) = office.convert([WordFile("trial.docx", program.trial())])
    assert isinstance(result, bytes)


@pytest.mark.parametrize(("stop", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_stop_ends_libreoffice_and_takes_its_folders_away(stand_in: Converter, stop: int, code: int) -> None:
    """LibreOffice runs in a session of its own, where no Ctrl-C of the terminal reaches it."""
    child, temporary = stand_in.program.parent / "log.child", stand_in.program.parent / "temporary"
    temporary.mkdir()
    words = [sys.executable, "-c", CONVERT, str(stand_in.program)]
    where = {**os.environ, "TMPDIR": str(temporary)}
    with subprocess.Popen(words, stderr=subprocess.PIPE, env=where) as run:  # noqa: S603  # our own words
        while not child.exists() or not child.read_text():
            assert run.poll() is None
            time.sleep(0.01)
        run.send_signal(stop)
        _, errors = run.communicate(timeout=20)
    assert (run.returncode, errors.decode()) == (code, SAID)
    assert not running(int(child.read_text()))
    assert [path for path in temporary.rglob("*") if path.parent != temporary] == [], "the place itself stays, empty"


def running(process: int) -> bool:
    """Whether a process still runs; one that was killed is given a moment to go."""
    for _ in range(100):
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().split(")")[-1].split()[0] == "Z":
                return False
        except OSError:
            return False
        time.sleep(0.05)
    return True


def test_where_libreoffice_is_missing_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(program, "_PLACES", ())
    with pytest.raises(Refused) as refused:
        pdf.find_converter()
    assert str(refused.value) == (
        "LibreOffice: libreoffice-missing: LibreOffice, which makes the PDFs, was not found; install it (Debian and Ubuntu: sudo apt "
        "install libreoffice-writer-nogui fonts-crosextra-carlito fonts-crosextra-caladea fonts-liberation; "
        "Windows and macOS: from libreoffice.org), name its program in the variable LIBREOFFICE_PROGRAM, "
        "or leave the PDFs out"
    )


@pytest.mark.parametrize(("ci", "end"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)])
def test_a_test_without_libreoffice_is_skipped_but_fails_in_continuous_integration(
    monkeypatch: pytest.MonkeyPatch, ci: str, end: type[BaseException]
) -> None:
    monkeypatch.setenv("CI", ci)
    with pytest.raises(end, match="LibreOffice was not found"):
        lacking("LibreOffice was not found")


def test_where_the_pdf_library_is_missing_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "find_spec", lambda _: None)
    with pytest.raises(Refused) as refused:
        pdf.require()
    assert str(refused.value) == (
        "pikepdf: pdf-library-missing: PDF files need the Python library pikepdf, which is not installed; "
        "install it (pip install pikepdf), or leave the PDFs out"
    )


def test_a_word_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = tmp_path / "plan.docx"
    with pytest.raises(Refused) as refused:
        WordFile.read(missing)
    message = "the file cannot be read (No such file or directory)"
    assert str(refused.value) == f"{missing}: unreadable-file: {message}; check its name and its permissions"


def test_the_export_is_tagged_without_comments_and_archival_by_choice() -> None:
    assert '"PDFUACompliance": {"type": "boolean", "value": "true"}' in export_options(None)
    assert '"ExportNotes": {"type": "boolean", "value": "false"}' in export_options(None)
    assert '"SelectPdfVersion": {"type": "long", "value": "3"}' in export_options(Archive.A3B)
