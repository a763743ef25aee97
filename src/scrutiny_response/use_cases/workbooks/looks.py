"""How the cells of a workbook look, and the hidden sheet of the words that long lists offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_DARK, _PALE, _LINE, _GREY = "#1F3A5F", "#F2F5F9", "#B8C4D4", "#595959"
_BASE = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
_BOX = {"border": 1, "border_color": _LINE}


class Looks:
    """The formats of one workbook; what may be filled in is white and not locked, all else is pale."""

    def __init__(self, book: Any) -> None:
        def made(**own: Any) -> Any:
            return book.add_format({**_BASE, **own})

        self.book = book
        self.title = made(bold=True, font_size=15, font_color=_DARK)
        self.paragraph = made(text_wrap=True)
        self.link = made(font_color="#0B5394", underline=1)
        self.head = made(bold=True, bg_color=_DARK, font_color="#FFFFFF")
        self.section = made(bold=True, font_size=13, font_color=_DARK, bottom=2, bottom_color=_DARK)
        self.around = made()
        self.label = made(text_wrap=True, bg_color=_PALE, **_BOX)
        self.number = made(align="center", font_color=_GREY, bg_color=_PALE, **_BOX)
        self.table_head = made(bold=True, text_wrap=True, bg_color="#DCE4EE", **_BOX)
        self.answer = made(text_wrap=True, locked=False, num_format="@", **_BOX)
        self.date = made(align="left", locked=False, num_format="d mmmm yyyy", text_wrap=True, **_BOX)
        self.help = made(italic=True, font_size=9, font_color=_GREY)
        self.quiet = made(font_color=_GREY)
        self.note = made(font_color=_GREY)
        self._lists: list[tuple[str, ...]] = []

    def listed(self, choices: Sequence[str]) -> str:
        """Return the cells of the hidden sheet that hold these words."""
        words = tuple(choices)
        if words not in self._lists:
            self._lists.append(words)
        column = _letters(self._lists.index(words))
        return f"=Lists!${column}$1:${column}${len(words)}"

    def finish(self) -> None:
        """Write the hidden sheet of words, if there are any."""
        if not self._lists:
            return
        sheet = self.book.add_worksheet("Lists")
        for column, words in enumerate(self._lists):
            for row, word in enumerate(words):
                sheet.write_string(row, column, word)
        sheet.hide()


def _letters(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else f"{_letters(column // 26 - 1)}{_letters(column % 26)}"  # noqa: PLR2004 - letters
