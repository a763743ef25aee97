"""Several plans in one report, by the files of a cycle: one result for all that name it, or none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from engross.problems import Severity
from engross.word import Template
from engross.word.accessibility import check_accessibility
from engross.word.opc.package import Package
from scrutiny_response import resources
from scrutiny_response.cli import run
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.use_cases.attaching import COVER, LIST
from scrutiny_response.use_cases.attaching.sheets import AppendixPage, ListedAppendix
from tests import word_files
from tests.engross.pdf.standard import findings
from tests.pages import Pages
from tests.scrutiny_response.issuing_house import IssuingHouse
from tests.scrutiny_response.two_plans import DUNMARRA, PLANS, REPORT, SHARED, appendices, change, generate_into
from tests.structure import faults
from tools.build_templates import build_appendix_pages


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cycle folder with two of the samples, which name one report, and their documents."""
    return generate_into(tmp_path_factory.mktemp("generated") / "cycle")


@pytest.fixture(autouse=True)
def here(generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the cycle folder, in which the command runs."""
    folder = tmp_path / "cycle"
    shutil.copytree(generated, folder)
    monkeypatch.chdir(folder)
    return folder


def _shown(words: list[str], capsys: pytest.CaptureFixture[str], code: int) -> str:
    capsys.readouterr()
    assert run.run(words) == code
    return capsys.readouterr().out


@pytest.mark.parametrize("inputs", [[], ["inputs/dunmarra.yaml"], ["inputs/braidmuir.yaml"]])
def test_assessments_that_name_one_report_give_one_result_in_the_order_of_their_references(
    inputs: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    told = _shown(["attach", *inputs], capsys, 0)
    assert told.count(f"      {SHARED}\n      from {REPORT}\n      and {PLANS[0]} (panel approved)\n") == 1
    assert told.count(f"      {SHARED}\n      from {REPORT}\n      and {PLANS[1]} (factual accuracy)\n") == 1
    assert told.endswith("\n\n1 of 1 report written with its plans.\n")
    assert appendices(SHARED) == ["Appendix C: Joint improvement plan", "Appendix D: Improvement plan"]
    assert faults(Path(SHARED).read_bytes()) == []
    assert [path for path in Path("output").rglob("*with-plan*") if path.is_file()] == [Path(SHARED)]


def test_attached_again_the_result_is_the_same_bytes_and_said_to_be_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert _shown(["attach"], capsys, 0).startswith("Attached\n")
    first = Path(SHARED).read_bytes()
    assert _shown(["attach"], capsys, 0).startswith("Already there\n")
    assert Path(SHARED).read_bytes() == first
    change("inputs/dunmarra.yaml", "heading: Joint improvement plan", "heading: The plan")
    told = _shown(["attach"], capsys, 0)
    replaced, there = told.split("\nAlready there\n")
    assert replaced.startswith("Replaced\n")
    assert (PLANS[0] in replaced, PLANS[1] in replaced) == (True, False)
    assert (PLANS[0] in there, PLANS[1] in there) == (False, True)


def test_a_plan_that_somebody_has_changed_in_the_result_is_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    _shown(["attach"], capsys, 0)
    result = Package.open(Path(SHARED))
    before, end, after = result.read("word/document.xml").rpartition(b"</w:t>")
    Path(SHARED).write_bytes(bytes(result.replace({"word/document.xml": before + b" and more" + end + after})))
    told = _shown(["attach", "--overwrite-edited"], capsys, 0)
    replaced, there = told.split("\nAlready there\n")
    assert (PLANS[1] in replaced, PLANS[0] in there) == (True, True)


def _old(path: str, state: str, result: str) -> str:
    return (
        f"      {path}: other-state: this result still lies here from when its state was `{state}`; the one of today is "
        f"{result}; delete it, so that nobody sends it by mistake; if it was sent, move it to another folder\n"
    )


def test_a_result_that_lies_there_from_an_earlier_state_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert "other-state" not in _shown(["attach"], capsys, 0)
    Path(SHARED).with_suffix(".pdf").write_bytes(b"a PDF of it")
    for name in ("dunmarra", "braidmuir"):
        text = Path(f"inputs/{name}.yaml").read_text(encoding="utf-8")
        for state in ("panel approved", "factual accuracy"):
            text = text.replace(f"state: {state}", "state: draft")
        Path(f"inputs/{name}.yaml").write_text(text, encoding="utf-8")
    _shown(["generate"], capsys, 0)
    told = _shown(["attach"], capsys, 0)
    now = "reports/dunmarra-with-plans-draft.docx"
    for path in (SHARED, SHARED.replace(".docx", ".pdf")):
        assert _old(path, "panel approved", now) in told
        Path(path).unlink()
    assert "other-state" not in _shown(["attach"], capsys, 0)


def test_so_is_one_with_the_plan_of_one_partnership(capsys: pytest.CaptureFixture[str]) -> None:
    change("inputs/braidmuir.yaml", "  report: reports/dunmarra.docx\n", "")
    assert "other-state" not in _shown(["attach"], capsys, 0)
    old = f"{DUNMARRA}/inspection-report-with-plan-panel-approved.docx"
    assert Path(old).is_file()
    change("inputs/dunmarra.yaml", "state: panel approved", "state: factual accuracy")
    _shown(["generate"], capsys, 0)
    now = f"{Path(DUNMARRA).name}/inspection-report-with-plan-factual-accuracy.docx"
    assert _old(old, "panel approved", now) in _shown(["attach"], capsys, 0)


def test_so_are_those_that_held_the_plans_of_others_than_today(capsys: pytest.CaptureFixture[str]) -> None:
    _shown(["attach"], capsys, 0)
    change("inputs/braidmuir.yaml", "  report: reports/dunmarra.docx\n", "")
    alone = f"{DUNMARRA}/inspection-report-with-plan-panel-approved.docx"
    hint = "delete it, so that nobody sends it by mistake; if it was sent, move it to another folder\n"
    lies = "other-plans: this result still lies here from when"
    now = f"the one of today is {Path(DUNMARRA).name}/{Path(alone).name}"
    assert f"      {SHARED}: {lies} it held the plans of several partnerships; {now}; {hint}" in _shown(
        ["attach"], capsys, 0
    )
    change("inputs/braidmuir.yaml", "inspection:", "inspection:\n  report: reports/dunmarra.docx")
    now = "the one of today is reports/dunmarra-with-plans-panel-approved.docx"
    told = _shown(["attach"], capsys, 0)
    assert told.count(f"      {alone}: {lies} it held the plan of PSR-2026-015 alone; {now}; {hint}") == 1
    for name in ("braidmuir", "dunmarra"):
        change(f"inputs/{name}.yaml", "  report: reports/dunmarra.docx\n", "")
    assert f"      {alone}: {lies} PSR-2026-015 named a report; {hint}" in _shown(["attach"], capsys, 0)


def test_a_pdf_beside_a_result_that_is_written_without_one_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    beside = Path(SHARED).with_suffix(".pdf")
    beside.parent.mkdir()
    beside.write_bytes(b"a PDF of an earlier one")
    stale = (
        f"      {beside}: stale-pdf: this PDF was not made from the document beside it, so the two might say different "
        "things; run again with --pdf, or take it away\n"
    )
    assert stale in _shown(["attach"], capsys, 0)
    assert stale not in _shown(["attach"], capsys, 0)
    pair = [REPORT, PLANS[0], "-o", str(beside.with_name("both-panel-approved.docx"))]
    beside.rename(beside.with_name("both-panel-approved.pdf"))
    assert stale.replace(beside.stem, "both-panel-approved") in _shown(["attach", *pair], capsys, 0)


def test_plans_under_one_heading_say_whose_they_are() -> None:
    change("inputs/dunmarra.yaml", "heading: Joint improvement plan", "letter: Z")
    run.run(["attach"])
    assert appendices(SHARED) == [
        "Appendix Z: Improvement plan, Dunmarra Child Protection Partnership",
        "Appendix AA: Improvement plan, Braidmuir, Tarvale and Northmuir Community Justice Partnership",
    ]


def test_one_refused_plan_leaves_the_whole_result_unwritten_and_says_whose_it_is(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path(PLANS[1]).write_bytes(b"no Word file")
    told = _shown(["attach"], capsys, 1)
    assert (
        "  inputs/dunmarra.yaml  (PSR-2026-015)\n"
        f"      {REPORT}: other-plan-refused: the plan of PSR-2026-016, Braidmuir, Tarvale and Northmuir Community "
        "Justice Partnership, which goes into this report too, is refused, so nothing of it is written; correct "
        "what is said of that one, then run again\n"
    ) in told
    assert f"  inputs/braidmuir.yaml  (PSR-2026-016)\n      {PLANS[1]}: not-a-word-file: " in told
    assert told.endswith("0 of 1 report written with its plan. 2 refused, for the reasons above.\n")
    assert list(Path("output").rglob("*with-plan*")) == []


def test_so_does_an_assessment_with_a_fault_or_a_plan_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    Path(PLANS[0]).unlink()
    told = _shown(["attach"], capsys, 1)
    assert "other-plan-refused: the plan of PSR-2026-015, Dunmarra" in told
    assert told.endswith("0 of 1 report written with its plan. 2 refused, for the reasons above.\n")
    change("inputs/dunmarra.yaml", "reference: PSR-2026-015", "reference: PSR-2026-015\nnonsense: 1")
    assert "other-plan-refused: the plan of inputs/dunmarra.yaml, which" in _shown(["attach"], capsys, 1)
    assert list(Path("output").rglob("*with-plan*")) == []


def test_an_assessment_may_attach_several_documents_in_a_list(capsys: pytest.CaptureFixture[str]) -> None:
    change("inputs/braidmuir.yaml", "  report: reports/dunmarra.docx\n", "")
    change("inputs/dunmarra.yaml", "attachment:\n  heading: Joint improvement plan",
            "attachment:\n  - heading: Joint improvement plan\n  - document: letter\n    heading: Our letter")  # fmt: skip
    told = json.loads(_shown(["attach", "--json"], capsys, 0))
    (outcome,) = [each for each in told["outcomes"] if each["result"]]
    assert outcome["plans"] == [
        {"plan": PLANS[0], "state": "panel approved", "became": "attached"},
        {"plan": f"{DUNMARRA}/letter-panel-approved.docx", "state": "panel approved", "became": "attached"},
    ]
    assert appendices(outcome["result"]) == ["Appendix C: Joint improvement plan", "Appendix D: Our letter"]


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("attachment: []", "empty-list: `attachment` is empty; give at least one item"),
        ("attachment: yes", "wrong-kind: `attachment` is the text `yes`, where a group of keys or a list was expected"),
        (
            "attachment:\n  - after: x\n  - header: plan",
            "unknown-key: `header` is not a key of this item of `attachment`",
        ),
        (
            "attachment:\n  - after: x\n  - after: y",
            ":137:5: attached-twice: `improvement-plan` is attached to the report",
        ),
        ("internal: [improvement-plan]", "internal-attached: `improvement-plan` is internal, so it cannot be attached"),
        (
            "attachment:\n  - document: letter\n  - document: decision-record",
            ":137:15: internal-attached: `decision-record` is internal, so it cannot be attached to the report",
        ),
    ],
)
def test_a_list_that_cannot_be_is_refused_at_its_place(
    written: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change("inputs/dunmarra.yaml", "attachment:\n  heading: Joint improvement plan", written)
    assert message in _shown(["attach"], capsys, 1)


def test_a_document_that_says_it_is_internal_is_attached_by_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    change("inputs/dunmarra.yaml", "state: panel approved", "state: panel approved\ndocuments: [decision-record]")
    run.run(["generate", "inputs/dunmarra.yaml"])
    internal = f"{DUNMARRA}/decision-record-internal-panel-approved.docx"
    told = _shown(["attach", REPORT, internal, "-o", "both.docx"], capsys, 1)
    assert f"{internal}: internal-attached: this document says that it is internal" in told
    assert not Path("both.docx").exists()


@pytest.mark.usefixtures("office")
def test_of_word_results_there_is_an_accessible_pdf_with_all_plans_in_one_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = _shown(["attach", "--pdf"], capsys, 0)
    made = Path(SHARED).with_suffix(".pdf")
    assert f"      {SHARED}\n      {made}\n      from {REPORT}\n" in told
    assert (
        f"{made}: pages-as-laid-out: LibreOffice laid out this PDF, so pages may break elsewhere than in Word; look at "
        "its pages, and at the page numbers in its contents\n"
    ) in told
    assert findings(made) == []


def test_where_a_pair_is_to_become_a_pdf_what_lies_in_the_place_of_its_word_file_is_not_written_over(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("both.docx").write_bytes(Path(PLANS[1]).read_bytes())
    told = _shown(["attach", REPORT, PLANS[0], "-o", "both.pdf"], capsys, 1)
    assert (
        "both.docx: result-taken: another file lies here, which this command did not write; move it to another folder, "
        "or give the result another name\n"
    ) in told
    assert Path("both.docx").read_bytes() == Path(PLANS[1]).read_bytes()


def test_a_plan_is_held_to_the_document_check_and_its_errors_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    skipped = word_files.paragraph("Staff", "Heading2") + word_files.table([["Action", "Lead"]], [900, 900])
    Path("plan.docx").write_bytes(word_files.word_file(skipped))
    told = _shown(["attach", REPORT, "plan.docx", "-o", "both.docx"], capsys, 0)
    assert (
        "      plan.docx: body, paragraph 1: plan-not-accessible: the document check finds an error here, "
        'and the report would have what is wrong too: the first heading, "Staff", has level 2, where level 1 is '
        "expected; see `scrutiny check-document`, correct the plan in Word, and attach it again\n"
    ) in told


def test_a_report_with_plans_passes_the_document_check_where_its_parts_did() -> None:
    run.run(["attach"])
    parts = [check_accessibility(Package.open(path)) for path in (REPORT, *PLANS)]
    whole = check_accessibility(Package.open(SHARED))
    kinds = {problem.id for problems in parts for problem in problems}
    assert {problem.id for problem in whole} <= kinds
    assert [problem for problem in whole if problem.severity is Severity.ERROR] == []


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IssuingHouse:
    """A cycle whose documents are issued, and whose report has the plan attached."""
    (tmp_path / "house").mkdir()
    house = IssuingHouse(tmp_path / "house")
    shutil.copy(Path(REPORT), house.inputs / "report.docx")
    text = (house.inputs / "lorne.yaml").read_text(encoding="utf-8")
    text = text.replace("inspection:", "inspection:\n  report: report.docx", 1).replace(
        "document: improvement-plan", "document: plan"
    )
    (house.inputs / "lorne.yaml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(house.folder)
    house.generate()
    return house


def test_over_a_result_whose_plan_was_issued_nothing_is_written(
    house: IssuingHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    result = Path("output/PSR-2026-010-Lorne/inspection-report-with-plan.docx")
    _shown(["attach"], capsys, 0)
    house.issue()
    assert "Already there" in _shown(["attach"], capsys, 0)
    before = result.read_bytes()
    shutil.copy(resources.inputs() / "reports/dunmarra.docx", house.inputs / "report.docx")
    change("inputs/lorne.yaml", "heading: Improvement plan", "heading: The plan")
    assert (
        f"{result}: issued-result: this holds the plan of PSR-2026-010, which was issued on 7 December 2026, so it may "
        "have been sent, and the new one would read otherwise; if the new one is to replace it, move this file to "
        "another folder and run again\n"
    ) in _shown(["attach"], capsys, 1)
    assert result.read_bytes() == before
    result.unlink()
    _shown(["attach"], capsys, 0)


ISSUED_PLAN = (
    "issued-result: this holds the plan of PSR-2026-010, which was issued on 7 December 2026, so it may have been sent, "
    "and the new one would read otherwise; if the new one is to replace it, move this file to another folder and run "
    "again\n"
)


def test_one_pair_writes_over_no_issued_result_by_whatever_name(
    house: IssuingHouse, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    result = Path("output/PSR-2026-010-Lorne/inspection-report-with-plan.docx")
    plan = next(Path("output").rglob("plan*.docx"))
    _shown(["attach"], capsys, 0)
    house.issue()
    before = result.read_bytes()
    Path("link.docx").symlink_to(result)
    Path("hard.docx").hardlink_to(result)
    for name in (str(result), str(result.resolve()), f"{result.parent}/../{result.parent.name}/{result.name}",
                 "link.docx", "hard.docx"):  # fmt: skip
        words = ["attach", "inputs/report.docx", str(plan), "-o", name, "--heading", "The plan", "--overwrite-edited"]
        assert f"      {name}: {ISSUED_PLAN}" in _shown(words, capsys, 1)
    monkeypatch.chdir(result.parent)
    words = ["attach", "../../inputs/report.docx", plan.name, "-o", result.name, "--heading", "The plan"]
    assert f"      {result.name}: {ISSUED_PLAN}" in _shown(words, capsys, 1)
    monkeypatch.chdir(house.folder)
    assert result.read_bytes() == before
    _shown(["attach", "inputs/report.docx", str(plan), "-o", "new.docx", "--heading", "The plan"], capsys, 0)


def test_the_record_may_lie_elsewhere_and_is_named(house: IssuingHouse, capsys: pytest.CaptureFixture[str]) -> None:
    result = Path("output/PSR-2026-010-Lorne/inspection-report-with-plan.docx")
    _shown(["attach"], capsys, 0)
    house.issue()
    Path("record").rename("elsewhere")
    change("inputs/lorne.yaml", "heading: Improvement plan", "heading: The plan")
    before = result.read_bytes()
    assert f"{result}: {ISSUED_PLAN}" in _shown(["attach", "--record", "elsewhere"], capsys, 1)
    pair = ["attach", "inputs/report.docx", str(next(Path("output").rglob("plan*.docx"))), "-o", str(result)]
    assert f"{result}: {ISSUED_PLAN}" in _shown([*pair, "--heading", "X", "--record", "elsewhere"], capsys, 1)
    assert result.read_bytes() == before


def test_where_the_record_cannot_be_read_a_pair_writes_over_nothing(
    house: IssuingHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = house.folder / "papers/sent"
    deep.mkdir(parents=True)
    for name, file in (("report", Path("inputs/report.docx")), ("plan", next(Path("output").rglob("plan*.docx")))):
        shutil.copy(file, deep / f"{name}.docx")
    words = ["attach", "papers/sent/report.docx", "papers/sent/plan.docx", "-o", "both.docx"]
    _shown(words, capsys, 0)
    Path("record").write_bytes(b"no folder")
    assert (
        f"      both.docx: issued-result: the record cannot be read ({Path('record').resolve()}: this is a file, and no "
        "folder), so this file may have been issued; if the new one is to replace it, move this file to another folder "
        "and run again\n"
    ) in _shown([*words, "--heading", "X"], capsys, 1)
    Path("record").unlink()
    _shown([*words, "--heading", "X"], capsys, 0)


def test_an_issued_document_is_written_over_by_no_pair_even_where_somebody_edited_it(
    house: IssuingHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    house.issue()
    letter = next(Path("output").rglob("letter*.docx"))
    plan = next(Path("output").rglob("plan*.docx"))
    words = ["attach", "inputs/report.docx", str(plan), "-o", str(letter)]
    kept = f"      {letter}: issued-result: this file was issued, by what the record says, and stays as it is; "
    assert kept in _shown(words, capsys, 1)
    letter.write_bytes(Path("inputs/report.docx").read_bytes())
    assert kept in _shown(words, capsys, 1)


def test_a_list_and_cover_sheets_stand_before_the_plans_where_they_are_asked_for() -> None:
    run.run(["attach", "--list", "--covers"])
    data = Path(SHARED).read_bytes()
    shown = [
        (level, text) for level, text in Pages(data).headings if text.startswith(("App", "Joint improvement", "Imp"))
    ]
    assert [each for each in shown if each[0] < 3][-5:] == [
        (1, "Appendices"),
        (1, "Appendix C: Joint improvement plan"),
        (2, "Joint improvement plan"),
        (1, "Appendix D: Improvement plan"),
        (2, "Improvement plan"),
    ]
    texts = Pages(data).texts
    listed = texts[texts.index("These appendices follow.") :][:10]
    assert listed[4:10] == [
        *("Appendix C: Joint improvement plan", "Dunmarra Child Protection Partnership", "Panel approved"),
        "Appendix D: Improvement plan",
        *("Braidmuir, Tarvale and Northmuir Community Justice Partnership", "Factual accuracy"),
    ]
    assert faults(data) == []
    assert [
        problem for problem in check_accessibility(Package.open(SHARED)) if problem.severity is Severity.ERROR
    ] == []
    run.run(["attach", "--list", "--covers"])
    assert Path(SHARED).read_bytes() == data


def test_a_list_may_have_a_template_of_its_own_and_a_faulty_one_writes_nothing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = word_files.paragraph("{% for one in appendices %}{{ one.heading }} ({{ one.reference }}). {% endfor %}")
    Path("list.docx").write_bytes(word_files.word_file(words))
    _shown(["attach", "--list", "list.docx"], capsys, 0)
    assert (
        "Appendix C: Joint improvement plan (PSR-2026-015). Appendix D: Improvement plan (PSR-2026-016). "
        in Pages(Path(SHARED).read_bytes()).texts
    )
    Path(SHARED).unlink()
    Path("list.docx").write_bytes(word_files.word_file(word_files.paragraph("{{ appendixes }}")))
    assert "list.docx: body, paragraph 1: unknown-name" in _shown(["attach", "--list", "list.docx"], capsys, 1)
    assert not Path(SHARED).exists()


@pytest.mark.parametrize("template", [LIST, COVER])
def test_in_a_pdf_report_these_pages_which_would_count_from_1_show_no_number(template: Path) -> None:
    one = ListedAppendix(heading="Appendix C: Plan", title="Plan", reference="", partnership="", state="")
    shown = []
    for is_pdf in (False, True):
        page = AppendixPage(report="report", needs_heading=is_pdf, appendices=(one,), appendix=one)
        made = Template.open(template, shape=AppendixPage, filters=FILTERS).render(page)
        shown.append(Pages(bytes(made)).running("footer"))
    assert shown == [[["Page 1"], ["Page 1"]], [[""], [""]]]


def test_the_guide_says_each_field_that_these_pages_may_use() -> None:
    guide = Path(__file__).parents[3].joinpath("docs/template-guide.md").read_text(encoding="utf-8")
    section = guide.partition("## The pages that go with appendices")[2].partition("\n## ")[0]
    rows = [f"| `{name}` |" for name in AppendixPage.__struct_fields__]
    inner = [f"`appendix.{name}`" for name in ListedAppendix.__struct_fields__]
    assert [words for words in (*rows, *inner) if words not in section] == []


def test_the_templates_of_these_pages_are_what_their_source_builds() -> None:
    assert {path.name: path.read_bytes() for path in (COVER, LIST)} == build_appendix_pages()
