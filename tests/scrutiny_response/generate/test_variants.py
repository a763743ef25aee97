"""A cycle with templates of several kinds and variants: which is chosen, and what is refused where."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from engross.word import Template
from scrutiny_response.domain.further import Declarations
from scrutiny_response.generate import cycle, document_state
from scrutiny_response.store.outcome import CycleOutcome
from scrutiny_response.store.recovery import read_manifest
from scrutiny_response.use_cases import verify
from tests.scrutiny_response.intake.reading import PLAINEST, beside_the_cycle
from tests.small_templates import write_templates

COMMISSIONED = PLAINEST.read_text(encoding="utf-8")
"""Three conditions are met, and the programme is justice."""
LOCAL = (
    COMMISSIONED.replace("answer: not met", "answer: met")
    .replace("reference: PSR-plainest", "reference: PSR-local")
    .replace("evaluation: adequate", "evaluation: good")
    .replace("level: commissioned", "level: local")
)


@pytest.fixture(autouse=True)
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the templates `letter` and `plan`, of one paragraph each; the cycle's folder is the current one."""
    monkeypatch.chdir(tmp_path)
    return write_templates(tmp_path / "templates", letter="Letter", plan="Plan")


def generated(*texts: str, documents: str = "[letter, plan]", common: str = "") -> CycleOutcome:
    """What became of these assessments, which ask for these documents."""
    for number, text in enumerate(texts):
        wanted = f"documents: {documents}\n" if documents else ""
        beside_the_cycle(Path(), f"{number}.yaml", text + wanted)
    with Path("cycle.yaml").open("a", encoding="utf-8") as stream:
        stream.write(common)
    files = [Path(f"{number}.yaml") for number in range(len(texts))]
    return cycle.generate(files, Path("output"), templates=Path("templates"))


def texts_of(made: CycleOutcome) -> list[tuple[str, str]]:
    """The file name and the text of each document."""
    paths = [Path("output") / path for outcome in made.outcomes for path in outcome.documents]
    return [(path.name, docx.Document(io.BytesIO(path.read_bytes())).paragraphs[0].text) for path in paths]


def messages(made: CycleOutcome) -> list[str]:
    return [str(problem) for outcome in made.outcomes for problem in outcome.problems]


def test_the_variant_is_chosen_for_each_assessment_and_the_file_keeps_the_name_of_the_kind() -> None:
    write_templates(
        Path("templates"), **{"letter.commissioned": "Commissioned", "letter.local": "Local", "plan.justice": "Justice"}
    )
    made = generated(COMMISSIONED, LOCAL)
    assert messages(made) == []
    assert made.problems == ()
    assert texts_of(made) == [
        ("letter-draft.docx", "Commissioned"),
        ("plan-draft.docx", "Justice"),
        ("letter-draft.docx", "Local"),
        ("plan-draft.docx", "Justice"),
    ]


def test_a_variant_that_is_added_later_is_taken_in_the_next_run() -> None:
    assert texts_of(generated(COMMISSIONED))[0] == ("letter-draft.docx", "Letter")
    write_templates(Path("templates"), **{"letter.commissioned": "Commissioned"})
    assert texts_of(generated(COMMISSIONED))[0] == ("letter-draft.docx", "Commissioned")
    (Path("templates") / "letter.commissioned.docx").unlink()
    assert texts_of(generated(COMMISSIONED))[0] == ("letter-draft.docx", "Letter")


def _verified() -> list[tuple[str, str]]:
    found = verify.verify(Path("output"), templates=Path("templates"))
    return [(Path(it.path).name, it.outdated) for it in found]


def test_a_variant_that_was_added_or_taken_away_is_the_reason_and_is_verified() -> None:
    generated(COMMISSIONED)
    write_templates(Path("templates"), **{"letter.justice": "Justice"})
    why = "the template is now letter.justice.docx and was letter.docx"
    assert _verified() == [("letter-draft.docx", why), ("plan-draft.docx", "")]
    (outcome,) = generated(COMMISSIONED).outcomes
    assert [it.why for it in outcome.changes] == [why, ""]
    assert _verified() == [("letter-draft.docx", ""), ("plan-draft.docx", "")]
    (Path("templates") / "letter.justice.docx").unlink()
    assert _verified()[0] == ("letter-draft.docx", "the template letter.justice.docx is gone")
    (outcome,) = generated(COMMISSIONED).outcomes
    assert outcome.changes[0].why == "the template is now letter.docx and was letter.justice.docx"


def test_an_assessment_whose_variant_still_fits_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    write_templates(Path("templates"), **{"letter.commissioned": "Commissioned", "letter.local": "Local"})
    generated(COMMISSIONED, LOCAL)
    monkeypatch.setattr("scrutiny_response.generate.build.read_assessment", None)
    assert [it.done for outcome in generated(COMMISSIONED, LOCAL).outcomes for it in outcome.changes] == [
        "unchanged"
    ] * 4


def test_a_variant_that_almost_names_a_level_is_a_warning() -> None:
    write_templates(Path("templates"), **{"letter.comissioned": "Commissioned"})
    made = generated(COMMISSIONED)
    assert not made.refused
    assert [str(problem) for problem in made.problems] == [
        "letter.comissioned.docx: misspelt-variant: `comissioned` is no level, so this variant is used only for a programme of that name; "
        "did you mean `commissioned`?"
    ]


def test_copies_of_templates_are_told_and_no_document_is_made_from_them() -> None:
    write_templates(Path("templates"), letter="Dear partnership", **{"letter-DESKTOP-7H2K": "Of last week"})
    made = generated(COMMISSIONED)
    assert not made.refused
    assert [str(problem) for problem in made.problems] == [
        "templates/letter-DESKTOP-7H2K.docx: copied-template: "
        "this is a copy of letter.docx, as OneDrive or Explorer makes them, and is passed over; "
        "see which of the two is right, keep it as letter.docx, and move the other out of the folder"
    ]
    assert dict(texts_of(made))["letter-draft.docx"] == "Dear partnership"
    assert [str(problem) for problem in generated(COMMISSIONED).problems] == [
        str(problem) for problem in made.problems
    ], "as long as it lies there"


def test_a_kind_of_variants_alone_refuses_what_none_of_them_fits() -> None:
    write_templates(Path("templates"), **{"note.directed": "Directed"})
    made = generated(COMMISSIONED, documents="[letter, note]")
    assert (
        messages(made)[0]
        .splitlines()[0]
        .endswith(
            "no variant of `note` fits this level and programme, and there is no `note.docx`; "
            "add the template `note.docx`"
        )
    )
    assert texts_of(made) == []


def test_an_unknown_kind_is_refused_where_the_assessment_asks_for_it() -> None:
    line = len(COMMISSIONED.splitlines()) + 1
    assert messages(generated(COMMISSIONED, documents="[letter, pland]")) == [
        f"0.yaml:{line}:21: unknown-template: there is no template called `pland`; did you mean `plan`?\n"
        "    documents: [letter, pland]\n"
        "                        ^"
    ]


def test_an_unknown_kind_is_refused_where_the_cycle_file_asks_for_it() -> None:
    made = generated(COMMISSIONED, documents="", common="documents:\n  - letter\n  - letter.local\n")
    assert messages(made) == [
        "cycle.yaml:7:5: unknown-template: there is no template called `letter.local`; did you mean `letter`?\n"
        "      - letter.local\n"
        "        ^"
    ]


def test_a_variant_cannot_be_asked_for() -> None:
    write_templates(Path("templates"), **{"letter.local": "Local"})
    (message,) = messages(generated(COMMISSIONED, documents="[letter.local]"))
    assert "`letter.local` is a variant of `letter`, chosen by the level or the programme; ask for `letter`" in message


def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are compiled from now on, as they are."""
    names: list[str] = []
    usual = document_state.open_template

    def counted(data: bytes, file: str, declared: Declarations = ()) -> Template:
        names.append(Path(file).stem)
        return usual(data, file, declared)

    monkeypatch.setattr(document_state, "open_template", counted)
    return names


def test_of_many_templates_only_those_that_may_be_asked_for_are_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {f"circular-{number}": "{% if %}" for number in range(30)}
    write_templates(Path("templates"), **others, **{"letter.local": "Local", "improvement-plan": "Plan"})
    names = opened(monkeypatch)
    outcome = generated(COMMISSIONED, LOCAL)
    assert messages(outcome) == []
    assert sorted(names) == ["improvement-plan", "letter", "letter.local", "plan"]
    with read_manifest(Path("output")) as recorded:
        assert list(recorded.header.templates) == [
            "improvement-plan",
            "letter",
            "letter.local",
            "plan",
        ]


def test_a_fault_in_a_template_that_one_assessment_asks_for_refuses_the_run_and_leaves_nothing() -> None:
    write_templates(Path("templates"), circular="{% if %}")
    outcome = generated(COMMISSIONED, LOCAL, documents="[letter, circular]")
    assert [str(problem) for problem in outcome.problems] == [
        "templates/circular.docx: body, paragraph 1: unclosed-block: {% if %}: {% if %} is never closed; "
        "add {% endif %} where it should end",
        "templates/circular.docx: body, paragraph 1: syntax: {% if %}: something is missing at the end; "
        "correct the tag",
    ]
    assert list(Path("output").rglob("*.docx")) == []


def test_a_template_whose_kind_is_written_in_escapes_is_compiled_when_it_is_rendered() -> None:
    write_templates(Path("templates"), circular="Circular")
    assert [text for _, text in texts_of(generated(COMMISSIONED, documents=r'["c\x69rcular"]'))] == ["Circular"]


def test_what_is_said_of_a_template_is_said_again_in_the_next_run() -> None:
    write_templates(Path("templates"), circular="«partnership.name»")
    first, second = (generated(COMMISSIONED, documents="[letter, circular]") for _ in range(2))
    assert [problem.id for problem in first.problems] == [problem.id for problem in second.problems] != []
