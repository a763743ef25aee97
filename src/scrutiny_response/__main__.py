"""`scrutiny` and `python -m scrutiny_response` → the command line."""

from __future__ import annotations

import sys

from scrutiny_response import stopping


def main() -> None:
    """Run the command that the words on the command line name, and exit with its code."""
    stopping.listen()
    try:
        from scrutiny_response.cli import run

        code = run(sys.argv[1:])
    finally:
        stopping.ignore()
    sys.exit(code)


if __name__ == "__main__":
    main()
