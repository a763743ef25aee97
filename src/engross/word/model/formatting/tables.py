"""A cell → the parts of its table's style that bear on it, by the table's look and the cell's row and column."""

from __future__ import annotations

from collections.abc import Iterator

from engross.word.model.styles import StyleSheet, is_on
from engross.word.opc.numbers import hexadecimal, natural_number
from engross.word.opc.xml_names import NAMESPACES, TBL, TC, TR, Element, ancestor, name, value

_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_ORDER = ("band1Vert", "band2Vert", "band1Horz", "band2Horz", "firstRow", "lastRow", "firstCol", "lastCol",
          "nwCell", "neCell", "swCell", "seCell")  # fmt: skip


def rows(table: Element) -> list[Element]:
    """Return a table's own rows, also those in content controls; not those of tables in its cells."""
    return [row for row in table.iter(TR) if ancestor(row, TBL) is table]


def cells(row: Element) -> list[Element]:
    """Return a row's own cells, also those in content controls."""
    return [cell for cell in row.iter(TC) if ancestor(cell, TR) is row]


class TableLooks:
    """The looks that the styles of one file's tables give to their cells; each table is read once."""

    def __init__(self, styles: StyleSheet) -> None:
        self._styles = styles
        self._layers: dict[Element, tuple[Element, ...]] = {}

    def layers(self, cell: Element) -> tuple[Element, ...]:
        """Return the elements of the table's style that hold for a cell, the weakest first.

        The order is that of ECMA-376, part 1, 17.7.6: whole table, column bands, row bands, first and last row, first
        and last column, corners; each of them from the base style to the style itself.
        """
        table = ancestor(cell, TBL)
        if cell not in self._layers and table is not None:
            self._read(table)
        return self._layers.get(cell, ())

    def _read(self, table: Element) -> None:
        chain = self._styles.chain(value(table, "w:tblPr/w:tblStyle"), "table")
        look = {kind: is_chosen(table, kind) for kind in _BITS}
        down = rows(table)
        for at, row in enumerate(down):
            along = cells(row)
            for across, cell in enumerate(along):
                kinds = _kinds(look, chain, (at, len(down)), (across, len(along)))
                self._layers[cell] = (*chain, *(part for kind in kinds for part in _parts(chain, kind)))


def _parts(chain: tuple[Element, ...], kind: str) -> Iterator[Element]:
    for style in chain:
        yield from (part for part in style.iterchildren(name("w:tblStylePr")) if part.get(name("w:type")) == kind)


def _kinds(
    look: dict[str, bool], chain: tuple[Element, ...], down: tuple[int, int], along: tuple[int, int]
) -> Iterator[str]:
    """The parts of the look that hold for the cell at this row of so many, and at this column of so many."""
    at, across = down[0], along[0]
    first, last = look["firstRow"] and at == 0, look["lastRow"] and at == down[1] - 1
    left, right = look["firstColumn"] and across == 0, look["lastColumn"] and across == along[1] - 1
    holds = {"firstRow": first, "lastRow": last, "firstCol": left, "lastCol": right, "nwCell": first and left,
             "neCell": first and right, "swCell": last and left, "seCell": last and right}  # fmt: skip
    if not (look["noHBand"] or first or last):
        holds[f"band{_band(at - look['firstRow'], chain, 'Row')}Horz"] = True
    if not (look["noVBand"] or left or right):
        holds[f"band{_band(across - look['firstColumn'], chain, 'Col')}Vert"] = True
    yield from (kind for kind in _ORDER if holds.get(kind))


def _band(at: int, chain: tuple[Element, ...], what: str) -> int:
    texts = (value(style, f"w:tblPr/w:tblStyle{what}BandSize") for style in reversed(chain))
    size = next((number for number in map(natural_number, texts) if number is not None), 1)
    return 1 + (at // size) % 2 if size else 1


def is_chosen(table: Element, kind: str) -> bool:
    """Return whether a table's look asks for a part; without any look only the bands show."""
    look = table.find("w:tblPr/w:tblLook", NAMESPACES)
    if look is None:
        return False
    own = look.get(name(f"w:{kind}"))
    if own is not None:
        return own not in {"0", "false", "off"}
    return bool((hexadecimal(look.get(name("w:val"))) or 0) & _BITS[kind])


def is_header(row: Element) -> bool:
    """Return whether a row is marked to be read, and repeated on each page, as the table's header."""
    return is_on(row.find("w:trPr/w:tblHeader", NAMESPACES))
