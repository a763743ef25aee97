"""Bookmarks and what refers to them: in loops each turn has its own, and nothing ever leads to what is not there."""

from __future__ import annotations

import re

import pytest

from engross.word import Document, Refused, Template
from tests.engross.word.paper import docx, p, run, table, xml
from tests.structure import faults


def render(source: bytes, **values: object) -> Document:
    document = Template.open(source, file="letter.docx").render(values)
    assert faults(bytes(document)) == []
    return document


def refusal(source: bytes, **values: object) -> list[str]:
    with pytest.raises(Refused) as refused:
        Template.open(source, file="letter.docx").render(values)
    return [str(problem) for problem in refused.value.problems]


def bookmark(content: str, called: str = "_Ref1", number: int = 4) -> str:
    """Content between the ends of a bookmark."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{called}"/>{content}<w:bookmarkEnd w:id="{number}"/>'


def field(*codes: str, result: str = "1") -> str:
    """A field, whose code is cut over runs."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "".join(f'<w:r><w:instrText xml:space="preserve">{it}</w:instrText></w:r>' for it in codes)
    return mark.format("begin") + code + mark.format("separate") + run(result) + mark.format("end")


REFERENCES = {
    "REF": field(" REF _Re", "f1 \\h "),
    "PAGEREF": field("PAGEREF _Ref1"),
    "NOTEREF": field(" NOTEREF _Ref1 \\f"),
    "simple": '<w:fldSimple w:instr=" REF _Ref1 \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    "HYPERLINK": field(' HYPERLINK \\l "_Ref1" \\o "tip"'),
    "HYPERLINK without address": field('HYPERLINK "" \\l "_Ref1"'),
    "HYPERLINK with an address": field('HYPERLINK "#_Ref1"'),
    "HYPERLINK with an address and a tip": field(' HYPERLINK "" \\o "tip" \\l "_Ref1"'),
    "link": '<w:hyperlink w:anchor="_Ref1"><w:r><w:t>x</w:t></w:r></w:hyperlink>',
}


def led_to(document: Document) -> list[str]:
    """What the references of a document lead to, in order."""
    text = re.sub(r"</w:instrText></w:r><w:r><w:instrText[^>]*>", "", xml(document).replace("&quot;", '"'))
    return re.findall(r'(?:w:anchor="|REF "?|\\l "|K "#)(\w+)', text)


def names(document: Document) -> list[str]:
    """The names of the bookmarks of a document, in order."""
    return re.findall(r'<w:bookmarkStart [^>]*w:name="(\w+)"', xml(document))


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_a_reference_in_a_turn_leads_to_the_bookmark_of_that_turn(reference: str) -> None:
    for turn in ((p(bookmark(run("{{ a }}"))), p(reference)), (p(reference), p(bookmark(run("{{ a }}"))))):
        document = render(docx("{% for a in b %}", *turn, "{% endfor %}"), b=["x", "y", "z"])
        assert led_to(document) == names(document) == ["_Ref1", "_Ref1_2", "_Ref1_3"]


def test_a_reference_in_an_inner_loop_leads_to_the_turn_around_it() -> None:
    source = docx(
        "{% for a in b %}",
        p(bookmark(run("a"))),
        "{% for c in a %}",
        p(REFERENCES["link"]),
        "{% endfor %}",
        "{% endfor %}",
    )
    assert led_to(render(source, b=[["x", "y"], ["z"]])) == ["_Ref1", "_Ref1", "_Ref1_2"]


def test_the_name_of_a_turn_is_none_that_the_template_has() -> None:
    source = docx(p(bookmark(run("x"), "_ref1_2", 9)), "{% for a in b %}", p(bookmark(run("a"))), "{% endfor %}")
    assert names(render(source, b=["x", "y"])) == ["_ref1_2", "_Ref1", "_Ref1_3"]


RELATED = {
    "link": p('<w:hyperlink r:id="rL"><w:r><w:t>x</w:t></w:r></w:hyperlink>'),
    "picture": p('<w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"><a:hlinkClick r:id="rL"/></wp:docPr></wp:inline></w:drawing></w:r>'),
    "old picture": p('<w:r><w:pict><v:shape id="s" href="#_Ref1"/></w:pict></w:r>'),
}  # fmt: skip


@pytest.mark.parametrize("reference", RELATED.values(), ids=RELATED)
def test_a_link_by_a_relationship_leads_to_the_bookmark_of_its_turn(reference: str) -> None:
    def leads(document: Document) -> list[str]:
        rels = dict(re.findall(r'Id="(\w+)"[^>]* Target="#(\w+)"', xml(document, "word/_rels/document.xml.rels")))
        found = re.findall(r'(?:w:anchor|r:id|href)="#?(\w+)"', xml(document))
        assert set(rels) <= set(found)
        return [rels.get(key, key) for key in found]

    links = [("rL", "hyperlink", "#_Ref1")]
    source = docx("{% for a in b %}", p(bookmark(run("a"))), reference, "{% endfor %}", relationships=links)
    document = render(source, b=["x", "y"])
    assert leads(document) == names(document) == ["_Ref1", "_Ref1_2"]
    assert leads(render(docx(p(bookmark(run("{{ a }}"))), reference, relationships=links), a="x")) == ["_Ref1"]
    gone = docx("{% if x %}", p(bookmark(run("a"))), "{% endif %}", reference, relationships=links)
    assert leads(render(gone, x=True)) == ["_Ref1"]
    assert refusal(gone, x=False) == [LOST.format(4)]
    (told,) = refusal(docx(reference, relationships=links))
    assert told.startswith(
        "letter.docx: body, paragraph 1: reference-to-nothing: a link leads to the bookmark _Ref1, which"
    )


LOST = "letter.docx: body, paragraph {}: reference-to-nothing: this refers to the bookmark _Ref1, which is not in the document made of these values; put the reference under the same condition as what it refers to"  # fmt: skip


@pytest.mark.parametrize("reference", REFERENCES.values(), ids=REFERENCES)
def test_a_reference_to_what_is_not_printed_is_refused_where_that_is_so(reference: str) -> None:
    source = docx("{% if x %}", p(bookmark(run("a"))), "{% endif %}", p(reference))
    assert led_to(render(source, x=True)) == ["_Ref1"]
    assert refusal(source, x=False) == [LOST.format(4)]


def test_a_reference_from_the_header_is_refused_too() -> None:
    source = docx("{% if x %}", p(bookmark(run("a"))), "{% endif %}", header=p(REFERENCES["REF"]))
    assert refusal(source, x=False) == [LOST.format(1).replace("body", "header")]
    assert led_to(render(source, x=True)) == []


@pytest.mark.parametrize(
    ("reference", "called"),
    [("REF", "a cross-reference (REF)"), ("PAGEREF", "a cross-reference (PAGEREF)"), ("link", "a link")],
)
def test_a_reference_that_never_leads_anywhere_is_refused_by_the_template(reference: str, called: str) -> None:
    assert refusal(docx(p(REFERENCES[reference]))) == [
        f"letter.docx: body, paragraph 1: reference-to-nothing: {called} leads to the bookmark _Ref1, which is not in the "
        "template; insert it anew (References, Cross-reference; for a link, Insert, Link), or delete it"
    ]


def test_the_stored_lines_of_contents_are_no_references_of_the_author() -> None:
    start = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\h </w:instrText></w:r>'
    start += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    source = docx(p(start, REFERENCES["link"], REFERENCES["PAGEREF"], end), "{{ x }}")
    assert "reference-to-nothing" not in {problem.id for problem in Template.open(source).problems}


def test_a_reference_from_outside_to_what_a_loop_makes_is_told() -> None:
    source = docx("{% for a in b %}", p(bookmark(run("{{ a }}"))), "{% endfor %}", p(REFERENCES["REF"]))
    assert [str(problem) for problem in Template.open(source, file="letter.docx").problems] == [
        "letter.docx: body, paragraph 4: reference-to-many: a cross-reference (REF) leads to the bookmark _Ref1, which a "
        "loop makes in each turn: to the first of them; put it into the loop, or let it lead to something that stands once"
    ]
    assert led_to(render(source, b=["x", "y"])) == ["_Ref1"]
    assert refusal(source, b=[]) == [LOST.format(4)]


def test_a_bookmark_that_begins_beside_a_tag_stays_around_what_it_held() -> None:
    begins, ends = '<w:bookmarkStart w:id="4" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="4"/>'
    source = docx(p(begins, run("{% if x %}")), "a", p(run("{% endif %}"), ends), p(REFERENCES["link"]))
    for x in (True, False):
        assert names(render(source, x=x)) == ["_Ref1"]
    assert xml(render(source, x=True)).index("bookmarkStart") < xml(render(source, x=True)).index(">a<")
    assert xml(render(source, x=True)).index("bookmarkEnd") > xml(render(source, x=True)).index(">a<")


def test_a_bookmark_that_a_block_would_cut_is_moved_out_of_it() -> None:
    begins, ends = '<w:bookmarkStart w:id="4" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="4"/>'
    source = docx("{% if x %}", p("a", begins, run("b")), "{% endif %}", p("c", ends), p(REFERENCES["REF"]))
    for x in (True, False):
        document = render(source, x=x)
        assert names(document) == ["_Ref1"]
        assert xml(document).index("bookmarkStart") < xml(document).index(">c<") < xml(document).index("bookmarkEnd")


def sequence(code: str, stored: str = "1") -> str:
    """A caption whose number counts itself."""
    return p("Table ", field(code, result=stored))


def numbers(document: Document) -> list[str]:
    """What the captions of a document show as their numbers."""
    return re.findall(r'separate"/></w:r><w:r><w:t[^>]*>([^<]*)<', xml(document))


def test_captions_in_loops_are_counted_through_the_document() -> None:
    source = docx(
        sequence("SEQ Table"), "{% for a in b %}", sequence(" SEQ Table \\* ARABIC "), sequence("SEQ Figure"),
        "{% endfor %}", sequence("SEQ table \\c"), sequence("SEQ Table"),
    )  # fmt: skip
    assert numbers(render(source, b=["x", "y"])) == ["1", "2", "1", "3", "2", "3", "4"]


def test_captions_begin_where_their_switches_say_and_in_their_form() -> None:
    heads = p("Chapter", properties='<w:pStyle w:val="Heading1"/>')
    source = docx(
        "{% for a in b %}", heads, sequence("SEQ Table \\s 1"), sequence("SEQ Table \\s 1 \\* ROMAN"),
        sequence("SEQ X \\r 7"), sequence("SEQ X \\* alphabetic"), "{% endfor %}",
    )  # fmt: skip
    assert numbers(render(source, b=["x", "y"])) == ["1", "II", "7", "h"] * 2


def test_captions_outside_of_blocks_stay_as_word_stored_them() -> None:
    assert numbers(render(docx(sequence("SEQ Table", "5"), "{{ x }}"), x=1)) == ["5"]


def test_a_caption_that_a_condition_leaves_out_is_not_counted() -> None:
    source = docx("{% if x %}", sequence("SEQ Table"), "{% endif %}", sequence("SEQ Table", "2"))
    assert numbers(render(source, x=False)) == ["1"]
    assert numbers(render(source, x=True)) == ["1", "2"]


def test_shapes_in_loops_and_what_refers_to_them_have_names_of_their_own() -> None:
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    shape = (
        f'<w:r><w:object {office}><v:shapetype id="_x0000_t75"/><v:shape id="Box" o:spid="_x0000_s1026" '
        'type="#_x0000_t75"/><o:OLEObject ShapeID="Box" ObjectID="_1468326000"/></w:object></w:r>'
    )
    body = xml(render(docx("{% for a in b %}", p(shape), "{% endfor %}"), b=["x", "y"]))
    assert re.findall(r' id="(\w+)"', body) == ["_x0000_t75", "Box", "_x0000_t75_2", "Box_2"]
    assert re.findall(r' type="(#\w+)"', body) == ["#_x0000_t75", "#_x0000_t75_2"]
    assert re.findall(r' ShapeID="(\w+)"', body) == ["Box", "Box_2"]
    assert len(set(re.findall(r' ObjectID="(\w+)"', body))) == 2
    assert "spid" not in body


def test_tables_that_lie_side_by_side_in_the_template_stay_so() -> None:
    tables = "{{ x }}", table(["a"]), table(["b"]), "{% if x %}", table(["c"]), "{% endif %}", "end"
    body = xml(Template.open(docx(*tables)).render({"x": 1}))
    assert body.count("</w:tbl><w:tbl>") == 1
    assert "seam" not in body
    assert '</w:tbl><w:p><w:pPr><w:spacing w:before="0"' in body
