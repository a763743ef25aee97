"""Whatever is edited in whatever layout: the file says exactly that, and the lines of all else stay, byte for byte."""

from __future__ import annotations

import difflib
import json
from typing import Any

import pytest
import yaml
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from engross.problems import Refused
from scrutiny_response import resources
from scrutiny_response.intake.decoding import unholdable
from scrutiny_response.intake.documents import tree_of
from scrutiny_response.intake.rewriting import Insert, Move, Put, Remove, Value, edited, rewritten, value_of
from scrutiny_response.intake.rewriting.edits import edited_value
from scrutiny_response.intake.schema import schema

ORDER = schema("assessment").document
FEW = settings(max_examples=settings().max_examples // 4)
"""Each case reads whole files; `nox -s soak` tries five hundred."""
FILES = {path.name: path.read_bytes() for path in sorted(resources.inputs().glob("*.yaml"))}

texts = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not unholdable(text))
awkward = st.sampled_from(
    ["", "no", "1.10", "~", "=", "<<", "null", "# no", "a: b", "a #b", "- a", "[a", "{a}", "'a'", '"a"', " a ", "a\n\nb", "a\nb\n",
     "\ta", "*a", "&a", "!a", "%a", "|", ">-", "2027-01-01", "0x1", "@a", "`a", "a,b", "?", "a\n b", "\n", "true"]
)  # fmt: skip
words = st.lists(st.sampled_from(["plan", "people", "no", "on:", "#3", "-", "Dr.", "“Ceòl”", "£5"]), min_size=1).map(
    " ".join
)
long_words = st.lists(st.sampled_from(["improvement", "people", "who", "use", "services"]), min_size=30).map(" ".join)
values = st.one_of(texts, awkward, words, long_words)
keys = st.sampled_from(["reference", "areas", "finding", "no", "1", "a b", "naïve", "x: y", "#"])
anything = st.recursive(
    values,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(keys, inner, max_size=4)),
    max_leaves=8,
)
groups = st.dictionaries(keys, anything, min_size=1, max_size=5)


def said(data: bytes, file: str = "a.yaml") -> Value:
    root, problems = tree_of(data, file)
    assert root is not None, problems
    assert problems == []
    return value_of(root)


def leaves(value: Value, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, str):
        return [path]
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return [leaf for key, each in items for leaf in leaves(each, (*path, key))]


def changed_lines(old: bytes, new: bytes) -> tuple[list[str], list[str]]:
    """The lines that went and those that came, with their line ends."""
    diff = list(difflib.ndiff(old.decode().splitlines(keepends=True), new.decode().splitlines(keepends=True)))
    return [line for line in diff if line.startswith("- ")], [line for line in diff if line.startswith("+ ")]


@FEW
@given(st.data())
def test_one_changed_answer_is_one_changed_line(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES)))
    before = FILES[name]
    path = data.draw(st.sampled_from(leaves(said(before))))
    new = data.draw(st.one_of(awkward, words, texts).filter(lambda text: "\n" not in text))
    after = edited(before, name, Put(path, new), order=ORDER)
    assert said(after) == edited_value(said(before), Put(path, new))
    gone, came = changed_lines(before, after)
    is_folded = len(gone) > 1 and all(line[2:4] == "  " or not line[1:].strip() for line in gone)
    assert (len(gone), len(came)) == (1, 1) or is_folded or before == after


@FEW
@given(st.data())
def test_a_word_changed_in_a_long_text_changes_only_its_line(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(FILES.keys() - {"cycle.yaml"})))
    before = FILES[name]
    text = said(before)
    path = data.draw(st.sampled_from([leaf for leaf in leaves(text) if len(at(text, leaf)) > 120]))
    old = at(text, path).split(" ")
    number = data.draw(st.integers(0, len(old) - 1))
    word = data.draw(st.sampled_from(["other", "", "x y", "(see page 3)"]))
    new = " ".join([*old[:number], *([word] if word else []), *old[number + 1 :]])
    after = edited(before, name, Put(path, new), order=ORDER)
    gone, came = changed_lines(before, after)
    assert said(after) == edited_value(text, Put(path, new))
    assert len(gone) <= 2
    assert len(came) <= 2


def at(value: Any, path: tuple[str | int, ...]) -> str:
    for step in path:
        value = value[step]
    return str(value)


@FEW
@given(groups, groups, st.data())
def test_any_file_says_what_it_is_to_say(before: Any, after: Any, data: st.DataObject) -> None:
    written, file = data.draw(st.sampled_from([written_by_yaml, written_by_json, written_with_line_ends]))(before, data)
    assume(not tree_of(written, file)[1])
    assert said(rewritten(written, file, after)) == settled(after)


@FEW
@given(groups, st.data())
def test_edits_one_after_the_other_say_what_they_say_together(before: Any, data: st.DataObject) -> None:
    written, file = data.draw(st.sampled_from([written_by_yaml, written_by_json, written_with_line_ends]))(before, data)
    assume(not tree_of(written, file)[1])
    value: Any = said(written, file)
    for _ in range(data.draw(st.integers(1, 3))):
        edit = data.draw(edits_of(value))
        value = edited_value(value, edit)
        try:
            written = edited(written, file, edit)
        except Refused:
            assert b"- - " in written or b"-   - " in written
            assert b"#" in written
            return
        assert said(written, file) == settled(value)


def edits_of(value: Any) -> st.SearchStrategy[Any]:
    lists = [path for path in paths(value) if isinstance(path[-1], int)]
    choices: list[st.SearchStrategy[Any]] = [st.builds(Put, st.tuples(keys), anything)]
    if paths(value):
        choices.append(st.builds(Put, st.sampled_from(paths(value)), anything))
        choices.append(st.builds(Remove, st.sampled_from(paths(value))))
    if lists:
        choices.append(st.builds(Insert, st.sampled_from(lists), anything))
        choices.append(st.builds(Move, st.sampled_from(lists), st.just(0)))
    return st.one_of(choices)


def paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if isinstance(value, str):
        return []
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return [found for key, each in items for found in ((*path, key), *paths(each, (*path, key)))]


def settled(value: Any) -> Any:
    """The same with line feeds at its line ends, as a file gives it back."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, dict):
        return {key: settled(each) for key, each in value.items()}
    return [settled(each) for each in value]


def written_by_yaml(value: Any, data: st.DataObject) -> tuple[bytes, str]:
    options: Any = {
        "default_flow_style": data.draw(st.sampled_from([True, False, None])),
        "default_style": data.draw(st.sampled_from([None, "'", '"', "|", ">"])),
        "width": data.draw(st.sampled_from([20, 80, 4096])),
        "indent": data.draw(st.sampled_from([2, 4])),
    }
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, **options)
    if data.draw(st.booleans()):
        text = "# above\n" + text + data.draw(st.sampled_from(["# below\n", "\n\n", ""]))
    return text.encode(), "a.yaml"


def written_by_json(value: Any, data: st.DataObject) -> tuple[bytes, str]:
    indent, is_ascii = data.draw(st.sampled_from([None, 2])), data.draw(st.booleans())
    return json.dumps(value, indent=indent, ensure_ascii=is_ascii).encode(), "a.json"


def written_with_line_ends(value: Any, data: st.DataObject) -> tuple[bytes, str]:
    text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, default_flow_style=False)
    ends = st.sampled_from(["\n", "\r\n", "\r"])
    lines = [line + data.draw(ends) for line in text.split("\n")[:-1]]
    return ("\ufeff" * data.draw(st.booleans()) + "".join(lines)).encode(), "a.yaml"


@pytest.mark.parametrize("name", sorted(FILES))
def test_every_sample_stays_as_it_is_if_it_says_that_already(name: str) -> None:
    assert rewritten(FILES[name], name, said(FILES[name])) == FILES[name]


@FEW
@given(st.binary(), groups)
def test_no_bytes_whatever_give_a_traceback(data: bytes, value: Any) -> None:
    try:
        result = rewritten(data, "a.yaml", value)
    except Refused:
        return
    assert said(result) == settled(value)
