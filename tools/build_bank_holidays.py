"""The package `holidays` → `domain/bank_holidays.py`; `python -m tools.build_bank_holidays` writes it anew.

A test holds the two equal: loading the package takes a tenth of a second, for eight or nine days of a year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import holidays

PAGE = Path(__file__).resolve().parent.parent / "src/scrutiny_response/domain/bank_holidays.py"
FIRST, LAST = 1990, 2100
"""The years of which an assessment may speak; the package knows no later ones."""

ONE_OFF = {dt.date(2026, 6, 15): "World Cup bank holiday"}
"""Bank holidays in Scotland that older versions of the package do not know."""
PLAIN_NAMES = {
    "New Year Holiday": "2 January",
    "Saint Andrew's Day": "St Andrew's Day",
    "Spring Bank Holiday": "spring bank holiday",
    "Summer Bank Holiday": "summer bank holiday",
    "Scotland's participation in the FIFA World Cup final": "World Cup bank holiday",
}
"""The package's names, where people in Scotland say another."""

HEAD = '''"""Scotland's bank holidays, with substitutes, written by `python -m tools.build_bank_holidays`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache

from engross.problems import FilePlace, Problem, Refused

FIRST_YEAR, LAST_YEAR = {first}, {last}
"""The years whose bank holidays are known; of any other, nothing is taken for a working day."""


@cache
def bank_holidays(year: int) -> Mapping[dt.date, str]:
    """Return the bank holidays of a year, and what people call them, by date.

    Raises Refused for a year of which they are not known.
    """
    if year not in _BY_YEAR:
        known = f"Scotland's bank holidays are known from {{FIRST_YEAR}} to {{LAST_YEAR}}"
        message, hint = f"{{known}}, and a date in {{year}} is asked for", "check the year of each date"
        raise Refused([Problem("holidays-not-known", FilePlace("bank holidays"), message, hint)])
    days = (entry.split(" ", 1) for entry in _BY_YEAR[year].split("; "))
    return {{dt.date.fromisoformat(f"{{year}}-{{day}}"): name for day, name in days}}


_BY_YEAR = {{
'''


def of(year: int) -> Mapping[dt.date, str]:
    """Return what the package knows of a year, in the words of people in Scotland."""
    scottish = holidays.country_holidays("GB", subdiv="SCT", years=year, language="en_GB")
    one_off = {day: name for day, name in ONE_OFF.items() if day.year == year}
    days = one_off | {day: _plain(name) for day, name in scottish.items()}
    return dict(sorted(days.items()))


def _plain(name: str) -> str:
    """Return the package's name of a holiday in plain words: "Boxing Day (observed)" → "Boxing Day, substitute"."""
    names = [part.removesuffix(" (observed)") for part in name.split("; ")]
    substitute = ", substitute" if name.endswith(" (observed)") else ""
    return " and ".join(PLAIN_NAMES.get(name, name) for name in names) + substitute


def written() -> str:
    """Return the whole module."""
    lines = []
    for year in range(FIRST, LAST + 1):
        days = "; ".join(f"{day:%m-%d} {name}" for day, name in of(year).items())
        lines.append(f'    {year}: "{days}",\n')
    return HEAD.format(first=FIRST, last=LAST) + "".join(lines) + "}\n"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
