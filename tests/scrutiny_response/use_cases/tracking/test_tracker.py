"""`scrutiny tracker`: the workbook, the committee's paper and what may be published, after a year of three partnerships."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from icalendar import Calendar
from lxml import etree, html
from msgspec.structs import replace

from engross.word import Package
from engross.word.accessibility import check_accessibility
from scrutiny_response.cli import run
from scrutiny_response.domain.assessment import State
from scrutiny_response.domain.dates_now import dates_now
from scrutiny_response.domain.events import Closed, PlanAccepted, Recorded
from scrutiny_response.domain.monitoring import WorkingDays, plan
from scrutiny_response.domain.ratings import AMBER, RED, Rating, RatingRule, Ratings, rated
from scrutiny_response.resources import templates
from scrutiny_response.use_cases.tracking import papers, survey, write
from scrutiny_response.use_cases.tracking.bars import HEIGHT, PATTERNS, WIDTH, bar
from scrutiny_response.use_cases.tracking.survey import why_kept_back
from tests.pages import Pages
from tests.samples import an_assessment
from tests.scrutiny_response import event_samples, year
from tools.build_templates import build_papers

END = "2027-12-15"


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A cycle's folder after a year of three partnerships, and the page that tells of it."""
    folder = tmp_path_factory.mktemp("year")
    year.begin(folder)
    return folder, year.page(folder)


@pytest.fixture
def cycle(lived: tuple[Path, str], monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same folder, in which commands are typed."""
    monkeypatch.chdir(lived[0])
    return lived[0]


def tracked(capsys: pytest.CaptureFixture[str], on: str) -> Any:
    """What the command answers for a day, in JSON."""
    capsys.readouterr()
    run.run(["tracker", "--on", on, "--json"])
    return json.loads(capsys.readouterr().out)


def _body(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def cells(name: str) -> list[list[str]]:
    """The rows of a sheet of the workbook, as texts."""
    names = {"w": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile("output/tracker.xlsx") as archive:
        strings = [
            "".join(map(str, each.itertext())) for each in etree.fromstring(archive.read("xl/sharedStrings.xml"))
        ]
        number = ("Actions", "Partnerships", "Rules").index(name) + 1
        sheet = etree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))
        assert sheet.findall(".//w:f", names) == []
    rows = []
    for row in sheet.iterfind(".//w:row", names):
        values = [(cell.get("t"), cell.findtext("w:v", None, names)) for cell in row.iterfind("w:c", names)]
        rows.append([strings[int(value)] if kind == "s" and value else value or "" for kind, value in values])
    return rows


def test_the_year_is_told_as_it_happens(lived: tuple[Path, str]) -> None:
    assert lived[1] == year.PAGE.read_text(encoding="utf-8")


@pytest.mark.usefixtures("cycle")
def test_every_action_is_tracked_with_its_dates_its_rating_and_when_it_was_heard(
    capsys: pytest.CaptureFixture[str],
) -> None:
    actions = {each["action"]: each for each in tracked(capsys, "2027-09-30")["actions"]}
    assert list(actions) == ["SV1.1", "SV1.2", "SV2.1", "1.1", "1.2", "CD1.1", "CD1.2", "CD2.1", "CD2.2"]
    assert actions["SV1.2"] == {
        "reference": "PSR-2026-010",
        "partnership": "Skerravale Justice and Communities Partnership",
        "area": "SV1",
        "action": "SV1.2",
        "first_date": "2027-03-12",
        "date": "2027-07-30",
        "times_revised": 1,
        "days_over": 202,
        "days_overdue": 62,
        "status": "Delayed",
        "stands": "overdue",
        "rating": "red",
        "heard_on": "2027-04-09",
    }
    assert [(actions[each]["stands"], actions[each]["rating"]) for each in ("SV1.1", "SV2.1", "1.2")] == [
        ("completed", "green"),
        ("due", "green"),
        ("slipped", "red"),
    ]


@pytest.mark.usefixtures("cycle")
def test_a_day_in_the_past_knows_nothing_of_what_came_later(capsys: pytest.CaptureFixture[str]) -> None:
    assert [each["heard_on"] for each in tracked(capsys, "2026-12-31")["actions"]] == [None] * 9
    assert {each["status"].casefold() for each in tracked(capsys, "2026-12-31")["actions"]} == {"not started"}


@pytest.mark.usefixtures("cycle")
def test_the_workbook_says_the_same_under_the_day_with_heads_that_stay(capsys: pytest.CaptureFixture[str]) -> None:
    tracked(capsys, "2027-09-30")
    (title,), heads, *rows = cells("Actions")
    assert title == "Actions: improvement plans on 30 September 2027"
    assert heads[7:] == ["Original date", "Date now", "Times revised", "Days over", "Days overdue", "Status", "Stands",
                         "Rating", "Last heard"]  # fmt: skip
    assert [row[3] for row in rows] == ["SV1.1", "SV1.2", "SV2.1", "1.1", "1.2", "CD1.1", "CD1.2", "CD2.1", "CD2.2"]
    assert rows[1][5] == "Head of justice"
    assert rows[1][9:15] == ["1", "202", "62", "Delayed", "Overdue", "Red"]
    assert cells("Partnerships")[2][:4] == [
        "PSR-2026-010", "Skerravale Justice and Communities Partnership", "Assisted improvement support", "Plan accepted",
    ]  # fmt: skip
    assert cells("Rules")[1] == ["Red", RED.in_words()]
    with zipfile.ZipFile("output/tracker.xlsx") as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert 'ySplit="3"' in sheet
        assert 'orientation="landscape"' in sheet
        assert "<autoFilter" in archive.read("xl/tables/table1.xml").decode()
        assert "Print_Titles" in archive.read("xl/workbook.xml").decode()


def test_what_looks_like_a_formula_stays_a_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    year.begin(tmp_path)
    monkeypatch.chdir(tmp_path)
    file = Path("inputs/skerravale.yaml")
    text = file.read_text(encoding="utf-8").replace(
        "lead: Justice team leader", 'lead: \'=HYPERLINK("http://example.org","x")\'', 1
    )
    file.write_text(text, encoding="utf-8")
    tracked(capsys, "2027-01-01")
    assert [row[5] for row in cells("Actions")[2:3]] == ['=HYPERLINK("http://example.org","x")']
    with zipfile.ZipFile("output/tracker.xlsx") as archive:
        assert "hyperlink" not in archive.read("xl/worksheets/sheet1.xml").decode().casefold()
        assert 'quotePrefix="1"' in archive.read("xl/styles.xml").decode()


def test_the_paper_has_a_section_for_each_partnership_and_can_be_read_by_all(
    cycle: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tracked(capsys, END)
    data = (cycle / "output/progress-paper.docx").read_bytes()
    assert check_accessibility(Package.open(data, "progress-paper.docx")) == ()
    pages = Pages(data)
    assert [text for level, text in pages.headings if level == 1] == [
        "All partnerships",
        "Skerravale Justice and Communities Partnership",
        "Inverallan Community Planning Partnership",
        "Carrandale Community Planning Partnership",
        "How actions are rated",
    ]
    assert pages.table("Red and amber actions")[1] == [
        "1.2: Commission advocates with experience of working with children under ten",
        "Commissioning manager",
        "30 September 2027, first 24 May 2027, revised 2 times",
        "205 days over, overdue",
        "Not started",
        "Red",
    ]
    assert "SV1: Plans for people on community payback orders" in pages.everything()
    assert "Significant progress: every person has a plan" in pages.everything()
    assert 'descr="1 of 2 actions completed, 1 overdue"' in _body(data)


def test_what_may_be_published_names_no_lead_and_no_action(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tracked(capsys, END)
    data = (cycle / "output/recommendations.docx").read_bytes()
    assert check_accessibility(Package.open(data, "recommendations.docx")) == ()
    with zipfile.ZipFile(BytesIO(data)) as archive:
        everything = "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())
    private = [
        action[key]
        for name in year.NAMES[:3]
        for area in yaml.safe_load((cycle / "inputs" / name).read_text(encoding="utf-8"))["areas"]
        for action in area["actions"]
        for key in ("lead", "action", "measure")
    ]
    assert len(private) == 27
    assert [words for words in private if words in everything] == []
    assert "Struan Bell" not in everything
    assert Pages(data).table("Areas for improvement")[1] == [
        "CD1: A shared direction for child protection (report, page 24)",
        "1 of 2 actions completed, 1 overdue",
        "Not reviewed yet",
    ]


ISSUED = Recorded("2026-12-07-issued.yaml", "", event_samples.issued())


@pytest.mark.parametrize(
    ("changes", "on", "why"),
    [
        ({}, "2026-12-06", "nothing was issued by that day"),
        ({"state": State.EMBARGOED}, "2026-12-31", "its file is in the state embargoed"),
        ({"marking": "OFFICIAL-SENSITIVE"}, "2026-12-31", "its file is marked OFFICIAL-SENSITIVE"),
        ({"embargoed_until": dt.date(2027, 1, 5)}, "2027-01-04", "it is embargoed until 5 January 2027"),
        ({"internal": ("letter",)}, "2026-12-31", "nothing was issued by that day"),
        ({"embargoed_until": dt.date(2027, 1, 5)}, "2027-01-05", ""),
        ({}, "2026-12-07", ""),
    ],
)
def test_a_partnership_is_kept_back_until_all_of_it_may_be_known(changes: dict[str, Any], on: str, why: str) -> None:
    fields = {"state": State.ISSUED, "marking": None, "embargoed_until": None, **changes}
    assert why_kept_back(replace(an_assessment(), **fields), [ISSUED], dt.date.fromisoformat(on)) == why


def test_who_is_kept_back_is_told_on_the_screen_and_nowhere_in_what_is_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    year.begin(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run.run(["tracker", "--on", "2027-01-29"]) == 0
    assert capsys.readouterr().out == (
        "Written\n"
        "  output/tracker.xlsx\n"
        "  output/progress-paper.docx\n"
        "  output/recommendations.docx\n"
        "\n"
        "Not in the recommendations, which may be published\n"
        "  PSR-2026-010  Skerravale Justice and Communities Partnership: nothing was issued by that day\n"
        "  PSR-2026-011  Inverallan Community Planning Partnership: nothing was issued by that day\n"
        "  PSR-2026-012  Carrandale Community Planning Partnership: nothing was issued by that day\n"
        "\n"
        "On 29 January 2027: 3 partnerships, 9 actions: 0 red, 0 amber, 0 green, 9 not rated, 0 overdue, 0 slipped.\n"
    )
    assert Pages(Path("output/recommendations.docx").read_bytes()).headings == []
    assert "There is nothing to publish yet." in Pages(Path("output/recommendations.docx").read_bytes()).texts


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_tracked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    year.begin(tmp_path)
    monkeypatch.chdir(tmp_path)
    Path("inputs/lorne.yaml").write_text("reference: [\n", encoding="utf-8")
    answer = tracked(capsys, "2027-01-29")
    assert len(answer["actions"]) == 9
    assert [problem["place"]["file"] for problem in answer["problems"]] == ["inputs/lorne.yaml"]
    assert cells("Rules")[1] == ["Not read", "inputs/lorne.yaml:1:13"]
    texts = Pages(Path("output/progress-paper.docx").read_bytes()).everything()
    assert "These files could not be read, and what they say is missing here: inputs/lorne.yaml" in texts


def test_if_nothing_can_be_read_nothing_is_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    year.begin(tmp_path)
    monkeypatch.chdir(tmp_path)
    tracked(capsys, "2027-01-29")
    before = Path("output/tracker.xlsx").read_bytes()
    with Path("inputs/cycle.yaml").open("a", encoding="utf-8") as file:
        file.write("ratings:\n  amber: 3\n")
    answer = tracked(capsys, "2027-02-28")
    assert (answer["files"], answer["actions"]) == ([], [])
    assert {problem["id"] for problem in answer["problems"]} == {"wrong-kind", "cycle-file-refused"}
    assert Path("output/tracker.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("overdue", "over", "revised", "status", "rating"),
    [
        (1, 1, 0, "in progress", Rating.RED),
        (0, 29, 1, "in progress", Rating.RED),
        (0, 0, 3, "in progress", Rating.RED),
        (0, 28, 1, "in progress", Rating.AMBER),
        (0, 0, 1, "in progress", Rating.AMBER),
        (0, 0, 0, "Delayed", Rating.AMBER),
        (0, 0, 0, "in progress", Rating.GREEN),
    ],
)
def test_the_rules_that_hold_without_any_rate_by_dates_revisions_and_status(
    overdue: int, over: int, revised: int, status: str, rating: Rating
) -> None:
    assert rated(Ratings(), overdue, over, revised, status) is rating


def test_a_rule_of_the_cycle_takes_the_place_of_the_one_of_its_colour() -> None:
    lenient = Ratings(red=RatingRule(days_over=100))
    assert rated(lenient, 50, 50, 0, "") is Rating.AMBER
    assert rated(lenient, 50, 100, 0, "") is Rating.RED
    assert AMBER.in_words().endswith("or its status is delayed or on hold")


def test_a_bar_has_a_piece_for_each_kind_by_its_share_and_no_two_look_alike() -> None:
    picture = bar((1, 1, 1, 1, 1))
    assert picture[16:24] == WIDTH.to_bytes(4, "big") + HEIGHT.to_bytes(4, "big")
    assert len({tile for _, _, tile in PATTERNS}) == len(PATTERNS)
    assert len({bar(tuple(int(at == number) for number in range(5))) for at in range(5)} | {bar((0, 0, 0, 0, 0))}) == 6


def test_the_same_day_gives_the_same_bytes(cycle: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = []
    for _ in range(2):
        tracked(capsys, END)
        files.append([(cycle / "output" / name).read_bytes() for name in
                      ("tracker.xlsx", "progress-paper.docx", "recommendations.docx")])  # fmt: skip
    assert files[0] == files[1]


def test_the_templates_are_what_their_source_builds_and_are_no_kinds_of_document() -> None:
    for name, data in build_papers().items():
        assert (papers.HERE / name).read_bytes() == data
        assert not (templates() / name).exists()


def glance(cycle: Path, *options: str) -> list[list[str]]:
    """The rows on progress of the cycle at a glance, as the page says them and as the Word document does."""
    assert run.run(["overview", *options]) == 0
    root = html.document_fromstring((cycle / "output/overview.html").read_bytes())
    (table,) = (
        each for each in root.iter("table") if each[0].text == "How far each partnership has come with its plan"
    )
    rows = [[" ".join("".join(map(str, cell.itertext())).split()) for cell in row] for row in table.iter("tr")]
    document = Pages((cycle / "output/overview.docx").read_bytes()).table("Progress with plans")
    assert [row[1:] for row in document] == [row[1:] for row in rows]
    return rows


def test_the_cycle_at_a_glance_says_what_came_back_and_on_a_day_what_is_late(cycle: Path) -> None:
    assert glance(cycle, "--on", "2027-08-16") == [
        ["Partnership", "How far", "Last heard", "Actions"],
        [
            "Skerravale Justice and Communities Partnership PSR-2026-010, issued on 16 December 2026, "
            "plan accepted on 12 January 2027",
            "Plan accepted", "9 April 2027", "1 of 3 actions completed, 1 due, 1 overdue",
        ],
        [
            "Inverallan Community Planning Partnership PSR-2026-011, issued on 16 December 2026, "
            "plan accepted on 8 February 2027",
            "Plan accepted", "5 July 2027", "1 of 2 actions completed, 1 slipped",
        ],
        [
            "Carrandale Community Planning Partnership PSR-2026-012, issued on 16 December 2026, "
            "plan accepted on 22 February 2027",
            "Plan accepted", "12 April 2027", "2 of 4 actions completed, 1 due, 1 overdue",
        ],
    ]  # fmt: skip
    page = (cycle / "output/overview.html").read_text(encoding="utf-8")
    assert '<span class="completed" style="width: 50.0%"></span><span class="due" style="width: 25.0%">' in page


def test_without_a_day_the_cycle_at_a_glance_says_nothing_that_a_day_changes(cycle: Path) -> None:
    rows = glance(cycle)
    assert [row[1:] for row in rows[1:]] == [
        ["Closed", "8 October 2027", "2 of 3 actions completed"],
        ["Plan accepted", "5 July 2027", "1 of 2 actions completed"],
        ["Plan accepted", "12 April 2027", "2 of 4 actions completed"],
    ]
    page = (cycle / "output/overview.html").read_text(encoding="utf-8")
    assert 'class="bars"' not in page
    assert "overdue" not in page.partition("</style>")[2]


def test_calendars_have_the_dates_as_they_stand_now_and_those_that_came_up_since(cycle: Path) -> None:
    assert run.run(["calendar"]) == 0
    calendar = Calendar.from_ical((cycle / "output/cycle.ics").read_bytes())
    skerravale, inverallan = (
        "Skerravale Justice and Communities Partnership",
        "Inverallan Community Planning Partnership",
    )
    told = {(str(event["SUMMARY"]), str(event.decoded("DTSTART"))) for event in calendar.walk("VEVENT")}
    assert {
        (f"Evidence due: {skerravale}", "2027-10-11"),
        (f"Progress review: {skerravale}", "2027-10-25"),
        (f"Plan publication: {skerravale}", "2027-02-01"),
        (f"Action SV1.2 due: {skerravale}", "2027-07-30"),
        (f"Revised plan due: {inverallan}", "2027-02-01"),
    } <= told


def test_nothing_is_in_a_calendar_after_the_end_and_a_date_that_moved_replaces_the_one_before(cycle: Path) -> None:
    assessment = survey([cycle / "inputs"], dt.date(2027, 12, 15), None).partnerships[0].case.assessment
    days = WorkingDays(assessment.holidays)
    accepted, closed = (
        Recorded("", "", event)
        for event in (
            PlanAccepted(reference="", date=dt.date(2027, 1, 12), software="", received=1, accepted_by="",
                         review=dt.date(2027, 10, 27)),
            Closed(reference="", date=dt.date(2027, 6, 1), software="", closed_by="", reason=""),
        )
    )  # fmt: skip
    after = dates_now(assessment, plan(assessment, days), [accepted])
    assert [(each.milestone.kind, each.milestone.date) for each in after][-1] == (
        "progress review",
        dt.date(2027, 10, 27),
    )
    assert [each.milestone.kind for each in after].count("progress review") == 1
    ended = dates_now(assessment, plan(assessment, days), [accepted, closed])
    assert max(each.milestone.date for each in ended) == dt.date(2027, 5, 10)


def test_the_manifest_says_what_became_of_the_plan(cycle: Path) -> None:
    assert run.run(["generate"]) == 0
    manifest = json.loads((cycle / "output/manifest.json").read_text(encoding="utf-8"))
    assert [each["issue"] for each in manifest["assessments"]] == [
        "issued on 16 December 2026, plan accepted on 22 February 2027",
        "issued on 16 December 2026, plan accepted on 8 February 2027",
        "issued on 16 December 2026, closed on 1 December 2027",
    ]


def test_the_survey_is_in_the_order_of_the_references(cycle: Path) -> None:
    tracker = survey([cycle / "inputs"], dt.date(2027, 12, 15), None)
    assert [each.case.in_words for each in tracker.partnerships] == ["closed", "plan accepted", "plan accepted"]


def test_reading_is_counted_and_writing_begins_when_all_is_read(cycle: Path) -> None:
    told: list[object] = []
    write(
        [cycle / "inputs"],
        cycle / "output",
        dt.date(2027, 12, 15),
        progress=lambda done, total: told.append((done, total)),
        writing=lambda: told.append("writing"),
    )
    count = len(list((cycle / "inputs").glob("*.yaml"))) - 1  # one is the cycle file
    assert told == [*((number, count) for number in range(1, count + 1)), (count, count), "writing"]
