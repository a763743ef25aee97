"""A PDF is held against its Word file word by word: what is told, and what is none of a reader's business."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engross.pdf.comparison import Difference, first_difference, first_margin_difference, normalised
from engross.print_copy import GAP, Margins, PrintedText


def compared(word: str, pdf: str) -> Difference | None:
    return first_difference(PrintedText(word, "", ""), PrintedText(pdf, "", ""))


@pytest.mark.parametrize(
    ("word", "pdf"),
    [
        ("We found\nmuch.", "We found much."),
        ("the first office", "the \ufb01rst o\ufb03ce"),
        ("well\u2011being, co\u00adoperate", "well-being, cooper- ate"),
        ("Summary of findings", "SUMMARY OF FINDINGS"),
        ("Contents\nFindings \ufffc\n", "Contents Findings ........ 12"),
        ("\ufffcOne\n\ufffcTwo", "1. One 2. Two"),
        ("\ufffca\n\ufffca\n\ufffcb", "(a) a (a) a (b) b"),
        ("\ufffc1\n\ufffc2", "11 22"),
        ("Page \ufffc of \ufffc", "Page 1 of 12"),
        ("a \ufffc\ufffc b", "a b"),
        ("cafe\u0301", "caf\u00e9"),
        ("tick \uf0fc here", "tick here"),
        ("\u05d0\u05d1\u05d2 words", "\u05d2\u05d1\u05d0 words"),
        ("", ""),
    ],
)
def test_what_says_the_same(word: str, pdf: str) -> None:
    assert compared(word, pdf) is None


@pytest.mark.parametrize(
    ("word", "pdf", "told"),
    [
        ("Answer: Yes it is end", "Answer: end", ("Answer: Yes it is end", "Answer: end")),
        ("The sum is 12 pounds", "The sum is 0 pounds", ("is 12 pounds", "is 0 pounds")),
        ("One two three", "One two", ("two three", "two")),
        ("One two", "One two three", ("two", "two three")),
        ("\ufffcOne\n\ufffcTwo", "1. One 2. Three", ("One Two", "2. Three")),
        ("£5", "€5", ("£5", "€5")),
        ("all of it", "", ("all of it", "")),
        ("a \ufffc b", "a " + "x" * 61 + " b", ("b", "a " + "x" * 61 + " b")),
    ],
)
def test_what_is_told(word: str, pdf: str, told: Difference) -> None:
    assert compared(word, pdf) == told


def test_notes_and_boxes_are_compared_by_themselves() -> None:
    word = PrintedText("Text", "\ufffcNote one\n\ufffcNote two", "")
    assert first_difference(word, PrintedText("Text", "1Note one2Note two", "")) is None
    assert first_difference(word, PrintedText("Text", "1Note one", "")) == ("one Note two", "one")


def test_with_text_boxes_words_count_in_any_order_and_none_may_be_missing() -> None:
    word = PrintedText("one two", "", "in a box")
    assert first_difference(word, PrintedText("one in a box two", "", "")) is None
    assert first_difference(word, PrintedText("one in a two", "", "")) == ("one two", "one in a two")
    assert first_difference(word, PrintedText("one in a box two three", "", "")) == (
        "one two",
        "one in a box two three",
    )


HEADED = PrintedText(
    "", "", "", (Margins("NHS Lorne\n", "Page \ufffc of \ufffc\n"),), (Margins("", "\ufffc\n"), Margins("Later", ""))
)


@pytest.mark.parametrize(
    "pages",
    [
        ("NHS LorneRow oneRow twoPage 1 of 2", "Row one2", "Later"),
        ("NHS LornePage of", "", "2"),
        (),
    ],
)
def test_headers_and_footers_that_a_page_may_have(pages: tuple[str, ...]) -> None:
    assert first_margin_difference(HEADED, pages) is None


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        (("Page 1 of 2",), (1, ("NHS Lorne … Page of", "Page 1 of 2"))),
        (("NHS Lorne",), (1, ("NHS Lorne … Page of", "NHS Lorne"))),
        (("NHS Borne Page 1 of 2",), (1, ("NHS Lorne … Page of", "NHS Borne Page 1 of 2"))),
        (("Later",), (1, ("NHS Lorne … Page of", "Later"))),
    ],
)
def test_headers_and_footers_that_are_not_there_are_told(pages: tuple[str, ...], told: tuple[int, Difference]) -> None:
    assert first_margin_difference(HEADED, pages) == told


def test_one_text_is_not_header_and_footer_at_once() -> None:
    word = PrintedText("", "", "", (Margins("Draft", "Draft"),))
    assert first_margin_difference(word, ["Draft"]) == (1, ("Draft … Draft", "Draft"))
    assert first_margin_difference(word, ["DraftDraft"]) is None


def test_pages_are_compared_with_what_pages_behind_the_first_may_have() -> None:
    word = PrintedText("", "", "", (Margins("First", ""),), (Margins("Later", ""),))
    assert first_margin_difference(word, ["First", "Later", "Later"]) is None
    assert first_margin_difference(word, ["First", "Later", "First"]) == (3, ("Later", "First"))


WORDS = st.lists(st.text(st.characters(codec="utf-8", exclude_characters=GAP), max_size=8), max_size=8)
LABELS = st.sampled_from(["", "1.", "(a)", "•", "Recommendation 12:", "iv", "10"])


@given(WORDS, st.lists(LABELS, min_size=8, max_size=8))
def test_whatever_the_words_and_labels_are_the_same_words_are_no_difference(
    words: list[str], labels: list[str]
) -> None:
    word = GAP + f"\n{GAP}".join(words)
    assert (
        compared(word, "\n".join(f"{label} {text}" for label, text in zip(labels, words or [""], strict=False))) is None
    )


@given(WORDS, st.integers(0, 7))
def test_a_word_that_is_lost_is_told(words: list[str], at: int) -> None:
    lost = words[at : at + 1]
    if lost and normalised(lost[0]):
        whole, rest = " ".join(words), " ".join(words[:at] + words[at + 1 :])
        assert (compared(whole, rest) is None) == (normalised(whole) == normalised(rest))
