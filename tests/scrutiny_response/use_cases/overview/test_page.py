"""The page as a browser shows it, and the Word document: the same facts, accessible, and nothing from elsewhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

from engross.word.accessibility import check_accessibility
from engross.word.opc.package import Package
from scrutiny_response import resources
from scrutiny_response.cli.run import run
from scrutiny_response.use_cases.overview.page import document, page
from scrutiny_response.use_cases.overview.survey import survey
from scrutiny_response.use_cases.overview.values import Overview
from tests.pages import Pages
from tests.samples import the_framework
from tests.scrutiny_response.use_cases.overview.cycles import HOSTILE, overview
from tests.structure import faults
from tests.test_templates import contrast
from tools.build_templates import build_overview

Element = etree._Element  # noqa: SLF001  # lxml has no public name for the class of its elements
SWITCHES = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars"),
    "--window-size=1280,1600",
)
EMPTY = survey((), the_framework())
BOTH = pytest.mark.parametrize("shown", [overview(), EMPTY], ids=["cycle", "empty"])


def tree(shown: Overview) -> Element:
    found: Element = html.document_fromstring("".join(page(shown)))
    return found


def words(element: Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def rows(root: Element, caption: str) -> list[list[str]]:
    """The rows of the table with this caption."""
    (table,) = (it for it in root.iter("table") if words(it[0]) == caption)
    return [[words(cell) for cell in row] for row in table.iter("tr")]


# The page


@BOTH
def test_the_page_has_a_language_a_title_and_headings_in_order(shown: Overview) -> None:
    root = tree(shown)
    assert root.get("lang") == "en-GB"
    assert root.findtext("head/title") == "Inspection cycle at a glance"
    levels = [int(str(it.tag)[1]) for it in root.iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


@BOTH
def test_every_table_has_a_caption_and_every_header_a_scope(shown: Overview) -> None:
    root = tree(shown)
    for table in root.iter("table"):
        assert words(table[0])
        assert table[0].tag == "caption"
        assert {len(row) for row in table.iter("tr")} == {len(next(table.iter("tr")))}
    assert {cell.get("scope") for cell in root.iter("th")} <= {"row", "col"}
    assert all(words(it) for it in root.iter("th", "td"))


@BOTH
def test_every_link_and_label_leads_to_something_on_the_page_and_no_id_is_given_twice(shown: Overview) -> None:
    root = tree(shown)
    ids = [it.get("id", "") for it in root.iter(etree.Element) if it.get("id")]
    assert len(set(ids)) == len(ids)
    led = {it.get("href", "").removeprefix("#") for it in root.iter("a")}
    labels = {it.get("aria-labelledby", "") for it in root.iter("section")}
    assert led == labels == set(ids)


@BOTH
def test_the_page_needs_nothing_from_elsewhere_and_no_script(shown: Overview) -> None:
    text = "".join(page(shown))
    assert not re.search(r"<script|<link|<img|<iframe|https?:|url\(|@import|\son\w+=", text)


def test_on_paper_what_stands_below_a_name_is_no_larger_than_the_name() -> None:
    """The text is smaller on paper, and so is what is measured by it; the widest table needs the longer side."""
    text = "".join(page(overview()))
    assert re.findall(r"\.(reference|shape) {[^}]*font-size: [\d.]+(\w+)", text) == [
        ("reference", "em"),
        ("shape", "em"),
    ]
    assert "@page { size: A4 landscape; margin: 1.5cm; }" in text


def test_text_is_shown_as_it_was_written_and_is_never_markup() -> None:
    root = tree(overview())
    assert list(root.iter("b")) == []
    assert HOSTILE in words(root)
    assert "`colour` is <not> a key" in words(root)


def test_conditions_are_a_table_in_words_with_shapes_that_are_not_read_out() -> None:
    root = tree(overview())
    found = rows(root, "Conditions met by each partnership, with the criteria met")
    assert found[0] == ["Partnership", *overview().conditions, "Level of support"]
    assert found[1] == [
        "Strathlorne PSR-1, issued",
        "●Met 2 of 3",
        "○Not met 1 of 3",
        "●Met 3 of 3",
        "○Not met 0 of 3",
        "○Not met 0 of 3",
        "Assisted improvement support",
    ]
    shapes = [it for it in root.iter("span") if it.get("class") == "shape"]
    assert len(shapes) == 4 * 5
    assert {it.get("aria-hidden") for it in shapes} == {"true"}


def test_a_period_and_a_day_are_dates_for_programs_too() -> None:
    times = [it.get("datetime") for it in tree(overview()).iter("time")]
    assert times[:3] == ["2027-01-05", "2027-01-05", "2027-02-01"]


def test_every_colour_of_text_has_contrast_on_every_background() -> None:
    style = tree(overview()).findtext("head/style") or ""
    found = {it.upper() for it in re.findall(r"[^-\w]color: #(\w{6})", style)}
    grounds = {"FFFFFF", *(it.upper() for it in re.findall(r"background: #(\w{6})", style))} - {"1F4E66"}
    assert len(found) >= 4
    assert len(grounds) == 4
    assert {(text, ground) for text in found for ground in grounds if contrast(text, ground) < 4.5} == set()


# The Word document


@cache
def word(shown: Overview) -> bytes:
    return document(shown)


@BOTH
def test_the_document_is_sound_and_accessible_and_has_no_tag_left(shown: Overview) -> None:
    data = word(shown)
    assert faults(data) == []
    assert check_accessibility(Package.open(data)) == ()
    assert not any(mark in Pages(data).everything() for mark in ("{{", "{%", "}}", "%}"))


def test_the_document_has_the_sections_of_the_page() -> None:
    sections = [words(it) for it in tree(overview()).iter("h2")]
    assert [text for level, text in Pages(word(overview())).headings if level == 1] == sections


def test_the_document_says_the_same_of_the_conditions() -> None:
    assert Pages(word(overview())).table("Conditions of improvement")[4] == [
        f"{HOSTILE} (PSR-4)",
        "● 1. Self-assess accurately (2 of 3) / ● 3. Develop strategic priorities (3 of 3)",
        "○ 4. Implement strategic priorities (0 of 3) / ○ 5. Evaluate progress towards achieving improvement (0 of 3)",
        "? 2. Self-evaluate to secure improvement (1 of 3)",
    ]


def test_the_document_says_what_is_missing() -> None:
    texts = Pages(word(overview())).under("Files not accepted")
    assert texts == ["inputs/bad.yaml", "inputs/bad.yaml:3:1: unknown-key: `colour` is <not> a key"]


def test_the_template_is_what_its_source_builds_and_is_no_kind_of_document() -> None:
    import scrutiny_response.use_cases.overview.page as room  # noqa: PLC0415  # only for its folder

    assert (room.HERE / "overview.docx").read_bytes() == build_overview()
    assert not (resources.templates() / "overview.docx").exists()


# The command, and the browser


@dataclass(frozen=True, slots=True)
class Browser:
    """Chromium, and an empty folder for what it keeps."""

    program: str
    folder: Path

    def shown(self, path: Path, picture: Path) -> str:
        """The page as the browser made it of the file, and a picture of it: one start for both."""
        words = (self.program, *SWITCHES, f"--user-data-dir={self.folder}", f"--screenshot={picture}")
        found = subprocess.run(  # noqa: S603  # our own words
            [*words, "--dump-dom", path.as_uri()], capture_output=True, check=True, timeout=120
        )
        return found.stdout.decode()


@pytest.fixture
def browser(tmp_path: Path) -> Browser:
    """Chromium; without it a test is skipped, saying what to install; where CI=true, it fails instead."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        reason = "Chromium is not installed; on Debian: apt-get install chromium"
        if os.environ.get("CI", "").lower() == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    (tmp_path / "browser").mkdir()
    return Browser(program, tmp_path / "browser")


def test_the_browser_shows_the_page_of_the_sample_cycle(tmp_path: Path, browser: Browser) -> None:
    target = tmp_path / "overview.html"
    assert run(["overview", str(resources.inputs()), "-o", str(target)]) == 0
    shown = html.document_fromstring(browser.shown(target, tmp_path / "page.png"))
    assert [words(it) for it in shown.iter("h1")] == ["Inspection cycle at a glance"]
    assert words(shown) == words(html.document_fromstring(target.read_bytes()))
    assert len(rows(shown, "Conditions met by each partnership, with the criteria met")) == 13
    picture = (tmp_path / "page.png").read_bytes()
    assert picture.startswith(b"\x89PNG")
    assert len(picture) > 50_000, "an empty page has a far smaller picture"


def test_the_command_says_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copytree(resources.inputs(), "inputs")
    Path("inputs/bad.yaml").write_text("", encoding="utf-8")
    assert run(["overview"]) == 0
    assert capsys.readouterr().out == (
        "Written\n"
        "  output/overview.html\n"
        "  output/overview.docx\n"
        "\n"
        "Assessments: 12. Files not accepted: 1. Not yet final: 7.\n"
    )
    assert sorted(path.name for path in Path("output").iterdir()) == ["overview.docx", "overview.html"]
    assert "the file says nothing" in Path("output/overview.html").read_text(encoding="utf-8")


def test_the_same_cycle_gives_the_same_bytes() -> None:
    assert list(page(overview())) == list(page(overview()))
    assert document(overview()) == document(overview())


def test_what_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "overview.html").mkdir()
    assert run(["overview", str(resources.inputs()), "-o", str(tmp_path / "overview.html")]) == 1
    assert "a file or a folder of this name is in the way: move it and run again" in capsys.readouterr().out
    assert (tmp_path / "overview.docx").is_file()


def test_a_target_that_is_no_page_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(["overview", str(resources.inputs()), "-o", "overview.pdf"])
    assert "argument -o/--output: overview.pdf does not end in .html" in capsys.readouterr().err
