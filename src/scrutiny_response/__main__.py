"""`scrutiny` and `python -m scrutiny_response` → the command line."""

from __future__ import annotations

import gc
import sys

from engross import interrupts


def main() -> None:
    """Run the command that the words on the command line name, and exit with its code."""
    interrupts.install()
    gc.set_threshold(100_000)  # a run makes many values and few cycles: looking for these took a tenth of its time
    try:
        from scrutiny_response.cli.run import run

        code = run(sys.argv[1:])
    finally:
        interrupts.ignore()
        gc.freeze()  # else all modules are looked through at the end, for what ends anyway
    sys.exit(code)


if __name__ == "__main__":
    main()
