"""What became of a cycle → whole screens and the JSON, as people and programs read them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from engross.problems import FilePlace, Problem, Severity, TextPlace
from scrutiny_response import __version__
from scrutiny_response.cli.reports import summary
from scrutiny_response.domain.response import respond
from scrutiny_response.store.outcome import Action, Change, CycleOutcome, Outcome, finding, level_name
from tests.samples import LEVELS, a_decision, an_assessment, criterion_answers, the_framework

UNKNOWN_KEY = Problem(
    "unknown-key",
    TextPlace("inputs/glenarra.yaml", 3, 1, "refrence: PSR-2026-009"),
    "the key `refrence` is unknown",
    "did you mean `reference`?",
)
LOCKED = Problem("unwritable-file", FilePlace("output/x/letter.docx"), "the document cannot be written", "close it")
HOLIDAY = Problem("soft", FilePlace("inputs/a.yaml"), "a date is a holiday", severity=Severity.WARNING)


def _outcome(level: str, signs: str = "", decided: str = "", **changes: object) -> Outcome:
    assessment = an_assessment(
        criteria=criterion_answers(signs or LEVELS[level]),
        decision=a_decision(decided or level) if level else None,
        evaluations=(),
        reference=f"PSR-{level or 'open'}",
    )
    response = respond(assessment, the_framework())
    outcome = Outcome(
        file=f"inputs/{level}.yaml",
        reference=assessment.reference,
        partnership="Strathlorne Partnership",
        state=assessment.state,
        indication=finding(response.indication),
        level=level_name(response.level),
    )
    return outcome._replace(**changes)  # type: ignore[arg-type]  # any field may be changed


def _written(*paths: str, why: str = "new") -> tuple[Change, ...]:
    return tuple(Change(path, Action.WRITTEN, why) for path in paths)


def _shown(pieces: Callable[..., Iterable[str]], *about: object, **options: bool) -> str:
    return "".join(pieces(*about, **options))


UNREADABLE = Outcome(file="inputs/glenarra.yaml", problems=(UNKNOWN_KEY,))


def test_a_run_in_which_all_is_written() -> None:
    cycle = CycleOutcome((_outcome("local", changes=_written("a/letter.docx", "a/plan.docx")),))
    assert _shown(summary.written, cycle, "output") == (
        "Written\n"
        "  PSR-local  Strathlorne Partnership: local partnership led improvement\n"
        "      output/a/letter.docx\n"
        "      output/a/plan.docx\n"
        "\n"
        "1 of 1 assessment written: 2 documents in output."
    )


def _first_run(*others: Outcome) -> CycleOutcome:
    """Of sixty and some others, all written for the first time."""
    local = [_outcome("local", changes=_written(f"{n}/letter.docx", f"{n}/plan.docx")) for n in range(40)]
    final = _outcome("directed", changes=_written("d/letter.docx"), state="issued", issue="ready to issue")
    return CycleOutcome((*local, *([final] * 19), _outcome("", "+++ ??? --- --- +--", changes=_written("o")), *others))


def test_a_long_first_run_ends_with_counts_by_level_and_state_and_lists_only_what_is_wrong() -> None:
    doubtful = _outcome("local", changes=_written("h/letter.docx"), problems=(HOLIDAY,))
    assert _shown(summary.written, _first_run(doubtful, doubtful, UNREADABLE), "output") == (
        "To look at\n"
        "  PSR-local  Strathlorne Partnership: local partnership led improvement\n"
        "      inputs/a.yaml: soft: a date is a holiday\n"
        "  PSR-local  Strathlorne Partnership: local partnership led improvement\n"
        "      inputs/a.yaml: soft: a date is a holiday\n"
        "\n"
        "By level of support\n"
        "  42  local partnership led improvement\n"
        "  19  directed improvement support\n"
        "   1  not determined\n"
        "By state\n"
        "  43  panel approved\n"
        "  19  ready to issue\n"
        "\n"
        "Refused\n"
        "  inputs/glenarra.yaml\n"
        "      inputs/glenarra.yaml:3:1: unknown-key: the key `refrence` is unknown; did you mean `reference`?\n"
        "          refrence: PSR-2026-009\n"
        "          ^\n"
        "\n"
        "62 of 63 assessments written: 102 documents in output. 1 refused, for the reasons above."
    )


def test_a_long_run_that_is_not_the_first_lists_what_it_wrote() -> None:
    changed = _outcome("local", changes=_written("h/letter.docx", why="the assessment has changed"))
    assert "      output/h/letter.docx  (the assessment has changed)\n" in _shown(
        summary.written, _first_run(changed), "output"
    )


def test_a_run_in_which_some_are_refused_gives_the_reasons_last() -> None:
    cycle = CycleOutcome(
        (
            UNREADABLE,
            _outcome("local", decided="assisted", changes=_written("a/letter.docx"), problems=(HOLIDAY,)),
            _outcome("assisted", changes=_written("b/plan.docx"), problems=(LOCKED,)),
        )
    )
    assert _shown(summary.written, cycle, "output") == (
        "Written\n"
        "  PSR-local  Strathlorne Partnership: assisted improvement support, decided "
        "(indicated: local partnership led improvement)\n"
        "      output/a/letter.docx\n"
        "      inputs/a.yaml: soft: a date is a holiday\n"
        "\n"
        "Refused\n"
        "  inputs/glenarra.yaml\n"
        "      inputs/glenarra.yaml:3:1: unknown-key: the key `refrence` is unknown; did you mean `reference`?\n"
        "          refrence: PSR-2026-009\n"
        "          ^\n"
        "  inputs/assisted.yaml  (PSR-assisted)\n"
        "      written all the same: output/b/plan.docx\n"
        "      output/x/letter.docx: unwritable-file: the document cannot be written; close it\n"
        "\n"
        "2 of 3 assessments written: 2 documents in output. 2 refused, for the reasons above."
    )


def test_a_check_in_which_all_is_in_order() -> None:
    cycle = CycleOutcome((_outcome("", signs="+++ +++ ??? --- ---", file="inputs/open.yaml"),))
    assert _shown(summary.checked, cycle) == (
        "In order\n"
        "  PSR-open  Strathlorne Partnership: level not determined, between commissioned and assisted\n"
        "\n"
        "1 of 1 assessment in order. Nothing was written."
    )


def test_faults_of_a_template_stand_alone_because_nothing_else_was_done() -> None:
    fault = Problem("unknown-field", FilePlace("templates/letter.docx"), "there is no field `nmae`", "try `name`")
    assert _shown(summary.written, CycleOutcome(problems=(fault,)), "output") == (
        "The cycle as a whole\n  templates/letter.docx: unknown-field: there is no field `nmae`; try `name`\n\nNothing was done."
    )


def test_the_levels_are_a_table_with_the_reasons_below() -> None:
    cycle = CycleOutcome((_outcome("local", decided="assisted"), _outcome("", signs="+++ +++ ??? --- ---"), UNREADABLE))
    screen = _shown(summary.levels, cycle)
    assert screen.startswith(
        "Reference  Conditions met  Indicated level                    Level of support    Partnership\n"
        "PSR-local  5 of 5          local                              assisted (decided)  Strathlorne Partnership\n"
        "PSR-open   2 of 5          between commissioned and assisted  not determined      Strathlorne Partnership\n"
        "\n"
        "PSR-local  Strathlorne Partnership\n"
        "  - All five conditions are met: "
    )
    assert "  - The level is not determined: it lies between commissioned improvement support and assisted\n" in screen
    assert screen.endswith(
        "\n\nRefused\n  inputs/glenarra.yaml\n"
        "      inputs/glenarra.yaml:3:1: unknown-key: the key `refrence` is unknown; did you mean `reference`?\n"
        "          refrence: PSR-2026-009\n"
        "          ^"
    )
    assert max(map(len, screen.splitlines())) <= 110


def test_the_json_says_the_same_to_programs() -> None:
    written = _outcome("local", decided="assisted", changes=_written("a/letter.docx"), pdfs=("a/letter.pdf",))
    cycle = CycleOutcome((written, UNREADABLE))
    document = json.loads("".join(summary.as_json("generate", cycle, "output")))
    reasons = document["outcomes"][0]["indication"].pop("reasons")
    assert reasons[0].startswith("All five conditions are met: ")
    assert document == {
        "command": "generate",
        "version": __version__,
        "output": "output",
        "assessments": 2,
        "refused": 1,
        "documents": 1,
        "written": 1,
        "dry_run": False,
        "gone": [],
        "pdfs": 1,
        "problems": [],
        "outcomes": [
            {
                "file": "inputs/local.yaml",
                "reference": "PSR-local",
                "partnership": "Strathlorne Partnership",
                "state": "panel approved",
                "issue": None,
                "refused": False,
                "level": "assisted",
                "indication": {
                    "level": "local",
                    "lowest": "local",
                    "highest": "local",
                    "conditions_met": 5,
                    "conditions": 5,
                    "second_indicator": None,
                    "agree": True,
                },
                "documents": ["a/letter.docx"],
                "changes": [{"path": "a/letter.docx", "done": "written", "why": "new"}],
                "pdfs": ["a/letter.pdf"],
                "problems": [],
            },
            {
                "file": "inputs/glenarra.yaml",
                "reference": None,
                "partnership": None,
                "state": None,
                "issue": None,
                "refused": True,
                "level": None,
                "indication": None,
                "documents": [],
                "changes": [],
                "pdfs": [],
                "problems": [
                    {
                        "id": "unknown-key",
                        "severity": "error",
                        "place": {
                            "file": "inputs/glenarra.yaml",
                            "line": 3,
                            "column": 1,
                            "text": "refrence: PSR-2026-009",
                        },
                        "message": "the key `refrence` is unknown",
                        "hint": "did you mean `reference`?",
                        "text": "inputs/glenarra.yaml:3:1: unknown-key: the key `refrence` is unknown; did you mean `reference`?\n"
                        "    refrence: PSR-2026-009\n    ^",
                    }
                ],
            },
        ],
    }


def test_what_is_removed_is_said_apart_from_what_is_left_and_a_dry_run_only_would() -> None:
    gone = (
        Change("a/letter.docx", Action.GONE, "edited by hand"),
        Change("b/letter.docx", Action.REMOVED, "b is gone"),
    )
    cycle = CycleOutcome((_outcome("local", changes=(Change("c/letter.docx", Action.UNCHANGED),)),), gone=gone)
    left = (
        "Made by no assessment any more (--remove-gone removes those that nobody edited)\n"
        "  output/a/letter.docx  (edited by hand)\n"
        "\n"
    )
    assert _shown(summary.written, cycle, "output") == left + (
        "Removed\n"
        "  output/b/letter.docx  (b is gone)\n"
        "\n"
        "Nothing else has changed: 1 document in output left as it was. 1 removed."
    )
    assert _shown(summary.written, cycle, "output", dry_run=True) == left + (
        "Would be removed\n"
        "  output/b/letter.docx  (b is gone)\n"
        "\n"
        "Nothing else has changed: 1 document in output left as it was. 1 would be removed."
    )


def test_a_run_in_which_nothing_is_written_says_so_beside_what_was_refused() -> None:
    unchanged = (Change("a/letter.docx", Action.UNCHANGED), Change("a/plan.docx", Action.UNCHANGED))
    cycle = CycleOutcome((_outcome("local", changes=unchanged, pdfs=("a/letter.pdf",)), UNREADABLE))
    last = "No document written. 2 documents unchanged. 1 PDF written. 1 refused, for the reasons above."
    assert _shown(summary.written, cycle, "output").endswith(f"\n\n{last}")
