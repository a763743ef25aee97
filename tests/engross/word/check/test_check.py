"""Templates against the type of their data: what is found before any data exist, and what is rightly let pass."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Annotated, Any, Literal

import pytest

from engross.problems import Severity
from engross.word import Refused, Template
from tests.engross.word.paper import docx, heading, p, table


class State(StrEnum):
    DRAFT = "draft"
    ISSUED = "issued"

    @property
    def is_final(self) -> bool:
        return self is State.ISSUED


class Colour(Enum):
    RED = 1


@dataclass(frozen=True, slots=True)
class Span:
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Partnership:
    name: Annotated[str, "The partnership's name", "Strathlorne"]
    gaelic_name: str | None
    councils: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    reference: str
    due: dt.date
    lead: str | None
    done: bool


@dataclass(frozen=True, slots=True)
class Area:
    title: str
    source: str | None
    actions: tuple[Action, ...]
    parts: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    level: str
    date: dt.date | None
    by: Partnership | None


@dataclass(frozen=True, slots=True)
class Letter:
    partnership: Partnership
    state: State
    colour: Colour
    kind: Literal["response", "reminder"]
    ended: dt.date
    at: dt.time
    agreed: bool
    number: int
    areas: tuple[Area, ...]
    notes: tuple[str, ...] | None
    decision: Decision | None
    counts: Mapping[str, int]
    due: dt.date | Span
    anything: Any

    @property
    def first_area(self) -> Annotated[Area | None, "The first area"]:
        return self.areas[0] if self.areas else None

    def area(self, title: str) -> Area:
        return next(area for area in self.areas if area.title == title)


def checked(*body: str, shape: object = Letter, **more: Any) -> tuple[str, ...]:
    """What is said of a template, without the places: "id: message; hint", and "(warning)" where it refuses nothing."""
    try:
        problems = Template.open(docx(*body, **more), shape, file="letter.docx").problems
    except Refused as refused:
        problems = refused.problems
    mark = {Severity.ERROR: "", Severity.WARNING: " (warning)", Severity.INFORMATION: " (information)"}
    return tuple(f"{each.id}{mark[each.severity]}: {each.message}; {each.hint}" for each in problems)


GUARD = "put it inside {{% if {0} %}} … {{% endif %}}"


def test_an_unknown_field_is_said_with_its_place_and_the_nearest_name() -> None:
    source = docx(heading("Level of support"), table(["a"]), table(["a"], ["b"], ["{{ partnership.nmae }}"]))
    with pytest.raises(Refused) as caught:
        Template.open(source, Letter, file="templates/letter.docx")
    assert str(caught.value) == (
        'templates/letter.docx: body, under "Level of support", table 2, row 3, column 1: unknown-field: {{ partnership.nmae }}: '
        "partnership has no field 'nmae'; did you mean 'name'?"
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{{ partnership.size }}", "partnership has no field 'size'; it has councils, gaelic_name, name"),
        ("{{ partnership['nmae'] }}", "partnership has no field 'nmae'; did you mean 'name'?"),
        ("{{ partnership.name.full }}", "partnership.name is a text and has no field 'full'; take .full out"),
        ("{{ areas.title }}",
         "areas is a list and has no field 'title'; repeat it with {% for … in areas %}, or take one: areas | first"),
        ("{{ area('A1').titel }}", "area(\"A1\") has no field 'titel'; did you mean 'title'?"),
        ("{% if partnership.nmae %}x{% endif %}", "partnership has no field 'nmae'; did you mean 'name'?"),
        ("{% for area in areas %}{{ area.titel }}{% endfor %}", "area has no field 'titel'; did you mean 'title'?"),
        ("{% for area in areas %}{% for action in area.actions %}{{ action.lad or 'x' }}{% endfor %}{% endfor %}",
         "action has no field 'lad'; did you mean 'lead'?"),
        ("{% for a in areas if a.titel %}{% endfor %}", "a has no field 'titel'; did you mean 'title'?"),
        ("{% set p = partnership %}{{ p.nmae }}", "p has no field 'nmae'; did you mean 'name'?"),
        ("{% with p = partnership %}{{ p.nmae }}{% endwith %}", "p has no field 'nmae'; did you mean 'name'?"),
        ("{{ areas | map(attribute='titel') | join(', ') }}",
         "each item of areas has no field 'titel'; did you mean 'title'?"),
        ("{{ areas | selectattr('titel') | list | length }}",
         "each item of areas has no field 'titel'; did you mean 'title'?"),
        ("{% for g in areas | groupby('titel') %}{{ g.grouper }}{% endfor %}",
         "each item of areas has no field 'titel'; did you mean 'title'?"),
        ("{% for g in areas | groupby('title') %}{{ g.list[0].titel }}{% endfor %}",
         "g.list[0] has no field 'titel'; did you mean 'title'?"),
        ("{% for key, group in areas | groupby('title') %}{% for a in group %}{{ a.titel }}{% endfor %}{% endfor %}",
         "a has no field 'titel'; did you mean 'title'?"),
        ("{% for a in areas | sort(attribute='title') | reverse %}{{ a.titel }}{% endfor %}",
         "a has no field 'titel'; did you mean 'title'?"),
        ("{% for a in areas[1:] %}{{ a.titel }}{% endfor %}", "a has no field 'titel'; did you mean 'title'?"),
        ("{% for row in areas | batch(2) %}{% for a in row %}{{ a.titel }}{% endfor %}{% endfor %}",
         "a has no field 'titel'; did you mean 'title'?"),
        ("{% for a in areas %}{{ loop.indx }}{% endfor %}", "loop has no field 'indx'; did you mean 'index'?"),
        ("{% macro line(a) %}{{ a.titel }}{% endmacro %}{% for area in areas %}{{ line(area) }}{% endfor %}",
         "a has no field 'titel'; did you mean 'title'?"),
        ("{% macro box() %}{{ caller() }}{% endmacro %}{% call box() %}{{ partnership.nmae }}{% endcall %}",
         "partnership has no field 'nmae'; did you mean 'name'?"),
        ("{% set ns = namespace(found=false) %}{% set ns.found = true %}{{ 'a' if ns.fond else 'b' }}",
         "ns has no field 'fond'; did you mean 'found'?"),
        ("{{ 'x' if partnership.nmae else 'y' }}", "partnership has no field 'nmae'; did you mean 'name'?"),
        ("{{ agreed.title }}", "agreed is a yes-or-no value and has no field 'title'; take .title out"),
        ("{{ state.is_finl }}", "state is a text and has no field 'is_finl'; take .is_finl out"),
        ("{{ ended.yaer }}", "ended is a date and has no field 'yaer'; take .yaer out"),
        ("{{ partnership._name }}", "partnership has no field '_name'; did you mean 'name'?"),
    ],
)  # fmt: skip
def test_an_unknown_field_is_found_wherever_it_is_read(code: str, said: str) -> None:
    assert checked(code) == (f"unknown-field: {said}",)


@pytest.mark.parametrize(
    "code",
    [
        "{{ partnership.name }}",
        "{{ partnership['name'] }}",
        "{{ partnership.name.upper() }}",
        "{{ area('A1').title }}",
        "{{ number }} {{ colour.name }} {{ state }} {{ kind }} {{ ended.year }}",
        "{{ counts.actions }} {{ counts['x'] }}",
        "{% for key, count in counts.items() %}{{ key }} {{ count }}{% endfor %}",
        "{% for key in counts %}{{ key }}{% endfor %}",
        "{% for a in areas %}{{ loop.index }} {{ loop.cycle('a', 'b') }} {{ a.title }}{% endfor %}",
        "{% for a in areas %}{% if not loop.first %}{{ loop.previtem.title }}{% endif %}{% endfor %}",
        "{% for g in areas | groupby('title') %}{{ g.grouper }}: {{ g.list | length }}{% endfor %}",
        "{{ areas | map(attribute='title') | join_and }}",
        "{{ areas | map(attribute='title') | map('upper') | join(', ') }}",
        "{{ areas | length }} {{ areas | count_of('area') }} {{ counts.values() | sum }}",
        "{{ partnership.councils | join_and }} {{ partnership.councils | join(', ') }}",
        "{{ ended | date }} {{ ended | date('month') }} {{ 'x' if agreed else 'y' }}",
        "{{ partnership.name ~ ' ' ~ number }} {{ number + 1 }}",
        "{% macro line(a, mark='-') %}{{ mark }}{{ a.title }}{% endmacro %}{% for a in areas %}{{ line(a) }}{% endfor %}",
        "{% macro twice(x) %}{{ x }}{{ x }}{% endmacro %}{{ twice(number) }}{{ twice(partnership.name) }}",
        "{% macro tree(a) %}{{ a.title }}{% for b in a.parts %}{{ tree(b) }}{% endfor %}{% endmacro %}"
        "{% for a in areas %}{{ tree(a) }}{% endfor %}",
        "{% for a in areas recursive %}{{ a.title }}{{ loop(a.parts) }}{% endfor %}",
        "{% set ns = namespace(total=0) %}{% for a in areas %}{% set ns.total = ns.total + 1 %}{% endfor %}{{ ns.total }}",
        "{% set text %}a {{ number }}{% endset %}{{ text }}",
        "{{ anything.whatever.deep(3)[4] }} {% for x in anything %}{{ x.y }}{% endfor %}",
        "{% for n in range(3) %}{{ n }}{% endfor %}",
        "{{ due.first | date if due.first is defined else due | date }}",
    ],
)
def test_what_the_data_can_give_is_let_pass(code: str) -> None:
    assert checked(code) == ()


def test_an_unknown_name_is_said_with_the_nearest_known() -> None:
    assert checked("{{ partnershp.name }}") == (
        "unknown-name: nothing is called 'partnershp' here; did you mean 'partnership'?",
    )
    assert checked("{{ xyz }}") == ("unknown-name: nothing is called 'xyz' here; check its spelling",)


def test_a_name_is_known_only_where_it_was_given() -> None:
    assert checked("{% for area in areas %}{% endfor %}{{ area.title }}", shape=Decision) == (
        "unknown-name: nothing is called 'areas' here; check its spelling",
        "unknown-name: nothing is called 'area' here; check its spelling",
    )
    assert checked("{% for a in areas %}{% set t = a.title %}{% endfor %}{{ t }}") == (
        "unknown-name: nothing is called 't' here; did you mean 'at'?",
    )
    assert checked("{% if agreed %}{% set t = 'a' %}{% else %}{% set t = number %}{% endif %}{{ t }}") == ()


def test_loop_outside_a_loop_is_unknown() -> None:
    assert checked("{{ loop.index }}") == (
        "unknown-name: nothing is called 'loop' here; loop exists only between {% for … %} and {% endfor %}",
    )


def test_asking_whether_something_unknown_is_defined_warns() -> None:
    assert checked("{% if partnership.nmae is defined %}{{ partnership.nmae.x }}{% endif %}") == (
        "unknown-field (warning): partnership has no field 'nmae'; did you mean 'name'?",
    )
    assert checked("{{ extra | default('x') }}") == (
        "unknown-name (warning): nothing is called 'extra' here; check its spelling",
    )


@pytest.mark.parametrize(
    ("code", "said", "guard"),
    [
        ("{{ partnership.gaelic_name }}",
         "partnership.gaelic_name may be empty, and then there is nothing to print", "partnership.gaelic_name"),
        ("{{ decision.level }}", "decision may be empty, and then it has no field 'level'", "decision"),
        ("{% if decision %}{{ decision.date | date }}{% endif %}",
         "decision.date may be empty, and then the filter date has nothing to work on", "decision.date"),
        ("{% for note in notes %}{% endfor %}", "notes may be empty, and then there is no list to go over", "notes"),
        ("{{ 'In Gaelic: ' ~ partnership.gaelic_name }}",
         "partnership.gaelic_name may be empty, and then there is nothing to print", "partnership.gaelic_name"),
        ("{{ partnership.gaelic_name | upper }}",
         "partnership.gaelic_name may be empty, and then there is nothing to print", "partnership.gaelic_name"),
        ("{{ notes | length }}",
         "notes may be empty, and then the filter length has nothing to work on", "notes"),
        ("{% if first_area.title %}x{% endif %}", "first_area may be empty, and then it has no field 'title'",
         "first_area"),
        ("{% if decision %}x{% elif decision.level %}y{% endif %}", None, ""),
        ("{% set d = decision %}{{ d.level }}", "d may be empty, and then it has no field 'level'", "d"),
        ("{% if agreed or decision %}{{ decision.level }}{% endif %}",
         "decision may be empty, and then it has no field 'level'", "decision"),
        ("{% if not decision or agreed %}{{ decision.level }}{% endif %}",
         "decision may be empty, and then it has no field 'level'", "decision"),
        ("{% if decision and decision.date %}x{% else %}{{ decision.level }}{% endif %}",
         "decision may be empty, and then it has no field 'level'", "decision"),
        ("{% for a in areas %}{{ a.source }}{% endfor %}",
         "a.source may be empty, and then there is nothing to print", "a.source"),
        ("{{ areas | map(attribute='source') | join(', ') }}",
         "each item of areas | map(attribute=\"source\") may be empty, and then there is nothing to print",
         "each item"),
        ("{% if decision %}{% set decision = first_area %}{{ decision.title }}{% endif %}",
         "decision may be empty, and then it has no field 'title'", "decision"),
    ],
)  # fmt: skip
def test_an_optional_field_used_unguarded_is_said(code: str, said: str | None, guard: str) -> None:
    if said is None:
        assert checked(code) == (
            "optional-unguarded: decision is empty, and then it has no field 'level'; "
            "use it only where the condition says that it is there",
        )
        return
    hint = GUARD.format(guard)
    if guard == "each item":
        hint = "leave the empty ones out with the filter select, or name another word with default"
    elif said.endswith("print"):
        hint += f', or give a default: {{{{ {guard} | default("…") }}}}'
    assert checked(code) == (f"optional-unguarded: {said}; {hint}",)


@pytest.mark.parametrize(
    "code",
    [
        "{% if partnership.gaelic_name %}{{ partnership.gaelic_name }}{% endif %}",
        "{% if partnership['gaelic_name'] %}{{ partnership.gaelic_name }}{% endif %}",
        "{% if partnership.gaelic_name is not none %}{{ partnership.gaelic_name }}{% endif %}",
        "{% if partnership.gaelic_name is none %}none{% else %}{{ partnership.gaelic_name }}{% endif %}",
        "{% if partnership.gaelic_name != none %}{{ partnership.gaelic_name }}{% endif %}",
        "{% if none == partnership.gaelic_name %}{% else %}{{ partnership.gaelic_name }}{% endif %}",
        "{% if partnership.gaelic_name == 'x' %}{{ partnership.gaelic_name }}{% endif %}",
        "{% if partnership.gaelic_name in ['x', 'y'] %}{{ partnership.gaelic_name }}{% endif %}",
        "{% if partnership.gaelic_name is string %}{{ partnership.gaelic_name }}{% endif %}",
        "{{ partnership.gaelic_name or '–' }}",
        "{{ partnership.gaelic_name | default('–') }}",
        "{{ partnership.gaelic_name if partnership.gaelic_name else '–' }}",
        "{{ '' if not partnership.gaelic_name else partnership.gaelic_name | upper }}",
        "{% if decision %}{{ decision.level }}{% endif %}",
        "{% if decision and decision.date %}{{ decision.date | date }}{% endif %}",
        "{% if agreed and decision %}{{ decision.level }}{% endif %}",
        "{% if not decision %}none{% else %}{{ decision.level }}{% endif %}",
        "{% if not decision or not decision.date %}none{% else %}{{ decision.date | date }}{% endif %}",
        "{% if not decision %}none{% elif decision.date %}{{ decision.date | date }}{% endif %}",
        "{% if not (decision is none) %}{{ decision.level }}{% endif %}",
        "{% if decision is defined and decision %}{{ decision.level }}{% endif %}",
        "{% if decision.date is defined and decision.date %}{{ decision.level }}{% endif %}",
        "{{ (decision.date | date) if decision and decision.date else '' }}",
        "{% set d = decision %}{% if d %}{{ d.level }}{% endif %}",
        "{% if decision %}{% for a in areas %}{{ decision.level }}{% endfor %}{% endif %}",
        "{% for note in notes or [] %}{{ note }}{% endfor %}",
        "{% if notes %}{% for note in notes %}{{ note }}{% endfor %}{{ notes | join_and }}{{ notes[0] }}{% endif %}",
        "{% for a in areas if a.source %}{{ a.source }}{% endfor %}",
        "{% for a in areas %}{% if not a.source %}{% continue %}{% endif %}{{ a.source }}{% endfor %}",
        "{{ areas | selectattr('source') | map(attribute='source') | join(', ') }}",
        "{{ areas | selectattr('source', 'ne', none) | map(attribute='source') | join(', ') }}"
        "{{ areas | rejectattr('source', 'none') | map(attribute='source') | join_and }}",
        "{{ areas | map(attribute='source') | select | join(', ') }}",
        "{{ areas | map(attribute='source', default='–') | join(', ') }}",
        "{% if areas %}{{ (areas | first).title }}{{ areas[-1].title }}{% endif %}",
        "{% if areas | length > 0 %}{{ (areas | first).title }}{% endif %}",
        "{% if areas | length == 1 %}{{ areas[0].title }}{% endif %}",
        "{% if areas | length == 0 %}none{% else %}{{ areas[0].title }}{% endif %}",
        "{% if first_area and first_area.source %}{{ first_area.source }}{% endif %}",
        "{% if decision and decision.by and decision.by.gaelic_name %}{{ decision.by.gaelic_name }}{% endif %}",
        "{% if area('x').source %}{{ area('x').source }}{% endif %}",
        "{% macro m(d) %}{{ d.level }}{% endmacro %}{% if decision %}{{ m(decision) }}{% endif %}",
        "{% macro m(d) %}{% if d %}{{ d.level }}{% endif %}{% endmacro %}{{ m(decision) }}",
    ],
)
def test_an_optional_field_that_is_guarded_is_let_pass(code: str) -> None:
    assert checked(code) == ()


def test_a_guard_in_another_paragraph_or_row_counts() -> None:
    assert checked("{% if decision %}", "{{ decision.level }}", "{% endif %}") == ()
    assert checked(table(["{%tr if decision %}"], ["{{ decision.level }}"], ["{%tr endif %}"])) == ()


def test_what_is_never_reached_says_nothing_and_hides_nothing() -> None:
    said = checked("{% for item in areas %}{{ item.source if areas else areas[0].title }}{% endfor %}")
    assert [each.split(" may be")[0] for each in said] == [
        "optional-unguarded: item.source if areas else areas[0].title"
    ]


def test_dates_in_a_list_are_said_how_before_they_are_joined() -> None:
    assert checked("{{ areas | map(attribute='actions') | first | map(attribute='due') | join_and }}")[-1] == (
        'date-without-filter: each item of areas | map(attribute="actions") | first | map(attribute="due") is a date '
        'and is printed without saying how; say how first: put map("date") before the filter'
    )


def test_a_macro_is_checked_for_what_each_call_gives_it() -> None:
    assert checked("{% macro m(d) %}{{ d.level }}{% endmacro %}{{ m(decision) }}") == (
        f"optional-unguarded: d may be empty, and then it has no field 'level'; {GUARD.format('d')}",
    )


def test_a_macro_that_is_never_called_is_checked_for_what_it_reads_itself() -> None:
    assert checked("{% macro m(d) %}{{ d.x }}{{ partnership.nmae }}{% endmacro %}") == (
        "unknown-field: partnership has no field 'nmae'; did you mean 'name'?",
    )


@pytest.mark.parametrize("first", ["(areas | first).title", "areas[0].title"])
def test_the_first_of_a_list_that_may_be_empty_warns(first: str) -> None:
    said = first.removesuffix(".title").strip("()")
    assert checked(f"{{{{ {first} }}}}") == (
        f"optional-unguarded (warning): the list may have no item, so {said} may be missing, and then it has no field "
        "'title'; put it inside an {% if … %} that asks whether the list has any",
    )


def test_an_inline_if_without_else_is_said() -> None:
    assert checked("{{ 'x' if agreed }}") == (
        "optional-unguarded: nothing says what is printed where the condition is false; "
        "add it: {{ \"x\" if agreed else \"\" }}",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("partnership.name", "a text"),
        ("number", "a number"),
        ("agreed", "a yes-or-no value"),
        ("ended", "a date"),
        ("partnership", "a partnership"),
    ],
)
def test_a_loop_over_what_is_no_list_is_said(code: str, what: str) -> None:
    assert checked(f"{{% for x in {code} %}}{{{{ x.y.z }}}}{{% endfor %}}") == (
        f"loop-over-no-list: the loop goes over {code}, which is {what}, not a list; name a list after 'in'",
    )


def test_a_loop_over_a_method_says_to_call_it() -> None:
    assert checked("{% for k, v in counts.items %}{% endfor %}") == (
        "loop-over-no-list: the loop goes over counts.items, which is a method, not a list; call it: add ()",
    )


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{{ partnership }}", "object-printed: partnership is a partnership and is printed whole; "
                              "print one of its fields, such as {{ partnership.name }}"),
        ("{{ colour }}", "object-printed: colour is a colour and is printed whole; "
                         "print one of its fields, such as {{ colour.name }}"),
        ("{{ counts }}", "object-printed: counts is a group of fields and is printed whole; print one of its fields"),
        ("{{ areas }}", "list-printed: areas is a list and is printed whole; repeat it with {% for … in areas %}"),
        ("{{ partnership.councils }}",
         "list-printed: partnership.councils is a list and is printed whole; repeat it with "
         "{% for … in partnership.councils %}, or join it: {{ partnership.councils | join_and }}"),
        ("{{ areas | join_and }}", "object-printed: each item of areas is an area and is printed whole; "
                                   'take one of its fields first: map(attribute="title")'),
        ("{{ agreed }}", "yes-or-no-printed: agreed is a yes-or-no value and is printed as it is; "
                         'choose the words: {{ "yes" if agreed else "no" }}'),
        ("{{ number > 3 }}", "yes-or-no-printed: number > 3 is a yes-or-no value and is printed as it is; "
                             'choose the words: {{ "yes" if number > 3 else "no" }}'),
        ("{{ ended }}", "date-without-filter: ended is a date and is printed without saying how; "
                        "add the filter: {{ ended | date }}"),
        ("{{ 'Ended ' ~ ended }}", "date-without-filter: ended is a date and is printed without saying how; "
                                   "add the filter: {{ ended | date }}"),
        (
            "{{ at }}",
            "date-without-filter: at is a time and is printed without saying how; "
            'say how: {{ at.strftime("%H:%M") }}',
        ),
        ("{{ due }}", "date-without-filter: due is a date and is printed without saying how; "
                      "add the filter: {{ due | date }}"),
        ("{{ area }}", "method-printed: area is a method and is printed without being called; "
                       "add (…) after its name, or write the name of a field"),
        ("{{ partnership | date }}",
         "not-a-date: date is given partnership, which is a partnership; give it a date"),
        ("{{ partnership.name | join_and }}", "not-a-list: join_and is given a text; give it a list"),
        ("{{ agreed | count_of('area') }}", "not-a-number: count_of is given agreed, which is a yes-or-no value; "
                                            "give it a number or a list"),
        ("{{p partnership.name }}",
         "plain-in-rich: {{p … }} prints formatted values only; take the letter p out of the tag"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_as_it_is_is_said(code: str, said: str) -> None:
    assert checked(code) == (said,)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ('state == "isued"', "state is never 'isued'; did you mean 'issued'?"),
        ('"isued" != state', "state is never 'isued'; did you mean 'issued'?"),
        ('state in ["draft", "isued"]', "state is never 'isued'; did you mean 'issued'?"),
        ('state == "zzz"', "state is never 'zzz'; it is one of 'draft', 'issued'"),
        ('kind == "respnse"', "kind is never 'respnse'; did you mean 'response'?"),
        ('agreed == "yes"',
         "agreed is a yes-or-no value, never the text 'yes'; compare it with a value of its own kind"),
        ('decision and decision.date == "2026-11-23"',
         "decision.date is a date, never the text '2026-11-23'; compare it with a value of its own kind"),
    ],
)  # fmt: skip
def test_a_comparison_with_a_word_that_can_never_be_is_said(code: str, said: str) -> None:
    assert checked(f"{{% if {code} %}}x{{% endif %}}") == (f"unknown-word: {said}",)


@pytest.mark.parametrize(
    "code", ['state == "issued"', 'kind in ["response"]', 'partnership.name == "x"', 'state != "draft"', "number == 3"]
)
def test_a_comparison_that_can_be_is_let_pass(code: str) -> None:
    assert checked(f"{{% if {code} %}}x{{% endif %}}") == ()


def test_fields_are_checked_in_headers_footers_notes_properties_and_alternative_texts() -> None:
    said = "unknown-field: partnership has no field 'nmae'; did you mean 'name'?"
    tag = "{{ partnership.nmae }}"
    assert checked("x", header=p(tag)) == (said,)
    assert checked("x", footer=p(tag)) == (said,)
    assert checked("x", properties=tag) == (said,)
    assert checked(p("x", '<w:r><w:footnoteReference w:id="1"/></w:r>'), footnotes=[tag]) == (said,)
    assert checked(table([p("{% cellbg partnership.nmae %}", "x")])) == (said,)


def test_all_problems_are_said_at_once_in_the_order_of_their_places() -> None:
    source = docx("{{ partnership.nmae }}", "{{ a b }}", "{{ ended }}", header=p("{{ areas }}"), footer=p("{% if x %}"))
    with pytest.raises(Refused) as caught:
        Template.open(source, Letter, file="letter.docx")
    assert [(problem.id, str(problem.place)) for problem in caught.value.problems] == [
        ("unknown-field", "letter.docx: body, paragraph 1"),
        ("syntax", "letter.docx: body, paragraph 2"),
        ("date-without-filter", "letter.docx: body, paragraph 3"),
        ("list-printed", "letter.docx: header, paragraph 1"),
        ("unclosed-block", "letter.docx: footer, paragraph 1"),
    ]


def test_a_warning_refuses_nothing_and_is_kept_with_the_template() -> None:
    template = Template.open(docx("{{ areas[0].title }}"), Letter)
    assert [problem.severity for problem in template.problems] == [Severity.WARNING]


def shown(value: dt.date | Span, counted_from: dt.date | None = None) -> str:
    return f"{value} {counted_from}"


def whatever(value: object) -> Any:
    return value


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("{{ due | shown(ended) }}", ()),
        ("{{ anything | shown }} {{ (partnership | whatever).nmae }}", ()),
        ("{{ decision | whatever }}", ()),
        ("{% if decision %}{{ decision.date | shown }}{% endif %}",
         ("optional-unguarded: decision.date may be empty, and then the filter shown has nothing to work on; "
          "put it inside {% if decision.date %} … {% endif %}",)),
        ("{{ (due | shown).yaer }}",
         ("unknown-field: due | shown is a text and has no field 'yaer'; take .yaer out",)),
    ],
)  # fmt: skip
def test_filters_that_are_handed_in_are_read_by_their_type_hints(code: str, said: tuple[str, ...]) -> None:
    filters: dict[str, Callable[..., Any]] = {"shown": shown, "whatever": whatever}
    try:
        problems = Template.open(docx(code), Letter, filters).problems
    except Refused as refused:
        problems = refused.problems
    assert tuple(f"{each.id}: {each.message}; {each.hint}" for each in problems) == said


def test_a_shape_that_is_neither_dataclass_nor_schema_is_wrong_use() -> None:
    with pytest.raises(
        TypeError, match="a shape is a dataclass, a Struct or the JSON schema of an object with properties"
    ):
        Template.open(docx("x"), int)
