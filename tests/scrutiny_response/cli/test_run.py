"""The commands as people type them: whole screens, exit codes, encodings, closed pipes, Ctrl-C."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from msgspec.structs import replace

from engross.problems import Problem, TextPlace
from scrutiny_response import __version__, resources
from scrutiny_response.cli import arguments, record_commands, run, screen
from scrutiny_response.domain.assessment import State
from scrutiny_response.generate import cycle
from scrutiny_response.store.outcome import CycleOutcome, Outcome
from tests.assessment_files import as_yaml
from tests.paths import ROOT
from tests.progress import without_progress
from tests.samples import an_assessment
from tests.small_templates import write_templates

PIPE_PAUSE = screen.PIPE_PAUSE
"""As people have it; in tests it is endless."""
ASSESSMENT = an_assessment(state=State.ISSUED, evaluations=(), documents=("letter",))
GOOD = {"strathlorne": as_yaml(ASSESSMENT)}
BAD = {"glenarra": as_yaml(replace(ASSESSMENT, reference="PSR-2026-009")).replace("reference", "refrence", 1)}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def reading(here: Path) -> Callable[..., None]:
    """Makes folders `inputs` and `templates` here, and puts files into the first."""
    (here / "inputs").mkdir()
    write_templates(here / "templates", letter="Dear {{ addressee.salutation }}")

    def give(*files: Mapping[str, str]) -> None:
        for name, text in (item for file in files for item in file.items()):
            (here / "inputs" / f"{name}.yaml").write_text(text, encoding="utf-8")

    return give


def _usage_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        run.run(words)
    assert stopped.value.code == 2
    screen = capsys.readouterr()
    assert screen.out == ""
    return screen.err.splitlines()[-1]


def _command(
    *words: str, cwd: Path | None = None, env: dict[str, str] | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "scrutiny_response", *words]
    return subprocess.run(  # noqa: S603  # our own words
        command, stdout=stdout, stderr=subprocess.PIPE, cwd=cwd, env=env, timeout=60, check=False
    )


def test_a_run_in_which_all_is_written(
    here: Path, reading: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    reading(GOOD)
    assert run.run(["generate"]) == 0
    screen = capsys.readouterr()
    assert screen.out == (
        "Written\n"
        "  PSR-2026-014  Strathlorne Health and Social Care Partnership: assisted improvement support; ready to issue\n"
        "      output/PSR-2026-014-Strathlorne Health and Social Care Partnership/letter.docx\n"
        "\n"
        "1 of 1 assessment written: 1 document in output.\n"
    )
    assert screen.err == ""
    assert (here / "output/PSR-2026-014-Strathlorne Health and Social Care Partnership/letter.docx").is_file()


def test_a_run_in_which_some_are_refused(
    here: Path, reading: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    reading(BAD, GOOD)
    assert run.run(["generate", "-o", "elsewhere"]) == 1
    screen = capsys.readouterr()
    assert screen.out == (
        "Written\n"
        "  PSR-2026-014  Strathlorne Health and Social Care Partnership: assisted improvement support; ready to issue\n"
        "      elsewhere/PSR-2026-014-Strathlorne Health and Social Care Partnership/letter.docx\n"
        "\n"
        "Refused\n"
        "  inputs/glenarra.yaml\n"
        "      inputs/glenarra.yaml:1:1: unknown-key: `refrence` is not a key here; did you mean `reference`?\n"
        "          refrence: PSR-2026-009\n"
        "          ^\n"
        "\n"
        "1 of 2 assessments written: 1 document in elsewhere. 1 refused, for the reasons above.\n"
    )
    assert screen.err == ""
    assert not (here / "output").exists()
    assert sorted(path.name for path in (here / "elsewhere").iterdir()) == [
        "PSR-2026-014-Strathlorne Health and Social Care Partnership",
        "manifest.json",
        "manifest.xlsx",
    ]


def test_a_check_writes_nothing(here: Path, reading: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    reading(GOOD)
    assert run.run(["check"]) == 0
    assert capsys.readouterr().out == (
        "In order\n"
        "  PSR-2026-014  Strathlorne Health and Social Care Partnership: assisted improvement support; ready to issue\n"
        "\n"
        "1 of 1 assessment in order. Nothing was written.\n"
    )
    assert not (here / "output").exists()


def test_the_levels_come_with_their_reasons(reading: Callable[..., None], capsys: pytest.CaptureFixture[str]) -> None:
    reading(GOOD)
    assert run.run(["level"]) == 0
    assert capsys.readouterr().out.startswith(
        "Reference     Conditions met  Indicated level  Level of support  Partnership\n"
        "PSR-2026-014  2 of 5          assisted         assisted          "
        "Strathlorne Health and Social Care Partnership\n"
        "\n"
        "PSR-2026-014  Strathlorne Health and Social Care Partnership\n"
        "  - Two of the five conditions are met: "
    )


@pytest.mark.parametrize("command", ["generate", "check", "level"])
def test_json_is_the_whole_answer(
    command: str, reading: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    reading(BAD, GOOD)
    assert run.run([command, "--json"]) == 1
    screen = capsys.readouterr()
    document = json.loads(screen.out)
    assert (document["command"], document["version"], document["refused"]) == (command, __version__, 1)
    assert [outcome["file"] for outcome in document["outcomes"]] == ["inputs/glenarra.yaml", "inputs/strathlorne.yaml"]
    assert document["outcomes"][0]["problems"][0]["place"]["line"] == 1
    assert screen.err == ""


@pytest.mark.usefixtures("here")
def test_without_inputs_a_new_user_is_told_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    assert _usage_error(["generate"], capsys) == (
        "scrutiny: error: there is no folder called inputs here; go to the cycle's folder, name the assessment files, "
        "or make a new cycle with: scrutiny init mycycle"
    )


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["generate", "gone.yaml"], "argument INPUTS: there is nothing called gone.yaml here"),
        (["check", "--framework", "gone.yaml"], "argument --framework: there is nothing called gone.yaml here"),
        (["check", "--templates", "gone"], "argument --templates: there is no folder called gone here"),
        (["workbook", "--read", "gone.xlsx", "."], "there is nothing called gone.xlsx here"),
        *(
            ([*words, "-o", "mistyped"], "argument -o/--output: there is no folder called mistyped here")
            for words in (["issue", "--all"], ["withdraw", "PSR-2026-014", "--reason", "x"], ["emails", "."])
        ),
        (["generate", "--outptu=x", "."], "unrecognized arguments: --outptu=x"),
        (["init"], "the following arguments are required: FOLDER"),
        (
            ["generat"],
            "there is no command `generat`; did you mean `scrutiny generate`? `scrutiny help` lists them all",
        ),
        (["hlep"], "there is no command `hlep`; did you mean `scrutiny help`? `scrutiny help` lists them all"),
        (["help", "isue"], "there is no command `isue`; did you mean `scrutiny issue`? `scrutiny help` lists them all"),
        (
            ["new", "\udce9lan"],
            "argument NAME: this text has U+DCE9 (half of a character), which no document can hold; type it anew",
        ),
        (
            ["issue", "--all", "--approved-by", "a\x07b"],
            "argument --approved-by: this text has U+0007 (a control character), which no document can hold; type it anew",
        ),
        (["withdraw", ".", "--reason", "x"], ". is a folder; name one reference, or the file of its assessment"),
        (["note", ".", "closed"], ". is a folder; name one reference, or the file of its assessment"),
        (["plan.docx"], "there is no command `plan.docx`; `scrutiny help` lists them all"),
    ],
)
def test_wrong_use_is_said_in_one_line(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert _usage_error(words, capsys).endswith(f"error: {message}")


def test_templates_here_are_used_instead_of_those_shipped(
    here: Path, reading: Callable[..., None], capsys: pytest.CaptureFixture[str]
) -> None:
    reading(GOOD)
    (here / "templates/letter.docx").unlink()
    assert run.run(["check"]) == 1
    assert capsys.readouterr().out == (
        "The cycle as a whole\n"
        "  templates: no-templates: there is no Word template here; put the Word templates there, or name their folder with "
        "--templates\n"
        "\n"
        "Nothing was done.\n"
    )


@pytest.mark.usefixtures("here")
def test_a_new_cycle_is_made_and_the_next_step_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.run(["init", "mycycle"]) == 0
    assert capsys.readouterr().out == (
        "Made\n"
        "  mycycle/inputs\n"
        "  mycycle/schemas\n"
        "  mycycle/templates\n"
        "  mycycle/output\n"
        "  mycycle/README.txt\n"
        "\n"
        "Go there (cd mycycle) and type: scrutiny generate\n"
    )


def test_a_second_new_cycle_in_one_place_is_refused(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "mycycle/output").mkdir(parents=True)
    assert run.run(["init", "mycycle"]) == 1
    assert capsys.readouterr().out == (
        "mycycle/output: already-there: this is there already, and nothing is overwritten; choose another folder, or move it away\n"
    )
    assert run.run(["init", "mycycle", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert (document["made"], document["problems"][0]["id"]) == ([], "already-there")


def test_the_shipped_cycle_is_written_whole_and_quietly(tmp_path: Path) -> None:
    done = _command("generate", str(resources.inputs()), "-o", str(tmp_path / "out"), "--json", cwd=tmp_path)
    document = json.loads(done.stdout)
    assert [outcome["problems"] for outcome in document["outcomes"] if outcome["refused"]] == []
    assert (done.returncode, without_progress(done.stderr)) == (0, b"")
    written = [path for outcome in document["outcomes"] for path in outcome["documents"]]
    there = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.*")}
    assert sorted(written) == sorted(there - {"manifest.json", "manifest.xlsx"})
    assert len(written) == document["documents"] >= len(document["outcomes"]) >= 6


def test_the_example_in_the_readme_is_what_a_misspelt_key_gives(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(resources.inputs(), here / "inputs")
    write_templates(here / "templates", letter="Dear {{ addressee.salutation }}")
    sample = here / "inputs/strathlorne.yaml"
    sample.write_text(sample.read_text(encoding="utf-8").replace("  name: Str", "  nmae: Str", 1), encoding="utf-8")
    assert run.run(["check", "inputs/strathlorne.yaml"]) == 1
    problem = capsys.readouterr().out.split("\n\n")[0].split("\n", maxsplit=2)[2]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert textwrap.indent(textwrap.dedent(problem), "   ") in readme


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_names_are_printed_as_utf8_whatever_the_terminal_speaks(tmp_path: Path, encoding: str) -> None:
    folder = tmp_path / "Comhairle Àrd"
    folder.mkdir()
    shutil.copy(resources.inputs() / "cycle.yaml", folder)
    text = (resources.inputs() / "strathlorne.yaml").read_text(encoding="utf-8")
    (folder / "strathlorne.yaml").write_text(
        text.replace("  name: Str", "  name: Srath Làrna Łódź ", 1), encoding="utf-8"
    )
    (folder / "empty.yaml").touch()
    environment = os.environ | {"PYTHONIOENCODING": encoding, "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = _command("check", str(folder), env=environment)
    screen = done.stdout.decode()
    assert "Srath Làrna Łódź" in screen
    assert f"{folder}/empty.yaml: empty-file: the file says nothing" in screen
    assert (done.returncode, without_progress(done.stderr)) == (1, b"")


def test_half_a_character_does_not_end_in_a_traceback(
    reading: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading(GOOD)
    half = Problem("half", TextPlace("inputs/a.yaml", 1, 1), "found \ud83d")
    monkeypatch.setattr(cycle, "generate", lambda *_, **__: CycleOutcome((Outcome(file="a.yaml", problems=(half,)),)))
    assert run.run(["check"]) == 1
    assert "inputs/a.yaml:1:1: half: found \N{REPLACEMENT CHARACTER}\n" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows closes pipes in another way")
def test_a_reader_that_goes_away_is_no_fault() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = _command("level", str(resources.inputs()), stdout=writer)
    os.close(writer)
    assert (done.returncode, without_progress(done.stderr)) == (0, b"")


def test_ctrl_c_ends_a_run_with_one_line(
    reading: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading(GOOD)

    def interrupted(*_arguments: object, **_options: object) -> None:
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(cycle, "generate", interrupted)
    assert run.run(["generate"]) == 130
    assert capsys.readouterr().err == (
        "\nStopped. What was written before is whole; run the command again to finish.\n"
    )


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_progress_counts_and_is_wiped_at_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    clock = iter([0.0, 2.0, 2.05, 4.0, 5.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    show = screen.progress("Writing documents", terminal)
    for done in (10, 11, 20, 30):
        show(done, 30)
    lines = [line.rstrip() for line in terminal.getvalue().split("\r")]
    assert lines == [
        "",
        "Writing documents ...",
        "Writing documents: 10 of 30",
        "Writing documents: 20 of 30, 2 seconds left",
        "",
        "",
    ]


def test_on_a_terminal_the_answer_takes_the_place_of_what_was_being_done(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    screen.progress("Checking the documents")
    assert terminal.getvalue() == "\rChecking the documents ..."
    screen.write_output("1 of 1 file in order.")
    assert terminal.getvalue() == "\rChecking the documents ...\r" + " " * 78 + "\r"
    assert capsys.readouterr().out == "1 of 1 file in order.\n"


def test_progress_fits_a_narrow_terminal_where_a_wrapped_line_could_not_be_wiped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(terminal, "fileno", lambda: 2)
    monkeypatch.setattr("os.get_terminal_size", lambda _: os.terminal_size((24, 40)))
    monkeypatch.setattr("time.monotonic", iter([0.0, 2.0, 3.0]).__next__)
    show = screen.progress("Making documents", terminal)
    show(1_000, 10_000)
    show(10_000, 10_000)
    assert terminal.getvalue() == "\rMaking documents ...\rMaking documents: 1000 \r" + " " * 23 + "\r"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a disk that is always full")
def test_an_answer_that_cannot_be_printed_is_said_to_be_so() -> None:
    with Path("/dev/full").open("wb") as full:
        done = _command("level", str(resources.inputs()), stdout=full.fileno())
    said = b"The answer cannot be printed (No space left on device). Run the command again to read it.\n"
    assert (done.returncode, without_progress(done.stderr)) == (1, said)


@pytest.mark.skipif(os.name == "nt", reason="descriptors are closed in another way")
def test_a_command_without_any_output_does_its_work(here: Path) -> None:
    words = ["-m", "scrutiny_response", "overview", str(resources.inputs()), "-o", str(here / "o.html")]
    subprocess.run(["/bin/sh", "-c", 'exec "$0" "$@" >&- 2>&-', sys.executable, *words], check=True)  # noqa: S603  # ours
    assert (here / "o.html").is_file()


@pytest.mark.parametrize(
    ("command", "name"), [("overview", "Word"), ("calendar", "Outlook"), ("attach", "Word or PDF")]
)
def test_help_writes_names_as_they_are_written(command: str, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        run.run([command, "--help"])
    assert name in " ".join(capsys.readouterr().out.split())


def test_in_a_pipe_a_long_run_says_a_line_now_and_then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "PIPE_PAUSE", PIPE_PAUSE)
    stream = io.StringIO()
    clock = iter([0.0, 2.0, 11.0, 12.0, 22.0, 30.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    show = screen.progress("Checking", stream)
    for done in (5, 1100, 1200, 2200, 3000):
        show(done, 3000)
    assert stream.getvalue() == ("Checking: 1100 of 3000, 16 seconds left\nChecking: 2200 of 3000, 7 seconds left\n")
    assert without_progress(stream.getvalue().encode() + b"Checked: 1 of 2, and stopped\n") == (
        b"Checked: 1 of 2, and stopped\n"
    ), "other tests look only at what is said beside"


def test_long_runs_are_counted_in_minutes() -> None:
    assert [screen.duration(seconds) for seconds in (0, 1.4, 3.4, 90, 91, 600)] == [
        "1 second",
        "1 second",
        "3 seconds",
        "90 seconds",
        "about 2 minutes",
        "about 10 minutes",
    ]


@pytest.mark.parametrize("word", ["--help", "--version"])
def test_help_and_version_load_nothing_that_they_do_not_need(word: str) -> None:
    code = (
        "import sys\nfrom scrutiny_response.cli import run as cli\n"
        f"try:\n    cli.run([{word!r}])\nexcept SystemExit as stopped:\n    assert stopped.code == 0\n"
        "heavy = {'jinja2', 'lxml', 'yaml', 'jsonschema', 'holidays', 'scrutiny_response.generate.cycle'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603  # our own words
    assert done.stderr == b""
    assert done.returncode == 0


def test_a_cycle_loads_no_library_before_it_is_used() -> None:
    code = (
        "import sys\nimport scrutiny_response.generate.cycle\n"
        "heavy = {'markdown_it', 'holidays', 'pikepdf', 'docx', 'asyncio', 'logging'}\n"
        "assert not heavy & sys.modules.keys(), heavy & sys.modules.keys()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603  # our own words
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("words", [["generate", str(resources.inputs())], ["verify"]])
def test_a_run_in_which_nothing_has_changed_loads_nothing_that_reads_calculates_or_renders(
    words: list[str], tmp_path: Path
) -> None:
    rules = ("assessment", "contradictions", "framework", "level", "monitoring", "response")
    readers = ("intake.assessments", "intake.cycles", "intake.documents", "intake.frameworks")
    rooms = {f"scrutiny_response.{room}" for room in (*readers, "generate.build", "generate.pools", "store.naming")}
    rooms |= {f"scrutiny_response.domain.{rule}" for rule in rules} | {"engross.word"}
    heavy = {"lxml", "jsonschema", "xlsxwriter", "yaml", "difflib"} | rooms
    words = [*words, "-o", str(tmp_path / "output")]
    assert run.run(["generate", str(resources.inputs()), "-o", str(tmp_path / "output")]) == 0
    code = (
        f"import sys\nfrom scrutiny_response.cli import run as cli\nassert cli.run({words!r}) == 0\n"
        f"assert not {heavy!r} & sys.modules.keys(), {heavy!r} & sys.modules.keys()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603  # our own words
    assert (done.returncode, without_progress(done.stderr)) == (0, b"")


@pytest.mark.parametrize("command", ["level", "check"])
def test_a_command_loads_no_module_that_it_does_not_use(command: str) -> None:
    """Each takes half a millisecond, and each of its data classes as much again."""
    rooms = ("domain.events", "domain.event_parts", "intake.rewriting", "intake.workbooks", "generate.commit",
             "store.workbook")  # fmt: skip
    heavy = {f"scrutiny_response.{room}" for room in rooms} | {"jsonschema", "logging", "asyncio", "pikepdf", "ssl"}
    heavy |= {"jinja2", "lxml", "engross.word", "xlsxwriter"} if command == "level" else set()
    words = [command, str(resources.inputs())]
    code = (
        f"import sys\nfrom scrutiny_response.cli import run as cli\nassert cli.run({words!r}) == 0\n"
        f"assert not {heavy!r} & sys.modules.keys(), {heavy!r} & sys.modules.keys()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603  # our own words
    assert (done.returncode, without_progress(done.stderr)) == (0, b"")


def test_a_run_in_which_nothing_has_changed_loads_few_modules_and_no_data_class(tmp_path: Path) -> None:
    words = ["generate", str(resources.inputs()), "-o", str(tmp_path / "output")]
    assert run.run(words) == 0
    code = (
        f"import sys\nfrom scrutiny_response.cli import run as cli\nassert cli.run({words!r}) == 0\n"
        "own = [name for name in sys.modules if name.partition('.')[0] in {'engross', 'scrutiny_response'}]\n"
        f"assert len(own) <= {_MODULES}, sorted(own)\n"
        f"assert not {_HEAVY!r} & sys.modules.keys(), {_HEAVY!r} & sys.modules.keys()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)  # noqa: S603  # our own words
    assert (done.returncode, done.stderr) == (0, b"")


_MODULES = 82
"""The most modules of our own that such a run loads."""
_HEAVY = {"dataclasses", "inspect", "ast", "textwrap"} if sys.version_info < (3, 14) else {"textwrap"}
"""What takes long to load: a data class needs it, and takes as long itself as fifteen named tuples.

From Python 3.14 on, `argparse` (for its colours) and `typing` load the first three themselves.
"""


def test_the_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.run(["--version"])
    assert capsys.readouterr().out == f"scrutiny {__version__}\n"


def test_the_command_alone_says_what_to_do_first_where_there_is_no_cycle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run.run([]) == run.ALL_WRITTEN
    assert capsys.readouterr().out == (
        f"scrutiny {__version__}: post-scrutiny response letters and improvement plans\n"
        "\n"
        "There is no cycle in this folder: no folder called inputs. What to type next:\n"
        "\n"
        "  scrutiny init mycycle         make the folder mycycle, with samples; then go there and type scrutiny again\n"
        "  scrutiny desk FOLDER          open a cycle on pages in the browser\n"
        "  scrutiny help                 list all commands\n"
        "\n"
        "In a cycle's folder there is more to choose from: on Windows open it in Explorer, click the address bar, type cmd.\n"
    )


@pytest.fixture
def in_a_cycle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs" / "one.yaml").write_text("reference: A\n", encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("in_a_cycle")
def test_the_command_alone_in_a_cycle_offers_the_desk(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.run([]) == run.ALL_WRITTEN
    assert capsys.readouterr().out == (
        f"scrutiny {__version__}: post-scrutiny response letters and improvement plans\n"
        "\n"
        "This folder holds a cycle with 1 assessment. What to type next:\n"
        "\n"
        "  scrutiny desk                 do all of this on pages in the browser\n"
        "  scrutiny check                say what is missing or cannot be; nothing is written\n"
        "  scrutiny generate             write every letter and plan into output\n"
        "  scrutiny workbook cycle.xlsx  fill the answers in with Excel; --read cycle.xlsx brings them in\n"
        "  scrutiny help                 list all commands\n"
    )


@pytest.mark.usefixtures("in_a_cycle")
@pytest.mark.parametrize(("answer", "opened"), [("", [Path()]), ("y", [Path()]), ("n", []), (EOFError(), [])])
def test_at_a_terminal_the_desk_is_opened_for_who_wants_it(
    answer: str | EOFError, opened: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    folders: list[Path] = []

    def answered(_: str) -> str:
        if isinstance(answer, EOFError):
            raise answer
        return answer

    monkeypatch.setattr("scrutiny_response.cli.screen.is_answered", lambda: True)
    monkeypatch.setattr("builtins.input", answered)
    monkeypatch.setattr("scrutiny_response.desk.open_desk", lambda folder, *_, **__: folders.append(folder))
    assert run.run([]) == run.ALL_WRITTEN
    assert folders == opened


@pytest.mark.usefixtures("in_a_cycle")
def test_without_its_libraries_the_desk_is_told_and_not_opened(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("scrutiny_response.desk.is_installed", lambda: False)
    monkeypatch.setattr("scrutiny_response.cli.screen.is_answered", lambda: True)
    assert run.run([]) == run.ALL_WRITTEN
    assert 'install their part first: pip install ".[desk]" in the software\'s folder' in capsys.readouterr().out


def test_the_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run.run(["--help"])
    screen = capsys.readouterr().out
    for command in ("generate", "check", "level", "init"):
        assert re.search(rf"^    {command} +\w", screen, re.MULTILINE)
        assert re.search(rf"^  scrutiny {command} ", screen, re.MULTILINE)
    assert screen.endswith("\nexit codes: 0 all written, 1 some refused, 2 wrong use\n")


@pytest.mark.parametrize(("module", "library"), [("zlib_ng.zlib_ng", "zlib-ng"), ("deflate", "deflate")])
def test_a_library_that_is_missing_is_named_with_what_to_do(module: str, library: str) -> None:
    words = [
        f"import sys; sys.modules[{module!r}] = None",
        "from scrutiny_response.cli.run import run; sys.exit(run(['generate', '.']))",
    ]
    script = subprocess.run([sys.executable, "-c", "\n".join(words)], capture_output=True, text=True, check=False)  # noqa: S603  # our own words
    assert (script.returncode, script.stdout, script.stderr) == (
        1,
        "",
        f"scrutiny: missing-library: the library {library}, which this software needs, is not installed; install the "
        "software again, with its libraries\n",
    )


def test_an_event_of_a_day_to_come_is_told_and_one_of_a_mistyped_year_is_wrong_use(
    reading: Callable[..., None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    reading(GOOD)
    monkeypatch.setattr(record_commands, "today", lambda: dt.date(2026, 11, 30))
    monkeypatch.setattr(arguments, "today", lambda: dt.date(2026, 11, 30))
    run.run(["issue", "--all", "--approved-by", "Garvie", "--on", "2026-12-07"])
    assert capsys.readouterr().err == (
        "7 December 2026 has not come yet (today is 30 November 2026): the record will say that it happened on that day, "
        "and takes nothing of an earlier day after it\n"
    )
    run.run(["issue", "--all", "--dry-run", "--on", "2026-12-07"])
    assert capsys.readouterr().err == ""
    run.run(["issue", "--all", "--approved-by", "Garvie", "--on", "2026-11-30"])
    assert capsys.readouterr().err == ""
    words = ["issue", "--all", "--approved-by", "Garvie", "--on", "2062-12-07"]
    assert _usage_error(words, capsys).endswith(
        "2062-12-07 is more than two years ahead: check the year; nothing in the record is taken back"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="Windows removes no folder in which a program is")
@pytest.mark.parametrize("command", [["verify"], ["generate"], ["init", "mycycle"], ["withdraw", "x", "--reason", "y"]])
def test_a_folder_that_is_gone_under_ones_feet_is_told(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert run.run(command) == run.WRONG_USE
    told = "scrutiny: error: the folder in which you are is not there any more; go to the cycle's folder\n"
    assert capsys.readouterr().err == told
