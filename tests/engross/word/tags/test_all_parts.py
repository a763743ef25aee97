"""Bookmarks, references, captions and numbers in notes, headers, text boxes, and between them."""

from __future__ import annotations

import re

import pytest

from engross.word import Document, Refused, Template, for_conversion
from engross.word.opc.package import Package
from engross.word.prepare.unfinished import unfinished
from tests.engross.word.paper import docx, note, p, run, texts, xml
from tests.engross.word.referring import coded
from tests.structure import faults

NOTES, HEADER = "word/footnotes.xml", "word/header1.xml"


def render(source: bytes, **values: object) -> Document:
    document = Template.open(source, file="letter.docx").render(values)
    assert faults(bytes(document)) == []
    return document


def refusal(source: bytes, **values: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        Template.open(source, file="letter.docx").render(values)
    return [str(problem) for problem in refused.value.problems]


def bookmark(content: str, called: str = "_Ref1", number: int = 4) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{called}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def names(document: Document, part: str = "word/document.xml") -> list[str]:
    return re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', xml(document, part))


REF = coded("REF _Ref1 \\h", run("old"))
LOOP = ("{% for a in b %}", p("noted", note(1)), "{% endfor %}")


def test_bookmarks_of_notes_in_loops_have_names_of_their_own_and_references_follow() -> None:
    document = render(docx(*LOOP, footnotes=[bookmark(run("{{ a }}")) + REF]), b=["x", "y"])
    assert names(document, NOTES) == ["_Ref1", "_Ref1_2"]
    assert texts(document, NOTES)[-2:] == ["xx", "yy"]


def test_a_reference_in_a_loop_of_the_body_follows_into_the_note_of_its_turn() -> None:
    document = render(
        docx("{% for a in b %}", p(note(1), REF), "{% endfor %}", footnotes=[bookmark(run("{{ a }}"))]), b=["x", "y"]
    )
    assert texts(document) == ["x", "y"]


def test_what_a_header_holds_is_shown_in_body_and_notes_and_the_other_way_round() -> None:
    to_header, to_note = coded("REF head", run("old")), coded("REF foot", run("old"))
    document = render(
        docx(
            p(to_header, to_note, note(1), bookmark(run("b"))),
            header=p(bookmark(run("{{ x }}h"), "head", 1), REF),
            footnotes=[bookmark(run("{{ x }}n"), "foot", 2) + to_header],
        ),
        x=1,
    )
    assert texts(document)[0].startswith("1h1n")
    assert texts(document, HEADER) == ["1hb"]
    assert texts(document, NOTES)[-1].endswith("1n1h")


def test_a_dead_reference_in_a_note_without_tags_is_refused() -> None:
    assert refusal(docx(p("a", note(1)), footnotes=[run("see ") + REF])) == [
        "letter.docx: footnote 1, paragraph 1: reference-to-nothing: a cross-reference (REF) leads to the bookmark _Ref1, "
        "which is not in the template; insert it anew (References, Cross-reference; for a link, Insert, Link), or delete it"
    ]


def test_a_note_that_is_not_printed_takes_its_bookmark_along() -> None:
    source = docx("{% if x %}", p("noted", note(1)), "{% endif %}", p(REF), footnotes=[bookmark(run("n"))])
    assert texts(render(source, x=True))[-1] == "n"
    assert refusal(source, x=False) == [
        "letter.docx: body, paragraph 4: reference-to-nothing: this refers to the bookmark _Ref1, which is not in the "
        "document made of these values; put the reference under the same condition as what it refers to"
    ]


KINDS = {
    "SEQ": coded("SEQ Table _Ref1", run("1")),
    "TOC": coded('TOC \\o "1-2" \\b _Ref1', run("line")),
    "INDEX": coded('INDEX \\c "2" \\b _Ref1', run("line")),
    "XE": coded('XE "a:\\b" \\i \\r _Ref1', ""),
    "FTNREF": coded("FTNREF _Ref1", run("1")),
    "shape": '<w:r><w:pict><v:rect href="#_Ref1"/></w:pict></w:r>',
}


@pytest.mark.parametrize("reference", KINDS.values(), ids=KINDS)
def test_whatever_names_a_bookmark_follows_it_and_is_refused_without_it(reference: str) -> None:
    source = docx("{% for a in b %}", p(bookmark(run("{{ a }}"))), p(reference), "{% endfor %}")
    text = re.sub("</w:instrText></w:r><w:r><w:instrText[^>]*>", "", xml(render(source, b=["x", "y"])))
    assert len(re.findall(r"(?:[ #]|\\[br] )_Ref1_2\b", text)) == 1
    (problem,) = (each for each in refusal(docx(p(reference))) if "reference-to-nothing" in each)
    assert "leads to the bookmark _Ref1, which is not in the template" in problem


def test_contents_that_stay_as_stored_are_not_issued_with_lines_that_lead_nowhere() -> None:
    line = f'<w:hyperlink w:anchor="_Toc1">{run("line")}{coded("PAGEREF _Toc1", run("1"))}</w:hyperlink>'
    stored = p(coded('TOC \\o "1-2" \\b part', line))
    head = p(bookmark(run("Heading"), "_Toc1", 7))
    part = bookmark(run("{{ x }}"), "part", 8)
    source = docx(stored, p(part), "{% if x %}", head, "{% endif %}")
    assert texts(render(source, x=1))[0] == "line1"
    assert len(refusal(source, x="")) == 1
    (problem, *_) = (each for each in refusal(docx(stored, p(part))) if "reference-to-nothing" in each)
    assert problem.endswith("; update the table of contents (click into it, F9), or delete its line")


def test_a_link_of_a_picture_leads_to_the_bookmark_of_its_turn() -> None:
    picture = (
        '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x"><a:hlinkClick r:id="rTo"/>'
        '</wp:docPr><a:graphic><a:graphicData uri="u"/></a:graphic></wp:inline></w:drawing></w:r>'
    )
    source = docx("{% for a in b %}", p(bookmark(run("x"))), p(picture), "{% endfor %}", relationships=[("rTo", "hyperlink", "#_Ref1")])  # fmt: skip
    document = render(source, b=[1, 2])
    links = dict(re.findall(r'Id="(\w+)"[^>]*Target="(#\w+)"', xml(document, "word/_rels/document.xml.rels")))
    assert [links[key] for key in re.findall(r'hlinkClick r:id="(\w+)"', xml(document))] == ["#_Ref1", "#_Ref1_2"]


def test_the_name_of_a_form_field_is_that_of_its_bookmark() -> None:
    data = '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="_Ref1"/></w:ffData></w:fldChar></w:r>'
    form = data + coded("FORMTEXT", run("{{ a }}")).partition("</w:r>")[2]
    document = render(docx("{% for a in b %}", p(bookmark(form)), "{% endfor %}"), b=[1, 2])
    assert re.findall(r'<w:name w:val="(\w+)"', xml(document)) == names(document) == ["_Ref1", "_Ref1_2"]


def test_of_bookmarks_with_one_name_word_reads_the_first() -> None:
    document = render(docx(p(bookmark(run("{{ x }}"))), p(REF), header=p(bookmark(run("h"), "_ref1", 4))), x="b")
    assert names(document, HEADER) == []
    assert texts(document) == ["b", "b"]


def test_what_a_block_cuts_in_the_midst_of_a_line_is_not_shown() -> None:
    begins, ends = '<w:bookmarkStart w:id="4" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="4"/>'
    cut = p(run("{% for a in b %}x"), begins, run("y{% endfor %}"), run("z"), ends)
    assert refusal(docx(cut, p(REF))) == [
        "letter.docx: body, paragraph 2: reference-cut-by-block: a cross-reference (REF) shows the bookmark _Ref1, of which "
        "one end stands in the midst of a block and the other outside, so that nobody can say what it holds; set the "
        "bookmark anew (Insert, Bookmark), with both ends in the block, or outside"
    ]
    assert names(render(docx(cut, p(coded("PAGEREF _Ref1", run("1")))), b=[1, 2])) == ["_Ref1"]


def test_a_bookmark_stays_where_its_table_has_no_row_left() -> None:
    grid = '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9"/></w:tblGrid>{}</w:tbl>'
    row = "<w:tr><w:tc>{}</w:tc></w:tr>"
    begins, ends = bookmark("|").split("|")
    rows = (p("{%tr for a in b %}"), p(begins, run("{{ a }}")), p("{%tr endfor %}"))
    source = docx(grid.format("".join(map(row.format, rows))), p("after", ends), p(coded("PAGEREF _Ref1", run("1"))))
    for b in ([], [1, 2]):
        assert names(render(source, b=b)) == ["_Ref1"]


def test_columns_of_a_table_that_a_bookmark_holds_are_left_to_word() -> None:
    marked = bookmark(run("{{ x }}")).replace("w:name=", 'w:colFirst="0" w:colLast="0" w:name=')
    template = Template.open(docx(p(marked), p(REF)))
    assert [problem.id for problem in template.problems] == ["field-as-stored"]
    assert texts(template.render({"x": 1}))[1] == "old"


def sequence(code: str, stored: str = "9") -> str:
    return p("Table ", coded(code, run(stored) if stored else ""))


def test_a_caption_says_what_its_switches_say() -> None:
    source = docx(
        "{% for a in b %}", sequence("SEQ Table"), sequence("SEQ Table \\h"), sequence("SEQ Table \\h \\* ROMAN"),
        sequence("SEQ Table \\c"), sequence("SEQ Table \\n"), sequence('SEQ Table \\# "00"'),
        sequence("SEQ Table \\* MERGEFORMAT \\* roman"), sequence("SEQ Table \\* Ordinal"),
        sequence("SEQ Table \\* CardText \\* FirstCap"), sequence("SEQ Table \\r 9"), "{% endfor %}",
    )  # fmt: skip
    turn = ["Table 1", "Table ", "Table III", "Table 3", "Table 4", "Table 05", "Table vi", "Table 7th", "Table Eight",
            "Table 9"]  # fmt: skip
    assert texts(render(source, b=[1])) == turn
    assert texts(render(source, b=[1, 2]))[10:12] == ["Table 10", "Table "]


def test_a_caption_parts_its_thousands_as_its_picture_says() -> None:
    source = docx(sequence("SEQ Table \\r 999"), "{% for a in b %}", sequence('SEQ Table \\# "#,##0"'), "{% endfor %}")
    assert texts(render(source, b=[1, 2])) == ["Table 999", "Table 1,000", "Table 1,001"]


def test_a_caption_that_word_never_counted_is_counted() -> None:
    simple = p("Table ", '<w:fldSimple w:instr="SEQ Table"/>')
    alone = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>SEQ Table</w:instrText><w:fldChar w:fldCharType="end"/></w:r>'
    source = docx(sequence("SEQ Table", ""), simple, p("Table ", alone), "{{ x }}")
    assert texts(render(source, x=1))[:3] == ["Table 1", "Table 2", "Table 3"]


def test_captions_in_notes_count_through_all_notes_and_apart_from_the_body() -> None:
    source = docx("{% for a in b %}", p(coded("SEQ T", run("9")), note(1)), "{% endfor %}", footnotes=[run("n") + coded("SEQ T", run("9"))])  # fmt: skip
    document = render(source, b=[1, 2])
    assert texts(document) == ["1", "2"]
    assert [text[-2:] for text in texts(document, NOTES)[-2:]] == ["n1", "n2"]


def test_the_copy_for_the_pdf_has_the_captions_numbers_as_text() -> None:
    source = docx("{% for a in b %}", sequence("SEQ Table"), p('<w:fldSimple w:instr="SEQ X">', run("9"), "</w:fldSimple>"), "{% endfor %}", header=p(coded("SEQ H", run("9")), run("{{ b | length }}")))  # fmt: skip
    copy = for_conversion(bytes(render(source, b=[1, 2]))).data
    assert texts(copy) == ["Table 1", "1", "Table 2", "2"]
    for part in ("word/document.xml", HEADER):
        assert "SEQ" not in xml(copy, part)
        assert "fldChar" not in xml(copy, part)


def test_the_copy_for_the_pdf_leads_to_the_mark_of_a_note_where_something_leads_into_the_note() -> None:
    link = f'<w:hyperlink w:anchor="_Ref1">{run("there")}</w:hyperlink>'
    source = docx(p(REF, coded("PAGEREF _Ref1", run("1")), link), p("a", note(1)), footnotes=[bookmark(run("{{ x }}"))])
    copy = for_conversion(bytes(render(source, x="n"))).data
    assert faults(copy) == []
    assert texts(copy)[0] == "n1there"
    assert "REF _Ref1 \\h" not in re.sub("</w:instrText></w:r><w:r><w:instrText[^>]*>", "", xml(copy))
    assert 'w:name="_Ref1"/><w:r><w:footnoteReference' in xml(copy)
    assert "bookmark" not in xml(copy, NOTES)


def test_a_reference_to_a_caption_by_its_kind_shows_its_number() -> None:
    caption = p(bookmark(run("Table ") + coded("SEQ Table", run("9"))))
    source = docx("{% for a in b %}", caption, "{% endfor %}", sequence("SEQ Table _Ref1"))
    assert texts(render(source, b=[1]))[-1] == "Table 1"


def test_numbers_that_come_twice_in_the_parts_of_a_template_come_once_in_a_document() -> None:
    drawing = '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="u"/></a:graphic></wp:inline></w:drawing></w:r>'  # fmt: skip
    control = f'<w:sdt><w:sdtPr><w:id w:val="5"/></w:sdtPr><w:sdtContent>{run("c")}</w:sdtContent></w:sdt>'
    held = bookmark("", "A", 1) + drawing + control
    paragraph = p(held).replace("<w:p>", '<w:p w14:paraId="00000001">')
    source = docx(paragraph, paragraph.replace('"A"', '"B"'), "{{ x }}", header=paragraph.replace('"A"', '"C"'))
    body, header = (xml(render(source, x=1), part) for part in ("word/document.xml", HEADER))
    for pattern in (r'docPr id="(\d+)"', r'bookmarkStart w:id="(\d+)"'):
        assert len({*re.findall(pattern, body + header)}) == 3
    assert (body + header).count("paraId") == (body + header).count('<w:id w:val="5"/>') == 1


def test_what_a_variable_holds_is_printed_twice_with_its_numbers_once() -> None:
    held = bookmark(run("v")) + '<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x"/><a:graphic><a:graphicData uri="u"/></a:graphic></wp:inline></w:drawing></w:r>'  # fmt: skip
    document = render(docx(p("{% set m %}", held, "{% endset %}"), p("{{ m }} and {{ m }}"), p(REF)))
    assert names(document) == ["_Ref1"]
    assert texts(document)[-2:] == ["v and v", "v"]


def test_text_boxes_that_go_on_in_each_other_do_so_within_a_turn() -> None:
    boxes = '<w:r><w:pict><v:shape id="A"><v:textbox style="mso-next-textbox:#B"/></v:shape><v:shape id="B"/></w:pict></w:r>'
    body = xml(render(docx("{% for a in b %}", p(boxes), "{% endfor %}"), b=[1, 2]))
    assert re.findall('next-textbox:#([^;"]*)', body) == ["B", "B_2"]


def test_namespaces_that_only_a_note_declares_stay_declared() -> None:
    own = '<w:r><w:t xmlns:own="urn:own" own:a="1">n</w:t></w:r>'
    document = render(docx(*LOOP, footnotes=[run("{{ a }}") + own]), b=[1, 2])
    assert xml(document, NOTES).count('own:a="1"') == 2


def test_a_finished_document_is_searched_for_every_kind_of_dead_reference() -> None:
    package = Package.open(docx(p(bookmark(run("a"), "Here")), p(coded("REF here", run("a"))), *map(p, KINDS.values())))
    dead = [problem for problem in unfinished(package) if problem.id == "reference-to-nothing"]
    assert len(dead) == len(KINDS)
