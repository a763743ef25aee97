"""What is a file of ours by its name, for every command."""

from __future__ import annotations

import pytest

from scrutiny_response.intake.file_names import (
    ASSESSMENTS,
    TEMPLATES,
    copied_templates,
    is_beside,
    is_likely_copy,
    is_own,
    own_templates,
)


@pytest.mark.parametrize(
    "name",
    [
        "._letter.docx",
        "~$letter.docx",
        "~WRL0003.docx",
        ".letter.docx",
        "desktop.ini",
        "DESKTOP.INI",
        "Thumbs.db",
        "Icon\r",
        ".DS_Store",
        "letter",
    ],
)
def test_what_lies_beside_is_none(name: str) -> None:
    assert not is_own(name, TEMPLATES)
    assert is_beside(name) is (name != "letter")


@pytest.mark.parametrize("name", ["letter.docx", "letter.DOCX", "letter.directed.docx", "Àrd letter.Docx"])
def test_capitals_of_the_ending_do_not_matter(name: str) -> None:
    assert is_own(name, TEMPLATES)
    assert not is_own(name, ASSESSMENTS)


COPIES = [
    "letter - Copy.docx",
    "letter - Copy (2).docx",
    "letter copy.docx",
    "letter copy 3.docx",
    "letter (1).docx",
    "letter (Jane's conflicted copy 2026-11-23).docx",
    "letter-DESKTOP-7H2K.docx",
    "letter-LAPTOP-19AB-2.docx",
]


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_beside_its_original_is_no_template(copy: str) -> None:
    assert own_templates([copy, "letter.docx", "plan.docx"]) == ["letter.docx", "plan.docx"]
    assert copied_templates([copy, "letter.docx", "plan.docx"]) == [(copy, "letter.docx")]
    assert own_templates([copy, "plan.docx"]) == sorted([copy, "plan.docx"]), "without the original it may be wanted"
    assert copied_templates([copy, "plan.docx"]) == []
    assert is_likely_copy(copy, "letter.docx")
    assert not is_likely_copy(copy, "plan.docx")


def test_a_name_that_somebody_chose_is_a_template() -> None:
    names = ["letter-NHS.docx", "letter-second.docx", "letter.directed.docx", "letter.docx"]
    assert own_templates(names) == names


def test_templates_have_one_order_on_every_system() -> None:
    assert own_templates(["b.docx", "B.docx", "a.docx", "C.docx"]) == ["B.docx", "C.docx", "a.docx", "b.docx"]


def test_each_of_many_names_is_held_against_those_that_it_may_be_a_copy_of() -> None:
    copies = ["a - Copy.docx", "a (2).docx", "a b-LAPTOP-7H2K.docx", "x-y copy.DOCX", "a - Copy - Copy.docx"]
    others = ["a.DOCX", "a b.docx", "x-y.docx", "x-z copy.docx", "a -Copy.docx", "copy.docx", " copy.docx", "x.docx"]
    many = [f"other-{number}.docx" for number in range(2_000)]
    assert own_templates([*copies, *others, *many]) == sorted([*others, *many])
    assert copied_templates([*copies, *others, *many]) == [
        ("a (2).docx", "a.DOCX"),
        ("a - Copy - Copy.docx", "a - Copy.docx"),
        ("a - Copy.docx", "a.DOCX"),
        ("a b-LAPTOP-7H2K.docx", "a b.docx"),
        ("x-y copy.DOCX", "x-y.docx"),
    ]
