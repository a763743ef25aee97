"""A date in three fields: what is wrong with it is said in words of the fields, at the field that is wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict

from scrutiny_response.desk.forms.answers import value_of
from scrutiny_response.desk.forms.dates import wrong_date
from scrutiny_response.desk.forms.questions import Kind, Question
from tests.scrutiny_response.desk.at_the_desk import browser, cycle_folder

REAL = "Letter date must be a real date, such as 27 3 2027: "
QUESTION = Question(path=("letter", "date"), kind=Kind.DATE, label="Letter date")


def said(day: str, month: str, year: str, label: str = "Letter date") -> tuple[list[str], str] | None:
    """The fields that are wrong, without the question's name, and the words."""
    question = Question(path=QUESTION.path, kind=Kind.DATE, label=label)
    form = MultiDict({"letter.date.day": day, "letter.date.month": month, "letter.date.year": year})
    wrong = wrong_date(question, value_of(question, form))
    return wrong and ([field.rpartition(".")[2] for field in wrong[0]], wrong[1])


@pytest.mark.parametrize(
    ("parts", "fields", "words"),
    [
        (("31", "feb", "26"), ["day", "year"], REAL + "February has 29 days and the year has four figures"),
        (("31", "2", "2027"), ["day"], REAL + "February 2027 has 28 days"),
        (("29", "2", "2028"), None, ""),
        (("0", "12", "2026"), ["day"], REAL + "the day is a number from 1 to 31"),
        (("32", "4", "2026"), ["day"], REAL + "the day is a number from 1 to 30"),
        (("1st", "4", "2026"), ["day"], REAL + "the day is a number from 1 to 30"),
        (("1", "13", "2026"), ["month"], REAL + "the month is a number from 1 to 12, or its name"),
        (("1", "Febr", "2026"), None, ""),
        (("1", "Smarch", "2026"), ["month"], REAL + "the month is a number from 1 to 12, or its name"),
        (("1", "3", "1926"), ["year"], REAL + "the year is from 1990 to 2100"),
        (("1", "3", "0000"), ["year"], REAL + "the year is from 1990 to 2100"),
        (("²", "³", "٢٠٢٦"), ["day", "month", "year"], REAL + "the day is a number from 1 to 31, "
         "the month is a number from 1 to 12, or its name and the year has four figures"),
        (("1", "", "2026"), ["month"], "Letter date must include a month"),
        (("", "", "2026"), ["day", "month"], "Letter date must include a day and a month"),
        (("1/2", "3", "2026"), ["day"], REAL + "the day is a number from 1 to 31"),
        (("", "", ""), None, ""),
        (("27 March 2027", "", ""), None, ""),
        (("27/3/2027", "", ""), None, ""),
    ],
)  # fmt: skip
def test_a_wrong_date_is_told_by_its_fields(parts: tuple[str, str, str], fields: list[str] | None, words: str) -> None:
    assert said(*parts) == ((fields, words) if fields else None)


def test_a_label_that_asks_stands_in_quotation_marks() -> None:
    assert said("1", "", "2026", "On which day") == (["month"], "“On which day” must include a month")


@pytest.mark.parametrize(("typed", "value"), [("27 March 2027", "2027-03-27"), ("27/3/2027", "2027-03-27")])
def test_a_whole_date_in_the_first_field_is_taken(typed: str, value: str) -> None:
    assert value_of(QUESTION, MultiDict({"letter.date.day": typed})) == value


def test_the_summary_leads_to_the_field_that_is_wrong_and_only_that_is_marked(tmp_path: Path) -> None:
    one, page = browser(cycle_folder(tmp_path, "skerravale")), "/partnership/skerravale/letter"
    one.post(page, {**one.form(page), "letter.date.day": "3", "letter.date.month": "mar", "letter.date.year": "27"})
    html = one.get(f"{page}?told").text
    words = "Date must be a real date, such as 27 3 2027: the year has four figures"
    assert f'<li><a href="#letter.date.year">{words}</a></li>' in html
    assert words in html.partition("</form>")[0].rpartition('id="letter.date.year-wrong1"')[2]
    assert re.findall(r'<input id="([\w.]+)"[^>]*aria-invalid="true"', html) == ["letter.date.year"]
    assert [one.form(page)[f"letter.date.{part}"] for part in ("day", "month", "year")] == ["3", "mar", "27"]
