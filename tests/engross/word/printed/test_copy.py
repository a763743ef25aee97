"""A Word file is converted as a copy, with what its PDF has to say; the file itself is only read."""

from __future__ import annotations

import pytest

from engross.print_copy import GAP, Margins, PrintCopy, PrintedTable, PrintedText
from engross.word import for_conversion
from engross.word.opc.package import Package
from tests.engross.word.paper import DECLARATIONS, docx, heading, item, p, run, table, texts, xml


def said(*body: str, **parts: object) -> str:
    """What a file with this body says, with a star for each gap and a stroke between paragraphs."""
    text = for_conversion(docx(*body, **parts)).text  # type: ignore[arg-type]  # as docx takes them
    assert text is not None
    return text.text.replace(GAP, "*").rstrip("\n").replace("\n", "|")


def field(instruction: str, result: str, inner: str = "") -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{code}{inner}{separate}{run(result)}{end}"


def test_what_cannot_be_read_is_converted_as_it_is() -> None:
    assert for_conversion(b"no Word file") == PrintCopy(b"no Word file")


def test_a_document_with_nothing_to_mend_is_converted_as_it_is() -> None:
    document = docx("a", table(["b", "c"]))
    nothing = (Margins("", ""),)
    text = PrintedText("a\nb\nc\n", "", "", nothing, nothing)
    assert for_conversion(document) == PrintCopy(document, (PrintedTable(1, False),), text)


def test_headings_lists_and_tables_are_said_in_order_and_labels_are_gaps() -> None:
    assert said(heading("One"), item("a"), item("b"), table(["c", "d"])) == "One|*a|*b|c|d"


def test_breaks_are_space_and_hyphens_are_said() -> None:
    signs = "<w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>"
    assert said(p(signs)) == "a b c-d"


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        (field("PAGE", "3"), "a * b"),
        (field("REF _Ref1", "Table 3"), "a Table 3 b"),
        (field("SEQ Table", "3"), "a 3 b"),
        (field("=", "2", field("PAGE", "3")), "a 2 b"),
        (field("HYPERLINK x", "", ) + run("c"), "a c b"),
        ('<w:fldSimple w:instr=" NUMPAGES ">' + run("9") + "</w:fldSimple>", "a * b"),
        ('<w:fldSimple w:instr=" TITLE ">' + run("Plan") + "</w:fldSimple>", "a Plan b"),
        ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText><w:fldChar w:fldCharType="end"/></w:r>', "a * b"),
        ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r>", "a  b"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "a * b"),
    ],
)  # fmt: skip
def test_what_a_field_or_a_sign_says(runs: str, words: str) -> None:
    assert said(p(run("a "), runs, run(" b"))) == words


def test_each_line_of_contents_may_end_in_a_page_the_last_one_too() -> None:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = '<w:r><w:instrText xml:space="preserve"> TOC \\h </w:instrText></w:r>'
    assert said(p(begin, code, separate, run("One")), p(run("Two"), end), p(run("Three"))) == "One*|Two*|Three"


def test_notes_and_text_boxes_are_said_apart() -> None:
    note = '<w:r><w:footnoteReference w:id="1"/></w:r>'
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('boxed')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    framed = p("framed", properties='<w:framePr w:w="2000"/>')
    text = for_conversion(docx(p(run("a"), note), p(run("b"), box), framed, footnotes=["noted"])).text
    assert text is not None
    assert (text.text, text.notes, text.boxes) == (f"a{GAP}\nb\n", f"{GAP}{GAP}noted\n", "boxed\nframed\n")


def test_a_file_with_tracked_changes_is_not_compared() -> None:
    assert for_conversion(docx(p('<w:ins w:id="1" w:author="x">', run("a"), "</w:ins>"))).text is None


@pytest.mark.parametrize(("count", "floats"), [(8, True), (9, False)])
def test_a_table_with_text_around_it_is_set_in_line_where_it_may_be_longer_than_a_page(
    count: int, floats: bool
) -> None:
    place = '<w:tblpPr w:vertAnchor="text" w:tblpY="1"/>'
    rows = table(*(["a", "b"] for _ in range(count))).replace("<w:tblPr>", f"<w:tblPr>{place}")
    copied = Package.open(for_conversion(docx(rows)).data).read("word/document.xml").decode()
    assert ("tblpPr" in copied) == floats


def test_a_copy_is_told_which_pictures_are_decoration() -> None:
    mark = '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="{}"/>'
    drawing = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="{0}" name="x" descr="a">{1}</wp:docPr></wp:inline></w:drawing></w:r>'
    )
    body = docx(p(drawing.format(1, mark.format(1))), p(drawing.format(2, mark.format(0))))
    copied = Package.open(for_conversion(body).data).read("word/document.xml").decode()
    assert copied.count('descr="\u2060decoration\u2060"') == 1
    assert copied.count('descr="a"') == 1


@pytest.mark.parametrize(
    ("look", "names", "is_told"),
    [
        ('w:firstColumn="1"', ["a", "b"], True),
        ('w:val="04A0"', ["a", "b"], True),
        ('w:val="0420"', ["a", "b"], False),
        ('w:val="04A0" w:firstColumn="0"', ["a", "b"], False),
        ('w:firstColumn="1"', ["a", "a"], False),
        ('w:firstColumn="1"', ["a", ""], False),
    ],
)
def test_a_first_column_names_the_rows_where_the_author_says_so_and_each_row_has_a_name(
    look: str, names: list[str], is_told: bool
) -> None:
    rows = table(*([name, "x"] for name in names)).replace("</w:tblPr>", f"<w:tblLook {look}/></w:tblPr>")
    assert for_conversion(docx(rows)).tables == (PrintedTable(2, is_told),)


def test_list_items_are_counted_before_a_table_in_its_cells_and_behind_it() -> None:
    document = docx(item("a"), item("b"), table([item("c"), "x"], ["y", item("d") + item("e")]), item("f"), "end")
    assert for_conversion(document).items == (2, 1, 0, 0, 2, 1)
    assert for_conversion(docx("a", table(["b"]))).items == ()


SECTION = (
    '<w:sectPr>{}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
    'w:header="708" w:footer="708" w:gutter="0"/>{}</w:sectPr>'
)
TITLE_PAGE = "<w:titlePg/>"


def margins(*sections: str, even: bool = False, **stories: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What the first page and the others may have, of sections whose headers are named by the stories' names."""
    parts: dict[str, str | bytes] = {
        f"word/{name}.xml": f"<w:hdr {DECLARATIONS}>{content}</w:hdr>" for name, content in stories.items()
    }
    links = [(name, "header", f"{name}.xml") for name in stories]
    if even:
        parts["word/settings.xml"] = f"<w:settings {DECLARATIONS}><w:evenAndOddHeaders/></w:settings>"
        links.append(("rSettings", "settings", "settings.xml"))
    body = [p("text", properties=section) for section in sections]
    text = for_conversion(docx(*body, parts=parts, relationships=links)).text
    assert text is not None
    return list(text.first_margins), list(text.margins)


def header(name: str, kind: str) -> str:
    return f'<w:headerReference w:type="{kind}" r:id="{name}"/>'


def test_the_first_page_has_the_first_header_of_a_section_with_a_title_page() -> None:
    one = SECTION.format(header("a", "first") + header("b", "default"), TITLE_PAGE)
    first, others = margins(one, a=p("first"), b=p("Page ", field("PAGE", "1")))
    assert first == [("first\n", "")]
    assert others == [("Page \ufffc\n", "")]  # of both sections: the last one takes it from the one before


def test_later_pages_may_have_the_headers_of_any_section_and_of_even_pages() -> None:
    one = SECTION.format(header("a", "default") + header("b", "even"), "")
    two = SECTION.format(header("c", "first") + header("d", "default"), TITLE_PAGE)
    first, others = margins(one, two, even=True, a=p("a"), b=p("b"), c=p("c"), d=p("d"))
    assert first == [("a\n", ""), ("b\n", "")]
    assert others == [("a\n", ""), ("d\n", ""), ("c\n", ""), ("b\n", "")]


def test_a_header_with_a_text_box_is_not_compared() -> None:
    box = "<w:r><w:pict><v:shape><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    framed = p(run("1"), properties='<w:framePr w:wrap="around"/>')
    for content in (p(box.replace("<w:p/>", p("in a box"))), framed):
        assert margins(SECTION.format(header("a", "default"), ""), a=content) == ([], [])


PAGE_BREAK = '<w:r><w:br w:type="page"/></w:r>'


def test_an_item_with_a_page_break_in_it_is_parted_and_what_follows_is_no_item() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    broken = p(
        run("one", "<w:b/>"), PAGE_BREAK, run("more"), properties=f'{numbered}<w:ind w:left="700" w:hanging="700"/>'
    )
    copy = for_conversion(docx(broken, item("two")))
    body = xml(copy.data).partition("<w:body>")[2]
    rest = '<w:pageBreakBefore/><w:numPr><w:numId w:val="0"/></w:numPr><w:ind w:left="700"/>'
    assert f"one</w:t></w:r></w:p><w:p><w:pPr>{rest}</w:pPr>" in body.replace("<w:r/>", "")
    assert 'w:type="page"' not in body
    assert texts(copy.data) == ["one", "more", "two"]
    assert copy.text == for_conversion(docx(item("one more"), item("two"))).text


HOLDERS = {
    "a tag of a program": '<w:smartTag w:element="x">{}</w:smartTag>',
    "a link": '<w:hyperlink w:anchor="x">{}</w:hyperlink>',
    "a link in a tag": '<w:smartTag w:element="x"><w:hyperlink w:anchor="x">{}</w:hyperlink></w:smartTag>',
}


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_an_item_is_parted_also_where_its_break_or_what_follows_stands_in_something(holder: str) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    start = '<w:p><w:pPr><w:pageBreakBefore/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    one, more = run("one"), run("more")
    for content, front, behind in (
        (one + PAGE_BREAK + holder.format(more), one, holder.format(more)),
        (holder.format(one + PAGE_BREAK + more), holder.format(one), holder.format(more)),
        (holder.format(one + PAGE_BREAK) + more, holder.format(one), more),
    ):
        body = xml(for_conversion(docx(p(content, properties=numbered))).data).partition("<w:body>")[2]
        assert body.replace("<w:r/>", "").startswith(
            f"<w:p><w:pPr>{numbered}</w:pPr>{front}</w:p>{start}{behind}</w:p>"
        )


def test_controls_within_items_are_taken_away_and_what_stands_in_them_stays() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    one, more = run("one"), run("more")
    inner = control.format(one + control.format(PAGE_BREAK)) + more
    body = xml(for_conversion(docx(p(inner, properties=numbered))).data).partition("<w:body>")[2]
    start = '<w:p><w:pPr><w:pageBreakBefore/><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    assert body.replace("<w:r/>", "").startswith(f"<w:p><w:pPr>{numbered}</w:pPr>{one}</w:p>{start}{more}</w:p>")
    for source in (docx(p(control.format(one))), docx(control.format(item("one")))):
        assert for_conversion(source).data == source


def test_a_control_round_others_is_taken_away_and_the_others_stay() -> None:
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>"
    question = p(run("Status: "), control.format(run("Open")))
    body = xml(for_conversion(docx(control.format(question + control.format(p(run("end")))))).data)
    assert body.partition("<w:body>")[2].startswith(question + control.format(p(run("end"))))


@pytest.mark.parametrize("sign", ["<w:tab/>", "<w:noBreakHyphen/>", '<w:sym w:font="Wingdings" w:char="F0FC"/>'])
def test_an_item_is_parted_also_where_a_sign_follows_its_break(sign: str) -> None:
    broken = item("one").replace("</w:p>", f"{PAGE_BREAK}<w:r>{sign}</w:r></w:p>")
    body = xml(for_conversion(docx(broken)).data).partition("<w:body>")[2]
    assert f'<w:numId w:val="0"/></w:numPr></w:pPr><w:r>{sign}</w:r></w:p>' in body
    assert 'w:type="page"' not in body


def test_page_breaks_behind_an_item_and_elsewhere_stay_as_they_are() -> None:
    for body in (p(run("a"), PAGE_BREAK), item("one").replace("</w:p>", f"{PAGE_BREAK}</w:p>")):
        source = docx(body, p(run("b"), PAGE_BREAK, run("c")))
        assert for_conversion(source).data == source
