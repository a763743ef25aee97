"""`scrutiny` and `python -m scrutiny_response` → the command line."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command that the words on the command line name, and exit with its code."""
    from scrutiny_response.cli import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
