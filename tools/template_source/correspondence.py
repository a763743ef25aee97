"""The wording that letters have in common → blocks: from the reference to the subject, and who signs them."""

from __future__ import annotations

from tools.template_source.markup import Block, Break, Room, each, paragraph, when
from tools.template_source.shared import gaelic_name


def opening(date: str, *subjects: str) -> Block:
    """Everything from the reference to the subject lines: these, the partnership's name, and its name in Gaelic.

    `date` is the name of the letter's date.
    """
    return [
        paragraph("ReferenceLine", "Our reference: {{ assessment.reference }}"),
        paragraph("ReferenceLine", f"Date: {{{{ {date} | date }}}}"),
        when("replaces", paragraph("ReferenceLine", "This letter replaces our letter of {{ replaces | date }}.")),
        paragraph("Address", "{{ addressee.name }}"),
        paragraph("Address", "{{ addressee.role | initial_capital }}"),
        when("partnership.name not in addressee.address", paragraph("Address", "{{ partnership.name }}")),
        each("line in addressee.address", paragraph("Address", "{{ line }}")),
        _copies(),
        paragraph("Salutation", "Dear {{ addressee.salutation }}"),
        [paragraph("Subject", subject) for subject in subjects],
        paragraph("Subject", "{{ partnership.name }}"),
        gaelic_name("Subject"),
    ]


def _copies() -> Block:
    return when(
        "copies",
        paragraph("CopyList", "Copied to:"),
        each(
            "copy in copies",
            paragraph(
                "CopyList",
                "{% if copy.name %}{{ copy.name }}, {{ copy.role }}{% else %}{{ copy.role | initial_capital }}"
                "{% endif %}, {{ copy.organisation }}",
            ),
        ),
    )


_FORMATS = '{{ framework.other_formats("letter") }}'


def formats() -> Block:
    """The sentence on other formats, which no page break parts from the close."""
    return paragraph("LeadIn", _FORMATS)


def sign_off(*, with_formats: bool = False) -> Block:
    """The close and the signatory: one paragraph, as only that is never parted by a page.

    In a letter of about a page it holds the sentence on other formats too: so no page has fewer than five lines.

    LibreOffice parts some paragraphs that are to stay with the next. The room for a signature is a line with a high
    space of no width in it: a second line break would make a blank line, which screen readers read out.
    """
    return [
        paragraph(
            "Closing",
            "Yours sincerely",
            Break(),
            '{% if signature %}{{ signature | image(alt="Signature of " ~ signatory.name, height="18mm") }}',
            Break(),
            "{% else %}",
            Room(),
            "{% endif %}{{ signatory.name }}",
            Break(),
            "{{ signatory.role | initial_capital }}",
            Break(),
            "Care Inspectorate",
            *((Break(), Room(), _FORMATS) if with_formats else ()),
        ),
    ]
