"""Training of the citation model; for development only, not installed."""
