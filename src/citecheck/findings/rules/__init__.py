"""What can be wrong with a citation, one rule a file."""
