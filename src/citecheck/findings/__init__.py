"""Findings: the rules, their evaluation, and the baseline of accepted findings."""
