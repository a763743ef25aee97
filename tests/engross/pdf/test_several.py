"""Several plans that come, grow, shrink and are replaced in any order: what holds for labels, outline, pages and bytes."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engross import pdf
from engross.pdf.files import AttachedPdf, PdfAttachChoices, PdfFile
from tests.engross.pdf.built import Paper
from tests.engross.pdf.checker import faults
from tests.engross.pdf.test_laws import read, texts

LABELS = st.sampled_from([(), ((0, "D", 1),), ((0, "r", 1), (1, "D", 1)), ((0, "A", 5),)])
PLANS = ("glen", "strath", "moor")


@dataclass(frozen=True)
class Step:
    """One run: which plan, how many pages it has now, whether it begins at 1, where it stands, and its own labels."""

    plan: str
    pages: int
    restart: bool
    after: str = ""
    labels: tuple[tuple[int, str, int], ...] = ()

    @property
    def paper(self) -> Paper:
        """The plan's pages, which say the plan's name and are labelled in its own way."""
        return Paper(words=self.plan, pages=self.pages, labels=self.labels)

    def attached_to(self, data: bytes) -> AttachedPdf:
        """The plan in a report."""
        choices = PdfAttachChoices(title=self.plan.title(), key=self.plan, restart=self.restart, after=self.after)
        return pdf.attach(PdfFile("report.pdf", data), PdfFile("plan.pdf", bytes(self.paper)), choices)


STEPS = st.builds(
    Step,
    plan=st.sampled_from(PLANS),
    pages=st.integers(1, 3),
    restart=st.booleans(),
    after=st.sampled_from(["", "", "One"]),
    labels=st.sampled_from([(), (), ((0, "a", 2),)]),
)


def own_labels(paper: Paper) -> list[str]:
    """The labels of a paper's pages when it stands alone."""
    with pikepdf.open(BytesIO(bytes(paper))) as opened:
        return [page.label for page in opened.pages]


def labels(data: bytes) -> list[str]:
    """The labels of all pages."""
    with pikepdf.open(BytesIO(data)) as opened:
        return [page.label for page in opened.pages]


def following(label: str) -> str:
    """The label after one; all that stand here are short."""
    if label.isdecimal():
        return str(int(label) + 1)
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv"]
    return roman[roman.index(label) + 1] if label in roman else chr(ord(label) + 1)


def expected_labels(order: list[str], report: Paper, last: dict[str, Step]) -> list[str]:
    """The labels of pages in this order, worked out from the report's own and each plan's last step alone."""
    waiting = {"report": own_labels(report)}
    for plan, step in last.items():
        begun = own_labels(step.paper) if step.restart else []
        waiting[plan] = begun
    expected: list[str] = []
    for words in order:
        if waiting[words]:
            expected.append(waiting[words].pop(0))
        else:
            expected.append(following(expected[-1]))
    return expected


def check(report: Paper, steps: list[Step]) -> None:
    data, last = bytes(report), dict[str, Step]()
    for step in steps:
        attached = step.attached_to(data)
        assert attached.replaced == (step.plan in last)
        data, last[step.plan] = attached.data, step
        order = [words.split()[0] for words in texts(data)]
        assert [words for words in texts(data) if words.startswith("report")] == texts(bytes(report))
        assert {plan: order.count(plan) for plan in last} == {plan: each.pages for plan, each in last.items()}
        assert labels(data) == expected_labels(order, report, last)
        assert read(data) == list(range(len(order)))
        assert faults(data) == []
    for step in last.values():
        assert step.attached_to(data).data == data


REPORTS = st.builds(Paper, pages=st.integers(1, 3), labels=LABELS.map(lambda each: each[:1]), outline=st.just(("One",)))


@given(REPORTS, st.lists(STEPS, min_size=2, max_size=6))
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_labels_tags_and_bytes_follow_from_the_plans_as_they_are_now(report: Paper, steps: list[Step]) -> None:
    check(report, steps)


@pytest.mark.soak
@given(REPORTS, st.lists(STEPS, min_size=2, max_size=8))
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_so_it_is_in_hundreds_of_orders(report: Paper, steps: list[Step]) -> None:
    check(report, steps)


@pytest.mark.parametrize("report", ["1.4", "1.7"])
@pytest.mark.parametrize("plan", ["1.4", "1.7"])
def test_back_to_an_earlier_plan_the_file_is_the_same_bytes_also_after_one_of_a_later_version(
    report: str, plan: str
) -> None:
    def attached(data: bytes, words: str, version: str) -> bytes:
        choices = PdfAttachChoices(title="Plan", key="plan")
        paper = PdfFile("plan.pdf", bytes(Paper(words=words, version=version)))
        return pdf.attach(PdfFile("report.pdf", data), paper, choices).data

    first = attached(bytes(Paper(version=report)), "glen", plan)
    assert first.startswith(f"%PDF-{max(report, plan)}".encode())
    other = attached(first, "strath", "1.7")
    assert other.startswith(b"%PDF-1.7")
    assert attached(other, "glen", plan) == first


def tree(data: bytes) -> list[str]:
    """The titles of the outline, each with a dot for each level above it."""
    with pikepdf.open(BytesIO(data)) as opened, opened.open_outline() as outline:
        waiting = [(0, item) for item in reversed(outline.root)]
        shown = []
        while waiting:
            depth, item = waiting.pop()
            shown.append("." * depth + item.title)
            waiting += [(depth + 1, child) for child in reversed(item.children)]
        return shown


def covered(data: bytes, plan: str, heading: str, *, with_cover: bool = True, words: str = "") -> bytes:
    """A report with a plan behind a cover sheet, which has its heading; or with the plan alone attached anew."""
    choices = PdfAttachChoices(title=heading, key=plan)
    if with_cover:
        sheet, page = PdfFile("cover.pdf", bytes(Paper(words=f"cover of {heading}", pages=1, type="H1"))), f"{plan}/c"
        cover = PdfAttachChoices(title=heading, key=page, is_page=True, before=plan)
        data = pdf.attach(PdfFile("report.pdf", data), sheet, cover).data
        choices = PdfAttachChoices(title=heading, key=plan, label="", is_below=True)
    paper = Paper(words=words or plan, type="H1", outline=("Aims", "Means"))
    return pdf.attach(PdfFile("report.pdf", data), PdfFile("plan.pdf", bytes(paper)), choices).data


GLEN = ["Appendix A: The plan", ".The plan", "..Aims", "..Means"]
MOOR = ["Appendix B: Second", ".Second", "..Aims", "..Means"]


def test_a_plan_behind_a_cover_sheet_stands_under_it_in_the_outline_and_a_level_lower_in_the_tags() -> None:
    both = covered(covered(bytes(Paper()), "glen", "The plan"), "moor", "Second")
    assert tree(both) == [*GLEN, *MOOR]
    spoken = pdf.read_aloud(PdfFile("both.pdf", both))
    assert [line.strip() for line in spoken if "Heading" in line] == [
        *("Heading 1: cover of The plan 1", "Heading 2: glen 1", "Heading 2: glen 2"),
        *("Heading 1: cover of Second 1", "Heading 2: moor 1", "Heading 2: moor 2"),
    ]
    assert faults(both) == []


def test_a_cover_sheet_finds_the_plan_that_its_title_tells_whatever_the_capitals() -> None:
    report, sheet = PdfFile("report.pdf", bytes(Paper())), PdfFile("cover.pdf", bytes(Paper(words="cover", pages=1)))
    plan = pdf.attach(report, PdfFile("plan.pdf", bytes(Paper(words="plan"))), PdfAttachChoices(title="The plan"))
    cover = PdfAttachChoices(title="The plan", key="cover", is_page=True, before="The  Plan")
    both = pdf.attach(PdfFile("report.pdf", plan.data), sheet, cover)
    assert both.title == "Appendix A: The plan"
    assert [key for _, key in pdf.appendices(PdfFile("both.pdf", both.data))] == ["cover", "the plan"]


def test_a_plan_behind_a_cover_sheet_that_is_replaced_without_one_stays_under_it_without_a_label_of_its_own() -> None:
    both = covered(covered(bytes(Paper()), "glen", "The plan"), "moor", "Second")
    alone = covered(both, "glen", "The plan", with_cover=False)
    assert alone == both
    anew = covered(both, "glen", "The plan", with_cover=False, words="brae")
    assert tree(anew) == [*GLEN, *MOOR]
    assert [words.split()[0] for words in texts(anew)] == ["report"] * 2 + ["cover", *["brae"] * 2] + [
        *("cover", "moor", "moor")
    ]
    assert covered(anew, "glen", "The plan", with_cover=False, words="brae") == anew
    assert covered(anew, "glen", "The plan") != anew
    assert tree(covered(anew, "glen", "The plan")) == tree(both)
    assert faults(anew) == []


def test_a_cover_sheet_with_another_heading_takes_its_plan_along_though_that_stays_as_it_is() -> None:
    both = covered(covered(bytes(Paper()), "glen", "The plan"), "moor", "Second")
    renamed = covered(both, "glen", "Another", with_cover=False)
    assert tree(renamed)[:2] == ["Appendix A: The plan", ".Another"]
    again = covered(renamed, "glen", "Another")
    assert tree(again) == ["Appendix A: Another", ".Another", "..Aims", "..Means", *MOOR]
    assert covered(again, "glen", "Another") == again
    assert faults(again) == []


def test_a_cover_sheet_may_come_to_a_plan_that_had_none() -> None:
    bare = covered(bytes(Paper()), "glen", "The plan", with_cover=False)
    assert tree(bare) == ["Appendix A: The plan", ".Aims", ".Means"]
    assert tree(covered(bare, "glen", "The plan")) == GLEN
