"""A partnership is begun, removed and put back on the desk: what is there already, or issued, is told before."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from engross.files import hash_of
from engross.problems import Refused
from scrutiny_response.store import patience, whole_files
from scrutiny_response.use_cases import removing
from tests.other_disks import OtherDisk
from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder, words
from tests.scrutiny_response.desk.test_since import at_fields, in_summary
from tests.scrutiny_response.event_samples import issued, write

ONE = "/partnership/skerravale"
NAME = "Skerravale Justice and Communities Partnership"


@pytest.fixture
def one(tmp_path: Path) -> Browser:
    return browser(cycle_folder(tmp_path, "skerravale", "tarbeck"))


def inputs(one: Browser) -> list[str]:
    return sorted(path.name for path in one.desk.folder.inputs.iterdir())


def test_a_name_and_a_reference_that_are_taken_are_told_at_their_fields(one: Browser) -> None:
    before = inputs(one)
    answer = one.post("/new", {"name": NAME.upper(), "reference": "psr-2026-010"})
    assert answer.status_code == 422
    told = {
        "name": "There is a partnership of this name already",
        "reference": f"PSR-2026-010 is the reference of {NAME} already; give each its own reference.",
    }
    assert at_fields(answer.text) == told
    assert in_summary(answer.text) == told
    assert f'name="name" value="{NAME.upper()}"' in answer.text
    assert inputs(one) == before


def test_a_partnership_is_removed_after_a_question_and_put_back(one: Browser) -> None:
    file = one.desk.folder.inputs / "skerravale.yaml"
    before = file.read_bytes()
    one.desk.view.partnerships(one.desk.today())
    page = one.get(f"{ONE}/remove")
    assert f"Remove {NAME} (PSR-2026-010) from the cycle?" in words(page)
    assert file.exists()
    seen = re.search(r'name="seen" value="(\w+)"', page.text)
    assert seen is not None
    answer = one.post(f"{ONE}/remove", {"seen": seen[1]})
    text = one.text(answer.location)
    assert f"Removed: {NAME}. Undo" in text
    assert "Removed partnerships (1)" in text
    assert one.get(ONE).status_code == 404
    assert inputs(one) == ["cycle.yaml", "tarbeck.yaml"]
    assert f"{NAME} PSR-2026-010 Put back" in one.text("/removed")
    back = one.post("/removed/skerravale.yaml", {})
    assert "Put back." in one.text(back.location)
    assert file.read_bytes() == before
    assert "There is none." in one.text("/removed")
    assert one.post("/removed/skerravale.yaml", {}).status_code == 404


def test_what_was_changed_since_is_not_removed(one: Browser) -> None:
    answer = one.post(f"{ONE}/remove", {"seen": "0"})
    assert "It was changed since you looked at it, and was not removed." in one.text(answer.location)
    assert "skerravale.yaml" in inputs(one)


def test_what_is_issued_is_not_removed_and_is_told_what_to_do(one: Browser) -> None:
    write(one.desk.folder.record, issued())
    page = one.get(f"{ONE}/remove")
    assert (
        "Something of it was issued on 7 December 2026, and its record goes on. If it should not have been issued, withdraw it"
        in words(page)
    )
    assert "Remove it" not in words(page)
    data = (one.desk.folder.inputs / "skerravale.yaml").read_bytes()
    refused = one.post(f"{ONE}/remove", {"seen": hash_of(data)})
    assert refused.status_code == 422
    assert "Something of it was issued on 7 December 2026" in words(refused)
    assert "skerravale.yaml" in inputs(one)


def test_of_two_files_of_one_reference_one_may_go_whatever_is_issued(one: Browser) -> None:
    write(one.desk.folder.record, issued())
    file = one.desk.folder.inputs / "skerravale.yaml"
    (file.parent / "skerravale - Copy.yaml").write_bytes(file.read_bytes())
    answer = one.post("/partnership/skerravale%20-%20Copy/remove", {"seen": hash_of(file.read_bytes())})
    assert "removed=skerravale+-+Copy.yaml" in answer.location
    assert inputs(one) == ["cycle.yaml", "skerravale.yaml", "tarbeck.yaml"]


def test_nothing_is_overwritten_on_the_way_out_or_back(one: Browser) -> None:
    folder = one.desk.folder
    away = folder.root / "removed"
    for _ in range(2):
        (folder.inputs / "mull.yaml").write_text("reference: M\n", "utf-8")
        assert removing.remove(folder.inputs / "mull.yaml", hash_of(b"reference: M\n"), folder.record)
    assert sorted(path.name for path in away.iterdir()) == ["mull-2.yaml", "mull.yaml"]
    (folder.inputs / "mull.yaml").write_text("reference: another\n", "utf-8")
    assert removing.put_back(folder.inputs, "mull.yaml") == folder.inputs / "mull-2.yaml"
    with pytest.raises(Refused):
        removing.put_back(folder.inputs, "mull.yaml")


def test_what_cannot_be_taken_away_stays_where_it_is_alone_also_where_a_scanner_has_each_new_file(
    one: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    OtherDisk(one.desk.folder.root, monkeypatch).hold_new_files(0.02)
    unlink = os.unlink

    def held(path: Path) -> None:
        if path == file:  # open in a text editor
            raise PermissionError(13, "Permission denied")
        unlink(path)

    file = one.desk.folder.inputs / "skerravale.yaml"
    monkeypatch.setattr("os.unlink", held)
    monkeypatch.setattr(patience, "LONGEST", 0.2)
    for module in (removing, whole_files):
        monkeypatch.setattr(module, "PATIENCE", patience.Patience())
    with pytest.raises(Refused, match="unwritable"):
        removing.remove(file, hash_of(file.read_bytes()), one.desk.folder.record)
    assert inputs(one) == ["cycle.yaml", "skerravale.yaml", "tarbeck.yaml"]
    assert list((one.desk.folder.root / "removed").iterdir()) == []


def test_an_undo_that_comes_too_late_is_told(one: Browser) -> None:
    answer = one.post(f"{ONE}/undo", {})
    assert "There is nothing to undo any more" in one.text(answer.location)


def test_a_folder_that_cannot_be_reached_is_told_on_every_page_and_nothing_is_made_in_its_place(one: Browser) -> None:
    root = one.desk.folder.root
    root.rename(root.with_name("elsewhere"))
    for page in ("/", "/due", "/documents", "/cycle/letter", f"{ONE}/addressee", "/emails?stage=issued"):
        answer = one.get(page)
        assert answer.status_code == 503, page
        assert "The folder of the cycle is not there It cannot be reached just now: its drive" in words(answer)
    sent = one.sent("/new", {"name": "Glen Partnership", "reference": "PSR-1"})
    assert sent.location == "/new"
    assert one.get(sent.location).status_code == 503
    assert not root.exists()
    root.with_name("elsewhere").rename(root)
    assert "Name of the partnership" in one.text(sent.location)
    assert one.post("/close", {}).location == "/closed"


def test_samples_are_told_as_such_and_removed_together_but_for_what_is_issued(one: Browser) -> None:
    told = "2 partnerships here are samples, and do not exist. Remove the samples The settings are those of the samples"
    assert told in one.text("/")
    write(one.desk.folder.record, issued())
    asked = one.text("/samples")
    assert "These partnerships came with the software, as they are, and do not exist: Tarbeck and Lower Esker" in asked
    assert "These stay Something of them was issued, or came back. Withdraw that first. Skerravale" in asked
    gone = one.sent("/samples", {})
    assert "Removed: 1 sample." in one.text(gone.location)
    assert inputs(one) == ["cycle.yaml", "skerravale.yaml"]
    assert [path.name for path in (one.desk.folder.root / "removed").iterdir()] == ["tarbeck.yaml"]
    assert "There is no sample that could be removed." in one.text("/samples")


def test_once_the_samples_are_gone_it_is_said_once_that_there_is_no_partnership(one: Browser) -> None:
    text = one.text(one.sent("/samples", {}).location)
    assert "Removed: 2 samples." in text
    assert text.count("There is no partnership") == 1
    assert "There is no partnership in this cycle yet. Begin with the first one Removed partnerships (2)" in text


def test_what_somebody_changed_is_no_sample_any_more(one: Browser) -> None:
    for page, field in ((f"{ONE}/addressee", "addressee.role"), ("/cycle/signing", "contact.name")):
        one.post(page, {**one.form(page), field: "Somebody"})
    text = one.text("/")
    assert "1 partnership here is a sample, and does not exist. Remove the sample" in text
    assert "settings are those of the samples" not in text
