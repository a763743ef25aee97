"""What holds for every report and every plan: papers made by chance, and files damaged by chance."""

from __future__ import annotations

import random
import re
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engross import pdf
from engross.pdf.files import AttachedPdf, Enclosure, PdfAttachChoices, PdfFile
from engross.problems import Refused
from tests.engross.pdf.built import Paper
from tests.engross.pdf.checker import faults
from tests.engross.pdf.made import same_content

NAMES = st.sampled_from(["", "start", "end", "Name", "Name-2"])
OUTLINES = st.sampled_from([(), ("One",), ("One>Below", "Two"), ("One", "Two>Early>Late", "Three"), ("Appendix B",)])
LABELS = st.sampled_from([(), ((0, "r", 1),), ((0, "r", 1), (1, "D", 1)), ((0, "A", 5),)])
TYPES = st.sampled_from([("P", ()), ("Text", (("Text", "P"),)), ("Text", (("Text", "Own"), ("Own", "Span")))])
CHOICES = st.builds(PdfAttachChoices, after=st.sampled_from(["", "", "One", "Two", "Below"]), restart=st.booleans())


@st.composite
def papers(draw: st.DrawFn, words: str) -> Paper:
    kind, roles = draw(TYPES)
    nested = draw(st.booleans())
    return Paper(
        pages=draw(st.integers(1, 4)),
        words=words,
        tagged=draw(st.sampled_from([True, True, False])),
        language=draw(st.sampled_from(["", "en-GB", "gd"])),
        roles=roles,
        type=kind,
        identifiers=draw(st.booleans()),
        classed=draw(st.sampled_from(["", "Block", "Inline"])),
        destination="" if nested else draw(NAMES),
        old_destination="" if nested else draw(NAMES),
        field="" if nested else draw(NAMES),
        font=draw(st.sampled_from(["Helvetica", "Courier"])),
        layer=draw(st.sampled_from(["", "Notes"])),
        layer_off=draw(st.booleans()),
        labels=draw(LABELS)[:1],
        outline=draw(OUTLINES),
        closed=draw(st.booleans()),
        nested=nested,
        document=draw(st.booleans()),
        lone=draw(st.booleans()),
        version=draw(st.sampled_from(["1.4", "1.7"])),
        namespace=draw(st.sampled_from(["", "http://iso.org/pdf2/ssn", "http://example.org/tags"])),
    )


def texts(data: bytes) -> list[str]:
    """The words on each page, from its content."""
    with pikepdf.open(BytesIO(data)) as whole:
        return [re.findall(r"\((.*?)\) Tj", page.Contents.read_bytes().decode())[0] for page in whole.pages]


def read(data: bytes) -> list[int]:
    """The pages (from 0) of the tagged content, in the order in which it is read aloud."""
    with pikepdf.open(BytesIO(data)) as whole:
        order = {page.obj.objgen: number for number, page in enumerate(whole.pages)}
        found: list[int] = []
        waiting: list[Any] = [whole.Root.StructTreeRoot]
        while waiting:
            node = waiting.pop()
            kids = node.get("/K", pikepdf.Array())
            for kid in reversed(list(kids) if isinstance(kids, pikepdf.Array) else [kids]):
                if isinstance(kid, int):
                    found.append(order[node.Pg.objgen])
                elif "/S" in kid:
                    waiting.append(kid)
        return found


def together(report: Paper, plan: Paper, choices: PdfAttachChoices, file: PdfFile | None = None) -> AttachedPdf | None:
    """The two papers together; None where the report has not the place that was asked for."""
    report_file = file or PdfFile("report.pdf", bytes(report))
    try:
        return pdf.attach(report_file, PdfFile("plan.pdf", bytes(plan)), choices, Enclosure("plan.docx", b"words"))
    except Refused as refused:
        if {problem.id for problem in refused.problems} != {"unknown-outline-entry"}:
            raise
        return None


def check(report: Paper, plan: Paper, other: Paper, choices: PdfAttachChoices) -> None:
    attached = together(report, plan, choices)
    if attached is None:
        assert choices.after not in {part for entry in report.outline for part in entry.split(">")}
        return
    found = faults(attached.data)
    if report.tagged and not plan.tagged:  # what is not tagged cannot become so
        found = [fault for fault in found if "in 0 elements" not in fault and "tabbed" not in fault]
    assert found == []
    mine, theirs = texts(bytes(report)), texts(bytes(plan))
    whole = texts(attached.data)
    at = whole.index(theirs[0])
    assert whole[at : at + len(theirs)] == theirs
    assert whole[:at] + whole[at + len(theirs) :] == mine
    if report.tagged and plan.tagged:
        assert read(attached.data) == list(range(len(whole)))
    replaced = together(report, other, choices, PdfFile("report.pdf", attached.data))
    once = together(report, other, choices)
    assert replaced is not None
    assert once is not None
    assert same_content(replaced, once)


@given(papers("report"), papers("plan"), papers("other"), CHOICES)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pages_and_tags_stay_complete_and_in_order_and_a_new_plan_replaces_the_old_wholly(
    report: Paper, plan: Paper, other: Paper, choices: PdfAttachChoices
) -> None:
    check(report, plan, other, choices)


@pytest.mark.soak
@given(papers("report"), papers("plan"), papers("other"), CHOICES)
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_pages_and_tags_stay_complete_and_in_order_in_thousands_of_papers(
    report: Paper, plan: Paper, other: Paper, choices: PdfAttachChoices
) -> None:
    check(report, plan, other, choices)


FULL = Paper(
    pages=3,
    destination="start",
    old_destination="end",
    field="Name",
    layer="Notes",
    identifiers=True,
    classed="Block",
    roles=(("Text", "P"),),
    type="Text",
    labels=((0, "r", 1),),
    outline=("One>Below", "Two"),
)


def damaged(chance: random.Random) -> bytes:
    """A full paper with some of its bytes changed, cut out or doubled."""
    data = bytearray(bytes(FULL))
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        kind = chance.randrange(3)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randint(1, 40)]
        else:
            data[at:at] = data[at : at + chance.randint(1, 40)]
    return bytes(data)


def broken(chance: random.Random) -> bytes:
    """A full paper, well-formed, in which some object is another than it should be."""
    with pikepdf.open(BytesIO(bytes(FULL))) as whole:
        holders = [o for o in whole.objects if isinstance(o, pikepdf.Dictionary) and len(o)]
        for _ in range(chance.randint(1, 3)):
            holder = chance.choice(holders)
            key = chance.choice(sorted(holder.keys()) or ["/Type"])
            values = [None, 7, -1, pikepdf.Name.X, pikepdf.String("x"), pikepdf.Array(), pikepdf.Dictionary(), holder]
            value = chance.choice(values)
            if value is None:
                del holder[key]
            else:
                holder[key] = value
        stream = BytesIO()
        whole.save(stream)
        return stream.getvalue()


def attach_or_refuse(data: bytes) -> None:
    """A damaged report, and a damaged plan, are attached or refused with a reason: nothing else may happen."""
    sound = bytes(Paper(words="sound", field="Name", identifiers=True))
    for report, plan in ((data, sound), (sound, data)):
        try:
            pdf.attach(PdfFile("report.pdf", report), PdfFile("plan.pdf", plan))
        except Refused as refused:
            if not all(problem.hint for problem in refused.problems):
                raise


@pytest.mark.parametrize("seed", range(60))
def test_a_damaged_file_is_attached_or_refused_and_nothing_else(seed: int) -> None:
    attach_or_refuse(damaged(random.Random(seed)))  # noqa: S311  # no secret depends on it


@pytest.mark.parametrize("seed", range(60))
def test_a_file_with_wrong_objects_is_attached_or_refused_and_nothing_else(seed: int) -> None:
    try:
        data = broken(random.Random(seed))  # noqa: S311  # no secret depends on it
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError):
        return  # pikepdf would not even write it
    attach_or_refuse(data)
