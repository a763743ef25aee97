"""Names are safe on every system and stay inside the output folder; files appear whole or not at all."""

from __future__ import annotations

import os
import random
import re
import stat
import subprocess
import sys
import time
import unicodedata
from dataclasses import replace
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_response import output
from scrutiny_response.assessment import Assessment, State
from scrutiny_response.problems import Refused
from tests.samples import an_assessment

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
AWKWARD = st.one_of(
    ANY_TEXT,
    st.sampled_from(
        ["con", "NUL.", "LPT¹.x", "..", ".", "/", "a/../../b", "C:\\x", "~$letter", " . ", "x" * 500, "à" * 300]
    ),
    st.text(st.sampled_from('./\\:*?"<>| -~_aA\u0301\u200d\u202e\x00\n$¹19'), max_size=100),
)


def _assessment(partnership: str = "Strathlorne Partnership", **changes: Any) -> Assessment:
    whole = an_assessment(**changes)
    return replace(whole, partnership=replace(whole.partnership, name=partnership))


def _named(**changes: Any) -> str:
    return output.name(_assessment(**changes), "letter", file="inputs/a.yaml")


def test_a_draft_says_so_in_its_name() -> None:
    found = _named(reference="PSR-2026-014", partnership="Strathlorne Partnership", state=State.DRAFT)
    assert found == "PSR-2026-014-Strathlorne Partnership/letter-draft.docx"


@pytest.mark.parametrize(
    ("state", "file"),
    [
        (State.DRAFT, "letter-draft.docx"),
        (State.PANEL_APPROVED, "letter-panel-approved.docx"),
        (State.FACTUAL_ACCURACY, "letter-factual-accuracy.docx"),
        (State.EMBARGOED, "letter-embargoed.docx"),
        (State.ISSUED, "letter.docx"),
    ],
)
def test_every_state_but_issued_shows_in_the_name(state: State, file: str) -> None:
    assert PurePosixPath(_named(state=state)).name == file


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{document} ({state})", "letter (draft).docx"),
        ("{state}/{document}", "draft/letter-draft.docx"),
        ("{document}.docx", "letter-draft.docx"),
    ],
)
def test_the_state_stands_where_the_pattern_has_it_but_always_in_the_file_s_own_name(pattern: str, name: str) -> None:
    assert _named(file_name=pattern, state=State.DRAFT) == name


def test_the_longest_reference_does_not_push_the_state_out_of_the_name() -> None:
    found = _named(reference="R" * 300, file_name="{reference} {document} ({state})", state=State.PANEL_APPROVED)
    assert found.endswith(" letter (panel-approved).docx")
    assert len(found) == output.LONGEST


def test_gaelic_letters_stay_and_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Comhairle nan Eilean Siar à è ì ò ù")
    assert _named(reference="R1", partnership=decomposed, state=State.ISSUED) == (
        "R1-Comhairle nan Eilean Siar à è ì ò ù/letter.docx"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Argyll / Bute: care?", "Argyll - Bute- care-"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "_con"),
        ("Com1.letters", "_Com1.letters"),
        ("LPT²", "_LPT²"),
        ("console", "console"),
        ("Ends with dots...", "Ends with dots"),
        ("  many\t\n spaces ", "many spaces"),
        (".hidden", "hidden"),
        ("~$letter", "$letter"),
        ("right\u202eleft\u200b", "rightleft"),
        ("", "unnamed"),
        ("...", "unnamed"),
    ],
)
def test_what_no_name_may_hold_is_replaced(text: str, name: str) -> None:
    assert output.safe(text) == name


def test_a_long_partnership_name_is_cut_and_neither_reference_nor_document_nor_state_is() -> None:
    pattern = "{partnership}-{reference}-{document}"
    found = _named(reference="PSR-2026-014", partnership="à" * 300, file_name=pattern, state=State.PANEL_APPROVED)
    assert re.fullmatch("à+-PSR-2026-014-letter-panel-approved.docx", found)
    assert len(found) == output.LONGEST


@given(AWKWARD, AWKWARD)
def test_any_reference_and_any_partnership_give_a_safe_name_inside_the_folder(reference: str, partnership: str) -> None:
    found = _named(reference=reference, partnership=partnership, state=State.DRAFT)
    steps = found.split("/")
    assert len(steps) == 2
    assert steps[1] == "letter-draft.docx"
    for step in steps:
        _assert_safe(step)


@given(AWKWARD, AWKWARD)
def test_names_are_safe_with_any_pattern_of_one_step_too(reference: str, document: str) -> None:
    one = _assessment(reference=reference, file_name="{document}{reference}", state=State.ISSUED)
    found = output.name(one, document)
    assert "/" not in found
    assert found.endswith(".docx")
    _assert_safe(found)


def _assert_safe(step: str) -> None:
    assert step == unicodedata.normalize("NFC", step)
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', step)
    assert step.strip(" .") == step != ""
    assert len(step) <= output.LONGEST
    assert len(step.encode()) <= output.MOST_BYTES
    assert not _is_reserved(step)
    assert PureWindowsPath(step).parts == (step,)
    assert all(unicodedata.category(each)[0] != "C" for each in step)


def _is_reserved(step: str) -> bool:
    """What Windows keeps for devices, said independently of the module."""
    stem = step.split(".", maxsplit=1)[0].rstrip().upper()
    ports = {f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"}
    return stem in {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *ports}


@given(AWKWARD)
def test_a_safe_name_is_its_own_safe_name(text: str) -> None:
    assert output.safe(output.safe(text)) == output.safe(text)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (
            "{refrence}/{document}",
            "the file name pattern has `refrence` in braces, where `reference`, `partnership`, "
            "`document` and `state` are known",
        ),
        ("{reference.__class__}", "has `reference.__class__` in braces, where "),
        ("{document!r}", "has `document` in braces, where "),
        ("{document:>9}", "has `document` in braces, where "),
        ("{}", "has `` in braces, where "),
        ("{reference", "`{reference` has a brace without its partner"),
        ("{reference/}", "`{reference/}` has a brace without its partner"),
        ("x" * 41 + "{document}", "adds more than 40 characters of its own to a name"),
        ("../{document}", "must be a path inside the output folder, without empty steps or `..`"),
        ("/etc/{document}", "must be a path inside the output folder"),
        ("{reference}//{document}", "must be a path inside the output folder"),
        ("", "must be a path inside the output folder"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_with_the_reason(pattern: str, fault: str) -> None:
    with pytest.raises(Refused) as refused:
        _named(file_name=pattern)
    (problem,) = refused.value.problems
    assert str(problem).startswith("inputs/a.yaml: the file name pattern ")
    assert fault in problem.message
    assert problem.hint == "write it like {reference}-{partnership}/{document}"


def test_a_backslash_in_a_pattern_leads_nowhere() -> None:
    assert _named(file_name="..\\..\\{document}", state=State.ISSUED) == "letter.docx"


def test_names_that_differ_in_case_or_composition_only_have_one_key() -> None:
    assert output.key("R1-Àrd/letter.docx") == output.key("r1-A\u0300RD/Letter.docx")
    assert output.key("R1/letter.docx") != output.key("R2/letter.docx")


def test_a_file_is_written_with_its_folders_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    assert output.write(tmp_path / "output", "R1-A/letter.docx", b"whole") is None
    assert (tmp_path / "output/R1-A/letter.docx").read_bytes() == b"whole"
    assert [each.name for each in (tmp_path / "output/R1-A").iterdir()] == ["letter.docx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_gets_the_permissions_that_everyone_expects(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        output.write(tmp_path, "letter.docx", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "letter.docx").stat().st_mode) == 0o640


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    output.write(tmp_path, "letter.docx", b"old")
    seen: list[bytes] = []

    def full_disk(_descriptor: int) -> None:
        seen.append((tmp_path / "letter.docx").read_bytes())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    problem = output.write(tmp_path, "letter.docx", b"new")
    assert seen == [b"old"]
    assert (tmp_path / "letter.docx").read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["letter.docx"]
    assert str(problem) == (
        f"{tmp_path}/letter.docx: the document cannot be written (No space left on device); "
        "free some space on the disk and run again"
    )


def test_a_run_that_is_interrupted_leaves_nothing_torn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        output.write(tmp_path, "letter.docx", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_file_is_whole_at_whatever_moment_the_run_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom scrutiny_response import output\n"
        "print(flush=True)\n"
        "while True:\n"
        "    for letter in (b'a', b'b'):\n"
        f"        output.write(Path({str(tmp_path)!r}), 'R1/letter.docx', letter * 3_000_000)\n"
    )
    moments = random.Random(2)  # noqa: S311  # any moments will do
    for _ in range(8):
        with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE) as run:  # noqa: S603  # our own words
            assert run.stdout
            run.stdout.readline()
            time.sleep(moments.uniform(0.01, 0.08))
            run.kill()
        if (tmp_path / "R1/letter.docx").exists():
            assert (tmp_path / "R1/letter.docx").read_bytes() in {b"a" * 3_000_000, b"b" * 3_000_000}
    assert (tmp_path / "R1/letter.docx").exists()


def test_a_locked_file_is_a_problem_that_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", locked)
    problem = output.write(tmp_path, "letter.docx", b"new")
    assert str(problem) == (
        f"{tmp_path}/letter.docx: the document cannot be written (Permission denied); "
        "close it if it is open in Word, check that the folder may be written, and run again"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_the_same_name_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "letter.docx" / "kept").mkdir(parents=True)
    problem = output.write(tmp_path, "letter.docx", b"new")
    assert problem
    assert problem.hint == "a file or a folder of this name is in the way: move it and run again"
    assert (tmp_path / "letter.docx" / "kept").is_dir()


def test_an_output_folder_that_is_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    problem = output.write(tmp_path / "output", "R1/letter.docx", b"new")
    assert problem
    assert problem.hint.startswith("a file or a folder of this name is in the way")


def test_a_link_inside_the_output_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "output/R1").symlink_to(tmp_path / "elsewhere")
    problem = output.write(tmp_path / "output", "R1/letter.docx", b"new")
    assert str(problem) == (
        f"{tmp_path}/output/R1: this is a link to another place, and documents are written only inside the output "
        "folder; take the link away, or choose the folder it leads to with --output"
    )
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_in_a_document_s_place_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "letter.docx").symlink_to(tmp_path / "precious")
    output.write(tmp_path, "letter.docx", b"new")
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert not (tmp_path / "letter.docx").is_symlink()


def test_the_output_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "shared")
    output.write(tmp_path / "output", "R1/letter.docx", b"new")
    assert (tmp_path / "shared/R1/letter.docx").read_bytes() == b"new"


def test_no_field_of_an_assessment_is_evaluated_in_the_pattern() -> None:
    one = _assessment(reference="{partnership}", file_name="{reference}/{document}", state=State.ISSUED)
    assert output.name(one, "{state}") == "{partnership}/{state}.docx"
