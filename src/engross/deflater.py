"""What packs documents, and its name in a record of documents; by itself, so that asking for it loads no library."""

from __future__ import annotations

LEVEL = 2
"""How hard is packed. Of the fast levels it alone gives the same bytes in whatever pieces a text comes."""
DEFLATER = f"zlib-ng {LEVEL}"
"""The name of what packs."""
