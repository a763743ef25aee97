"""The desk answers the one browser that opened it, and forms from its own pages, with files of the cycle alone."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from werkzeug.test import create_environ, run_wsgi_app

from scrutiny_response.desk.application import Application
from tests.scrutiny_response.desk.at_the_desk import HOST, PORT, Browser, browser, cycle_folder, words

PAGE = "/partnership/tarbeck/decision"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return cycle_folder(tmp_path / "cycle", "tarbeck")


@pytest.fixture
def opened(folder: Path) -> Browser:
    return browser(folder)


def test_the_address_opens_the_desk_once(folder: Path) -> None:
    one = browser(folder, is_open=False)
    token = one.desk.session.token
    first = one.get(f"/enter?token={token}")
    assert (first.status_code, first.headers["Location"]) == (303, "/")
    cookie = first.headers["Set-Cookie"]
    assert cookie.startswith(f"scrutiny-desk-{PORT}=")
    assert cookie.endswith("; HttpOnly; Path=/; SameSite=Strict")
    one.client.delete_cookie(f"scrutiny-desk-{PORT}", domain="127.0.0.1")
    again = one.get(f"/enter?token={token}")
    assert again.status_code == 403
    assert "This address was used already" in words(again)
    assert "Set-Cookie" not in again.headers


def test_the_browser_that_has_it_open_may_use_the_address_again(opened: Browser) -> None:
    assert opened.get("/enter?token=anything").status_code == 303


@pytest.mark.parametrize("address", ["/", PAGE, "/documents", "/returned", "/templates", "/cycle", "/partnership/none"])
def test_nothing_is_shown_without_the_cookie(folder: Path, address: str) -> None:
    one = browser(folder, is_open=False)
    answer = one.get(address)
    assert answer.status_code in {403, 404}
    assert "Tarbeck" not in answer.text


@pytest.mark.parametrize("token", ["", "x", "\N{SNOWMAN}"])
def test_a_wrong_token_opens_nothing(folder: Path, token: str) -> None:
    one = browser(folder, is_open=False)
    assert one.get(f"/enter?token={token}").status_code == 403
    assert one.desk.session.token


@pytest.mark.parametrize("host", ["evil.example", f"localhost:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}"])
def test_another_host_is_not_answered(opened: Browser, host: str) -> None:
    answer = opened.client.get("/", base_url=f"http://{host}")
    assert answer.status_code == 421
    assert answer.text == "This address is not the desk's."


@pytest.mark.parametrize("origin", ["http://evil.example", "null", f"http://127.0.0.1:{PORT + 1}", ""])
def test_a_form_from_another_page_changes_nothing(opened: Browser, folder: Path, origin: str) -> None:
    before = (folder / "inputs/tarbeck.yaml").read_bytes()
    form = {**opened.form(PAGE), "decision.where": "elsewhere"}
    answer = opened.post(PAGE, form, headers={"Origin": origin})
    assert answer.status_code == 403
    assert answer.text == "This form was sent from another page than the desk's."
    assert (folder / "inputs/tarbeck.yaml").read_bytes() == before


def test_a_form_without_an_origin_changes_nothing(opened: Browser) -> None:
    answer = opened.client.post(PAGE, base_url=f"http://{HOST}", data=opened.form(PAGE))
    assert answer.status_code == 403


@pytest.mark.parametrize("token", [None, "", "another"])
def test_a_form_that_no_page_of_the_desk_made_changes_nothing(opened: Browser, folder: Path, token: str | None) -> None:
    before = (folder / "inputs/tarbeck.yaml").read_bytes()
    form = {**opened.form(PAGE), "decision.where": "elsewhere"}
    answer = opened.client.post(
        PAGE,
        base_url=f"http://{HOST}",
        headers={"Origin": f"http://{HOST}"},
        data={
            **{key: value for key, value in form.items() if key != "form_token"},
            **({"form_token": token} if token else {}),
        },
    )
    shown = opened.get(answer.location)
    assert shown.status_code == 403
    assert "This form is too old" in words(shown)
    assert (folder / "inputs/tarbeck.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "address",
    [
        "/partnership/..%2F..%2Foutside/decision",
        "/partnership/cycle/decision",
        "/partnership/tarbeck/file/..%2F..%2Finputs%2Ftarbeck.yaml",
        "/partnership/tarbeck/file//etc/passwd",
        "/partnership/tarbeck/file/%2E%2E/inputs/cycle.yaml",
        "/documents/file/manifest.json",
        "/documents/file/..%2Finputs%2Fcycle.yaml",
        "/static/..%2Fopening.py",
        "/templates/file/..%2Finputs%2Fcycle.yaml",
        "/templates/show/~$letter.docx",
        "/returned/..%2F..%2Finputs",
        "/picture/none/0",
        "/work/none",
        "/partnership/tarbeck/list/letter.date",
        "/partnership/tarbeck/list/__class__",
        "/partnership/tarbeck/item/areas.99",
        "/partnership/tarbeck/item/areas.0.actions.99",
        "/partnership/tarbeck/list/areas.99.actions",
        "/partnership/tarbeck/item/areas.-1",
        "/partnership/tarbeck/list/.",
    ],
)  # fmt: skip
def test_nothing_outside_of_what_a_page_lists_is_reached(opened: Browser, folder: Path, address: str) -> None:
    (folder / "outside.yaml").write_text("reference: A\n", encoding="utf-8")
    answer = opened.get(address)
    assert answer.status_code in {404, 308}
    assert "root:" not in answer.text


@pytest.mark.parametrize("name", ["inputs/tarbeck.yaml", "../inputs/tarbeck.yaml", "/bin/sh", ""])
def test_only_listed_documents_are_opened_in_word(opened: Browser, name: str) -> None:
    assert opened.post("/partnership/tarbeck/open", {"name": name}).status_code == 404
    assert opened.post("/partnership/tarbeck/pages", {"name": name}).status_code == 404


def test_files_are_opened_by_a_form_alone(opened: Browser) -> None:
    assert opened.get("/partnership/tarbeck/open?name=x").location == "/partnership/tarbeck/documents"
    assert opened.get("/close").location == "/"
    assert opened.get("/closed").location == "/"


def test_a_request_that_is_too_large_is_not_read(opened: Browser) -> None:
    cookie = opened.client.get_cookie(f"scrutiny-desk-{PORT}", domain="127.0.0.1")
    assert cookie is not None
    headers = {"Origin": f"http://{HOST}", "Cookie": f"{cookie.key}={cookie.value}"}
    environ = create_environ(
        "/returned", f"http://{HOST}", method="POST", headers=headers, content_type="multipart/form-data; boundary=x"
    )
    environ["CONTENT_LENGTH"] = "200000000"
    _, _, answered = run_wsgi_app(Application(opened.desk), environ, buffered=True)
    assert opened.get(answered["Location"]).status == "413 REQUEST ENTITY TOO LARGE"
    answer = opened.post(PAGE, {"decision.where": "x" * 3_000_000})
    assert answer.status_code == 413
    assert "That is too large" in words(answer)


def test_what_is_uploaded_is_kept_under_a_name_of_ours(opened: Browser, folder: Path) -> None:
    answer = opened.post(
        "/returned",
        {"files": (io.BytesIO(b"no document"), "..\\..\\inputs/../evil.docx")},
        content_type="multipart/form-data",
    )
    assert answer.status_code == 303
    kept = list((folder / ".scratch").rglob("*.docx"))
    assert [file.name for file in kept] == ["evil.docx"]
    text = opened.text(answer.headers["Location"])
    assert "evil.docx This is not a Word file, whatever its name says" in text


def test_what_is_no_plan_is_refused_by_its_name(opened: Browser) -> None:
    answer = opened.post("/returned", {"files": (io.BytesIO(b"MZ"), "plan.exe")}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "“plan.exe” is not a Word document" in words(answer)


def test_every_answer_forbids_what_is_not_its_own(opened: Browser) -> None:
    for answer in (
        opened.get("/"),
        opened.get("/nothing"),
        opened.get("/static/desk.css"),
        opened.get("/enter?token=x"),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'none'; style-src 'self'; script-src 'self'")
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"


def test_no_page_has_a_script_or_a_style_in_it(opened: Browser) -> None:
    for address in ("/", PAGE, "/partnership/tarbeck/criteria", "/due", "/year", "/documents"):
        html = opened.get(address).text
        assert " style=" not in html
        assert "<style" not in html
        assert " onclick=" not in html
        assert html.count("<script") == html.count('<script src="/static/desk.js" defer></script>') == 1


def test_what_people_write_is_never_taken_for_markup(opened: Browser) -> None:
    evil = '<script>alert(1)</script>"><img src=x onerror=alert(2)>'
    opened.post(PAGE, {**opened.form(PAGE), "decision.where": evil})
    opened.post(
        "/partnership/tarbeck/partnership",
        {**opened.form("/partnership/tarbeck/partnership"), "partnership.name": evil},
    )
    for address in ("/", "/partnership/tarbeck", PAGE, "/due", "/year", f"/?notice={evil}", f"/?find={evil}"):
        text = opened.get(address).text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
