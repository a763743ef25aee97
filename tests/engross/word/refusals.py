"""Templates and values that are refused, one for each identifier → the catalogue of errors, `docs/template-errors.md`.

`python -m tests.engross.word.refusals` writes the catalogue anew.
"""

from __future__ import annotations

import datetime as dt
import struct
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from engross.problems import Problem, Refused
from engross.word import Template
from engross.word.opc.package import Package
from engross.word.render.image import image_filter
from tests.engross.word.check.test_check import Letter
from tests.engross.word.paper import docx, note, p, run, table
from tests.engross.word.render.test_image import png
from tests.paths import DOCS

CATALOGUE = DOCS / "template-errors.md"
HEAD = """# What can be wrong with a template

Every problem that the Word engine tells of a template, or of the values it is filled with, has an identifier. Each is
listed here with what it means and with the message of one case in which it is told. The cases are tests
(`tests/engross/word/refusals.py`), and this page is written from them.
"""


_SAID: dict[tuple[str, bytes, str], Sequence[Problem]] = {}


@dataclass(frozen=True, slots=True)
class Case:
    """A template, and if it comes to that the values, in which one thing is wrong; `meaning` says what."""

    id: str
    meaning: str
    source: bytes
    values: Mapping[str, object] | None = None
    shape: object | None = None
    filters: Mapping[str, Callable[..., Any]] = field(default_factory=dict)

    def problems(self) -> Sequence[Problem]:
        """All that is said of it, worked out once."""
        key = (self.id, self.source, repr(self.values))
        if key not in _SAID:
            _SAID[key] = self._problems()
        return _SAID[key]

    def _problems(self) -> Sequence[Problem]:
        try:
            template = Template.open(self.source, self.shape, self.filters, file="letter.docx")
            if self.values is not None:
                template.render(self.values)
        except Refused as refused:
            return refused.problems
        return template.problems


def shaped(id: str, meaning: str, *body: str) -> Case:
    """A case against the shape of the tests' letter."""
    return Case(id, meaning, docx(*body), shape=Letter)


def told(id: str, meaning: str, *body: str, **more: Any) -> Case:
    """A case in the template alone."""
    return Case(id, meaning, docx(*body, **more))


def filled(id: str, meaning: str, body: str, **values: object) -> Case:
    """A case that only the values show."""
    return Case(id, meaning, docx(body), values)


def pictured(id: str, meaning: str, body: str, folder: Path | None = None, **values: object) -> Case:
    """A case of a picture, from a folder of pictures if there is one."""
    return Case(id, meaning, docx(body), values, filters={"image": image_filter(folder)})


def with_part(part: str, content: str) -> bytes:
    """A Word file with one part replaced."""
    return bytes(Package.open(docx("x")).replace({part: content.encode()}))


def link(address: str) -> bytes:
    """A Word file with a hyperlink."""
    words = '<w:hyperlink r:id="rLink"><w:r><w:t>words</w:t></w:r></w:hyperlink>'
    return docx(p(words), relationships=[("rLink", "hyperlink", address)])


def _of_files() -> Iterator[Case]:
    again = "If anything can still repair it, Word can."
    external = [("rX", "image", "https://example.org/logo.png")]
    yield Case("damaged-file", f"The file breaks off, or is damaged. {again}", docx("x")[:200])
    broken = with_part("word/document.xml", "<w:document")
    yield Case("damaged-part", f"A part of the file is no XML. {again}", broken)
    declared = with_part("word/document.xml", "<!DOCTYPE x [<!ENTITY a 'b'>]><x/>")
    yield Case("document-type", "A part declares a document type, by which a file can be made to swell.", declared)
    yield Case("encrypted-or-old", "The file has a password, or is of the kind before 2007.",
               b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")  # fmt: skip
    yield Case("not-a-word-file", "The file is no Word document; it may be a workbook, a text or a picture.",
               bytes(Package.open(docx("x")).replace({"_rels/.rels": b"<x/>"})))  # fmt: skip
    swollen = BytesIO(docx("x"))
    with zipfile.ZipFile(swollen, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("word/media/x.bin", bytes(3_000_000))
    yield Case(
        "too-large", "The file is larger, or unpacks to more, than a Word document may here.", swollen.getvalue()
    )
    yield Case("macros", "The file holds macros, which would travel with every document.",
               with_part("word/vbaProject.bin", "x"))  # fmt: skip
    yield Case("signed", "The file is digitally signed; a document made from it could not be.",
               with_part("_xmlsignatures/origin.sigs", "x"))  # fmt: skip
    yield Case("strict-format", "The file is saved in the strict form of the format.",
               with_part("word/document.xml", '<x:document xmlns:x="http://purl.oclc.org/ooxml/wordprocessingml/main"/>'))  # fmt: skip
    yield told("included-document", "The file includes another document, whose tags nobody would find.",
               '<w:altChunk r:id="rA"/>')  # fmt: skip
    yield told("subdocument", "The file is a master document, whose other files are not in it.",
               p('<w:subDoc r:id="rA"/>'))  # fmt: skip
    yield Case("encrypted", "The file holds another that has a password.", with_part("EncryptionInfo", "x"))
    yield told("outside-the-file", "The file refers to something that is not in it.", "x", relationships=external)
    folder = [("rLink", "hyperlink", "file:///S:/Inspections/guidance.docx")]
    linked = p('<w:hyperlink r:id="rLink"><w:r><w:t>the guidance</w:t></w:r></w:hyperlink>')
    yield told("local-address", "A link, or what Word keeps unseen, names a machine, a drive or somebody's folder. Only said, but no document is issued with it.", linked, relationships=folder)  # fmt: skip
    yield told("hidden-text-left-out", "Hidden text goes into no document. Only said, not refused.",
               p("shown", run("ask Jo", "<w:vanish/>")))  # fmt: skip
    yield told("note-left-empty", "A note says something under a condition only, and its sign stands always. Only said, not refused.",
               p("text", note(1)), footnotes=["{% if a %}source{% endif %}"])  # fmt: skip
    inserted = p('<w:ins w:id="1" w:author="M" w:date="2026-01-01T00:00:00Z"><w:r><w:t>new</w:t></w:r></w:ins>')
    yield told("tracked-changes", "Changes are still tracked; every document would show them.", inserted)


def _of_tags() -> Iterator[Case]:
    deleted = '<w:del w:id="1" w:author="M" w:date="2026-01-01T00:00:00Z"><w:r><w:delText>{{ name }}</w:delText></w:r></w:del>'
    joined = '<w:hyperlink w:anchor="_top"><w:r><w:t>me }}</w:t></w:r></w:hyperlink>'
    yield told("blocks-too-deep", "Blocks stand deeper in each other than Python reads them.",
               "{% if a %}" * 19 + "x" + "{% endif %}" * 19)  # fmt: skip
    yield told("too-many-tags", "The template has more tags than any document needs.", *["{{ a }}" * 21] * 953)
    yield told(
        "too-much-at-once", "One tag or block holds more than can be compiled.", f"{{{{ a{' | upper' * 500} }}}}"
    )
    yield told("unclosed-tag", "A tag is opened and not closed in the same paragraph.", "Dear {{ name")
    yield told("spaced-braces", "A tag was typed with spaces between its braces, and would stand in every document.",
               "{ { x } }")  # fmt: skip
    yield told("single-braces", "What looks like a tag has one brace on each side. Only said, not refused.",
               "{partnership.name}")  # fmt: skip
    yield shaped("other-signs", "A field's name stands between the signs of another program. Only said, not refused.",
                 "«partnership.name»")  # fmt: skip
    yield told("mail-merge-field", "A field of Word's mail merge would stay as it is. Only said, not refused.",
               p('<w:fldSimple w:instr=" MERGEFIELD Name ">', run("«Name»"), "</w:fldSimple>"))  # fmt: skip
    yield told("stray-delimiter", "Closing braces stand where no tag was opened.", "Dear name }}")
    yield told("tag-across-boundary", "A tag lies half inside a link, a control or a tracked change.",
               p("Dear {{ na", joined))  # fmt: skip
    yield told("tag-in-deleted-text", "A tag stands in text that a tracked change deletes.", p("x", deleted))
    yield told("object-in-tag", "A picture, a note or a field stands inside a tag.",
               p("{{ na", '<w:r><w:footnoteReference w:id="1"/></w:r>', run("me }}")), footnotes=["x"])  # fmt: skip
    math = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>{{ x }}</m:t></m:r></m:oMath>'
    yield told(
        "tag-where-none-is-read", "A tag stands in an equation or another place that is not read.", "{{ a }}", p(math)
    )
    yield told("text-beside-structural-tag", "Text shares the paragraph, row or cell that a tag replaces.",
               "{%p if x %} and more", "{%p endif %}")  # fmt: skip
    yield told("no-such-structure", "A tag for a row or a cell stands in none.", "{%tr for x in y %}", "{%tr endfor %}")
    yield told("not-in-a-cell", "A tag about a cell stands in none.", "{% cellbg 'FF0000' %}")
    yield told("commented-out", "A comment with a level letter leaves out more than itself. Only said, not refused.",
               "{#p not yet #} a whole sentence")  # fmt: skip
    ends = p("b", properties="<w:sectPr><w:pgSz/></w:sectPr>")
    yield told("joined-over-break", "A dash joins two paragraphs between which a page or a section ends.",
               ends, "{%- if x %}b{% endif %}")  # fmt: skip
    yield told("section-half-in-block", "A block may leave out the end of a section that begins before it.",
               "a", "{% if x %}", ends, "{% endif %}")  # fmt: skip
    yield told("not-in-a-list", "A tag about the numbers of a list stands in none.", "{% restart_numbering %}a")
    lost = p('<w:fldSimple w:instr=" REF _Ref1 ">', run("Findings"), "</w:fldSimple>")
    yield told("reference-to-nothing", "A cross-reference or link leads to a bookmark that is not there.", lost)
    begin, end = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="1"/>'
    made = p(begin, run("{{ a }}"), end)
    shown = '<w:fldSimple w:instr=" REF _Ref1 "><w:r><w:t>Findings</w:t></w:r></w:fldSimple>'
    yield told("reference-to-itself", "A cross-reference stands in what it refers to.",
               p(begin, run("{{ a }} "), shown, end))  # fmt: skip
    yield told("reference-cut-by-block", "A cross-reference shows what begins or ends in the midst of a block.",
               p(run("{% if a %}x"), begin, run("y{% endif %}"), run("z"), end), p(shown))  # fmt: skip
    yield told("reference-to-many", "A cross-reference leads to what a loop makes in each turn. Only said, not refused.",
               "{% for a in b %}", made, "{% endfor %}", lost)  # fmt: skip
    yield Case(
        "tag-in-address", "The address of a link holds a tag that prints nothing.", link("https://x.org/{% if a %}")
    )


def _of_fields() -> Iterator[Case]:
    def case(id: str, meaning: str, instruction: str) -> Case:
        return told(id, meaning, p(f'<w:fldSimple w:instr=" {instruction} ">', run("stored"), "</w:fldSimple>"))

    yield case("changing-field", "A field of Word shows the day or a count of whoever opens the document.", "DATE")
    yield case("deciding-field", "A field of Word decides by itself what is shown, or asks.", "FILLIN &quot;Who?&quot;")
    yield case("personal-field", "A field of Word shows the name of a person, a file or a machine.", "AUTHOR")
    yield case("outside-field", "A field of Word takes what it shows from another file.", "INCLUDETEXT a.docx")
    yield case(
        "tag-in-field-code", "A field of Word shows what was stored, and a tag stands in its code.", "REF {{ x }}"
    )
    yield case("calculated-field", "A field of Word shows what the template's own cells came to.", "=SUM(ABOVE)")
    yield case("field-as-stored", "A field of Word shows in a PDF what the template stored. Only said, not refused.",
               "STYLEREF 1")  # fmt: skip
    yield case("field-without-value", "A field of Word shows a property that the file has not.", "DOCPROPERTY Unit")
    yield case("unanswered-prompt", "A prompt to fill in is not answered. Only said, but no document is issued with it.",
               "MACROBUTTON NoMacro [Name]")  # fmt: skip
    number = '<w:fldSimple w:instr=" REF _Ref1 \\r \\p "><w:r><w:t>2 above</w:t></w:r></w:fldSimple>'
    marked = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>', run("held"), '<w:bookmarkEnd w:id="1"/>'
    yield told("counted-otherwise", "Word counts something one way, and a PDF another. Only said, not refused.",
               p(*marked) + p(number))  # fmt: skip
    control = f"<w:sdt><w:sdtContent>{p('{% if x %}')}{p('a')}{p('{% endif %}')}</w:sdtContent></w:sdt>"
    yield told(
        "control-may-go", "A content control may be left with nothing, and goes then. Only said, not refused.", control
    )
    start = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    code = "<w:r><w:instrText> TOC \\h </w:instrText></w:r>"
    inner = f"{start[0]}<w:r><w:instrText> PAGE </w:instrText></w:r>{start[1]}{run('3')}{start[2]}"
    outer = "<w:r><w:instrText> = </w:instrText></w:r>", inner, "<w:r><w:instrText> -1 </w:instrText></w:r>"
    yield told("nested-field", "A field of Word holds another in its code, and a PDF shows both.",
               p(start[0], *outer, start[1], run("2"), start[2]))  # fmt: skip
    yield told("contents-without-pages", "Lines of contents show no page where none is certain. Only said, not refused.",
               p(start[0], code, start[1], start[2]))  # fmt: skip


def _of_blocks() -> Iterator[Case]:
    yield told("unclosed-block", "A block is never closed.", "{% if x %}a")
    yield told("unopened-block", "A block is closed that was never opened.", "a{% endfor %}")
    yield told("crossed-blocks", "A block is closed while one within it is still open.",
               "{% for x in y %}{% if x %}a{% endfor %}{% endif %}")  # fmt: skip
    yield told("misplaced-middle", "An else or elif belongs to no block.", "{% else %}")
    yield told("exit-outside-loop", "A loop is left where there is none.", "{% if x %}{% break %}{% endif %}")
    yield told("exit-across-boundary", "A loop is left from within what would then stay open.",
               p("{% for x in y %}"), p("a {% if x %}{% break %}{% endif %} b"), p("{% endfor %}"))  # fmt: skip
    begun = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    yield told("split-field", "A field begins inside a block and ends outside, or the other way round.",
               p("{% if x %}", begun, "{% endif %}", begun.replace("begin", "end")))  # fmt: skip
    yield told("unbalanced-block", "A block begins in one structure and ends in another.",
               table(["{% if x %}a", "b{% endif %}"]))  # fmt: skip


def _goes_with() -> Iterator[Case]:
    line = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    yield told("goes-with-tag", "The paragraph of a tag goes with it, and a reader sees something of it. Only said, not refused.",
               "{% if x %}", "a", p("{% endif %}", properties=line))  # fmt: skip


def _of_code() -> Iterator[Case]:
    yield told("syntax", "The code in a tag cannot be read.", "{{ a b }}")
    yield told("forgotten-set", "A loop sets a variable that is read after it, when Jinja has forgotten what was set.",
               "{% set n = 0 %}{% for x in y %}{% set n = n + x %}{% endfor %}{{ n }}")  # fmt: skip
    yield told("unknown-statement", "A tag begins with a word that means nothing.", "{% fi x %}")
    yield told("not-supported", "A tag means something elsewhere, but nothing in a Word template.", "{% include 'x' %}")
    yield told("unknown-filter", "A filter is used that there is not.", "{{ x | dat }}")
    yield told("wrong-argument", "A filter or a test is given an argument that it does not take.", "{{ x | upper(1) }}")
    yield told("unknown-test", "A test is used that there is not.", "{% if x is definde %}a{% endif %}")
    yield told("not-allowed", "A name or an operation is used that templates may not use.", "{{ _secret }}")


def _quoted(text: str) -> str:
    return f"“{text}”"


def _of_shape() -> Iterator[Case]:
    yield shaped("unknown-field", "A field is named that there is not.", "{{ partnership.nmae }}")
    yield shaped("unknown-name", "A name is used that neither the data nor the template give.", "{{ partnershp.name }}")
    yield shaped("optional-unguarded", "A field that may be empty or missing is used where no condition asks for it.",
                 "{{ decision.level }}")  # fmt: skip
    yield shaped("loop-over-no-list", "A loop goes over what is no list.", "{% for x in partnership %}a{% endfor %}")
    yield shaped("object-printed", "A whole group of fields is printed.", "{{ partnership }}")
    yield shaped("list-printed", "A whole list is printed.", "{{ areas }}")
    yield shaped("yes-or-no-printed", "A yes-or-no value is printed without words for it.", "{{ agreed }}")
    yield shaped("date-without-filter", "A date is printed without saying how.", "{{ ended }}")
    yield shaped("method-printed", "A method or macro is printed without being called.", "{{ area }}")
    yield shaped("unknown-word", "A value is compared with a word that it can never be.",
                 '{% if state == "isued" %}a{% endif %}')  # fmt: skip
    yield shaped("not-a-date", "The filter date is given what is no date.", "{{ partnership | date }}")
    yield Case("not-a-text", "A filter that takes a text, handed in with the template, is given something else.",
               docx("{{ ended | quoted }}"), shape=Letter, filters={"quoted": _quoted})  # fmt: skip
    yield shaped("not-a-list", "The filter join_and is given what is no list.", "{{ partnership.name | join_and }}")
    yield shaped(
        "not-a-group", "The filter items or dictsort is given what has no named fields.", "{{ areas | items }}"
    )
    yield shaped("not-comparable", "Two values are compared, or put in order, of which none comes before the other.",
                 "{% if ended < 3 %}a{% endif %}")  # fmt: skip
    yield shaped("not-a-number", "The filter count_of is given neither a number nor a list.",
                 '{{ agreed | count_of("area") }}')  # fmt: skip
    yield shaped("plain-in-rich", "A tag for formatted values is given a plain one.", "{{p partnership.name }}")


def _of_values() -> Iterator[Case]:
    yield filled("nothing-to-print", "A field that is printed holds nothing.", "{{ x }}", x=None)
    yield filled(
        "character-not-for-word", "A text holds a character that no Word document can hold.", "{{ x }}", x="a\x01b"
    )
    yield filled("cannot-compute", "Something cannot be computed with these values.", "{{ x / 0 }}", x=1)
    yield filled("endless", "A macro calls itself without end.", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}")
    yield filled("too-many-turns", "The loops of a document take more turns than any document needs.",
                 "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}")  # fmt: skip
    yield filled("too-long", "A document would become larger than any program opens.",
                 '{% set b = "x" * 1000000 %}{% for i in range(101) %}{{ b }}{% endfor %}')  # fmt: skip
    yield filled("no-number", "A calculation has no result, for example because its data are no numbers.",
                 "{{ x * 2 }}", x=float("nan"))  # fmt: skip
    yield filled("unknown-form", "A filter is asked for a form that it has not.", "{{ x | date('short') }}",
                 x=dt.date(2026, 11, 23))  # fmt: skip
    shade = table([p("{% cellbg x %}", "a")])
    box = '<w:sdt><w:sdtPr><w:tag w:val="{{ x }}"/>%s</w:sdtPr><w:sdtContent><w:r><w:t>-</w:t></w:r></w:sdtContent></w:sdt>'
    yield filled("not-yes-or-no", "A tick box is given a value that is neither true nor false.",
                 p(box % "<w14:checkbox/>"), x="maybe")  # fmt: skip
    yield filled("not-in-list", "A list of choices is given a value that is none of its entries.",
                 p(box % '<w:dropDownList><w:listItem w:displayText="Good" w:value="good"/></w:dropDownList>'), x="bad")  # fmt: skip
    yield filled("not-a-colour", "The colour of a cell is no colour.", shade, x="reddish")
    spanned = table([p("{% colspan x %}", "a"), "b"])
    yield filled("not-columns", "A cell is to span what is no number of columns.", spanned, x="many")
    wide = table(["{%tc for x in y %}", "{{ x }}", "{%tc endfor %}"])
    yield filled("too-many-columns", "A row has more columns than a table in Word can have.", wide, y=list(range(64)))
    yield Case("address-not-allowed", "The address of a link leads where no document may.", link("{{ x }}"),
               {"x": "file:///etc/passwd"})  # fmt: skip
    yield Case("address-too-long", "The address of a link is longer than Word allows.", link("{{ x }}"),
               {"x": "https://example.org/" + "a" * 3000})  # fmt: skip


def _of_markdown() -> Iterator[Case]:
    def case(id: str, meaning: str, text: str, body: str = "{{p x | markdown }}") -> Case:
        return filled(id, meaning, body, x=text)

    yield case("paragraphs-in-text", "A value makes paragraphs of its own, but its tag stands among other text.", "a\n\nb",
               "{% set m = x | markdown %}see {{ m }}")  # fmt: skip
    yield case("paragraphs-in-line", "A text in Markdown has several paragraphs, lists or headings, but stands in a line.",
               "a\n\nb", "{{r x | markdown }}")  # fmt: skip
    rows = docx(table(["{%tr macro m() %}"], ["a"], ["{%tr endmacro %}"], ["{{ m() }}"]))
    yield Case("misplaced-structure", "A macro makes what cannot stand where it is printed, such as rows in a paragraph.",
               rows, {})  # fmt: skip
    yield case("rich-as-text", "A formatted value is used as plain text.", "a", "{{ x | markdown | upper }}")
    yield Case("rich-in-plain", "A formatted value stands where only plain text can.",
               docx("x", properties="{{ x | image(alt='a') }}"), {"x": png()}, filters={"image": image_filter(None)})  # fmt: skip
    yield case("picture-in-markdown", "A text in Markdown holds a picture.", "![a](b.png)")
    yield case("link-without-words", "A link in Markdown has no words to click on.", "[](https://example.org)")
    yield case(
        "heading-too-deep", "A heading stands deeper than Word's headings go.", "###### a", "{{p x | markdown(9) }}"
    )
    yield case("no-such-heading", "The filter markdown is asked for a level of headings that there is not.", "a",
               "{{p x | markdown(0) }}")  # fmt: skip
    yield case(
        "code-with-a-name", "A block of code in Markdown bears a name, which would be lost.", "```python\na\n```"
    )
    yield case("table-row-too-long", "A row of a table in Markdown has more cells than its first.",
               "| a |\n| - |\n| b | c |")  # fmt: skip
    yield case("character-not-for-markdown", "A text in Markdown holds a break, which it says by blank lines.", "a\fb")
    yield case("list-too-deep", "Lists stand deeper in each other than Word's lists go.",
               "\n".join("  " * depth + "- a" for depth in range(10)))  # fmt: skip
    yield case("too-deep", "Lists, quotations or emphasis stand too deep in each other.", ">" * 150 + " a")


def _of_pictures(folder: Path) -> Iterator[Case]:
    (folder / "words.png").write_bytes(b"words")
    (folder / "broken.png").write_bytes(png()[:8] + struct.pack(">I4s", 13, b"IHDR"))
    (folder / "large.png").write_bytes(bytes(32 * 1024 * 1024 + 1))
    tag = "{{ x | image(alt='A map') }}"
    yield pictured("picture-without-words", "A picture has no words for those who do not see it.", "{{ x | image }}",
                   folder, x="a.png")  # fmt: skip
    yield pictured("no-folder-of-pictures", "A picture is named, but no folder of pictures is.", tag, x="a.png")
    yield pictured("picture-outside", "A picture is named that lies elsewhere.", tag, folder, x="../a.png")
    yield pictured("picture-unreadable", "A picture cannot be read.", tag, folder, x="a.png")
    yield pictured("picture-unknown", "A picture is neither PNG nor JPEG.", tag, folder, x="words.png")
    yield pictured("picture-damaged", "A picture is not whole.", tag, folder, x="broken.png")
    yield pictured("picture-too-large", "A picture is larger than is taken.", tag, folder, x="large.png")
    yield pictured("not-a-length", "The size of a picture is no length.", "{{ x | image(alt='A map', width='wide') }}",
                   folder, x=png())  # fmt: skip


WITHOUT_CASE = {
    "markdown-unknown": "A kind of Markdown that the engine does not know; none is left at present.",
    "unreadable-file": "The file cannot be opened, for example because another program holds it.",
}
"""Identifiers of which no template can be made an example."""


def cases(folder: Path) -> list[Case]:
    """Every case; pictures are put into this folder."""
    groups = (_of_files(), _of_tags(), _of_fields(), _of_blocks(), _goes_with(), _of_code(), _of_shape(), _of_values(), _of_markdown(),
              _of_pictures(folder))  # fmt: skip
    return [case for group in groups for case in group]


def catalogue(folder: Path) -> str:
    """The whole page."""
    entries = {case.id: (case.meaning, _message(case)) for case in cases(folder)}
    entries |= {named: (meaning, "") for named, meaning in WITHOUT_CASE.items()}
    pieces = [f"## {named}\n\n{meaning}\n{message}" for named, (meaning, message) in sorted(entries.items())]
    return "\n".join([HEAD, *pieces])


def _message(case: Case) -> str:
    problem = next(each for each in case.problems() if each.id == case.id)
    return f"\n```text\n{problem.severity}: {problem}\n```\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        CATALOGUE.write_text(catalogue(Path(made)), encoding="utf-8")
