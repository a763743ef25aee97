"""The name of a picture's file, or its bytes → the picture in the text, with its words for those who do not see it."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

from jinja2.runtime import Context
from jinja2.utils import pass_context
from markupsafe import escape

from engross import paths
from engross.files import read_file
from engross.word.language.arguments import examined
from engross.word.model.pictures import EMU_PER_INCH, Picture, read_picture
from engross.word.render.state import RenderState
from engross.word.values.printing import Rich, Site, ValueRefused, as_text, in_lists, speakable

MOST_PICTURE = 32 * 1024 * 1024
"""The largest picture that is taken, in bytes."""
_EMU_PER_TWIP = EMU_PER_INCH // 1440
_UNITS = {"cm": EMU_PER_INCH / 2.54, "mm": EMU_PER_INCH / 25.4, "in": float(EMU_PER_INCH), "pt": EMU_PER_INCH / 72}
_LENGTH = re.compile(r"\s*(\d{1,4}(?:\.\d{1,4})?)\s*(cm|mm|in|pt)\s*")
_PAGE = (9026, 13958)
"""The text of an A4 page between margins of an inch, in twentieths of a point, where no room is known."""

_QUARTER, _HALF, _BACK = ' rot="5400000"', ' rot="10800000"', ' rot="16200000"'
_MIRRORED, _UPSIDE_DOWN = ' flipH="1"', ' flipV="1"'
_TURNS = ("", "", _MIRRORED, _HALF, _UPSIDE_DOWN, f"{_BACK}{_MIRRORED}", _QUARTER, f"{_QUARTER}{_MIRRORED}", _BACK)
"""How a picture of each orientation is set upright: it is mirrored first, and then turned clockwise."""


def image_filter(folder: Path | None) -> Callable[..., Rich]:
    """Return the filter `image` for pictures from this folder; None allows only pictures that are given as bytes."""

    @examined(alt=_words, width=_length, height=_length)
    def image(value: object, alt: object = "", width: object = None, height: object = None) -> Rich:
        """A picture from a file in the folder of pictures, or from its bytes.

        `alt` says in words what it shows. `width` and `height` are lengths such as "5cm"; with both, the picture fits
        within them; with neither, its own resolution says its size. It is never distorted, and never larger than the
        room for text. Raises ValueRefused if there is no such picture or no words for it.
        """
        words = _words(alt)
        picture, called = _picture(value, folder)
        wanted = (_length(width), _length(height))
        return PictureValue(
            "anywhere", lambda state, site: _write(picture, called, words, wanted, state, site), picture, words
        )

    return image


class PictureValue(Rich, frozen=True):
    """A picture that is put into the text, or in the place of another, with its words."""

    picture: Picture
    words: str


@pass_context
def pictured(context: Context, value: object, what: str, width: int, height: int) -> str:
    """What the drawing of a picture says of it that stands within a width and a height, in EMU, in another's place."""
    if not isinstance(value, PictureValue):
        raise ValueRefused("plain-in-rich", "this gives no picture to put in the place of another",
                           'let its filter image be the last: {{ … | image(alt="…") }}')  # fmt: skip
    picture, state = value.picture, context.parent["_state"]
    if what == "words":
        return value.words
    if what == "embed":
        part = state.additions.add_media(picture.data, picture.extension, picture.content_type)
        return str(state.relate("image", part))
    if what in {"across", "down"}:
        size = fitted(picture, (width, None), (width, height))
        return str(size[(what == "down") != picture.on_its_side])
    turned = re.search(rf'{what}="(\d+)"', _TURNS[picture.orientation])
    return turned[1] if turned else "0"


def _words(alt: object) -> str:
    words = " ".join(as_text(alt).split())
    speakable(words)
    if not words:
        raise ValueRefused("picture-without-words", "a picture is put in without words that say what it shows",
                           'add them: {{ … | image(alt="…") }}')  # fmt: skip
    return words


def _picture(value: object, folder: Path | None) -> tuple[Picture, str]:
    if isinstance(value, bytes | bytearray):
        _bounded(len(value), "given as bytes")
        return read_picture(bytes(value), "given as bytes"), "picture"
    name = str(value) if isinstance(value, Path) else as_text(value)
    path = _within(name, folder)
    speakable(path.name)
    try:
        _bounded(path.stat().st_size, path.name)
        data = read_file(path, MOST_PICTURE)
    except OSError as error:
        raise ValueRefused("picture-unreadable", f"the picture {path.name} cannot be read ({paths.reason(error)})",
                           "check its name, and that it lies in the folder of pictures") from None  # fmt: skip
    _bounded(len(data), path.name)
    return read_picture(data, path.name), path.name


def _within(name: str, folder: Path | None) -> Path:
    """The path of a picture in its folder, links followed; a path that leads out of it is refused."""
    if folder is None:
        raise ValueRefused("no-folder-of-pictures", f"the picture {name[:80]!r} is named, but no folder of pictures is",
                           "say where the pictures lie")  # fmt: skip
    try:
        path = Path(os.path.realpath(folder / name))  # of a link that leads to itself, `resolve` differs by Python
        inside = path.is_relative_to(folder.resolve()) and path != folder.resolve()
    except (OSError, ValueError):
        inside = False
    if not inside:
        raise ValueRefused("picture-outside", f"the picture {name[:80]!r} does not lie in the folder of pictures",
                           "put it there, and name it without its folder")  # fmt: skip
    return path


def _bounded(size: int, called: str) -> None:
    if size > MOST_PICTURE:
        raise ValueRefused("picture-too-large", f"the picture {called} has {size:,} bytes",
                           f"save it smaller: at most {MOST_PICTURE:,} bytes are taken")  # fmt: skip


def _length(value: object) -> float | None:
    """A length in EMU; None if none is given."""
    if value is None:
        return None
    length = _LENGTH.fullmatch(value) if isinstance(value, str) else None
    if length is None or float(length[1]) == 0:
        raise ValueRefused("not-a-length", f"{value!r} is no length".replace("'", '"'),
                           'write a number with cm, mm, in or pt, such as "5cm"')  # fmt: skip
    return float(length[1]) * _UNITS[length[2]]


def fitted(picture: Picture, wanted: tuple[float | None, float | None], extent: tuple[int, int]) -> tuple[int, int]:
    """The size of a picture in EMU: as wanted, in its own proportions, and within the extent that it has (in EMU)."""
    own = (picture.width, picture.height)
    asked = [want / size for want, size in zip(wanted, own, strict=True) if want is not None]
    scale = min(*(asked or [1.0]), *(space / size for space, size in zip(extent, own, strict=True)))
    return max(1, round(own[0] * scale)), max(1, round(own[1] * scale))


def _write(  # noqa: PLR0913, PLR0917  # the picture, what is asked of it, and where it stands
    picture: Picture,
    called: str,
    words: str,
    wanted: tuple[float | None, float | None],
    state: RenderState,
    site: Site,
) -> str:
    across, down = (space or usual for space, usual in zip(site.extent, _PAGE, strict=True))
    size = fitted(picture, wanted, (across * _EMU_PER_TWIP, down * _EMU_PER_TWIP))
    part = state.additions.add_media(picture.data, picture.extension, picture.content_type)
    drawing = _drawing(state.relate("image", part), state.fresh(), called, words, size, picture)
    if site.kind == "text":
        return f'</w:t>{drawing}<w:t xml:space="preserve">'
    run = f"<w:r>{site.run_properties}{drawing}</w:r>"
    return run if site.kind == "run" else f"<w:p>{in_lists(site.properties, state)}{run}</w:p>"


def _drawing(  # noqa: PLR0913, PLR0917  # what the XML of a picture names
    relationship: str, number: int, called: str, words: str, size: tuple[int, int], picture: Picture
) -> str:
    """The XML of a picture. Word gives its size before it is turned, and finds by itself how much room that takes."""
    from engross.word.opc.xml_names import NAMESPACES  # noqa: PLC0415  # lxml takes as long to load as a letter takes

    across, down = reversed(size) if picture.on_its_side else size
    extent = f'cx="{across}" cy="{down}"'
    names = f'id="{number}" name="{escape(called)}" descr="{escape(words)}"'
    shown = (
        f'<pic:pic xmlns:pic="{NAMESPACES["pic"]}"><pic:nvPicPr><pic:cNvPr {names}/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm{_TURNS[picture.orientation]}><a:off x="0" y="0"/><a:ext {extent}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic>"
    )
    return (
        f'<w:drawing><wp:inline xmlns:wp="{NAMESPACES["wp"]}" xmlns:a="{NAMESPACES["a"]}" distT="0" distB="0" '
        f'distL="0" distR="0"><wp:extent {extent}/><wp:docPr {names}/><wp:cNvGraphicFramePr><a:graphicFrameLocks '
        f'noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{NAMESPACES["pic"]}">{shown}'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
