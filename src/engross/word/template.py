"""A Word template → a compiled Template; a Template and values → a Document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.runtime import Undefined
from jinja2.utils import missing
from msgspec import Struct

from engross.problems import Problem, Refused
from engross.records import is_record
from engross.word import kept
from engross.word.language.environment import known_names, nearest
from engross.word.model.grids import widen
from engross.word.opc.archive import Packed, join
from engross.word.opc.unpacking import whole_file
from engross.word.render.compiled import Compiled, Part
from engross.word.render.image import image_filter
from engross.word.render.repair import sound
from engross.word.render.state import RenderState
from engross.word.render.streaming import packed_part
from engross.word.values.bookmarks import NONE_IDENTIFIED, Identities
from engross.word.values.fragments import TooLong
from engross.word.values.printing import ValueRefused

if TYPE_CHECKING:
    from engross.word.check import Use
    from engross.word.check.used_names import UsedName
    from engross.word.opc.package import Package

_MISTAKES = (TemplateRuntimeError, ValueRefused, TypeError, ValueError, ArithmeticError, LookupError, AttributeError,
             AssertionError, RecursionError, MemoryError)  # fmt: skip


class Document:
    """A Word document that was made; `bytes(document)` is the file."""

    __slots__ = ("_data",)

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __bytes__(self) -> bytes:
        return self._data

    def save(self, path: Path | str) -> None:
        """Write the document to a file; OSError if that is not possible."""
        Path(path).write_bytes(self._data)


class _Opened(Struct, frozen=True):
    """What a template was opened with, so that it can be pickled."""

    source: bytes
    shape: object | None
    filters: Mapping[str, Callable[..., Any]]
    file: str
    images: Path | str | None
    prepare: Callable[[Package], Package] | None
    identities: Identities


class Template:
    """A Word template, compiled and checked once. Immutable: threads and processes may share it.

    Pickled, it travels as all that it was opened with: the file's bytes, the shape, the filters, the name, the folder
    of images and `prepare`. It is compiled again where it arrives. Types and functions travel by their names: pickle
    refuses a template with a filter, a shape or a `prepare` that does not lie at the top of a module.
    """

    __slots__ = ("_compiled", "_opened", "problems")

    def __init__(self, compiled: Compiled, problems: tuple[Problem, ...], opened: _Opened) -> None:
        self._compiled = compiled
        self._opened = opened
        self.problems = problems

    def __reduce__(self) -> tuple[Callable[[_Opened], Template], tuple[_Opened]]:
        return _open_again, (self._opened,)

    @classmethod
    def open(  # noqa: PLR0913  # each is a choice of its own, and all but the first are usually left out
        cls,
        source: Path | str | bytes,
        shape: object | None = None,
        filters: Mapping[str, Callable[..., Any]] | None = None,
        *,
        file: str = "",
        images: Path | str | None = None,
        prepare: Callable[[Package], Package] | None = None,
        identities: Identities = NONE_IDENTIFIED,
    ) -> Template:
        """Compile a template from a path or from its bytes, and check it.

        `shape` is the type of the values that it will be rendered with: with it, every field that the template names
        is checked. `filters` are further filters by name. `file` is what problems call the template,
        `images` the folder from which it may take pictures. `prepare` may change the safe and clean package first.
        `identities` names, by type, the field that tells its records apart: where a tag prints only that field, alone
        in a cell or where a heading begins, a bookmark of the record's own is set (see `bookmark_name`).
        Raises Refused with every problem of every part. Problems that refuse nothing are in `template.problems`.
        """
        name = file or (str(source) if not isinstance(source, bytes) else "document.docx")
        data = whole_file(source, name)
        opened = _Opened(data, shape, dict(filters or {}), name, images, prepare, dict(identities))
        all_filters = {"image": image_filter(None if images is None else Path(images)), **opened.filters}
        compiled, problems = _kept_or_compiled(opened, all_filters)
        return cls(compiled, problems, opened)

    @property
    def uses(self) -> frozenset[Use]:
        """The fields that the template uses, if it was checked against a shape."""
        return self._compiled.uses()

    def names(self) -> tuple[UsedName, ...]:
        """The names that the template asks of its values, nested ("areas[].name"), in order, each with its places.

        No shape is needed. Names that the template itself sets are followed to the values if that can be said.
        """
        from engross.word.check.used_names import UsedName  # noqa: PLC0415  # it loads what checks a template

        place_of, names = self._compiled.place_of, self._compiled.used_names.items()
        return tuple(UsedName(name, tuple(map(place_of, numbers))) for name, numbers in names)

    def render(self, values: object) -> Document:
        """The document for these values: a mapping, or a dataclass or Struct whose fields and properties are the names.

        Raises Refused where a value is missing or cannot be printed.
        """
        compiled = self._compiled
        state, names = self._begun(values)
        parts: dict[str, Packed] = {**compiled.static}  # what is rendered goes where it lay, what is new to the end
        for part in compiled.parts:
            state.begin_part(part.name)
            parts[part.name] = self._render(part, names)
        self._refuse_lost(state)
        parts.update(state.finish())
        if compiled.references is not None or compiled.contents is not None:
            from engross.word.render.whole import with_whole  # noqa: PLC0415  # few templates have any

            with_whole(parts, compiled, state)
        if compiled.use is not None:
            parts = compiled.use.without_unused(parts)
        return Document(join(parts.values()))

    def check(self, values: object) -> None:
        """Raise Refused if `render` would for these values, with the same problems; no document is made.

        A template whose texts are gone through once more when they are whole, for contents, references or wider
        tables, is rendered.
        """
        compiled = self._compiled
        goes_through_again = compiled.contents is not None or compiled.references is not None
        if goes_through_again or any(part.may_widen for part in compiled.parts):
            self.render(values)
            return
        state, names = self._begun(values)
        for part in compiled.parts:
            state.begin_part(part.name)
            try:
                for text in part.template.root_render_func(part.template.new_context(names, shared=True)):
                    text.encode()
            except _MISTAKES as error:
                raise Refused([self._explain(error, part)]) from None
        self._refuse_lost(state)

    def _begun(self, values: object) -> tuple[RenderState, dict[str, object]]:
        """What a rendering counts, and all names that it knows."""
        state = RenderState(self._compiled)
        own = _named(values, self._compiled.names)
        return state, {**self._compiled.globals, **own, "_state": state, "_note": state.note}

    def _refuse_lost(self, state: RenderState) -> None:
        lost = [self._lost(name, number) for name, number in state.lost_references()]
        if lost:
            raise Refused(list(dict.fromkeys(lost)))

    def _render(self, part: Part, names: dict[str, object]) -> Packed:
        def finish(text: str) -> str:
            text = sound(text, part.holders)
            return widen(text) if part.may_widen else text

        holders = None if part.may_widen else part.holders
        try:
            context = part.template.new_context(names, shared=True)  # what a template sets lies in the context
            return packed_part(part.name, part.template.root_render_func(context), holders, finish)
        except _MISTAKES as error:
            raise Refused([self._explain(error, part)]) from None

    def _lost(self, bookmark: str, number: int) -> Problem:
        return Problem("reference-to-nothing", self._compiled.place_of(number),
                       f"this refers to the bookmark {bookmark}, which is not in the document made of these values",
                       "put the reference under the same condition as what it refers to")  # fmt: skip

    def _explain(self, error: BaseException, part: Part) -> Problem:
        number = part.source.tag_on(_line(error, error.__traceback__))
        place = part.place if number is None else self._compiled.place_of(number)
        if isinstance(error, ValueRefused):
            place = part.place if isinstance(error, TooLong) else place
            return Problem(error.id, place, error.message, error.hint)
        if isinstance(error, UndefinedError):
            return Problem("unknown-field", place, str(error), _hint(error))
        if isinstance(error, SecurityError | MemoryError):
            reason = str(error) or "the result would be larger than a document can hold"
            return Problem("not-allowed", place, f"this is not allowed in a template: {reason}", "write it more simply")
        if isinstance(error, RecursionError):
            return Problem("endless", place, "a macro calls itself without end", "give it a condition that ends it")
        return Problem("cannot-compute", place, f"this cannot be computed ({error})", "check the values that it uses")


def _kept_or_compiled(
    opened: _Opened, filters: Mapping[str, Callable[..., Any]]
) -> tuple[Compiled, tuple[Problem, ...]]:
    """Return a template as it was kept, or compile and check it, and keep it."""

    def anew() -> tuple[Compiled, tuple[Problem, ...]]:
        from engross.word.opc.package import Package  # noqa: PLC0415  # likewise
        from engross.word.opening import compiled_and_checked  # noqa: PLC0415  # what was kept is not compiled

        package = Package.open(opened.source, opened.file)
        return compiled_and_checked(package, opened.shape, filters, opened.prepare, opened.identities)

    def uses() -> frozenset[Use]:
        return anew()[0].uses()

    decides = (opened.shape, opened.filters, opened.prepare, opened.identities)
    key = kept.key_of(opened.source, opened.file, decides)
    loaded = kept.load(key, filters, uses)
    if loaded is None:
        loaded = anew()
        kept.keep(key, *loaded)
    return loaded


def _open_again(opened: _Opened) -> Template:
    return Template.open(
        opened.source,
        opened.shape,
        opened.filters,
        file=opened.file,
        images=opened.images,
        prepare=opened.prepare,
        identities=opened.identities,
    )


def _named(values: object, names: frozenset[str]) -> dict[str, object]:
    if isinstance(values, Mapping):
        return dict(values)
    if isinstance(values, type) or not is_record(type(values)):
        raise TypeError(f"values are a mapping, a dataclass or a Struct, not {type(values).__name__}")
    return {name: value for name in names if (value := getattr(values, name, missing)) is not missing}


def _line(error: BaseException, traceback: TracebackType | None) -> int:
    """The line of the source on which an error arose: the innermost frame of a template, by Jinja's own table."""
    line = 0
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if isinstance(template, JinjaTemplate):
            line = template.get_corresponding_lineno(traceback.tb_lineno)
        traceback = traceback.tb_next
    return error.lineno if isinstance(error, TemplateSyntaxError) else line


def _hint(error: UndefinedError) -> str:
    traceback = error.__traceback__
    while traceback is not None:
        thing = traceback.tb_frame.f_locals.get("self")
        if isinstance(thing, Undefined):
            return nearest(str(thing._undefined_name), known_names(thing._undefined_obj)) or "check its spelling"  # noqa: SLF001  # Jinja keeps them there
        traceback = traceback.tb_next
    return "check its spelling"
