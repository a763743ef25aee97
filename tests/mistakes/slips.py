"""The typical mistakes of a template owner → edits of the shipped letter, each as Word would save it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engross.word.opc.package import parse_xml
from engross.word.opc.xml_names import Element, T, ancestor, name
from scrutiny_response import resources
from tests.mistakes.editing import (
    Edit,
    after,
    before,
    beginning,
    edited,
    embolden,
    paragraphs,
    restyle,
    retype,
    take_out,
    track,
    type_after,
    words,
)
from tests.word_files import DECLARED, picture

LETTER = resources.templates() / "letter.docx"
DEAR = "Dear {{ addressee.salutation }}"
STRENGTH = "{{ strength }}"
DATE = "Date: {{ letter.date | date }}"
MOVED = "{%p if milestone.moved %}"


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: `told` is what the owner did, in words of Word; `harmless` where the letter is as good as before."""

    name: str
    title: str
    told: str
    edit: Edit
    harmless: bool = False

    def file(self) -> bytes:
        """The shipped letter after the slip."""
        return edited(LETTER.read_bytes(), self.edit)


def slips() -> Iterator[Slip]:
    """All of them, in the order in which the page tells them."""
    yield Slip("deleted-endif", "A closing tag is deleted",
               "The line with `{%p endif %}` after the list of strengths went when the line below it was deleted.",
               _delete_an_endif)  # fmt: skip
    yield Slip("renamed-field", "A field is renamed",
               "The owner thought that “full name” says better what is meant, and typed it into the tag.",
               _rename_a_field)  # fmt: skip
    yield Slip(
        "lost-brace", "A brace is lost", "The last `}` of a tag went with the full stop after it.", _lose_a_brace
    )
    yield Slip("spaced-braces", "A space stands between two braces",
               "The tag was typed from memory, as `{ { … } }`.", _space_the_braces)  # fmt: skip
    yield Slip("text-beside-a-row-tag", "Text is typed beside a row tag",
               "The cell beside the tag that repeats the row looked empty, so a note was typed into the row.",
               _type_beside_a_row_tag)  # fmt: skip
    yield Slip("endif-in-another-cell", "A closing tag is moved into another cell",
               "The `{%p endif %}` at the end of a cell was dragged into the next cell.",
               _move_an_endif)  # fmt: skip
    yield Slip("date-without-filter", "A date is written without its filter",
               "The part `| date` looked superfluous and was taken out.", _print_a_bare_date)  # fmt: skip
    yield Slip("unguarded-field", "A field that may be empty stands alone",
               "The two purple lines around the Gaelic name were tidied away.", _unguard_a_field)  # fmt: skip
    yield Slip("field-outside-its-list", "A field of a list is used outside the list",
               "The title of an area for improvement was copied into the first paragraph of the letter.",
               _use_outside_the_list)  # fmt: skip
    yield Slip("picture-without-alt-text", "A picture has no alternative text",
               "A picture was pasted under the salutation.", _paste_a_picture)  # fmt: skip
    yield Slip("skipped-heading", "A heading level is skipped",
               "“Evaluations” was given the style Heading 3, because it looks better.", _skip_a_heading)  # fmt: skip
    yield Slip("empty-paragraph", "Space is made with the Enter key",
               "Enter was pressed twice after the salutation.", _press_enter)  # fmt: skip
    yield Slip("tracked-change", "Track Changes was left on",
               "“Yours sincerely” became “With kind regards” while Track Changes was on.", _track_a_change)  # fmt: skip
    yield Slip("half-bold", "Half a tag is in bold",
               "The first half of a tag was put in bold by accident.", _embolden_half, harmless=True)  # fmt: skip
    yield Slip("smart-quotes", "Word made the quotation marks of a tag curly",
               "The condition about issued documents was typed anew, and Word made its quotation marks curly.",
               _curl_quotes, harmless=True)  # fmt: skip


def _delete_an_endif(root: Element) -> None:
    after_list = after(_one(root, STRENGTH), "{%p endfor %}")
    take_out(after(after_list, "{%p endif %}"))


def _rename_a_field(root: Element) -> None:
    retype(_one(root, "{{ addressee.name }}"), "addressee.name", "addressee.full_name")


def _lose_a_brace(root: Element) -> None:
    retype(_one(root, DEAR), "}}", "}")


def _space_the_braces(root: Element) -> None:
    retype(_one(root, DEAR), DEAR, "Dear { { addressee.salutation } }")


def _type_beside_a_row_tag(root: Element) -> None:
    row = ancestor(_one(root, "{%tr for given in assessment.evaluations %}"), name("w:tr"))
    assert row is not None
    second = list(row.iter(name("w:p")))[1]
    second.append(parse_xml(f"<w:r {DECLARED}><w:t>one row for each</w:t></w:r>".encode(), "", ""))


def _move_an_endif(root: Element) -> None:
    closing = after(_one(root, MOVED), "{%p endif %}")
    take_out(closing)
    target = _one(root, "{% if milestone.by %}{{ milestone.by | initial_capital }}{% else %}To be agreed{% endif %}")
    target.addnext(closing)


def _print_a_bare_date(root: Element) -> None:
    retype(_one(root, DATE), " | date", "")


def _unguard_a_field(root: Element) -> None:
    gaelic = _one(root, "{{ partnership.gaelic_name }}")
    take_out(before(gaelic, "{%p if partnership.gaelic_name %}"))
    take_out(after(gaelic, "{%p endif %}"))


def _use_outside_the_list(root: Element) -> None:
    purpose = after(_one(root, "Purpose and legal basis"), words(_under(root, "Purpose and legal basis")))
    type_after(purpose, "We looked at {{ area.title }} in particular.")


def _paste_a_picture(root: Element) -> None:
    run = parse_xml(f"<w:x {DECLARED}>{picture('rIdPasted', 901, alt='')}</w:x>".encode(), "", "")[0]
    blip = next(run.iter(name("a:blip")))
    del blip.attrib[name("r:embed")]
    type_after(_one(root, DEAR), "").append(run)


def _skip_a_heading(root: Element) -> None:
    restyle(_heading(root, "Evaluations"), "Heading3")


def _press_enter(root: Element) -> None:
    type_after(type_after(_one(root, DEAR), ""), "")


def _track_a_change(root: Element) -> None:
    track(beginning(root, "Yours sincerely"), "Yours sincerely", "With kind regards")


def _embolden_half(root: Element) -> None:
    embolden(_one(root, DEAR), "{{ addressee")


def _curl_quotes(root: Element) -> None:
    curled = next(each for each in root.iter(T) if (each.text or "") == '{%p if assessment.state == "embargoed" %}')
    curled.text = "{%p if assessment.state == “embargoed” %}"


def _one(root: Element, text: str) -> Element:
    return paragraphs(root, text)[0]


def _under(root: Element, heading: str) -> Element:
    following = _one(root, heading).getnext()
    assert following is not None
    return following


def _heading(root: Element, text: str) -> Element:
    return next(each for each in paragraphs(root, text) if next(each.iter(name("w:pStyle")), None) is not None)
