"""The earlier build's samples and templates → the files that both builds work with."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from tests.bench.attach import report_of
from tests.bench.engine import long_template, page_of_long_template
from tests.engross.word.attach.plans import landscape
from tests.engross.word.paper import docx, p, table

_STRICTER = (b"{{ contact.role }}", b'{{ contact.role | default("") }}')
"""What this build refuses in the earlier templates, and what means the same."""
CHAPTERS = {"report-3": 1, "report-30": 10, "report-180": 60}
"""The reports that a plan is attached to, by their pages, and how many chapters each has."""


def prepare(folder: Path, earlier: Path) -> None:
    """Write inputs, templates, reports and a plan into a folder."""
    folder.mkdir(parents=True)
    (folder / "inputs").mkdir()
    for path in sorted((earlier / "inputs").glob("*.yaml")):
        (folder / "inputs" / path.name).write_bytes(path.read_bytes())
    (folder / "templates").mkdir()
    for path in sorted((earlier / "templates").glob("*.docx")):
        (folder / "templates" / path.name).write_bytes(_accepted(path.read_bytes()))
    (folder / "long.docx").write_bytes(long_template())
    (folder / "two-pages.docx").write_bytes(docx(*page_of_long_template() * 2))
    (folder / "rows.docx").write_bytes(
        docx(table(["{%tr for row in rows %}", ""], ["{{ row.a }}", "{{ row.b }}"], ["{%tr endfor %}", ""]), p("End"))
    )
    (folder / "plan.docx").write_bytes(landscape(30))
    for name, chapters in CHAPTERS.items():
        (folder / f"{name}.docx").write_bytes(report_of(chapters))


def _accepted(template: bytes) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(*_STRICTER))
    return target.getvalue()
