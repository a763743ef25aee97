"""What people install: the wheel alone, in an environment of its own, in an empty folder."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from scrutiny_response import __version__
from scrutiny_response.generate.workers import CHUNK
from tests.fingerprint import STORED, hashes
from tests.needs import lacking
from tests.paths import ROOT
from tests.synthetic import write_cycle
from tests.word_files import paragraph, word_file

SHIPPED = ("inputs", "schemas", "templates")
DATA = {
    "engross/py.typed": "type checkers read the types of the engine",
    "scrutiny_response/py.typed": "type checkers read the types of the program",
    "scrutiny_response/framework.yaml": "resources.framework() finds it beside itself",
    "scrutiny_response/problem_catalogue.json": "`scrutiny explain` finds it beside the package",
    "scrutiny_response/use_cases/overview/overview.html": "the overview's page finds it beside itself",
    "scrutiny_response/use_cases/overview/overview.docx": "the overview's Word document finds it beside itself",
    "scrutiny_response/use_cases/tracking/progress-paper.docx": "the committee's paper finds it beside itself",
    "scrutiny_response/use_cases/tracking/recommendations.docx": "the recommendations find it beside themselves",
    "scrutiny_response/use_cases/returned/returned.docx": "the page on plans that came back finds it beside itself",
    "scrutiny_response/use_cases/attaching/appendix-cover.docx": "cover sheets of appendices find it beside themselves",
    "scrutiny_response/use_cases/attaching/appendix-list.docx": "the list of appendices finds it beside itself",
    "scrutiny_response/use_cases/returned/words.yaml": "what partnerships write is found beside what reads it",
    "scrutiny_response/use_cases/emails/who-gets-what.html": "the page of who gets what finds it beside itself",
    "scrutiny_response/use_cases/preview/preview.html": "the preview's page finds it beside itself",
    "scrutiny_response/desk/static/desk.css": "the desk's pages are shown with it",
    "scrutiny_response/desk/static/desk.js": "the desk's pages are quicker with it",
}
"""The files that are not Python, with who needs them."""
DESK = """
base closed conflict criteria cycle documents due fields
fields_list glance item level list message new partnership_documents
refusal refused results returned returned_plans samples section sent sheets since
tasks template templates unreadable waiting year
differences emails workbook workbook_brought attached compared note
remove removed letters settings_faults unasked
"""
DATA |= {f"scrutiny_response/desk/html/{name}.html": "the desk finds its pages beside itself" for name in DESK.split()}
WITHOUT_EXTRAS = {"template preview": 1, "desk": 2}
"""The exit codes of what needs a part of the software that is not installed: there are no pictures, and no desk."""
COMMANDS = {
    "init": ("init mycycle", "Go there (cd mycycle) and type: scrutiny generate\n"),
    "check": ("check", "12 of 12 assessments in order. Nothing was written.\n"),
    "level": ("level inputs/strathlorne.yaml", "was evaluated as weak.\n"),
    "generate": ("generate", "12 of 12 assessments written: 25 documents in output.\n"),
    "explain": ("explain unknown-key --json", "\n}\n"),
    "verify": ("verify", "25 of 25 documents in output as generated, from what has not changed since.\n"),
    "overview": ("overview", "Assessments: 12. Files not accepted: 0. Not yet final: 7.\n"),
    "calendar": ("calendar", "Dates: 33. Files not accepted: 0.\n"),
    "desk": ("desk --no-browser", 'type `pip install ".[desk]"` in its folder\n'),
    "attach": ("attach", "1 of 1 report written with its plan. 11 assessments named no report.\n"),
    "check-document": ("check-document templates", "11 of 11 files in order.\n"),
    "template check": ("template check templates", "  point: id, soft\n"),
    "template fields": ("template fields --word fields.docx", "Written: fields.docx\n"),
    "template render": ("template render hello.docx hello.json -o out.docx", "Written: out.docx\n"),
    "template preview": ("template preview templates/letter.docx --json", "\n}\n"),
    "template restyle": ("template restyle templates/letter.docx restyled/letter.docx", "Nothing was changed.\n"),
    "template show": ("template show templates/letter.docx", "\n"),
    "issue": (
        "issue PSR-2026-010 --approved-by Garvie --on 2026-12-16",
        "1 reference issued on 2026-12-16. 0 issued before, 0 not ready.\n",
    ),
    "emails": (
        "emails",
        "1 draft of documents that are issued. 11 with nothing to send, 0 not ready. Nothing was sent.\n"
        "When they have gone: scrutiny emails REFERENCE ... --sent\n",
    ),
    "returned": ("returned back.docx", "1 of 1 plan read with nothing to ask; nothing was written.\n"),
    "due": ("due --on 2027-02-01", "8 dates: 1 overdue, 1 slipped, 6 due.\n"),
    "tracker": (
        "tracker --on 2027-02-01",
        "On 1 February 2027: 12 partnerships, 72 actions: 1 red, 0 amber, 2 green, 69 not rated, 1 overdue, 0 slipped.\n",
    ),
    "withdraw": ("withdraw PSR-2026-010 --reason Mistake --on 2026-12-17", "/timescale-extension.docx\n"),
    "note": ("note PSR-2026-010 closed --by Garvie --reason Done --on 2027-06-01", "as 2027-06-01-closed.yaml\n"),
    "workbook": ("workbook cycle.xlsx", "type: scrutiny workbook --read cycle.xlsx\n"),
    "schema": ("schema", "/schemas/assessment.schema.json is as it should be: cycle.yaml declares no further values\n"),
    "new": ("new Lorne", "Fill it in, then type: scrutiny check inputs/lorne.yaml\n"),
}
"""Every command with an example, in the order in which they are typed, and the end of what it answers."""
WRITTEN = (
    "output/manifest.json",
    "output/manifest.xlsx",
    "output/overview.html",
    "output/overview.docx",
    "output/tracker.xlsx",
    "output/progress-paper.docx",
    "output/recommendations.docx",
    "output/cycle.ics",
    "output/emails/PSR-2026-010.eml",
    "output/emails/addresses.xlsx",
    "output/emails/who-gets-what.html",
    "fields.docx",
    "out.docx",
    "preview.html",
)
CLUSTER = """
import sys
from distributed import LocalCluster
with LocalCluster(n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None) as cluster:
    print(cluster.scheduler_address, flush=True)
    sys.stdin.read()
"""

pytestmark = pytest.mark.wheel


def _environment() -> dict[str, str]:
    """Return the variables without the one that would lead the program into this repository."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def _run(*words: str | Path, cwd: Path, code: int = 0) -> str:
    """Return what the program prints; it has to end with this exit code."""
    done = subprocess.run(  # noqa: S603  # our own words
        words, cwd=cwd, env=_environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def _programs(environment: Path) -> Path:
    return environment / ("Scripts" if os.name == "nt" else "bin")


def _install(folder: Path, *packages: str | Path) -> Path:
    """Install packages into a fresh environment in this folder; return the folder of its programs."""
    _run(sys.executable, "-m", "venv", folder / "environment", cwd=folder)
    programs = _programs(folder / "environment")
    _run(programs / "pip", "install", "--quiet", *packages, cwd=folder)
    return programs


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from this repository."""
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def names(wheel: Path) -> frozenset[str]:
    """The names of the files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return frozenset(archive.namelist())


@pytest.fixture(scope="module")
def scrutiny(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command, installed from the wheel into a fresh environment, without any extra."""
    return _install(tmp_path_factory.mktemp("fresh"), wheel) / "scrutiny"


@pytest.fixture(scope="module")
def answers(scrutiny: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The folder of a new cycle in which every command was typed once, and what each answered."""
    folder = tmp_path_factory.mktemp("empty")
    cycle, answers = folder / "mycycle", {}
    for name, (line, _) in COMMANDS.items():
        code = WITHOUT_EXTRAS.get(name, 0)
        answers[name] = _run(scrutiny, *line.split(), cwd=folder if name == "init" else cycle, code=code)
        if name == "init":
            _give_what_the_examples_name(cycle)
        if name == "generate":
            (plan,) = (cycle / "output").glob("PSR-2026-010*/improvement-plan.docx")
            shutil.copyfile(plan, cycle / "back.docx")
    return cycle, answers


def _give_what_the_examples_name(cycle: Path) -> None:
    (cycle / "restyled").mkdir()
    shutil.copyfile(cycle / "templates" / "letter.docx", cycle / "restyled" / "letter.docx")
    (cycle / "hello.docx").write_bytes(word_file(paragraph("Hello {{ name }}")))
    (cycle / "hello.json").write_text('{"name": "Strathlorne"}', encoding="utf-8")


def test_the_wheel_holds_the_modules_of_both_packages_and_nothing_else_that_runs(
    wheel: Path, names: frozenset[str]
) -> None:
    assert wheel.name == f"scrutiny_response-{__version__}-py3-none-any.whl"
    modules = {path.relative_to(ROOT / "src").as_posix() for path in (ROOT / "src").rglob("*.py")}
    assert {name for name in names if name.endswith(".py")} == modules
    assert {name.partition("/")[0] for name in modules} == {"engross", "scrutiny_response"}


def test_the_wheel_holds_no_test(names: frozenset[str]) -> None:
    assert {name for name in names if re.search(r"(^|/)(tests?|conftest|test_[^/]*)(/|\.py$)", name)} == set()


def test_the_wheel_holds_the_data_that_modules_find_by_path(names: frozenset[str]) -> None:
    here = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src").rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc", ".md"} and not path.name.startswith((".", "~$"))
    }
    assert set(DATA) <= here <= names, "a data file is new: say in DATA who needs it"
    assert here == set(DATA), "a data file is new: say in DATA who needs it"


def test_the_wheel_holds_all_that_is_shipped_for_a_cycle(names: frozenset[str]) -> None:
    for folder in SHIPPED:
        inside = f"scrutiny_response/shipped/{folder}/"
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        tracked = {
            path.relative_to(ROOT / folder).as_posix() for path in files if not path.name.startswith((".", "~$"))
        }
        assert {name.removeprefix(inside) for name in names if name.startswith(inside)} == tracked


def test_there_is_nothing_else_in_the_wheel(names: frozenset[str]) -> None:
    others = {name for name in names if not name.endswith(".py")} - set(DATA)
    assert {
        name for name in others if not name.startswith(("scrutiny_response/shipped/", "scrutiny_response-"))
    } == set()


def test_every_command_has_an_example_here(scrutiny: Path, tmp_path: Path) -> None:
    def listed(*words: str) -> set[str]:
        told = _run(scrutiny, *words, "--help", cwd=tmp_path).partition("\ncommands:\n")[2].partition("\n\n")[0]
        return {" ".join((*words, name)) for name in re.findall(r"^    ([a-z][a-z-]*)", told, re.MULTILINE)}

    assert listed() - {"template"} | listed("template") == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_works_from_the_installation_alone(name: str, answers: tuple[Path, dict[str, str]]) -> None:
    assert answers[1][name].endswith(COMMANDS[name][1])


def test_the_preview_says_which_part_of_the_software_is_missing(answers: tuple[Path, dict[str, str]]) -> None:
    problems = json.loads(answers[1]["template preview"])["problems"]
    assert "pdf-library-missing" in {problem["id"] for problem in problems}


def test_the_commands_write_what_they_are_for(answers: tuple[Path, dict[str, str]]) -> None:
    cycle, _ = answers
    assert {file for file in WRITTEN if not (cycle / file).is_file()} == set()
    stored = json.loads(STORED.read_text(encoding="utf-8"))["documents"]
    untouched = {path for path in stored if not path.startswith("PSR-2026-010")}  # which is issued and withdrawn here
    written = hashes(cycle / "output")
    assert {path: written.get(path) for path in untouched} == {path: stored[path] for path in untouched}


def test_the_version_is_that_of_the_wheel(scrutiny: Path, tmp_path: Path) -> None:
    assert _run(scrutiny, "--version", cwd=tmp_path) == f"scrutiny {__version__}\n"


def test_both_packages_can_be_imported_and_only_the_program_brings_the_program(scrutiny: Path, tmp_path: Path) -> None:
    code = "import sys, engross.word; print(sorted(name for name in sys.modules if name == 'scrutiny_response'))"
    assert _run(scrutiny.with_name("python"), "-c", code, cwd=tmp_path) == "[]\n"
    _run(scrutiny.with_name("python"), "-c", "import engross, scrutiny_response", cwd=tmp_path)


@pytest.fixture(scope="module")
def many(scrutiny: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with enough assessments for several workers, and the hashes of what one process makes of them."""
    folder = tmp_path_factory.mktemp("many")
    write_cycle(folder / "inputs", 2 * CHUNK + 1)
    _run(scrutiny, "generate", "--workers", "1", "--output", "one", cwd=folder)
    return folder, hashes(folder / "one")


def test_several_processes_of_the_installation_make_the_same(scrutiny: Path, many: tuple[Path, dict[str, str]]) -> None:
    folder, expected = many
    _run(scrutiny, "generate", "--workers", "2", "--output", "two", cwd=folder)
    assert hashes(folder / "two") == expected
    assert len(expected) > 2 * CHUNK


@pytest.fixture(scope="module")
def with_extras(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command in a second environment, with the parts for PDFs and for Dask clusters."""
    for library in ("distributed", "pikepdf"):
        if find_spec(library) is None:
            lacking(f"{library} is missing: pip install {library}")
    return _install(tmp_path_factory.mktemp("extras"), f"{wheel}[dask,pdf]") / "scrutiny"


@pytest.fixture
def cluster(with_extras: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a cluster of two workers that run what is installed."""
    with subprocess.Popen(  # noqa: S603  # our own words
        [with_extras.with_name("python"), "-c", CLUSTER],
        cwd=tmp_path,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.communicate()


def test_a_cluster_of_two_workers_with_the_installation_makes_the_same(
    with_extras: Path, cluster: str, many: tuple[Path, dict[str, str]]
) -> None:
    """What is sent to the workers is called by its name there: a name that was moved is not found."""
    folder, expected = many
    _run(with_extras, "generate", "--dask", cluster, "--output", "dask", cwd=folder)
    assert hashes(folder / "dask") == expected


def test_the_part_for_pdfs_makes_previews_and_pdfs(with_extras: Path, tmp_path: Path) -> None:
    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        lacking("LibreOffice and poppler are missing: apt install libreoffice-writer-nogui poppler-utils")
    _run(with_extras, "init", "mycycle", cwd=tmp_path)
    cycle = tmp_path / "mycycle"
    preview = _run(with_extras, "template", "preview", "templates/letter.docx", cwd=cycle)
    assert preview == "templates/letter.docx: no problems found, 5 pages\nOpen preview.html in the browser.\n"
    _run(with_extras, "generate", "--pdf", "inputs/strathlorne.yaml", cwd=cycle)
    assert {path.read_bytes()[:5] for path in (cycle / "output").rglob("*.pdf")} == {b"%PDF-"}
    assert len(list((cycle / "output").rglob("*.pdf"))) == 2
