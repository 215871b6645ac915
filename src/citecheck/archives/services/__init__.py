"""Web archives that are asked for captures, one file each."""
