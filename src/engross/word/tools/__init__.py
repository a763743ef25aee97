"""What authors of templates ask about their files: tags, fields, comments, text.

`fields` gives the dictionary of all that a template may name, which `as_document` lays out in Word and `by_group`
divides; `unused` says which of it no template uses.
"""

from engross.word.tools.annotation import annotate
from engross.word.tools.dictionary import FieldEntry, by_group, unused
from engross.word.tools.dictionary import dictionary as fields
from engross.word.tools.dictionary_document import as_document
from engross.word.tools.text_view import show

__all__ = ["FieldEntry", "annotate", "as_document", "by_group", "fields", "show", "unused"]
