"""Whatever an assessment says is shown by the pages, and sent back as it is changes no byte of the file."""

from __future__ import annotations

import difflib
import re
from pathlib import Path

import pytest

from scrutiny_response import resources
from scrutiny_response.desk.forms.sections import ASSESSMENT, CYCLE, Group
from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder

SAMPLES = sorted(file.stem for file in resources.inputs().glob("*.yaml") if file.stem != "cycle")


def pages_of(one: Browser, address: str, groups: tuple[Group, ...] = ASSESSMENT) -> list[str]:
    """Return the addresses of all pages with a form of a partnership."""
    sections = [section for group in groups for section in group.sections]
    pages = [f"{address}/{section.slug}" for section in sections if section.paths or section.slug == "criteria"]
    lists = [f"{address}/list/{path}" for section in sections for path in section.lists]
    for listed in lists:
        items = one.get(listed).text.count("/item/") - 1
        pages += [f"{listed.replace('/list/', '/item/')}.{number}" for number in range(items)]
        if listed.endswith("/areas"):
            for number in range(items):
                inner = f"{address}/list/areas.{number}.actions"
                count = one.get(inner).text.count(f"/item/areas.{number}.actions.") - 1
                pages += [f"{address}/item/areas.{number}.actions.{each}" for each in range(count)]
    return pages


LONG = {"kilbrannoch", "ardnaskellach", "strathlorne", "tarbeck", "dunmarra", "carrandale"}
"""The samples with the most values, or with nothing that others have not: left to `nox -s desk`."""


@pytest.mark.parametrize(
    "sample", [pytest.param(each, marks=pytest.mark.desk if each in LONG else ()) for each in SAMPLES]
)
def test_every_page_sent_back_as_it_is_changes_no_byte(tmp_path: Path, sample: str) -> None:
    folder = cycle_folder(tmp_path, sample)
    one, file = browser(folder), folder / "inputs" / f"{sample}.yaml"
    before = file.read_bytes()
    for address in pages_of(one, f"/partnership/{sample}"):
        answer = one.post(address, one.form(address))
        assert answer.status_code == 303, (address, answer.status)
        assert file.read_bytes() == before, (address, _changed(before, file.read_bytes()))


def test_the_settings_of_the_cycle_sent_back_as_they_are_change_no_byte(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "tarbeck")
    one, file = browser(folder), folder / "inputs" / "cycle.yaml"
    before = file.read_bytes()
    for address in pages_of(one, "/cycle", CYCLE):
        assert one.post(address, one.form(address)).status_code == 303
        assert file.read_bytes() == before, (address, _changed(before, file.read_bytes()))


def test_one_changed_answer_is_one_changed_line(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    one, file = browser(folder), folder / "inputs" / "skerravale.yaml"
    before = file.read_bytes()
    address = "/partnership/skerravale/criteria"
    one.post(address, {**one.form(address), "criteria.self-assessment-2.answer": "not met"})
    assert _changed(before, file.read_bytes()) == [
        "-  self-assessment-2: {answer: met}",
        "+  self-assessment-2: {answer: not met}",
    ]


def _changed(before: bytes, after: bytes) -> list[str]:
    lines = difflib.unified_diff(before.decode().splitlines(), after.decode().splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def test_what_is_pasted_loses_only_what_nobody_can_see(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    one, page = browser(folder), "/partnership/skerravale/decision"
    pasted = "\ufeffOne\x0bTwo \u2013 \u201cthree\u201d\x07\t\u2028\r\n\r\n\r\n\r\nFour\x00 "
    one.post(page, {**one.form(page), "decision.rationale": pasted})
    assert one.form(page)["decision.rationale"] == "One\nTwo \u2013 \u201cthree\u201d\n\nFour"


@pytest.mark.parametrize(
    ("typed", "kept", "shown"),
    [
        ("8 Weeks", "8 weeks", "8 weeks"),
        ("31 march 2027", "2027-03-31", "31 March 2027"),
        ("31/3/2027", "2027-03-31", "31 March 2027"),
        ("2027-03-31", "2027-03-31", "31 March 2027"),
        ("1 March 2027 to 31 May 2027", "2027-03-01 to 2027-05-31", "1 March 2027 to 31 May 2027"),
        ("1 March 2027 \u2013 31 May 2027", "2027-03-01 to 2027-05-31", "1 March 2027 to 31 May 2027"),
        ("soon", "soon", "soon"),
        ("31 February 2027", "31 February 2027", "31 February 2027"),
    ],
)
def test_a_timescale_is_read_as_people_write_it(tmp_path: Path, typed: str, kept: str, shown: str) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    one, page = browser(folder), "/partnership/skerravale/monitoring"
    one.post(page, {**one.form(page), "plan_due": typed})
    assert f"\nplan_due: {kept}\n" in (folder / "inputs/skerravale.yaml").read_text("utf-8")
    assert one.form(page)["plan_due"] == shown


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (("5", "3", "2027"), "2027-03-05"),
        (("5", "march", "2027"), "2027-03-05"),
        (("5", "Sept.", "2027"), "2027-09-05"),
        (("\u00b2", "3", "2027"), "\u00b2/3/2027"),
        (("5", "\u00b2", "2027"), "5/\u00b2/2027"),
        (("999", "3", "2027"), "999/3/2027"),
        (("5", "9999", "2027"), "5/9999/2027"),
        (("5", "2027-01-02", "2027"), "5/2027-01-02/2027"),
    ],
)
def test_a_date_is_taken_only_if_it_may_be_one_and_shown_as_it_was_typed_if_not(
    tmp_path: Path, typed: tuple[str, ...], kept: str
) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    one, page = browser(folder), "/partnership/skerravale/decision"
    parts = [f"decision.date.{part}" for part in ("day", "month", "year")]
    assert one.post(page, {**one.form(page), **dict(zip(parts, typed, strict=True))}).status_code == 303
    assert f"\n  date: {kept}\n" in (folder / "inputs/skerravale.yaml").read_text("utf-8")
    if "-" not in kept.split("/", maxsplit=1)[0]:
        assert tuple(one.form(page)[part] for part in parts) == typed


def test_an_item_with_nothing_in_it_is_saved_and_told(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    one, page = browser(folder), "/partnership/skerravale/item/strengths.2"
    answer = one.post(
        "/partnership/skerravale/item/strengths.new", one.form("/partnership/skerravale/item/strengths.new")
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{page}?told")
    assert "Error: This text is empty; write the text." in one.text(f"{page}?told")


def test_several_where_a_form_asks_for_one_are_a_list_of_their_own(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "dunmarra")
    file = folder / "inputs" / "dunmarra.yaml"
    one, report, listed = browser(folder), "/partnership/dunmarra/report", "/partnership/dunmarra/list/attachment"
    assert "Have another beside this one" in one.text(report)
    item = "/partnership/dunmarra/item/attachment"
    one.post(f"{item}.new", {**one.form(f"{item}.new"), "document": "letter", "heading": "The letter"})
    several = "attachment:\n  - heading: Joint improvement plan\n  - document: letter\n    heading: The letter\n"
    assert several in file.read_text("utf-8")
    assert "2 are given here. Add or change" in one.text(report)
    before = file.read_bytes()
    assert one.post(report, one.form(report)).status_code == 303
    assert file.read_bytes() == before
    one.post(f"{item}.0", {**one.form(f"{item}.0"), "heading": "The plan"})
    assert file.read_bytes() == before.replace(b"- heading: Joint improvement plan", b"- heading: The plan")
    one.post(listed, {"seen": one.form(f"{item}.0")["seen"], "do": "remove-0"})
    assert "attachment:\n  - document: letter\n    heading: The letter\n" in file.read_text("utf-8")


@pytest.mark.parametrize(
    ("before", "after"), [(b"", b""), (b"# Ours.\n", b"# Ours.\n"), (b"\xef\xbb\xbf", b"\xef\xbb\xbf")]
)
def test_a_file_that_says_nothing_yet_is_filled_in(tmp_path: Path, before: bytes, after: bytes) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    one, page = browser(folder), "/cycle/state"
    (folder / "inputs/cycle.yaml").write_bytes(before)
    assert one.post(page, {**one.form(page), "marking": "OFFICIAL"}).headers["Location"] == "/cycle?saved"
    assert (folder / "inputs/cycle.yaml").read_bytes() == after + b"marking: OFFICIAL\n"
    (folder / "inputs/empty.yaml").write_bytes(before)
    page = "/partnership/empty/partnership"
    one.post(page, {**one.form(page), "partnership.name": "Empty"})
    assert (folder / "inputs/empty.yaml").read_bytes() == after + b"partnership:\n  name: Empty\n"


@pytest.mark.parametrize("number", ["\u00b2", "9" * 5_000])
def test_what_only_looks_like_a_number_is_no_page(tmp_path: Path, number: str) -> None:
    one = browser(cycle_folder(tmp_path, "skerravale"))
    seen = {"seen": one.form("/partnership/skerravale/item/areas.0")["seen"]}
    assert one.get(f"/partnership/skerravale/item/areas.{number}").status_code == 404
    assert one.get(f"/partnership/skerravale/list/areas.{number}.actions").status_code == 404
    assert one.post("/partnership/skerravale/list/areas", {**seen, "do": f"remove-{number}"}).status_code == 404


def test_a_text_where_a_form_asks_for_more_stays_until_it_is_answered(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "tarbeck")
    file, one, page = folder / "inputs" / "cycle.yaml", browser(folder), "/cycle/signing"
    before = re.sub(r"signatory:\n(  .*\n)+", "signatory: Eilidh Garvie, chief inspector\n", file.read_text("utf-8"))
    file.write_text(before, "utf-8")
    assert one.post(page, one.form(page)).status_code == 303
    assert file.read_text("utf-8") == before
    one.post(page, {**one.form(page), "signatory.name": "Eilidh Garvie", "signatory.role": "Chief inspector"})
    after = "signatory:\n  name: Eilidh Garvie\n  role: Chief inspector\n"
    assert file.read_text("utf-8") == before.replace("signatory: Eilidh Garvie, chief inspector\n", after)
