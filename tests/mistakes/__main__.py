"""The typical mistakes, made now → docs/template-mistakes.md."""

from __future__ import annotations

import sys

from tests.mistakes.page import main

if __name__ == "__main__":
    main(sys.argv[1:])
