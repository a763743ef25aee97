"""The preview of a template: what it shows, what it says, when it is made again, and how a real browser shows it."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from html.parser import HTMLParser
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest

from engross.pdf.pages import Page
from engross.problems import FilePlace, Problem, Severity, WordPlace
from scrutiny_response import resources
from scrutiny_response.cli import run
from scrutiny_response.use_cases.preview import preview, shipped_sample, watch, watch_preview
from scrutiny_response.use_cases.preview.page import html
from scrutiny_response.use_cases.preview.pages import Preview
from scrutiny_response.use_cases.preview.watch import Save, read_whole, saves
from tests.browser import in_browser
from tests.needs import lacking
from tests.other_disks import OtherDisk
from tests.small_templates import write_templates

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8ffff3f0005fe02fe"
    "0def46b80000000049454e44ae426082"
)
FAULT = Problem(
    "unknown-field",
    WordPlace("letter.docx", "body", paragraph=2, tag="{{ addressee.nmae }}"),
    "addressee has no field 'nmae' & more",
    "did you mean 'name'?",
)
NOTE = Problem("note", FilePlace("letter.docx"), "a heading level is <skipped>", "mend it", Severity.WARNING)
SHOWN = Preview(
    file="letter.docx",
    sample="inputs/a.yaml",
    pages=(Page(PNG, "Dear Dr Sinclair"), Page(PNG, "Yours <sincerely>")),
    problems=(FAULT, NOTE),
)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the command runs."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without LibreOffice and without poppler."""
    monkeypatch.setattr(shutil, "which", lambda _name: None)
    monkeypatch.setattr("engross.pdf.program._PLACES", ())


@pytest.fixture
def poppler() -> None:
    if shutil.which("pdftoppm") is None:
        lacking("poppler is not on this machine; install it (Debian and Ubuntu: sudo apt install poppler-utils)")


class Outline(HTMLParser):
    """What in an HTML file people meet who do not see it, and what it would fetch."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.pictures: list[str] = []
        self.fetched: list[str] = []
        self.language = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.append(tag)
        self.language = said.get("lang") or self.language
        if tag == "img":
            self.pictures.append(said.get("alt") or "")
        addresses = (said.get(name) for name in ("src", "href", "data"))
        self.fetched += [address for address in addresses if address and not address.startswith(("data:", "#"))]


def test_the_file_needs_nothing_beside_it_and_tells_people_who_do_not_see_it_everything() -> None:
    page = html(SHOWN)
    outline = Outline(page)
    assert outline.fetched == []
    assert "script" not in outline.tags
    assert outline.language == "en-GB"
    assert [tag for tag in outline.tags if re.fullmatch(r"h\d", tag)] == ["h1", "h2", "h2"]
    assert outline.pictures == [
        "Page 1 of 2 of the document as a picture; its text follows",
        "Page 2 of 2 of the document as a picture; its text follows",
    ]
    assert "<pre>Yours &lt;sincerely&gt;</pre>" in page
    assert "<title>letter.docx: 1 error and 1 warning</title>" in page


def test_each_problem_says_how_bad_it_is_what_to_do_and_where_it_stands() -> None:
    assert (
        '<li class="problem error">\n'
        '<p><span class="severity">Error:</span> addressee has no field &#39;nmae&#39; &amp; more</p>\n'
        "<p>Did you mean &#39;name&#39;?</p>\n"
        "<p><code>{{ addressee.nmae }}</code></p>\n"
        '<p class="place">letter.docx: body, paragraph 2</p>\n'
        "</li>\n"
        '<li class="problem warning">\n'
        '<p><span class="severity">Warning:</span> a heading level is &lt;skipped&gt;</p>\n'
        "<p>Mend it.</p>\n"
        '<p class="place">letter.docx</p>\n'
        "</li>"
    ) in html(SHOWN)


@pytest.mark.usefixtures("office", "poppler")
def test_a_template_is_shown_filled_with_a_sample(capsys: pytest.CaptureFixture[str]) -> None:
    template = resources.templates() / "letter.docx"
    assert run.run(["template", "preview", str(template), "-o", "out/letter.html"]) == 0
    said = capsys.readouterr().out
    told = re.fullmatch(r"(.+): no problems found, (\d) pages\nOpen out/letter.html in the browser.\n", said)
    assert told is not None
    assert told[1] == str(template)
    page = Path("out/letter.html").read_text(encoding="utf-8")
    assert page.count('src="data:image/png;base64,') == int(told[2]) > 1
    assert "Dear Dr Sinclair" in page
    assert "Nothing was found that must be mended." in page


@pytest.mark.usefixtures("office", "poppler")
def test_a_faulty_template_is_shown_as_it_stands_beside_its_faults(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_templates(here, letter="Dear {{ addressee.nmae }}")
    assert run.run(["template", "preview", "letter.docx", "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert (said["filled"], said["pages"], said["written"]) == (False, 1, "preview.html")
    assert "unknown-field" in [problem["id"] for problem in said["problems"]]
    page = Path("preview.html").read_text(encoding="utf-8")
    assert "<pre>Dear {{ addressee.nmae }}</pre>" in page
    assert "Not filled, for the reasons given: 1 page of the template itself." in page


@pytest.mark.usefixtures("bare")
def test_without_the_programs_for_pictures_that_is_said_and_the_problems_are_shown_all_the_same(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_templates(here, letter="Dear {{ addressee.nmae }}")
    assert run.run(["template", "preview", "letter.docx"]) == 1
    said = capsys.readouterr().out
    assert "addressee has no field 'nmae'; did you mean 'name'?" in said
    assert "install it (Debian and Ubuntu: sudo apt install poppler-utils; macOS: brew install poppler; " in said
    assert "There are no pictures of pages, for the reasons given" in Path("preview.html").read_text(encoding="utf-8")


@pytest.mark.usefixtures("bare")
def test_the_faults_of_an_assessment_are_shown_too(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_templates(here, letter="Dear {{ addressee.name }}")
    Path("a.yaml").write_text("reference: PSR-1\ncolour: blue\n", encoding="utf-8")
    assert run.run(["template", "preview", "letter.docx", "--with", "a.yaml"]) == 1
    assert "a.yaml:2:1: " in capsys.readouterr().out
    assert "a.yaml:2:1" in Path("preview.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        (
            "~$letter.docx",
            "~$letter.docx: lock-file: this is no template, but the mark with which Word says that one is open; ",
        ),
        ("folder.docx", "folder.docx: unreadable-file: the template cannot be read (Is a directory); "),
    ],
)
def test_what_is_no_template_is_refused_and_nothing_is_written(
    here: Path, name: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("folder.docx").mkdir()
    Path("~$letter.docx").write_bytes(b"\0 Dr A Writer")
    assert run.run(["template", "preview", name]) == 1
    assert message in capsys.readouterr().out
    assert not (here / "preview.html").exists()


def _word(text: str) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", text * 500)
    return stream.getvalue()


def _steps(path: Path, *steps: bytes | None) -> Iterator[None]:
    """Between two looks at the file, what happens to it: new content, its removal, or, at (), nothing."""
    for step in steps:
        if step is None:
            path.unlink()
        elif step:
            path.write_bytes(step)
        yield


class Happening:
    """Stands in for sleeping: something happens to the file each time; after the last, the watching is stopped."""

    def __init__(self, path: Path, *steps: bytes | None) -> None:
        self.steps = _steps(path, *steps)

    def __call__(self, _seconds: float) -> None:
        if next(self.steps, KeyboardInterrupt) is KeyboardInterrupt:
            raise KeyboardInterrupt


def _watched(path: Path, *steps: bytes | None, pause: float = 0.3) -> list[bytes | None]:
    found = []
    with suppress(KeyboardInterrupt):
        for seen in saves(path, sleep=Happening(path, *steps), pause=pause):
            found.append(seen.data)  # noqa: PERF401  # the interrupt ends the loop, and what was found is kept
    return found


A, B = _word("Dear A"), _word("Dear Bb")


def test_a_save_is_seen_once_it_keeps_still(here: Path) -> None:
    path = here / "letter.docx"
    path.write_bytes(A)
    assert _watched(path, b"", b"", B, b"", b"", b"") == [A, B]


def test_two_saves_in_one_tick_of_a_coarse_clock_are_both_seen(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = here / "letter.docx"
    path.write_bytes(A)
    alike = (1_700_000_000_000_000_000, len(A))
    monkeypatch.setattr(watch, "_signature", lambda _path: alike)
    assert _watched(path, b"", b"", B, b"", b"", b"") == [A, B]


def test_a_save_is_seen_on_a_drive_that_gives_another_file_id_at_each_look(here: Path, other_disk: OtherDisk) -> None:
    other_disk.give_no_ids()
    path = here / "letter.docx"
    path.write_bytes(A)
    assert _watched(path, b"", b"", B, b"", b"", b"") == [A, B]


def test_half_a_file_is_waited_for(here: Path) -> None:
    path = here / "letter.docx"
    path.write_bytes(A)
    assert _watched(path, b"", b"", B[:90], b"", b"", B, b"", b"") == [A, B]
    assert read_whole(path) == B
    path.write_bytes(B[:90])
    assert read_whole(path) is None


def test_a_file_that_is_renamed_away_while_it_is_saved_is_waited_for(here: Path) -> None:
    path = here / "letter.docx"
    path.write_bytes(A)
    assert _watched(path, b"", b"", None, b"", B, b"", b"") == [A, B]


def test_a_file_that_is_locked_is_waited_for(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = here / "letter.docx"
    path.write_bytes(A)
    looks = iter([PermissionError, PermissionError])
    read = Path.read_bytes

    def locked(self: Path) -> bytes:
        for error in looks:
            raise error
        return read(self)

    monkeypatch.setattr(Path, "read_bytes", locked)
    assert _watched(path, b"", b"", b"", b"") == [A]


def test_a_save_that_changes_nothing_is_not_shown_again(here: Path) -> None:
    path = here / "letter.docx"
    path.write_bytes(A)
    assert _watched(path, b"", b"", A, b"", b"", b"") == [A]


def test_a_long_wait_is_told_once(here: Path) -> None:
    path = here / "letter.docx"
    path.write_bytes(A[:90])
    assert _watched(path, *([b""] * 8), A, b"", b"", pause=4.0) == [None, A]


@pytest.mark.usefixtures("bare")
def test_while_it_is_watched_the_file_knows_its_version_and_afterwards_has_no_script(here: Path) -> None:
    to, beside = here / "preview.html", here / "preview.html.js"
    shown = watch_preview(Path("letter.docx"), shipped_sample(), to, [Save(A), Save(None), Save(B)])
    first, waiting = islice(shown, 2)
    assert (first is not None, waiting) == (True, None)
    assert beside.read_text() == "window.scrutinyVersion = 1;\n"
    next(shown)
    assert beside.read_text() == "window.scrutinyVersion = 2;\n"
    assert "window.scrutinyVersion > 2" in to.read_text(encoding="utf-8")
    assert list(shown) == []
    assert not beside.exists()
    assert "script" not in Outline(to.read_text(encoding="utf-8")).tags


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_the_command_watches_until_ctrl_c_and_leaves_a_clean_preview(here: Path) -> None:
    write_templates(here, letter="Dear {{ addressee.nmae }}")
    command = [sys.executable, "-m", "scrutiny_response", "template", "preview", "letter.docx", "--watch"]
    quiet = {"PATH": "", "PYTHONPATH": ":".join(sys.path), "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=quiet) as process:  # noqa: S603  # our own words
        try:
            assert process.stdout is not None
            assert any("no field 'nmae'" in line for line in iter(process.stdout.readline, ""))
            write_templates(here, letter="Dear {{ addressee.naem }}")
            assert any("no field 'naem'" in line for line in iter(process.stdout.readline, ""))
            process.send_signal(signal.SIGINT)
            assert process.stdout.read().splitlines()[-1] == "Stopped watching; the last preview is in preview.html."
            assert process.wait(20) == 0
        finally:
            process.kill()
    assert sorted(path.name for path in here.iterdir()) == ["letter.docx", "preview.html"]
    assert "naem" in (here / "preview.html").read_text(encoding="utf-8")


MEASURE = "<script>document.title = [...document.images].map(it => it.naturalWidth).join();</script></body>"
AGAIN = """
sessionStorage.times = Number(sessionStorage.times || 0) + 1;
window.scrutinyVersion = sessionStorage.times > 1 ? 1 : 2;
if (sessionStorage.times > 1) { document.title = "shown anew"; }
"""


def test_a_real_browser_shows_the_pictures(here: Path) -> None:
    page = here / "preview.html"
    page.write_text(html(SHOWN).replace("</body>", MEASURE), encoding="utf-8")
    assert "<title>1,1</title>" in in_browser(page, here / "profile", "--dump-dom")


def test_a_real_browser_shows_a_watched_preview_anew_when_its_version_has_changed(here: Path) -> None:
    page = here / "preview.html"
    page.write_text(html(SHOWN, version=1, beside="preview.html.js"), encoding="utf-8")
    (here / "preview.html.js").write_text(AGAIN, encoding="utf-8")
    dom = in_browser(page, here / "profile", "--virtual-time-budget=8000", "--dump-dom")
    assert "<title>shown anew</title>" in dom


@pytest.mark.usefixtures("bare")
def test_a_preview_of_the_same_template_is_the_same() -> None:
    data = (resources.templates() / "letter.docx").read_bytes()
    one, other = (preview(data, "letter.docx", shipped_sample()) for _ in range(2))
    assert html(one) == html(other)
