"""What is wrong with answers, told where it can be mended: by section, with links; and what no page asks for."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder, job, words
from tests.scrutiny_response.intake.reading import REFUSED

ONE = "/partnership/one"


def with_case(folder: Path, name: str) -> Browser:
    """The desk of a cycle with this refused case as its one partnership."""
    inputs = folder / "inputs"
    inputs.mkdir()
    shutil.copy(REFUSED / f"{name}.yaml", inputs / "one.yaml")
    shutil.copy(REFUSED / "cycle.yaml", inputs)
    return browser(folder)


@pytest.mark.parametrize(
    ("case", "page", "key", "line"),
    [
        ("unknown-key", "", "markings", "markings: OFFICIAL"),
        ("unknown-key--like-none", "/addressee", "favourite_colour", "  favourite_colour: blue"),
        ("unknown-key--without-a-value", "/addressee", "e-mail", "  e-mail:"),
        ("unknown-key--of-a-criterion-without-a-value", "/criteria", "progress-4", "  progress-4:"),
        ("unknown-key--in-a-list", "/item/areas.0", "titel", "    titel: Outcomes"),
    ],
)
def test_what_no_page_asks_for_is_shown_where_it_stands_and_taken_out(
    tmp_path: Path, case: str, page: str, key: str, line: str
) -> None:
    one = with_case(tmp_path, case)
    file = tmp_path / "inputs/one.yaml"
    before = file.read_text("utf-8")
    html = one.get(ONE + page).text
    assert f"<q>{key}</q> is asked for nowhere" in html
    box = html[html.index('<div class="look-box">') :].partition("</form>")[0]
    form = {name: re.search(rf'name="{name}" value="([^"]*)"', box)[1] for name in ("seen", "path", "back")}  # type: ignore[index]  # a page without it is a failure
    answer = one.post(f"{ONE}/unasked", form)
    assert answer.headers["Location"].startswith(f"{ONE}{page}?notice=Taken+out")
    assert file.read_text("utf-8").splitlines() == [each for each in before.splitlines() if each != line]
    assert one.post(f"{ONE}/undo", {"back": ONE}).status_code == 303
    assert file.read_text("utf-8") == before


def test_only_what_is_asked_for_nowhere_can_be_taken_out(tmp_path: Path) -> None:
    one = with_case(tmp_path, "unknown-key")
    before = (tmp_path / "inputs/one.yaml").read_bytes()
    assert one.post(f"{ONE}/unasked", {"path": "addressee", "seen": ""}).status_code == 404
    answer = one.post(f"{ONE}/unasked", {"path": "markings", "seen": "0" * 64})
    assert answer.status_code == 409
    assert (tmp_path / "inputs/one.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("case", "page", "leads_to", "said"),
    [
        (
            "repeated-rewording",
            "/support",
            "/item/support.reword.1",
            "The rewording <q>Relationships developed with counterparts in other local areas or organisations to "
            "benchmark/resolve common issues/develop common solutions</q> is given twice",
        ),
        ("repeated-action-reference", "/item/areas.0", "", "The action reference <q>A1.1</q> is given twice"),
    ],
)
def test_what_is_wrong_in_a_list_is_told_on_the_page_that_leads_to_it(
    tmp_path: Path, case: str, page: str, leads_to: str, said: str
) -> None:
    html = with_case(tmp_path, case).get(ONE + page + "?told").text
    found = re.search(rf'<li><a href="({ONE}/item/[^"]*)">{re.escape(said)}', html)
    assert found
    assert found[1].endswith(leads_to)


def test_the_results_of_a_check_say_how_much_is_needed_and_lead_there(tmp_path: Path) -> None:
    one = browser(cycle_folder(tmp_path, "skerravale"))
    one.post("/new", {"name": "Glen Partnership", "reference": "PSR-1"})
    (slug,) = (each.slug for each in one.desk.view.partnerships(one.desk.today()) if each.slug != "skerravale")
    place = job(one, one.post("/documents/run", {"do": "check"}).headers["Location"])
    html = one.get(place).text
    criteria = f'<a href="/partnership/{slug}/criteria?told">Criteria and the level they indicate</a>: '
    assert criteria + "15 answers are needed." in html
    assert html.count("needed.") == html.count("?told")
    letter = f"/partnership/{slug}/letter"
    one.post(letter, {**one.form(letter), "letter.date.day": "3", "letter.date.month": "3", "letter.date.year": "27"})
    mail = one.post("/emails", {"do": "write", "stage": "panel-approved"})
    assert criteria + "15 answers are needed." in mail.text
    assert f'<a href="{letter}?told#letter.date.year">Letter</a>: Date must be a real date, such as ' in mail.text
    assert "Glen Partnership Not ready" in words(mail)
    assert "has no value" not in words(mail)
    assert criteria + "15 answers are needed." in one.get(f"/partnership/{slug}/documents").text
