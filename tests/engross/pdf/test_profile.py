"""The profile with which LibreOffice begins at once: what stands in it, and what LibreOffice then leaves out."""

from __future__ import annotations

from pathlib import Path
from queue import SimpleQueue
from threading import Event

import pytest

from engross.pdf import converter
from engross.pdf.converter import Converter
from engross.pdf.profile import Setting, write_profile
from tests.engross.pdf.documents import WORD_FILES


@pytest.mark.parametrize(
    ("program", "version"),
    [
        ("program/soffice", "program/versionrc"),
        ("program/soffice.com", "program/version.ini"),
        ("Contents/MacOS/soffice", "Contents/Resources/versionrc"),
    ],
)
def test_the_profile_says_which_build_it_is_for_wherever_libreoffice_says_it(
    tmp_path: Path, program: str, version: str
) -> None:
    for path in (tmp_path / program, tmp_path / version):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("[Version]\nAllLanguages=en-US gd\nbuildid=40(Build:2)\nUpdateID=LibreOffice_7\n")
    (tmp_path / "linked").symlink_to(tmp_path / program)
    write_profile(tmp_path / "profile", tmp_path / "linked")
    assert (tmp_path / "profile/user/extensions/buildid").read_bytes() == b"40(Build:2)"


def test_a_program_that_says_no_build_gets_a_profile_with_its_settings_alone(tmp_path: Path) -> None:
    write_profile(
        tmp_path / "profile", tmp_path / "soffice", [Setting("/org.openoffice.Office.Common/A", "B", "x & y")]
    )
    (only,) = [path for path in (tmp_path / "profile").rglob("*") if path.is_file()]
    assert only == tmp_path / "profile/user/registrymodifications.xcu"
    setting = (
        '<item oor:path="/org.openoffice.Office.Common/A"><prop oor:name="B" oor:op="fuse"><value>x &amp; y</value>'
    )
    assert setting in only.read_text(encoding="utf-8")


def test_libreoffice_neither_tries_out_how_the_machine_draws_nor_begins_twice(
    office: Converter, tmp_path: Path
) -> None:
    run = converter._Run(office, tmp_path, None, Event(), converter._Teller([0], SimpleQueue()))  # noqa: SLF001  # what it leaves behind is to be seen
    run.source(0).write_bytes(WORD_FILES["short plan.docx"])
    assert (run([0]), run.missing([0])) == ("ended", [])
    user = tmp_path / "profile/user"
    assert not (user / "GraphicsRenderTests.log").exists()
    assert "OfficeRestartInProgress" not in (user / "registrymodifications.xcu").read_text(encoding="utf-8")
