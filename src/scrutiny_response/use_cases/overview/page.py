"""The cycle at a glance → a page for the browser, and a Word document."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import Template as Page

from engross.word import FILTERS as WORD_FILTERS
from engross.word import Template
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.use_cases.html_pages import pages_in
from scrutiny_response.use_cases.overview.values import Overview

HERE = Path(__file__).resolve().parent
"""The folder of the two templates, apart from a cycle's kinds of document."""


def page(overview: Overview) -> Iterator[str]:
    """Yield one HTML page that needs nothing beside it: no scripts, no pictures, no fonts; piece by piece."""
    return _page().generate(overview=overview)


def document(overview: Overview) -> bytes:
    """Return the same in Word, in the house style."""
    return bytes(_document().render(overview))


@cache
def _page() -> Page:
    filters = {"date": WORD_FILTERS["date"], "initial_capital": FILTERS["initial_capital"]}
    return pages_in(HERE, filters).get_template("overview.html")


@cache
def _document() -> Template:
    return Template.open(HERE / "overview.docx", shape=Overview, filters=FILTERS)
