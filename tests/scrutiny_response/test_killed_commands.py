"""Each command that writes, killed at random moments: every file is as it was or as it shall be, and nothing is left.

The next run of the command finishes the work and takes away what the killed one left, also in the folder for temporary
files; LibreOffice ends within a second.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
import re
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from engross import pdf
from engross.pdf import require_poppler
from engross.problems import Refused
from scrutiny_response import resources
from scrutiny_response.cli.run import ALL_WRITTEN, SOME_REFUSED, run
from tests.forked import Forked
from tests.needs import lacking
from tests.scrutiny_response import year
from tests.scrutiny_response.use_cases.returned.plans import STATUS, cell_of, opened, put, saved
from tests.small_templates import write_templates

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are killed, and looked up in /proc")

MOMENTS = 60
LEFT = re.compile(r"(^|/)(\.working/|\.[^/]+\.part$)|^record/\.lock$|^\.mycycle\.begun/")
"""What a killed run may leave, and the next takes away."""


@dataclass(frozen=True)
class Command:
    """What is typed, and which files count: a pattern of the others, such as copies that each run keeps.

    One that was killed when all was done may end otherwise the next time (`code_again`): a plan that was accepted is
    not accepted twice.
    """

    words: tuple[str, ...]
    besides: str = r"$^"
    needs_pages: bool = False
    code_again: int = ALL_WRITTEN


COMMANDS = {
    "generate": Command(("generate",)),
    "generate-pdf": Command(("generate", "--pdf", "inputs/dunmarra.yaml"), needs_pages=True),
    "calendar": Command(("calendar",)),
    "overview": Command(("overview",)),
    "attach": Command(("attach",)),
    "attach-pair": Command(("attach", "inputs/reports/dunmarra.docx", "templates/letter.docx", "-o", "both.docx")),
    "restyle": Command(("template", "restyle", "style.docx", "templates"), r"before-restyle-"),
    "comments": Command(("template", "check", "wrong.docx", "--comments", "commented.docx")),
    "fields": Command(("template", "fields", "--word", "fields.docx")),
    "workbook": Command(("workbook", "cycle.xlsx")),
    "workbook-read": Command(("workbook", "--read", "filled.xlsx")),
    "preview": Command(("template", "preview", "templates/letter.docx"), needs_pages=True),
    "render": Command(("template", "render", "note.docx", "note.yaml", "-o", "filled.docx")),
    "attach-pdf": Command(("attach", "--pdf"), needs_pages=True),
    "new": Command(("new", "Lorne Partnership"), code_again=SOME_REFUSED),
    "init": Command(("init", "mycycle"), code_again=SOME_REFUSED),
}
"""In the `scene` of a cycle that was generated."""
_AT = ("--on", "2027-01-12")
RECORD_COMMANDS = {
    "issue": Command(("issue", "PSR-2026-012", "--approved-by", "Eilidh Garvie, chief inspector", *_AT)),
    "withdraw": Command(
        ("withdraw", "PSR-2026-011", "--reason", "It was sent elsewhere", *_AT), code_again=SOME_REFUSED
    ),
    "note": Command(
        ("note", "PSR-2026-010", "plan-accepted", "--by", "Struan Bell, link inspector", *_AT), code_again=SOME_REFUSED
    ),
    "returned": Command(("returned", "inverallan.docx", "--record", *_AT), code_again=SOME_REFUSED),
    "returned-word": Command(("returned", "inverallan.docx", "--word", "back.docx")),
    "tracker": Command(("tracker", "--on", "2027-03-31")),
    "follow-up": Command(("generate", "--follow-up", "--dated", "2027-01-20", *_AT)),
    "emails": Command(("emails", "PSR-2026-011")),
    "emails-sent": Command(("emails", "PSR-2026-010", "--sent", *_AT)),
}
"""In the `issued_scene`, whose record has events."""


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle whose documents are generated, and then one line of it was changed."""
    folder = tmp_path_factory.mktemp("killed") / "cycle"
    names = ("cycle.yaml", "reports", "dunmarra.yaml", "skerravale.yaml", "strathlorne.yaml")
    others = (path.name for path in resources.inputs().iterdir() if path.name not in names)
    shutil.copytree(resources.inputs(), folder / "inputs", ignore=shutil.ignore_patterns(*others))
    shutil.copytree(resources.templates(), folder / "templates", ignore=shutil.ignore_patterns(".*"))
    shutil.copy(resources.templates() / "letter.docx", folder / "style.docx")
    shutil.copy(resources.templates() / "letter.docx", folder / "wrong.docx")
    (folder / "note.yaml").write_text("name: Lorne\n", encoding="utf-8")
    write_templates(folder, note="Dear {{ name }}")
    with contextlib.chdir(folder):
        for command in ("generate", "calendar", "overview", "attach"):
            assert run([command]) == ALL_WRITTEN
        assert run(["workbook", "filled.xlsx"]) == ALL_WRITTEN
    _fill_in(folder / "filled.xlsx")
    _replace(folder / "inputs/cycle.yaml", "date: 2026-11-23", "date: 2026-11-24")
    _replace(folder / "inputs/dunmarra.yaml", "heading: Joint improvement plan", "heading: Improvement plan")
    return folder


@pytest.fixture(scope="module")
def issued_scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle of three partnerships; two are issued, and the plans of both came back, one of them not recorded yet."""
    folder = tmp_path_factory.mktemp("killed") / "issued"
    year.begin(folder)
    chair = "  name: Councillor Iain Macrae\n"
    _replace(folder / "inputs/inverallan.yaml", chair, f"{chair}  email: iain.macrae@example.org\n")
    issue = ["issue", "PSR-2026-010", "PSR-2026-011", "--approved-by", "Eilidh Garvie, chief inspector"]
    with contextlib.chdir(folder):
        assert run(["generate"]) == ALL_WRITTEN
        assert run([*issue, "--on", "2026-12-16"]) == ALL_WRITTEN
        for name in ("Skerravale", "Inverallan"):
            (plan,) = Path("output", year.FOLDERS[name]).glob("improvement-plan*.docx")
            document = opened(plan.read_bytes())
            put(cell_of(document, "SV1.1" if name == "Skerravale" else "1.1", STATUS), "In progress")
            Path(f"{name.lower()}.docx").write_bytes(saved(document))
        assert run(["returned", "skerravale.docx", "--record", "--on", "2027-01-08"]) == ALL_WRITTEN
        assert run(["emails", "PSR-2026-010"]) == ALL_WRITTEN
    return folder


def _replace(file: Path, words: str, others: str) -> None:
    text = file.read_text(encoding="utf-8")
    changed = text.replace(words, others)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def _fill_in(path: Path) -> None:
    """Give every partnership another addressee."""
    book = openpyxl.load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows(min_row=3):
            if row[0].value == "addressee.role":
                row[2].value = "Convener"
    book.save(path)


def _files(folder: Path, besides: str) -> dict[str, str]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    named = {path.relative_to(folder).as_posix(): path for path in paths}
    return {
        name: hashlib.sha256(path.read_bytes()).hexdigest()
        for name, path in named.items()
        if not re.search(besides, name)
    }


def _using(temporary: Path) -> Iterator[str]:
    """The processes whose words name this folder."""
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            words = process.read_bytes().decode(errors="replace").replace("\0", " ")
        except OSError:
            continue
        if str(temporary) in words:
            yield words


def _kill_at_moments(scene: Path, tmp_path: Path, name: str, command: Command, moments: int) -> Counter[str]:
    """Kill the command so many times; return how many times it was alive then, and in which states its files were."""
    temporary, folder = tmp_path / "temporary", tmp_path / "cycle"
    before = _files(scene, command.besides)
    seconds = min(_seconds(command, scene, folder, temporary) for _ in range(2))  # the first may load from a cold disk
    after = _files(folder, command.besides)
    assert after != before, f"{name} writes nothing"
    seen = Counter[str]()
    for seed in range(moments):
        shutil.rmtree(folder)
        shutil.copytree(scene, folder)
        begun = Forked(command.words, folder, temporary)
        time.sleep(random.Random(f"{name} {seed}").uniform(0, seconds))  # noqa: S311  # no secret
        seen[_ALIVE] += begun.kill()
        _wait_until_alone(temporary, f"{name}, seed {seed}")
        left = _files(folder, command.besides)
        for path, hash_ in left.items():
            assert LEFT.search(path) or hash_ in {before.get(path), after.get(path)}, f"{path}: {name}, seed {seed}"
        seen[state := _state(left, before, after)] += 1
        began = time.monotonic()
        assert Forked(command.words, folder, temporary).wait() in {ALL_WRITTEN, command.code_again}, (
            f"{name}, seed {seed}"
        )
        if state == _BEFORE:  # it had all to do: so long does it take on this machine just now
            seconds = time.monotonic() - began
        assert _files(folder, command.besides) == after, f"{name}, seed {seed}"
        assert not list(folder.rglob("*.part")) + list(folder.rglob(".working")), f"{name}, seed {seed}"
        remains = [path for path in temporary.rglob("*") if path.parent != temporary or path.is_file()]
        assert remains == [], f"{name}, seed {seed}"
    return seen


def _seconds(command: Command, scene: Path, folder: Path, temporary: Path) -> float:
    """Let the command run to its end in a new copy of the scene; return how long that takes."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(scene, folder)
    began = time.monotonic()
    assert Forked(command.words, folder, temporary).wait() == ALL_WRITTEN
    return time.monotonic() - began


_ALIVE, _BEFORE, _BETWEEN, _STAGED, _DONE = "alive", "as it was", "some in place", "something staged", "all in place"


def _state(left: Mapping[str, str], before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Return in which state a killed run left the cycle's files."""
    places = {path: hash_ for path, hash_ in left.items() if not LEFT.search(path)}
    if places == after:
        return _DONE
    if places != before:
        return _BETWEEN
    return _BEFORE if places == left else _STAGED


def _wait_until_alone(temporary: Path, name: str) -> None:
    """Look for a second whether LibreOffice has ended; so often, as a busy machine's clock runs on without it."""
    for _ in range(50):
        if not list(_using(temporary)):
            return
        time.sleep(0.02)
    pytest.fail(f"more than a second after the end of {name}: {list(_using(temporary))}")


@pytest.mark.parametrize("name", ["calendar", "overview"])
def test_a_command_that_is_killed_leaves_each_file_whole_and_the_next_run_finishes(
    scene: Path, tmp_path: Path, name: str
) -> None:
    _kill_at_moments(scene, tmp_path, name, COMMANDS[name], 1)


@pytest.mark.kills
@pytest.mark.parametrize("name", [*COMMANDS, *RECORD_COMMANDS])
def test_a_command_that_is_killed_at_sixty_moments(
    request: pytest.FixtureRequest, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    command = {**COMMANDS, **RECORD_COMMANDS}[name]
    if command.needs_pages:
        try:
            require_poppler()
            pdf.find_converter()
        except Refused as refused:
            lacking(str(refused))
    scene = request.getfixturevalue("scene" if name in COMMANDS else "issued_scene")
    seen = _kill_at_moments(scene, tmp_path, name, command, MOMENTS)
    columns = (MOMENTS, *(seen[state] for state in (_ALIVE, _BEFORE, _STAGED, _BETWEEN, _DONE)))
    with capsys.disabled():
        sys.stdout.write(f"\n| {name} | {' | '.join(map(str, columns))} | none |\n")
    assert seen[_ALIVE] > MOMENTS // 4


@pytest.fixture(scope="module", autouse=True)
def _heading(request: pytest.FixtureRequest) -> None:
    """Before the rows of the table, which each of the long tests prints, what their columns say."""
    if request.config.getoption("markexpr") == "kills":
        sys.stdout.write(
            "\n| command | kills | while it ran | as it was | staged | some in place | all in place | torn or left |\n"
        )
