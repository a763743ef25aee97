"""The picture of a signature stands in issued letters, and in no other."""

from __future__ import annotations

import base64
import zipfile
from pathlib import Path

import pytest
from msgspec.structs import replace

from scrutiny_response import resources
from scrutiny_response.domain.assessment import State
from scrutiny_response.generate import cycle
from scrutiny_response.intake import read_assessments, read_framework
from scrutiny_response.use_cases import verify
from tests.assessment_files import write
from tests.samples import an_assessment

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg=="
)


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the assessments, with one of them, and a signature that the cycle file names."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inputs" / "signatures").mkdir(parents=True)
    (tmp_path / "inputs" / "signatures" / "garvie.png").write_bytes(PICTURE)
    (tmp_path / "inputs" / "cycle.yaml").write_text("signatory:\n  signature: garvie.png\n", encoding="utf-8")
    return Path("inputs")


def _letter(inputs: Path, state: State) -> dict[str, bytes]:
    write(inputs, "lorne", replace(an_assessment(), state=state, documents=("letter",), marking=None))
    outcome = cycle.generate([inputs], Path("output"), templates=resources.templates())
    assert [str(problem) for one in outcome.outcomes for problem in one.problems] == []
    (path,) = outcome.outcomes[0].documents
    with zipfile.ZipFile(Path("output") / path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_an_issued_letter_shows_the_signature_in_words_too(inputs: Path) -> None:
    letter = _letter(inputs, State.ISSUED)
    assert [part for part in letter if part.startswith("word/media/")] == ["word/media/image1.png"]
    assert b'descr="Signature of Eilidh Garvie"' in letter["word/document.xml"]


def test_no_other_letter_does(inputs: Path) -> None:
    letter = _letter(inputs, State.PANEL_APPROVED)
    assert not any(part.startswith("word/media/") for part in letter)
    assert b"Yours sincerely" in letter["word/document.xml"]


def test_a_letter_is_made_anew_when_the_picture_changes(inputs: Path) -> None:
    _letter(inputs, State.ISSUED)
    (inputs / "signatures" / "garvie.png").write_bytes(PICTURE + b"\0")
    (document,) = verify.verify(Path("output"))
    assert document.outdated == "a signature has changed"
    outcome = cycle.generate([inputs], Path("output"), templates=resources.templates())
    assert [problem.id for problem in outcome.outcomes[0].problems] == []
    (document,) = verify.verify(Path("output"))
    assert document.outdated == ""


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        (
            "bell.png",
            PICTURE,
            "no such picture lies in the folder `signatures` beside the assessments, where there are bell.png",
        ),
        (
            "garvie.png",
            b"GIF89a",
            "it is neither a PNG nor a JPEG picture",
        ),
        (
            "garvie.png",
            PICTURE + bytes(2_097_152),
            "it has more than 2,097,152 bytes",
        ),
    ],
)
def test_what_cannot_be_printed_is_told_where_it_is_named(inputs: Path, name: str, data: bytes, told: str) -> None:
    (inputs / "signatures" / "garvie.png").unlink()
    (inputs / "signatures" / name).write_bytes(data)
    write(inputs, "lorne", an_assessment())
    (reading,) = read_assessments([inputs], read_framework())
    assert [str(problem).splitlines()[0] for problem in reading.problems] == [
        f"inputs/cycle.yaml:2:14: no-signature: `garvie.png` cannot be printed: {told}; "
        "put a PNG or JPEG of at most 2 MB into that folder"
    ]
