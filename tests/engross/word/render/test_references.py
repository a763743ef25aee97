"""A cross-reference shows what its bookmark holds in the document, and not what it held in the template."""

from __future__ import annotations

import pytest

from engross.word import Template
from tests.engross.word.paper import docx, p, run, texts


def field(instruction: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    code = f'<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{code}{separate}{run(result)}{end}"


def marked(name: str, *runs: str, number: int = 1) -> str:
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{"".join(runs)}<w:bookmarkEnd w:id="{number}"/>'


def made(*body: str, **values: object) -> list[str]:
    parts = {"header": values.pop("header", "")}
    source = docx(*body, **parts)  # type: ignore[arg-type]  # a header is text
    return texts(bytes(Template.open(source, file="letter.docx").render(values)))


def test_in_a_loop_each_reference_shows_its_own_turn() -> None:
    body = ("{% for x in xs %}", p(marked("_Ref1", run("Area {{ x }}"))), p(run("see "), field("REF _Ref1 \\h", "Area {{ x }}")), "{% endfor %}")  # fmt: skip
    assert made(*body, xs=["a", "b"]) == ["Area a", "see Area a", "Area b", "see Area b"]


def test_a_stored_result_that_is_old_is_made_anew() -> None:
    body = (p(marked("_Ref1", run("{{ x }} & more"))), p(field("REF _Ref1 \\h \\* MERGEFORMAT", "what it was")))
    assert made(*body, x="<b>") == ["<b> & more", "<b> & more"]


def test_a_simple_field_and_one_of_several_runs_are_made_anew() -> None:
    simple = f'<w:fldSimple w:instr=" REF _Ref1 ">{run("o")}{run("ld")}</w:fldSimple>'
    assert made(p(marked("_Ref1", run("{{ x }}"))), p(simple), x="new") == ["new", "new"]


@pytest.mark.parametrize("instruction", ["REF _Ref1 \\n \\h", "REF _Ref1 \\p", "PAGEREF _Ref1", "REF _Ref1 \\* Upper"])
def test_what_shows_a_number_a_place_or_other_letters_stays(instruction: str) -> None:
    assert made(p(marked("_Ref1", run("{{ x }}"))), p(field(instruction, "4")), x="a") == ["a", "4"]


def test_a_bookmark_over_several_paragraphs_is_left_to_word() -> None:
    start, end = '<w:bookmarkStart w:id="1" w:name="_Ref1"/>', '<w:bookmarkEnd w:id="1"/>'
    assert made(p(start, run("{{ x }}")), p(run("b"), end), p(field("REF _Ref1", "old")), x="a") == ["a", "b", "old"]
