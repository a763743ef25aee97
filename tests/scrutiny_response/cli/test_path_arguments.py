"""Every command with every path argument of every odd form: one message, and never a traceback."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from scrutiny_response.cli.run import run
from scrutiny_response.use_cases.init import begin
from tests.other_disks import OtherDisk

FORMS = ("closed", "closed/inside", "x" * 300, "x" * 300 + "/x", "/".join(["x" * 200] * 25), "loop", "loop/inside",
         "nowhere", "nowhere/inside", "pipe", "pipe/inside", "folder.docx", "inputs/inverallan.yaml/inside", "several")  # fmt: skip
"""Paths at which nobody can read or write; a folder that is called as a file is, a file in place of a folder."""

COMMANDS = (
    "generate {}", "generate -o {}", "generate --dry-run -o {}", "generate --templates {}", "generate --framework {}",
    "check {}", "check --templates {}", "level {}", "level --framework {}", "verify -o {}",
    "verify --templates {}", "verify --framework {}", "overview {}", "overview -o {}/x.html", "overview -o {}.html",
    "calendar {}", "calendar -o {}", "attach {}", "attach -o {}", "attach {} templates/letter.docx -o both.docx",
    "attach templates/letter.docx {} -o both.docx", "attach templates/letter.docx templates/letter.docx -o {}.docx",
    "init {}", "check-document {}", "template check {}", "template check --comments {}.docx templates/letter.docx",
    "template check --schema {} templates/letter.docx", "template fields --word {}.docx", "template fields --schema {}",
    "template render {} inputs/inverallan.yaml -o made.docx", "template render templates/letter.docx {} -o made.docx",
    "template render templates/letter.docx inputs/inverallan.yaml -o {}.docx", "template preview {}",
    "template preview templates/letter.docx --with {}", "template preview templates/letter.docx -o {}.html",
    "template restyle {} templates", "template restyle templates/letter.docx {}", "template show {}",
    "generate --record {}", "check --record {}", "verify --record {}", "overview --record {}", "calendar --record {}",
    "issue {}", "issue -o {}", "issue --record {}", "issue --templates {}", "issue --framework {}",
    "issue inverallan --approved-by X --record {}", "withdraw {} --reason x", "withdraw inverallan --reason x -o {}",
    "withdraw inverallan --reason x --record {}", "emails {}", "emails -o {}", "emails --record {}",
    "emails --sent -o {}", "returned {}", "returned templates/letter.docx --inputs {}", "returned {} --record",
    "returned templates/letter.docx --answers {}", "returned templates/letter.docx --word {}.docx",
    "note {} closed --by X --reason y", "note inverallan closed --by X --reason y --record {}", "due {}",
    "due --record {}", "due --framework {}", "tracker --framework {}", "tracker {}", "tracker -o {}", "tracker --record {}", "workbook {}.xlsx", "workbook w.xlsx {}",
    "workbook --read {}.xlsx", "new Lorne --inputs {}", "new Lorne --framework {}", "desk {}", "attach --list {}",
    "attach --covers {}",
)  # fmt: skip


@pytest.fixture
def cycle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, other_disk: OtherDisk) -> Path:
    """A cycle of one sample beside everything that cannot be read or written; nothing needs LibreOffice here."""
    begin(tmp_path / "cycle")
    monkeypatch.chdir(tmp_path / "cycle")
    for path in Path("inputs").glob("*.yaml"):
        if path.stem not in {"cycle", "inverallan"}:
            path.unlink()
    shutil.copytree("inputs", "several", ignore=shutil.ignore_patterns("reports"))
    shutil.copy("inputs/inverallan.yaml", "several/other.yaml")
    for folder in ("closed", "folder.docx"):
        Path(folder).mkdir()
    Path("closed/inside").touch()
    Path("loop").symlink_to("loop")
    Path("nowhere").symlink_to("/no/such/share/file")
    os.mkfifo("pipe")
    other_disk.close("closed")
    monkeypatch.setattr("shutil.which", lambda _name: None)
    return tmp_path / "cycle"


def tried(command: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Run a command with a path of this form: whatever its answer, it is one."""
    words = [word.replace("{}", form) for word in command.split()]
    try:
        code = run(words)
    except SystemExit as wrong_use:
        code = int(str(wrong_use.code))
    told = capsys.readouterr()
    assert code in {0, 1, 2}, words
    assert told.out or told.err, words


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize(("number", "command"), list(enumerate(COMMANDS)))
def test_no_command_ends_in_a_traceback(number: int, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    tried(command, FORMS[number % len(FORMS)], capsys)


@pytest.mark.soak
@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize("command", COMMANDS)
def test_no_path_of_any_form_ends_in_a_traceback(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    for form in FORMS:
        tried(command, form, capsys)


@pytest.mark.usefixtures("cycle")
def test_one_odd_file_stops_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    Path("inputs/loop.yaml").symlink_to("loop.yaml")
    Path("inputs/nowhere.yaml").symlink_to("/no/such/share.yaml")
    Path("inputs/folder.yaml").mkdir()
    os.mkfifo("inputs/pipe.yaml")
    assert run(["check"]) == 1
    text = capsys.readouterr().out
    told = [line.strip() for line in text.splitlines() if line.startswith("      inputs/")]
    link = "connect the drive or the share that it leads to, or take the link away"
    move = "move it elsewhere, or give it another name"
    assert told == [
        f"inputs/folder.yaml: not-a-file: this is a folder, and its name ends as that of an assessment, in .yaml; {move}",
        f"inputs/loop.yaml: broken-link: this is a link that leads back to itself; {link}",
        f"inputs/nowhere.yaml: broken-link: this is a link to /no/such/share.yaml, and nothing is there; {link}",
        f"inputs/pipe.yaml: not-a-file: this is a pipe or a device, and no file; {move}",
    ]
    assert "1 of 5 assessments in order. Nothing was written. 4 refused, for the reasons above." in text


@pytest.mark.usefixtures("cycle")
def test_a_cycle_file_that_is_a_link_to_nowhere_is_not_passed_over(capsys: pytest.CaptureFixture[str]) -> None:
    Path("inputs/cycle.yaml").unlink()
    Path("inputs/cycle.yaml").symlink_to("/no/such/share/cycle.yaml")
    assert run(["check"]) == 1
    text = capsys.readouterr().out
    assert (
        "inputs/cycle.yaml: broken-link: this is a link to /no/such/share/cycle.yaml, and nothing is there; "
        "connect the drive or the share that it leads to, or take the link away" in text
    )
    assert text.endswith(
        "0 of 1 assessment in order. Nothing was written. The cycle file and 1 refused, for the reasons above.\n"
    )


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize("command", ["check", "generate --remove-gone", "calendar --remove-gone"])
def test_inputs_that_are_a_link_to_nowhere_are_told_as_that(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("inputs").rename("elsewhere")
    Path("inputs").symlink_to("/no/such/share")
    with pytest.raises(SystemExit):
        run(command.split())
    told = "the folder inputs cannot be read: this is a link to /no/such/share, and nothing is there\n"
    assert capsys.readouterr().err.endswith(f"scrutiny: error: {told}")


@pytest.mark.usefixtures("cycle")
def test_an_output_folder_that_is_a_link_to_nowhere_is_told_as_that(capsys: pytest.CaptureFixture[str]) -> None:
    Path("output").rmdir()
    Path("output").symlink_to("/no/such/share")
    assert run(["generate"]) == 1
    assert (
        "output: unwritable-folder: nothing can be written into this folder (this is a link to /no/such/share, and "
        "nothing is there); connect the drive or the share that it leads to, or choose another with --output\n"
    ) in capsys.readouterr().out


@pytest.mark.usefixtures("cycle")
@pytest.mark.parametrize(
    ("record", "why"),
    [
        ("closed", "Permission denied"),
        ("loop", "this is a link that leads back to itself"),
        ("nowhere", "this is a link to /no/such/share/file, and nothing is there"),
    ],
)
@pytest.mark.parametrize("command", ["generate", "verify", "overview", "calendar", "tracker", "issue"])
def test_where_the_record_cannot_be_read_nothing_counts_as_not_issued(
    command: str, record: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        run([command, "--record", record])
    assert capsys.readouterr().err.endswith(f"error: the folder {record}, the record, cannot be read: {why}\n")


@pytest.mark.usefixtures("cycle")
def test_so_where_the_usual_record_is_a_link_to_nowhere(capsys: pytest.CaptureFixture[str]) -> None:
    Path("record").symlink_to("/no/such/share")
    with pytest.raises(SystemExit):
        run(["generate"])
    told = "the record, cannot be read: this is a link to /no/such/share, and nothing is there\n"
    assert capsys.readouterr().err.endswith(f"scrutiny: error: the folder record, {told}")
    assert list(Path("output").iterdir()) == []


@pytest.mark.usefixtures("cycle")
def test_a_reference_that_means_a_file_and_its_copy_is_told_as_that(capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("inverallan-DESKTOP-7H2K", "northern"):
        shutil.copy("inputs/inverallan.yaml", f"inputs/{name}.yaml")
    of_three = (
        "PSR-2026-011 means inputs/inverallan-DESKTOP-7H2K.yaml (PSR-2026-011) and inputs/inverallan.yaml "
        "(PSR-2026-011) and inputs/northern.yaml (PSR-2026-011); inverallan-DESKTOP-7H2K.yaml is a copy of "
        "inverallan.yaml, as OneDrive or Explorer makes them: see which of the two is right, keep it as "
        "inverallan.yaml, and move the other out of the folder\n"
    )
    of_two = (
        "PSR-2026-011 means inputs/inverallan.yaml (PSR-2026-011) and inputs/northern.yaml (PSR-2026-011); name one of "
        "them by its file or its reference\n"
    )
    words = ["note", "PSR-2026-011", "plan-accepted", "--by", "E Garvie"]
    with pytest.raises(SystemExit):
        run(words)
    assert capsys.readouterr().err.endswith(f"argument REFERENCE: {of_three}")
    Path("inputs/inverallan-DESKTOP-7H2K.yaml").unlink()
    with pytest.raises(SystemExit):
        run(words)
    assert capsys.readouterr().err.endswith(f"argument REFERENCE: {of_two}")
