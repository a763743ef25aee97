"""A form → what each row of its sheet is, by the hidden key and by the words that people see."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from scrutiny_response.intake.workbooks.form import Field, Form, Section, Table

FILE, VERSION, LEVEL = "@file", "@version", "@level"
"""The keys of rows that are no answers: which file it is, how it was when it was written, and what is only said."""
LABELS = {FILE: "File", VERSION: "Version", LEVEL: "Level when this was written"}

Known = Section | Field | tuple[Table, str] | str
"""What a row is: a heading, a question, a row of a table (with its key; empty for its heads), or another key."""


class Rows(Struct, frozen=True):
    """The rows of a sheet; `labels` has the words that belong to each key."""

    by_key: dict[str, Known]
    by_label: dict[tuple[str, str], Known]
    labels: dict[str, str]

    def known(self, key: str, label: str, section: str, table: Table | None) -> Known | None:
        """Return what a row with this key and these words is, below this heading or in this table."""
        if key:
            return self.by_key.get(key)
        for around in (section, ""):
            if label and (around, label) in self.by_label:
                return self.by_label[around, label]
        is_item = table is not None and not table.rows and (not label or label.isdecimal())
        return (table, table.row_key) if is_item and table else None

    def fits(self, key: str, label: str) -> bool:
        """Return whether the words of a row are those of its key; a list's rows have numbers, or none."""
        if not key or not label:
            return True
        if key.endswith("[]"):
            return label.isdecimal()
        return _plain(self.labels.get(key, label)) == _plain(label)


def rows_of(form: Form) -> Rows:
    """Return what each row of a form's sheet is."""
    keys, labels = dict(_keys(form)), dict(_labels(form))
    words = {_key(row): label for (_, label), row in labels.items()}
    return Rows(keys, labels, words)


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _key(kind: Known) -> str:
    if isinstance(kind, str):
        return kind
    return kind.key if isinstance(kind, Section | Field) else kind[1] or kind[0].key


def _keys(form: Form) -> Iterator[tuple[str, Known]]:
    yield from ((key, key) for key in LABELS)
    for section in form.sections:
        yield section.key, section
        for block in section.blocks:
            if isinstance(block, Field):
                yield block.key, block
            else:
                yield block.key, (block, "")
                yield block.row_key, (block, block.row_key)
                yield from ((block.key_of(row), (block, block.key_of(row))) for row, _ in block.rows)


def _labels(form: Form) -> Iterator[tuple[tuple[str, str], Known]]:
    """Yield what each row's words mean below a heading; headings mean the same everywhere."""
    yield from ((("", label), key) for key, label in LABELS.items())
    for section in form.sections:
        yield ("", section.title), section
        for block in section.blocks:
            yield (section.title, block.title), block if isinstance(block, Field) else (block, "")
            if isinstance(block, Table):
                yield from (((section.title, words), (block, block.key_of(row))) for row, words in block.rows)
