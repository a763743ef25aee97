"""A template and an assessment → pictures of the pages that they make, beside the problems found, in one HTML file.

`pages` makes a preview, `page` the HTML of it, `watch` sees each save of the template, `make` puts them together.
`documents` shows the pages of a document that lies there.
"""

from __future__ import annotations

from scrutiny_response.use_cases.preview.documents import document_pages
from scrutiny_response.use_cases.preview.make import watch_preview, write_preview
from scrutiny_response.use_cases.preview.pages import Preview, preview, shipped_sample

__all__ = ["Preview", "document_pages", "preview", "shipped_sample", "watch_preview", "write_preview"]
