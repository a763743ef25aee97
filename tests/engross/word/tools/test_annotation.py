"""A copy of a template with a Word comment at each fault: where it stands, what it says, and that Word can read it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from io import BytesIO

import docx as python_docx
import pytest
from lxml import etree

from engross.problems import FilePlace, Problem
from engross.word import Document, Refused, Template
from engross.word.opc.package import Package
from engross.word.tools.annotation import annotate
from tests.engross.word.paper import bold, docx, p, run, table, texts, xml
from tests.engross.word.validity import audit
from tests.structure import faults

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NMAE = "partnership has no field 'nmae'; did you mean 'name'?"


@dataclass(frozen=True, slots=True)
class Partnership:
    name: str
    councils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    partnership: Partnership


def annotated(source: bytes, date: dt.datetime | None = None) -> Document:
    """The copy with comments, held to all that a Word file must keep."""
    with pytest.raises(Refused) as caught:
        Template.open(source, Letter, file="letter.docx")
    made = annotate(source, caught.value.problems, file="letter.docx", date=date)
    assert faults(bytes(made)) == []
    assert audit(bytes(made)) == audit(source)
    return made


def comments(document: Document) -> list[tuple[str, str]]:
    """Each comment in the order of the text: what it stands around, and what it says."""
    body = etree.fromstring(xml(document).encode())
    said = {
        node.get(f"{W}id"): "\n".join("".join(t.text or "" for t in q.iter(f"{W}t")) for q in node.iter(f"{W}p"))
        for node in etree.fromstring(xml(document, "word/comments.xml").encode())
    }
    found = []
    for start in body.iter(f"{W}commentRangeStart"):
        number, around, inside = start.get(f"{W}id"), "", False
        for node in body.iter():
            inside = inside or node is start
            if node.tag == f"{W}commentRangeEnd" and node.get(f"{W}id") == number:
                break
            if inside and node.tag == f"{W}t":
                around += node.text or ""
        found.append((around, said[number]))
    return found


def test_a_comment_stands_around_the_tag_alone() -> None:
    made = annotated(docx("Dear {{ partnership.nmae }}, hello"))
    assert comments(made) == [("{{ partnership.nmae }}", NMAE)]
    assert texts(made) == ["Dear {{ partnership.nmae }}, hello"]


def test_runs_are_split_around_the_tag_and_keep_their_formatting() -> None:
    made = annotated(docx(p(bold("Dear {{ partner"), run("ship.nmae }}, "), bold("hello"))))
    assert comments(made) == [("{{ partnership.nmae }}", NMAE)]
    body = etree.fromstring(xml(made).encode())
    runs = [
        ("".join(t.text or "" for t in r.iter(f"{W}t")), r.find(f"{W}rPr/{W}b") is not None) for r in body.iter(f"{W}r")
    ]
    assert runs == [
        ("Dear ", True),
        ("{{ partner", True),
        ("ship.nmae }}", False),
        ("", False),
        (", ", False),
        ("hello", True),
    ]


def test_two_faults_in_one_paragraph_have_a_comment_each() -> None:
    made = annotated(docx("{{ partnership.nmae }} and {{ partnership.councils }} and {{ partnership.nmae }}"))
    listed = (
        "partnership.councils is a list and is printed whole; repeat it with {% for … in partnership.councils %}, "
        "or join it: {{ partnership.councils | join_and }}"
    )
    assert comments(made) == [
        ("{{ partnership.nmae }}", NMAE),
        ("{{ partnership.councils }}", listed),
        ("{{ partnership.nmae }}", NMAE),
    ]


def test_two_faults_of_one_tag_share_a_comment() -> None:
    made = annotated(docx("{{ partnership.nmae ~ partnership.councls }}"))
    assert comments(made) == [
        (
            "{{ partnership.nmae ~ partnership.councls }}",
            f"{NMAE}\npartnership has no field 'councls'; did you mean 'councils'?",
        )
    ]


def test_a_comment_stands_in_a_cell() -> None:
    made = annotated(docx(table(["a", "b"], ["c", "x {{ partnership.nmae }}"])))
    assert comments(made) == [("{{ partnership.nmae }}", NMAE)]


def test_a_fault_in_a_header_stands_at_the_top_of_the_body_with_its_place() -> None:
    made = annotated(docx("First", "Second", header=p("{{ partnership.nmae }}")))
    assert comments(made) == [("First", f"Header, paragraph 1: {{{{ partnership.nmae }}}}: {NMAE}")]


def test_a_fault_in_the_properties_stands_at_the_top_of_the_body() -> None:
    made = annotated(docx("First", "Second", properties="{{ partnership.nmae }}"))
    assert comments(made) == [("First", f"Document properties: {{{{ partnership.nmae }}}}: {NMAE}")]


def reference(number: int, mark: str = "") -> str:
    return f'<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference{mark} w:id="{number}"/></w:r>'


def test_a_fault_in_a_note_stands_at_what_refers_to_it_and_is_counted_as_word_counts() -> None:
    starred = reference(1, ' w:customMarkFollows="1"')
    body = (p("First", starred), p("Second", reference(3), "and", reference(2)))
    made = annotated(docx(*body, footnotes=["one", "{{ partnership.nmae }}", "{{ partnership.mane }}"]))
    assert [said.partition(": par")[0] for _, said in comments(made)] == [
        "Footnote 1, paragraph 1: {{ partnership.mane }}",
        "Footnote 2, paragraph 1: {{ partnership.nmae }}",
    ]
    inner = xml(made)
    for number, mark in ((1, 3), (0, 2)):
        begun, ended = (inner.index(f'<w:commentRange{end} w:id="{number}"/>') for end in ("Start", "End"))
        assert inner[begun:ended].endswith(reference(mark))


def test_an_unclosed_tag_is_marked_from_its_beginning() -> None:
    made = annotated(docx("Dear {{ name, hello"))
    assert comments(made) == [
        (
            "{{ name, hello",
            "the tag that begins with {{ is not closed in its paragraph; add }} at its end, in the same paragraph",
        )
    ]


def test_a_tag_across_a_hyperlink_is_marked_with_the_whole_link() -> None:
    link = '<w:hyperlink w:anchor="x"><w:r><w:t>ship.name }} link</w:t></w:r></w:hyperlink>'
    made = annotated(
        docx(p('<w:bookmarkStart w:id="1" w:name="x"/><w:bookmarkEnd w:id="1"/>', "Dear {{ partner", link))
    )
    assert [around for around, _ in comments(made)] == ["{{ partnership.name }} link"]


def test_a_fault_that_is_no_tag_in_the_text_is_marked_at_its_paragraph() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="1" name="P" descr="{{ partnership.nmae }}"/>'
        '<a:graphic><a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    source = docx(p("Logo ", picture))
    with pytest.raises(Refused) as caught:
        Template.open(source, Letter, file="letter.docx")
    made = annotate(source, caught.value.problems)
    assert comments(made) == [("Logo ", NMAE)]


def test_a_fault_of_the_whole_file_stands_at_the_top() -> None:
    made = annotate(docx("First"), [Problem("macros", FilePlace("x.docx"), "the file holds macros", "save it again")])
    assert comments(made) == [("First", "the file holds macros; save it again")]


def test_a_warning_says_so() -> None:
    template = Template.open(docx("{{ partnership.councils[0] }}"), Letter)
    made = annotate(docx("{{ partnership.councils[0] }}"), template.problems)
    assert [said.split(":")[0] for _, said in comments(made)] == ["Warning"]


COMMENTED = {
    "body": p(
        '<w:commentRangeStart w:id="4"/>',
        "Dear {{ partnership.nmae }}",
        '<w:commentRangeEnd w:id="4"/><w:r><w:commentReference w:id="4"/></w:r>',
    ),
    "comments": '<w:comment w:id="4" w:author="Morag" w:initials="M"><w:p><w:r><w:t>Mine</w:t></w:r></w:p></w:comment>',
}


def test_comments_that_are_there_already_stay() -> None:
    source = docx(
        COMMENTED["body"],
        relationships=[("rComments", "comments", "comments.xml")],
        parts={
            "word/comments.xml": '<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"{COMMENTED['comments']}</w:comments>"
        },
    )
    made = annotated(source)
    assert comments(made) == [("Dear {{ partnership.nmae }}", "Mine"), ("{{ partnership.nmae }}", NMAE)]
    assert '<w:comment w:id="5" w:author="Scrutiny template check" w:initials="STC">' in xml(made, "word/comments.xml")


def test_the_styles_of_comments_are_defined_once() -> None:
    made = annotated(docx("{{ partnership.nmae }}"))
    again = annotated(bytes(made))
    styles = xml(again, "word/styles.xml")
    assert styles.count('<w:name w:val="annotation text"/>') == 1
    assert styles.count('<w:name w:val="annotation reference"/>') == 1
    assert [said for _, said in comments(again)] == [NMAE, NMAE]


def test_the_same_problems_give_the_same_bytes_and_a_date_only_if_one_is_given() -> None:
    source = docx("{{ partnership.nmae }}")
    assert bytes(annotated(source)) == bytes(annotated(source))
    assert "w:date" not in xml(annotated(source), "word/comments.xml")
    dated = annotated(source, dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC))
    assert 'w:date="2026-11-23T09:30:00Z"' in xml(dated, "word/comments.xml")


def test_without_problems_the_copy_is_the_template() -> None:
    source = docx("First")
    assert xml(annotate(source, ())) == xml(Document(source))
    assert Package.open(bytes(annotate(source, ()))).names == Package.open(source).names


def test_other_readers_find_the_comments() -> None:
    made = annotated(docx("Dear {{ partnership.nmae }}", table(["{{ partnership.councls }}"])))
    read = python_docx.Document(BytesIO(bytes(made)))
    assert [(comment.author, comment.initials, comment.text) for comment in read.comments] == [
        ("Scrutiny template check", "STC", NMAE),
        ("Scrutiny template check", "STC", "partnership has no field 'councls'; did you mean 'councils'?"),
    ]
