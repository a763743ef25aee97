"""Jinja, as templates may use it: immutable and sandboxed, escaped, strict, bounded, with errors in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from types import FunctionType, MethodType
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.lexer import TokenStream
from jinja2.parser import Parser
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing, pass_context
from msgspec import Struct

from engross.records import field_names, is_record
from engross.suggestions import nearest_hint
from engross.word.language.ast_passes import Tree, settled
from engross.word.language.codegen import Having, Writer
from engross.word.language.jinja_tokens import COMMENT, COMMENT_END, PRINT, PRINT_END, STATEMENT, STATEMENT_END, tokens
from engross.word.language.text_filters import LAZY_FILTERS, TEXT_FILTERS, as_operand, join, of_text, whole
from engross.word.values.bounds import BOUNDED, BoundedFormatter, bounded, method, operands
from engross.word.values.printing import ValueRefused, a_kind_of, kind_of

MOST_TURNS = 1_000_000
"""The most turns that all loops of one document may take together."""
CALL_TURNS = 5
"""How many turns of a loop the call of a macro counts as."""
_REFUSED_FILTERS = ("safe", "forceescape", "urlize", "xmlattr", "tojson", "pprint", "random", "filesizeformat")
_REFUSED_TESTS = ("filter", "test", "escaped", "callable")


class Missing(StrictUndefined):
    """A name that the data do not have: printing it, or asking anything of it, says so with the nearest name."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint:
            return self._undefined_hint
        if self._undefined_obj is missing:
            return f"nothing is called {self._undefined_name!r} here"
        return f"the {kind_of(self._undefined_obj)} has no field {self._undefined_name!r}"


def known_names(thing: object) -> list[str]:
    """Return the names of the fields that a value has for a template."""
    if isinstance(thing, Mapping):
        return [str(key) for key in thing]
    if is_record(type(thing)):
        described = [n for n, member in vars(type(thing)).items() if isinstance(member, property)]
        return [*field_names(type(thing)), *described]
    return []


def nearest(wanted: str, candidates: Iterable[str]) -> str:
    """Return a hint with the nearest known name, or with all names; "" if there are none."""
    names = list(candidates)
    meant = nearest_hint(wanted, names, repr)
    if meant:
        return meant
    if names and len(names) <= 12:  # noqa: PLR2004  # more would bury the message
        return "it has " + ", ".join(sorted(names))
    return ""


class _Fields(dict[type, frozenset[str]]):
    """The names that each dataclass, and a loop, shows to templates; none for any other type.

    They are its fields, its properties, and the methods of one that has no other base: as these neither change
    anything nor are known to Jinja, its sandbox has nothing to look for in them.
    """

    def __missing__(self, kind: type) -> frozenset[str]:
        names: set[str] = set()
        if is_record(kind):
            names = {
                name for base in kind.__mro__ for name, member in vars(base).items() if isinstance(member, property)
            }
            names.update(field_names(kind))
            names |= set(_methods(kind)) if kind.__bases__ in {(object,), (Struct,)} else set()
        self[kind] = frozenset(name for name in names if not name.startswith("_"))
        return self[kind]


def _methods(kind: type) -> Iterator[str]:
    """The names of the methods in which nothing is marked, as those are that need a context or may not be called."""
    return (name for name, member in vars(kind).items() if type(member) is FunctionType and not vars(member))


_FIELDS = _Fields({LoopContext: frozenset({"depth", "first", "index", "index0", "last", "length", "revindex"})})


class Language(ImmutableSandboxedEnvironment):
    """The environment in which every template is compiled. Made once for a set of filters, then only read."""

    code_generator_class = Writer
    intercepted_binops = frozenset({"*", "**", "%", "+"})

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        super().__init__(
            block_start_string=STATEMENT,
            block_end_string=STATEMENT_END,
            variable_start_string=PRINT,
            variable_end_string=PRINT_END,
            comment_start_string=COMMENT,
            comment_end_string=COMMENT_END,
            autoescape=True,
            optimized=False,
            undefined=Missing,
            extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"],
            keep_trailing_newline=True,
            cache_size=0,
        )
        self.having: Having = {}
        for name in _REFUSED_FILTERS:
            del self.filters[name]
        for name in _REFUSED_TESTS:
            del self.tests[name]
        self.filters |= {"e": _same, "escape": _same, "_turns": turns}
        self.filters |= {name: of_text(self.filters[name]) for name in TEXT_FILTERS} | {"join": join}
        self.filters |= {name: whole(self.filters[name]) for name in LAZY_FILTERS}
        self.filters |= {name: bounded(name, self.filters[name]) for name in BOUNDED}
        self.filters |= filters
        self.globals = {name: self.globals[name] for name in ("range", "dict", "cycler", "joiner", "namespace")}

    def _tokenize(
        self, source: str, name: str | None, filename: str | None = None, state: str | None = None
    ) -> TokenStream:
        read_tokens = tokens(source) if state is None else None
        return (
            super()._tokenize(source, name, filename, state)
            if read_tokens is None
            else TokenStream(read_tokens, name, filename)
        )

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Jinja's tree of a source, but for what `settled` sees to."""
        return nodes.Template(Parser(self, source, name, filename).subparse(), lineno=1)

    def read(self, source: str) -> Tree:
        """Jinja's tree of a source, each expression on the line of its tag, not of what follows.

        TemplateSyntaxError if it cannot be read.
        """
        try:
            return settled(self.parse(source), self)
        except RecursionError:
            raise TemplateSyntaxError("too much stands in it, one thing in another", 1) from None
        except ValueError:  # Python reads no whole number of more than a few thousand digits
            raise TemplateSyntaxError("a number in it is too long", 1) from None

    def getattr(self, obj: Any, attribute: str) -> Any:
        """A field of a value: the keys of a mapping come before its methods; names with an underscore never show."""
        if attribute in _FIELDS[type(obj)]:
            if attribute in self.having:  # a filter may ask for a field that no tag names
                self.having[attribute].add(type(obj))
            return getattr(obj, attribute)
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item of a list or a field of a mapping."""
        if isinstance(obj, dict) and isinstance(argument, str) and argument in obj:
            return obj[argument]
        return super().getitem(obj, argument)

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """Return the method format or format_map of a text, held to what may be printed; None for anything else."""
        text = getattr(value, "__self__", None)
        if super().wrap_str_format(value) is None or not isinstance(text, str):
            return None
        mapped = value.__name__ == "format_map"

        def formatted(*args: Any, **named: Any) -> str:
            return BoundedFormatter(self).vformat(str(text), () if mapped else args, args[0] if mapped else named)

        return formatted

    def call_filter(self, name: str, *rest: Any, **named: Any) -> Any:
        """Return a filter that a template names in a text, as `map` does; one of the engine's own is refused."""
        return super().call_filter(_public(name, "filter"), *rest, **named)

    def call_test(self, name: str, *rest: Any, **named: Any) -> Any:
        """Return a test that a template names in a text, as `select` does."""
        return super().call_test(_public(name, "test"), *rest, **named)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return an arithmetic operation, refused if it would make something boundless."""
        left, right = as_operand(left), as_operand(right)
        if operator == "%" and isinstance(left, str | bytes):
            raise ValueRefused("not-allowed", "text is formatted with %", "put the parts together with ~")
        operands(context, operator, left, right)
        return super().call_binop(context, operator, left, right)

    def call(self, context: Context, called: Any, /, *args: Any, **kwargs: Any) -> Any:
        """A macro, a loop within itself, or a method, called: counted, and refused if it would be boundless."""
        if type(called) is MethodType and called.__name__ in _FIELDS[type(called.__self__)]:
            return self._own_method(called, args, kwargs)
        if isinstance(called, Macro):
            count_turns(context, CALL_TURNS)
        elif isinstance(called, LoopContext):
            args = (turns(context, *args),)
        else:
            method(context, called, args, kwargs)
        return super().call(context, called, *args, **kwargs)

    def _own_method(self, called: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Return what a dataclass's own method gives, as Jinja would call it."""
        for given_to_jinja in ("_loop_vars", "_block_vars"):
            kwargs.pop(given_to_jinja, None)
        try:
            return called(*args, **kwargs)
        except StopIteration:
            return self.undefined("value was undefined because a callable raised a StopIteration exception")


def _public(name: str, kind: str) -> str:
    if str(name).startswith("_"):
        raise ValueRefused(f"unknown-{kind}", f"there is no {kind} called {str(name)!r}", "take it out, or use another")
    return name


@pass_context
def turns(context: Context, things: Any) -> Any:
    """What a loop goes over, counted; text and single values are refused, as looping over them is never meant."""
    if isinstance(things, list | tuple):
        pass
    elif isinstance(things, Undefined):
        return iter(things)
    elif isinstance(things, Mapping):
        things = list(things)
    elif not isinstance(things, range):
        if things is None or isinstance(things, str | int | float) or not hasattr(things, "__iter__"):
            what = "nothing" if things is None else "a text" if isinstance(things, str) else a_kind_of(things)
            raise ValueRefused("loop-over-no-list", f"the loop goes over {what}, not over a list",
                               "name a list after 'in'")  # fmt: skip
        things = list(islice(things, MOST_TURNS + 1))
    count_turns(context, len(things))
    return things


def count_turns(context: Context, number: int) -> None:
    """Count the turns of a loop, or the call of a macro."""
    state = context.parent["_state"]
    state.turns += number
    if state.turns > MOST_TURNS:
        raise ValueRefused("too-many-turns", f"the loops of this document take more than {MOST_TURNS:,} turns",
                           "loop over less")  # fmt: skip


def _same(value: Any) -> Any:
    """What `| e` does here: nothing, as everything printed is escaped anyway."""
    return value
