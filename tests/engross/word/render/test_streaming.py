"""In whatever groups the pieces of a part come, its document is the same, and of a long part little is held."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given, settings

from engross.problems import Refused
from engross.word import Template
from engross.word.render import state, streaming
from engross.word.render.repair import Watch
from engross.word.values import fragments
from tests.engross.word.any_template import Example, examples, rendered_values, word_file
from tests.engross.word.paper import docx, p, table, texts

ROWS = docx(table(["{%tr for row in rows %}", ""], ["{{ row.a }}", "{{ row.b }}"], ["{%tr endfor %}", ""]), p("End"))
STATUS = Path("/proc/self/status")


def most_held() -> int:
    """The most kilobytes that this program held; `ru_maxrss` begins with what the process held that started it."""
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


def made(data: bytes, values: object, group: int) -> bytes | str:
    """A document whose pieces are handed over at each turn of a loop, and packed in groups of this many characters."""
    with (
        mock.patch.object(state, "HELD", 0),
        mock.patch.multiple(fragments, HELD=0, GROUP=0),
        mock.patch.object(streaming, "GROUP", group),
    ):
        try:
            return bytes(Template.open(data).render(values))
        except Refused as refused:
            return str(refused)


@given(examples())
@settings(max_examples=settings().max_examples // 3)
def test_any_document_is_the_same_in_small_groups_and_whole(example: Example) -> None:
    data, values = word_file(example), rendered_values(example.values)
    assert made(data, values, 1) == made(data, values, 1 << 40)


@pytest.mark.parametrize("empty", [0, 1, 299])
def test_what_has_to_be_mended_is_mended_also_if_much_of_it_was_packed(empty: int) -> None:
    lines = p("{%p for line in row %}") + p("{{ line }}") + p("{%p endfor %}")
    data = docx(table(["{%tr for row in rows %}", ""], [lines, "x"], ["{%tr endfor %}", ""]), p("End"))
    rows = [[] if number == empty else ["line"] for number in range(300)]
    assert made(data, {"rows": rows}, 1) == made(data, {"rows": rows}, 1 << 40)


PARAGRAPH = "<w:p></w:p>"


@pytest.mark.parametrize("cut", range(1, 60))
def test_an_empty_cell_is_seen_wherever_the_groups_are_cut(cut: int) -> None:
    sound = f"<w:tr><w:tc>{PARAGRAPH}</w:tc><w:tc>{PARAGRAPH}</w:tc></w:tr>"
    empty = f"<w:tr><w:tc>{PARAGRAPH}</w:tc><w:tc></w:tc></w:tr>"
    for text, is_sound in ((sound, True), (empty, False)):
        watch = Watch.over(frozenset({"tc", "tr"}))
        assert watch is not None
        groups = [text[at : at + cut] for at in range(0, len(text), cut)]
        assert all([watch.is_sound(group) for group in groups]) == is_sound  # noqa: C419  # each is looked at


def test_where_tables_may_meet_the_whole_part_is_looked_at() -> None:
    assert [Watch.over(frozenset({kind})) is None for kind in ("all", "meeting", "seamed", "tc")] == [
        True,
        True,
        True,
        False,
    ]


def test_a_text_that_is_too_long_is_refused_with_its_whole_length_though_it_was_packed() -> None:
    rows = [{"a": "x" * 60_000, "b": ""}] * 2_000
    with pytest.raises(Refused) as refused:
        Template.open(ROWS).render({"rows": rows})
    assert "this would become 120,490,957 characters" in str(refused.value)


def test_rows_are_all_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "GROUP", 500)
    rows = [{"a": f"Action {number}", "b": "A measure & its evidence"} for number in range(200)]
    shown = texts(bytes(Template.open(ROWS).render({"rows": rows})))
    assert [text for text in shown if text.startswith("Action")] == [row["a"] for row in rows]


@pytest.mark.skipif(not STATUS.exists(), reason="only Linux says what this program alone held")
def test_a_rendering_of_long_texts_holds_little() -> None:
    code = (
        "from engross.word import Template\n"
        "from tests.engross.word.render.test_streaming import ROWS, most_held\n"
        "template, text = Template.open(ROWS), 'The words of a long text. ' * 40_000\n"
        "most = most_held()\n"
        "bytes(template.render({'rows': [{'a': text, 'b': 'x'}] * 60}))\n"
        "print(most_held() - most)\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603  # our own words
    assert 0 < int(run.stdout) < 20 * 1024, "kilobytes, for 60 MB of text"
