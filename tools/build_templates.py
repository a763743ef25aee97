"""Wording and house style → the Word templates in the folder templates.

Run it after a change in tools/template_source; the same source gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from engross.word.opc.archive import Stored, pack
from tools.template_source import (
    appendix_pages,
    decision_record,
    follow_up,
    improvement_plan,
    letter,
    overview,
    progress_paper,
    recommendations,
    returned_page,
    timescale_extension,
)
from tools.template_source.parts import Design, parts

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = Path("templates")
OVERVIEW = Path("src/scrutiny_response/use_cases/overview/overview.docx")
"""The overview's template lies with the code that fills it, apart from the kinds of document that a cycle knows."""
TRACKING = Path("src/scrutiny_response/use_cases/tracking")
"""So do those of the committee's paper and of the recommendations."""
RETURNED = Path("src/scrutiny_response/use_cases/returned/returned.docx")
"""And that of the page on plans that came back."""
APPENDIX_PAGES = Path("src/scrutiny_response/use_cases/attaching")
"""And those of the pages that go with appendices."""


def build() -> dict[str, bytes]:
    """The bytes of each template by its file name."""
    designs = {
        "letter.docx": letter.design(),
        "improvement-plan.docx": improvement_plan.design(),
        "timescale-extension.docx": timescale_extension.design(),
        "decision-record.docx": decision_record.design(),
        **follow_up.designs(),
    }
    return {name: _packed(design) for name, design in designs.items()}


def build_overview() -> bytes:
    """The bytes of the overview's template."""
    return _packed(overview.design())


def build_papers() -> dict[str, bytes]:
    """The bytes of the templates of the committee's paper and of the recommendations, by their file names."""
    designs = {"progress-paper.docx": progress_paper.design(), "recommendations.docx": recommendations.design()}
    return {name: _packed(design) for name, design in designs.items()}


def build_returned() -> bytes:
    """The bytes of the template of the page on plans that came back."""
    return _packed(returned_page.design())


def build_appendix_pages() -> dict[str, bytes]:
    """The bytes of the templates of the pages that go with appendices, by their file names."""
    designs = {"appendix-cover.docx": appendix_pages.cover(), "appendix-list.docx": appendix_pages.listing()}
    return {name: _packed(design) for name, design in designs.items()}


def _packed(design: Design) -> bytes:
    return pack(Stored.deflate(part, data) for part, data in parts(design).items())


def files() -> dict[Path, bytes]:
    """The bytes of every template by its place in the repository."""
    return {
        **{TEMPLATES / name: data for name, data in build().items()},
        **{APPENDIX_PAGES / name: data for name, data in build_appendix_pages().items()},
        **{TRACKING / name: data for name, data in build_papers().items()},
        OVERVIEW: build_overview(),
        RETURNED: build_returned(),
    }


def main(root: Path = ROOT) -> None:
    """Write every template below a folder: where nothing is said, the repository's own."""
    for path, data in files().items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)


if __name__ == "__main__":
    main()
