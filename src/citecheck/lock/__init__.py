"""The lock file ``citecheck.lock``: reading, look-up, update, merge."""
