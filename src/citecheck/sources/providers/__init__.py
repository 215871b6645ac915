"""Services that may know where a work is, one file each. They offer candidates; none decides."""
