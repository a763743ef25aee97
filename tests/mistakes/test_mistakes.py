"""What is said of a template owner's typical mistakes, and where the comments of the commented copy stand."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from lxml import etree

from engross.word import Refused, Template
from engross.word.accessibility import check_accessibility
from engross.word.opc.package import Package
from engross.word.opc.xml_names import RPR, P, R, T, name
from scrutiny_response import resources
from scrutiny_response.cli import run
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.domain.response import Response
from tests.engross.word.validity import audit
from tests.guide.examples import response
from tests.mistakes.editing import words
from tests.mistakes.page import PAGE, comments, page
from tests.mistakes.slips import LETTER, Slip, slips
from tests.pages import Pages
from tests.structure import faults

SLIPS = {slip.name: slip for slip in slips()}
STANDS = {
    "deleted-endif": "{%p if assessment.strengths %}",
    "renamed-field": "{{ addressee.full_name }}",
    "lost-brace": "{{ addressee.salutation }",
    "spaced-braces": "{ { addressee.salutation } }",
    "text-beside-a-row-tag": "{%tr for given in assessment.evaluations %}",
    "endif-in-another-cell": "{%p endif %}",
    "date-without-filter": "{{ letter.date }}",
    "unguarded-field": "{{ partnership.gaelic_name }}",
    "field-outside-its-list": "{{ area.title }}",
    "picture-without-alt-text": "",
    "skipped-heading": "Evaluations",
    "empty-paragraph": "",
    "tracked-change": 'With kind regards{% if signature %}{{ signature | image(alt="Signature of " ~ signatory.name, '
    'height="18mm") }}{% else %}\u200b{% endif %}{{ signatory.name }}{{ signatory.role | initial_capital }}Care Inspectorate',
}
"""What the comment stands around; a picture and an empty paragraph have no text."""


@dataclass(frozen=True, slots=True)
class Told:
    """The folder with the letters and their commented copies, and the page that tells of them."""

    folder: Path
    page: str

    def copy(self, slip: Slip) -> bytes:
        """The commented copy."""
        return (self.folder / slip.name / "letter-comments.docx").read_bytes()

    def printed(self, slip: Slip) -> list[str]:
        """What the check printed."""
        return self.page.split(f"## {slip.title}\n")[1].split("```text\n")[1].split("\n```")[0].split("\n")


@pytest.fixture(params=list(SLIPS.values()), ids=list(SLIPS))
def slip(request: pytest.FixtureRequest) -> Slip:
    found = request.param
    assert isinstance(found, Slip)
    return found


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """Each letter with a slip, checked once."""
    folder = tmp_path_factory.mktemp("letters")
    return Told(folder, page(folder))


def test_the_page_tells_each_mistake_as_it_is_told_now(told: Told) -> None:
    assert PAGE.read_text(encoding="utf-8") == told.page, "run: python -m tests.mistakes"


def test_there_are_ten_mistakes_and_more_and_each_has_its_comment() -> None:
    assert {it.name for it in SLIPS.values() if not it.harmless} == set(STANDS)
    assert len(STANDS) > 10


def test_a_letter_with_a_slip_is_a_sound_word_file(slip: Slip) -> None:
    assert slip.file() != LETTER.read_bytes()
    assert faults(slip.file()) == []


def test_each_mistake_is_one_problem_with_one_comment_at_the_fault(slip: Slip, told: Told) -> None:
    printed, found = told.printed(slip), comments(told.copy(slip))
    if slip.harmless:
        assert (printed[0], found) == ("letter.docx: in order", [])
        return
    assert printed[0] == "letter.docx: 1 problem"
    assert [around for around, _ in found] == [STANDS[slip.name]]
    assert printed[1].lower().endswith(found[0][1].lower().removeprefix("warning: "))


def test_the_commented_copy_is_a_sound_word_file_with_the_same_text(slip: Slip, told: Told) -> None:
    made = told.copy(slip)
    assert faults(made) == []
    assert audit(made) == []
    assert Pages(made).texts == Pages(slip.file()).texts


def test_a_comment_on_a_picture_stands_around_the_picture(told: Told) -> None:
    body = Package.open(told.copy(SLIPS["picture-without-alt-text"])).xml("word/document.xml")
    start = next(body.iter(name("w:commentRangeStart")))
    within = start.getnext()
    assert within is not None
    assert next(within.iter(name("w:drawing")), None) is not None


@pytest.mark.parametrize("name_", ["renamed-field", "tracked-change", "half-bold"])
def test_the_command_writes_the_same_copy_and_answers_with_the_code_for_refused(
    name_: str, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    slip = SLIPS[name_]
    monkeypatch.chdir(told.folder / slip.name)
    code = run.run(["template", "check", "letter.docx", "--comments", "again.docx"])
    warned = slip.harmless or slip.name in {"empty-paragraph", "tracked-change"}
    assert code == (run.ALL_WRITTEN if warned else run.SOME_REFUSED)
    assert Path("again.docx").read_bytes() == Path("letter-comments.docx").read_bytes()


def test_without_a_slip_nothing_is_wrong_with_the_letter() -> None:
    assert Template.open(LETTER, Response, FILTERS).problems == ()
    assert check_accessibility(Package.open(LETTER)) == ()


@pytest.mark.parametrize("sample", ["strathlorne", "carrandale", "kilbrannoch"])
@pytest.mark.parametrize("harmless", ["half-bold", "smart-quotes"])
def test_a_harmless_slip_changes_no_word_of_any_letter(harmless: str, sample: str) -> None:
    slipped = Template.open(SLIPS[harmless].file(), Response, FILTERS).render(response(sample))
    usual = Template.open(LETTER, Response, FILTERS).render(response(sample))
    assert Pages(bytes(slipped)).texts == Pages(bytes(usual)).texts


def test_of_a_tag_that_is_half_in_bold_the_beginning_decides() -> None:
    made = Template.open(SLIPS["half-bold"].file(), Response, FILTERS).render(response("strathlorne"))
    dear = next(it for it in Pages(bytes(made)).body.iter(P) if words(it) == "Dear Dr Sinclair")
    runs = [("".join(t.text or "" for t in run.iter(T)), _is_bold(run)) for run in dear.iter(R)]
    assert [run for run in runs if run[0]] == [("Dear ", False), ("Dr Sinclair", True)]


@pytest.mark.parametrize("name_", [it for it in STANDS if it not in {"picture-without-alt-text", "skipped-heading",
                                                                     "empty-paragraph", "tracked-change"}])  # fmt: skip
def test_a_mistake_in_a_tag_lets_no_letter_be_made(name_: str) -> None:
    with pytest.raises(Refused):
        Template.open(SLIPS[name_].file(), Response, FILTERS)


def _is_bold(run: etree._Element) -> bool:
    properties = run.find(RPR)
    return properties is not None and properties.find(name("w:b")) is not None


def test_the_letter_that_the_slips_are_made_in_is_the_shipped_one() -> None:
    assert resources.templates() / "letter.docx" == LETTER
