"""Files appear whole or not at all, and only inside the output folder."""

from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from engross import paths
from scrutiny_response.store import whole_files


def test_names_that_differ_in_case_or_composition_only_have_one_key() -> None:
    assert paths.key("R1-Àrd/letter.docx") == paths.key("r1-A\u0300RD/Letter.docx")
    assert paths.key("R1/letter.docx") != paths.key("R2/letter.docx")


def test_a_file_is_written_with_its_folders_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    assert whole_files.write(tmp_path / "output", "R1-A/letter.docx", b"whole") is None
    assert (tmp_path / "output/R1-A/letter.docx").read_bytes() == b"whole"
    assert [each.name for each in (tmp_path / "output/R1-A").iterdir()] == ["letter.docx"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_gets_the_permissions_that_everyone_expects(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        whole_files.write(tmp_path, "letter.docx", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "letter.docx").stat().st_mode) == 0o640


def test_an_older_file_stays_until_the_new_one_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole_files.write(tmp_path, "letter.docx", b"old")
    seen: list[bytes] = []

    def full_disk(_descriptor: int) -> None:
        seen.append((tmp_path / "letter.docx").read_bytes())
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    problem = whole_files.write(tmp_path, "letter.docx", b"new")
    assert seen == [b"old"]
    assert (tmp_path / "letter.docx").read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["letter.docx"]
    assert str(problem) == (
        f"{tmp_path}/letter.docx: unwritable-file: the document cannot be written (No space left on device); "
        "free some space on the disk and run again"
    )


def test_a_run_that_is_interrupted_leaves_nothing_torn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupted)
    with pytest.raises(KeyboardInterrupt):
        whole_files.write(tmp_path, "letter.docx", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_a_file_is_whole_at_whatever_moment_the_run_is_killed(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom pathlib import Path\nfrom scrutiny_response.store import whole_files\n"
        "print(flush=True)\n"
        "while True:\n"
        "    for letter in (b'a', b'b'):\n"
        f"        whole_files.write(Path({str(tmp_path)!r}), 'R1/letter.docx', letter * 3_000_000)\n"
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
    problem = whole_files.write(tmp_path, "letter.docx", b"new")
    assert str(problem) == (
        f"{tmp_path}/letter.docx: unwritable-file: the document cannot be written (Permission denied); "
        "close it if it is open in Word, check that the folder may be written, and run again"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_way_is_not_taken_for_a_file_in_use_on_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(_self: Path, _target: Path) -> Path:
        raise PermissionError(13, "Access is denied")

    (tmp_path / "letter.docx").mkdir()
    monkeypatch.setattr(Path, "replace", denied)
    assert str(whole_files.write(tmp_path, "letter.docx", b"new")) == (
        f"{tmp_path}/letter.docx: unwritable-file: the document cannot be written (Is a directory); "
        "a file or a folder of this name is in the way: move it and run again"
    )


def test_a_folder_of_the_same_name_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "letter.docx" / "kept").mkdir(parents=True)
    problem = whole_files.write(tmp_path, "letter.docx", b"new")
    assert problem
    assert problem.hint == "a file or a folder of this name is in the way: move it and run again"
    assert (tmp_path / "letter.docx" / "kept").is_dir()


def test_an_output_folder_that_is_a_file_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("a file")
    problem = whole_files.write(tmp_path / "output", "R1/letter.docx", b"new")
    assert problem
    assert problem.hint.startswith("a file or a folder of this name is in the way")


def test_a_link_inside_the_output_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "output/R1").symlink_to(tmp_path / "elsewhere")
    problem = whole_files.write(tmp_path / "output", "R1/letter.docx", b"new")
    assert str(problem) == (
        f"{tmp_path}/output/R1: link-in-output: this is a link to another place, and documents are written only inside the output "
        "folder; take the link away, or choose the folder it leads to with --output"
    )
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_link_in_a_document_s_place_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "letter.docx").symlink_to(tmp_path / "precious")
    whole_files.write(tmp_path, "letter.docx", b"new")
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert not (tmp_path / "letter.docx").is_symlink()


def test_the_output_folder_itself_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "shared")
    whole_files.write(tmp_path / "output", "R1/letter.docx", b"new")
    assert (tmp_path / "shared/R1/letter.docx").read_bytes() == b"new"
