"""What becomes of a report's PDF and a plan's PDF that are put together."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pikepdf import Name

from engross import pdf
from engross.pdf.conformance import Conformance, joint_conformance
from engross.pdf.converter import Converter
from engross.pdf.files import Archive, AttachedPdf, Enclosure, PdfAttachChoices, PdfFile
from engross.problems import Refused
from tests.engross.pdf.built import Paper
from tests.engross.pdf.checker import faults
from tests.engross.pdf.documents import WORD_FILES
from tests.engross.pdf.made import paper, same_content
from tests.engross.pdf.shown import shown

APPENDIX = "Appendix A: improvement plan"


def built(
    report: Paper, plan: Paper, choices: PdfAttachChoices | None = None, word: Enclosure | None = None
) -> AttachedPdf:
    """The two papers together; neither the result nor the papers have a fault that the checker finds."""
    assert faults(bytes(report)) == faults(bytes(plan)) == []
    attached = pdf.attach(PdfFile("report.pdf", bytes(report)), PdfFile("plan.pdf", bytes(plan)), choices, word)
    assert faults(attached.data) == []
    return attached


def opened(attached: AttachedPdf) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(attached.data))


def pages(data: bytes, folder: Path) -> list[str]:
    """The text of each page."""
    return [page.strip() for page in shown("pdftotext", data, folder, "-layout").split("\f")[:-1]]


def tags(data: bytes, folder: Path) -> list[str]:
    """The tags with their text, as poppler reads them, without attributes and indentation."""
    lines = shown("pdfinfo", data, folder, "-struct-text").splitlines()
    return [line.strip() for line in lines if not line.lstrip().startswith(("/", "Object"))]


def titles(attached: AttachedPdf) -> list[Any]:
    """The outline as nested lists of titles."""

    def level(items: Any) -> list[Any]:
        return [[item.title, *level(item.children)] if item.children else item.title for item in items]

    with opened(attached) as whole, whole.open_outline() as outline:
        return level(outline.root)


def labels(attached: AttachedPdf) -> list[str]:
    with opened(attached) as whole:
        return [str(page.label) for page in whole.pages]


# Real papers, made by LibreOffice


@pytest.fixture
def report(office: Converter) -> PdfFile:
    return paper(office, "report")


@pytest.fixture
def plan(office: Converter) -> PdfFile:
    return paper(office, "plan")


@pytest.fixture
def attached(report: PdfFile, plan: PdfFile) -> AttachedPdf:
    return pdf.attach(report, plan, word=Enclosure("plan.docx", WORD_FILES["plan.docx"]))


def test_the_report_and_the_plan_together_have_no_fault_and_nothing_to_say(attached: AttachedPdf) -> None:
    assert faults(attached.data) == []
    assert attached.problems == ()
    assert attached.title == APPENDIX


def test_the_text_of_both_is_complete_and_in_order(
    attached: AttachedPdf, report: PdfFile, plan: PdfFile, tmp_path: Path
) -> None:
    assert pages(attached.data, tmp_path) == pages(report.data, tmp_path) + pages(plan.data, tmp_path)


def test_the_tags_of_both_are_complete_and_in_order(
    attached: AttachedPdf, report: PdfFile, plan: PdfFile, tmp_path: Path
) -> None:
    mine, theirs = tags(report.data, tmp_path), tags(plan.data, tmp_path)
    whole = tags(attached.data, tmp_path)
    assert whole[: len(mine)] == mine
    assert whole[len(mine)] == f'Part "{APPENDIX}"'
    unnamed = [re.sub("<.*?>", "<>", line) for line in whole[len(mine) + 1 :]]
    assert unnamed == [re.sub("<.*?>", "<>", line) for line in theirs[1:]]


def test_the_pages_look_as_they_did(attached: AttachedPdf, report: PdfFile, plan: PdfFile, tmp_path: Path) -> None:
    def pictures(data: bytes) -> list[bytes]:
        for old in tmp_path.glob("shown-*.png"):
            old.unlink()
        shown("pdftoppm", data, tmp_path, "-r", "30", "-png")
        return [picture.read_bytes() for picture in sorted(tmp_path.glob("shown-*.png"))]

    assert pictures(attached.data) == pictures(report.data) + pictures(plan.data)


def test_the_plans_language_stays_on_its_part_and_the_reports_on_the_file(attached: AttachedPdf) -> None:
    with opened(attached) as whole:
        assert str(whole.Root.Lang) == "en-GB"
        part = whole.Root.StructTreeRoot.K[0].K[-1]
        assert (str(part.S), str(part.Lang), str(part.T)) == ("/Part", "gd-GB", APPENDIX)


def test_the_outline_has_an_entry_for_the_appendix_with_the_plans_entries_under_it(attached: AttachedPdf) -> None:
    assert titles(attached) == [
        ["Joint inspection of services", "Key messages"],
        ["Findings", "More findings"],
        "The end of the report.",
        [APPENDIX, ["Improvement plan", "Monitoring"]],
    ]


def test_the_word_plan_is_embedded_as_a_supplement(attached: AttachedPdf) -> None:
    with opened(attached) as whole:
        assert list(whole.attachments) == ["plan.docx"]
        assert whole.attachments["plan.docx"].get_file().read_bytes() == WORD_FILES["plan.docx"]
        (file,) = whole.Root.AF
        assert str(file.AFRelationship) == "/Supplement"
        assert str(file.EF.F.Params.ModDate) == "D:19800101000000Z"


def test_the_reports_title_dates_and_claims_stay(attached: AttachedPdf, report: PdfFile) -> None:
    with opened(attached) as whole, pikepdf.open(BytesIO(report.data)) as before:
        assert dict(whole.docinfo.items()) == dict(before.docinfo.items())
        assert whole.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        assert bool(whole.Root.ViewerPreferences.DisplayDocTitle)


def test_the_same_files_give_the_same_bytes(attached: AttachedPdf, report: PdfFile, plan: PdfFile) -> None:
    again = pdf.attach(report, plan, word=Enclosure("plan.docx", WORD_FILES["plan.docx"]))
    assert again == attached


def test_a_plan_attached_before_is_replaced_not_doubled(
    office: Converter, attached: AttachedPdf, report: PdfFile
) -> None:
    other = paper(office, "short plan")
    replaced = pdf.attach(PdfFile("attached.pdf", attached.data), other)
    assert same_content(replaced, pdf.attach(report, other))
    assert faults(replaced.data) == []


@pytest.mark.parametrize("archive", [pytest.param(Archive.A2B, marks=pytest.mark.soak), Archive.A3B])
def test_pdf_a_is_still_claimed_where_both_are_pdf_a(office: Converter, archive: Archive) -> None:
    attached = pdf.attach(paper(office, "report", archive), paper(office, "plan", archive))
    assert attached.problems == ()
    with opened(attached) as whole:
        claims = Conformance.of(whole)
    assert (claims.archive, claims.level, claims.accessible) == (archive, "B", 1)


def test_pdf_a_is_no_longer_claimed_where_the_plan_is_not(office: Converter, plan: PdfFile) -> None:
    report = paper(office, "report", Archive.A3B)
    attached = pdf.attach(report, plan)
    assert [str(problem) for problem in attached.problems] == [
        "plan.pdf: pdf-claim-dropped: the report with this plan is no longer PDF/A-3b, and does not say so any more; "
        "make the plan's PDF as PDF/A-3b too"
    ]
    with opened(attached) as whole:
        claims = Conformance.of(whole)
    assert (claims.archive, claims.level, claims.accessible) == (0, "", 1)
    archival = paper(office, "plan", Archive.A3B)
    again = pdf.attach(PdfFile("attached.pdf", attached.data), archival)
    assert same_content(again, pdf.attach(report, archival))


def test_pdf_a_2_takes_no_word_file_and_that_is_said(office: Converter) -> None:
    word = Enclosure("plan.docx", b"words")
    attached = pdf.attach(paper(office, "report", Archive.A2B), paper(office, "plan", Archive.A2B), word=word)
    assert [str(problem) for problem in attached.problems] == [
        "report.pdf: pdf-word-left-out: this report is PDF/A-2b, which allows no embedded Word file, so plan.docx was left out; "
        "make the report as PDF/A-3b where it should be embedded"
    ]
    with opened(attached) as whole:
        assert list(whole.attachments) == []


def test_pdf_a_3_takes_the_word_file(office: Converter) -> None:
    word = Enclosure("plan.docx", WORD_FILES["plan.docx"])
    attached = pdf.attach(paper(office, "report", Archive.A3B), paper(office, "plan", Archive.A3B), word=word)
    assert attached.problems == ()
    assert faults(attached.data) == []
    with opened(attached) as whole:
        assert list(whole.attachments) == ["plan.docx"]


def test_the_plan_goes_after_a_named_section_in_pages_tags_and_outline(
    report: PdfFile, plan: PdfFile, tmp_path: Path
) -> None:
    attached = pdf.attach(report, plan, PdfAttachChoices(after="joint  Inspection of services"))
    assert faults(attached.data) == []
    mine, theirs = pages(report.data, tmp_path), pages(plan.data, tmp_path)
    assert pages(attached.data, tmp_path) == [mine[0], *theirs, *mine[1:]]
    assert [entry if isinstance(entry, str) else entry[0] for entry in titles(attached)] == [
        *("Joint inspection of services", APPENDIX, "Findings", "The end of the report."),
    ]
    with opened(attached) as whole:
        kinds = [str(kid.S) for kid in whole.Root.StructTreeRoot.K[0].K]
    assert kinds.index("/Part") == kinds.index("/H1", 1) - 1
    assert attached.problems == ()


def test_an_untagged_report_stays_untagged_and_that_is_said(plan: PdfFile) -> None:
    untagged = PdfFile("report.pdf", bytes(Paper(tagged=False)))
    attached = pdf.attach(untagged, plan)
    assert faults(attached.data) == []
    assert [str(problem) for problem in attached.problems] == [
        "report.pdf: pdf-untagged-report: this report has no tags, so it is not accessible, "
        "and the plan's tags were left out; give the plan to readers as a file of its own, too"
    ]
    with opened(attached) as whole:
        assert "/StructTreeRoot" not in whole.Root
        assert "/MarkInfo" not in whole.Root
        assert Conformance.of(whole).accessible == 0


def test_an_untagged_plan_takes_pdf_ua_from_the_report_and_that_is_said(report: PdfFile) -> None:
    attached = pdf.attach(report, PdfFile("plan.pdf", bytes(Paper(words="plan", tagged=False))))
    assert [problem.id for problem in attached.problems] == ["pdf-untagged-plan", "pdf-claim-dropped"]
    with opened(attached) as whole:
        assert Conformance.of(whole).accessible == 0
        assert "/StructTreeRoot" in whole.Root


# Papers built by hand, with what LibreOffice does not write


def test_inherited_sizes_and_fonts_come_along(tmp_path: Path) -> None:
    attached = built(Paper(), Paper(words="plan", pages=3))
    assert pages(attached.data, tmp_path) == ["report 1", "report 2", "plan 1", "plan 2", "plan 3"]
    with opened(attached) as whole:
        assert [float(page.mediabox[3]) for page in whole.pages] == [400] * 5


@pytest.mark.parametrize("nested", [False, True])
@pytest.mark.parametrize("document", [False, True])
def test_tags_are_found_in_trees_of_every_shape(tmp_path: Path, nested: bool, document: bool) -> None:
    attached = built(
        Paper(nested=nested, document=document), Paper(words="plan", nested=not nested, document=not document)
    )
    read = [line for line in tags(attached.data, tmp_path) if line.startswith('"')]
    assert read == ['"report 1"', '"report 2"', '"plan 1"', '"plan 2"']


def test_a_type_that_means_something_else_in_the_report_gets_another_name() -> None:
    attached = built(
        Paper(type="Text", roles=(("Text", "P"), ("Title", "H1"))),
        Paper(words="plan", type="Text", roles=(("Text", "Own"), ("Own", "Span"), ("Title", "H1"))),
    )
    with opened(attached) as whole:
        root = whole.Root.StructTreeRoot
        roles = {name: str(target) for name, target in root.RoleMap.items()}
        assert roles == {"/Own": "/Span", "/Text": "/P", "/Text-2": "/Own", "/Title": "/H1"}
        assert [str(kid.S) for kid in root.K.K[-1].K] == ["/Text-2", "/Text-2"]


H1_IS_P, H1_IS_H2 = (("H1", "P"),), (("H1", "H2"),)


@pytest.mark.parametrize(
    ("report", "plan", "expected"),
    [
        ((), H1_IS_P, ("Heading 1: report 1", "plan 1")),
        (H1_IS_P, (), ("report 1", "Heading 1: plan 1")),
        (H1_IS_P, H1_IS_H2, ("report 1", "Heading 2: plan 1")),
        (H1_IS_P, (("H1", "H1"),), ("report 1", "Heading 1: plan 1")),
        (H1_IS_P, (("Own", "H1"),), ("report 1", "Heading 1: plan 1")),
    ],
)
def test_neither_is_read_otherwise_because_the_other_takes_a_standard_type_for_another(
    report: tuple[tuple[str, str], ...], plan: tuple[tuple[str, str], ...], expected: tuple[str, str]
) -> None:
    of_plan = Paper(words="plan", pages=1, type="Own" if plan and plan[0][0] == "Own" else "H1", roles=plan)
    attached = built(Paper(pages=1, type="H1", roles=report), of_plan)
    lines = pdf.read_aloud(PdfFile("whole.pdf", attached.data))
    assert tuple(line for line in lines if line.endswith(" 1")) == expected


def test_a_class_that_means_something_else_in_the_report_gets_another_name() -> None:
    attached = built(Paper(classed="Block"), Paper(words="plan", classed="Inline"))
    with opened(attached) as whole:
        root = whole.Root.StructTreeRoot
        assert str(root.ClassMap["/Boxed"].Placement) == "/Block"
        assert str(root.ClassMap["/Boxed-2"].Placement) == "/Inline"
        assert [str(kid.C) for kid in root.K.K[-1].K] == ["/Boxed-2", "/Boxed-2"]


def test_identifiers_that_clash_get_others_and_header_cells_follow() -> None:
    attached = built(Paper(identifiers=True), Paper(words="plan", identifiers=True))
    with opened(attached) as whole:
        part = whole.Root.StructTreeRoot.K.K[-1]
        assert [str(kid.ID) for kid in part.K] == ["id0-2", "id1-2"]
        assert [str(kid.A.Headers[0]) for kid in part.K] == ["id0-2", "id0-2"]


def test_a_namespace_that_both_have_is_listed_once() -> None:
    space = "http://iso.org/pdf2/ssn"
    attached = built(Paper(namespace=space), Paper(words="plan", namespace=space))
    with opened(attached) as whole:
        root = whole.Root.StructTreeRoot
        (listed,) = root.Namespaces
        assert {kid.NS.objgen for kid in root.K.K[-1].K} == {listed.objgen}
    other = built(Paper(namespace=space), Paper(words="plan", namespace="http://example.org/tags"))
    with opened(other) as whole:
        assert [str(s.NS) for s in whole.Root.StructTreeRoot.Namespaces] == [space, "http://example.org/tags"]


def test_named_destinations_that_clash_lead_to_their_own_pages() -> None:
    attached = built(
        Paper(destination="start", old_destination="end"),
        Paper(words="plan", destination="start", old_destination="end", outline=("Plan",)),
    )
    with opened(attached) as whole:
        named = pikepdf.NameTree(whole.Root.Names.Dests)
        last = {whole.pages[1].obj.objgen, whole.pages[3].obj.objgen}
        assert set(named) == {"start", "start-2"}
        assert {named[name].D[0].objgen for name in named} == last
        assert {goal[0].objgen for goal in whole.Root.Dests.values()} == last
        link, old = whole.pages[2].Annots
        assert (str(link.A.D), str(old.Dest)) == ("start-2", "/end-2")
        assert str(whole.Root.Outlines.Last.First.Dest) == "start-2"


def test_form_fields_that_clash_get_other_names_and_keep_their_fonts() -> None:
    attached = built(Paper(field="Name", font="Helvetica"), Paper(words="plan", field="Name", font="Courier"))
    with opened(attached) as whole:
        form = whole.Root.AcroForm
        assert [(str(f.T), str(f.V), str(f.DA)) for f in form.Fields] == [
            ("Name", "report", "/Body 10 Tf 0 g"),
            ("Name-2", "plan", "/Body-2 10 Tf 0 g"),
        ]
        assert str(form.DR.Font["/Body"].BaseFont) == "/Helvetica"
        assert str(form.DR.Font["/Body-2"].BaseFont) == "/Courier"


def test_a_field_that_is_drawn_as_its_form_says_stays_so_in_the_reports_form() -> None:
    def of_form(before: pikepdf.Pdf) -> None:
        before.Root.AcroForm.DA = before.Root.AcroForm.Fields[0].DA
        del before.Root.AcroForm.Fields[0]["/DA"]

    plan = PdfFile("plan.pdf", changed(of_form))
    attached = pdf.attach(PdfFile("report.pdf", bytes(Paper(field="Name", font="Courier"))), plan)
    with opened(attached) as whole:
        assert [str(field.DA) for field in whole.Root.AcroForm.Fields] == ["/Body 10 Tf 0 g", "/Body-2 10 Tf 0 g"]


@pytest.mark.parametrize("document", [False, True])
def test_a_lone_element_that_is_in_no_array_stays_so_where_the_plan_is_taken_out(document: bool) -> None:
    report = Paper(pages=1, lone=True, document=document)
    first = built(report, Paper(words="plan"))
    untagged = Paper(words="other", tagged=False)
    replaced = pdf.attach(PdfFile("report.pdf", first.data), PdfFile("plan.pdf", bytes(untagged)))
    assert same_content(replaced, built(report, untagged))


def test_a_plans_form_comes_along_where_the_report_has_none() -> None:
    attached = built(Paper(), Paper(words="plan", field="Name"))
    with opened(attached) as whole:
        assert [str(field.T) for field in whole.Root.AcroForm.Fields] == ["Name"]


@pytest.mark.parametrize("mine", ["", "Report layer"])
def test_a_layer_that_is_not_shown_stays_so(mine: str) -> None:
    attached = built(Paper(layer=mine), Paper(words="plan", layer="Notes", layer_off=True))
    with opened(attached) as whole:
        layers = whole.Root.OCProperties
        assert [str(layer.Name) for layer in layers.OCGs] == [*([mine] if mine else []), "Notes"]
        assert [str(layer.Name) for layer in layers.D.OFF] == ["Notes"]


def test_a_report_without_an_outline_gets_one_with_the_appendix() -> None:
    assert titles(built(Paper(), Paper(words="plan"))) == [APPENDIX]


@pytest.mark.parametrize(
    ("outline", "label"),
    [
        (("Findings",), "Appendix A: "),
        (("Findings", "Appendix A: methods", "APPENDIX B"), "APPENDIX C: "),
        (("Annex F – terms",), "Annex G – "),
        (("Appendix 1: terms", "Appendix 2: methods"), "Appendix 3: "),
        (("Appendix I", "Appendix II"), "Appendix III: "),
        (("Appendix Z",), "Appendix AA: "),
        (("Appendix to the report",), "Appendix A: "),
    ],
)
def test_the_appendix_gets_the_label_after_the_reports_last(outline: tuple[str, ...], label: str) -> None:
    assert built(Paper(outline=outline), Paper(words="plan")).title == f"{label}improvement plan"


def test_the_titles_words_may_be_chosen() -> None:
    attached = built(Paper(), Paper(words="plan"), PdfAttachChoices(title="", label="Pàirt"))
    assert titles(attached) == ["Pàirt A"]


@pytest.mark.parametrize("closed", [False, True])
def test_an_appendix_under_a_closed_or_open_entry_is_counted(closed: bool) -> None:
    report = Paper(outline=("One>Below", "Two"), closed=closed)
    attached = built(report, Paper(words="plan", outline=("Plan>Actions",)), PdfAttachChoices(after="Below"))
    assert titles(attached) == [["One", "Below", [APPENDIX, ["Plan", "Actions"]]], "Two"]


def test_where_the_next_section_begins_on_the_same_page_the_plan_follows_that_page(tmp_path: Path) -> None:
    report = Paper(pages=3, outline=("One>Below", "Two", "Three"))
    attached = built(report, Paper(words="plan", pages=1), PdfAttachChoices(after="One"))
    assert pages(attached.data, tmp_path) == ["report 1", "plan 1", "report 2", "report 3"]
    assert attached.problems == ()
    mixed = Paper(pages=2, outline=("One", "Two>Early>Late"))
    cut = built(mixed, Paper(words="plan", pages=1), PdfAttachChoices(after="early"))
    assert pages(cut.data, tmp_path) == ["report 1", "report 2", "plan 1"]
    assert [str(problem) for problem in cut.problems] == [
        'report.pdf: pdf-section-shares-page: the section "early" ends on the page that the next one begins on; the plan follows that page; '
        "put a page break between the two in the report"
    ]


@pytest.mark.parametrize(
    ("outline", "hint"),
    [
        (("Findings", "Annexes"), 'did you mean "Findings"?'),
        (("One", "Two"), 'its entries are: "One", "Two"'),
        ((), "it has no outline: leave the place out, and the plan goes to the end"),
    ],
)
def test_a_place_that_is_not_in_the_outline_is_refused(outline: tuple[str, ...], hint: str) -> None:
    with pytest.raises(Refused) as refused:
        built(Paper(outline=outline), Paper(words="plan"), PdfAttachChoices(after="Finding"))
    message = (
        'report.pdf: unknown-outline-entry: there is no entry "Finding" in the outline (the bookmarks) of this PDF file'
    )
    assert str(refused.value) == f"{message}; {hint}"


ROMAN = ((0, "r", 1), (1, "D", 1))


@pytest.mark.parametrize(
    ("mine", "theirs", "choices", "expected"),
    [
        ((), (), PdfAttachChoices(restart=False), ["1", "2", "3", "4", "5"]),
        ((), (), PdfAttachChoices(), ["1", "2", "3", "1", "2"]),
        (ROMAN, (), PdfAttachChoices(restart=False), ["i", "1", "2", "3", "4"]),
        (ROMAN, (), PdfAttachChoices(), ["i", "1", "2", "1", "2"]),
        (ROMAN, ((0, "A", 3),), PdfAttachChoices(restart=True), ["i", "1", "2", "C", "D"]),
        (ROMAN, (), PdfAttachChoices(after="Two", restart=False), ["i", "1", "2", "3", "2"]),
        (ROMAN, (), PdfAttachChoices(after="One", restart=False), ["i", "ii", "iii", "1", "2"]),
        ((), (), PdfAttachChoices(after="One", restart=True), ["1", "1", "2", "2", "3"]),
    ],
)
def test_labels_continue_or_restart_and_the_reports_pages_keep_theirs(
    mine: tuple[tuple[int, str, int], ...],
    theirs: tuple[tuple[int, str, int], ...],
    choices: PdfAttachChoices,
    expected: list[str],
) -> None:
    report = Paper(pages=3, labels=mine, outline=("One", "Two", "Three"))
    assert labels(built(report, Paper(words="plan", labels=theirs), choices)) == expected


FULL = Paper(
    roles=(("Text", "P"),),
    type="Text",
    destination="start",
    old_destination="end",
    field="Name",
    layer="Layer",
    outline=("One>Below", "Two"),
    labels=ROMAN,
)


@pytest.mark.parametrize("report", [Paper(), FULL, Paper(tagged=False), Paper(identifiers=True, classed="Block")])
@pytest.mark.parametrize("choices", [PdfAttachChoices(), PdfAttachChoices(restart=False)])
def test_replacing_a_plan_gives_what_attaching_the_new_one_at_once_gives(
    report: Paper, choices: PdfAttachChoices
) -> None:
    old = Paper(
        words="old", pages=3, field="Name", destination="start", old_destination="end", type="X", roles=(("X", "P"),)
    )
    new = Paper(words="new", pages=1, identifiers=True, classed="Inline", layer="New", outline=("Plan",))
    word = Enclosure("plan.docx", b"words")
    first = built(report, old, PdfAttachChoices(restart=True), word)
    file, plan = PdfFile("report.pdf", first.data), PdfFile("plan.pdf", bytes(new))
    again = pdf.attach(file, plan, choices, word)
    assert same_content(again, built(report, new, choices, word))


def test_two_word_files_of_the_same_name_are_both_there() -> None:
    with pikepdf.open(BytesIO(bytes(Paper()))) as before:
        before.attachments["plan.docx"] = b"the report's own"
        stream = BytesIO()
        before.save(stream)
    plan = PdfFile("plan.pdf", bytes(Paper(words="plan")))
    attached = pdf.attach(PdfFile("report.pdf", stream.getvalue()), plan, word=Enclosure("plan.docx", b"the plan's"))
    with opened(attached) as whole:
        held = {name: spec.get_file().read_bytes() for name, spec in whole.attachments.items()}
    assert held == {"plan.docx": b"the report's own", "plan.docx-2": b"the plan's"}


# Refused


def changed(change: Callable[[pikepdf.Pdf], None], **saving: Any) -> bytes:
    with pikepdf.open(BytesIO(bytes(Paper(field="Name")))) as before:
        change(before)
        stream = BytesIO()
        before.save(stream, **saving)
        return stream.getvalue()


def nothing(_: pikepdf.Pdf) -> None:
    """Leave the file as it is."""


def signed(before: pikepdf.Pdf) -> None:
    field = before.Root.AcroForm.Fields[0]
    field.FT, field.V = Name.Sig, pikepdf.Dictionary(Type=Name.Sig)


def certified(before: pikepdf.Pdf) -> None:
    before.Root.Perms = pikepdf.Dictionary(DocMDP=pikepdf.Dictionary(Type=Name.Sig))


def waiting(before: pikepdf.Pdf) -> None:
    field = before.Root.AcroForm.Fields[0]
    field.FT = Name.Sig
    del field["/V"]


def live_cycle(before: pikepdf.Pdf) -> None:
    before.Root.AcroForm.XFA = before.make_stream(b"<xdp/>")


def portfolio(before: pikepdf.Pdf) -> None:
    before.Root.Collection = pikepdf.Dictionary()


AGAIN = "ask its author for a fresh copy, or open it and save it again as PDF, then run again"
ENCRYPTED = (
    "this PDF file is encrypted: it asks for a password, or does not allow changes; "
    "save a copy without security, and use that copy"
)
SIGNED = (
    "this PDF file is digitally signed, and a signature does not survive an added page; "
    "attach the plan to the copy that is not yet signed, then have it signed"
)
REFUSED = {
    "signed": (changed(signed), SIGNED),
    "certified": (changed(certified), SIGNED),
    "with a password": (changed(nothing, encryption=pikepdf.Encryption(user="x", owner="y")), ENCRYPTED),
    "not to be changed": (changed(nothing, encryption=pikepdf.Encryption(user="", owner="y")), ENCRYPTED),
    "a LiveCycle form": (
        changed(live_cycle),
        "this PDF file is a form made with Adobe LiveCycle, whose pages are not the PDF's own; "
        "print it to PDF, and use the printed file",
    ),
    "a portfolio": (
        changed(portfolio),
        "this PDF file is a portfolio: its pages are in files inside it; save the report out of it as a PDF of its own",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_take_a_plan_is_refused_by_name(kind: str) -> None:
    data, message = REFUSED[kind]
    with pytest.raises(Refused) as refused:
        pdf.attach(PdfFile("report.pdf", data), PdfFile("plan.pdf", bytes(Paper(words="plan"))))
    (problem,) = refused.value.problems
    assert str(problem) == f"report.pdf: {problem.id}: {message}"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04", bytes(Paper())[300:]])
def test_a_damaged_file_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as refused:
        pdf.attach(PdfFile("report.pdf", data), PdfFile("plan.pdf", bytes(Paper(words="plan"))))
    assert str(refused.value).startswith("report.pdf: pdf-damaged: this is not a whole PDF file (")
    assert str(refused.value).endswith(f"); {AGAIN}")


def test_damaged_content_is_refused() -> None:
    def damage(before: pikepdf.Pdf) -> None:
        before.pages[0].Contents = pikepdf.Stream(before, b"no deflated data", Filter=Name.FlateDecode)

    with pytest.raises(Refused) as refused:
        pdf.attach(PdfFile("report.pdf", changed(damage)), PdfFile("plan.pdf", bytes(Paper(words="plan"))))
    (problem,) = refused.value.problems
    assert (problem.id, str(problem.place)) == ("pdf-damaged", "report.pdf")
    assert "ask its author for a fresh copy" in problem.hint


def test_all_that_is_wrong_with_both_files_is_said_at_once() -> None:
    with pytest.raises(Refused) as refused:
        pdf.attach(PdfFile("report.pdf", changed(signed)), PdfFile("plan.pdf", b""))
    assert [(p.id, str(p.place)) for p in refused.value.problems] == [
        ("pdf-signed", "report.pdf"),
        ("pdf-damaged", "plan.pdf"),
    ]


def test_a_field_that_waits_for_a_signature_is_no_signature() -> None:
    attached = pdf.attach(PdfFile("report.pdf", changed(waiting)), PdfFile("plan.pdf", bytes(Paper(words="plan"))))
    assert attached.title == APPENDIX


def test_pages_are_counted() -> None:
    assert pdf.page_count(PdfFile("report.pdf", bytes(Paper(pages=7)))) == 7


# What may be claimed


@pytest.mark.parametrize(
    ("report", "plan", "archive", "level"),
    [
        ((2, "B", 3), (2, "B", 3), 2, "B"),
        ((3, "B", 3), (2, "B", 3), 3, "B"),
        ((2, "B", 3), (3, "B", 3), 2, "B"),
        ((2, "A", 3), (2, "U", 3), 2, "U"),
        ((2, "B", 3), (2, "A", 3), 2, "B"),
        ((1, "B", 3), (2, "B", 3), 0, ""),
        ((1, "B", 3), (1, "B", 3), 1, "B"),
        ((3, "B", 3), (4, "", 3), 0, ""),
        ((4, "", 3), (4, "", 3), 4, ""),
        ((2, "B", 4), (2, "B", 3), 0, ""),
        ((2, "B", 3), (0, "", 0), 0, ""),
        ((0, "", 0), (2, "B", 3), 0, ""),
    ],
)
def test_pdf_a_is_claimed_where_the_plan_bears_it_out(
    report: tuple[int, str, int], plan: tuple[int, str, int], archive: int, level: str
) -> None:
    def said(facts: tuple[int, str, int]) -> Conformance:
        return Conformance(archive=facts[0], level=facts[1], colours=facts[2], tagged=True)

    joint = joint_conformance(said(report), said(plan))
    assert (joint.archive, joint.level) == (archive, level)


def test_pdf_ua_is_claimed_where_both_are_tagged_and_claim_it() -> None:
    both = Conformance(accessible=1, tagged=True)
    assert joint_conformance(both, both).accessible == 1
    assert joint_conformance(both, Conformance(accessible=1)).accessible == 0
    assert joint_conformance(Conformance(accessible=1), both).accessible == 0
    assert joint_conformance(both, Conformance(accessible=2, tagged=True)).accessible == 0
    assert joint_conformance(Conformance(tagged=True), both).accessible == 0


def test_a_plan_with_files_in_it_ends_pdf_a_2_and_not_pdf_a_3() -> None:
    plan = Conformance(archive=3, level="B", colours=3, files=True)
    assert joint_conformance(Conformance(archive=2, level="B", colours=3), plan).archive == 0
    assert joint_conformance(Conformance(archive=3, level="B", colours=3), plan).archive == 3
