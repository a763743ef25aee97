"""What authors of templates ask about their files: tags, fields, comments, text.

`fields` gives the dictionary of all that a template may name, which `as_text` and `as_document` lay out; `unused` says
which of it no template uses.
"""

from engross.word.tools.annotation import annotate
from engross.word.tools.dictionary import Entry, unused
from engross.word.tools.dictionary import dictionary as fields
from engross.word.tools.dictionary_document import as_document
from engross.word.tools.dictionary_screen import as_text
from engross.word.tools.text_view import show

__all__ = ["Entry", "annotate", "as_document", "as_text", "fields", "show", "unused"]
