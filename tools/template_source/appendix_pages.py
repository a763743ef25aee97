"""The wording of the pages that go with appendices: a cover sheet before a plan, and the list of all of them."""

from __future__ import annotations

from tools.template_source.markup import Block, Bold, Column, Field, Row, paragraph, rows_each, table, when
from tools.template_source.parts import Design, section

COVER, LIST = "Appendix", "Appendices"


def cover() -> Design:
    """The template of the cover sheet; in a Word report the heading of the appendix stands above it already."""
    return _design(
        COVER,
        [
            when("needs_heading", paragraph("Heading1", "{{ appendix.heading }}")),
            when("appendix.partnership", paragraph("Normal", Bold("Partnership: "), "{{ appendix.partnership }}")),
            when("appendix.reference", paragraph("Normal", Bold("Our reference: "), "{{ appendix.reference }}")),
            when("appendix.state", paragraph("Normal", Bold("State: "), "{{ appendix.state }}")),
            paragraph("Normal", "The document itself begins on the next page."),
        ],
    )


def listing() -> Design:
    """The template of the list."""
    columns = (Column("Appendix", 4500), Column("Partnership", 3800), Column("State", 1338))
    cells = ("{{ appendix.heading }}", "{{ appendix.partnership }}", "{{ appendix.state }}")
    return _design(
        LIST,
        [
            when("needs_heading", paragraph("Heading1", LIST)),
            paragraph("Normal", "These appendices follow."),
            table(
                "Appendices",
                "Each appendix with the partnership whose it is, and its state where it is not final",
                columns,
                rows_each("appendix in appendices", Row(cells)),
            ),
        ],
    )


def _design(title: str, body: list[object]) -> Design:
    return Design(
        title=title,
        subject="A page that goes with the appendices of a report",
        status="",
        first_header=[paragraph("Letterhead", "Care Inspectorate")],
        header=[paragraph("Header", title)],
        footer=_page_number(),
        body=[*body, section(first=True)],  # type: ignore[list-item]  # blocks of either kind
    )


def _page_number() -> list[Block]:
    """The number of the page, in Word; in a PDF report the page is a file of its own, which counts from 1."""
    return [when("not needs_heading", paragraph("Footer", "Page ", Field("PAGE", "1")))]
