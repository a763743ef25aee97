"""The letters that the record asks for, written in one batch from the page of what is due."""

from __future__ import annotations

from urllib.parse import urlencode

from werkzeug.wrappers import Request, Response

from engross.days import spelled
from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.pages import ask_again
from scrutiny_response.desk.views.documents import begin
from scrutiny_response.desk.views.due import DATED, REPLY_BY
from scrutiny_response.desk.views.issuable import day_at, wrong
from scrutiny_response.domain.asked_letters import Batch
from scrutiny_response.use_cases.generate import GenerateOptions


def write(desk: Desk, request: Request) -> Response:
    """Begin to write the letters that the record asks for today, with the dates that the form says."""
    today = desk.today()
    dated, errors = day_at(DATED, request.form, today, "the date of the letters")
    reply_by, more = day_at(REPLY_BY, request.form, today, "the last day for an answer")
    errors += more
    if dated and reply_by and reply_by < dated:
        errors.append(
            wrong(REPLY_BY, f"The last day for an answer is the date of the letters, {spelled(dated)}, or later")
        )
    if errors or dated is None:
        find = request.form.get("find", "")
        return ask_again(desk, f"/due?{urlencode({'find': find})}" if find else "/due", request.form, errors)
    options = GenerateOptions(follow_up=Batch(today, dated, reply_by))
    return begin(desk, [desk.folder.inputs], options, "made", "Writing the letters")
