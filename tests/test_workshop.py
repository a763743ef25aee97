"""The project's own papers name only what exists, and what runs before a merge is what the README says."""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import shlex
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec import Struct

from engross.problems import Problem, TextPlace
from scrutiny_response import __version__, domain
from scrutiny_response.cli import arguments, run
from scrutiny_response.cli.reports import summary
from scrutiny_response.domain.level import Indication
from scrutiny_response.domain.response import respond
from scrutiny_response.store.outcome import Action, Change, CycleOutcome, Outcome, finding, level_name
from tests.samples import an_assessment, the_framework
from tests.source_trees import nodes, trees
from tools.build_bundle import PYTHONS

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (ROOT / "src/engross", ROOT / "src/scrutiny_response")
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PAPERS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/engine.md", "docs/for-programs.md")
READ_BACK = (
    *("report-with-plan.docx", "second.docx", "both.docx", "both.pdf", "Our plan FINAL v3.docx", "answers.yaml"),
    "inputs/Lorne and Isles.yaml",
)
"""Files that the papers' commands name and that others would have made or sent."""
CALLED_BY_OTHERS = {
    "_invoke",  # Jinja's Macro
    "blockvisit",  # Jinja's CodeGenerator
    "pull_dependencies",  # Jinja's CodeGenerator
    "_undefined_message",  # Jinja's Undefined
    "emit",  # logging's Handler
    "ignore_aliases",  # PyYAML's Dumper
    *("validateLink", "normalizeLink", "normalizeLinkText"),  # markdown-it's MarkdownIt
}
"""Methods that the class of a library calls, of which theirs is a kind."""
CALLED_BY_THEIR_PATTERN = ("__", "_filter_", "_read_", "_walk_", "visit_")
"""How methods begin that are found by the name of what they are for."""
UNTOLD = {"__init__.py", "py.typed", "README.md"}
"""Files of which every package has one."""


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _sessions() -> set[str]:
    functions = (node for node in ast.parse(_read("noxfile.py")).body if isinstance(node, ast.FunctionDef))
    return {function.name for function in functions if function.decorator_list}


def _modules() -> set[str]:
    modules = {path.stem for package in PACKAGES for path in package.rglob("*.py")}
    return modules | {path.parent.name for package in PACKAGES for path in package.rglob("__init__.py")}


def test_every_path_that_a_session_names_exists() -> None:
    """Both those that the sessions pass to programs and those whose rules are changed one place at a time."""
    constants = (node.value for node in ast.walk(ast.parse(_read("noxfile.py"))) if isinstance(node, ast.Constant))
    words = {constant for constant in constants if isinstance(constant, str)}
    paths = {word for word in words if re.fullmatch(r"(src|tests|tools)/[\w./-]+", word)}
    modules = {word.replace(".", "/") for word in words if re.fullmatch(r"(tests|tools)(\.\w+)+", word)}
    mutants = PYPROJECT["tool"]["mutants"]
    paths |= {*mutants, *(path for tests in mutants.values() for path in tests)}
    assert len(paths) >= 10
    assert {path for path in paths if not (ROOT / path).exists()} == set()
    assert len(modules) >= 8
    assert {
        path for path in modules if not ((ROOT / f"{path}.py").exists() or (ROOT / path / "__main__.py").exists())
    } == set()


def _picture() -> str:
    picture = re.search(r"```\n(inputs/.*?)```", _read("README.md"), re.DOTALL)
    assert picture
    return picture[1]


def _commands(paper: str) -> list[str]:
    """The commands in a paper, in its blocks and in its sentences."""
    text = _read(paper)
    blocks = re.findall(r"^ *```\w*\n(.*?)^ *```", text, re.DOTALL | re.MULTILINE)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [*lines, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_path_that_a_paper_names_exists(paper: str) -> None:
    named = {each for each in re.findall(r"`([\w./-]+)`", _read(paper)) if "/" in each or each.endswith((".py", ".md"))}
    linked = set(re.findall(r"\]\(([\w./-]+)\)", _read(paper)))
    own = {each for each in named | linked if not each.startswith((".nox/", "output/"))}
    missing = {each for each in own if not ((ROOT / each).exists() or (ROOT / paper).parent.joinpath(each).exists())}
    assert missing == set()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_session_that_a_paper_names_exists(paper: str) -> None:
    named = {session for command in _commands(paper) for session in re.findall(r"nox -s (\w+)", command)}
    assert named <= _sessions()


def test_contributing_names_every_session() -> None:
    assert set(re.findall(r"`nox -s (\w+)`", _read("CONTRIBUTING.md"))) == _sessions()


@pytest.mark.parametrize("paper", PAPERS)
def test_every_command_that_a_paper_shows_is_one(paper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "inputs").mkdir()
    (tmp_path / "inputs/strathlorne.yaml").write_text("reference: PSR-2026-010\n", encoding="utf-8")
    (tmp_path / "FOLDER").mkdir()
    for file in (
        "FILE",
        "FILES",
        "REFERENCE",
        "STYLE",
        "TEMPLATES",
        "report.docx",
        "plan.docx",
        "cycle.xlsx",
        "FILE.xlsx",
        *READ_BACK,
    ):
        (tmp_path / file).touch()
    monkeypatch.chdir(tmp_path)
    for command in _commands(paper):
        words = shlex.split(command) if command.startswith("scrutiny") else []
        if words[:1] == ["scrutiny"] and words[1:] and words[1:] != ["--help"] and words[1:2] != ["help"]:
            named = arguments.options_of(words[1:]).command.__name__
            assert named in {words[1].replace("-", "_"), "_".join(words[1:3])}


def test_the_picture_names_the_rooms_by_their_real_names() -> None:
    rooms = {"cli", "use_cases", "generate", "store", "intake", "engross", "word", "framework", "assessment", "level"}
    rooms |= {"monitoring", "response", "build", "commit", "manifest", "naming", "reports", "screen", "problems"}
    assert rooms <= _modules()
    assert rooms <= set(re.findall(r"[a-z_]+", _picture()))
    for folder in re.findall(r"(\w+)/", _picture()):
        assert (ROOT / folder).is_dir()


def _tree() -> dict[str, str]:
    """The paths in the picture of the architecture, folders with a stroke at their end, each with its line."""
    picture = re.search(r"```\n(src/engross/.*?)```", _read("ARCHITECTURE.md"), re.DOTALL)
    assert picture
    tree: dict[str, str] = {}
    folders: list[str] = []
    for line in picture[1].splitlines():
        entry = re.fullmatch(r"( *)(\S+) +(.+)", line)
        assert entry, line
        depth = len(entry[1]) // 2
        path = "".join(folders[:depth]) + entry[2]
        folders[depth:] = [entry[2]]
        assert path not in tree, f"{path} has two lines"
        tree[path] = entry[3]
    return tree


def _rooms() -> set[str]:
    """Every folder of the packages two levels deep, and every file at the top, of the packages and of the Word engine."""
    tops = (*PACKAGES, ROOT / "src/engross/word")
    files = {path for top in tops for path in top.iterdir() if path.is_file() and not path.name.startswith(".")}
    folders = {
        init.parent
        for package in PACKAGES
        for init in [*package.glob("*/__init__.py"), *package.glob("*/*/__init__.py")]
    }
    named = {f"{folder.relative_to(ROOT).as_posix()}/" for folder in {*folders, *PACKAGES}}
    return named | {path.relative_to(ROOT).as_posix() for path in files if path.name not in UNTOLD}


def test_the_picture_of_the_architecture_has_a_line_for_every_room_and_for_no_other() -> None:
    tree = set(_tree())
    public_face = {"src/engross/__init__.py"}
    assert _rooms() - tree - public_face == set(), "rooms without a line"
    assert tree - _rooms() - public_face == set(), "lines without a room"


def test_the_architecture_says_what_each_contract_says() -> None:
    contracts = [contract["name"] for contract in PYPROJECT["tool"]["importlinter"]["contracts"]]
    table = _read("ARCHITECTURE.md").partition("## The contracts")[2].partition("## Decisions")[0]
    assert re.findall(r"^\| ([^|]+) \|", table, re.MULTILINE)[1:] == contracts


def test_what_a_newcomer_looks_for_stands_where_the_table_says() -> None:
    table = _read("CONTRIBUTING.md").partition("## To find in a minute")[2].partition("\n## ")[0]
    rows = [row.strip("| ").split(" | ") for row in table.splitlines() if row.startswith("| ")][1:]
    assert len(rows) == 8
    for what, where, words in rows:
        place = ROOT / re.findall(r"`([^`]+)`", where)[0]
        texts = [path.read_text(encoding="utf-8") for path in place.rglob("*.py")] if place.is_dir() else []
        names = [path.name for path in place.iterdir()] if place.is_dir() else []
        sought = re.findall(r"`([^`]+)`", words)[0]
        assert any(
            sought in text for text in (*texts, *names, *([] if place.is_dir() else [place.read_text("utf-8")]))
        ), what


@pytest.mark.parametrize("what", ["filter", "statement", "check", "kind of document", "level", "command"])
def test_there_is_a_walk_for_whatever_people_add(what: str) -> None:
    walk = re.search(rf"^### A {what}\n(.*?)(?=^##)", _read("CONTRIBUTING.md"), re.MULTILINE | re.DOTALL)
    assert walk
    assert re.findall(r"^1\. `", walk[1], re.MULTILINE) or "\n1. " in walk[1]
    assert "test" in walk[1]


def test_each_module_begins_with_a_line_that_ends() -> None:
    for path, tree in trees().items():
        docstring = ast.get_docstring(tree) or ""
        assert docstring.split("\n", maxsplit=1)[0].endswith((".", ":")), path


def test_each_value_of_the_domain_is_frozen() -> None:
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    values = [kind for kind in _structs(Struct) if kind.__module__.startswith(domain.__name__)]
    assert Indication in values
    assert [kind.__name__ for kind in values if not kind.__struct_config__.frozen] == []


def _structs(base: type[Struct]) -> Iterator[type[Struct]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _structs(kind)


def test_no_type_of_the_software_is_a_dataclass_which_takes_longer_to_load_and_to_make() -> None:
    sources = [path for package in PACKAGES for path in package.rglob("*.py") if path.name != "records.py"]
    assert [path.name for path in sources if "import dataclass" in path.read_text("utf-8")] == []
    assert [path.name for path in sources if "from dataclasses" in path.read_text("utf-8")] == []


LONGEST_MODULE, LONGEST_FUNCTION = 300, 40
"""In lines: a longer one holds two ideas, of which one has a name of its own."""


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_no_module_and_no_function_is_so_long_that_it_holds_two_ideas(package: Path) -> None:
    paths = [path for path in trees() if path.is_relative_to(package)]
    assert len(paths) > 100
    long = [path for path in paths if len(path.read_text(encoding="utf-8").splitlines()) > LONGEST_MODULE]
    for path in paths:
        functions = (node for node in nodes()[path] if isinstance(node, ast.FunctionDef))
        lengths = {function.name: (function.end_lineno or 0) - function.lineno + 1 for function in functions}
        long += [path / name for name, length in lengths.items() if length > LONGEST_FUNCTION]
    assert [path.relative_to(ROOT).as_posix() for path in long] == []


def test_no_name_of_a_package_is_also_that_of_a_module_in_it() -> None:
    """Importing the module would put it in the place of what the package calls so, from then on."""
    both = [
        f"{file.relative_to(ROOT).as_posix()}: {name}"
        for file, tree in trees().items()
        if file.name == "__init__.py"
        for name in _defined(tree)
        if (file.parent / f"{name}.py").exists() or (file.parent / name / "__init__.py").exists()
    ]
    assert both == []


def test_nothing_in_the_packages_is_written_for_nobody() -> None:
    """A name that stands nowhere but where it is defined is called by the class that it is written for, or goes."""
    papers = [path for package in PACKAGES for path in package.rglob("*") if path.suffix in {".py", ".html"}]
    papers += (ROOT / "tools/template_source").rglob("*.py")
    words = Counter(word for path in papers for word in re.findall(r"\w+", path.read_text(encoding="utf-8")))
    names = {
        node.name for each in nodes().values() for node in each if isinstance(node, (ast.FunctionDef, ast.ClassDef))
    }
    unused = {name for name in names if words[name] == 1 and not name.startswith(CALLED_BY_THEIR_PATTERN)}
    assert unused == CALLED_BY_OTHERS


def _defined(tree: ast.Module) -> list[str]:
    return [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)]


SAYING_NOTHING = {"it", "found", "made", "said", "known", "before"}


def test_locals_and_parameters_are_called_by_what_they_hold() -> None:
    bound = [
        f"{path.relative_to(ROOT).as_posix()}:{function.lineno}: {name}"
        for path, whole in nodes().items()
        for function in whole
        if isinstance(function, ast.FunctionDef | ast.Lambda)
        for name in map(_bound_name, ast.walk(function))
        if name in SAYING_NOTHING
    ]
    assert bound == []


def _bound_name(node: ast.AST) -> str:
    if isinstance(node, ast.arg):
        return node.arg
    return node.id if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) else ""


def test_every_exception_to_a_check_carries_its_reason() -> None:
    bare = re.compile(r"# (?:noqa: [A-Z0-9, ]+|type: ignore\[[^\]]*\])$", re.MULTILINE)
    folders = [ROOT / name for name in ("src", "tests", "tools")]
    files = [ROOT / "noxfile.py", *(path for folder in folders for path in folder.rglob("*.py"))]
    assert len(files) > 900
    assert [path.relative_to(ROOT).as_posix() for path in files if bare.search(path.read_text("utf-8"))] == []


def test_before_a_merge_runs_exactly_the_readme_s_test_command() -> None:
    commands = re.findall(r"```sh\n(.+?)\n```", _read("README.md"))
    assert len(commands) == 2
    assert _read(".ci/run").splitlines()[-1] == commands[1]


def test_the_pythons_that_papers_name_are_those_of_the_bundle_and_of_the_session_that_tries_them() -> None:
    first, last = PYTHONS[0], PYTHONS[-1]
    assert f"You need Python {first} to {last}, " in _read("README.md")
    assert f"| needs | Python {first} to {last} (64-bit), " in _read("docs/for-it.md")
    assert f"install one of {first} to {last} from" in _read("docs/for-it.md")
    assert f"@nox.session(python={json.dumps(PYTHONS)})\n" in _read("noxfile.py")
    assert PYPROJECT["project"]["requires-python"] == f">={first}"


def test_the_windows_commands_are_the_same_two() -> None:
    unix = re.findall(r"```sh\n(.+?)\n```", _read("README.md"))
    windows = re.search(r"```bat\n(.+?)\n```", _read("README.md"), re.DOTALL)
    assert windows
    turned = [each.replace("python3", "py").replace(".venv/bin/", ".venv\\Scripts\\") for each in unix]
    assert windows[1].splitlines() == turned


def test_what_nox_runs_by_default_ends_with_all_tests() -> None:
    listed = re.search(r"nox\.options\.sessions = (\[.*\])", _read("noxfile.py"))
    assert listed
    assert ast.literal_eval(listed[1]) == ["lint", "types", "layers", "tests"]


def test_the_page_for_programs_describes_every_key_of_the_json() -> None:
    text = _read("docs/for-programs.md")
    response = respond(an_assessment(), the_framework())
    problem = Problem("id", TextPlace("file", 1, 1), "message")
    outcome = Outcome(
        file="a.yaml",
        indication=finding(response.indication),
        level=level_name(response.level),
        problems=(problem,),
        changes=(Change("letter.docx", Action.WRITTEN),),
    )
    document = json.loads("".join(summary.as_json("check", CycleOutcome((outcome,)))))
    keys: set[str] = set()
    pending: list[object] = [document]
    while pending:
        value = pending.pop()
        pending += value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        keys |= value.keys() if isinstance(value, dict) else set()
    assert {key for key in keys if f"`{key}`" not in text} == set()


def test_the_exit_codes_of_the_page_for_programs_are_those_of_the_command() -> None:
    codes = re.findall(r"^\| (\d+) \|", _read("docs/for-programs.md"), re.MULTILINE)
    assert [int(code) for code in codes] == [run.ALL_WRITTEN, run.SOME_REFUSED, run.WRONG_USE, run.STOPPED]


def test_the_changelog_begins_with_this_version() -> None:
    assert re.findall(r"^## (\S+)", _read("CHANGELOG.md"), re.MULTILINE)[0] == __version__


def test_the_module_that_prints_is_the_only_exception_to_the_rule_against_printing() -> None:
    exceptions = PYPROJECT["tool"]["ruff"]["lint"]["per-file-ignores"]
    printing = {path for path, rules in exceptions.items() if "T201" in rules and path.startswith("src")}
    assert printing == {"src/scrutiny_response/cli/screen.py"}


def test_what_is_measured_of_an_indication_is_said_in_the_json() -> None:
    """A new field of the indication is not forgotten in the JSON: it is there, or named here as left out."""
    left_out = {"conditions", "settled_by", "less", "more", "second", "level"}
    response = respond(an_assessment(), the_framework())
    outcome = Outcome(file="a", indication=finding(response.indication))
    document = json.loads("".join(summary.as_json("level", CycleOutcome((outcome,)))))
    assert set(Indication.__struct_fields__) - left_out <= document["outcomes"][0]["indication"].keys()
