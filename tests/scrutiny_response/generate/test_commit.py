"""The commit of a run: what is recorded, what goes with it, and that it is read once."""

from __future__ import annotations

import errno
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scrutiny_response.generate import cycle
from scrutiny_response.store import manifest
from scrutiny_response.store.outcome import Action, Change, CycleOutcome
from scrutiny_response.store.up_to_date import Options
from tests.assessment_files import write
from tests.samples import an_assessment
from tests.small_templates import write_templates

COUNT = 12


class Cycle:
    """A cycle's folder with twelve assessments and one template; a folder that holds them is taken as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.output = folder, folder / "output"
        if not (folder / "templates").exists():
            write_templates(folder / "templates", letter="Dear {{ addressee.salutation }}")
            for number in range(COUNT):
                self.add(f"{number:02}")

    def add(self, name: str, **changes: Any) -> None:
        whole = an_assessment(documents=("letter",))
        write(self.folder / "inputs", name, replace(whole, reference=f"PSR-{name}", **changes))

    def generate(self, *inputs: str, **options: Any) -> CycleOutcome:
        paths = [self.folder / "inputs" / name for name in inputs] or [self.folder / "inputs"]
        return cycle.generate(paths, self.output, templates=self.folder / "templates", options=Options(**options))

    def letter(self, name: str) -> str:
        return f"PSR-{name}-Strathlorne Health and Social Care Partnership/letter-panel-approved.docx"

    def records(self) -> dict[str, Any]:
        document = json.loads((self.output / manifest.NAME).read_text(encoding="utf-8"))
        return {Path(record["file"]).stem: record for record in document["assessments"]}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle that was generated once, to be copied."""
    made = Cycle(tmp_path_factory.mktemp("generated"))
    assert not made.generate().refused
    return made.folder


@pytest.fixture
def here(generated: Path, tmp_path: Path) -> Cycle:
    """A cycle that was generated once."""
    shutil.copytree(generated, tmp_path, dirs_exist_ok=True)
    return Cycle(tmp_path)


@pytest.fixture
def parses(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the records that were parsed, one for each parse."""
    parsed: list[str] = []
    parse = manifest.record

    def noted(line: bytes) -> manifest.Record:
        record = parse(line)
        parsed.append(Path(record.file).stem)
        return record

    monkeypatch.setattr(manifest, "record", noted)
    return parsed


ALL = [f"{number:02}" for number in range(COUNT)]


def test_a_first_run_parses_no_record(tmp_path: Path, parses: list[str]) -> None:
    assert not Cycle(tmp_path).generate().refused
    assert parses == []


def test_an_unchanged_run_parses_each_record_once(here: Cycle, parses: list[str]) -> None:
    here.generate()
    assert parses == ALL


def test_a_run_that_makes_everything_again_parses_each_record_once(here: Cycle, parses: list[str]) -> None:
    write_templates(here.folder / "templates", letter="Good day {{ addressee.salutation }}")
    here.generate()
    assert parses == ALL


def test_a_run_with_a_new_assessment_parses_each_record_once_more_for_the_workbook(
    here: Cycle, parses: list[str]
) -> None:
    here.add("aa")
    here.generate()
    assert sorted(parses) == sorted(ALL * 2)


def test_a_run_over_one_file_parses_each_record_once(here: Cycle, parses: list[str]) -> None:
    here.add("03", strengths=("Another strength.",))
    here.generate("03.yaml")
    assert sorted(parses) == ALL


def test_every_later_run_with_an_orphan_parses_each_record_once(here: Cycle, parses: list[str]) -> None:
    (here.folder / "inputs/05.yaml").unlink()
    orphan = Change(here.letter("05"), Action.GONE, "the assessment 05.yaml is gone")
    assert here.generate().gone == (orphan,)
    assert parses.count("05") == 1
    assert len(parses) == 2 * COUNT - 1, "the others once more for the workbook, which has changed"
    for _ in range(2):
        parses.clear()
        assert here.generate().gone == (orphan,)
        assert sorted(parses) == ALL


def test_a_run_with_an_orphan_of_an_assessment_that_is_there_parses_each_record_once(
    here: Cycle, parses: list[str]
) -> None:
    here.add("05", partnership=replace(an_assessment().partnership, name="Lorne"))
    here.generate()
    parses.clear()
    assert [change.path for change in here.generate().gone] == [here.letter("05")]
    assert parses == ALL


@pytest.mark.not_on("scanner")  # the file of the lock stays where it is held, and here all files are counted
def test_a_run_with_an_orphan_that_is_recorded_writes_nothing_again(here: Cycle) -> None:
    (here.folder / "inputs/05.yaml").unlink()
    here.generate()
    before = {path: path.stat().st_mtime_ns for path in here.output.rglob("*") if path.is_file()}
    here.generate()
    assert {path: path.stat().st_mtime_ns for path in here.output.rglob("*") if path.is_file()} == before


def test_the_record_of_a_gone_assessment_goes_with_its_last_document(here: Cycle) -> None:
    (here.folder / "inputs/05.yaml").unlink()
    here.generate()
    record = here.records()["05"]
    assert (record["identity"], record["documents"]) == (None, [])
    assert [document["path"] for document in record["former"]] == [here.letter("05")]
    here.generate(remove_gone=True)
    assert sorted(here.records()) == [name for name in ALL if name != "05"]


def test_the_record_of_a_gone_assessment_goes_when_somebody_removed_its_document(here: Cycle) -> None:
    (here.folder / "inputs/05.yaml").unlink()
    (here.output / here.letter("05")).unlink()
    assert here.generate().gone == ()
    assert sorted(here.records()) == [name for name in ALL if name != "05"]


def test_the_record_of_a_gone_assessment_that_had_no_document_goes_at_once(here: Cycle) -> None:
    path = here.folder / "inputs/zz.yaml"
    path.write_text("reference: [\n", encoding="utf-8")
    here.generate()
    assert here.records()["zz"]["documents"] == []
    path.unlink()
    here.generate()
    assert sorted(here.records()) == ALL


def test_an_assessment_that_is_there_keeps_its_record_when_its_orphan_is_removed(here: Cycle) -> None:
    here.add("05", partnership=replace(an_assessment().partnership, name="Lorne"))
    here.generate()
    assert [document["path"] for document in here.records()["05"]["former"]] == [here.letter("05")]
    made = here.generate(remove_gone=True)
    assert made.gone == (Change(here.letter("05"), Action.REMOVED, "its assessment no longer asks for it"),)
    record = here.records()["05"]
    assert (record["former"], len(record["documents"])) == ([], 1)


def test_an_orphan_of_a_file_that_is_not_in_the_run_is_listed_and_removed(here: Cycle) -> None:
    here.add("05", partnership=replace(an_assessment().partnership, name="Lorne"))
    here.generate()
    assert [change.done for change in here.generate("06.yaml").gone] == ["gone"]
    assert [change.done for change in here.generate("06.yaml", remove_gone=True).gone] == ["removed"]
    assert here.records()["05"]["former"] == []


@pytest.fixture
def locked(here: Cycle, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """One letter is open in Word."""
    move = Path.replace

    def maybe(self: Path, target: Path) -> Path:
        if Path(target) == here.output / here.letter("05"):
            raise PermissionError(errno.EACCES, "Permission denied")
        return move(self, target)

    with monkeypatch.context() as word:
        word.setattr(Path, "replace", maybe)
        yield


@pytest.mark.usefixtures("locked")
def test_a_document_that_can_never_be_moved_leaves_no_intent_that_a_later_run_would_believe(here: Cycle) -> None:
    """The second run is about to record what the first was, and at its end what the first recorded at its end."""
    here.add("05", addressee=replace(an_assessment().addressee, name="Mr Hugh Bell", salutation="Mr Bell"))
    for _ in range(2):
        made = here.generate()
        assert [outcome.refused for outcome in made.outcomes].count(True) == 1
        assert not (here.output / ".working").exists()
    record = here.records()["05"]
    assert (record["identity"], [problem["id"] for problem in record["problems"]]) == (None, ["unwritable-file"])


@pytest.mark.usefixtures("locked")
def test_what_could_not_be_moved_and_what_was_removed_are_recorded_together(here: Cycle) -> None:
    here.add("05", addressee=replace(an_assessment().addressee, name="Mr Hugh Bell", salutation="Mr Bell"))
    (here.folder / "inputs/07.yaml").unlink()
    recorded = here.records()
    made = here.generate(remove_gone=True)
    assert [(change.path, change.done) for change in made.gone] == [(here.letter("07"), "removed")]
    assert here.records()["05"]["documents"] == recorded["05"]["documents"]
    assert "07" not in here.records()


def test_what_cannot_be_written_down_is_a_problem_and_nothing_is_done(
    here: Cycle, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.read_bytes() for path in here.output.rglob("*") if path.is_file()}
    here.add("05", addressee=replace(an_assessment().addressee, name="Mr Hugh Bell", salutation="Mr Bell"))
    move = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target.name == manifest.NAME:
            raise PermissionError(errno.EACCES, "Permission denied")
        return move(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    made = here.generate()
    assert (made.outcomes, [str(problem) for problem in made.problems]) == (
        (),
        [
            f"{here.output}/.working/manifest.json: unwritable-file: the file cannot be written (Permission denied); "
            "wait until the virus scanner or the synchronising program (such as OneDrive) is done with it, "
            "check that the folder may be written, and run again"
        ],
    )
    assert {path: path.read_bytes() for path in here.output.rglob("*") if path.is_file()} == before


def test_a_manifest_that_cannot_be_put_in_place_is_a_problem_and_the_next_run_knows_what_was_done(
    here: Cycle, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.add("05", addressee=replace(an_assessment().addressee, name="Mr Hugh Bell", salutation="Mr Bell"))
    move = Path.replace

    def locked(self: Path, target: Path) -> Path:
        if target == here.output / manifest.NAME:
            raise PermissionError(errno.EACCES, "Permission denied")
        return move(self, target)

    with monkeypatch.context() as broken:
        broken.setattr(Path, "replace", locked)
        made = here.generate()
    assert [problem.id for problem in made.problems] == ["unwritable-file"]
    assert [change.done for change in made.outcomes[5].changes] == ["written"]
    again = here.generate()
    assert (again.refused, [change.done for change in again.outcomes[5].changes]) == (False, ["unchanged"])


def test_in_a_dry_run_nothing_is_removed(here: Cycle) -> None:
    (here.folder / "inputs/05.yaml").unlink()
    made = here.generate(remove_gone=True, dry_run=True)
    assert made.gone == (Change(here.letter("05"), Action.REMOVED, "the assessment 05.yaml is gone"),)
    assert (here.output / here.letter("05")).is_file()
    assert "05" in here.records()
