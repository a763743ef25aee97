"""A picture whose alternative text is a tag that gives a picture is that picture, within the size that was there."""

from __future__ import annotations

import re

import pytest

from engross.problems import Refused
from engross.word import Template
from engross.word.opc.package import Package
from tests.engross.word.paper import docx, p
from tests.structure import faults
from tests.word_files import PNG

SQUARE = PNG
A_PNG = ("rPic", "image", "media/old.png")


def picture(words: str) -> str:
    names = f'id="7" name="Old" descr="{words}"'
    return p(
        '<w:r><w:drawing><wp:inline><wp:extent cx="2000000" cy="1000000"/>'
        f'<wp:docPr {names} title="Old"/><a:graphic><a:graphicData '
        'uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="rPic"/>'
        '<a:srcRect l="5000"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="2000000" cy="1000000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )


def template(words: str, *around: str) -> Template:
    body = [*around[:1], picture(words), *around[1:]]
    source = docx(*body, relationships=[A_PNG], parts={"word/media/old.png": PNG + b"old"})
    return Template.open(source, file="letter.docx")


def xml(document: object) -> str:
    return Package.open(bytes(document)).read("word/document.xml").decode()  # type: ignore[call-overload]  # a Document


def test_the_picture_is_the_one_of_the_data_with_its_words_within_the_size_that_was_there() -> None:
    document = template("{{ photo | image(alt=words) }}").render({"photo": SQUARE, "words": "A & B"})
    text = xml(document)
    assert faults(bytes(document)) == []
    assert set(re.findall(r'c[xy]="(\d+)"', text)) == {"1000000"}
    assert re.findall(r'descr="([^"]*)"', text) == ["A &amp; B"] * 2
    package = Package.open(bytes(document))
    (related,) = re.findall(r'r:embed="(\w+)"', text)
    relations = package.read("word/_rels/document.xml.rels").decode()
    (target,) = re.findall(rf'Id="{related}"[^>]* Target="([^"]+)"|Target="([^"]+)"[^>]* Id="{related}"', relations)
    assert package.read("word/" + "".join(target)) == SQUARE
    assert "srcRect" not in text
    assert "title=" not in text


def test_in_a_loop_each_turn_has_its_own() -> None:
    made = template("{{ photo | image(alt='a') }}", "{% for photo in photos %}", "{% endfor %}")
    text = xml(made.render({"photos": [SQUARE, PNG + b"\0"]}))
    assert len(set(re.findall(r'r:embed="(\w+)"', text))) == 2


def test_any_other_tag_in_an_alternative_text_stays_words() -> None:
    text = xml(template("A map of {{ area }}").render({"area": "Lorne"}))
    assert re.findall(r'descr="([^"]*)"', text) == ["A map of Lorne"] * 2
    assert 'r:embed="rPic"' in text


def test_a_picture_without_words_is_refused_as_everywhere() -> None:
    with pytest.raises(Refused) as refused:
        template("{{ photo | image }}").render({"photo": SQUARE})
    assert [problem.id for problem in refused.value.problems] == ["picture-without-words"]
