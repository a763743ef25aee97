"""Colours and their contrast: WCAG's figures, Word's shading patterns, and laws over all colours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from engross.word.model.formatting.colours import Colour, Palette, contrast, highlight
from engross.word.opc.xml_names import make

COLOURS = st.builds(Colour, *[st.integers(0, 255)] * 3)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("000000", "FFFFFF", 21.0),
        ("FF0000", "FFFFFF", 4.0),
        ("0000FF", "FFFFFF", 8.59),
        ("767676", "FFFFFF", 4.54),
        ("000000", "333333", 1.66),
        ("0A0A0A", "000000", 1.06),
    ],
)
def test_contrast_is_wcag_s(one: str, other: str, ratio: float) -> None:
    assert contrast(Colour.of(one), Colour.of(other)) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_lies_between_1_and_21_and_is_the_same_both_ways(one: Colour, other: Colour) -> None:
    assert 1 <= contrast(one, other) <= 21
    assert contrast(one, other) == contrast(other, one)


@given(COLOURS)
def test_a_colour_is_written_as_it_is_read(colour: Colour) -> None:
    assert Colour.of(str(colour)) == colour


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ({"val": "clear", "fill": "112233"}, "112233"),
        ({"val": "clear", "fill": "auto"}, None),
        ({"val": "nil", "fill": "112233"}, None),
        ({"val": "solid", "color": "112233", "fill": "FFFFFF"}, "112233"),
        ({"val": "pct50", "color": "000000", "fill": "FFFFFF"}, "808080"),
        ({"val": "pct25", "color": "auto", "fill": "auto"}, "BFBFBF"),
    ],
)
def test_shading_is_mixed_as_word_shows_it(attributes: dict[str, str], shown: str | None) -> None:
    found = Palette({}, {}).shading(make("w:shd", **attributes))
    assert (str(found) if found else None) == shown


def test_a_file_may_map_its_text_to_another_colour_of_the_theme() -> None:
    scheme = {"dk1": Colour.of("000000"), "lt1": Colour.of("FFFFFF")}
    node = make("w:color", val="123456", themeColor="text1")
    assert str(Palette(scheme, {"t1": "light1"}).colour(node, "val", "themeColor")) == "FFFFFF"
    assert str(Palette({}, {"t1": "light1"}).colour(node, "val", "themeColor")) == "123456"


def test_a_highlight_has_its_name_s_colour() -> None:
    assert str(highlight(make("w:highlight", val="yellow"))) == "FFFF00"
    assert highlight(make("w:highlight", val="none")) is None
    assert highlight(None) is None


def test_an_unknown_colour_is_automatic() -> None:
    node = etree.fromstring(
        '<w:color xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" w:val="auto"/>'
    )
    assert Palette({}, {}).colour(node, "val", "themeColor") is None
