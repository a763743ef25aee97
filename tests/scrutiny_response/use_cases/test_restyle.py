"""A rebrand with one command: whole screens, the originals kept, all templates or none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from engross.problems import FilePlace, Problem
from engross.word import Package
from engross.word import restyle as word_restyle
from scrutiny_response import __version__, resources
from scrutiny_response.cli import run as cli
from scrutiny_response.generate.settings import read_templates
from scrutiny_response.store import whole_files
from scrutiny_response.use_cases import restyle
from tests import word_files
from tests.engross.word.restyle.houses import house


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the house style document and two small templates, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    Path("house.docx").write_bytes(bytes(house()))
    Path("templates").mkdir()
    for name in ("letter", "plan"):
        text = word_files.paragraph("{{ partnership.name }}", "Heading1")
        styles = word_files.styles_part(word_files.STYLES.split('<w:style w:type="paragraph" w:styleId="Heading4"')[0])
        Path(f"templates/{name}.docx").write_bytes(word_files.word_file(text, [styles]))
    return tmp_path


def run(*words: str) -> int:
    """Run `scrutiny template restyle` over both templates."""
    return cli.run(["template", "restyle", "house.docx", "templates/letter.docx", "templates/plan.docx", *words])


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_rebrand_changes_every_template_and_keeps_the_originals(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(here / "templates")
    assert run() == 0
    assert capsys.readouterr().out == (
        "templates/letter.docx: restyled; before: templates/before-restyle-1/letter.docx\n"
        "templates/plan.docx: restyled; before: templates/before-restyle-1/plan.docx\n"
        "\n2 templates restyled.\n"
    )
    after = files(here / "templates")
    assert {name: after[f"before-restyle-1/{name}"] for name in before} == before
    assert all(after[name] != before[name] for name in before)


def test_no_backup_is_ever_overwritten(here: Path) -> None:
    original = files(here / "templates")
    assert run() == 0
    Path("templates/letter.docx").write_bytes(word_files.word_file(word_files.paragraph("another")))
    assert run() == 0
    after = files(here / "templates")
    assert after["before-restyle-1/letter.docx"] == original["letter.docx"]
    assert after["before-restyle-2/letter.docx"] != original["letter.docx"]


def test_two_runs_at_once_overwrite_neither_s_backup(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original, write = files(here / "templates"), whole_files.write

    def after_another_run(folder: Path, path: str, data: bytes) -> Problem | None:
        monkeypatch.setattr(whole_files, "write", write)
        assert run() == 0
        return write(folder, path, data)

    monkeypatch.setattr(whole_files, "write", after_another_run)
    assert run() == 0
    after = files(here / "templates")
    assert {name: after[f"before-restyle-2/{name}"] for name in original} == original


@pytest.mark.parametrize("words", [(), ("--only", "headers,footers,page,theme,fonts", "--lose-tags")])
def test_a_template_that_has_the_style_already_is_left_byte_for_byte(
    here: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...]
) -> None:
    assert run(*words) == 0
    once = files(here / "templates")
    capsys.readouterr()
    assert run(*words) == 0
    assert capsys.readouterr().out == (
        "templates/letter.docx: has this style already, and is left as it is\n"
        "templates/plan.docx: has this style already, and is left as it is\n"
        "\nNothing was changed.\n"
    )
    assert files(here / "templates") == once


@pytest.mark.parametrize("name", ["letter", "improvement-plan", "timescale-extension"])
def test_a_shipped_template_in_another_s_style_is_recognised_as_having_it(name: str) -> None:
    house = Package.open(resources.templates() / "letter.docx", "letter.docx")
    once = word_restyle.restyle(house, Package.open(resources.templates() / f"{name}.docx", name)).package
    again = word_restyle.restyle(house, Package.open(bytes(once), name))
    assert (again.is_changed, bytes(again.package)) == (False, bytes(once))


def test_a_style_that_changed_in_one_place_is_taken_again(here: Path) -> None:
    assert run() == 0
    note = b'<w:style w:type="paragraph" w:styleId="Note"><w:name w:val="House note"/></w:style></w:styles>'
    styles = house().read("word/styles.xml").replace(b"</w:styles>", note)
    Path("house.docx").write_bytes(bytes(house().replace({"word/styles.xml": styles})))
    once = files(here / "templates")
    assert run() == 0
    assert files(here / "templates")["letter.docx"] != once["letter.docx"]


def test_where_one_template_is_open_in_word_those_before_it_get_their_originals_back(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = files(here / "templates")
    move = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target == Path("templates/plan.docx"):
            raise PermissionError(13, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", held)
    assert run() == 1
    assert capsys.readouterr().out == (
        "templates/letter.docx: refused\n"
        "  error: templates/letter.docx: all-or-none: nothing was changed, because templates/plan.docx cannot be restyled; correct that first, then run again\n"
        "templates/plan.docx: refused\n"
        "  error: templates/plan.docx: unwritable-file: the document cannot be written (Permission denied); close it if it is open in Word, "
        "check that the folder may be written, and run again\n"
        "\nNothing was changed.\n"
    )
    assert files(here / "templates") == before


def test_the_backups_are_no_templates_of_the_cycle(tmp_path: Path) -> None:
    shutil.copytree(resources.templates(), tmp_path / "templates", ignore=shutil.ignore_patterns(".*"))
    (tmp_path / "house.docx").write_bytes(bytes(house()))
    names = [template.name for template in read_templates(tmp_path / "templates")]
    made = restyle.restyle_files(tmp_path / "house.docx", (tmp_path / "templates").glob("*.docx"))
    assert not [outcome for outcome in made if outcome.refused]
    assert [template.name for template in read_templates(tmp_path / "templates")] == names


def test_where_one_template_is_refused_none_is_changed(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("templates/plan.docx").write_bytes(b"PK broken")
    before = files(here / "templates")
    assert run() == 1
    assert capsys.readouterr().out == (
        "templates/plan.docx: refused\n"
        "  error: templates/plan.docx: not-a-word-file: this is not a Word file, whatever its name says: perhaps a text, a picture or "
        "a web page; open it in Word, and save it as Word Document (.docx)\n"
        "\nNothing was changed.\n"
    )
    assert files(here / "templates") == before


def test_a_house_style_document_that_cannot_be_read_is_the_only_one_refused(here: Path) -> None:
    Path("house.docx").write_bytes(b"")
    (outcome,) = restyle.restyle_files(Path("house.docx"), [Path("templates/letter.docx")])
    assert (outcome.file, outcome.refused, [it.id for it in outcome.problems]) == ("house.docx", True, ["damaged-file"])
    assert set(files(here / "templates")) == {"letter.docx", "plan.docx"}


def test_where_an_original_cannot_be_put_aside_no_template_is_changed(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(here / "templates")
    full = Problem("unwritable-file", FilePlace("x"), "the disk is full")
    write = whole_files.write

    def failing(folder: Path, path: str, data: bytes) -> Problem | None:
        return full if path == "plan.docx" and "before-restyle" in str(folder) else write(folder, path, data)

    monkeypatch.setattr(whole_files, "write", failing)
    assert run() == 1
    assert {name: it for name, it in files(here / "templates").items() if "/" not in name} == before


@pytest.mark.usefixtures("here")
def test_what_is_taken_can_be_chosen() -> None:
    before = word_files.unzipped(Path("templates/letter.docx").read_bytes())
    assert run("--only", "page") == 0
    after = word_files.unzipped(Path("templates/letter.docx").read_bytes())
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]


def test_an_unknown_part_is_wrong_use(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        run("--only", "styles,fronts")
    assert stopped.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "scrutiny template restyle: error: argument --only: 'fronts' is not one of styles, theme, fonts, numbering, page, "
        "headers, footers"
    )
    assert set(files(here / "templates")) == {"letter.docx", "plan.docx"}


@pytest.mark.usefixtures("here")
def test_programs_get_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("--json", "--only", "theme") == 0
    assert json.loads(capsys.readouterr().out) == {
        "command": "template restyle",
        "version": __version__,
        "refused": 0,
        "templates": [
            {"file": f"templates/{name}.docx", "backup": f"templates/before-restyle-1/{name}.docx", "problems": []}
            for name in ("letter", "plan")
        ],
    }
