"""Changes each threshold of sources/thresholds.py, runs its tests, and prints the changes that no test notices.

    python tests/measure/thresholds.py

Each is multiplied by 4 and by 1/4, and changed slightly up and down. Exit status 1 if a change is not noticed.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.sources.guards import GUARDS, all_thresholds, load, mutations, unnoticed


def main() -> int:
    load()
    lost = 0
    print("| threshold | value | tests | changed to | unnoticed |")
    print("|---|---|---|---|---|")
    for name, value in all_thresholds().items():
        left = list(unnoticed(name))
        lost += len(left)
        changed, missed = (" · ".join(f"{one:g}" for one in some) for some in (mutations(value), left))
        print(f"| {name} | {value:g} | {len(GUARDS.get(name, ()))} | {changed} | {missed or 'none'} |", flush=True)
    print(f"\n{len(all_thresholds())} thresholds, {lost} unnoticed changes")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
