"""A cycle on disks that behave as other systems' do: nothing is deleted or cancelled that is still there."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scrutiny_response.cli.run import run
from scrutiny_response.use_cases.init import begin
from scrutiny_response.use_cases.verify import verify
from tests.other_disks import OtherDisk

ONE = "inverallan"
"""The sample whose documents are made here: a letter and a plan, one of them issued."""


@pytest.fixture
def cycle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cycle of three samples, in which the command runs."""
    folder = tmp_path / "cycle"
    begin(folder)
    for path in (folder / "inputs").glob("*.yaml"):
        if path.stem not in {"cycle", ONE, "tarbeck", "carrandale"}:
            path.unlink()
    monkeypatch.chdir(folder)
    return folder


def replace_in(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def states() -> dict[str, str]:
    """What `verify` says of each document that is recorded."""
    return {document.path: document.state for document in verify(Path("output"), templates=Path("templates"))}


def answer(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    capsys.readouterr()
    return run(words), capsys.readouterr().out


@pytest.mark.parametrize("linked", ["output", "inputs", "."])
def test_behind_a_link_nothing_of_the_others_is_removed_or_cancelled(linked: str, cycle: Path) -> None:
    place = cycle / linked if linked != "." else cycle
    place.rename(cycle.parent / "drive")
    place.symlink_to(cycle.parent / "drive")
    assert run(["generate"]) == 0
    assert run(["calendar"]) == 0
    before = states()
    for words in (["generate", "inputs/carrandale.yaml", "--remove-gone"], ["calendar", "inputs/carrandale.yaml"]):
        assert run(words) == 0
    assert states() == before
    assert set(before.values()) == {"as generated"}
    assert b"STATUS:CANCELLED" not in (cycle / "output/cycle.ics").read_bytes()


def test_an_assessment_on_a_share_that_is_not_there_keeps_its_documents(
    cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["generate"])
    run(["calendar"])
    (cycle / "inputs/tarbeck.yaml").unlink()
    (cycle / "inputs/tarbeck.yaml").symlink_to("/no/such/share/tarbeck.yaml")
    told = (
        "inputs/tarbeck.yaml: broken-link: this is a link to /no/such/share/tarbeck.yaml, and nothing is there; "
        "connect the drive or the share that it leads to, or take the link away"
    )
    issue = ["issue", "--all", "--approved-by", "Eilidh Garvie, chief inspector", "--on", "2026-12-16"]
    for words in (["check"], ["generate", "--remove-gone"], ["calendar", "--remove-gone"], ["emails"], issue):
        code, text = answer(words, capsys)
        assert (code, told in text) == (1, True)
    assert set(states().values()) == {"as generated"}
    assert b"STATUS:CANCELLED" not in (cycle / "output/cycle.ics").read_bytes()


def test_a_folder_that_is_not_there_is_told_and_nothing_is_called_gone(
    cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(cycle / "inputs", cycle / "share")
    run(["generate", "share"])
    (cycle / "share").rename(cycle / "unmounted")
    (cycle / "inputs/inverallan.yaml").unlink()
    (cycle / "inputs/tarbeck.yaml").unlink()
    replace_in(cycle / "inputs/carrandale.yaml", "PSR-2026-012", "PSR-2026-099")
    code, text = answer(["generate", "--remove-gone"], capsys)
    assert code == 0
    assert (
        "share/carrandale.yaml: not-known-here: it is not known whether this assessment is still there, "
        "as are 2 more: its folder or drive is not; connect the drive, or put the folder back; until then its "
        "documents are left alone, and not called gone" in text
    )
    assert len(states()) == 8
    assert set(states().values()) == {"as generated"}


def test_a_folder_of_assessments_may_be_renamed(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["generate"])
    before = states()
    (cycle / "inputs").rename(cycle / "inputs-2026")
    code, text = answer(["generate", "inputs-2026", "--remove-gone"], capsys)
    assert (code, text) == (0, "Nothing has changed: 6 documents in output left as they were.\n")
    assert states() == before
    assert "../inputs/" not in (cycle / "output/manifest.json").read_text(encoding="utf-8")


def test_an_assessment_may_move_to_another_folder_under_another_name(cycle: Path) -> None:
    run(["generate"])
    before = states()
    (cycle / "elsewhere").mkdir()
    shutil.copy(cycle / "inputs/cycle.yaml", cycle / "elsewhere")
    (cycle / "inputs/tarbeck.yaml").rename(cycle / "elsewhere/lower-esker.yaml")
    shutil.rmtree(cycle / "inputs")
    assert run(["generate", "elsewhere", "--remove-gone"]) == 0
    assert states() == before


@pytest.mark.parametrize("decomposed", [False, True], ids=["composed", "decomposed"])
def test_capitals_that_change_leave_every_document_where_it_is(
    decomposed: bool, cycle: Path, other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    other_disk.ignore_capitals(decomposed=decomposed)
    replace_in(
        cycle / "inputs/cycle.yaml", "{reference}-{partnership}/{document}", "{reference}-{partnership}/Ùr-{document}"
    )
    assert (run(["generate"]), run(["calendar"])) == (0, 0)
    number = len(states())
    replace_in(cycle / "inputs/cycle.yaml", "Ùr-", "u\u0300R-")
    replace_in(cycle / f"inputs/{ONE}.yaml", "name: Inverallan Community", "name: Inverallan community")
    for words in (["generate", "--remove-gone"], ["calendar", "--remove-gone"], ["generate"], ["calendar"]):
        code, text = answer(words, capsys)
        assert (code, "removed" in text.casefold(), "gone" in text) == (0, False, False)
        assert list(states().values()) == ["as generated"] * number
    assert len(list((cycle / "output").rglob("*.ics"))) == 4


@pytest.mark.usefixtures("cycle")
def test_the_disk_s_spelling_counts(other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]) -> None:
    run(["generate"])
    other_disk.ignore_capitals()
    code, text = answer(["generate", "Inputs", "INPUTS/Tarbeck.YAML", "-o", "Output", "--remove-gone"], capsys)
    assert (code, text) == (0, "Nothing has changed: 6 documents in Output left as they were.\n")


def test_a_folder_of_the_record_that_comes_back_decomposed_is_where_its_events_belong(
    cycle: Path, other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    assessment = cycle / "inputs" / f"{ONE}.yaml"
    replace_in(assessment, "PSR-2026-011", "PSR-\u00c0rd-011")
    run(["generate"])
    run(["issue", ONE, "--approved-by", "E Garvie", "--on", "2026-12-16"])
    (cycle / "record" / "PSR-\u00c0rd-011").rename(cycle / "record" / "PSR-A\u0300rd-011")
    other_disk.ignore_capitals(decomposed=True)
    every = "6 of 6 documents in output as generated, from what has not changed since.\n"
    assert answer(["verify"], capsys) == (0, every)


def test_a_reference_that_only_capitals_tell_from_the_one_issued_is_told_with_the_one_to_write(
    cycle: Path, other_disk: OtherDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["generate"])
    run(["issue", ONE, "--approved-by", "E Garvie", "--on", "2026-12-16"])
    other_disk.ignore_capitals()
    replace_in(cycle / "inputs" / f"{ONE}.yaml", "reference: PSR-2026-011", "reference: psr-2026-011")
    told = (
        "record/psr-2026-011: event-of-another: this folder holds the events of PSR-2026-011, and not of psr-2026-011; "
        "write `reference: PSR-2026-011` if both are one; if not, give one of the two another: their folders would have "
        "the same name"
    )
    for words in (["generate"], ["note", ONE, "plan-accepted", "--by", "E Garvie", "--on", "2026-12-17"]):
        code, text = answer(words, capsys)
        assert code == 1
        assert told in text


@pytest.mark.usefixtures("cycle")
def test_the_same_bytes_are_made_on_every_disk(other_disk: OtherDisk) -> None:
    run(["generate", "-o", "usual"])
    other_disk.ignore_capitals(decomposed=True)
    run(["generate", "-o", "other"])
    documents = sorted(path.relative_to("usual") for path in Path("usual").rglob("*.docx"))
    assert len(documents) == 6
    for path in (*documents, Path("manifest.json"), Path("manifest.xlsx")):
        assert (Path("usual") / path).read_bytes() == (Path("other") / path).read_bytes()


WORDS = st.sampled_from(["generate", "calendar", "generate --remove-gone", "calendar --remove-gone"])
NAMES = st.sampled_from(["Ùr-{document}", "u\u0300r-{document}", "ÙR-{document}", "U\u0300r-{document}"])


@given(steps=st.lists(st.tuples(NAMES, WORDS), min_size=2, max_size=6), ignores=st.booleans())
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_verify_lists_lies_there_whatever_is_run_under_names_with_one_key(
    steps: list[tuple[str, str]], ignores: bool, cycle: Path
) -> None:
    for path in cycle.glob("output/*"):
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for name in ("tarbeck", "carrandale"):
        (cycle / f"inputs/{name}.yaml").unlink(missing_ok=True)
    usual = (cycle / "inputs/cycle.yaml").read_text(encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        if ignores:
            OtherDisk(cycle, patch).ignore_capitals()
        for name, words in steps:
            text = usual.replace("{partnership}/{document}", f"{{partnership}}/{name}")
            (cycle / "inputs/cycle.yaml").write_text(text, encoding="utf-8")
            assert run(words.split()) == 0
            if words.startswith("generate"):
                assert set(states().values()) == {"as generated"}
                assert len(list((cycle / "output").rglob("*.docx"))) >= 2
    (cycle / "inputs/cycle.yaml").write_text(usual, encoding="utf-8")
