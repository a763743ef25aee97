"""`scrutiny template check`, `fields` and `render`, as people type them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engross.word.opc.package import Package
from scrutiny_response import resources
from scrutiny_response.cli import run
from tests.engross.word.paper import docx, p, texts
from tests.structure import faults


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Typed:
    """A command that was typed: its exit code and what it printed."""

    def __init__(self, words: str, capsys: pytest.CaptureFixture[str]) -> None:
        try:
            self.code = run.run(words.split())
        except SystemExit as stop:
            self.code = int(stop.code or 0)
        self.out, self.err = capsys.readouterr()


def test_a_copy_of_a_template_is_told_with_the_template(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("letter.docx", "letter - Copy.docx", "plan.docx"):
        (here / name).write_bytes(docx("{{ partnership.name }}", properties="Letter"))
    typed = Typed("template check .", capsys)
    assert typed.code == 0
    assert typed.out.split("\n")[:5] == [
        "letter.docx: 1 problem",
        "  warning: letter - Copy.docx: copied-template: "
        "this is a copy of letter.docx, as OneDrive or Explorer makes them, and is passed over; "
        "see which of the two is right, keep it as letter.docx, and move the other out of the folder",
        "plan.docx: in order",
        "",
        "2 of 2 templates in order.",
    ]


def test_templates_in_order_are_said_so_with_the_fields_that_none_uses(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fields = "".join(f"{{{{ partnership.{name} }}}}" for name in ("name", "type"))
    (here / "letter.docx").write_bytes(docx(fields, properties="Letter"))
    (here / "plan.docx").write_bytes(docx("{{ partnership.councils | join_and }}", properties="Plan"))
    typed = Typed("template check letter.docx plan.docx", capsys)
    assert typed.code == 0
    assert typed.out.split("\n")[:5] == [
        "letter.docx: in order",
        "plan.docx: in order",
        "",
        "2 of 2 templates in order.",
        "",
    ]
    assert typed.out.split("\n")[5] == "Fields that none of them uses:"
    assert "  partnership: gaelic_name, boards" in typed.out.split("\n")


def test_the_templates_that_are_shipped_are_in_order(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(resources.templates().glob("*.docx"))
    typed = Typed(f"template check --json {' '.join(map(str, files))}", capsys)
    said = json.loads(typed.out)
    assert (typed.code, said["refused"], [one["problems"] for one in said["templates"]]) == (0, 0, [[]] * len(files))
    assert here.is_dir()


def test_every_problem_of_every_template_is_said(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "bad.docx").write_bytes(docx("{{ partnership.nmae }}", header=p("{{ areas }}"), properties="Bad"))
    (here / "good.docx").write_bytes(docx("{{ partnership.name }}", properties="Good"))
    typed = Typed("template check bad.docx good.docx", capsys)
    assert typed.code == 1
    assert typed.out == (
        "bad.docx: 2 problems\n"
        "  error: bad.docx: body, paragraph 1: unknown-field: {{ partnership.nmae }}: partnership has no field 'nmae'; "
        "did you mean 'name'?\n"
        "  error: bad.docx: header, paragraph 1: list-printed: {{ areas }}: areas is a list and is printed whole; "
        "repeat it with {% for … in areas %}\n"
        "good.docx: in order\n"
        "\n"
        "1 of 2 templates in order.\n"
    )


def test_the_json_of_a_check_has_place_identifier_and_hint(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "bad.docx").write_bytes(docx("{{ partnership.nmae }}"))
    said = json.loads(Typed("template check --json bad.docx", capsys).out)
    assert (said["command"], said["refused"], said["unused"]) == ("template check", 1, [])
    problem = said["templates"][0]["problems"][0]
    assert (problem["id"], problem["severity"], problem["hint"]) == ("unknown-field", "error", "did you mean 'name'?")
    assert (problem["place"]["region"], problem["place"]["paragraph"]) == ("body", 1)


def test_comments_are_written_into_a_copy(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = docx("{{ partnership.nmae }}")
    (here / "bad.docx").write_bytes(source)
    assert Typed("template check bad.docx --comments copies/bad.docx", capsys).code == 1
    made = (here / "copies" / "bad.docx").read_bytes()
    assert faults(made) == []
    assert b"did you mean 'name'?" in Package.open(made).read("word/comments.xml")
    assert (here / "bad.docx").read_bytes() == source


def test_comments_are_for_one_template_at_a_time(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.docx").write_bytes(docx("x"))
    typed = Typed("template check a.docx a.docx --comments out.docx", capsys)
    assert typed.code == 2
    assert typed.err.endswith("scrutiny: error: --comments takes one template at a time\n")


def test_a_folder_stands_for_the_word_files_in_it(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "house").mkdir()
    for name in ("b.docx", "a.docx", "~$a.docx", "notes.txt"):
        (here / "house" / name).write_bytes(docx("x"))
    typed = Typed("template check house", capsys)
    files = [line.split(":")[0] for line in typed.out.splitlines() if line.startswith("house/")]
    assert files == ["house/a.docx", "house/b.docx"]
    assert Typed("template check house --comments out.docx", capsys).code == 2


def test_a_folder_without_word_files_is_wrong_use(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "empty").mkdir()
    typed = Typed("check-document empty", capsys)
    assert typed.code == 2
    assert typed.err.endswith("argument FILE: the folder empty holds no Word file (*.docx)\n")


def test_a_file_that_is_no_word_file_gets_no_comments(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "a.docx").write_bytes(b"nothing")
    typed = Typed("template check a.docx --comments out.docx", capsys)
    assert typed.code == 1
    assert typed.out == (
        "a.docx: not-a-word-file: this is not a Word file, whatever its name says: perhaps a text, a picture or a web page; open it in "
        "Word, and save it as Word Document (.docx)\n"
        "out.docx: no-comments: no comments can be put into this template; correct what is said of the file first\n"
    )


def test_a_template_that_is_not_there_is_wrong_use(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = Typed("template check nowhere.docx", capsys)
    assert typed.code == 2
    assert typed.err.endswith("argument TEMPLATE: there is nothing called nowhere.docx here\n")
    assert list(here.iterdir()) == []


SCHEMA = {"type": "object", "required": ["who"], "properties": {"who": {"type": "string", "description": "Whom"}}}


def test_other_templates_are_checked_against_a_json_schema(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "schema.json").write_text(json.dumps(SCHEMA))
    (here / "a.docx").write_bytes(docx("{{ whoo }}"))
    typed = Typed("template check a.docx --schema schema.json", capsys)
    assert typed.out.split("\n")[1] == (
        "  error: a.docx: body, paragraph 1: unknown-name: {{ whoo }}: nothing is called 'whoo' here; did you mean 'who'?"
    )
    assert Typed("template fields --schema schema.json", capsys).out == (
        "Everywhere\n\n  Name  Type  Meaning  Example\n  ----  ----  -------  -------\n  who   text  Whom\n"
    )


@pytest.mark.parametrize("text", ["[", '{"type": "string"}', "3"])
def test_what_is_no_schema_is_refused(here: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    (here / "schema.json").write_text(text)
    typed = Typed("template fields --schema schema.json", capsys)
    assert typed.code == 1
    assert typed.out == (
        "schema.json: unusable-schema: this is no JSON schema of an object with properties; name a file that holds one\n"
    )


def test_the_fields_are_shown_with_meaning_and_example(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = Typed("template fields --json", capsys)
    found = {each["name"]: each for each in json.loads(typed.out)["fields"]}
    assert found["inspection.ended"]["write"] == "{{ inspection.ended | date }}"
    assert found["inspection.ended"]["meaning"] == "The last day of the inspection"
    assert here.is_dir()


@pytest.mark.parametrize("width", [80, 140])
def test_the_table_of_fields_is_as_wide_as_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = Typed("template fields", capsys).out.split("\n")
    assert width - 8 <= max(len(line) for line in lines if "{%" not in line and "{{" not in line) <= width
    heads = [line for line in lines if line.lstrip().startswith("Name ")]
    assert len(heads) > 10
    assert len(set(heads)) == 1


def test_the_fields_are_written_as_a_word_document(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    typed = Typed("template fields --word fields.docx", capsys)
    assert (typed.code, typed.out) == (0, "Written: fields.docx\n")
    assert faults((here / "fields.docx").read_bytes()) == []


def test_any_template_is_filled_with_any_values(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "t.docx").write_bytes(docx("{{ who }}, {{ on | date }}: {{ things | join_and }}{{ empty | default('–') }}"))
    (here / "d.yaml").write_text("who: Morag\non: 2026-11-23\nthings: [a, 2]\nempty:\n")
    typed = Typed("template render t.docx d.yaml -o made/out.docx", capsys)
    assert (typed.code, typed.out) == (0, "Written: made/out.docx\n")
    assert texts((here / "made" / "out.docx").read_bytes()) == ["Morag, 23 November 2026: a and 2–"]


def test_the_faults_of_template_and_values_are_said_together(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "t.docx").write_bytes(docx("{{ who"))
    (here / "d.yaml").write_text("who: [\n")
    typed = Typed("template render t.docx d.yaml -o out.docx", capsys)
    assert typed.code == 1
    assert [line.split(": ")[0] for line in typed.out.split("\n")[:2]] == ["t.docx", "d.yaml:1:7"]
    assert not (here / "out.docx").exists()


def test_a_value_that_a_template_asks_for_in_vain_is_said_with_its_place(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (here / "t.docx").write_bytes(docx("{{ who }}"))
    (here / "d.json").write_text('{"whom": "Morag"}')
    typed = Typed("template render t.docx d.json -o out.docx --json", capsys)
    assert typed.code == 1
    assert json.loads(typed.out)["problems"][0]["text"] == (
        "t.docx: body, paragraph 1: unknown-field: {{ who }}: nothing is called 'who' here; check its spelling"
    )


def test_a_template_is_checked_as_it_is_generated_with_the_documents_state(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = '<w:fldSimple w:instr=" DOCPROPERTY &quot;Document state&quot; "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
    (here / "letter.docx").write_bytes(docx(p("This is ", shown), properties="Letter"))
    (template,) = json.loads(Typed("template check letter.docx --json", capsys).out)["templates"]
    assert [each for each in template["problems"] if each["id"] == "field-without-value"] == []


def test_a_plan_that_prints_no_reference_by_itself_is_told(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "{% for area in areas %}{% for action in area.actions %}{{ action.status }}{% endfor %}{% endfor %}"
    (here / "plan.docx").write_bytes(docx(text, properties="Plan"))
    typed = Typed("template check plan.docx", capsys)
    assert typed.code == 0
    assert (
        "plan.docx: plan-not-marked: this plan prints no action's reference by itself, so that no bookmark tells its "
        "actions apart when it comes back; print it alone in a cell: {{ action.reference }}" in typed.out
    )


def test_a_warning_with_which_no_document_is_issued_says_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prompt = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:r><w:t>Click here</w:t></w:r></w:sdtContent></w:sdt>"
    (here / "letter.docx").write_bytes(docx(p("Lead: ", prompt), "{{ partnership.name }}", properties="Letter"))
    typed = Typed("template check letter.docx", capsys)
    assert (
        'letter.docx: body, paragraph 1: unanswered-prompt: a content control shows its prompt: "Click here"; fill it in, '
        "or delete it (Remove Content Control); until then no document made of it can be issued" in typed.out
    )
