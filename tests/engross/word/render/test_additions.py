"""Links, lists and pictures that a rendering adds, and the parts that hold them."""

from __future__ import annotations

import re

import pytest

from engross.word import Template
from engross.word.compilation import compile_package
from engross.word.opc.package import Package
from engross.word.render.additions import Additions
from engross.word.render.compiled import Compiled
from engross.word.render.state import RenderState
from engross.word.values.printing import Rich, Site
from tests.engross.word.paper import DECLARATIONS, docx, p, xml
from tests.word_files import unzipped, zipped

PNG = b"\x89PNG a picture's bytes, whatever they are"
RELS = "word/_rels/document.xml.rels"


def compiled(data: bytes) -> Compiled:
    return compile_package(Package.open(data), {}, None)


def additions(data: bytes = b"") -> Additions:
    return Additions(compiled(data or docx("{{ a }}")).insertion_points())


def added(more: Additions, part: str) -> str:
    return more.parts()[part].unpack().decode()


def numbers(text: str) -> list[str]:
    return re.findall(r'<w:num w:numId="(\d+)"', text)


def test_nothing_added_changes_no_part() -> None:
    assert additions().parts() == {}


def test_the_first_relationships_of_a_part_get_a_type_where_the_template_says_it_part_by_part() -> None:
    files = unzipped(docx("{{ a }}"))
    default = re.compile(rb'<Default Extension="rels" ContentType="([^"]*)"/>')
    types = files["[Content_Types].xml"]
    assert default.search(types)
    lines = rb'<Override PartName="/_rels/.rels" ContentType="\1"/>'
    files["[Content_Types].xml"] = default.sub(lines, types)
    files.pop(RELS, None)
    more = additions(zipped(files))
    more.relate("word/document.xml", "hyperlink", "https://example.scot", external=True)
    assert default.search(more.parts()["[Content_Types].xml"].unpack())


LINKED = p('<w:hyperlink r:id="rId7"><w:r><w:t>here</w:t></w:r></w:hyperlink>')


def test_a_link_gets_an_id_that_the_part_does_not_have() -> None:
    more = additions(docx("{{ a }}", LINKED, relationships=[("rId7", "hyperlink", "https://example.scot/here")]))
    assert more.relate("word/document.xml", "hyperlink", "https://example.scot/there", external=True) == "rId8"
    assert (
        '<Relationship Id="rId8" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink" '
        'Target="https://example.scot/there" TargetMode="External"/></Relationships>'
    ) in added(more, RELS)


def test_the_same_link_is_added_once_and_one_of_the_template_never() -> None:
    more = additions(docx("{{ a }}", LINKED, relationships=[("rId7", "hyperlink", "https://example.scot/here")]))
    ids = [
        more.relate("word/document.xml", "hyperlink", f"https://example.scot/{name}", external=True)
        for name in ("here", "there", "there", "here", "else")
    ]
    assert ids == ["rId7", "rId8", "rId8", "rId7", "rId9"]


def test_an_ampersand_in_an_address_is_escaped() -> None:
    more = additions()
    more.relate("word/document.xml", "hyperlink", "https://example.scot/?a=1&b=2", external=True)
    assert 'Target="https://example.scot/?a=1&amp;b=2"' in added(more, RELS)


def test_a_header_has_relationships_of_its_own() -> None:
    def make(state: RenderState, _: Site) -> str:
        return f"<w:r><w:t>{state.relate('hyperlink', 'https://example.scot', external=True)}</w:t></w:r>"

    data = docx("{{r a }}", header=p("{{r a }}"))
    template = Template.open(data)
    document = template.render({"a": Rich("run", make)})
    assert "<w:t>rId1</w:t>" in xml(document, "word/header1.xml")
    assert 'Id="rId1"' in xml(document, "word/_rels/header1.xml.rels")
    assert 'Id="rId1"' in xml(document, RELS)


def test_a_new_list_counts_from_where_the_old_one_began_at_every_level() -> None:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{start}"/></w:lvl>' for level, start in enumerate((3, 1, 5))
    )
    part = (
        f'<w:numbering {DECLARATIONS}><w:abstractNum w:abstractNumId="4">{levels}</w:abstractNum>'
        '<w:num w:numId="9"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="2"/>'
        '</w:lvlOverride></w:num><w:numIdMacAtCleanup w:val="1"/></w:numbering>'
    )
    more = additions(docx("{{ a }}", parts={"word/numbering.xml": part}))
    assert more.new_list(9) == 10
    text = added(more, "word/numbering.xml")
    starts = re.findall(r'<w:startOverride w:val="(\d)"/>', text.partition('<w:num w:numId="10"')[2])
    assert starts == ["3", "2", "5", "1", "1", "1", "1", "1", "1"]
    assert text.endswith('</w:lvlOverride></w:num><w:numIdMacAtCleanup w:val="1"/></w:numbering>')


def test_a_new_list_keeps_the_levels_that_the_old_one_defines_for_itself() -> None:
    own = '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="lowerRoman"/></w:lvl>'
    part = (
        f'<w:numbering {DECLARATIONS}><w:abstractNum w:abstractNumId="0"/><w:num w:numId="1"><w:abstractNumId '
        f'w:val="0"/><w:lvlOverride w:ilvl="0">{own}</w:lvlOverride></w:num></w:numbering>'
    )
    more = additions(docx("{{ a }}", parts={"word/numbering.xml": part}))
    more.new_list(1)
    fresh = added(more, "word/numbering.xml").partition('<w:num w:numId="2">')[2]
    assert '<w:startOverride w:val="4"/><w:lvl' in fresh
    assert "lowerRoman" in fresh


def test_a_definition_that_names_a_list_style_counts_as_that_style_says() -> None:
    part = (
        f'<w:numbering {DECLARATIONS}><w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Plan"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Plan"/><w:lvl w:ilvl="0"><w:start w:val="7"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    more = additions(docx("{{ a }}", parts={"word/numbering.xml": part}))
    more.new_list(1)
    assert '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>' in added(more, "word/numbering.xml")


def test_a_list_that_is_not_there_cannot_be_the_pattern_of_another() -> None:
    with pytest.raises(KeyError):
        additions().new_list(99)


def test_a_definition_is_put_before_the_lists_and_made_once() -> None:
    more = additions()
    levels = '<w:lvl w:ilvl="0"><w:start w:val="1"/></w:lvl>'
    first = more.define_list(levels, {})
    assert more.define_list(levels, {}) == first
    assert more.new_list(first) == first + 1
    text = added(more, "word/numbering.xml")
    assert numbers(text) == ["1", "2", "3", "4"]
    assert text.rindex("<w:abstractNum ") < text.index("<w:num ")
    assert text.count(levels) == 1


def test_a_template_without_lists_gets_the_part_its_relationship_and_its_content_type() -> None:
    bare = Package.open(docx("{{ a }}"))
    rels = bare.read(RELS).replace(b"numbering", b"comments")
    changes = {"word/numbering.xml": None, "word/comments.xml": f"<w:comments {DECLARATIONS}/>".encode(), RELS: rels}
    more = additions(bytes(bare.replace(changes)))
    more.define_list('<w:lvl w:ilvl="0"/>', {})
    assert list(more.parts()) == ["word/numbering.xml", RELS, "[Content_Types].xml"]
    assert 'Target="numbering.xml"/></Relationships>' in added(more, RELS)
    assert (
        '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.numbering+xml"/></Types>'
    ) in added(more, "[Content_Types].xml")


def test_a_picture_is_stored_once_under_a_free_name() -> None:
    more = additions(
        docx("{{ a }}", parts={"word/media/IMAGE1.png": b"other"}, relationships=[("a", "theme", "media/IMAGE1.png")])
    )
    first = more.add_media(PNG, "png", "image/png")
    assert first == more.add_media(PNG, "png", "image/png") == "word/media/image2.png"
    assert more.add_media(PNG + b"2", "png", "image/png") == "word/media/image3.png"
    assert more.parts()[first].unpack() == PNG


def test_a_picture_of_a_new_kind_brings_its_content_type() -> None:
    more = additions()
    more.add_media(PNG, "png", "image/png")
    assert "[Content_Types].xml" not in more.parts()
    more.add_media(b"\xff\xd8", "jpeg", "image/jpeg")
    assert '<Default Extension="jpeg" ContentType="image/jpeg"/></Types>' in added(more, "[Content_Types].xml")


def test_a_picture_whose_extension_means_something_else_is_named_by_itself() -> None:
    more = additions()
    name = more.add_media(b"x", "xml", "image/svg+xml")
    assert f'<Override PartName="/{name}" ContentType="image/svg+xml"/>' in added(more, "[Content_Types].xml")


def test_a_relationship_to_a_part_is_written_from_the_folder_of_its_source() -> None:
    more = additions()
    more.relate("word/document.xml", "image", "word/media/image1.png")
    assert 'Target="media/image1.png"/>' in added(more, RELS)


def test_one_rendering_leaves_nothing_for_the_next() -> None:
    template = Template.open(docx("{{r a }}"))

    def make(state: RenderState, _: Site) -> str:
        return f"<w:r><w:t>{state.new_list(1)}</w:t></w:r>"

    first, second = (bytes(template.render({"a": Rich("run", make)})) for _ in range(2))
    assert first == second
    assert numbers(Package.open(first).read("word/numbering.xml").decode()) == ["1", "2", "3"]
