"""A preview → one HTML file that needs nothing beside it: pages as pictures with their text, and the problems found.

There is no script in it, but for `--watch`: then a line loads `version`, a small file beside it, once a second, and
shows the page anew where that file says that it has changed. Where people have no script, they reload it themselves.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from html import escape

from engross.pdf import Page
from engross.problems import Problem, Severity
from scrutiny_response.use_cases.preview.pages import Preview

_STYLE = """
:root { color-scheme: light; font: 100%/1.5 system-ui, "Segoe UI", Arial, sans-serif; color: #1c2529; }
body { margin: 0; background: #eef1f3; }
header { background: #1d4e66; color: #fff; padding: 1rem 1.5rem; }
h1 { font-size: 1.5rem; margin: 0; overflow-wrap: anywhere; }
header p { margin: .25rem 0 0; overflow-wrap: anywhere; }
main { display: grid; gap: 1.5rem; padding: 1.5rem; grid-template-columns: minmax(18rem, 26rem) minmax(0, 1fr); }
@media (max-width: 60rem) { main { grid-template-columns: minmax(0, 1fr); } }
section { min-width: 0; }
h2 { font-size: 1.25rem; margin: 0 0 .75rem; }
ol { list-style: none; margin: 0; padding: 0; }
.problem { background: #fff; border-left: .4rem solid #5b656a; margin: 0 0 1rem; padding: .75rem 1rem; }
.error { border-color: #a3262a; }
.warning { border-color: #8a5a14; }
.problem p { margin: 0 0 .4rem; overflow-wrap: anywhere; }
.severity { font-weight: 700; }
.place { color: #46525a; font-size: .9rem; }
.problem code, .problem pre { background: #eef1f3; font-size: .9rem; overflow-wrap: anywhere; white-space: pre-wrap; }
figure { margin: 0 0 1.5rem; }
figcaption { font-weight: 700; margin: 0 0 .4rem; }
img { background: #fff; border: 1px solid #8d989e; height: auto; max-width: 100%; }
details { margin: .4rem 0 0; }
details pre { background: #fff; padding: 1rem; white-space: pre-wrap; }
"""
_RELOAD = """
(function () {{
  setInterval(function () {{
    var old = document.getElementById("version");
    if (old) {{ old.remove(); }}
    var script = document.createElement("script");
    script.id = "version";
    script.src = {source} + "?" + Date.now();
    script.onload = function () {{ if (window.scrutinyVersion > {version}) {{ location.reload(); }} }};
    document.head.appendChild(script);
  }}, 1000);
}})();
"""


def html(preview: Preview, *, version: int = 0, beside: str = "") -> str:
    """The HTML file; with `beside`, the name of the file that says the newest version, it shows itself anew."""
    script = _script(version, beside) if beside else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(preview.file)}: {escape(_counted(preview))}</title>\n"
        f"<style>{_STYLE}</style>\n{script}</head>\n<body>\n"
        f"<header>\n<h1>Preview of {escape(preview.file)}</h1>\n<p>{escape(_told(preview))}</p>\n</header>\n"
        f"<main>\n{_problems(preview)}\n{_pages(preview)}\n</main>\n</body>\n</html>\n"
    )


def version_file(version: int) -> str:
    """What the file beside the preview says while it is watched."""
    return f"window.scrutinyVersion = {version};\n"


def summary(preview: Preview) -> str:
    """The preview in one line, and its problems."""
    lines = [f"{preview.file}: {_counted(preview)}, {_paged(preview)}"]
    return "\n".join([*lines, *(f"  {problem.severity}: {problem}" for problem in preview.problems)])


def _told(preview: Preview) -> str:
    if preview.is_filled:
        return f"Filled with {preview.sample}: {_paged(preview)}. {_counted(preview).capitalize()}."
    shown = f"{_paged(preview)} of the template itself" if preview.pages else _paged(preview)
    return f"Not filled, for the reasons given: {shown}. {_counted(preview).capitalize()}."


def _paged(preview: Preview) -> str:
    count = len(preview.pages)
    return "no pictures of pages" if not count else "1 page" if count == 1 else f"{count} pages"


def _counted(preview: Preview) -> str:
    counts = [(str(severity), sum(it.severity is severity for it in preview.problems)) for severity in Severity]
    words = [
        f"{number} {name}{'' if number == 1 or name == 'information' else 's'}" for name, number in counts if number
    ]
    return " and ".join(words) if words else "no problems found"


def _problems(preview: Preview) -> str:
    listed = "\n".join(_problem(problem) for problem in preview.problems)
    found = f"<ol>\n{listed}\n</ol>" if listed else "<p>Nothing was found that must be mended.</p>"
    return f'<section aria-labelledby="problems">\n<h2 id="problems">Problems found</h2>\n{found}\n</section>'


def _problem(problem: Problem) -> str:
    place = problem.place
    tag = getattr(place, "tag", "")
    pieces = [
        f'<p><span class="severity">{problem.severity.capitalize()}:</span> {escape(problem.message)}</p>',
        f"<p>{escape(_sentence(problem.hint))}</p>" if problem.hint else "",
        f"<p><code>{escape(tag)}</code></p>" if tag else "",
        f'<p class="place">{escape(str(place))}</p>',
    ]
    return f'<li class="problem {problem.severity}">\n' + "\n".join(filter(None, pieces)) + "\n</li>"


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:] + ("" if words.endswith((".", "?")) else ".")


def _pages(preview: Preview) -> str:
    shown = "\n".join(_figures(preview))
    found = shown or "<p>There are no pictures of pages, for the reasons given among the problems.</p>"
    return f'<section aria-labelledby="pages">\n<h2 id="pages">Pages</h2>\n{found}\n</section>'


def _figures(preview: Preview) -> Iterator[str]:
    total = len(preview.pages)
    for number, page in enumerate(preview.pages, start=1):
        yield _figure(page, f"Page {number} of {total}", "the template" if not preview.is_filled else "the document")


def _figure(page: Page, title: str, what: str) -> str:
    data = base64.b64encode(page.picture).decode("ascii")
    words = f"{title} of {what} as a picture; its text follows"
    return (
        f'<figure>\n<figcaption>{title}</figcaption>\n<img src="data:image/png;base64,{data}" alt="{escape(words)}">\n'
        f"<details>\n<summary>Text of {title[:1].lower() + title[1:]}</summary>\n<pre>{escape(page.text)}</pre>\n"
        "</details>\n</figure>"
    )


def _script(version: int, beside: str) -> str:
    source = json.dumps(beside).replace("<", "\\u003c")
    return f"<script>{_RELOAD.format(source=source, version=version)}</script>\n"
