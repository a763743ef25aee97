"""Each of Word's fields has a stated fate: nothing that changes, betrays or decides by itself reaches a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from engross.problems import Refused, Severity
from engross.word import Template
from engross.word.opc.package import Package
from engross.word.prepare.field_fates import FATES, judged_fields
from tests.engross.word.paper import DECLARATIONS, docx, p, run, texts, xml
from tests.paths import DOCS

CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>'
    "</cp:coreProperties>"
)
APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Company>House of Examples</Company><Manager>Jo Editor</Manager></Properties>"
)


def field(instruction: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction.replace(chr(34), "&quot;")} </w:instrText></w:r>'
    return f"{begin}{code}{separate}{run(result)}{end}"


def simple(instruction: str, result: str) -> str:
    return f'<w:fldSimple w:instr=" {instruction} ">{run(result)}</w:fldSimple>'


def problems(source: bytes, shape: object = None) -> list[str]:
    try:
        return [f"{each.severity}: {each}" for each in Template.open(source, shape, file="letter.docx").problems]
    except Refused as refused:
        return [f"{each.severity}: {each}" for each in refused.problems]


def with_settings(*body: str, settings: str) -> bytes:
    return docx(
        *body,
        relationships=[("rSettings", "settings", "settings.xml")],
        parts={"word/settings.xml": f"<w:settings {DECLARATIONS}>{settings}</w:settings>"},
    )


def with_app(*body: str, core: str = CORE.format(title="Letter", creator="Jane Example")) -> bytes:
    """A Word file with extended properties."""
    package = Package.open(docx(*body, parts={"docProps/core.xml": core}))
    rels = package.read("_rels/.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rApp" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'extended-properties" Target="docProps/app.xml"/></Relationships>',
    )
    return bytes(package.replace({"_rels/.rels": rels, "docProps/app.xml": APP.encode()}))


@pytest.mark.parametrize("written", [field, simple])
@pytest.mark.parametrize("word", sorted(FATES))
def test_every_field_of_the_table_is_told_where_it_stands(word: str, written: Callable[[str, str], str]) -> None:
    fate = FATES[word]
    marked = p('<w:bookmarkStart w:id="1" w:name="x"/>', run("{{ x }}"), '<w:bookmarkEnd w:id="1"/>')
    source = docx(marked, p("By ", written(f"{word} x", "stored")))
    assert problems(source) == [
        f"{fate.severity}: letter.docx: body, paragraph 2: {fate.id}: the field {word} {fate.shows}; "
        f"{fate.advice.format(date='…')}"
    ]


def test_fields_in_headers_and_notes_are_told_there() -> None:
    source = docx("a", header=p(field("FILENAME \\p", "C:\\Users\\jane\\letter.docx")), footnotes=[field("DATE", "1")])
    assert [(str(each.place), each.id) for each in judged_fields(Package.open(source, "a.docx"))] == [
        ("a.docx: header, paragraph 1", "personal-field"),
        ("a.docx: footnote 1, paragraph 1", "changing-field"),
    ]


@pytest.mark.parametrize(
    ("instruction", "refused"),
    [
        ("INFO FILENAME \\p", "personal-field"),
        ('INFO "SaveDate"', "changing-field"),
        ("INFO NumWords", "changing-field"),
    ],
)
def test_info_is_what_the_field_is_that_it_names(instruction: str, refused: str) -> None:
    assert [each.id for each in judged_fields(Package.open(docx(p(field(instruction, "x"))), "a.docx"))] == [refused]


@dataclass(frozen=True)
class Ends:
    ended: dt.date


def test_a_date_field_is_answered_with_a_date_of_the_data() -> None:
    (told,) = problems(docx(p(field("DATE", "1 May 2026"))), Ends)
    assert told == (
        "error: letter.docx: body, paragraph 1: changing-field: the field DATE shows the day on which somebody opens "
        "or converts the document; write a date of the data in its place, such as {{ ended | date }}"
    )


@pytest.mark.parametrize(
    "instruction",
    ["PAGE", "NUMPAGES", "QUOTE words", "= 2 + 3", '= 2 * 3.5 \\# "0.0"', "FORMTEXT", "ADDIN EN.CITE x"],
)
def test_what_shows_the_same_everywhere_is_kept_without_a_word(instruction: str) -> None:
    assert problems(docx(p(field(instruction, "5")))) == []


@pytest.mark.parametrize("kind", ["comments", "glossaryDocument"])
def test_a_field_in_what_is_never_printed_is_left_alone(kind: str) -> None:
    part = f"<w:glossaryDocument {DECLARATIONS}>{p(field('DATE', '1 May'))}</w:glossaryDocument>"
    parts: dict[str, str | bytes] = {"word/beside.xml": part}
    assert problems(docx("text", parts=parts, relationships=[("rX", kind, "beside.xml")])) == []
    header = docx("text", parts=parts, relationships=[("rX", "header", "beside.xml")])
    assert [each.split(": ")[3] for each in problems(header)] == ["changing-field"]


def entry(result: str, kind: str = "", default: str = "") -> str:
    """A text of a form that somebody fills in."""
    about = f'<w:type w:val="{kind}"/>' * bool(kind) + f'<w:default w:val="{default}"/>' * bool(default)
    data = f"<w:ffData><w:enabled/><w:textInput>{about}</w:textInput></w:ffData></w:fldChar>"
    begin = '<w:fldChar w:fldCharType="begin"'
    return p(field("FORMTEXT", result).replace(f"{begin}/>", f"{begin}>{data}"))


@pytest.mark.parametrize(("result", "default"), [("\u2002" * 5, ""), ("Name here", "Name here"), ("", "")])
def test_a_text_of_a_form_that_nobody_has_filled_in_is_told(result: str, default: str) -> None:
    assert problems(docx(entry(result, default=default))) == [
        "warning: letter.docx: body, paragraph 1: unanswered-prompt: the field FORMTEXT has nothing but what it had "
        "before anybody filled it in; fill it in, or write a tag into it, or make it text (click into it, "
        "Ctrl+Shift+F9)"
    ]


def test_a_text_of_a_form_that_is_filled_in_is_kept() -> None:
    assert problems(docx(entry("Strathlorne", default="Name here"), entry("4", kind="number"))) == []
    for template in (docx(entry("{{ x }}")), docx(entry("{{ x }}", default="{{ x }}"))):
        assert problems(template) == []
        assert "a &amp; b" in xml(Template.open(template).render({"x": "a & b"}))


@pytest.mark.parametrize(
    ("kind", "id"),
    [
        ("currentDate", "changing-field"),
        ("currentTime", "changing-field"),
        ("calculated", "calculated-field"),
        ("date", ""),
    ],
)
def test_a_text_of_a_form_that_word_fills_in_by_itself_is_refused(kind: str, id: str) -> None:
    assert [each.split(": ")[3] for each in problems(docx(entry("1 May 2026", kind=kind)))] == [id] * bool(id)


def test_a_symbol_is_kept_unless_its_pdf_would_show_it_twice() -> None:
    assert problems(docx(p(field("SYMBOL 252", "")))) == []
    (told,) = problems(docx(p(field("SYMBOL 252", "ü"))))
    assert told == (
        "error: letter.docx: body, paragraph 1: deciding-field: the field SYMBOL stands in its PDF twice, as Word's "
        "sign and as what is stored; insert the sign itself (Insert, Symbol)"
    )


@pytest.mark.parametrize("result", ["old", "", "{{ x }}"])
@pytest.mark.parametrize("code", ['QUOTE "Dear {{ x }}"', r'QUOTE "Dear {{ x }}" \* MERGEFORMAT'])
def test_a_text_with_a_tag_in_its_code_shows_what_the_tag_gives(code: str, result: str) -> None:
    made = Template.open(docx(p(field(code, result)))).render({"x": "a & b"})
    assert texts(made) == ["Dear a & b"]
    assert 'QUOTE "Dear a &amp; b"' in xml(made)


@pytest.mark.parametrize(
    "code", ["QUOTE {{ x }}", r'QUOTE "{{ x }}" \* Upper', "REF {{ x }}", "SEQ {{ x }}", 'DOCPROPERTY "{{ x }}"', "STYLEREF {{ x }}"]
)  # fmt: skip
def test_any_other_field_that_shows_what_a_tag_in_its_code_says_is_refused(code: str) -> None:
    (told,) = problems(docx(p(field(code, "old"))))
    assert told == (
        f"error: letter.docx: body, paragraph 1: tag-in-field-code: the field {code.split(maxsplit=1)[0]} shows what the template "
        "stored, whatever the tag in its code gives; write the tag in place of the field"
    )


@pytest.mark.parametrize("code", ['XE "{{ x }}"', 'TC "{{ x }}"'])
def test_a_tag_in_a_code_that_says_nothing_of_what_is_shown_is_filled_in(code: str) -> None:
    made = Template.open(docx(p(field(code, "here")))).render({"x": "https://example.org"})
    assert (texts(made), "https://example.org" in xml(made)) == (["here"], True)


@pytest.mark.parametrize(
    "code", ['HYPERLINK "{{ x }}"', 'HYPERLINK "https://example.org/{{ x }}"', 'HYPERLINK \\l "{{ x }}"']
)
@pytest.mark.parametrize("written", [field, simple])
def test_a_tag_in_the_address_of_a_field_is_refused_as_no_address_is_checked_there(
    code: str, written: Callable[[str, str], str]
) -> None:
    assert problems(docx(p(written(code.replace('"', "&quot;"), "here")))) == [
        "error: letter.docx: body, paragraph 1: tag-in-field-code: the field HYPERLINK leads wherever a value says, and "
        "no field's address is held to what is allowed; make a link of it (Insert, Link) and write the tag into its "
        "address"
    ]


def test_a_sum_of_cells_is_refused_as_the_documents_cells_are_others() -> None:
    assert problems(docx(p(field("=SUM(ABOVE)", "12")))) == [
        "error: letter.docx: body, paragraph 1: calculated-field: a calculation of cells shows what the "
        "template's own numbers came to, whatever the document's are; compute it in a tag, such as {{ costs | sum }}"
    ]


@pytest.mark.parametrize("instruction", ["AUTHOR", "DOCPROPERTY Author", 'DOCPROPERTY "Author"', "INFO Author"])
def test_an_author_is_refused_unless_the_document_has_one_of_its_own(instruction: str) -> None:
    (told,) = problems(docx(p(field(instruction, "Jane Example")), parts={"docProps/core.xml": CORE.format(title="L", creator="Jane Example")}))  # fmt: skip
    assert "personal-field" in told
    own = docx(p(field(instruction, "Jane Example")), parts={"docProps/core.xml": CORE.format(title="L", creator="{{ who }}")})  # fmt: skip
    made = Template.open(own).render({"who": "Morag Example"})
    assert texts(made) == ["Morag Example"]
    assert b"Jane" not in bytes(made)


@pytest.mark.parametrize("written", [field, simple])
def test_a_field_that_shows_a_property_shows_what_the_document_has_in_it(written: Callable[[str, str], str]) -> None:
    core = CORE.format(title="Letter to {{ who }}", creator="")
    source = docx(p("Re: ", written("TITLE", "Old title")), parts={"docProps/core.xml": core})
    assert texts(Template.open(source).render({"who": "Lorne & Islay"})) == ["Re: Letter to Lorne & Islay"]


def test_space_around_a_property_is_not_shown() -> None:
    source = docx(
        p("Re: ", field("TITLE", "Letter")), parts={"docProps/core.xml": CORE.format(title="\n  Letter\n ", creator="")}
    )
    assert texts(Template.open(source).render({})) == ["Re: Letter"]


def test_a_field_without_a_result_gets_one() -> None:
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "end"))
    source = docx(p(begin, "<w:r><w:instrText> TITLE </w:instrText></w:r>", end), properties="A letter")
    made = Template.open(source).render({})
    assert texts(made) == ["A letter"]
    assert xml(made).count("fldCharType") == 3


def test_a_field_whose_property_is_not_there_is_refused() -> None:
    assert problems(docx("a", p(field("DOCPROPERTY Reference", "7")))) == [
        "error: letter.docx: body, paragraph 2: field-without-value: the field DOCPROPERTY shows the document property "
        "Reference, which the file has not; give it a value (File, Info, Properties), or write a tag in place of the "
        "field"
    ]


def test_a_variable_that_a_field_shows_stays_and_the_others_go() -> None:
    variables = (
        '<w:docVars><w:docVar w:name="unit" w:val="Unit 7"/><w:docVar w:name="who" w:val="Jane Example"/></w:docVars>'
    )
    made = Template.open(with_settings(p(field("DOCVARIABLE Unit", "Unit 6")), settings=variables)).render({})
    assert texts(made) == ["Unit 7"]
    assert '<w:docVar w:name="unit" w:val="Unit 7"/>' in xml(made, "word/settings.xml")
    assert "Jane" not in xml(made, "word/settings.xml")


def test_a_tag_in_a_variable_is_told() -> None:
    variables = '<w:docVars><w:docVar w:name="unit" w:val="{{ x }}"/></w:docVars>'
    (told,) = problems(with_settings(p(field("DOCVARIABLE unit", "u")), settings=variables))
    assert told == (
        "error: letter.docx: body, paragraph 1: tag-where-none-is-read: a tag stands in the document variable unit, "
        "where tags are not read: {{ x }}; write the tag in place of the field"
    )


def test_the_company_stays_where_a_field_shows_it_and_the_manager_goes() -> None:
    made = Package.open(bytes(Template.open(with_app(p(field("DOCPROPERTY Company", "x")))).render({})))
    assert b"House of Examples" in made.read("docProps/app.xml")
    assert b"Jo Editor" not in made.read("docProps/app.xml")
    assert texts(bytes(made)) == ["House of Examples"]
    assert [each.id for each in Template.open(with_app(p(field("DOCPROPERTY Company", "x")))).problems] == []


def control(binding: str, text: str) -> str:
    bound = f'<w:dataBinding w:xpath="{binding}" w:storeItemID="{{A}}"/>'
    return f"<w:sdt><w:sdtPr>{bound}</w:sdtPr><w:sdtContent>{p(text)}</w:sdtContent></w:sdt>"


def test_what_a_bound_control_shows_stays_but_not_who_edited_the_file() -> None:
    shown = control("/ns1:Properties[1]/ns1:Company[1]", "House") + control(
        "/ns0:coreProperties[1]/ns1:creator[1]", "J"
    )
    made = Package.open(bytes(Template.open(with_app(shown)).render({})))
    assert b"House of Examples" in made.read("docProps/app.xml")
    assert b"Jane" not in made.read("docProps/core.xml")
    assert "Company" in xml(bytes(made))
    assert "creator" not in xml(bytes(made))


def test_sources_stay_under_a_bibliography_and_other_data_goes() -> None:
    sources = '<b:Sources xmlns:b="http://schemas.openxmlformats.org/officeDocument/2006/bibliography"/>'
    parts: dict[str, str | bytes] = {"customXml/item1.xml": sources, "customXml/item2.xml": "<other/>"}
    links = [("rD1", "customXml", "../customXml/item1.xml"), ("rD2", "customXml", "../customXml/item2.xml")]
    cited = docx(p(field("BIBLIOGRAPHY", "Example, J.")), parts=parts, relationships=links)
    made = Package.open(bytes(Template.open(cited).render({})))
    assert [name for name in made.names if name.startswith("customXml")] == ["customXml/item1.xml"]
    without = Package.open(bytes(Template.open(docx("a", parts=parts, relationships=links)).render({})))
    assert [name for name in without.names if name.startswith("customXml")] == []


def test_a_mail_merge_that_is_over_leaves_its_source_out() -> None:
    settings = '<w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:dataSource r:id="r1"/></w:mailMerge>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/mailMergeSource"
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        f'Type="{kind}" Target="file:///C:/lists/jane.xlsx" TargetMode="External"/></Relationships>'
    )
    source = Package.open(with_settings("{{ x }}", settings=settings)).replace(
        {"word/_rels/settings.xml.rels": rels.encode()}
    )
    made = Package.open(bytes(Template.open(bytes(source)).render({"x": "a"})))
    assert b"jane" not in b"".join(made.read(name) for name in made.names)
    assert "mailMerge" not in xml(bytes(made), "word/settings.xml")


def test_the_codes_of_citation_managers_are_not_read_for_tags() -> None:
    code = 'ADDIN ZOTERO_ITEM CSL_CITATION {"a":[{"b":{"c":[["2020"]]}}]}'
    made = Template.open(docx(p("{{ x }} ", field(code, "({{ x }} 2020)")))).render({"x": "E"})
    assert texts(made) == ["E (E 2020)"]
    assert "{&#34;a&#34;:[{&#34;b&#34;:{&#34;c&#34;:[[&#34;2020&#34;]]}}]}" in xml(made)


def test_the_guide_for_template_owners_names_every_field_that_is_refused_or_told() -> None:
    guide = (DOCS / "template-guide.md").read_text(encoding="utf-8")
    table = guide[guide.index("## Word's own fields") :]
    rows = [line for line in table.splitlines() if line.startswith("| `")]
    named = {word.strip(" `") for row in rows for word in row.split("|")[1].split(",")}
    assert FATES.keys() <= named
    refused = {word for word, fate in FATES.items() if fate.severity is Severity.ERROR}
    told = {w.strip(" `") for row in rows if "refused" in row.split("|")[2] for w in row.split("|")[1].split(",")}
    assert refused == told - {"="}
