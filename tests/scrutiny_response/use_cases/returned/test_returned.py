"""`scrutiny returned`, as people type it: what it says, asks, takes as answers, and records."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from engross.word import Package
from engross.word.accessibility import check_accessibility
from scrutiny_response import resources
from scrutiny_response.cli import run
from scrutiny_response.intake.events import read_history
from scrutiny_response.use_cases.record_check import check_record
from scrutiny_response.use_cases.returned import record
from scrutiny_response.use_cases.returned.page import TEMPLATE
from tests.pages import Pages
from tests.scrutiny_response.use_cases.returned.edits import drop_row
from tests.scrutiny_response.use_cases.returned.plans import cell_of, opened, put, saved
from tools.build_templates import build_returned

Answer = tuple[int, str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The plan of the sample PSR-2026-010, as `generate` writes it."""
    folder = tmp_path_factory.mktemp("cycle")
    code = run.run(["generate", str(resources.inputs() / "skerravale.yaml"), "-o", str(folder / "output")])
    assert code == 0
    return next((folder / "output").glob("*/improvement-plan*.docx")).read_bytes()


@pytest.fixture
def cycle(tmp_path: Path, made: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cycle's folder with one assessment, and its plan as it came back, not filled in."""
    (tmp_path / "inputs").mkdir()
    for name in ("skerravale.yaml", "cycle.yaml"):
        (tmp_path / "inputs" / name).write_bytes((resources.inputs() / name).read_bytes())
    (tmp_path / "plan.docx").write_bytes(made)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def typed(words: str, capsys: pytest.CaptureFixture[str]) -> Answer:
    """What a command returns and prints."""
    capsys.readouterr()
    code = run.run(words.split())
    return code, capsys.readouterr().out


def with_statuses(made: bytes, **statuses: str) -> bytes:
    """The plan with these statuses."""
    document = opened(made)
    for reference, status in statuses.items():
        put(cell_of(document, reference, 5), status)
    return saved(document)


def outcome(words: str, capsys: pytest.CaptureFixture[str]) -> Any:
    """The one outcome of a command in JSON."""
    (one,) = json.loads(typed(f"{words} --json", capsys)[1])["outcomes"]
    return one


def test_what_changed_is_said_with_what_was_before(
    cycle: Path, made: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (cycle / "plan.docx").write_bytes(with_statuses(made, **{"SV1.1": "done", "SV2.1": "Ongoing"}))
    assert typed("returned plan.docx", capsys) == (
        0,
        "plan.docx: PSR-2026-010 Skerravale Justice and Communities Partnership\n"
        "  SV1.1  Completed\n"
        "      status: Not started → Completed\n"
        "  SV1.2  Not started (nothing changed)\n"
        "  SV2.1  In progress\n"
        "      status: Not started → In progress\n"
        "\n"
        "1 of 1 plan read with nothing to ask; nothing was written.\n",
    )
    assert not (cycle / "record").exists()


def test_what_is_not_certain_is_asked_with_its_place_and_an_answer(
    cycle: Path, made: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (cycle / "plan.docx").write_bytes(with_statuses(made, **{"SV1.1": "nearly there"}))
    code, text = typed("returned plan.docx", capsys)
    assert code == 1
    assert 'plan.docx: body, under "Actions for SV1", table 4, row 2, column 0'.replace(", column 0", "") in text
    assert (
        'unknown-status: the status of SV1.1 is "nearly there", which is not a known status; answer, for example, '
        "SV1.1: in progress; the words for it are not started, in progress, on track, delayed, completed, on hold, withdrawn"
        in text
    )
    assert text.endswith(
        "  in a text file such as answers.yaml, named behind --answers:\n"
        "    plan.docx:\n"
        "      actions:\n"
        "        SV1.1: STATUS\n"
        "\n"
        "0 of 1 plan read with nothing to ask; 1 question to be answered; nothing was written.\n"
    )


def test_with_an_open_question_nothing_is_recorded_and_with_its_answer_all_is(
    cycle: Path, made: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (cycle / "plan.docx").write_bytes(with_statuses(made, **{"SV1.1": "nearly there"}))
    refused = outcome("returned plan.docx --record --on 2027-01-08", capsys)
    assert [problem["text"] for problem in refused["problems"]] == [
        "plan.docx: open-questions: a question is open, so nothing is recorded of this plan; write the answers into a text file, and name it with "
        "--answers"
    ]
    assert list((cycle / "record").glob("*/*")) == []
    (cycle / "answers.yaml").write_text("plan.docx:\n  actions:\n    SV1.1: under way\n", encoding="utf-8")
    recorded = outcome("returned plan.docx --answers answers.yaml --record --on 2027-01-08", capsys)
    assert (recorded["received"], recorded["recorded"]) == ("2027-01-08", "2027-01-08-plan-received.yaml")
    folder = cycle / "record" / "PSR-2026-010"
    assert sorted(path.name for path in folder.iterdir()) == [
        "2027-01-08-plan-received-answers.txt",
        "2027-01-08-plan-received-plan.docx",
        "2027-01-08-plan-received.yaml",
    ]
    event = yaml.safe_load((folder / "2027-01-08-plan-received.yaml").read_text(encoding="utf-8"))
    assert [(action["reference"], action["status"]) for action in event["actions"]] == [
        ("SV1.1", "In progress"),
        ("SV1.2", "Not started"),
        ("SV2.1", "Not started"),
    ]
    assert (folder / "2027-01-08-plan-received-plan.docx").read_bytes() == (cycle / "plan.docx").read_bytes()
    accepted = typed("note PSR-2026-010 plan-accepted --by S_Bell,_inspector --on 2027-01-12", capsys)
    assert accepted[0] == 0


def test_answers_that_an_earlier_version_kept_beside_an_event_are_no_event(cycle: Path, made: bytes) -> None:
    (cycle / "plan.docx").write_bytes(with_statuses(made, **{"SV1.1": "nearly there"}))
    (cycle / "answers.yaml").write_text("plan.docx:\n  actions:\n    SV1.1: under way\n", encoding="utf-8")
    assert run.run("returned plan.docx --answers answers.yaml --record --on 2027-01-08".split()) == 0
    folder = cycle / "record" / "PSR-2026-010"
    event = folder / "2027-01-08-plan-received.yaml"
    event.write_text(event.read_text("utf-8").replace("-answers.txt", "-answers.yaml"), encoding="utf-8")
    (folder / "2027-01-08-plan-received-answers.txt").rename(folder / "2027-01-08-plan-received-answers.yaml")
    assert read_history(folder).problems == ()
    assert check_record(cycle / "record") == ()


def test_the_same_file_is_recorded_once_and_the_next_is_an_update(
    cycle: Path, made: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    typed("returned plan.docx --record --on 2027-01-08", capsys)
    again = outcome("returned plan.docx --record --on 2027-01-09", capsys)
    assert [problem["text"] for problem in again["problems"]] == [
        "plan.docx: recorded-already: this very file is recorded already, on 2027-01-08 "
        "(2027-01-08-plan-received.yaml); see whether you meant another file"
    ]
    (cycle / "update.docx").write_bytes(with_statuses(made, **{"SV1.1": "Completed"}))
    early = outcome("returned update.docx --record --on 2026-12-31", capsys)
    assert [problem["text"] for problem in early["problems"]] == [
        "update.docx: earlier-than-last: this plan came on 2026-12-31, before what happened last: a plan came "
        "back on 2027-01-08; check the day that --on gives; without it, it is today by this computer's clock; if the "
        "record has the wrong day, which stays, give --on 2027-01-08 or later"
    ]
    update = outcome("returned update.docx --record --on 2027-04-01", capsys)
    assert update["recorded"] == "2027-04-01-update-received.yaml"


def test_an_action_that_is_gone_is_asked_about_and_may_be_answered_as_taken_out(
    cycle: Path, made: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    document = opened(made)
    drop_row(document, "SV1.2")
    (cycle / "plan.docx").write_bytes(saved(document))
    asked = outcome("returned plan.docx", capsys)
    assert [(question["about"], question["text"]) for question in asked["questions"]] == [
        (
            "SV1.2",
            "plan.docx: body: action-missing: SV1.2 is not in the plan (Arrange cover for planned and sudden absence with a "
            "neighbou); answer SV1.2: taken out, or what its status is",
        )
    ]
    (cycle / "answers.yaml").write_text("plan.docx:\n  actions:\n    SV1.2: taken out\n", encoding="utf-8")
    answered = outcome("returned plan.docx --answers answers.yaml", capsys)
    assert (answered["questions"], answered["missing"]) == ([], ["SV1.2"])


def test_a_pdf_is_refused_with_what_to_ask_for(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cycle / "plan.pdf").write_bytes(b"%PDF-1.7\n%%EOF")
    refused = outcome("returned plan.pdf", capsys)
    assert [problem["text"] for problem in refused["problems"]] == [
        "plan.pdf: returned-as-pdf: this is a PDF, whose tables cannot be read for certain; ask the partnership for the "
        "plan in Word"
    ]


def test_a_plan_of_an_assessment_that_is_not_here_is_refused(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = cycle / "inputs" / "skerravale.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("PSR-2026-010", "PSR-2026-099"), encoding="utf-8")
    refused = outcome("returned plan.docx", capsys)
    assert [problem["text"] for problem in refused["problems"]] == [
        "plan.docx: document properties: plan-of-another: this is the plan of PSR-2026-010, of which there is no "
        "assessment here; name the folder of its assessments with --inputs; here there is `PSR-2026-099`"
    ]


def test_a_large_plan_is_kept_whole_and_one_that_changes_meanwhile_is_refused(
    cycle: Path, made: bytes, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    large = io.BytesIO(made)
    with zipfile.ZipFile(large, "a", zipfile.ZIP_STORED) as file:
        file.writestr("word/media/scan.bin", bytes(1_500_000))
    (cycle / "plan.docx").write_bytes(large.getvalue())
    assert typed("returned plan.docx --record --on 2027-01-08", capsys)[0] == 0
    kept = cycle / "record/PSR-2026-010/2027-01-08-plan-received-plan.docx"
    assert kept.read_bytes() == large.getvalue()
    (cycle / "plan.docx").write_bytes(made)
    monkeypatch.setattr(record, "read_file", lambda _: b"saved again")
    refused = outcome("returned plan.docx --record --on 2027-02-08", capsys)
    assert [problem["text"] for problem in refused["problems"]] == [
        "plan.docx: another-run: this has changed while the run was looking at it; wait until it is saved, and run again"
    ]


def test_a_plan_from_before_the_actions_changed_is_asked_about(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = cycle / "inputs" / "skerravale.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("lead: Chief social work officer", "lead: Head of service"), encoding="utf-8")
    asked = outcome("returned plan.docx", capsys)
    assert [question["text"] for question in asked["questions"]] == [
        "plan.docx: document properties: older-plan: this plan was made before the actions in the assessment changed; "
        "see whether it is the plan that was sent last, and answer older plan: accepted"
    ]


def test_wrong_answers_are_told_all_at_once(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cycle / "answers.yaml").write_text(
        "plan.docx:\n  tracked: accepted\n  older plan: maybe\n  actions:\n    SV1.1: nearly\n  rows:\n"
        "    table 4, row 2: old\n",
        encoding="utf-8",
    )
    assert typed("returned plan.docx --answers answers.yaml", capsys) == (
        1,
        "answers.yaml: wrong-answer: `tracked` is no key of the answers for `plan.docx`; did you mean `tracked "
        "changes`?\n"
        "answers.yaml: wrong-answer: `older plan` is `maybe` for `plan.docx`; write `older plan: accepted`, or leave it "
        "out\n"
        "answers.yaml: wrong-answer: `nearly` for SV1.1 is no status; a status is `not started`, `in progress`, `on track`, "
        "`delayed`, `completed`, `on hold`, `withdrawn` or `taken out`\n"
        "answers.yaml: wrong-answer: `table 4, row 2` is answered with `old`; a row is `new`, `continued` or `ignored`\n",
    )


@pytest.mark.usefixtures("cycle")
def test_answers_for_a_file_that_was_not_named_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("answers.yaml").write_text("pln.docx:\n  plan: PSR-2026-010\n", encoding="utf-8")
    assert typed("returned plan.docx --answers answers.yaml", capsys) == (
        1,
        "answers.yaml: wrong-answer: `pln.docx` is none of the files that were named; name the file as it is called: "
        "`plan.docx`\n",
    )


def test_the_page_for_the_link_inspector_says_what_changed_and_what_is_asked(
    cycle: Path, made: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    document = opened(with_statuses(made, **{"SV1.1": "nearly there", "SV1.2": "Completed"}))
    put(cell_of(document, "SV1.2", 2), "Head of justice")
    (cycle / "plan.docx").write_bytes(saved(document))
    code, text = typed("returned plan.docx --word page.docx", capsys)
    assert (code, text.splitlines()[-2:]) == (
        1,
        [
            "Written: page.docx",
            "0 of 1 plan read with nothing to ask; 1 question to be answered; nothing was recorded.",
        ],
    )
    data = (cycle / "page.docx").read_bytes()
    assert check_accessibility(Package.open(data, "page.docx")) == ()
    pages = Pages(data)
    assert [heading for _, heading in pages.headings][:3] == [
        "Skerravale Justice and Communities Partnership", "To be asked", "Actions",
    ]  # fmt: skip
    assert pages.table("Actions")[1:3] == [
        ["SV1.1: Write a one-page plan with each person on an order", "Not started", "To be asked", "Nothing"],
        [
            "SV1.2: Arrange cover for planned and sudden absence with a neighbouring authority",
            "Not started", "Completed", "Lead: Chief social work officer, now Head of justice",
        ],
    ]  # fmt: skip
    (asked,) = pages.under("To be asked")
    assert 'the status of SV1.1 is "nearly there", which is not a known status' in asked


def test_the_page_is_never_written_over_a_plan_that_came_back(
    cycle: Path, made: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    code, text = typed("returned plan.docx --word plan.docx", capsys)
    assert (code, text.splitlines()[-1]) == (
        1,
        "plan.docx: page-over-plan: this is a plan that came back; give the page another name after --word",
    )
    assert (cycle / "plan.docx").read_bytes() == made


def test_the_template_of_the_page_is_what_its_source_builds() -> None:
    assert TEMPLATE.read_bytes() == build_returned()
