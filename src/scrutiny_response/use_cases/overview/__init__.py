"""Assessment files → the cycle at a glance, as a page for the browser and as a Word document."""

from __future__ import annotations

from scrutiny_response.use_cases.overview.make import WrittenOverview, write

__all__ = ["WrittenOverview", "write"]
