"""The wording of the recommendations that may be published → its design."""

from __future__ import annotations

from tools.template_source.markup import Block, Column, Field, Row, each, paragraph, rows_each, table, when
from tools.template_source.parts import Design, section

TITLE = "Areas for improvement and progress"


def design() -> Design:
    """The template of the recommendations."""
    return Design(
        title=f"{TITLE} on {{{{ on | date }}}}",
        subject="What inspections found, and how far partnerships have come",
        status="",
        first_header=[paragraph("Letterhead", "Care Inspectorate")],
        header=[paragraph("Header", TITLE)],
        footer=[paragraph("Footer", "Page ", Field("PAGE", "1"), " of ", Field("NUMPAGES", "1"))],
        body=[
            paragraph("Title", TITLE),
            paragraph("Subtitle", "How things stood on {{ on | date }}"),
            when(
                "partnerships",
                paragraph(
                    "Normal",
                    "After an inspection, a partnership plans what it will do in each area for improvement. This page "
                    "says how far that has come. The bars show, from the left: {{ patterns }}.",
                ),
                otherwise=[paragraph("Normal", "There is nothing to publish yet.")],
            ),
            each("part in partnerships", *_partnership()),
            section(first=True, landscape=True, margin=1134),
        ],
    )


def _partnership() -> list[Block]:
    columns = (Column("Area for improvement", 6370), Column("Actions", 4600), Column("Progress review", 3600))
    area = "{{ area.reference }}: {{ area.title }}{% if area.source %} (report, {{ area.source }}){% endif %}"
    return [
        paragraph("Heading1", "{{ part.partnership }}"),
        paragraph("Normal", "{{ part.inspection }}"),
        paragraph("Normal", "{{ part.plan }}{% if part.closed %} {{ part.closed }}{% endif %}"),
        when(
            "part.number",
            paragraph("LeadIn", "{{ part.bar.words | initial_capital }}."),
            paragraph("Normal", '{{ part.bar.picture | image(alt=part.bar.words, width="16cm") }}'),
        ),
        when(
            "part.areas",
            table(
                "Areas for improvement",
                "The areas for improvement, how far their actions have come, and what the progress review found",
                columns,
                rows_each("area in part.areas", Row((area, "{{ area.actions }}", "{{ area.progress }}"))),
            ),
            otherwise=[paragraph("Normal", "The inspection found no area for improvement.")],
        ),
    ]
