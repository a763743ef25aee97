"""A table → which of the grid's columns hold what: by its header row, else by what stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from engross.word.reading import Cell, Row, Table
from scrutiny_response.use_cases.returned.values import KnownAction, KnownPlan
from scrutiny_response.use_cases.returned.vocabulary import key_of, plain, role_of, status_of

FEWEST = 2
"""How many headers that are known make a row a header row."""
_TELLING = frozenset({"reference", "measure", "status"})
"""Columns that only a table of actions has, of those that other tables of a plan have too: what, when and who."""
_OF_ACTIONS = _TELLING | {"action", "lead", "timescale"}
_TEXTS = ("action", "lead", "timescale", "measure")
Span = tuple[int, int]


class Rival(NamedTuple):
    """A column that may be that of the status: what an answer calls it, how a question tells it, and where it is."""

    name: str
    words: str
    span: Span


class Columns(Struct, frozen=True):
    """What the columns of a table hold, by role, as the grid's columns.

    `heads` are the roles of its header row's cells, `doubtful` are roles whose words stand under another header.
    `rivals` are the columns that may each be that of the status, if there is more than one.
    """

    spans: Mapping[str, Span]
    width: int
    heads: tuple[tuple[str, Span], ...] = ()
    headers: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()
    rivals: tuple[Rival, ...] = ()

    @property
    def is_log(self) -> bool:
        """Return whether this is a progress log: its entries have dates, and no timescale."""
        names = set(self.spans)
        return "date" in names and "timescale" not in names and bool({"progress", "noted by"} & names)

    @property
    def is_actions(self) -> bool:
        """Return whether this is a table of actions."""
        names = set(self.spans)
        return not self.is_log and bool(_TELLING & names) and len(_OF_ACTIONS & names) > FEWEST

    def cells(self, row: Row, role: str) -> tuple[Cell, ...]:
        """Return a row's cells in a column; a cell over several columns belongs to each of them."""
        if role not in self.spans:
            return ()
        if self._stands_below_heads(row):
            return tuple(cell for cell, (name, _) in zip(row.cells, self.heads, strict=True) if name == role)
        return tuple(cell for cell in row.cells if _overlap(cell, self.spans[role]))

    def covers_more(self, row: Row, cell: Cell) -> bool:
        """Return whether a cell of a row covers columns of more than one kind."""
        return not self._stands_below_heads(row) and sum(_overlap(cell, span) for span in self.spans.values()) > 1

    def _stands_below_heads(self, row: Row) -> bool:
        """Return whether each cell of a row stands below one header: a border that was moved makes no other column."""
        return len(row.cells) == len(self.heads) and all(
            _overlap(cell, span) for cell, (_, span) in zip(row.cells, self.heads, strict=True)
        )


def _overlap(cell: Cell, span: Span) -> bool:
    return cell.first < span[1] and cell.end > span[0]


def header_of(row: Row) -> Columns | None:
    """Return the columns that a row names, if it is a header row."""
    names = [role_of(cell.text) for cell in row.cells]
    spans: dict[str, Span] = {}
    for cell, role in zip(row.cells, names, strict=True):
        if role and role not in spans and not cell.is_continued:
            spans[role] = (cell.first, cell.end)
    if "rag" in spans and "status" not in spans:
        names = ["status" if name == "rag" else name for name in names]
        spans["status"] = spans.pop("rag")
    if len(spans) < FEWEST or not row.cells:
        return None
    heads = tuple((name, (cell.first, cell.end)) for name, cell in zip(names, row.cells, strict=True))
    return Columns(spans, row.cells[-1].end, heads, tuple(cell.text for cell in row.cells))


def inferred(table: Table, plan: KnownPlan, above: Columns | None) -> Columns | None:
    """Return the columns of a table without a header row: those of the table before it if it is as wide, else by words.

    None if no row of it holds an action of the plan.
    """
    votes = _votes(table.rows, plan)
    if not votes:
        return None
    width = max(row.cells[-1].end for row in table.rows if row.cells)
    if above is not None and above.width == width and not _contradicts(above, votes):
        return above
    spans: dict[str, Span] = {}
    for role in ("reference", *_TEXTS):
        votes_of_role = votes.get(role)
        if votes_of_role:
            span = votes_of_role.most_common(1)[0][0]
            if span not in spans.values():
                spans[role] = span
    _infer_status(table.rows, spans)
    return Columns(spans, width)


def checked(columns: Columns, rows: Sequence[Row], plan: KnownPlan) -> Columns:
    """Return the columns with the roles noted as doubtful whose words as sent stand in a column of another role."""
    votes = _votes(rows, plan)
    doubtful = []
    for role, counts in votes.items():
        own = columns.spans.get(role)
        best, most = counts.most_common(1)[0]
        if own is not None and best != own and most > counts.get(own, 0) and best in columns.spans.values():
            doubtful.append(role)
    spans = dict(columns.spans)
    if "status" not in spans:
        _infer_status(rows, spans)
    heads = _one_status(columns.heads, spans.get("status"))
    return replace(columns, spans=spans, heads=heads, doubtful=tuple(doubtful), rivals=_rivals(columns, rows))


def with_status_in(columns: Columns, name: str) -> Columns:
    """Return the columns with the status where somebody answered that it is: in the column of this name."""
    chosen = next((rival.span for rival in columns.rivals if plain(rival.name) == plain(name)), None)
    if chosen is None:
        return columns
    spans = {**columns.spans, "status": chosen}
    return replace(columns, spans=spans, heads=_one_status(columns.heads, chosen), rivals=())


def _one_status(heads: Sequence[tuple[str, Span]], chosen: Span | None) -> tuple[tuple[str, Span], ...]:
    """Return the roles of a header row's cells with that of the status in one place only."""
    return tuple(("status" if span == chosen else "" if name == "status" else name, span) for name, span in heads)


def _rivals(columns: Columns, rows: Sequence[Row]) -> tuple[Rival, ...]:
    """Return the columns called status, and those of no other role in which nothing but statuses stands."""
    named = [span for role, span in columns.heads if role == "status"]
    others = [span for role, span in columns.heads if not role and _says_statuses(rows, span)]
    rivals = [number for number, (_, span) in enumerate(columns.heads) if span in [*named, *others]]
    alike = Counter(plain(columns.headers[number]) for number in rivals)
    return tuple(_rival(columns, number, alike) for number in rivals) if len(rivals) > 1 else ()


def _rival(columns: Columns, number: int, alike: Counter[str]) -> Rival:
    """Return a column that may be that of the status; its place tells it from others with the same header, or none."""
    header, span = " ".join(columns.headers[number].split()), columns.heads[number][1]
    if header and alike[plain(header)] == 1:
        return Rival(header, f'"{header}"', span)
    place = f"column {number + 1}"
    name, words = (f"{header} ({place})", f'"{header}", ') if header else (place, "")
    left = " ".join(columns.headers[number - 1].split()) if number else ""
    return Rival(name, f"{words}{place}" + (f' (behind "{left}")' if left else ""), span)


def _says_statuses(rows: Sequence[Row], span: Span) -> bool:
    texts = [cell.text for row in rows for cell in row.cells if (cell.first, cell.end) == span and cell.text]
    return bool(texts) and all(map(status_of, texts))


def _contradicts(columns: Columns, votes: Mapping[str, Counter[Span]]) -> bool:
    return any(
        role in columns.spans and counts.most_common(1)[0][0] != columns.spans[role] for role, counts in votes.items()
    )


def _votes(rows: Sequence[Row], plan: KnownPlan) -> dict[str, Counter[Span]]:
    """Return in which columns the words of the plan's actions stand, by role."""
    by_key = {key_of(action.reference): action for action in plan.actions}
    by_words = {plain(action.action): action for action in plan.actions if action.action}
    votes: dict[str, Counter[Span]] = {}
    for row in rows:
        action = _action_in(row, by_key, by_words)
        if action is None:
            continue
        for cell in row.cells:
            for role in _roles_said(cell, action):
                votes.setdefault(role, Counter())[cell.first, cell.end] += 1
    return votes


def _action_in(row: Row, by_key: Mapping[str, KnownAction], by_words: Mapping[str, KnownAction]) -> KnownAction | None:
    for cell in row.cells:
        action = by_key.get(key_of(cell.text)) or by_words.get(plain(cell.text))
        if action is not None:
            return action
    return None


def _roles_said(cell: Cell, action: KnownAction) -> list[str]:
    """Return the columns of which a cell says what the action said; none if it could be more than one."""
    text = plain(cell.text)
    if not text:
        return []
    if key_of(text) == key_of(action.reference):
        return ["reference"]
    roles = [role for role in _TEXTS if plain(action.says(role)) == text]
    return roles if len(roles) == 1 else []


def _infer_status(rows: Sequence[Row], spans: dict[str, Span]) -> None:
    """Note the column whose every word is a status; else the only one that is left."""
    columns: dict[Span, list[str]] = {}
    for row in rows:
        for cell in row.cells:
            columns.setdefault((cell.first, cell.end), []).append(cell.text)
    free = {span: texts for span, texts in columns.items() if span not in spans.values()}
    telling = [span for span, texts in free.items() if any(texts) and all(status_of(text) for text in texts if text)]
    if len(telling) == 1:
        spans["status"] = telling[0]
    elif not telling and len(free) == 1:
        spans["status"] = next(iter(free))
