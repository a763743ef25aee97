"""The cycle: all partnerships as a table to sort and filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from msgspec import Struct
from werkzeug.wrappers import Request, Response

from scrutiny_response.desk.context import Desk
from scrutiny_response.desk.forms.messages import told
from scrutiny_response.desk.pages import page
from scrutiny_response.desk.views.samples import has_sample_settings, samples_of
from scrutiny_response.desk.views.to_mend import WAITS, settings_faults
from scrutiny_response.domain.due import DueItem, Lateness
from scrutiny_response.domain.filters import initial_capital
from scrutiny_response.domain.framework import Level
from scrutiny_response.domain.level import ConditionResult
from scrutiny_response.use_cases import removing
from scrutiny_response.use_cases.cycle_view import Partnership

_SHOWN = {True: ("●", "met"), False: ("○", "not met"), None: ("?", "not yet determined")}
_NOT_DETERMINED = "Not yet determined"
_STATES = ("to mend", "in order", "issued", "late")


class Row(Struct, frozen=True, kw_only=True):
    """One partnership in the table; `order` is by what its columns are sorted.

    It `waits` if nothing is wrong with it but with the settings.
    """

    slug: str
    name: str
    reference: str
    state: str
    level: str
    marks: tuple[tuple[str, str], ...]
    missing: int
    waits: bool
    late: int
    coming: DueItem | None
    words: frozenset[str]
    order: dict[str, tuple[object, ...]]


def cycle(desk: Desk, request: Request) -> Response:
    """Show the table of all partnerships."""
    levels = {level.id: level for level in desk.view.framework().levels}
    rows = [_row(partnership, levels) for partnership in desk.view.partnerships(desk.today())]
    text, only, by = (request.args.get(name, "").strip() for name in ("find", "only", "by"))
    shown = [row for row in rows if _matches(row, text, only)]
    if by in {"name", "reference", "state", "level", "missing", "late"}:
        shown.sort(key=lambda row: row.order[by])
    removed = {each.name: each for each in removing.removed(desk.folder.inputs)}
    just_now = removed.get(request.args.get("removed", ""))
    return page(
        desk,
        "cycle.html",
        title="Partnerships",
        here="cycle",
        rows=shown,
        every=len(rows),
        find=text,
        only=only,
        by=by or "name",
        shares=_shares(rows, sorted(levels.values(), key=lambda level: level.order)),
        states=_STATES,
        others=[told(other) for other in desk.view.others() if other.id != "no-assessments"],
        settings=settings_faults(desk),
        conditions=[f"{condition.number}. {condition.name}" for condition in desk.view.framework().conditions],
        notice=_notice(request, just_now),
        undo=f"/removed/{quote(just_now.name)}" if just_now else None,
        removed=len(removed),
        samples=len(samples_of(desk)),
        has_sample_settings=has_sample_settings(desk),
    )


def _notice(request: Request, just_now: removing.Removed | None) -> str:
    if just_now:
        return f"Removed: {just_now.partnership or just_now.name}."
    return request.args.get("notice", "")[:200]


def _row(one: Partnership, levels: Mapping[str, Level]) -> Row:
    level = levels.get(one.decided) or (levels[one.level.level.id] if one.level.level else None)
    name = initial_capital(level.name) if level else _NOT_DETERMINED
    late = sum(item.status is not Lateness.DUE for item in one.due)
    coming = next((item for item in one.due if item.status is Lateness.DUE), None)
    missing = sum(error.id != WAITS for error in one.errors)
    words = {
        "to mend" if missing else "" if one.errors else "in order",
        *(["issued"] if one.state.startswith("issued") else []),
        *(["late"] if late else []),
    }
    return Row(
        slug=one.slug,
        name=one.name,
        reference=one.reference,
        state=initial_capital(one.state),
        level=name,
        marks=tuple(_mark(result) for result in one.level.indication.conditions),
        missing=missing,
        waits=bool(one.errors) and not missing,
        late=late,
        coming=coming,
        words=frozenset(words),
        order={
            "name": (one.name.casefold(),),
            "reference": (one.reference.casefold(), one.name.casefold()),
            "state": (one.state, one.name.casefold()),
            "level": (-(level.order if level else 0), one.name.casefold()),
            "missing": (-missing, one.name.casefold()),
            "late": (-late, one.name.casefold()),
        },
    )


def _mark(result: ConditionResult) -> tuple[str, str]:
    shape, words = _SHOWN[result.is_met]
    return shape, f"{result.condition.number}. {result.condition.name}: {words}"


def _matches(row: Row, text: str, only: str) -> bool:
    is_wanted = not only or only in row.words or only == row.level
    return is_wanted and text.casefold() in f"{row.name} {row.reference} {row.state} {row.level}".casefold()


def _shares(rows: Sequence[Row], levels: Iterable[Level]) -> list[tuple[str, int]]:
    """Return each level, the least support first, with how many partnerships have it; none that nobody has."""
    counts = Counter(row.level for row in rows)
    names = [*(initial_capital(level.name) for level in levels), _NOT_DETERMINED]
    return [(name, counts[name]) for name in names if counts[name]]
