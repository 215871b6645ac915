"""Web archives, one file each."""
