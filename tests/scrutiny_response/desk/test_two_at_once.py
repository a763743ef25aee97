"""Who saves second is shown both versions: two tabs, a text editor, a colleague. And what was removed can be put back."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.scrutiny_response.desk.at_the_desk import Browser, browser, cycle_folder, fields, words

PAGE = "/partnership/skerravale/decision"
WHERE = "decision.where"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return cycle_folder(tmp_path, "skerravale") / "inputs" / "skerravale.yaml"


@pytest.fixture
def one(file: Path) -> Browser:
    return browser(file.parents[1])


def test_the_second_of_two_tabs_is_shown_both_answers(one: Browser, file: Path) -> None:
    first, second = one.form(PAGE), one.form(PAGE)
    assert one.post(PAGE, {**first, WHERE: "minute 1"}).status_code == 303
    answer = one.post(PAGE, {**second, WHERE: "minute 2"})
    assert answer.status_code == 409
    assert "Somebody else has changed this meanwhile" in words(answer)
    assert "Where decided minute 1 minute 2" in words(answer)
    assert "where: minute 1" in file.read_text("utf-8")


def test_a_change_in_a_text_editor_is_not_overwritten(one: Browser, file: Path) -> None:
    form = one.form(PAGE)
    file.write_text(file.read_text("utf-8").replace("minute 2026/24", "minute 2026/99") + "# a note\n", "utf-8")
    answer = one.post(PAGE, {**form, "decision.decided_by": "The panel"})
    assert answer.status_code == 409
    assert "Decided by Quality and Consistency Panel The panel" in words(answer)
    assert file.read_text("utf-8").endswith("# a note\n")


def test_ones_own_answers_can_stand_over_the_others(one: Browser, file: Path) -> None:
    form = one.form(PAGE)
    file.write_text(file.read_text("utf-8").replace("minute 2026/24", "minute 2026/99") + "# a note\n", "utf-8")
    answer = one.post(PAGE, {**form, WHERE: "minute 2026/50"})
    html = answer.text
    kept = dict(_hidden(html))
    assert one.post(PAGE, kept).status_code == 303
    text = file.read_text("utf-8")
    assert "where: minute 2026/50" in text
    assert text.endswith("# a note\n")


def test_a_change_elsewhere_in_the_file_is_told_too_and_loses_nothing(one: Browser, file: Path) -> None:
    form = one.form(PAGE)
    file.write_text(file.read_text("utf-8").replace("VQ1 1BT", "VQ1 1BX"), "utf-8")
    answer = one.post(PAGE, form)
    assert answer.status_code == 409
    assert "None of the answers on your page is another than what it says now" in words(answer)
    assert "VQ1 1BX" in file.read_text("utf-8")


def test_a_file_that_is_gone_is_not_made_anew(one: Browser, file: Path) -> None:
    form = one.form(PAGE)
    file.unlink()
    assert one.post(PAGE, form).status_code == 404
    assert not file.exists()


def test_a_file_that_was_broken_in_an_editor_is_shown_with_its_fault(one: Browser, file: Path) -> None:
    form = one.form(PAGE)
    broken = file.read_text("utf-8").replace("state: issued", "state: [issued")
    file.write_text(broken, "utf-8")
    answer = one.post(PAGE, form)
    assert answer.status_code == 200
    assert "cannot be read to its end now. Nothing of it is lost" in words(answer)
    assert file.read_text("utf-8") == broken
    assert "Skerravale" in one.text("/") or "skerravale" in one.text("/")


def test_of_many_saves_at_once_one_is_written_and_the_others_are_told(one: Browser, file: Path) -> None:
    form, before = one.form(PAGE), file.read_text("utf-8")
    codes: list[int] = []

    def save(number: int) -> None:
        codes.append(one.post(PAGE, {**form, WHERE: f"minute {number}"}).status_code)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(codes) == [303] + [409] * 7
    assert len(set(before.splitlines()) ^ set(file.read_text("utf-8").splitlines())) == 2


def test_what_was_removed_can_be_put_back(one: Browser, file: Path) -> None:
    before = file.read_bytes()
    address = "/partnership/skerravale/list/areas"
    seen = {"seen": one.form("/partnership/skerravale/item/areas.0")["seen"]}
    answer = one.post(address, {**seen, "do": "remove-0"})
    assert answer.headers["Location"].startswith(address)
    shown = one.get(answer.headers["Location"])
    assert "Removed: SV1, Plans for people on community payback orders Undo" in words(shown)
    assert b"SV1.1" not in file.read_bytes()
    assert f'name="back" value="{address}"' in shown.text
    assert one.post("/partnership/skerravale/undo", {"back": address}).location == f"{address}?notice=Put+back."
    assert file.read_bytes() == before


def test_nothing_is_put_back_over_somebody_elses_change(one: Browser, file: Path) -> None:
    seen = {"seen": one.form("/partnership/skerravale/item/areas.0")["seen"]}
    one.post("/partnership/skerravale/list/areas", {**seen, "do": "remove-0"})
    file.write_text(file.read_text("utf-8") + "# a note\n", "utf-8")
    answer = one.post("/partnership/skerravale/undo", {"back": "https://elsewhere.example"})
    assert "There is nothing to undo any more: something else was changed since." in one.text(answer.location)


def test_items_are_moved_with_their_lines(one: Browser, file: Path) -> None:
    seen = {"seen": one.form("/partnership/skerravale/item/areas.0")["seen"]}
    one.post("/partnership/skerravale/list/areas", {**seen, "do": "down-0"})
    text = file.read_text("utf-8")
    assert text.index("reference: SV2\n") < text.index("reference: SV1\n")
    seen = {"seen": one.form("/partnership/skerravale/item/areas.0")["seen"]}
    one.post("/partnership/skerravale/list/areas", {**seen, "do": "up-1"})
    assert file.read_text("utf-8").index("reference: SV1\n") < file.read_text("utf-8").index("reference: SV2\n")


def _hidden(html: str) -> list[tuple[str, str]]:
    form = html[html.find('action="/partnership/skerravale/decision"') :]
    sent = fields(f'<main class="filling">{form[: form.find("</form>")]}</form></main>')
    return list(sent.items())
