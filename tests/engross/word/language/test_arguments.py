"""What is written in the brackets of a filter or test is checked before there is any value."""

from __future__ import annotations

import pytest

from engross.word import Refused, Template
from tests.engross.word.paper import docx


def said(code: str) -> list[str]:
    """What is said of a tag, without its place; nothing where it is in order."""
    tag = f"{{{{ {code} }}}}" if " is " not in code else f"{{% if {code} %}}"
    body = tag if tag.startswith("{{") else f"{tag}a{{% endif %}}"
    try:
        Template.open(docx(body), file="letter.docx")
    except Refused as refused:
        prefix = "letter.docx: body, paragraph 1"
        return [str(it).removeprefix(f"{prefix}: {it.id}: {tag}: ") for it in refused.problems]
    return []


FORM = "a date has no form 'd MMM'; choose one of long, weekday and month"


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("x | date('d MMM')", FORM),
        ("x | map('date', 'd MMM') | join", FORM),
        ("x | date(form='d MMM')", FORM),
        ("x | date(frm='long')", "the filter date has no argument 'frm'; did you mean 'form'?"),
        ("x | date('long', 2)", "the filter date is given too many arguments; it takes form"),
        ("x | upper(1)", "the filter upper is given too many arguments; it takes none"),
        ("x | count_of", "the filter count_of lacks an argument; it takes one, many"),
        ("x | count_of(2)", "the filter count_of: 2 is no text; write it in quotation marks"),
        ("x | replace('a')", "the filter replace lacks an argument; it takes old, new, count"),
        ("x | round(method='up')", "the filter round: 'up' is none of common, ceil, floor; choose one of them"),
        ("x | round(-1)", "the filter round: -1 is no whole number from 0 on; give such a number"),
        ("x | batch(0)", "the filter batch: 0 is no whole number from 1 on; give such a number"),
        ("x | truncate(2)", "the filter truncate: 2 is no whole number from 3 on; give such a number"),
        ("x | dictsort(by='kee')", "the filter dictsort: 'kee' is none of key, value; choose one of them"),
        ("x | default('a', wrong=true)", "the filter default has no argument 'wrong'; it takes default_value, boolean"),
        ("x | markdown(12)", "12 is no level of headings; choose one from 1 to 9"),
        ("x | image(alt='A map', width='5km')",
         '"5km" is no length; write a number with cm, mm, in or pt, such as "5cm"'),
        ("x | image(alt=' ')",
         'a picture is put in without words that say what it shows; add them: {{ … | image(alt="…") }}'),
        ("x | map('datte')", "there is no filter called 'datte'; did you mean 'date'?"),
        ("x | map('_fresh')", "there is no filter called '_fresh'; take it out, or use another"),
        ("x | map(y)", "the name of the filter in map is not written out; write it in quotation marks"),
        ("x | map", 'the filter map is not told what to take; write map(attribute="…") or map("filter")'),
        ("x | map(atribute='a')", 'the filter map is not told what to take; write map(attribute="…") or map("filter")'),
        ("x | selectattr('a', 'definde')", "there is no test called 'definde'; did you mean 'defined'?"),
        ("x | select('divisibleby')", "the test divisibleby lacks an argument; it takes num"),
        ("x is divisibleby", "the test divisibleby lacks an argument; it takes num"),
    ],
)  # fmt: skip
def test_an_argument_that_a_filter_does_not_take_is_found_before_there_is_a_value(code: str, message: str) -> None:
    assert said(code) == [message]


@pytest.mark.parametrize(
    "code",
    [
        "x | date('long')", "x | date(form='month')", "x | date(y)", "x | default('a', true)", "x | d('a', boolean=true)",
        "x | join(', ', attribute='a.b')", "x | sort(attribute='a', reverse=true)", "x | replace('a', 'b', 1)",
        "x | map(attribute='a', default='b') | first", "x | map('date') | join", "x | selectattr('a', 'in', [1, 2])",
        "x | select('divisibleby', 3)", "x | truncate(20, true, '…')", "x | wordwrap(20)", "x | center(20)",
        "x | indent(2, true)", "x | int(0)", "x | round(2, 'floor')", "x | groupby('a', default='b')", "x | sum(start=1)",
        "x | batch(3, '&nbsp;')", "x | image(alt=y, width='5cm')", "x is divisibleby(3)", "x is sameas(y)",
        "x | format(2, 3)", "x | trim('a')", "x | unique | min(attribute='a')", "x | markdown(heading=2)",
    ],
)  # fmt: skip
def test_what_a_filter_takes_is_let_pass(code: str) -> None:
    assert said(code) == []


def test_a_filter_of_which_python_tells_no_arguments_takes_any() -> None:
    Template.open(docx("{{ x | plain(1) }}"), filters={"plain": str})
