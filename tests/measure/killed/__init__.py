"""Runs killed at random times: ``python -m tests.measure.killed [RUNS [COMMAND]]`` writes reports/killed.md, or its one row.

`repair --write`, `report` and `archive` are killed with SIGKILL at a time uniform over the run's length, then run again. A run is a
process forked from an interpreter that has imported everything, so that kills do not hit imports.
"""
