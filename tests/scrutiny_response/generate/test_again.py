"""A cycle is made again and again: only what has changed is written, what was edited is left, and each says why."""

from __future__ import annotations

import json
import os
import shutil
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from msgspec.structs import replace
from pikepdf import Pdf

from engross.pdf.postprocess import SOURCE
from engross.word import Template
from engross.word.opc import archive
from scrutiny_response import __version__, resources
from scrutiny_response.cli import run
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.framework import Framework
from scrutiny_response.generate import build, cycle
from scrutiny_response.intake import Reading, Source, frameworks, read_assessment
from scrutiny_response.store import staging
from scrutiny_response.store.outcome import Action, Change, CycleOutcome
from scrutiny_response.store.up_to_date import Options
from scrutiny_response.use_cases import verify
from tests.assessment_files import write
from tests.other_disks import OtherDisk
from tests.samples import an_assessment
from tests.small_templates import write_templates

ONE, TWO = "PSR-one-Lorne/letter.docx", "PSR-two-Lorne/letter.docx"
PLAN = "PSR-two-Lorne/plan.docx"


class House:
    """A cycle's folder: two assessments, of which the second asks for a letter and a plan.

    A folder that holds them already is taken as it is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.output = folder, folder / "output"
        texts = {"letter": "Dear {{ addressee.salutation }}, {{ signatory.name }}", "plan": "{{ partnership.name }}"}
        self.templates = folder / "templates"
        if not self.templates.exists():
            write_templates(self.templates, **texts)
            self.add("one")
            self.add("two", documents=("letter", "plan"))

    def add(self, name: str, **changes: Any) -> Path:
        whole = an_assessment()
        fields: dict[str, Any] = {
            "reference": f"PSR-{name}",
            "documents": ("letter",),
            "state": State.ISSUED,
            **changes,
        }
        fields.setdefault("partnership", replace(whole.partnership, name="Lorne"))
        return write(self.folder / "inputs", name, replace(whole, **fields))

    def generate(self, *inputs: str, framework: Path | None = None, **options: Any) -> CycleOutcome:
        paths = [self.folder / "inputs" / name for name in inputs] or [self.folder / "inputs"]
        return cycle.generate(
            paths, self.output, templates=self.templates, framework=framework, options=Options(**options)
        )

    def verify(self) -> dict[str, tuple[str, str]]:
        found = verify.verify(self.output, templates=self.templates)
        said = {it.path: (it.state, it.outdated) for it in found}
        assert len(said) == len(found), "each document is told once"
        return said

    def edit(self, path: str) -> None:
        (self.output / path).write_bytes(b"edited")


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle that was generated once, to be copied."""
    house = House(tmp_path_factory.mktemp("generated"))
    assert not house.generate().refused
    return house.folder


@pytest.fixture
def house(generated: Path, tmp_path: Path) -> House:
    """A cycle that was generated once."""
    shutil.copytree(generated, tmp_path, dirs_exist_ok=True)
    return House(tmp_path)


def _changes(made: CycleOutcome) -> dict[str, tuple[str, str]]:
    return {change.path: (change.done, change.why) for outcome in made.outcomes for change in outcome.changes}


def _state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """What lies in a folder, but for the lock of the last run, which a scanner may hold until the next one."""
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file() and path != folder / ".working/lock"
    }


def _never(*_: object, **__: object) -> None:
    pytest.fail("something was read or compiled again")


UNCHANGED = ("unchanged", "")


def test_documents_that_were_packed_otherwise_are_made_anew_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(archive, "_squeezed", lambda data: (zlib.crc32(data), len(data), zlib.compress(data, 3, -15)))
        earlier.setattr(cycle, "DEFLATER", "")
        house = House(tmp_path)
        house.add("two", documents=("letter", "plan"), state=State.DRAFT)
        house.generate()
    texts = {path: content(path) for path in house.output.rglob("*.docx")}
    outcome = house.generate()
    assert [str(problem) for problem in outcome.problems] == [
        f"{house.output.as_posix()}: packed-anew: documents are packed by libdeflate 1 and zlib-ng 2 now, and were by zlib; "
        "each that is not issued is made anew once, and says what it said; there is nothing to do"
    ]
    assert all(change.done is Action.WRITTEN for one in outcome.outcomes for change in one.changes)
    assert {path: content(path) for path in house.output.rglob("*.docx")} == texts
    again = house.generate()
    assert not again.problems
    assert all(change.done is Action.UNCHANGED for one in again.outcomes for change in one.changes)


def content(path: Path) -> dict[str, bytes]:
    """What a document's parts hold."""
    with zipfile.ZipFile(path) as document:
        return {name: document.read(name) for name in document.namelist()}


def test_a_first_run_writes_everything_as_new(tmp_path: Path) -> None:
    assert _changes(House(tmp_path).generate()) == dict.fromkeys((ONE, TWO, PLAN), ("written", "new"))


def test_an_unchanged_cycle_rewrites_nothing_and_reads_nothing_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _state(house.output)
    first = cycle.generate([house.folder / "inputs"], None, templates=house.templates)
    monkeypatch.setattr("scrutiny_response.generate.build.read_assessment", _never)
    monkeypatch.setattr(Template, "open", _never)
    build.compiled.cache_clear()
    made = house.generate()
    assert _changes(made) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)
    assert _state(house.output) == before
    assert [it._replace(changes=()) for it in made.outcomes] == list(first.outcomes)
    assert {it.issue for it in made.outcomes} == {"ready to issue"}


def _edit_the_assessment(house: House) -> None:
    house.add("two", documents=("letter", "plan"), strengths=("Another strength.",), addressee=_addressee("Mr Bell"))


def _addressee(salutation: str) -> Any:
    return replace(an_assessment().addressee, name="Mr Hugh Bell", salutation=salutation)


def test_only_what_an_assessment_s_change_reaches_is_written(house: House) -> None:
    _edit_the_assessment(house)
    assert _changes(house.generate()) == {
        ONE: UNCHANGED,
        TWO: ("written", "the assessment has changed"),
        PLAN: UNCHANGED,
    }


def test_a_change_of_the_same_length_at_the_same_time_is_not_missed(house: House) -> None:
    path = house.folder / "inputs/one.yaml"
    stat = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("Dr Sinclair", "Mr Sinclair"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert path.stat().st_size == stat.st_size
    assert _changes(house.generate())[ONE] == ("written", "the assessment has changed")


def test_a_note_in_a_file_changes_no_document(house: House) -> None:
    with (house.folder / "inputs/one.yaml").open("a", encoding="utf-8") as stream:
        stream.write("# a note\n")
    assert set(house.verify()[ONE]) == {"as generated", "the assessment has changed"}
    assert _changes(house.generate()) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)
    assert house.verify()[ONE] == ("as generated", "")


def test_a_cycle_file_that_says_something_new_is_the_reason(house: House) -> None:
    path = house.folder / "inputs/one.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("salutation: Dr Sinclair", "salutation: Dr S"), encoding="utf-8"
    )
    house.generate()
    text = path.read_text(encoding="utf-8")
    start = text.index("signatory:")
    end = text.index("contact:")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    (house.folder / "inputs/cycle.yaml").write_text(text[start:end], encoding="utf-8")
    assert _changes(house.generate()) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)
    changed = (house.folder / "inputs/cycle.yaml").read_text(encoding="utf-8").replace("Eilidh", "Una")
    (house.folder / "inputs/cycle.yaml").write_text(changed, encoding="utf-8")
    assert _changes(house.generate()) == {
        ONE: ("written", "the cycle file has changed"),
        TWO: UNCHANGED,
        PLAN: UNCHANGED,
    }


def test_a_template_that_changed_is_the_reason_for_its_documents_alone(house: House) -> None:
    write_templates(house.templates, letter="Hello {{ addressee.salutation }}")
    written = ("written", "the template letter.docx has changed")
    assert _changes(house.generate(dry_run=True)) == {ONE: written, TWO: written, PLAN: UNCHANGED}
    assert _changes(house.generate()) == {ONE: written, TWO: written, PLAN: UNCHANGED}


def test_a_framework_and_a_version_that_changed_are_reasons(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    write_templates(house.templates, letter="{{ framework.title }}")
    house.generate()
    framework = house.folder / "framework.yaml"
    text = resources.framework().read_text(encoding="utf-8")
    framework.write_text(text.replace('title: "', 'title: "New ', 1), encoding="utf-8")
    monkeypatch.setattr("scrutiny_response.generate.cycle.__version__", "9.9")
    why = f"the framework has changed and the software is now 9.9 and was {__version__}"
    assert _changes(house.generate(framework=framework))[ONE] == ("written", why)


def test_a_comment_in_the_framework_file_changes_no_document(house: House) -> None:
    framework = house.folder / "framework.yaml"
    framework.write_text("# looked at in May\n" + resources.framework().read_text(encoding="utf-8"), encoding="utf-8")
    assert _changes(house.generate(framework=framework)) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)
    assert house.verify()[ONE] == ("as generated", "the framework has changed")
    assert house.generate().refused is False
    assert house.verify()[ONE] == ("as generated", "")


def test_a_framework_that_has_become_faulty_is_refused_and_nothing_is_touched(house: House) -> None:
    before = _state(house.output)
    framework = house.folder / "framework.yaml"
    framework.write_text(resources.framework().read_text(encoding="utf-8").replace("title:", "titel:", 1), "utf-8")
    made = house.generate(framework=framework)
    assert [(it.message, it.hint) for it in made.problems] == [("`titel` is not a key here", "did you mean `title`?")]
    assert _state(house.output) == before


def test_a_framework_is_read_again_by_another_version_of_the_software(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scrutiny_response.generate.cycle.__version__", "9.9")
    frameworks.framework_in.cache_clear()
    house.generate()
    assert frameworks.framework_in.cache_info().misses == 1


def test_a_cycle_file_that_has_become_faulty_is_refused_with_its_place(house: House) -> None:
    (house.folder / "inputs/cycle.yaml").write_text("monitorin: {}\n", encoding="utf-8")
    first = house.generate().outcomes[0]
    assert [f"{it.place}: {it.message}" for it in first.problems] == [
        f"{(house.folder / 'inputs/cycle.yaml').as_posix()}:1:1: `monitorin` is not a key here"
    ]


@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ('"reference": "PSR-one", ', ""),
        ('"conditions_met"', '"conditions"'),
    ],
)
def test_a_record_that_someone_has_changed_is_made_again(house: House, said: str, instead: str) -> None:
    path = house.output / "manifest.json"
    before = path.read_bytes()
    assert said.encode() in before
    path.write_bytes(before.replace(said.encode(), instead.encode()))
    assert _changes(house.generate()) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)
    assert path.read_bytes() == before


def test_an_assessment_whose_level_the_manifest_does_not_name_is_read_again(house: House) -> None:
    first = house.generate()
    path = house.output / "manifest.json"
    said = json.loads(path.read_bytes())
    del said["framework"]["levels"]["assisted"]
    path.write_text(json.dumps(said), encoding="utf-8")
    assert list(house.generate().outcomes) == list(first.outcomes)
    assert {it.level.id for it in first.outcomes if it.level} == {"assisted"}


def test_a_missing_document_is_written_again(house: House) -> None:
    (house.output / ONE).unlink()
    assert _changes(house.generate()) == {ONE: ("written", "it was missing"), TWO: UNCHANGED, PLAN: UNCHANGED}


def test_a_document_that_was_edited_is_left_and_listed(house: House) -> None:
    house.edit(ONE)
    made = house.generate()
    assert not made.refused
    assert _changes(made)[ONE] == ("kept", "edited by hand")
    assert (house.output / ONE).read_bytes() == b"edited"
    assert house.verify()[ONE] == ("edited", "")
    assert _changes(house.generate())[ONE] == ("kept", "edited by hand")


def test_a_document_that_was_edited_and_is_out_of_date_is_left_and_refused(house: House) -> None:
    house.edit(TWO)
    _edit_the_assessment(house)
    made = house.generate()
    assert _changes(made)[TWO] == ("kept", "edited by hand, and the assessment has changed")
    assert [str(it) for it in made.outcomes[1].problems] == [
        f"{house.output.as_posix()}/{TWO}: edited-document: this document was edited by hand, and the assessment has changed; it was "
        "left as it is; keep a copy of it and run again with --overwrite-edited, or move it away"
    ]
    assert (house.output / TWO).read_bytes() == b"edited"
    assert house.generate().refused, "it is said again in the next run"
    assert house.verify()[TWO] == ("edited", "the assessment has changed")


def test_an_edited_document_is_overwritten_where_that_is_asked_for(house: House) -> None:
    house.edit(ONE)
    made = house.generate(overwrite_edited=True)
    assert _changes(made)[ONE] == ("written", "in place of one edited by hand")
    assert house.verify()[ONE] == ("as generated", "")


def test_a_file_that_this_software_did_not_write_is_left(tmp_path: Path) -> None:
    house = House(tmp_path)
    (house.output / ONE).parent.mkdir(parents=True)
    house.edit(ONE)
    made = house.generate()
    assert _changes(made)[ONE] == ("kept", "not recorded as one that this software wrote")
    assert made.outcomes[0].refused
    assert (house.output / ONE).read_bytes() == b"edited"


def test_documents_without_their_manifest_are_taken_for_what_they_are(house: House) -> None:
    before = (house.output / "manifest.json").read_bytes()
    (house.output / "manifest.json").unlink()
    assert _changes(house.generate()) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)
    assert (house.output / "manifest.json").read_bytes() == before


def test_documents_whose_assessment_is_gone_are_reported_and_removed_on_demand(house: House) -> None:
    (house.folder / "inputs/two.yaml").unlink()
    for _ in range(2):
        assert house.generate().gone == (
            Change(TWO, Action.GONE, "the assessment two.yaml is gone"),
            Change(PLAN, Action.GONE, "the assessment two.yaml is gone"),
        )
    house.edit(PLAN)
    assert [(it.path, it.done) for it in house.generate(remove_gone=True).gone] == [(TWO, "removed"), (PLAN, "gone")]
    assert (house.output / PLAN).read_bytes() == b"edited"
    assert not (house.output / TWO).exists()
    assert [it.done for it in house.generate(remove_gone=True, overwrite_edited=True).gone] == ["removed"]
    assert not (house.output / PLAN).parent.exists()
    assert house.generate().gone == ()
    assert set(house.verify()) == {ONE}


def test_a_document_of_an_earlier_state_is_reported_too(house: House) -> None:
    house.add("one", state=State.DRAFT)
    made = house.generate()
    assert _changes(made)["PSR-one-Lorne/letter-draft.docx"] == ("written", "new")
    assert made.gone == (Change(ONE, Action.GONE, "its assessment no longer asks for it"),)
    house.generate(remove_gone=True)
    assert [path.name for path in (house.output / "PSR-one-Lorne").iterdir()] == ["letter-draft.docx"]


def test_a_document_that_is_made_again_is_gone_no_more(house: House) -> None:
    house.add("one", state=State.DRAFT)
    house.generate()
    house.add("one")
    made = house.generate()
    assert _changes(made)[ONE] == UNCHANGED
    assert [it.path for it in made.gone] == ["PSR-one-Lorne/letter-draft.docx"]


def test_a_run_over_one_file_forgets_no_other(house: House) -> None:
    before = (house.output / "manifest.json").read_bytes()
    made = house.generate("one.yaml")
    assert (_changes(made), made.gone) == ({ONE: UNCHANGED}, ())
    assert (house.output / "manifest.json").read_bytes() == before


def test_a_run_over_one_file_takes_no_document_of_another(house: House) -> None:
    house.add("three", reference="PSR-two")
    before = (house.output / TWO).read_bytes()
    (outcome,) = house.generate("three.yaml").outcomes
    assert [str(it) for it in outcome.problems] == [
        f"{(house.folder / 'inputs/three.yaml').as_posix()}: same-name: {TWO} is a document of ../inputs/two.yaml, which is not in "
        "this run; put {reference} and {document} into the file name pattern"
    ]
    assert (house.output / TWO).read_bytes() == before


def test_an_assessment_s_file_may_have_another_name(house: House) -> None:
    (house.folder / "inputs/two.yaml").rename(house.folder / "inputs/zwei.yaml")
    made = house.generate()
    assert (_changes(made), made.gone) == (dict.fromkeys((ONE, TWO, PLAN), UNCHANGED), ())
    assert set(house.verify().values()) == {("as generated", "")}


def test_two_files_that_changed_places_are_told_once_each(house: House) -> None:
    one, two = house.folder / "inputs/one.yaml", house.folder / "inputs/two.yaml"
    one.rename(house.folder / "inputs/a")
    two.rename(one)
    (house.folder / "inputs/a").rename(two)
    for _ in range(2):
        made = house.generate()
        assert (_changes(made), made.gone) == (dict.fromkeys((ONE, TWO, PLAN), UNCHANGED), ())
        assert set(house.verify().values()) == {("as generated", "")}


def test_a_document_of_an_earlier_state_that_is_made_again_is_told_once(house: House) -> None:
    for state in (State.DRAFT, State.ISSUED):
        house.add("one", state=state)
        house.generate()
    assert house.verify()[ONE] == ("as generated", "")


def test_a_file_renamed_in_capitals_alone_is_the_same_file(house: House, other_disk: OtherDisk) -> None:
    other_disk.ignore_capitals()
    (house.folder / "inputs/one.yaml").rename(house.folder / "inputs/first.yaml")
    (house.folder / "inputs/first.yaml").rename(house.folder / "inputs/One.yaml")
    made = house.generate("One.yaml", "two.yaml")
    assert not made.refused
    assert (_changes(made), made.gone) == (dict.fromkeys((ONE, TWO, PLAN), UNCHANGED), ())
    assert set(house.verify().values()) == {("as generated", "")}


def test_an_assessment_that_cannot_be_looked_at_is_not_gone(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = os.stat

    def closed(path: Any, **choices: Any) -> os.stat_result:
        if str(path).endswith("two.yaml"):
            raise PermissionError
        return usual(path, **choices)

    monkeypatch.setattr("scrutiny_response.store.staging.os.stat", closed)
    made = house.generate("one.yaml", remove_gone=True)
    assert (_changes(made), made.gone) == ({ONE: UNCHANGED}, ())
    assert (house.output / TWO).is_file()


def test_what_cannot_be_read_is_verified_as_that(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = staging.hash_on_disk
    monkeypatch.setattr(staging, "hash_on_disk", lambda path: "" if str(path).endswith("one.yaml") else usual(path))
    assert house.verify()[ONE] == ("as generated", "the assessment cannot be read")
    (house.folder / "inputs/cycle.yaml").touch()
    (house.folder / "inputs/cycle.yml").touch()
    assert house.verify()[TWO] == ("as generated", "the cycle file cannot be read")


def test_a_manifest_that_names_what_is_not_its_own_has_nothing_removed(house: House) -> None:
    precious = house.folder / "precious.docx"
    precious.write_bytes((house.output / ONE).read_bytes())
    (house.folder / "inputs/one.yaml").unlink()
    path = house.output / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace(ONE, "../precious.docx"), encoding="utf-8")
    (problem,) = house.generate(remove_gone=True).problems
    assert problem.message == (
        "the record of ../inputs/one.yaml is damaged ('../precious.docx' is no path inside the output folder)"
    )
    assert precious.is_file()


@pytest.mark.skipif(sys.platform == "win32", reason="needs rights there")
def test_nothing_is_removed_beyond_a_link(house: House) -> None:
    elsewhere = house.folder / "elsewhere"
    (house.output / ONE).parent.rename(elsewhere)
    (house.output / ONE).parent.symlink_to(elsewhere)
    (house.folder / "inputs/one.yaml").unlink()
    made = house.generate(remove_gone=True)
    assert [str(it) for it in made.problems] == [
        f"{(house.output / ONE).parent}: link-in-output: this is a link to another place, and documents are written only inside the "
        "output folder; take the link away, or choose the folder it leads to with --output"
    ]
    assert [it.done for it in made.gone] == [Action.GONE]
    assert (elsewhere / "letter.docx").is_file()


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ('"level": "', '"level": "un'),
        ('"second_indicator": ', '"third_indicator": '),
        ('"template": "letter"', '"template": []'),
    ],
)
def test_a_file_whose_record_says_what_cannot_be_is_read_again(house: House, written: str, instead: str) -> None:
    path = house.output / "manifest.json"
    before = path.read_bytes()
    text = path.read_text(encoding="utf-8")
    assert written in text
    path.write_text(text.replace(written, instead, 1), encoding="utf-8")
    made = house.generate()
    assert (made.problems, _changes(made)) == ((), dict.fromkeys((ONE, TWO, PLAN), UNCHANGED))
    assert path.read_bytes() == before


def test_a_manifest_that_no_workbook_can_be_made_of_is_a_problem(house: House) -> None:
    path = house.output / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"dates": [', '"dates": [3, ', 1), encoding="utf-8")
    assert [it.message for it in house.generate().problems] == [
        "the manifest is damaged (it holds what this software never writes)"
    ]


def _add_pdf(document: Path, source: str | None = None) -> Path:
    """A PDF beside a document that says that it was made from it, or from another one."""
    made = Pdf.new()
    made.Root[SOURCE] = f"{staging.hash_on_disk(document) if source is None else source} 0"
    made.save(document.with_suffix(".pdf"))
    return document.with_suffix(".pdf")


def test_a_pdf_is_verified_by_what_it_says_that_it_was_made_from(house: House) -> None:
    _add_pdf(house.output / ONE)
    _add_pdf(house.output / TWO, "0" * 64)
    _add_pdf(house.output / PLAN)
    (house.output / PLAN).unlink()
    found = house.verify()
    assert found["PSR-one-Lorne/letter.pdf"] == ("as generated", "")
    assert found["PSR-two-Lorne/letter.pdf"] == ("as generated", "made from another letter.docx than lies there")
    assert found["PSR-two-Lorne/plan.pdf"] == ("as generated", "plan.docx is missing")
    for name in ("letter", "plan"):
        (house.output / f"PSR-two-Lorne/{name}.pdf").write_bytes(b"a PDF of somebody else")
    assert [path for path in house.verify() if path.endswith(".pdf")] == ["PSR-one-Lorne/letter.pdf"]


def test_a_pdf_that_says_what_a_document_said_before_is_told(house: House) -> None:
    for path in (TWO, PLAN):
        _add_pdf(house.output / path)
    _edit_the_assessment(house)
    made = house.generate(dry_run=True)
    assert made.problems == ()
    made = house.generate()
    assert [str(it) for it in made.problems] == [
        f"{(house.output / TWO).with_suffix('.pdf').as_posix()}: stale-pdf: this PDF was made from an earlier version of the "
        "document beside it; run again with --pdf, or take it away"
    ]
    assert not made.refused
    assert house.generate().problems == ()
    write_templates(house.templates, letter="Hello", plan="Plan")
    assert house.generate(with_pdfs=True).problems == ()
    write_templates(house.templates, letter="Good day", plan="Good plan")
    (problem,) = house.generate().problems
    assert problem.message == ("this PDF was made from an earlier version of the document beside it, as was 1 more")


def test_the_pdf_of_a_document_that_is_removed_goes_with_it_and_no_other(house: House) -> None:
    own = _add_pdf(house.output / TWO, "0" * 64)
    other = (house.output / PLAN).with_suffix(".pdf")
    other.write_bytes(b"a PDF of somebody else")
    (house.folder / "inputs/two.yaml").unlink()
    assert [it.path for it in house.generate().gone] == [TWO, PLAN]
    assert own.exists()
    made = house.generate(remove_gone=True)
    assert made.gone[:2] == (
        Change(TWO, Action.REMOVED, "the assessment two.yaml is gone"),
        Change("PSR-two-Lorne/letter.pdf", Action.REMOVED, "made from letter.docx"),
    )
    assert (own.exists(), other.exists()) == (False, True)


def test_a_refused_assessment_keeps_its_documents_and_says_what_is_wrong(house: House) -> None:
    path = house.folder / "inputs/one.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("reference:", "refrence:", 1), encoding="utf-8")
    made = house.generate()
    assert (made.refused, made.gone) == (True, ())
    record = json.loads((house.output / "manifest.json").read_text(encoding="utf-8"))["assessments"][0]
    assert [document["path"] for document in record["documents"]] == [ONE]
    assert record["problems"][0]["id"] == "unknown-key"
    path.write_text(text, encoding="utf-8")
    assert _changes(house.generate()) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)


def test_a_reference_that_another_took_refuses_both_though_one_is_known(house: House) -> None:
    house.add("three", reference="PSR-one", partnership=replace(an_assessment().partnership, name="Other"))
    made = house.generate()
    assert [outcome.refused for outcome in made.outcomes] == [True, True, False]
    inputs = (house.folder / "inputs").as_posix()
    assert [str(it.problems[0]).split("\n")[0] for it in made.outcomes[:2]] == [
        f"{inputs}/one.yaml:1:12: repeated-reference: the reference `PSR-one` is also that of {inputs}/three.yaml; "
        "give each its own reference",
        f"{inputs}/three.yaml:1:12: repeated-reference: the reference `PSR-one` is also that of {inputs}/one.yaml; "
        "give each its own reference",
    ]
    assert house.verify()[ONE] == ("as generated", "")


def test_a_dry_run_writes_nothing_at_all(tmp_path: Path) -> None:
    house = House(tmp_path)
    assert _changes(house.generate(dry_run=True)) == dict.fromkeys((ONE, TWO, PLAN), ("written", "new"))
    assert not house.output.exists()


def test_everything_is_made_again_where_that_is_asked_for(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def noted(source: Source, framework: Framework) -> Reading:
        read.append(Path(source.file).name)
        return read_assessment(source, framework)

    monkeypatch.setattr("scrutiny_response.generate.build.read_assessment", noted)
    assert _changes(house.generate(again=True)) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)
    assert read == ["one.yaml", "two.yaml"]


def test_a_missing_document_is_verified_as_missing(house: House) -> None:
    (house.output / ONE).unlink()
    assert house.verify() == {ONE: ("missing", ""), TWO: ("as generated", ""), PLAN: ("as generated", "")}


def test_what_is_gone_or_changed_since_is_verified(house: House) -> None:
    (house.folder / "inputs/one.yaml").unlink()
    write_templates(house.templates, plan="Another plan")
    assert house.verify() == {
        ONE: ("as generated", "the assessment one.yaml is gone"),
        TWO: ("as generated", ""),
        PLAN: ("as generated", "the template plan.docx has changed"),
    }
    (house.templates / "plan.docx").unlink()
    assert house.verify()[PLAN] == ("as generated", "the template plan.docx is gone")


def test_verify_says_what_is_wrong_on_a_whole_screen(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(house.folder)
    assert run.run(["verify"]) == 0
    assert capsys.readouterr().out == ("3 of 3 documents in output as generated, from what has not changed since.\n")
    house.edit(ONE)
    (house.output / PLAN).unlink()
    _edit_the_assessment(house)
    assert run.run(["verify", "-o", "output"]) == 1
    assert capsys.readouterr().out == (
        "Edited by hand since they were generated\n"
        f"  output/{ONE}\n"
        "\n"
        "Missing\n"
        f"  output/{PLAN}  (the assessment has changed)\n"
        "\n"
        "Made from what has changed since\n"
        f"  output/{TWO}  (the assessment has changed)\n"
        f"  output/{PLAN}  (the assessment has changed)\n"
        "\n"
        "0 of 3 documents in output as generated, from what has not changed since.\n"
    )
    assert run.run(["verify", "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["documents"][0] == {"path": ONE, "state": "edited", "outdated": ""}


def test_verify_needs_a_manifest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.run(["verify", "-o", str(tmp_path)]) == 1
    assert capsys.readouterr().out == (
        f"{tmp_path}: no-manifest: there is no manifest here; generate the documents first, or name the folder with --output\n"
    )


def test_the_screens_say_what_was_left_gone_and_why(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(house.folder)
    assert run.run(["generate"]) == 0
    assert capsys.readouterr().out == "Nothing has changed: 3 documents in output left as they were.\n"
    house.edit(ONE)
    _edit_the_assessment(house)
    (house.folder / "inputs/three.yaml").write_text((house.folder / "inputs/one.yaml").read_text().replace("one", "3"))
    assert run.run(["generate", "--dry-run"]) == 0
    assert capsys.readouterr().out == (
        "Would be written\n"
        "  PSR-3  Lorne: assisted improvement support; ready to issue\n"
        "      output/PSR-3-Lorne/letter.docx  (new)\n"
        "  PSR-two  Lorne: assisted improvement support; ready to issue\n"
        f"      output/{TWO}  (the assessment has changed)\n"
        "\n"
        "Edited by hand, and left as it is\n"
        f"  output/{ONE}  (edited by hand)\n"
        "\n"
        "2 of 3 assessments would be written: 2 documents in output. 2 documents unchanged.\n"
    )
    (house.folder / "inputs/one.yaml").unlink()
    assert run.run(["generate", "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["written"], document["documents"], document["dry_run"]) == (2, 3, False)
    assert document["gone"] == [{"path": ONE, "done": "gone", "why": "the assessment one.yaml is gone; edited by hand"}]


def test_a_manifest_that_is_damaged_is_a_problem_and_nothing_is_done(house: House) -> None:
    (house.output / "manifest.json").write_text('{"format": 2}', encoding="utf-8")
    made = house.generate()
    assert [str(it) for it in made.problems] == [
        f"{house.output.as_posix()}/manifest.json: unreadable-manifest: the manifest has form 2, and 1 was expected; "
        "use the version of the software that wrote it, or move it away: the documents that are there then count as edited by hand"
    ]
    assert made.outcomes == ()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere every name is text")
def test_a_file_whose_name_is_no_text_is_made_and_known_again(tmp_path: Path) -> None:
    house = House(tmp_path)
    (house.folder / "inputs/one.yaml").rename(house.folder / os.fsdecode(b"inputs/\xff.yaml"))
    assert _changes(house.generate()) == dict.fromkeys((ONE, TWO, PLAN), ("written", "new"))
    assert _changes(house.generate()) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)
    assert house.verify() == dict.fromkeys((ONE, TWO, PLAN), ("as generated", ""))
    files = {
        it["file"] for it in json.loads((house.output / "manifest.json").read_text(encoding="utf-8"))["assessments"]
    }
    assert files == {"../inputs/\udcff.yaml", "../inputs/two.yaml"}


def test_a_manifest_that_someone_laid_out_otherwise_is_known_and_left(house: House) -> None:
    path = house.output / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_bytes()), indent=4, sort_keys=True), encoding="utf-8")
    before = _state(house.output)
    assert _changes(house.generate()) == dict.fromkeys((ONE, TWO, PLAN), UNCHANGED)
    after = _state(house.output)
    assert {name for name in before if before[name] != after[name]} <= {"manifest.xlsx"}
    house.add("two", documents=("letter",))
    house.generate()
    assert json.loads(path.read_bytes())["assessments"][1]["former"][0]["path"] == PLAN
    assert path.read_bytes().count(b"\n") == 4, "a line for each record, and one before and after"


def test_the_manifest_keeps_to_its_schema(tmp_path: Path) -> None:
    made = cycle.generate([resources.inputs()], tmp_path / "output", templates=resources.templates())
    assert not made.refused
    schema = json.loads((resources.schemas() / "manifest.schema.json").read_text(encoding="utf-8"))
    document = json.loads((tmp_path / "output/manifest.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(document)
    assert len(document["assessments"]) == len(made.outcomes)
    decided = [it["decision"] for it in document["assessments"] if it["decision"]]
    assert all({"level", "rationale", "decided_by"} <= set(it) for it in decided)
    assert any(it["dates"] for it in document["assessments"])


def test_the_same_cycle_in_another_place_has_the_same_manifest(tmp_path: Path) -> None:
    read: list[Callable[[], bytes]] = []
    for place in ("here", "far/away"):
        shutil.copytree(resources.inputs(), tmp_path / place / "inputs")
        cycle.generate([tmp_path / place / "inputs"], tmp_path / place / "output", templates=resources.templates())
        read.append((tmp_path / place / "output/manifest.json").read_bytes)
        read.append((tmp_path / place / "output/manifest.xlsx").read_bytes)
    assert read[0]() == read[2]()
    assert read[1]() == read[3]()
