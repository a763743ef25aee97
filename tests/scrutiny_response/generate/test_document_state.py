"""The state of a document: on its face, behind its text, in its properties and its name; and what may be issued."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from engross.word.accessibility import check_accessibility
from engross.word.opc.package import Package
from engross.word.opc.xml_names import name
from engross.word.prepare.scrub import leftovers
from scrutiny_response import resources
from scrutiny_response.cli import run as cli
from scrutiny_response.domain.asked_letters import FOLLOW_UPS
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.plan_identity import PROPERTY, identity_of
from scrutiny_response.domain.response import respond
from scrutiny_response.generate import cycle
from scrutiny_response.generate.build import compiled
from scrutiny_response.generate.document_state import MARKED
from scrutiny_response.generate.settings import read_templates
from scrutiny_response.store.outcome import CycleOutcome
from tests.engross.word import paper
from tests.pages import Pages
from tests.samples import an_assessment, an_extension, the_framework
from tests.structure import faults

KINDS = ("decision-record", "improvement-plan", "letter", *sorted(FOLLOW_UPS))
EVERY = pytest.mark.parametrize("kind", KINDS)


def made(kind: str, state: State) -> bytes:
    """The document of the shipped kind in this state, as a cycle makes it."""
    template = compiled(read_templates(resources.templates()), ())[kind]
    return bytes(template.render(respond(an_assessment(state=state, extension=an_extension()), the_framework())))


def behind(document: bytes) -> list[list[str]]:
    """The words behind the text in each header."""
    package = Package.open(document)
    headers = sorted(it for it in package.names if it.startswith("word/header"))
    return [
        [path.get("string", "") for path in package.xml(it).iter(name("v:textpath")) if path.get("string")]
        for it in headers
    ]


def custom(document: bytes) -> dict[str, str]:
    root = Package.open(document).xml("docProps/custom.xml")
    return {it.get("name", ""): "".join(map(str, it.itertext())) for it in root}


def test_what_is_not_final_is_marked() -> None:
    assert MARKED == (State.DRAFT, State.PANEL_APPROVED, State.FACTUAL_ACCURACY)


@EVERY
@pytest.mark.parametrize("state", list(State))
def test_every_page_has_the_mark_of_its_state_until_it_is_final(kind: str, state: State) -> None:
    words = {"draft": "Draft", "panel approved": "Panel approved", "factual accuracy": "Factual accuracy"}
    document = made(kind, state)
    shown = [words[state]] if state in words else []
    if kind == "decision-record":
        shown = [f"Internal, {state}" if state in words else "Internal"]
    assert behind(document) == [shown] * 2
    assert faults(document) == []
    assert check_accessibility(Package.open(document)) == ()


@EVERY
@pytest.mark.parametrize("state", [it for it in State if it is not State.ISSUED])
def test_the_state_is_in_words_on_the_face_in_the_header_and_in_the_title(kind: str, state: State) -> None:
    pages = Pages(made(kind, state))
    assert any(str(state).split()[0] in it.text.casefold() for it in pages.paragraphs if it.style == "State")
    assert f"Document state: {state}" in pages.running("header")[1]
    assert pages.property("title").endswith(f"({state})")


@EVERY
@pytest.mark.parametrize("state", list(State))
def test_the_state_is_among_the_properties(kind: str, state: State) -> None:
    document = made(kind, state)
    assert Pages(document).property("contentStatus") == state
    audience = "internal" if kind == "decision-record" else "partnership"
    expected = {"Document state": state, "Audience": audience}
    if kind == "improvement-plan":
        expected[PROPERTY] = str(identity_of(an_assessment(state=state, extension=an_extension()), kind))
    if kind in FOLLOW_UPS:
        expected["Answers"] = ""
    assert custom(document) == expected


@EVERY
def test_an_issued_document_has_nothing_of_a_draft_and_nothing_of_its_makers(kind: str) -> None:
    document = made(kind, State.ISSUED)
    pages = Pages(document)
    assert list(leftovers(Package.open(document))) == []
    assert [it for it in pages.paragraphs if it.style == "State"] == []
    assert not any("state" in line for lines in pages.running("header") for line in lines)
    xml = b"".join(pages.package.read(it) for it in pages.package.names)
    for left in (
        b"w:rsid",
        b"w:comment",
        b"<w:ins ",
        b"<w:del ",
        b"w:vanish",
        b"creator",
        b"lastModifiedBy",
        b"Company",
    ):
        assert left not in xml, left


def assessment(state: str) -> str:
    """An assessment file, whole and final but for its state."""
    text = (resources.inputs() / "inverallan.yaml").read_text(encoding="utf-8")
    assert "state: issued" in text
    return text.replace("state: issued", f"state: {state}") + "documents: [letter]\n"


def run(folder: Path, template: bytes, state: str) -> CycleOutcome:
    for sub in ("templates", "inputs"):
        (folder / sub).mkdir()
    (folder / "templates/letter.docx").write_bytes(template)
    (folder / "inputs/one.yaml").write_text(assessment(state), encoding="utf-8")
    (folder / "inputs/cycle.yaml").write_bytes((resources.inputs() / "cycle.yaml").read_bytes())
    return cycle.generate([folder / "inputs"], folder / "output", templates=folder / "templates")


def tracked() -> bytes:
    return paper.docx('<w:p><w:ins w:id="1" w:author="Jo"><w:r><w:t>new</w:t></w:r></w:ins></w:p>', properties="Letter")


def test_a_template_with_tracked_changes_makes_drafts_and_no_issued_document(tmp_path: Path) -> None:
    (tmp_path / "draft").mkdir()
    (tmp_path / "issued").mkdir()
    assert not run(tmp_path / "draft", tracked(), "draft").refused
    made_ = run(tmp_path / "issued", tracked(), "issued")
    template = tmp_path / "issued/templates/letter.docx"
    assert [str(problem) for outcome in made_.outcomes for problem in outcome.problems] == [
        f"{template}: body, paragraph 1: not-clean: an issued document must be clean, and its template is not: a tracked change is "
        "neither accepted nor rejected, and would be in every document; accept or reject all changes "
        "(Review, Accept All Changes)"
    ]
    assert list((tmp_path / "issued/output").glob("**/*.docx")) == []


def test_the_check_for_issue_refuses_what_an_issued_document_may_not_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    document = docx.Document(io.BytesIO(made("letter", State.ISSUED)))
    document.core_properties.author = "Jo Editor"
    document.add_comment(document.paragraphs[0].runs, "ask Jo", author="Jo Editor")
    document.add_paragraph().add_run("for us alone").font.hidden = True
    document.save("edited.docx")
    Path("clean.docx").write_bytes(made("letter", State.ISSUED))
    assert cli.run(["check-document", "edited.docx", "clean.docx"]) == 0
    capsys.readouterr()
    assert cli.run(["check-document", "--for-issue", "edited.docx", "clean.docx"]) == 1
    printed = capsys.readouterr().out
    for line in (
        "error: edited.docx: comments: it has comments; delete them (Review, Delete, Delete All Comments in Document)",
        "error: edited.docx: hidden-text: it has hidden text: for us alone; select all, and clear Hidden (Home, Font)",
        "error: edited.docx: author: its properties name Jo Editor (creator); remove it (File, Info, Inspect Document)",
        "clean.docx: nothing found",
    ):
        assert line in printed


def test_tracked_changes_in_a_header_are_found_too(tmp_path: Path) -> None:
    header = '<w:p><w:ins w:id="1" w:author="Jo"><w:r><w:t>new</w:t></w:r></w:ins></w:p>'
    made_ = run(tmp_path, paper.docx("One", header=header, properties="Letter"), "issued")
    assert [problem.id for outcome in made_.outcomes for problem in outcome.problems] == ["not-clean"]


def test_a_template_that_knows_no_state_is_marked_and_states_it_in_its_properties(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.author = "Jo Editor"
    document.add_paragraph("Dear {{ addressee.salutation }}")
    stream = io.BytesIO()
    document.save(stream)
    outcome = run(tmp_path, stream.getvalue(), "draft")
    (path,) = (tmp_path / "output" / it for one in outcome.outcomes for it in one.documents)
    assert path.name == "letter-draft.docx"
    written = path.read_bytes()
    assert behind(written) == [["Draft"]]
    assert custom(written) == {"Document state": "draft", "Audience": "partnership"}
    assert b"Jo Editor" not in Package.open(written).read("docProps/core.xml")
    assert faults(written) == []
