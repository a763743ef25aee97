"""What packs documents, and its name in a record of documents; by itself, so that asking for it loads no library."""

from __future__ import annotations

SHORT_LEVEL = 1
"""How hard libdeflate packs: at its other levels it is no faster than zlib-ng."""
LEVEL = 2
"""How hard zlib-ng packs. Of its fast levels this one alone gives the same bytes in whatever pieces a text comes."""
DEFLATER = f"libdeflate {SHORT_LEVEL} and zlib-ng {LEVEL}"
"""The name of what packs."""
