"""What is known of an output folder after a run that was killed, and how a run says what it is about to do."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from engross.problems import Refused
from scrutiny_response.domain.identity import Identity
from scrutiny_response.store import manifest, manifest_index, recovery, staging
from scrutiny_response.store.manifest import Document, Header, Inputs, Record

OLD, NEW = "0" * 64, "1" * 64
INPUTS = Inputs(assessment=OLD, cycle="", framework=OLD, framework_version="2026.1", software="0.1.0")
HEADER = Header("0.1.0", {"letter": OLD})
RECORDED = Document(path="a.docx", hash=OLD, template="letter", template_hash=OLD, inputs=INPUTS)
CHANGED = RECORDED._replace(hash=NEW, inputs=INPUTS._replace(assessment=NEW))


def _record(file: str, *documents: Document) -> Record:
    return Record(file=file, inputs=INPUTS, identity=Identity(file, file), summary={}, documents=documents)


def _pieces(*records: Record, header: Header = HEADER) -> list[bytes]:
    return list(manifest.pieces(header, map(manifest.line, records)))


def _written(path: Path, *records: Record, header: Header = HEADER) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"".join(_pieces(*records, header=header)))
    return path


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """The working folder of an output folder in which one document lies, as it is recorded."""
    folder = tmp_path / "output"
    _written(folder / manifest.NAME, _record("a.yaml", RECORDED))
    (folder / staging.WORKING / staging.STAGED).mkdir(parents=True)
    return folder / staging.WORKING


def test_each_document_is_known_as_it_lies_there() -> None:
    second = RECORDED._replace(path="b.docx")
    before = _record("a.yaml", RECORDED, second)
    after = _record("a.yaml", CHANGED, CHANGED._replace(path="b.docx"))
    disk = {"a.docx": NEW, "b.docx": OLD}
    recovered = recovery.recovered_record(after, before.document, disk.get)
    assert recovered.documents == (CHANGED, second)
    assert recovered.identity is None, "it is to be made again"
    disk["b.docx"] = NEW
    assert recovery.recovered_record(after, before.document, disk.get) == after


def test_a_first_run_that_was_killed_is_known_too() -> None:
    after = _record("a.yaml", RECORDED, RECORDED._replace(path="b.docx"))
    recovered = recovery.recovered_record(after, lambda _path: None, {"a.docx": OLD}.get)
    assert recovered.documents == (RECORDED,)


def test_what_a_killed_run_was_about_to_record_counts_where_it_arrived(tmp_path: Path) -> None:
    other = RECORDED._replace(path="b.docx")
    changed = _record("b.yaml", other._replace(hash=NEW))
    before = _written(tmp_path / "before.json", _record("a.yaml", RECORDED), _record("b.yaml", other))
    after = _written(tmp_path / "after.json", changed, _record("c.yaml", RECORDED._replace(path="c.docx")))
    with manifest_index.read(before) as recorded, manifest_index.read(after) as intended:
        lines = list(recovery.recovered_lines(recorded, intended, {"a.docx": OLD, "b.docx": NEW}.get))
    assert [manifest.record(line) for line in lines] == [
        _record("a.yaml", RECORDED),
        changed,
        _record("c.yaml")._replace(identity=None),
    ]


def test_an_intent_is_the_manifest_only_when_it_is_fulfilled(work: Path) -> None:
    recorded = (work.parent / manifest.NAME).read_bytes()
    assert recovery.write_intent(work.parent, work, _pieces(_record("a.yaml", CHANGED)))
    assert (work.parent / manifest.NAME).read_bytes() == recorded
    recovery.fulfil_intent(work.parent, work)
    assert (work.parent / manifest.NAME).read_bytes() == b"".join(_pieces(_record("a.yaml", CHANGED)))
    assert [path.name for path in work.iterdir()] == [staging.STAGED]


def test_an_intent_that_is_what_is_recorded_takes_an_earlier_one_away(work: Path) -> None:
    assert recovery.write_intent(work.parent, work, _pieces(_record("a.yaml", CHANGED)))
    assert not recovery.write_intent(work.parent, work, _pieces(_record("a.yaml", RECORDED)))
    assert not (work / manifest.NAME).exists()
    assert not recovery.write_intent(work.parent, work, _pieces(_record("a.yaml", RECORDED))), (
        "nor is there one to take"
    )


def test_without_an_intent_the_manifest_is_what_is_recorded(work: Path) -> None:
    recovery.recover(work.parent, work)
    with recovery.read_manifest(work.parent) as recorded:
        assert (recorded.header, recorded.of_file("a.yaml")) == (HEADER, _record("a.yaml", RECORDED))
        assert recorded.path == work.parent / manifest.NAME


def test_after_a_kill_one_manifest_says_what_lies_there_and_the_intent_is_gone(work: Path) -> None:
    newer = Header("0.2.0", {"letter": NEW})
    _written(work / manifest.NAME, _record("a.yaml", CHANGED), header=newer)
    with recovery.read_manifest(work.parent) as recorded:
        before_recovery = recorded.header, list(recorded.records())
    recovery.recover(work.parent, work)
    assert not (work / manifest.NAME).exists()
    with manifest_index.read(work.parent / manifest.NAME) as recorded:
        after_recovery = recorded.header, list(recorded.records())
    standing = _record("a.yaml", RECORDED)._replace(identity=None)
    assert before_recovery == after_recovery == (newer, [standing]), "the templates are those of the killed run"


def test_a_manifest_that_cannot_be_written_is_refused(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("os.fsync", failing)
    with pytest.raises(Refused) as refused:
        recovery.write_intent(work.parent, work, _pieces())
    assert str(refused.value) == (
        f"{work.parent}: unwritable-file: the document cannot be written (Input/output error); see whether the disk can be reached and "
        "written, and run again"
    )


def test_a_manifest_that_cannot_be_put_in_place_is_refused(work: Path) -> None:
    recovery.write_intent(work.parent, work, _pieces())
    (work.parent / manifest.NAME).unlink()
    (work.parent / manifest.NAME).mkdir()
    with pytest.raises(Refused) as refused:
        recovery.fulfil_intent(work.parent, work)
    assert str(refused.value) == (
        f"{work.parent / manifest.NAME}: unwritable-file: the file cannot be written (Is a directory); "
        "a file or a folder of this name is in the way: move it and run again"
    )


def test_the_templates_that_a_killed_run_found_without_fault_are_known(work: Path) -> None:
    folder = work.parent
    _written(
        work / manifest.NAME, _record("a.yaml", CHANGED), header=HEADER._replace(templates={"letter": OLD, "x": NEW})
    )
    recovery.recover(folder, work)
    with recovery.read_manifest(folder) as recovered:
        assert recovered.header.templates == {"letter": OLD, "x": NEW}
