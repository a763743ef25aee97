"""The workshop's sessions: `nox -l` lists them, and `nox` alone is what runs before every merge."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import nox

nox.needs_version = ">=2025.2.9"
nox.options.sessions = ["lint", "types", "layers", "tests"]
nox.options.reuse_venv = "yes"
nox.options.default_venv_backend = "virtualenv"
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # each of the many processes that tests begin would compile all anew

MUTANTS = """
[cosmic-ray]
module-path = "{module}"
timeout = 600.0
excluded-modules = []
test-command = "python -m pytest --exitfirst {tests}"
distributor.name = "local"

[cosmic-ray.filters.operators-filter]
exclude-operators = ["core/ReplaceBinaryOperator_BitOr_.*"]
"""
"""What cosmic-ray is told. Most strokes part types, which no test runs; an endless test counts as noticed."""
PYPROJECT = nox.project.load_toml("pyproject.toml")
IN_PARALLEL = ("--numprocesses", "auto", "--dist", "worksteal")
"""Tests side by side: those of a file by one process, so that what they share is made once, until one has no more."""
OF_THE_WHEEL = ("-m", "wheel", "tests/test_wheel.py")
OTHER_SYSTEMS = ("capitals", "decomposed", "no-ids", "scanner", "without-posix")
"""The imitations in tests/other_systems.py."""
ON_OTHER_SYSTEMS = (
    "tests/engross/test_paths.py",
    "tests/engross/word/attach",
    "tests/scrutiny_response/generate",
    "tests/scrutiny_response/store",
    "tests/scrutiny_response/test_documents.py",
    "tests/scrutiny_response/test_killed_commands.py",
    "tests/scrutiny_response/test_one_at_a_time.py",
    "tests/scrutiny_response/use_cases",
)
"""The tests that read and write a cycle's folders."""


def install(session: nox.Session, *groups: str, project: tuple[str, ...] = ("--editable", ".")) -> None:
    """Install the project and these dependency groups in one step, so that pip settles all versions together."""
    session.install("--quiet", *project, *nox.project.dependency_groups(PYPROJECT, *groups))


@nox.session
def lint(session: nox.Session) -> None:
    """Style and likely mistakes (ruff); `nox -s lint -- --fix` mends what can be mended."""
    install(session, "lint", project=())
    session.run("ruff", "check", *session.posargs)
    session.run("ruff", "format", *([] if "--fix" in session.posargs else ["--check"]))


@nox.session
def types(session: nox.Session) -> None:
    """Types of the source, the tests, the tools and this file (mypy, strict)."""
    install(session, "types", "test")
    session.run("mypy", *session.posargs)


@nox.session
def layers(session: nox.Session) -> None:
    """Who may import whom (import-linter)."""
    install(session, "layers", project=())
    session.run("lint-imports", *session.posargs, env={"PYTHONPATH": "src"})


@nox.session
def tests(session: nox.Session) -> None:
    """The wheel's tests, then all but the long ones; `nox -s tests -- -k words` runs some of them."""
    install(session, "test")
    if not session.posargs:
        session.run("pytest", *OF_THE_WHEEL)
    session.run("pytest", *IN_PARALLEL, *session.posargs)


@nox.session
def wheel(session: nox.Session) -> None:
    """What people install: the wheel alone, in an empty folder; `nox` alone does it among the tests."""
    install(session, "test")
    session.run("pytest", *OF_THE_WHEEL, *session.posargs)


@nox.session
def templates(session: nox.Session) -> None:
    """Build the shipped templates and the sample report from their source in tools."""
    install(session)
    session.run("python", "-m", "tools.build_templates")
    session.run("python", "-m", "tools.build_report")


@nox.session
def guide(session: nox.Session) -> None:
    """Write anew what the guide in docs shows (pictures, fields, errors, answers), and the bank holidays."""
    install(session, "test")
    for module in (
        "tools.build_guide",
        "tools.desk_pictures",
        "tools.build_api",
        "tools.build_bank_holidays",
        "tests.engross.word.refusals",
        "tests.mistakes",
        "tests.guide",
        "tests.scrutiny_response.year",
        "tests.scrutiny_response.use_cases.returned.table",
    ):
        session.run("python", "-m", module)


@nox.session
def soak(session: nox.Session) -> None:
    """All tests with two thousand random cases for each law, and the long ones."""
    install(session, "test")
    session.run(
        "pytest",
        "-m",
        "not wheel and not bench and not matrix and not kills and not desk and not bundle",
        "--hypothesis-profile",
        "soak",
        *session.posargs,
    )


@nox.session
def bundle(session: nox.Session) -> None:
    """The zips for an office without the internet, into `dist`; set up offline here, as far as this system can."""
    install(session, "test", "bundle")
    session.run("python", "-m", "tools.build_bundle", *(session.posargs or ["windows", "macos", "linux"]))
    session.run("pytest", "-m", "bundle", "tests/test_bundle.py")


@nox.session
def fuzz(session: nox.Session) -> None:
    """Ten thousand damaged files, by fixed seeds: each is answered; `nox -s fuzz -- KIND SEED` does one again."""
    install(session, "test")
    session.run("python", "-m", "tests.fuzz", *session.posargs)


@nox.session
def printed(session: nox.Session) -> None:
    """Two thousand random documents, each PDF held against its Word file; `nox -s printed -- FIRST COUNT` does some."""
    install(session, "test")
    session.run("python", "-m", "tests.printed", *session.posargs)


@nox.session
def kills(session: nox.Session) -> None:
    """Each command that writes, killed at sixty moments: every file whole, and the next run finishes."""
    install(session, "test")
    session.run("pytest", "-m", "kills", "-s", *session.posargs)


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
@nox.parametrize("which", ["lowest", "newest"])
def versions(session: nox.Session, which: str) -> None:
    """All tests but the long ones with the lowest and the newest versions of all libraries, on each Python there is."""
    install(
        session,
        "test",
        project=("--editable", ".", *(["--constraint", str(_lowest(session))] if which == "lowest" else [])),
    )
    session.run("pytest", *IN_PARALLEL, *session.posargs)


def _lowest(session: nox.Session) -> Path:
    """Return a file of constraints that holds each library of the software to the lowest version that is allowed.

    An extra that stands for other extras (`desk`) is no library.
    """
    project = PYPROJECT["project"]
    needs = [*project["dependencies"], *(need for extra in project["optional-dependencies"].values() for need in extra)]
    lowest = [re.sub(r">=([0-9.]+)[^;]*", r"==\1", need) for need in needs if "[" not in need]
    file = Path(session.create_tmp(), "lowest.txt").resolve()
    file.write_text("\n".join(lowest), encoding="utf-8")
    return file


@nox.session
def audit(session: nox.Session) -> None:
    """Whether a library that the software comes with has a known weakness (pip-audit, which asks PyPI itself).

    A library of which nothing could be asked fails it, too: it would otherwise count as one without weakness. So behind
    a mirror that knows no weaknesses it always fails, at the first library, with "Dependency not found on PyPI".
    """
    install(session, "audit", project=())
    session.run("pip-audit", "--strict", "--progress-spinner", "off", ".", *session.posargs)


@nox.session
def desk(session: nox.Session) -> None:
    """The desk in a browser: every sample filled in from nothing by keyboard alone, axe on every page."""
    install(session, "test")
    session.run("pytest", "-m", "desk", "tests/scrutiny_response/desk", *session.posargs)


@nox.session
def matrix(session: nox.Session) -> None:
    """Every kind of report with every kind of plan attached, validated, and laid out by LibreOffice."""
    install(session, "test")
    session.run("pytest", "-m", "matrix", "tests/engross/word/attach", *session.posargs)


@nox.session
def mutants(session: nox.Session) -> None:
    """What no test notices when a rule is changed (cosmic-ray); `nox -s mutants -- level` changes that module only."""
    install(session, "test", "mutants")
    copy = Path(session.create_tmp(), "copy").resolve()
    for module, tests in PYPROJECT["tool"]["mutants"].items():
        if all(word in module for word in session.posargs):
            shutil.rmtree(copy, ignore_errors=True)  # a run that was stopped leaves its last change in the source
            shutil.copytree(".", copy, ignore=shutil.ignore_patterns(".git", ".nox", ".venv", ".*_cache"))
            (copy / "mutants.toml").write_text(MUTANTS.format(module=module, tests=" ".join(tests)), "utf-8")
            with session.chdir(copy):
                _change_one_place_at_a_time(session, {"PYTHONPATH": str(copy / "src")})


def _change_one_place_at_a_time(session: nox.Session, env: dict[str, str]) -> None:
    session.run("cosmic-ray", "init", "mutants.toml", "mutants.sqlite")
    session.run("cr-filter-operators", "mutants.sqlite", "mutants.toml")
    session.run("cosmic-ray", "exec", "mutants.toml", "mutants.sqlite", env=env)
    session.run("cr-report", "--show-diff", "--surviving-only", "mutants.sqlite")


@nox.session
def bench(session: nox.Session) -> None:
    """How long each stage takes, and how long the usual libraries take for the same."""
    install(session, "test", "bench")
    session.run("python", "tools/bench.py", *session.posargs)
    session.run("python", "-m", "tests.bench.cycle")
    session.run("python", "-m", "tests.bench.engine")
    session.run("python", "-m", "tests.bench.attach")
    session.run("python", "-m", "tests.bench.desk")
    session.run("python", "-m", "tests.bench.year")
    session.run("python", "-m", "tests.bench.pages")
    session.run("python", "-m", "tests.bench.growth")
    session.run("python", "-m", "tests.bench.peers")


@nox.session
def systems(session: nox.Session) -> None:
    """The tests of cycle, record, calendars, PDFs and attaching as on Windows, macOS and drives; `-- NAME` is one."""
    install(session, "test")
    for system in session.posargs or OTHER_SYSTEMS:
        session.run("pytest", *IN_PARALLEL, "--system", system, *ON_OTHER_SYSTEMS)


@nox.session
def many(session: nox.Session) -> None:
    """A hundred thousand assessments on two cores, and on a Dask cluster of four workers; `-- COUNT` for others."""
    install(session, "test")
    session.run("python", "-m", "tests.bench.many", *session.posargs)


@nox.session
def versus(session: nox.Session) -> None:
    """This build beside commit 2354721, in turns: ratios, and equal documents; `nox -s versus -- engine` for a part."""
    install(session, "test", "bench")
    session.run("python", "-m", "tests.bench.versus", *session.posargs)
