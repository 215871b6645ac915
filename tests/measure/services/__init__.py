"""Recorded answers of public services, given to our providers and archives: ``python -m tests.measure.services FOLDER``."""
