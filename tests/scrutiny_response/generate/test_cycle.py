"""The story of a cycle: what is done in which order, and what one refused partnership does to the others."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx
import pytest
from msgspec.structs import replace

from engross.problems import FilePlace, Problem, Severity
from scrutiny_response.domain.assessment import Partnership, State
from scrutiny_response.generate import cycle
from scrutiny_response.generate.build import build_from
from scrutiny_response.generate.settings import Settings, read_templates
from scrutiny_response.intake import Reading, find_framework
from scrutiny_response.store.outcome import Outcome
from tests.assessment_files import write
from tests.other_disks import OtherDisk
from tests.samples import an_assessment
from tests.small_templates import write_templates

NOTE = Problem("note", FilePlace("inputs/a.yaml"), "worth knowing", severity=Severity.WARNING)


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    """A folder with the templates `letter` and `plan`, of one paragraph each."""
    texts = {"letter": "Dear {{ addressee.salutation }}", "plan": "Plan of {{ partnership.name }}"}
    return write_templates(tmp_path / "templates", **texts)


class Inputs:
    """The folder of assessment files; its path stays out of sight, so that messages read as people see them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def add(self, name: str, **changes: Any) -> Path:
        """Put an issued assessment with the documents `letter` and `plan` into the folder."""
        fields = {"reference": f"PSR-{name}", "documents": ("letter", "plan"), "state": State.ISSUED} | changes
        return write(self.folder, name, an_assessment(**fields))


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Inputs:
    """A folder `inputs` here, to which tests add assessment files."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "inputs").mkdir()
    return Inputs(Path("inputs"))


def _partnership(name: str) -> Partnership:
    return replace(an_assessment().partnership, name=name)


def _text(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(path.read_bytes())).paragraphs)


def _messages(outcome: Outcome) -> list[str]:
    return [str(problem) for problem in outcome.problems]


def test_every_document_of_every_partnership_is_written(tmp_path: Path, templates: Path, inputs: Inputs) -> None:
    inputs.add("one")
    inputs.add("two", documents=("plan",))
    made = cycle.generate([Path("inputs")], tmp_path / "output", templates=templates)
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


def test_an_outcome_says_what_was_read_and_found(tmp_path: Path, templates: Path, inputs: Inputs) -> None:
    inputs.add("one")
    (outcome,) = cycle.generate([Path("inputs")], tmp_path, templates=templates).outcomes
    assert (outcome.file, outcome.reference, outcome.partnership, outcome.state) == (
        "inputs/one.yaml",
        "PSR-one",
        "Strathlorne Health and Social Care Partnership",
        "issued",
    )
    assert outcome.indication is not None
    assert outcome.level is not None
    assert (outcome.indication.conditions_met, outcome.level.id) == (2, "assisted")


def test_a_refused_file_stops_no_other(tmp_path: Path, templates: Path, inputs: Inputs) -> None:
    inputs.add("bad").write_text("refrence: PSR-1\n", encoding="utf-8")
    inputs.add("good")
    made = cycle.generate([Path("inputs")], tmp_path, templates=templates)
    assert made.refused
    bad, good = made.outcomes
    assert (bad.file, bad.reference, bad.documents) == ("inputs/bad.yaml", "", ())
    assert _messages(bad)[0] == (
        "inputs/bad.yaml: no-cycle-file: no cycle.yaml lies beside this file, so everything has to be said in it; "
        "put the file into the folder of the cycle's assessments, or complete it"
    )
    assert _messages(bad)[1].startswith("inputs/bad.yaml:1:1: missing-key: `partnership` is missing; ")
    assert len(good.documents) == 2


def test_a_warning_refuses_nothing_and_is_kept(templates: Path) -> None:
    reading = Reading("inputs/a.yaml", an_assessment(documents=("plan",)), (NOTE,))
    settings = Settings(find_framework(), read_templates(templates))
    made = build_from(reading, settings)
    assert not made.outcome.refused
    assert made.outcome.problems == (NOTE,)
    assert len(made.documents) == 1


def test_an_assessment_that_was_read_with_an_error_is_refused_all_the_same(templates: Path) -> None:
    fault = Problem("fault", FilePlace("inputs/a.yaml"), "something cannot be")
    reading = Reading("inputs/a.yaml", an_assessment(documents=("plan",)), (fault,))
    made = build_from(reading, Settings(find_framework(), read_templates(templates)))
    assert (made.outcome.refused, made.documents, made.outcome.problems) == (True, (), (fault,))


def test_nothing_is_written_of_a_partnership_of_which_one_document_cannot_be_made(
    tmp_path: Path, templates: Path, inputs: Inputs
) -> None:
    lines = inputs.add("one", documents=("letter", "plann")).read_text(encoding="utf-8").splitlines()
    inputs.add("two")
    made = cycle.generate([Path("inputs")], tmp_path / "output", templates=templates)
    assert _messages(made.outcomes[0]) == [
        f"inputs/one.yaml:{lines.index('- plann') + 1}:3: unknown-template: there is no template called `plann`; did you mean `plan`?\n    - plann\n      ^"
    ]
    assert made.outcomes[0].documents == ()
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [
        "PSR-two-Strathlorne Health and Social Care Partnership",
        "manifest.json",
        "manifest.xlsx",
    ]


def test_two_documents_with_one_name_are_both_refused_also_where_only_capitals_differ(
    tmp_path: Path, templates: Path, inputs: Inputs
) -> None:
    """Names that are cut to what every disk can hold may become the same."""
    for name, partnership in (("one", "Lorne " * 20 + "East"), ("two", "LORNE " * 20 + "West")):
        inputs.add(
            name, documents=("plan",), file_name="{partnership}/{document}", partnership=_partnership(partnership)
        )
    made = cycle.generate([Path("inputs")], tmp_path / "output", templates=templates)
    path = ("Lorne " * 20)[:80].strip()
    assert [_messages(outcome) for outcome in made.outcomes] == [
        [
            f"inputs/one.yaml: same-name: more than one document of this run would be {path}/plan.docx; "
            "put {reference} and {document} into the file name pattern"
        ],
        [
            f"inputs/two.yaml: same-name: more than one document of this run would be {path.upper()}/plan.docx; "
            "put {reference} and {document} into the file name pattern"
        ],
    ]
    assert sorted(each.name for each in (tmp_path / "output").iterdir()) == ["manifest.json", "manifest.xlsx"]


def test_a_pattern_that_cannot_be_used_is_a_problem_of_its_assessment(
    tmp_path: Path, templates: Path, inputs: Inputs
) -> None:
    inputs.add("one", file_name="{refrence}/{document}", documents=("plan",))
    inputs.add("two")
    made = cycle.generate([Path("inputs")], tmp_path, templates=templates)
    assert [outcome.refused for outcome in made.outcomes] == [True, False]


def test_a_file_that_cannot_be_written_stops_neither_the_partnership_s_other_nor_the_next(
    tmp_path: Path, templates: Path, inputs: Inputs
) -> None:
    inputs.add("one", file_name="{reference}/{document}")
    inputs.add("two")
    (tmp_path / "PSR-one/letter.docx").mkdir(parents=True)
    made = cycle.generate([Path("inputs")], tmp_path, templates=templates)
    assert made.outcomes[0].documents == ("PSR-one/plan.docx",)
    assert [problem.id for problem in made.outcomes[0].problems] == ["unwritable-file"]
    assert made.outcomes[0].refused
    assert len(made.outcomes[1].documents) == 2


def test_faults_of_the_usual_templates_are_found_before_the_first_assessment_is_read(
    tmp_path: Path, templates: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def too_early(*_arguments: object) -> None:
        pytest.fail("an assessment was read")

    monkeypatch.setattr(cycle, "sources", too_early)
    write_templates(templates, **{"letter": "Dear {{ addressee.salutation", "improvement-plan": "{% if %}"})
    made = cycle.generate([Path("inputs")], tmp_path / "output", templates=templates)
    assert made.refused
    assert made.outcomes == ()
    assert {str(problem.place).split(":")[0] for problem in made.problems} == {
        f"{templates}/letter.docx",
        f"{templates}/improvement-plan.docx",
    }
    assert not (tmp_path / "output").exists()


def test_a_folder_without_templates_is_a_problem(tmp_path: Path) -> None:
    made = cycle.generate([Path("inputs")], tmp_path / "output", templates=tmp_path)
    assert [str(problem) for problem in made.problems] == [
        f"{tmp_path}: no-templates: there is no Word template here; put the Word templates there, "
        "or name their folder with --templates"
    ]


def test_a_closed_folder_of_templates_is_not_called_one_without_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "templates").mkdir()
    OtherDisk(tmp_path, monkeypatch).close("templates")
    made = cycle.generate([Path("inputs")], tmp_path / "output", templates=tmp_path / "templates")
    assert [str(problem) for problem in made.problems] == [
        f"{tmp_path}/templates: unreadable-folder: the folder cannot be read: Permission denied; check that you may open "
        "it, or name another folder with --templates"
    ]


def test_a_folder_in_place_of_the_framework_file_is_told_as_one(tmp_path: Path) -> None:
    made = cycle.generate([], tmp_path / "output", framework=tmp_path)
    assert [str(problem) for problem in made.problems] == [
        f"{tmp_path}: unreadable-file: the file cannot be read: this is a folder; name a file"
    ]


def test_the_files_that_word_keeps_beside_an_open_template_are_no_templates(templates: Path) -> None:
    (templates / "~$letter.docx").write_bytes(b"owner")
    assert [it.name for it in read_templates(templates)] == ["letter", "plan"]


def test_a_framework_with_faults_refuses_the_whole_cycle(tmp_path: Path) -> None:
    (tmp_path / "framework.yaml").write_text("version: '1'\n", encoding="utf-8")
    made = cycle.generate([], tmp_path / "output", framework=tmp_path / "framework.yaml")
    assert made.refused
    assert made.outcomes == ()
    assert cycle.levels([], framework=tmp_path / "framework.yaml").problems == made.problems


def test_without_an_output_folder_everything_is_done_but_the_writing(templates: Path, inputs: Inputs) -> None:
    inputs.add("one")
    inputs.add("two", documents=("plann",))
    made = cycle.generate([Path("inputs")], None, templates=templates)
    assert [outcome.refused for outcome in made.outcomes] == [False, True]
    assert [outcome.changes for outcome in made.outcomes] == [(), ()]


def test_levels_need_no_templates(inputs: Inputs) -> None:
    inputs.add("one", documents=("unknown",))
    (outcome,) = cycle.levels([Path("inputs")]).outcomes
    assert not outcome.refused
    assert outcome.level is not None
    assert outcome.level.id == "assisted"


def test_progress_is_told_up_to_the_last_assessment(templates: Path, inputs: Inputs) -> None:
    told: list[tuple[int, int]] = []
    inputs.add("one")
    inputs.add("two")
    cycle.generate([Path("inputs")], None, templates=templates, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (2, 2)
    assert told == sorted(told)


def test_the_same_cycle_gives_the_same_bytes(tmp_path: Path, templates: Path, inputs: Inputs) -> None:
    inputs.add("one")
    (first,) = cycle.generate([Path("inputs")], tmp_path / "a", templates=templates).outcomes
    (second,) = cycle.generate([Path("inputs")], tmp_path / "b", templates=templates).outcomes
    assert first == second
    for path in first.documents:
        assert (tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes()
