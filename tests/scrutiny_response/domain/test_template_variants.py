"""Template files are kinds of document; what follows a dot in their names narrows them to a level or a programme."""

from __future__ import annotations

import pytest

from scrutiny_response.domain.template_variants import TemplateVariants, has_variants, word_of

LETTERS = TemplateVariants(
    (
        "letter",
        "letter.adults-integration",
        "letter.directed",
        "letter.directed.justice",
        "letter.justice",
        "plan.local",
        "note",
    )
)


def test_each_kind_is_named_once_and_a_variant_is_none() -> None:
    assert LETTERS.names == ("letter", "plan", "note")


@pytest.mark.parametrize(
    ("level", "programme", "expected"),
    [
        ("assisted", "adult support and protection", "letter"),
        ("directed", "adult support and protection", "letter.directed"),
        ("assisted", "justice", "letter.justice"),
        ("assisted", "adults (integration)", "letter.adults-integration"),
        ("directed", "adults (integration)", "letter.directed"),
        ("directed", "Justice", "letter.directed.justice"),
        ("", "justice", "letter.justice"),
        ("", "", "letter"),
    ],
)
def test_the_variant_with_the_most_words_that_fit_is_chosen_and_the_level_before_the_programme(
    level: str, programme: str, expected: str
) -> None:
    assert LETTERS.select("letter", level, programme) == expected


def test_the_order_of_the_files_chooses_nothing() -> None:
    for templates in (LETTERS.templates, LETTERS.templates[::-1]):
        assert TemplateVariants(templates).select("letter", "directed", "adults (integration)") == "letter.directed"


def test_a_kind_of_variants_alone_has_a_template_only_where_one_fits() -> None:
    assert LETTERS.select("plan", "local", "justice") == "plan.local"
    assert LETTERS.select("plan", "directed", "justice") is None


def test_a_known_kind_has_no_fault() -> None:
    assert [LETTERS.fault(kind) for kind in LETTERS.names] == [("", "")] * 3


def test_an_unknown_kind_is_told_the_nearest_known_one() -> None:
    assert LETTERS.fault("leter") == ("there is no template called `leter`", "did you mean `letter`?")
    assert LETTERS.fault("minutes") == ("there is no template called `minutes`", "use `letter`, `plan` or `note`")


def test_a_variant_cannot_be_asked_for() -> None:
    assert LETTERS.fault("letter.directed") == (
        "`letter.directed` is a variant of `letter`, chosen by the level or the programme",
        "ask for `letter`",
    )


def test_a_variant_that_almost_names_a_level_is_found_and_any_other_word_may_be_a_programme() -> None:
    kinds = TemplateVariants(("letter", "letter.diected", "letter.justice", "letter.local"))
    assert list(kinds.misspelt(["local", "directed"])) == [("letter.diected", "diected", "directed")]
    assert list(LETTERS.misspelt(["local", "directed"])) == []


def test_only_a_kind_with_several_templates_has_variants() -> None:
    assert has_variants("letter", LETTERS.templates)
    assert has_variants("letter.directed", LETTERS.templates)
    assert not has_variants("plan.local", LETTERS.templates)


def test_a_name_stands_in_a_file_name_in_small_letters_with_hyphens() -> None:
    assert word_of("Adults (integration)") == "adults-integration"
    assert word_of("children and young people at risk of harm") == "children-and-young-people-at-risk-of-harm"
