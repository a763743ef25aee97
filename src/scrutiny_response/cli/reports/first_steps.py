"""Where one is → what to type first, for those who type the program's name and no word behind it."""

from __future__ import annotations

from scrutiny_response import __version__
from scrutiny_response.cli.reports.report import counted

_IN_A_CYCLE = """\
This folder holds a cycle with {assessments}. What to type next:

  scrutiny desk                 {desk}
  scrutiny check                say what is missing or cannot be; nothing is written
  scrutiny generate             write every letter and plan into output
  scrutiny workbook cycle.xlsx  fill the answers in with Excel; --read cycle.xlsx brings them in
  scrutiny help                 list all commands
"""
_ELSEWHERE = """\
There is no cycle in this folder: no folder called inputs. What to type next:

  scrutiny init mycycle         make the folder mycycle, with samples; then go there and type scrutiny again
  scrutiny desk FOLDER          {desk}
  scrutiny help                 list all commands

In a cycle's folder there is more to choose from: on Windows open it in Explorer, click the address bar, type cmd.
"""
_DESK = "do all of this on pages in the browser"
_NO_DESK = 'pages in the browser; install their part first: pip install ".[desk]" in the software\'s folder'


def text(assessments: int | None, *, has_desk: bool) -> str:
    """Return what to do first; `assessments` is how many the folder `inputs` has, None if there is no such folder."""
    desk = _DESK if has_desk else _NO_DESK
    head = f"scrutiny {__version__}: post-scrutiny response letters and improvement plans\n\n"
    if assessments is None:
        return (head + _ELSEWHERE.format(desk=desk.replace("do all of this", "open a cycle"))).rstrip()
    return (head + _IN_A_CYCLE.format(assessments=counted(assessments, "assessment"), desk=desk)).rstrip()
