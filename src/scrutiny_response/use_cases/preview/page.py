"""A preview → one HTML file that needs nothing beside it: pages as pictures with their text, and the problems found.

There is no script in it, but for `--watch`: then a line loads `version`, a small file beside it, once a second, and
shows the page anew if that file says that it has changed. Where people have no script, they reload it themselves.
"""

from __future__ import annotations

import base64
from collections import Counter
from functools import cache
from pathlib import Path

from jinja2 import Template as HtmlTemplate

from engross.problems import Severity
from scrutiny_response.use_cases.html_pages import Filters, pages_in
from scrutiny_response.use_cases.preview.pages import Preview


def html(preview: Preview, *, version: int = 0, beside: str = "") -> str:
    """Return the HTML file; with `beside`, the name of the file that says the newest version, it shows itself anew."""
    return _page().render(preview=preview, version=version, beside=beside)


def version_file(version: int) -> str:
    """Return what the file beside the preview says while it is watched."""
    return f"window.scrutinyVersion = {version};\n"


def page_count(preview: Preview) -> str:
    """Return in words how many pages the preview has."""
    count = len(preview.pages)
    return "no pictures of pages" if not count else "1 page" if count == 1 else f"{count} pages"


def problem_counts(preview: Preview) -> str:
    """Return in words how many problems of each severity there are."""
    severities = Counter(problem.severity for problem in preview.problems)
    counts = [(str(severity), severities[severity]) for severity in Severity]
    words = [
        f"{number} {name}{'' if number == 1 or name == 'information' else 's'}" for name, number in counts if number
    ]
    return " and ".join(words) if words else "no problems found"


def _introduction(preview: Preview) -> str:
    pages, problems = page_count(preview), problem_counts(preview).capitalize()
    if preview.is_filled:
        return f"Filled with {preview.sample}: {pages}. {problems}."
    shown = f"{pages} of the template itself" if preview.pages else pages
    return f"Not filled, for the reasons given: {shown}. {problems}."


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?")) else ".")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


@cache
def _page() -> HtmlTemplate:
    filters: Filters = {
        "base64": _base64,
        "introduction": _introduction,
        "problem_counts": problem_counts,
        "sentence": _sentence,
    }
    return pages_in(Path(__file__).resolve().parent, filters).get_template("preview.html")
