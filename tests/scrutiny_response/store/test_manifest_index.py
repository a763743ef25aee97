"""The manifest is read record by record as it would be read whole, also where someone laid it out otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engross.problems import Refused
from scrutiny_response.domain.identity import Identity
from scrutiny_response.store import manifest, manifest_index
from scrutiny_response.store.manifest import Document, Header, Inputs, Record

OLD = "0" * 64
INPUTS = Inputs(assessment=OLD, cycle="", framework=OLD, framework_version="2026.1", software="0.1.0")
HEAD = Header("0.1.0", {"letter": OLD})
NAMES = st.text(st.characters(codec="utf-8"), min_size=1, max_size=20)
PATHS = st.text(st.characters(codec="utf-8", exclude_characters="/\\:\0."), min_size=1, max_size=20)
FACTS = st.dictionaries(st.sampled_from(["reference", "partnership", "level"]), st.none() | st.text())


def _document(path: str) -> Document:
    return Document(path=path, hash=OLD, template="letter", template_hash=OLD, inputs=INPUTS)


def _record(file: str, *paths: str, orphaned: tuple[str, ...] = (), **facts: Any) -> Record:
    return Record(
        file=file,
        inputs=INPUTS,
        identity=Identity(file, file),
        summary=facts,
        documents=tuple(map(_document, paths)),
        orphaned=tuple(map(_document, orphaned)),
    )


RECORDS = [_record("a.yaml", "a/1.docx", "a/2.docx"), _record("Àrd ‘b’.yaml", orphaned=("b.docx",)), _record("c.yaml")]


def _written(path: Path, records: list[Record], head: Header = HEAD) -> Path:
    lines = (manifest.line(it) for it in sorted(records, key=lambda it: it.file))
    path.write_bytes(b"".join(manifest.pieces(head, lines)))
    return path


def _read(path: Path) -> tuple[Header, list[Record]]:
    with manifest_index.read(path) as found:
        return found.header, list(found.records())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(NAMES, st.tuples(FACTS, st.lists(PATHS, max_size=3), st.lists(PATHS, max_size=2))))
def test_read_record_by_record_it_is_what_was_written_and_what_is_read_whole(tmp_path: Path, said: Any) -> None:
    records = [_record(file, *paths, orphaned=tuple(former), **facts) for file, (facts, paths, former) in said.items()]
    path = _written(tmp_path / "manifest.json", records)
    in_order = sorted(records, key=lambda it: it.file)
    assert _read(path) == (HEAD, in_order)
    assert manifest.read(path.read_bytes()) == (HEAD, {it.file: it for it in in_order})
    with manifest_index.read(path) as found:
        assert [found.find(it.file) for it in in_order] == list(range(len(in_order)))
        assert [found.line(number) for number in range(len(found))] == list(map(manifest.line, in_order))
        assert all(manifest.has_orphaned(manifest.line(it)) == bool(it.orphaned) for it in in_order)


@pytest.mark.parametrize(
    "laid_out",
    [
        lambda said: json.dumps(said, indent=2),
        lambda said: json.dumps(said, indent=4, sort_keys=True),
        lambda said: json.dumps(said, separators=(",", ":")),
        lambda said: json.dumps(said).replace('"assessments": [', '"assessments": [\n').replace("}, {", "},\n{"),
        lambda said: json.dumps({**said, "assessments": said["assessments"][::-1]}),
    ],
    ids=["indented", "sorted", "without-spaces", "broken-otherwise", "in-another-order"],
)
def test_a_manifest_that_someone_laid_out_otherwise_says_the_same(
    tmp_path: Path, laid_out: Callable[[Any], str]
) -> None:
    path = _written(tmp_path / "manifest.json", RECORDS)
    whole = _read(path)
    path.write_text(laid_out(json.loads(path.read_bytes())), encoding="utf-8")
    assert _read(path) == whole


def test_where_there_is_none_nothing_is_recorded(tmp_path: Path) -> None:
    with manifest_index.read(tmp_path / "manifest.json") as found:
        assert (len(found), found.header, found.find("a.yaml"), found.document("a/1.docx")) == (0, Header(), -1, None)
        assert list(found.without(["a.yaml"])) == []


def test_records_and_documents_are_found_by_their_names(tmp_path: Path) -> None:
    with manifest_index.read(_written(tmp_path / "manifest.json", RECORDS)) as found:
        assert found.files == ["a.yaml", "c.yaml", "Àrd ‘b’.yaml"]
        assert (found.find("c.yaml"), found.find("b.yaml")) == (1, -1)
        assert list(found.without(["", "c.yaml", "z.yaml"])) == [0, 2]
        assert found.document("a/2.docx") == _document("a/2.docx")
        assert found.document("b.docx") == _document("b.docx"), "one that is made no more is recorded, too"
        assert found.document("a/3.docx") is None


@pytest.mark.parametrize(
    ("damage", "why"),
    [
        (lambda _: "", "the manifest is damaged (it breaks off, or was changed, at its character 1)"),
        (lambda _: "[]", "the manifest is damaged (it holds what this software never writes)"),
        (lambda _: "[" * 100_000, "the manifest is damaged (it holds what this software never writes)"),
        (
            lambda text: text[:-3],
            "the manifest is damaged (it breaks off, or was changed, at line 5, character 1)",
        ),
        (
            lambda text: text.replace('"file": "c.yaml"', '"file": 3'),
            "the manifest is damaged (3 is no file's name)",
        ),
        (
            lambda text: text.replace('"documents": [{', '"documents": [{{', 1),
            "the record of a.yaml is damaged (it breaks off, or was changed, at its character ",
        ),
        (
            lambda text: text.replace('"inputs": {', '"input": {', 1),
            "the record of a.yaml is damaged (it does not say `inputs`)",
        ),
    ],
    ids=["empty", "a-list", "nested", "cut-off", "a-file-without-a-name", "a-record-torn", "a-record-without-inputs"],
)
def test_a_damaged_manifest_is_refused_wherever_the_damage_is(
    tmp_path: Path, damage: Callable[[str], str], why: str
) -> None:
    path = _written(tmp_path / "manifest.json", RECORDS)
    path.write_text(damage(path.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        _read(path)
    assert str(refused.value).startswith(f"{path.as_posix()}: unreadable-manifest: {why}")
    assert str(refused.value).endswith("; move it away: the documents that are there then count as edited by hand")


@pytest.mark.parametrize(
    "path",
    ["../b.docx", "a/../../b.docx", "/b.docx", "a//b.docx", "./b.docx", "a/..", "C:b.docx", "..\\b.docx", "a\0b", ""],
)
def test_no_document_is_recorded_outside_the_output_folder(tmp_path: Path, path: str) -> None:
    written = _written(tmp_path / "manifest.json", [_record("a.yaml", "a..b/c...docx", orphaned=(path,))])
    with pytest.raises(Refused) as refused:
        _read(written)
    assert str(refused.value) == (
        f"{written.as_posix()}: unreadable-manifest: the record of a.yaml is damaged ({path!r} is no path inside the output "
        "folder); move it away: the documents that are there then count as edited by hand"
    )


def test_a_manifest_of_another_form_names_the_version_that_wrote_it_as_the_way_out(tmp_path: Path) -> None:
    path = _written(tmp_path / "manifest.json", RECORDS)
    path.write_text(path.read_text(encoding="utf-8").replace('"format": 1', '"format": 2'), encoding="utf-8")
    with pytest.raises(Refused) as refused:
        _read(path)
    assert str(refused.value) == (
        f"{path.as_posix()}: unreadable-manifest: the manifest has form 2, and 1 was expected; use the version of the software that wrote it, "
        "or move it away: the documents that are there then count as edited by hand"
    )
