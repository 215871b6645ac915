"""From bytes to notes, and from edits to bytes."""
