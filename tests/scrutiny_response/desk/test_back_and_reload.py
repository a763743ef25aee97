"""Whatever a form is answered with has an address of its own: loading it again or going back to it sends no form."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from werkzeug.routing import Rule

from scrutiny_response.desk import told
from scrutiny_response.desk.jobs import Jobs
from scrutiny_response.desk.opening import opened
from scrutiny_response.desk.routes import ROUTES
from scrutiny_response.desk.told import Whole
from tests.scrutiny_response.desk.at_the_desk import TODAY, Browser, browser, cycle_folder, day, words

ARGUMENTS = {
    "section_slug": "letter", "kind": "review-done", "number": "0", "job": "none",
}  # fmt: skip


def filled(rule: Rule) -> str:
    """Return an address that a rule takes."""
    own = {**ARGUMENTS, "slug": "cycle" if "cycle" in rule.rule else "tarbeck"}
    lists = "letter.paragraphs" if "cycle" in rule.rule else "areas"
    own["name"] = {"lists.show_list": lists, "items.show_item": f"{lists}.new"}.get(rule.endpoint, "none")
    return re.sub(r"<(?:[^<>]*:)?(\w+)>", lambda part: own[part[1]], rule.rule)


FORMS = [(rule.endpoint, filled(rule)) for rule in ROUTES.iter_rules() if "POST" in (rule.methods or ())]
"""Every address that takes a form, filled in."""
ODD: dict[str, Any] = {"do": "sent", "name": "x", "seen": "x", "of": "nobody", "on.day": "99"}
REMOVED: dict[str, Any] = {"do": "remove-0"}


@pytest.fixture
def one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    monkeypatch.setattr(Jobs, "_run", lambda *_: None)
    folder = cycle_folder(tmp_path, "tarbeck")
    with (folder / "inputs" / "tarbeck.yaml").open("a", encoding="utf-8") as file:
        file.write("# no sample any more, which goes with the others\n")
    return browser(folder)


@pytest.mark.parametrize("form", [{}, ODD, REMOVED, {"form_token": "old"}], ids=["empty", "odd", "list", "too old"])
def test_every_form_ends_at_an_address_that_can_be_loaded_again(one: Browser, form: dict[str, Any]) -> None:
    for name, address in FORMS:
        answer = one.sent(address, form)
        if name == "workbook.download" and "form_token" not in form:
            assert answer.headers["Content-Disposition"].startswith("attachment"), address
            continue
        assert answer.status_code == 303, (address, answer.status)
        first, again = (one.get(answer.location) for _ in range(2))
        assert (first.status_code, words(first)) == (again.status_code, words(again)), address
        assert first.status_code in {200, 303, 404, 409, 422} or form.get("form_token") == "old", (address, first)


def test_every_address_of_a_form_leads_to_the_page_that_has_it(one: Browser) -> None:
    for name, address in FORMS:
        answer = one.get(address)
        where = one.get(answer.location) if answer.status_code == 303 else answer
        form_is_there = f'action="{address}"' in where.text or f'formaction="{address}"' in where.text
        is_there = where.status_code == 200 or address.endswith("/none")
        assert is_there, (address, where.status)
        assert form_is_there or address.endswith("/none") or name in WHERE_THERE_IS_SOMETHING, address


WHERE_THERE_IS_SOMETHING = {
    "attaching.begin", "emails.emails", "items.show_item", "lists.show_list", "lists.undo", "members.put_back", "taking_out.take_out", "letters.write",
    "files.make_pages", "files.open_file", "issuing.issue", "issuing.withdraw", "samples.samples",
    "templates.restyled",
}  # fmt: skip
"""What can be done only with documents, reports, templates or letters that are there, or once something was taken out."""


def test_what_was_typed_stands_there_again_with_things_as_they_are_now(one: Browser) -> None:
    page = "/partnership/tarbeck/since/review-done"
    answer = one.sent(page, {"by": "Struan Bell", "on.day": "1", "on.month": "13", "on.year": "2026"})
    for _ in range(2):
        shown = one.get(answer.location)
        assert shown.status_code == 422
        assert 'name="by" value="Struan Bell"' in shown.text
        assert "must be a real date" in words(shown)
    assert 'name="by" value="Struan Bell"' not in one.get(page).text
    refused = one.sent("/partnership/tarbeck/withdraw", {**day("withdraw", 1)})
    tarbeck = one.desk.view.partnership("tarbeck", TODAY)
    assert tarbeck is not None
    file = Path(tarbeck.file)
    file.write_text(file.read_text("utf-8").replace(tarbeck.name, "Tarbeck Renamed"), "utf-8")
    assert "Tarbeck Renamed" in words(one.get(refused.location))


def test_what_is_looked_for_stays_when_the_form_for_letters_is_refused(one: Browser) -> None:
    answer = one.sent("/due/letters", {"find": "tarbeck & more", "letters.dated.day": "x"})
    assert answer.location.startswith("/due?find=tarbeck+%26+more&told=")
    assert 'name="find" value="tarbeck &amp; more"' in one.get(answer.location).text


def test_only_the_latest_answers_are_kept(one: Browser) -> None:
    kept = one.desk.told
    first = kept.keep("/due", Whole(200, b"first"))  # type: ignore[arg-type]  # its number
    assert one.get(first).data == b"first"
    for _ in range(told.KEPT):
        kept.keep("/due", Whole(200, b"later"))  # type: ignore[arg-type]  # its number
    assert "As it stands on 1 December 2026" in words(one.get(first))


def test_no_answer_is_shown_to_others(one: Browser) -> None:
    place = one.sent("/new", {}).location
    assert "Enter the name of the partnership" in words(one.get(place))
    one.client.delete_cookie("scrutiny-desk-8765", domain="127.0.0.1")
    assert one.get(place).status_code == 403
    assert one.sent("/new", {}).status_code == 403


def test_no_address_leads_elsewhere(one: Browser) -> None:
    assert one.sent("/%2Felsewhere.example/x", {}).location.startswith("/elsewhere.example/x?told=")


def test_back_and_reload_ask_for_nothing_in_a_browser(tmp_path: Path, tab: Page) -> None:
    with opened(cycle_folder(tmp_path, "tarbeck"), lambda: TODAY) as (desk, _):
        asked: list[str] = []
        tab.on("request", lambda request: asked.append(request.method) if request.is_navigation_request() else None)
        tab.goto(desk.session.address)
        tab.goto(f"{desk.session.origin}/new")
        tab.get_by_role("button", name="Begin").click()
        tab.locator("#summary:focus").wait_for()
        tab.reload()
        assert tab.title().startswith("Error: New partnership")
        tab.goto(f"{desk.session.origin}/due")
        tab.go_back()
        assert tab.title().startswith("Error: New partnership")
        assert asked.count("POST") == 1


def test_what_was_typed_is_saved_when_one_leaves_from_within_its_field(tmp_path: Path, tab: Page) -> None:
    folder = cycle_folder(tmp_path, "tarbeck")
    file = folder / "inputs" / "tarbeck.yaml"
    with opened(folder, lambda: TODAY) as (desk, _):
        page = f"{desk.session.origin}/partnership/tarbeck/decision"
        field = tab.locator("[id='decision.where']")
        tab.goto(desk.session.address)
        for name, leave in {"minute 1": tab.go_back, "minute 2": tab.reload}.items():
            tab.goto(page)
            field.fill("")
            field.press_sequentially(name)
            leave()
            for _ in range(200):
                if f"  where: {name}\n" in file.read_text("utf-8"):
                    break
                time.sleep(0.05)
            assert f"  where: {name}\n" in file.read_text("utf-8")


def test_what_was_typed_is_saved_once_one_stops_typing(tmp_path: Path, tab: Page) -> None:
    with opened(cycle_folder(tmp_path, "tarbeck"), lambda: TODAY) as (desk, _):
        tab.goto(desk.session.address)
        tab.goto(f"{desk.session.origin}/partnership/tarbeck/decision")
        field = tab.locator("[id='decision.where']")
        field.press("End")
        field.press_sequentially(" and 37")
        tab.get_by_text("Saved.", exact=True).wait_for()
        tab.reload()
        assert field.input_value() == "panel minute 2026/36 and 37"
