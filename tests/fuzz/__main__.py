"""All runs with fixed seeds → a table, and each fault with its kind and its seed; exit code 1 if there is one."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor

from tests.fuzz.runs import KINDS, fault

RUNS = 10_000
"""How many runs a session makes, with the seeds from 0 on for each kind."""
AT_ONCE = 25


def main(words: list[str]) -> int:
    """Do one run again, or all."""
    if words:
        kind, seed = words
        trouble = fault(kind, int(seed))
        sys.stdout.write(trouble or "answered as it should\n")
        return 1 if trouble else 0
    return _all(RUNS)


def _all(runs: int) -> int:
    began, faults = time.monotonic(), Counter[str]()
    seeds = {kind: range(runs * each.share // 100) for kind, each in KINDS.items()}
    jobs = [(kind, seed) for kind, some in seeds.items() for seed in some]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        results = pool.map(fault, *zip(*jobs, strict=True), chunksize=AT_ONCE)
        for (kind, seed), trouble in zip(jobs, results, strict=True):
            if trouble:
                faults[kind] += 1
                sys.stdout.write(f"\n{kind}, seed {seed} (python -m tests.fuzz {kind} {seed}):\n{trouble}\n")
    sys.stdout.write("\n| kind | runs | faults |\n|---|---|---|\n")
    sys.stdout.writelines(f"| {kind} | {len(some)} | {faults[kind]} |\n" for kind, some in seeds.items())
    sys.stdout.write(f"\n{len(jobs)} runs in {time.monotonic() - began:.0f} seconds, {faults.total()} faults\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
