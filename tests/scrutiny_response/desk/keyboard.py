"""A person at the desk who has a keyboard and no mouse: Tab, the arrows, Space, Enter, and letters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

_FOCUSED = """() => {
  const e = document.activeElement;
  return { tag: e.tagName, type: e.type || "", name: e.name || "", value: e.value || "", checked: !!e.checked,
           text: (e.tagName == "TEXTAREA" ? "" : e.textContent).replace(/\\s+/g, " ").trim() };
}"""
_MOST = 400
"""So many times Tab is pressed at most on one page."""

Focused = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone at a page of the desk."""

    page: Page

    def press(self, key: str) -> None:
        """Press a key."""
        self.page.keyboard.press(key)

    def focused(self) -> Focused:
        """Return what has the focus."""
        focused: Focused = self.page.evaluate(_FOCUSED)
        return focused

    def to_content(self) -> None:
        """Skip what stands at the top of every page; a summary of errors has the focus already."""
        if self.focused()["tag"] != "BODY":
            return
        self.press("Tab")
        assert self.focused()["text"] == "Skip to the content"
        self.press("Enter")

    def tab_to(self, is_wanted: Callable[[Focused], bool]) -> Focused:
        """Go on with Tab until something has the focus; behind the last it begins at the top again, once."""
        ends = 0
        while ends < 2:
            self.press("Tab")
            focused = self.focused()
            if is_wanted(focused):
                return focused
            ends += focused["tag"] == "BODY"
        raise AssertionError(self.page.url)

    def follow(self, words: str) -> None:
        """Go to a link or a button that begins with these words, and press Enter."""
        self.tab_to(lambda focused: focused["tag"] in {"A", "BUTTON"} and focused["text"].startswith(words))
        self.enter()

    def enter(self) -> None:
        """Press Enter, and wait for the page that comes."""
        with self.page.expect_navigation(wait_until="load"):
            self.press("Enter")

    def fill(
        self, wanted: Mapping[str, str | tuple[str, ...]], button: str, opens: frozenset[str] = frozenset()
    ) -> None:
        """Answer the questions of a form in the order of Tab, and press a button at its end.

        `wanted` are the answers by the fields' names; `opens` are the details that are opened on the way.
        """
        self.to_content()
        for _ in range(_MOST):
            self.press("Tab")
            focused = self.focused()
            if focused["tag"] == "BUTTON" and focused["text"] == button:
                self.enter()
                return
            if focused["tag"] == "SUMMARY" and focused["text"] in opens:
                self.press("Enter")
            elif focused["name"]:
                self._answer(focused, wanted.get(focused["name"], ""))
        raise AssertionError(f"no button {button!r} on {self.page.url}")

    def _answer(self, focused: Focused, wanted: str | tuple[str, ...]) -> None:
        if focused["type"] == "radio":
            self._choose(wanted)
        elif focused["type"] == "checkbox":
            if (focused["value"] in wanted) != focused["checked"]:
                self.press("Space")
        elif focused["tag"] == "SELECT":
            for _ in range(_MOST):
                if self.focused()["value"] == wanted:
                    return
                self.press("ArrowDown")
        elif focused["tag"] in {"INPUT", "TEXTAREA"} and isinstance(wanted, str) and wanted != focused["value"]:
            self.press("Control+A")
            self.page.keyboard.insert_text(wanted) if wanted else self.press("Delete")

    def _choose(self, wanted: str | tuple[str, ...]) -> None:
        """Choose one of a row of radio buttons: the arrows go round and choose."""
        if not wanted:
            return
        first, values = self.focused(), (wanted,) if isinstance(wanted, str) else wanted
        while self.focused()["value"] not in values:
            self.press("ArrowDown")
            assert self.focused()["value"] != first["value"], (first["name"], wanted)
        if not self.focused()["checked"]:
            self.press("Space")
