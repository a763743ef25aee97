"""The house's text with its tags, and what is sent → the subject and the words of an e-mail."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from engross import paths
from engross.days import spelled
from engross.files import read_file
from engross.problems import FilePlace, Problem, Refused, TextPlace
from engross.word import FILTERS as WORD_FILTERS
from scrutiny_response import resources
from scrutiny_response.domain.assessment import Assessment
from scrutiny_response.domain.event_parts import Stage
from scrutiny_response.domain.filters import FILTERS
from scrutiny_response.use_cases.emails.values import Mailed

NAME = "email.txt"
"""The file of the house's text, in the folder of the templates."""
_MOST = 100_000
_SUBJECT = "Subject:"


class EmailText(NamedTuple):
    """The text of all drafts of a run: where it lies, and what it says."""

    file: str
    text: str


class Words(NamedTuple):
    """What one e-mail says."""

    subject: str
    body: str


def read_text(templates: Path | None) -> EmailText:
    """Return the house's text from the folder of the templates, else the one shipped; Refused if it cannot be read."""
    own = templates / NAME if templates else None
    path = own if own is not None and paths.is_file(own) else resources.templates() / NAME
    try:
        text = read_file(path, _MOST).decode("utf-8-sig").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        raise Refused([Problem("unreadable-file", FilePlace(path.as_posix()), "the text of e-mails cannot be read",
                               "save it as UTF-8, and check that you may open it")]) from None  # fmt: skip
    if not text.startswith(_SUBJECT):
        message, hint = f"the text of e-mails begins with no line `{_SUBJECT} ...`", "write the subject there"
        raise Refused([Problem("email-without-subject", TextPlace(path.as_posix(), 1, 1), message, hint)])
    return EmailText(path.as_posix(), text)


def words(text: EmailText, assessment: Assessment, documents: tuple[Mailed, ...], stage: Stage) -> Words:
    """Return the subject and the words of one e-mail; Refused with the line of the text that cannot be filled in.

    The marking, and what is said of the stage, stand before the subject, whatever the text says.
    """
    values = {
        "assessment": assessment,
        **{name: getattr(assessment, name) for name in _VALUES},
        "documents": documents,
        "stage": str(stage),
    }
    try:
        whole = _environment().from_string(text.text).render(values)
    except TemplateSyntaxError as error:
        message = str(error.message)
        raise Refused([_wrong(TextPlace(text.file, error.lineno, 1), message)]) from None
    except (TemplateError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        raise Refused([_wrong(FilePlace(text.file), str(error) or type(error).__name__)]) from None
    head, _, body = whole.partition("\n\n")
    _, *more = head.rstrip("\n").split("\n")
    if any(not line.startswith((" ", "\t")) for line in more):
        raise Refused([_several_lines(text, len(more) + 1)])
    subject = " ".join(head.removeprefix(_SUBJECT).split())
    return Words(_before_subject(assessment, stage) + subject, body.strip("\n") + "\n")


def _several_lines(text: EmailText, number: int) -> Problem:
    """Return that nobody can tell where the subject ends: no empty line follows its first."""
    message = f"the subject of e-mails would have {number} lines, as the first empty line comes after these"
    hint = "write an empty line below `Subject: ...`; in a loop, `{%- ... -%}` takes the line ends away"
    return Problem("email-subject-lines", TextPlace(text.file, 1, 1), message, hint)


def _wrong(place: TextPlace | FilePlace, message: str) -> Problem:
    hint = "see the text that comes with the software, and the fields of `scrutiny template fields`"
    return Problem("email-text", place, f"the text of e-mails cannot be filled in: {message}", hint)


_VALUES = ("reference", "partnership", "addressee", "inspection", "letter", "signatory", "contact")


def _before_subject(assessment: Assessment, stage: Stage) -> str:
    marking = f"{assessment.marking}: " if assessment.marking else ""
    until = assessment.embargoed_until
    embargo = f"Embargoed until {spelled(until)}: " if until else "Embargoed: "
    stages = {Stage.FACTUAL_ACCURACY: "For a factual accuracy check: ", Stage.EMBARGOED: embargo, Stage.ISSUED: ""}
    return marking + stages[stage]


def _environment() -> Any:
    environment = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters |= {**WORD_FILTERS, **FILTERS}
    return environment
