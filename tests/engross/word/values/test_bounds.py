"""What a template computes is held to what may be printed, to whole XML, and to what a document can hold."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import StrictUndefined, pass_environment
from jinja2.filters import do_truncate
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from engross.word import Refused, Template
from tests.engross.word.paper import docx, note, p, texts
from tests.structure import faults

TOO_MUCH = (
    "this is not allowed in a template: the result would be larger than a document can hold; write it more simply"
)


@dataclass(frozen=True)
class Person:
    """A value with a field that is nobody's business, and one whose name is not English."""

    name: str
    âge: int = 40  # noqa: PLC2401  # such a name is what is tested
    _secret: str = "kept"  # noqa: S105  # no password


VALUES = {"person": Person("Ada"), "nothing": None, "day": dt.date(2026, 11, 23), "text": "a & b", "all": [1, 2]}


def said(body: str, **values: object) -> list[str]:
    document = Template.open(docx(body), file="a.docx").render(VALUES | values)
    assert faults(bytes(document)) == []
    return texts(document)


def refused(body: str, **values: object) -> str:
    with pytest.raises(Refused) as caught:
        said(body, **values)
    (problem,) = caught.value.problems
    return str(problem)


def unnamed(text: str) -> str:
    """What is said, without the identifier behind the place."""
    place, _, rest = text.partition(": ")
    region, _, named = rest.partition(": ")
    return f"{place}: {region}: {named.partition(': ')[2]}"


SET = "{% set n %}Smith & <Jones>{% endset %}"
MACRO = "{% macro m(a) %}{{ a }}{% endmacro %}"


@pytest.mark.parametrize(
    ("tags", "shown"),
    [
        ("{{ n }}", "Smith & <Jones>"),
        ("{{ n | upper }}", "SMITH & <JONES>"),
        ("{{ n.upper() }}", "SMITH & <JONES>"),
        ("{{ n[:9] }}", "Smith & <"),
        ("{{ n[6] }}", "&"),
        ("{{ n | length }}", "15"),
        ("{{ n | reverse }}", ">senoJ< & htimS"),
        ("{{ n | truncate(9, true, '', 0) }}", "Smith & <"),
        ("{{ 'same' if n == 'Smith & <Jones>' }}", "same"),
        ("{{ n ~ ' & x' }}", "Smith & <Jones> & x"),
        ("{{ ['<', n] | join }}", "<Smith & <Jones>"),
    ],
)
def test_a_block_variable_that_is_text_is_used_as_text(tags: str, shown: str) -> None:
    assert said(SET + tags) == [shown]


@pytest.mark.parametrize(("tags", "shown"), [("{{ m('a & b') | upper }}", "A & B"), ("{{ m('<&>')[:2] }}", "<&")])
def test_what_a_macro_makes_of_text_is_used_as_text(tags: str, shown: str) -> None:
    assert said(MACRO + tags) == [shown]


def test_a_block_variable_with_breaks_is_printed_and_asked_for() -> None:
    body = "{% set n %}{{ text }}{% endset %}{% if n %}{{ n }}{% endif %}"
    assert said(body, text="a &\nb") == ["a &\nb"]


def test_a_block_variable_with_breaks_is_cut_nowhere() -> None:
    assert refused("{% set n %}{{ text }}{% endset %}{{ n | upper }}", text="a\nb") == (
        "a.docx: body, paragraph 1: rich-as-text: {{ n | upper }}: a picture or formatted value is used as plain text; let its filter be "
        "the last, and print it by itself"
    )


@pytest.mark.parametrize("text", [Markup("<w:p/>&amp;"), Markup("{{ 7*7 }}")])
@pytest.mark.parametrize("tag", ["{{ text }}", "{{ text ~ '' }}", "{{ text + '' }}", "{{ [text] | join }}"])
def test_marked_up_text_in_data_is_text(text: Markup, tag: str) -> None:
    assert said(tag, text=text) == [str(text)]


EMPTY = "there is nothing here to print (the field is empty); put the tag inside {% if … %} … {% endif %}, or give a default"
OBJECT = "a whole person is printed; print one of its fields"


@pytest.mark.parametrize(
    ("tag", "why"),
    [
        ("{{ 'Dear ' ~ nothing }}", EMPTY),
        ("{{ nothing | upper }}", EMPTY),
        ("{{ [nothing] | join }}", EMPTY),
        ("{{ '%s' | format(nothing) }}", EMPTY),
        ("{{ '{}'.format(nothing) }}", EMPTY),
        ("{{ nothing | string }}", EMPTY),
        ("{{ 'Dear ' ~ person }}", OBJECT),
        ("{{ person | upper }}", OBJECT),
        ("{{ person | string }}", OBJECT),
        ("{{ [person] | join }}", OBJECT),
        ("{{ '%s' | format(person) }}", OBJECT),
        ("{{ '{!r}'.format(person) }}", OBJECT),
        ("{{ 'On ' ~ day }}", "a date is printed without saying how; add the filter: {{ … | date }}"),
        ("{{ '{0._secret}'.format(person) }}",
         "this is not allowed in a template: access to attribute '_secret' of 'Person' object is unsafe.; write it more simply"),
        ("{{ [1] | map('_fresh') | join }}", "there is no filter called '_fresh'; take it out, or use another"),
        ("{{ [1] | select('_odd') | join }}", "there is no test called '_odd'; did you mean 'odd'?"),
        ("{% set person.name = 'B' %}",
         "this cannot be computed (cannot assign attribute on non-namespace object); check the values that it uses"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_not_printed_by_way_of_text(tag: str, why: str) -> None:
    assert unnamed(refused(tag)) == f"a.docx: body, paragraph 1: {tag}: {why}"


def test_a_field_is_read_by_the_name_that_it_has() -> None:
    assert said("{{ person | attr('name') }} {{ person.âge }} {{ '{0.name:>5}'.format(person) }}") == ["Ada 40   Ada"]


def test_a_name_that_python_reads_as_another_is_refused() -> None:
    assert refused("{{ field }} {{ ﬁeld }}", field="one") == (
        "a.docx: body, paragraph 1: not-allowed: {{ ﬁeld }}: the name 'ﬁeld' is another way to write 'field'; write it as 'field'"
    )


LOOP = "{% set ns = namespace(s='x' * 1000, l=[1], n=3) %}{% for i in range(60) %}"


@pytest.mark.parametrize(
    ("before", "tag", "after"),
    [
        (LOOP, "{% set ns.s = ns.s ~ ns.s %}", "{% endfor %}"),
        (LOOP, "{% set ns.l = ns.l + ns.l %}", "{% endfor %}"),
        (LOOP, "{% set ns.n = ns.n * ns.n %}", "{% endfor %}"),
        ("", "{{ (10**64)**64 * (10**64)**64 }}", ""),
        ("", "{{ '%999999999d' | format(1) }}", ""),
        ("", "{{ '%*d' | format(999999999, 1) }}", ""),
        ("", "{{ '{:999999999}'.format(1) }}", ""),
        ("", "{{ 'x'.center(10**10) }}", ""),
        ("", "{{ 'x'.zfill(10**10) }}", ""),
        ("", "{{ all[0].to_bytes(10**10, 'big') }}", ""),
        ("", "{{ ('a' * 10**6).replace('a', 'b' * 10**6) }}", ""),
        ("", "{{ ('a' * 10**6) | replace('a', 'b' * 10**6) }}", ""),
        ("", "{{ range(100000) | join('x' * 10**6) }}", ""),
        ("", "{{ [1] | batch(10**9, 'x') | list | length }}", ""),
        ("", "{{ [1] | slice(10**9) | list | length }}", ""),
        ("", "{{ 1.5 | round(10**9, 'ceil') }}", ""),
        ("", "{{ ('x' * 10**6) | wordwrap(1) }}", ""),
    ],
)
def test_what_would_fill_the_memory_is_refused_where_it_stands(before: str, tag: str, after: str) -> None:
    assert unnamed(refused(before + tag + after)) == f"a.docx: body, paragraph 1: {tag}: {TOO_MUCH}"


@pytest.mark.parametrize(
    "body",
    [
        "{% macro r(n) %}{% if n %}{{ r(n-1) }}{{ r(n-1) }}{% endif %}{% endmacro %}{{ r(60) }}",
        "{% for i in all recursive %}{% if loop.depth < 9 %}{{ loop(range(1000)) }}{% endif %}{% endfor %}",
    ],
)
def test_macros_and_loops_within_themselves_are_bounded(body: str) -> None:
    assert "the loops of this document take more than 1,000,000 turns; loop over less" in refused(body)


def test_blocks_too_deep_for_python_are_refused() -> None:
    assert refused("{% for i in all %}" * 30 + "{% endfor %}" * 30) == (
        "a.docx: body, paragraph 1: blocks-too-deep: {% for i in all %}: blocks stand more than 18 deep in each other here; take some out, or "
        "put what is within into a macro"
    )


@pytest.mark.parametrize("code", ["(" * 200 + "1" + ")" * 200, "text" + ".a" * 5000, "not " * 5000 + "text"])
def test_a_tag_with_too_much_in_it_is_refused(code: str) -> None:
    tag = f"{{{{ {code} }}}}"
    assert refused(tag) == (
        f"a.docx: body, paragraph 1: syntax: {tag[:150]}…{tag[-20:]}: too much stands in it, one thing in another; correct the tag"
    )


@pytest.mark.parametrize("piece", ["{", "{{", "{% ", "{{ (", "{{ '", "{{ x }", "{{ [“"])
def test_a_paragraph_of_nothing_but_faults_is_refused_at_once(piece: str) -> None:
    with pytest.raises(Refused) as caught:
        Template.open(docx(piece * 10_000))
    assert 0 < len(caught.value.problems) <= 20


def test_more_tags_than_any_template_has_are_refused() -> None:
    with pytest.raises(Refused) as caught:
        Template.open(docx("{_{" * 20_500), file="a.docx")
    assert [problem.message for problem in caught.value.problems] == ["the template has more than 20,000 tags"]


def test_the_first_rendering_may_race_others() -> None:
    """Threads meet a type for the first time together, and each document is its own data's."""
    for _ in range(10):
        template = Template.open(docx("{% for it in all %}{{ it.name }} {{ it.âge }};{% endfor %}"))
        start = Barrier(8)

        def made(number: int, template: Template = template, start: Barrier = start) -> list[str]:
            start.wait()
            return texts(template.render({"all": [Person(f"{number}.{n}", n) for n in range(20)]}))

        with ThreadPoolExecutor(8) as pool:
            for number, shown in enumerate(pool.map(made, range(8))):
                assert shown == ["".join(f"{number}.{n} {n};" for n in range(20))]


PLAIN = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)
PLAIN.filters["truncate"] = pass_environment(lambda it, value, length: do_truncate(it, str(value), length))
"""Jinja's own cannot shorten a number; this engine's shortens its text, as all filters of texts do."""
_ATOMS = st.sampled_from(["t", "u", "n", "p.name", "d.a", "l[0]", "'a & <b>'", "7", "missing", "d.zz", "l[9]", "p.zz"])
_CODES = st.recursive(
    _ATOMS,
    lambda it: st.one_of(
        st.tuples(it, it).map(lambda two: f"({two[0]} ~ {two[1]})"),
        st.tuples(it, st.sampled_from(["+", "*", "-", "//", "=="]), it).map(lambda three: f"({' '.join(three)})"),
        st.tuples(it, st.sampled_from(["upper", "length", "trim", "title", "string", "default('z')", "replace('a', '&')",
                                       "truncate(4)", "first", "int", "join('-')", "center(9)"])).map("|".join),
        st.tuples(it, st.sampled_from(["[:3]", "[-2:]", "[0]", ".upper()", ".strip()"])).map("".join),
        st.tuples(it, it, it).map(lambda three: f"({three[0]} if {three[1]} else {three[2]})"),
    ),
    max_leaves=6,
)  # fmt: skip
_STATEMENTS = st.one_of(
    _CODES.map(lambda code: f"{{{{ {code} }}}}"),
    st.tuples(_CODES, _CODES).map(lambda two: f"{{% if {two[0]} %}}{{{{ {two[1]} }}}}{{% endif %}}"),
    _CODES.map(lambda code: f"{{% set v = {code} %}}{{{{ v }}}}{{{{ v }}}}"),
    _CODES.map(lambda code: f"{{% set v %}}{{{{ {code} }}}}{{% endset %}}{{{{ v | upper }}}}"),
    _CODES.map(lambda code: f"{{% macro m(v) %}}[{{{{ v }}}}]{{% endmacro %}}{{{{ m({code}) }}}}"),
    _CODES.map(lambda code: f"{{% for v in l %}}{{{{ v }}}}{{{{ {code} }}}}{{% endfor %}}"),
)
_TEXTS = st.text("ab &<>'\"{}%é\u0301\u200f", max_size=6)


@given(st.lists(_STATEMENTS, min_size=1, max_size=3).map("".join), _TEXTS, _TEXTS, st.integers(-3, 9))
def test_a_template_says_what_jinja_says_or_is_refused(source: str, t: str, u: str, n: int) -> None:
    """What this engine shows is what plain Jinja makes of the same source; where Jinja refuses, so does this engine."""
    values = {"t": t, "u": u, "n": n, "p": Person(t), "d": {"a": u, "items": n}, "l": [t, "x", u]}
    try:
        wanted = PLAIN.from_string(f"|{source}|").render(values)
    except Exception:  # whatever Jinja or Python says of a source made at random
        wanted = None
    try:
        shown = texts(Template.open(docx(p(f"|{source}|"))).render(values))
    except Refused:
        return
    assert shown == [wanted]


MILLION = '{% set b = "x" * 1000000 %}'
SIZE = "; repeat less, or print shorter texts: at most 100,000,000 characters"


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        (MILLION + "{% for i in range(101) %}{{ b }}{% endfor %}", "this would become 101,000,"),
        ("{% for i in range(1001) %}{{ long }}{% endfor %}", "this would become 100,"),
        ("{% for i in range(99999) %}" + "static text " * 100 + "{% endfor %}", "this would become 119,999,"),
    ],
    ids=["a text that the template makes", "a text of the data", "a text of the template"],
)  # fmt: skip
def test_what_is_repeated_fills_no_memory(tags: str, found: str) -> None:
    said_ = refused(tags, long="x" * 100_000)
    assert unnamed(said_).startswith(f"a.docx: body: {found}")
    assert said_.endswith(SIZE)


def test_a_note_that_is_repeated_fills_no_memory() -> None:
    body = p(MILLION, "{% for i in range(1000) %}", note(1), "{% endfor %}")
    with pytest.raises(Refused) as caught:
        Template.open(docx(body, footnotes=["{{ b }}"]), file="a.docx").render({})
    (problem,) = caught.value.problems
    assert (problem.id, problem.message) == ("not-allowed", TOO_MUCH.partition(";")[0])


@pytest.mark.parametrize(
    "tags",
    [
        MILLION + "{{ [b, b, b, b, b, b, b, b, b, b, b] | join }}",
        MILLION + '{{ "{0}{0}{0}{0}{0}{0}{0}{0}{0}{0}{0}".format(b) }}',
    ],
    ids=["join", "format"],
)
def test_a_filter_makes_no_text_that_is_too_long(tags: str) -> None:
    assert refused(tags).endswith(TOO_MUCH)


def test_a_text_that_no_reader_of_xml_takes_is_refused_and_the_longest_is_not() -> None:
    assert refused("{{ long }}", long="x" * 10_000_001) == (
        "a.docx: body: too-long: a text of one formatting would become longer than any program reads; repeat less, or print "
        "shorter texts: at most 10,000,000 characters"
    )
    long = "".join(map(str, range(1_600_000)))[
        :10_000_000
    ]  # packed a thousandfold, it would be refused as it is opened
    assert [len(text) for text in said("{{ long }}", long=long)] == [10_000_000]


@pytest.mark.parametrize("tag", [f"{{{{ {'9' * 5000} }}}}", f"{{{{ x | markdown({'9' * 5000}) }}}}"])
def test_a_number_of_thousands_of_digits_is_refused_when_the_template_is_opened(tag: str) -> None:
    with pytest.raises(Refused) as caught:
        Template.open(docx(tag), file="a.docx")
    (problem,) = caught.value.problems
    assert (problem.id, problem.message) == ("syntax", "a number in it is too long")
    assert (
        str(problem)
        == f"a.docx: body, paragraph 1: syntax: {tag[:150]}…{tag[-20:]}: a number in it is too long; correct the tag"
    )


def test_a_number_beyond_all_numbers_can_be_compared_and_not_printed() -> None:
    assert said("{{ 'less' if 5 < 1e999 else 'more' }}") == ["less"]
    assert "the result of a calculation, inf, is no number that can be printed" in refused("{{ 1e999 }}")
