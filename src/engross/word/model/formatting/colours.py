"""Colours as Word writes them → red, green and blue, and the contrast of two of them.

Theme colours, their tints and shades, shading patterns and highlights are resolved as ECMA-376 (part 1, 17.3.2 and
17.18) says; contrast is WCAG 2.2's.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping

from msgspec import Struct

from engross.word.opc.numbers import hexadecimal
from engross.word.opc.package import Package
from engross.word.opc.relationships import document_part
from engross.word.opc.xml_names import NAMESPACES, VAL, Element, name

_PATTERN = re.compile(r"pct[0-9]{1,2}")
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_MAPPED = {"text1": "t1", "background1": "bg1", "text2": "t2", "background2": "bg2"}
_SCHEME = {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2", "hyperlink": "hlink",
           "followedHyperlink": "folHlink"}  # fmt: skip
_USUAL = {"t1": "dark1", "bg1": "light1", "t2": "dark2", "bg2": "light2"}
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "00008B", "darkCyan": "008B8B",
    "darkGray": "A9A9A9", "darkGreen": "006400", "darkMagenta": "8B008B", "darkRed": "8B0000", "darkYellow": "808000",
    "green": "00FF00", "lightGray": "D3D3D3", "magenta": "FF00FF", "red": "FF0000", "white": "FFFFFF",
    "yellow": "FFFF00",
}  # fmt: skip


class Colour(Struct, frozen=True):
    """Red, green and blue, each from 0 to 255."""

    red: int
    green: int
    blue: int

    @classmethod
    def of(cls, text: str) -> Colour:
        """Return the colour that Word writes as six hexadecimal digits."""
        return cls(int(text[:2], 16), int(text[2:4], 16), int(text[4:], 16))

    def __str__(self) -> str:
        return f"{self.red:02X}{self.green:02X}{self.blue:02X}"

    @property
    def luminance(self) -> float:
        """WCAG 2.2's relative luminance, from 0 (black) to 1 (white)."""
        return 0.2126 * _linear(self.red) + 0.7152 * _linear(self.green) + 0.0722 * _linear(self.blue)

    def mixed(self, other: Colour, share: float) -> Colour:
        """Return this colour with a share (0 to 1) of another."""
        pairs = zip((self.red, self.green, self.blue), (other.red, other.green, other.blue), strict=True)
        return Colour(*(round(mine + (its - mine) * share) for mine, its in pairs))


BLACK, WHITE = Colour(0, 0, 0), Colour(255, 255, 255)


def contrast(one: Colour, other: Colour) -> float:
    """WCAG 2.2's contrast ratio, from 1 to 21."""
    darker, lighter = sorted((one.luminance, other.luminance))
    return (lighter + 0.05) / (darker + 0.05)


class Palette:
    """The colours of a file's theme, by the names that WordprocessingML gives them."""

    def __init__(self, scheme: Mapping[str, Colour], mapping: Mapping[str, str]) -> None:
        self._scheme, self._mapping = scheme, mapping

    @classmethod
    def of(cls, package: Package) -> Palette:
        """The palette of a package; without a theme, the colours that Word notes beside the theme's names count."""
        theme, settings = document_part(package, "theme"), document_part(package, "settings")
        scheme = package.xml(theme).find("a:themeElements/a:clrScheme", NAMESPACES) if theme else None
        mapping = package.xml(settings).find("w:clrSchemeMapping", NAMESPACES) if settings else None
        names = (
            {} if mapping is None else {str(key).rpartition("}")[2]: str(text) for key, text in mapping.attrib.items()}
        )
        return cls(_scheme(scheme), {**_USUAL, **names})

    def colour(self, node: Element | None, plain: str, theme: str) -> Colour | None:
        """Return the colour in an element's attributes (such as `val` and `themeColor`); None for automatic or none."""
        if node is None:
            return None
        chosen = self._named(node.get(name(f"w:{theme}")))
        if chosen is not None:
            stem = theme.removesuffix("Color")
            return _tinted(chosen, node.get(name(f"w:{stem}Tint")), node.get(name(f"w:{stem}Shade")))
        text = node.get(name(f"w:{plain}"), "")
        return Colour.of(text) if _HEX.fullmatch(text) else None

    def shading(self, node: Element | None) -> Colour | None:
        """What w:shd shows behind text: its fill, with its pattern's colour mixed in; None if it is transparent."""
        if node is None:
            return None
        kind = node.get(VAL, "clear")
        share = 1.0 if kind == "solid" else int(kind[3:]) / 100 if _PATTERN.fullmatch(kind) else 0.0
        fill = self.colour(node, "fill", "themeFill")
        if kind in {"nil", "clear"} or not share:
            return None if kind == "nil" else fill
        return (fill or WHITE).mixed(self.colour(node, "color", "themeColor") or BLACK, share)

    def _named(self, theme: str | None) -> Colour | None:
        if theme is None or theme == "none":
            return None
        mapped = self._mapping.get(_MAPPED.get(theme, ""), theme)
        return self._scheme.get(_SCHEME.get(mapped, mapped))


def highlight(node: Element | None) -> Colour | None:
    """Return the colour of w:highlight; None if there is none."""
    text = _HIGHLIGHTS.get(node.get(VAL, "")) if node is not None else None
    return Colour.of(text) if text else None


def _scheme(scheme: Element | None) -> dict[str, Colour]:
    colours = {}
    for entry in () if scheme is None else scheme.iterchildren("{*}*"):
        colour = next(entry.iterchildren("{*}*"), None)
        text = "" if colour is None else colour.get("lastClr") or colour.get("val") or ""
        if _HEX.fullmatch(text):
            colours[str(entry.tag).rpartition("}")[2]] = Colour.of(text)
    return colours


def _tinted(colour: Colour, tint: str | None, shade: str | None) -> Colour:
    """A theme colour lighter or darker, as Word does it: by its lightness, in 255ths."""
    hue, light, rich = colorsys.rgb_to_hls(colour.red / 255, colour.green / 255, colour.blue / 255)
    darker, lighter = hexadecimal(shade), hexadecimal(tint)
    if darker is not None:
        light *= min(darker, 255) / 255
    if lighter is not None:
        kept = min(lighter, 255) / 255
        light = light * kept + 1 - kept
    return Colour(*(round(255 * part) for part in colorsys.hls_to_rgb(hue, light, rich)))


def _linear(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004  # WCAG's own figures
