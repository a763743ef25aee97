"""Every edit of a returned plan → a page that says what is made of it, beside what the obvious script makes of it.

`python -m tests.scrutiny_response.use_cases.returned.table` writes docs/returned-plans.md; a long test holds it.
"""

from __future__ import annotations

from collections import Counter

from scrutiny_response.use_cases.returned import NO_ANSWERS, PlanOfRecord, read_bytes
from tests.paths import ROOT
from tests.scrutiny_response.use_cases.returned.edits import ALL as SEEN
from tests.scrutiny_response.use_cases.returned.edits import Edit
from tests.scrutiny_response.use_cases.returned.held_out import HELD_OUT
from tests.scrutiny_response.use_cases.returned.judged import ASKED, RIGHT, WRONG, judged, obviously
from tests.scrutiny_response.use_cases.returned.plans import filled, saved, the_plan

PAGE = ROOT / "docs/returned-plans.md"
_HEAD = """# What is made of returned plans

People do much to a Word table before they send it back. Each line below is one such edit of a plan of six actions, made
by a test, and what `scrutiny returned` makes of it:

- **right**: every action with the status that is meant, and nothing asked
- **asked**: something is asked before anything is recorded, with its place and what to answer; "as it must be" where
  nobody could tell from the page alone
- **wrong**: an action with another status than is meant, and no word of it

Beside it stands what a script of ten lines makes of the same file, which takes the first column for the reference and
the sixth for the status. It never asks. When the edits of the second table were first tried, six were wrong; the reader
was mended then, and both tables say what it makes of them now.
"""


def page() -> str:
    """Return the page, with all edits made and read."""
    blocks = [_HEAD]
    for title, edits in (
        ("Edits that the reader was written for", SEEN),
        ("Edits written without a look at the reader", HELD_OUT),
    ):
        rows = [(edit.name, _outcome(edit), obviously(_edited(edit), edit)) for edit in edits]
        ours, script = Counter(each[1] for each in rows), Counter(each[2] for each in rows)
        blocks.append(
            f"## {title}\n\n"
            f"{len(rows)} edits: {_counts(ours, RIGHT, _MUST, ASKED, WRONG)}. The obvious script: "
            f"{_counts(script, RIGHT, WRONG, 'stops')}.\n\n"
            "| edit | `scrutiny returned` | the obvious script |\n|---|---|---|\n"
            + "\n".join(f"| {name} | {one} | {other} |" for name, one, other in rows)
            + "\n"
        )
    return "\n".join(blocks)


_MUST = "asked, as it must be"


def _edited(edit: Edit) -> bytes:
    document = filled()
    edit.do(document)
    return saved(document)


def _outcome(edit: Edit) -> str:
    outcome = judged(read_bytes(_edited(edit), "plan.docx", [PlanOfRecord(the_plan())], NO_ANSWERS), edit)
    must = any((status or "").startswith("?") for status in edit.truth.values())
    return _MUST if outcome == ASKED and must else outcome


def _counts(counted: Counter[str], *outcomes: str) -> str:
    return ", ".join(f"{counted[outcome]} {outcome}" for outcome in outcomes)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
