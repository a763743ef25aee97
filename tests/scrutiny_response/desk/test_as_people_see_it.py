"""In a real browser as people set theirs: enlarged to 400 %, printed, in colours of their own, and without a mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page

from scrutiny_response.desk.context import Desk
from scrutiny_response.use_cases.preview.page import html
from tests.scrutiny_response.desk.test_in_browser import FEW, ONE, desk, violations, width
from tests.scrutiny_response.use_cases.test_preview import SHOWN

__all__ = ["desk"]

LAYOUTS = (*FEW, "/due", "/documents", "/templates/fields?find=letter", ONE, f"{ONE}/item/areas.0", f"{ONE}/documents")
"""A page of each layout."""
LONGEST_WALK = 30
"""So many times Tab is pressed on one page."""
_COVERED = """() => {
  const e = document.activeElement, box = e.getClientRects()[0] || e.getBoundingClientRect();
  const middle = document.elementFromPoint((Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2,
                                           (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2);
  const seen = box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  return e === document.body || (seen && middle && (e.contains(middle) || middle.contains(e))) ? "" : e.outerHTML;
}"""
_RING = """() => {
  const e = document.activeElement, style = getComputedStyle(e);
  return e === document.body || (style.outlineStyle != "none" && parseFloat(style.outlineWidth) >= 2) ? "" : e.outerHTML;
}"""
_SHOWN = (
    """(words) => [...document.querySelectorAll(words)].filter((e) => e.checkVisibility()).map((e) => e.textContent)"""
)


@pytest.fixture
def enlarged(chromium: Chromium) -> Iterator[Page]:
    """A tab of 1280 by 1024 pixels in which everything is four times as large."""
    context = chromium.new_context(
        viewport={"width": 320, "height": 256}, device_scale_factor=4, reduced_motion="reduce"
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


@pytest.mark.desk
def test_at_400_per_cent_nothing_is_cut_and_nothing_covers_what_has_the_focus(desk: Desk, enlarged: Page) -> None:
    enlarged.goto(desk.session.address)
    for address in LAYOUTS:
        enlarged.goto(desk.session.origin + address)
        assert width(enlarged) == 320, address
        for _ in range(LONGEST_WALK):
            enlarged.keyboard.press("Tab")
            assert enlarged.evaluate(_COVERED) == "", address
            if enlarged.evaluate("document.activeElement === document.body"):
                break


@pytest.mark.desk
def test_text_alone_may_be_twice_as_large(desk: Desk, tab: Page) -> None:
    tab.goto(desk.session.address)
    for address in LAYOUTS:
        tab.goto(desk.session.origin + address)
        tab.add_style_tag(url="/static/desk.css")
        tab.evaluate("document.documentElement.style.setProperty('font-size', '200%')")
        assert width(tab) == 1280, address


@pytest.mark.desk
def test_a_page_is_printed_with_its_answers_and_without_what_is_pressed(desk: Desk, tab: Page, tmp_path: Path) -> None:
    tab.emulate_media(media="print", color_scheme="dark")
    tab.goto(desk.session.address)
    for address in LAYOUTS:
        tab.goto(desk.session.origin + address)
        assert tab.evaluate(_SHOWN, "nav, button, .skip, .filter") == [], address
        assert tab.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"
        assert tab.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
    tab.goto(desk.session.origin + f"{ONE}/criteria")
    assert tab.evaluate(_SHOWN, "#level") == ["Directed improvement support"]
    assert tab.locator("textarea").first.is_visible()
    assert tab.pdf(path=tmp_path / "criteria.pdf", format="A4").startswith(b"%PDF")


@pytest.mark.desk
@pytest.mark.parametrize("scheme", ["dark", "light"])
def test_in_colours_of_ones_own_everything_is_seen(desk: Desk, tab: Page, scheme: Any) -> None:
    tab.emulate_media(forced_colors="active", color_scheme=scheme)
    tab.goto(desk.session.address)
    for address in LAYOUTS:
        tab.goto(desk.session.origin + address)
        assert violations(tab) == [], address
        for _ in range(LONGEST_WALK):
            tab.keyboard.press("Tab")
            assert tab.evaluate(_RING) == "", address
            if tab.evaluate("document.activeElement === document.body"):
                break
    tab.goto(f"{desk.session.origin}/partnership/blank-one/addressee?told")
    assert tab.evaluate("getComputedStyle(document.querySelector('.has-error')).borderLeftStyle") == "solid"


@pytest.mark.desk
def test_with_more_contrast_every_text_stands_out(desk: Desk, tab: Page) -> None:
    tab.emulate_media(contrast="more")
    tab.goto(desk.session.address)
    for address in FEW:
        tab.goto(desk.session.origin + address)
        assert violations(tab) == [], address


@pytest.mark.desk
@pytest.mark.parametrize("shown", [SHOWN, replace(SHOWN, problems=()), replace(SHOWN, pages=())])
def test_the_preview_of_a_template_breaks_no_accessibility(tab: Page, tmp_path: Path, shown: Any) -> None:
    page = tmp_path / "letter.html"
    page.write_text(html(shown), "utf-8")
    for size in ({"width": 1280, "height": 900}, {"width": 320, "height": 800}):
        tab.set_viewport_size(size)  # type: ignore[arg-type]  # its two keys
        tab.goto(page.as_uri())
        assert violations(tab) == []
        assert width(tab) == size["width"]
