"""The properties and the defaults of a file → problems: no title, no language."""

from __future__ import annotations

from collections.abc import Iterator

from engross.problems import Problem, WordPlace
from engross.word.accessibility.content import AccessibleDocument
from engross.word.opc.relationships import document_part, relationships
from engross.word.opc.xml_names import NAMESPACES, VAL
from engross.word.tools.findings import make_problem

_TITLE = "{http://purl.org/dc/elements/1.1/}title"


def missing_title(document: AccessibleDocument) -> Iterator[Problem]:
    """No title in the document's properties: an error by WCAG 2.2, 2.4.2 (level A)."""
    place = WordPlace(document.package.file, "document properties")
    for relationship in relationships(document.package, ""):
        if relationship.kind == "core-properties" and relationship.target in document.package:
            if (document.package.xml(relationship.target).findtext(_TITLE) or "").strip():
                return
            place = WordPlace(document.package.file, "document properties", part=relationship.target)
    yield make_problem(
        "no-title", place, "the document has no title in its properties", "write one in File, Info, Title"
    )


def missing_language(document: AccessibleDocument) -> Iterator[Problem]:
    """No language in the document's defaults: an error by WCAG 2.2, 3.1.1 (level A).

    The language is that of the defaults of all styles (`w:docDefaults`), or else the one noted for the theme's fonts.
    """
    defaults = document.looks.styles.defaults("w:rPr")
    language = None if defaults is None else defaults.find("w:lang", NAMESPACES)
    if language is not None and language.get(VAL):
        return
    settings = document_part(document.package, "settings")
    noted = document.package.xml(settings).find("w:themeFontLang", NAMESPACES) if settings else None
    if noted is None or not noted.get(VAL):
        part = document_part(document.package, "styles") or ""
        yield make_problem(
            "no-language",
            WordPlace(document.package.file, "styles", part=part),
            "the document does not say in which language it is written",
            "choose Review, Language, Set Proofing Language, English (United Kingdom), and Set As Default",
        )
