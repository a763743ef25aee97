"""Names are safe on every system and stay inside the output folder."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scrutiny_response.domain.assessment import Assessment, State
from scrutiny_response.store import naming
from tests.samples import an_assessment

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)
AWKWARD = st.one_of(
    ANY_TEXT,
    st.sampled_from(
        ["con", "NUL.", "LPT¹.x", "..", ".", "/", "a/../../b", "C:\\x", "~$letter", " . ", "x" * 500, "à" * 300]
    ),
    st.text(st.sampled_from('./\\:*?"<>| -~_aA\u0301\u200d\u202e\x00\n$¹19'), max_size=100),
)


def _assessment(partnership: str = "Strathlorne Partnership", **changes: Any) -> Assessment:
    whole = an_assessment(**changes)
    return replace(whole, partnership=replace(whole.partnership, name=partnership))


def _named(**changes: Any) -> str:
    return naming.name(_assessment(**changes), "letter")


def test_a_draft_says_so_in_its_name() -> None:
    found = _named(reference="PSR-2026-014", partnership="Strathlorne Partnership", state=State.DRAFT)
    assert found == "PSR-2026-014-Strathlorne Partnership/letter-draft.docx"


@pytest.mark.parametrize(
    ("state", "file"),
    [
        (State.DRAFT, "letter-draft.docx"),
        (State.PANEL_APPROVED, "letter-panel-approved.docx"),
        (State.FACTUAL_ACCURACY, "letter-factual-accuracy.docx"),
        (State.EMBARGOED, "letter-embargoed.docx"),
        (State.ISSUED, "letter.docx"),
    ],
)
def test_every_state_but_issued_shows_in_the_name(state: State, file: str) -> None:
    assert PurePosixPath(_named(state=state)).name == file


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{document} ({state})", "letter (draft).docx"),
        ("{state}/{document}", "draft/letter-draft.docx"),
        ("{document}.docx", "letter-draft.docx"),
    ],
)
def test_the_state_stands_where_the_pattern_has_it_but_always_in_the_file_s_own_name(pattern: str, name: str) -> None:
    assert _named(file_name=pattern, state=State.DRAFT) == name


def test_the_longest_reference_does_not_push_the_state_out_of_the_name() -> None:
    found = _named(reference="R" * 300, file_name="{reference} {document} ({state})", state=State.PANEL_APPROVED)
    assert found.endswith(" letter (panel-approved).docx")
    assert len(found) == naming.LONGEST


def test_gaelic_letters_stay_and_are_composed() -> None:
    decomposed = unicodedata.normalize("NFD", "Comhairle nan Eilean Siar à è ì ò ù")
    assert _named(reference="R1", partnership=decomposed, state=State.ISSUED) == (
        "R1-Comhairle nan Eilean Siar à è ì ò ù/letter.docx"
    )


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Argyll / Bute: care?", "Argyll - Bute- care-"),
        ("../../etc/passwd", "etc-passwd"),
        ("con", "_con"),
        ("Com1.letters", "_Com1.letters"),
        ("LPT²", "_LPT²"),
        ("console", "console"),
        ("Ends with dots...", "Ends with dots"),
        ("  many\t\n spaces ", "many spaces"),
        (".hidden", "hidden"),
        ("~$letter", "$letter"),
        ("right\u202eleft\u200b", "rightleft"),
        ("", "unnamed"),
        ("...", "unnamed"),
    ],
)
def test_what_no_name_may_hold_is_replaced(text: str, name: str) -> None:
    assert naming.safe(text) == name


def test_a_long_partnership_name_is_cut_and_neither_reference_nor_document_nor_state_is() -> None:
    pattern = "{partnership}-{reference}-{document}"
    found = _named(reference="PSR-2026-014", partnership="à" * 300, file_name=pattern, state=State.PANEL_APPROVED)
    assert re.fullmatch("à+-PSR-2026-014-letter-panel-approved.docx", found)
    assert len(found) == naming.LONGEST


@pytest.mark.parametrize(
    ("partnership", "folder"),
    [
        (
            "Strathlorne, Upper Esker and the Isles Children and Young People's Community Planning Partnership",
            "PSR-2026-014-Strathlorne, Upper Esker and the Isles Children and Young People's",
        ),
        (
            "Strathlorne and Upper Esker and Lower Esker Community Health Partnerships and the Isles of Lorne",
            "PSR-2026-014-Strathlorne and Upper Esker and Lower Esker Community Health",
        ),
        ("L" * 100, f"PSR-2026-014-{'L' * 67}"),
    ],
)
def test_a_long_name_is_cut_between_words_and_ends_with_none_that_leads_on(partnership: str, folder: str) -> None:
    assert _named(reference="PSR-2026-014", partnership=partnership, state=State.ISSUED) == f"{folder}/letter.docx"


def test_a_name_that_fits_has_been_the_same_ever_since() -> None:
    one = _assessment(partnership="Lorne and the Isles, and of the")
    assert naming.names(one, "letter") == (naming.name(one, "letter"),)


@given(AWKWARD, AWKWARD)
def test_any_reference_and_any_partnership_give_a_safe_name_inside_the_folder(reference: str, partnership: str) -> None:
    found = _named(reference=reference, partnership=partnership, state=State.DRAFT)
    steps = found.split("/")
    assert len(steps) == 2
    assert steps[1] == "letter-draft.docx"
    for step in steps:
        _assert_safe(step)


@given(AWKWARD, AWKWARD)
def test_names_are_safe_with_any_pattern_of_one_step_too(reference: str, document: str) -> None:
    one = _assessment(reference=reference, file_name="{document}{reference}", state=State.ISSUED)
    found = naming.name(one, document)
    assert "/" not in found
    assert found.endswith(".docx")
    _assert_safe(found)


def _assert_safe(step: str) -> None:
    assert step == unicodedata.normalize("NFC", step)
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', step)
    assert step.strip(" .") == step != ""
    assert len(step) <= naming.LONGEST
    assert len(step.encode()) <= naming.MOST_BYTES
    assert not _is_reserved(step)
    assert PureWindowsPath(step).parts == (step,)
    assert all(unicodedata.category(each)[0] != "C" for each in step)


def _is_reserved(step: str) -> bool:
    """What Windows keeps for devices, said independently of the module."""
    stem = step.split(".", maxsplit=1)[0].rstrip().upper()
    ports = {f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"}
    return stem in {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *ports}


@given(AWKWARD)
def test_a_safe_name_is_its_own_safe_name(text: str) -> None:
    assert naming.safe(naming.safe(text)) == naming.safe(text)


def test_a_pattern_that_intake_would_have_refused_is_not_filled_in() -> None:
    with pytest.raises(ValueError, match=r"'{refrence}/{document}' cannot be used: `{refrence}` cannot be filled in"):
        _named(file_name="{refrence}/{document}")


def test_no_field_of_an_assessment_is_evaluated_in_the_pattern() -> None:
    one = _assessment(reference="{partnership}", file_name="{reference}/{document}", state=State.ISSUED)
    assert naming.name(one, "{state}") == "{partnership}/{state}.docx"
