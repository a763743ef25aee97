"""Values of the office's own: declared in the cycle file, said in the assessments, checked, printed without any code."""

from __future__ import annotations

import datetime as dt
import json
import pickle
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from engross.problems import Problem
from scrutiny_response.cli.run import run
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.further import Declared, Further, FurtherType, completed
from scrutiny_response.generate import cycle
from scrutiny_response.generate.build import build
from scrutiny_response.generate.declared import declaring
from scrutiny_response.generate.settings import Settings, read_templates
from scrutiny_response.intake import CycleFile, Source, find_framework, read_assessment, read_assessments, sources
from scrutiny_response.intake.assessments import read_slowly
from scrutiny_response.intake.cycles import cycle_from
from scrutiny_response.intake.quick import quick_reading
from scrutiny_response.intake.workbooks.book import read_book, sources_in
from scrutiny_response.use_cases import editor_schema, templates
from scrutiny_response.use_cases.issuing import IssueState
from scrutiny_response.use_cases.workbooks.bringing_in import bring_in
from scrutiny_response.use_cases.workbooks.making import make
from tests.pages import Pages
from tests.samples import a_letter, an_assessment
from tests.scrutiny_response.desk.at_the_desk import browser, cycle_folder
from tests.scrutiny_response.intake.reading import PLAINEST, framework
from tests.scrutiny_response.issuing_house import FOLDER, IssuingHouse
from tests.scrutiny_response.use_cases.workbooks.a_workbook import ANSWER, row_of
from tests.small_templates import write_templates

DECLARED = """\
further:
  first_visit:
    type: date
    meaning: The day of the link inspector's first visit
    example: 2027-01-18
  sessions: {type: number, value: 3}
  portal: {type: text, value: our evidence portal}
  themes: {type: list of texts}
  self_evaluated: {type: yes or no}
"""
SAID = """\
further:
  first_visit: 2027-01-18
  sessions: 4.5
  themes: [chronologies, the child's voice]
  self_evaluated: true
"""
VISIT = (
    "{{ assessment.reference }}: {{ further.sessions }} sessions through {{ further.portal }}"
    "{% if further.first_visit %}, from {{ further.first_visit | date }}{% endif %}"
    "{% if further.themes %}, on {{ further.themes | join_and }}{% endif %}."
    "{% if further.self_evaluated %} Thank you.{% endif %}{% if replaces %} Instead of {{ replaces | date }}.{% endif %}"
)


class FurtherHouse(IssuingHouse):
    """A cycle that declares values of its own, and has a letter that prints them."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        write_templates(self.templates, visit=VISIT)
        self.declare(DECLARED)
        self.say(SAID)

    def declare(self, further: str) -> None:
        (self.inputs / "cycle.yaml").write_text(f"marking: OFFICIAL\n{further}", encoding="utf-8")

    def say(self, further: str, name: str = "lorne", **changes: object) -> Path:
        wanted = {"documents": ("visit",), "letter": a_letter(date=dt.date(2026, 12, 7)), **changes}
        path = self.write(name, **wanted)
        path.write_text(path.read_text(encoding="utf-8") + further, encoding="utf-8")
        return path

    def problems(self) -> list[str]:
        """What a run says, without the lines that it shows."""
        outcome = self.generate()
        return self.lines([*outcome.problems, *(each for one in outcome.outcomes for each in one.problems)])

    def checked(self) -> list[str]:
        """What is said of the assessments without a run."""
        return self.lines([each for one in read_assessments([self.inputs], framework()) for each in one.problems])

    def lines(self, problems: Sequence[Problem]) -> list[str]:
        return [str(each).partition("\n")[0].replace(f"{self.folder}/", "") for each in problems]

    def text(self) -> str:
        return Pages((self.output / FOLDER / "visit.docx").read_bytes()).texts[-1]


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FurtherHouse:
    monkeypatch.chdir(tmp_path)
    return FurtherHouse(tmp_path)


def test_a_new_letter_needs_no_code_and_is_issued_and_corrected_as_any_other(house: FurtherHouse) -> None:
    assert house.problems() == []
    said = "PSR-2026-010: 4.5 sessions through our evidence portal, from 18 January 2027, on chronologies and the child's voice. Thank you."
    assert house.text() == said
    assert house.issue().state is IssueState.ISSUED
    house.say("", "mull", reference="PSR-2026-011", partnership=replace(an_assessment().partnership, name="Mull"))
    house.say(SAID.replace("2027-01-18", "2027-01-25"))
    assert house.issue_named("lorne.yaml", replaces="The day.", on=dt.date(2026, 12, 8)).state is IssueState.ISSUED
    assert house.text() == f"{said.replace('18 January', '25 January')} Instead of 7 December 2026."
    assert house.problems() == []
    mull = (house.output / "PSR-2026-011-Mull/visit.docx").read_bytes()
    assert Pages(mull).texts[-1] == "PSR-2026-011: 3 sessions through our evidence portal.", "what the cycle file says"


def test_every_slip_in_an_assessment_is_told_with_its_place(house: FurtherHouse) -> None:
    house.say(
        "further:\n  frist_visit: 2027-01-18\n  first_visit: 18 January 2027\n  sessions: about 4\n  themes: x\n"
        "  self_evaluated: yes\n  lead: Mairi\n"
    )
    begin = len((house.inputs / "lorne.yaml").read_text(encoding="utf-8").splitlines()) - 6
    assert house.checked() == [
        f"inputs/lorne.yaml:{begin + line}:{told}"
        for line, told in (
            (1, "3: unknown-key: `frist_visit` is not a key of `further`; did you mean `first_visit`?"),
            (2, "16: not-a-date: `18 January 2027` is not a date as year-month-day; write 2027-01-18"),
            (3, "13: wrong-kind: `sessions` is the text `about 4`, where a number was expected; write it in figures, such "
                "as 12 or 12.5, without commas or a unit"),
            (4, "11: wrong-kind: `themes` is the text `x`, where a list was expected; write each item on a line of its "
                "own, after `- `"),
            (5, "19: wrong-kind: `self_evaluated` is the text `yes`, where `true` or `false` was expected; write true, "
                "without quotes"),
            (6, "3: unknown-key: `lead` is not a key of `further`; declare it in the cycle file under `further`, with "
                "its `type`"),
        )
    ]  # fmt: skip


def test_every_slip_in_a_declaration_is_told_with_its_place_and_nothing_is_made(house: FurtherHouse) -> None:
    house.declare(
        "further:\n  First visit: {type: date}\n  sessions: {type: count}\n  portal: {type: number, value: a portal}\n"
        "  begun: {type: date, example: in May}\n  themes: {typ: text}\n"
    )
    assert house.problems() == [
        "inputs/cycle.yaml:3:3: not-a-name: `First visit` is no name for a value; write it in small letters, figures and "
        "underscores, beginning with a letter: `first_visit`",
        "inputs/cycle.yaml:4:20: unknown-word: `count` is not one of `text`, `date`, `number`, `yes or no`, "
        "`list of texts`, `list of dates` or `list of numbers`; use one of them",
        "inputs/cycle.yaml:5:33: wrong-kind: `value` is the text `a portal`, where a number was expected; write it in "
        "figures, such as 12 or 12.5, without commas or a unit",
        "inputs/cycle.yaml:6:32: not-a-date: `in May` is not a date as year-month-day; write it like 2027-03-31",
        "inputs/cycle.yaml:7:12: unknown-key: `typ` is not a key of `themes`; did you mean `type`?",
    ]
    assert not house.output.exists()


@pytest.mark.parametrize("further", ["[]", "portal", "[portal]"])
def test_what_is_no_group_of_names_is_told(house: FurtherHouse, further: str) -> None:
    house.declare(f"further: {further}\n")
    found = "the text `portal`" if further == "portal" else "a list"
    hint = "write each name, with a colon, below it, two spaces further in"
    message = f"wrong-kind: `further` is {found}, where a group of keys was expected; {hint}"
    column = 10 if further == "portal" else 1
    assert house.checked()[0] == f"inputs/cycle.yaml:2:{column}: {message}"
    house.declare("")
    house.say(f"further: {further}\n")
    line = len((house.inputs / "lorne.yaml").read_text(encoding="utf-8").splitlines())
    assert house.checked() == [f"inputs/lorne.yaml:{line}:{column}: {message}"]


def test_what_has_to_be_said_is_missed(house: FurtherHouse) -> None:
    house.declare("further:\n  lead: {type: text, required: true}\n")
    house.say("")
    assert house.checked() == [
        "inputs/lorne.yaml:1:1: missing-key: `further` is missing; add `further:`, and below it `lead`"
    ]
    house.say("further:\n  lead: Mairi Bell\n")
    assert house.checked() == []


def test_a_template_is_checked_against_what_the_cycle_beside_it_declares(house: FurtherHouse) -> None:
    write_templates(
        house.templates, wrong="{{ further.frist_visit }} {{ further.first_visit | date }} {{ further.sessions }}"
    )
    checked = templates.check([house.templates / "wrong.docx"]).templates[0].problems
    assert [str(each) for each in checked if each.id in {"unknown-field", "optional-unguarded"}] == [
        f"{house.templates}/wrong.docx: body, paragraph 1: unknown-field: {{{{ further.frist_visit }}}}: further has no field "
        "'frist_visit'; did you mean 'first_visit'?",
        f"{house.templates}/wrong.docx: body, paragraph 1: optional-unguarded: {{{{ further.first_visit | date }}}}: "
        "further.first_visit may be empty, and then the filter date has nothing to work on; put it inside "
        "{% if further.first_visit %} … {% endif %}",
    ]
    assert not [each for each in templates.check([house.templates / "visit.docx"]).templates[0].problems
                if each.id == "unknown-field"]  # fmt: skip
    (house.folder / "elsewhere").mkdir()
    (house.folder / "elsewhere/cycle.yaml").write_text("further:\n  frist_visit: {type: date}\n", encoding="utf-8")
    other = templates.check([house.templates / "visit.docx"], inputs=house.folder / "elsewhere").templates[0]
    assert {each.id for each in other.problems} >= {"unknown-field"}
    names = {each.write for each in templates.fields().entries if each.name.startswith("further.")}
    assert "{% if further.first_visit %}{{ further.first_visit | date }}{% endif %}" in names


def test_a_template_without_fault_is_checked_anew_when_the_declarations_change(house: FurtherHouse) -> None:
    assert house.problems() == []
    header = json.loads((house.output / "manifest.json").read_text(encoding="utf-8"))
    assert "visit" in header["templates"]
    house.declare(DECLARED.replace("portal:", "address:"))
    assert [told.partition(": unknown-field: ")[2] for told in house.problems()] == [
        "{{ further.portal }}: further has no field 'portal'; it has address, first_visit, self_evaluated, sessions, themes"
    ]
    house.declare(DECLARED)
    assert house.problems() == []
    assert house.generate().outcomes[0].written == ()


def test_folders_of_one_run_that_declare_differently_are_refused_with_both_places(house: FurtherHouse) -> None:
    other = house.folder / "other"
    other.mkdir()
    (other / "cycle.yaml").write_text("# ours\nfurther:\n  portal: {type: date}\n", encoding="utf-8")
    text = (house.inputs / "lorne.yaml").read_text(encoding="utf-8").replace("PSR-2026-010", "PSR-2026-011")
    (other / "skye.yaml").write_text(text.partition("further:")[0].replace("Lorne", "Skye"), encoding="utf-8")
    folders = [Path("inputs"), Path("other")]
    outcome = cycle.generate(folders, house.output, templates=house.templates)
    assert house.lines(outcome.problems) == [
        "other/cycle.yaml:2:1: declared-differently: this declares other further values than inputs/cycle.yaml:2:1; "
        "declare the same in both, or generate the two folders one after the other"
    ]
    (other / "cycle.yaml").write_text(f"# the same\n{DECLARED}", encoding="utf-8")
    outcome = cycle.generate(folders, house.output, templates=house.templates)
    assert (outcome.problems, len(outcome.outcomes)) == ((), 2)
    (other / "cycle.yaml").unlink()
    assert [each.id for each in cycle.generate(folders, house.output, templates=house.templates).problems] == [
        "declared-differently"
    ]


def test_another_process_makes_the_same(house: FurtherHouse) -> None:
    shared = Settings(find_framework(None), read_templates(house.templates), cycles=declaring([house.inputs], ()))
    (source,) = sources([str(house.inputs / "lorne.yaml")])
    assert isinstance(source, Source)
    sent = pickle.loads(pickle.dumps((source, shared)))  # noqa: S301 - of our own
    assert build(*sent).documents == build(source, shared).documents
    further = Further({"sessions": Decimal("4.5"), "themes": ("a",)})
    assert pickle.loads(pickle.dumps(further)) == further  # noqa: S301 - likewise
    with pytest.raises(TypeError, match="do not change"):
        further["sessions"] = 3


def test_what_is_left_to_be_written_is_found_in_them_too(house: FurtherHouse) -> None:
    house.say("further:\n  portal: TBC\n", state=State.ISSUED)
    (told,) = house.checked()
    assert (told.partition(": ")[0].rpartition(":")[0].rpartition(":")[0], ": placeholder: " in told) == (
        "inputs/lorne.yaml",
        True,
    )


def test_editors_are_given_the_schema_with_them(house: FurtherHouse, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema"]) == 0
    assert "with `first_visit`, `sessions`, `portal`, `themes` and `self_evaluated`" in capsys.readouterr().out
    schema = json.loads((house.folder / "schemas/assessment.schema.json").read_text(encoding="utf-8"))
    further = schema["properties"]["further"]
    assert further["properties"]["first_visit"] == {
        "title": "First visit",
        "description": "The day of the link inspector's first visit.",
        "type": "string",
        "format": "date",
        "examples": ["2027-01-18"],
    }
    assert further["additionalProperties"] is False
    assert (house.folder / "schemas/cycle.schema.json").is_file()
    assert run(["schema"]) == 0
    assert "is as it should be" in capsys.readouterr().out
    house.declare("further:\n  lead: {type: text, required: true}\n")
    assert run(["new", "Sula Sgeir"]) == 0
    form = (house.inputs / "sula-sgeir.yaml").read_text(encoding="utf-8")
    assert form.endswith("further:\n  # Lead: text.\n  lead:\n")
    assert json.loads((house.folder / "schemas/assessment.schema.json").read_text(encoding="utf-8"))["required"][
        -1
    ] == ("further")


def test_a_cycle_file_that_cannot_be_read_is_not_said_to_declare_nothing(
    house: FurtherHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema", str(house.inputs)]) == 0
    schema = house.folder / "schemas" / editor_schema.ASSESSMENT
    before = schema.read_bytes()
    (house.inputs / "cycle.yaml").unlink()
    (house.inputs / "cycle.yaml").symlink_to("/no/such/share/cycle.yaml")
    for words in (["schema", str(house.inputs)], ["template", "check", str(house.templates / "letter.docx")]):
        capsys.readouterr()
        assert run(words) == 1
        assert capsys.readouterr().out.startswith(
            f"{house.inputs}/cycle.yaml: broken-link: this is a link to /no/such/share/cycle.yaml, and nothing is there; "
        )
    assert schema.read_bytes() == before


def test_without_declarations_the_schema_is_the_shipped_one() -> None:
    shipped = Path(editor_schema.__file__).parents[3] / "schemas/assessment.schema.json"
    assert editor_schema.as_file(()) == shipped.read_bytes()


def test_a_sample_without_them_shows_a_template_all_the_same() -> None:
    declared = tuple(Declared(name=each.name.lower(), type=each, required=True) for each in FurtherType)
    shown = completed(Further(), declared)
    assert all(value is not None for value in shown.values())
    assert completed(Further(), (replace(declared[0], required=False),)) == {"text": None}


WORDS = st.sampled_from(
    ["2027-01-18", "4", "4.5", "-3", "true", "yes", "", "~", "[a]", "[2027-01-18, 4]", "{a: b}", "words", "'4'"]
)


@given(
    st.dictionaries(
        st.sampled_from(["a_date", "a_number", "a_text", "an_answer", "texts", "dates", "numbers", "other"]), WORDS
    )
)
def test_the_quick_way_of_reading_says_the_same_of_them(said: dict[str, str]) -> None:
    types = ("date", "number", "text", "yes or no", "list of texts", "list of dates", "list of numbers")
    names = ("a_date", "a_number", "a_text", "an_answer", "texts", "dates", "numbers")
    declared = "".join(f"  {name}: {{type: {type_}}}\n" for name, type_ in zip(names, types, strict=True))
    own = "".join(f"  {name}: {word}\n" for name, word in said.items())
    common = PLAINEST.with_name("cycle.yaml").read_bytes() + f"\nfurther:\n{declared}".encode()
    data = PLAINEST.read_bytes() + (f"\nfurther:\n{own}".encode() if own else b"")
    source = Source("plainest.yaml", data, CycleFile("cycle.yaml", common))
    slowly = read_slowly(source, cycle_from(source.cycle), framework())
    assert read_assessment(source, framework()) == slowly
    if quick_reading(data, source.file, cycle_from(source.cycle)):
        assert slowly.assessment is not None
        assert tuple(slowly.assessment.further) == names


def test_a_cycle_file_with_another_fault_says_nothing_of_them(house: FurtherHouse) -> None:
    (house.inputs / "cycle.yaml").write_text(f"marking: SECRET\n{DECLARED}", encoding="utf-8")
    told = [each.partition(": ")[2].partition(":")[0] for each in house.checked()]
    assert told == ["unknown-word", "cycle-file-refused"]


def test_the_desk_asks_for_them_and_keeps_what_the_settings_declare(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    settings_file, file = folder / "inputs/cycle.yaml", folder / "inputs/skerravale.yaml"
    one, address = browser(folder), "/partnership/skerravale/further"
    assert "Further values" not in one.get("/partnership/skerravale").text, "nothing is declared"
    declared = settings_file.read_bytes() + f"\n{DECLARED}".encode()
    settings_file.write_bytes(declared)
    assert "Further values" in one.get("/partnership/skerravale").text
    page = one.get(address).text
    assert ("The day of the link inspector" in page, "our evidence portal" in page) == (True, True)
    answers = {
        "further.first_visit.day": "18",
        "further.first_visit.month": "1",
        "further.first_visit.year": "2027",
        "further.sessions": "4",
        "further.themes": "chronologies\nthe child's voice",
        "further.self_evaluated": "true",
    }
    assert one.post(address, {**one.form(address), **answers}).status_code == 303
    (reading,) = read_assessments([file], framework())
    assert reading.assessment is not None, reading.problems
    assert reading.assessment.further == {
        "first_visit": dt.date(2027, 1, 18),
        "sessions": 4,
        "portal": "our evidence portal",
        "themes": ("chronologies", "the child's voice"),
        "self_evaluated": True,
    }
    as_saved = file.read_bytes()
    assert one.post(address, one.form(address)).status_code == 303
    assert (file.read_bytes(), settings_file.read_bytes()) == (as_saved, declared)
    assert one.post("/cycle/signing", {**one.form("/cycle/signing"), "contact.name": "Mairi Bell"}).status_code == 303
    assert settings_file.read_text(encoding="utf-8").endswith(DECLARED)


def test_a_workbook_asks_for_them_and_brings_them_in(tmp_path: Path) -> None:
    folder = cycle_folder(tmp_path, "skerravale")
    file, path = folder / "inputs/skerravale.yaml", folder / "c.xlsx"
    with (folder / "inputs/cycle.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"\n{DECLARED}")
    with file.open("a", encoding="utf-8") as stream:
        stream.write(f"\n{SAID}")
    before = file.read_bytes()
    make(path, [folder / "inputs"])
    book = read_book(path, framework())
    (source,) = sources_in(book)
    assert isinstance(source, Source)
    of_sheet, of_file = read_assessment(source, framework()), read_assessments([file], framework())[0]
    assert (of_sheet.problems, of_sheet.assessment) == (of_file.problems, of_file.assessment)
    assert [brought.changes for brought in bring_in(path, folder / "inputs", framework(), {})[0]] == [(), ()]
    assert file.read_bytes() == before
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Skerravale"]
    sheet.cell(row_of(sheet, "further.sessions"), ANSWER).value = 6
    sheet.cell(row_of(sheet, "further.first_visit"), ANSWER).value = "soon"
    workbook.save(path)
    told = [str(each) for brought in bring_in(path, folder / "inputs", framework(), {})[0] for each in brought.problems]
    assert told == [
        f"{path}: Skerravale, C{row_of(sheet, 'further.first_visit')}: not-a-date: `soon` is not a date as "
        "year-month-day; write it like 2027-03-31"
    ]
    sheet.cell(row_of(sheet, "further.first_visit"), ANSWER).value = dt.date(2027, 1, 25)
    workbook.save(path)
    bring_in(path, folder / "inputs", framework(), {})
    (reading,) = read_assessments([file], framework())
    assert reading.assessment is not None, reading.problems
    assert (reading.assessment.further["sessions"], reading.assessment.further["first_visit"]) == (
        6,
        dt.date(2027, 1, 25),
    )
