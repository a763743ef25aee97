"""A Word file as text: what each thing looks like, that nothing is lost, and that git shows a change of wording."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from engross.problems import Refused
from engross.word.opc.archive import pack
from engross.word.opc.package import Package
from engross.word.tools.inventory import tags_of
from engross.word.tools.text_view import show
from scrutiny_response import resources
from scrutiny_response.cli import run
from tests import word_files
from tests.needs import lacking
from tests.paths import ROOT
from tests.word_files import Part, paragraph

TITLE = "== document properties ==\n\ntitle: A paper\nlanguage: en-GB\n"
LISTS = (
    word_files.STYLES
    + word_files.style("Aufz", "List Bullet", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
    + word_files.style("Stark", "Strong", type="character")
)


def shown(body: str, *parts: Part, links: dict[str, str] | None = None, section: str = "") -> str:
    """The lines of a file's body."""
    data = word_files.word_file(body, [*parts, word_files.styles_part(LISTS)], section, links)
    text = show(Package.open(data, "a.docx"))
    assert text.endswith(f"\n{TITLE}")
    return text.removeprefix("== body ==\n\n").removesuffix(f"\n{TITLE}")


def test_paragraphs_have_their_styles_and_headings_their_level() -> None:
    body = paragraph("Findings", "Heading1") + paragraph("We {{ verb }} much.") + paragraph("Staff", "Heading3")
    assert shown(body) == "# Findings\nWe {{ verb }} much.\n### Staff\n"


def test_items_of_lists_are_marked_by_their_depth_whatever_says_that_they_are_items() -> None:
    direct = '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = paragraph("One", "Aufz") + paragraph("Two", inner=direct) + paragraph("Three", "Aufz", off)
    assert shown(body) == "- (List Bullet) One\n  - Two\n(List Bullet) Three\n"


def test_tables_are_told_row_by_row_and_cell_by_cell() -> None:
    inner = f"<w:tc><w:p/>{word_files.table([['In']], [900])}<w:p/></w:tc>"
    table = word_files.table([["What", "When"], ["Visit", ""]], [900, 900]).replace(
        "</w:tr></w:tbl>", f"{inner}</w:tr></w:tbl>"
    )
    assert shown(table).splitlines() == [
        "[table (Normal Table)]",
        "[header row]",
        "    |   What",
        "    |   When",
        "[row]",
        "    |   Visit",
        "    |",
        "    |",
        "        [table (Normal Table)]",
        "        [header row]",
        "            |   In",
        "        [end of table]",
        "",
        "[end of table]",
    ]


def test_links_formatting_breaks_fields_and_pictures_are_marked() -> None:
    picture = Part("word/media/a.png", "image/png", f"{word_files.OFFICE}/image", word_files.PNG, "rIdA")
    body = (
        '<w:p><w:r><w:t xml:space="preserve">See </w:t></w:r><w:hyperlink r:id="rIdL"><w:r><w:t>the report</w:t></w:r>'
        '</w:hyperlink><w:r><w:t>,</w:t><w:tab/></w:r><w:r><w:rPr><w:rStyle w:val="Stark"/><w:i/></w:rPr><w:t>quite</w:t>'
        '</w:r><w:r><w:rPr><w:rStyle w:val="Stark"/><w:i/></w:rPr><w:t xml:space="preserve"> soon</w:t></w:r><w:r><w:br/>'
        f'<w:t>line</w:t><w:br w:type="page"/></w:r>{word_files.picture("rIdA", 1)}</w:p>'
        f"<w:p>{word_files.field_runs('PAGE', '7')}{word_files.field_runs('REF aim', 'the aim')}</w:p>"
    )
    assert shown(body, picture, links={"rIdL": "https://example.org/%7B%7B%20report%20%7D%7D"}) == (
        "See [the report](https://example.org/{{ report }}),\t<Strong, italic>quite soon</Strong, italic>\n"
        "    line [page break] [picture: A square]\n[field PAGE][field  REF aim : the aim]\n"
    )


def test_a_sentence_in_pieces_reads_as_one() -> None:
    whole = paragraph("We found {{ count }} strengths.")
    cut = "<w:p><w:r><w:t>We fo</w:t></w:r><w:proofErr w:type='spellStart'/><w:r w:rsidR='00A1'><w:t xml:space='preserve'>und {{ count </w:t></w:r><w:r><w:t>}} strengths.</w:t></w:r></w:p>"
    assert shown(cut) == shown(whole) == "We found {{ count }} strengths.\n"


def test_text_boxes_content_controls_and_deleted_text_are_told() -> None:
    box = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{paragraph('Boxed')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    control = f"<w:sdt><w:sdtContent>{paragraph('Controlled')}</w:sdtContent></w:sdt>"
    changed = '<w:p><w:ins w:id="1"><w:r><w:t>new</w:t></w:r></w:ins><w:del w:id="2"><w:r><w:delText>old</w:delText></w:r></w:del></w:p>'
    assert shown(f"<w:p>{box}</w:p>{control}{changed}") == (
        "\n[text box]\n    Boxed\nControlled\nnew<deleted>old</deleted>\n"
    )


def test_sections_say_how_their_paper_lies() -> None:
    body = paragraph("A", inner=f"<w:sectPr>{word_files.LANDSCAPE}</w:sectPr>") + paragraph("B")
    assert shown(body, section=word_files.PORTRAIT) == (
        "A\n[section: landscape, nextPage]\nB\n[section: portrait, nextPage]\n"
    )


def test_headers_and_notes_stand_in_places_of_their_own() -> None:
    notes = word_files.xml_part(
        "footnotes.xml",
        '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote><w:footnote w:id="2">'
        f"{paragraph('See {{ page }}.')}</w:footnote>",
        "rIdNotes",
    )
    header = word_files.xml_part("header1.xml", paragraph("{{ marking }}"), "rIdHeader")
    body = '<w:p><w:r><w:t>Text</w:t><w:footnoteReference w:id="2"/></w:r></w:p>'
    assert shown(body, header, notes, section='<w:headerReference w:type="first" r:id="rIdHeader"/>') == (
        "Text[footnote]\n[section: portrait, nextPage]\n\n== first-page header ==\n\n{{ marking }}\n\n== footnotes ==\n\n"
        "[footnote]\n    See {{ page }}.\n"
    )


@pytest.mark.parametrize("path", sorted(resources.templates().glob("*.docx")), ids=lambda path: path.stem)
def test_every_tag_of_a_shipped_template_is_shown(path: Path) -> None:
    package = Package.open(path)
    text = show(package)
    tags = [tag.text for tag in tags_of(package)]
    assert len(tags) > 50
    assert [tag for tag in tags if tag not in text] == []
    assert show(Package.open(path)) == text


def test_what_is_no_word_document_is_refused() -> None:
    package = Package.open(word_files.word_file(paragraph("A")), "a.docx")
    with pytest.raises(Refused) as refused:
        show(Package.open(pack([package.stored("[Content_Types].xml")]), "a.docx"))
    assert str(refused.value) == (
        "a.docx: not-a-word-file: this file has no Word document in it; save it from Word as Word Document (.docx)"
    )


def test_the_command_prints_the_text(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.docx").write_bytes(word_files.word_file(paragraph("Dear {{ name }}"), section=""))
    assert run.run(["template", "show", str(tmp_path / "a.docx")]) == 0
    assert capsys.readouterr().out == f"== body ==\n\nDear {{{{ name }}}}\n\n{TITLE}"
    (tmp_path / "b.docx").write_bytes(b"no")
    assert run.run(["template", "show", str(tmp_path / "b.docx")]) == 1
    assert capsys.readouterr().out.startswith(
        f"{tmp_path}/b.docx: not-a-word-file: this is not a Word file, whatever its name says"
    )


ATTRIBUTES = ROOT / ".gitattributes"
GUIDE = ROOT / "CONTRIBUTING.md"


def _git(folder: Path, *words: str) -> str:
    own = {"HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull}
    who = ["-c", "user.name=Eilidh Garvie", "-c", "user.email=eilidh@example.org"]
    made = subprocess.run(  # noqa: S603  # git alone, with the words of these tests
        ["git", *who, *words], cwd=folder, env={**os.environ, **own}, capture_output=True, text=True, check=True  # noqa: S607  # likewise
    )  # fmt: skip
    return made.stdout


def test_git_shows_a_change_of_wording_as_a_change_of_text(tmp_path: Path) -> None:
    if shutil.which("git") is None:
        lacking("git is not installed")
    (tmp_path / ".gitattributes").write_text(ATTRIBUTES.read_text(encoding="utf-8"), encoding="utf-8")
    letter = tmp_path / "letter.docx"
    before = paragraph("Findings", "Heading1") + paragraph("We found {{ count }} strengths.")
    letter.write_bytes(word_files.word_file(before))
    _git(tmp_path, "init", "-q")
    assert 'git config diff.word.textconv "scrutiny template show"' in GUIDE.read_text(encoding="utf-8")
    _git(tmp_path, "config", "diff.word.textconv", f'"{sys.executable}" -m scrutiny_response template show')
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-qm", "Begin")
    letter.write_bytes(word_files.word_file(before.replace("strengths", "strengths and {{ areas }} areas")))
    changed = [line for line in _git(tmp_path, "diff", "-U0", "--no-ext-diff").splitlines() if line[:1] in {"+", "-"}]
    assert changed == [
        "--- a/letter.docx",
        "+++ b/letter.docx",
        "-We found {{ count }} strengths.",
        "+We found {{ count }} strengths and {{ areas }} areas.",
    ]
