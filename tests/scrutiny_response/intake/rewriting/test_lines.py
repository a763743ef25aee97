"""What changes in a file, line by line, as those see it who compare two versions."""

from __future__ import annotations

import difflib
import textwrap

import pytest

from engross.problems import Refused
from scrutiny_response.intake.rewriting import Edit, Insert, Move, Put, Remove, edited
from scrutiny_response.intake.schema import schema

ORDER = schema("assessment").document

FILE = """\
# Of the panel of September.
reference: PSR-2026-010
state: draft   # until the panel

addressee:
  name: 'Magnus Rendall-Poe'
  role: Chair
  address:
    - Net Loft
    # since May
    - Pier Head

copies:
  - name: Inga Sclater-Moss
    role: chief executive
  - role: area commander

areas:
  - reference: SV1
    finding: >-
      Most people had no written plan. Workers carried it in their heads, which served well until one of them was on
      leave.
    criteria: [progress-1, progress-2]

criteria:
  progress-1: {answer: met, evidence: Seen}
  progress-2: {answer: not met}

# Agreed later.
extension:
  new: 2027-02-05

documents: [letter]
"""


def changed(*edits: Edit, written: str = FILE, file: str = "a.yaml") -> str:
    """The lines that go and come."""
    new = edited(written.encode(), file, *edits, order=ORDER).decode()
    diff = difflib.unified_diff(written.splitlines(), new.splitlines(), n=0, lineterm="")
    return "\n".join(line for line in list(diff)[2:] if not line.startswith("@@"))


def test_a_comment_behind_a_value_stays_with_it() -> None:
    assert changed(Put(("state",), "issued")) == (
        "-state: draft   # until the panel\n"
        "+state: issued   # until the panel"
    )  # fmt: skip


def test_quotes_stay_if_they_can() -> None:
    assert changed(Put(("addressee", "name"), "Dr O'Neill")) == (
        "-  name: 'Magnus Rendall-Poe'\n"
        "+  name: 'Dr O''Neill'"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Chair: acting", "'Chair: acting'"),
        ("no", "'no'"),
        ("1.10", "'1.10'"),
        ("Chair #2", "'Chair #2'"),
        ("- Chair", "'- Chair'"),
        ("a\tb", '"a\\tb"'),
        ("", "''"),
        ("2027-02-05", "2027-02-05"),
        ("Cathraiche “Ceòl” – 50 %", "Cathraiche “Ceòl” – 50 %"),
    ],
)
def test_a_text_is_quoted_only_if_it_could_be_mistaken(text: str, written: str) -> None:
    assert changed(Put(("addressee", "role"), text)) == f"-  role: Chair\n+  role: {written}"


def test_a_text_of_several_lines_stands_below_its_key() -> None:
    assert changed(Put(("addressee", "role"), "One.\n\nTwo: three.")) == (
        "-  role: Chair\n"
        "+  role: |-\n"
        "+    One.\n"
        "+\n"
        "+    Two: three."
    )  # fmt: skip


def test_a_word_in_a_long_text_changes_one_line() -> None:
    text = (
        "Most people had no plan. Workers carried it in their heads, which served well until one of them was on leave."
    )
    assert changed(Put(("areas", 0, "finding"), text)) == (
        "-      Most people had no written plan. Workers carried it in their heads, which served well until one of them was on\n"
        "+      Most people had no plan. Workers carried it in their heads, which served well until one of them was on"
    )


def test_a_new_paragraph_of_a_folded_text_takes_an_empty_line() -> None:
    old = (
        "Most people had no written plan. Workers carried it in their heads, which served well until one of them was on "
        "leave."
    )
    assert changed(Put(("areas", 0, "finding"), old + "\nThen two were.")) == "+\n+      Then two were."


def test_a_new_key_stands_where_the_schema_has_it() -> None:
    assert changed(Put(("marking",), "OFFICIAL")) == "+marking: OFFICIAL"
    assert changed(Put(("copies", 1, "name"), "Ada")) == (
        "-  - role: area commander\n"
        "+  - name: Ada\n"
        "+    role: area commander"
    )  # fmt: skip
    assert changed(Put(("criteria", "progress-2", "evidence"), "None, seen")) == (
        "-  progress-2: {answer: not met}\n"
        "+  progress-2: {answer: not met, evidence: 'None, seen'}"
    )  # fmt: skip
    assert changed(Put(("criteria", "progress-3"), {"answer": "met"})) == "+  progress-3: {answer: met}"


def test_a_group_is_set_off_by_an_empty_line_as_the_others_are() -> None:
    assert changed(Put(("decision",), {"level": "local", "date": "2026-10-27"})) == (
        "+decision:\n"
        "+  level: local\n"
        "+  date: 2026-10-27\n"
        "+"
    )  # fmt: skip


def test_a_key_that_goes_takes_its_comment_and_one_empty_line_with_it() -> None:
    assert changed(Remove(("extension",))) == "-# Agreed later.\n-extension:\n-  new: 2027-02-05\n-"


def test_a_key_that_goes_leaves_the_text_above_it_whole_also_where_a_line_of_it_begins_with_a_hash() -> None:
    text = b"finding: |-\n  Two aims:\n  #1 and #2\nextension: later\n"
    assert edited(text, "a.yaml", Remove(("extension",))) == b"finding: |-\n  Two aims:\n  #1 and #2\n"


def test_an_item_that_moves_takes_its_comment_with_it() -> None:
    new = edited(FILE.encode(), "a.yaml", Move(("addressee", "address", 1), 0)).decode()
    assert new == FILE.replace(
        "    - Net Loft\n    # since May\n    - Pier Head\n", "    # since May\n    - Pier Head\n    - Net Loft\n"
    )


def test_items_come_and_go_without_a_change_of_the_others() -> None:
    assert changed(Insert(("copies", 1), {"role": "no", "organisation": "NHS"})) == (
        "+  - role: 'no'\n"
        "+    organisation: NHS"
    )  # fmt: skip
    assert changed(Remove(("copies", 0))) == "-  - name: Inga Sclater-Moss\n-    role: chief executive"
    assert changed(Remove(("copies", 0)), Remove(("copies", 0))).endswith("+copies: []")
    assert changed(Put(("documents",), ["letter", "improvement-plan"])) == (
        "-documents: [letter]\n"
        "+documents: [letter, improvement-plan]"
    )  # fmt: skip


def test_a_yes_is_written_as_a_word_and_its_text_in_quotes() -> None:
    assert changed(Put(("letter",), {"names_level": False})) == "+letter:\n+  names_level: false\n+"
    assert changed(Put(("addressee", "role"), "false")) == "-  role: Chair\n+  role: 'false'"


def test_each_line_keeps_its_own_end() -> None:
    written = "reference: A\r\nstate: draft\naddressee:\r\n  role: Chair\r\n"
    new = edited(written.encode(), "a.yaml", Put(("state",), "issued"), Put(("addressee", "name"), "B"), order=ORDER)
    assert new == b"reference: A\r\nstate: issued\naddressee:\r\n  name: B\r\n  role: Chair\r\n"


def test_a_json_file_stays_json() -> None:
    written = textwrap.dedent("""\
        {
          "reference": "A",
          "title": "\\ud83d\\ude00",
          "copies": []
        }
        """)
    new = edited(written.encode(), "a.json", Put(("state",), "no"), Put(("copies",), ["x"]), order=ORDER)
    assert new.decode() == written.replace('"A",', '"A",\n  "state": "no",').replace("[]", '["x"]')


def test_a_file_with_a_fault_is_not_changed() -> None:
    with pytest.raises(Refused) as refused:
        edited(b"reference: A\nreference: B\n", "a.yaml", Put(("state",), "draft"))
    assert str(refused.value).splitlines()[0] == (
        "a.yaml:2:1: duplicate-key: `reference` is given twice; the first is on line 1; keep one of them"
    )


def test_what_Word_cannot_hold_is_not_written() -> None:  # noqa: N802 - Word is its name
    with pytest.raises(Refused) as refused:
        edited(b"reference: A\n", "a.yaml", Put(("state",), "a\x07b"))
    assert str(refused.value) == (
        "a.yaml: unholdable-character: this text holds U+0007 (a control character), which Word cannot hold; remove it"
    )


def test_a_layout_that_cannot_be_changed_without_losing_a_comment_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        edited(b"a:\n- - x # mine\n  - y\n", "a.yaml", Remove(("a", 0, 0)))
    assert str(refused.value) == (
        "a.yaml: cannot-be-changed: the file is laid out in a way that cannot be changed without changing more than is "
        "meant; change it in a text editor, with one key on each line"
    )


@pytest.mark.parametrize(
    "edit", [Remove(("absent",)), Remove(("copies", 2)), Move(("copies", 0), 2), Insert(("copies", 3), "x")]
)
def test_a_path_that_leads_nowhere_is_an_error_of_the_program(edit: Edit) -> None:
    with pytest.raises((KeyError, IndexError)):
        changed(edit)


@pytest.mark.parametrize("text", ["=", "<<", "~", "null", "no"])
def test_a_text_that_means_something_to_yaml_stands_in_quotes(text: str) -> None:
    assert edited(b"a: b\n", "a.yaml", Put(("a",), text)) == f"a: '{text}'\n".encode()
