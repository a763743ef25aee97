"""A compiled template ⇄ a file in the user's own cache folder, so that the next process need not compile it.

It is kept only where this software is installed: an editable checkout changes without a word. The key is made of
everything that decides what compiling gives. Whatever is not as it should be is compiled anew: a file that is damaged,
a folder that others may write to, a filter or a type that is not this software's own.
"""

from __future__ import annotations

import hashlib
import marshal
import os
import pickle
import stat
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache, partial
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2 import Template as JinjaTemplate
from msgspec.structs import replace

from engross.problems import Problem
from engross.word.language.environment import Language
from engross.word.render.compiled import Compiled, Part
from engross.word.render.filters import FILTERS
from engross.word.render.image import pictured
from engross.word.render.state import STATE_FILTERS
from engross.word.shape.declared import DeclaredShape
from engross.word.values.printing import printers

if TYPE_CHECKING:
    from engross.word.check import Use

MOST = 64
"""The most templates that are kept; the oldest go first."""
_DIGEST = hashlib.sha256().digest_size
_PACKAGES = Path(__file__).resolve().parents[2]
"""The folder in which this software's packages lie."""
_OURS = ("engross", "scrutiny_response")
_APART = frozenset({"parts", "globals", "place_of", "uses", "insertion_points"})
"""What of a compiled template cannot be written as it is."""


def key_of(data: bytes, file: str, decides: object) -> str:
    """Return the name under which a template is kept; "" if it is not kept, as what `decides` may change."""
    installed = installation()
    named = _named(decides) if installed else None
    if named is None:
        return ""
    digest = hashlib.sha256(data)
    for piece in (installed, file.encode("utf-8", "surrogateescape"), named.encode("utf-8", "surrogateescape")):
        digest.update(hashlib.sha256(piece).digest())
    return digest.hexdigest()


def load(
    key: str, filters: Mapping[str, Callable[..., Any]], uses: Callable[[], frozenset[Use]]
) -> tuple[Compiled, tuple[Problem, ...]] | None:
    """Return the template that was kept under this name, with what is said of it; None if none is, or not whole.

    `uses` finds out the fields that it uses, for the few who ask.
    """
    place = folder() if key else None
    if place is None:
        return None
    with suppress(Exception):  # whatever is wrong with the file, the template can be compiled
        written = (place / key).read_bytes()
        if hashlib.sha256(written[_DIGEST:]).digest() == written[:_DIGEST]:
            compiled, problems = _revived(written[_DIGEST:], filters)
            return replace(compiled, uses=uses), problems
    return None


def keep(key: str, compiled: Compiled, problems: tuple[Problem, ...]) -> None:
    """Keep a template under this name, if that is possible; nothing depends on it."""
    place = folder() if key else None
    if place is None:
        return
    with suppress(OSError, pickle.PicklingError, TypeError, AttributeError):
        body = _written(compiled, problems)
        part = place / f".{os.getpid()}-{key}"
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(hashlib.sha256(body).digest() + body)
            part.replace(place / key)
        finally:
            part.unlink(missing_ok=True)
        _make_room(place)


def _written(compiled: Compiled, problems: tuple[Problem, ...]) -> bytes:
    plain = {name: getattr(compiled, name) for name in compiled.__struct_fields__ if name not in _APART}
    parts = [(part.name, part.place, replace(part.source, text=""), part.holders, part.may_widen,
              marshal.dumps(part.code)) for part in compiled.parts]  # fmt: skip
    places = tuple(map(compiled.place_of, range(len(compiled.sites))))
    points = pickle.dumps(compiled.insertion_points(), pickle.HIGHEST_PROTOCOL)  # many renderings do without
    return pickle.dumps((plain, parts, places, points, problems), pickle.HIGHEST_PROTOCOL)


def _revived(body: bytes, filters: Mapping[str, Callable[..., Any]]) -> tuple[Compiled, tuple[Problem, ...]]:
    plain, parts, places, points, problems = pickle.loads(body)  # noqa: S301  # only this user can have written it
    language = Language(
        {**FILTERS, **filters, **STATE_FILTERS, "_pictured": pictured, **printers(list(plain["sites"]))}
    )
    language.having = {name: set() for name in plain["having"]}
    own = (
        Part(name, place, source, holders, widens, *_template(language, code))
        for name, place, source, holders, widens, code in parts
    )
    revived = Compiled(
        **plain,
        parts=tuple(own),
        globals=language.globals,
        place_of=places.__getitem__,
        insertion_points=cache(partial(pickle.loads, points)),
        uses=frozenset,
    )
    return revived, problems


def _template(language: Language, written: bytes) -> tuple[JinjaTemplate, Any]:
    code = marshal.loads(written)  # noqa: S302  # as above
    return JinjaTemplate.from_code(language, code, language.globals), code


def _named(thing: object) -> str | None:
    """Return what stands for a value wherever this software runs; None for one that is not this software's own."""
    if isinstance(thing, DeclaredShape):
        thing = ["declared", thing.shape, thing.of, thing.schema]
    if thing is None or isinstance(thing, str | int | float):
        return repr(thing)
    if isinstance(thing, partial):
        return _group("partial", [thing.func, thing.args, thing.keywords])
    if isinstance(thing, list | tuple):
        return _group("list", list(thing))
    if isinstance(thing, Mapping):  # also a JSON schema
        return _group("mapping", [each for pair in thing.items() for each in pair])
    module, name = getattr(thing, "__module__", ""), getattr(thing, "__qualname__", "")
    if module.partition(".")[0] in _OURS and name and "<" not in name:
        return f"{module}:{name}"
    return None


def _group(kind: str, things: list[object]) -> str | None:
    names = [_named(thing) for thing in things]
    return None if None in names else f"{kind}{names!r}"


@cache
def installation() -> bytes:
    """Return what tells this installation from any other: the list of its files, its Python and its libraries.

    Empty if it is not installed as a package, or more than once.
    """
    records = list(_PACKAGES.glob("scrutiny_response-*.dist-info/RECORD"))
    with suppress(OSError):
        modules = (Path(jinja2.__file__).with_name(name) for name in ("compiler.py", "runtime.py", "sandbox.py"))
        stamps = [(status.st_size, status.st_mtime_ns) for status in map(Path.stat, modules)]
        if len(records) == 1:
            return records[0].read_bytes() + MAGIC_NUMBER + sys.version.encode() + repr(stamps).encode()
    return b""


@cache
def folder() -> Path | None:
    """Return the folder of kept templates, made if it is not there; None if others may write to it, or it cannot be."""
    with suppress(OSError, RuntimeError):
        own = cache_folder() / "engross"
        own.mkdir(mode=0o700, parents=True, exist_ok=True)
        status = own.lstat()
        is_own = sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & 0o077)
        if stat.S_ISDIR(status.st_mode) and is_own:
            return own
    return None


def cache_folder() -> Path:
    """Return where this system has a user's own files that can be made again."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches"
    named = Path(os.environ.get("XDG_CACHE_HOME", ""))
    return named if named.is_absolute() else Path.home() / ".cache"


def _make_room(place: Path) -> None:
    """Take away what was kept first, if there is too much, and what a run that was killed left half written."""
    entries = sorted(place.iterdir(), key=lambda entry: entry.lstat().st_mtime)
    for entry in entries[: max(0, len(entries) - MOST)]:
        entry.unlink(missing_ok=True)
