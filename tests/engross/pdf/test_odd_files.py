"""What reports and plans of other programs hold, and what must hold of it in the file made of both."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from engross import pdf
from engross.pdf import PdfAttachChoices, PdfFile
from engross.pdf.appendix.names import outline_items
from tests.engross.pdf.built import Paper
from tests.engross.pdf.checker import faults


def paper(change: Callable[[Pdf], None], built: Paper | None = None) -> bytes:
    """A small PDF after a change."""
    with pikepdf.open(BytesIO(bytes(built or Paper()))) as opened:
        change(opened)
        target = BytesIO()
        opened.save(target, static_id=True)
    return target.getvalue()


def attached(report: bytes, plan: bytes, choices: PdfAttachChoices | None = None) -> bytes:
    """Both in one."""
    return pdf.attach(PdfFile("report.pdf", report), PdfFile("plan.pdf", plan), choices).data


def goals(data: bytes) -> list[int]:
    """The pages, from 1, to which the links on the pages lead, in order."""
    with pikepdf.open(BytesIO(data)) as opened:
        places = {page.obj.objgen: number for number, page in enumerate(opened.pages, 1)}
        links = [link for page in opened.pages for link in page.obj.get("/Annots", Array())]
        pages: list[Any] = [(link.Dest if "/Dest" in link else link.A.D)[0] for link in links]
        return [page + 1 if isinstance(page, int) else places[page.objgen] for page in pages]


def linked(number: int, *, action: bool = False) -> Callable[[Pdf], None]:
    """A change that puts a link to a page by its number on the first page."""

    def link(opened: Pdf) -> None:
        goal = Array([number, Name.Fit])
        leads = {"A": Dictionary(S=Name.GoTo, D=goal)} if action else {"Dest": goal}
        note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), **leads)
        opened.pages[0].obj.Annots = Array([opened.make_indirect(note)])

    return link


@pytest.mark.parametrize("action", [False, True])
def test_a_link_to_a_page_by_its_number_leads_to_the_same_page_as_before(action: bool) -> None:
    report = paper(linked(2, action=action), Paper(pages=3, outline=("One", "Two", "Three"), tagged=False))
    plan = paper(linked(1, action=action), Paper(words="plan", tagged=False))
    assert goals(attached(report, plan)) == [3, 5]
    assert goals(attached(report, plan, PdfAttachChoices(after="One"))) == [5, 3]


def layers(data: bytes) -> dict[str, bool]:
    """Whether each layer is shown (ISO 32000-1, 8.11.4.3)."""
    with pikepdf.open(BytesIO(data)) as opened:
        shown = opened.Root.OCProperties.D
        turned = {key: {layer.objgen for layer in shown.get(key, Array())} for key in ("/ON", "/OFF")}
        base = str(shown.get("/BaseState", "/ON")) == "/ON"
        return {
            str(layer.Name): layer.objgen in turned["/ON"] or (base and layer.objgen not in turned["/OFF"])
            for layer in opened.Root.OCProperties.OCGs
        }


def layered(name: str, base: str, named: str) -> bytes:
    """A PDF with two layers; `named` ("/ON" or "/OFF") lists the first."""

    def put(opened: Pdf) -> None:
        both = [opened.make_indirect(Dictionary(Type=Name.OCG, Name=String(f"{name} {n}"))) for n in (1, 2)]
        state = Dictionary({"/BaseState": Name(base), named: Array(both[:1])})
        opened.Root.OCProperties = Dictionary(OCGs=Array(both), D=state)

    return paper(put)


@pytest.mark.parametrize("ours", [("/ON", "/OFF"), ("/OFF", "/ON")])
@pytest.mark.parametrize("theirs", [("/ON", "/OFF"), ("/OFF", "/ON")])
def test_layers_are_shown_as_each_of_the_two_files_shows_them(ours: tuple[str, str], theirs: tuple[str, str]) -> None:
    report, plan = layered("report", *ours), layered("plan", *theirs)
    assert layers(attached(report, plan)) == layers(report) | layers(plan)


@pytest.mark.parametrize("copies", [("First",), ("Last",), ("First", "Last")])
def test_an_outline_whose_first_and_last_entries_are_copies_gets_the_appendix_at_its_end(
    copies: tuple[str, ...],
) -> None:
    def copy_ends(opened: Pdf) -> None:
        for end in copies:
            entry = opened.Root.Outlines[f"/{end}"]
            opened.Root.Outlines[f"/{end}"] = opened.make_indirect(Dictionary(dict(entry.items())))

    odd = paper(copy_ends, Paper(outline=("One", "Two")))
    for report, plan in ((odd, bytes(Paper())), (bytes(Paper()), odd), (odd, odd)):
        with pikepdf.open(BytesIO(attached(report, plan))) as opened:
            entries = outline_items(opened.Root.Outlines)
            assert "Appendix A: improvement plan" in [str(entry.Title) for entry in entries]
            top = [entry for entry in entries if entry.Parent.objgen == opened.Root.Outlines.objgen]
            assert opened.Root.Outlines.Last.objgen == top[-1].objgen


def test_an_outline_that_is_a_stream_is_an_outline() -> None:
    def put(opened: Pdf) -> None:
        stream = opened.make_indirect(Stream(opened, b"", dict(opened.Root.Outlines.items())))
        for entry in outline_items(opened.Root.Outlines):
            entry.Parent = stream
        opened.Root.Outlines = stream

    odd = paper(put, Paper(outline=("One", "Two")))
    with pikepdf.open(BytesIO(attached(odd, odd))) as opened:
        titles = [str(entry.Title) for entry in outline_items(opened.Root.Outlines)]
        assert titles == ["One", "Two", "Appendix A: improvement plan", "One", "Two"]


def test_a_plan_whose_fields_readers_draw_lets_them_draw_none_of_the_reports() -> None:
    def wait(opened: Pdf) -> None:
        opened.Root.AcroForm.NeedAppearances = True

    plan = paper(wait, Paper(words="plan", field="answer"))
    with pikepdf.open(BytesIO(attached(bytes(Paper(field="name")), plan))) as opened:
        form = opened.Root.AcroForm
        assert not form.get("/NeedAppearances", False)
        assert ["/AP" in field for field in form.Fields] == [False, True]


def test_attaching_the_same_plan_again_gives_the_same_bytes() -> None:
    report, plan = bytes(Paper(pages=40, outline=("One",), field="name")), bytes(Paper(words="plan", field="name"))
    once = attached(report, plan)
    assert attached(once, plan) == once


def titled(title: str) -> PdfAttachChoices:
    """A plan under this title, with the next letter."""
    return PdfAttachChoices(title=title)


def entries_of(data: bytes) -> list[str]:
    """The titles of the appendices in the outline."""
    with pikepdf.open(BytesIO(data)) as opened:
        titles = [str(entry.Title) for entry in outline_items(opened.Root.Outlines)]
        return [f"{len(opened.pages)} pages", *(title for title in titles if title.startswith("Appendix"))]


def test_a_plan_under_another_title_is_a_second_appendix_and_the_last_one_is_replaced() -> None:
    report = bytes(Paper(outline=("One",), field="name", layer="notes", destination="here"))
    first, second = (
        bytes(Paper(words=words, field="name", layer="notes", destination="here")) for words in ("glen", "strath")
    )
    once = attached(report, first, titled("First"))
    both = attached(once, second, titled("Second"))
    assert entries_of(both) == ["6 pages", "Appendix A: First", "Appendix B: Second"]
    assert attached(both, second, titled("Second")) == both
    replaced = attached(both, bytes(Paper(words="brae", pages=1)), titled("Second"))
    assert entries_of(replaced) == ["5 pages", "Appendix A: First", "Appendix B: Second"]
    assert attached(replaced, second, titled("Second")) == both


PAPERS = {
    "glen": Paper(words="glen", roles=(("Own", "P"),), type="Own", identifiers=True, outline=("Glen",)),
    "strath": Paper(
        words="strath", pages=3, roles=(("Own", "H1"),), type="Own", classed="Block", labels=((0, "r", 1),)
    ),
    "moor": Paper(words="moor", pages=1, identifiers=True, namespace="urn:x", language="gd"),
    "brae": Paper(words="brae", pages=1, classed="Inline", outline=("Brae", "Brae two")),
}
REPORTS = {
    "an outline": Paper(outline=("One", "Two"), identifiers=True, roles=(("Own", "P"),)),
    "nothing": Paper(),
    "one page and labels": Paper(pages=1, lone=True, labels=((0, "A", 1),), classed="Block"),
}


def with_entries() -> bytes:
    """A report whose outline has an entry for each of its two pages."""
    return bytes(Paper(outline=("One", "Two")))


def shown(data: bytes) -> tuple[list[str], list[str], list[str]]:
    """What a PDF shows: its outline, its pages' labels, and what is said of it."""
    with pikepdf.open(BytesIO(data)) as opened:
        titles = [str(entry.Title) for entry in outline_items(opened.Root.Outlines)]
        labels = [page.label for page in opened.pages]
    return titles, labels, [*pdf.read_aloud(PdfFile("both.pdf", data))]


@pytest.mark.parametrize("kind", REPORTS)
def test_a_plan_behind_which_others_were_attached_is_replaced_where_it_stands(kind: str) -> None:
    def all_attached(*words: str) -> bytes:
        data = bytes(REPORTS[kind])
        for number, each in enumerate(words, 1):
            data = attached(data, bytes(PAPERS[each]), titled(f"Plan {number}"))
        return data

    three = all_attached("glen", "strath", "moor")
    for number in (1, 2, 3):
        wanted = ["glen", "strath", "moor"]
        wanted[number - 1] = "brae"
        replaced = attached(three, bytes(PAPERS["brae"]), titled(f"Plan {number}"))
        assert shown(replaced) == shown(all_attached(*wanted))
        again = attached(replaced, bytes(PAPERS[["glen", "strath", "moor"][number - 1]]), titled(f"Plan {number}"))
        assert shown(again) == shown(three)


def test_in_any_order_of_replacing_the_pdf_shows_the_same() -> None:
    data = bytes(REPORTS["an outline"])
    for number in (1, 2, 3):
        data = attached(data, bytes(PAPERS["moor"]), titled(f"Plan {number}"))
    results = []
    for order in itertools.permutations([(1, "glen"), (2, "strath"), (3, "brae")]):
        changed = data
        for number, words in order:
            changed = attached(changed, bytes(PAPERS[words]), titled(f"Plan {number}"))
        results.append(shown(changed))
    assert all(result == results[0] for result in results)


def test_several_plans_after_one_entry_stand_in_the_order_in_which_they_came() -> None:
    data = with_entries()
    for words in ("glen", "strath", "moor"):
        choices = PdfAttachChoices(title=words, after="One")
        data = attached(data, bytes(PAPERS[words]), choices)
    titles = shown(data)[0]
    assert [title for title in titles if title.startswith(("Appendix", "One", "Two"))] == [
        *("One", "Appendix A: glen", "Appendix B: strath", "Appendix C: moor", "Two"),
    ]
    texts = [line for line in shown(data)[2] if not line.startswith(("[", "Doc", "Lang"))]
    order = [word for word in (line.split()[-2] for line in texts) if word in {"report", "glen", "strath", "moor"}]
    assert list(dict.fromkeys(order)) == ["report", "glen", "strath", "moor"]


MINGLED = {
    "glen": Paper(words="glen", field="name", layer="notes", old_destination="here"),
    "strath": Paper(words="strath", pages=3, field="name", layer="notes", layer_off=True, old_destination="here"),
    "moor": Paper(words="moor", pages=1, field="other", old_destination="there"),
    "brae": Paper(words="brae", pages=1, field="name", font="Courier", layer="notes", layer_off=True),
}


def mingled(data: bytes) -> dict[str, object]:
    """The things of a PDF that lie in one dictionary: field values, layers by whether they show, old destinations."""
    with pikepdf.open(BytesIO(data)) as opened:
        pages = {page.obj.objgen: number for number, page in enumerate(opened.pages)}
        layers = opened.Root.get("/OCProperties", Dictionary())
        hidden = {layer.objgen for layer in layers.get("/D", Dictionary()).get("/OFF", [])}
        every = [layer.objgen for layer in layers.get("/OCGs", [])]
        assert [layer.objgen for layer in layers.get("/D", Dictionary()).get("/Order", [])] == every
        return {
            "fields": sorted(str(field.V) for field in opened.Root.get("/AcroForm", Dictionary()).get("/Fields", [])),
            "layers": sorted(layer in hidden for layer in every),
            "destinations": sorted(pages[goal[0].objgen] for goal in opened.Root.get("/Dests", Dictionary()).values()),
        }


@pytest.mark.parametrize("report", [Paper(), Paper(field="name", layer="notes", old_destination="here")])
def test_a_plan_whose_form_and_layers_lie_mingled_with_those_of_later_ones_is_replaced_alone(report: Paper) -> None:
    def all_attached(*words: str) -> bytes:
        data = bytes(report)
        for number, each in enumerate(words, 1):
            data = attached(data, bytes(MINGLED[each]), titled(f"Plan {number}"))
        return data

    plans = ["glen", "strath", "moor"]
    three = all_attached(*plans)
    for number in (1, 2, 3):
        wanted = ["brae" if place == number else each for place, each in enumerate(plans, 1)]
        replaced = attached(three, bytes(MINGLED["brae"]), titled(f"Plan {number}"))
        assert (shown(replaced), mingled(replaced)) == (shown(all_attached(*wanted)), mingled(all_attached(*wanted)))
        assert faults(replaced) == []
        again = attached(replaced, bytes(MINGLED[plans[number - 1]]), titled(f"Plan {number}"))
        assert (shown(again), mingled(again)) == (shown(three), mingled(three))


def test_layers_in_lists_within_lists_go_with_their_plan_and_leave_no_empty_list() -> None:
    def with_lists(words: str) -> bytes:
        def nest(opened: pikepdf.Pdf) -> None:
            (layer,) = opened.Root.OCProperties.OCGs
            opened.Root.OCProperties.D.Order = pikepdf.Array([pikepdf.Array([pikepdf.String(words), layer])])
            usage = Dictionary(Event=pikepdf.Name.Print, OCGs=[layer], Category=[pikepdf.Name.Print])
            opened.Root.OCProperties.D.AS = pikepdf.Array([usage])

        return paper(nest, Paper(words=words, layer="notes"))

    both = attached(attached(bytes(Paper()), with_lists("glen"), titled("First")), with_lists("moor"), titled("Second"))
    with pikepdf.open(BytesIO(attached(both, bytes(Paper(words="brae")), titled("First")))) as opened:
        layers = opened.Root.OCProperties
        (layer,) = layers.OCGs
        ((title, ordered),) = layers.D.Order
        (usage,) = layers.D.AS
        assert (str(title), ordered.objgen, [each.objgen for each in usage.OCGs]) == (
            "moor",
            layer.objgen,
            [layer.objgen],
        )


def moved(data: bytes, order: list[int] | None = None) -> bytes:
    """The pages of a PDF, all or these, as programs move them into a new file, in which nothing else is."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened, Pdf.new() as new:
        new.pages.extend(opened.pages[number] for number in order or range(len(opened.pages)))
        new.save(target)
    return target.getvalue()


def words_of(data: bytes) -> list[str]:
    """The words on each page."""
    with pikepdf.open(BytesIO(data)) as opened:
        return [page.Contents.read_bytes().split(b"(")[1].split(b")")[0].decode() for page in opened.pages]


def test_pages_of_a_plan_that_a_program_moved_into_another_file_are_replaced_where_they_stand() -> None:
    report, plan, brae = (bytes(Paper(words=words, tagged=False)) for words in ("report", "plan", "brae"))
    here = moved(attached(report, plan, PdfAttachChoices(title="Plan", letter="C")), [0, 2, 3, 1])
    choices = PdfAttachChoices(title="Plan")
    told = pdf.attach(PdfFile("report.pdf", here), PdfFile("plan.pdf", brae), choices)
    assert words_of(told.data) == ["report 1", "brae 1", "brae 2", "report 2"]
    assert (told.title, told.replaced, told.problems) == ("Appendix C: Plan", True, ())
    assert attached(told.data, brae, choices) == told.data
    another = PdfAttachChoices(title="Another")
    other = pdf.attach(PdfFile("report.pdf", here), PdfFile("plan.pdf", brae), another)
    assert (words_of(other.data)[1:3], other.problems) == (["plan 1", "plan 2"], ())


def test_what_leads_to_moved_pages_goes_with_them_and_labels_stay() -> None:
    def keep(opened: Pdf) -> None:
        opened.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.r), 2, Dictionary(S=Name.D)]))
        with opened.open_outline() as outline:
            outline.root += [pikepdf.OutlineItem(title, page) for title, page in (("One", 0), ("Plan", 2), ("End", 4))]

    report, plan = bytes(Paper(pages=3, words="report", tagged=False)), bytes(Paper(words="plan", tagged=False))
    here = moved(attached(report, plan, titled("Plan")), [0, 1, 3, 4, 2])
    with pikepdf.open(BytesIO(here)) as opened:
        keep(opened)
        target = BytesIO()
        opened.save(target)
    titles, labels, _ = shown(
        attached(target.getvalue(), bytes(Paper(words="brae", pages=1, tagged=False)), titled("Plan"))
    )
    assert titles == ["One", "End", "Appendix A: Plan"]
    assert labels == ["i", "ii", "1", "3"]


@pytest.mark.parametrize("order", [[0, 2, 1, 3], None])
def test_moved_pages_that_cannot_be_replaced_are_told(order: list[int] | None) -> None:
    here = moved(attached(bytes(Paper(tagged=False)), bytes(Paper(words="plan", tagged=False))), order)
    if order is None:  # a form may name them
        here = paper_with_form(here)
    told = pdf.attach(PdfFile("report.pdf", here), PdfFile("plan.pdf", bytes(Paper(words="plan"))))
    assert [str(problem) for problem in told.problems if problem.id == "pdf-moved-pages"] == [
        f"report.pdf: pdf-moved-pages: pages {3 if order is None else 2} to 4 of this report came with a plan that was "
        "attached to another file, and stayed; if it is the same plan, delete these pages and attach the plan again"
    ]


def paper_with_form(data: bytes) -> bytes:
    """A PDF with a form that has no fields."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as opened:
        opened.Root.AcroForm = Dictionary(Fields=Array())
        opened.save(target)
    return target.getvalue()
