"""What each command does, for the command line and the Python API."""
