"""From a note's text to its sources."""
