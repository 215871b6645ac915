"""Runs that are killed at random moments: ``python -m tests.measure.killed [RUNS [COMMAND]]`` writes reports/killed.md, or its one row.

`repair --write`, `report` and `archive` are killed with SIGKILL at a moment that is uniform over the run's length, then run once more.
A run is a process of its own, forked from an interpreter that has imported everything: a kill meets the command's work, not its imports.
"""
