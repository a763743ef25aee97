"""The story of a cycle: what is done in which order, and what one refused partnership does to the others."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import docx
import pytest

from scrutiny_response import cycle
from scrutiny_response.assessment import State
from scrutiny_response.framework import Framework
from scrutiny_response.intake import Reading
from scrutiny_response.problems import FilePlace, Problem, Severity
from tests.samples import an_assessment
from tests.small_templates import write_templates

NOTE = Problem("note", FilePlace("inputs/a.yaml"), "worth knowing", severity=Severity.WARNING)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with the templates `letter` and `plan`, of one paragraph each."""
    texts = {"letter": "Dear {{ addressee.salutation }}", "plan": "Plan of {{ partnership.name }}"}
    return write_templates(tmp_path / "templates", **texts)


@pytest.fixture
def inputs(monkeypatch: pytest.MonkeyPatch) -> list[Reading]:
    """What the next reading of assessments will give; tests append to it."""
    readings: list[Reading] = []

    def read(_paths: Iterable[Path], _framework: Framework) -> tuple[Reading, ...]:
        return tuple(readings)

    monkeypatch.setattr(cycle, "read_assessments", read)
    return readings


def _reading(name: str, **changes: Any) -> Reading:
    fields = {"reference": f"PSR-{name}", "documents": ("letter", "plan"), "state": State.ISSUED} | changes
    return Reading(file=f"inputs/{name}.yaml", assessment=an_assessment(**fields), problems=())


def _text(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(path.read_bytes())).paragraphs)


def _messages(outcome: cycle.Outcome) -> list[str]:
    return [str(problem) for problem in outcome.problems]


def test_every_document_of_every_partnership_is_written(tmp_path: Path, templates: Path, inputs: list[Reading]) -> None:
    inputs += [_reading("one"), _reading("two", documents=("plan",))]
    made = cycle.generate([], tmp_path / "output", templates=templates)
    assert [outcome.documents for outcome in made.outcomes] == [
        (
            "PSR-one-Strathlorne Health and Social Care Partnership/letter.docx",
            "PSR-one-Strathlorne Health and Social Care Partnership/plan.docx",
        ),
        ("PSR-two-Strathlorne Health and Social Care Partnership/plan.docx",),
    ]
    assert not made.refused
    assert _text(tmp_path / "output" / made.outcomes[0].documents[0]) == "Dear Dr Sinclair"
    assert _text(tmp_path / "output" / made.outcomes[1].documents[0]) == (
        "Plan of Strathlorne Health and Social Care Partnership"
    )


def test_an_outcome_says_what_was_read_and_found(tmp_path: Path, templates: Path, inputs: list[Reading]) -> None:
    inputs.append(_reading("one"))
    (outcome,) = cycle.generate([], tmp_path, templates=templates).outcomes
    assert (outcome.file, outcome.reference, outcome.partnership, outcome.state) == (
        "inputs/one.yaml",
        "PSR-one",
        "Strathlorne Health and Social Care Partnership",
        "issued",
    )
    assert outcome.indication is not None
    assert outcome.level is not None
    assert (outcome.indication.conditions_met, outcome.level.id) == (2, "assisted")


def test_a_refused_file_stops_no_other(tmp_path: Path, templates: Path, inputs: list[Reading]) -> None:
    fault = Problem("unknown-key", FilePlace("inputs/bad.yaml"), "the key `x` is unknown")
    inputs += [Reading(file="inputs/bad.yaml", assessment=None, problems=(fault,)), _reading("good")]
    made = cycle.generate([], tmp_path, templates=templates)
    assert made.refused
    assert made.outcomes[0] == cycle.Outcome(file="inputs/bad.yaml", problems=(fault,))
    assert len(made.outcomes[1].documents) == 2


def test_a_warning_refuses_nothing_and_is_kept(tmp_path: Path, templates: Path, inputs: list[Reading]) -> None:
    inputs.append(Reading(file="inputs/a.yaml", assessment=an_assessment(documents=("plan",)), problems=(NOTE,)))
    made = cycle.generate([], tmp_path, templates=templates)
    assert not made.refused
    assert made.outcomes[0].problems == (NOTE,)
    assert len(made.outcomes[0].documents) == 1


def test_an_assessment_that_was_read_with_an_error_is_refused_all_the_same(
    tmp_path: Path, templates: Path, inputs: list[Reading]
) -> None:
    fault = Problem("fault", FilePlace("inputs/a.yaml"), "something cannot be")
    inputs.append(Reading(file="inputs/a.yaml", assessment=an_assessment(documents=("plan",)), problems=(fault,)))
    (outcome,) = cycle.generate([], tmp_path / "output", templates=templates).outcomes
    assert (outcome.refused, outcome.documents, outcome.problems) == (True, (), (fault,))
    assert not (tmp_path / "output").exists()


def test_nothing_is_written_of_a_partnership_of_which_one_document_cannot_be_made(
    tmp_path: Path, templates: Path, inputs: list[Reading]
) -> None:
    inputs += [_reading("one", documents=("letter", "plann")), _reading("two")]
    made = cycle.generate([], tmp_path / "output", templates=templates)
    assert _messages(made.outcomes[0]) == ["inputs/one.yaml: there is no template called `plann`; did you mean `plan`?"]
    assert made.outcomes[0].documents == ()
    assert [path.name for path in (tmp_path / "output").iterdir()] == [
        "PSR-two-Strathlorne Health and Social Care Partnership"
    ]


def test_two_documents_with_one_name_are_both_refused_also_where_only_capitals_differ(
    tmp_path: Path, templates: Path, inputs: list[Reading]
) -> None:
    inputs += [
        _reading("one", documents=("plan",), file_name="{reference}/{document}", reference="PSR-A"),
        _reading("two", documents=("plan",), file_name="{reference}/{document}", reference="psr-a"),
    ]
    made = cycle.generate([], tmp_path / "output", templates=templates)
    assert [_messages(outcome) for outcome in made.outcomes] == [
        [
            "inputs/one.yaml: more than one document of this run would be PSR-A/plan.docx; "
            "put {reference} and {document} into the file name pattern"
        ],
        [
            "inputs/two.yaml: more than one document of this run would be psr-a/plan.docx; "
            "put {reference} and {document} into the file name pattern"
        ],
    ]
    assert not (tmp_path / "output").exists()


def test_a_pattern_that_cannot_be_used_is_a_problem_of_its_assessment(
    tmp_path: Path, templates: Path, inputs: list[Reading]
) -> None:
    inputs += [_reading("one", file_name="../{document}", documents=("plan",)), _reading("two")]
    made = cycle.generate([], tmp_path, templates=templates)
    assert _messages(made.outcomes[0]) == [
        "inputs/one.yaml: the file name pattern `../{document}` must be a path inside the output folder, without empty "
        "steps or `..`; write it like {reference}-{partnership}/{document}"
    ]
    assert not made.outcomes[1].refused


def test_a_file_that_cannot_be_written_stops_neither_the_partnership_s_other_nor_the_next(
    tmp_path: Path, templates: Path, inputs: list[Reading]
) -> None:
    inputs += [_reading("one", file_name="{reference}/{document}"), _reading("two")]
    (tmp_path / "PSR-one/letter.docx").mkdir(parents=True)
    made = cycle.generate([], tmp_path, templates=templates)
    assert made.outcomes[0].documents == ("PSR-one/plan.docx",)
    assert [problem.id for problem in made.outcomes[0].problems] == ["unwritable-file"]
    assert made.outcomes[0].refused
    assert len(made.outcomes[1].documents) == 2


def test_faults_of_all_templates_are_found_before_the_first_assessment_is_read(
    tmp_path: Path, templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_early(*_arguments: object) -> None:
        pytest.fail("an assessment was read")

    monkeypatch.setattr(cycle, "read_assessments", too_early)
    write_templates(templates, letter="Dear {{ addressee.salutation", plan="{% if %}")
    made = cycle.generate([], tmp_path / "output", templates=templates)
    assert made.refused
    assert made.outcomes == ()
    assert {str(problem.place).split(":")[0] for problem in made.problems} == {
        f"{templates}/letter.docx",
        f"{templates}/plan.docx",
    }
    assert not (tmp_path / "output").exists()


def test_a_folder_without_templates_is_a_problem(tmp_path: Path) -> None:
    made = cycle.generate([], tmp_path / "output", templates=tmp_path)
    assert [str(problem) for problem in made.problems] == [
        f"{tmp_path}: there is no Word template here; put the Word templates there, "
        "or name their folder with --templates"
    ]


def test_the_files_that_word_keeps_beside_an_open_template_are_no_templates(templates: Path) -> None:
    (templates / "~$letter.docx").write_bytes(b"owner")
    assert list(cycle.compile_templates(templates)) == ["letter", "plan"]


def test_a_framework_with_faults_refuses_the_whole_cycle(tmp_path: Path) -> None:
    (tmp_path / "framework.yaml").write_text("version: '1'\n", encoding="utf-8")
    made = cycle.generate([], tmp_path / "output", framework=tmp_path / "framework.yaml")
    assert made.refused
    assert made.outcomes == ()
    assert cycle.levels([], framework=tmp_path / "framework.yaml").problems == made.problems


def test_without_an_output_folder_everything_is_done_but_the_writing(templates: Path, inputs: list[Reading]) -> None:
    inputs += [_reading("one"), _reading("two", documents=("plann",))]
    made = cycle.generate([], None, templates=templates)
    assert [outcome.refused for outcome in made.outcomes] == [False, True]
    assert [outcome.documents for outcome in made.outcomes] == [(), ()]


def test_levels_need_no_templates_and_no_names(inputs: list[Reading]) -> None:
    inputs += [_reading("one", documents=("unknown",), file_name="..")]
    (outcome,) = cycle.levels([]).outcomes
    assert not outcome.refused
    assert outcome.level is not None
    assert outcome.level.id == "assisted"


def test_progress_is_told_after_each_assessment(templates: Path, inputs: list[Reading]) -> None:
    told: list[tuple[int, int]] = []
    inputs += [_reading("one"), _reading("two")]
    cycle.generate([], None, templates=templates, progress=lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]


def test_the_same_cycle_gives_the_same_bytes(tmp_path: Path, templates: Path, inputs: list[Reading]) -> None:
    inputs.append(_reading("one"))
    (first,) = cycle.generate([], tmp_path / "a", templates=templates).outcomes
    (second,) = cycle.generate([], tmp_path / "b", templates=templates).outcomes
    assert first == second
    for path in first.documents:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()
