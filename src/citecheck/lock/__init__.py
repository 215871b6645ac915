"""``citecheck.lock``: read, looked up, updated, merged."""
