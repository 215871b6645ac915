"""Files on the disk, and git."""
