"""Attaching once more: what somebody changed stays, a plan replaces itself and no other, a list names all."""

from __future__ import annotations

import shutil
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from engross.pdf import ConvertedPdf, Converter, WordFile, to_pdf
from engross.word import Package
from scrutiny_response.cli import run
from scrutiny_response.use_cases import attaching
from scrutiny_response.use_cases.attaching import AttachOutcome
from scrutiny_response.use_cases.document_properties import copy_that_says
from tests import word_files
from tests.pages import Pages
from tests.scrutiny_response.two_plans import PLANS, REPORT, SHARED, appendices, change, generate_into
from tests.structure import faults

MINE, OTHER = PLANS


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


def _told(words: list[str], capsys: pytest.CaptureFixture[str], code: int = 0) -> str:
    capsys.readouterr()
    assert run.run(words) == code
    return capsys.readouterr().out


def _edit(file: str, old: bytes = b"Key messages", new: bytes = b"Our messages") -> bytes:
    """Change words of a Word file as somebody does in Word; return its new bytes."""
    package = Package.open(Path(file))
    text = package.read("word/document.xml")
    assert old in text
    Path(file).write_bytes(bytes(package.replace({"word/document.xml": text.replace(old, new)})))
    return Path(file).read_bytes()


EDITED = (
    "result-edited: somebody has changed this result since it was made, and the new one reads otherwise; to keep it, "
    "move it to another folder or rename it; to have the new one, run again with --overwrite-edited\n"
)


def test_a_result_that_somebody_edited_is_kept_unless_it_is_to_be_overwritten(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _told(["attach"], capsys)
    made, edited = Path(SHARED).read_bytes(), _edit(SHARED)
    told = _told(["attach"], capsys, 1)
    assert told.count(f"      {SHARED}: {EDITED}") == 2  # of each of the two assessments
    assert Path(SHARED).read_bytes() == edited
    _told(["attach", "--overwrite-edited"], capsys)
    assert Path(SHARED).read_bytes() == made


def test_a_result_that_nobody_edited_is_written_anew_when_its_plan_changes(capsys: pytest.CaptureFixture[str]) -> None:
    _told(["attach"], capsys)
    made = Path(SHARED).read_bytes()
    change("inputs/dunmarra.yaml", "heading: Joint improvement plan", "heading: The joint plan")
    _told(["attach"], capsys)
    assert Path(SHARED).read_bytes() != made
    assert appendices(SHARED)[0] == "Appendix C: The joint plan"


def test_so_it_is_with_one_pair_of_files(capsys: pytest.CaptureFixture[str]) -> None:
    _told(["attach", REPORT, MINE, "-o", "both.docx"], capsys)
    edited = _edit("both.docx")
    words = ["attach", REPORT, MINE, "-o", "both.docx", "--heading", "The plan"]
    assert f"      both.docx: {EDITED}" in _told(words, capsys, 1)
    assert Path("both.docx").read_bytes() == edited
    _told([*words, "--overwrite-edited"], capsys)
    assert appendices("both.docx") == ["Appendix C: The plan"]


def test_a_result_of_another_program_or_version_may_have_been_edited(capsys: pytest.CaptureFixture[str]) -> None:
    _told(["attach", REPORT, MINE, "-o", "both.docx"], capsys)
    _without_custom_xml("both.docx", "both.docx")
    words = ["attach", REPORT, MINE, "-o", "both.docx"]
    assert (
        "both.docx: result-edited: an earlier version or another program wrote this result, so it may have been changed "
        "by hand since; to keep it, move it to another folder or rename it; to have the new one, run again with "
        "--overwrite-edited\n"
    ) in _told(words, capsys, 1)


@pytest.mark.parametrize("words", [[], ["--overwrite-edited"]])
def test_a_file_that_is_no_result_is_never_written_over(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for file in ("both.docx", SHARED):
        Path(file).parent.mkdir(exist_ok=True)
        shutil.copy(OTHER, file)
    taken = (
        "result-taken: another file lies here, which this command did not write; move it to another folder, or give the "
        "result another name\n"
    )
    assert f"      both.docx: {taken}" in _told(["attach", REPORT, MINE, "-o", "both.docx", *words], capsys, 1)
    assert f"      {SHARED}: {taken}" in _told(["attach", *words], capsys, 1)
    assert Path("both.docx").read_bytes() == Path(SHARED).read_bytes() == Path(OTHER).read_bytes()


def test_the_plan_of_another_partnership_is_a_second_appendix_though_it_has_the_same_heading(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _told(["attach", REPORT, MINE, "-o", "one.docx"], capsys)
    told = _told(["attach", "one.docx", OTHER, "-o", "two.docx"], capsys)
    assert appendices("two.docx") == ["Appendix C: Improvement plan", "Appendix D: Improvement plan"]
    assert told.startswith("Attached\n")
    assert (
        f'      {OTHER}: same-heading: "Appendix C: Improvement plan" is in this report already, and this plan, which is '
        "another one, has the same heading; give it a heading of its own, or leave out the one that it was to replace\n"
    ) in told
    _told(["attach", "two.docx", MINE, "-o", "three.docx"], capsys)
    assert Path("three.docx").read_bytes() == Path("two.docx").read_bytes()


def test_a_plan_under_another_heading_is_the_same_plan_and_replaces_itself(capsys: pytest.CaptureFixture[str]) -> None:
    _told(["attach", REPORT, MINE, "-o", "one.docx"], capsys)
    _told(["attach", "one.docx", OTHER, "-o", "two.docx", "--heading", "Plan for Braidmuir"], capsys)
    _edit(MINE, b"Improvement plan", b"Improvement schedule")
    told = _told(["attach", "two.docx", MINE, "-o", "three.docx", "--heading", "Plan for Dunmarra"], capsys)
    assert told.startswith("Replaced\n")
    assert appendices("three.docx") == ["Appendix C: Plan for Dunmarra", "Appendix D: Plan for Braidmuir"]
    assert "Improvement schedule" in Pages(Path("three.docx").read_bytes()).texts


def _without_custom_xml(file: str, to: str) -> None:
    """Write a Word file again as programs do that keep bookmarks, but no custom XML."""
    package = Package.open(Path(file))
    parts: dict[str, bytes | None] = {name: b"<other/>" for name in package.names if name.startswith("customXml/item")}
    Path(to).write_bytes(bytes(package.replace(parts)))


def test_so_it_is_after_a_program_has_saved_the_report_that_keeps_bookmarks_only(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _told(["attach", REPORT, MINE, "-o", "one.docx"], capsys)
    _without_custom_xml("one.docx", "saved.docx")
    _told(["attach", "saved.docx", OTHER, "-o", "two.docx", "--heading", "Plan for Braidmuir"], capsys)
    assert appendices("two.docx") == ["Appendix C: Improvement plan", "Appendix D: Plan for Braidmuir"]
    _without_custom_xml("two.docx", "saved.docx")
    told = _told(["attach", "saved.docx", MINE, "-o", "three.docx", "--heading", "Plan for Dunmarra"], capsys)
    assert told.startswith("Replaced\n")
    assert appendices("three.docx") == ["Appendix C: Plan for Dunmarra", "Appendix D: Plan for Braidmuir"]


def test_a_plan_that_does_not_say_which_it_is_replaces_no_plan_that_does(capsys: pytest.CaptureFixture[str]) -> None:
    _told(["attach", REPORT, MINE, "-o", "one.docx"], capsys)
    Path("plan.docx").write_bytes(word_files.word_file(word_files.paragraph("Another plan", "Heading1")))
    _told(["attach", "one.docx", "plan.docx", "-o", "two.docx"], capsys)
    assert appendices("two.docx") == ["Appendix C: Improvement plan", "Appendix D: Improvement plan"]
    Path("plan.docx").write_bytes(word_files.word_file(word_files.paragraph("A new plan", "Heading1")))
    assert _told(["attach", "two.docx", "plan.docx", "-o", "three.docx"], capsys).startswith("Replaced\n")
    assert appendices("three.docx") == ["Appendix C: Improvement plan", "Appendix D: Improvement plan"]


def test_a_list_names_the_plans_of_earlier_runs_too_and_stands_before_all(capsys: pytest.CaptureFixture[str]) -> None:
    _told(["attach", REPORT, MINE, "-o", "one.docx"], capsys)
    _told(["attach", "one.docx", OTHER, "-o", "two.docx", "--list", "--heading", "Second plan"], capsys)
    data = Path("two.docx").read_bytes()
    assert appendices("two.docx") == ["Appendices", "Appendix C: Improvement plan", "Appendix D: Second plan"]
    listed = Pages(data).texts
    shown = [text for text in listed[listed.index("These appendices follow.") :][:10] if text.startswith("App")]
    assert shown[-2:] == ["Appendix C: Improvement plan", "Appendix D: Second plan"]
    assert faults(data) == []
    _told(["attach", "two.docx", OTHER, "-o", "three.docx", "--list", "--heading", "Plan for Braidmuir"], capsys)
    assert appendices("three.docx") == ["Appendices", "Appendix C: Improvement plan", "Appendix D: Plan for Braidmuir"]
    assert "Appendix D: Plan for Braidmuir" in Pages(Path("three.docx").read_bytes()).texts


@pytest.mark.parametrize(
    ("title", "whose"),
    [
        ("Improvement plan: The Glen: East (panel approved)", "The Glen: East"),
        ("Improvement plan: The Glen (East)", "The Glen (East)"),
        ("Our plan: The Glen (panel approved)", ""),
        ("Improvement plan", ""),
    ],
)
def test_the_pages_of_a_pair_say_whose_plan_it_is_where_its_title_says_so(
    title: str, whose: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _told(["attach", REPORT, MINE, "-o", "one.docx", "--list", "--covers"], capsys)
    texts = Pages(Path("one.docx").read_bytes()).texts
    dunmarra = "Dunmarra Child Protection Partnership"
    assert texts[texts.index("These appendices follow.") :][4:7] == [
        *("Appendix C: Improvement plan", dunmarra, "Panel approved")
    ]
    assert f"Partnership: {dunmarra}" in texts
    core = Package.open(Path(MINE)).read("docProps/core.xml").decode()
    was = f"Improvement plan: {dunmarra} (panel approved)"
    assert was in core
    changed = Package.open(Path(MINE)).replace({"docProps/core.xml": core.replace(was, title).encode()})
    Path("plan.docx").write_bytes(bytes(changed))
    _told(["attach", REPORT, "plan.docx", "-o", "two.docx", "--list"], capsys)
    texts = Pages(Path("two.docx").read_bytes()).texts
    assert texts[texts.index("These appendices follow.") :][5] == whose


def test_a_plan_behind_a_cover_sheet_is_replaced_there_with_the_sheet_and_without_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _told(["attach", REPORT, MINE, "-o", "one.docx", "--covers", "--list"], capsys)
    first = appendices("one.docx")
    assert first == ["Appendices", "Appendix C: Improvement plan"]
    _edit(MINE, b"Improvement plan", b"Improvement schedule")
    for words in ([], ["--covers"], ["--covers", "--list"]):
        _told(["attach", "one.docx", MINE, "-o", "two.docx", "--overwrite-edited", *words], capsys)
        assert appendices("two.docx") == first
        assert (2, "Improvement plan") in Pages(Path("two.docx").read_bytes()).headings
        _told(["attach", "two.docx", MINE, "-o", "three.docx", *words], capsys)
        assert Path("three.docx").read_bytes() == Path("two.docx").read_bytes()


def test_a_list_says_a_new_heading_and_keeps_that_of_another_plan_that_reads_the_same(
    capsys: pytest.CaptureFixture[str],
) -> None:
    _told(["attach", REPORT, MINE, "-o", "one.docx", "--covers", "--list"], capsys)
    _told(["attach", "one.docx", OTHER, "-o", "two.docx", "--covers", "--list"], capsys)
    _told(["attach", "two.docx", MINE, "-o", "three.docx", "--covers", "--list", "--heading", "Other words"], capsys)
    _told(["attach", "three.docx", MINE, "-o", "four.docx", "--covers", "--list"], capsys)
    for file, first in (("three.docx", "Appendix C: Other words"), ("four.docx", "Appendix C: Improvement plan")):
        texts = Pages(Path(file).read_bytes()).texts
        listed = [
            text for text in texts[texts.index("These appendices follow.") :][:12] if text.startswith("Appendix ")
        ]
        assert listed[:2] == [first, "Appendix D: Improvement plan"]


@pytest.fixture(scope="module")
def pdfs(office: Converter, generated: Path) -> dict[str, bytes]:
    """The PDFs of the report and of both plans."""
    files = [WordFile.read(generated / file) for file in (REPORT, *PLANS)]
    made = to_pdf(office, files, None, copy_that_says)
    return {
        file: copy.data for file, copy in zip((REPORT, *PLANS), made, strict=True) if isinstance(copy, ConvertedPdf)
    }


def _outline(file: str) -> list[str]:
    with pikepdf.open(file) as opened, opened.open_outline() as outline:
        return [item.title for item in outline.root if item.title.startswith("App")]


def test_pdfs_say_which_plan_they_are_and_how_far_it_has_come(
    pdfs: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    for name, file in (("report", REPORT), ("mine", MINE), ("other", OTHER)):
        Path(f"{name}.pdf").write_bytes(pdfs[file])
    told = _told(["attach", "report.pdf", "mine.pdf", "-o", "one.pdf"], capsys)
    assert "      and mine.pdf (panel approved)\n" in told
    assert (
        "one.pdf: state-not-in-name: the state of the plan in it is `panel approved`, and the name of this file does not "
        "say so; call it one-panel-approved.pdf, so that nobody sends it out for a final one\n"
    ) in told
    told = _told(["attach", "one.pdf", "other.pdf", "-o", "two.pdf"], capsys)
    assert told.startswith("Attached\n")
    assert '      other.pdf: same-heading: "Appendix C: Improvement plan" is in this report already' in told
    assert _outline("two.pdf")[-2:] == ["Appendix C: Improvement plan", "Appendix D: Improvement plan"]
    told = _told(["attach", "two.pdf", "mine.pdf", "-o", "three.pdf", "--heading", "Plan for Dunmarra"], capsys)
    assert told.startswith("Replaced\n")
    assert _outline("three.pdf")[-2:] == ["Appendix C: Plan for Dunmarra", "Appendix D: Improvement plan"]


def test_a_list_in_a_pdf_names_all_and_stands_once_in_the_outline(
    pdfs: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    for name, file in (("report", REPORT), ("mine", MINE), ("other", OTHER)):
        Path(f"{name}.pdf").write_bytes(pdfs[file])
    _told(["attach", "report.pdf", "mine.pdf", "-o", "one.pdf"], capsys)
    _told(["attach", "one.pdf", "other.pdf", "-o", "two.pdf", "--list", "--covers", "--heading", "Second plan"], capsys)
    assert _outline("two.pdf")[-3:-1] == ["Appendices", "Appendix C: Improvement plan"]
    with pikepdf.open("two.pdf") as opened, opened.open_outline() as outline:
        words = [item.title for root in outline.root for item in (root, *root.children)]
    assert words.count("Appendices") == words.count("Appendix D: Second plan") == 1
    read = "\n".join(run_read("two.pdf", capsys))
    assert read.count("Appendix C: Improvement plan") == 1
    assert read.index("Appendix C: Improvement plan") > read.index("Heading 1: Appendices")


def run_read(file: str, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What a screen reader says of a PDF."""
    return _told(["check-document", "--read", file], capsys).splitlines()


@pytest.mark.not_on("scanner")  # the test itself writes PDFs by pikepdf, which waits for nobody
def test_a_pdf_result_that_somebody_changed_is_kept(pdfs: dict[str, bytes], capsys: pytest.CaptureFixture[str]) -> None:
    for name, file in (("report", REPORT), ("mine", MINE), ("other", OTHER)):
        Path(f"{name}.pdf").write_bytes(pdfs[file])
    words = ["attach", "report.pdf", "mine.pdf", "-o", "both.pdf"]
    _told(words, capsys)
    _told([*words, "--heading", "The plan"], capsys)  # nobody has changed it
    made = Path("both.pdf").read_bytes()
    note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], Contents="Check")
    with pikepdf.open(BytesIO(made)) as opened:
        opened.pages[0].obj.Annots = opened.make_indirect(pikepdf.Array([opened.make_indirect(note)]))
        opened.save("both.pdf")
    changed = Path("both.pdf").read_bytes()
    assert f"      both.pdf: {EDITED}" in _told(words, capsys, 1)
    assert Path("both.pdf").read_bytes() == changed
    with pikepdf.open(BytesIO(made)) as opened:  # as other programs write it, which compress what they can
        opened.save("both.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True)
    assert "both.pdf: result-edited: " in _told(words, capsys, 1)


@pytest.mark.parametrize("name", ["plan-draft", "Plan, panel approved", "plan"])
def test_a_pdf_that_another_program_made_of_a_draft_says_so_in_its_title_or_its_name(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, title in (("report", "Report"), (name, "Improvement plan: Dunmarra (draft)" if name == "plan" else "P")):
        with pikepdf.new() as opened:
            opened.add_blank_page()
            opened.docinfo["/Title"] = title
            opened.save(f"{file}.pdf")
    told = _told(["attach", "report.pdf", f"{name}.pdf", "-o", "both.pdf"], capsys)
    assert ("(draft)\n" in told) == (name != "Plan, panel approved")


@pytest.mark.not_on("scanner")  # the test itself writes PDFs by pikepdf, which waits for nobody
@pytest.mark.parametrize(
    ("name", "key", "words"),
    [
        ("record", "/Audience", "internal"),
        ("record", "/Title", "Record of decision (internal): Lorne (panel approved)"),
        ("decision-record-internal-panel-approved", "/Title", "Record"),
        ("panel-note-internal", "/Title", ""),
    ],
)
def test_an_internal_document_is_refused_as_a_pdf_too(
    name: str, key: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for file, told in (("report", "internal"), (name, words)):
        with pikepdf.new() as opened:
            opened.add_blank_page()
            opened.docinfo[key if file == name else "/Title"] = told
            opened.save(f"{file}.pdf")
    told = _told(["attach", "report.pdf", f"{name}.pdf", "-o", "both.pdf"], capsys, 1)
    assert f"{name}.pdf: internal-attached: this document says that it is internal, so it cannot be attached" in told
    Path(f"{name}.pdf").rename("internal-audit-plan.pdf")
    with pikepdf.open("internal-audit-plan.pdf", allow_overwriting_input=True) as opened:
        opened.docinfo["/Audience"] = "partnership"
        opened.save()
    _told(["attach", "report.pdf", "internal-audit-plan.pdf", "-o", "both.pdf"], capsys)


def test_an_internal_word_file_that_has_lost_its_properties_is_known_by_its_name(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("panel-note-internal.docx").write_bytes(word_files.word_file(word_files.paragraph("Note", "Heading1")))
    told = _told(["attach", REPORT, "panel-note-internal.docx", "-o", "both.docx"], capsys, 1)
    assert "panel-note-internal.docx: internal-attached: this document says that it is internal" in told


@pytest.mark.parametrize(
    ("report", "to", "written"),
    [(REPORT, "both.docx", "both.pdf"), (REPORT, "both.pdf", "both.pdf"), ("r.pdf", "both.docx", "both.docx")],
)
def test_pdf_behind_one_pair_of_word_files_asks_for_a_pdf_beside_the_word_file(
    report: str, to: str, written: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def attach_pair(
        report: Path, _plan: Path, _attachment: object, to: Path, *_: object, **__: object
    ) -> AttachOutcome:
        asked.append(to)
        return AttachOutcome(file=report.as_posix())

    Path("r.pdf").write_bytes(b"%PDF")
    monkeypatch.setattr(attaching, "attach_pair", attach_pair)
    run.run(["attach", report, MINE, "-o", to, "--pdf"])
    assert asked == [Path(written)]


@pytest.mark.parametrize("has_reference", [True, False])
def test_a_cover_sheet_and_a_list_that_come_later_stand_before_the_plan_that_is_there(
    has_reference: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = MINE if has_reference else "plan.docx"
    Path("plan.docx").write_bytes(word_files.word_file(word_files.paragraph("Another plan", "Heading1")))
    _told(["attach", REPORT, plan, "-o", "one.docx"], capsys)
    _told(["attach", "one.docx", OTHER, "-o", "two.docx", "--heading", "Second plan"], capsys)
    _told(["attach", "two.docx", plan, "-o", "three.docx", "--covers", "--list"], capsys)
    assert appendices("three.docx") == ["Appendices", "Appendix C: Improvement plan", "Appendix D: Second plan"]
    headings = [text for _, text in Pages(Path("three.docx").read_bytes()).headings]
    assert headings[headings.index("Appendix C: Improvement plan") + 1] == "Improvement plan"
    assert _told(["attach", "three.docx", plan, "-o", "four.docx"], capsys).startswith("Already there\n")
    assert faults(Path("three.docx").read_bytes()) == []
