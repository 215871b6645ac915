"""Knowledge about writing: pure functions, one subject a file."""
