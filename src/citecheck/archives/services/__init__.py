"""Web archives with captures, one file each."""
