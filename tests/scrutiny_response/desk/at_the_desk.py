"""A desk without a server: requests go straight to the application, as a browser would send them."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

from werkzeug.test import Client, TestResponse

from scrutiny_response import resources
from scrutiny_response.desk.application import Application
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.session import Session
from scrutiny_response.use_cases.cycle_view import CycleFolder, CycleView

PORT = 8765
TODAY = dt.date(2026, 12, 1)
HOST = f"127.0.0.1:{PORT}"
_FIELD = re.compile(r"<(input|textarea|select|button)\b([^>]*)>(.*?)(?=</textarea>|</select>|<)", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')


def cycle_folder(folder: Path, *samples: str) -> Path:
    """Make a cycle's folder with these sample assessments; with all of them if none is named."""
    inputs = folder / "inputs"
    inputs.mkdir(parents=True)
    for file in sorted(resources.inputs().glob("*.yaml")):
        if not samples or file.stem in {"cycle", *samples}:
            shutil.copy(file, inputs)
    return folder


@dataclass(slots=True)
class Browser:
    """A browser that opened the desk, or did not."""

    desk: Desk
    client: Client

    def get(self, address: str, **headers: str) -> TestResponse:
        """Ask for a page."""
        return self.client.get(address, base_url=f"http://{HOST}", headers=headers, buffered=True)

    def post(self, address: str, form: Mapping[str, Any], **more: Any) -> TestResponse:
        """Send a form from one of the desk's own pages; return the page that tells what became of it, if one does."""
        answer = self.sent(address, form, **more)
        return self.get(answer.location) if "told=" in (answer.location or "") else answer

    def sent(self, address: str, form: Mapping[str, Any], **more: Any) -> TestResponse:
        """Send a form from one of the desk's own pages; return the very answer."""
        headers = {"Origin": f"http://{HOST}", **more.pop("headers", {})}
        data = {"form_token": self.desk.session.forms, **form}
        return self.client.post(address, base_url=f"http://{HOST}", data=data, headers=headers, buffered=True, **more)

    def text(self, address: str) -> str:
        """Return the text of a page, which must be there."""
        answer = self.get(address)
        assert answer.status_code == 200, (address, answer.status)
        return words(answer)

    def form(self, address: str) -> dict[str, Any]:
        """Return what the form of a page would send as it stands."""
        return fields(self.get(address).text)


def browser(folder: Path, *, is_open: bool = True) -> Browser:
    """Open the desk of a cycle's folder."""
    desk = Desk(CycleView(CycleFolder(folder)), Session(PORT), lambda: TODAY, lambda: None, folder / ".scratch")
    one = Browser(desk, Client(Application(desk)))
    if is_open:
        assert one.get(f"/enter?token={desk.session.token}").status_code == 303
    return one


def words(answer: TestResponse) -> str:
    """Return what a person reads of a page."""
    main = re.sub(r"<(script|style|head)\b.*?</\1>", "", answer.text, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def fields(html: str) -> dict[str, Any]:
    """Return the fields of the pages' main form with what stands in them, as a browser sends them."""
    main = html[html.find("<main") : html.find("</main>")]
    form = main[main.find('class="filling') :]
    sent: dict[str, Any] = {}
    for kind, attributes, inner in _FIELD.findall(form[: form.find("</form>")]):
        found = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
        name, type_ = found.get("name", ""), found.get("type", "")
        if kind == "textarea":
            sent[name] = unescape(inner.removeprefix("\n"))
        elif kind == "input" and type_ in {"radio", "checkbox"}:
            if "checked" in found:
                sent.setdefault(name, []).append(found["value"])
        elif kind == "input":
            sent[name] = found.get("value", "")
    for name, options in re.findall(r'<select id="[^"]*" name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        selected = re.search(r'<option value="([^"]*)" selected>', options)
        sent[name] = unescape(selected[1]) if selected else ""
    return sent


def job(one: Browser, answer_location: str) -> str:
    """Wait for a piece of work; return the address of its result."""
    for _ in range(600):
        answer = one.get(answer_location)
        if answer.status_code == 303:
            return answer.headers["Location"]
        time.sleep(0.05)
    raise AssertionError(answer_location)


def day(form: str, number: int) -> dict[str, str]:
    """A day of December 2026 as the form of this name sends it."""
    return {f"{form}.on.day": str(number), f"{form}.on.month": "12", f"{form}.on.year": "2026"}
