"""Files of any shape as plain values, for trying a template."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from engross.problems import Refused
from scrutiny_response.intake.values import read_values


def values(folder: Path, text: str, name: str = "data.yaml") -> dict[str, object]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return read_values(path)


def test_words_without_quotes_are_what_yaml_takes_them_for(tmp_path: Path) -> None:
    assert values(
        tmp_path,
        "text: Com-pàirteachas\nquoted: '12'\nwhole: 12\nnegative: -3\nbroken: 1.50\nlarge: 1e3\nyes_word: yes\n"
        "right: true\nwrong: False\nday: 2026-11-23\nno_day: 2026-02-30\nquoted_day: '2026-11-23'\nempty:\nnothing: ~\n"
        "list: [a, 1, null]\ngroup: {a: {b: [1]}}\nlong: |\n  a\n  b\n",
    ) == {
        "text": "Com-pàirteachas",
        "quoted": "12",
        "whole": 12,
        "negative": -3,
        "broken": 1.5,
        "large": 1000.0,
        "yes_word": "yes",
        "right": True,
        "wrong": False,
        "day": dt.date(2026, 11, 23),
        "no_day": "2026-02-30",
        "quoted_day": "2026-11-23",
        "empty": None,
        "nothing": None,
        "list": ["a", 1, None],
        "group": {"a": {"b": [1]}},
        "long": "a\nb",
    }


def test_json_is_read_as_it_says(tmp_path: Path) -> None:
    assert values(tmp_path, '{"a": "1", "b": 1, "c": null, "d": true, "e": "\\ud83d\\ude00"}', "data.json") == {
        "a": "1",
        "b": 1,
        "c": None,
        "d": True,
        "e": "😀",
    }


def test_the_plain_values_know_nothing_of_their_places(tmp_path: Path) -> None:
    read = values(tmp_path, "a: text\nb: [x]\nc: {d: y}\n")
    assert [type(each) for each in (*read, read["a"], read["b"], read["c"])] == [str, str, str, str, list, dict]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2\n", "data.yaml:2:1: duplicate-key: `a` is given twice; the first is on line 1; keep one of them"),
        ("a: &x 1\nb: *x\n", "data.yaml:1:4"),
        ("", "data.yaml: empty-file: the file says nothing"),
        ("- a\n", "data.yaml:1:1: no-keys: the file begins with a list or a text"),
    ],
)
def test_what_is_no_plain_yaml_is_refused_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(Refused) as caught:
        values(tmp_path, text)
    assert said in str(caught.value)
