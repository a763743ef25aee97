"""In a real browser: no page breaks accessibility, none is wider than a phone, and the small script does what it says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.opening import opened
from scrutiny_response.use_cases import overview
from tests.scrutiny_response.desk.at_the_desk import TODAY, cycle_folder

ONE = "/partnership/skerravale"
FEW = ("/", f"{ONE}/criteria", f"{ONE}/list/areas", "/partnership/blank-one/addressee?told")
"""The pages that are looked at by default; all of them are by `nox -s desk`."""
ALL = (
    "/new", "/samples", "/removed", f"{ONE}/remove", "/due", "/year", ONE, f"{ONE}/inspection?told", f"{ONE}/item/areas.0", "/workbook", "/emails", "/year?actions=yes", "/documents", "/returned", "/templates", "/templates/fields?find=letter", "/cycle",
    "/cycle/inspection", "/cycle/letter", "/cycle/signing", "/cycle/state", "/cycle/papers", "/cycle/monitoring",
    "/cycle/report", "/cycle/calendar", "/nothing", "/partnership/broken",
    *(f"{ONE}/{page}" for page in (
        "partnership", "addressee", "circumstances", "decision", "support", "monitoring", "letter", "signing", "state",
        "papers", "extension", "report", "calendar", "documents", "since", "since/plan-accepted",
        "since/plan-returned", "since/extension-agreed", "since/review-done", "since/closed", "list/copies", "list/evaluations",
        "list/strengths", "list/areas.0.actions", "list/support.reword", "list/letter.paragraphs", "item/copies.0",
        "item/evaluations.0", "item/strengths.0", "item/areas.0.actions.0", "item/areas.new")),
    *(f"/partnership/blank-one/{page}?told" for page in (
        "partnership", "addressee", "inspection", "criteria", "decision", "extension")),
)  # fmt: skip


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    folder = cycle_folder(tmp_path, "skerravale")
    (folder / "inputs/broken.yaml").write_text("reference: [A\n", "utf-8")
    (folder / "inputs/blank-one.yaml").write_text(
        "partnership:\n  name: Blank One\nextension:\n  concerns: x\n", "utf-8"
    )
    with opened(folder, lambda: TODAY) as (one, _):
        yield one


def violations(page: Page) -> list[tuple[str, Any]]:
    """Return what axe finds wrong with a page, and where."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [(each["id"], [node["target"] for node in each["nodes"]]) for each in found]


def width(page: Page) -> int:
    """Return how wide a page is."""
    wide: int = page.evaluate("document.documentElement.scrollWidth")
    return wide


@pytest.mark.parametrize("pages", [FEW, pytest.param(ALL, marks=pytest.mark.desk)], ids=["few", "all"])
def test_no_page_breaks_accessibility_or_is_wider_than_a_phone(desk: Desk, tab: Page, pages: tuple[str, ...]) -> None:
    tab.goto(desk.session.address)
    for address in pages:
        tab.set_viewport_size({"width": 1280, "height": 900})
        tab.goto(desk.session.origin + address)
        assert violations(tab) == [], address
        tab.set_viewport_size({"width": 320, "height": 800})
        assert width(tab) == 320, address


@pytest.mark.desk
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_no_page_breaks_accessibility_in_the_dark_or_on_a_phone(desk: Desk, tab: Page, scheme: Any) -> None:
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": 320, "height": 800})
    tab.goto(desk.session.address)
    for address in FEW:
        tab.goto(desk.session.origin + address)
        assert violations(tab) == [], address


def test_two_people_at_once_and_the_cycle_at_a_glance_break_no_accessibility(
    desk: Desk, tab: Page, tmp_path: Path
) -> None:
    tab.goto(desk.session.address)
    tab.goto(f"{desk.session.origin}{ONE}/decision")
    tab.fill("[id='decision.where']", "minute 2")
    file = tmp_path / "inputs/skerravale.yaml"
    file.write_text(file.read_text("utf-8").replace("minute 2026/24", "minute 1"), "utf-8")
    tab.get_by_role("button", name="Save and go to the task list").click()
    expect(tab.locator("h1")).to_have_text("Somebody else has changed this meanwhile")
    assert violations(tab) == []
    overview.write([tmp_path / "inputs"], tmp_path / "overview.html")
    tab.goto((tmp_path / "overview.html").as_uri())
    assert violations(tab) == []


def test_the_summary_of_what_is_wrong_has_the_focus_and_leads_to_the_field(desk: Desk, tab: Page) -> None:
    tab.goto(desk.session.address)
    tab.goto(f"{desk.session.origin}{ONE}/addressee")
    tab.fill("[id='addressee.role']", "")
    tab.get_by_role("button", name="Save and continue").click()
    expect(tab).to_have_title(re.compile("^Error: Addressee"))
    tab.locator("#summary:focus").wait_for()
    tab.get_by_role("link", name="Role is needed").press("Enter")
    expect(tab.locator("[id='addressee.role']")).to_be_focused()


def test_the_level_changes_while_one_answers_and_each_answer_is_saved(desk: Desk, tab: Page, tmp_path: Path) -> None:
    tab.goto(desk.session.address)
    tab.goto(f"{desk.session.origin}{ONE}/criteria")
    assert tab.locator("#level").inner_text() == "Directed improvement support"
    tab.locator("[id='criteria.self-evaluation-1.answer.1']").check()
    tab.get_by_text("Saved.", exact=True).wait_for()
    assert tab.locator("#level").inner_text() == "Assisted improvement support"
    assert "self-evaluation-1: {answer: met}" in (tmp_path / "inputs/skerravale.yaml").read_text("utf-8")
    tab.locator("[id='criteria.self-evaluation-1.answer.2']").check()
    tab.get_by_role("button", name="Save and show the level").click()
    tab.wait_for_url("**/criteria?saved**")
    assert "self-evaluation-1: {answer: not met}" in (tmp_path / "inputs/skerravale.yaml").read_text("utf-8")


def test_without_a_script_the_level_is_shown_by_a_button(desk: Desk, chromium: Any) -> None:
    context = chromium.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(desk.session.address)
    tab.goto(f"{desk.session.origin}{ONE}/criteria")
    tab.locator("[id='criteria.self-evaluation-1.answer.1']").check()
    tab.get_by_role("button", name="Save and show the level").click()
    expect(tab.locator("#level")).to_have_text("Assisted improvement support")
    context.close()


def test_work_that_takes_long_goes_on_by_itself(desk: Desk, tab: Page) -> None:
    tab.goto(desk.session.address)
    tab.goto(f"{desk.session.origin}{ONE}/documents")
    tab.get_by_role("button", name="Make the documents").click()
    tab.get_by_role("heading", name="What was made").wait_for()
    assert tab.locator("h2").first.inner_text() == "Skerravale Justice and Communities Partnership"


def test_the_desk_is_for_one_browser(desk: Desk, tab: Page, chromium: Any) -> None:
    tab.goto(desk.session.address)
    assert tab.locator("h1").inner_text() == "Partnerships"
    other = chromium.new_context().new_page()
    other.goto(desk.session.address)
    assert other.locator("h1").inner_text() == "This address was used already"
    other.goto(f"{desk.session.origin}/")
    assert other.locator("h1").inner_text() == "The desk is not open here"
    other.context.close()


def test_today_is_asked_each_time(desk: Desk, tab: Page) -> None:
    tab.goto(desk.session.address)
    for day, words in ((dt.date(2027, 2, 1), "1 February 2027"), (dt.date(2027, 2, 2), "2 February 2027")):
        desk.today = partial(dt.date, day.year, day.month, day.day)
        tab.goto(f"{desk.session.origin}/due")
        assert f"As it stands on {words}." in tab.inner_text("main")
