"""The patterns of paths: what is accepted can always be filled in, and inside the folder that it is meant for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scrutiny_response.domain.path_patterns import (
    DOCUMENT_FIELDS,
    REPORT_FIELDS,
    document_pattern_fault,
    report_pattern_fault,
)

DOCUMENT_BRACES = "in braces stand `reference`, `partnership`, `document` or `state`, and nothing else"
REPORT_BRACES = "in braces stand `reference`, `partnership` or `report_reference`, and nothing else"
EMPTY_STEP = "this file name pattern has an empty step or only dots between two `/`"
NO_FOLDER = "this file name pattern does not begin in the output folder, with `/` between its steps"
LIKE_THIS = "write it like {reference}-{partnership}/{document}"
LIKE_A_REPORT = "write it like reports/report.docx, from the assessment's folder"
ELSEWHERE = "this path does not begin in the assessment's folder, with `/` between its steps"


@pytest.mark.parametrize(
    "pattern",
    [
        "{reference}-{partnership}/{document}",
        "{document}",
        "{document}.docx",
        "{state}/{reference}/{document} {{final}}",
        "x" * 40 + "{document}",
        "x" * 40 + "{document}.docx",
        "x" * 40 + "/{document}",
    ],
)
def test_a_file_name_pattern_that_can_be_filled_in_has_no_fault(pattern: str) -> None:
    assert document_pattern_fault(pattern) is None


@pytest.mark.parametrize(
    ("pattern", "message", "hint"),
    [
        ("{document", "the braces in this file name pattern do not pair", DOCUMENT_BRACES),
        ("{reference/}", "`{reference/}` cannot be filled in", "did you mean `reference`?"),
        ("{document!r}", "a `:` or `!` stands in the braces of this file name pattern", DOCUMENT_BRACES),
        ("{document:>9}", "a `:` or `!` stands in the braces of this file name pattern", DOCUMENT_BRACES),
        ("{refrence}/{document}", "`{refrence}` cannot be filled in", "did you mean `reference`?"),
        ("{reference.__class__}", "`{reference.__class__}` cannot be filled in", "did you mean `reference`?"),
        (
            "{}/{document}",
            "`{}` cannot be filled in",
            "use `reference`, `partnership`, `document` or `state`",
        ),
        ("../{document}", EMPTY_STEP, "remove it"),
        ("{reference}//{document}", EMPTY_STEP, "remove it"),
        ("", EMPTY_STEP, "remove it"),
        ("/etc/{document}", NO_FOLDER, LIKE_THIS),
        ("C:/letters/{document}", NO_FOLDER, LIKE_THIS),
        ("C:\\letters\\{document}", NO_FOLDER, LIKE_THIS),
        ("{reference}-{partnership}\\{document}", NO_FOLDER, LIKE_THIS),
        ("{reference}", "without `{document}` the letter and the plan would have one name", "add `{document}`"),
        (
            "{reference} letters and plans that this inspection cycle made/{document}",
            "`{reference} letters and plans that this inspection cycle made` adds more than 40 characters of its own "
            "to a name",
            "shorten it: what stands in braces needs the room",
        ),
    ],
)
def test_a_file_name_pattern_that_cannot_be_used_is_refused_with_the_reason(
    pattern: str, message: str, hint: str
) -> None:
    assert document_pattern_fault(pattern) == (message, hint)


@pytest.mark.parametrize(
    "path", ["report.docx", "a/b/report.PDF", "../reports/{reference}.pdf", "./a/../../{report_reference}.docx"]
)
def test_a_report_may_lie_beside_or_below_the_assessments_within_the_cycle(path: str) -> None:
    assert report_pattern_fault(path) is None


@pytest.mark.parametrize(
    ("path", "message", "hint"),
    [
        ("reports/{reference.docx", "the braces in this path do not pair", REPORT_BRACES),
        ("reports/{reference:>99}.docx", "a `:` or `!` stands in the braces of this path", REPORT_BRACES),
        ("reports/{reference!r}.docx", "a `:` or `!` stands in the braces of this path", REPORT_BRACES),
        ("reports/{referense}.docx", "`{referense}` cannot be filled in", "did you mean `reference`?"),
        ("/reports/report.docx", ELSEWHERE, LIKE_A_REPORT),
        ("C:/reports/report.docx", ELSEWHERE, LIKE_A_REPORT),
        ("reports\\report.docx", ELSEWHERE, LIKE_A_REPORT),
        ("../../elsewhere/report.docx", "this path leads out of the cycle's folder", LIKE_A_REPORT),
        ("a/../../../cycle/report.docx", "this path leads out of the cycle's folder", LIKE_A_REPORT),
        (
            "reports/report.doc",
            "this path is neither that of a Word file (.docx) nor of a PDF file (.pdf)",
            LIKE_A_REPORT,
        ),
    ],
)
def test_a_report_s_path_that_cannot_be_used_is_refused_with_the_reason(path: str, message: str, hint: str) -> None:
    assert report_pattern_fault(path) == (message, hint)


PIECES = st.lists(
    st.sampled_from(
        ["{reference}", "{document}", "{report_reference}", "{x}", "{", "}", "/", "..", ":>9", "\\", ".docx", "a"]
    ),
    max_size=8,
).map("".join)


@given(PIECES)
def test_whatever_is_accepted_can_be_filled_in(pattern: str) -> None:
    if document_pattern_fault(pattern) is None:
        assert pattern.format_map(dict.fromkeys(DOCUMENT_FIELDS, "word"))
    if report_pattern_fault(pattern) is None:
        assert pattern.format_map(dict.fromkeys(REPORT_FIELDS, "word"))
