"""Debian's Chromium, driven by playwright: without a window, and with the desk's server on this machine."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, sync_playwright

from tests.needs import lacking


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Chromium. Without it a test is skipped, saying what to install; where CI=true, it fails instead."""
    program = shutil.which("chromium")
    if program is None:
        lacking("Chromium is not on this machine; install it (Debian and Ubuntu: sudo apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: Chromium) -> Iterator[Page]:
    """A tab in a browser that nobody used before."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()
