"""The wording that letters have in common → blocks: from the reference to the salutation, and who signs them."""

from __future__ import annotations

from tools.template_source.markup import Block, each, paragraph, when


def opening(date: str, *, named: Block = (), copies: Block = ()) -> Block:
    """Everything from the reference to the salutation.

    `date` is the name of the letter's date; `named` follows the partnership's name, and `copies` the address.
    """
    return [
        paragraph("ReferenceLine", "Our reference: {{ assessment.reference }}"),
        paragraph("ReferenceLine", f"Date: {{{{ {date} | date }}}}"),
        when("replaces", paragraph("ReferenceLine", "This letter replaces our letter of {{ replaces | date }}.")),
        paragraph("Address", "{{ addressee.name }}"),
        paragraph("Address", "{{ addressee.role | initial_capital }}"),
        when("partnership.name not in addressee.address", paragraph("Address", "{{ partnership.name }}")),
        named,
        each("line in addressee.address", paragraph("Address", "{{ line }}")),
        copies,
        paragraph("Salutation", "Dear {{ addressee.salutation }}"),
    ]


def sign_off() -> Block:
    """The close and the signatory."""
    return [
        paragraph("Closing", "Yours sincerely"),
        paragraph("Signature", "{{ signatory.name }}"),
        paragraph("Signature", "{{ signatory.role | initial_capital }}"),
        paragraph("Signature", "Care Inspectorate"),
    ]
