"""Finds, compares and checks URLs."""
